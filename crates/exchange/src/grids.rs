//! Grids with their boundaries, from GeoJSON.

use std::collections::{BTreeMap, HashMap};

use atlas::ring;
use domain::code::{GridCode, Level};
use domain::grid::{Counts, Grid};
use domain::place::Shape;
use domain::scheme::{LevelName, Scheme};
use domain::set::{GridSet, PlacedGrid};
use serde_json::Value;

use crate::features::{Feature, property_names};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::words::{BadCode, code_of, count_of, day_of, text_from};
use crate::{DEFAULT_SCHEME, Known, Options, geometry, parents};

const CODE: Field = Field {
    name: "code",
    others: &["网格编码", "编码", "网格代码", "代码", "grid_code", "gridcode", "区划代码"],
};
const ID: Field = Field { name: "id", others: &["编号"] };
const NAME: Field = Field { name: "name", others: &["名称", "网格名称"] };
const KIND: Field = Field { name: "kind", others: &["类型", "网格类型", "类别"] };
const LEVEL: Field = Field { name: "level", others: &["层级", "级别", "网格层级"] };
const PARENT: Field =
    Field { name: "parent", others: &["上级编码", "上级网格编码", "上级", "父级编码", "parent_code"] };
const RESIDENTS: Field = Field { name: "residents", others: &["人口", "人口数", "常住人口", "population"] };
const HOUSEHOLDS: Field = Field { name: "households", others: &["户数", "户"] };
const BUILDINGS: Field = Field { name: "buildings", others: &["楼栋数", "栋数", "楼栋"] };
const UNITS: Field = Field { name: "units", others: &["单元数", "单元"] };
const AS_OF: Field = Field { name: "as_of", others: &["数据日期", "统计日期", "截至日期"] };
const SOURCE: Field = Field { name: "source", others: &["来源", "数据来源"] };

const FIELDS: [Field; 12] =
    [CODE, ID, NAME, KIND, LEVEL, PARENT, RESIDENTS, HOUSEHOLDS, BUILDINGS, UNITS, AS_OF, SOURCE];

/// A grid that is sound by itself and still has no parent.
#[derive(Debug)]
pub(crate) struct Orphan {
    pub(crate) row: usize,
    pub(crate) code: GridCode,
    pub(crate) level: Level,
    pub(crate) shape: Shape,
    /// What the parent column says, where there is one.
    pub(crate) parent: Option<String>,
    name: String,
    kind: String,
    counts: Counts,
    attributes: BTreeMap<String, String>,
}

/// What a level and a code stand for in the file, sound or not.
pub(crate) type Rows = HashMap<(Level, GridCode), usize>;

/// Read grids; those that are not sound, or have no parent, are filed as faults.
pub(crate) fn read(features: &[Feature], options: &Options, known: &Known, findings: &mut Findings) -> GridSet {
    let columns = Columns::find(property_names(features), &options.columns, &FIELDS, findings);
    let column = match &options.parent {
        Some(crate::ParentRule::Column(name)) => Some(name.as_str()),
        _ => columns.of(PARENT),
    };
    let mut rows = Rows::new();
    let mut orphans = Vec::with_capacity(features.len());
    for feature in features {
        let reader = Reader { feature, columns: &columns, options, parent_column: column };
        if let Some(orphan) = reader.orphan(&mut rows, findings) {
            orphans.push(orphan);
        }
    }
    refuse_repeats(&mut orphans, features.len(), known, &columns, findings);
    orphans.sort_by_key(|orphan| (orphan.level, orphan.row));
    let paths = parents::find(&orphans, &rows, column, options, known, findings);
    let grids: Vec<PlacedGrid> = orphans
        .into_iter()
        .zip(paths)
        .filter_map(|(orphan, path)| {
            let Orphan { code, level, shape, name, kind, counts, attributes, .. } = orphan;
            Some(PlacedGrid { grid: Grid { path: path?, code, level, kind, name, counts, attributes }, shape })
        })
        .collect();
    let scheme = options.scheme.clone().or_else(|| known.scheme.map(|scheme| scheme.name.clone()));
    GridSet {
        scheme: scheme.unwrap_or_else(|| DEFAULT_SCHEME.to_owned()),
        levels: level_names(&grids, known.scheme),
        grids,
    }
}

/// Grids that the store has already are refused, unless they are the whole file: then it is the same
/// import again, and whether anything differs is for the rules to say.
fn refuse_repeats(orphans: &mut Vec<Orphan>, read: usize, known: &Known, columns: &Columns, findings: &mut Findings) {
    let is_repeat = |orphan: &Orphan| known.tree.with_code(orphan.level, &orphan.code).is_some();
    if orphans.iter().filter(|orphan| is_repeat(orphan)).count() == read {
        return;
    }
    for Orphan { row, code, level, .. } in orphans.iter().filter(|orphan| is_repeat(orphan)) {
        let message = format!("the store has {code} at level {level} already; leave it out of the file");
        let params = [("code", code.0.as_str())];
        findings.refuse(at(*row, columns.name_of(CODE), "grid.duplicate_code", &params, message));
    }
    orphans.retain(|orphan| !is_repeat(orphan));
}

fn level_names(grids: &[PlacedGrid], scheme: Option<&Scheme>) -> Vec<LevelName> {
    let mut levels: Vec<Level> = grids.iter().map(|placed| placed.grid.level).collect();
    levels.dedup();
    let name_of = |level: Level| {
        let known = scheme.and_then(|scheme| scheme.levels.iter().find(|known| known.level == level));
        known.map_or_else(|| Scheme::customary_name(level).to_owned(), |known| known.name.clone())
    };
    levels.into_iter().map(|level| LevelName { level, name: name_of(level) }).collect()
}

/// One feature on its way to a grid.
struct Reader<'a> {
    feature: &'a Feature<'a>,
    columns: &'a Columns,
    options: &'a Options,
    parent_column: Option<&'a str>,
}

impl Reader<'_> {
    fn orphan(&self, rows: &mut Rows, findings: &mut Findings) -> Option<Orphan> {
        let row = self.feature.row;
        let before = findings.count();
        let code = self.code(findings);
        let level = code.as_ref().and_then(|code| self.level(code, findings));
        if let Some((code, level)) = code.as_ref().zip(level) {
            self.unique(code, level, rows, findings);
        }
        let counts = self.counts(findings);
        let parent = self.parent(findings);
        let shape = findings.keep(geometry::shape_of(self.feature))?;
        if findings.count() > before {
            return None;
        }
        let (code, level) = (code?, level?);
        self.note_faulty_rings(&shape, findings);
        let text = |field: Field| text_from(self.feature.value(self.columns, field));
        let name = text(NAME).unwrap_or_else(|| code.0.clone());
        let kind = text(KIND).unwrap_or_default();
        Some(Orphan { row, code, level, shape, parent, name, kind, counts, attributes: self.attributes() })
    }

    /// The `code` property, else the `id` property, else the feature's own id.
    fn code(&self, findings: &mut Findings) -> Option<GridCode> {
        let candidates = [
            (self.columns.name_of(CODE), self.feature.value(self.columns, CODE)),
            (self.columns.name_of(ID), self.feature.value(self.columns, ID)),
            ("id", &self.feature.id),
        ];
        for (field, value) in candidates {
            match code_of(value) {
                Ok(Some(code)) => return Some(GridCode(code)),
                Ok(None) => {}
                Err(bad) => {
                    findings.refuse(bad_code(self.feature.row, field, bad, value));
                    return None;
                }
            }
        }
        let message = "the grid has no code; give it a code or id property, or say --map code=COLUMN";
        findings.refuse(at(self.feature.row, self.columns.name_of(CODE), "grid.no_code", &[], message));
        None
    }

    /// What the caller says, else the `level` property, else what a standard code tells by its length.
    fn level(&self, code: &GridCode, findings: &mut Findings) -> Option<Level> {
        let field = self.columns.name_of(LEVEL);
        let in_file = match count_of(self.feature.value(self.columns, LEVEL)) {
            Ok(level) => level.map(|level| u8::try_from(level).unwrap_or(u8::MAX)).map(Level),
            Err(()) => Some(Level(u8::MAX)),
        };
        let Some(level) = self.options.level.or(in_file).or_else(|| code.standard_level()) else {
            let message = format!("{code} does not tell its level by its length; say --level N");
            findings.refuse(at(self.feature.row, field, "grid.no_level", &[("code", &code.0)], message));
            return None;
        };
        if level < Level::TOP || level.0 > Level::MOST {
            let message = format!("the level of {code} is not a number from 1 to {}", Level::MOST);
            findings.refuse(at(self.feature.row, field, "grid.unknown_level", &[("code", &code.0)], message));
            return None;
        }
        Some(level)
    }

    fn unique(&self, code: &GridCode, level: Level, rows: &mut Rows, findings: &mut Findings) {
        let row = self.feature.row;
        let first = rows.get(&(level, code.clone())).copied();
        let Some(first) = first else {
            rows.insert((level, code.clone()), row);
            return;
        };
        let message = format!("{code} stands at level {level} in feature {first} already; each code stands once");
        let field = self.columns.name_of(CODE);
        findings.refuse(at(row, field, "grid.duplicate_code", &[("code", &code.0)], message));
    }

    fn counts(&self, findings: &mut Findings) -> Counts {
        let mut count = |field: Field| {
            let value = self.feature.value(self.columns, field);
            count_of(value).unwrap_or_else(|()| {
                let message = format!("{value} is no count; write a whole number, or nothing");
                let shown = value.to_string();
                let column = self.columns.name_of(field);
                findings.refuse(at(self.feature.row, column, "grid.bad_count", &[("value", &shown)], message));
                None
            })
        };
        let (residents, households) = (count(RESIDENTS), count(HOUSEHOLDS));
        let (buildings, units) = (count(BUILDINGS), count(UNITS));
        let as_of = text_from(self.feature.value(self.columns, AS_OF)).and_then(|text| {
            day_of(&text).or_else(|| {
                let message = format!("{text} is no day; write it as 2026-10-31");
                let column = self.columns.name_of(AS_OF);
                findings.refuse(at(self.feature.row, column, "day.unreadable", &[("value", &text)], message));
                None
            })
        });
        let source = text_from(self.feature.value(self.columns, SOURCE));
        Counts { residents, households, buildings, units, as_of, source }
    }

    fn parent(&self, findings: &mut Findings) -> Option<String> {
        let column = self.parent_column?;
        let value = self.feature.properties.get(column)?;
        code_of(value).unwrap_or_else(|bad| {
            findings.refuse(bad_code(self.feature.row, column, bad, value));
            None
        })
    }

    /// Everything that is none of our fields.
    fn attributes(&self) -> BTreeMap<String, String> {
        self.feature
            .properties
            .iter()
            .filter(|(key, _)| !self.columns.uses(key) && self.parent_column != Some(key.as_str()))
            .filter_map(|(key, value)| Some((key.clone(), text_from(value)?)))
            .collect()
    }

    fn note_faulty_rings(&self, shape: &Shape, findings: &mut Findings) {
        let faults = ring::faults_of(shape);
        let Some(first) = faults.first() else { return };
        let more = match faults.len() {
            1 => String::new(),
            count => format!(" (and {} more)", count - 1),
        };
        let message = format!("the boundary is taken as it is, but {first}{more}");
        let count = faults.len().to_string();
        findings.note(at(self.feature.row, "geometry", "grid.faulty_ring", &[("count", &count)], message));
    }
}

/// A code that can't be one, in words.
pub(crate) fn bad_code(row: usize, field: &str, bad: BadCode, value: &Value) -> domain::import::Fault {
    let shown = value.to_string();
    let message = match bad {
        BadCode::Inexact => format!("the code {shown} is a number that may have lost digits; write codes as text"),
        BadCode::NoText => format!("the code {shown} is neither text nor a number; write codes as text"),
    };
    at(row, field, "code.not_text", &[("value", &shown)], message)
}
