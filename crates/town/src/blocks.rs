//! Blocks: the skeleton's faces are cleft by streets and lanes until there are exactly as many as wanted.

use crate::chance::Chance;
use crate::cleave::{Manner, cleave};
use crate::mesh::{Kind, Mesh};
use crate::network::{Ground, RIVER};
use crate::plane::{Spot, area, centroid, heart};

/// Estates of the district (level 4) and their buildings or groups (level 5).
pub const ESTATES: usize = 995;
pub const BUILDINGS: usize = 2640;

/// Cleaves until there are exactly [`ESTATES`] faces, each a block between roads or water.
pub fn cleave_into_estates(mesh: &mut Mesh, ground: &Ground, seed: u64) {
    let mut chance = Chance::new(seed, 2);
    let mut needs: Vec<f64> = (0..mesh.rings.len()).map(|f| need(mesh, ground, f)).collect();
    while mesh.rings.len() < ESTATES {
        let face = greatest(&needs);
        let ring = mesh.ring(face);
        let urban = ground.urban(centroid(&ring));
        let size = area(&ring);
        let kind = match (urban > 0.5, size) {
            (true, s) if s > 300_000.0 => Kind::Street,
            (false, s) if s > 2_400_000.0 => Kind::Street,
            _ => Kind::Lane,
        };
        let line = mesh.add_line(kind, None);
        let sway = if urban > 0.5 { 0.02 } else { 0.05 };
        let manner = Manner { roundness: 0.45, share: 0.3, gap: 16.0, sway, through: None };
        needs[face] = match cleave_gently(mesh, face, line, manner, &mut chance) {
            Some(new) => {
                needs.push(need(mesh, ground, new));
                need(mesh, ground, face)
            }
            None => 0.0,
        };
    }
}

/// Cleaves estates until there are exactly [`BUILDINGS`] faces; returns the estate of each face.
pub fn cleave_into_buildings(mesh: &mut Mesh, ground: &Ground, seed: u64, rural: &[bool]) -> Vec<usize> {
    let mut chance = Chance::new(seed, 3);
    let mut estates: Vec<usize> = (0..ESTATES).collect();
    let appetite: Vec<f64> = estates.iter().map(|_| chance.between(0.35, 1.9)).collect();
    let hearts: Vec<Spot> = estates.iter().map(|&f| heart(&mesh.ring(f)).0).collect();
    let mut needs: Vec<f64> = estates.iter().map(|&f| need(mesh, ground, f) * appetite[f]).collect();
    while mesh.rings.len() < BUILDINGS {
        let face = greatest(&needs);
        let estate = estates[face];
        let whole = area(&mesh.ring(face));
        let open = if rural[estate] {
            0.86
        } else if whole > 42_000.0 {
            0.66
        } else {
            0.34
        };
        let kind = if chance.luck(open) { Kind::Lane } else { Kind::Yard };
        let line = mesh.add_line(kind, None);
        let through = rural[estate].then(|| hearts[estate]);
        let sway = if rural[estate] { 0.035 } else { 0.0 };
        let manner = Manner { roundness: 0.42, share: 0.24, gap: 11.0, sway, through };
        needs[face] = match cleave_gently(mesh, face, line, manner, &mut chance) {
            Some(new) => {
                estates.push(estate);
                needs.push(need(mesh, ground, new) * appetite[estate]);
                need(mesh, ground, face) * appetite[estate]
            }
            None => 0.0,
        };
    }
    estates
}

/// Tries a sound cut first and passable ones after it.
pub fn cleave_gently(mesh: &mut Mesh, face: usize, line: u32, manner: Manner, chance: &mut Chance) -> Option<usize> {
    [(1.0, 1.0), (0.8, 0.7), (0.66, 0.4)].into_iter().find_map(|(round, share)| {
        let sway = if round < 1.0 { 0.0 } else { manner.sway };
        let easier = Manner { roundness: manner.roundness * round, share: manner.share * share, sway, ..manner };
        cleave(mesh, face, line, easier, chance)
    })
}

/// How much too large a face is for its place; the half of the river that it has does not count.
fn need(mesh: &Mesh, ground: &Ground, face: usize) -> f64 {
    let ring = mesh.ring(face);
    let middle = centroid(&ring);
    let (urban, centre) = (ground.urban(middle), Ground::centre(middle));
    let town = 130_000.0 * (1.0 - centre) + 30_000.0 * centre;
    let wanted = town * urban + 640_000.0 * (1.0 - urban);
    let nodes = &mesh.rings[face];
    let wet: f64 = (0..nodes.len())
        .map(|i| (nodes[i], nodes[(i + 1) % nodes.len()]))
        .filter(|&(u, v)| mesh.kind(u, v) == Kind::River)
        .map(|(u, v)| mesh.spots[u as usize].to(mesh.spots[v as usize]) * RIVER * 1.6)
        .sum();
    (area(&ring) - wet) / wanted
}

fn greatest(needs: &[f64]) -> usize {
    let most = needs.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
    most.expect("there is always a face").0
}
