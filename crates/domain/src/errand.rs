//! Errands 外发: one HTTP request to a service elsewhere, as an admin wrote it down. Its secrets stand nowhere in it.
//!
//! `{name}` in address, headers and body stands for a value that is filled in when the errand is run. What the desk
//! runs is checked by the room that runs it (`messenger`); here stands only how it is written and kept.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::basemap::Secret;

/// The longest address, header or body, in characters.
pub const LONGEST_PART: usize = 4_000;
/// The most headers.
pub const MOST_HEADERS: usize = 12;
/// The most values that say that it was taken.
pub const MOST_SIGNS: usize = 12;

/// What is asked of a service elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Errand {
    /// How.
    pub method: ErrandMethod,
    /// Where: `https://…`, or `http://` with an address of this machine or of the site's own network. Placeholders may
    /// stand after the host; what they stand for is percent-encoded.
    pub address: String,
    /// Beside what is always said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub headers: Vec<HeaderLine>,
    /// What is sent along.
    pub body: ErrandBody,
    /// What tells that it was taken.
    pub proof: ErrandProof,
    /// Where in a JSON answer the service's own number of the message stands, as a JSON pointer; none: nowhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// Where in a JSON answer it stands why it was refused, as a JSON pointer; none: the whole answer says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The verbs that services want.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ErrandMethod {
    /// All in the address.
    Get,
    /// With a body.
    Post,
}

/// One header.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HeaderLine {
    /// `Authorization`.
    pub name: String,
    /// `Bearer {key}`.
    pub value: String,
}

/// What is sent along.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum ErrandBody {
    /// Nothing.
    None,
    /// `to={to}&text={text}`: what the placeholders stand for is percent-encoded.
    Form {
        /// The template.
        text: String,
    },
    /// JSON whose strings may hold placeholders.
    Json {
        /// The template.
        text: String,
    },
}

/// What tells that a service has taken a message. A status that is no success is a refusal, whatever else is said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum ErrandProof {
    /// The status alone.
    Status,
    /// A value of a JSON answer.
    Field {
        /// Where, as a JSON pointer: `/code`.
        pointer: String,
        /// What may stand there: `0`, `OK`.
        values: Vec<String>,
    },
    /// How the answer begins, where it is no JSON.
    Beginning {
        /// With one of these.
        values: Vec<String>,
    },
}

/// What a service gave to whoever may use it. Sealed at the desk, in no log, in no error.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Credentials {
    /// `{key}`: key, token or password.
    #[serde(default)]
    pub key: Option<Secret>,
    /// `{secret}`: a second one, where the service wants two.
    #[serde(default)]
    pub secret: Option<Secret>,
}

/// What came of an errand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case")]
#[ts(export)]
pub enum Upshot {
    /// The service has it.
    Taken {
        /// The service's own number of it.
        number: Option<String>,
    },
    /// The service does not take it, and would not a second time.
    Refused {
        /// Why, in its words.
        reason: String,
    },
    /// Not now: the service is busy or has too much of us.
    Later {
        /// Seconds that it wants to be left alone; none: it says nothing.
        after: Option<u32>,
        /// In its words.
        reason: String,
    },
    /// Nobody was reached: nothing was sent.
    Away {
        /// What stood in the way.
        reason: String,
    },
    /// It was sent, and whether it was taken is not known: the answer was lost, or is none that we understand.
    Unknown {
        /// What is known.
        reason: String,
    },
}

impl Errand {
    /// Every text in which placeholders may stand.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let headers = self.headers.iter().map(|header| header.value.as_str());
        std::iter::once(self.address.as_str()).chain(headers).chain(self.body.text())
    }
}

impl ErrandBody {
    /// Its template.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::None => None,
            Self::Form { text } | Self::Json { text } => Some(text),
        }
    }
}

impl Credentials {
    /// Those that are there, under the names of their placeholders.
    pub fn named(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [("key", &self.key), ("secret", &self.secret)]
            .into_iter()
            .filter_map(|(name, secret)| Some((name, secret.as_ref()?.0.as_str())))
            .filter(|(_, value)| !value.is_empty())
    }
}
