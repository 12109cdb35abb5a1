//! What becomes of contacts: read from the store, decided by [`domain::retention`].

use domain::answer::{RetentionCard, RetentionLine, StayingLine};
use domain::code::GridPath;
use domain::fact::Fact;
use domain::failure::Failure;
use domain::id::IncidentId;
use domain::incident::{IncidentState, IncidentStep};
use domain::moment::Moment;
use domain::retention::{Fate, Kept, USUAL_DAYS};
use ledger::{IncidentRow, KeptContact, View};

use crate::failure::broken;

/// The most contacts of each sort that are told at once.
const MOST: usize = 1000;
/// An incident may be merged into one that was merged, and so on; no further than that.
const LONGEST_MERGE: usize = 20;

/// How long contacts are kept here.
pub fn days(view: &View<'_>) -> Result<u32, Failure> {
    Ok(view.retention_days().map_err(broken)?.unwrap_or(USUAL_DAYS))
}

/// The first incidents whose contact goes now, so many at the most.
pub fn due(view: &View<'_>, scope: Option<&GridPath>, now: Moment, most: usize) -> Result<Vec<IncidentRow>, Failure> {
    let days = days(view)?;
    let mut due = Vec::new();
    each(view, scope, |kept, decided| {
        if decided.fate(now, days) == Fate::Goes {
            due.push(kept.incident);
        }
        due.len() < most
    })?;
    Ok(due)
}

/// What would go now, and what stays with why. Nobody's name is in it.
pub fn card(view: &View<'_>, scope: Option<&GridPath>, now: Moment) -> Result<RetentionCard, Failure> {
    let days = days(view)?;
    let mut card = RetentionCard {
        days,
        due: Vec::new(),
        due_count: 0,
        staying: Vec::new(),
        staying_count: 0,
        young: 0,
        destroyed: view.contacts_ended(scope).map_err(broken)?,
    };
    each(view, scope, |kept, decided| {
        let (incident, number) = (kept.incident.id, kept.incident.number);
        match decided.fate(now, days) {
            Fate::Young => card.young += 1,
            Fate::Goes => {
                card.due_count += 1;
                if card.due.len() < MOST {
                    card.due.push(RetentionLine { incident, number, ended: decided.since });
                }
            }
            Fate::Stays(why) => {
                card.staying_count += 1;
                if card.staying.len() < MOST {
                    card.staying.push(StayingLine { incident, number, why });
                }
            }
        }
        true
    })?;
    Ok(card)
}

fn each(
    view: &View<'_>,
    scope: Option<&GridPath>,
    mut take: impl FnMut(KeptContact, Kept) -> bool,
) -> Result<(), Failure> {
    let mut failed = None;
    view.contacts_kept(scope, |kept| match decided(view, &kept) {
        Ok(decided) => take(kept, decided),
        Err(failure) => {
            failed = Some(failure);
            false
        }
    })
    .map_err(broken)?;
    failed.map_or(Ok(()), Err)
}

/// A contact as far as its fate asks: what was merged goes with what it goes on as.
fn decided(view: &View<'_>, kept: &KeptContact) -> Result<Kept, Failure> {
    let mut at = kept.incident.standing.clone();
    let mut id = kept.incident.id;
    for _ in 0..LONGEST_MERGE {
        let Some(into) = at.course.merged.filter(|_| at.course.state == IncidentState::Merged) else { break };
        let Some(row) = view.incident(into).map_err(broken)? else { break };
        (id, at) = (row.id, row.standing);
    }
    let state = at.course.state;
    let is_reopened = state.is_open() && was_reopened(view, id)?;
    Ok(Kept { state, since: at.since, reported: kept.reported, is_reopened, is_held: kept.is_held })
}

fn was_reopened(view: &View<'_>, id: IncidentId) -> Result<bool, Failure> {
    for fact in view.incident_steps(id).map_err(broken)? {
        let (_, fact) = view.told(fact).map_err(broken)?;
        if matches!(fact, Some(Fact::IncidentHandled { step: IncidentStep::Reopen { .. }, .. })) {
            return Ok(true);
        }
    }
    Ok(false)
}
