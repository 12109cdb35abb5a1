//! Venues, from GeoJSON points.

mod pieces;

use std::collections::HashMap;

use domain::code::GridPath;
use domain::id::VenueId;
use domain::place::Position;
use domain::venue::Venue;

use crate::codes::code_at;
use crate::features::{Feature, property_names};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::globe::Globe;
use crate::words::{count_of, text_from};
use crate::{Known, Options, geometry};

pub(crate) use pieces::stream;

pub(crate) const ID: Field = Field {
    name: "id",
    others: &["编码", "编号", "场所编码", "卡点编码", "设施编码", "物资编码", "code"],
};
pub(crate) const NAME: Field =
    Field { name: "name", others: &["名称", "场所名称", "卡点名称", "设施名称", "物资名称"] };
pub(crate) const STATE: Field = Field { name: "state", others: &["状态"] };
pub(crate) const KIND: Field =
    Field { name: "kind", others: &["类型", "场所类型", "设施类型", "物资类别", "类别"] };
const CAPACITY: Field = Field { name: "capacity", others: &["容量", "容纳人数"] };
const ADDRESS: Field = Field { name: "address", others: &["地址", "详细地址"] };

pub(crate) const FIELDS: [Field; 6] = [ID, NAME, STATE, KIND, CAPACITY, ADDRESS];
/// Without these nothing comes in, unless each feature has an id of its own. Of checkpoints and assets too.
pub(crate) const NEEDED: [Field; 1] = [ID];

/// Read venues; those without id, name or place are filed as faults.
pub(crate) fn read(features: &[Feature], options: &Options, known: &Known, findings: &mut Findings) -> Vec<Venue> {
    let columns = Columns::find(property_names(features), &options.columns, &FIELDS, findings);
    let mut pins = Pins::new(&columns, options, known);
    features
        .iter()
        .filter_map(|feature| {
            let pin = pins.pin(feature, findings);
            venue(feature, pin, &columns, findings)
        })
        .collect()
}

/// A pin with what is said of it.
fn venue(feature: &Feature, pin: Option<Pin>, columns: &Columns, findings: &mut Findings) -> Option<Venue> {
    let capacity = count_of(feature.value(columns, CAPACITY)).map_err(|()| {
        let value = feature.value(columns, CAPACITY).to_string();
        at(feature.row, columns.name_of(CAPACITY), "venue.bad_capacity", &[("value", &value)])
    });
    let capacity = findings.keep(capacity);
    let pin = pin?;
    let text = |field: Field| text_from(feature.value(columns, field));
    Some(Venue {
        id: VenueId(pin.id),
        name: pin.name,
        kind: text(KIND).unwrap_or_else(|| "其他".to_owned()),
        place: pin.place,
        grid: pin.grid,
        capacity: capacity?,
        state: text(STATE).unwrap_or_else(|| "开放".to_owned()),
        address: text(ADDRESS),
    })
}

/// What venues, checkpoints and assets have in common.
pub(crate) struct Pin {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) place: Position,
    pub(crate) grid: Option<GridPath>,
}

/// Reads pins and remembers their ids.
pub(crate) struct Pins<'a> {
    columns: &'a Columns,
    known: &'a Known<'a>,
    globe: Globe<'a>,
    first_rows: HashMap<String, usize>,
}

impl<'a> Pins<'a> {
    pub(crate) fn new(columns: &'a Columns, options: &Options, known: &'a Known<'a>) -> Self {
        Self { columns, known, globe: Globe::new(options, known), first_rows: HashMap::new() }
    }

    /// A feature's id, name and place; what is missing is filed as a fault, and an id that came already.
    pub(crate) fn pin(&mut self, feature: &Feature, findings: &mut Findings) -> Option<Pin> {
        let id = self.id(feature, findings).filter(|id| self.is_new(id, feature, findings));
        self.pinned(id, feature, findings)
    }

    /// The same of whatever id.
    fn pin_again(&self, feature: &Feature, findings: &mut Findings) -> Option<Pin> {
        let id = self.id(feature, findings);
        self.pinned(id, feature, findings)
    }

    fn pinned(&self, id: Option<String>, feature: &Feature, findings: &mut Findings) -> Option<Pin> {
        let place = findings.keep(geometry::point_of(feature, self.globe));
        let (id, place) = (id?, place?);
        let name = text_from(feature.value(self.columns, NAME)).unwrap_or_else(|| id.clone());
        let grid = (self.known.locate)(place);
        if grid.is_none() {
            findings.note_with(|| at(feature.row, "geometry", "place.outside", &[("id", &id)]));
        }
        Some(Pin { id, name, place, grid })
    }

    fn id(&self, feature: &Feature, findings: &mut Findings) -> Option<String> {
        let field = self.columns.name_of(ID);
        let property = feature.value(self.columns, ID);
        let value = if property.is_null() { &feature.id } else { property };
        let code = code_at(feature.row, field, value, findings);
        let id = findings.keep(code)?;
        if id.is_none() {
            findings.refuse(at(feature.row, field, "place.no_id", &[]));
        }
        id
    }

    fn is_new(&mut self, id: &str, feature: &Feature, findings: &mut Findings) -> bool {
        let Some(first) = self.first_rows.get(id) else {
            self.first_rows.insert(id.to_owned(), feature.row);
            return true;
        };
        let params = [("id", id), ("first", &first.to_string())];
        findings.refuse(at(feature.row, self.columns.name_of(ID), "place.duplicate_id", &params));
        false
    }
}
