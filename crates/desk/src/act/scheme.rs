//! Schemes: begun, handed over, sent back, given up, and brought into force by a second person.

use domain::action::Outcome;
use domain::draft;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::heir::{Heir, Move, Standing};
use domain::id::CommandId;
use domain::moment::Moment;
use domain::scheme::{Scheme, SchemeState};
use domain::seat::Seat;
use ledger::View;

use super::Desktop;
use crate::ask::count;
use crate::check::State;
use crate::compare::{Differences, Pair};
use crate::district::District;
use crate::draft::{Draft, scheme_named};
use crate::failure::broken;
use crate::import::admit;
use crate::moves;

/// A draft with the grids of another scheme, or with none.
pub fn begin(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    name: &str,
    from: Option<String>,
) -> Result<Outcome, Failure> {
    admit("draft_scheme", seat)?;
    let known = desk.batch.view().schemes().map_err(broken)?;
    let scheme = draft::begin(name, from.as_deref(), &known, desk.now)?;
    let name = scheme.name.clone();
    if let Some(from) = &from {
        desk.laying.admit(desk.batch, from, &name).map_err(broken)?;
    }
    append(desk, seat, command, &Fact::SchemeDrafted { scheme, from })?;
    let grids = desk.batch.view().count_grids(&name).map_err(broken)?.values().sum();
    Ok(Outcome::SchemeDrafted { scheme: name, grids })
}

/// A draft waits for a second person.
pub fn submit(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, scheme: String) -> Result<Outcome, Failure> {
    admit("submit_scheme", seat)?;
    let draft = Draft::named(&desk.batch.view(), &scheme)?;
    draft::submit(&draft.life())?;
    append(desk, seat, command, &Fact::SchemeSubmitted { scheme })?;
    Ok(Outcome::SchemeSubmitted)
}

/// A draft goes back to who drew it.
pub fn send_back(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    scheme: String,
    reason: &str,
) -> Result<Outcome, Failure> {
    admit("return_scheme", seat)?;
    draft::send_back(&scheme_named(&desk.batch.view(), &scheme)?, reason)?;
    let reason = reason.trim().to_owned();
    append(desk, seat, command, &Fact::SchemeReturned { scheme, reason })?;
    Ok(Outcome::SchemeReturned)
}

/// A draft and all that came into it go.
pub fn discard(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    scheme: String,
) -> Result<Outcome, Failure> {
    admit("discard_scheme", seat)?;
    draft::discard(&scheme_named(&desk.batch.view(), &scheme)?)?;
    append(desk, seat, command, &Fact::SchemeDiscarded { scheme })?;
    Ok(Outcome::SchemeDiscarded)
}

/// What a second person says when he publishes.
pub struct Word {
    pub scheme: String,
    pub valid_from: Option<Moment>,
    pub heirs: Vec<Heir>,
}

/// A reviewed draft comes into force, or is approved for its day. Nobody is left without a grid.
pub fn publish(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, word: Word) -> Result<Outcome, Failure> {
    admit("publish_scheme", seat)?;
    let Word { scheme, valid_from, heirs } = word;
    let view = desk.batch.view();
    let draft = Draft::named(&view, &scheme)?;
    let published = desk.district.scheme.as_ref();
    let next = draft::publish(&draft.life(), published, seat.person(), valid_from.unwrap_or(desk.now), desk.now)?;
    let moves = moves_into(&view, &desk.checks.differences, desk.district, &next, &heirs, desk.now)?;
    drop(view);
    let state = next.state;
    if state == SchemeState::Approved {
        let valid_from = next.valid_from;
        append(desk, seat, command, &Fact::SchemeApproved { scheme, valid_from, heirs })?;
        return Ok(Outcome::SchemePublished { state, moved: 0 });
    }
    let moved = count(moves.len());
    append(desk, seat, command, &Fact::SchemePublished { scheme: next, moves })?;
    Ok(Outcome::SchemePublished { state, moved })
}

/// Whoever approved a scheme brings it into force; nothing happens before its day.
pub fn come_into_force(desk: &mut Desktop<'_, '_>, command: CommandId, scheme: Scheme) -> Result<(), Failure> {
    let view = desk.batch.view();
    let draft = Draft::of(&view, scheme).map_err(broken)?;
    let Some(next) = draft::due(&draft.life(), desk.district.scheme.as_ref(), desk.now)? else { return Ok(()) };
    let (by, heirs) = draft.approval()?;
    let moves = moves_into(&view, &desk.checks.differences, desk.district, &next, &heirs, desk.now)?;
    drop(view);
    append(desk, &by, command, &Fact::SchemePublished { scheme: next, moves })
}

/// What stands in another grid when a scheme comes into force; refused while anything would have none.
fn moves_into(
    view: &View<'_>,
    differences: &Differences,
    district: &District,
    next: &Scheme,
    said: &[Heir],
    now: Moment,
) -> Result<Vec<Move>, Failure> {
    let Some(published) = &district.scheme else { return Ok(Vec::new()) };
    let difference = differences.between(view, &published.name, &next.name, State::Pending).map_err(broken)?;
    let pair = Pair::new(&difference);
    let ground = moves::Ground::of(view, &next.name, &district.tree, &difference);
    if let Some(heir) = said.iter().find(|heir| !ground.has(&heir.to)) {
        return Err(Refusal::NoSuch { noun: "grid", id: heir.to.to_string() }.into());
    }
    let devices = moves::devices(view, now).map_err(broken)?;
    let standing = Standing {
        posts: district.roster.posts(),
        venues: &district.venues,
        checkpoints: &district.checkpoints,
        units: &district.units,
        partners: &district.partners,
        assets: &district.assets,
        devices: &devices,
    };
    let heirs = pair.heirs(&pair.gone(view, &next.name).map_err(broken)?, said);
    Ok(ground.plan(standing, &heirs).map_err(broken)?.admit(&next.name)?)
}

fn append(desk: &mut Desktop<'_, '_>, seat: &Seat, command: CommandId, fact: &Fact) -> Result<(), Failure> {
    desk.batch.append(seat, command, desk.now, None, fact).map_err(broken)?;
    Ok(())
}
