//! The quiet ground under the grids, from GeoJSON: water, green, roads, footprints.

use domain::import::Fault;
use domain::set::{Ground, GroundLayer, Outline};

use crate::features::{Feature, property_names};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::words::text_from;
use crate::{Options, geometry};

const LAYER: Field = Field { name: "layer", others: &["图层"] };
const CLASS: Field = Field { name: "class", others: &["类别", "类型"] };
const NAME: Field = Field { name: "name", others: &["名称"] };

/// Read the ground; features of an unknown layer or without area or line are filed as faults.
pub(crate) fn read(features: &[Feature], options: &Options, findings: &mut Findings) -> Vec<Ground> {
    let columns = Columns::find(property_names(features), &options.columns, &[LAYER, CLASS, NAME], findings);
    features
        .iter()
        .filter_map(|feature| {
            let layer = findings.keep(layer_of(feature, &columns));
            let outline = findings.keep(outline_of(feature));
            let text = |field: Field| text_from(feature.value(&columns, field));
            Some(Ground { layer: layer?, class: text(CLASS).unwrap_or_default(), name: text(NAME), outline: outline? })
        })
        .collect()
}

fn layer_of(feature: &Feature, columns: &Columns) -> Result<GroundLayer, Fault> {
    let text = text_from(feature.value(columns, LAYER)).unwrap_or_default();
    match text.to_lowercase().as_str() {
        "green" | "绿地" => Ok(GroundLayer::Green),
        "water" | "水系" => Ok(GroundLayer::Water),
        "road" | "道路" => Ok(GroundLayer::Road),
        "building" | "建筑" => Ok(GroundLayer::Building),
        _ => {
            let message = format!("{text:?} is no layer of the ground; write water, green, road or building");
            Err(at(feature.row, columns.name_of(LAYER), "ground.unknown_layer", &[("value", &text)], message))
        }
    }
}

fn outline_of(feature: &Feature) -> Result<Outline, Fault> {
    match geometry::lines_of(feature)? {
        Some(lines) => Ok(Outline::Lines(lines)),
        None => geometry::shape_of(feature).map(Outline::Area),
    }
}
