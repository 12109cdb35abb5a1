//! Prints the town as SVG: `cargo run --release -p town --example picture -- [seed] [level] [lon lat km]`.
#![allow(clippy::print_stdout, reason = "printing the picture is all that this example does")]

use std::fmt::Write;

use serde_json::Value;

type Point = (f64, f64);

fn main() {
    let words: Vec<f64> = std::env::args().skip(1).filter_map(|word| word.parse().ok()).collect();
    let word = |i: usize, usual: f64| words.get(i).copied().unwrap_or(usual);
    let (seed, level) = (word(0, 1.0) as u64, word(1, 3.0) as usize);
    let (lon, lat, km) = (word(2, 114.65), word(3, 33.62), word(4, 22.0));
    let town = town::draw(seed);
    let scale = 1600.0 / (km * 1000.0);
    let place = |p: &Value| -> Point {
        let at = |i: usize| p[i].as_f64().unwrap_or_default();
        ((at(0) - lon) * 92_698.0 * scale + 800.0, (lat - at(1)) * 110_921.0 * scale + 655.0)
    };
    let mut svg = String::from(
        "<svg xmlns='http://www.w3.org/2000/svg' width='1600' height='1310'><rect width='1600' height='1310' fill='#0c1420'/>",
    );
    let read = |name: &str| -> Vec<Value> {
        let text = town.text(name).unwrap_or("{}");
        let value: Value = serde_json::from_str(text).unwrap_or_default();
        value["features"].as_array().cloned().unwrap_or_default()
    };
    let grids = read(&format!("grids-{level}.geojson"));
    for (i, grid) in grids.iter().enumerate() {
        let hue = (i * 47) % 360;
        let fill = if level < 4 { format!("hsl({hue},32%,24%)") } else { "#172334".to_owned() };
        path(&mut svg, grid, &place, &format!("fill='{fill}'"));
    }
    for feature in read("basemap.geojson") {
        let word = |key: &str| feature["properties"][key].as_str().unwrap_or_default().to_owned();
        let metres = scale * 1.0;
        let style = match (word("layer").as_str(), word("class").as_str()) {
            ("green", "park") => "fill='#1d4a35'".to_owned(),
            ("green", _) => "fill='#1b3a2a' fill-opacity='.55' stroke='#0c1420' stroke-width='.4'".to_owned(),
            ("water", _) => "fill='#20496e'".to_owned(),
            ("building", _) => "fill='#3a4c63'".to_owned(),
            (_, class) => {
                let (colour, width) = match class {
                    "expressway" => ("#c08a4a", 30.0),
                    "ring" => ("#a99a74", 26.0),
                    "main" => ("#8493a8", 21.0),
                    "street" => ("#5f6f85", 13.0),
                    _ => ("#4a596d", 7.0),
                };
                let width = (width * metres).max(0.4);
                format!("fill='none' stroke='{colour}' stroke-width='{width:.2}' stroke-linejoin='round'")
            }
        };
        path(&mut svg, &feature, &place, &style);
    }
    for (n, width, colour) in [(5, 0.3, "#7fa8c8"), (4, 0.6, "#8fc0e0"), (3, 1.1, "#a8d0ee"), (2, 2.2, "#2ad0c0")] {
        if n <= level {
            for grid in read(&format!("grids-{n}.geojson")) {
                path(&mut svg, &grid, &place, &format!("fill='none' stroke='{colour}' stroke-width='{width}'"));
            }
        }
    }
    for (name, colour) in [("venues.geojson", "#f5b942"), ("checkpoints.geojson", "#ff6b6b")] {
        for feature in read(name) {
            let (x, y) = place(&feature["geometry"]["coordinates"]);
            let _ = write!(svg, "<circle cx='{x:.1}' cy='{y:.1}' r='4' fill='{colour}'/>");
        }
    }
    println!("{svg}</svg>");
}

fn path(svg: &mut String, feature: &Value, place: &impl Fn(&Value) -> Point, style: &str) {
    let coordinates = &feature["geometry"]["coordinates"];
    let line = if feature["geometry"]["type"] == "Polygon" { &coordinates[0] } else { coordinates };
    let points: Vec<Point> = line.as_array().into_iter().flatten().map(place).collect();
    if points.iter().all(|(x, _)| *x < 0.0 || *x > 1600.0) || points.iter().all(|(_, y)| *y < 0.0 || *y > 1310.0) {
        return;
    }
    svg.push_str("<path d='");
    for (i, (x, y)) in points.iter().enumerate() {
        let _ = write!(svg, "{}{x:.1} {y:.1}", if i == 0 { "M" } else { "L" });
    }
    let _ = write!(svg, "' {style}/>");
}
