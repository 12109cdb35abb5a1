//! Rows that stayed out of an import, given back as a spreadsheet to be mended.

use domain::failure::Failure;
use domain::import::Fault;
use domain::manner::Manner;
use domain::seat::Seat;
use domain::words::Language;
use exchange::{Kind, Options};

use crate::Desk;

/// What is asked for: the rows of a file that have these faults.
#[derive(Debug, Clone)]
pub struct MendingRequest {
    /// What the file holds.
    pub kind: Kind,
    /// Its name, without its folder.
    pub file: String,
    /// Its content.
    pub bytes: Vec<u8>,
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
        bytes: Vec<u8>,
        manner: Manner,
        faults: Vec<Fault>,
        language: Language,
    ) -> Self {
        Self { kind, file, bytes, options: manner.into(), faults, language }
    }
}

impl Desk {
    /// The faulty rows as an XLSX file: their columns as they stood, and why each stayed out. The store is not
    /// looked at: the faults are those that were told already.
    pub fn failed_rows(&self, seat: &Seat, request: &MendingRequest) -> Result<Vec<u8>, Failure> {
        Self::may_import(seat)?;
        let MendingRequest { kind, file, bytes, options, faults, language } = request;
        exchange::failed_rows(*kind, file, bytes, options, faults, *language)
            .map_err(|fault| Failure::of_faults(file, vec![fault]))
    }
}
