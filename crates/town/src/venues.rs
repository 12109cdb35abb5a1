//! Venues and checkpoints: where they lie, and the grids that are built for them.

use crate::chance::Chance;
use crate::mesh::Kind;
use crate::network::Network;
use crate::plane::{Spot, heart, holds, sides};
use crate::tree::Tree;

/// A key venue.
pub struct Venue {
    pub id: String,
    pub name: String,
    pub kind: &'static str,
    pub capacity: u64,
    pub address: String,
    pub place: Spot,
}

/// What a grid of level 5 is built for.
pub struct Site {
    pub kind: &'static str,
    pub place: Spot,
}

impl Site {
    /// Does it stand in one large building of its own?
    pub fn is_large(&self) -> bool {
        self.kind != "小区门岗"
    }
}

/// Venues, and what stands where.
pub struct Sites {
    pub venues: Vec<Venue>,
    pub of_grid: Vec<Option<Site>>,
    /// Grids of level 5 that are parks.
    pub parks: Vec<usize>,
}

/// A checkpoint on a road that leaves the district.
pub struct Checkpoint {
    pub id: String,
    pub name: String,
    pub open: bool,
    pub queue: u64,
    pub place: Spot,
}

/// Kind, least distance between two in metres, least and most capacity, and the names.
const KINDS: [(&str, f64, u64, u64, &[&str]); 9] = [
    (
        "大型商超",
        1100.0,
        1500,
        6000,
        &["颍滨购物中心", "川汇百货大楼", "颍河生活广场", "太昊商场", "金海量贩超市", "和平购物广场", "中州超市总店"],
    ),
    ("小区门岗", 500.0, 20, 60, &["", "", "", "", "", "", "", ""]),
    ("集中隔离点", 1500.0, 60, 240, &["川汇宾馆隔离点", "沙河饭店隔离点", "培训中心隔离点", "迎宾楼隔离点"]),
    ("学校", 1000.0, 800, 3600, &["川汇区第一小学", "启明小学", "纺织中学", "川汇区第三中学", "育才小学", "文昌学校"]),
    ("医院", 1300.0, 200, 1500, &["川汇区人民医院", "川汇区中医院", "妇幼保健院", "颍河骨科医院"]),
    ("农贸市场", 1200.0, 300, 1200, &["惠民农贸市场", "建设农贸市场", "川汇蔬菜批发市场", "育新农贸市场"]),
    ("客运站", 2000.0, 1200, 3000, &["汽车客运中心站", "川汇客运站"]),
    ("养老院", 1400.0, 60, 200, &["夕阳红养老院", "颐和养老服务中心", "幸福敬老院"]),
    ("避难场所", 2500.0, 2000, 8000, &["体育场避难场所", "铁路公园避难场所"]),
];

/// Chooses the parks and the forty venues.
pub fn choose(network: &Network, tree: &Tree, seed: u64) -> Sites {
    let mut chance = Chance::new(seed, 7);
    let buildings = &tree.levels[4];
    let hearts: Vec<(Spot, f64)> = buildings.iter().map(|g| heart(&network.mesh.ring(g.faces[0]))).collect();
    let in_town = |g: usize| buildings[g].kind == "楼栋" && network.ground.urban(hearts[g].0) > 0.4;
    let mut order: Vec<usize> = (0..buildings.len()).filter(|&g| in_town(g)).collect();
    chance.shuffle(&mut order);
    let mut sites = Sites { venues: Vec::new(), of_grid: Vec::new(), parks: Vec::new() };
    sites.of_grid.resize_with(buildings.len(), || None);
    for &g in &order {
        let apart = sites.parks.iter().all(|&p| hearts[p].0.to(hearts[g].0) > 1250.0);
        if sites.parks.len() < 16 && hearts[g].1 > 72.0 && apart {
            sites.parks.push(g);
        }
    }
    for (kind, apart, least, most, names) in KINDS {
        let mut placed: Vec<Spot> = Vec::new();
        for &g in &order {
            if placed.len() == names.len() {
                break;
            }
            let (place, room) = hearts[g];
            let is_gate = kind == "小区门岗";
            let free = sites.of_grid[g].is_none() && !sites.parks.contains(&g);
            let river = network.river.iter().all(|r| r.to(place) > 220.0);
            if !free || room < 42.0 || !river || placed.iter().any(|p| p.to(place) < apart) {
                continue;
            }
            let estate = &tree.levels[3][buildings[g].parent];
            let place = if is_gate { gate(network, buildings[g].faces[0], place) } else { place };
            let name = match names[placed.len()] {
                "" => format!("{}门岗", estate.name),
                name => name.to_owned(),
            };
            placed.push(place);
            sites.of_grid[g] = Some(Site { kind, place });
            let community = &tree.levels[2][estate.parent];
            sites.venues.push(Venue {
                id: format!("V{:03}", sites.venues.len() + 1),
                name,
                kind,
                capacity: chance.whole(least as usize / 10, most as usize / 10) as u64 * 10,
                address: format!("{}{}", tree.levels[1][community.parent].name, community.name),
                place,
            });
        }
    }
    sites
}

/// A gate stands just inside the longest open side of its grid.
fn gate(network: &Network, face: usize, heart: Spot) -> Spot {
    let mesh = &network.mesh;
    let nodes = &mesh.rings[face];
    let mut best = (heart, 0.0);
    for i in 0..nodes.len() {
        let (u, v) = (nodes[i], nodes[(i + 1) % nodes.len()]);
        let (p, q) = (mesh.spots[u as usize], mesh.spots[v as usize]);
        let open = matches!(mesh.kind(u, v), Kind::Lane | Kind::Street | Kind::Main | Kind::Ring);
        if open && p.to(q) > best.1 {
            let inside = p.toward(q, 0.5) + (q - p).unit().left() * 5.0;
            best = (inside, p.to(q));
        }
    }
    let ring = mesh.ring(face);
    if holds(&ring, best.0) && sides(&ring).count() > 2 { best.0 } else { heart }
}

/// The twelve checkpoints, on the biggest roads that cross the outline, clockwise from the north.
pub fn checkpoints(network: &Network, seed: u64) -> Vec<Checkpoint> {
    let mut chance = Chance::new(seed, 8);
    let mesh = &network.mesh;
    let is_outer = |n: u32| mesh.fan(n).contains(&None);
    let mut crossings: Vec<(Kind, Spot, String)> = Vec::new();
    for ((u, v), line) in mesh.all_sides() {
        let line = &mesh.lines[line as usize];
        if !matches!(line.kind, Kind::Expressway | Kind::Ring | Kind::Main | Kind::Street | Kind::Lane) {
            continue;
        }
        let (rim, inner) = match (is_outer(u), is_outer(v)) {
            (true, false) => (u, v),
            (false, true) => (v, u),
            _ => continue,
        };
        let (rim, inner) = (mesh.spots[rim as usize], mesh.spots[inner as usize]);
        let share = (70.0 / rim.to(inner)).min(1.0);
        crossings.push((line.kind, rim.toward(inner, share), line.name.clone().unwrap_or_else(|| "乡道".to_owned())));
    }
    crossings.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.x.total_cmp(&b.1.x)));
    crossings.truncate(12);
    let clockwise = |p: Spot| {
        let d = p.unit();
        if d.x >= 0.0 { 1.0 - d.y } else { 3.0 + d.y }
    };
    crossings.sort_by(|a, b| clockwise(a.1).total_cmp(&clockwise(b.1)));
    let mut checkpoints = Vec::new();
    for (i, (_, place, road)) in crossings.into_iter().enumerate() {
        let open = !chance.luck(0.16);
        let queue = if open { chance.pick(&[0, 0, 0, 1, 1, 2, 3]) } else { 0 };
        let name = format!("{road}{}卡点", bearing(place));
        checkpoints.push(Checkpoint { id: format!("K{:02}", i + 1), name, open, queue, place });
    }
    checkpoints
}

fn bearing(p: Spot) -> &'static str {
    let d = p.unit();
    match (d.x, d.y) {
        (x, y) if x > 0.92 && y.abs() < 0.4 => "东",
        (x, y) if x < -0.92 && y.abs() < 0.4 => "西",
        (_, y) if y > 0.92 => "北",
        (_, y) if y < -0.92 => "南",
        (x, y) if x > 0.0 && y > 0.0 => "东北",
        (x, _) if x > 0.0 => "东南",
        (_, y) if y > 0.0 => "西北",
        _ => "西南",
    }
}
