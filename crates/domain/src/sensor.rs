//! Sensors 设备 of other systems: which there are, and which of what they say is a suspicion 疑似.
//!
//! A suspicion is an incident that nobody has accepted yet. No sensor gives anything to anybody: whoever is on watch
//! accepts what it says or declines it with a reason.
//!
//! Invariant: what one sensor says in [`QUIET`] is one suspicion, and all of them together make no more than
//! [`MOST_A_MINUTE`]; what is held back is counted, never forgotten in silence.

mod measure;
mod when;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::failure::Failure;
use crate::moment::Moment;
use crate::order::Priority;
use crate::report::{ReportDraft, ReportKind, Spot};

pub use measure::{Held, MOST_A_MINUTE, Measure, QUIET};
pub use when::When;

/// The longest topic, in bytes.
pub const MOST_IN_TOPIC: usize = 200;
/// The longest that a sensor may say, in bytes.
pub const MOST_SAID: usize = 64 << 10;
/// Signs of the number of an event at the most.
const MOST_IN_NUMBER: usize = 40;

/// What a sensor watches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum SensorKind {
    /// 消防报警.
    Fire,
    /// 水位.
    Water,
    /// 门磁.
    Door,
    /// 高空抛物.
    Falling,
    /// 其他.
    Other,
}

/// One sensor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sensor {
    /// As its system numbers it.
    pub id: String,
    /// What it watches.
    pub kind: SensorKind,
    /// As people call it.
    pub name: String,
    /// Where it is.
    pub spot: Spot,
    /// Where at the broker it speaks; several may speak at one.
    pub topic: String,
    /// Which of what it says is an event.
    pub when: When,
    /// Where in what it says the number of an event stands, as a JSON pointer; none: events have no number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// The sensors of a district.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SensorTable {
    /// In the order in which they were written.
    pub sensors: Vec<Sensor>,
}

impl SensorKind {
    /// All of them, in the order in which forms list them.
    pub const ALL: [Self; 5] = [Self::Fire, Self::Water, Self::Door, Self::Falling, Self::Other];

    /// As on the wire; what it is called stands in the table of words, under `sensor_kind`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Fire => "fire",
            Self::Water => "water",
            Self::Door => "door",
            Self::Falling => "falling",
            Self::Other => "other",
        }
    }

    /// What is written down of an event; a person may put it right.
    fn said(self) -> &'static str {
        match self {
            Self::Fire => "疑似火情",
            Self::Water => "疑似水位超限",
            Self::Door => "疑似门异常开启",
            Self::Falling => "疑似高空抛物",
            Self::Other => "疑似异常",
        }
    }

    fn urgency(self) -> Priority {
        match self {
            Self::Fire | Self::Water => Priority::Urgent,
            Self::Door | Self::Falling | Self::Other => Priority::Normal,
        }
    }
}

impl Sensor {
    /// Whether this is an event of it.
    pub fn tells(&self, said: &Value) -> bool {
        self.when.holds(said)
    }

    /// An event as it comes into the list. Of what the sensor says only the number of the event is taken over: whatever
    /// else stands there, nobody here has written it.
    pub fn suspicion(&self, said: &Value, now: Moment) -> ReportDraft {
        ReportDraft {
            channel: Some(crate::incident::Channel::Sensor),
            foreign: Some(format!("{}/{}", self.id, self.number_in(said).unwrap_or_else(|| now.millis().to_string()))),
            post: None,
            kind: ReportKind::Hazard,
            category: Vec::new(),
            urgency: self.kind.urgency(),
            words: format!("{}：{}", self.kind.said(), self.name),
            spot: self.spot.clone(),
            attachments: Vec::new(),
            seen: now,
            caller: None,
        }
    }

    fn number_in(&self, said: &Value) -> Option<String> {
        let number = match said.pointer(self.number.as_deref()?)? {
            Value::String(text) => text.trim().to_owned(),
            Value::Number(figure) => figure.to_string(),
            _ => return None,
        };
        let is_plain = number.chars().all(|sign| sign.is_ascii_graphic());
        (is_plain && (1..=MOST_IN_NUMBER).contains(&number.len())).then_some(number)
    }
}

impl SensorTable {
    /// Where at the broker something is said that concerns us, each once.
    pub fn topics(&self) -> Vec<String> {
        let mut topics: Vec<String> = self.sensors.iter().map(|sensor| sensor.topic.clone()).collect();
        topics.sort_unstable();
        topics.dedup();
        topics
    }

    /// Those that speak at a topic.
    pub fn at<'a>(&'a self, topic: &'a str) -> impl Iterator<Item = &'a Sensor> {
        self.sensors.iter().filter(move |sensor| sensor.topic == topic)
    }
}

/// Whether a text is a topic at which somebody speaks: whole, without a wildcard.
pub fn is_topic(text: &str) -> bool {
    (1..=MOST_IN_TOPIC).contains(&text.len())
        && !text.starts_with('$')
        && !text.chars().any(|sign| matches!(sign, '+' | '#') || sign.is_control())
}

/// Whether a text is the address of a broker, without what opens it: `mqtt://host[:port]`, `mqtts://host[:port][#sha256=…]`.
pub fn admit_broker(address: &str) -> Result<(), Failure> {
    let rest = address.strip_prefix("mqtt://").or_else(|| address.strip_prefix("mqtts://"));
    let host = rest.and_then(|rest| rest.split(['/', '?', '#']).next()).unwrap_or_default();
    if host.is_empty() || address.len() > 300 || address.chars().any(char::is_whitespace) {
        return Err(Failure::invalid("sensor.no_address", &[]));
    }
    Ok(())
}

/// Whatever a sensor says, as JSON; what is no JSON is a text, so that plain `1` and `ALARM` can be spoken of, too. None:
/// it is too long, or no text at all.
pub fn heard(payload: &[u8]) -> Option<Value> {
    let text = std::str::from_utf8(payload).ok().filter(|text| text.len() <= MOST_SAID)?;
    Some(serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.trim().to_owned())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::GridPath;

    fn sensor(when: &str, number: Option<&str>) -> Sensor {
        Sensor {
            id: "F-1".to_owned(),
            kind: SensorKind::Fire,
            name: "3号楼烟感".to_owned(),
            spot: Spot::Grid { path: GridPath::from_text("1") },
            topic: "fire/1".to_owned(),
            when: When::read(when).expect("it makes sense"),
            number: number.map(str::to_owned),
        }
    }

    #[test]
    fn of_what_a_sensor_says_nothing_is_taken_over_but_a_plain_number() {
        let now = Moment::from_millis(5);
        let one = sensor("/state = alarm", Some("/id"));
        let said = |text: &str| heard(text.as_bytes()).expect("a text");
        let told = one.suspicion(&said(r#"{"state": "alarm", "id": 17, "words": "张三 13812345678"}"#), now);
        assert_eq!((told.foreign.as_deref(), told.words.as_str()), (Some("F-1/17"), "疑似火情：3号楼烟感"));
        for bad in [r#"{"id": "张三"}"#, r#"{"id": ""}"#, r#"{"id": [1]}"#, "{", r#"{"id": "\u0000"}"#] {
            assert_eq!(one.suspicion(&said(bad), now).foreign.as_deref(), Some("F-1/5"), "{bad}");
        }
        let long = format!(r#"{{"id": "{}"}}"#, "x".repeat(MOST_IN_NUMBER + 1));
        assert_eq!(one.suspicion(&said(&long), now).foreign.as_deref(), Some("F-1/5"));
    }

    #[test]
    fn whatever_comes_is_heard_as_something_or_not_at_all() {
        assert_eq!(heard(b" ALARM "), Some(Value::String("ALARM".to_owned())));
        assert_eq!(heard(b"1"), Some(Value::from(1)));
        assert_eq!(heard(&[0xff, 0xfe]), None);
        assert_eq!(heard(&vec![b'1'; MOST_SAID + 1]), None);
        // Deeper than anybody writes: a text, on which no test holds.
        assert!(!sensor("/a = 1", None).tells(&heard("[".repeat(MOST_SAID).as_bytes()).expect("a text")));
    }

    #[test]
    fn a_topic_is_whole_and_an_address_is_a_brokers() {
        assert!(is_topic("泵站/7/水位") && !is_topic("pump/+/level") && !is_topic("#") && !is_topic("$SYS/x"));
        assert!(!is_topic("") && !is_topic("a\0b") && !is_topic(&"a".repeat(MOST_IN_TOPIC + 1)));
        assert!(admit_broker("mqtt://10.0.0.9").is_ok() && admit_broker("mqtts://broker:8883#sha256=0A").is_ok());
        for bad in ["", "mqtt://", "http://broker", "mqtt:// broker", "mqtts://:1 "] {
            assert!(admit_broker(bad).is_err(), "{bad}");
        }
    }
}
