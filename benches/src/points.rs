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
