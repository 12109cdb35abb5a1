//! Positions in a district: most of them in clusters, as people are, the rest anywhere in its box.

use std::io::{self, Write};

use crate::chance::Chance;

/// The share that lies anywhere, and how far a cluster reaches, in degrees (about 600 m).
const ANYWHERE: f64 = 0.3;
const REACH: f64 = 0.006;

/// West, south, east, north in degrees.
pub type Corners = (f64, f64, f64, f64);

/// `count` rows of `id,lon,lat` with a heading, seven digits each, made from a seed.
pub fn write(mut out: impl Write, seed: u64, count: usize, corners: Corners, centres: &[(f64, f64)]) -> io::Result<()> {
    let chance = Chance::new(seed);
    let (west, south, east, north) = corners;
    writeln!(out, "id,lon,lat")?;
    for index in 0..count {
        let at = |which: u64| chance.share(&[which, index as u64]);
        let (mut x, mut y) = (west + (east - west) * at(0), south + (north - south) * at(1));
        if at(2) >= ANYWHERE && !centres.is_empty() {
            // The sum of two is thickest in the middle.
            let (centre_x, centre_y) = centres[(at(3) * centres.len() as f64) as usize];
            x = centre_x + (at(4) + at(5) - 1.0) * REACH;
            y = centre_y + (at(6) + at(7) - 1.0) * REACH;
        }
        writeln!(out, "{index},{:.7},{:.7}", x.clamp(west, east), y.clamp(south, north))?;
    }
    Ok(())
}

/// Signs that names are made of, and what such places are.
const SIGNS: [&str; 24] = [
    "东", "西", "南", "北", "中", "新", "安", "平", "福", "兴", "华", "盛", "永", "和", "长", "春", "江", "海", "湖",
    "山", "龙", "凤", "金", "玉",
];
/// The initials of their sounds.
const INITIALS: [char; 24] = [
    'd', 'x', 'n', 'b', 'z', 'x', 'a', 'p', 'f', 'x', 'h', 's', 'y', 'h', 'c', 'c', 'j', 'h', 'h', 's', 'l', 'f', 'j',
    'y',
];
const KINDS: [&str; 8] = ["超市", "学校", "医院", "药店", "宾馆", "银行", "加油站", "菜市场"];

/// The name of a place: four signs and what it is.
pub fn name(seed: u64, index: usize) -> String {
    let chance = Chance::new(seed);
    let sign = |which: u64| SIGNS[(chance.share(&[which, index as u64]) * SIGNS.len() as f64) as usize];
    format!("{}{}{}{}{}", sign(10), sign(11), sign(12), sign(13), KINDS[index % KINDS.len()])
}

/// The initial of the sound of a sign that names are made of.
pub fn initial(sign: char) -> Option<char> {
    let at = SIGNS.iter().position(|known| known.starts_with(sign))?;
    Some(INITIALS[at])
}

/// `count` venues as one GeoJSON collection, anywhere in the box.
pub fn write_geojson(mut out: impl Write, seed: u64, count: usize, corners: Corners) -> io::Result<()> {
    let chance = Chance::new(seed);
    let (west, south, east, north) = corners;
    write!(out, "{{\"type\":\"FeatureCollection\",\"features\":[")?;
    for index in 0..count {
        let at = |which: u64| chance.share(&[which, index as u64]);
        let (x, y) = (west + (east - west) * at(0), south + (north - south) * at(1));
        let (comma, name, kind) = (if index > 0 { "," } else { "" }, name(seed, index), KINDS[index % KINDS.len()]);
        write!(
            out,
            "{comma}\n{{\"type\":\"Feature\",\"properties\":{{\"id\":\"V{index}\",\"name\":\"{name}\",\"kind\":\"{kind}\",\"address\":\"{name}街{}号\"}},",
            index % 999
        )?;
        write!(out, "\"geometry\":{{\"type\":\"Point\",\"coordinates\":[{x:.7},{y:.7}]}}}}")?;
    }
    writeln!(out, "]}}")
}
