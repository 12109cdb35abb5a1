//! The town's skeleton: outline, rivers, axes, ring roads, radials and the bent grid of main streets.

use std::collections::BTreeSet;
use std::f64::consts::{PI, TAU};

use crate::chance::{Chance, Ripple};
use crate::mesh::{Kind, Mesh};
use crate::plane::{Spot, cos, ease, sin, spot};
use crate::trace::{Guard, trace, trace_round};

/// The mesh after the skeleton is in it, and the courses that the map draws wider or longer than the mesh has them.
pub struct Network {
    pub mesh: Mesh,
    pub ground: Ground,
    /// The river's centre line from beyond the western to beyond the eastern outline.
    pub river: Vec<Spot>,
    /// The brook's centre line down to the river.
    pub brook: Vec<Spot>,
    /// Roads past the outline, with their line in the mesh.
    pub exits: Vec<(u32, Vec<Spot>)>,
    /// Sides of roads that end at the water: the border goes on to its middle, the road does not.
    pub drowned: BTreeSet<(u32, u32)>,
}

/// The lie of the land: where the town is dense and how its streets bend.
pub struct Ground {
    bend: Ripple,
    edge: Ripple,
    rim: Ripple,
    coast: Ripple,
    turn: f64,
    meander: [f64; 3],
}

/// Half the width of the river and of the brook, in metres.
pub const RIVER: f64 = 58.0;
pub const BROOK: f64 = 17.0;

impl Ground {
    fn new(chance: &mut Chance) -> Ground {
        Ground {
            bend: Ripple::new(chance, 5200.0),
            edge: Ripple::new(chance, 3600.0),
            rim: Ripple::new(chance, 620.0),
            coast: Ripple::new(chance, 2300.0),
            turn: chance.between(-0.09, 0.09),
            meander: [chance.between(2.1, 2.9), chance.between(0.0, TAU), chance.between(0.0, TAU)],
        }
    }

    /// From 0 in the fields to 1 in the town.
    pub fn urban(&self, p: Spot) -> f64 {
        let reach = spot(p.x / 5500.0, (p.y + 100.0) / 4500.0).length() + 0.10 * self.edge.at(p);
        1.0 - ease(0.88, 1.08, reach)
    }

    /// From 0 to 1 in the old centre.
    pub fn centre(p: Spot) -> f64 {
        1.0 - ease(0.1, 1.0, spot(p.x / 4800.0, (p.y + 100.0) / 3900.0).length())
    }

    /// The street grid's place `(u, v)` on the ground.
    fn bent(&self, u: f64, v: f64) -> Spot {
        let turned = spot(cos(self.turn), sin(self.turn));
        let p = turned * u + turned.left() * v;
        let far = p.length() / 4000.0;
        let reach = 110.0 + 150.0 * far.min(1.5);
        let shifted = spot(p.x + 9000.0, p.y - 4000.0);
        p + spot(self.bend.at(p), self.bend.at(shifted)) * reach
    }

    fn river(&self, t: f64) -> Spot {
        let [long, short, skew] = self.meander;
        let calm = 1.0 - 0.45 * (1.0 - ease(1500.0, 4500.0, t.abs()));
        let y = 520.0 + calm * (640.0 * sin(t / 1750.0 + long) + 290.0 * sin(t / 720.0 + short));
        spot(t + calm * 400.0 * sin(t / 900.0 + skew), y - t * 0.03)
    }

    fn outline(&self, angle: f64, waves: &[(f64, f64, f64)]) -> Spot {
        let (c, s) = (cos(angle), sin(angle));
        let round = 1.0 / spot(c / 9000.0, s / 7000.0).length();
        let wave: f64 = waves.iter().map(|(count, height, phase)| height * sin(count * angle + phase)).sum();
        let base = spot(c, s) * (round * (1.0 + wave));
        base + spot(c, s) * (self.coast.at(base) * 130.0 + self.rim.at(base) * 22.0)
    }

    fn ring(angle: f64, wide: f64, high: f64, waves: &[(f64, f64, f64)]) -> Spot {
        let (c, s) = (cos(angle), sin(angle));
        let (x, y) = ((c / wide) * (c / wide), (s / high) * (s / high));
        let round = 1.0 / (x + y).sqrt();
        let square = 1.0 / (x * x + y * y).sqrt().sqrt();
        let wave: f64 = waves.iter().map(|(count, height, phase)| height * sin(count * angle + phase)).sum();
        spot(c, s) * (f64::midpoint(round, square) * (1.0 + wave)) + spot(0.0, -150.0)
    }
}

/// Draws the skeleton.
pub fn lay(seed: u64) -> Network {
    let mut chance = Chance::new(seed, 1);
    let ground = Ground::new(&mut chance);
    let waves: Vec<(f64, f64, f64)> = (2..10)
        .map(|k| (f64::from(k), 0.1 / f64::from(k).sqrt() * chance.between(0.35, 1.0), chance.between(0.0, TAU)))
        .collect();
    let outline: Vec<Spot> = (0..620).map(|i| ground.outline(TAU * f64::from(i) / 620.0, &waves)).collect();
    let mut mesh = Mesh::new(&outline);

    let river: Vec<Spot> = (-400..=400).map(|i| ground.river(f64::from(i) * 72.0)).collect();
    let line = mesh.add_line(Kind::River, Some("沙颍河"));
    trace(&mut mesh, &river, line, Guard::NONE);
    let brook = brook(&ground, &river, &mut chance);
    let line = mesh.add_line(Kind::Brook, Some("贾鲁河"));
    trace(&mut mesh, &brook, line, Guard::NONE);

    let mut network = Network { mesh, ground, river, brook, exits: Vec::new(), drowned: BTreeSet::new() };
    network.lay_axes();
    network.lay_rings_and_radials(&mut chance);
    network.lay_grid(&mut chance);
    network
}

/// Comes down from the north-west, bending, and joins the river west of the centre.
fn brook(ground: &Ground, river: &[Spot], chance: &mut Chance) -> Vec<Spot> {
    let mouth = river[river.len() / 2 - 34];
    let lean = chance.between(-1900.0, -900.0);
    let phase = chance.between(0.0, TAU);
    (0..400)
        .map(|i| {
            let s = f64::from(399 - i) * 70.0 - 60.0;
            let calm = ease(0.0, 900.0, s);
            let sway = calm * (330.0 * sin(s / 640.0 + phase) + 240.0 * ground.rim.at(spot(s * 0.35, 0.0)));
            mouth + spot(lean * s / 8000.0 + sway, s)
        })
        .collect()
}

const ACROSS: [(i32, &str); 12] = [
    (-3, "太清路"),
    (-2, "汉阳路"),
    (-1, "大闸路"),
    (1, "育新街"),
    (2, "滨河路"),
    (3, "永宁路"),
    (4, "莲花路"),
    (5, "工农路"),
    (-4, "周西路"),
    (-5, "周商路"),
    (-6, "银珠路"),
    (6, "文昌大道"),
];
const ALONG: [(i32, &str); 11] = [
    (-2, "八一大道"),
    (-3, "建设大道"),
    (-4, "交通大道"),
    (-5, "太昊路"),
    (-6, "庆丰路"),
    (1, "人民路"),
    (2, "川汇大道"),
    (3, "黄河路"),
    (4, "中原路"),
    (5, "开元大道"),
    (-1, "中州路"),
];

impl Network {
    fn lay(&mut self, kind: Kind, name: &str, path: &[Spot], guard: Guard) -> u32 {
        let line = self.mesh.add_line(kind, Some(name));
        trace(&mut self.mesh, path, line, guard);
        line
    }

    /// Keeps the part of a road beyond the outline for the map.
    fn keep_exit(&mut self, line: u32, path: impl Iterator<Item = Spot>) {
        let outline = self.outline();
        let beyond: Vec<Spot> = path.filter(|&p| !crate::plane::holds(&outline, p)).collect();
        self.exits.push((line, beyond));
    }

    fn outline(&self) -> Vec<Spot> {
        let mut ring = Vec::new();
        let first = self.mesh.rings[0][0];
        let starts = self
            .mesh
            .all_sides()
            .find(|((u, v), _)| self.mesh.face_left(*u, *v).is_none() || self.mesh.face_left(*v, *u).is_none());
        let ((u, v), _) = starts.unwrap_or(((first, first), 0));
        let start = if self.mesh.face_left(u, v).is_some() { u } else { v };
        let mut node = start;
        loop {
            ring.push(self.mesh.spots[node as usize]);
            let next = self.mesh.faces_at(node).map(|(n, _)| n).find(|&n| self.mesh.face_left(n, node).is_none());
            match next {
                Some(n) if n != start => node = n,
                _ => return ring,
            }
        }
    }

    fn lay_axes(&mut self) {
        let steps = |from: i32, to: i32| (from..=to).map(|i| f64::from(i) * 85.0);
        // It stays south of the river's deepest bends.
        let south = |u: f64| -560.0 - 0.03 * u - 450.0 * ease(2500.0, 7000.0, u.abs());
        let east: Vec<Spot> = steps(-340, 340).map(|u| self.ground.bent(u, south(u))).collect();
        let north: Vec<Spot> = steps(-340, 340).map(|v| self.ground.bent(120.0, v)).collect();
        for (name, path) in [("七一路", east), ("大庆路", north)] {
            let line = self.lay(Kind::Main, name, &path, Guard::NONE);
            let (west, rest) = path.split_at(path.len() / 2);
            self.keep_exit(line, west.iter().copied());
            self.keep_exit(line, rest.iter().copied());
        }
    }

    fn lay_rings_and_radials(&mut self, chance: &mut Chance) {
        let mut waves = |height: f64| -> Vec<(f64, f64, f64)> {
            (2..6).map(|k| (f64::from(k), height * chance.between(0.3, 1.0), chance.between(0.0, TAU))).collect()
        };
        let (inner_waves, outer_waves) = (waves(0.022), waves(0.026));
        let inner = |angle: f64| Ground::ring(angle, 2050.0, 1750.0, &inner_waves);
        let outer = |angle: f64| Ground::ring(angle, 5150.0, 4250.0, &outer_waves);
        for (name, count, around) in
            [("内环路", 150, &inner as &dyn Fn(f64) -> Spot), ("外环路", 330, &outer as &dyn Fn(f64) -> Spot)]
        {
            let path: Vec<Spot> = (0..count).map(|i| around(TAU * f64::from(i) / f64::from(count))).collect();
            let line = self.mesh.add_line(Kind::Ring, Some(name));
            trace_round(&mut self.mesh, &path, line, Guard::NONE);
        }
        let radials = [
            (40.0, true, "周郸路"),
            (139.0, true, "周扶路"),
            (217.0, true, "周商公路"),
            (322.0, true, "周项路"),
            (66.0, false, "周淮路"),
            (249.0, false, "周漯路"),
        ];
        for (degrees, from_inner, name) in radials {
            let angle = (degrees + chance.between(-4.0, 4.0)) * PI / 180.0;
            let start = if from_inner { inner(angle) } else { outer(angle) };
            let direction = start.unit();
            let phase = chance.between(0.0, TAU);
            let path: Vec<Spot> = (-2..360)
                .map(|i| {
                    let s = f64::from(i) * 80.0;
                    let sway = ease(0.0, 900.0, s) * 130.0 * sin(s / 950.0 + phase);
                    start + direction * s + direction.left() * sway
                })
                .collect();
            let line = self.lay(Kind::Main, name, &path, Guard::NONE);
            self.keep_exit(line, path.into_iter());
        }
        let phase = chance.between(0.0, TAU);
        let express: Vec<Spot> = (-300..=300)
            .map(|i| {
                let x = f64::from(i) * 95.0;
                let bow = 1000.0 * ease(2200.0, 7200.0, x.abs());
                spot(x, -5330.0 + bow + 170.0 * sin(x / 2600.0 + phase))
            })
            .collect();
        let line = self.lay(Kind::Expressway, "宁洛高速", &express, Guard::NONE);
        let (west, east) = express.split_at(express.len() / 2);
        self.keep_exit(line, west.iter().copied());
        self.keep_exit(line, east.iter().copied());
    }

    /// Main streets every 1.2 km or so and streets between them, bent like the axes; a piece that would leave a
    /// sliver is left out, so a street may end at another.
    fn lay_grid(&mut self, chance: &mut Chance) {
        let guard = Guard { area: 26_000.0, roundness: 0.42 };
        let mut plan: Vec<(f64, f64, bool, Option<&str>)> = Vec::new();
        for (k, name) in ACROSS {
            plan.push((120.0 + f64::from(k) * 830.0 + chance.between(-110.0, 110.0), 4900.0, true, Some(name)));
        }
        for (k, name) in ALONG {
            plan.push((-200.0 + f64::from(k) * 770.0 + chance.between(-90.0, 90.0), 5700.0, false, Some(name)));
        }
        for k in -6..=6 {
            plan.push((120.0 + (f64::from(k) + 0.5) * 830.0 + chance.between(-90.0, 90.0), 4300.0, true, None));
            plan.push((-200.0 + (f64::from(k) + 0.5) * 770.0 + chance.between(-80.0, 80.0), 4900.0, false, None));
        }
        for (at, reach, across, name) in plan {
            let kind = if name.is_some() { Kind::Main } else { Kind::Street };
            let (low, high) = (chance.between(-1.0, -0.72), chance.between(0.72, 1.0));
            let gap = if name.is_some() { 2.0 } else { chance.between(-0.9, 1.2) };
            let mut path: Vec<Spot> = Vec::new();
            let line = self.mesh.add_line(kind, name);
            let count = (reach / 70.0) as i32;
            for i in -count..=count {
                let share = f64::from(i) / f64::from(count);
                let along = share * reach;
                let p = if across { self.ground.bent(at, along) } else { self.ground.bent(along, at) };
                let wanted = share > low && share < high && (share - gap).abs() > 0.12 && self.ground.urban(p) > 0.15;
                if wanted {
                    path.push(p);
                } else if !path.is_empty() {
                    trace(&mut self.mesh, &path, line, guard);
                    path.clear();
                }
            }
            trace(&mut self.mesh, &path, line, guard);
        }
    }
}
