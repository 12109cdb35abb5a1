//! What figures count: the cases of a period as they stand now, from the day books; or as they stood when it was frozen.

mod books;
mod paper;
#[cfg(test)]
mod proof;

use domain::code::GridPath;
use domain::edition::Tables;
use domain::fact::Header;
use domain::failure::Failure;
use domain::incident::ClockKind;
use domain::moment::Moment;
use domain::review::{Arrivals, Dimension, Docket, Freezing, Period, RowKey, Tally, arrivals, groups};
use ledger::{DocketRow, View};

use crate::district::District;
use crate::failure::broken;

pub use books::{Books, Row};
pub use paper::PrintedReview;

/// A period, counted.
pub struct Counting {
    /// Everything.
    pub total: Tally,
    /// The rows into which it is divided.
    pub rows: Vec<Row>,
    /// As of when.
    pub at: Moment,
    /// Who froze it, and the cases as they were then.
    pub frozen: Option<(Header, Vec<Docket>)>,
}

impl Counting {
    /// A period divided into rows: as it was frozen, or else as it stands now.
    pub fn of(
        view: &View<'_>,
        (period, by): (Period, Dimension),
        scope: Option<&GridPath>,
        (district, now): (&District, Moment),
    ) -> Result<Self, Failure> {
        if let Some((header, dockets)) = frozen(view, period, scope)? {
            let cases: Vec<&Docket> = dockets.iter().collect();
            let rows = groups(&cases, by, scope, district.store.offset_hours);
            let rows = rows.into_iter().map(|(key, cases)| Row {
                first: matches!(key, RowKey::Spot { .. }).then(|| (cases[0].venue.clone(), cases[0].grid.clone())),
                key,
                tally: tally(&cases),
            });
            let (total, rows) = (tally(&cases), rows.collect());
            return Ok(Self { total, rows, at: header.at, frozen: Some((header, dockets)) });
        }
        let mut books = Books::of(view, scope, (district, now));
        let rows = books.rows(period, by).map_err(broken)?;
        let total = match by {
            // What is no hot spot has no row.
            Dimension::Spot => books.tally(period).map_err(broken)?,
            _ => rows.iter().fold(Tally::default(), |mut total, row| {
                total.add_all(&row.tally);
                total
            }),
        };
        Ok(Self { total, rows, at: now, frozen: None })
    }

    /// A period in one.
    pub fn total(
        view: &View<'_>,
        period: Period,
        scope: Option<&GridPath>,
        (district, now): (&District, Moment),
    ) -> Result<Tally, Failure> {
        match frozen(view, period, scope)? {
            Some((_, dockets)) => Ok(tally(&dockets.iter().collect::<Vec<_>>())),
            None => Books::of(view, scope, (district, now)).tally(period).map_err(broken),
        }
    }
}

/// What came in within a period, from which grids.
pub fn came_in(
    view: &View<'_>,
    period: Period,
    scope: Option<&GridPath>,
    (district, now): (&District, Moment),
) -> Result<Arrivals, Failure> {
    match frozen(view, period, scope)? {
        Some((_, dockets)) => Ok(arrivals(&dockets)),
        None => Books::of(view, scope, (district, now)).arrivals(period).map_err(broken),
    }
}

fn tally(cases: &[&Docket]) -> Tally {
    let mut tally = Tally::default();
    for case in cases {
        tally.add(case.upshot().sort());
    }
    tally
}

fn frozen(view: &View<'_>, period: Period, scope: Option<&GridPath>) -> Result<Option<(Header, Vec<Docket>)>, Failure> {
    let Some((header, Freezing { mut dockets, .. })) = view.frozen(period).map_err(broken)? else { return Ok(None) };
    dockets.retain(|docket| scope.is_none_or(|scope| docket.grid.is_within(scope)));
    Ok(Some((header, dockets)))
}

/// The cases of a period one by one: as it was frozen, or else as they stand now.
pub fn cases(
    view: &View<'_>,
    period: Period,
    scope: Option<&GridPath>,
    (district, now): (&District, Moment),
) -> Result<Vec<Docket>, Failure> {
    match frozen(view, period, scope)? {
        Some((_, dockets)) => Ok(dockets),
        None => as_of_now(view, period, scope, (district, now)),
    }
}

/// The cases of a period as they stand now.
pub fn as_of_now(
    view: &View<'_>,
    period: Period,
    scope: Option<&GridPath>,
    (district, now): (&District, Moment),
) -> Result<Vec<Docket>, Failure> {
    let rows = view.dockets(period.span(district.store.offset_hours), scope).map_err(broken)?;
    Ok(rows.into_iter().map(|row| docket(row, &district.tables, now)).collect())
}

/// Its deadline is that of the limits and the calendar that held when it came in.
fn docket(row: DocketRow, tables: &Tables, now: Moment) -> Docket {
    let DocketRow { id, arrived, grid, kind, category, urgency, venue, place, trail } = row;
    let limit = tables.limits.at(arrived).table.of(urgency, ClockKind::Dispose);
    let due = trail.due(limit, &tables.calendar.at(arrived).table, now);
    Docket {
        id,
        arrived,
        grid,
        kind,
        category,
        venue,
        place,
        state: trail.state,
        handling: trail.handling(),
        is_returned: trail.returns > 0,
        due,
        reached: trail.reached(),
        had: trail.had,
    }
}
