//! Day books: what came in within each day, side by side.

use domain::code::GridPath;
use domain::id::VenueId;
use domain::incident::Party;
use domain::review::Period;
use rusqlite::{Row, named_params};

use super::View;
use crate::daybook::{self, DayBook, NameId};
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("daybook.sql");
const BOOKS: &str = section(SQL, "books");
const WITH_SPOTS: &str = section(SQL, "with_spots");
const WORD: &str = section(SQL, "word");

impl View<'_> {
    /// The books of a period, day by day.
    pub fn day_books(
        &self,
        period: Period,
        offset_hours: i8,
        each: impl FnMut(DayBook<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.books(BOOKS, (period, offset_hours), each)
    }

    /// The same, with where each case was.
    pub fn day_books_with_spots(
        &self,
        period: Period,
        offset_hours: i8,
        each: impl FnMut(DayBook<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        self.books(WITH_SPOTS, (period, offset_hours), each)
    }

    fn books(
        &self,
        sql: &str,
        (period, offset_hours): (Period, i8),
        mut each: impl FnMut(DayBook<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (from, until) = period.span(offset_hours);
        let [from, until] = [from, until].map(|moment| daybook::day_of(moment.millis(), offset_hours).0);
        let mut statement = self.connection.prepare_cached(sql)?;
        let mut rows = statement.query(named_params! {":from": from, ":until": until})?;
        while let Some(row) = rows.next()? {
            let day = row.get(0)?;
            each(DayBook {
                day,
                start: daybook::start_of(day, offset_hours),
                cases: blob(row, 1)?,
                windings: blob(row, 2)?,
                spots: blob(row, 3)?,
            })?;
        }
        Ok(())
    }

    /// The grid that day books call so.
    pub fn day_grid(&self, id: NameId) -> Result<GridPath, Error> {
        daybook::grid_of(&self.day_word(id)?)
    }

    /// Whom day books call so.
    pub fn day_party(&self, id: NameId) -> Result<Party, Error> {
        Party::of_key(&self.day_word(id)?).ok_or_else(|| Error::corrupt("a day book names nobody"))
    }

    /// The venue that day books call so.
    pub fn day_venue(&self, id: NameId) -> Result<VenueId, Error> {
        let word = self.day_word(id)?;
        let id = word.strip_prefix("venue/").ok_or_else(|| Error::corrupt("a day book names no venue"))?;
        Ok(VenueId(id.to_owned()))
    }

    /// The category that day books call so, from the widest.
    pub fn day_category(&self, id: NameId) -> Result<Vec<String>, Error> {
        let word = self.day_word(id)?;
        text::from_json(word.strip_prefix("category/").ok_or_else(|| Error::corrupt("a day book names no category"))?)
    }

    fn day_word(&self, id: NameId) -> Result<String, Error> {
        let word = self.row(WORD, named_params! {":id": id}, |row| Ok(row.get(0)?))?;
        word.ok_or_else(|| Error::corrupt("a day book calls something by a number of nothing"))
    }
}

fn blob<'a>(row: &'a Row<'_>, at: usize) -> Result<&'a [u8], Error> {
    Ok(row.get_ref(at)?.as_blob_or_null().map_err(rusqlite::Error::from)?.unwrap_or_default())
}
