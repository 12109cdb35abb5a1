//! Features on their way some at a time, whatever their file's format: cut out where the file is gone through, and read
//! by whoever has a core to spare.

use std::io;

use crate::cutter::Texts;
use crate::features::{Feature, Survey, piece, roll};
use crate::geopackage::Records;
use crate::shapefile::Shapes;

/// A file that is gone through from its beginning.
pub(crate) trait Source {
    /// What comes next.
    fn next(&mut self) -> io::Result<Cut>;
    /// How much of it was gone through, from 0 to 1.
    fn far(&self) -> f64;
    /// What its beginning tells, without a row: nearly always the same as its end. None where that is not usual.
    fn told(&self) -> Option<End>;
}

/// What comes next of a file.
#[derive(Debug)]
pub(crate) enum Cut {
    Batch(Batch),
    /// All features are cut; the file is sound around them.
    End(End),
    /// Something that is not usual.
    Unusual,
}

/// What a whole file told.
#[derive(Debug, Default, Clone)]
pub(crate) struct End {
    /// What the file says that its coordinates are measured in, if it says anything.
    pub(crate) crs: Option<String>,
    /// Whether the format means WGS 84 where the file says nothing.
    pub(crate) is_wgs84: bool,
    pub(crate) rows: usize,
}

/// Features that follow each other.
#[derive(Debug)]
pub(crate) enum Batch {
    Texts(Texts),
    Shapes(Shapes),
    Records(Records),
}

/// What is looked at when a file is gone through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sight {
    /// What is said of each feature. Where it lies may be left out.
    Said,
    /// All of it.
    Whole,
}

impl Batch {
    /// Bytes that it takes; its normal form has about as many.
    pub(crate) fn size(&self) -> usize {
        match self {
            Self::Texts(texts) => texts.size(),
            Self::Shapes(shapes) => shapes.size(),
            Self::Records(records) => records.size(),
        }
    }

    /// Does `see` with each feature whose number is wanted, in order and once; none where one is only for the careful
    /// reader, and where `see` has none.
    pub(crate) fn each<'b>(
        &'b mut self,
        survey: &'b Survey,
        wanted: impl Fn(usize) -> bool,
        mut see: impl FnMut(&Feature<'b>) -> Option<()>,
    ) -> Option<()> {
        match self {
            Self::Texts(texts) => {
                let mut wanted = texts.features()?.filter(|(row, _)| wanted(*row));
                wanted.try_for_each(|(row, text)| see(&piece(row, text, survey)?))
            }
            Self::Shapes(shapes) => {
                let mut wanted = shapes.rows().filter(|row| wanted(*row));
                wanted.try_for_each(|row| see(&shapes.feature(row, survey)?))
            }
            Self::Records(records) => records.each(survey, wanted, see),
        }
    }

    /// What is said of all of them, once; of names that are not wanted it may be left out what they stand for.
    pub(crate) fn rolls<'b>(
        &'b mut self,
        survey: &'b Survey,
        wanted: &dyn Fn(&str) -> bool,
    ) -> Option<Vec<Feature<'b>>> {
        match self {
            Self::Texts(texts) => texts.features()?.map(|(row, text)| roll(row, text, survey, wanted)).collect(),
            Self::Shapes(shapes) => shapes.rows().map(|row| shapes.roll(row, survey)).collect(),
            Self::Records(records) => Some(records.rolls(survey).collect()),
        }
    }
}
