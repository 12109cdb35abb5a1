//! Receipts, each acknowledged when it is durable, with rules, folds and outbox inside, beside SQLite alone.

use std::time::Instant;

use anyhow::Result;
use domain::id::PostId;
use domain::receipt::Mark;

use crate::figure::{Figure, Unit};
use crate::town::Town;
use crate::{Bench, raw, turns};

const PRODUCERS: usize = 64;
/// Receipts of one producer in a round, and in one turn: turns are short because a disk that others use changes its
/// pace within a second.
const SINGLE: usize = 1_000;
const TURN: usize = 100;

pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let room = town.room(&town.copy("receipt.gpkg")?)?;
    let alone = raw::fresh(&bench.folder)?;
    let (floor, goal) = (Some(0.5), Some(0.8));
    let mut single = Figure::new("Receipts acknowledged after the sync, one producer", Unit::PerSecond).beside(
        "SQLite alone, one by one",
        floor,
        goal,
    );
    let mut grouped = Figure::new(format!("The same from {PRODUCERS} producers at once"), Unit::PerSecond).beside(
        format!("SQLite alone, {PRODUCERS} producers, grouped"),
        floor,
        goal,
    );
    for round in 0..bench.rounds {
        let (order, _) = room.order_all()?;
        let posts: Vec<PostId> = room.recipients(order)?;
        let some = &posts[..SINGLE.min(posts.len())];
        let mut took = Took::default();
        for (turn, share) in some.chunks(TURN).enumerate() {
            for is_ours in turns(round + turn, [true, false]) {
                let began = Instant::now();
                if is_ours {
                    share.iter().try_for_each(|post| room.mark(order, post, Mark::Delivered))?;
                } else {
                    raw::one_by_one(&alone, share.len())?;
                }
                took.add(is_ours, began);
            }
        }
        took.rates(some.len(), &mut single);
        let mut took = Took::default();
        for (turn, mark) in [Mark::Read, Mark::Accepted].iter().enumerate() {
            for is_ours in turns(round + turn, [true, false]) {
                let began = Instant::now();
                if is_ours {
                    room.mark_all(order, &posts, mark, PRODUCERS)?;
                } else {
                    raw::grouped(&alone, PRODUCERS, posts.len())?;
                }
                took.add(is_ours, began);
            }
        }
        took.rates(posts.len() * 2, &mut grouped);
    }
    room.desk.close()?;
    Ok(vec![single, grouped])
}

/// Seconds of a round: ours, and SQLite's alone.
#[derive(Default)]
struct Took {
    ours: f64,
    theirs: f64,
}

impl Took {
    fn add(&mut self, is_ours: bool, began: Instant) {
        let whose = if is_ours { &mut self.ours } else { &mut self.theirs };
        *whose += began.elapsed().as_secs_f64();
    }

    fn rates(&self, receipts: usize, figure: &mut Figure) {
        figure.ours.add(receipts as f64 / self.ours);
        figure.peers[0].took.add(receipts as f64 / self.theirs);
    }
}
