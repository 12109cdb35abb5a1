//! Calls from the front line 一线呼叫: taken, missed, asked for from the field.
//!
//! Only staff in post are known here. A call of anybody else is words: no number is kept with it, so that no list of
//! callers can grow. A missed call of an unknown number keeps the number, sealed, because somebody has to ring back;
//! once it is settled only its last digits are shown.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::{Hitch, Refusal};
use crate::id::{CallId, PostId};
use crate::journal::said;
use crate::moment::Moment;
use crate::roster::Roster;

/// The most characters of a phone number, with what people write between digits.
const LONGEST_NUMBER: usize = 24;
/// The fewest digits of a phone number.
const FEWEST_DIGITS: usize = 3;
/// How far a clock may be ahead of the desk's, in seconds.
const CLOCK_AHEAD: i64 = 60;

/// What an operator writes of a call.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct CallDraft {
    /// The post that calls; none: nobody in post.
    pub post: Option<PostId>,
    /// What is reported.
    pub words: String,
    /// What is instructed; nobody but a post gets any.
    pub instruction: String,
    /// The missed call that this one answers.
    pub answers: Option<CallId>,
    /// The live call whose words these are; none: it came by telephone.
    #[serde(default)]
    pub live: Option<CallId>,
}

/// A call that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TakenCall {
    /// For ever; of a live call its own.
    pub id: CallId,
    /// The post that called; none: nobody in post.
    pub post: Option<PostId>,
    /// What was reported; sealed in the ledger.
    pub words: String,
    /// What was instructed; sealed in the ledger.
    pub instruction: String,
    /// The missed call that this one answers.
    pub answers: Option<CallId>,
}

/// A call that nobody took, or that somebody asks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MissedCall {
    /// For ever.
    pub id: CallId,
    /// The post that called; none: nobody in post.
    pub post: Option<PostId>,
    /// The number to ring, where it is no post's; sealed in the ledger.
    pub number: Option<String>,
    /// When it rang, or was asked for.
    pub rang: Moment,
    /// How it came.
    pub way: MissedWay,
    /// What it is about, where somebody asks for it; sealed in the ledger.
    pub words: String,
}

/// How a missed call came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum MissedWay {
    /// The phone rang, and nobody took it.
    Rang,
    /// Somebody in the field asks to be called.
    Asked,
}

impl CallDraft {
    /// Decide whether it can be kept.
    pub fn decide(self, id: CallId) -> Result<TakenCall, Refusal> {
        let words = said(&self.words)?;
        let instruction = said(&self.instruction)?;
        if self.post.is_none() && instruction.is_some() {
            return Err(Hitch::NobodyToInstruct.into());
        }
        if words.is_none() && instruction.is_none() {
            return Err(Hitch::NothingSaid.into());
        }
        Ok(TakenCall {
            id,
            post: self.post,
            words: words.unwrap_or_default(),
            instruction: instruction.unwrap_or_default(),
            answers: self.answers,
        })
    }
}

impl MissedCall {
    /// One that rang: the number of a post is that post, any other is kept to ring back.
    pub fn rang(id: CallId, number: &str, rang: Moment, roster: &Roster, now: Moment) -> Result<Self, Refusal> {
        let number = number.trim();
        let digits = digits(number);
        let fits = |sign: char| sign.is_ascii_digit() || "+-() ".contains(sign);
        if digits.len() < FEWEST_DIGITS || number.chars().count() > LONGEST_NUMBER || !number.chars().all(fits) {
            return Err(Hitch::NoNumber.into());
        }
        if rang > now.plus_seconds(CLOCK_AHEAD) {
            return Err(Hitch::InTheFuture.into());
        }
        let post = post_of(&digits, roster);
        let number = post.is_none().then(|| number.to_owned());
        Ok(Self { id, post, number, rang: rang.min(now), way: MissedWay::Rang, words: String::new() })
    }

    /// One that a person in the field asks for. A phone's clock may be wrong, so it never asks later than now.
    pub fn asked(id: CallId, post: PostId, asked: Moment, words: &str, now: Moment) -> Result<Self, Refusal> {
        let words = said(words)?.unwrap_or_default();
        Ok(Self { id, post: Some(post), number: None, rang: asked.min(now), way: MissedWay::Asked, words })
    }
}

/// The one post with this number; none where no post has it, or several.
fn post_of(digits: &str, roster: &Roster) -> Option<PostId> {
    let mut posts = roster.posts().iter().filter(|post| self::digits(&post.phone) == *digits);
    let first = posts.next()?;
    posts.next().is_none().then(|| first.id.clone())
}

/// Why a missed call is left at that.
pub fn reason(words: &str) -> Result<String, Refusal> {
    said(words)?.ok_or_else(|| Hitch::NothingSaid.into())
}

/// All but the last two digits covered, for who has no need to ring any more.
pub fn masked(number: &str) -> String {
    let digits = digits(number);
    let tail = digits.len().saturating_sub(2);
    "*".repeat(tail) + &digits[tail..]
}

fn digits(number: &str) -> String {
    number.chars().filter(char::is_ascii_digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::GridPath;
    use crate::post::{Post, PostRole, Station};

    #[test]
    fn a_posts_number_becomes_the_post_however_it_is_written_and_another_stays_to_be_rung() {
        let roster = Roster::new(vec![post("P1", "0394-1000002"), post("P2", "0394-77"), post("P3", "0394-77")]);
        let rang = |number: &str| MissedCall::rang(id(), number, at(10), &roster, at(20));
        let known = rang("0394 1000002").expect("a number");
        assert_eq!((known.post, known.number), (Some(PostId("P1".to_owned())), None));
        let shared = rang("039477").expect("a number");
        assert_eq!((shared.post, shared.number.as_deref()), (None, Some("039477")), "two have it: nobody is guessed");
        assert_eq!(rang("12").unwrap_err(), Refusal::from(Hitch::NoNumber));
        assert_eq!(rang("李四").unwrap_err(), Refusal::from(Hitch::NoNumber));
        assert_eq!(masked("138-0000-5678"), "*********78");
    }

    #[test]
    fn who_is_not_in_post_is_kept_in_words_only_and_gets_no_instruction() {
        let draft = |post: Option<&str>, words: &str, instruction: &str| CallDraft {
            post: post.map(|post| PostId(post.to_owned())),
            words: words.to_owned(),
            instruction: instruction.to_owned(),
            answers: None,
            live: None,
        };
        assert_eq!(draft(None, "有人落水", "").decide(id()).expect("kept").words, "有人落水");
        assert_eq!(draft(None, "有人落水", "去看").decide(id()).unwrap_err(), Refusal::from(Hitch::NobodyToInstruct));
        assert_eq!(draft(Some("P1"), " ", "").decide(id()).unwrap_err(), Refusal::from(Hitch::NothingSaid));
        assert_eq!(draft(Some("P1"), "", "去看").decide(id()).expect("kept").instruction, "去看");
    }

    fn id() -> CallId {
        CallId(uuid::Uuid::from_u128(1))
    }

    fn at(seconds: i64) -> Moment {
        Moment::from_millis(seconds * 1000)
    }

    fn post(id: &str, phone: &str) -> Post {
        Post {
            id: PostId(id.to_owned()),
            title: "网格长".to_owned(),
            role: PostRole::Head,
            grid: GridPath::from_text("4116"),
            station: Station::Grid,
            person: "甲".to_owned(),
            phone: phone.to_owned(),
            since: None,
        }
    }
}
