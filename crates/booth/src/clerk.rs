//! The clerk: starts an inspector, hears what it says, and puts into words how it ended.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use domain::failure::Failure;
use domain::id::SetHash;
use domain::look::FileLook;
use domain::set::{Around, Set};

use crate::frame;
use crate::inspector::CALL;
use crate::job::{Answer, Head, Job, Mending};
use crate::limits::Limits;
use crate::lore::Lore;
use crate::parcel::Parcel;
use crate::passage::Passage;
use crate::{Named, Reading, unsaid};

/// Rows that are believed before they are there.
const MOST_BELIEVED: u32 = 1 << 20;

/// A look.
pub fn look(program: &Path, job: &Job, parcel: Parcel, passage: &Passage) -> Result<FileLook, Failure> {
    let size = parcel.size();
    let input = parcel.closed_with(|behind| Ok(frame::write_json(behind, job)))?;
    let mut look = None;
    Clerk { program, job, passage }.hear(input, size, |answer, _| {
        if let Answer::Look(found) = answer {
            look = Some(found);
        }
        Ok(())
    })?;
    look.ok_or_else(|| silent(job))
}

/// Rows to mend, as an XLSX file.
pub fn mend(
    program: &Path,
    job: &Job,
    parcel: Parcel,
    mending: &Mending,
    passage: &Passage,
) -> Result<Vec<u8>, Failure> {
    let size = parcel.size();
    let input = parcel.closed_with(|mut behind| {
        Ok(frame::write_json(&mut behind, job).and_then(|()| frame::write_json(behind, mending)))
    })?;
    let mut told = None;
    Clerk { program, job, passage }.hear(input, size, |answer, line| {
        match answer {
            Answer::Sheet => told = Some(Ok(frame::read(line)?)),
            Answer::Refused(fault) => told = Some(Err(Failure::of_faults(&job.file, vec![fault]))),
            _ => {}
        }
        Ok(())
    })?;
    told.unwrap_or_else(|| Err(silent(job)))
}

/// A trial, or the whole set.
pub fn open(
    program: &Path,
    job: &Job,
    parcel: Parcel,
    lore: &Lore<'_>,
    passage: &Passage,
    mut normal_form: impl FnMut(Vec<u8>),
) -> Result<Reading, Failure> {
    let size = parcel.size();
    let Some(kind) = job.kind else { return Err(unsaid()) };
    let input = parcel.closed_with(|mut behind| match frame::write_json(&mut behind, job) {
        Ok(()) => lore.write(kind, behind),
        Err(error) => Ok(Err(error)),
    })?;
    let (mut reading, mut coming) = (None, None);
    Clerk { program, job, passage }.hear(input, size, |answer, line| match answer {
        Answer::Reading { read, faults, notes, datum, set } => {
            passage.read(1.0, 0);
            coming = set.map(|head| Coming::new(head, &mut normal_form));
            reading = Some(Reading { set: None, read, faults, notes, datum });
            Ok(())
        }
        Answer::Rows(rows) => {
            let piece = frame::read(line)?;
            let coming = coming.as_mut().ok_or(io::ErrorKind::InvalidData)?;
            coming.take(&piece, rows, &mut normal_form)?;
            passage.read(1.0, coming.rows);
            Ok(())
        }
        _ => Ok(()),
    })?;
    let mut reading = reading.ok_or_else(|| silent(job))?;
    reading.set = coming.map(|coming| coming.done(&mut normal_form)).transpose().map_err(|()| silent(job))?;
    Ok(reading)
}

/// A set that comes in pieces.
struct Coming {
    head: Head,
    around: Around,
    hasher: blake3::Hasher,
    rows: u32,
}

impl Coming {
    fn new(mut head: Head, normal_form: &mut impl FnMut(Vec<u8>)) -> Self {
        let around = head.empty.around();
        reserve(&mut head.empty, head.rows.min(MOST_BELIEVED) as usize);
        let mut coming = Self { head, around, hasher: blake3::Hasher::new(), rows: 0 };
        if coming.head.hash.is_none() {
            coming.pass_on(coming.around.before.clone().into_bytes(), normal_form);
        }
        coming
    }

    /// Takes a piece; what is no piece of this set is an error.
    fn take(&mut self, piece: &[u8], rows: u32, normal_form: &mut impl FnMut(Vec<u8>)) -> io::Result<()> {
        let mut list = Vec::with_capacity(piece.len() + 2);
        list.push(b'[');
        list.extend_from_slice(piece);
        list.push(b']');
        self.head.empty.add_piece(&list)?;
        // What stands before the piece takes the place of the bracket.
        list.pop();
        if self.rows == 0 {
            list.remove(0);
        } else {
            list[0] = b',';
        }
        self.pass_on(list, normal_form);
        self.rows += rows;
        Ok(())
    }

    fn done(mut self, normal_form: &mut impl FnMut(Vec<u8>)) -> Result<Named, ()> {
        let rows = self.head.rows;
        if let Some(hash) = self.head.hash {
            return Ok(Named { hash, rows, set: None });
        }
        self.pass_on(self.around.after.clone().into_bytes(), normal_form);
        let set = self.head.empty;
        // A set that is not whole is none.
        if set.len() != rows as usize {
            return Err(());
        }
        Ok(Named { hash: SetHash(self.hasher.finalize().to_hex().to_string()), rows, set: Some(set) })
    }

    fn pass_on(&mut self, piece: Vec<u8>, normal_form: &mut impl FnMut(Vec<u8>)) {
        self.hasher.update(&piece);
        normal_form(piece);
    }
}

fn reserve(set: &mut Set, rows: usize) {
    if let Set::Grids(set) = set {
        set.grids.reserve_exact(rows);
    }
}

/// Who waits for one inspector.
pub struct Clerk<'a> {
    pub program: &'a Path,
    pub job: &'a Job,
    pub passage: &'a Passage,
}

impl Clerk<'_> {
    /// Starts it on `input`, which begins with `size` bytes of the file, and hears it to its end.
    pub fn hear(
        &self,
        input: File,
        size: u64,
        mut each: impl FnMut(Answer, &mut dyn Read) -> io::Result<()>,
    ) -> Result<(), Failure> {
        let mut command = Command::new(self.program);
        command.arg(CALL).arg(size.to_string()).stdin(input).stdout(Stdio::piped()).stderr(Stdio::null());
        // What a terminal sends to those who sit at it is not for the inspector: its desk ends it.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        let started = command.spawn();
        // The other end of the file is the inspector's alone.
        drop(command);
        let mut child = started.map_err(|error| not_started(self.program, &error))?;
        let line = child.stdout.take();
        self.passage.begin(child);
        let mut line = BufReader::new(line.ok_or_else(|| silent(self.job))?);
        let heard = loop {
            match frame::read_json(&mut line) {
                Ok(Answer::Done) => break Ok(()),
                Ok(Answer::Far { read, rows }) => self.passage.read(read, rows),
                Ok(Answer::Panicked(what)) => {
                    tracing::error!(what, file = self.job.file, "the inspector of a foreign file panicked");
                }
                Ok(answer) => {
                    if let Err(error) = each(answer, &mut line) {
                        break Err(error);
                    }
                }
                Err(error) => break Err(error),
            }
        };
        drop(line);
        let Some(mut child) = self.passage.end() else { return Err(silent(self.job)) };
        // Whoever has said its last word is not waited for.
        let _ = child.kill();
        let ended = child.wait();
        match heard {
            _ if self.passage.is_cancelled() => Err(cancelled(&self.job.file)),
            Ok(()) => Ok(()),
            Err(error) => Err(self.fault(ended.ok(), &error)),
        }
    }

    /// Why an inspector ended before it was done.
    fn fault(&self, ended: Option<ExitStatus>, error: &io::Error) -> Failure {
        let Job { file, limits: Limits { memory, seconds }, .. } = self.job;
        let name = ("file", file.as_str());
        match ended.and_then(end_of) {
            Some(End::Memory) => {
                Failure::invalid("import.too_much_memory", &[name, ("most", &(memory >> 20).to_string())])
            }
            Some(End::Time) => Failure::invalid("import.too_long", &[name, ("most", &seconds.to_string())]),
            None => {
                tracing::error!(file, ?ended, %error, "the inspector of a foreign file ended in the middle");
                silent(self.job)
            }
        }
    }
}

/// What the limits do to an inspector.
enum End {
    Memory,
    Time,
}

#[cfg(unix)]
fn end_of(status: ExitStatus) -> Option<End> {
    use std::os::unix::process::ExitStatusExt;

    use rustix::process::Signal;

    // A Rust program that is given no memory aborts; that of a panic is an exit.
    match status.signal().and_then(Signal::from_named_raw)? {
        Signal::ABORT => Some(End::Memory),
        Signal::XCPU => Some(End::Time),
        _ => None,
    }
}

#[cfg(not(unix))]
fn end_of(_status: ExitStatus) -> Option<End> {
    None
}

fn cancelled(file: &str) -> Failure {
    Failure::invalid("import.cancelled", &[("file", file)])
}

/// It ended without a word.
pub fn silent(job: &Job) -> Failure {
    Failure::invalid("import.reader_ended", &[("file", &job.file)])
}

fn not_started(program: &Path, error: &io::Error) -> Failure {
    Failure::broken(format!("{} could not be started to read a file: {error}", program.display()), "booth.start")
}
