//! The ladder 叫应: at which minutes after its issue those who are still silent about an order are called.
//!
//! The rungs follow from the order and the facts alone, so that a desk that was off goes on where it stood.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::failure::Refusal;
use crate::gateway::GatewayKind;
use crate::id::PostId;
use crate::moment::Moment;
use crate::order::Priority;
use crate::post::{Post, PostRole, Station};
use crate::receipt::{Answering, Progress};
use crate::roster::Roster;

/// The most rungs that a ladder has.
pub const MOST_RUNGS: usize = 8;
/// The last rung comes within a week, in minutes.
pub const LATEST_RUNG: u32 = 7 * 24 * 60;
/// A rung that is reached later than this after it was due is late, in seconds: the desk was off.
pub const LATE: i64 = 60;

/// At which minutes after issue the silent are called, by priority; nobody is where there are none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Ladders {
    /// 一般.
    pub normal: Vec<u32>,
    /// 紧急.
    pub urgent: Vec<u32>,
    /// 特急.
    pub critical: Vec<u32>,
    /// What a rung sends out; of a priority without, none does.
    #[serde(default)]
    pub messages: BTreeMap<Priority, RungMessage>,
}

/// At one rung those who are silent and have no page open are told by the site's gateway.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RungMessage {
    /// By which.
    pub by: GatewayKind,
    /// At which rung, from 1.
    pub rung: u8,
}

/// What a rung sent out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RungSent {
    /// By which gateway.
    pub by: GatewayKind,
    /// How many messages were put in its queue.
    pub messages: u32,
    /// What all of them cost, in thousandths; none: nobody has said what one costs.
    #[ts(type = "number | null")]
    pub thousandths: Option<u64>,
    /// Of this.
    pub currency: String,
}

/// One order's ladder.
///
/// Invariant: folding the same rungs in any order, with any repetition, gives the same ladder.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Ladder {
    /// From the first to come.
    pub rungs: Vec<Rung>,
}

/// One rung of a ladder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Rung {
    /// From 1.
    pub number: u8,
    /// When it comes.
    pub due: Moment,
    /// When it came, and who was silent then.
    pub reached: Option<Reached>,
    /// What it sent out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<RungSent>,
}

/// That a rung was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Reached {
    /// When.
    pub at: Moment,
    /// Whether the desk was off when it was due.
    pub late: bool,
    /// Who was silent.
    pub silent: Silent,
}

/// How many are silent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Silent {
    /// By the order's own rule of who must answer: people, or grids.
    pub units: u32,
    /// The people who can end that.
    pub people: u32,
}

/// A rung that came: what the ledger keeps of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Which, from 1.
    pub rung: u8,
    /// When it was to come.
    pub due: Moment,
    /// Who was silent then.
    pub silent: Silent,
    /// What it sent out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sent: Option<RungSent>,
}

impl Default for Ladders {
    fn default() -> Self {
        let usual = || vec![3, 5, 15];
        Self { normal: usual(), urgent: usual(), critical: usual(), messages: BTreeMap::new() }
    }
}

impl Ladders {
    /// The minutes for orders of a priority.
    pub fn of(&self, priority: Priority) -> &[u32] {
        match priority {
            Priority::Normal => &self.normal,
            Priority::Urgent => &self.urgent,
            Priority::Critical => &self.critical,
        }
    }

    /// The same with other minutes for one priority, and another rung that sends something out.
    #[must_use]
    pub fn with(mut self, priority: Priority, minutes: Vec<u32>, message: Option<RungMessage>) -> Self {
        match message {
            Some(message) => self.messages.insert(priority, message),
            None => self.messages.remove(&priority),
        };
        match priority {
            Priority::Normal => self.normal = minutes,
            Priority::Urgent => self.urgent = minutes,
            Priority::Critical => self.critical = minutes,
        }
        self
    }
}

/// Whether a ladder may have rungs at these minutes – each later than the one before, not too many, not too late – of
/// which one sends something out.
pub fn admit(minutes: &[u32], message: Option<RungMessage>) -> Result<(), Refusal> {
    if minutes.len() > MOST_RUNGS || minutes.iter().any(|minute| *minute > LATEST_RUNG) {
        return Err(Refusal::LadderTooLong { rungs: MOST_RUNGS, minutes: LATEST_RUNG });
    }
    if minutes.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(Refusal::LadderNotGrowing);
    }
    if message.is_some_and(|message| !(1..=minutes.len()).contains(&usize::from(message.rung))) {
        return Err(Refusal::LadderWithoutRung);
    }
    Ok(())
}

/// Whom a rung tells by a gateway: of the silent those who have no page open and to whom no message about the order ever
/// went, whatever became of it.
pub fn to_tell(
    silent: impl IntoIterator<Item = PostId>,
    has_page: impl Fn(&PostId) -> bool,
    was_told: impl Fn(&PostId) -> bool,
) -> Vec<PostId> {
    silent.into_iter().filter(|post| !has_page(post) && !was_told(post)).collect()
}

impl Ladder {
    /// The ladder of an order that was issued at `issued`.
    pub fn of(issued: Moment, minutes: &[u32]) -> Self {
        let rung = |(number, minute): (u8, &u32)| Rung {
            number,
            due: issued.plus_seconds(i64::from(*minute) * 60),
            reached: None,
            sent: None,
        };
        Self { rungs: (1..).zip(minutes).map(rung).collect() }
    }

    /// The rung that comes next; none after the last, and once nobody was silent.
    pub fn next(&self) -> Option<&Rung> {
        let is_over = self.rungs.iter().filter_map(|rung| rung.reached).any(|reached| reached.silent.units == 0);
        if is_over { None } else { self.rungs.iter().find(|rung| rung.reached.is_none()) }
    }

    /// The rungs that have come by `now` and were not reached yet; the last of them where nobody is silent any more.
    pub fn climb(&self, silent: Silent, now: Moment) -> Vec<Step> {
        let Some(next) = self.next() else { return Vec::new() };
        let due = self.rungs.iter().filter(|rung| rung.number >= next.number && rung.reached.is_none());
        let due = due.take_while(|rung| rung.due <= now);
        let most = if silent.units == 0 { 1 } else { usize::MAX };
        due.take(most).map(|rung| Step { rung: rung.number, due: rung.due, silent, sent: None }).collect()
    }

    /// Fold a rung in that was reached at `at`: the earliest word of it stays.
    pub fn fold(&mut self, step: Step, at: Moment) {
        let Some(rung) = self.rungs.iter_mut().find(|rung| rung.number == step.rung) else { return };
        let reached = Reached { at, late: at > step.due.plus_seconds(LATE), silent: step.silent };
        rung.reached = Some(rung.reached.map_or(reached, |known| known.min(reached)));
        rung.sent = rung.sent.take().max(step.sent);
    }
}

/// Those of an order's recipients who still have to answer, by their places in `receipts`: where one answer does for
/// a grid, nobody of a grid that has one.
pub fn silent<'a>(answering: Answering, receipts: &[(&'a GridPath, Progress)]) -> Vec<usize> {
    let mut answered: HashMap<&'a GridPath, bool> = HashMap::new();
    if answering == Answering::OnePerGrid {
        for (grid, progress) in receipts {
            *answered.entry(grid).or_default() |= !progress.is_open();
        }
    }
    let is_silent = |(grid, progress): &(&GridPath, Progress)| {
        progress.is_open() && !answered.get(grid).copied().unwrap_or_default()
    };
    (0..receipts.len()).filter(|place| is_silent(&receipts[*place])).collect()
}

/// How many are silent.
pub fn count_silent(answering: Answering, receipts: &[(&GridPath, Progress)]) -> Silent {
    let places = silent(answering, receipts);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let people = count(places.len());
    let units = match answering {
        Answering::EveryPerson => people,
        Answering::OnePerGrid => {
            let mut grids: Vec<&GridPath> = places.into_iter().map(|place| receipts[place].0).collect();
            grids.sort_unstable();
            grids.dedup();
            count(grids.len())
        }
    };
    Silent { units, people }
}

/// Who answers for somebody that cannot be reached: the head of the post's own grid, or of the nearest grid above.
/// Above a head is the next head.
pub fn nearest_head<'a>(post: &Post, roster: &'a Roster) -> Option<&'a Post> {
    let own = (post.role != PostRole::Head).then(|| post.grid.clone());
    let mut upwards = own.into_iter().chain(post.grid.ancestors().into_iter().rev());
    upwards.find_map(|path| roster.at(&path).find(|one| one.role == PostRole::Head && one.station == Station::Grid))
}
