//! Foreign files in: read by the customs, handed over as a set, brought in by one action.

use std::collections::HashMap;
use std::sync::PoisonError;

use domain::action::{Action, Call, Outcome};
use domain::code::Level;
use domain::fact::Source;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, SetHash};
use domain::import::{Fault, ImportReport};
use domain::look::FileLook;
use domain::manner::Manner;
use domain::rights::{self, DoorKind};
use domain::seat::Seat;
use domain::set::Set;
use exchange::{Kind, Known, Options, Reading};
use ledger::View;

use crate::Desk;
use crate::district::District;
use crate::failure::broken;

/// One file to bring in.
#[derive(Debug, Clone)]
pub struct ImportRequest {
    /// What it holds.
    pub kind: Kind,
    /// Its name, without its folder.
    pub file: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// How to read it.
    pub options: Options,
    /// Read and report; change nothing.
    pub dry_run: bool,
}

/// Sets that were read and wait for their action. Dropped when the action took them, or at the desk's end.
#[derive(Default)]
pub struct Staging(HashMap<SetHash, Staged>);

/// A set with its normal form.
#[derive(Clone)]
pub struct Staged {
    pub set: Set,
    pub normal_form: Vec<u8>,
}

impl ImportRequest {
    /// One file, read in this manner.
    pub fn new(kind: Kind, file: String, bytes: Vec<u8>, manner: Manner) -> Self {
        let dry_run = manner.dry_run;
        Self { kind, file, bytes, options: manner.into(), dry_run }
    }
}

impl Staging {
    pub fn put(&mut self, hash: SetHash, staged: Staged) {
        self.0.insert(hash, staged);
    }

    pub fn take(&mut self, hash: &SetHash) -> Option<Staged> {
        self.0.remove(hash)
    }
}

impl Desk {
    /// Look at a file before anything is read for good: what it seems to be, and which of its columns are ours.
    ///
    /// The store is not looked at; who may not import may not look all the same, so that a page asks before it sends.
    pub fn look(
        &self,
        seat: &Seat,
        kind: Option<Kind>,
        file: &str,
        bytes: &[u8],
        manner: Manner,
    ) -> Result<FileLook, Failure> {
        Self::may_import(seat)?;
        Ok(exchange::look(kind, file, bytes, &manner.into()))
    }

    /// Whether a seat may bring files in: hosts ask before they take half a gigabyte for nothing.
    pub fn may_import(seat: &Seat) -> Result<(), Failure> {
        rights::check(DoorKind::Act, "import_set", seat)?;
        Ok(admit("import_set", seat)?)
    }

    /// Read one file and bring it in: all of it, or nothing. What was left out or doubtful is in the report;
    /// a trial of a file that would be refused reports all that refuses it.
    pub fn import(&self, seat: &Seat, command: CommandId, request: ImportRequest) -> Result<ImportReport, Failure> {
        Self::may_import(seat)?;
        let district = self.district();
        let Reading { set, read, faults, notes, datum } = self.readers.with(|view| read(view, &district, &request))?;
        let (kind, file) = (request.kind.set_kind(), request.file.clone());
        let mut report = ImportReport { kind, file, read, taken: 0, faults, notes, changed: false, set: None };
        let Some(set) = set else {
            return if request.dry_run { Ok(report) } else { Err(refused_file(&report)) };
        };
        let normal_form = set.normal_form();
        let hash = SetHash::of(&normal_form);
        report.taken = u32::try_from(set.len()).unwrap_or(u32::MAX);
        report.set = Some(hash.clone());
        if request.dry_run || set.is_empty() {
            return Ok(report);
        }
        let source = Source { file: request.file, hash: blake3::hash(&request.bytes).to_hex().to_string(), datum };
        let mut staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        staging.put(hash.clone(), Staged { set, normal_form });
        drop(staging);
        let call = Call { command_id: command, action: Action::ImportSet { set: hash, source } };
        if let Outcome::SetImported { changed, .. } = self.act(seat, call)? {
            report.changed = changed;
        }
        Ok(report)
    }
}

fn read(view: &View<'_>, district: &District, request: &ImportRequest) -> Result<Reading, Failure> {
    // Built before the file is read: a closure that hands out shapes cannot hand on a broken store.
    let locator = district.locator(view).map_err(broken)?;
    let known = Known {
        tree: &district.tree,
        roster: &district.roster,
        scheme: district.scheme.as_ref(),
        shapes: &|level: Level| view.shapes(Some(level)).unwrap_or_default(),
        locate: &|position| locator.deepest(position).cloned(),
        venues: &district.venues,
        checkpoints: &district.checkpoints,
    };
    Ok(exchange::read(request.kind, &request.file, &request.bytes, &request.options, &known))
}

/// Refuse who has only a part of the store: sets are the whole store's, and a report names what it compares with.
pub fn admit(entry: &'static str, seat: &Seat) -> Result<(), Refusal> {
    match seat.subtree {
        None => Ok(()),
        Some(_) => Err(Refusal::NotYours { entry, role: seat.role.word().to_owned() }),
    }
}

/// A set that cannot come in, in words: the first faults, and how many more. What the first one speaks of comes
/// along, so that the interface can say it in its own language.
pub fn refused(faults: &[Fault]) -> Failure {
    let first = faults.first();
    let code = first.map_or("import.refused", |fault| fault.code.as_str());
    let mut failure =
        Failure::invalid(code, words(faults), "mend the file and import it again; nothing of it was kept");
    if let Some(fault) = first {
        failure.params.clone_from(&fault.params);
        let place = [("row", fault.row.map(|row| row.to_string())), ("field", fault.field.clone())];
        failure.params.extend(place.into_iter().filter_map(|(key, value)| Some((key.to_owned(), value?))));
    }
    failure
}

fn refused_file(ImportReport { file, faults, .. }: &ImportReport) -> Failure {
    let mut failure = refused(faults);
    failure.message = format!("{file}: {}", failure.message);
    failure.params.insert("file".to_owned(), file.clone());
    failure.params.insert("faults".to_owned(), faults.len().to_string());
    failure
}

fn words(faults: &[Fault]) -> String {
    const SHOWN: usize = 8;
    let lines: Vec<String> = faults.iter().take(SHOWN).map(line).collect();
    let more = faults.len().saturating_sub(SHOWN);
    let tail = if more > 0 { format!("; and {more} more") } else { String::new() };
    format!("{}{tail}", lines.join("; "))
}

fn line(fault: &Fault) -> String {
    match (fault.row, &fault.field) {
        (Some(row), Some(field)) => format!("row {row}, {field}: {}", fault.message),
        (Some(row), None) => format!("row {row}: {}", fault.message),
        (None, _) => fault.message.clone(),
    }
}
