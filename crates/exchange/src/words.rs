//! Foreign text to ours: text, counts and days.

use jiff::civil::Date;
use serde_json::Value;

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
}
