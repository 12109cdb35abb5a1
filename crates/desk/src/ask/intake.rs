//! Ways in for other systems, and when each was used last.

use domain::answer::{IntakeLine, IntakeList};
use domain::failure::Failure;

use super::Desktop;
use crate::failure::broken;

impl Desktop<'_, '_> {
    /// Those that lie in the seat's subtree.
    pub(super) fn ask_intakes(&self) -> Result<IntakeList, Failure> {
        let mut rows = self.view.intakes().map_err(broken)?;
        rows.retain(|row| self.admit_place(row.intake.subtree.as_ref()).is_ok());
        let lines = rows.into_iter().map(|row| {
            let (header, _) = self.view.told(row.fact).map_err(broken)?;
            let closing = row.closing.map(|fact| self.view.told(fact)).transpose().map_err(broken)?;
            Ok(IntakeLine {
                grid_name: row.intake.subtree.as_ref().map(|path| self.district.name_of(path)),
                by: self.author(&header.by),
                opened: header.at,
                is_open: row.intake.is_open(row.closed, self.now),
                closed: row.closed,
                closed_by: closing.map(|(header, _)| self.author(&header.by)),
                taken: row.taken,
                last: row.last,
                intake: row.intake,
            })
        });
        Ok(IntakeList { intakes: lines.collect::<Result<_, Failure>>()? })
    }
}
