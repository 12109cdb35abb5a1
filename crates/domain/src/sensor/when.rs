//! Which of what a sensor says is an event: `/state = ALARM & /level >= 3.5`. Nothing written: all of it.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Parts that all have to hold.
const MOST_TESTS: usize = 8;
/// The longest of them all together, in bytes.
const LONGEST: usize = 200;

/// All of some tests hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct When(Vec<Test>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Test {
    /// A JSON pointer; empty: all that was said.
    pointer: String,
    sign: Sign,
    /// As it was written.
    value: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Least,
    Most,
    Not,
    Is,
    More,
    Less,
}

/// The longer ones first: `>=` begins with `>`.
const SIGNS: [(&str, Sign); 6] =
    [(">=", Sign::Least), ("<=", Sign::Most), ("!=", Sign::Not), ("=", Sign::Is), (">", Sign::More), ("<", Sign::Less)];

impl When {
    /// Reads what somebody wrote; none: it makes no sense.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.is_empty() {
            return Some(Self::default());
        }
        if text.len() > LONGEST {
            return None;
        }
        let tests: Vec<Test> = text.split('&').map(Test::read).collect::<Option<_>>()?;
        (tests.len() <= MOST_TESTS).then_some(Self(tests))
    }

    /// Whether what was said is an event.
    pub fn holds(&self, said: &Value) -> bool {
        self.0.iter().all(|test| test.holds(said))
    }
}

impl Test {
    fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let at = text.find(['<', '>', '!', '='])?;
        let (pointer, rest) = text.split_at(at);
        let (written, sign) = SIGNS.into_iter().find(|(written, _)| rest.starts_with(written))?;
        let (pointer, value) = (pointer.trim(), rest[written.len()..].trim());
        let is_pointer = pointer.is_empty() || pointer.starts_with('/');
        let is_measured = !matches!(sign, Sign::Is | Sign::Not);
        if !is_pointer || value.is_empty() || (is_measured && value.parse::<f64>().is_err()) {
            return None;
        }
        Some(Self { pointer: pointer.to_owned(), sign, value: value.trim_matches('"').to_owned() })
    }

    /// What is not there is nothing, and nothing is neither more nor less than anything.
    fn holds(&self, said: &Value) -> bool {
        let Some(found) = said.pointer(&self.pointer) else { return self.sign == Sign::Not };
        match self.sign {
            Sign::Is => self.is(found),
            Sign::Not => !self.is(found),
            Sign::Least => self.measured(found, |found, bound| found >= bound),
            Sign::Most => self.measured(found, |found, bound| found <= bound),
            Sign::More => self.measured(found, |found, bound| found > bound),
            Sign::Less => self.measured(found, |found, bound| found < bound),
        }
    }

    fn is(&self, found: &Value) -> bool {
        match found {
            Value::String(text) => text.trim().eq_ignore_ascii_case(&self.value),
            Value::Bool(is) => self.value.eq_ignore_ascii_case(if *is { "true" } else { "false" }),
            Value::Null => self.value.eq_ignore_ascii_case("null"),
            Value::Number(_) => self.measured(found, |found, bound| (found - bound).abs() < f64::EPSILON),
            Value::Array(_) | Value::Object(_) => false,
        }
    }

    fn measured(&self, found: &Value, fits: impl Fn(f64, f64) -> bool) -> bool {
        let figure = match found {
            Value::Number(figure) => figure.as_f64(),
            // Many write figures as texts.
            Value::String(text) => text.trim().parse().ok(),
            _ => None,
        };
        figure.zip(self.value.parse().ok()).is_some_and(|(found, bound)| fits(found, bound))
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, Test { pointer, sign, value }) in self.0.iter().enumerate() {
            let and = if at == 0 { "" } else { " & " };
            let sign = SIGNS.iter().find(|(_, one)| one == sign).map_or("=", |(written, _)| written);
            let gap = if pointer.is_empty() { "" } else { " " };
            write!(f, "{and}{pointer}{gap}{sign} {value}")?;
        }
        Ok(())
    }
}

impl TryFrom<String> for When {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::read(&text).ok_or("no such test")
    }
}

impl From<When> for String {
    fn from(when: When) -> Self {
        when.to_string()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn holds(when: &str, said: &Value) -> bool {
        When::read(when).expect("it makes sense").holds(said)
    }

    #[test]
    fn what_was_said_is_an_event_where_all_that_was_written_holds() {
        let said = json!({ "state": "Alarm", "dev": { "id": "W-7" }, "level": 3.6, "text": "3.6", "open": true });
        for yes in [
            "",
            "/state = ALARM",
            "/level >= 3.6 & /dev/id = W-7",
            "/text > 3.5",
            "/open = true",
            "/state != \"normal\"",
            "/nothing != 1",
        ] {
            assert!(holds(yes, &said), "{yes}");
        }
        for no in ["/state = normal", "/level > 3.6", "/level >= 3 & /dev/id = W-8", "/nothing = 1", "/dev = W-7"] {
            assert!(!holds(no, &said), "{no}");
        }
        assert!(holds("= 1", &json!(1)) && holds("= alarm", &json!("ALARM")) && !holds("> 0", &json!([1])));
    }

    #[test]
    fn what_makes_no_sense_is_no_test_and_what_does_is_written_as_it_is_read() {
        for bad in ["state = 1", "/state", "/level > high", "= ", "/a = 1 &", &"/a=1&".repeat(60)] {
            assert_eq!(When::read(bad), None, "{bad}");
        }
        for text in ["", "/state = ALARM", "/level >= 3.5 & /dev/id != W-7", "= 1"] {
            let when = When::read(text).expect("it makes sense");
            assert_eq!(When::read(&when.to_string()), Some(when.clone()));
            assert_eq!(when.to_string(), text);
        }
    }
}
