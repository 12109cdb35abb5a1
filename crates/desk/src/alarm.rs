//! Whether the cause of an alarm still stands, and why this desk cannot write just now.

use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::alarm::{Cause, Standing};
use domain::answer::Trouble;
use domain::failure::{Failure, Refusal};
use domain::moment::Moment;
use domain::receipt::{Part, Tally, tally};
use domain::rights::{self, DoorKind};
use domain::seat::Seat;
use ledger::{AlarmRow, View};

use crate::failure::broken;
use crate::import::admit as admit_whole;

/// What is wrong with writing now, for pages and for the alarm that is raised when it is over. A store that cannot be
/// written cannot keep a fact that says so.
#[derive(Default)]
pub struct Writing {
    trouble: Mutex<Option<Trouble>>,
}

impl Writing {
    /// It failed. The first reason since it last went well stays.
    pub fn failed(&self, failure: &Failure, now: Moment) {
        let trouble = || Trouble { code: failure.code.clone(), params: failure.params.clone(), since: now };
        self.lock().get_or_insert_with(trouble);
    }

    /// It went well again, and that is written down.
    pub fn recovered(&self) {
        *self.lock() = None;
    }

    /// What is wrong.
    pub fn trouble(&self) -> Option<Trouble> {
        self.lock().clone()
    }

    fn lock(&self) -> MutexGuard<'_, Option<Trouble>> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether it is a seat's to know of an alarm of such a cause; its grid is another question.
pub fn admit(seat: &Seat, cause: &Cause) -> Result<(), Refusal> {
    let Some(entry) = cause.needs() else { return Ok(()) };
    rights::check(DoorKind::Act, entry, seat)?;
    admit_whole(entry, seat)
}

/// Whether the cause of an alarm stands now.
pub fn standing(view: &View<'_>, row: &AlarmRow) -> Result<Standing, Failure> {
    let Some(id) = row.cause.order() else { return Ok(standing_of(row, None)) };
    let Some(order) = view.order(id).map_err(broken)? else { return Ok(Standing::Settled) };
    let rows = view.progress_of(&[id]).map_err(broken)?;
    let recipients = rows.iter().filter(|(_, _, _, part, _)| *part == Part::Recipient);
    let tally = tally(order.answering, recipients.map(|(_, grid, _, _, progress)| (grid, *progress)));
    Ok(standing_of(row, Some(&tally)))
}

/// The same, where one knows how the order stands.
pub fn standing_of(row: &AlarmRow, order: Option<&Tally>) -> Standing {
    let left = match (&row.cause, order) {
        _ if row.settled => return Standing::Settled,
        (Cause::Silent { .. } | Cause::Overdue { .. }, Some(tally)) => tally.open(),
        (Cause::Refused { .. }, Some(tally)) => tally.refused,
        (
            Cause::Call { .. }
            | Cause::Report { .. }
            | Cause::Robot { .. }
            | Cause::Scheme { .. }
            | Cause::Stream { .. }
            | Cause::Calendar { .. },
            _,
        ) => 1,
        // What it tells of is over.
        (Cause::Writing { .. }, _) | (_, None) => 0,
    };
    if left > 0 { Standing::Stands } else { Standing::Eased }
}
