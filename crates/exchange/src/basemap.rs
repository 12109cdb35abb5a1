//! The quiet ground under the grids, from GeoJSON: water, green, roads, footprints.

use domain::import::Fault;
use domain::set::{Ground, GroundLayer, Outline};

use crate::features::{Feature, property_names};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::globe::Globe;
use crate::words::text_from;
use crate::{Known, Options, geometry};

pub(crate) const LAYER: Field = Field { name: "layer", others: &["图层"] };
const CLASS: Field = Field { name: "class", others: &["类别", "类型"] };
const NAME: Field = Field { name: "name", others: &["名称"] };

pub(crate) const FIELDS: [Field; 3] = [LAYER, CLASS, NAME];
/// Without these nothing comes in.
pub(crate) const NEEDED: [Field; 1] = [LAYER];

/// Read the ground; features of an unknown layer or without area or line are filed as faults.
pub(crate) fn read(features: &[Feature], options: &Options, known: &Known, findings: &mut Findings) -> Vec<Ground> {
    let columns = Columns::find(property_names(features), &options.columns, &FIELDS, findings);
    let globe = Globe::new(options, known);
    features
        .iter()
        .filter_map(|feature| {
            let layer = findings.keep(layer_of(feature, &columns));
            let outline = findings.keep(outline_of(feature, globe));
            let text = |field: Field| text_from(feature.value(&columns, field));
            Some(Ground { layer: layer?, class: text(CLASS).unwrap_or_default(), name: text(NAME), outline: outline? })
        })
        .collect()
}

fn layer_of(feature: &Feature, columns: &Columns) -> Result<GroundLayer, Fault> {
    let text = text_from(feature.value(columns, LAYER)).unwrap_or_default();
    layer_named(&text)
        .ok_or_else(|| at(feature.row, columns.name_of(LAYER), "ground.unknown_layer", &[("value", &text)]))
}

/// The layer that files call so.
pub(crate) fn layer_named(name: &str) -> Option<GroundLayer> {
    Some(match name.to_lowercase().as_str() {
        "green" | "绿地" => GroundLayer::Green,
        "water" | "水系" => GroundLayer::Water,
        "road" | "道路" => GroundLayer::Road,
        "building" | "建筑" => GroundLayer::Building,
        _ => return None,
    })
}

fn outline_of(feature: &Feature, globe: Globe) -> Result<Outline, Fault> {
    match geometry::lines_of(feature, globe)? {
        Some(lines) => Ok(Outline::Lines(lines)),
        None => geometry::shape_of(feature, globe).map(Outline::Area),
    }
}
