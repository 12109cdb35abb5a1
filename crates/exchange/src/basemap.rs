//! The quiet ground under the grids, from GeoJSON: water, green, roads, footprints.

use domain::import::Fault;
use domain::set::{Ground, GroundLayer, Outline};

use crate::features::{Feature, property_names};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::globe::Globe;
use crate::words::text_from;
use crate::{Known, Options, geometry};

const LAYER: Field = Field { name: "layer", others: &["图层"] };
const CLASS: Field = Field { name: "class", others: &["类别", "类型"] };
const NAME: Field = Field { name: "name", others: &["名称"] };

/// Read the ground; features of an unknown layer or without area or line are filed as faults.
pub(crate) fn read(features: &[Feature], options: &Options, known: &Known, findings: &mut Findings) -> Vec<Ground> {
    let columns = Columns::find(property_names(features), &options.columns, &[LAYER, CLASS, NAME], findings);
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
    match text.to_lowercase().as_str() {
        "green" | "绿地" => Ok(GroundLayer::Green),
        "water" | "水系" => Ok(GroundLayer::Water),
        "road" | "道路" => Ok(GroundLayer::Road),
        "building" | "建筑" => Ok(GroundLayer::Building),
        _ => Err(at(feature.row, columns.name_of(LAYER), "ground.unknown_layer", &[("value", &text)])),
    }
}

fn outline_of(feature: &Feature, globe: Globe) -> Result<Outline, Fault> {
    match geometry::lines_of(feature, globe)? {
        Some(lines) => Ok(Outline::Lines(lines)),
        None => geometry::shape_of(feature, globe).map(Outline::Area),
    }
}
