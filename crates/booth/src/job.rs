//! What the inspector is told, and what it answers.

use std::path::PathBuf;

use attachments::Seen;
use charts::Surveyed;
use domain::camera::StreamLogin;
use domain::hotline::HotlineOrder;
use domain::id::SetHash;
use domain::import::Fault;
use domain::look::FileLook;
use domain::set::Set;
use domain::words::Language;
use exchange::{EditionReading, HotlineReading, Kind, Options};
use serde::{Deserialize, Serialize};

use crate::limits::Limits;

/// The first frame behind the file.
#[derive(Debug, Serialize, Deserialize)]
pub struct Job {
    pub task: Task,
    pub kind: Option<Kind>,
    pub file: String,
    pub options: Options,
    pub limits: Limits,
    /// Who started the inspector: one whose desk is gone has nothing to do.
    pub parent: u32,
    /// A basemap's file, which is too large to be copied: it is opened before anything is bound.
    #[serde(default)]
    pub chart: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Say what it seems to hold.
    Look,
    /// Say what it comes to.
    Try,
    /// And hand over the rows.
    Read,
    /// Give rows back to be mended.
    Mend,
    /// Look a basemap through.
    Chart,
    /// Look through what somebody attaches, and strip it.
    Strip,
    /// Read the work orders of a hotline.
    Hotline,
    /// Give those back that failed.
    MendHotline,
    /// Read a table by which a district works.
    Edition,
}

/// The frame behind a job to mend.
#[derive(Debug, Serialize, Deserialize)]
pub struct Mending {
    /// What was told of the rows.
    pub faults: Vec<Fault>,
    /// In which language the reasons are told.
    pub language: Language,
}

/// A frame from the inspector.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// How far it is: the share of the file, and rows so far.
    Far { read: f64, rows: u32 },
    /// What the file seems to hold.
    Look(FileLook),
    /// A set begins, whose rows follow; whatever began before does not count.
    Begin(Set),
    /// So many rows, in the frame that follows, parted by commas.
    Rows(u32),
    /// What the file came to: after all of its rows.
    Reading {
        read: u32,
        faults: Vec<Fault>,
        notes: Vec<Fault>,
        datum: String,
        logins: Vec<StreamLogin>,
        set: Option<Whole>,
    },
    /// Some work orders, each with its row.
    Orders(Vec<(u32, HotlineOrder)>),
    /// Something that was enclosed in the letter in this row, in the frame that follows.
    Enclosure { row: u32, name: String },
    /// What a file of work orders came to: after all of its orders.
    Hotline(HotlineReading),
    /// What a file of a table came to.
    Edition(EditionReading),
    /// The rows to mend, as a spreadsheet in the frame that follows.
    Sheet,
    /// What was attached, as it may be kept: its bytes, and a picture's small one, in the two frames that follow.
    Stripped(Seen),
    /// Why there is no such spreadsheet, no such basemap, and no such attachment.
    Refused(Fault),
    /// Bytes of the archive that is made of a basemap, in the frame that follows.
    Tiles,
    /// What a basemap turned out to be; where an archive was made of it, its beginning is in the frame that follows.
    Chart { surveyed: Surveyed, is_made: bool },
    /// All is said.
    Done,
    /// A rule of this program does not hold.
    Panicked(String),
}

/// A set that is whole.
#[derive(Debug, Serialize, Deserialize)]
pub struct Whole {
    pub rows: u32,
    /// Its name, where its rows were not handed over.
    pub hash: Option<SetHash>,
}
