//! Directories of PMTiles (version 3): which tiles there are and where their bytes lie.

use crate::flaw;
use domain::flaw::Flaw;

/// Some tiles with the same bytes, or a directory that tells more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Entry {
    /// The number of the first tile.
    pub number: u64,
    /// From where its section begins.
    pub at: u64,
    /// Bytes.
    pub length: u32,
    /// How many tiles in a row; 0: this is a directory below.
    pub run: u32,
}

impl Entry {
    pub fn is_directory(&self) -> bool {
        self.run == 0
    }

    /// The number after its last tile.
    pub fn end(&self) -> u64 {
        self.number.saturating_add(u64::from(self.run.max(1)))
    }
}

/// The entries of an unpacked directory. Numbers rise, and no run reaches into the next entry.
pub fn read(bytes: &[u8]) -> Result<Vec<Entry>, Flaw> {
    let mut rest = bytes;
    let count = varint(&mut rest)?;
    // Each entry takes four bytes at least: no memory for what is only claimed.
    if count == 0 || count > bytes.len() as u64 / 4 {
        return Err(flaw::directory());
    }
    let mut entries = vec![Entry { number: 0, at: 0, length: 0, run: 0 }; count as usize];
    let mut number = 0_u64;
    for entry in &mut entries {
        number = number.checked_add(varint(&mut rest)?).ok_or_else(flaw::directory)?;
        entry.number = number;
    }
    for entry in &mut entries {
        entry.run = short(&mut rest)?;
    }
    for entry in &mut entries {
        entry.length = short(&mut rest)?;
        if entry.length == 0 {
            return Err(flaw::directory());
        }
    }
    let mut behind = 0;
    for entry in &mut entries {
        // Nought: right behind the one before.
        entry.at = match varint(&mut rest)? {
            0 => behind,
            place => place - 1,
        };
        behind = entry.at.checked_add(u64::from(entry.length)).ok_or_else(flaw::directory)?;
    }
    let rises = entries.windows(2).all(|pair| pair[0].end() <= pair[1].number);
    if rises { Ok(entries) } else { Err(flaw::directory()) }
}

/// The directory of some entries, unpacked.
pub fn write(entries: &[Entry]) -> Vec<u8> {
    let mut out = Vec::with_capacity(entries.len() * 8);
    put(&mut out, entries.len() as u64);
    let mut last = 0;
    for entry in entries {
        put(&mut out, entry.number - last);
        last = entry.number;
    }
    for entry in entries {
        put(&mut out, u64::from(entry.run));
    }
    for entry in entries {
        put(&mut out, u64::from(entry.length));
    }
    let mut behind = None;
    for entry in entries {
        put(&mut out, if behind == Some(entry.at) { 0 } else { entry.at + 1 });
        behind = Some(entry.at + u64::from(entry.length));
    }
    out
}

/// The entry that has a tile, or the directory that may.
pub fn find(entries: &[Entry], number: u64) -> Option<&Entry> {
    let after = entries.partition_point(|entry| entry.number <= number);
    let entry = entries.get(after.checked_sub(1)?)?;
    (entry.is_directory() || number < entry.end()).then_some(entry)
}

fn short(rest: &mut &[u8]) -> Result<u32, Flaw> {
    u32::try_from(varint(rest)?).map_err(|_| flaw::directory())
}

fn varint(rest: &mut &[u8]) -> Result<u64, Flaw> {
    let mut value = 0_u64;
    for shift in (0..64).step_by(7) {
        let (&byte, after) = rest.split_first().ok_or_else(flaw::directory)?;
        *rest = after;
        let bits = u64::from(byte & 0x7f);
        if shift == 63 && bits > 1 {
            break;
        }
        value |= bits << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err(flaw::directory())
}

fn put(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push((value as u8 & 0x7f) | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(number: u64, at: u64, length: u32, run: u32) -> Entry {
        Entry { number, at, length, run }
    }

    #[test]
    fn what_was_written_is_read_and_found() {
        let entries = [entry(0, 0, 10, 1), entry(1, 10, 5, 4), entry(7, 400, 300, 1), entry(90, 0, 10, 0)];
        assert_eq!(read(&write(&entries)).expect("a directory"), entries);
        assert_eq!(find(&entries, 4), Some(&entries[1]));
        assert_eq!(find(&entries, 5), None);
        assert_eq!(find(&entries, 8), None);
        assert_eq!(find(&entries, 1000), Some(&entries[3]), "a directory may have it");
    }

    #[test]
    fn a_directory_that_lies_is_none() {
        let overlapping = write(&[entry(0, 0, 10, 3), entry(2, 10, 5, 1)]);
        let empty_tile = write(&[entry(0, 0, 0, 1)]);
        let mut cut = write(&[entry(0, 0, 10, 1), entry(5, 10, 5, 1)]);
        cut.pop();
        let claims = [0xff, 0xff, 0xff, 0xff, 0x0f, 1, 1, 1, 1];
        let endless = [0xff; 40];
        for bytes in [&overlapping[..], &empty_tile, &cut, &claims, &endless, &[], &[0]] {
            assert_eq!(read(bytes), Err(flaw::directory()), "{bytes:?}");
        }
        // The number after the last there is.
        let mut far = Vec::new();
        for value in [2, u64::MAX, 1, 1, 1, 1, 1, 1, 1] {
            put(&mut far, value);
        }
        assert_eq!(read(&far), Err(flaw::directory()));
    }
}
