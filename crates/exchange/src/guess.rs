//! What a file seems to be, where nobody says it: by what it holds, and by its name where that does not tell.

use domain::amendment::is_address;

use crate::Kind;
use crate::assets;
use crate::basemap;
use crate::checkpoints;
use crate::features::{Feature, property_names};
use crate::fields::Field;
use crate::geometry;
use crate::spots;
use crate::streams;
use crate::table::Table;
use crate::units;
use crate::words::text_from;

/// So many rows tell of all.
const LOOKED_AT: usize = 200;
/// How the names of tables end, spreadsheets among them: they are what the table should have been.
const TABLES: [&str; 8] = [".csv", ".tsv", ".txt", ".xls", ".xlsx", ".et", ".ods", ".numbers"];
/// What people call a file of checkpoints.
const CHECKPOINTS: [&str; 4] = ["checkpoint", "卡点", "卡口", "检查点"];

/// What people call a file of assets.
const ASSETS: [&str; 8] = ["asset", "物资", "设施", "泵站", "井盖", "消火栓", "消防栓", "部件"];
/// What only a table of units has for a heading.
const UNITS: [&str; 5] = ["承办单位", "单位编码", "单位编号", "单位类型", "单位性质"];
/// What only a table of pairings has for a heading.
const PARTNERS: [&str; 3] = ["结对单位", "结对共建单位", "共建单位"];

/// By the name alone: the content could not be read.
pub(crate) fn by_name(file_name: &str) -> Kind {
    let small = file_name.to_lowercase();
    if TABLES.iter().any(|ending| small.ends_with(ending)) { Kind::Heads } else { Kind::Grids }
}

/// Camera addresses, units and what they are paired with, places, or people.
pub(crate) fn of_table(table: &Table) -> Kind {
    let address = table.heading.iter().position(|name| streams::ADDRESS.is_called(name));
    let mut cells = table.rows.iter().take(LOOKED_AT).filter_map(|row| row.cell(address?));
    let called = |field: Field| table.heading.iter().any(|name| field.is_called(name));
    let has_one_of = |words: &[&str]| table.heading.iter().any(|name| words.contains(&name.trim()));
    let is_of_units = has_one_of(&UNITS) || called(units::WHISTLE);
    match () {
        () if cells.any(is_address) => Kind::Streams,
        () if has_one_of(&PARTNERS) => Kind::Partners,
        () if is_of_units && !called(assets::QUANTITY) => Kind::Units,
        () if !spots::are_in(&table.heading) => Kind::Heads,
        () if called(checkpoints::QUEUE) => Kind::Checkpoints,
        () if called(assets::OWNER) || called(assets::QUANTITY) => Kind::Assets,
        () => Kind::Venues,
    }
}

/// Points are places, areas are grids, lines and what names a layer of the ground are the ground.
pub(crate) fn of_features(file_name: &str, features: &[Feature]) -> Kind {
    let names = property_names(features);
    let called = |field: Field| names.iter().copied().find(|name| field.is_called(name));
    let first = || features.iter().take(LOOKED_AT);
    if let Some(layer) = called(basemap::LAYER) {
        let is_ground = |feature: &Feature| {
            feature.properties.get(layer).and_then(text_from).is_some_and(|text| basemap::layer_named(&text).is_some())
        };
        if first().any(is_ground) {
            return Kind::Basemap;
        }
    }
    let types: Vec<String> = first().map(geometry::type_of).collect();
    let count = |wanted: &str| types.iter().filter(|name| name.ends_with(wanted)).count();
    let (points, lines, areas) = (count("Point"), count("LineString"), count("Polygon"));
    if points > lines.max(areas) {
        let small = file_name.to_lowercase();
        let is_checkpoints = called(checkpoints::QUEUE).is_some()
            || CHECKPOINTS.iter().any(|word| small.contains(word) || names.iter().any(|name| name.contains(word)));
        let is_assets = called(assets::OWNER).is_some()
            || called(assets::QUANTITY).is_some()
            || ASSETS.iter().any(|word| small.contains(word));
        return match () {
            () if is_checkpoints => Kind::Checkpoints,
            () if called(units::WHISTLE).is_some() => Kind::Units,
            () if is_assets => Kind::Assets,
            () => Kind::Venues,
        };
    }
    if lines > areas { Kind::Basemap } else { Kind::Grids }
}
