//! A large tree from GeoJSON into a store, beside ogr2ogr.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::process::Command;

use anyhow::Result;
use benches::tree::Tree;

use crate::command::Spent;
use crate::figure::{Aim, Figure, Limit, Unit, megabytes, thousands};
use crate::machine::size_of;
use crate::town::{Town, remove};
use crate::{Bench, command, turns};

pub fn measure(bench: &Bench, _: &Town) -> Result<Vec<Figure>> {
    let tree = Tree::of_at_least(bench.polygons, bench.seed);
    let source = bench.place("tree.geojson");
    let mut file = BufWriter::new(File::create(&source)?);
    tree.write(&mut file)?;
    file.flush()?;
    let polygons = thousands(tree.polygons() as u64);
    let what = format!("Import {polygons} grids in five levels, GeoJSON of {}", size_of(&source));
    let mut figure = Figure::new(what, Unit::Seconds).beside("ogr2ogr -f GPKG", Some(6.0), Some(12.0));
    let has_peer = command::says(Command::new("ogr2ogr").arg("--version")).is_some();
    let mut spent = None;
    for round in 0..bench.rounds {
        for is_ours in turns(round, [true, false]) {
            if is_ours {
                let store = bench.place("import.gpkg");
                remove(&store);
                let new = command::run(bench.wutu().arg("new").arg(&store))?;
                let ran = command::run(bench.wutu().arg("import").arg(&store).arg(&source).args(["--as", "grids"]))?;
                figure.ours.add(new.seconds + ran.seconds);
                spent = ran.spent.or(spent);
            } else if has_peer {
                let target = bench.place("ogr2ogr.gpkg");
                remove(&target);
                let ran = command::run(Command::new("ogr2ogr").args(["-f", "GPKG"]).arg(&target).arg(&source))?;
                figure.peers[0].took.add(ran.seconds);
                figure.peers[0].note = Spent::words(ran.spent);
            }
        }
    }
    figure.note = Spent::words(spent);
    if let Some(Spent { peak: is, .. }) = spent {
        let what = "most memory held".to_owned();
        figure.aims.push(Aim { what, is, limit: Limit::AtMost(150.0), shown: megabytes });
    }
    Ok(vec![figure])
}
