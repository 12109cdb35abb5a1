//! Receipts, each acknowledged when it is durable, with rules, folds and outbox inside, beside SQLite alone and beside a
//! message for each in JetStream.

use std::time::Instant;

use anyhow::Result;
use domain::id::PostId;
use domain::receipt::Mark;

use crate::figure::{Figure, Unit};
use crate::town::Town;
use crate::{Bench, orders, raw, turns};

const PRODUCERS: usize = 64;
/// Receipts of one producer in a round, and in one turn: turns are short because a disk that others use changes its
/// pace within a second.
const SINGLE: usize = 1_000;
const TURN: usize = 100;

/// Whose turn it is.
const OURS: usize = 0;
const ALONE: usize = 1;
const JETSTREAM: usize = 2;

pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let room = town.room(&town.copy("receipt.gpkg")?)?;
    let alone = raw::fresh(&bench.folder)?;
    let mut jetstream = orders::jetstream(bench, PRODUCERS)?;
    let (floor, goal, beside_jetstream) = (Some(0.5), Some(0.8), Some(8.0));
    let mut single = Figure::new("Receipts acknowledged after the sync, one producer", Unit::PerSecond)
        .beside("SQLite alone, one by one", floor, goal)
        .beside("JetStream, every message synced, one by one", beside_jetstream, None);
    let mut grouped = Figure::new(format!("The same from {PRODUCERS} producers at once"), Unit::PerSecond)
        .beside(format!("SQLite alone, {PRODUCERS} producers, grouped"), floor, goal)
        .beside(format!("JetStream, every message synced, {PRODUCERS} producers"), beside_jetstream, None);
    for round in 0..bench.rounds {
        let (order, _) = room.order_all()?;
        let posts: Vec<PostId> = room.recipients(order)?;
        let some = &posts[..SINGLE.min(posts.len())];
        let mut took = Took::default();
        for (turn, share) in some.chunks(TURN).enumerate() {
            for whose in turns(round + turn, [OURS, ALONE, JETSTREAM]) {
                let began = Instant::now();
                match (whose, &mut jetstream) {
                    (OURS, _) => share.iter().try_for_each(|post| room.mark(order, post, Mark::Delivered))?,
                    (ALONE, _) => raw::one_by_one(&alone, share.len())?,
                    (_, Some(jetstream)) => jetstream.write(share.len(), 1)?,
                    (_, None) => continue,
                }
                took.add(whose, began);
            }
        }
        took.rates(some.len(), &mut single);
        let mut took = Took::default();
        for (turn, mark) in [Mark::Read, Mark::Accepted].iter().enumerate() {
            for whose in turns(round + turn, [OURS, ALONE, JETSTREAM]) {
                let began = Instant::now();
                match (whose, &mut jetstream) {
                    (OURS, _) => room.mark_all(order, &posts, mark, PRODUCERS)?,
                    (ALONE, _) => raw::grouped(&alone, PRODUCERS, posts.len())?,
                    (_, Some(jetstream)) => jetstream.write(posts.len(), PRODUCERS)?,
                    (_, None) => continue,
                }
                took.add(whose, began);
            }
        }
        took.rates(posts.len() * 2, &mut grouped);
    }
    room.desk.close()?;
    Ok(vec![single, grouped])
}

/// Seconds of a round, by whose they are; none: he had no turn.
#[derive(Default)]
struct Took([Option<f64>; 3]);

impl Took {
    fn add(&mut self, whose: usize, began: Instant) {
        *self.0[whose].get_or_insert(0.0) += began.elapsed().as_secs_f64();
    }

    fn rates(&self, receipts: usize, figure: &mut Figure) {
        let spreads = std::iter::once(&mut figure.ours).chain(figure.peers.iter_mut().map(|peer| &mut peer.took));
        for (spread, seconds) in spreads.zip(self.0) {
            if let Some(seconds) = seconds {
                spread.add(receipts as f64 / seconds);
            }
        }
    }
}
