//! As much of the protobuf wire format as a vector tile needs.

/// Append a number as a varint.
pub(crate) fn varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// Small magnitudes to small numbers: 0, -1, 1, -2 … become 0, 1, 2, 3 …
pub(crate) fn zigzag(value: i64) -> u64 {
    ((value << 1) ^ (value >> 63)) as u64
}

/// The same backwards.
pub(crate) fn unzigzag(value: u64) -> i64 {
    (value >> 1).cast_signed() ^ -(value & 1).cast_signed()
}

/// Take a varint off the front; what is not there counts as nought.
pub(crate) fn take(rest: &mut &[u8]) -> u64 {
    let (mut value, mut shift) = (0, 0);
    while let Some((&byte, behind)) = rest.split_first() {
        *rest = behind;
        value |= u64::from(byte & 0x7f) << shift;
        if byte < 0x80 {
            break;
        }
        shift += 7;
    }
    value
}

/// A field that holds a number.
pub(crate) fn number(out: &mut Vec<u8>, field: u32, value: u64) {
    varint(out, u64::from(field) << 3);
    varint(out, value);
}

/// A field that holds eight bytes.
pub(crate) fn double(out: &mut Vec<u8>, field: u32, value: f64) {
    varint(out, u64::from(field) << 3 | 1);
    out.extend_from_slice(&value.to_le_bytes());
}

/// A field that holds text, bytes or a message.
pub(crate) fn bytes(out: &mut Vec<u8>, field: u32, value: &[u8]) {
    begin(out, field, value.len());
    out.extend_from_slice(value);
}

/// The same up to the value itself, of so many bytes.
pub(crate) fn begin(out: &mut Vec<u8>, field: u32, length: usize) {
    varint(out, u64::from(field) << 3 | 2);
    varint(out, length as u64);
}

/// Bytes of a field of a number below sixteen that holds so many bytes.
pub(crate) fn length_of(bytes: usize) -> usize {
    // Seven bits of the length in each.
    1 + (bytes | 1).ilog2() as usize / 7 + 1 + bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_the_format_says() {
        let mut out = Vec::new();
        varint(&mut out, 300);
        assert_eq!(out, [0xac, 0x02]);
        assert_eq!([0, -1, 1, -2].map(zigzag), [0, 1, 2, 3]);
        for number in [0, -1, 63, -64, 64, 1 << 40, i64::MIN, i64::MAX] {
            let mut written = Vec::new();
            varint(&mut written, zigzag(number));
            let mut rest = written.as_slice();
            assert_eq!((unzigzag(take(&mut rest)), rest.len()), (number, 0));
        }
        for length in [0, 1, 127, 128, 16_383, 16_384] {
            let mut field = Vec::new();
            bytes(&mut field, 15, &vec![0; length]);
            assert_eq!(field.len(), length_of(length));
        }
        let mut field = Vec::new();
        bytes(&mut field, 1, b"ok");
        assert_eq!(field, [0x0a, 2, b'o', b'k']);
    }
}
