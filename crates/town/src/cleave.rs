//! Cleaves a face in two with one street, lane or yard line, the way a block would be cut on the ground:
//! across its long side, square to the streets it meets, and straight on from a street that ends there.

use crate::chance::Chance;
use crate::mesh::Mesh;
use crate::plane::{Spot, area, centroid, crossing, perimeter, roundness};

/// What a cut may look like.
#[derive(Debug, Clone, Copy)]
pub struct Manner {
    /// The roundest cut wins; nothing less round than this is made.
    pub roundness: f64,
    /// The smaller part's least share of the face.
    pub share: f64,
    /// Metres between a cut's end and the next node, unless it ends on that node.
    pub gap: f64,
    /// How far a long cut sways to its sides, as a share of its length.
    pub sway: f64,
    /// A spot the cut should pass, such as the middle of a village.
    pub through: Option<Spot>,
}

enum End {
    Node(u32),
    Side(u32, u32, Spot),
}

struct Cut {
    from: End,
    to: End,
    score: f64,
}

/// Cleaves the face; returns the new face, or nothing if no cut would be sound.
pub fn cleave(mesh: &mut Mesh, face: usize, line: u32, manner: Manner, chance: &mut Chance) -> Option<usize> {
    let mut cuts: Vec<Cut> = starts(mesh, face, manner, chance)
        .into_iter()
        .filter_map(|(from, heading, bonus)| judge(mesh, face, from, heading, bonus, manner, chance))
        .collect();
    cuts.sort_by(|a, b| b.score.total_cmp(&a.score));
    for cut in cuts.into_iter().take(4) {
        // An earlier cut may have split the side before it turned out not to run free.
        let stands = |end: &End| match *end {
            End::Node(_) => true,
            End::Side(u, v, _) => mesh.face_left(u, v) == Some(face),
        };
        if !stands(&cut.from) || !stands(&cut.to) {
            continue;
        }
        let spot_of = |end: &End| match *end {
            End::Node(n) => mesh.spots[n as usize],
            End::Side(_, _, p) => p,
        };
        let between = sway(spot_of(&cut.from), spot_of(&cut.to), manner.sway, chance);
        let mut settle = |end: End| match end {
            End::Node(n) => n,
            End::Side(u, v, p) => mesh.split_side(u, v, p),
        };
        let (from, to) = (settle(cut.from), settle(cut.to));
        for chain in [between, Vec::new()] {
            if mesh.runs_free(face, from, &chain, to, manner.gap * 0.8) {
                return Some(mesh.split_face(face, from, &chain, to, line));
            }
        }
    }
    None
}

/// Where cuts may begin and which way they head.
fn starts(mesh: &Mesh, face: usize, manner: Manner, chance: &mut Chance) -> Vec<(End, Spot, f64)> {
    let ring = &mesh.rings[face];
    let count = ring.len();
    let at = |i: usize| mesh.spots[ring[i % count] as usize];
    let mut starts = Vec::new();
    for (i, &node) in ring.iter().enumerate() {
        let (before, here, after) = (at(i + count - 1), at(i), at(i + 1));
        let straight = (here - before).unit().dot((after - here).unit()) > 0.9;
        if !straight {
            continue;
        }
        let inward = (after - before).unit().left();
        // A street that ends here from the other side wants to go on.
        let stub = mesh
            .fan(node)
            .into_iter()
            .flatten()
            .filter(|&f| f != face)
            .map(|f| mesh.spots[mesh.before(f, node) as usize])
            .map(|p| (here - p).unit())
            .find(|d| d.dot(inward) > 0.75);
        if let Some(heading) = stub {
            starts.push((End::Node(node), heading.toward(inward, 0.35).unit(), 0.22));
        }
    }
    let total: f64 = (0..count).map(|i| at(i).to(at(i + 1))).sum();
    for k in 0..16 {
        let mut walk = total * (f64::from(k) + chance.share()) / 16.0;
        let Some(i) = (0..count).find(|&i| {
            let step = at(i).to(at(i + 1));
            walk -= step;
            walk < 0.0
        }) else {
            continue;
        };
        let (a, b) = (at(i), at(i + 1));
        let length = a.to(b);
        let share = (walk + length) / length;
        if share * length < manner.gap || (1.0 - share) * length < manner.gap {
            continue;
        }
        let inward = (b - a).unit().left();
        let heading = (inward + inward.left() * chance.between(-0.05, 0.05)).unit();
        starts.push((End::Side(ring[i], ring[(i + 1) % count], a.toward(b, share)), heading, 0.0));
    }
    starts
}

/// Follows a heading across the face and scores the cut.
fn judge(
    mesh: &Mesh,
    face: usize,
    from: End,
    heading: Spot,
    bonus: f64,
    manner: Manner,
    chance: &mut Chance,
) -> Option<Cut> {
    let ring = &mesh.rings[face];
    let spots = mesh.ring(face);
    let count = ring.len();
    let (a, skip) = match from {
        End::Node(n) => {
            let i = ring.iter().position(|&m| m == n)?;
            (spots[i], [(i + count - 1) % count, i])
        }
        End::Side(u, _, p) => {
            let i = ring.iter().position(|&m| m == u)?;
            (p, [i, i])
        }
    };
    let far = a + heading * 30_000.0;
    let (share, side) = (0..count)
        .filter(|i| !skip.contains(i))
        .filter_map(|i| crossing(a, far, spots[i], spots[(i + 1) % count]).map(|(t, _)| (t, i)))
        .min_by(|x, y| x.0.total_cmp(&y.0))?;
    let hit = a.toward(far, share);
    let (start, end) = (spots[side], spots[(side + 1) % count]);
    let (near, near_spot) = if hit.to(start) < hit.to(end) { (side, start) } else { ((side + 1) % count, end) };
    let snap = (a.to(hit) * 0.09).max(manner.gap);
    let mut score = bonus;
    let (to, b) = if hit.to(near_spot) < snap {
        if mesh.faces_at(ring[near]).nth(2).is_some() {
            score += 0.14;
        }
        (End::Node(ring[near]), near_spot)
    } else {
        (End::Side(ring[side], ring[(side + 1) % count], hit), hit)
    };
    if matches!(to, End::Node(_)) && skip.contains(&near) {
        return None;
    }
    let direction = (b - a).unit();
    if let End::Node(n) = to {
        let i = ring.iter().position(|&m| m == n)?;
        let (before, after) = (spots[(i + count - 1) % count], spots[(i + 1) % count]);
        let flat = direction.dot((after - b).unit()).abs().max(direction.dot((before - b).unit()).abs());
        if flat > 0.72 {
            return None;
        }
        score -= 0.45 * flat;
    } else {
        let flat = direction.dot((end - start).unit()).abs();
        if flat > 0.66 {
            return None;
        }
        score -= 0.45 * flat;
    }
    let (one, two) = halves(&spots, (&from, a), (&to, b), ring);
    let (size_one, size_two) = (area(&one), area(&two));
    if size_one <= 0.0 || size_two <= 0.0 {
        return None;
    }
    let least = roundness(size_one, perimeter(&one)).min(roundness(size_two, perimeter(&two)));
    let share = size_one.min(size_two) / (size_one + size_two);
    if least < manner.roundness || share < manner.share {
        return None;
    }
    score += 1.5 * least + 0.9 * share + chance.between(0.0, 0.12);
    if let Some(heart) = manner.through {
        let miss = crate::plane::distance(heart, a, b);
        score -= 0.6 * (miss / centroid(&spots).to(a).max(1.0)).min(1.0);
    }
    Some(Cut { from, to, score })
}

fn halves(spots: &[Spot], from: (&End, Spot), to: (&End, Spot), ring: &[u32]) -> (Vec<Spot>, Vec<Spot>) {
    let count = ring.len();
    // The index of the last node at or before an end, and of the first one after it.
    let around = |end: &End| match *end {
        End::Node(n) => {
            let i = ring.iter().position(|&m| m == n).expect("the end is on the ring");
            ((i + count - 1) % count, (i + 1) % count)
        }
        End::Side(u, _, _) => {
            let i = ring.iter().position(|&m| m == u).expect("the end is on the ring");
            (i, (i + 1) % count)
        }
    };
    let walk = |start: (&End, Spot), end: (&End, Spot)| {
        let mut part = vec![start.1];
        let (mut i, (last, _)) = (around(start.0).1, around(end.0));
        for _ in 0..count {
            part.push(spots[i]);
            if i == last {
                break;
            }
            i = (i + 1) % count;
        }
        part.push(end.1);
        part
    };
    (walk(from, to), walk(to, from))
}

/// Points that make a long cut sway gently; none for a short one.
fn sway(a: Spot, b: Spot, share: f64, chance: &mut Chance) -> Vec<Spot> {
    let length = a.to(b);
    let count = (length / 130.0) as usize;
    if count < 2 || share <= 0.0 {
        return Vec::new();
    }
    let across = (b - a).unit().left();
    let (one, two) = (chance.between(-1.0, 1.0), chance.between(-0.8, 0.8));
    (1..count)
        .map(|i| {
            let t = i as f64 / count as f64;
            let wave =
                one * crate::plane::sin(std::f64::consts::PI * t) + two * crate::plane::sin(std::f64::consts::TAU * t);
            a.toward(b, t) + across * (wave * share * length)
        })
        .collect()
}
