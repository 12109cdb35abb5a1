//! Grid codes, levels and paths.

use std::fmt::{self, Write};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A grid's code as its publisher writes it. Text everywhere: 18 digits exceed 2^53.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string", export)]
pub struct GridCode(pub String);

/// A level of a scheme, 1 at the top, at most 6.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(type = "number", export)]
pub struct Level(pub u8);

/// The codes from the top joined by dots; unique within a scheme.
///
/// Dots, spaces, `*`, `>` and `%` inside a foreign code are percent-escaped, so a path is also a courier subject.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string", export)]
pub struct GridPath(String);

impl Level {
    /// The top of every scheme.
    pub const TOP: Self = Self(1);
    /// The most levels that a scheme may declare.
    pub const MOST: u8 = 6;
}

impl GridCode {
    /// The level that a standard code tells by its length (6, 9, 12, 15, 18 digits), if it is one.
    pub fn standard_level(&self) -> Option<Level> {
        if !self.0.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        match self.0.len() {
            6 => Some(Level(1)),
            9 => Some(Level(2)),
            12 => Some(Level(3)),
            15 => Some(Level(4)),
            18 => Some(Level(5)),
            _ => None,
        }
    }

    /// The parent's code of a standard code: its first part.
    pub fn standard_parent(&self) -> Option<Self> {
        let level = self.standard_level()?;
        (level > Level::TOP).then(|| Self(self.0[..self.0.len() - 3].to_owned()))
    }

    fn escaped(&self) -> String {
        let mut out = String::with_capacity(self.0.len());
        for character in self.0.chars() {
            match character {
                '.' | ' ' | '*' | '>' | '%' | '/' => {
                    write!(out, "%{:02X}", character as u32).expect("a String takes every character");
                }
                _ => out.push(character),
            }
        }
        out
    }
}

impl GridPath {
    /// The path of a grid at the top.
    pub fn top(code: &GridCode) -> Self {
        Self(code.escaped())
    }

    /// The path of a child with this code.
    #[must_use]
    pub fn child(&self, code: &GridCode) -> Self {
        Self(format!("{}.{}", self.0, code.escaped()))
    }

    /// A path as it was written before; not checked against any tree.
    pub fn from_text(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The path one step up; none at the top.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        self.0.rsplit_once('.').map(|(parent, _)| Self(parent.to_owned()))
    }

    /// From the top down to the parent; the path itself is not among them.
    pub fn ancestors(&self) -> Vec<Self> {
        self.0.match_indices('.').map(|(at, _)| Self(self.0[..at].to_owned())).collect()
    }

    /// Whether this is `other` or lies below it.
    pub fn is_within(&self, other: &Self) -> bool {
        self == other || self.is_below(other)
    }

    /// Whether this lies strictly below `other`.
    pub fn is_below(&self, other: &Self) -> bool {
        self.0.len() > other.0.len() && self.0.starts_with(&other.0) && self.0.as_bytes()[other.0.len()] == b'.'
    }

    /// The deepest path that holds this one and all of these; this one where none does.
    #[must_use]
    pub fn top_over<'a>(&self, others: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut top = self.clone();
        for other in others {
            while !other.is_within(&top) {
                let Some(above) = top.parent() else { return self.clone() };
                top = above;
            }
        }
        top
    }

    /// Where this stands when the grid at `from` stands at `to`; none when it is neither `from` nor below it.
    pub fn rebased(&self, from: &Self, to: &Self) -> Option<Self> {
        self.is_within(from).then(|| Self(format!("{}{}", to.0, &self.0[from.0.len()..])))
    }

    /// All paths strictly below this lie in `from..to` (bytewise): the range that an index scans.
    pub fn below_range(&self) -> (String, String) {
        (format!("{}.", self.0), format!("{}/", self.0))
    }

    /// The path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for GridPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for GridCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_foreign_code_with_dots_stays_one_step_of_the_path() {
        let path = GridPath::top(&GridCode("A.1 *".into())).child(&GridCode("b".into()));
        assert_eq!(path.as_str(), "A%2E1%20%2A.b");
        assert_eq!(path.ancestors().len(), 1);
    }

    #[test]
    fn a_neighbour_whose_code_begins_alike_is_not_below() {
        let street = GridPath::from_text("41.4101");
        assert!(!GridPath::from_text("41.41011").is_within(&street));
        assert!(!GridPath::from_text("41.4101-2").is_within(&street));
        assert!(GridPath::from_text("41.4101.9").is_below(&street));
        let (from, to) = street.below_range();
        assert!("41.4101-2" < from.as_str() && "41.4101.9" > from.as_str() && "41.4101.9" < to.as_str());
    }

    #[test]
    fn a_standard_code_tells_its_level_and_its_parent() {
        let code = GridCode("411602003001".into());
        assert_eq!(code.standard_level(), Some(Level(3)));
        assert_eq!(code.standard_parent(), Some(GridCode("411602003".into())));
        assert_eq!(GridCode("41160200300".into()).standard_level(), None);
    }
}
