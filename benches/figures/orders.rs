//! One order to a thousand people, each on a connection of their own on loopback, until every receipt is durable: ours
//! through a real `wutu serve`, beside brokers to whom an order is a message and a receipt another.
//!
//! All sides have the same clients: a thread for each person, which waits in a read, answers, and waits for the
//! acknowledgement. A broker knows neither rights nor who has answered what; ours decides, folds and remembers it.

mod host;
mod mqtt;
mod nats;
mod ours;

use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::figure::{Figure, Unit, thousands};
use crate::town::Town;
use crate::{Bench, turns};

pub use mqtt::version as mosquitto;
pub use nats::{producers as jetstream, program as nats_server};

/// Orders in one round.
const ORDERS: usize = 5;
/// A side that has not answered by then hangs.
const PATIENCE: Duration = Duration::from_mins(1);
/// A person waits in a read most of the time.
const STACK: usize = 256 << 10;

/// Somebody who hears of orders.
trait Person: Send {
    /// Waits for the next order, answers it, and returns when the answer is acknowledged.
    fn answer(&mut self) -> Result<()>;
}

/// Who issues orders.
trait Side {
    fn issue(&mut self) -> Result<()>;
}

/// A side with all its people listening.
struct Running {
    side: Box<dyn Side>,
    people: usize,
    answered: Receiver<Result<Instant>>,
}

pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let ours = ours::open(bench, town)?;
    let count = ours.people;
    let text = format!(
        "One order to {} people, each on a connection of their own, until every receipt is durable",
        thousands(count as u64)
    );
    let mut figure = Figure::new(text, Unit::Seconds)
        .beside("JetStream, every message synced", Some(15.0), Some(30.0))
        .beside("JetStream as it comes (syncs every two minutes)", Some(1.0), None)
        .beside("mosquitto, QoS 1, TCP_NODELAY (in memory)", None, None);
    let peers = [nats::open(bench, count, nats::Sync::Always)?, nats::open(bench, count, nats::Sync::AsItComes)?]
        .into_iter()
        .chain([mqtt::open(bench, count)?]);
    let mut sides: Vec<Option<Running>> = [Some(ours)].into_iter().chain(peers).collect();
    for side in sides.iter_mut().flatten() {
        side.order().context("the first order")?;
    }
    for round in 0..bench.rounds {
        for order in 0..ORDERS {
            for which in turns(round + order, [0, 1, 2, 3]) {
                let Some(side) = &mut sides[which] else { continue };
                let took = side.order()?;
                let spread = if which == 0 { &mut figure.ours } else { &mut figure.peers[which - 1].took };
                spread.add(took);
            }
        }
    }
    Ok(vec![figure])
}

impl Running {
    /// `people` wait for orders from here on, each in a thread of its own.
    fn begin(side: impl Side + 'static, people: Vec<impl Person + 'static>) -> Result<Self> {
        let (tell, answered) = mpsc::channel();
        let count = people.len();
        for person in people {
            let tell = tell.clone();
            thread::Builder::new().stack_size(STACK).spawn(move || attend(person, &tell))?;
        }
        Ok(Self { side: Box::new(side), people: count, answered })
    }

    /// Seconds from the order until the last receipt is acknowledged.
    fn order(&mut self) -> Result<f64> {
        let began = Instant::now();
        self.side.issue()?;
        let mut last = began;
        for _ in 0..self.people {
            match self.answered.recv_timeout(PATIENCE) {
                Ok(at) => last = last.max(at?),
                Err(_) => bail!("somebody does not answer"),
            }
        }
        Ok((last - began).as_secs_f64())
    }
}

/// Answers until the connection ends.
fn attend(mut person: impl Person, tell: &Sender<Result<Instant>>) {
    loop {
        let answered = person.answer().map(|()| Instant::now());
        let is_over = answered.is_err();
        if tell.send(answered).is_err() || is_over {
            return;
        }
    }
}
