//! Gateways 网关: the site's own ways to reach people who have no page open – SMS and voice calls.
//!
//! Off until an admin enters one. A store for practice has none, whatever is entered.

mod delivery;
mod send;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::errand::{Credentials, Errand};
use crate::failure::Failure;
use crate::moment::Moment;
use crate::order::{OrderKind, Priority};
use crate::receipt::Way;
use crate::words::Language;

pub use delivery::{Delivery, DeliveryForm, LONGEST_REPLY, Reported};
pub use send::{Send, SendMove, SendState, Settling, Why};

/// What may be filled into an errand of a gateway, beside its secrets.
pub const ERRAND_FIELDS: [&str; 4] = ["id", "to", "text", "at"];
/// What may be filled into a gateway's text.
pub const TEXT_FIELDS: [&str; 7] = ["number", "kind", "priority", "words", "deadline", "sender", "link"];
/// The longest text that a gateway may be given, in characters.
pub const LONGEST_MESSAGE: u16 = 1_000;
/// The most messages in a minute and in a day that may be allowed.
pub const MOST_A_MINUTE: u32 = 6_000;
/// See [`MOST_A_MINUTE`].
pub const MOST_A_DAY: u32 = 1_000_000;

/// A way to reach somebody who has no page open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum GatewayKind {
    /// 短信.
    Sms,
    /// 语音电话.
    Voice,
}

/// A gateway as an admin wrote it down, without its secrets.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GatewaySetting {
    /// What is asked of it for one message.
    pub errand: Errand,
    /// What people are told: [`TEXT_FIELDS`] in braces.
    pub text: String,
    /// The most characters of it; the order's words are shortened until it fits.
    pub longest: u16,
    /// In which language kinds and priorities are named.
    pub language: Language,
    /// Messages in a minute, at the most.
    pub a_minute: u32,
    /// Messages in a day of the store, at the most.
    pub a_day: u32,
    /// What one message costs; none: nobody has said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost: Option<Cost>,
    /// Whether the gateway knows a message by `{id}` and never delivers it twice.
    #[serde(default)]
    pub deduplicates: bool,
    /// `{link}`: where phones open their page.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub link: String,
    /// How it reports what became of a message; none: it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<DeliveryForm>,
}

/// What messages cost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Cost {
    /// For one part, in thousandths.
    pub thousandths: u32,
    /// Of this: 元.
    pub currency: String,
    /// Characters that are one part; none: a message is one part, however long.
    #[serde(default)]
    pub part: Option<u16>,
}

/// What an admin enters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct GatewayWish {
    /// All but the secrets.
    pub setting: GatewaySetting,
    /// The secrets. One that is none stays what it was; an empty one goes.
    #[serde(default)]
    pub credentials: Credentials,
}

/// Whom an order reaches by a gateway as well.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Outside {
    /// By which.
    pub by: GatewayKind,
    /// Whom.
    pub whom: Whom,
    /// Stands for exactly the people and the text that the preview showed; where it is none, they are found when it is
    /// sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen: Option<String>,
}

/// Which of those who must answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Whom {
    /// Those with no page open.
    WithoutPage,
    /// All of them.
    Everybody,
}

/// What an order would send out, and what that costs: what happens when it is sent so.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct OutsidePlan {
    /// How many messages.
    pub messages: u32,
    /// How many people are meant and have no number.
    pub without_number: u32,
    /// What it says. The order's number is the one that comes next.
    pub text: String,
    /// How many parts each message is billed as.
    pub parts: u32,
    /// What all of it costs, in thousandths; none: nobody has said what one costs.
    #[ts(type = "number | null")]
    pub thousandths: Option<u64>,
    /// Of this.
    pub currency: String,
    /// How many may still go out today, without these.
    pub left_today: u32,
    /// How many of these wait until tomorrow.
    pub tomorrow: u32,
    /// Stands for all of it.
    pub seen: String,
}

/// What gateways can do for an order that is composed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct OutsideCard {
    /// Those that are on.
    pub open: Vec<GatewayKind>,
    /// The store is for practice: there are none.
    pub is_drill: bool,
    /// What the draft's choice comes to; none: it chose none.
    pub plan: Option<OutsidePlan>,
    /// What a rung of its ladder would send out; none: none does.
    pub rung: Option<RungPlan>,
}

/// What a rung of an order's ladder would send out where nobody answers until then and nobody opens a page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct RungPlan {
    /// By which.
    pub by: GatewayKind,
    /// How many minutes after the order is issued.
    pub minutes: u32,
    /// How many messages at the most: those who get one with the order get no second.
    pub most: u32,
    /// How many of those who must answer have no number.
    pub without_number: u32,
    /// What that many cost, in thousandths; none: nobody has said what one costs.
    #[ts(type = "number | null")]
    pub thousandths: Option<u64>,
    /// Of this.
    pub currency: String,
    /// How many may still go out today.
    pub left_today: u32,
}

/// What an order tells to somebody who has no page open.
#[derive(Debug, Clone, Copy)]
pub struct Telling<'a> {
    /// Its human number.
    pub number: &'a str,
    /// What sort.
    pub kind: OrderKind,
    /// How urgent.
    pub priority: Priority,
    /// What is asked.
    pub words: &'a str,
    /// Until when, and the store's hours east of Greenwich.
    pub deadline: Option<(Moment, i8)>,
    /// From whom.
    pub sender: &'a str,
}

impl GatewayKind {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Sms, Self::Voice];

    /// As in files and columns.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sms => "sms",
            Self::Voice => "voice",
        }
    }

    /// How a receipt says that it came this way.
    pub fn way(self) -> Way {
        match self {
            Self::Sms => Way::Sms,
            Self::Voice => Way::Voice,
        }
    }
}

impl GatewaySetting {
    /// Refuses limits, texts and forms that make no sense; the errand is for whoever runs it to check.
    pub fn admit(&self) -> Result<(), Failure> {
        let is_limited = (1..=MOST_A_MINUTE).contains(&self.a_minute) && self.a_day <= MOST_A_DAY;
        if !is_limited {
            let (minute, day) = (MOST_A_MINUTE.to_string(), MOST_A_DAY.to_string());
            return Err(Failure::invalid("gateway.limits", &[("minute", &minute), ("day", &day)]));
        }
        for name in crate::template::fields(&self.text) {
            if !TEXT_FIELDS.contains(&name.as_str()) {
                let known: Vec<String> = TEXT_FIELDS.iter().map(|name| format!("{{{name}}}")).collect();
                return Err(Failure::invalid("gateway.text_field", &[("name", &name), ("known", &known.join(" "))]));
            }
        }
        let around = self.filled(|_| String::new()).chars().count();
        if self.text.trim().is_empty() || self.longest > LONGEST_MESSAGE || around + 10 > usize::from(self.longest) {
            return Err(Failure::invalid("gateway.text", &[("most", &LONGEST_MESSAGE.to_string())]));
        }
        let is_priced = self.cost.as_ref().is_none_or(|cost| {
            (1..=8).contains(&cost.currency.trim().chars().count()) && cost.part.is_none_or(|part| part >= 10)
        });
        if !is_priced {
            return Err(Failure::invalid("gateway.cost", &[]));
        }
        if self.link.chars().count() > 200 || self.link.chars().any(char::is_whitespace) {
            return Err(Failure::invalid("gateway.link", &[]));
        }
        self.report.as_ref().map_or(Ok(()), DeliveryForm::admit)
    }

    /// What somebody is told of an order: never longer than the gateway may be given.
    pub fn tell(&self, telling: &Telling<'_>) -> String {
        let language = self.language;
        let whole = |words: &str| {
            self.filled(|name| match name {
                "number" => telling.number.to_owned(),
                "kind" => kind(telling.kind, language).to_owned(),
                "priority" => priority(telling.priority, language).to_owned(),
                "words" => words.to_owned(),
                "deadline" => telling.deadline.map_or_else(
                    || language.either("不限时", "no deadline").to_owned(),
                    |(deadline, offset)| deadline.minute(offset),
                ),
                "sender" => telling.sender.to_owned(),
                _ => self.link.clone(),
            })
        };
        let words = telling.words.split_whitespace().collect::<Vec<_>>().join(" ");
        let room = usize::from(self.longest).saturating_sub(whole("").chars().count());
        let text = whole(&shortened(&words, room));
        shortened(&text, usize::from(self.longest))
    }

    /// As how many parts a text is billed.
    pub fn parts(&self, text: &str) -> u32 {
        let part = self.cost.as_ref().and_then(|cost| cost.part).map_or(u32::MAX, u32::from);
        u32::try_from(text.chars().count()).unwrap_or(u32::MAX).div_ceil(part.max(1)).max(1)
    }

    fn filled(&self, value: impl Fn(&str) -> String) -> String {
        let mut out = String::new();
        let mut rest = self.text.trim();
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            match after.split_once('}') {
                Some((name, after)) if TEXT_FIELDS.contains(&name) => {
                    out.push_str(&value(name));
                    rest = after;
                }
                _ => {
                    out.push('{');
                    rest = after;
                }
            }
        }
        out.push_str(rest);
        out
    }
}

fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).take(most).collect()
}

fn kind(kind: OrderKind, language: Language) -> &'static str {
    match kind {
        OrderKind::Notice => language.either("通知", "notice"),
        OrderKind::Command => language.either("指令", "order"),
        OrderKind::Check => language.either("核查", "check"),
        OrderKind::Help => language.either("求助", "call for help"),
        OrderKind::RollCall => language.either("点名", "roll call"),
    }
}

fn priority(priority: Priority, language: Language) -> &'static str {
    match priority {
        Priority::Normal => language.either("一般", "normal"),
        Priority::Urgent => language.either("紧急", "urgent"),
        Priority::Critical => language.either("特急", "critical"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::errand::{ErrandBody, ErrandMethod, ErrandProof};

    fn setting() -> GatewaySetting {
        GatewaySetting {
            errand: Errand {
                method: ErrandMethod::Get,
                address: "https://sms.example/".to_owned(),
                headers: vec![],
                body: ErrandBody::None,
                proof: ErrandProof::Status,
                number: None,
                reason: None,
            },
            text: "{priority}{kind}{number}：{words}（{deadline}，{sender}）{link}".to_owned(),
            longest: 70,
            language: Language::Chinese,
            a_minute: 60,
            a_day: 500,
            cost: Some(Cost { thousandths: 50, currency: "元".to_owned(), part: Some(70) }),
            deduplicates: false,
            link: String::new(),
            report: None,
        }
    }

    fn telling(words: &str) -> Telling<'_> {
        Telling {
            number: "ZL-20261121-A001",
            kind: OrderKind::Check,
            priority: Priority::Critical,
            words,
            deadline: Some((Moment::from_millis(1_763_683_200_000), 8)),
            sender: "川汇区",
        }
    }

    #[test]
    fn a_text_has_all_its_fields_and_its_words_give_way() {
        let text = setting().tell(&telling("立即\n核查 地下室"));
        assert_eq!(text, "特急核查ZL-20261121-A001：立即 核查 地下室（2025-11-21 08:00，川汇区）");
        let long = setting().tell(&telling(&"水".repeat(500)));
        assert_eq!(long.chars().count(), 70);
        assert!(long.contains("水…（2025-11-21 08:00，川汇区）"), "{long}");
        let none = setting().tell(&Telling { deadline: None, ..telling("a {link} b") });
        assert!(none.contains("a {link} b（不限时"), "what is filled in is not filled again: {none}");
    }

    #[test]
    fn a_text_is_billed_by_its_parts() {
        let setting = setting();
        assert_eq!([1, 70, 71, 140, 141].map(|length| setting.parts(&"x".repeat(length))), [1, 1, 2, 2, 3]);
        assert_eq!(GatewaySetting { cost: None, ..setting }.parts(&"x".repeat(500)), 1);
    }

    #[test]
    fn what_makes_no_sense_is_refused_by_its_name() {
        let code = |change: fn(&mut GatewaySetting)| {
            let mut changed = setting();
            change(&mut changed);
            changed.admit().err().map(|failure| failure.code).unwrap_or_default()
        };
        assert_eq!(code(|_| {}), "");
        assert_eq!(code(|one| one.a_minute = 0), "gateway.limits");
        assert_eq!(code(|one| one.a_day = MOST_A_DAY + 1), "gateway.limits");
        assert_eq!(code(|one| one.text = "{phone}".to_owned()), "gateway.text_field");
        assert_eq!(code(|one| one.text = " ".to_owned()), "gateway.text");
        assert_eq!(code(|one| one.longest = 5), "gateway.text");
        assert_eq!(code(|one| one.longest = 2_000), "gateway.text");
        assert_eq!(code(|one| one.link = "a b".to_owned()), "gateway.link");
        let cost = |currency: &str, part| Some(Cost { thousandths: 1, currency: currency.to_owned(), part });
        let mut free = setting();
        free.cost = cost(" ", None);
        assert!(free.admit().is_err());
        free.cost = cost("元", Some(0));
        assert!(free.admit().is_err());
    }
}
