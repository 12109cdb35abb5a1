//! Grids with their boundaries, from GeoJSON.

mod pieces;

use std::collections::{BTreeMap, BTreeSet, HashMap};

use atlas::ring::{self, RingFaultKind};
use domain::code::{GridCode, GridPath, Level};
use domain::grid::{Counts, Grid};
use domain::import::Fault;
use domain::place::Shape;
use domain::scheme::{LevelName, Scheme};
use domain::set::{GridSet, PlacedGrid};

use crate::codes::code_at;
use crate::features::{Feature, property_names};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at, of_file};
use crate::globe::Globe;
use crate::words::{count_of, day_of, text_from};
use crate::{DEFAULT_SCHEME, Known, Options, geometry, parents, share};

pub(crate) use pieces::stream;

const CODE: Field = Field {
    name: "code",
    others: &["网格编码", "编码", "网格代码", "代码", "grid_code", "gridcode", "区划代码"],
};
pub(crate) const ID: Field = Field { name: "id", others: &["编号"] };
const NAME: Field = Field { name: "name", others: &["名称", "网格名称"] };
const KIND: Field = Field { name: "kind", others: &["类型", "网格类型", "类别"] };
const LEVEL: Field = Field { name: "level", others: &["层级", "级别", "网格层级"] };
pub(crate) const PARENT: Field =
    Field { name: "parent", others: &["上级编码", "上级网格编码", "上级", "父级编码", "parent_code"] };
const RESIDENTS: Field = Field { name: "residents", others: &["人口", "人口数", "常住人口", "population"] };
const HOUSEHOLDS: Field = Field { name: "households", others: &["户数", "户"] };
const BUILDINGS: Field = Field { name: "buildings", others: &["楼栋数", "栋数", "楼栋"] };
const UNITS: Field = Field { name: "units", others: &["单元数", "单元"] };
const AS_OF: Field = Field { name: "as_of", others: &["数据日期", "统计日期", "截至日期"] };
const SOURCE: Field = Field { name: "source", others: &["来源", "数据来源"] };

pub(crate) const FIELDS: [Field; 12] =
    [CODE, ID, NAME, KIND, LEVEL, PARENT, RESIDENTS, HOUSEHOLDS, BUILDINGS, UNITS, AS_OF, SOURCE];
/// Without these nothing comes in, unless each feature has an id.
pub(crate) const NEEDED: [Field; 1] = [CODE];

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

impl Orphan {
    fn placed(self, path: GridPath) -> PlacedGrid {
        let Self { code, level, shape, name, kind, counts, attributes, .. } = self;
        PlacedGrid { grid: Grid { path, code, level, kind, name, counts, attributes }, shape }
    }
}

/// What a grid is known by.
pub(crate) type Key = (Level, GridCode);

/// What a level and a code stand for in the file, sound or not.
pub(crate) type Rows = HashMap<Key, usize>;

/// Read grids; those that are not sound, or have no parent, are filed as faults.
pub(crate) fn read(features: &[Feature], options: &Options, known: &Known, findings: &mut Findings) -> GridSet {
    let names = property_names(features);
    let columns = Columns::find(names.iter().copied(), &options.columns, &FIELDS, findings);
    check_scheme(options, known, findings);
    let globe = Globe::new(options, known);
    let column = parent_column(&columns, options);
    let attributes = attributes_of(names, &columns, column);
    let mut rows = Rows::new();
    let mut orphans = Vec::with_capacity(features.len());
    share::each(features, Area::of, |feature, area| {
        let reader =
            Reader { feature, columns: &columns, attributes: &attributes, options, globe, parent_column: column };
        let before = findings.count();
        let key = reader.key(findings);
        if let Some(key) = &key {
            reader.unique(key, &mut rows, findings);
        }
        orphans.extend(reader.orphan(key, area, before, findings));
    });
    refuse_repeats(&mut orphans, features.len(), known, &columns, findings);
    orphans.sort_by_cached_key(|orphan| (orphan.level, orphan.row));
    let paths = parents::find(&orphans, &rows, column, options, known, findings);
    let grids: Vec<PlacedGrid> =
        orphans.into_iter().zip(paths).filter_map(|(orphan, path)| Some(orphan.placed(path?))).collect();
    let mut levels: Vec<Level> = grids.iter().map(|placed| placed.grid.level).collect();
    levels.dedup();
    GridSet { scheme: scheme_of(options, known), levels: level_names(levels, known.scheme), grids }
}

/// Where a file says what lies above.
fn parent_column<'a>(columns: &'a Columns, options: &'a Options) -> Option<&'a str> {
    match &options.parent {
        Some(crate::ParentRule::Column(name)) => Some(name),
        _ => columns.of(PARENT),
    }
}

/// The names that are none of our fields.
fn attributes_of<'n>(
    names: impl IntoIterator<Item = &'n str>,
    columns: &Columns,
    parent_column: Option<&str>,
) -> BTreeSet<&'n str> {
    names.into_iter().filter(|name| !columns.uses(name) && parent_column != Some(*name)).collect()
}

/// The name of the scheme that grids go into.
fn scheme_of(options: &Options, known: &Known) -> String {
    let scheme = options.scheme.clone().or_else(|| known.scheme.map(|scheme| scheme.name.clone()));
    scheme.unwrap_or_else(|| DEFAULT_SCHEME.to_owned())
}

/// Grids that the store has already are refused, unless they are the whole file: then it is the same
/// import again, and whether anything differs is for the rules to say.
fn refuse_repeats(orphans: &mut Vec<Orphan>, read: usize, known: &Known, columns: &Columns, findings: &mut Findings) {
    let is_repeat = |orphan: &Orphan| known.tree.with_code(orphan.level, &orphan.code).is_some();
    if orphans.iter().filter(|orphan| is_repeat(orphan)).count() == read {
        return;
    }
    for Orphan { row, code, level, .. } in orphans.iter().filter(|orphan| is_repeat(orphan)) {
        let params = [("code", code.0.as_str()), ("level", &level.to_string())];
        findings.refuse(at(*row, columns.name_of(CODE), "grid.in_store", &params));
    }
    orphans.retain(|orphan| !is_repeat(orphan));
}

/// One scheme is published at a time; another name is a mistake, or the wrong store.
fn check_scheme(options: &Options, known: &Known, findings: &mut Findings) {
    if let Some((ours, theirs)) = known.scheme.map(|scheme| &scheme.name).zip(options.scheme.as_ref())
        && ours != theirs
    {
        findings.refuse(of_file("scheme.other", &[("ours", ours), ("theirs", theirs)]));
    }
}

fn level_names(levels: Vec<Level>, scheme: Option<&Scheme>) -> Vec<LevelName> {
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
    /// Properties that are none of our fields.
    attributes: &'a BTreeSet<&'a str>,
    options: &'a Options,
    globe: Globe<'a>,
    parent_column: Option<&'a str>,
}

impl Reader<'_> {
    /// What it is known by.
    fn key(&self, findings: &mut Findings) -> Option<Key> {
        let code = self.code(findings)?;
        self.level(&code, findings).map(|level| (level, code))
    }

    /// The rest of it; none where findings have grown since `before`, when nothing was said of this feature yet.
    fn orphan(
        &self,
        key: Option<Key>,
        area: Result<Area, Fault>,
        before: usize,
        findings: &mut Findings,
    ) -> Option<Orphan> {
        let row = self.feature.row;
        let counts = self.counts(findings);
        let parent = self.parent(findings);
        let judged = area.and_then(|area| geometry::judge(self.feature, &area.shape, self.globe).map(|()| area));
        let Area { shape, faulty_rings } = findings.keep(judged)?;
        if findings.count() > before {
            return None;
        }
        let (level, code) = key?;
        self.note_faulty_rings(&faulty_rings, findings);
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
            let code = code_at(self.feature.row, field, value, findings);
            if let Some(code) = findings.keep(code)? {
                return Some(GridCode(code));
            }
        }
        let row = self.feature.row;
        findings.refuse_with(row, || at(row, self.columns.name_of(CODE), "grid.no_code", &[]));
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
            let length = code.0.len().to_string();
            let fault = if code.0.bytes().all(|byte| byte.is_ascii_digit()) {
                let field = self.columns.name_of(CODE);
                at(self.feature.row, field, "grid.wrong_length", &[("code", &code.0), ("length", &length)])
            } else {
                at(self.feature.row, field, "grid.no_level", &[("code", &code.0)])
            };
            findings.refuse(fault);
            return None;
        };
        if level < Level::TOP || level.0 > Level::MOST {
            let said = text_from(self.feature.value(self.columns, LEVEL));
            let value = self.options.level.map(|level| level.to_string()).or(said).unwrap_or_default();
            let params = [("value", value.as_str()), ("most", &Level::MOST.to_string())];
            findings.refuse(at(self.feature.row, field, "grid.unknown_level", &params));
            return None;
        }
        Some(level)
    }

    fn unique(&self, key: &Key, rows: &mut Rows, findings: &mut Findings) {
        let row = self.feature.row;
        let Some(first) = rows.get(key).copied() else {
            rows.insert(key.clone(), row);
            return;
        };
        let (level, code) = key;
        let field = self.columns.name_of(CODE);
        let params = [("code", code.0.as_str()), ("level", &level.to_string()), ("first", &first.to_string())];
        findings.refuse(at(row, field, "grid.duplicate_code", &params));
    }

    fn counts(&self, findings: &mut Findings) -> Counts {
        let mut count = |field: Field| {
            let value = self.feature.value(self.columns, field);
            count_of(value).unwrap_or_else(|()| {
                let column = self.columns.name_of(field);
                let shown = value.to_string();
                findings.refuse(at(self.feature.row, column, "grid.bad_count", &[("value", &shown)]));
                None
            })
        };
        let (residents, households) = (count(RESIDENTS), count(HOUSEHOLDS));
        let (buildings, units) = (count(BUILDINGS), count(UNITS));
        let as_of = text_from(self.feature.value(self.columns, AS_OF)).and_then(|text| {
            day_of(&text).or_else(|| {
                let column = self.columns.name_of(AS_OF);
                findings.refuse(at(self.feature.row, column, "day.unreadable", &[("value", &text)]));
                None
            })
        });
        let source = text_from(self.feature.value(self.columns, SOURCE));
        Counts { residents, households, buildings, units, as_of, source }
    }

    fn parent(&self, findings: &mut Findings) -> Option<String> {
        let column = self.parent_column?;
        let value = self.feature.properties.get(column)?;
        let code = code_at(self.feature.row, column, value, findings);
        findings.keep(code).flatten()
    }

    /// Everything that is none of our fields.
    fn attributes(&self) -> BTreeMap<String, String> {
        let said = self.attributes.iter().filter_map(|&name| {
            let value = self.feature.properties.get(name)?;
            Some((name.to_owned(), text_from(value)?))
        });
        said.collect()
    }

    /// One note for each kind of fault: where it is first, and how often it is there.
    fn note_faulty_rings(&self, faulty: &FaultyRings, findings: &mut Findings) {
        for (code, (place, count)) in faulty {
            let params = [("place", place.as_str()), ("count", &count.to_string())];
            findings.note(at(self.feature.row, "geometry", code, &params));
        }
    }
}

/// By kind of fault: where it is first, and how often it is there.
type FaultyRings = BTreeMap<&'static str, (String, usize)>;

/// A boundary with what is doubtful about it: what can be found out of each feature by itself.
struct Area {
    shape: Shape,
    faulty_rings: FaultyRings,
}

impl Area {
    fn of(feature: &Feature) -> Result<Self, Fault> {
        let shape = geometry::area_of(feature)?;
        let mut faulty_rings = FaultyRings::new();
        for fault in ring::faults_of(&shape) {
            faulty_rings.entry(code_of(fault.kind)).or_insert_with(|| (geometry::shown(fault.place), 0)).1 += 1;
        }
        // The loops of a bow tie may weigh each other out: what to mend is the crossing.
        if faulty_rings.contains_key("ring.crosses_itself") {
            faulty_rings.remove("ring.shrunk");
        }
        Ok(Self { shape, faulty_rings })
    }
}

/// The note that a fault of a shape gets; what can't be stored at all was refused before.
fn code_of(kind: RingFaultKind) -> &'static str {
    match kind {
        RingFaultKind::Unclosed | RingFaultKind::TooFew | RingFaultKind::NoArea => "ring.shrunk",
        RingFaultKind::Spike => "ring.spike",
        RingFaultKind::CrossesItself => "ring.crosses_itself",
        RingFaultKind::TouchesItself => "ring.touches_itself",
        RingFaultKind::RingsCross => "ring.rings_cross",
        RingFaultKind::HoleOutside => "ring.hole_outside",
        RingFaultKind::HoleInHole => "ring.hole_in_hole",
        RingFaultKind::CutInTwo => "ring.cut_in_two",
        RingFaultKind::PartsOverlap => "ring.parts_overlap",
        RingFaultKind::TooTangled => "ring.too_tangled",
    }
}
