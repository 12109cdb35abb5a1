//! Houses: footprints inside the grids of level 5, in rows along their block, clear of roads, water and borders.

use crate::chance::Chance;
use crate::lattice::Node;
use crate::mesh::{Kind, Mesh};
use crate::network::{BROOK, Ground, Network, RIVER};
use crate::plane::{Spot, bounds, centroid, distance, heart, holds, sides, spot};
use crate::tree::Tree;
use crate::venues::Sites;

/// A building's footprint and what lives in it.
pub struct House {
    pub ring: [Node; 4],
    pub middle: Spot,
    pub class: &'static str,
    pub units: u64,
    pub households: u64,
}

/// How an estate is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    Slabs,
    Towers,
    Old,
    Works,
    Village,
}

/// Sizes of one style in metres: length, depth, gap along the row, row to row; and how many places stay empty.
struct Sizes {
    length: (f64, f64),
    depth: (f64, f64),
    gap: f64,
    pitch: f64,
    empty: f64,
}

/// A side of the lot and how far houses keep from it.
type Fence = (Spot, Spot, f64);

/// The style of every estate.
pub fn styles(network: &Network, tree: &Tree, seed: u64) -> Vec<Style> {
    let mut chance = Chance::new(seed, 5);
    let style = |estate: &crate::tree::Grid, chance: &mut Chance| {
        let luck = chance.share();
        let middle = centroid(&network.mesh.ring(estate.faces[0]));
        if estate.kind == "自然村" || network.ground.urban(middle) < 0.2 {
            return Style::Village;
        }
        let centre = Ground::centre(middle);
        let (old, works) = (if centre > 0.55 { 0.22 } else { 0.04 }, if centre > 0.4 { 0.03 } else { 0.16 });
        match luck {
            l if l < old => Style::Old,
            l if l < old + works => Style::Works,
            l if l < 0.68 => Style::Slabs,
            _ => Style::Towers,
        }
    };
    tree.levels[3].iter().map(|estate| style(estate, &mut chance)).collect()
}

/// The houses of every grid of level 5.
pub fn build(network: &Network, tree: &Tree, styles: &[Style], sites: &Sites, seed: u64) -> Vec<Vec<House>> {
    let mut chance = Chance::new(seed, 6);
    let mesh = &network.mesh;
    let mut all = Vec::with_capacity(tree.levels[4].len());
    for (e, estate) in tree.levels[3].iter().enumerate() {
        let rings: Vec<Vec<Spot>> = estate.faces.iter().map(|&f| mesh.ring(f)).collect();
        let along = row_direction(&rings[0]);
        let (core, _) = core(&rings);
        let reach = village_reach(&rings);
        for (&face, ring) in estate.faces.iter().zip(&rings) {
            let grid = all.len();
            let fences = fences(mesh, face, ring, &network.river, &network.brook);
            let mut houses = match (&sites.of_grid[grid], styles[e]) {
                (Some(site), _) if site.is_large() => hall(site.place, along, &fences, ring),
                (None, _) if sites.parks.contains(&grid) => pavilion(along, &fences, ring),
                (_, Style::Village) => village(core, reach, along, &fences, ring, &mut chance),
                (_, style) => town_rows(style, along, &fences, ring, &mut chance),
            };
            if houses.is_empty() {
                houses = lone_house(along, &fences, ring, styles[e]);
            }
            all.push(houses);
        }
    }
    all
}

fn sizes(style: Style) -> Sizes {
    match style {
        Style::Slabs => Sizes { length: (48.0, 74.0), depth: (12.5, 14.0), gap: 17.0, pitch: 41.0, empty: 0.04 },
        Style::Towers => Sizes { length: (28.0, 36.0), depth: (17.0, 19.0), gap: 25.0, pitch: 56.0, empty: 0.06 },
        Style::Old => Sizes { length: (18.0, 34.0), depth: (9.0, 14.0), gap: 9.0, pitch: 30.0, empty: 0.25 },
        Style::Works => Sizes { length: (50.0, 95.0), depth: (24.0, 40.0), gap: 22.0, pitch: 58.0, empty: 0.14 },
        Style::Village => Sizes { length: (14.0, 22.0), depth: (11.0, 15.0), gap: 11.0, pitch: 44.0, empty: 0.22 },
    }
}

/// Rows run along the block's longest straight side; of the two directions the one nearer to east and west,
/// because rooms face south.
fn row_direction(ring: &[Spot]) -> Spot {
    let mut best = (spot(1.0, 0.0), 0.0);
    for (a, b) in sides(ring) {
        let heading = (b - a).unit();
        let weight: f64 =
            sides(ring).map(|(p, q)| (q - p).dot(heading).abs()).filter(|along| *along > 0.0).map(|l| l * l).sum();
        if weight > best.1 {
            best = (heading, weight);
        }
    }
    let heading = if best.0.x.abs() < best.0.y.abs() { best.0.left() } else { best.0 };
    if heading.x < 0.0 { heading * -1.0 } else { heading }
}

fn core(rings: &[Vec<Spot>]) -> (Spot, f64) {
    let mut sum = Spot::default();
    let mut total = 0.0;
    for ring in rings {
        let size = crate::plane::area(ring);
        sum = sum + centroid(ring) * size;
        total += size;
    }
    (sum * (1.0 / total), total)
}

fn village_reach(rings: &[Vec<Spot>]) -> f64 {
    (core(rings).1.sqrt() * 0.155).clamp(60.0, 125.0)
}

fn fences(mesh: &Mesh, face: usize, ring: &[Spot], river: &[Spot], brook: &[Spot]) -> Vec<Fence> {
    let nodes = &mesh.rings[face];
    let mut fences: Vec<Fence> = (0..nodes.len())
        .map(|i| {
            let (u, v) = (nodes[i], nodes[(i + 1) % nodes.len()]);
            (mesh.spots[u as usize], mesh.spots[v as usize], setback(mesh.kind(u, v)))
        })
        .collect();
    let (west, south, east, north) = bounds(ring);
    for (course, away) in [(river, RIVER + 34.0), (brook, BROOK + 18.0)] {
        let near = |p: Spot| p.x > west - 150.0 && p.x < east + 150.0 && p.y > south - 150.0 && p.y < north + 150.0;
        let steps = course.windows(2).filter(|step| near(step[0]) || near(step[1]));
        fences.extend(steps.map(|step| (step[0], step[1], away)));
    }
    fences
}

fn setback(kind: Kind) -> f64 {
    match kind {
        Kind::Expressway => 48.0,
        Kind::Ring => 30.0,
        Kind::Main => 26.0,
        Kind::Street => 18.0,
        Kind::Lane => 10.0,
        Kind::Yard => 5.0,
        Kind::Outline => 14.0,
        Kind::River => RIVER + 34.0,
        Kind::Brook => BROOK + 18.0,
    }
}

/// Fills a lot row by row; a place that does not fit is tried again a few metres on.
fn rows(
    style: Style,
    along: Spot,
    fences: &[Fence],
    ring: &[Spot],
    wanted: impl Fn(Spot) -> bool,
    chance: &mut Chance,
) -> Vec<House> {
    let sizes = sizes(style);
    let across = along.left();
    let turned: Vec<Spot> = ring.iter().map(|p| spot(p.dot(along), p.dot(across))).collect();
    let (west, south, east, north) = bounds(&turned);
    let mut houses = Vec::new();
    let depth = chance.between(sizes.depth.0, sizes.depth.1);
    let usual = chance.between(sizes.length.0, sizes.length.1);
    let mut y = south + 9.0 + depth / 2.0;
    while y < north {
        let mut x = west + 6.0;
        while x < east {
            let length = (usual * chance.between(0.86, 1.14)).clamp(sizes.length.0, sizes.length.1);
            let middle = along * (x + length / 2.0) + across * y;
            if wanted(middle) && fits(middle, along, length, depth, fences, ring) {
                if !chance.luck(sizes.empty) {
                    houses.push(house(style, middle, along, length, depth, chance));
                }
                x += length + sizes.gap;
            } else {
                x += 7.0;
            }
        }
        y += sizes.pitch;
    }
    houses
}

/// Rows of the estate's style; a lot too small for them is filled with small houses.
fn town_rows(style: Style, along: Spot, fences: &[Fence], ring: &[Spot], chance: &mut Chance) -> Vec<House> {
    let houses = rows(style, along, fences, ring, |_| true, chance);
    if houses.len() > 1 {
        return houses;
    }
    let small = rows(Style::Old, along, fences, ring, |_| true, chance);
    if small.len() > 2 { small } else { houses }
}

fn village(core: Spot, reach: f64, along: Spot, fences: &[Fence], ring: &[Spot], chance: &mut Chance) -> Vec<House> {
    let houses = rows(
        Style::Village,
        along,
        fences,
        ring,
        |p| {
            let d = p - core;
            let lobe = 1.0 + 0.25 * crate::plane::sin(d.x / 47.0) * crate::plane::sin(d.y / 61.0);
            d.length() < reach * lobe
        },
        chance,
    );
    if houses.len() >= 4 {
        return houses;
    }
    let (own, room) = heart(ring);
    let small = (room * 0.7).min(60.0);
    rows(Style::Village, along, fences, ring, |p| p.to(own) < small, chance)
}

/// One large building for a mall, a school or a hospital.
fn hall(place: Spot, along: Spot, fences: &[Fence], ring: &[Spot]) -> Vec<House> {
    for scale in [1.0, 0.8, 0.62, 0.48, 0.36, 0.25] {
        let (length, depth) = (96.0 * scale, 58.0 * scale);
        if fits(place, along, length, depth, fences, ring) {
            let ring = corners(place, along, length, depth).map(Node::near);
            return vec![House { ring, middle: place, class: "public", units: 1, households: 0 }];
        }
    }
    Vec::new()
}

/// A small house beside a park's lake.
fn pavilion(along: Spot, fences: &[Fence], ring: &[Spot]) -> Vec<House> {
    let (middle, room) = heart(ring);
    let place = middle - spot(room, room * 0.4) * 0.68;
    if !fits(place, along, 20.0, 12.0, fences, ring) {
        return Vec::new();
    }
    let ring = corners(place, along, 20.0, 12.0).map(Node::near);
    vec![House { ring, middle: place, class: "public", units: 1, households: 1 }]
}

/// A single house somewhere on the lot, if need be a hut near the border; only a strip of wet bank has none.
fn lone_house(along: Spot, fences: &[Fence], ring: &[Spot], style: Style) -> Vec<House> {
    let class = if style == Style::Village { "house" } else { "public" };
    let one = |place: Spot, length: f64, depth: f64| {
        let ring = corners(place, along, length, depth).map(Node::near);
        vec![House { ring, middle: place, class, units: 1, households: 1 }]
    };
    let (west, south, east, north) = bounds(ring);
    let (middle, _) = heart(ring);
    for (tight, length) in [(1.0, 24.0), (1.0, 14.0), (0.76, 14.0), (0.76, 9.0), (0.72, 6.0)] {
        let near: Vec<Fence> = fences.iter().map(|&(a, b, away)| (a, b, away * tight)).collect();
        let raster = (0..169).map(|k| {
            let (i, j) = (f64::from(k % 13) + 0.5, f64::from(k / 13) + 0.5);
            spot(west + (east - west) * i / 13.0, south + (north - south) * j / 13.0)
        });
        let places = std::iter::once(middle).chain(raster);
        if let Some(place) = places.into_iter().find(|&p| fits(p, along, length, length * 0.6, &near, ring)) {
            return one(place, length, length * 0.6);
        }
    }
    Vec::new()
}

fn house(style: Style, middle: Spot, along: Spot, length: f64, depth: f64, chance: &mut Chance) -> House {
    let ring = corners(middle, along, length, depth).map(Node::near);
    let (class, units, each) = match style {
        Style::Slabs => ("slab", (length / 19.0) as u64, 6.0),
        Style::Towers => ("tower", 1 + u64::from(length > 32.0), 15.0),
        Style::Old => ("house", 1, 2.4),
        Style::Works => ("works", 1, 0.6),
        Style::Village => ("house", 1, 2.2),
    };
    let households = (units as f64 * each * chance.between(0.8, 1.15)).round() as u64;
    House { ring, middle, class, units, households }
}

/// Counter-clockwise corners of a rectangle.
fn corners(middle: Spot, along: Spot, length: f64, depth: f64) -> [Spot; 4] {
    let (a, b) = (along * (length / 2.0), along.left() * (depth / 2.0));
    [middle - a - b, middle + a - b, middle + a + b, middle - a + b]
}

fn fits(middle: Spot, along: Spot, length: f64, depth: f64, fences: &[Fence], ring: &[Spot]) -> bool {
    let corners = corners(middle, along, length, depth);
    let radius = spot(length, depth).length() / 2.0;
    let across = along.left();
    holds(ring, middle)
        && fences.iter().all(|&(p, q, away)| {
            let far = distance(middle, p, q);
            if far > radius + away {
                return true;
            }
            if far < depth / 2.0 + away {
                return false;
            }
            let local = |s: Spot| spot((s - middle).dot(along), (s - middle).dot(across));
            let (lp, lq) = (local(p), local(q));
            let inside = |s: Spot| s.x.abs() < length / 2.0 + away && s.y.abs() < depth / 2.0 + away;
            !inside(lp)
                && !inside(lq)
                && sides(&corners)
                    .all(|(a, b)| crate::plane::crossing(a, b, p, q).is_none() && distance(a, p, q) >= away)
        })
}
