//! The watch goes from one person to the next.

use domain::action::Outcome;
use domain::fact::Fact;
use domain::failure::{Failure, Hitch, Refusal};
use domain::id::{CommandId, WatchId};
use domain::seat::Seat;
use domain::watch::{self, Taking, Watch};

use super::{Desktop, admit_scope};
use crate::alarm::Writing;
use crate::ask;
use crate::failure::broken;
use crate::presence::Presence;

/// Begin a watch over all that the seat covers, where nobody has it.
pub fn start(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, name: &str) -> Result<Outcome, Failure> {
    let name = watch::name(name)?;
    if desk.batch.view().watch_on(seat.subtree.as_ref()).map_err(broken)?.is_some() {
        return Err(Refusal::from(Hitch::WatchOn).into());
    }
    let watch = WatchId((desk.options.new_id)());
    let fact = Fact::WatchStarted { watch, name };
    desk.batch.append(seat, command, desk.now, seat.subtree.clone(), &fact).map_err(broken)?;
    Ok(Outcome::WatchStarted { watch })
}

/// The one who goes signs what the desk finds open now, and says the rest.
pub fn offer(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    watch: WatchId,
    words: &str,
) -> Result<Outcome, Failure> {
    let watch = open(desk, seat, watch)?;
    let words = watch::words(words)?;
    let summary = {
        let Desktop { batch, district, holdings, checks, charts, gateways, robots, now, .. } = desk;
        // Whose page is open is no matter of what is left to do, neither an inbox nor a sensor is asked for, and what cannot be written is
        // written nowhere.
        let (view, presence, writing) = (&batch.view(), &Presence::default(), &Writing::default());
        let asked = ask::Desktop {
            view,
            district,
            holdings,
            checks,
            charts,
            gateways,
            robots,
            presence,
            writing,
            tape: None,
            sensing: None,
            seat,
            now: *now,
        };
        asked.summed_up(Some(&watch))?
    };
    let fact = Fact::WatchOffered { watch: watch.id, summary: Box::new(summary), words };
    let header = desk.batch.append(seat, command, desk.now, watch.scope, &fact).map_err(broken)?;
    Ok(Outcome::WatchOffered { offer: header.id() })
}

/// The one who comes takes over what was signed.
pub fn take(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, taking: &Taking) -> Result<Outcome, Failure> {
    let watch = open(desk, seat, taking.watch)?;
    let (to, words) = watch.take(taking, seat.person())?;
    let next = WatchId((desk.options.new_id)());
    let fact = Fact::WatchHandedOver { watch: watch.id, from: watch.name, next, to, offer: taking.offer, words };
    desk.batch.append(seat, command, desk.now, watch.scope, &fact).map_err(broken)?;
    Ok(Outcome::WatchHandedOver { watch: next })
}

/// Nobody takes it over.
pub fn end(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    watch: WatchId,
    words: &str,
) -> Result<Outcome, Failure> {
    let watch = open(desk, seat, watch)?;
    let fact = Fact::WatchEnded { watch: watch.id, name: watch.name, words: watch::words(words)? };
    desk.batch.append(seat, command, desk.now, watch.scope, &fact).map_err(broken)?;
    Ok(Outcome::WatchEnded)
}

/// A watch that is on, and this seat's.
fn open(desk: &Desktop<'_, '_>, seat: &Seat, id: WatchId) -> Result<Watch, Failure> {
    let Some(watch) = desk.batch.view().watch(id).map_err(broken)? else {
        return Err(Refusal::NoSuch { noun: "watch", id: id.to_string() }.into());
    };
    admit_scope(seat, watch.scope.as_ref())?;
    watch.admit_open()?;
    Ok(watch)
}
