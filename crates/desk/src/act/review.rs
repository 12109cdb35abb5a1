//! Freezing the figures of a period: they are the whole district's, so whoever has a part of it freezes none. And what
//! reviews decide that somebody does.

use domain::action::Outcome;
use domain::charge::{ChargeDraft, ChargeEnd};
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{ChargeId, CommandId};
use domain::incident::Party;
use domain::particulars;
use domain::review::{Freezing, Period, ReviewPrint};
use domain::seat::Seat;

use super::{Desktop, admit_scope, report};
use crate::ask::count;
use crate::failure::broken;
use crate::review::as_of_now;

/// What was counted goes into the fact, so that nothing that happens later changes it.
pub fn freeze(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, period: Period) -> Result<Outcome, Failure> {
    if seat.subtree.is_some() {
        return Err(Refusal::NotYours { entry: "freeze_period", role: seat.role.word().to_owned() }.into());
    }
    let offset_hours = desk.district.store.offset_hours;
    let view = desk.batch.view();
    let frozen = view.frozen(period).map_err(broken)?.map(|(header, _)| header.at);
    Freezing::admit(period, frozen, desk.now, offset_hours)?;
    let dockets = as_of_now(&view, period, None, (desk.district, desk.now))?;
    drop(view);
    let cases = count(dockets.len());
    let fact = Fact::PeriodFrozen { freezing: Box::new(Freezing { period, dockets }) };
    desk.batch.append(seat, command, desk.now, None, &fact).map_err(broken)?;
    Ok(Outcome::PeriodFrozen { cases })
}

/// A charge is named by its command. Its owner is there, and one of this seat's.
pub fn charge(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    draft: ChargeDraft,
) -> Result<Outcome, Failure> {
    let scope = match &draft.owner {
        Party::Unit(id) => {
            let unit = desk.district.units.iter().find(|unit| unit.id == *id);
            let unit = unit.ok_or_else(|| Refusal::NoSuch { noun: "unit", id: id.to_string() })?;
            unit.grid.clone().or_else(|| seat.subtree.clone())
        }
        Party::Grid(path) if desk.district.tree.grid(path).is_none() => {
            return Err(Refusal::NoSuchGrid { path: path.clone() }.into());
        }
        Party::Grid(path) => Some(path.clone()),
    };
    admit_scope(seat, scope.as_ref())?;
    particulars::admit(&draft.words, |digits| report::is_code(desk.district, digits))?;
    let today = Period::day_of(desk.now, desk.district.store.offset_hours);
    let charge = draft.decide(ChargeId(command.0), today)?;
    let id = charge.id;
    let fact = Fact::ChargeGiven { charge: Box::new(charge) };
    desk.batch.append(seat, command, desk.now, scope, &fact).map_err(broken)?;
    Ok(Outcome::ChargeGiven { charge: id })
}

/// What came of it.
pub fn answer(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: ChargeId,
    (end, words): (ChargeEnd, &str),
) -> Result<Outcome, Failure> {
    let row = desk.batch.view().charge(id).map_err(broken)?;
    let row = row.ok_or_else(|| Refusal::NoSuch { noun: "charge", id: id.to_string() })?;
    admit_scope(seat, row.scope.as_ref())?;
    particulars::admit(words, |digits| report::is_code(desk.district, digits))?;
    let words = end.decide(row.end, words)?;
    let fact = Fact::ChargeAnswered { charge: id, end, words };
    desk.batch.append(seat, command, desk.now, row.scope, &fact).map_err(broken)?;
    Ok(Outcome::ChargeAnswered)
}

/// Only what this desk's press has made becomes a fact.
pub fn print(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    print: ReviewPrint,
) -> Result<Outcome, Failure> {
    let scope = print.wish.scope.clone().or_else(|| seat.subtree.clone());
    admit_scope(seat, scope.as_ref())?;
    if !desk.reviews.take(&print) {
        return Err(Refusal::NoSuch { noun: "print", id: print.hash }.into());
    }
    let hash = print.hash.clone();
    desk.batch.append(seat, command, desk.now, scope, &Fact::ReviewPrinted { print }).map_err(broken)?;
    Ok(Outcome::ReviewPrinted { hash })
}
