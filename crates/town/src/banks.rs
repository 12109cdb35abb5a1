//! Banks: a road that does not cross the water ends at its bank, while the border beneath it goes on to the middle.

use crate::mesh::{Kind, Mesh};
use crate::network::{BROOK, Network, RIVER};
use crate::plane::{Spot, distance};

/// Marks the sides between bank and middle on which no bridge stands.
pub fn end_roads_at_the_water(network: &mut Network) {
    for (water, half) in [(Kind::River, RIVER * 1.16), (Kind::Brook, BROOK * 1.2)] {
        let course = if water == Kind::River { network.river.clone() } else { network.brook.clone() };
        for (node, roads) in landings(&network.mesh, water) {
            if is_bridge(&network.mesh, node, &roads, water) {
                continue;
            }
            for (next, _) in roads {
                drown(network, node, next, &course, half);
            }
        }
    }
}

/// Nodes of the water where roads arrive, with the road's next node and its kind.
fn landings(mesh: &Mesh, water: Kind) -> Vec<(u32, Vec<(u32, Kind)>)> {
    let mut nodes: Vec<u32> = mesh
        .all_sides()
        .filter(|(_, line)| mesh.lines[*line as usize].kind == water)
        .flat_map(|((u, v), _)| [u, v])
        .collect();
    nodes.sort_unstable();
    nodes.dedup();
    let roads = |node: u32| -> Vec<(u32, Kind)> {
        let kinds = mesh.faces_at(node).map(|(next, _)| (next, mesh.kind(node, next)));
        kinds.filter(|(_, kind)| (Kind::Expressway..=Kind::Lane).contains(kind)).collect()
    };
    nodes.into_iter().map(|node| (node, roads(node))).filter(|(_, roads)| !roads.is_empty()).collect()
}

/// A bridge needs a road on both sides; lanes only bridge the brook.
fn is_bridge(mesh: &Mesh, node: u32, roads: &[(u32, Kind)], water: Kind) -> bool {
    let least = if water == Kind::River { Kind::Street } else { Kind::Lane };
    let here = mesh.spots[node as usize];
    let headings: Vec<Spot> = roads
        .iter()
        .filter(|(_, kind)| *kind <= least)
        .map(|&(next, _)| (mesh.spots[next as usize] - here).unit())
        .collect();
    headings.iter().any(|a| headings.iter().any(|b| a.dot(*b) < -0.5))
}

/// Splits the road's side at the bank and marks what lies in the water; goes on along a chain of short sides.
fn drown(network: &mut Network, from: u32, to: u32, course: &[Spot], half: f64) {
    let (mut from, mut to) = (from, to);
    for _ in 0..6 {
        let (a, b) = (network.mesh.spots[from as usize], network.mesh.spots[to as usize]);
        let length = a.to(b);
        let dry = |p: Spot| course.windows(2).all(|step| distance(p, step[0], step[1]) > half);
        let bank = (0..(length / 4.0) as usize).map(|k| 4.0 * k as f64).find(|&s| dry(a.toward(b, s / length)));
        match bank {
            Some(s) if s < 12.0 => return,
            Some(s) if length - s > 12.0 => {
                let node = network.mesh.split_side(from, to, a.toward(b, s / length));
                network.drowned.insert((from.min(node), from.max(node)));
                return;
            }
            Some(_) => {
                network.drowned.insert((from.min(to), from.max(to)));
                return;
            }
            None => {
                network.drowned.insert((from.min(to), from.max(to)));
                let line = network.mesh.line(from, to);
                let next = network.mesh.nodes_beside(to).find(|&n| n != from && network.mesh.line(to, n) == line);
                let Some(next) = next else { return };
                (from, to) = (to, next);
            }
        }
    }
}
