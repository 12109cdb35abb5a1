//! Packed bytes, unpacked up to a bound.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

use domain::flaw::Flaw;

/// How gzip begins.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// How a section of an archive is packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Packing {
    /// Not at all.
    None,
    /// RFC 1952.
    Gzip,
}

impl Packing {
    /// By its number in an archive's header.
    pub fn numbered(number: u8) -> Result<Self, Flaw> {
        let name = match number {
            1 => return Ok(Self::None),
            2 => return Ok(Self::Gzip),
            3 => "Brotli",
            4 => "Zstandard",
            _ => "?",
        };
        Err(Flaw::new("basemap.packing").with("name", &name))
    }

    /// At most `most` bytes of what was packed; `too_much` and `damaged` say what it is that does not fit.
    pub fn unpack(self, bytes: Vec<u8>, most: usize, too_much: impl FnOnce() -> Flaw) -> Result<Option<Vec<u8>>, Flaw> {
        if self == Self::None {
            return if bytes.len() > most { Err(too_much()) } else { Ok(Some(bytes)) };
        }
        let mut out = Vec::with_capacity(bytes.len().saturating_mul(4).min(most));
        let read = MultiGzDecoder::new(bytes.as_slice()).take(most as u64 + 1).read_to_end(&mut out);
        if out.len() > most {
            return Err(too_much());
        }
        Ok(read.ok().map(|_| out))
    }
}

/// Whether bytes begin as gzip does.
pub fn is_gzip(bytes: &[u8]) -> bool {
    bytes.starts_with(&GZIP)
}

/// Pack as gzip.
pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::with_capacity(bytes.len() / 2), Compression::default());
    packer.write_all(bytes).and_then(|()| packer.finish()).expect("memory takes all that is written to it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_unpacks_to_more_than_it_may_is_refused_and_takes_no_more_memory_than_that() {
        let bomb = gzip(&vec![0; 8 << 20]);
        assert!(bomb.len() < 64 << 10);
        let refused = Packing::Gzip.unpack(bomb, 1 << 20, || Flaw::new("basemap.directory"));
        assert_eq!(refused.expect_err("too much").code, "basemap.directory");
    }

    #[test]
    fn what_is_cut_off_is_nothing() {
        let packed = gzip(b"one two three one two three");
        let unpack = |bytes: &[u8]| Packing::Gzip.unpack(bytes.to_vec(), 100, || Flaw::new("basemap.directory"));
        assert_eq!(unpack(&packed).expect("small").as_deref(), Some(b"one two three one two three".as_slice()));
        assert_eq!(unpack(&packed[..packed.len() / 2]).expect("small"), None);
        assert_eq!(unpack(b"no gzip").expect("small"), None);
    }
}
