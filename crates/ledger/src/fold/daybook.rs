//! Day books: what came in within each day, kept with every step.

use domain::id::IncidentId;
use domain::incident::Party;
use domain::moment::Moment;
use domain::order::Priority;
use domain::report::ReportKind;
use domain::review::Trail;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::daybook::{self, Entry, NameId, SIZE};
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("daybook.sql");
const OFFSET: &str = section(SQL, "offset");
const IS_UNBOUND: &str = section(SQL, "is_unbound");
const UNBIND: &str = section(SQL, "unbind");
const BOUND: &str = section(SQL, "bound");
const BOOK: &str = section(SQL, "book");
const KEEP_BOOK: &str = section(SQL, "keep_book");
const SPOTS: &str = section(SQL, "spots");
const KEEP_SPOTS: &str = section(SQL, "keep_spots");
const NAME: &str = section(SQL, "name");
const NEW_NAME: &str = section(SQL, "new_name");
const SLOT: &str = section(SQL, "slot");
const NEXT_DAY: &str = section(SQL, "next_day");
const OF_DAY: &str = section(SQL, "of_day");
const EMPTY: &str = section(SQL, "empty");
const CONTENTS: &str = section(SQL, "contents");
const ALL_NAMES: &str = section(SQL, "all_names");

/// A case as it goes into its day's book.
pub(super) struct Arrival<'a> {
    pub id: IncidentId,
    pub arrived: Moment,
    pub grid: &'a str,
    pub kind: ReportKind,
    pub urgency: Priority,
    pub category: Option<&'a str>,
    pub venue: Option<&'a str>,
    pub place: Option<(i32, i32)>,
}

/// A day's book while it is written.
#[derive(Default)]
struct Day {
    cases: Vec<u8>,
    windings: Vec<u8>,
    spots: Vec<u8>,
}

/// From now on nothing is entered until all books are bound anew.
pub(super) fn unbind(connection: &Connection) -> Result<(), Error> {
    connection.execute(UNBIND, [])?;
    Ok(())
}

/// It came in: the last of its day's book so far.
pub(super) fn enter(connection: &Connection, arrival: &Arrival<'_>, trail: &Trail) -> Result<(), Error> {
    if is_unbound(connection)? {
        return Ok(());
    }
    let offset_hours = offset(connection)?;
    let (day, start) = daybook::day_of(arrival.arrived.millis(), offset_hours);
    let mut book = book(connection, day)?;
    book.spots = connection
        .prepare_cached(SPOTS)?
        .query_row(named_params! {":day": day}, |row| row.get(0))
        .optional()?
        .unwrap_or_default();
    let slot = book.write(connection, arrival, trail, start)?;
    book.keep(connection, day)?;
    book.keep_spots(connection, day)?;
    connection.prepare_cached(SLOT)?.execute(named_params! {":id": arrival.id.to_string(), ":slot": slot})?;
    Ok(())
}

/// A step was taken on what came in then and has this slot.
pub(super) fn go_on(connection: &Connection, arrived: i64, slot: Option<u32>, trail: &Trail) -> Result<(), Error> {
    let Some(slot) = slot else { return Ok(()) };
    let (day, start) = daybook::day_of(arrived, offset(connection)?);
    let mut book = book(connection, day)?;
    let at = slot as usize * SIZE;
    let Some(bytes) = book.cases.get(at..at + SIZE) else { return Err(Error::corrupt("a day book is too short")) };
    let word = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    let known = (word(0), word(8), word(12));
    let entry = Entry {
        grid: known.0,
        category: (known.1 != 0).then_some(known.1),
        arrived: i64::from(known.2),
        kind: *ReportKind::ALL.get(usize::from(bytes[24])).ok_or_else(|| Error::corrupt("a day book is torn"))?,
        urgency: *Priority::ALL.get(usize::from(bytes[25])).ok_or_else(|| Error::corrupt("a day book is torn"))?,
    };
    let had = trail.had.as_ref().map(|party| name(connection, &Party::key(party))).transpose()?;
    let (bytes, winding) = daybook::written(&entry, had, trail, start);
    book.cases[at..at + SIZE].copy_from_slice(&bytes);
    if winding.is_some() || !book.windings.is_empty() {
        book.windings = daybook::with_winding(&book.windings, slot, winding.as_deref())?;
    }
    book.keep(connection, day)
}

/// Bind all books anew, of the dockets as they stand.
pub(super) fn bind(connection: &Connection) -> Result<(), Error> {
    connection.execute_batch(EMPTY)?;
    let offset_hours = offset(connection)?;
    let mut from = i64::MIN;
    while let Some(first) = next(connection, from)? {
        let (day, start) = daybook::day_of(first, offset_hours);
        let until = daybook::start_of(day + 1, offset_hours);
        let mut book = Day::default();
        for (arrival, trail) in of_day(connection, start, until)? {
            let slot = book.write(connection, &arrival.lent(), &trail, start)?;
            connection.prepare_cached(SLOT)?.execute(named_params! {":id": arrival.id.to_string(), ":slot": slot})?;
        }
        book.keep(connection, day)?;
        book.keep_spots(connection, day)?;
        from = until;
    }
    connection.execute(BOUND, [])?;
    Ok(())
}

/// One hash of what all books say, whatever numbers and slots they use for it.
pub(super) fn hash(connection: &Connection) -> Result<[u8; 32], Error> {
    let mut names: Vec<String> = vec![String::new()];
    let mut statement = connection.prepare(ALL_NAMES)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let id = row.get::<_, NameId>(0)? as usize;
        names.resize(names.len().max(id + 1), String::new());
        names[id] = row.get(1)?;
    }
    let word = |id: Option<NameId>| id.and_then(|id| names.get(id as usize)).map_or("", String::as_str);
    let mut all: Vec<[u8; 32]> = Vec::new();
    let mut statement = connection.prepare(CONTENTS)?;
    let mut rows = statement.query([])?;
    let blob = |row: &Row<'_>, at: usize| Ok::<Vec<u8>, Error>(row.get::<_, Option<Vec<u8>>>(at)?.unwrap_or_default());
    while let Some(row) = rows.next()? {
        let (cases, windings, spots) = (blob(row, 1)?, blob(row, 2)?, blob(row, 3)?);
        let book = daybook::DayBook { day: row.get(0)?, start: 0, cases: &cases, windings: &windings, spots: &spots };
        for (case, spot) in book.cases().zip(book.spots()) {
            let (case, spot) = (case?, spot?);
            let named = [word(Some(case.grid)), word(case.had), word(case.category), word(spot.venue)];
            let bare = daybook::DayCase { grid: 0, had: None, category: None, ..case };
            let said = format!("{} {named:?} {bare:?} {} {:?}", book.day, spot.id, spot.place);
            all.push(*blake3::hash(said.as_bytes()).as_bytes());
        }
    }
    all.sort_unstable();
    Ok(*blake3::hash(all.as_flattened()).as_bytes())
}

impl Day {
    /// Write one more; gives its slot.
    fn write(
        &mut self,
        connection: &Connection,
        arrival: &Arrival<'_>,
        trail: &Trail,
        start: i64,
    ) -> Result<u32, Error> {
        let slot = u32::try_from(self.cases.len() / SIZE).map_err(|_| Error::corrupt("a day book is full"))?;
        let category = arrival.category.map(|levels| name(connection, &format!("category/{levels}"))).transpose()?;
        let entry = Entry {
            grid: name(connection, &daybook::grid_word(arrival.grid))?,
            category,
            arrived: arrival.arrived.millis() - start,
            kind: arrival.kind,
            urgency: arrival.urgency,
        };
        let had = trail.had.as_ref().map(|party| name(connection, &party.key())).transpose()?;
        let (bytes, winding) = daybook::written(&entry, had, trail, start);
        self.cases.extend_from_slice(&bytes);
        if let Some(winding) = winding {
            self.windings = daybook::with_winding(&self.windings, slot, Some(&winding))?;
        }
        let venue = arrival.venue.map(|venue| name(connection, &format!("venue/{venue}"))).transpose()?;
        self.spots.extend_from_slice(&daybook::spot(arrival.id.0.as_u128(), venue, arrival.place));
        Ok(slot)
    }

    fn keep(&self, connection: &Connection, day: i64) -> Result<(), Error> {
        let params = named_params! {":day": day, ":cases": self.cases, ":windings": self.windings};
        connection.prepare_cached(KEEP_BOOK)?.execute(params)?;
        Ok(())
    }

    fn keep_spots(&self, connection: &Connection, day: i64) -> Result<(), Error> {
        connection.prepare_cached(KEEP_SPOTS)?.execute(named_params! {":day": day, ":spots": self.spots})?;
        Ok(())
    }
}

/// What a docket says of how it came in.
struct Kept {
    id: IncidentId,
    arrived: i64,
    grid: String,
    kind: ReportKind,
    urgency: Priority,
    category: Option<String>,
    venue: Option<String>,
    place: Option<(i32, i32)>,
}

impl Kept {
    fn lent(&self) -> Arrival<'_> {
        Arrival {
            id: self.id,
            arrived: Moment::from_millis(self.arrived),
            grid: &self.grid,
            kind: self.kind,
            urgency: self.urgency,
            category: self.category.as_deref(),
            venue: self.venue.as_deref(),
            place: self.place,
        }
    }
}

fn of_day(connection: &Connection, start: i64, until: i64) -> Result<Vec<(Kept, Trail)>, Error> {
    let mut statement = connection.prepare_cached(OF_DAY)?;
    let mut rows = statement.query(named_params! {":from": start, ":until": until})?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let place = row.get::<_, Option<i32>>("longitude")?.zip(row.get::<_, Option<i32>>("latitude")?);
        let kept = Kept {
            id: text::id(&row.get::<_, String>("id")?)?,
            arrived: row.get("arrived")?,
            grid: row.get("scope")?,
            kind: text::from_word(&row.get::<_, String>("kind")?)?,
            urgency: text::from_word(&row.get::<_, String>("urgency")?)?,
            category: row.get("category")?,
            venue: row.get("venue")?,
            place,
        };
        all.push((kept, text::from_json(&row.get::<_, String>("trail")?)?));
    }
    Ok(all)
}

fn next(connection: &Connection, from: i64) -> Result<Option<i64>, Error> {
    Ok(connection.prepare_cached(NEXT_DAY)?.query_row(named_params! {":from": from}, |row| row.get(0))?)
}

fn book(connection: &Connection, day: i64) -> Result<Day, Error> {
    let found = connection
        .prepare_cached(BOOK)?
        .query_row(named_params! {":day": day}, |row| {
            Ok(Day { cases: row.get(0)?, windings: row.get(1)?, spots: Vec::new() })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

fn name(connection: &Connection, word: &str) -> Result<NameId, Error> {
    let known =
        connection.prepare_cached(NAME)?.query_row(named_params! {":word": word}, |row| row.get(0)).optional()?;
    match known {
        Some(id) => Ok(id),
        None => Ok(connection.prepare_cached(NEW_NAME)?.query_row(named_params! {":word": word}, |row| row.get(0))?),
    }
}

fn offset(connection: &Connection) -> Result<i8, Error> {
    Ok(connection.prepare_cached(OFFSET)?.query_row([], |row| row.get(0)).optional()?.unwrap_or(0))
}

fn is_unbound(connection: &Connection) -> Result<bool, Error> {
    Ok(connection.prepare_cached(IS_UNBOUND)?.query_row([], |row| row.get(0))?)
}
