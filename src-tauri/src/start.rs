//! What the program is started for: a desk on a store, the field page of a centre elsewhere, or to be told which.

use std::{ffi::OsString, path::PathBuf};

use serde::{Deserialize, Serialize};

use crate::{
    centre::Confirmed,
    memory::{keep, remembered},
};

/// What the window is opened on.
#[derive(Debug, PartialEq, Eq)]
pub enum Start {
    /// A store; none: the demonstration district.
    Desk(Option<PathBuf>),
    /// The field page of the centre at this address; none: of the one it was last, or of one that is still to be named.
    Field(Option<String>),
    /// The question what this machine is for.
    First,
}

/// What this machine was opened on before.
#[derive(Debug, Default)]
pub struct Before {
    /// Whether it was in the field last.
    pub field: bool,
    /// The store that was open last, if it is still there.
    pub store: Option<PathBuf>,
}

/// What is kept of the desk.
#[derive(Default, Serialize, Deserialize)]
struct AtTheDesk {
    store: Option<PathBuf>,
}

impl Start {
    /// From the words behind the program's name. Without any it is where it was: whoever taps the sign on a laptop in
    /// the field taps it for his orders, and whoever has a store taps it for that.
    pub fn of(words: impl IntoIterator<Item = OsString>, before: Before) -> Self {
        let mut words = words.into_iter();
        let Some(first) = words.next() else {
            return match before {
                Before { field: true, .. } => Self::Field(None),
                Before { store: Some(store), .. } => Self::Desk(Some(store)),
                Before { .. } => Self::First,
            };
        };
        match first.to_str() {
            Some("--field") => Self::Field(words.next().map(|address| address.to_string_lossy().into_owned())),
            Some("--desk") => Self::Desk(words.next().map(PathBuf::from).or(before.store)),
            _ => Self::Desk(Some(first.into())),
        }
    }
}

impl Before {
    /// As this machine remembers it.
    pub fn remembered() -> Self {
        let AtTheDesk { store } = remembered(&kept());
        let field = remembered::<Confirmed>(&Confirmed::file()).last().is_some();
        let stores = store.into_iter().chain([demonstration()]);
        Self { field, store: stores.into_iter().find(|store| store.exists()) }
    }
}

/// Remembers a store that was opened.
pub fn remember(store: PathBuf) {
    let store = std::path::absolute(&store).unwrap_or(store);
    if let Err(error) = keep(&kept(), &AtTheDesk { store: Some(store) }) {
        tracing::warn!(%error, "the store is not remembered");
    }
}

/// Where the demonstration district lies.
pub fn demonstration() -> PathBuf {
    desk::host::data_dir().join("demo.gpkg")
}

fn kept() -> PathBuf {
    desk::host::data_dir().join("desk.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_goes_where_it_is_told_else_where_it_was_and_asks_the_first_time() {
        let start = |words: &[&str], field: bool, store: Option<&str>| {
            Start::of(words.iter().map(OsString::from), Before { field, store: store.map(PathBuf::from) })
        };
        let store = |name: &str| Start::Desk(Some(name.into()));
        for (field, before) in [(false, None), (true, None), (false, Some("b.gpkg")), (true, Some("b.gpkg"))] {
            assert_eq!(start(&["a.gpkg"], field, before), store("a.gpkg"));
            assert_eq!(start(&["--desk", "a.gpkg"], field, before), store("a.gpkg"));
            assert_eq!(start(&["--desk"], field, before), Start::Desk(before.map(PathBuf::from)));
            assert_eq!(start(&["--field"], field, before), Start::Field(None));
            assert_eq!(start(&["--field", "https://b"], field, before), Start::Field(Some("https://b".into())));
        }
        assert_eq!(start(&[], false, None), Start::First);
        assert_eq!(start(&[], false, Some("b.gpkg")), store("b.gpkg"));
        assert_eq!(start(&[], true, Some("b.gpkg")), Start::Field(None));
    }
}
