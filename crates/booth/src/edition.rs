//! Files of the tables by which a district works, in the booth.

use std::io;

use domain::edition::TableKind;
use domain::failure::Failure;
use domain::import::Fault;
use exchange::{EditionReading, Options, edition_rows};

use crate::Booth;
use crate::clerk::{Clerk, silent};
use crate::frame;
use crate::inspector::Line;
use crate::job::{Answer, Job, Task};
use crate::limits::Limits;
use crate::parcel::Parcel;
use crate::passage::Passage;

impl Booth {
    /// The rows of a table in a file.
    pub fn edition(
        &self,
        of: TableKind,
        file: &str,
        mut parcel: Parcel,
        passage: &Passage,
    ) -> Result<EditionReading, Failure> {
        let Some(program) = &self.program else {
            return Ok(edition_rows(of, file, &parcel.bytes()?));
        };
        let job = Job {
            task: Task::Edition,
            kind: None,
            file: file.to_owned(),
            options: Options::default(),
            limits: self.limits.unwrap_or_else(|| Limits::for_file(parcel.size())),
            parent: std::process::id(),
            chart: None,
        };
        let size = parcel.size();
        let input = parcel.closed_with(|mut behind| {
            Ok(frame::write_json(&mut behind, &job).and_then(|()| frame::write_json(behind, &of)))
        })?;
        let mut told = None;
        Clerk { program, job: &job, passage }.hear(input, size, |answer, _| {
            if let Answer::Edition(reading) = answer {
                told = Some(reading);
            }
            Ok(())
        })?;
        told.ok_or_else(|| silent(&job))
    }
}

/// The inspector's part; it is bound already.
pub fn inspect(job: &Job, of: TableKind, bytes: Result<Vec<u8>, Fault>, line: &Line) -> io::Result<()> {
    let reading = match bytes {
        Ok(bytes) => edition_rows(of, &job.file, &bytes),
        Err(fault) => EditionReading { faults: vec![fault], ..EditionReading::default() },
    };
    line.say(&Answer::Edition(reading))?;
    line.say(&Answer::Done)
}
