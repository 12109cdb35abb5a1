//! Shapefiles, in an archive: the layer's shapes (ESRI, 1998) with the rows of its dBASE table, record by
//! record. A record says how long it is; nothing is set aside for it before that much is there.

mod pieces;

use std::io::{BufRead, Read, Seek};

use domain::import::Fault;
use serde_json::Value;

use crate::archive::{Archive, Entry};
use crate::coordinates::Degrees;
use crate::dbf::Dbf;
use crate::features::{Collection, Drawn, Record};
use crate::findings::{at, of_file};
use crate::layers::{Closed, Layers};
use crate::limits::{MOST_POSITIONS, MOST_ROWS};
use crate::rings;

pub(crate) use pieces::{Shapes, with_layer};

/// What a file of shapes begins with.
const BEGINNING: [u8; 4] = [0, 0, 0x27, 0x0a];
const HEAD: usize = 100;
/// How the name of a file of shapes ends.
const ENDING: &str = ".shp";
/// Bytes of a record before its positions, at most; each part takes four more.
const BEFORE_POSITIONS: usize = 64;
/// Bytes of a position with height and measure.
const PER_POSITION: usize = 32;

/// Whether an archive holds a layer.
pub(crate) fn is_one<R: Read + Seek>(archive: &Archive<'_, R>) -> bool {
    !archive.ending(ENDING).is_empty()
}

/// Read a layer of an archive: the only one, or that of this name.
pub(crate) fn read(
    file_name: &str,
    mut archive: Archive,
    said: Option<&str>,
) -> Result<(Collection<'static>, Layers), Closed> {
    let found = archive.ending(ENDING);
    let names = found.iter().map(|layer| stem_of(layer).to_owned()).collect();
    let (index, layers) = Layers::choose(file_name, names, said)?;
    let collection = layer(file_name, &mut archive, &found[index], &layers.names[index])?;
    Ok((collection, layers))
}

fn layer(file_name: &str, archive: &mut Archive, layer: &Entry, stem: &str) -> Result<Collection<'static>, Fault> {
    let Some(table) = beside(archive, stem, ".dbf") else {
        return Err(of_file("shapefile.no_table", &[("file", file_name), ("layer", &layer.name)]));
    };
    let letters = said_beside(archive, stem, ".cpg")?;
    let crs = said_beside(archive, stem, ".prj")?.filter(|text| !text.is_empty());
    let shapes = shapes(file_name, archive, layer)?;
    let damaged = archive.damaged(&table);
    let mut rows = Dbf::new(file_name, archive.reader(&table)?, letters.as_deref())?.map_err(|_| damaged.clone())?;
    let (mut records, mut faults, mut notes, mut count) = (Vec::with_capacity(shapes.len()), Vec::new(), Vec::new(), 0);
    for (row, shape) in (1..).zip(shapes) {
        let Some(properties) = rows.next().map_err(|_| damaged.clone())? else {
            return Err(of_file("shapefile.fewer_rows", &[("file", file_name), ("row", &row.to_string())]));
        };
        // What was deleted in the table is no feature any more.
        let Some(properties) = properties else { continue };
        count += 1;
        match shape {
            Ok(geometry) => records.push(Record { row, id: Value::Null, properties, geometry }),
            Err(Unread) => faults.push(at(row, "geometry", "shapefile.unreadable", &[])),
        }
    }
    if rows.is_taken_for_gbk() {
        notes.push(of_file("shapefile.taken_for_gbk", &[("file", file_name)]));
    }
    Ok(Collection { crs, faults, notes, ..Collection::of_records(records, count) })
}

/// The name of a layer, as far as all its files have it.
fn stem_of(layer: &Entry) -> &str {
    &layer.name[..layer.name.len() - ENDING.len()]
}

/// What stands beside a layer's shapes.
fn beside<R: Read + Seek>(archive: &Archive<'_, R>, stem: &str, ending: &str) -> Option<Entry> {
    archive.entry(&format!("{stem}{ending}"))
}

/// The same as a short text.
fn said_beside<R: Read + Seek>(
    archive: &mut Archive<'_, R>,
    stem: &str,
    ending: &str,
) -> Result<Option<String>, Fault> {
    let Some(entry) = beside(archive, stem, ending).filter(|entry| entry.size < 1 << 16) else { return Ok(None) };
    Ok(Some(String::from_utf8_lossy(&archive.bytes(&entry)?).trim().to_owned()))
}

/// A record that is not what its type says.
struct Unread;

type Shape = Result<Option<Drawn>, Unread>;

fn shapes(file_name: &str, archive: &mut Archive, layer: &Entry) -> Result<Vec<Shape>, Fault> {
    let damaged = archive.damaged(layer);
    let mut source = archive.reader(layer)?;
    if !begins(&mut source) {
        return Err(damaged);
    }
    let (mut shapes, mut content) = (Vec::new(), Vec::new());
    while record(&mut source, &mut content).map_err(|Unread| damaged.clone())? {
        if shapes.len() == MOST_ROWS {
            return Err(of_file("file.too_many_rows", &[("file", file_name), ("most", &MOST_ROWS.to_string())]));
        }
        shapes.push(Bytes(&content).shape());
        content.clear();
    }
    Ok(shapes)
}

/// Whether a file of shapes begins as it should; its head is passed.
fn begins(source: &mut impl Read) -> bool {
    let mut head = [0; HEAD];
    source.read_exact(&mut head).is_ok() && head.starts_with(&BEGINNING)
}

/// Adds the content of the next record; false at the end of the file.
fn record(source: &mut impl BufRead, content: &mut Vec<u8>) -> Result<bool, Unread> {
    if source.fill_buf().map_err(|_| Unread)?.is_empty() {
        return Ok(false);
    }
    let mut head = [0; 8];
    source.read_exact(&mut head).map_err(|_| Unread)?;
    let words = u32::from_be_bytes([head[4], head[5], head[6], head[7]]) as usize;
    let length = words.saturating_mul(2);
    if length > BEFORE_POSITIONS + MOST_POSITIONS * (PER_POSITION + 4) {
        return Err(Unread);
    }
    let read = source.take(length as u64).read_to_end(content).map_err(|_| Unread)?;
    if read == length { Ok(true) } else { Err(Unread) }
}

/// What is left of a record.
struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn shape(mut self) -> Shape {
        match self.whole()? {
            0 => Ok(None),
            1 | 11 | 21 => Ok(Some(Drawn::Point(self.position()?))),
            3 | 13 | 23 => Ok(Some(Drawn::Lines(self.parts()?))),
            5 | 15 | 25 => Ok(Some(Drawn::Areas(rings::grouped(self.parts()?)))),
            8 | 18 | 28 => {
                self.take(32)?;
                let count = self.whole()?;
                let first = self.position()?;
                Ok(Some(if count == 1 { Drawn::Point(first) } else { Drawn::Other("MultiPoint") }))
            }
            31 => Ok(Some(Drawn::Other("MultiPatch"))),
            _ => Err(Unread),
        }
    }

    /// Lines or rings: after the bounds the counts, where each begins, and all positions.
    fn parts(&mut self) -> Result<Vec<Vec<Degrees>>, Unread> {
        self.take(32)?;
        let (parts, positions) = (self.whole()? as usize, self.whole()? as usize);
        let mut begins = Bytes(self.take(parts.checked_mul(4).ok_or(Unread)?)?);
        let positions = Bytes(self.take(positions.checked_mul(16).ok_or(Unread)?)?).0;
        let mut begins =
            (0..parts).map(|_| begins.whole().map(|begin| begin as usize)).collect::<Result<Vec<_>, _>>()?;
        begins.push(positions.len() / 16);
        let part = |pair: &[usize]| {
            let span = pair[0].checked_mul(16).ok_or(Unread)?..pair[1].checked_mul(16).ok_or(Unread)?;
            let bytes = positions.get(span).ok_or(Unread)?;
            bytes.chunks_exact(16).map(|bytes| Bytes(bytes).position()).collect()
        };
        begins.windows(2).map(part).collect()
    }

    fn position(&mut self) -> Result<Degrees, Unread> {
        let (x, y) = (self.number()?, self.number()?);
        if x.is_finite() && y.is_finite() { Ok(Degrees(x, y)) } else { Err(Unread) }
    }

    fn number(&mut self) -> Result<f64, Unread> {
        let bytes = self.take(8)?.try_into().map_err(|_| Unread)?;
        Ok(f64::from_le_bytes(bytes))
    }

    fn whole(&mut self) -> Result<u32, Unread> {
        let bytes = self.take(4)?.try_into().map_err(|_| Unread)?;
        Ok(u32::from_le_bytes(bytes))
    }

    fn take(&mut self, length: usize) -> Result<&'a [u8], Unread> {
        let (taken, rest) = self.0.split_at_checked(length).ok_or(Unread)?;
        self.0 = rest;
        Ok(taken)
    }
}
