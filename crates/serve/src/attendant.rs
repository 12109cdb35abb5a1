//! The attendant looks after the lines of live calls: a side whose line is gone for too long has left, whatever became of
//! its page, its network or its seat, and the desk is told so.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use desk::Desk;
use domain::id::CallId;
use domain::livecall::Side;
use switchboard::Switchboard;
use tokio::sync::watch;
use tokio::task::spawn_blocking;
use tokio::time::{Instant, MissedTickBehavior, interval};

use crate::gate::closed;
use crate::media::line_of_call;
use crate::outposts::Outposts;

/// How often the lines are looked at.
const LOOK_EVERY: Duration = Duration::from_secs(1);
/// A page that begins anew, and a network that is gone for a moment, have so long to come back.
const PATIENCE: Duration = Duration::from_secs(8);

/// Since when each line is gone that ought to stand.
type Gone = HashMap<(CallId, Side), Instant>;

/// Wherever a line may stand.
#[derive(Clone)]
pub struct Boards {
    pub here: Arc<Switchboard>,
    pub elsewhere: Arc<Outposts>,
}

impl Boards {
    fn carry(&self, line: &str) -> bool {
        self.here.stands(line) || self.elsewhere.stands(line)
    }
}

/// Looks after the lines until the door closes.
pub async fn attend(desk: Arc<Desk>, boards: Boards, mut closes: watch::Receiver<bool>) {
    let mut look = interval(LOOK_EVERY);
    look.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut gone = Gone::new();
    loop {
        tokio::select! {
            _ = look.tick() => gone = look_after(&desk, &boards, gone).await,
            () = closed(&mut closes) => return,
        }
    }
}

async fn look_after(desk: &Arc<Desk>, boards: &Boards, before: Gone) -> Gone {
    let (desk, boards) = (Arc::clone(desk), boards.clone());
    let looked = spawn_blocking(move || {
        let mut gone = Gone::new();
        let lines = desk.call_lines().unwrap_or_else(|failure| {
            tracing::error!(%failure, "the lines of live calls could not be looked after");
            Vec::new()
        });
        for (call, side, party) in lines {
            if boards.carry(&line_of_call(call, side)) {
                continue;
            }
            let since = before.get(&(call, side)).copied().unwrap_or_else(Instant::now);
            if since.elapsed() < PATIENCE {
                gone.insert((call, side), since);
            } else if let Err(failure) = desk.lose_call(&party, call) {
                tracing::error!(%failure, %call, "a call whose line is gone could not be ended");
            }
        }
        gone
    });
    looked.await.unwrap_or_default()
}
