//! Filling an errand in: each value escaped for the place where it stands.

use std::fmt::Write;

use domain::errand::{Errand, ErrandBody, HeaderLine};
use serde_json::Value;

/// What placeholders stand for, by name.
#[derive(Clone, Default)]
pub struct Values(Vec<(String, String)>);

/// A part of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// As it stands.
    Text(&'a str),
    /// `{name}`.
    Hole(&'a str),
}

/// An errand with everything in its place.
pub(crate) struct Filled {
    pub address: String,
    pub headers: Vec<HeaderLine>,
    /// With its media type.
    pub body: Option<(&'static str, String)>,
}

impl Values {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// One more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.0.push((name.to_owned(), value.into()));
        self
    }

    /// What a placeholder stands for; nothing where nobody has said.
    fn of(&self, name: &str) -> &str {
        self.0.iter().rev().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }
}

/// A template in pieces. A placeholder is a word of small letters and underscores between braces; other braces are text.
pub(crate) fn pieces(template: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let (mut text, mut from) = (0, 0);
    while let Some(open) = template[from..].find('{').map(|at| from + at) {
        let word = &template[open + 1..];
        let end = word.find(|sign: char| !matches!(sign, 'a'..='z' | '_')).unwrap_or(word.len());
        if end == 0 || !word[end..].starts_with('}') {
            from = open + 1;
            continue;
        }
        if open > text {
            pieces.push(Piece::Text(&template[text..open]));
        }
        pieces.push(Piece::Hole(&word[..end]));
        from = open + end + 2;
        text = from;
    }
    if text < template.len() {
        pieces.push(Piece::Text(&template[text..]));
    }
    pieces
}

/// Everything in its place. The errand was admitted.
pub(crate) fn fill(errand: &Errand, values: &Values) -> Filled {
    let line = |header: &HeaderLine| HeaderLine {
        name: header.name.clone(),
        value: filled(&header.value, values, |value, out| out.push_str(&as_header(value))),
    };
    let body = match &errand.body {
        ErrandBody::None => None,
        ErrandBody::Form { text } => {
            Some(("application/x-www-form-urlencoded; charset=utf-8", filled(text, values, percent)))
        }
        // Admitted as JSON; were it none, nothing is better than something half filled.
        ErrandBody::Json { text } => {
            let mut value: Value = serde_json::from_str(text).unwrap_or_default();
            fill_strings(&mut value, values);
            Some(("application/json; charset=utf-8", value.to_string()))
        }
    };
    Filled {
        address: filled(&errand.address, values, percent),
        headers: errand.headers.iter().map(line).collect(),
        body,
    }
}

fn filled(template: &str, values: &Values, escape: impl Fn(&str, &mut String)) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    for piece in pieces(template) {
        match piece {
            Piece::Text(text) => out.push_str(text),
            Piece::Hole(name) => escape(values.of(name), &mut out),
        }
    }
    out
}

/// Every string within, at whatever depth; names stay as they are.
fn fill_strings(value: &mut Value, values: &Values) {
    match value {
        Value::String(text) => *text = filled(text, values, |value, out| out.push_str(value)),
        Value::Array(all) => all.iter_mut().for_each(|one| fill_strings(one, values)),
        Value::Object(all) => all.values_mut().for_each(|one| fill_strings(one, values)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// RFC 3986: all but unreserved signs.
pub(crate) fn percent(value: &str, out: &mut String) {
    for byte in value.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing into a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// A header's value is visible ASCII: whatever else there is, is left out, so that no header begins inside another.
fn as_header(value: &str) -> String {
    value.chars().filter(|sign| matches!(sign, ' '..='~')).collect()
}

#[cfg(test)]
mod tests {
    use domain::errand::{ErrandMethod, ErrandProof};

    use super::*;

    fn errand(address: &str, headers: &[(&str, &str)], body: ErrandBody) -> Errand {
        let headers = headers.iter().map(|(name, value)| HeaderLine { name: (*name).into(), value: (*value).into() });
        Errand {
            method: ErrandMethod::Post,
            address: address.to_owned(),
            headers: headers.collect(),
            body,
            proof: ErrandProof::Status,
            number: None,
            reason: None,
        }
    }

    fn values() -> Values {
        Values::new().with("to", "138 0000&x=1").with("text", "请\"到岗\"\\\n{to}\r\nX: 1").with("key", "k/1+2=")
    }

    #[test]
    fn a_placeholder_is_a_word_between_braces_and_nothing_else_is() {
        use Piece::{Hole, Text};
        assert_eq!(pieces("{to}"), [Hole("to")]);
        assert_eq!(
            pieces(r#"{"a":{"b":"{to}-{Text}"}}{"#),
            [Text(r#"{"a":{"b":""#), Hole("to"), Text(r#"-{Text}"}}{"#)]
        );
        assert_eq!(pieces("{{to}}"), [Text("{"), Hole("to"), Text("}")]);
        assert_eq!(pieces("五{}图{a b}"), [Text("五{}图{a b}")]);
        assert_eq!(pieces(""), []);
    }

    #[test]
    fn a_value_cannot_leave_its_place_in_an_address_or_a_form() {
        let form = ErrandBody::Form { text: "to={to}&text={text}".to_owned() };
        let filled = fill(&errand("https://sms.example/send/{to}?key={key}&n={nobody}", &[], form), &values());
        assert_eq!(filled.address, "https://sms.example/send/138%200000%26x%3D1?key=k%2F1%2B2%3D&n=");
        let (_, body) = filled.body.expect("a body");
        assert_eq!(body, "to=138%200000%26x%3D1&text=%E8%AF%B7%22%E5%88%B0%E5%B2%97%22%5C%0A%7Bto%7D%0D%0AX%3A%201");
    }

    #[test]
    fn a_value_stays_one_string_of_json_whatever_it_holds() {
        let json = ErrandBody::Json { text: r#"{"list":[{"to":"{to}","n":1}],"{to}":"[{text}]"}"#.to_owned() };
        let (_, body) = fill(&errand("https://sms.example/", &[], json), &values()).body.expect("a body");
        let value: Value = serde_json::from_str(&body).expect("still JSON");
        assert_eq!(value["list"][0]["to"], "138 0000&x=1");
        assert_eq!(value["{to}"], "[请\"到岗\"\\\n{to}\r\nX: 1]", "what is filled in is not filled again");
    }

    #[test]
    fn no_header_begins_inside_another() {
        let errand = errand(
            "https://sms.example/",
            &[("X-Text", "a {text}"), ("Authorization", "Bearer {key}")],
            ErrandBody::None,
        );
        let filled = fill(&errand, &values());
        assert_eq!(filled.headers[0].value, "a \"\"\\{to}X: 1");
        assert_eq!(filled.headers[1].value, "Bearer k/1+2=");
    }
}
