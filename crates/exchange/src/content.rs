//! What a file holds, told from its first bytes; its name decides only what the content leaves open.

use std::borrow::Cow;

use domain::import::Fault;

use crate::Kind;
use crate::archive::{self, Archive};
use crate::bytes::Text;
use crate::features::Collection;
use crate::findings::of_file;
use crate::layers::{Closed, Layers};
use crate::table::Table;
use crate::{bytes, dxf, geopackage, kml, sequence, shapefile, shapes, workbook};

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
            Some(Kind::Heads | Kind::Streams | Kind::Partners) => Self::Table,
            Some(Kind::Grids | Kind::Venues | Kind::Checkpoints | Kind::Units | Kind::Assets | Kind::Basemap) => {
                Self::Features
            }
        }
    }
}

/// A file that was opened.
#[derive(Debug)]
pub(crate) struct Opened<'a> {
    pub(crate) content: Content<'a>,
    pub(crate) layers: Layers,
    /// What a text is written in; none where the format settles it.
    pub(crate) letters: Option<&'static str>,
}

impl<'a> Opened<'a> {
    /// Open a file as far as its rows can be told apart; of several layers the one that is said.
    pub(crate) fn read(file_name: &str, bytes: &'a [u8], wanted: Wanted, layer: Option<&str>) -> Result<Self, Closed> {
        bytes::check_size(file_name, bytes.len())?;
        let layered = match () {
            () if bytes.starts_with(archive::BEGINNING) => packed(file_name, bytes, wanted, layer)?,
            () if bytes.starts_with(geopackage::BEGINNING) => geopackage::read(file_name, bytes, wanted, layer)?,
            () if dxf::is_one(bytes) && wanted == Wanted::Table => return Err(not_a_table(file_name).into()),
            () if dxf::is_one(bytes) => dxf::read(file_name, bytes, layer)?,
            () => return Ok(text(file_name, bytes::text_of(file_name, bytes)?, wanted, layer)?.with_shapes(wanted)),
        };
        let (content, layers) = layered;
        Ok(Self { content, layers, letters: None }.with_shapes(wanted))
    }

    /// A table whose rows bring their geometry along holds features.
    fn with_shapes(self, wanted: Wanted) -> Self {
        match self.content {
            Content::Table(table) if wanted != Wanted::Table && shapes::are_in(&table) => {
                Self { content: Content::Features(shapes::features(table)), ..self }
            }
            _ => self,
        }
    }
}

fn packed<'a>(
    file_name: &str,
    bytes: &[u8],
    wanted: Wanted,
    layer: Option<&str>,
) -> Result<(Content<'a>, Layers), Closed> {
    let archive = Archive::open(file_name, bytes)?;
    if workbook::is_one(&archive) {
        return workbook::read(file_name, archive, layer).map(|(table, layers)| (Content::Table(table), layers));
    }
    if !shapefile::is_one(&archive) && !kml::is_in(&archive) {
        return Err(of_file("archive.nothing_known", &[("file", file_name)]).into());
    }
    if wanted == Wanted::Table {
        return Err(not_a_table(file_name).into());
    }
    let (collection, layers) = if shapefile::is_one(&archive) {
        shapefile::read(file_name, archive, layer)?
    } else {
        kml::read_packed(file_name, archive, layer)?
    };
    Ok((Content::Features(collection), layers))
}

fn text<'a>(file_name: &str, text: Text<'a>, wanted: Wanted, layer: Option<&str>) -> Result<Opened<'a>, Closed> {
    let file = ("file", file_name);
    let Text { text, letters } = text;
    let first = text.trim_start().chars().next().unwrap_or_default();
    let first_line = text.trim_start().lines().next().unwrap_or_default();
    let (is_markup, is_json) = (first == '<', matches!(first, '{' | '[' | '/' | '\u{1e}'));
    if is_markup && !kml::is_one(&text) {
        return Err(of_file("file.markup", &[file]).into());
    }
    if (is_markup || is_json) && wanted == Wanted::Table {
        return Err(not_a_table(file_name).into());
    }
    let (content, layers) = if is_markup {
        let (collection, layers) = kml::read(file_name, &text, layer)?;
        (Content::Features(collection), layers)
    } else if !is_json && (wanted != Wanted::Features || first_line.contains([',', ';', '\t'])) {
        let mut table = Table::read(file_name, &text)?;
        if letters == bytes::GBK {
            table.notes.push(of_file("table.taken_for_gbk", &[file]));
        }
        (Content::Table(table), Layers::default())
    } else {
        // Features are read where they lie: the standard of GeoJSON knows no letters but those of UTF-8.
        let Cow::Borrowed(text) = text else { return Err(of_file("file.gbk", &[file]).into()) };
        (Content::Features(features(file_name, text)?), Layers::default())
    };
    Ok(Opened { content, layers, letters: Some(letters) })
}

fn not_a_table(file_name: &str) -> Fault {
    of_file("file.features_not_table", &[("file", file_name)])
}

fn features<'a>(file_name: &str, text: &'a str) -> Result<Collection<'a>, Fault> {
    if sequence::is_one(file_name, text) { sequence::read(file_name, text) } else { Collection::read(file_name, text) }
}
