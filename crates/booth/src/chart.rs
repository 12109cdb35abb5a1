//! A basemap in the booth: looked through by the inspector, and turned into an archive where it is a database.
//!
//! Its file may have gigabytes, so it is neither copied behind a job nor held: it has a name in the store's folder until
//! it is whole, the inspector opens it before it binds itself, and what is made of it comes back in pieces.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use charts::{BEGINNING, Format, Mbtiles, Surveyed, survey};
use domain::failure::Failure;
use domain::flaw::Flaw;
use exchange::Options;

use crate::Booth;
use crate::clerk::{Clerk, silent};
use crate::frame;
use crate::inspector::Line;
use crate::job::{Answer, Job, Task};
use crate::limits::Limits;
use crate::parcel::Parcel;
use crate::passage::Passage;

/// Bytes of an archive that leave at a time.
const PIECE: usize = 1 << 20;
/// How many times its own bytes a file may become, and what the smallest may.
const SWELLING: u64 = 8;
const ROOM: u64 = 256 << 20;

/// What a basemap's file turned out to be.
#[derive(Debug)]
pub struct Charted {
    /// Without the names that its file has.
    pub surveyed: Surveyed,
    /// Whether an archive was made of it; else the file is one.
    pub is_made: bool,
}

impl Booth {
    /// Look the basemap at `path` through. Where it is a database, the archive that is made of it is written to `made`.
    pub fn chart(&self, path: &Path, file: &str, made: &mut File, passage: &Passage) -> Result<Charted, Failure> {
        let size = std::fs::metadata(path).map_err(|error| not_kept(&error))?.len();
        let Some(program) = &self.program else {
            let mut archive = Made::new(made, size);
            let found = look_through(path, |bytes| archive.add(bytes), |read, rows| passage.went(read, rows));
            let (surveyed, beginning) = found.map_err(|flaw| Failure::of_faults(file, vec![flaw.of(file)]))?;
            let is_made = beginning.is_some();
            if let Some(beginning) = beginning {
                archive.finish(&beginning).map_err(|error| not_kept(&error))?;
            }
            return Ok(Charted { surveyed, is_made });
        };
        let job = Job {
            task: Task::Chart,
            kind: None,
            file: file.to_owned(),
            options: Options::default(),
            limits: self.limits.unwrap_or_else(|| Limits::for_chart(size)),
            parent: std::process::id(),
            chart: Some(PathBuf::from(path)),
        };
        hear(program, &job, path.parent().unwrap_or(Path::new(".")), Made::new(made, size), passage)
    }
}

fn hear(program: &Path, job: &Job, folder: &Path, mut made: Made<'_>, passage: &Passage) -> Result<Charted, Failure> {
    let input = Parcel::in_folder(folder)?.closed_with(|behind| Ok(frame::write_json(behind, job)))?;
    let (mut told, mut full) = (None, None);
    let heard = Clerk { program, job, passage }.hear(input, 0, |answer, line| {
        match answer {
            Answer::Tiles => {
                let piece = frame::read(line)?;
                // A disk that is full is none of the file's faults.
                made.add(&piece).inspect_err(|error| full = Some(not_kept(error)))?;
            }
            Answer::Chart { surveyed, is_made } => {
                if is_made {
                    let beginning = frame::read(line)?;
                    made.finish(&beginning).inspect_err(|error| full = Some(not_kept(error)))?;
                }
                told = Some(Ok(Charted { surveyed, is_made }));
            }
            Answer::Refused(fault) => told = Some(Err(Failure::of_faults(&job.file, vec![fault]))),
            _ => {}
        }
        Ok(())
    });
    if let Some(failure) = full {
        return Err(failure);
    }
    heard?;
    told.unwrap_or_else(|| Err(silent(job)))
}

/// The inspector's part.
pub fn inspect(job: &Job, path: &Path, line: &Line) -> io::Result<()> {
    let opened = Opened::open(path);
    // From here on the file may do to this process what it likes.
    job.limits.bind(job.parent).map_err(io::Error::other)?;
    let mut piece = Vec::with_capacity(PIECE);
    let found = opened.and_then(|opened| {
        opened.look_through(
            |bytes| {
                piece.extend_from_slice(bytes);
                if piece.len() >= PIECE {
                    line.say(&Answer::Tiles)?;
                    line.say_raw(&piece)?;
                    piece.clear();
                }
                Ok(())
            },
            |read, rows| _ = line.say(&Answer::Far { read, rows }),
        )
    });
    match found {
        Ok((surveyed, beginning)) => {
            if !piece.is_empty() {
                line.say(&Answer::Tiles)?;
                line.say_raw(&piece)?;
            }
            line.say(&Answer::Chart { surveyed, is_made: beginning.is_some() })?;
            if let Some(beginning) = beginning {
                line.say_raw(&beginning)?;
            }
        }
        Err(flaw) => line.say(&Answer::Refused(flaw.of(&job.file)))?,
    }
    line.say(&Answer::Done)
}

fn look_through(
    path: &Path,
    out: impl FnMut(&[u8]) -> io::Result<()>,
    far: impl FnMut(f64, u32),
) -> Result<(Surveyed, Option<Vec<u8>>), Flaw> {
    Opened::open(path)?.look_through(out, far)
}

/// A basemap's file that is open, whichever it is.
enum Opened {
    Archive(BufReader<File>),
    Database(Mbtiles),
}

impl Opened {
    fn open(path: &Path) -> Result<Self, Flaw> {
        let mut file = File::open(path).map_err(charts::flaw::unreadable)?;
        let mut beginning = Vec::with_capacity(Format::ENOUGH);
        Read::by_ref(&mut file)
            .take(Format::ENOUGH as u64)
            .read_to_end(&mut beginning)
            .map_err(charts::flaw::unreadable)?;
        match Format::of(&beginning) {
            Some(Format::Pmtiles) => Ok(Self::Archive(BufReader::new(file))),
            Some(Format::Mbtiles) => Mbtiles::open(path).map(Self::Database),
            None => Err(charts::flaw::other_file()),
        }
    }

    fn look_through(
        self,
        out: impl FnMut(&[u8]) -> io::Result<()>,
        mut far: impl FnMut(f64, u32),
    ) -> Result<(Surveyed, Option<Vec<u8>>), Flaw> {
        match self {
            Self::Archive(file) => Ok((survey(file, |read| far(read, 0))?, None)),
            Self::Database(database) => {
                let (surveyed, beginning) =
                    database.convert(out, |tiles| far(0.0, u32::try_from(tiles).unwrap_or(u32::MAX)))?;
                Ok((surveyed, Some(beginning)))
            }
        }
    }
}

/// An archive that is being made: its beginning comes last.
struct Made<'a> {
    file: &'a mut File,
    written: u64,
    most: u64,
}

impl<'a> Made<'a> {
    fn new(file: &'a mut File, source: u64) -> Self {
        Self { file, written: 0, most: source.saturating_mul(SWELLING).saturating_add(ROOM) }
    }

    fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        if self.written == 0 {
            self.file.seek(SeekFrom::Start(BEGINNING))?;
        }
        self.written += bytes.len() as u64;
        if self.written > self.most {
            return Err(io::ErrorKind::InvalidData.into());
        }
        self.file.write_all(bytes)
    }

    fn finish(&mut self, beginning: &[u8]) -> io::Result<()> {
        self.file.seek(SeekFrom::Start(0))?;
        self.file.write_all(beginning)
    }
}

fn not_kept(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            Failure::broken_as("store.full", domain::words::Params::new(), "booth.chart")
        }
        _ => Failure::broken(format!("a basemap could not be kept: {error}"), "booth.chart"),
    }
}
