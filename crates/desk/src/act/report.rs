//! What the front line found, or somebody told the desk: it opens an incident.

use domain::action::Outcome;
use domain::code::{GridCode, GridPath};
use domain::contact::Caller;
use domain::fact::Fact;
use domain::failure::{Failure, Hurdle, Objection, Refusal};
use domain::id::{CommandId, IncidentId};
use domain::incident::{self, Channel, Standing};
use domain::item::{Item, ItemKind, ItemName};
use domain::place::Position;
use domain::post::Post;
use domain::report::{Filing, ReportDraft, Spot};
use domain::seat::{Role, Seat};

use super::{Desktop, admit_scope, attach, edition};
use crate::district::District;
use crate::failure::broken;
use crate::moves;

/// An incident is named by the command that reports it: the phone knows it before the desk has answered.
pub fn make(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    draft: ReportDraft,
) -> Result<Outcome, Failure> {
    let (channel, post) = told_by(desk, seat, &draft)?;
    let (draft, veiled) = draft.without_particulars((channel, &seat.door), |digits| is_code(desk.district, digits))?;
    if !draft.category.is_empty() && !desk.district.tables.categories.at(desk.now).table.has(&draft.category) {
        return Err(Refusal::from(Hurdle::NoSuchCategory).into());
    }
    let (place, grid) = lies(desk, seat, &draft.spot)?;
    let grid = match grid.or_else(|| post.as_ref().map(|post| post.grid.clone())) {
        Some(grid) => grid,
        None => desk.district.tree.tops().next().ok_or(Refusal::NoScheme)?.path.clone(),
    };
    if seat.role != Role::Field {
        admit_scope(seat, Some(&grid))?;
    }
    let day = desk.now.day_digits(desk.district.store.offset_hours);
    let count = desk.batch.view().incidents_on(&day).map_err(broken)? + 1;
    let filing = Filing {
        id: IncidentId(command.0),
        number: incident::number(&day, desk.district.store.letter, count),
        channel,
        post: post.map(|post| post.id),
        place,
        grid,
        files: attach::at_hand(desk, seat, &draft.attachments)?,
        now: desk.now,
    };
    let caller = draft.caller.clone().map(Caller::tidied).transpose()?.flatten();
    let incident = draft.decide(filing)?;
    if let Some(number) = &incident.foreign {
        let known = desk.batch.view().incident_of_number(incident.channel, number).map_err(broken)?;
        if let Some(known) = known {
            return Err(Refusal::IncidentKnown { number: known.number, incident: known.id }.into());
        }
    }
    let outcome = Outcome::ReportMade { incident: incident.id, number: incident.number.clone(), veiled };
    let (scope, urgency) = (incident.grid.clone(), incident.urgency);
    let fact = Fact::IncidentReported { incident: Box::new(incident) };
    desk.batch.append(seat, command, desk.now, Some(scope.clone()), &fact).map_err(broken)?;
    if let Some(contact) = caller {
        let fact = Fact::ContactSealed { incident: IncidentId(command.0), contact };
        desk.batch.append(seat, command, desk.now, Some(scope), &fact).map_err(broken)?;
    }
    edition::miss_year(desk, seat, command, (Standing::reported(desk.now).clock(), desk.now, urgency))?;
    Ok(outcome)
}

/// Whether digits are some grid's code: it is as long as a card's number, and none of anybody's.
pub fn is_code(district: &District, digits: &str) -> bool {
    !district.tree.with_code_anywhere(&GridCode(digits.to_owned())).is_empty()
}

/// By which way it came in, and who of the front line told it: in the field whoever says it himself.
fn told_by(desk: &Desktop<'_, '_>, seat: &Seat, draft: &ReportDraft) -> Result<(Channel, Option<Post>), Failure> {
    let post = |id| {
        let known = desk.district.roster.post(id).cloned();
        known.ok_or_else(|| Refusal::NoSuch { noun: "post", id: id.to_string() })
    };
    if seat.role == Role::Field {
        let id = seat.post.as_ref().ok_or_else(|| Refusal::NoSuch { noun: "post", id: String::new() })?;
        return Ok((Channel::Field, Some(post(id)?)));
    }
    let channel = draft.channel.filter(|channel| *channel != Channel::Field).unwrap_or(Channel::Call);
    Ok((channel, draft.post.as_ref().map(post).transpose()?))
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
