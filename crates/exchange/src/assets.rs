//! Assets, from points.

use domain::asset::Asset;
use domain::id::{AssetId, UnitId};
use domain::import::Fault;

use crate::features::{Feature, property_names};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::units::Directory;
use crate::venues::{ID, KIND, NAME, Pins, STATE};
use crate::words::{count_of, day_of, text_from};
use crate::{Known, Options};

pub(crate) const OWNER: Field = Field {
    name: "owner",
    others: &["责任单位", "权属单位", "管理单位", "管护单位", "产权单位", "所属单位"],
};
pub(crate) const QUANTITY: Field = Field { name: "quantity", others: &["数量", "存量", "库存", "amount"] };
const MEASURE: Field = Field { name: "measure", others: &["计量单位", "单位", "unit"] };
const AS_OF: Field = Field { name: "as_of", others: &["统计日期", "核查日期", "截至", "日期", "date"] };

pub(crate) const FIELDS: [Field; 8] = [ID, NAME, KIND, OWNER, QUANTITY, MEASURE, STATE, AS_OF];

/// Read assets; those without id or place, or with an owner that nobody knows, are filed as faults.
pub(crate) fn read(features: &[Feature], options: &Options, known: &Known, findings: &mut Findings) -> Vec<Asset> {
    let columns = Columns::find(property_names(features), &options.columns, &FIELDS, findings);
    let mut pins = Pins::new(&columns, options, known);
    let units = Directory::new(known.units);
    features
        .iter()
        .filter_map(|feature| {
            let pin = pins.pin(feature, findings);
            let owner = findings.keep(owner_of(feature, &columns, &units));
            let quantity = findings.keep(quantity_of(feature, &columns));
            let as_of = findings.keep(as_of(feature, &columns));
            let (pin, owner) = (pin?, owner?);
            let text = |field: Field| text_from(feature.value(&columns, field));
            if owner.is_none() {
                findings.tally(feature.row, columns.name_of(OWNER), "asset.no_owner");
            }
            Some(Asset {
                id: AssetId(pin.id),
                name: pin.name,
                kind: text(KIND).unwrap_or_else(|| "其他".to_owned()),
                place: pin.place,
                grid: pin.grid,
                owner,
                quantity: quantity?,
                measure: text(MEASURE),
                state: text(STATE).unwrap_or_else(|| "正常".to_owned()),
                as_of: as_of?,
            })
        })
        .collect()
}

fn owner_of(feature: &Feature, columns: &Columns, units: &Directory) -> Result<Option<UnitId>, Fault> {
    let Some(text) = text_from(feature.value(columns, OWNER)) else { return Ok(None) };
    let unit = units.find(&text);
    unit.map(|unit| Some(unit.id.clone()))
        .ok_or_else(|| at(feature.row, columns.name_of(OWNER), "asset.unknown_owner", &[("value", &text)]))
}

fn quantity_of(feature: &Feature, columns: &Columns) -> Result<Option<u32>, Fault> {
    let value = feature.value(columns, QUANTITY);
    count_of(value).map_err(|()| {
        let shown = text_from(value).unwrap_or_default();
        at(feature.row, columns.name_of(QUANTITY), "asset.bad_quantity", &[("value", &shown)])
    })
}

fn as_of(feature: &Feature, columns: &Columns) -> Result<Option<String>, Fault> {
    let Some(text) = text_from(feature.value(columns, AS_OF)) else { return Ok(None) };
    let bad = || at(feature.row, columns.name_of(AS_OF), "day.unreadable", &[("value", &text)]);
    day_of(&text).map(Some).ok_or_else(bad)
}
