//! How values of the domain stand in a column: the same word as in JSON.

use domain::moment::Moment;
use jiff::Timestamp;
use serde::de::DeserializeOwned;
use serde::de::value::{Error as WordError, StrDeserializer};
use serde::{Deserialize, Serialize};

use crate::error::Error;

/// The word of an enum without fields.
pub(crate) fn word<T: Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        other => unreachable!("only enums without fields are words: {other:?}"),
    }
}

/// The words of some, with a blank around each; nothing where there are none.
pub(crate) fn listed<T: Serialize>(values: &[T]) -> String {
    let words: Vec<String> = values.iter().map(word).collect();
    if words.is_empty() { String::new() } else { format!(" {} ", words.join(" ")) }
}

/// The enum without fields that a word stands for.
pub(crate) fn from_word<'de, T: Deserialize<'de>>(word: &'de str) -> Result<T, Error> {
    T::deserialize(StrDeserializer::<WordError>::new(word)).map_err(|error| Error::corrupt(error.to_string()))
}

/// A value as JSON.
pub(crate) fn json<T: Serialize>(value: &T) -> String {
    serde_json::to_string(value).expect("values of the domain have text keys and finite numbers only")
}

/// The value that JSON stands for.
pub(crate) fn from_json<T: DeserializeOwned>(text: &str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| Error::corrupt(format!("{error} in {} bytes of JSON", text.len())))
}

/// A moment, RFC 3339.
pub(crate) fn moment(text: &str) -> Result<Moment, Error> {
    text.parse::<Timestamp>().map(Moment).map_err(|error| Error::corrupt(error.to_string()))
}

/// An id that is a UUID.
pub(crate) fn id<T: std::str::FromStr>(text: &str) -> Result<T, Error> {
    text.parse().map_err(|_| Error::corrupt(format!("{} bytes that should be an id are none", text.len())))
}
