//! The cases that figures count: as they stand now, or as they stood when their period was frozen.

mod paper;

use domain::code::GridPath;
use domain::edition::Tables;
use domain::fact::Header;
use domain::failure::Failure;
use domain::incident::ClockKind;
use domain::moment::Moment;
use domain::review::{Docket, Freezing, Period};
use ledger::{DocketRow, View};

use crate::district::District;
use crate::failure::broken;

pub use paper::PrintedReview;

/// The cases of a period.
pub struct Counting {
    /// Of a grid and all below, as they came in.
    pub dockets: Vec<Docket>,
    /// As of when.
    pub at: Moment,
    /// Who froze it, where it was.
    pub frozen: Option<Header>,
}

impl Counting {
    /// What is to be counted: as it was frozen, or else as it stands now.
    pub fn of(
        view: &View<'_>,
        period: Period,
        scope: Option<&GridPath>,
        (district, now): (&District, Moment),
    ) -> Result<Self, Failure> {
        if let Some((header, Freezing { mut dockets, .. })) = view.frozen(period).map_err(broken)? {
            dockets.retain(|docket| scope.is_none_or(|scope| docket.grid.is_within(scope)));
            return Ok(Self { dockets, at: header.at, frozen: Some(header) });
        }
        let dockets = as_of_now(view, period, scope, (district, now))?;
        Ok(Self { dockets, at: now, frozen: None })
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
    let DocketRow { id, arrived, grid, kind, urgency, venue, place, trail } = row;
    let limit = tables.limits.at(arrived).table.of(urgency, ClockKind::Dispose);
    let due = trail.due(limit, &tables.calendar.at(arrived).table, now);
    Docket {
        id,
        arrived,
        grid,
        kind,
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
