//! Vector tiles, drawn from the store as they are asked for.

use atlas::tile::{Layer, Tile, Value};
use domain::code::{GridPath, Level};
use domain::failure::{Failure, Refusal};
use domain::grid::Grid;
use domain::seat::Seat;
use domain::set::{Ground, GroundLayer, Outline};
use ledger::View;

use crate::Desk;
use crate::district::District;
use crate::draft::scheme_named;
use crate::drawn::{Sketch, Sketches};
use crate::failure::broken;
use crate::strata::Stratum;

/// Below this zoom a footprint is smaller than a pixel's quarter, and lanes are a grey mush.
const FOOTPRINTS_FROM: u8 = 14;
const LANES_FROM: u8 = 13;

/// Draw one tile of one layer; its grids are those of the named scheme, none: of the published one.
pub fn draw(
    desk: &Desk,
    seat: &Seat,
    scheme: Option<&str>,
    layer: &str,
    zoom: u8,
    x: u32,
    y: u32,
) -> Result<Vec<u8>, Failure> {
    let Some(mut tile) = Tile::at(zoom, x, y) else {
        let [zoom, x, y] = [u32::from(zoom), x, y].map(|number| number.to_string());
        return Err(Failure::invalid("tile.address", &[("zoom", &zoom), ("x", &x), ("y", &y)]));
    };
    let district = desk.district();
    desk.readers.with(|view| match layer {
        "base" => draw_base(&mut tile, view, zoom),
        _ => match layer.strip_prefix("grid-").and_then(|level| level.parse().ok()) {
            Some(level) => match scheme {
                None => draw_grids(&mut tile, view, &district, seat, Level(level)),
                Some(scheme) => draw_named(&mut tile, view, &district, &desk.sketches, (scheme, Level(level))),
            },
            None => Err(Refusal::NoSuch { noun: "layer", id: layer.to_owned() }.into()),
        },
    })?;
    Ok(tile.finish())
}

fn draw_base(tile: &mut Tile, view: &View<'_>, zoom: u8) -> Result<(), Failure> {
    let bounds = tile.bounds_with_margin();
    for (ground, name) in [
        (GroundLayer::Green, "green"),
        (GroundLayer::Water, "water"),
        (GroundLayer::Road, "road"),
        (GroundLayer::Building, "building"),
    ] {
        if ground == GroundLayer::Building && zoom < FOOTPRINTS_FROM {
            continue;
        }
        let layer = tile.layer(name);
        for feature in view.ground_in(ground, bounds).map_err(broken)? {
            if feature.class != "lane" || zoom >= LANES_FROM {
                draw_ground(layer, &feature);
            }
        }
    }
    Ok(())
}

fn draw_ground(layer: &mut Layer, feature: &Ground) {
    let mut properties = vec![("class", Value::Text(&feature.class))];
    if let Some(name) = &feature.name {
        properties.push(("name", Value::Text(name)));
    }
    match &feature.outline {
        Outline::Area(shape) => layer.polygon(shape, &properties),
        Outline::Lines(lines) => layer.lines(lines, &properties),
    }
}

fn draw_grids(tile: &mut Tile, view: &View<'_>, district: &District, seat: &Seat, level: Level) -> Result<(), Failure> {
    let strata = district.strata();
    for grid in district.grids_in(level, &tile.bounds_with_margin()).filter(|grid| is_shown(seat, &grid.path)) {
        if let Some(sketch) = district.drawn.of(view, &grid.path).map_err(broken)? {
            let below = if seat.covers(&grid.path) { strata.below(&grid.path) } else { &[] };
            draw_grid(tile, district, grid, &sketch, below);
        }
    }
    Ok(())
}

/// Grids of a scheme that may be a draft: read anew each time, because they change while somebody draws.
fn draw_named(
    tile: &mut Tile,
    view: &View<'_>,
    district: &District,
    sketches: &Sketches,
    (scheme, level): (&str, Level),
) -> Result<(), Failure> {
    scheme_named(view, scheme)?;
    for path in view.paths_in_of(Some(scheme), level, tile.bounds_with_margin()).map_err(broken)? {
        if let Some(placed) = view.placed(scheme, &path).map_err(broken)? {
            draw_grid(tile, district, &placed.grid, &sketches.of(&placed.shape), &[]);
        }
    }
    Ok(())
}

/// The grid's area with what lies in it, and one point for its label: a label per tile that a grid touches would be one
/// too many.
fn draw_grid(tile: &mut Tile, district: &District, grid: &Grid, sketch: &Sketch, below: &[Stratum]) {
    let whole = |number: u32| Value::Whole(i64::from(number));
    let mut properties = vec![
        ("path", Value::Text(grid.path.as_str())),
        ("name", Value::Text(&grid.name)),
        ("level", whole(u32::from(grid.level.0))),
        ("kind", Value::Text(&grid.kind)),
        ("code", Value::Text(&grid.code.0)),
        ("heads", whole(u32::try_from(district.roster.heads(&grid.path).len()).unwrap_or(u32::MAX))),
    ];
    // Absent where nobody counted: nought would be a claim.
    properties.extend(grid.counts.residents.map(|residents| ("residents", whole(residents))));
    // In place of the grids of these levels, while they are too small to be drawn: their mean, and the least of heads.
    let keys: Vec<[String; 4]> = below.iter().map(keys).collect();
    for (stratum, [grids, vacant, heads, residents]) in below.iter().zip(&keys) {
        properties.extend([
            (grids.as_str(), whole(stratum.grids)),
            (vacant.as_str(), whole(stratum.vacant)),
            (heads.as_str(), whole(stratum.fewest_heads)),
        ]);
        properties.extend(stratum.mean_residents().map(|mean| (residents.as_str(), whole(mean))));
    }
    tile.layer("grid").area(&sketch.area, &properties);
    if let Some(place) = sketch.label {
        tile.layer("label").point(place, &properties[..4]);
    }
}

/// What tiles call the figures of a level below, as the page asks for them: `residents-5`.
fn keys(below: &Stratum) -> [String; 4] {
    ["grids", "vacant", "heads", "residents"].map(|name| format!("{name}-{}", below.level.0))
}

/// A seat sees its own subtree, and the outlines of what it belongs to.
fn is_shown(seat: &Seat, path: &GridPath) -> bool {
    seat.subtree.as_ref().is_none_or(|top| path.is_within(top) || top.is_below(path))
}
