//! A layer piece by piece: its shapes and its rows side by side, never more of them than a batch holds. What is deleted,
//! damaged or in letters that nobody named is for the careful reader.

use std::cell::RefCell;
use std::io::{self, BufRead, Read, Seek};
use std::ops::Range;
use std::sync::Arc;

use serde_json::Value;

use super::{Bytes, ENDING, begins, beside, is_one, record, said_beside, stem_of};
use crate::archive::{Archive, Shared};
use crate::batch::{Batch, Cut, End, Sight, Source};
use crate::dbf::{Dbf, Heading, is_deleted};
use crate::features::{Feature, Geometry, Survey};
use crate::layers::Layers;
use crate::limits::{MOST_BYTES, MOST_ROWS};
use crate::workbook;

/// Bytes of a batch, about.
const STRIDE: usize = 1 << 20;

/// A layer that is gone through.
struct Layer<S, T> {
    /// None where nobody looks at them.
    shapes: Option<S>,
    rows: Dbf<T>,
    crs: Option<String>,
    /// Rows of the table, and those that came.
    all: u32,
    count: usize,
}

/// Records that follow each other, not read yet.
#[derive(Debug)]
pub(crate) struct Shapes {
    /// The number of the first, counted from 1.
    first: usize,
    heading: Arc<Heading>,
    /// The rows of the table, each as long as the others.
    rows: Vec<u8>,
    row_length: usize,
    /// The shapes, and where each ends; none where nobody looks at them.
    contents: Vec<u8>,
    ends: Vec<usize>,
}

/// Does `work` with the layer that is meant; none where none is, or anything is unusual.
pub(crate) fn with_layer<F: Read + Seek, T>(
    file_name: &str,
    from: &mut F,
    size: u64,
    said: Option<&str>,
    sight: Sight,
    work: impl FnOnce(&mut dyn Source) -> io::Result<Option<T>>,
) -> io::Result<Option<T>> {
    if size > MOST_BYTES as u64 {
        return Ok(None);
    }
    let file = RefCell::new(from);
    // Both are unpacked at once, so that each has an archive of its own.
    let open = || Archive::of(file_name, Shared::of(&file, size));
    let (Ok(mut of_shapes), Ok(mut of_rows)) = (open()?, open()?) else { return Ok(None) };
    if workbook::is_one(&of_shapes) || !is_one(&of_shapes) {
        return Ok(None);
    }
    let found = of_shapes.ending(ENDING);
    let names = found.iter().map(|layer| stem_of(layer).to_owned()).collect();
    let Ok((index, layers)) = Layers::choose(file_name, names, said) else { return Ok(None) };
    let stem = &layers.names[index];
    let Some(table) = beside(&of_rows, stem, ".dbf") else { return Ok(None) };
    let told = |archive: &mut Archive<_>, ending: &str| said_beside(archive, stem, ending);
    let (Ok(letters), Ok(crs)) = (told(&mut of_rows, ".cpg"), told(&mut of_rows, ".prj")) else { return Ok(None) };
    let (Ok(mut shapes), Ok(rows)) = (of_shapes.reader(&found[index]), of_rows.reader(&table)) else {
        return Ok(None);
    };
    let Ok(Ok(rows)) = Dbf::new(file_name, rows, letters.as_deref()) else { return Ok(None) };
    if !begins(&mut shapes) {
        return Ok(None);
    }
    let shapes = (sight == Sight::Whole).then_some(shapes);
    work(&mut Layer { shapes, all: rows.left(), rows, crs: crs.filter(|text| !text.is_empty()), count: 0 })
}

impl<S: BufRead, T: Read> Source for Layer<S, T> {
    fn next(&mut self) -> io::Result<Cut> {
        let mut batch = Shapes {
            first: self.count + 1,
            heading: Arc::clone(self.rows.heading()),
            rows: Vec::with_capacity(STRIDE),
            row_length: self.rows.row_length(),
            contents: Vec::new(),
            ends: Vec::new(),
        };
        while batch.size() < STRIDE {
            if let Some(shapes) = &mut self.shapes {
                match record(shapes, &mut batch.contents) {
                    Ok(true) => batch.ends.push(batch.contents.len()),
                    // Of a row without a shape only the careful reader can say what it is.
                    Ok(false) if matches!(self.rows.next_bytes(), Ok(None)) => break,
                    Ok(false) | Err(_) => return Ok(Cut::Unusual),
                }
            }
            let is_last = match self.rows.next_bytes() {
                Ok(Some(row)) if !is_deleted(row) => {
                    batch.rows.extend_from_slice(row);
                    false
                }
                Ok(None) if self.shapes.is_none() => true,
                _ => return Ok(Cut::Unusual),
            };
            if is_last {
                break;
            }
            self.count += 1;
            if self.count > MOST_ROWS {
                return Ok(Cut::Unusual);
            }
        }
        Ok(if batch.rows.is_empty() { Cut::End(self.end()) } else { Cut::Batch(Batch::Shapes(batch)) })
    }

    fn far(&self) -> f64 {
        self.count as f64 / f64::from(self.all.max(1))
    }

    fn told(&self) -> Option<End> {
        Some(self.end())
    }
}

impl<S, T> Layer<S, T> {
    fn end(&self) -> End {
        End { crs: self.crs.clone(), is_wgs84: false, rows: self.count }
    }
}

impl Shapes {
    /// Bytes that it takes.
    pub(crate) fn size(&self) -> usize {
        self.rows.len() + self.contents.len()
    }

    /// The numbers of its features.
    pub(crate) fn rows(&self) -> Range<usize> {
        self.first..self.first + self.rows.len() / self.row_length.max(1)
    }

    /// What is said of a feature.
    pub(crate) fn roll<'b>(&'b self, row: usize, survey: &'b Survey) -> Option<Feature<'b>> {
        let begin = (row - self.first) * self.row_length;
        let bytes = &self.rows[begin..begin + self.row_length];
        let properties = self.heading.fits(bytes).then(|| self.heading.properties(bytes))?;
        Some(Feature { row, id: Value::Null, properties, geometry: None, survey })
    }

    /// The same with its place.
    pub(crate) fn feature<'b>(&'b self, row: usize, survey: &'b Survey) -> Option<Feature<'b>> {
        let index = row - self.first;
        let begin = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        let drawn = Bytes(self.contents.get(begin..*self.ends.get(index)?)?).shape().ok()?;
        Some(Feature { geometry: drawn.map(Geometry::Drawn), ..self.roll(row, survey)? })
    }
}
