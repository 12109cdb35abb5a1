//! What the program is started for: a desk on a store, or the field page of a centre elsewhere.

use std::{ffi::OsString, path::PathBuf};

use crate::centre::Confirmed;

/// What the window is opened on.
#[derive(Debug, PartialEq, Eq)]
pub enum Start {
    /// A store; none: the demonstration district.
    Desk(Option<PathBuf>),
    /// The field page of the centre at this address; none: of the one it was last, or of one that is still to be named.
    Field(Option<String>),
}

impl Start {
    /// From the words behind the program's name. A machine that was in the field last is there again when nothing is
    /// said: whoever taps the sign on a laptop taps it for his orders.
    pub fn of(words: impl IntoIterator<Item = OsString>, confirmed: &Confirmed) -> Self {
        let mut words = words.into_iter();
        let Some(first) = words.next() else {
            return if confirmed.last().is_some() { Self::Field(None) } else { Self::Desk(None) };
        };
        match first.to_str() {
            Some("--field") => Self::Field(words.next().map(|address| address.to_string_lossy().into_owned())),
            Some("--desk") => Self::Desk(words.next().map(PathBuf::from)),
            _ => Self::Desk(Some(first.into())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_goes_where_it_is_told_and_else_where_it_was() {
        let nowhere = Confirmed::default();
        let kept = r#"{"centres":[{"address":"https://desk.example:8443","authority":"00","port":5001}]}"#;
        let somewhere: Confirmed = serde_json::from_str(kept).expect("as it is kept");
        let start = |words: &[&str], confirmed: &Confirmed| Start::of(words.iter().map(OsString::from), confirmed);
        for confirmed in [&nowhere, &somewhere] {
            assert_eq!(start(&["a.gpkg"], confirmed), Start::Desk(Some("a.gpkg".into())));
            assert_eq!(start(&["--desk"], confirmed), Start::Desk(None));
            assert_eq!(start(&["--field"], confirmed), Start::Field(None));
            assert_eq!(start(&["--field", "https://b"], confirmed), Start::Field(Some("https://b".into())));
        }
        assert_eq!(start(&[], &nowhere), Start::Desk(None));
        assert_eq!(start(&[], &somewhere), Start::Field(None));
    }
}
