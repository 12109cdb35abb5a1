//! Sheets: the town as the documents that a district would hand in.

use std::fmt::Write;

use crate::borders::ring_around;
use crate::census::Count;
use crate::chance::Chance;
use crate::geojson::{Collection, Shape, Value};
use crate::lattice::Node;
use crate::mesh::Mesh;
use crate::tree::Grid;
use crate::venues::{Checkpoint, Venue};

/// The day that the counts are of.
const AS_OF: &str = "2026-10-31";
const SOURCE: &str = "示范数据（合成）";

/// The grids of one level with their counts; `basements` is empty above level 5.
pub fn grids(mesh: &Mesh, grids: &[Grid], counts: &[Count], basements: &[bool]) -> String {
    let mut sheet = Collection::new();
    for (i, (grid, count)) in grids.iter().zip(counts).enumerate() {
        let ring: Vec<Node> = ring_around(mesh, &grid.faces).into_iter().map(|n| mesh.nodes[n as usize]).collect();
        let mut properties = vec![
            ("code", Value::Text(&grid.code)),
            ("name", Value::Text(&grid.name)),
            ("kind", Value::Text(grid.kind)),
            ("residents", Value::Whole(count.residents)),
            ("households", Value::Whole(count.households)),
            ("buildings", Value::Whole(count.buildings)),
            ("units", Value::Whole(count.units)),
            ("as_of", Value::Text(AS_OF)),
            ("source", Value::Text(SOURCE)),
        ];
        if basements.get(i).copied().unwrap_or(false) {
            properties.push(("有地下室", Value::Yes));
        }
        sheet.push(&Shape::Polygon(&ring), &properties);
    }
    sheet.finish()
}

/// The venues as points.
pub fn venues(venues: &[Venue]) -> String {
    let mut sheet = Collection::new();
    for venue in venues {
        let properties = [
            ("id", Value::Text(&venue.id)),
            ("name", Value::Text(&venue.name)),
            ("kind", Value::Text(venue.kind)),
            ("capacity", Value::Whole(venue.capacity)),
            ("state", Value::Text("开放")),
            ("address", Value::Text(&venue.address)),
            ("source", Value::Text(SOURCE)),
        ];
        sheet.push(&Shape::Point(Node::near(venue.place)), &properties);
    }
    sheet.finish()
}

/// The checkpoints as points.
pub fn checkpoints(checkpoints: &[Checkpoint]) -> String {
    let mut sheet = Collection::new();
    for checkpoint in checkpoints {
        let properties = [
            ("id", Value::Text(&checkpoint.id)),
            ("name", Value::Text(&checkpoint.name)),
            ("state", Value::Text(if checkpoint.open { "open" } else { "closed" })),
            ("queue", Value::Whole(checkpoint.queue)),
            ("source", Value::Text(SOURCE)),
        ];
        sheet.push(&Shape::Point(Node::near(checkpoint.place)), &properties);
    }
    sheet.finish()
}

/// The cameras of the venues; the addresses end in `.invalid`, which never resolves (RFC 2606).
pub fn streams(venues: &[Venue], seed: u64) -> String {
    let mut chance = Chance::new(seed, 14);
    let mut text = String::from("场所编码,名称,地址\n");
    for venue in venues {
        let (low, high, views): (usize, usize, &[&str]) = match venue.kind {
            "大型商超" => {
                (4, 8, &["正门", "收银区", "生鲜区", "一层中庭", "地下车库入口", "东侧通道", "卸货区", "二层扶梯"])
            }
            "小区门岗" => (1, 1, &["门岗"]),
            "客运站" => (3, 5, &["进站口", "候车厅", "出站口", "站前广场", "售票厅"]),
            "医院" => (2, 4, &["门诊大厅", "急诊入口", "发热门诊", "停车场"]),
            "农贸市场" => (2, 4, &["正门", "交易大棚", "水产区", "后门"]),
            _ => (1, 3, &["正门", "院内", "后门"]),
        };
        let count = chance.whole(low, high);
        for (n, view) in views.iter().take(count).enumerate() {
            let path = venue.id.to_lowercase();
            writeln!(text, "{},{}{view},rtsp://cam.example.invalid/{path}/{}", venue.id, venue.name, n + 1)
                .expect("writing to a string can't fail");
        }
    }
    text
}
