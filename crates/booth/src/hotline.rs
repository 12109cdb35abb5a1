//! Work orders of a hotline and letters, in the booth: read by the inspector, and handed over some at a time.

use std::io;
use std::path::Path;

use domain::failure::Failure;
use domain::import::Fault;
use domain::words::Language;
use exchange::{Enclosure, HotlineOptions, HotlineReading, Options, hotline_failed_rows, hotline_orders};

use crate::Booth;
use crate::clerk::{Clerk, silent};
use crate::frame;
use crate::inspector::Line;
use crate::job::{Answer, Job, Mending, Task};
use crate::limits::Limits;
use crate::parcel::Parcel;
use crate::passage::Passage;

/// Orders that leave at a time.
const AT_A_TIME: usize = 500;

/// What the inspector is called for, with what it has to know beside the job.
pub enum Call {
    Read(HotlineOptions),
    Mend(HotlineOptions, Mending),
}

impl Booth {
    /// The work orders in a file, or in what was pasted.
    pub fn hotline(
        &self,
        file: &str,
        mut parcel: Parcel,
        options: &HotlineOptions,
        passage: &Passage,
    ) -> Result<HotlineReading, Failure> {
        let Some(program) = &self.program else {
            return Ok(hotline_orders(file, &parcel.bytes()?, options));
        };
        let job = self.hotline_job(Task::Hotline, file, &parcel);
        read(program, &job, parcel, options, passage)
    }

    /// The rows of a file of work orders that have these faults, as an XLSX file with the reason beside each.
    pub fn mend_hotline(
        &self,
        file: &str,
        mut parcel: Parcel,
        options: &HotlineOptions,
        faults: Vec<Fault>,
        language: Language,
        passage: &Passage,
    ) -> Result<Vec<u8>, Failure> {
        let Some(program) = &self.program else {
            let sheet = hotline_failed_rows(file, &parcel.bytes()?, options, &faults, language);
            return sheet.map_err(|fault| Failure::of_faults(file, vec![fault]));
        };
        let job = self.hotline_job(Task::MendHotline, file, &parcel);
        mend(program, &job, parcel, (options, &Mending { faults, language }), passage)
    }

    fn hotline_job(&self, task: Task, file: &str, parcel: &Parcel) -> Job {
        Job {
            task,
            kind: None,
            file: file.to_owned(),
            options: Options::default(),
            limits: self.limits.unwrap_or_else(|| Limits::for_file(parcel.size())),
            parent: std::process::id(),
            chart: None,
        }
    }
}

fn read(
    program: &Path,
    job: &Job,
    parcel: Parcel,
    options: &HotlineOptions,
    passage: &Passage,
) -> Result<HotlineReading, Failure> {
    let size = parcel.size();
    let input = parcel.closed_with(|mut behind| {
        Ok(frame::write_json(&mut behind, job).and_then(|()| frame::write_json(behind, options)))
    })?;
    let (mut told, mut orders, mut enclosures) = (None, Vec::new(), Vec::new());
    Clerk { program, job, passage }.hear(input, size, |answer, line| {
        match answer {
            Answer::Orders(some) => {
                orders.extend(some);
                passage.counted(orders.len() as u32);
            }
            Answer::Enclosure { row, name } => enclosures.push(Enclosure { row, name, bytes: frame::read(line)? }),
            Answer::Hotline(reading) => told = Some(reading),
            _ => {}
        }
        Ok(())
    })?;
    let reading = told.ok_or_else(|| silent(job))?;
    Ok(HotlineReading { orders, enclosures, ..reading })
}

fn mend(
    program: &Path,
    job: &Job,
    parcel: Parcel,
    (options, mending): (&HotlineOptions, &Mending),
    passage: &Passage,
) -> Result<Vec<u8>, Failure> {
    let size = parcel.size();
    let input = parcel.closed_with(|mut behind| {
        let said = frame::write_json(&mut behind, job).and_then(|()| frame::write_json(&mut behind, options));
        Ok(said.and_then(|()| frame::write_json(behind, mending)))
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

/// The inspector's part; it is bound already.
pub fn inspect(job: &Job, call: Call, bytes: Result<Vec<u8>, Fault>, line: &Line) -> io::Result<()> {
    match (call, bytes) {
        (Call::Read(options), Ok(bytes)) => {
            let mut reading = hotline_orders(&job.file, &bytes, &options);
            let mut orders = std::mem::take(&mut reading.orders).into_iter().peekable();
            while orders.peek().is_some() {
                line.say(&Answer::Orders(orders.by_ref().take(AT_A_TIME).collect()))?;
            }
            for Enclosure { row, name, bytes } in std::mem::take(&mut reading.enclosures) {
                line.say(&Answer::Enclosure { row, name })?;
                line.say_raw(&bytes)?;
            }
            line.say(&Answer::Hotline(reading))?;
        }
        (Call::Read(_), Err(fault)) => line.say(&Answer::Hotline(HotlineReading::refused(fault)))?,
        (Call::Mend(options, Mending { faults, language }), bytes) => {
            let sheet = bytes.and_then(|bytes| hotline_failed_rows(&job.file, &bytes, &options, &faults, language));
            match sheet {
                Ok(sheet) => line.say(&Answer::Sheet).and_then(|()| line.say_raw(&sheet))?,
                Err(fault) => line.say(&Answer::Refused(fault))?,
            }
        }
    }
    line.say(&Answer::Done)
}
