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
    varint(out, u64::from(field) << 3 | 2);
    varint(out, value.len() as u64);
    out.extend_from_slice(value);
}

/// A field that holds packed numbers.
pub(crate) fn packed(out: &mut Vec<u8>, field: u32, values: &[u32]) {
    let length: u64 = values.iter().map(|&value| length_of(value)).sum();
    varint(out, u64::from(field) << 3 | 2);
    varint(out, length);
    out.reserve(length as usize);
    for &value in values {
        varint(out, u64::from(value));
    }
}

/// Bytes of a varint: seven bits in each.
fn length_of(value: u32) -> u64 {
    u64::from((value | 1).ilog2() / 7 + 1)
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
        for value in [0, 1, 127, 128, 16_383, 16_384, u32::MAX] {
            let mut field = Vec::new();
            packed(&mut field, 4, &[value, 5]);
            let mut wanted = Vec::new();
            varint(&mut wanted, value.into());
            wanted.push(5);
            assert_eq!(field[..2], [0x22, wanted.len() as u8]);
            assert_eq!(field[2..], wanted);
        }
        let mut field = Vec::new();
        bytes(&mut field, 1, b"ok");
        assert_eq!(field, [0x0a, 2, b'o', b'k']);
    }
}
