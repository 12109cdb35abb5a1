//! What is wrong with a file as a whole, said by whoever knows its format and not its name.

use std::fmt::Display;

use crate::failure::Failure;
use crate::import::Fault;

/// A code of the one table of words, and what its words speak of beside the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// Names what is wrong: `picture.damaged`.
    pub code: &'static str,
    /// What its words speak of; the file's name is added by whoever knows it.
    pub params: Vec<(&'static str, String)>,
}

impl Flaw {
    /// A flaw whose words speak of the file alone.
    pub fn new(code: &'static str) -> Self {
        Self { code, params: Vec::new() }
    }

    /// The same, of something more.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &dyn Display) -> Self {
        self.params.push((name, value.to_string()));
        self
    }

    /// The same, with the file's name.
    pub fn of(&self, file: &str) -> Fault {
        let own = self.params.iter().map(|(name, value)| (*name, value.as_str()));
        Fault::of_file(self.code, &own.chain([("file", file)]).collect::<Vec<_>>())
    }

    /// For what comes from a service instead of a file: it was not given.
    pub fn refused(&self) -> Failure {
        let params: Vec<(&str, &str)> = self.params.iter().map(|(name, value)| (*name, value.as_str())).collect();
        Failure::refused(self.code, &params)
    }
}
