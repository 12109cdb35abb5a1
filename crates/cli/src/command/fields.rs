//! An action or a question as it is typed: a name from the table, and its fields as JSON.

use std::io::{self, Read};

use domain::rights::{DoorKind, TABLE};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::stop::{Result, Stop};

/// The fields that were typed, or stand on standard input.
pub fn text(fields: Option<&str>) -> Result<String> {
    match fields {
        Some("-") => {
            let mut text = String::new();
            io::stdin().lock().read_to_string(&mut text).map_err(|error| not_json(&error))?;
            Ok(text)
        }
        Some(text) => Ok(text.to_owned()),
        None => Ok("{}".to_owned()),
    }
}

/// The value of that name with these fields.
pub fn value<T: DeserializeOwned + Serialize>(door: DoorKind, name: &str, fields: &str) -> Result<T> {
    let Some(entry) = TABLE.iter().find(|entry| entry.door == door && entry.name == name) else {
        return Err(Stop::senseless("fields.no_entry", &[("name", name)]));
    };
    let mut typed: Map<String, Value> = serde_json::from_str(fields).map_err(|error| not_json(&error))?;
    typed.insert("type".to_owned(), Value::from(name));
    let malformed = |error: serde_json::Error| {
        let params = [("name", name), ("fields", entry.fields), ("what", &error.to_string())];
        Stop::senseless("fields.malformed", &params)
    };
    let value: T = serde_json::from_value(Value::Object(typed.clone())).map_err(malformed)?;
    // A misspelt field that may be left out would otherwise be left out in silence.
    let known = serde_json::to_value(&value).map_err(malformed)?;
    match typed.keys().find(|key| known.get(key.as_str()).is_none()) {
        Some(key) => {
            Err(Stop::senseless("fields.unknown", &[("name", name), ("fields", entry.fields), ("field", key)]))
        }
        None => Ok(value),
    }
}

fn not_json(error: &dyn std::error::Error) -> Stop {
    Stop::senseless("fields.not_json", &[("what", &error.to_string())])
}

#[cfg(test)]
mod tests {
    use domain::action::Action;
    use domain::question::Question;

    use super::*;

    #[test]
    fn a_question_is_a_name_and_its_fields() {
        let question: Question = value(DoorKind::Ask, "orders", r#"{"scope":null,"limit":3}"#).unwrap();
        assert_eq!(question, Question::Orders { scope: None, limit: 3 });
        assert_eq!(value::<Question>(DoorKind::Ask, "district", "{}").unwrap(), Question::District);
    }

    #[test]
    fn a_misspelt_name_or_field_makes_no_sense() {
        for (name, fields) in
            [("order", r#"{"limit":3}"#), ("orders", r#"{"limit":3,"scop":"1"}"#), ("ordres", "{}"), ("orders", "[]")]
        {
            assert!(value::<Question>(DoorKind::Ask, name, fields).is_err(), "{name} {fields}");
        }
        assert!(value::<Action>(DoorKind::Act, "district", "{}").is_err(), "a question is no action");
    }
}
