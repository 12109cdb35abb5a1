//! What a file holds, told from its first bytes; its name decides only what the content leaves open.

use domain::import::Fault;

use crate::Kind;
use crate::archive::{self, Archive};
use crate::features::Collection;
use crate::findings::of_file;
use crate::table::Table;
use crate::{bytes, kml, sequence, shapefile, workbook};

/// What is in a file, whatever its format.
#[derive(Debug)]
pub(crate) enum Content<'a> {
    /// Rows below a heading.
    Table(Table),
    /// Things with a place.
    Features(Collection<'a>),
}

/// What the kind of an import needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// Rows; no place is looked for.
    Table,
    /// Features, or rows that say where they lie.
    Features,
    /// Nobody has said it yet.
    Anything,
}

impl Wanted {
    /// What a kind is read from; nothing in particular before there is one.
    pub(crate) fn by(kind: Option<Kind>) -> Self {
        match kind {
            None => Self::Anything,
            Some(Kind::Heads | Kind::Streams) => Self::Table,
            Some(Kind::Grids | Kind::Venues | Kind::Checkpoints | Kind::Basemap) => Self::Features,
        }
    }
}

impl<'a> Content<'a> {
    /// Open a file as far as its rows can be told apart.
    pub(crate) fn read(file_name: &str, bytes: &'a [u8], wanted: Wanted) -> Result<Self, Fault> {
        let file = ("file", file_name);
        bytes::check_size(file_name, bytes.len())?;
        if bytes.starts_with(archive::BEGINNING) {
            let archive = Archive::open(file_name, bytes)?;
            return match () {
                () if workbook::is_one(&archive) => workbook::read(file_name, archive).map(Self::Table),
                () if !shapefile::is_one(&archive) && !kml::is_in(&archive) => {
                    Err(of_file("archive.nothing_known", &[file]))
                }
                () if wanted == Wanted::Table => Err(of_file("file.features_not_table", &[file])),
                () if shapefile::is_one(&archive) => shapefile::read(file_name, archive).map(Self::Features),
                () => kml::read(file_name, &kml::unpacked(file_name, archive)?).map(Self::Features),
            };
        }
        let text = bytes::text_of(file_name, bytes)?;
        let first_line = text.trim_start().lines().next().unwrap_or_default();
        match text.trim_start().chars().next() {
            Some('{' | '[' | '/' | '\u{1e}') if wanted == Wanted::Table => {
                Err(of_file("file.features_not_table", &[file]))
            }
            Some('{' | '[' | '/' | '\u{1e}') => features(file_name, text),
            Some('<') if !kml::is_one(text) => Err(of_file("file.markup", &[file])),
            Some('<') if wanted == Wanted::Table => Err(of_file("file.features_not_table", &[file])),
            Some('<') => kml::read(file_name, text).map(Self::Features),
            _ if wanted != Wanted::Features => Table::read(file_name, text).map(Self::Table),
            _ if first_line.contains([',', ';', '\t']) => Table::read(file_name, text).map(Self::Table),
            _ => features(file_name, text),
        }
    }
}

fn features<'a>(file_name: &str, text: &'a str) -> Result<Content<'a>, Fault> {
    let collection = if sequence::is_one(file_name, text) {
        sequence::read(file_name, text)
    } else {
        Collection::read(file_name, text)
    };
    collection.map(Content::Features)
}
