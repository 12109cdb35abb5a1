//! What a gateway reports of messages that it took: read by a template, from JSON or from the fields of a form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::failure::Failure;

/// The longest answer to a report, in characters.
pub const LONGEST_REPLY: usize = 200;
/// The most words that mean one thing.
const MOST_WORDS: usize = 20;
/// The most messages that one report tells of.
const MOST_AT_ONCE: usize = 1_000;
/// The longest number or word that is believed, and how much of a reason is kept, in characters.
const LONGEST: usize = 128;
const LONGEST_REASON: usize = 200;

/// How a gateway reports. A field is a name, or a JSON pointer that begins with a slash.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct DeliveryForm {
    /// Where in JSON the list of reports stands; none: each comes by itself, or all of it is a list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub list: Option<String>,
    /// Where it says of which message: our `{id}`, or the number that the gateway gave it.
    pub number: String,
    /// Where it says what became of it.
    pub status: String,
    /// Where it says why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// Words of the status that mean: arrived.
    pub delivered: Vec<String>,
    /// Words that mean: did not arrive. None: every word that means nothing else.
    #[serde(default)]
    pub failed: Vec<String>,
    /// Words by which the person accepts the order: `1`, pressed or sent back.
    #[serde(default)]
    pub accepted: Vec<String>,
    /// What the gateway wants to be answered.
    #[serde(default)]
    pub reply: String,
}

/// What is reported of one message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery {
    /// Our id of it, or the gateway's number.
    pub number: String,
    /// What became of it.
    pub what: Reported,
    /// Why.
    pub reason: Option<String>,
}

/// What became of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// It arrived.
    Delivered,
    /// It did not.
    Failed,
    /// It arrived, and the person accepts.
    Accepted,
}

impl DeliveryForm {
    /// Refuses a form by which nothing could be told.
    pub fn admit(&self) -> Result<(), Failure> {
        let is_field = |name: &str| (1..=200).contains(&name.trim().chars().count());
        let fields = [Some(&self.number), Some(&self.status), self.reason.as_ref(), self.list.as_ref()];
        let lists = [&self.delivered, &self.failed, &self.accepted];
        let is_sound = fields.into_iter().flatten().all(|name| is_field(name))
            && !self.delivered.is_empty()
            && lists.iter().all(|words| words.len() <= MOST_WORDS && words.iter().all(|word| is_field(word)))
            && self.reply.chars().count() <= LONGEST_REPLY;
        if is_sound { Ok(()) } else { Err(Failure::invalid("gateway.report", &[])) }
    }

    /// What JSON reports; nothing of what makes no sense.
    pub fn read_json(&self, body: &Value) -> Vec<Delivery> {
        let list = self.list.as_deref().map_or(Some(body), |place| at(body, place));
        let all: Vec<&Value> = match list {
            Some(Value::Array(all)) => all.iter().collect(),
            Some(one) => vec![one],
            None => Vec::new(),
        };
        let of = |one: &Value| self.delivery(|place| at(one, place).and_then(word));
        all.into_iter().take(MOST_AT_ONCE).filter_map(of).collect()
    }

    /// What the fields of a form report.
    pub fn read_form(&self, fields: &BTreeMap<String, String>) -> Vec<Delivery> {
        let of = |place: &str| fields.get(place.trim_start_matches('/')).cloned();
        self.delivery(of).into_iter().collect()
    }

    fn delivery(&self, field: impl Fn(&str) -> Option<String>) -> Option<Delivery> {
        let number = field(&self.number).filter(|number| (1..=LONGEST).contains(&number.trim().len()))?;
        let status = field(&self.status)?;
        let status = status.trim();
        let means = |words: &[String]| words.iter().any(|word| word.trim().eq_ignore_ascii_case(status));
        let what = if means(&self.accepted) {
            Reported::Accepted
        } else if means(&self.delivered) {
            Reported::Delivered
        } else if means(&self.failed) || self.failed.is_empty() {
            Reported::Failed
        } else {
            return None;
        };
        let reason = self.reason.as_ref().and_then(|place| field(place)).unwrap_or_else(|| status.to_owned());
        let reason: String =
            reason.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).take(LONGEST_REASON).collect();
        let is_told = what == Reported::Failed && !reason.trim().is_empty();
        Some(Delivery { number: number.trim().to_owned(), what, reason: is_told.then(|| reason.trim().to_owned()) })
    }
}

fn at<'v>(value: &'v Value, place: &str) -> Option<&'v Value> {
    if place.starts_with('/') { value.pointer(place) } else { value.get(place) }
}

fn word(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(_) | Value::Bool(_) => Some(value.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn form() -> DeliveryForm {
        let words = |all: &[&str]| all.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        DeliveryForm {
            list: None,
            number: "msgid".to_owned(),
            status: "/stat".to_owned(),
            reason: Some("desc".to_owned()),
            delivered: words(&["DELIVRD", "0"]),
            failed: words(&["UNDELIV"]),
            accepted: words(&["1"]),
            reply: "ok".to_owned(),
        }
    }

    #[test]
    fn a_report_is_read_from_json_alone_or_in_a_list_and_from_a_form() {
        let told = |number: &str, what, reason: Option<&str>| Delivery {
            number: number.to_owned(),
            what,
            reason: reason.map(str::to_owned),
        };
        let one = json!({ "msgid": 17, "stat": "delivrd" });
        assert_eq!(form().read_json(&one), [told("17", Reported::Delivered, None)]);
        let many = json!([{ "msgid": "a", "stat": 1 }, { "msgid": "b", "stat": "UNDELIV", "desc": "空号\n" }, {}, 3]);
        let both = [told("a", Reported::Accepted, None), told("b", Reported::Failed, Some("空号"))];
        assert_eq!(form().read_json(&many), both);
        let deep = DeliveryForm { list: Some("/data/reports".to_owned()), ..form() };
        assert_eq!(deep.read_json(&json!({ "data": { "reports": many } })), both);
        assert_eq!(deep.read_json(&many), []);
        let fields = BTreeMap::from([("msgid".to_owned(), " a ".to_owned()), ("stat".to_owned(), "0".to_owned())]);
        assert_eq!(form().read_form(&fields), [told("a", Reported::Delivered, None)]);
    }

    #[test]
    fn what_makes_no_sense_reports_nothing() {
        for odd in [json!(null), json!("x"), json!({ "msgid": "a" }), json!({ "msgid": "a", "stat": "odd" })] {
            assert_eq!(form().read_json(&odd), [], "{odd}");
        }
        assert_eq!(form().read_json(&json!({ "msgid": "x".repeat(200), "stat": "0" })), []);
        let any = DeliveryForm { failed: vec![], ..form() };
        assert_eq!(any.read_json(&json!({ "msgid": "a", "stat": "odd" }))[0].reason.as_deref(), Some("odd"));
    }

    #[test]
    fn a_form_by_which_nothing_could_be_told_is_refused() {
        assert!(form().admit().is_ok());
        for bad in [
            DeliveryForm { number: " ".to_owned(), ..form() },
            DeliveryForm { delivered: vec![], ..form() },
            DeliveryForm { reply: "x".repeat(LONGEST_REPLY + 1), ..form() },
            DeliveryForm { failed: vec!["x".to_owned(); MOST_WORDS + 1], ..form() },
        ] {
            assert!(bad.admit().is_err());
        }
    }
}
