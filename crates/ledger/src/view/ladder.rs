//! Ladders and calls.

use domain::calling::CallEntry;
use domain::fact::FactId;
use domain::id::{DeskId, OrderId, PostId};
use domain::ladder::{Ladder, Ladders};
use domain::moment::Moment;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::{fold, text};

const SQL: &str = include_str!("ladder.sql");
const SETTINGS: &str = section(SQL, "settings");
const LADDER: &str = section(SQL, "ladder");
const NEXT: &str = section(SQL, "next");
const DUE: &str = section(SQL, "due");
const CALLS: &str = section(SQL, "calls");

impl View<'_> {
    /// When the silent are called, by priority.
    pub fn ladders(&self) -> Result<Ladders, Error> {
        let settings = self.rows(SETTINGS, [], |row| {
            let priority = text::from_word(row.get_ref("priority")?.as_str().map_err(rusqlite::Error::from)?)?;
            let minutes = text::from_json(row.get_ref("minutes")?.as_str().map_err(rusqlite::Error::from)?)?;
            let message = row.get_ref("message")?.as_str_or_null().map_err(rusqlite::Error::from)?;
            Ok((priority, minutes, message.map(text::from_json).transpose()?))
        })?;
        Ok(settings
            .into_iter()
            .fold(Ladders::default(), |ladders, (priority, minutes, message)| ladders.with(priority, minutes, message)))
    }

    /// The ladder of an order; one without rungs where it has none.
    pub fn ladder(&self, order: OrderId) -> Result<Ladder, Error> {
        Ok(self.row(LADDER, named_params! {":order_id": order.to_string()}, ladder)?.unwrap_or_default())
    }

    /// When the next rung comes of the orders that a desk issued.
    pub fn next_rung(&self, desk: DeskId) -> Result<Option<Moment>, Error> {
        let next = self.row(NEXT, named_params! {":desk": desk.to_string()}, |row| Ok(row.get("next")?))?;
        Ok(next.flatten().map(Moment::from_millis))
    }

    /// The ladders of the orders that a desk issued, of which a rung has come by `now`: the longest overdue first.
    pub fn due_ladders(&self, desk: DeskId, now: Moment) -> Result<Vec<(OrderId, Ladder)>, Error> {
        let params = named_params! {":desk": desk.to_string(), ":now": now.millis()};
        self.rows(DUE, params, |row| Ok((text::id(&row.get::<_, String>("order_id")?)?, ladder(row)?)))
    }

    /// The calls about an order, from the first.
    pub fn calls(&self, order: OrderId) -> Result<Vec<CallEntry>, Error> {
        self.rows(CALLS, named_params! {":order_id": order.to_string()}, |row| {
            let word = |name: &str| row.get_ref(name)?.as_str().map_err(rusqlite::Error::from);
            let fact = FactId { desk: text::id(word("desk")?)?, seq: row.get("seq")? };
            let sealed = row.get_ref("words")?.as_blob_or_null().map_err(rusqlite::Error::from)?;
            let opened = sealed.map(|sealed| self.opened(order, &fold::place_of_call(fact), sealed)).transpose()?;
            Ok(CallEntry {
                post: PostId(row.get("post")?),
                to: PostId(row.get("called")?),
                means: text::from_word(word("means")?)?,
                outcome: text::from_word(word("outcome")?)?,
                words: opened.flatten(),
                by: text::from_json(word("by")?)?,
                at: text::moment(word("at")?)?,
            })
        })
    }
}

fn ladder(row: &Row<'_>) -> Result<Ladder, Error> {
    text::from_json(row.get_ref("ladder")?.as_str().map_err(rusqlite::Error::from)?)
}
