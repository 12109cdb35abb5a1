//! The journal, read from the log.

use domain::code::GridPath;
use domain::fact::{Fact, FactId, Header};
use domain::journal::{self, Heading};
use domain::seat::Role;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::{log, text};

const SQL: &str = include_str!("journal.sql");
const ENTRIES: &str = section(SQL, "entries");
const COUNT: &str = section(SQL, "count");
const NAME: &str = section(SQL, "name");
const CORRECTIONS: &str = section(SQL, "corrections");

/// One entry.
#[derive(Debug, Clone, PartialEq)]
pub struct EntryRow {
    /// Its human number.
    pub number: String,
    /// Under what it is filed.
    pub heading: Heading,
    /// Who wrote it, and when.
    pub header: Header,
    /// The fact that it is; none: its body is absent or can't be opened.
    pub fact: Option<Fact>,
}

/// Which entries are wanted, as far as the store can tell without opening them.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EntryFilter {
    /// About this grid and all below; none: about any, and about the whole store.
    pub scope: Option<GridPath>,
    /// Written on this day or later, `20261120`.
    pub from: Option<String>,
    /// Written on this day or before.
    pub to: Option<String>,
    /// By the hybrid clock, both ends among them; none: open.
    pub clock: (Option<i64>, Option<i64>),
    /// Filed under one of these; empty: under any.
    pub headings: Vec<Heading>,
    /// By a seat of one of these roles; empty: by any.
    pub roles: Vec<Role>,
}

impl View<'_> {
    /// Entries, newest first, after `from` others.
    pub fn entries(&self, filter: &EntryFilter, from: u32, limit: u32) -> Result<Vec<EntryRow>, Error> {
        let Asked { path, below, end, headings, roles } = Asked::of(filter);
        let params = named_params! {
            ":path": path, ":below": below, ":end": end, ":from": filter.from, ":to": filter.to,
            ":after": filter.clock.0, ":until": filter.clock.1, ":headings": headings, ":roles": roles,
            ":limit": limit, ":offset": from,
        };
        self.rows(ENTRIES, params, |row| {
            let header = log::header(row)?;
            let fact = log::fact(self.connection, self.keys, &header, row)?;
            let word = |column: &str| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
            Ok(EntryRow { number: number(row)?, heading: text::from_word(word("heading")?)?, header, fact })
        })
    }

    /// How many entries there are.
    pub fn entries_count(&self, filter: &EntryFilter) -> Result<u32, Error> {
        let Asked { path, below, end, headings, roles } = Asked::of(filter);
        let params = named_params! {
            ":path": path, ":below": below, ":end": end, ":from": filter.from, ":to": filter.to,
            ":after": filter.clock.0, ":until": filter.clock.1, ":headings": headings, ":roles": roles,
        };
        Ok(self.row(COUNT, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// The number of an entry and the grid that it is about; none: the fact is no entry.
    pub fn entry_name(&self, fact: FactId) -> Result<Option<(String, Option<GridPath>)>, Error> {
        self.row(NAME, named_params! {":desk": fact.desk.to_string(), ":seq": fact.seq}, |row| {
            Ok((number(row)?, row.get::<_, Option<String>>("scope")?.map(GridPath::from_text)))
        })
    }

    /// The entries that put one right, in the order in which they were written.
    pub fn corrections(&self, fact: FactId) -> Result<Vec<(FactId, String)>, Error> {
        self.rows(CORRECTIONS, named_params! {":fact": fact.to_string()}, |row| {
            let desk = text::id(row.get_ref("desk")?.as_str().map_err(rusqlite::Error::from)?)?;
            Ok((FactId { desk, seq: row.get("seq")? }, number(row)?))
        })
    }
}

/// A filter as the statements want it.
struct Asked<'a> {
    path: Option<&'a str>,
    below: String,
    end: String,
    headings: String,
    roles: String,
}

impl<'a> Asked<'a> {
    fn of(filter: &'a EntryFilter) -> Self {
        let (below, end) = filter.scope.as_ref().map(GridPath::below_range).unwrap_or_default();
        Self {
            path: filter.scope.as_ref().map(GridPath::as_str),
            below,
            end,
            headings: text::listed(&filter.headings),
            roles: text::listed(&filter.roles),
        }
    }
}

fn number(row: &Row<'_>) -> Result<String, Error> {
    let (day, letter): (String, String) = (row.get("day")?, row.get("letter")?);
    let letter = letter.chars().next().ok_or_else(|| Error::corrupt("a store has no letter"))?;
    Ok(journal::number(&day, letter, row.get("count")?))
}
