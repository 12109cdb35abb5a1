//! The folds dropped and made again, and the whole store verified.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, ensure};
use domain::receipt::Mark;
use ledger::Ledger;

use crate::figure::{Aim, Figure, Unit, per_second, thousands};
use crate::town::Town;
use crate::{Bench, turns};

const RECEIPTS: usize = 20_000;

pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let (bare, full) = (town.copy("bare.gpkg")?, town.copy("full.gpkg")?);
    fill(town, &full)?;
    let receipts = thousands(RECEIPTS as u64);
    let mut without = Figure::new("Make every fold of the demonstration district again", Unit::Seconds);
    let mut with = Figure::new(format!("The same with {receipts} receipts"), Unit::Seconds);
    let mut verify = Figure::new(format!("Verify the store with {receipts} receipts"), Unit::Seconds);
    for round in 0..bench.rounds {
        for is_full in turns(round, [true, false]) {
            if is_full {
                with.ours.add(rebuild(town, &full)?);
                let began = Instant::now();
                let found = ledger::verify(&full, &town.options.keys_dir)?;
                verify.ours.add(began.elapsed().as_secs_f64());
                ensure!(found.is_sound() && found.folds_checked, "the store is not sound: {found:?}");
            } else {
                without.ours.add(rebuild(town, &bare)?);
            }
        }
    }
    // A difference of two small times: of the least, which whoever else works on the machine moves least.
    let is = RECEIPTS as f64 / (with.ours.least() - without.ours.least());
    with.aims.push(Aim::more("receipts alone, by the least of each", is, per_second).floor(200_000.0));
    Ok(vec![without, with, verify])
}

fn fill(town: &Town, path: &Path) -> Result<()> {
    let room = town.room(path)?;
    let mut left = RECEIPTS;
    while left > 0 {
        let (order, _) = room.order_all()?;
        let posts = room.recipients(order)?;
        for mark in [
            Mark::Delivered,
            Mark::Read,
            Mark::Accepted,
            Mark::Done { words: "已办，水泵正常".to_owned(), value: None, attachments: vec![] },
        ] {
            let some = &posts[..posts.len().min(left)];
            room.mark_all(order, some, &mark, 64)?;
            left -= some.len();
        }
    }
    Ok(room.desk.close()?)
}

fn rebuild(town: &Town, path: &Path) -> Result<f64> {
    let mut ledger = Ledger::open(path, &town.options.keys_dir)?;
    let began = Instant::now();
    ledger.rebuild()?;
    let took = began.elapsed().as_secs_f64();
    ledger.close()?;
    Ok(took)
}
