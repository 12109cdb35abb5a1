//! A file that somebody attaches, in the booth: looked through and stripped by the inspector.

use std::io::{self, Read};
use std::path::Path;

use attachments::Stripped;
use domain::failure::Failure;
use domain::import::Fault;
use exchange::Options;

use crate::Booth;
use crate::clerk::{Clerk, silent};
use crate::frame;
use crate::inspector::Line;
use crate::job::{Answer, Job, Task};
use crate::limits::Limits;
use crate::parcel::Parcel;
use crate::passage::Passage;

impl Booth {
    /// What a file is, and its bytes as they may be kept. `file` is its name, for the words of what refuses it.
    pub fn strip(&self, file: &str, mut parcel: Parcel, passage: &Passage) -> Result<Stripped, Failure> {
        let Some(program) = &self.program else {
            return attachments::strip(&parcel.bytes()?).map_err(|flaw| refused(&flaw.of(file)));
        };
        let job = Job {
            task: Task::Strip,
            kind: None,
            file: file.to_owned(),
            options: Options::default(),
            limits: self.limits.unwrap_or_else(Limits::for_attachment),
            parent: std::process::id(),
            chart: None,
        };
        hear(program, &job, parcel, passage)
    }
}

fn hear(program: &Path, job: &Job, parcel: Parcel, passage: &Passage) -> Result<Stripped, Failure> {
    let size = parcel.size();
    let input = parcel.closed_with(|behind| Ok(frame::write_json(behind, job)))?;
    let mut told = None;
    Clerk { program, job, passage }.hear(input, size, |answer, line| {
        match answer {
            Answer::Stripped(seen) => {
                let (bytes, small) = (frame::read(&mut *line)?, frame::read(line)?);
                told = Some(Ok(Stripped { seen, bytes, small }));
            }
            Answer::Refused(fault) => told = Some(Err(refused(&fault))),
            _ => {}
        }
        Ok(())
    })?;
    told.unwrap_or_else(|| Err(silent(job)))
}

/// Why a file cannot be attached: one reason for the whole of it, and no list by row as of an import.
fn refused(fault: &Fault) -> Failure {
    let params: Vec<(&str, &str)> = fault.params.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    Failure::invalid(&fault.code, &params)
}

/// The inspector's part; it is bound already.
pub fn inspect(job: &Job, mut from: impl Read, line: &Line) -> io::Result<()> {
    let mut bytes = Vec::new();
    from.read_to_end(&mut bytes)?;
    match attachments::strip(&bytes) {
        Ok(Stripped { seen, bytes, small }) => {
            line.say(&Answer::Stripped(seen))?;
            line.say_raw(&bytes)?;
            line.say_raw(&small)?;
        }
        Err(flaw) => line.say(&Answer::Refused(flaw.of(&job.file)))?,
    }
    line.say(&Answer::Done)
}
