//! Drafts 方案草稿: the life of a scheme until it is in force, and who may take each step.
//!
//! draft → in review → published, or approved for a day that is to come and published then. Returned with a
//! reason it is a draft again; given up it is gone. Whoever drew it does not publish it.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::{Impediment, Refusal};
use crate::moment::Moment;
use crate::scheme::{Review, Scheme, SchemeState};
use crate::seat::Person;

/// The most characters of a scheme's name.
pub const NAME_MOST: usize = 60;
/// The most characters of a reason.
pub const REASON_MOST: usize = 500;

/// The steps of a draft's life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Step {
    /// It was begun.
    Drafted,
    /// Grids came in.
    Imported,
    /// It went to review.
    Submitted,
    /// It came back.
    Returned,
    /// A second person approved it for its day.
    Approved,
    /// It came into force.
    Published,
}

/// A scheme that began as a draft, as far as the rules ask.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Life<'a> {
    /// Where it stands.
    pub scheme: &'a Scheme,
    /// Whose grids it began with.
    pub from: Option<&'a str>,
    /// Whoever began it, revised it or brought grids into it.
    pub hands: &'a BTreeSet<Person>,
    /// How many grids it has.
    pub grids: usize,
}

/// Begin a draft: with the levels of another scheme, or with none.
pub fn begin(name: &str, from: Option<&str>, known: &[Scheme], now: Moment) -> Result<Scheme, Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::Scheme(Impediment::SchemeWithoutName));
    }
    Refusal::unless_within(name, NAME_MOST)?;
    if known.iter().any(|scheme| scheme.name == name) {
        return Err(Refusal::Scheme(Impediment::SchemeNameTaken { scheme: name.to_owned() }));
    }
    let levels = match from {
        None => Vec::new(),
        Some(from) => match known.iter().find(|scheme| scheme.name == from) {
            None => return Err(Refusal::NoSuch { noun: "scheme", id: from.to_owned() }),
            Some(scheme) => scheme.levels.clone(),
        },
    };
    Ok(Scheme { name: name.to_owned(), levels, state: SchemeState::Draft, valid_from: now })
}

/// Whether its grids may change.
pub fn admit_change(scheme: &Scheme) -> Result<(), Refusal> {
    match scheme.state {
        SchemeState::Draft => Ok(()),
        state => Err(Refusal::Scheme(Impediment::SchemeClosed { scheme: scheme.name.clone(), state })),
    }
}

/// Whether it may go to review.
pub fn submit(life: &Life<'_>) -> Result<(), Refusal> {
    admit_change(life.scheme)?;
    if life.grids == 0 {
        Err(Refusal::Scheme(Impediment::SchemeWithoutGrids { scheme: life.scheme.name.clone() }))
    } else {
        Ok(())
    }
}

/// Whether it may go back to who drew it.
pub fn send_back(scheme: &Scheme, reason: &str) -> Result<(), Refusal> {
    in_review(scheme, &[SchemeState::InReview, SchemeState::Approved])?;
    match reason.trim() {
        "" => Err(Refusal::Scheme(Impediment::ReturnWithoutReason)),
        reason => Refusal::unless_within(reason, REASON_MOST),
    }
}

/// Whether it may be given up.
pub fn discard(scheme: &Scheme) -> Result<(), Refusal> {
    match scheme.state {
        SchemeState::Draft | SchemeState::InReview => Ok(()),
        state => Err(Refusal::Scheme(Impediment::SchemeClosed { scheme: scheme.name.clone(), state })),
    }
}

/// Publish: the scheme as it is from then on, in force at once or approved for its day.
pub fn publish(
    life: &Life<'_>,
    published: Option<&Scheme>,
    person: Person,
    valid_from: Moment,
    now: Moment,
) -> Result<Scheme, Refusal> {
    let name = || life.scheme.name.clone();
    in_review(life.scheme, &[SchemeState::InReview])?;
    if life.hands.contains(&person) {
        return Err(Refusal::Scheme(Impediment::OwnScheme { scheme: name() }));
    }
    is_of_today(life, published)?;
    let state = if valid_from <= now { SchemeState::Published } else { SchemeState::Approved };
    Ok(Scheme { state, valid_from, ..life.scheme.clone() })
}

/// Bring an approved scheme into force when its day has come; none while it has not.
pub fn due(life: &Life<'_>, published: Option<&Scheme>, now: Moment) -> Result<Option<Scheme>, Refusal> {
    if life.scheme.state != SchemeState::Approved || life.scheme.valid_from > now {
        return Ok(None);
    }
    is_of_today(life, published)?;
    Ok(Some(Scheme { state: SchemeState::Published, ..life.scheme.clone() }))
}

/// Whether a scheme was reviewed, by its state and the steps of its life, oldest first. What is imported after the
/// approval was not looked at.
pub fn review(state: SchemeState, steps: impl IntoIterator<Item = Step>) -> Review {
    let tells = |step: &Step| matches!(step, Step::Imported | Step::Approved | Step::Published);
    match (state, steps.into_iter().filter(tells).last()) {
        (SchemeState::Draft | SchemeState::InReview, _) => Review::Waiting,
        (_, Some(Step::Approved | Step::Published)) => Review::Reviewed,
        _ => Review::Imported,
    }
}

/// A draft of a scheme that is no longer in force would take back what came after it.
fn is_of_today(life: &Life<'_>, published: Option<&Scheme>) -> Result<(), Refusal> {
    match (life.from, published) {
        (Some(from), Some(published)) if from != published.name => Err(Refusal::Scheme(Impediment::SchemeOvertaken {
            scheme: life.scheme.name.clone(),
            from: from.to_owned(),
            published: published.name.clone(),
        })),
        _ => Ok(()),
    }
}

fn in_review(scheme: &Scheme, states: &[SchemeState]) -> Result<(), Refusal> {
    match scheme.state {
        state if states.contains(&state) => Ok(()),
        SchemeState::Draft => Err(Refusal::Scheme(Impediment::SchemeNotSubmitted { scheme: scheme.name.clone() })),
        state => Err(Refusal::Scheme(Impediment::SchemeClosed { scheme: scheme.name.clone(), state })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_second_person_approved_as_it_is_was_reviewed() {
        let of = |state, steps: &[Step]| review(state, steps.iter().copied());
        assert_eq!(of(SchemeState::Published, &[]), Review::Imported, "a first import brought it into force");
        assert_eq!(of(SchemeState::Retired, &[]), Review::Imported);
        let drawn = [Step::Drafted, Step::Submitted];
        assert_eq!(of(SchemeState::InReview, &drawn), Review::Waiting);
        let approved = [&drawn[..], &[Step::Approved]].concat();
        assert_eq!(of(SchemeState::Approved, &approved), Review::Reviewed);
        assert_eq!(of(SchemeState::InReview, &[&approved[..], &[Step::Returned]].concat()), Review::Waiting);
        let published = [&drawn[..], &[Step::Published]].concat();
        assert_eq!(of(SchemeState::Retired, &published), Review::Reviewed);
        let grown = [&published[..], &[Step::Imported]].concat();
        assert_eq!(of(SchemeState::Published, &grown), Review::Imported, "nobody looked at what came in since");
    }
}
