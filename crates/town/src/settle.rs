//! Settles blocks into districts: every district in one piece without holes, near its wanted weight, and with its
//! border on rivers and big roads where it can be. Seeds grow first, then single blocks change sides while it pays.

use crate::chance::Chance;
use crate::mesh::{Kind, Mesh};
use crate::network::Ground;
use crate::plane::{Spot, area, centroid, ease};

/// The blocks and who touches whom.
pub struct Blocks {
    /// Around each block, in order: the block on the other side, the side's metres and its price as a border.
    sides: Vec<Vec<(Option<usize>, f64, f64)>>,
    /// Around each of a block's nodes: the blocks there, in order.
    fans: Vec<Vec<Vec<Option<usize>>>>,
    pub middles: Vec<Spot>,
    pub areas: Vec<f64>,
    /// From 0 in the fields to 1 in the town.
    pub urban: Vec<f64>,
}

/// The districts that blocks settle into.
pub struct Districts {
    /// The district of each block.
    pub of: Vec<usize>,
    /// The weight that each district should reach.
    pub wanted: Vec<f64>,
    /// Where each district grows from.
    pub seeds: Vec<Spot>,
    /// How much of that weight should lie in the town.
    pub town: Vec<f64>,
    /// Only districts of one group trade blocks.
    pub group: Vec<usize>,
}

const NONE: usize = usize::MAX;

impl Blocks {
    /// Reads the blocks from the mesh's faces.
    pub fn read(mesh: &Mesh, ground: &Ground) -> Blocks {
        let faces = 0..mesh.rings.len();
        let sides = faces.clone().map(|f| {
            let ring = &mesh.rings[f];
            (0..ring.len())
                .map(|i| {
                    let (u, v) = (ring[i], ring[(i + 1) % ring.len()]);
                    let length = mesh.spots[u as usize].to(mesh.spots[v as usize]);
                    (mesh.face_left(v, u), length, price(mesh.kind(u, v)))
                })
                .collect()
        });
        let fans = faces.clone().map(|f| mesh.rings[f].iter().map(|&n| mesh.fan(n)).collect());
        Blocks {
            sides: sides.collect(),
            fans: fans.collect(),
            middles: faces.clone().map(|f| centroid(&mesh.ring(f))).collect(),
            areas: faces.clone().map(|f| area(&mesh.ring(f))).collect(),
            urban: faces.map(|f| ease(0.2, 0.8, ground.urban(centroid(&mesh.ring(f))))).collect(),
        }
    }

    /// Grows districts from their seeds among the blocks of `region` (by group), then lets them trade;
    /// of a few tries the one that comes nearest to what was wanted stays.
    pub fn settle(&self, weights: &[f64], region: &[usize], districts: &mut Districts, chance: &mut Chance) {
        let mut best = (f64::MAX, Vec::new());
        for _ in 0..4 {
            self.try_once(weights, region, districts, chance);
            let strain = self.strain(weights, districts);
            if strain < best.0 {
                best = (strain, districts.of.clone());
            }
        }
        districts.of = best.1;
    }

    /// How far the districts are from what was wanted, blocks without a district before all else.
    fn strain(&self, weights: &[f64], districts: &Districts) -> f64 {
        let mut over: Vec<(f64, f64)> =
            districts.wanted.iter().zip(&districts.town).map(|(&want, &town)| (-want, -town)).collect();
        let mut lost = 0.0;
        for (b, &d) in districts.of.iter().enumerate() {
            match over.get_mut(d) {
                Some((all, town)) => {
                    *all += weights[b];
                    *town += weights[b] * self.urban[b];
                }
                None => lost += 1000.0,
            }
        }
        let share = |(all, town): &(f64, f64), want: f64| (all * all + 2.0 * town * town) / (want * want);
        lost + over.iter().zip(&districts.wanted).map(|(o, &want)| share(o, want)).sum::<f64>()
    }

    fn try_once(&self, weights: &[f64], region: &[usize], districts: &mut Districts, chance: &mut Chance) {
        districts.of = vec![NONE; self.areas.len()];
        let mut load = vec![0.0; districts.seeds.len()];
        for (d, &seed) in districts.seeds.iter().enumerate() {
            let nearest = (0..self.areas.len())
                .filter(|&b| region[b] == districts.group[d] && districts.of[b] == NONE)
                .min_by(|&a, &b| self.middles[a].to(seed).total_cmp(&self.middles[b].to(seed)));
            if let Some(b) = nearest {
                districts.of[b] = d;
                load[d] += weights[b];
            }
        }
        for round in 0..12 {
            let loath = if round < 8 { 0.6 } else { 2.0 };
            self.grow(weights, region, districts, &mut load, loath);
            if !districts.of.contains(&NONE) {
                break;
            }
            self.trade(weights, districts, &mut load, 4000 * (round + 1), 0.8, chance);
        }
        self.trade(weights, districts, &mut load, 700 * self.areas.len(), 0.6, chance);
    }

    /// The lightest district takes the nearest block that keeps it in one piece and is not too much against its
    /// taste, until nothing can be taken.
    fn grow(&self, weights: &[f64], region: &[usize], districts: &mut Districts, load: &mut [f64], loath: f64) {
        let mut stuck = vec![false; load.len()];
        loop {
            let lightest = (0..load.len())
                .filter(|&d| !stuck[d])
                .min_by(|&a, &b| (load[a] / districts.wanted[a]).total_cmp(&(load[b] / districts.wanted[b])));
            let Some(d) = lightest else { return };
            let next = (0..self.areas.len())
                .filter(|&b| districts.of[b] == NONE && region[b] == districts.group[d])
                .filter(|&b| self.distaste(b, districts.town[d] / districts.wanted[d]) < loath)
                .filter(|&b| self.touches(b, d, &districts.of) && self.may_move(b, d, &districts.of))
                .min_by(|&a, &b| {
                    let far = |x: usize| {
                        self.middles[x].to(districts.seeds[d])
                            * (1.0 + 3.0 * self.distaste(x, districts.town[d] / districts.wanted[d]))
                    };
                    far(a).total_cmp(&far(b))
                });
            let Some(b) = next else {
                stuck[d] = true;
                continue;
            };
            districts.of[b] = d;
            load[d] += weights[b];
        }
    }

    /// Blocks change sides: always when it pays, seldom when it does not, never when it would tear a district.
    fn trade(
        &self,
        weights: &[f64],
        districts: &mut Districts,
        load: &mut [f64],
        rounds: usize,
        heat: f64,
        chance: &mut Chance,
    ) {
        let mut town = vec![0.0; load.len()];
        let mut sums: Vec<(Spot, f64, usize)> = vec![(Spot::default(), 0.0, 0); load.len()];
        let shift = |sums: &mut Vec<(Spot, f64, usize)>, d: usize, b: usize, sign: f64| {
            let a = self.areas[b] * sign;
            let count = if sign > 0.0 { sums[d].2 + 1 } else { sums[d].2 - 1 };
            sums[d] = (sums[d].0 + self.middles[b] * a, sums[d].1 + a, count);
        };
        for b in 0..self.areas.len() {
            if districts.of[b] != NONE {
                shift(&mut sums, districts.of[b], b, 1.0);
                town[districts.of[b]] += weights[b] * self.urban[b];
            }
        }
        for round in 0..rounds {
            let heat = heat * (1.0 - round as f64 / rounds as f64) + 0.01;
            let b = chance.below(self.areas.len());
            let from = districts.of[b];
            let Some(other) = self.sides[b][chance.below(self.sides[b].len())].0 else { continue };
            let to = districts.of[other];
            if from == NONE || to == NONE || from == to || districts.group[from] != districts.group[to] {
                continue;
            }
            if sums[from].2 < 3 {
                continue;
            }
            let middle = |d: usize| sums[d].0 * (1.0 / sums[d].1);
            let scale = self.areas[b].sqrt();
            let border: f64 = self.sides[b]
                .iter()
                .filter_map(|&(o, length, price)| {
                    let label = districts.of[o?];
                    let added = f64::from(u8::from(label != to)) - f64::from(u8::from(label != from));
                    Some(length * price * added)
                })
                .sum::<f64>()
                / scale;
            let strain = |d: usize, change: f64| {
                let want = districts.wanted[d];
                let over = load[d] - want;
                ((over + change) * (over + change) - over * over) / (want * want)
            };
            let mix = |d: usize, change: f64| {
                let over = town[d] - districts.town[d];
                ((over + change) * (over + change) - over * over) / (districts.wanted[d] * districts.wanted[d])
            };
            let share = districts.wanted[to] / weights[b];
            let balance = 1.6 * share * (strain(to, weights[b]) + strain(from, -weights[b]));
            let part = weights[b] * self.urban[b];
            let mixture = 2.0 * share * (mix(to, part) + mix(from, -part));
            let (near, far) = (self.middles[b].to(middle(to)), self.middles[b].to(middle(from)));
            let spread = 1.3 * (near * near - far * far) / f64::midpoint(sums[to].1, sums[from].1);
            let cost = border + balance + mixture + spread;
            if cost > 0.0 && chance.share() > heat * heat / (heat * heat + cost * cost * 4.0) * heat {
                continue;
            }
            if !self.may_move(b, to, &districts.of) {
                continue;
            }
            shift(&mut sums, from, b, -1.0);
            shift(&mut sums, to, b, 1.0);
            load[from] -= weights[b];
            load[to] += weights[b];
            town[from] -= part;
            town[to] += part;
            districts.of[b] = to;
        }
    }

    /// A district that is all town or all country is loath to take the other.
    fn distaste(&self, block: usize, taste: f64) -> f64 {
        if taste > 0.02 && taste < 0.98 { 0.0 } else { (self.urban[block] - taste).abs() }
    }

    fn touches(&self, block: usize, district: usize, of: &[usize]) -> bool {
        self.sides[block].iter().any(|&(o, _, _)| o.is_some_and(|o| of[o] == district))
    }

    /// Would both districts stay discs, without holes and without points where they only touch themselves?
    fn may_move(&self, block: usize, to: usize, of: &[usize]) -> bool {
        let from = of[block];
        let label = |o: Option<usize>| o.map_or(NONE - 1, |o| of[o]);
        let around: Vec<usize> = self.sides[block].iter().map(|&(o, _, _)| label(o)).collect();
        if runs(&around, to) != 1 || (from != NONE && runs(&around, from) != 1) {
            return false;
        }
        self.fans[block].iter().all(|fan| {
            let after: Vec<usize> = fan.iter().map(|&o| if o == Some(block) { to } else { label(o) }).collect();
            runs(&after, to) <= 1 && (from == NONE || runs(&after, from) <= 1)
        })
    }
}

/// How many separate runs of `label` a closed sequence has; none if it has nothing else.
fn runs(labels: &[usize], label: usize) -> usize {
    (0..labels.len()).filter(|&i| labels[i] == label && labels[(i + labels.len() - 1) % labels.len()] != label).count()
}

/// Rivers and big roads are cheap borders.
fn price(kind: Kind) -> f64 {
    match kind {
        Kind::Outline | Kind::River => 0.12,
        Kind::Brook | Kind::Expressway => 0.3,
        Kind::Ring => 0.28,
        Kind::Main => 0.36,
        Kind::Street => 0.75,
        Kind::Lane | Kind::Yard => 1.15,
    }
}
