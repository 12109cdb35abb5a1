//! Units that take cases on, from a table or from points; a seat on the map is optional.

use std::collections::HashMap;

use domain::code::GridPath;
use domain::id::UnitId;
use domain::import::Fault;
use domain::place::Position;
use domain::unit::Unit;

use crate::codes::code_at;
use crate::features::{Feature, property_names};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::globe::Globe;
use crate::words::text_from;
use crate::{Known, Options, geometry, homes, phones};

const ID: Field = Field {
    name: "id",
    others: &["编码", "编号", "单位编码", "单位编号", "单位代码", "code", "unit_id"],
};
pub(crate) const NAME: Field =
    Field { name: "name", others: &["单位名称", "承办单位", "单位", "名称", "unit"] };
const KIND: Field =
    Field { name: "kind", others: &["单位类型", "单位类别", "单位性质", "类型", "类别", "type"] };
pub(crate) const PHONE: Field =
    Field { name: "phone", others: &["值班电话", "24小时电话", "联系电话", "电话", "duty_phone", "tel"] };
pub(crate) const WHISTLE: Field =
    Field { name: "whistle", others: &["可吹哨", "是否可吹哨", "吹哨", "吹哨报到", "may_whistle"] };
const GRID: Field = Field {
    name: "grid",
    others: &["网格编码", "所属网格编码", "所属网格", "网格", "网格代码", "grid_code"],
};
const ADDRESS: Field = Field { name: "address", others: &["地址", "详细地址", "驻地", "办公地址"] };

pub(crate) const FIELDS: [Field; 7] = [ID, NAME, KIND, PHONE, WHISTLE, GRID, ADDRESS];
/// Without these nothing comes in.
pub(crate) const NEEDED: [Field; 1] = [NAME];

/// Read units; those without a name, or that name a grid that is not there, are filed as faults.
///
/// A unit without an id is known by its name.
pub(crate) fn read(features: &[Feature], options: &Options, known: &Known, findings: &mut Findings) -> Vec<Unit> {
    let columns = Columns::find(property_names(features), &options.columns, &FIELDS, findings);
    if !features.is_empty() {
        columns.need(&NEEDED, findings);
    }
    if columns.of(NAME).is_none() {
        return Vec::new();
    }
    let reader = Reader { columns: &columns, options, known, globe: Globe::new(options, known) };
    let mut first_rows: HashMap<UnitId, usize> = HashMap::new();
    let mut units = Vec::with_capacity(features.len());
    for feature in features {
        let Some(unit) = reader.unit(feature, findings) else { continue };
        let first = *first_rows.entry(unit.id.clone()).or_insert(feature.row);
        if first != feature.row {
            let params = [("name", unit.name.as_str()), ("first", &first.to_string())];
            findings.refuse(at(feature.row, columns.name_of(NAME), "unit.duplicate", &params));
            continue;
        }
        units.push(unit);
    }
    units
}

struct Reader<'a> {
    columns: &'a Columns,
    options: &'a Options,
    known: &'a Known<'a>,
    globe: Globe<'a>,
}

impl Reader<'_> {
    fn unit(&self, feature: &Feature, findings: &mut Findings) -> Option<Unit> {
        let before = findings.count();
        let text = |field: Field| text_from(feature.value(self.columns, field));
        let name = text(NAME);
        if name.is_none() {
            findings.refuse(at(feature.row, self.columns.name_of(NAME), "unit.no_name", &[]));
        }
        let id = code_at(feature.row, self.columns.name_of(ID), feature.value(self.columns, ID), findings);
        let id = findings.keep(id).flatten();
        let phone = text(PHONE).unwrap_or_default();
        let phone = findings.keep(phones::phone_in(feature.row, self.columns.name_of(PHONE), &phone)).flatten();
        let whistle = findings.keep(self.whistle(feature));
        let place = findings.keep(self.place(feature)).flatten();
        let grid = findings.keep(self.grid(feature, place)).flatten();
        if findings.count() > before {
            return None;
        }
        let name = name?;
        Some(Unit {
            id: UnitId(id.unwrap_or_else(|| name.clone())),
            kind: text(KIND).unwrap_or_else(|| "部门".to_owned()),
            phone,
            whistle: whistle?,
            place,
            grid,
            address: text(ADDRESS),
            name,
        })
    }

    /// Nothing is no.
    fn whistle(&self, feature: &Feature) -> Result<bool, Fault> {
        let text = text_from(feature.value(self.columns, WHISTLE)).unwrap_or_default();
        match text.to_lowercase().as_str() {
            "是" | "可" | "可以" | "有" | "√" | "1" | "true" | "yes" | "y" => Ok(true),
            "" | "否" | "不可" | "无" | "×" | "0" | "false" | "no" | "n" => Ok(false),
            _ => Err(at(feature.row, self.columns.name_of(WHISTLE), "unit.bad_whistle", &[("value", &text)])),
        }
    }

    fn place(&self, feature: &Feature) -> Result<Option<Position>, Fault> {
        if feature.geometry.is_none() {
            return Ok(None);
        }
        geometry::point_of(feature, self.globe).map(Some)
    }

    /// The grid that its seat lies in; else the one that the row names.
    fn grid(&self, feature: &Feature, place: Option<Position>) -> Result<Option<GridPath>, Fault> {
        let field = self.columns.name_of(GRID);
        let text = text_from(feature.value(self.columns, GRID)).unwrap_or_default();
        let said = homes::named(feature.row, field, &text, self.options.level, self.known)?;
        Ok(place.and_then(|place| (self.known.locate)(place)).or(said))
    }
}

/// The units that the store knows, by id and by name.
pub(crate) struct Directory<'a> {
    by_id: HashMap<&'a str, &'a Unit>,
    /// None where several are called so.
    by_name: HashMap<&'a str, Option<&'a Unit>>,
}

impl<'a> Directory<'a> {
    pub(crate) fn new(units: &'a [Unit]) -> Self {
        let mut by_name: HashMap<&str, Option<&Unit>> = HashMap::new();
        for unit in units {
            by_name.entry(unit.name.as_str()).and_modify(|known| *known = None).or_insert(Some(unit));
        }
        Self { by_id: units.iter().map(|unit| (unit.id.0.as_str(), unit)).collect(), by_name }
    }

    /// The unit of this id, or the only one of this name.
    pub(crate) fn find(&self, text: &str) -> Option<&'a Unit> {
        self.by_id.get(text).copied().or_else(|| self.by_name.get(text).copied().flatten())
    }
}
