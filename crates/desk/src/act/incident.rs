//! Steps on an incident: each where a way leads, by whom it is the part of.

use domain::action::Outcome;
use domain::attachment;
use domain::fact::Fact;
use domain::failure::{Failure, Hurdle, Refusal};
use domain::id::{CommandId, IncidentId};
use domain::incident::{Ground, IncidentState, IncidentStep, Party, StepOfIncident, Taken, parts};
use domain::particulars;
use domain::report::MOST_TO_REPORT;
use domain::seat::{Role, Seat};
use ledger::IncidentRow;

use super::{Desktop, admit_scope, attach, edition, report};
use crate::failure::broken;

/// Take a step; `seen`: where the incident stood as far as the person knew.
pub fn handle(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: IncidentId,
    (step, seen): (IncidentStep, Option<IncidentState>),
) -> Result<Outcome, Failure> {
    let row = known(desk, seat, id)?;
    let course = &row.standing.course;
    if seen.is_some_and(|seen| seen != course.state) {
        return Err(Refusal::from(Hurdle::PastThat).into());
    }
    let step = step.tidied()?;
    for text in step.texts() {
        particulars::admit(text, |digits| report::is_code(desk.district, digits))?;
    }
    let post = seat.post.as_ref().and_then(|post| desk.district.roster.post(post));
    let parts = parts(seat, post, &Ground::of(&row.grid, row.post.as_ref(), course));
    // In the field whoever is nothing to it knows nothing of it.
    if parts.is_empty() && !seat.covers(&row.grid) {
        return Err(Refusal::OutsideSubtree { path: row.grid }.into());
    }
    course.admit(id, &step, &Taken { parts: &parts, by: seat, at: desk.now })?;
    admit_named(desk, seat, &step)?;
    let files = attach::at_hand(desk, seat, step.attachments())?;
    let attachments = attachment::admit(step.attachments().to_vec(), MOST_TO_REPORT, &files).map_err(Refusal::from)?;
    let step = step.with_attachments(attachments);
    let before = course.lead.clone();
    let standing = row.standing.clone().after(&StepOfIncident { step: step.clone(), by: seat.clone(), at: desk.now });
    let (clock, after) = (standing.clock(), standing.course);
    let mut parties: Vec<Party> = before.into_iter().chain(after.lead).collect();
    parties.dedup();
    let fact = Fact::IncidentHandled { incident: id, number: row.number, post: row.post, parties, step };
    desk.batch.append(seat, command, desk.now, Some(row.grid), &fact).map_err(broken)?;
    let (header, told) = desk.batch.view().told(row.fact).map_err(broken)?;
    if let Some(Fact::IncidentReported { incident }) = told {
        edition::miss_year(desk, seat, command, (clock, header.at, incident.urgency))?;
    }
    Ok(Outcome::IncidentHandled { state: after.state })
}

/// What has to be done with an incident before an order is made of it; refused where it has ended.
pub fn before_order(desk: &Desktop<'_, '_>, seat: &Seat, id: IncidentId) -> Result<Option<IncidentStep>, Failure> {
    match known(desk, seat, id)?.standing.course.state {
        IncidentState::Reported => Ok(Some(IncidentStep::Accept)),
        IncidentState::Merged => Err(Refusal::from(Hurdle::Merged).into()),
        state if !state.is_open() => Err(Refusal::from(Hurdle::Over).into()),
        _ => Ok(None),
    }
}

/// An incident that this seat may know of. In the field its parts say so.
pub fn known(desk: &Desktop<'_, '_>, seat: &Seat, id: IncidentId) -> Result<IncidentRow, Failure> {
    let row = desk.batch.view().incident(id).map_err(broken)?;
    let row = row.ok_or_else(|| Refusal::NoSuch { noun: "incident", id: id.to_string() })?;
    if seat.role != Role::Field {
        admit_scope(seat, Some(&row.grid))?;
    }
    Ok(row)
}

/// Whoever is to come or to have it is there.
pub fn admit_party(desk: &Desktop<'_, '_>, party: &Party) -> Result<(), Refusal> {
    match party {
        Party::Unit(id) if !desk.district.units.iter().any(|unit| unit.id == *id) => {
            Err(Refusal::NoSuch { noun: "unit", id: id.to_string() })
        }
        Party::Grid(path) if desk.district.tree.grid(path).is_none() => Err(Refusal::NoSuchGrid { path: path.clone() }),
        Party::Unit(_) | Party::Grid(_) => Ok(()),
    }
}

/// Whom and what a step names is there.
fn admit_named(desk: &Desktop<'_, '_>, seat: &Seat, step: &IncidentStep) -> Result<(), Failure> {
    for party in step.parties() {
        admit_party(desk, party)?;
    }
    if let Some(post) = step.witness().filter(|post| desk.district.roster.post(post).is_none()) {
        return Err(Refusal::NoSuch { noun: "post", id: post.to_string() }.into());
    }
    if let IncidentStep::Merge { into } = step {
        let into = known(desk, seat, *into)?;
        if into.standing.course.state == IncidentState::Merged {
            return Err(Refusal::from(Hurdle::Merged).into());
        }
    }
    Ok(())
}
