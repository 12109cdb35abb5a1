//! Foreign files in: read by the customs, handed over as a set, brought in by one action.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError};
use std::thread::{self, JoinHandle};

use domain::action::{Action, Call, Outcome};
use domain::code::Level;
use domain::fact::Source;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, SetHash};
use domain::import::ImportReport;
use domain::look::FileLook;
use domain::manner::Manner;
use domain::rights::{self, DoorKind};
use domain::scheme::Scheme;
use domain::seat::Seat;
use domain::set::Set;
use domain::tree::Tree;
use exchange::{Kind, Known, Options, Reading};
use ledger::{Packed, View};

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

/// A set, and itself on its way to the form in which it is kept: the writer has enough to do until it needs that.
pub struct Staged {
    pub set: Arc<Set>,
    pub packing: JoinHandle<Packed>,
}

impl Staged {
    fn new(set: Set) -> Self {
        let set = Arc::new(set);
        let same = Arc::clone(&set);
        Self { set, packing: thread::spawn(move || Packed::of(&same)) }
    }
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
            return if request.dry_run { Ok(report) } else { Err(Failure::of_faults(&report.file, report.faults)) };
        };
        let hash = set.hash();
        report.taken = u32::try_from(set.len()).unwrap_or(u32::MAX);
        report.set = Some(hash.clone());
        if request.dry_run || set.is_empty() {
            return Ok(report);
        }
        let source = Source { file: request.file, hash: blake3::hash(&request.bytes).to_hex().to_string(), datum };
        // Nobody needs the file any more, and it may be the largest thing in memory.
        drop(request.bytes);
        let mut staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        staging.put(hash.clone(), Staged::new(set));
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
    let draft = drawn_into(view, district, request)?;
    let (scheme, tree) = match &draft {
        Some((scheme, tree)) => (Some(scheme), tree),
        None => (district.scheme.as_ref(), &district.tree),
    };
    let named = draft.as_ref().map(|(scheme, _)| scheme.name.as_str());
    let known = Known {
        tree,
        roster: &district.roster,
        scheme,
        shapes: &|level: Level| view.shapes_of(named, Some(level)).unwrap_or_default(),
        locate: &|position| locator.deepest(position).cloned(),
        venues: &district.venues,
        checkpoints: &district.checkpoints,
    };
    Ok(exchange::read(request.kind, &request.file, &request.bytes, &request.options, &known))
}

/// The draft that grids are to go into, and what it has: none, when they go into what is published.
fn drawn_into(
    view: &View<'_>,
    district: &District,
    request: &ImportRequest,
) -> Result<Option<(Scheme, Tree)>, Failure> {
    let Some(name) = request.options.scheme.as_deref().filter(|_| request.kind == Kind::Grids) else { return Ok(None) };
    if district.scheme.as_ref().is_some_and(|published| published.name == name) {
        return Ok(None);
    }
    let Some(scheme) = view.scheme_named(name).map_err(broken)? else { return Ok(None) };
    let tree = Tree::new(view.grids_of(Some(name)).map_err(broken)?);
    Ok(Some((scheme, tree)))
}

/// Refuse who has only a part of the store: sets are the whole store's, and a report names what it compares with.
pub fn admit(entry: &'static str, seat: &Seat) -> Result<(), Refusal> {
    match seat.subtree {
        None => Ok(()),
        Some(_) => Err(Refusal::NotYours { entry, role: seat.role.word().to_owned() }),
    }
}
