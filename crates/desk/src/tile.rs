//! Vector tiles, drawn from the store as they are asked for.

use atlas::tile::{Layer, Tile, Value};
use atlas::trace::Trace;
use domain::code::{GridPath, Level};
use domain::failure::{Failure, Refusal};
use domain::grid::Grid;
use domain::place::Position;
use domain::seat::Seat;
use domain::set::{Ground, GroundLayer, Outline};
use ledger::View;

use crate::Desk;
use crate::district::District;
use crate::draft::scheme_named;
use crate::drawn::Sketches;
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
                None => draw_grids((&mut tile, zoom), view, &district, seat, Level(level)),
                Some(scheme) => draw_named((&mut tile, zoom), view, &district, &desk.sketches, (scheme, Level(level))),
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

fn draw_grids(
    (tile, zoom): (&mut Tile, u8),
    view: &View<'_>,
    district: &District,
    seat: &Seat,
    level: Level,
) -> Result<(), Failure> {
    let (strata, heads) = (district.strata(), district.heads());
    let bounds = tile.bounds_with_margin();
    let grids = district.grids_in(level, &bounds).filter(|(_, grid)| is_shown(seat, &grid.path));
    let grids: Vec<(usize, &Grid)> = grids.collect();
    let mut keys = Keys::default();
    let draw = |place: usize, grid: &Grid, trace: &Trace<'_>, label: Option<Position>| {
        let below = if seat.covers(&grid.path) { strata.below(place) } else { &[] };
        keys.know(below);
        draw_grid(tile, grid, heads[place], (trace, label), (below, &keys));
    };
    district.drawn.each(view, zoom, &grids, draw).map_err(broken)
}

/// Grids of a scheme that may be a draft: read anew each time, because they change while somebody draws.
fn draw_named(
    (tile, zoom): (&mut Tile, u8),
    view: &View<'_>,
    district: &District,
    sketches: &Sketches,
    (scheme, level): (&str, Level),
) -> Result<(), Failure> {
    scheme_named(view, scheme)?;
    for path in view.paths_in_of(Some(scheme), level, tile.bounds_with_margin()).map_err(broken)? {
        if let Some(placed) = view.placed(scheme, &path).map_err(broken)? {
            let sketch = sketches.of(&placed.shape);
            let heads = u32::try_from(district.roster.heads(&path).len()).unwrap_or(u32::MAX);
            let trace = Trace::of(&sketch.area, zoom);
            draw_grid(tile, &placed.grid, heads, (&trace, sketch.label), (&[], &Keys::default()));
        }
    }
    Ok(())
}

/// The grid's area with what lies in it, and one point for its label: a label per tile that a grid touches would be one
/// too many.
fn draw_grid(
    tile: &mut Tile,
    grid: &Grid,
    heads: u32,
    (trace, label): (&Trace<'_>, Option<Position>),
    (below, keys): (&[Stratum], &Keys),
) {
    let whole = |number: u32| Value::Whole(i64::from(number));
    let known = [
        ("path", Value::Own(grid.path.as_str())),
        ("name", Value::Text(&grid.name)),
        ("level", whole(u32::from(grid.level.0))),
        ("kind", Value::Text(&grid.kind)),
        ("code", Value::Own(&grid.code.0)),
        ("heads", whole(heads)),
    ];
    // Absent where nobody counted: nought would be a claim.
    let residents = grid.counts.residents.map(|residents| ("residents", whole(residents)));
    let layer = tile.layer("grid");
    if below.is_empty() && residents.is_none() {
        layer.trace(trace, &known);
    } else {
        let mut properties = known.to_vec();
        properties.extend(residents);
        // In place of the grids of these levels, while they are too small to be drawn: their mean, and the least of heads.
        for (stratum, [grids, vacant, heads, residents]) in below.iter().filter_map(|one| Some((one, keys.of(one)?))) {
            properties.extend([
                (grids.as_str(), whole(stratum.grids)),
                (vacant.as_str(), whole(stratum.vacant)),
                (heads.as_str(), whole(stratum.fewest_heads)),
            ]);
            properties.extend(stratum.mean_residents().map(|mean| (residents.as_str(), whole(mean))));
        }
        layer.trace(trace, &properties);
    }
    if let Some(place) = label {
        tile.layer("label").point(place, &known[..4]);
    }
}

/// What tiles call the figures of the levels below, as the page asks for them: `residents-5`.
#[derive(Default)]
struct Keys(Vec<(Level, [String; 4])>);

impl Keys {
    fn know(&mut self, below: &[Stratum]) {
        for stratum in below {
            if self.of(stratum).is_none() {
                let names = ["grids", "vacant", "heads", "residents"].map(|name| format!("{name}-{}", stratum.level.0));
                self.0.push((stratum.level, names));
            }
        }
    }

    fn of(&self, stratum: &Stratum) -> Option<&[String; 4]> {
        self.0.iter().find(|(level, _)| *level == stratum.level).map(|(_, names)| names)
    }
}

/// A seat sees its own subtree, and the outlines of what it belongs to.
fn is_shown(seat: &Seat, path: &GridPath) -> bool {
    seat.subtree.as_ref().is_none_or(|top| path.is_within(top) || top.is_below(path))
}
