//! Freezing the figures of a period. They are the whole district's, so whoever has a part of it freezes none.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::CommandId;
use domain::review::{Freezing, Period};
use domain::seat::Seat;

use super::Desktop;
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
