//! Where values end in a JSON text, found without reading them: from quote to quote and brace to brace, many bytes at
//! a time. What stands in between is not looked at: whoever reads a value finds what is wrong with it.

use memchr::{memchr2, memchr3};

/// Past the next sign that is no blank, if it is this one.
pub fn after(text: &[u8], at: usize, sign: u8) -> Option<usize> {
    let rest = text.get(at..)?;
    let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n')).count();
    (rest.get(blanks) == Some(&sign)).then_some(at + blanks + 1)
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
