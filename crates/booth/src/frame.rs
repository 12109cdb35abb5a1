//! Frames: a length, then as many bytes. What the two processes say to each other.

use std::io::{self, Read, Write};

use serde::Serialize;
use serde::de::DeserializeOwned;

/// No frame is longer: the largest shape there may be stands in less.
const LONGEST: u32 = 256 << 20;

/// Say something.
pub fn write(mut to: impl Write, payload: &[u8]) -> io::Result<()> {
    let length = u32::try_from(payload.len()).ok().filter(|length| *length <= LONGEST);
    let length = length.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidInput, "a frame is too long"))?;
    to.write_all(&length.to_le_bytes())?;
    to.write_all(payload)
}

/// Say something as JSON.
pub fn write_json(to: impl Write, what: &impl Serialize) -> io::Result<()> {
    write(to, &serde_json::to_vec(what)?)
}

/// Hear something; an error of kind `UnexpectedEof` when nobody speaks any more.
pub fn read(mut from: impl Read) -> io::Result<Vec<u8>> {
    let mut length = [0; 4];
    from.read_exact(&mut length)?;
    let length = u32::from_le_bytes(length);
    if length > LONGEST {
        return Err(io::Error::new(io::ErrorKind::InvalidData, "a frame is too long"));
    }
    // No memory is set aside for what is only claimed.
    let mut payload = Vec::with_capacity(length.min(1 << 20) as usize);
    from.take(u64::from(length)).read_to_end(&mut payload)?;
    if payload.len() < length as usize {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(payload)
}

/// Hear something as JSON.
pub fn read_json<T: DeserializeOwned>(from: impl Read) -> io::Result<T> {
    Ok(serde_json::from_slice(&read(from)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_said_is_heard() {
        let mut line = Vec::new();
        write(&mut line, b"one").expect("memory");
        write_json(&mut line, &[1, 2]).expect("memory");
        let mut rest = line.as_slice();
        assert_eq!(read(&mut rest).expect("a frame"), b"one");
        assert_eq!(read_json::<Vec<u8>>(&mut rest).expect("a frame"), [1, 2]);
        assert_eq!(read(&mut rest).expect_err("the end").kind(), io::ErrorKind::UnexpectedEof);
    }

    #[test]
    fn a_frame_that_lies_about_its_length_takes_no_memory() {
        let cut = [0xff, 0xff, 0xff, 0x0f, b'a'];
        assert_eq!(read(cut.as_slice()).expect_err("cut off").kind(), io::ErrorKind::UnexpectedEof);
        let long = [0xff, 0xff, 0xff, 0xff];
        assert_eq!(read(long.as_slice()).expect_err("too long").kind(), io::ErrorKind::InvalidData);
    }
}
