//! Foreign text to ours: encodings, codes, counts and days.

use domain::import::Fault;
use jiff::civil::Date;
use serde_json::{Number, Value};

use crate::findings::of_file;

/// The largest whole number that every JSON reader keeps exactly.
const LARGEST_EXACT: u64 = 1 << 53;

/// Why a number can't be a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadCode {
    /// Digits were lost, or may have been.
    Inexact,
    /// Not text and not a number.
    NoText,
}

/// The file as text: UTF-8, with or without a byte order mark.
pub(crate) fn text_of(bytes: &[u8]) -> Result<&str, Fault> {
    let body = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    std::str::from_utf8(body).map_err(|error| {
        let line = body[..error.valid_up_to()].split(|&byte| byte == b'\n').count();
        let line = line.to_string();
        of_file(
            "file.not_utf8",
            &[("line", &line)],
            format!("the file is not UTF-8 (first seen in line {line}); save it as UTF-8 (in Excel: CSV UTF-8)"),
        )
    })
}

/// A code, as text. Numbers are taken only where no digit can have been lost.
pub(crate) fn code_of(value: &Value) -> Result<Option<String>, BadCode> {
    match value {
        Value::Null => Ok(None),
        Value::String(text) => Ok(Some(text.trim().to_owned()).filter(|text| !text.is_empty())),
        Value::Number(number) => whole(number).map(|digits| Some(digits.to_string())).ok_or(BadCode::Inexact),
        _ => Err(BadCode::NoText),
    }
}

/// A value as free text; none when it is empty.
pub(crate) fn text_from(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    (!text.is_empty()).then_some(text)
}

/// A count: a whole number, not negative. `Ok(None)` when the cell is empty.
pub(crate) fn count_of(value: &Value) -> Result<Option<u32>, ()> {
    match value {
        Value::Null => Ok(None),
        Value::Number(number) => match (number.as_u64(), number.as_f64()) {
            (Some(whole), _) => u32::try_from(whole).map(Some).map_err(|_| ()),
            (None, Some(float)) if float.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&float) => {
                Ok(Some(float as u32))
            }
            _ => Err(()),
        },
        Value::String(text) if text.trim().is_empty() => Ok(None),
        Value::String(text) => text.trim().parse().map(Some).map_err(|_| ()),
        _ => Err(()),
    }
}

/// A day as `2026-10-31`, from the ways in which people write one: `2026/10/31`, `2026.10.31`, `2026年10月31日`, `20261031`.
pub(crate) fn day_of(text: &str) -> Option<String> {
    let text = text.trim();
    let parts: Vec<&str> = if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        vec![&text[..4], &text[4..6], &text[6..]]
    } else {
        text.trim_end_matches(['日', '号']).split(['-', '/', '.', '年', '月']).collect()
    };
    let &[year, month, day] = parts.as_slice() else { return None };
    if year.len() != 4 {
        return None;
    }
    let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some(date.to_string())
}

/// Whether text is what a spreadsheet makes of a long code: `4.11602E+17`.
pub(crate) fn looks_like_exponent(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once(['E', 'e']) else { return false };
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    exponent.starts_with('+') && plain(&exponent[1..]) && digits.split('.').all(plain)
}

fn whole(number: &Number) -> Option<i64> {
    let fits = number.as_i64()?;
    (fits.unsigned_abs() <= LARGEST_EXACT).then_some(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_as_people_write_them() {
        for text in ["2026-10-31", "2026/10/31", "2026.10.31", "2026年10月31日", "20261031"] {
            assert_eq!(day_of(text).as_deref(), Some("2026-10-31"), "{text}");
        }
        assert_eq!(day_of("2025-3-1").as_deref(), Some("2025-03-01"));
        for text in ["2026-02-30", "31.10.2026", "2026", "soon", "", "2026-10"] {
            assert_eq!(day_of(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_is_a_code_only_where_no_digit_is_lost() {
        let code = |json: &str| code_of(&serde_json::from_str(json).expect("valid JSON"));
        assert_eq!(code("411602003"), Ok(Some("411602003".to_owned())));
        assert_eq!(code("\" 0411 \""), Ok(Some("0411".to_owned())));
        assert_eq!(code("411602003001001001"), Err(BadCode::Inexact));
        assert_eq!(code("4.11602e5"), Err(BadCode::Inexact));
        assert_eq!(code("[1]"), Err(BadCode::NoText));
        assert_eq!(code("null"), Ok(None));
    }

    #[test]
    fn counts_are_whole_and_not_negative() {
        let count = |json: &str| count_of(&serde_json::from_str(json).expect("valid JSON"));
        assert_eq!(count("12"), Ok(Some(12)));
        assert_eq!(count("12.0"), Ok(Some(12)));
        assert_eq!(count("\"12\""), Ok(Some(12)));
        assert_eq!(count("\"\""), Ok(None));
        for json in ["-1", "1.5", "\"many\"", "5000000000", "true"] {
            assert_eq!(count(json), Err(()), "{json}");
        }
    }

    #[test]
    fn a_spreadsheets_exponent_is_recognised() {
        assert!(looks_like_exponent("4.11602E+17"));
        assert!(!looks_like_exponent("E12"));
        assert!(!looks_like_exponent("411602"));
    }

    #[test]
    fn a_byte_order_mark_is_no_content() {
        assert_eq!(text_of(b"\xef\xbb\xbf{}"), Ok("{}"));
        let fault = text_of(b"code\n\xcd\xf8").expect_err("GBK bytes");
        assert_eq!((fault.code.as_str(), fault.params["line"].as_str()), ("file.not_utf8", "2"));
    }
}
