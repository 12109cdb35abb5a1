//! The tree of grids: which block belongs to which community and street, their codes, kinds and names.

use std::collections::BTreeMap;

use crate::banks;
use crate::blocks::{self, BUILDINGS, ESTATES};
use crate::chance::Chance;
use crate::mesh::Mesh;
use crate::names;
use crate::network::Network;
use crate::plane::{Spot, spot};
use crate::roll::{Division, Roll, Street};
use crate::settle::{Blocks, Districts};

/// One grid of the district.
pub struct Grid {
    pub code: String,
    pub name: String,
    pub kind: &'static str,
    /// Index of the grid above, in the level above.
    pub parent: usize,
    /// The mesh's faces inside.
    pub faces: Vec<usize>,
}

/// The five levels, each in the order of its codes; level 5 has one face per grid.
pub struct Tree {
    pub levels: [Vec<Grid>; 5],
}

/// Blocks that make a community in the town and a village outside it.
const IN_COMMUNITY: f64 = 13.2;
const IN_VILLAGE: f64 = 6.3;

/// Where each street lies, by the roll's order: metres east and north.
const STREETS: [Spot; 9] = [
    spot(-2700.0, 1900.0),
    spot(3300.0, -700.0),
    spot(900.0, -1400.0),
    spot(1600.0, 2300.0),
    spot(-1900.0, -1300.0),
    spot(200.0, -4300.0),
    spot(-200.0, 4400.0),
    spot(7400.0, -1000.0),
    spot(-5100.0, -1300.0),
];

/// Settles the blocks into streets and communities, cleaves estates into buildings, and names everything.
pub fn plant(network: &mut Network, seed: u64) -> Tree {
    let roll = Roll::read();
    let mut chance = Chance::new(seed, 4);
    let Network { mesh, ground, .. } = network;
    blocks::cleave_into_estates(mesh, ground, seed);
    let blocks = Blocks::read(mesh, ground);
    let communities = settle_communities(&blocks, &roll, &mut chance);
    let rural: Vec<bool> = communities.iter().map(|&c| roll.communities[c].is_village).collect();
    let estates = blocks::cleave_into_buildings(mesh, ground, seed, &rural);
    banks::end_roads_at_the_water(network);
    name(&network.mesh, &roll, &communities, &estates, &blocks.middles, &mut chance)
}

/// How many of a street's members are communities, not villages.
fn towns(street: &Street, roll: &Roll) -> usize {
    street.members.iter().filter(|&&c| !roll.communities[c].is_village).count()
}

/// The community (by the roll's order) of each block.
fn settle_communities(blocks: &Blocks, roll: &Roll, chance: &mut Chance) -> Vec<usize> {
    let raw: Vec<f64> = blocks.urban.iter().map(|urban| urban / IN_COMMUNITY + (1.0 - urban) / IN_VILLAGE).collect();
    let total: f64 = raw.iter().sum();
    let count = roll.communities.len();
    let weights: Vec<f64> = raw.iter().map(|w| w * count as f64 / total).collect();

    let mut streets = Districts {
        of: Vec::new(),
        wanted: roll.streets.iter().map(|s| s.members.len() as f64).collect(),
        seeds: STREETS.to_vec(),
        town: roll.streets.iter().map(|s| towns(s, roll) as f64).collect(),
        group: vec![0; roll.streets.len()],
    };
    blocks.settle(&weights, &vec![0; ESTATES], &mut streets, chance);

    let mut parts =
        Districts { of: Vec::new(), wanted: Vec::new(), seeds: Vec::new(), town: Vec::new(), group: Vec::new() };
    for (s, street) in roll.streets.iter().enumerate() {
        let inside: Vec<usize> = (0..ESTATES).filter(|&b| streets.of[b] == s).collect();
        let weight: f64 = inside.iter().map(|&b| weights[b]).sum();
        let sizes: Vec<f64> = street.members.iter().map(|_| chance.between(0.75, 1.3)).collect();
        let share = weight / sizes.iter().sum::<f64>();
        parts.wanted.extend(sizes.iter().map(|size| size * share));
        let seeds = spread_seeds(blocks, &weights, &inside, street.members.len(), chance);
        let towns = towns(street, roll);
        let urban = |p: Spot| {
            let nearest = inside.iter().min_by(|&&a, &&b| blocks.middles[a].to(p).total_cmp(&blocks.middles[b].to(p)));
            nearest.map_or(0.0, |&b| blocks.urban[b])
        };
        let mut order: Vec<usize> = (0..seeds.len()).collect();
        order.sort_by(|&a, &b| urban(seeds[b]).total_cmp(&urban(seeds[a])));
        let first = parts.town.len();
        parts
            .town
            .extend((0..seeds.len()).map(|i| if order[..towns].contains(&i) { parts.wanted[first + i] } else { 0.0 }));
        parts.seeds.extend(seeds);
        parts.group.extend(street.members.iter().map(|_| s));
    }
    blocks.settle(&weights, &streets.of, &mut parts, chance);
    match_roll(blocks, roll, &parts)
}

/// Seeds apart from each other: several rounds of moving each to the middle of the blocks nearest to it.
fn spread_seeds(blocks: &Blocks, weights: &[f64], inside: &[usize], count: usize, chance: &mut Chance) -> Vec<Spot> {
    let mut seeds: Vec<Spot> = Vec::new();
    let mut order = inside.to_vec();
    chance.shuffle(&mut order);
    seeds.push(blocks.middles[order[0]]);
    let local = |b: usize| (blocks.areas[b] / weights[b]).sqrt();
    while seeds.len() < count {
        let gap = |b: usize| seeds.iter().map(|s| blocks.middles[b].to(*s)).fold(f64::MAX, f64::min) / local(b);
        let best = order.iter().copied().max_by(|&a, &b| gap(a).total_cmp(&gap(b)));
        seeds.push(blocks.middles[best.unwrap_or(order[0])]);
    }
    for _ in 0..8 {
        let mut sums = vec![(Spot::default(), 0.0); count];
        for &b in inside {
            let p = blocks.middles[b];
            let nearest = (0..count).min_by(|&i, &j| p.to(seeds[i]).total_cmp(&p.to(seeds[j]))).unwrap_or(0);
            sums[nearest] = (sums[nearest].0 + p * weights[b], sums[nearest].1 + weights[b]);
        }
        for (seed, (sum, weight)) in seeds.iter_mut().zip(sums) {
            if weight > 0.0 {
                *seed = sum * (1.0 / weight);
            }
        }
    }
    seeds
}

/// The most urban parts of a street become its communities, the others its villages; west comes before east.
fn match_roll(blocks: &Blocks, roll: &Roll, parts: &Districts) -> Vec<usize> {
    let count = parts.group.len();
    let mut sums = vec![(0.0, Spot::default(), 0.0); count];
    for (b, &part) in parts.of.iter().enumerate() {
        let a = blocks.areas[b];
        let (urban, middle, all) = sums[part];
        sums[part] = (urban + a * blocks.urban[b], middle + blocks.middles[b] * a, all + a);
    }
    let urban = |p: usize| sums[p].0 / sums[p].2;
    let west = |p: usize| sums[p].1.x / sums[p].2;
    let mut name_of = vec![0; count];
    for (s, street) in roll.streets.iter().enumerate() {
        let mut own: Vec<usize> = (0..count).filter(|&p| parts.group[p] == s).collect();
        own.sort_by(|&a, &b| urban(b).total_cmp(&urban(a)));
        let towns = towns(street, roll);
        own[..towns].sort_by(|&a, &b| west(a).total_cmp(&west(b)));
        own[towns..].sort_by(|&a, &b| west(a).total_cmp(&west(b)));
        let mut members = street.members.clone();
        members.sort_by_key(|&c| (roll.communities[c].is_village, c));
        for (part, community) in own.into_iter().zip(members) {
            name_of[part] = community;
        }
    }
    parts.of.iter().map(|&part| name_of[part]).collect()
}

fn name(
    mesh: &Mesh,
    roll: &Roll,
    communities: &[usize],
    estates: &[usize],
    middles: &[Spot],
    chance: &mut Chance,
) -> Tree {
    let grid = |d: &Division, kind, parent| Grid {
        code: d.code.clone(),
        name: d.name.clone(),
        kind,
        parent,
        faces: Vec::new(),
    };
    let mut levels = [
        vec![grid(&roll.district, "区", 0)],
        roll.streets.iter().map(|s| grid(&s.division, "街道", 0)).collect::<Vec<_>>(),
        Vec::new(),
        Vec::new(),
        Vec::new(),
    ];
    for (s, street) in roll.streets.iter().enumerate() {
        for &c in &street.members {
            let kind = if roll.communities[c].is_village { "行政村" } else { "城市社区" };
            levels[2].push(grid(&roll.communities[c].division, kind, s));
        }
    }
    let mut blocks_of: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (block, &community) in communities.iter().enumerate() {
        blocks_of.entry(community).or_default().push(block);
    }
    let mut faces_of: Vec<Vec<usize>> = vec![Vec::new(); ESTATES];
    for (face, &estate) in estates.iter().enumerate() {
        faces_of[estate].push(face);
    }
    let mut namer = names::Namer::new(chance);
    for (c, mut own) in blocks_of {
        let village = roll.communities[c].is_village;
        own.sort_by_key(|&b| ((-middles[b].y / 600.0) as i64, (middles[b].x / 10.0) as i64));
        for (n, block) in own.into_iter().enumerate() {
            let code = format!("{}{:03}", levels[2][c].code, n + 1);
            let estate = if village { namer.village(chance) } else { namer.estate(chance) };
            let parent = levels[3].len();
            let mut faces = faces_of[block].clone();
            let spot_of = |f: usize| crate::plane::centroid(&mesh.ring(f));
            faces.sort_by(|&a, &b| (spot_of(a).x - spot_of(a).y).total_cmp(&(spot_of(b).x - spot_of(b).y)));
            for (m, face) in faces.into_iter().enumerate() {
                let name =
                    if village { format!("{estate}第{}组", m + 1) } else { format!("{estate}{}号楼", m + 1) };
                let kind = if village { "小组" } else { "楼栋" };
                levels[4].push(Grid { code: format!("{code}{:03}", m + 1), name, kind, parent, faces: vec![face] });
            }
            let kind = if village { "自然村" } else { "小区" };
            levels[3].push(Grid { code, name: estate, kind, parent: c, faces: Vec::new() });
        }
    }
    debug_assert_eq!(levels[4].len(), BUILDINGS);
    for level in (1..5).rev() {
        for i in 0..levels[level].len() {
            let (parent, faces) = (levels[level][i].parent, levels[level][i].faces.clone());
            levels[level - 1][parent].faces.extend(faces);
        }
    }
    Tree { levels }
}
