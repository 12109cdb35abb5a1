//! Foreign files in: opened in the booth, handed over as a set, brought in by one action.

use std::collections::HashMap;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use booth::{Each, Found, Lore, Parcel, Passage, Reading, Wanted};
use domain::action::{Action, Call, Outcome};
use domain::fact::Source;
use domain::failure::{Failure, FailureKind, Refusal};
use domain::id::{CommandId, SetHash};
use domain::import::{Fault, ImportProgress, ImportReport};
use domain::look::FileLook;
use domain::manner::Manner;
use domain::rights::{self, DoorKind};
use domain::scheme::Scheme;
use domain::seat::Seat;
use domain::set::{Set, SetKind};
use domain::tree::Tree;
use exchange::{Kind, Options};
use ledger::{Packed, View};

use crate::Desk;
use crate::act::set::{admit_published, draft_named};
use crate::arrival::Arrival;
use crate::district::District;
use crate::failure::broken;

/// One file to bring in.
#[derive(Debug)]
pub struct ImportRequest {
    /// What it holds.
    pub kind: Kind,
    /// Its name, without its folder.
    pub file: String,
    /// Its content.
    pub parcel: Parcel,
    /// How to read it.
    pub options: Options,
    /// Read and report; change nothing.
    pub dry_run: bool,
    /// Tells how far it is, and stops it.
    pub passage: Arc<Passage>,
}

/// One file to look at.
#[derive(Debug)]
pub struct LookRequest {
    /// By what its progress is asked for, if at all.
    pub command: Option<CommandId>,
    /// What it holds; none where that is to be guessed.
    pub kind: Option<Kind>,
    /// Its name, without its folder.
    pub file: String,
    /// Its content.
    pub parcel: Parcel,
    /// How to read it.
    pub options: Options,
    /// Tells how far it is, and stops it.
    pub passage: Arc<Passage>,
}

/// Sets that were read and wait for their action. Dropped when the action took them, or at the desk's end.
#[derive(Default)]
pub struct Staging(HashMap<SetHash, Arc<Staged>>);

/// A set in the form in which it is kept, and itself without its rows.
pub struct Staged {
    pub empty: Set,
    pub rows: u32,
    pub packed: Packed,
}

/// The files that are on their way, by the command that brings them in, tries them or looks at them.
#[derive(Default)]
pub struct UnderWay(Mutex<HashMap<CommandId, Arc<Passage>>>);

/// One of them; dropping it strikes it off.
pub struct Entry<'a> {
    under_way: &'a UnderWay,
    command: CommandId,
}

impl ImportRequest {
    /// One file, read in this manner.
    pub fn new(kind: Kind, file: String, parcel: impl Into<Parcel>, manner: Manner) -> Self {
        let dry_run = manner.dry_run;
        Self { kind, file, parcel: parcel.into(), options: manner.into(), dry_run, passage: Arc::default() }
    }
}

impl LookRequest {
    /// One file, read in this manner.
    pub fn new(kind: Option<Kind>, file: String, parcel: impl Into<Parcel>, manner: Manner) -> Self {
        Self { command: None, kind, file, parcel: parcel.into(), options: manner.into(), passage: Arc::default() }
    }
}

impl Staging {
    pub fn take(&mut self, hash: &SetHash) -> Option<Arc<Staged>> {
        self.0.remove(hash)
    }
}

impl UnderWay {
    /// Writes a passage down under its command. The same command once more, while it is on its way, is not found.
    pub fn enter(&self, command: CommandId, passage: &Arc<Passage>) -> Option<Entry<'_>> {
        let mut all = self.all();
        if all.contains_key(&command) {
            return None;
        }
        all.insert(command, Arc::clone(passage));
        Some(Entry { under_way: self, command })
    }

    fn passage(&self, command: CommandId) -> Option<Arc<Passage>> {
        self.all().get(&command).cloned()
    }

    /// Stops all that can still be stopped: the desk closes.
    pub fn cancel(&self) {
        self.all().values().for_each(|passage| _ = passage.cancel());
    }

    fn all(&self) -> MutexGuard<'_, HashMap<CommandId, Arc<Passage>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Entry<'_> {
    fn drop(&mut self) {
        self.under_way.all().remove(&self.command);
    }
}

impl Desk {
    /// Look at a file before anything is read for good: what it seems to be, and which of its columns are ours.
    ///
    /// Of the store only the matches of columns are looked at that were made before; who may not import may not look
    /// all the same, so that a page asks before it sends.
    pub fn look(&self, seat: &Seat, request: LookRequest) -> Result<FileLook, Failure> {
        Self::may_import(seat)?;
        let LookRequest { command, kind, file, parcel, options, passage } = request;
        let _entry = command.and_then(|command| self.under_way.enter(command, &passage));
        let _turn = self.turns.wait(&file, &passage)?;
        let look = self.options.booth.look(&Wanted { kind, file: &file, options: &options }, parcel, &passage)?;
        if options.columns.is_empty() { self.with_remembered(look) } else { Ok(look) }
    }

    /// Whether a seat may bring files in: hosts ask before they take half a gigabyte for nothing.
    pub fn may_import(seat: &Seat) -> Result<(), Failure> {
        rights::check(DoorKind::Act, "import_set", seat)?;
        Ok(admit("import_set", seat)?)
    }

    /// An empty parcel beside the store, for a file that comes in piece by piece.
    pub fn parcel(&self) -> Result<Parcel, Failure> {
        Parcel::in_folder(self.folder())
    }

    /// Where the store lies. A bare name lies in the folder that one works in.
    fn folder(&self) -> &Path {
        self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
    }

    /// How far the import is that a command brings in; none when it is not on its way.
    pub fn import_progress(&self, seat: &Seat, command: CommandId) -> Result<Option<ImportProgress>, Failure> {
        Self::may_import(seat)?;
        Ok(self.under_way.passage(command).map(|passage| passage.progress()))
    }

    /// Stop the import that a command brings in. False when it is not on its way, or the store takes it in already.
    pub fn cancel_import(&self, seat: &Seat, command: CommandId) -> Result<bool, Failure> {
        Self::may_import(seat)?;
        Ok(self.under_way.passage(command).is_some_and(|passage| passage.cancel()))
    }

    /// Read one file and bring it in: all of it, or nothing. What was left out or doubtful is in the report;
    /// a trial of a file that would be refused reports all that refuses it.
    pub fn import(&self, seat: &Seat, command: CommandId, request: ImportRequest) -> Result<ImportReport, Failure> {
        Self::may_import(seat)?;
        let _entry = self.under_way.enter(command, &request.passage);
        let ImportRequest { kind, file, parcel, options, dry_run, passage } = request;
        let (of, source_hash, bytes) = (kind.set_kind(), parcel.hash(), Some(parcel.size()));
        let wanted = Wanted { kind: Some(kind), file: &file, options: &options };
        let turn = self.turns.wait(&file, &passage)?;
        let mut arrival = if dry_run { None } else { Some(Arrival::start(of, booth::unnamed(self.folder())?)) };
        let Reading { set, read, faults, notes, datum, logins } =
            self.in_the_booth(&wanted, parcel, &passage, arrival.as_mut())?;
        drop(turn);
        let mut report = ImportReport { kind: of, file, read, taken: 0, faults, notes, changed: false, set: None };
        let Some(set) = set else {
            return if dry_run { Ok(report) } else { Err(Failure::of_faults(&report.file, report.faults)) };
        };
        let (empty, rows) = match set {
            Found::Named { hash, rows } => {
                let report = ImportReport { taken: rows, set: Some(hash.clone()), ..report };
                return self.tried(report, &hash, options.scheme.as_deref());
            }
            Found::HandedOver { empty, rows } => (empty, rows),
        };
        report.taken = rows;
        let Some(arrival) = arrival else { return Ok(report) };
        let (packed, laid) = arrival.done()?;
        let hash = packed.hash().clone();
        report.set = Some(hash.clone());
        if !passage.settle() {
            return Err(Failure::invalid("import.cancelled", &[("file", &report.file)]));
        }
        let staged = Arc::new(Staged { empty, rows, packed });
        let source = Source { file: report.file.clone(), hash: source_hash, bytes, datum, columns: options.columns };
        let call = Call { command_id: command, action: Action::ImportSet { set: hash, source } };
        self.stage(&staged);
        let outcome = if let Some(outcome) = laid.and_then(|laid| laid.settle(seat, &call)) {
            outcome
        } else {
            self.stage(&staged);
            self.act(seat, call)?
        };
        if let Outcome::SetImported { changed, .. } = outcome {
            report.changed = changed;
        }
        self.cameras.seal(self.id, logins)?;
        Ok(report)
    }

    /// A set stands ready for its action.
    pub(crate) fn stage(&self, staged: &Arc<Staged>) {
        let mut staging = self.staging.lock().unwrap_or_else(PoisonError::into_inner);
        staging.0.insert(staged.packed.hash().clone(), Arc::clone(staged));
    }

    /// What a trial comes to. Grids as a whole may be refused, whatever their rows are; what stands in the store already
    /// changes nothing and is not.
    fn tried(&self, mut report: ImportReport, set: &SetHash, scheme: Option<&str>) -> Result<ImportReport, Failure> {
        let district = self.district();
        let published = district.scheme.as_ref().map(|scheme| scheme.name.as_str());
        // The first grids of all rest on nothing.
        let (SetKind::Grids, Some(scheme)) = (report.kind, scheme.or(published)) else { return Ok(report) };
        self.readers.with(|view| {
            let imports = view.imports().map_err(broken)?;
            if imports.iter().any(|row| row.set == *set && row.undone.is_none()) {
                return Ok(report);
            }
            let admitted = match draft_named(view, &district, scheme) {
                Ok(None) => admit_published(view, &district, scheme).map(drop),
                draft => draft.map(drop),
            };
            match admitted {
                Ok(()) => {}
                Err(refused) if refused.kind == FailureKind::Refused => {
                    report.taken = 0;
                    report.faults.insert(0, Fault::of_whole(refused));
                }
                Err(failure) => return Err(failure),
            }
            Ok(report)
        })
    }

    /// Opens a file in the booth, with what the store knows; without an arrival it is a trial.
    fn in_the_booth(
        &self,
        wanted: &Wanted<'_>,
        parcel: Parcel,
        passage: &Passage,
        arrival: Option<&mut Arrival>,
    ) -> Result<Reading, Failure> {
        let district = self.district();
        let booth = &self.options.booth;
        let draft = self.readers.with(|view| drawn_into(view, &district, wanted))?;
        let (scheme, tree) = match &draft {
            Some((scheme, tree)) => (Some(scheme), tree),
            None => (district.scheme.as_ref(), &district.tree),
        };
        let named = draft.as_ref().map(|(scheme, _)| scheme.name.as_str());
        // Each level by a view of its own: who held one until the file is read would hold the writer up who is alone.
        let shapes = |level, each: &mut Each<'_>| {
            self.readers.with(|view| view.each_shape_of(named, level, each).map_err(broken))
        };
        let lore = Lore {
            tree,
            roster: &district.roster,
            scheme,
            shapes: &shapes,
            venues: &district.venues,
            checkpoints: &district.checkpoints,
            units: &district.units,
            amended: &district.amended,
        };
        match arrival {
            None => booth.try_out(wanted, parcel, &lore, passage),
            Some(arrival) => booth.read(wanted, parcel, &lore, passage, |piece| arrival.take(piece, &self.writer)),
        }
    }
}

/// The draft that grids are to go into, and what it has: none, when they go into what is published.
fn drawn_into(view: &View<'_>, district: &District, wanted: &Wanted<'_>) -> Result<Option<(Scheme, Tree)>, Failure> {
    let into = wanted.options.scheme.as_deref().filter(|_| wanted.kind == Some(Kind::Grids));
    let Some(name) = into else { return Ok(None) };
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
