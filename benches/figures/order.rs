//! One order to everybody in post, durable, beside SQLite alone.

use std::time::Instant;

use anyhow::Result;

use crate::figure::{Aim, Figure, Unit, seconds, thousands};
use crate::town::Town;
use crate::{Bench, raw, turns};

/// Orders in one round.
const ORDERS: usize = 5;

pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let room = town.room(&town.copy("order.gpkg")?)?;
    let mut alone = raw::fresh(&bench.folder)?;
    let (_, people) = room.order_all()?;
    raw::one_order(&mut alone, "warm", people as usize)?;
    let what = format!("One order to all {} people in post, durable", thousands(people.into()));
    let rows = format!("SQLite alone, {} rows in one commit", thousands(people.into()));
    let mut figure = Figure::new(what, Unit::Seconds).beside(rows, None, None);
    for round in 0..bench.rounds {
        for order in 0..ORDERS {
            for is_ours in turns(round + order, [true, false]) {
                if is_ours {
                    let began = Instant::now();
                    room.order_all()?;
                    figure.ours.add(began.elapsed().as_secs_f64());
                } else {
                    let name = format!("{round}-{order}");
                    figure.peers[0].took.add(raw::one_order(&mut alone, &name, people as usize)?);
                }
            }
        }
    }
    room.desk.close()?;
    figure.aims.push(Aim::less("median", figure.ours.median(), seconds).goal(0.15));
    Ok(vec![figure])
}
