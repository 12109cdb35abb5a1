//! Contacts 联系方式: how to reach whoever told of an incident.
//!
//! A contact is a fact of its own beside its incident, sealed with a key of its own, so that destroying the key deletes
//! it and leaves the incident. It is shown veiled; whoever has to know it says why, gets it once, and the log keeps that
//! he did.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::failure::{Hurdle, Refusal};
use crate::id::IncidentId;
use crate::incident::Party;
use crate::journal::said;
use crate::particulars::{veiled_address, veiled_mail, veiled_name, veiled_phone};
use crate::seat::Seat;

/// The most signs of a name, a phone, an address.
const MOST_SIGNS: usize = 120;

/// Who called: for the vault alone.
///
/// Invariant: nothing of it is in what `Debug` writes.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Caller {
    /// As the source writes it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub name: Option<String>,
    /// As the source writes it, in plain digits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub phone: Option<String>,
    /// Where the caller gets letters: 来信人邮箱.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub mail: Option<String>,
    /// Where the caller lives, to the door.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<String>,
    /// Whether the caller wants to be answered; none: nobody has asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reply: Option<Reply>,
    /// Whom the caller complains about; whoever sits there never sees who it was. None: nobody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub about: Option<Party>,
}

/// Whether the caller wants to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Reply {
    /// 需要回复.
    Wanted,
    /// 不需要回复.
    Unwanted,
}

/// A contact as everybody may see it who sees its incident: 张*, 138****5678.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct VeiledContact {
    /// The first sign of it.
    pub name: Option<String>,
    /// Its two ends.
    pub phone: Option<String>,
    /// Its first sign and what stands behind the @.
    pub mail: Option<String>,
    /// As far as the building.
    pub address: Option<String>,
    /// Whether the caller wants to be answered; none: nobody has asked.
    pub reply: Option<Reply>,
}

/// Why somebody looks. Their words stand in the table of names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ContactReason {
    /// 回访.
    FollowUp,
    /// 核实情况.
    Clarify,
    /// 通知结果.
    TellResult,
    /// 其他: words say which.
    Other,
}

/// Somebody looked at a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactLook {
    /// Of which incident.
    pub incident: IncidentId,
    /// Its human number.
    pub number: String,
    /// Why.
    pub reason: ContactReason,
    /// More of it, in words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
}

impl Caller {
    /// Whether nothing is known of who called.
    pub fn is_nobody(&self) -> bool {
        [&self.name, &self.phone, &self.mail, &self.address].into_iter().all(Option::is_none)
    }

    /// Without what only looks like something; none: nothing is known of who called.
    pub fn tidied(self) -> Result<Option<Self>, Refusal> {
        let tidy = |text: Option<String>| {
            let text = text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
            Refusal::unless_within(text.as_deref().unwrap_or_default(), MOST_SIGNS).map(|()| text)
        };
        let Self { name, phone, mail, address, .. } = self;
        let (name, phone, mail, address) = (tidy(name)?, tidy(phone)?, tidy(mail)?, tidy(address)?);
        let caller = Self { name, phone, mail, address, reply: self.reply, about: self.about };
        Ok((!caller.is_nobody()).then_some(caller))
    }

    /// What of it everybody may see.
    pub fn veiled(&self) -> VeiledContact {
        VeiledContact {
            name: self.name.as_deref().map(veiled_name),
            phone: self.phone.as_deref().map(veiled_phone),
            mail: self.mail.as_deref().map(veiled_mail),
            address: self.address.as_deref().map(veiled_address),
            reply: self.reply,
        }
    }

    /// Whether the complaint is about whoever sits there: then not even the veiled contact is shown to that seat, because
    /// a first sign and a building tell neighbours enough. A unit has no seat, and nobody sits over the whole store for one
    /// grid of it.
    pub fn is_about(&self, seat: &Seat) -> bool {
        match (&self.about, &seat.subtree) {
            (Some(Party::Grid(grid)), Some(top)) => top.is_within(grid),
            _ => false,
        }
    }
}

impl fmt::Debug for Caller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.is_nobody() { "Caller(nobody)" } else { "Caller(sealed)" })
    }
}

impl ContactReason {
    /// All of them, in the order in which forms list them.
    pub const ALL: [Self; 4] = [Self::FollowUp, Self::Clarify, Self::TellResult, Self::Other];

    /// As on the wire; what it is called stands in the table of words, under `contact_reason`.
    pub fn word(self) -> &'static str {
        match self {
            Self::FollowUp => "follow_up",
            Self::Clarify => "clarify",
            Self::TellResult => "tell_result",
            Self::Other => "other",
        }
    }

    /// The words that go with it, as they are kept: another reason has to be said.
    pub fn with_words(self, words: Option<&str>) -> Result<Option<String>, Refusal> {
        let words = said(words.unwrap_or_default())?;
        if self == Self::Other && words.is_none() {
            return Err(Hurdle::LookWithoutWords.into());
        }
        Ok(words)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller() -> Caller {
        Caller {
            name: Some("张三".into()),
            phone: Some("13812345678".into()),
            mail: Some("zhang.san@example.cn".into()),
            address: Some("万和苑3号楼301室".into()),
            ..Caller::default()
        }
    }

    #[test]
    fn who_called_stands_in_no_log() {
        let written = format!("{:?} {:#?}", caller(), caller());
        for secret in ["张", "138", "5678", "zhang", "万和", "301"] {
            assert!(!written.contains(secret), "{written}");
        }
        assert_eq!(format!("{:?}", Caller::default()), "Caller(nobody)");
    }

    #[test]
    fn a_contact_is_shown_veiled() {
        let shown = caller().veiled();
        assert_eq!(shown.name.as_deref(), Some("张*"));
        assert_eq!(shown.phone.as_deref(), Some("138****5678"));
        assert_eq!(shown.mail.as_deref(), Some("z***@example.cn"));
        assert_eq!(shown.address.as_deref(), Some("万和苑3号楼***室"));
    }

    #[test]
    fn empty_fields_are_nobody_and_endless_ones_are_refused() {
        let blank = Caller { name: Some(" ".into()), phone: Some(String::new()), ..Caller::default() };
        assert_eq!(blank.tidied(), Ok(None));
        let wish = Caller { reply: Some(Reply::Wanted), ..Caller::default() };
        assert_eq!(wish.tidied(), Ok(None), "nobody is to be answered");
        let padded = Caller { name: Some(" 张三 ".into()), ..Caller::default() };
        assert_eq!(padded.tidied(), Ok(Some(Caller { name: Some("张三".into()), ..Caller::default() })));
        let endless = Caller { phone: Some("1".repeat(MOST_SIGNS + 1)), ..Caller::default() };
        assert!(endless.tidied().is_err());
    }

    #[test]
    fn whoever_the_complaint_is_about_is_told_apart_from_those_above_and_beside() {
        use crate::code::GridPath;
        use crate::id::DeviceId;
        use crate::seat::{Door, Role};
        let seat = |subtree: Option<&str>| Seat {
            role: Role::Operator,
            subtree: subtree.map(GridPath::from_text),
            post: None,
            door: Door::Device(DeviceId(uuid::Uuid::from_u128(1))),
        };
        let about = |grid: &str| Caller { about: Some(Party::Grid(GridPath::from_text(grid))), ..caller() };
        let street = about("411602.411602001");
        assert!(street.is_about(&seat(Some("411602.411602001"))));
        assert!(street.is_about(&seat(Some("411602.411602001.411602001001"))), "a community of it");
        assert!(!street.is_about(&seat(Some("411602"))), "the district takes complaints about its streets");
        assert!(!street.is_about(&seat(Some("411602.411602002"))));
        assert!(!street.is_about(&seat(None)));
        assert!(!caller().is_about(&seat(Some("411602"))));
    }

    #[test]
    fn another_reason_is_said_in_words() {
        assert_eq!(ContactReason::FollowUp.with_words(None), Ok(None));
        assert_eq!(ContactReason::Other.with_words(Some(" ")), Err(Hurdle::LookWithoutWords.into()));
        assert_eq!(ContactReason::Other.with_words(Some("送达文书 ")), Ok(Some("送达文书".to_owned())));
    }

    #[test]
    fn every_reason_is_called_something_in_both_languages() {
        use crate::words::{Language, name_of};
        for reason in ContactReason::ALL {
            assert_eq!(serde_json::to_value(reason).expect("a word"), reason.word());
            let [zh, en] =
                [Language::Chinese, Language::English].map(|it| name_of("contact_reason", reason.word(), it));
            assert!(zh.is_some() && en.is_some() && zh != en, "{reason:?}");
        }
    }
}
