//! Units that take cases on, the grids that some of them are paired with, and what they answer for. Names of
//! departments are those that every district has; numbers, people and places are made up.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::chance::Chance;
use crate::geojson::{Collection, Shape, Value};
use crate::lattice::Node;
use crate::names::person;
use crate::network::Network;
use crate::plane::{Spot, heart};
use crate::tree::Tree;
use crate::venues::Sites;

/// A unit; its seat is a building of the town, or none.
pub struct Unit {
    pub id: String,
    pub name: String,
    kind: &'static str,
    phone: String,
    whistle: bool,
    place: Option<Spot>,
    /// The code of the grid that it works for, where it has no seat.
    grid: Option<String>,
}

/// Departments, and whether one may whistle for them.
const DEPARTMENTS: [(&str, bool); 12] = [
    ("区应急管理局", true),
    ("区城市管理局", true),
    ("区住房和城乡建设局", true),
    ("区水利局", true),
    ("区交通运输局", true),
    ("区市场监督管理局", true),
    ("区卫生健康委员会", true),
    ("区民政局", false),
    ("区教育体育局", false),
    ("区消防救援大队", true),
    ("区供电公司", true),
    ("区自来水公司", true),
];
const TEAMS: [&str; 4] = ["防汛抢险队", "应急排水队", "社区消防志愿队", "河道巡护队"];
const DUTIES: [&str; 6] = ["环境整治", "防汛值守", "助老帮扶", "安全宣传", "文明创建", "秩序维护"];
/// The day that quantities are of.
const AS_OF: &str = "2026-10-31";
const SOURCE: &str = "示范数据（合成）";

/// Kind, how many, who answers for it, least and most of it, what that counts.
const ASSETS: [(&str, usize, &str, usize, usize, &str); 7] = [
    ("排水泵站", 8, "区水利局", 2, 6, "台"),
    ("消火栓", 24, "区自来水公司", 1, 1, ""),
    ("自备井", 10, "区水利局", 1, 1, ""),
    ("物资库", 9, "区应急管理局", 200, 1800, "件"),
    ("沙袋", 9, "防汛抢险队", 300, 2400, "条"),
    ("发电机", 6, "区供电公司", 1, 3, "台"),
    ("微型消防站", 8, "区消防救援大队", 6, 20, "套"),
];

/// Buildings that nothing else stands in, each given once.
struct Buildings<'a> {
    network: &'a Network,
    tree: &'a Tree,
    left: Vec<usize>,
}

/// Departments, the nine streets' offices, property companies and teams.
pub fn units(network: &Network, tree: &Tree, sites: &Sites, seed: u64) -> Vec<Unit> {
    let mut chance = Chance::new(seed, 21);
    let mut buildings = Buildings::new(network, tree, sites, &mut chance);
    let mut units: Vec<Unit> = Vec::new();
    let mut phones = BTreeSet::new();
    let mut enter = |units: &mut Vec<Unit>, chance: &mut Chance, name: String, kind, whistle, place, grid| {
        let phone = fresh(chance, &mut phones);
        let id = format!("D{:02}", units.len() + 1);
        units.push(Unit { id, name, kind, phone, whistle, place, grid });
    };
    for (name, whistle) in DEPARTMENTS {
        let place = buildings.near(Spot { x: 0.0, y: 0.0 }, 2600.0);
        enter(&mut units, &mut chance, name.to_owned(), "部门", whistle, place, None);
    }
    for street in &tree.levels[1] {
        let name = format!("{}办事处", street.name);
        let place = buildings.inside(&street.code);
        enter(&mut units, &mut chance, name, "街道", false, place, None);
    }
    let mut estates: Vec<usize> = (0..tree.levels[3].len()).filter(|&e| tree.levels[3][e].kind == "小区").collect();
    chance.shuffle(&mut estates);
    for &estate in estates.iter().take(24) {
        let estate = &tree.levels[3][estate];
        let name = format!("{}物业", estate.name);
        enter(&mut units, &mut chance, name, "物业", false, None, Some(estate.code.clone()));
    }
    for name in TEAMS {
        let place = buildings.near(Spot { x: 0.0, y: 0.0 }, 5200.0);
        enter(&mut units, &mut chance, name.to_owned(), "队伍", true, place, None);
    }
    units
}

/// `units.csv`.
pub fn sheet(units: &[Unit]) -> String {
    let mut text = String::from("单位编码,单位名称,单位类型,值班电话,可吹哨,经纬度,网格编码,crs\n");
    for unit in units {
        let Unit { id, name, kind, phone, .. } = unit;
        let whistle = if unit.whistle { "是" } else { "否" };
        let mut place = String::new();
        if let Some(spot) = unit.place {
            Node::near(spot).write(&mut place);
        }
        let (place, grid) = (place.trim_matches(['[', ']']), unit.grid.as_deref().unwrap_or_default());
        writeln!(text, "{id},{name},{kind},{phone},{whistle},\"{place}\",{grid},EPSG:4490")
            .expect("writing to a string can't fail");
    }
    text
}

/// `partners.csv`: one or two units beside every community and village.
pub fn partners(tree: &Tree, units: &[Unit], seed: u64) -> String {
    let mut chance = Chance::new(seed, 22);
    let mut phones = BTreeSet::new();
    let mut text = String::from("网格编码,结对单位,联系人,联系电话,结对事项\n");
    let departments: Vec<&Unit> = units.iter().filter(|unit| unit.kind == "部门").collect();
    for community in &tree.levels[2] {
        let mut first = None;
        for _ in 0..chance.whole(1, 2) {
            let unit = chance.pick(&departments);
            if first.replace(&unit.name) == Some(&unit.name) {
                continue;
            }
            let (contact, duty) = (person(&mut chance), chance.pick(&DUTIES));
            let phone = fresh(&mut chance, &mut phones);
            writeln!(text, "{},{},{contact},{phone},{duty}", community.code, unit.name)
                .expect("writing to a string can't fail");
        }
    }
    text
}

/// `assets.geojson`: what is at hand, spread over the town.
pub fn assets(network: &Network, tree: &Tree, sites: &Sites, seed: u64) -> String {
    let mut chance = Chance::new(seed, 23);
    let mut buildings = Buildings::new(network, tree, sites, &mut chance);
    let mut sheet = Collection::new();
    let mut number = 0;
    for (kind, count, owner, least, most, measure) in ASSETS {
        let mut stand: Vec<Spot> = Vec::new();
        while stand.len() < count {
            let apart = 12_000.0 / (count * count) as f64;
            let Some((place, community)) = buildings.apart(&stand, apart) else { break };
            stand.push(place);
            number += 1;
            let (id, name) = (format!("W{number:03}"), format!("{community}{kind}"));
            let state = if chance.luck(0.06) { "待修" } else { "正常" };
            let mut properties = vec![
                ("id", Value::Text(&id)),
                ("name", Value::Text(&name)),
                ("kind", Value::Text(kind)),
                ("owner", Value::Text(owner)),
                ("state", Value::Text(state)),
                ("as_of", Value::Text(AS_OF)),
                ("source", Value::Text(SOURCE)),
            ];
            if !measure.is_empty() {
                properties.push(("quantity", Value::Whole(chance.whole(least, most) as u64)));
                properties.push(("measure", Value::Text(measure)));
            }
            sheet.push(&Shape::Point(Node::near(place)), &properties);
        }
    }
    sheet.finish()
}

/// Numbers that begin with 100 are not given to anybody.
fn fresh(chance: &mut Chance, taken: &mut BTreeSet<String>) -> String {
    loop {
        let phone = format!("1008{:07}", chance.below(10_000_000));
        if taken.insert(phone.clone()) {
            return phone;
        }
    }
}

impl<'a> Buildings<'a> {
    fn new(network: &'a Network, tree: &'a Tree, sites: &Sites, chance: &mut Chance) -> Self {
        let buildings = &tree.levels[4];
        let is_free = |&g: &usize| sites.of_grid[g].is_none() && !sites.parks.contains(&g);
        let mut left: Vec<usize> = (0..buildings.len()).filter(is_free).collect();
        chance.shuffle(&mut left);
        Buildings { network, tree, left }
    }

    fn heart(&self, building: usize) -> Spot {
        heart(&self.network.mesh.ring(self.tree.levels[4][building].faces[0])).0
    }

    fn take(&mut self, is_right: impl Fn(&Self, usize) -> bool) -> Option<usize> {
        let at = self.left.iter().position(|&building| is_right(self, building))?;
        Some(self.left.swap_remove(at))
    }

    /// A building within so many metres.
    fn near(&mut self, middle: Spot, metres: f64) -> Option<Spot> {
        let building = self.take(|all, building| all.heart(building).to(middle) < metres)?;
        Some(self.heart(building))
    }

    /// A building below the grid of this code.
    fn inside(&mut self, code: &str) -> Option<Spot> {
        let building = self.take(|all, building| all.tree.levels[4][building].code.starts_with(code))?;
        Some(self.heart(building))
    }

    /// A building so many metres from all of these, and the community that it stands in.
    fn apart(&mut self, others: &[Spot], metres: f64) -> Option<(Spot, &'a str)> {
        let building = self.take(|all, building| {
            let place = all.heart(building);
            others.iter().all(|other| other.to(place) > metres)
        })?;
        let tree = self.tree;
        let estate = &tree.levels[3][tree.levels[4][building].parent];
        Some((self.heart(building), &tree.levels[2][estate.parent].name))
    }
}
