//! Schemes, the steps in the life of those that began as drafts, and their revisions.

use std::collections::BTreeMap;

use domain::code::{GridPath, Level};
use domain::draft::Step;
use domain::fact::FactId;
use domain::moment::Moment;
use domain::revision::Cause;
use domain::scheme::{LevelName, Scheme};
use domain::seat::Seat;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("scheme.sql");
const PUBLISHED: &str = section(SQL, "published");
const NAMED: &str = section(SQL, "named");
const ALL: &str = section(SQL, "all");
const LEVELS: &str = section(SQL, "levels");
const COUNTS: &str = section(SQL, "counts");
const STEPS: &str = section(SQL, "steps");
const REVISIONS: &str = section(SQL, "revisions");
const REVISION: &str = section(SQL, "revision");
const MENDS: &str = section(SQL, "mends");
const HANDS: &str = section(SQL, "hands");
const DRAFTS_OF: &str = section(SQL, "drafts_of");
const DUE: &str = section(SQL, "due");

/// A step in the life of a scheme that began as a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepRow {
    /// Which step.
    pub step: Step,
    /// What it says beside its name: the scheme it began with, a file, a reason; of `approved` the heirs as JSON.
    pub note: Option<String>,
    /// Who took it.
    pub by: Seat,
    /// When.
    pub at: Moment,
}

/// A revision of a draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionRow {
    /// The fact that made it.
    pub fact: FactId,
    /// Which draft.
    pub scheme: String,
    /// Why.
    pub cause: Cause,
    /// The grids that it changed.
    pub grids: Vec<GridPath>,
    /// Who made it.
    pub by: Seat,
    /// When.
    pub at: Moment,
    /// When it was undone, if it was.
    pub undone: Option<Moment>,
}

impl View<'_> {
    /// The published scheme.
    pub fn scheme(&self) -> Result<Option<Scheme>, Error> {
        let bare = self.row(PUBLISHED, [], scheme)?;
        bare.map(|scheme| self.with_levels(scheme)).transpose()
    }

    /// A scheme by name.
    pub fn scheme_named(&self, name: &str) -> Result<Option<Scheme>, Error> {
        let bare = self.row(NAMED, named_params! {":name": name}, scheme)?;
        bare.map(|scheme| self.with_levels(scheme)).transpose()
    }

    /// All schemes: what is being made, what is in force, what was; of each the newest first.
    pub fn schemes(&self) -> Result<Vec<Scheme>, Error> {
        self.rows(ALL, [], scheme)?.into_iter().map(|scheme| self.with_levels(scheme)).collect()
    }

    /// How many grids a scheme has at each level.
    pub fn count_grids(&self, scheme: &str) -> Result<BTreeMap<Level, u32>, Error> {
        let counts =
            self.rows(COUNTS, named_params! {":scheme": scheme}, |row| Ok((Level(row.get(0)?), row.get(1)?)))?;
        Ok(counts.into_iter().collect())
    }

    /// The steps of a scheme that began as a draft, oldest first; none of any other.
    pub fn steps(&self, scheme: &str) -> Result<Vec<StepRow>, Error> {
        self.rows(STEPS, named_params! {":scheme": scheme}, |row| {
            Ok(StepRow {
                step: text::from_word(&row.get::<_, String>("step")?)?,
                note: row.get("note")?,
                by: text::from_json(&row.get::<_, String>("by")?)?,
                at: text::moment(&row.get::<_, String>("at")?)?,
            })
        })
    }

    /// The last `limit` revisions of a draft, newest first.
    pub fn revisions(&self, scheme: &str, limit: u32) -> Result<Vec<RevisionRow>, Error> {
        self.rows(REVISIONS, named_params! {":scheme": scheme, ":limit": limit}, revision)
    }

    /// A revision by the fact that made it.
    pub fn revision_by(&self, fact: FactId) -> Result<Option<RevisionRow>, Error> {
        self.row(REVISION, named_params! {":desk": fact.desk.to_string(), ":seq": fact.seq}, revision)
    }

    /// How many mends of findings stand among a draft's revisions: those that nobody undid.
    pub fn count_mends(&self, scheme: &str) -> Result<u32, Error> {
        Ok(self.row(MENDS, named_params! {":scheme": scheme}, |row| Ok(row.get(0)?))?.unwrap_or_default())
    }

    /// Everybody who began a draft, brought grids into it or revised it; each seat once.
    pub fn hands(&self, scheme: &str) -> Result<Vec<Seat>, Error> {
        self.rows(HANDS, named_params! {":scheme": scheme}, |row| text::from_json(&row.get::<_, String>(0)?))
    }

    /// The names of drafts that were made from a scheme and are not in force.
    pub fn drafts_of(&self, scheme: &str) -> Result<Vec<String>, Error> {
        self.rows(DRAFTS_OF, named_params! {":scheme": scheme}, |row| Ok(row.get(0)?))
    }

    /// Approved schemes, by the day on which they come into force.
    pub fn approved(&self) -> Result<Vec<Scheme>, Error> {
        self.rows(DUE, [], scheme)?.into_iter().map(|scheme| self.with_levels(scheme)).collect()
    }

    fn with_levels(&self, mut scheme: Scheme) -> Result<Scheme, Error> {
        scheme.levels = self.rows(LEVELS, named_params! {":scheme": scheme.name}, |row| {
            Ok(LevelName { level: Level(row.get("level")?), name: row.get("name")? })
        })?;
        Ok(scheme)
    }
}

fn scheme(row: &Row<'_>) -> Result<Scheme, Error> {
    Ok(Scheme {
        name: row.get("name")?,
        levels: Vec::new(),
        state: text::from_word(&row.get::<_, String>("state")?)?,
        valid_from: text::moment(&row.get::<_, String>("valid_from")?)?,
    })
}

fn revision(row: &Row<'_>) -> Result<RevisionRow, Error> {
    let undone: Option<String> = row.get("undone")?;
    Ok(RevisionRow {
        fact: FactId { desk: text::id(&row.get::<_, String>("desk")?)?, seq: row.get("seq")? },
        scheme: row.get("scheme")?,
        cause: text::from_json(&row.get::<_, String>("cause")?)?,
        grids: text::from_json(&row.get::<_, String>("grids")?)?,
        by: text::from_json(&row.get::<_, String>("by")?)?,
        at: text::moment(&row.get::<_, String>("at")?)?,
        undone: undone.map(|at| text::moment(&at)).transpose()?,
    })
}
