//! Ways in for other systems 接入: a hotline's own system hands incidents in by itself, with a token that an admin made.
//!
//! An intake is limited to a grid and a channel, and may end by itself. Of its token the log has only the hash: it is
//! shown once. What comes in by it is taken as the seat of the intake, which can do nothing else.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use ts_rs::TS;

use crate::code::GridPath;
use crate::contact::Caller;
use crate::contact::Reply;
use crate::failure::Failure;
use crate::hotline::{HotlineOrder, Secrecy};
use crate::id::{IncidentId, IntakeId};
use crate::incident::Channel;
use crate::moment::Moment;
use crate::order::Priority;
use crate::place::Position;
use crate::seat::{Door, Role, Seat};

/// Orders of one call at the most.
pub const MOST_AT_ONCE: usize = 500;
/// Signs of a name at the most.
const MOST_IN_NAME: usize = 60;

/// A way in for another system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Intake {
    /// Which.
    pub id: IntakeId,
    /// As people call the other system.
    pub name: String,
    /// By which way its incidents come in.
    pub channel: Channel,
    /// Where they may lie; none: anywhere.
    pub subtree: Option<GridPath>,
    /// When it ends; none: when somebody closes it.
    pub until: Option<Moment>,
}

impl Intake {
    /// Its name, if it can be one.
    pub fn named(name: &str) -> Result<String, Failure> {
        let name = name.trim();
        let length = name.chars().count();
        if length == 0 || length > MOST_IN_NAME {
            return Err(Failure::invalid("intake.no_name", &[("most", &MOST_IN_NAME.to_string())]));
        }
        Ok(name.to_owned())
    }

    /// Channels that other systems may bring in: what the field says comes from the field, and a sensor's word is no
    /// incident.
    pub fn may_bring(channel: Channel) -> bool {
        !matches!(channel, Channel::Field | Channel::Sensor)
    }

    /// Whether it takes anything in now.
    pub fn is_open(&self, closed: Option<Moment>, now: Moment) -> bool {
        self.admits(closed, now).is_ok()
    }

    /// Refused once somebody has ended it, or its time has.
    pub fn admits(&self, closed: Option<Moment>, now: Moment) -> Result<(), Failure> {
        if let Some(closed) = closed {
            return Err(Failure::refused("intake.closed", &[("at", &closed.to_string())]));
        }
        match self.until {
            Some(until) if now >= until => Err(Failure::refused("intake.over", &[("at", &until.to_string())])),
            _ => Ok(()),
        }
    }

    /// The seat as which its incidents are taken in.
    pub fn seat(&self) -> Seat {
        Seat { role: Role::Operator, subtree: self.subtree.clone(), post: None, door: Door::Intake(self.id) }
    }
}

/// What became of one order.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Taken {
    /// It is an incident now.
    Taken {
        /// Which.
        incident: IncidentId,
        /// Its human number.
        number: String,
        /// Whether its place was told, or followed from its address.
        placed: bool,
        /// How many numbers of people were veiled in its words.
        veiled: usize,
    },
    /// It was one before, by its number.
    Known {
        /// The human number of that one.
        number: String,
    },
    /// It is none.
    Refused {
        /// Why.
        failure: Box<Failure>,
    },
}

/// What became of one order, with its number there.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TakenLine {
    /// Its place among those that came together, counted from 1.
    pub row: u32,
    /// As the other system numbers it; none where it says nothing that can be read.
    pub foreign: Option<String>,
    /// What became of it.
    #[serde(flatten)]
    pub taken: Taken,
}

/// What became of all that came together.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct IntakeReport {
    /// Incidents now.
    pub taken: u32,
    /// Incidents before.
    pub known: u32,
    /// Neither.
    pub refused: u32,
    /// Each, in the order in which they came.
    pub orders: Vec<TakenLine>,
}

/// An order as other systems write it. What it says beyond that is passed over.
#[derive(Deserialize)]
struct Written {
    number: Text,
    content: String,
    #[serde(default)]
    source: Option<String>,
    #[serde(default)]
    received: Option<Moment>,
    #[serde(default)]
    due: Option<Moment>,
    #[serde(default)]
    caller: Caller,
    #[serde(default)]
    secrecy: Option<Secrecy>,
    #[serde(default)]
    reply: Option<Reply>,
    #[serde(default)]
    urgency: Option<Priority>,
    #[serde(default)]
    category: Vec<String>,
    #[serde(default)]
    address: Option<String>,
    #[serde(default)]
    place: Option<Point>,
    #[serde(default)]
    attachments: Vec<String>,
    #[serde(default)]
    earlier: Option<String>,
}

/// A number of an order, which many write as a figure.
#[derive(Deserialize)]
#[serde(untagged)]
enum Text {
    Words(String),
    Figure(u64),
}

#[derive(Deserialize)]
struct Point {
    longitude: f64,
    latitude: f64,
}

/// The orders of a call: one, or several in a list. What cannot be read is told in its place.
pub fn orders(body: Value) -> Result<Vec<Result<HotlineOrder, Failure>>, Failure> {
    let all = match body {
        Value::Array(all) => all,
        one => vec![one],
    };
    if all.is_empty() || all.len() > MOST_AT_ONCE {
        return Err(Failure::invalid("intake.too_many", &[("most", &MOST_AT_ONCE.to_string())]));
    }
    Ok(all.into_iter().map(order).collect())
}

/// The number that an order says, whatever else it says.
pub fn number_in(order: &Value) -> Option<String> {
    match order.get("number")? {
        Value::String(text) => Some(text.trim().to_owned()).filter(|text| !text.is_empty()),
        Value::Number(figure) => Some(figure.to_string()),
        _ => None,
    }
}

fn order(value: Value) -> Result<HotlineOrder, Failure> {
    // A caller's name may stand in what serde quotes of a value that it cannot read: the field is named, and no value.
    let written: Written = match serde_path(value) {
        Ok(written) => written,
        Err(what) => return Err(Failure::invalid("intake.malformed", &[("what", &what)])),
    };
    let number = match written.number {
        Text::Words(words) => words.trim().to_owned(),
        Text::Figure(figure) => figure.to_string(),
    };
    if number.is_empty() || number.chars().count() > 64 {
        return Err(Failure::invalid("intake.no_number", &[]));
    }
    let place = match written.place {
        None => None,
        Some(Point { longitude, latitude }) => match Position::from_degrees(longitude, latitude) {
            Some(position) => Some(position),
            None => return Err(Failure::invalid("intake.malformed", &[("what", "place")])),
        },
    };
    Ok(HotlineOrder {
        number,
        source: written.source,
        received: written.received,
        due: written.due,
        caller: written.caller,
        secrecy: written.secrecy.unwrap_or(Secrecy::Secret),
        reply: written.reply,
        urgency: written.urgency,
        category: written.category,
        address: written.address,
        place,
        content: written.content.trim().to_owned(),
        attachments: written.attachments,
        earlier: written.earlier,
    })
}

/// Reads an order, or names the first field that makes no sense; `number` and `content` where they are missing.
fn serde_path(value: Value) -> Result<Written, String> {
    let Value::Object(fields) = &value else { return Err("{}".to_owned()) };
    for needed in ["number", "content"] {
        if !fields.contains_key(needed) {
            return Err(needed.to_owned());
        }
    }
    let alone = |name: &str, value: &Value| {
        let mut one = serde_json::json!({ "number": "1", "content": "" });
        one[name] = value.clone();
        serde_json::from_value::<Written>(one).is_err()
    };
    let bad = fields.iter().find(|(name, value)| alone(name, value)).map(|(name, _)| name.clone());
    match bad {
        Some(name) => Err(name),
        None => serde_json::from_value(value).map_err(|_| "{}".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn one_order_or_a_list_is_read_and_what_makes_no_sense_is_told_by_its_field_without_its_value() {
        let one = orders(json!({ "number": 17, "content": " 井盖缺失 ", "unknown": true })).expect("one");
        let order = one[0].as_ref().expect("it is read");
        assert_eq!((order.number.as_str(), order.content.as_str(), order.secrecy), ("17", "井盖缺失", Secrecy::Secret));
        let list = json!([
            { "number": "A", "content": "x", "received": "昨天" },
            { "content": "x" },
            { "number": " ", "content": "x" },
            { "number": "B", "content": "x", "caller": { "name": 13_812_345_678_u64 } },
            { "number": "C", "content": "x", "place": { "longitude": 900.0, "latitude": 0.0 } },
            "A",
        ]);
        let told: Vec<String> = orders(list)
            .expect("a list")
            .into_iter()
            .map(|one| {
                let failure = one.expect_err("it makes no sense");
                assert!(!failure.message.contains("138"), "{}", failure.message);
                failure.params.get("what").cloned().unwrap_or(failure.code)
            })
            .collect();
        assert_eq!(told, ["received", "number", "intake.no_number", "caller", "place", "{}"]);
        assert_eq!(orders(json!([])).expect_err("nothing").code, "intake.too_many");
        assert_eq!(orders(json!(vec![0; MOST_AT_ONCE + 1])).expect_err("too many").code, "intake.too_many");
    }

    #[test]
    fn an_intake_ends_when_it_is_closed_and_when_its_time_is_over() {
        let at = |seconds: i64| Moment::from_millis(seconds * 1000);
        let intake = Intake {
            id: IntakeId(uuid::Uuid::nil()),
            name: "12345".to_owned(),
            channel: Channel::Hotline,
            subtree: None,
            until: Some(at(10)),
        };
        assert!(intake.is_open(None, at(9)) && !intake.is_open(None, at(10)) && !intake.is_open(Some(at(1)), at(2)));
        assert!(!Intake::may_bring(Channel::Sensor) && !Intake::may_bring(Channel::Field));
        assert!(Intake::named(" ").is_err() && Intake::named(&"x".repeat(61)).is_err());
    }
}
