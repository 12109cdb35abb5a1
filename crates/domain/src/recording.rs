//! Recordings 录音: what is said in calls is kept where the site has switched that on, and nowhere else.
//!
//! It is off until an admin switches it on. A call is recorded if it is on when it rings; what is said is kept only once both
//! talk and the pages of both have said so to them. Each call's recording has a key of its own: destroying
//! that key deletes it, and the call stands in the log as before. Whoever listens says why first, and the log keeps that he
//! did.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachment::Attachment;
use crate::failure::{Hitch, Refusal};
use crate::id::{CallId, PostId};
use crate::livecall::Side;
use crate::moment::Moment;

/// So long after its call a recording goes, where nobody has said otherwise, in days.
pub const USUAL_DAYS: u32 = 30;
const LEAST_DAYS: u32 = 1;
const MOST_DAYS: u32 = 3650;
const DAY: i64 = 86_400_000;
/// So many pieces are heard at one go.
pub const AT_ONE_GO: u32 = 20;

/// Whether this site records calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RecordingRule {
    /// Whether calls that ring from now on are recorded.
    pub is_on: bool,
    /// So many days after its call a recording goes by itself, also where no more are made.
    pub days: u32,
}

/// Whose pages have said that a call is recorded.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Announced {
    /// To who has it at the desk.
    pub centre: bool,
    /// To who is in the field.
    pub post: bool,
}

/// How far the recording of a call has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum CallRecording {
    /// Nothing is kept before both sides' pages have said that it will be.
    Announced,
    /// What is said is kept while both talk.
    On,
}

/// Some of what one side said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordedPiece {
    /// In which call.
    pub call: CallId,
    /// The post in it.
    pub post: PostId,
    /// By whom.
    pub side: Side,
    /// Since when.
    pub since: Moment,
    /// For how long, in milliseconds.
    pub millis: u32,
    /// Itself: Opus in Ogg.
    pub sound: Attachment,
}

/// A piece for whoever listens.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct RecordedSound {
    /// By whom.
    pub side: Side,
    /// Since when.
    pub since: Moment,
    /// For how long, in milliseconds.
    pub millis: u32,
    /// Opus in Ogg, in base64.
    pub sound: String,
}

impl Default for RecordingRule {
    fn default() -> Self {
        Self { is_on: false, days: USUAL_DAYS }
    }
}

impl RecordingRule {
    /// As somebody may set it.
    pub fn admit(self) -> Result<Self, Refusal> {
        if (LEAST_DAYS..=MOST_DAYS).contains(&self.days) { Ok(self) } else { Err(Hitch::RecordingDays.into()) }
    }

    /// When a recording goes whose last was said then.
    pub fn ends(self, until: Moment) -> Moment {
        until.plus_millis(i64::from(self.days) * DAY)
    }

    /// When the last of a recording was said, or before, that goes now.
    pub fn oldest(self, now: Moment) -> Moment {
        now.plus_millis(-i64::from(self.days) * DAY)
    }
}

impl Announced {
    /// Whether a side's page has said so.
    pub fn to(self, side: Side) -> bool {
        match side {
            Side::Centre => self.centre,
            Side::Post => self.post,
        }
    }

    /// Whether both have.
    pub fn to_both(self) -> bool {
        self.centre && self.post
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn calls_are_not_recorded_before_somebody_has_switched_that_on() {
        assert!(!RecordingRule::default().is_on);
    }

    #[test]
    fn a_recording_is_kept_for_its_days_and_no_longer() {
        let rule = RecordingRule { is_on: false, days: 7 };
        let said = Moment::from_millis(0);
        let stays = |millis: i64| said > rule.oldest(Moment::from_millis(millis));
        assert!(stays(7 * DAY - 1), "on the last day");
        assert!(!stays(7 * DAY), "also where no more are made");
        assert_eq!(rule.ends(said), Moment::from_millis(7 * DAY));
    }

    #[test]
    fn it_is_kept_for_a_day_at_least_and_ten_years_at_most() {
        let with = |days| RecordingRule { is_on: true, days }.admit().is_ok();
        assert_eq!([0, 1, 3650, 3651].map(with), [false, true, true, false]);
    }
}
