//! What is wrong with a basemap's file.

use std::fmt::Display;
use std::io;

use domain::failure::Failure;
use domain::import::Fault;

/// A code of the one table of words, and what its words speak of beside the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Names what is wrong: `basemap.cut_off`.
    pub code: &'static str,
    /// What its words speak of; the file's name is added by whoever knows it.
    pub params: Vec<(&'static str, String)>,
}

impl Flaw {
    pub(crate) fn new(code: &'static str) -> Self {
        Self { code, params: Vec::new() }
    }

    pub(crate) fn with(mut self, name: &'static str, value: &dyn Display) -> Self {
        self.params.push((name, value.to_string()));
        self
    }

    /// The file is none of a basemap.
    pub fn other_file() -> Self {
        Self::new("basemap.other_file")
    }

    /// The file is larger than any is believed to be.
    pub fn too_large_a_file() -> Self {
        Self::new("basemap.too_large").with("most", &(crate::caps::LARGEST_FILE >> 30))
    }

    /// A directory of tiles is none.
    pub(crate) fn directory() -> Self {
        Self::new("basemap.directory")
    }

    /// The same, with the file's name.
    pub fn of(&self, file: &str) -> Fault {
        let own = self.params.iter().map(|(name, value)| (*name, value.as_str()));
        Fault::of_file(self.code, &own.chain([("file", file)]).collect::<Vec<_>>())
    }
}

impl From<&Flaw> for Failure {
    /// For what has no file that a person would know: a tile that is asked for, a service.
    fn from(flaw: &Flaw) -> Self {
        let params: Vec<(&str, &str)> = flaw.params.iter().map(|(name, value)| (*name, value.as_str())).collect();
        if flaw.code.starts_with("tianditu.") {
            Self::refused(flaw.code, &params)
        } else {
            Self::invalid(flaw.code, &params)
        }
    }
}

impl From<io::Error> for Flaw {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::UnexpectedEof => Self::new("basemap.cut_off"),
            _ => Self::new("basemap.unreadable").with("what", &error),
        }
    }
}
