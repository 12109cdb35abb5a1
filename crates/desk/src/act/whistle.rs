//! Whistles: blown by who may call, answered on each side by those who sit there.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, WhistleId};
use domain::incident::{Ground, Party, parts};
use domain::particulars;
use domain::seat::Seat;
use domain::whistle::{self, Blower, WhistleDraft, WhistleStep, sides};

use super::{Desktop, incident, report};
use crate::failure::broken;
use crate::timing::WHISTLED;

/// Whistle for others to come to the spot of an incident.
pub fn blow(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    draft: WhistleDraft,
) -> Result<Outcome, Failure> {
    let row = incident::known(desk, seat, draft.incident)?;
    let post = seat.post.as_ref().and_then(|post| desk.district.roster.post(post));
    let ground = Ground::of(&row.grid, row.post.as_ref(), &row.standing.course);
    // In the field whoever is nothing to it knows nothing of it.
    if parts(seat, post, &ground).is_empty() && !seat.covers(&row.grid) {
        return Err(Refusal::OutsideSubtree { path: row.grid }.into());
    }
    particulars::admit(&draft.words, |digits| report::is_code(desk.district, digits))?;
    for one in &draft.called {
        incident::admit_party(desk, &one.party)?;
    }
    let day = desk.now.day_digits(desk.district.store.offset_hours);
    let count = desk.batch.view().whistles_on(&day).map_err(broken)? + 1;
    let number = whistle::number(&day, desk.district.store.letter, count);
    let blower = Blower { seat, post, grid: &row.grid, state: row.standing.course.state };
    let units = &desk.district.units;
    let blown = draft.decide(WhistleId(command.0), number, (&blower, &*WHISTLED), |party| match party {
        Party::Unit(id) => units.iter().find(|unit| unit.id == *id),
        Party::Grid(_) => None,
    })?;
    let outcome = Outcome::WhistleBlown { whistle: blown.id, number: blown.number.clone() };
    let fact = Fact::WhistleBlown { whistle: Box::new(blown) };
    desk.batch.append(seat, command, desk.now, Some(row.grid), &fact).map_err(broken)?;
    Ok(outcome)
}

/// Take a step on a whistle.
pub fn handle(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: WhistleId,
    step: WhistleStep,
) -> Result<Outcome, Failure> {
    let row = desk.batch.view().whistle(id).map_err(broken)?;
    let row = row.ok_or_else(|| Refusal::NoSuch { noun: "whistle", id: id.to_string() })?;
    let (header, fact) = desk.batch.view().told(row.fact).map_err(broken)?;
    // Whoever lost the incident's key cannot say what is about it.
    let Some(Fact::WhistleBlown { whistle }) = fact else {
        return Err(Refusal::NoSuch { noun: "whistle", id: id.to_string() }.into());
    };
    let post = seat.post.as_ref().and_then(|post| desk.district.roster.post(post));
    let sides = sides(seat, post, &whistle, (&header.by, &row.grid));
    if sides.is_empty() {
        return Err(Refusal::OutsideSubtree { path: row.grid }.into());
    }
    let step = step.tidied()?;
    for text in step.texts() {
        particulars::admit(text, |digits| report::is_code(desk.district, digits))?;
    }
    row.muster.admit(&step, &sides, desk.now)?;
    let fact = Fact::WhistleHandled {
        whistle: id,
        number: row.number,
        incident: row.incident,
        post: row.post,
        parties: whistle.parties(),
        step,
    };
    desk.batch.append(seat, command, desk.now, Some(row.grid), &fact).map_err(broken)?;
    Ok(Outcome::WhistleHandled)
}
