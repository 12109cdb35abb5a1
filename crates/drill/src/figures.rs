//! What a drill came to.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use domain::drill::{DrillFigures as Figures, DrillOrder, DrillReached};
use domain::id::{OrderId, PostId};
use domain::moment::Moment;
use domain::receipt::Progress;

use crate::board::Board;

/// What happened so far, counted by everybody's phones.
#[derive(Default)]
pub(crate) struct Book(Mutex<Kept>);

#[derive(Default)]
struct Kept {
    connected: u32,
    cut: u32,
    called: u32,
    reported: u32,
    refused: u32,
    lost: u32,
    last_refusal: Option<String>,
    orders: BTreeMap<OrderId, Heard>,
    board: Board,
}

#[derive(Default)]
struct Heard {
    number: String,
    issued: Option<Moment>,
    people: u32,
    marks: BTreeMap<Progress, Vec<Duration>>,
}

impl Book {
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn connected(&self, is: bool) {
        let mut kept = self.kept();
        kept.connected = if is { kept.connected + 1 } else { kept.connected.saturating_sub(1) };
    }

    pub(crate) fn cut(&self, is: bool) {
        let mut kept = self.kept();
        kept.cut = if is { kept.cut + 1 } else { kept.cut.saturating_sub(1) };
    }

    pub(crate) fn lost(&self) {
        self.kept().lost += 1;
    }

    pub(crate) fn called(&self) {
        self.kept().called += 1;
    }

    pub(crate) fn reported(&self) {
        self.kept().reported += 1;
    }

    pub(crate) fn refused(&self, why: &str) {
        let mut kept = self.kept();
        kept.refused += 1;
        kept.last_refusal = Some(why.to_owned());
    }

    pub(crate) fn heard(&self, order: OrderId, number: &str, issued: Moment) {
        let mut kept = self.kept();
        let heard = kept.orders.entry(order).or_default();
        number.clone_into(&mut heard.number);
        heard.issued = Some(issued);
        heard.people += 1;
    }

    pub(crate) fn marked(&self, order: OrderId, post: &PostId, progress: Progress, at: Moment) {
        let mut kept = self.kept();
        let heard = kept.orders.entry(order).or_default();
        let after = heard.issued.map_or(0, |issued| at.millis().saturating_sub(issued.millis()));
        heard.marks.entry(progress).or_default().push(Duration::from_millis(u64::try_from(after).unwrap_or(0)));
        kept.board.durable((order, post.clone(), progress), Instant::now());
    }

    /// An operator's board is told of a mark.
    pub(crate) fn told(&self, order: OrderId, post: PostId, progress: Progress) {
        self.kept().board.told((order, post, progress), Instant::now());
    }

    /// All of it, now.
    pub(crate) fn figures(&self) -> Figures {
        let kept = self.kept();
        Figures {
            connected: kept.connected,
            cut: kept.cut,
            called: kept.called,
            reported: kept.reported,
            refused: kept.refused,
            last_refusal: kept.last_refusal.clone(),
            lost: kept.lost,
            board: kept.board.figures(),
            orders: kept.orders.iter().map(|(order, heard)| of_order(*order, heard)).collect(),
        }
    }
}

fn of_order(order: OrderId, heard: &Heard) -> DrillOrder {
    let reached = heard.marks.iter().filter_map(|(&progress, times)| {
        let Spread { of, median, p95, last } = Spread::of(times)?;
        Some(DrillReached { progress, people: of, median, p95, last })
    });
    DrillOrder { order, number: heard.number.clone(), people: heard.people, reached: reached.collect() }
}

/// How some times are spread, in milliseconds.
pub(crate) struct Spread {
    pub of: u32,
    pub median: u64,
    pub p95: u64,
    pub last: u64,
}

impl Spread {
    /// None: there are no times.
    pub(crate) fn of(times: &[Duration]) -> Option<Self> {
        let mut times = times.to_vec();
        times.sort_unstable();
        let last = times.len().checked_sub(1)?;
        let at = |share: usize| u64::try_from(times[(times.len() * share / 100).min(last)].as_millis()).ok();
        Some(Self { of: u32::try_from(times.len()).ok()?, median: at(50)?, p95: at(95)?, last: at(100)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_orders_figures_are_of_those_who_reached_each_state() {
        let book = Book::default();
        let order = OrderId(uuid::Uuid::from_u128(1));
        let issued = Moment::from_millis(1_000_000);
        for person in 1..=20 {
            book.heard(order, "ZL-1", issued);
            book.marked(
                order,
                &PostId(format!("P{person}")),
                Progress::Accepted,
                Moment::from_millis(1_000_000 + person * 100),
            );
        }
        let figures = book.figures();
        let [order] = &figures.orders[..] else { panic!("one order") };
        assert_eq!((order.number.as_str(), order.people), ("ZL-1", 20));
        let reached = DrillReached { progress: Progress::Accepted, people: 20, median: 1100, p95: 2000, last: 2000 };
        assert_eq!(order.reached, [reached]);
    }
}
