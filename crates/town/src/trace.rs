//! Traces a long line (river, ring, radial, street) through the mesh, cutting every face it passes.

use crate::mesh::Mesh;
use crate::plane::{Spot, area, crossing, perimeter, roundness};

/// How close to an existing node a crossing is moved onto that node, in metres.
const SNAP: f64 = 7.0;

/// What a cut must leave behind on both sides, or it is left out.
#[derive(Debug, Clone, Copy)]
pub struct Guard {
    pub area: f64,
    pub roundness: f64,
}

impl Guard {
    /// For lines that must be there whatever they leave.
    pub const NONE: Guard = Guard { area: 400.0, roundness: 0.02 };
}

/// Traces a path; ends that hang free inside a face are left out. Returns the nodes where it met the mesh.
pub fn trace(mesh: &mut Mesh, path: &[Spot], line: u32, guard: Guard) -> Vec<u32> {
    let mut met: Vec<u32> = Vec::new();
    let mut between: Vec<Spot> = Vec::new();
    for step in path.windows(2) {
        for node in meetings(mesh, step[0], step[1]) {
            if met.last() == Some(&node) {
                between.clear();
                continue;
            }
            if let Some(&from) = met.last() {
                cut(mesh, from, &between, node, line, guard);
            }
            between.clear();
            met.push(node);
        }
        between.push(step[1]);
    }
    met
}

/// Traces a closed path all the way round, from its first meeting with the mesh back to it.
pub fn trace_round(mesh: &mut Mesh, path: &[Spot], line: u32, guard: Guard) {
    let mut first = None;
    for (i, step) in path.windows(2).enumerate() {
        if let Some(&node) = meetings(mesh, step[0], step[1]).first() {
            first = Some((i, node));
            break;
        }
    }
    let Some((start, node)) = first else { return };
    let mut lap: Vec<Spot> = vec![mesh.spots[node as usize]];
    lap.extend((1..path.len()).map(|k| path[(start + k) % path.len()]));
    lap.push(mesh.spots[node as usize]);
    let mut met = vec![node];
    let mut between: Vec<Spot> = Vec::new();
    for step in lap.windows(2) {
        for next in meetings(mesh, step[0], step[1]) {
            let from = met[met.len() - 1];
            if next != from {
                cut(mesh, from, &between, next, line, guard);
                met.push(next);
            }
            between.clear();
        }
        between.push(step[1]);
    }
}

/// The nodes where a step meets the mesh, in order; sides are split where there is none near.
fn meetings(mesh: &mut Mesh, a: Spot, b: Spot) -> Vec<u32> {
    let (west, east) = (a.x.min(b.x), a.x.max(b.x));
    let (south, north) = (a.y.min(b.y), a.y.max(b.y));
    let mut hits: Vec<(f64, u32, u32, f64)> = Vec::new();
    for ((u, v), _) in mesh.all_sides() {
        let (p, q) = (mesh.spots[u as usize], mesh.spots[v as usize]);
        if p.x.max(q.x) < west || p.x.min(q.x) > east || p.y.max(q.y) < south || p.y.min(q.y) > north {
            continue;
        }
        if let Some((t, share)) = crossing(a, b, p, q) {
            hits.push((t, u, v, share));
        }
    }
    hits.sort_by(|x, y| x.0.total_cmp(&y.0));
    let mut nodes = Vec::new();
    for (_, u, v, share) in hits {
        let (p, q) = (mesh.spots[u as usize], mesh.spots[v as usize]);
        let place = p.toward(q, share);
        let node = if place.to(p) < SNAP {
            u
        } else if place.to(q) < SNAP {
            v
        } else {
            mesh.split_side(u, v, place)
        };
        if nodes.last() != Some(&node) {
            nodes.push(node);
        }
    }
    nodes
}

fn cut(mesh: &mut Mesh, from: u32, between: &[Spot], to: u32, line: u32, guard: Guard) {
    let (a, b) = (mesh.spots[from as usize], mesh.spots[to as usize]);
    let between: Vec<Spot> = between.iter().copied().filter(|p| p.to(a) > 22.0 && p.to(b) > 22.0).collect();
    let Some(face) = mesh.face_for(from, &between, to) else { return };
    let ring = &mesh.rings[face];
    let place = |n: u32| ring.iter().position(|&m| m == n).expect("face_for found both nodes on the ring");
    let (i, j) = (place(from), place(to));
    let walk = |a: usize, b: usize| {
        let count = (b + ring.len() - a) % ring.len();
        (0..=count).map(|k| mesh.spots[ring[(a + k) % ring.len()] as usize]).collect::<Vec<_>>()
    };
    let mut one = walk(i, j);
    one.extend(between.iter().rev());
    let mut two = walk(j, i);
    two.extend(&between);
    let sound = [one, two].iter().all(|r| {
        let size = area(r);
        size > guard.area && roundness(size, perimeter(r)) > guard.roundness
    });
    if sound {
        mesh.split_face(face, from, &between, to, line);
    }
}
