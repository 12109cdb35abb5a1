//! Codes and ids as files write them. Text; a number only where no digit can have been lost.

use domain::import::Fault;
use serde_json::{Number, Value};

use crate::findings::{Findings, at};
use crate::limits::MOST_IN_CODE;

/// The largest whole number that every JSON reader keeps exactly.
const LARGEST_EXACT: u64 = 1 << 53;

/// A code that stands in a property. `Ok(None)` when there is none.
pub(crate) fn code_at(
    row: usize,
    field: &str,
    value: &Value,
    findings: &mut Findings,
) -> Result<Option<String>, Fault> {
    let bad = |code: &str| at(row, field, code, &[("value", &value.to_string())]);
    match value {
        Value::Null => Ok(None),
        Value::String(text) => {
            let code = code_in(row, field, text)?;
            if code.as_ref().is_some_and(|code| code.len() != text.len()) {
                findings.tally(row, field, "code.trimmed");
            }
            Ok(code)
        }
        Value::Number(number) => {
            whole(number).map(|digits| Some(digits.to_string())).ok_or_else(|| bad(code_of_bad(number)))
        }
        _ => Err(bad("code.not_text")),
    }
}

/// A code that stands in a cell or a text, without the blanks around it.
pub(crate) fn code_in(row: usize, field: &str, text: &str) -> Result<Option<String>, Fault> {
    let code = text.trim_matches(|sign: char| sign.is_whitespace() || is_invisible(sign));
    if code.is_empty() {
        return Ok(None);
    }
    let length = code.chars().count();
    if length > MOST_IN_CODE {
        let (length, most) = (length.to_string(), MOST_IN_CODE.to_string());
        let params = [("value", code), ("length", length.as_str()), ("most", most.as_str())];
        return Err(at(row, field, "code.too_long", &params));
    }
    // A foreign code may hold blanks; one that would be all digits without them may not.
    let digits_apart =
        code.contains(char::is_whitespace) && code.chars().all(|sign| sign.is_whitespace() || sign.is_ascii_digit());
    let code_of_bad = if looks_like_exponent(code) {
        "code.exponent"
    } else if code.contains(is_fullwidth) {
        "code.fullwidth"
    } else if digits_apart || code.contains(|sign: char| sign.is_control() || is_invisible(sign)) {
        "code.blank_inside"
    } else {
        return Ok(Some(code.to_owned()));
    };
    Err(at(row, field, code_of_bad, &[("value", code)]))
}

/// Whether text is what a spreadsheet makes of many digits: `4.11602E+17`.
pub(crate) fn looks_like_exponent(text: &str) -> bool {
    let Some((digits, exponent)) = text.split_once(['E', 'e']) else { return false };
    let plain = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    exponent.starts_with('+') && plain(&exponent[1..]) && digits.split('.').all(plain)
}

fn code_of_bad(number: &Number) -> &'static str {
    if number.to_string().contains(['e', 'E']) { "code.exponent" } else { "code.inexact" }
}

/// Signs that no screen shows: zero width, direction marks, byte order marks.
fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}')
}

fn is_fullwidth(sign: char) -> bool {
    matches!(sign, '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ')
}

fn whole(number: &Number) -> Option<i64> {
    let fits = number.as_i64()?;
    (fits.unsigned_abs() <= LARGEST_EXACT).then_some(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(json: &str) -> Result<Option<String>, String> {
        let value = serde_json::from_str(json).expect("valid JSON");
        code_at(1, "code", &value, &mut Findings::default()).map_err(|fault| fault.code)
    }

    #[test]
    fn a_number_is_a_code_only_where_no_digit_is_lost() {
        assert_eq!(code("411602003"), Ok(Some("411602003".to_owned())));
        assert_eq!(code("\" 0411 \""), Ok(Some("0411".to_owned())));
        assert_eq!(code("411602003001001001"), Err("code.inexact".to_owned()));
        assert_eq!(code("411602.0"), Err("code.inexact".to_owned()));
        assert_eq!(code("1.16e17"), Err("code.exponent".to_owned()));
        assert_eq!(code("\"4.11602E+17\""), Err("code.exponent".to_owned()));
        assert_eq!(code("[1]"), Err("code.not_text".to_owned()));
        assert_eq!(code("null"), Ok(None));
    }

    #[test]
    fn a_foreign_code_may_hold_blanks_and_a_number_may_not() {
        assert_eq!(code("\"A 1*\""), Ok(Some("A 1*".to_owned())));
        assert_eq!(code("\"411602 003\""), Err("code.blank_inside".to_owned()));
        assert_eq!(code("\"411602\u{200b}003\""), Err("code.blank_inside".to_owned()));
        assert_eq!(code("\"４１１６０２\""), Err("code.fullwidth".to_owned()));
        assert_eq!(code("\"\u{a0}411602\u{3000}\u{200b}\""), Ok(Some("411602".to_owned())));
        assert!(!looks_like_exponent("E12") && !looks_like_exponent("411602"));
    }
}
