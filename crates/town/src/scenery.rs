//! Scenery: what the map draws under the grids – water, parks and fields, roads as lines, houses.

use std::collections::BTreeMap;

use crate::blocks::cleave_gently;
use crate::chance::{Chance, Ripple};
use crate::cleave::Manner;
use crate::geojson::{Collection, Shape, Value};
use crate::houses::{House, Style};
use crate::lattice::Node;
use crate::mesh::{Kind, Mesh};
use crate::network::{BROOK, Network, RIVER};
use crate::plane::{Spot, area, cos, heart, holds, sides, sin, spot};
use crate::tree::Tree;
use crate::venues::Sites;

const PARKS: [&str; 16] = [
    "铁路公园",
    "周口公园",
    "人民广场",
    "植物园",
    "滨河公园",
    "荷花公园",
    "太昊公园",
    "体育公园",
    "文昌公园",
    "引颍公园",
    "沙颍河湿地",
    "儿童公园",
    "儒林公园",
    "万亩林园",
    "建设公园",
    "东湖公园",
];

/// `basemap.geojson`, from the ground up: green, water, roads from small to big, houses.
pub fn draw(
    network: &Network,
    tree: &Tree,
    sites: &Sites,
    (houses, styles): (&[Vec<House>], &[Style]),
    seed: u64,
) -> String {
    let mut chance = Chance::new(seed, 13);
    let mut map = Collection::new();
    let ponds = ponds(network, tree, sites, houses, &mut chance);
    fields(network, tree, (houses, styles), &mut map, &mut chance);
    for (i, &grid) in sites.parks.iter().enumerate() {
        let ring: Vec<Node> = nodes(&network.mesh, tree.levels[4][grid].faces[0]);
        put(&mut map, &Shape::Polygon(&ring), "green", "park", PARKS.get(i).copied());
    }
    for (course, half) in [(&network.river, RIVER + 30.0), (&network.brook, BROOK + 14.0)] {
        put(&mut map, &Shape::Polygon(&banks(course, half, &mut chance)), "green", "riverside", None);
    }
    put(&mut map, &Shape::Polygon(&banks(&network.brook, BROOK, &mut chance)), "water", "river", Some("贾鲁河"));
    put(&mut map, &Shape::Polygon(&banks(&network.river, RIVER, &mut chance)), "water", "river", Some("沙颍河"));
    for (ring, class) in ponds {
        put(&mut map, &Shape::Polygon(&ring), "water", class, None);
    }
    roads(network, &mut map);
    for house in houses.iter().flatten() {
        put(&mut map, &Shape::Polygon(&house.ring), "building", house.class, None);
    }
    map.finish()
}

fn put(map: &mut Collection, shape: &Shape, layer: &str, class: &str, name: Option<&str>) {
    let mut properties = vec![("layer", Value::Text(layer)), ("class", Value::Text(class))];
    if let Some(name) = name {
        properties.push(("name", Value::Text(name)));
    }
    map.push(shape, &properties);
}

fn nodes(mesh: &Mesh, face: usize) -> Vec<Node> {
    mesh.rings[face].iter().map(|&n| mesh.nodes[n as usize]).collect()
}

/// The two banks of a course as one ring; the width breathes a little.
fn banks(course: &[Spot], half: f64, chance: &mut Chance) -> Vec<Node> {
    let breath = Ripple::new(chance, 1500.0);
    let bank = |side: f64| {
        let breath = &breath;
        (0..course.len()).map(move |i| {
            let before = course[i.saturating_sub(1)];
            let after = course[(i + 1).min(course.len() - 1)];
            let out = (after - before).unit().left() * side;
            let wide = half * (1.0 + 0.05 * breath.at(course[i] + out * 400.0));
            course[i] + out * wide
        })
    };
    let right: Vec<Spot> = bank(-1.0).collect();
    let left: Vec<Spot> = bank(1.0).collect();
    let mut ring: Vec<Spot> = right.into_iter().chain(left.into_iter().rev()).collect();
    if area(&ring) < 0.0 {
        ring.reverse();
    }
    ring.into_iter().map(Node::near).collect()
}

/// Lakes in parks and ponds between the villages.
fn ponds(
    network: &Network,
    tree: &Tree,
    sites: &Sites,
    houses: &[Vec<House>],
    chance: &mut Chance,
) -> Vec<(Vec<Node>, &'static str)> {
    let mut ponds = Vec::new();
    for (grid, building) in tree.levels[4].iter().enumerate() {
        let is_park = sites.parks.contains(&grid);
        let may_have = is_park || (building.kind == "小组" && chance.luck(0.16));
        if !may_have {
            continue;
        }
        let ring = network.mesh.ring(building.faces[0]);
        let (place, room) = heart(&ring);
        let place = if is_park { place + spot(room * 0.18, room * 0.1) } else { place };
        let room = if is_park { room * 0.62 } else { (room * chance.between(0.25, 0.5)).min(75.0) };
        let clear = houses[grid].iter().map(|h| h.middle.to(place)).fold(f64::MAX, f64::min) - 16.0;
        let river = network.river.iter().map(|r| r.to(place)).fold(f64::MAX, f64::min);
        if room.min(clear) < 14.0 || river < room + RIVER + 80.0 {
            continue;
        }
        let room = room.min(clear);
        let (a, b) = (chance.between(0.0, 6.0), chance.between(0.0, 6.0));
        let blob: Vec<Node> = (0..28)
            .map(|k| {
                let angle = std::f64::consts::TAU * f64::from(k) / 28.0;
                let wave = 0.8 + 0.13 * sin(2.0 * angle + a) + 0.07 * sin(3.0 * angle + b);
                Node::near(place + spot(cos(angle), sin(angle)) * (room * wave))
            })
            .collect();
        ponds.push((blob, if is_park { "lake" } else { "pond" }));
    }
    ponds
}

/// Fields: the groups' land cut on into parcels, except where the houses are.
fn fields(
    network: &Network,
    tree: &Tree,
    (houses, styles): (&[Vec<House>], &[Style]),
    map: &mut Collection,
    chance: &mut Chance,
) {
    let mut scratch = network.mesh.clone();
    let manner = Manner { roundness: 0.4, share: 0.24, gap: 9.0, sway: 0.0, through: None };
    for (grid, building) in tree.levels[4].iter().enumerate() {
        if styles[building.parent] != Style::Village {
            continue;
        }
        let mut parcels = vec![building.faces[0]];
        let mut next = 0;
        while next < parcels.len() {
            let face = parcels[next];
            let ring = scratch.ring(face);
            let taken = occupied(&ring, &houses[grid]);
            let wanted = if taken { 9_000.0 } else { 46_000.0 };
            let new = (area(&ring) > wanted * chance.between(0.8, 1.7))
                .then(|| cleave_gently(&mut scratch, face, 0, manner, chance))
                .flatten();
            match new {
                Some(new) => parcels.push(new),
                None => next += 1,
            }
        }
        for face in parcels {
            let ring = scratch.ring(face);
            if occupied(&ring, &houses[grid]) || area(&ring) < 1_500.0 {
                continue;
            }
            let class = match chance.share() {
                s if s < 0.60 => "farmland",
                s if s < 0.76 => "vegetables",
                s if s < 0.88 => "orchard",
                s if s < 0.93 => "wood",
                _ => continue,
            };
            put(map, &Shape::Polygon(&nodes(&scratch, face)), "green", class, None);
        }
    }
}

fn occupied(ring: &[Spot], houses: &[House]) -> bool {
    houses.iter().any(|h| {
        holds(ring, h.middle)
            || h.ring.iter().any(|corner| holds(ring, corner.spot()))
            || sides(ring).any(|(a, b)| crate::plane::distance(h.middle, a, b) < 9.0)
    })
}

/// Every road of the mesh, piece by piece, small ones first.
fn roads(network: &Network, map: &mut Collection) {
    let mesh = &network.mesh;
    let mut by_line: BTreeMap<u32, Vec<(u32, u32)>> = BTreeMap::new();
    for (side, line) in mesh.all_sides() {
        if !network.drowned.contains(&side) {
            by_line.entry(line).or_default().push(side);
        }
    }
    let mut beyond: BTreeMap<u32, Vec<Vec<Node>>> = BTreeMap::new();
    for (line, path) in &network.exits {
        let pieces = path.chunk_by(|a, b| a.to(*b) < 300.0).filter(|piece| piece.len() > 1);
        beyond.entry(*line).or_default().extend(pieces.map(|p| p.iter().map(|&s| Node::near(s)).collect()));
    }
    for kind in [Kind::Lane, Kind::Street, Kind::Main, Kind::Ring, Kind::Expressway] {
        for (line, own) in by_line.iter().filter(|(line, _)| mesh.lines[**line as usize].kind == kind) {
            let name = mesh.lines[*line as usize].name.as_deref();
            for piece in pieces(own) {
                let path: Vec<Node> = piece.iter().map(|&n| mesh.nodes[n as usize]).collect();
                put(map, &Shape::Line(&path), "road", class(kind), name);
            }
            for path in beyond.get(line).into_iter().flatten() {
                put(map, &Shape::Line(&joined(path, own, mesh)), "road", class(kind), name);
            }
        }
    }
}

fn class(kind: Kind) -> &'static str {
    match kind {
        Kind::Expressway => "expressway",
        Kind::Ring => "ring",
        Kind::Main => "main",
        Kind::Street => "street",
        _ => "lane",
    }
}

/// The part beyond the outline begins where the road leaves it.
fn joined(path: &[Node], own: &[(u32, u32)], mesh: &Mesh) -> Vec<Node> {
    let nearest = |p: Spot| {
        own.iter()
            .flat_map(|&(u, v)| [u, v])
            .min_by(|&a, &b| mesh.spots[a as usize].to(p).total_cmp(&mesh.spots[b as usize].to(p)))
    };
    let (first, last) = (path[0].spot(), path[path.len() - 1].spot());
    let mut path = path.to_vec();
    if let (Some(a), Some(b)) = (nearest(first), nearest(last)) {
        let (from_first, from_last) = (mesh.spots[a as usize].to(first), mesh.spots[b as usize].to(last));
        if from_first < from_last {
            path.insert(0, mesh.nodes[a as usize]);
        } else {
            path.push(mesh.nodes[b as usize]);
        }
    }
    path
}

/// Sides of one line, linked into as few paths as they form.
fn pieces(own: &[(u32, u32)]) -> Vec<Vec<u32>> {
    let mut links: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &(u, v) in own {
        links.entry(u).or_default().push(v);
        links.entry(v).or_default().push(u);
    }
    let mut pieces = Vec::new();
    loop {
        let end = links.iter().find(|(_, l)| l.len() % 2 == 1).or_else(|| links.iter().find(|(_, l)| !l.is_empty()));
        let Some((&start, _)) = end else { return pieces };
        let mut path = vec![start];
        let mut node = start;
        while let Some(next) = links.get_mut(&node).and_then(Vec::pop) {
            let back = links.get_mut(&next).expect("links go both ways");
            back.retain(|&n| n != node);
            path.push(next);
            node = next;
        }
        pieces.push(path);
        links.retain(|_, l| !l.is_empty());
    }
}

#[cfg(test)]
mod tests {
    use super::pieces;

    #[test]
    fn sides_of_a_line_link_into_one_path() {
        let paths = pieces(&[(2, 3), (1, 2), (3, 4)]);
        assert_eq!(paths, vec![vec![1, 2, 3, 4]]);
    }
}
