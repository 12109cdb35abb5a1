//! THE BOOTH. Where the customs open a foreign file: in a process of its own, with little memory and little time.
//!
//! The same program runs once more as the [`inspector`](inspect). It is told what to look for, binds itself
//! ([`Limits`]), and only then touches the file's first byte. What it finds comes back in frames ([`frame`]);
//! whatever else happens to it – no memory, no time, a crash, a hand that stops it – is a fault of the file with words.
//!
//! This room opens no store: what the store knows is handed in as [`Lore`]. It knows no format.
//!
//! Invariant: a file that strangers wrote is read by the inspector alone; [`Booth::here`] is for our own files.
//! Invariant: nothing of a file is left behind, whatever ends either process: it lies in a file without a name, but for
//! the moment in which a database is opened ([`lying`]).

mod attach;
mod chart;
mod clerk;
mod edition;
mod frame;
mod hotline;
mod inspector;
mod job;
mod limits;
mod lore;
mod lying;
mod parcel;
mod passage;

use std::path::PathBuf;

use domain::camera::StreamLogin;
use domain::failure::Failure;
use domain::id::SetHash;
use domain::import::Fault;
use domain::look::FileLook;
use domain::set::Set;
use domain::words::Language;
use exchange::{Kind, Options};

pub use attachments::Stripped;
pub use chart::Charted;
pub use inspector::inspect;
pub use limits::Limits;
pub use lore::{Each, Lore};
pub use parcel::{Parcel, fill, unnamed};
pub use passage::Passage;

use crate::job::{Job, Mending, Task};

/// Where foreign files are opened.
#[derive(Debug, Clone)]
pub struct Booth {
    program: Option<PathBuf>,
    limits: Option<Limits>,
}

/// What is asked of a file.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// What it holds; none where that is to be guessed.
    pub kind: Option<Kind>,
    /// Its name, without its folder.
    pub file: &'a str,
    /// How to read it.
    pub options: &'a Options,
}

/// What a file turned out to hold: [`exchange::Reading`] without the set's rows.
#[derive(Debug)]
pub struct Reading {
    /// What would come in; none when a fault refuses the file.
    pub set: Option<Found>,
    /// Rows or features in the file.
    pub read: u32,
    /// What refuses.
    pub faults: Vec<Fault>,
    /// What is doubtful.
    pub notes: Vec<Fault>,
    /// What the coordinates were measured in.
    pub datum: String,
    /// What opens the cameras of streams; it stands in no set.
    pub logins: Vec<StreamLogin>,
}

/// A set that was found in a file.
#[derive(Debug)]
pub enum Found {
    /// A trial only names it.
    Named {
        /// By its normal form.
        hash: SetHash,
        /// How many rows it has.
        rows: u32,
    },
    /// Its normal form was handed over.
    HandedOver {
        /// The set without its rows.
        empty: Set,
        /// How many there were.
        rows: u32,
    },
}

/// A set's normal form, as it comes.
#[derive(Debug)]
pub enum Coming {
    /// A set begins; whatever came before does not count.
    Begins,
    /// The next piece of its text.
    Text(Vec<u8>),
}

impl Booth {
    /// In a process of its own that runs `program`, which calls [`inspect`] before anything else.
    pub fn of(program: impl Into<PathBuf>) -> Self {
        Self { program: Some(program.into()), limits: None }
    }

    /// In a process of its own that runs the program which runs now.
    pub fn of_this_program() -> Self {
        // The very file that runs, even when a newer one lies in its place by now.
        #[cfg(target_os = "linux")]
        let program = PathBuf::from("/proc/self/exe");
        // A program that cannot be found is told when the first file comes.
        #[cfg(not(target_os = "linux"))]
        let program = std::env::current_exe().unwrap_or_default();
        Self::of(program)
    }

    /// In this very process, without limits: for files that we wrote ourselves, and for tests.
    pub fn here() -> Self {
        Self { program: None, limits: None }
    }

    /// With these limits instead of those that fit the file.
    #[must_use]
    pub fn limited(self, limits: Limits) -> Self {
        Self { limits: Some(limits), ..self }
    }

    /// What a file seems to hold.
    pub fn look(&self, wanted: &Wanted<'_>, mut parcel: Parcel, passage: &Passage) -> Result<FileLook, Failure> {
        match &self.program {
            None => Ok(exchange::look(wanted.kind, wanted.file, &parcel.bytes()?, wanted.options)),
            Some(program) => clerk::look(program, &self.job(Task::Look, wanted, &parcel), parcel, passage),
        }
    }

    /// What a file comes to, without its rows.
    pub fn try_out(
        &self,
        wanted: &Wanted<'_>,
        parcel: Parcel,
        lore: &Lore<'_>,
        passage: &Passage,
    ) -> Result<Reading, Failure> {
        self.open(Task::Try, wanted, parcel, lore, passage, |_| {})
    }

    /// The set in a file. `normal_form` is told the set's normal form piece by piece.
    pub fn read(
        &self,
        wanted: &Wanted<'_>,
        parcel: Parcel,
        lore: &Lore<'_>,
        passage: &Passage,
        normal_form: impl FnMut(Coming),
    ) -> Result<Reading, Failure> {
        self.open(Task::Read, wanted, parcel, lore, passage, normal_form)
    }

    /// The rows of a file that have these faults, as an XLSX file: their columns as they stood, and why each stayed out.
    pub fn mend(
        &self,
        wanted: &Wanted<'_>,
        mut parcel: Parcel,
        faults: Vec<Fault>,
        language: Language,
        passage: &Passage,
    ) -> Result<Vec<u8>, Failure> {
        let Some(kind) = wanted.kind else { return Err(unsaid()) };
        let Some(program) = &self.program else {
            let sheet = exchange::failed_rows(kind, wanted.file, &parcel.bytes()?, wanted.options, &faults, language);
            return sheet.map_err(|fault| Failure::of_faults(wanted.file, vec![fault]));
        };
        clerk::mend(program, &self.job(Task::Mend, wanted, &parcel), parcel, &Mending { faults, language }, passage)
    }

    fn open(
        &self,
        task: Task,
        wanted: &Wanted<'_>,
        mut parcel: Parcel,
        lore: &Lore<'_>,
        passage: &Passage,
        normal_form: impl FnMut(Coming),
    ) -> Result<Reading, Failure> {
        let Some(program) = &self.program else {
            return here(task, wanted, &parcel.bytes()?, lore, passage, normal_form);
        };
        clerk::open(program, &self.job(task, wanted, &parcel), parcel, lore, passage, normal_form)
    }

    fn job(&self, task: Task, wanted: &Wanted<'_>, parcel: &Parcel) -> Job {
        Job {
            task,
            kind: wanted.kind,
            file: wanted.file.to_owned(),
            options: wanted.options.clone(),
            limits: self.limits.unwrap_or_else(|| Limits::for_file(parcel.size())),
            parent: std::process::id(),
            chart: None,
        }
    }
}

/// The same without a process.
fn here(
    task: Task,
    wanted: &Wanted<'_>,
    bytes: &[u8],
    lore: &Lore<'_>,
    passage: &Passage,
    mut normal_form: impl FnMut(Coming),
) -> Result<Reading, Failure> {
    let Some(kind) = wanted.kind else { return Err(unsaid()) };
    let reading = lore.with_known(kind, |known| exchange::read(kind, wanted.file, bytes, wanted.options, known))?;
    passage.went(1.0, reading.read);
    let exchange::Reading { set, read, faults, notes, datum, logins } = reading;
    let set = set.map(|set| {
        let rows = set.len() as u32;
        if task == Task::Try {
            return Found::Named { hash: set.hash(), rows };
        }
        normal_form(Coming::Begins);
        normal_form(Coming::Text(set.normal_form()));
        Found::HandedOver { empty: set.without_rows(), rows }
    });
    Ok(Reading { set, read, faults, notes, datum, logins })
}

/// A host that reads a file has said what it holds.
fn unsaid() -> Failure {
    Failure::broken("nobody said what the file holds", "booth.kind")
}
