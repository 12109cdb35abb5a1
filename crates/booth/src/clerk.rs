//! The clerk: starts an inspector, hears what it says, and puts into words how it ended.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};

use domain::failure::Failure;
use domain::look::FileLook;
use domain::set::{Around, Set};

use crate::frame;
use crate::inspector::CALL;
use crate::job::{Answer, Job, Mending, Whole};
use crate::limits::Limits;
use crate::lore::Lore;
use crate::parcel::Parcel;
use crate::passage::Passage;
use crate::{Coming, Found, Reading, unsaid};

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
    mut normal_form: impl FnMut(Coming),
) -> Result<Reading, Failure> {
    let size = parcel.size();
    let Some(kind) = job.kind else { return Err(unsaid()) };
    let input = parcel.closed_with(|mut behind| match frame::write_json(&mut behind, job) {
        Ok(()) => lore.write(kind, behind),
        Err(error) => Ok(Err(error)),
    })?;
    let (mut told, mut arriving) = (None, None);
    Clerk { program, job, passage }.hear(input, size, |answer, line| match answer {
        Answer::Begin(empty) => {
            let Around { before, after } = empty.around();
            normal_form(Coming::Begins);
            normal_form(Coming::Text(before.into_bytes()));
            arriving = Some(Arriving { empty, after, rows: 0 });
            Ok(())
        }
        Answer::Rows(count) => {
            let mut piece = frame::read(line)?;
            let set = arriving.as_mut().ok_or(io::ErrorKind::InvalidData)?;
            if set.rows > 0 {
                normal_form(Coming::Text(vec![b',']));
            }
            piece.shrink_to_fit();
            normal_form(Coming::Text(piece));
            set.rows += count;
            passage.counted(set.rows);
            Ok(())
        }
        Answer::Reading { read, faults, notes, datum, logins, set } => {
            told = Some((Reading { set: None, read, faults, notes, datum, logins }, set));
            Ok(())
        }
        _ => Ok(()),
    })?;
    let (reading, whole) = told.ok_or_else(|| silent(job))?;
    let Some(Whole { rows, hash }) = whole else { return Ok(reading) };
    passage.went(1.0, rows);
    if let Some(hash) = hash {
        return Ok(Reading { set: Some(Found::Named { hash, rows }), ..reading });
    }
    let Some(Arriving { empty, after, .. }) = arriving.filter(|set| set.rows == rows) else { return Err(silent(job)) };
    normal_form(Coming::Text(after.into_bytes()));
    Ok(Reading { set: Some(Found::HandedOver { empty, rows }), ..reading })
}

/// A set that comes in pieces.
struct Arriving {
    empty: Set,
    after: String,
    rows: u32,
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
                Ok(Answer::Far { read, rows }) => self.passage.went(read, rows),
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
