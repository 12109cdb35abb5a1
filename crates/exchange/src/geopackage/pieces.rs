//! A layer of features piece by piece: never more of its rows than a batch holds, and of the database no more than
//! SQLite's pages where it could be opened as it lies. What is damaged, or has a log left behind, is for the careful reader.

use std::io::{self, Read, Seek};

use serde_json::Value;

use super::store::Ours;
use super::{BEGINNING, Column, Database, HEAD, Layer, Package, Rows, ValueRef, chosen, value_of};
use crate::batch::{Batch, Cut, End, Sight, Source};
use crate::content::Wanted;
use crate::features::{Feature, Geometry, Survey};
use crate::limits::{MOST_BYTES, MOST_ROWS};
use crate::properties::Properties;
use crate::wkb;

/// Bytes of a batch, about.
const STRIDE: usize = 1 << 20;

/// A layer, opened.
pub(crate) struct Opened<'a> {
    package: Package<'a>,
    layer: Layer,
    columns: Vec<Column>,
    /// Which of them is the geometry.
    place: usize,
    crs: Option<String>,
    ours: Option<Ours>,
}

/// Its rows as they come.
struct Cursor<'s, 'a> {
    opened: &'s Opened<'a>,
    rows: Rows<'s>,
    /// The columns that are asked for.
    columns: Vec<&'s Column>,
    place: Option<usize>,
    /// Bytes of all cells that came, and how many rows counted.
    said: usize,
    count: usize,
}

/// Rows that follow each other, their places not read yet.
#[derive(Debug, Default)]
pub(crate) struct Records {
    records: Vec<Record>,
    /// The places, one after the other.
    blobs: Vec<u8>,
}

#[derive(Debug)]
struct Record {
    row: usize,
    properties: Properties<'static>,
    /// The end of its place; none where it has none.
    end: Option<usize>,
}

/// Opens the layer that is meant; none where the file is no package, none is meant, or anything is unusual.
pub(crate) fn open<'a>(
    file_name: &'a str,
    database: Option<Database>,
    from: &mut (impl Read + Seek),
    size: u64,
    said: Option<&str>,
) -> io::Result<Option<Opened<'a>>> {
    if size > MOST_BYTES as u64 || size < HEAD as u64 {
        return Ok(None);
    }
    let mut head = [0; HEAD];
    from.rewind()?;
    from.read_exact(&mut head)?;
    if !head.starts_with(BEGINNING) {
        return Ok(None);
    }
    let package = match database {
        Some(database) => Package::lying(file_name, &head, database, size as usize),
        None => Package::open(file_name, &head, from, size as usize),
    };
    let Ok(package) = package else { return Ok(None) };
    let Ok((layer, _)) = chosen(&package, Wanted::Features, said) else { return Ok(None) };
    let Some((geometry, system)) = layer.geometry.clone().filter(|_| !package.has_log) else { return Ok(None) };
    let (Ok(columns), Ok(crs), Ok(ours)) =
        (package.columns(&layer.name), package.system(system), Ours::of(&package, &layer.name))
    else {
        return Ok(None);
    };
    let place = columns.iter().position(|column| column.name.eq_ignore_ascii_case(&geometry));
    Ok(place.map(|place| Opened { package, layer, columns, place, crs, ours }))
}

impl Opened<'_> {
    /// Does `work` with the layer from its first row on.
    pub(crate) fn with_rows<T>(
        &self,
        sight: Sight,
        work: impl FnOnce(&mut dyn Source) -> io::Result<Option<T>>,
    ) -> io::Result<Option<T>> {
        let Self { package, layer, columns, .. } = self;
        let is_asked = |index: &usize| sight == Sight::Whole || *index != self.place;
        let asked: Vec<usize> = (0..columns.len()).filter(is_asked).collect();
        let place = asked.iter().position(|index| *index == self.place);
        let columns: Vec<&Column> = asked.into_iter().map(|index| &columns[index]).collect();
        let Ok(mut statement) = package.asked(&layer.name, &columns) else { return Ok(None) };
        let Ok(rows) = statement.query([]) else { return Ok(None) };
        work(&mut Cursor { opened: self, rows, columns, place, said: 0, count: 0 })
    }
}

impl Cursor<'_, '_> {
    fn end(&self) -> End {
        End { crs: self.opened.crs.clone(), is_wgs84: false, rows: self.count }
    }

    /// Adds the next row that counts; false at the end, none where it is damaged.
    fn add(&mut self, batch: &mut Records) -> Option<bool> {
        let Self { opened, rows, columns, place, said, count } = self;
        loop {
            let Some(cells) = rows.next().ok()? else { return Some(false) };
            *said += opened.package.weigh(cells, columns.len(), *said).ok()?;
            let mut properties = Properties::new();
            for (index, column) in columns.iter().enumerate().filter(|(index, _)| Some(*index) != *place) {
                let value = value_of(cells.get_ref(index).ok()?, column.is_truth);
                if !column.is_row_number && !value.is_null() {
                    properties.insert(column.name.clone(), value);
                }
            }
            if opened.ours.as_ref().is_some_and(|ours| !ours.keeps(&mut properties)) {
                continue;
            }
            let blob = place.map_or(Some(ValueRef::Null), |place| cells.get_ref(place).ok())?;
            let end = match blob {
                ValueRef::Null => None,
                ValueRef::Blob(blob) => {
                    batch.blobs.extend_from_slice(blob);
                    Some(batch.blobs.len())
                }
                _ => return None,
            };
            *count += 1;
            batch.records.push(Record { row: *count, properties, end });
            return (*count <= MOST_ROWS).then_some(true);
        }
    }
}

impl Source for Cursor<'_, '_> {
    fn next(&mut self) -> io::Result<Cut> {
        let mut batch = Records::default();
        while batch.size() < STRIDE {
            match self.add(&mut batch) {
                Some(true) => {}
                Some(false) if batch.records.is_empty() => return Ok(Cut::End(self.end())),
                Some(false) => break,
                None => return Ok(Cut::Unusual),
            }
        }
        Ok(Cut::Batch(Batch::Records(batch)))
    }

    fn far(&self) -> f64 {
        // What its cells say is nearly all of a file.
        self.said as f64 / self.opened.package.size.max(1) as f64
    }

    fn told(&self) -> Option<End> {
        Some(self.end())
    }
}

/// Bytes of a row beside its place, about.
const ROW: usize = 256;

impl Records {
    /// Bytes that it takes, about.
    pub(crate) fn size(&self) -> usize {
        self.blobs.len() + self.records.len() * ROW
    }

    /// Hands over each feature whose number is wanted, with its place; none where a place can't be read, and where `see`
    /// has none.
    pub(crate) fn each<'b>(
        &'b mut self,
        survey: &'b Survey,
        wanted: impl Fn(usize) -> bool,
        mut see: impl FnMut(&Feature<'b>) -> Option<()>,
    ) -> Option<()> {
        let Self { records, blobs } = self;
        let mut begin = 0;
        for record in records {
            let blob = record.end.map(|end| &blobs[std::mem::replace(&mut begin, end)..end]);
            if wanted(record.row) {
                let drawn = blob.map_or(Ok(None), wkb::of_geopackage).ok()?;
                see(&Feature { geometry: drawn.map(Geometry::Drawn), ..record.roll(survey) })?;
            }
        }
        Some(())
    }

    /// What is said of its features; each is handed over once.
    pub(crate) fn rolls<'b>(&'b mut self, survey: &'b Survey) -> impl Iterator<Item = Feature<'b>> {
        self.records.iter_mut().map(|record| record.roll(survey))
    }
}

impl Record {
    fn roll<'b>(&mut self, survey: &'b Survey) -> Feature<'b> {
        let properties = std::mem::take(&mut self.properties);
        Feature { row: self.row, id: Value::Null, properties, geometry: None, survey }
    }
}
