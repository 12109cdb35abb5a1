//! Live calls.

use domain::code::GridPath;
use domain::id::{CallId, DeskId, PostId};
use domain::livecall::{CallEnd, LiveCall, Ring};
use domain::moment::Moment;
use domain::recording::Announced;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("livecall.sql");
const ONE: &str = section(SQL, "one");
const OPEN: &str = section(SQL, "open");
const OF_DESK: &str = section(SQL, "of_desk");
const ENDED_SINCE: &str = section(SQL, "ended_since");

/// As the column has it; what is more was recorded until the site switched that off.
const NOT_RECORDED: u8 = 0;
const RECORDED: u8 = 1;

/// A live call, and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiveCallRow {
    /// As far as it has come.
    pub call: LiveCall,
    /// Whether it is recorded, or was until the site switched that off.
    pub was_recorded: bool,
    /// When and how it ended.
    pub ended: Option<(Moment, CallEnd)>,
}

impl View<'_> {
    /// One of them.
    pub fn live_call(&self, id: CallId) -> Result<Option<LiveCallRow>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, made)
    }

    /// Those that the log knows no end of, in the order in which they rang.
    pub fn open_calls(&self) -> Result<Vec<LiveCall>, Error> {
        self.rows(OPEN, [], |row| made(row).map(|row| row.call))
    }

    /// The same of those that rang at one desk.
    pub fn open_calls_of(&self, desk: DeskId) -> Result<Vec<LiveCall>, Error> {
        self.rows(OF_DESK, named_params! {":desk": desk.to_string()}, |row| made(row).map(|row| row.call))
    }

    /// Those that ended since.
    pub fn calls_ended_since(&self, since: Moment) -> Result<Vec<LiveCallRow>, Error> {
        self.rows(ENDED_SINCE, named_params! {":since": since.to_string()}, made)
    }
}

fn made(row: &Row<'_>) -> Result<LiveCallRow, Error> {
    let word = |name| row.get::<_, String>(name);
    let told = |name| row.get::<_, Option<String>>(name);
    let is = |name| row.get::<_, bool>(name);
    let recorded: u8 = row.get("recorded")?;
    let moment = |name| -> Result<Option<Moment>, Error> { told(name)?.map(|at| text::moment(&at)).transpose() };
    let how: Option<CallEnd> = told("how")?.map(|how| text::from_word(&how)).transpose()?;
    let call = LiveCall {
        ring: Ring { id: text::id(&word("id")?)?, post: PostId(word("post")?), way: text::from_word(&word("way")?)? },
        grid: GridPath::from_text(word("grid")?),
        rang: text::moment(&word("rang")?)?,
        since: text::moment(&word("since")?)?,
        stage: text::from_word(&word("stage")?)?,
        centre: told("centre")?.map(|seat| text::from_json(&seat)).transpose()?,
        phone: told("phone")?.map(|seat| text::from_json(&seat)).transpose()?,
        answered: moment("answered")?,
        offered: told("offered")?.map(|to| text::from_json(&to)).transpose()?,
        recording: (recorded == RECORDED).then_some(Announced { centre: is("centre_knows")?, post: is("post_knows")? }),
    };
    Ok(LiveCallRow { call, was_recorded: recorded != NOT_RECORDED, ended: moment("ended")?.zip(how) })
}
