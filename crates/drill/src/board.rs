//! How far an operator's board is behind the phones: when a phone knows that its answer is durable, and when the board is
//! told of it.

use std::collections::HashMap;
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use domain::drill::DrillBehind as Behind;
use domain::id::{OrderId, PostId};
use domain::news::{News, Told};
use domain::receipt::Progress;
use tokio::runtime::Builder;

use crate::figures::Spread;
use crate::line::Page;
use crate::phone::Scene;

/// Whose answer, to which order.
type Mark = (OrderId, PostId, Progress);

/// What the phones know and what the board was told.
#[derive(Default)]
pub(crate) struct Board {
    /// Known to one of the two as yet.
    half: HashMap<Mark, Half>,
    behind: Vec<Duration>,
}

enum Half {
    Durable(Instant),
    Told,
}

impl Board {
    /// A phone knows that its answer is durable.
    pub(crate) fn durable(&mut self, mark: Mark, now: Instant) {
        match self.half.remove(&mark) {
            Some(Half::Told) => self.behind.push(Duration::ZERO),
            _ => drop(self.half.insert(mark, Half::Durable(now))),
        }
    }

    /// The board is told of it.
    pub(crate) fn told(&mut self, mark: Mark, now: Instant) {
        match self.half.remove(&mark) {
            Some(Half::Durable(then)) => self.behind.push(now - then),
            _ => drop(self.half.insert(mark, Half::Told)),
        }
    }

    pub(crate) fn figures(&self) -> Option<Behind> {
        let open = self.half.values().filter(|half| matches!(half, Half::Durable(_))).count();
        let Spread { of, median, p95, last } = Spread::of(&self.behind)?;
        Some(Behind { marks: of, open: u32::try_from(open).unwrap_or(u32::MAX), median, p95, last })
    }
}

/// Listens at an operator's seat until the drill ends. It has a thread of its own: an operator's machine does not wait
/// for a thousand phones.
pub(crate) fn watch(scene: Arc<Scene>, token: String) {
    let listen = move || {
        let Ok(runtime) = Builder::new_current_thread().enable_all().build() else { return };
        runtime.block_on(async {
            let mut ended = scene.ended.clone();
            tokio::select! {
                () = follow(&scene, &token) => {}
                _ = ended.wait_for(|ended| *ended) => {}
            }
        });
    };
    thread::spawn(listen);
}

async fn follow(scene: &Scene, token: &str) {
    let Ok(mut ear) = scene.desk.listen(Page::Desk, token, None).await else { return };
    while let Some(word) = ear.hear().await {
        if let Ok(Told { news: News::ReceiptMarked { order, post, progress, .. }, .. }) = serde_json::from_str(&word) {
            scene.book.told(order, post, progress);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_board_is_behind_from_when_the_phone_knew_and_never_by_less_than_nothing() {
        let mut board = Board::default();
        let mark = |post: &str| (OrderId(uuid::Uuid::from_u128(1)), PostId(post.to_owned()), Progress::Read);
        let began = Instant::now();
        let at = |millis| began + Duration::from_millis(millis);
        board.durable(mark("a"), at(0));
        board.told(mark("b"), at(1));
        board.durable(mark("b"), at(5));
        board.told(mark("a"), at(80));
        board.durable(mark("c"), at(90));
        let behind = board.figures();
        assert_eq!(behind, Some(Behind { marks: 2, open: 1, median: 80, p95: 80, last: 80 }));
    }
}
