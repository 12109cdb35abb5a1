//! Where values end in a JSON text, found without reading them: from quote to quote and brace to brace, many bytes at
//! a time. What stands in between is not looked at: whoever reads a value finds what is wrong with it.

use memchr::{memchr2, memchr3};

/// Past the next sign that is no blank, if it is this one.
pub fn after(text: &[u8], at: usize, sign: u8) -> Option<usize> {
    let rest = text.get(at..)?;
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
    (rest.get(blanks) == Some(&sign)).then_some(at + blanks + 1)
}

/// The number that the digits here tell, and how many digits there are: eight at a time, as they stand in memory. Of
/// more than nineteen only how many tells anything.
pub fn digits(text: &[u8], at: usize) -> (u64, usize) {
    let (mut number, mut count) = (0_u64, 0);
    let mut rest = text.get(at..).unwrap_or_default();
    while let Some((eight, after)) = rest.split_first_chunk() {
        let (told, of) = leading_digits(u64::from_le_bytes(*eight));
        (number, count) = (number.wrapping_mul(TENS[of]).wrapping_add(told), count + of);
        if of < eight.len() {
            return (number, count);
        }
        rest = after;
    }
    let last = rest.iter().take_while(|byte| byte.is_ascii_digit());
    last.fold((number, count), |(number, count), byte| {
        (number.wrapping_mul(10).wrapping_add(u64::from(byte - b'0')), count + 1)
    })
}

const TENS: [u64; 9] = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

/// The same of eight bytes, the first the lowest.
fn leading_digits(eight: u64) -> (u64, usize) {
    const EACH: u64 = 0x0101_0101_0101_0101;
    // A byte of a digit is at most nine now; of any other the highest bit is set, or set by what makes ten of it 128.
    let values = eight ^ (EACH * b'0' as u64);
    let others = (values.wrapping_add(EACH * 0x76) | values) & (EACH * 0x80);
    let count = (others.trailing_zeros() / 8) as usize;
    if count == 0 {
        return (0, 0);
    }
    // Noughts before, and what is no digit is gone: pairs, fours, and all eight.
    let values = values << (64 - 8 * count);
    let pairs = values.wrapping_mul(10).wrapping_add(values >> 8);
    let low = (pairs & 0xff_0000_00ff).wrapping_mul(100 + (1_000_000 << 32));
    let high = ((pairs >> 16) & 0xff_0000_00ff).wrapping_mul(1 + (10_000 << 32));
    (low.wrapping_add(high) >> 32, count)
}

/// Where a value ends that begins here, after blanks; none where it does not end.
pub fn value_end(text: &[u8], at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let begin = at + rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
    match text.get(begin)? {
        b'"' => text_end(text, begin),
        b'{' => object_end(text, begin),
        b'[' => list_end(text, begin),
        _ => text[begin..].iter().position(|byte| b",]} \t\r\n".contains(byte)).map(|length| begin + length),
    }
}

/// Past the quote that closes a text.
pub fn text_end(text: &[u8], quote: usize) -> Option<usize> {
    let mut at = quote + 1;
    loop {
        let next = at + memchr2(b'"', b'\\', text.get(at..)?)?;
        if text[next] == b'"' {
            return Some(next + 1);
        }
        at = next + 2;
    }
}

/// Past the brace that closes an object. Between quotes and braces a whole line is passed at once.
pub fn object_end(text: &[u8], brace: usize) -> Option<usize> {
    nested_end(text, brace, |rest| memchr3(b'"', b'{', b'}', rest))
}

fn list_end(text: &[u8], bracket: usize) -> Option<usize> {
    nested_end(text, bracket, |rest| memchr3(b'"', b'[', b']', rest))
}

fn nested_end(text: &[u8], begin: usize, next: impl Fn(&[u8]) -> Option<usize>) -> Option<usize> {
    let (mut at, mut depth) = (begin, 0_usize);
    loop {
        let found = at + next(text.get(at..)?)?;
        at = found + 1;
        match text[found] {
            b'"' => at = text_end(text, found)?,
            b'{' | b'[' => depth += 1,
            _ if depth == 1 => return Some(at),
            _ => depth -= 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_tell_what_they_tell_one_by_one() {
        for text in [
            "",
            "x",
            "0",
            "7,",
            "12.5",
            "1119989815,300009198]",
            "00000000",
            "12345678",
            "123456789x",
            "-1",
            "9".repeat(19).as_str(),
        ] {
            let count = text.bytes().take_while(u8::is_ascii_digit).count();
            assert_eq!(digits(text.as_bytes(), 0), (text[..count].parse().unwrap_or(0), count), "{text}");
        }
        for byte in 0..=u8::MAX {
            for at in 0..12 {
                let mut text = *b"987654321012";
                text[at] = byte;
                let wanted = text.iter().take_while(|byte| byte.is_ascii_digit()).count();
                let number = std::str::from_utf8(&text[..wanted]).expect("digits").parse().unwrap_or(0);
                assert_eq!(digits(&text, 0), (number, wanted), "{byte} at {at}");
            }
        }
        assert_eq!((digits(b"12", 2), digits(b"12", 9), digits(&[b'1'; 40], 0).1), ((0, 0), (0, 0), 40));
    }

    #[test]
    fn a_value_ends_where_it_closes() {
        for value in ["{}", "{\"a\":\"}\\\"\\\\\",\"b\":[{}]}", "[[\"]\"],{}]", "\"\\\"\"", "-1.5e3", "null"] {
            let text = format!(" {value} ,1");
            assert_eq!(value_end(text.as_bytes(), 0), Some(1 + value.len()), "{value}");
            assert_eq!(after(text.as_bytes(), 1 + value.len(), b','), Some(3 + value.len()));
            assert_eq!(value_end(&value.as_bytes()[..value.len() - 1], 0).filter(|_| value.len() < 4), None, "{value}");
        }
        assert_eq!((value_end(b"", 0), value_end(b"{\"a", 9), object_end(b"{{}", 0)), (None, None, None));
    }
}
