//! Reports of the front line: made, taken up, settled, closed.

use domain::action::Outcome;
use domain::code::GridPath;
use domain::fact::Fact;
use domain::failure::{Failure, Objection, Refusal};
use domain::id::{CommandId, ReportId};
use domain::item::{Item, ItemKind, ItemName};
use domain::place::Position;
use domain::report::{self, Filing, ReportDraft, ReportStep, Spot};
use domain::seat::Seat;
use ledger::ReportRow;

use super::{Desktop, admit_scope, attach};
use crate::failure::broken;
use crate::moves;

/// A report is named by its command: the phone that makes it knows it before the desk has answered.
pub fn make(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    draft: ReportDraft,
) -> Result<Outcome, Failure> {
    let unknown = || Refusal::NoSuch { noun: "post", id: String::new() };
    let id = seat.post.as_ref().ok_or_else(unknown)?;
    let post = desk.district.roster.post(id).ok_or_else(unknown)?.clone();
    let (place, grid) = lies(desk, seat, &draft.spot)?;
    let day = desk.now.day_digits(desk.district.store.offset_hours);
    let count = desk.batch.view().reports_on(&day).map_err(broken)? + 1;
    let filing = Filing {
        id: ReportId(command.0),
        number: report::number(&day, desk.district.store.letter, count),
        post: post.id,
        place,
        grid: grid.unwrap_or(post.grid),
        files: attach::at_hand(desk, seat, &draft.attachments)?,
        now: desk.now,
    };
    let report = draft.decide(filing)?;
    let outcome = Outcome::ReportMade { report: report.id, number: report.number.clone() };
    let scope = report.grid.clone();
    let fact = Fact::ReportMade { report: Box::new(report) };
    desk.batch.append(seat, command, desk.now, Some(scope), &fact).map_err(broken)?;
    Ok(outcome)
}

/// Go on with a report, where a way leads there.
pub fn handle(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: ReportId,
    step: ReportStep,
) -> Result<Outcome, Failure> {
    let row = known(desk, seat, id)?;
    let step = step.tidied()?;
    let state = row.state.after(&step)?;
    let fact = Fact::ReportHandled { report: id, number: row.number, post: row.post, step };
    desk.batch.append(seat, command, desk.now, Some(row.grid), &fact).map_err(broken)?;
    Ok(Outcome::ReportHandled { state })
}

/// What has to be done with a report before an order is made of it; refused where it has ended.
pub fn before_order(desk: &Desktop<'_, '_>, seat: &Seat, id: ReportId) -> Result<Option<ReportStep>, Failure> {
    Ok(report::admit_order(known(desk, seat, id)?.state)?)
}

/// A report that this seat may go on with.
fn known(desk: &Desktop<'_, '_>, seat: &Seat, id: ReportId) -> Result<ReportRow, Failure> {
    let row = desk.batch.view().report(id).map_err(broken)?;
    let row = row.ok_or_else(|| Refusal::NoSuch { noun: "report", id: id.to_string() })?;
    admit_scope(seat, Some(&row.grid))?;
    Ok(row)
}

/// Where a spot lies on the map, and the deepest grid there; none of a place that lies in no grid.
///
/// What somebody chooses by hand is his own; where he stands is where he stands, also across the border.
fn lies(desk: &Desktop<'_, '_>, seat: &Seat, spot: &Spot) -> Result<(Option<Position>, Option<GridPath>), Failure> {
    let of_item = |of, id: &str| {
        let item = desk.district.item(&ItemName { of, id: id.to_owned() });
        item.ok_or_else(|| Refusal::NoSuch { noun: of.noun(), id: id.to_owned() })
    };
    let own = |item: &Item| -> Result<(), Refusal> {
        match (item.grid(), &seat.subtree) {
            (Some(path), _) if seat.covers(path) => Ok(()),
            (path, Some(top)) => Err(Refusal::OutsideSubtree { path: path.unwrap_or(top).clone() }),
            (_, None) => Ok(()),
        }
    };
    match spot {
        Spot::Position { position } => {
            if position.longitude().abs() > 180.0 || position.latitude().abs() > 90.0 {
                return Err(Refusal::from(Objection::OffTheMap).into());
            }
            Ok((Some(*position), moves::deepest(&desk.batch.view(), None, *position).map_err(broken)?))
        }
        Spot::Venue { id } => {
            let item = of_item(ItemKind::Venue, &id.0)?;
            own(&item)?;
            Ok((item.place(), item.grid().cloned()))
        }
        Spot::Checkpoint { id } => {
            let item = of_item(ItemKind::Checkpoint, &id.0)?;
            own(&item)?;
            Ok((item.place(), item.grid().cloned()))
        }
        Spot::Grid { path } => {
            if desk.district.tree.grid(path).is_none() {
                return Err(Refusal::NoSuchGrid { path: path.clone() }.into());
            }
            admit_scope(seat, Some(path))?;
            Ok((None, Some(path.clone())))
        }
    }
}
