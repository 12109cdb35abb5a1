//! Rows that stayed out of an import, given back as a spreadsheet to be mended.

use booth::{Parcel, Passage, Wanted};
use domain::failure::Failure;
use domain::import::Fault;
use domain::manner::Manner;
use domain::seat::Seat;
use domain::words::Language;
use exchange::{Kind, Options};

use crate::Desk;

/// What is asked for: the rows of a file that have these faults.
#[derive(Debug)]
pub struct MendingRequest {
    /// What the file holds.
    pub kind: Kind,
    /// Its name, without its folder.
    pub file: String,
    /// Its content.
    pub parcel: Parcel,
    /// How it was read.
    pub options: Options,
    /// What a trial or an import said of its rows.
    pub faults: Vec<Fault>,
    /// In which language the reasons are told.
    pub language: Language,
}

impl MendingRequest {
    /// One file that was read in this manner.
    pub fn new(
        kind: Kind,
        file: String,
        parcel: impl Into<Parcel>,
        manner: Manner,
        faults: Vec<Fault>,
        language: Language,
    ) -> Self {
        Self { kind, file, parcel: parcel.into(), options: manner.into(), faults, language }
    }
}

impl Desk {
    /// The faulty rows as an XLSX file: their columns as they stood, and why each stayed out. The store is not
    /// looked at: the faults are those that were told already.
    pub fn failed_rows(&self, seat: &Seat, request: MendingRequest) -> Result<Vec<u8>, Failure> {
        Self::may_import(seat)?;
        let MendingRequest { kind, file, parcel, options, faults, language } = request;
        let wanted = Wanted { kind: Some(kind), file: &file, options: &options };
        let passage = Passage::default();
        let _turn = self.turns.wait(wanted.file, &passage)?;
        self.options.booth.mend(&wanted, parcel, faults, language, &passage)
    }
}
