//! Files of the tables by which the district works: read in the booth, and given back as rows to be looked at. Nothing
//! comes into force by it.

use booth::{Parcel, Passage};
use domain::answer::TableRead;
use domain::edition::TableKind;
use domain::failure::Failure;
use domain::rights::{self, DoorKind};
use domain::seat::Seat;

use crate::Desk;
use crate::act::edition::read;

impl Desk {
    /// Refuse whoever may not say a table anew, before a file is taken in for nothing.
    pub fn may_revise(seat: &Seat) -> Result<(), Failure> {
        Ok(rights::check(DoorKind::Act, "revise_table", seat)?)
    }

    /// The rows of a file, and what is wrong with each.
    pub fn read_table(
        &self,
        seat: &Seat,
        of: TableKind,
        file: &str,
        parcel: impl Into<Parcel>,
    ) -> Result<TableRead, Failure> {
        Self::may_revise(seat)?;
        let passage = Passage::default();
        let turn = self.turns.wait(file, &passage)?;
        let reading = self.options.booth.edition(of, file, parcel.into(), &passage)?;
        drop(turn);
        if !reading.faults.is_empty() && reading.rows.is_empty() {
            return Err(Failure::of_faults(file, reading.faults));
        }
        let verdict = read(&self.district(), self.now(), of, &reading.rows);
        let faults = verdict.err().map(|failure| failure.faults).unwrap_or_default();
        Ok(TableRead { rows: reading.rows, faults, notes: [reading.faults, reading.notes].concat() })
    }
}
