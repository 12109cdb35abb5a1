//! Saved targets and templates: kept, changed, taken away.

use domain::action::Outcome;
use domain::code::GridPath;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, TargetId, TemplateId};
use domain::seat::Seat;
use domain::target::{SavedTarget, Target, named};
use domain::template::Template;

use super::{Desktop, attach};
use crate::failure::broken;

/// Kept by whoever may order what it says; one that is there already must be the seat's, too.
pub fn save_target(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    saved: SavedTarget,
) -> Result<Outcome, Failure> {
    let saved = SavedTarget { name: named(&saved.name)?, ..saved };
    saved.target.admit(seat, &desk.district.tree)?;
    let known = desk.batch.view().saved_targets().map_err(broken)?;
    let (same, others): (Vec<_>, Vec<_>) = known.iter().partition(|known| known.id == saved.id);
    check_same(seat, same.first().map(|known| &known.target))?;
    check_name(seat, &saved.name, others.into_iter().map(|known| (known.name.as_str(), &known.target)))?;
    let scope = saved.target.subtree.clone();
    append(desk, seat, command, scope, &Fact::TargetSaved { saved: Box::new(saved) })?;
    Ok(Outcome::TargetSaved)
}

pub fn remove_target(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: TargetId,
) -> Result<Outcome, Failure> {
    let known = desk.batch.view().saved_targets().map_err(broken)?.into_iter().find(|known| known.id == id);
    let scope = mine(seat, "target", id.to_string(), known.map(|known| known.target.subtree))?;
    append(desk, seat, command, scope, &Fact::TargetRemoved { id })?;
    Ok(Outcome::TargetRemoved)
}

/// The same for a template.
pub fn keep_template(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    template: Template,
) -> Result<Outcome, Failure> {
    let files = attach::at_hand(desk, seat, &template.attachments)?;
    let template = template.tidied(&files)?;
    template.target.admit(seat, &desk.district.tree)?;
    let known = desk.batch.view().templates().map_err(broken)?;
    let (same, others): (Vec<_>, Vec<_>) = known.iter().partition(|known| known.id == template.id);
    check_same(seat, same.first().map(|known| &known.target))?;
    check_name(seat, &template.name, others.into_iter().map(|known| (known.name.as_str(), &known.target)))?;
    let scope = template.target.subtree.clone();
    append(desk, seat, command, scope, &Fact::TemplateKept { template: Box::new(template) })?;
    Ok(Outcome::TemplateKept)
}

pub fn remove_template(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    id: TemplateId,
) -> Result<Outcome, Failure> {
    let known = desk.batch.view().templates().map_err(broken)?.into_iter().find(|known| known.id == id);
    let scope = mine(seat, "template", id.to_string(), known.map(|known| known.target.subtree))?;
    append(desk, seat, command, scope, &Fact::TemplateRemoved { id })?;
    Ok(Outcome::TemplateRemoved)
}

/// What is changed must be the seat's as it was.
fn check_same(seat: &Seat, target: Option<&Target>) -> Result<(), Refusal> {
    match target {
        Some(Target { subtree, .. }) if !seat.covers(subtree) => Err(Refusal::OutsideSubtree { path: subtree.clone() }),
        _ => Ok(()),
    }
}

/// Names are told apart where both are seen: what another street keeps is none of this one's business.
fn check_name<'a>(seat: &Seat, name: &str, others: impl Iterator<Item = (&'a str, &'a Target)>) -> Result<(), Refusal> {
    let mut seen = others.filter(|(_, target)| seat.covers(&target.subtree));
    if seen.any(|(known, _)| known == name) { Err(Refusal::NameTaken { name: name.to_owned() }) } else { Ok(()) }
}

/// The subtree of one that is there and the seat's.
fn mine(seat: &Seat, noun: &'static str, id: String, subtree: Option<GridPath>) -> Result<GridPath, Refusal> {
    let subtree = subtree.ok_or(Refusal::NoSuch { noun, id })?;
    if seat.covers(&subtree) { Ok(subtree) } else { Err(Refusal::OutsideSubtree { path: subtree }) }
}

fn append(
    desk: &mut Desktop<'_, '_>,
    seat: &Seat,
    command: CommandId,
    scope: GridPath,
    fact: &Fact,
) -> Result<(), Failure> {
    desk.batch.append(seat, command, desk.now, Some(scope), fact).map_err(broken)?;
    Ok(())
}
