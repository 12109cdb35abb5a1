//! What an answer means.

use domain::errand::{Errand, ErrandProof, Upshot};
use serde_json::Value;

/// How much of what a service says is repeated, in characters.
const LONGEST_REASON: usize = 200;
/// The longest number of a service's own that is believed.
const LONGEST_NUMBER: usize = 128;
/// The longest that a service may ask to be left alone, in seconds.
const LONGEST_PAUSE: u32 = 24 * 60 * 60;

/// An answer as it came.
pub(crate) struct Heard<'a> {
    pub status: u16,
    /// `Retry-After`, where it is said in seconds.
    pub after: Option<u32>,
    /// As much of it as is read at all.
    pub said: &'a str,
    /// More was said than is read.
    pub is_cut: bool,
}

/// What it means.
///
/// 429 and the 5xx of the service itself are for later. 502 and 504 come from somebody between us who does not know
/// what became of the message, so nobody does.
pub(crate) fn judge(errand: &Errand, heard: &Heard<'_>) -> Upshot {
    let json: Option<Value> = serde_json::from_str(heard.said).ok().filter(|_| !heard.is_cut);
    let reason = || {
        let found = errand.reason.as_ref().and_then(|place| word(json.as_ref()?.pointer(place)?));
        let said = found.unwrap_or_else(|| heard.said.to_owned());
        let said = plain(&said, LONGEST_REASON);
        if said.is_empty() { format!("HTTP {}", heard.status) } else { format!("HTTP {}: {said}", heard.status) }
    };
    match heard.status {
        200..=299 => {}
        429 | 500 | 501 | 503 | 505..=599 => {
            return Upshot::Later { after: heard.after.map(|after| after.clamp(1, LONGEST_PAUSE)), reason: reason() };
        }
        408 | 502 | 504 => return Upshot::Unknown { reason: reason() },
        _ => return Upshot::Refused { reason: reason() },
    }
    let taken = match &errand.proof {
        ErrandProof::Status => Some(true),
        ErrandProof::Field { pointer, values } => {
            json.as_ref().and_then(|json| word(json.pointer(pointer)?)).map(|found| values.contains(&found))
        }
        ErrandProof::Beginning { values } => {
            let said = heard.said.trim_start();
            Some(said).filter(|said| !said.is_empty()).map(|said| values.iter().any(|one| said.starts_with(one.trim())))
        }
    };
    match taken {
        Some(true) => {
            let number = errand.number.as_ref().and_then(|place| word(json.as_ref()?.pointer(place)?));
            Upshot::Taken { number: number.filter(|number| !number.is_empty() && number.len() <= LONGEST_NUMBER) }
        }
        Some(false) => Upshot::Refused { reason: reason() },
        // A page that wants a login, a field that is not there: whoever answered may or may not have it.
        None => Upshot::Unknown { reason: reason() },
    }
}

/// A value of JSON as a person would write it; none of a list, an object or nothing.
fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// On one line, without signs that draw nothing, and not longer than `most`.
pub(crate) fn plain(text: &str, most: usize) -> String {
    let words: Vec<&str> = text.split(|sign: char| sign.is_whitespace() || sign.is_control()).collect();
    let line = words.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
    if line.chars().count() <= most {
        return line;
    }
    line.chars().take(most - 1).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use domain::errand::{ErrandBody, ErrandMethod};

    use super::*;

    fn errand(proof: ErrandProof) -> Errand {
        Errand {
            method: ErrandMethod::Post,
            address: "https://sms.example/".to_owned(),
            headers: Vec::new(),
            body: ErrandBody::None,
            proof,
            number: Some("/data/id".to_owned()),
            reason: Some("/msg".to_owned()),
        }
    }

    fn by_code() -> ErrandProof {
        ErrandProof::Field { pointer: "/code".to_owned(), values: vec!["0".to_owned(), "OK".to_owned()] }
    }

    fn of(proof: ErrandProof, status: u16, said: &str) -> Upshot {
        judge(&errand(proof), &Heard { status, after: Some(7), said, is_cut: false })
    }

    #[test]
    fn a_service_has_it_when_it_says_so_where_it_says_so() {
        for said in [r#"{"code":0,"data":{"id":17}}"#, r#"{"code":"OK","data":{"id":" 17 "}}"#] {
            assert_eq!(of(by_code(), 200, said), Upshot::Taken { number: Some("17".to_owned()) }, "{said}");
        }
        assert_eq!(of(ErrandProof::Status, 202, "whatever"), Upshot::Taken { number: None });
        let text = ErrandProof::Beginning { values: vec!["0,".to_owned()] };
        assert_eq!(of(text.clone(), 200, "\n0,20261121"), Upshot::Taken { number: None });
        assert_eq!(of(text, 200, "-3"), Upshot::Refused { reason: "HTTP 200: -3".to_owned() });
    }

    #[test]
    fn a_no_keeps_its_reason_and_a_later_its_time() {
        let no = of(by_code(), 200, r#"{"code":12,"msg":"号码\n 无效"}"#);
        assert_eq!(no, Upshot::Refused { reason: "HTTP 200: 号码 无效".to_owned() });
        assert_eq!(of(by_code(), 403, ""), Upshot::Refused { reason: "HTTP 403".to_owned() });
        assert_eq!(of(by_code(), 302, ""), Upshot::Refused { reason: "HTTP 302".to_owned() });
        for status in [429, 500, 503] {
            assert!(matches!(of(by_code(), status, "{}"), Upshot::Later { after: Some(7), .. }), "{status}");
        }
    }

    #[test]
    fn what_is_no_answer_of_the_service_leaves_it_open() {
        for said in ["<html>please log in</html>", "", "[]", r#"{"ok":true}"#, r#"{"code":{"a":1}}"#] {
            assert!(matches!(of(by_code(), 200, said), Upshot::Unknown { .. }), "{said}");
        }
        for status in [408, 502, 504] {
            assert!(matches!(of(by_code(), status, "{}"), Upshot::Unknown { .. }), "{status}");
        }
        let cut = judge(&errand(by_code()), &Heard { status: 200, after: None, said: r#"{"code":0}"#, is_cut: true });
        assert!(matches!(cut, Upshot::Unknown { .. }));
    }

    #[test]
    fn a_reason_is_one_line_of_bounded_length() {
        assert_eq!(plain(" a\u{0}\n\tb\u{1b}[31m ", 20), "a b [31m");
        assert_eq!(plain(&"长".repeat(300), 200).chars().count(), 200);
    }
}
