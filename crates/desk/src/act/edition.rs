//! Tables by which the district works, said anew; and the calendar that does not tell a year that a clock needs.

use domain::action::Outcome;
use domain::alarm::Cause;
use domain::edition::{self, Known, Table, TableKind};
use domain::fact::{Fact, FactId};
use domain::failure::Failure;
use domain::id::CommandId;
use domain::incident::Clock;
use domain::moment::Moment;
use domain::order::Priority;
use domain::seat::Seat;
use domain::worktime::YearMissing;

use super::Desktop;
use crate::district::District;
use crate::failure::broken;
use crate::import::admit;

/// A table as somebody says it.
pub struct Said {
    pub of: TableKind,
    pub rows: Vec<Vec<String>>,
    pub from: Option<Moment>,
    pub source: String,
    pub seen: Option<FactId>,
}

/// Nothing is back-dated: what came in before keeps the edition of its day.
pub fn revise(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, wish: Said) -> Result<Outcome, Failure> {
    admit("revise_table", seat)?;
    let Said { of, rows, from, source, seen } = wish;
    let tables = &desk.district.tables;
    if tables.last(of) != seen {
        return Err(Failure::refused("edition.changed_since", &[]));
    }
    if from.is_some_and(|from| from < desk.now) {
        return Err(Failure::invalid("edition.back_dated", &[]));
    }
    let from = from.unwrap_or(desk.now);
    let source = edition::source(&source)?;
    let mut table = read(desk.district, from, of, &rows)?;
    if let Table::Categories(categories) = &mut table
        && !source.is_empty()
    {
        categories.source.clone_from(&source);
    }
    if tables.at(of, from).2.rows() == table.rows() && tables.coming(of, from).is_none() {
        return Err(Failure::refused("edition.nothing_new", &[]));
    }
    let fact = Fact::TableRevised { table: Box::new(table), from, source };
    let fact = desk.batch.append(seat, command, desk.now, None, &fact).map_err(broken)?.id();
    Ok(Outcome::TableRevised { fact, from })
}

/// The table that these rows are, of what the district has then.
pub fn read(district: &District, from: Moment, of: TableKind, rows: &[Vec<String>]) -> Result<Table, Failure> {
    let known = Known {
        tree: &district.tree,
        units: &district.units,
        venues: &district.venues,
        categories: &district.tables.categories.at(from).table,
        offset_hours: district.store.offset_hours,
    };
    edition::read(of, rows, known).map_err(|faults| Failure::of_faults(of.word(), faults))
}

/// A clock that needs a year that nobody has told is an alarm, once for each year.
pub fn miss_year(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    (clock, reported, urgency): (Option<Clock>, Moment, Priority),
) -> Result<(), Failure> {
    let Some(clock) = clock else { return Ok(()) };
    let Some(limit) = desk.district.tables.limits.at(reported).table.of(urgency, clock.kind) else { return Ok(()) };
    let calendar = &desk.district.tables.calendar.at(reported).table;
    let Err(YearMissing(year)) = clock.read(limit, calendar, desk.now) else { return Ok(()) };
    let known = desk.batch.view().alarm(&Cause::Calendar { year }).map_err(broken)?;
    if known.is_none_or(|row| row.settled) {
        desk.batch.append(seat, command, desk.now, None, &Fact::CalendarYearMissed { year }).map_err(broken)?;
    }
    Ok(())
}
