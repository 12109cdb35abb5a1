//! What is refused: a rule says no, calmly, to somebody who asked in earnest.

use std::fmt;

use super::{Blind, Deaf, Hitch, Hurdle, Impediment, Mute, Objection, Obstacle, Snag, Stale, Unripe};
use crate::code::GridPath;
use crate::id::IncidentId;
use crate::particulars::ParticularKind;
use crate::words::{self, Language, Params};

/// You may not, given the state now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refusal {
    /// The seat's role does not have this in the table of rights.
    NotYours {
        /// The entry of the table.
        entry: &'static str,
        /// The seat's role.
        role: String,
    },
    /// The grid lies outside the seat's subtree.
    OutsideSubtree {
        /// The grid that was asked for.
        path: GridPath,
    },
    /// No such grid in the published scheme.
    NoSuchGrid {
        /// The grid that was asked for.
        path: GridPath,
    },
    /// No such order, post, venue, device …
    NoSuch {
        /// Which noun.
        noun: &'static str,
        /// Its id.
        id: String,
    },
    /// The store has no grids yet.
    NoScheme,
    /// An order without words.
    EmptyText,
    /// Too many words.
    TextTooLong {
        /// How many there are.
        length: usize,
        /// How many there may be.
        most: usize,
    },
    /// The deadline is not in the future.
    DeadlinePassed,
    /// Nobody in post fits the target.
    NobodyReached {
        /// The target's top.
        path: GridPath,
    },
    /// A list of grids without any.
    NothingChosen,
    /// A line on the map that encloses nothing.
    LassoEnclosesNothing,
    /// A line on the map with too many corners.
    LassoTooLong {
        /// How many there may be.
        most: usize,
    },
    /// A circle on the map that is too small or too wide.
    RadiusOutOfRange {
        /// The widest, in metres.
        most: u32,
    },
    /// The order would reach other people than the preview said.
    ReachChanged {
        /// How many people it would reach now.
        people: usize,
        /// How many superiors would read a copy.
        copies: usize,
    },
    /// A choice is between so many.
    ChoicesOutOfRange {
        /// The most.
        most: usize,
    },
    /// A saved target or a template without a name.
    NameMissing,
    /// Another one has the name.
    NameTaken {
        /// The name.
        name: String,
    },
    /// A template's deadline is too short or too long.
    MinutesOutOfRange {
        /// The longest, in minutes.
        most: u32,
    },
    /// The order asks for a report in words.
    AnswerWordsMissing,
    /// The order asks for a number.
    AnswerNoNumber,
    /// The order asks for one of its choices.
    AnswerNoChoice,
    /// A number or choice that the order does not ask for.
    AnswerNotAsked,
    /// The order has ended.
    OrderEnded {
        /// Its human number.
        number: String,
    },
    /// The order came from a seat above this one, or beside it.
    NotYourOrder {
        /// Its human number.
        number: String,
    },
    /// Somebody is not accounted for, and nobody said why.
    NotAccountedFor {
        /// How many have not answered.
        open: u32,
        /// Of how many.
        expected: u32,
    },
    /// Who withdraws an order says why.
    WithdrawalWithoutReason,
    /// A ladder with too many rungs, or one too late.
    LadderTooLong {
        /// The most rungs.
        rungs: usize,
        /// The latest, in minutes.
        minutes: u32,
    },
    /// A rung that is not later than the one before.
    LadderNotGrowing,
    /// A message is to go out at a rung that the ladder does not have.
    LadderWithoutRung,
    /// The person does not get this order.
    NotARecipient,
    /// Copies are read, never answered.
    CopyNeedsNoAnswer,
    /// A refusal says why.
    ReasonMissing,
    /// A finding is let stand with a note and a name.
    NoteMissing,
    /// This mend is none for this finding.
    MendDoesNotFit,
    /// What is as wide as the tolerance is no inaccuracy: somebody has to draw.
    MendTooWide,
    /// A mend would leave a grid without any area.
    MendLeavesNothing {
        /// The grid.
        path: GridPath,
    },
    /// A mend would leave or make other faults.
    MendNotClean {
        /// How many.
        count: usize,
    },
    /// Refused already.
    AlreadyRefused,
    /// Done already.
    AlreadyDone,
    /// The pairing code is wrong, used or too old. One answer for all three, so nobody learns which.
    CodeNotValid,
    /// Too many tries.
    TooManyTries {
        /// How long to wait.
        seconds: u32,
    },
    /// Something stands against a change of a scheme, by import or by hand.
    Scheme(Impediment),
    /// Something on the map stands against an edit.
    Edit(Obstacle),
    /// Something stands against an amendment.
    Amend(Objection),
    /// Something stands against what is done on watch.
    Duty(Hitch),
    /// Something stands against an attachment.
    Attach(Snag),
    /// Something stands against what is said in a channel.
    Talk(Mute),
    /// Something stands against a look at a stream.
    See(Blind),
    /// The same number came from the same place before, as this incident.
    IncidentKnown {
        /// Its human number.
        number: String,
        /// Which.
        incident: IncidentId,
    },
    /// Words that many read hold a number of somebody's. It is not told which.
    TellsOf {
        /// What it is.
        particular: ParticularKind,
        /// Which sign of the words it begins with, from 1.
        sign: usize,
    },
    /// Something stands against what is done with an incident.
    Incident(Hurdle),
    /// Something stands against figures, or against freezing a period.
    Review(Unripe),
    /// Something stands against a whistle.
    Whistle(Deaf),
    /// Something stands against looking again.
    Recheck(Stale),
    /// The same command id came with another action.
    CommandIdReused,
}

impl Refusal {
    /// A text may have so many characters.
    pub fn unless_within(text: &str, most: usize) -> Result<(), Self> {
        let length = text.chars().count();
        if length > most { Err(Self::TextTooLong { length, most }) } else { Ok(()) }
    }

    /// Names the refusal for programs and for the interface's words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::NotYours { .. } => "rights.not_yours",
            Self::OutsideSubtree { .. } => "rights.outside_subtree",
            Self::NoSuchGrid { .. } => "grid.unknown",
            Self::NoSuch { .. } => "unknown",
            Self::NoScheme => "scheme.none",
            Self::EmptyText => "order.empty_text",
            Self::TextTooLong { .. } => "text.too_long",
            Self::DeadlinePassed => "order.deadline_passed",
            Self::NobodyReached { .. } => "order.nobody_reached",
            Self::NothingChosen => "target.nothing_chosen",
            Self::LassoEnclosesNothing => "target.lasso_encloses_nothing",
            Self::LassoTooLong { .. } => "target.lasso_too_long",
            Self::RadiusOutOfRange { .. } => "target.radius_out_of_range",
            Self::ReachChanged { .. } => "order.reach_changed",
            Self::ChoicesOutOfRange { .. } => "order.choices_out_of_range",
            Self::NameMissing => "saved.name_missing",
            Self::NameTaken { .. } => "saved.name_taken",
            Self::MinutesOutOfRange { .. } => "template.minutes_out_of_range",
            Self::AnswerWordsMissing => "receipt.words_missing",
            Self::AnswerNoNumber => "receipt.no_number",
            Self::AnswerNoChoice => "receipt.no_choice",
            Self::AnswerNotAsked => "receipt.not_asked",
            Self::OrderEnded { .. } => "order.ended",
            Self::NotYourOrder { .. } => "rights.not_your_order",
            Self::NotAccountedFor { .. } => "order.not_accounted_for",
            Self::WithdrawalWithoutReason => "order.reason_missing",
            Self::LadderTooLong { .. } => "ladder.too_long",
            Self::LadderNotGrowing => "ladder.not_growing",
            Self::LadderWithoutRung => "ladder.without_rung",
            Self::NotARecipient => "receipt.not_a_recipient",
            Self::CopyNeedsNoAnswer => "receipt.copy",
            Self::ReasonMissing => "receipt.reason_missing",
            Self::NoteMissing => "check.note_missing",
            Self::MendDoesNotFit => "mend.does_not_fit",
            Self::MendTooWide => "mend.too_wide",
            Self::MendLeavesNothing { .. } => "mend.leaves_nothing",
            Self::MendNotClean { .. } => "mend.not_clean",
            Self::AlreadyRefused => "receipt.already_refused",
            Self::AlreadyDone => "receipt.already_done",
            Self::CodeNotValid => "pairing.code_not_valid",
            Self::TooManyTries { .. } => "pairing.too_many_tries",
            Self::Scheme(impediment) => impediment.code(),
            Self::Edit(obstacle) => obstacle.code(),
            Self::Amend(objection) => objection.code(),
            Self::Duty(hitch) => hitch.code(),
            Self::Attach(snag) => snag.code(),
            Self::Talk(mute) => mute.code(),
            Self::See(blind) => blind.code(),
            Self::IncidentKnown { .. } => "incident.known",
            Self::TellsOf { .. } => "incident.tells_of",
            Self::Incident(hurdle) => hurdle.code(),
            Self::Review(unripe) => unripe.code(),
            Self::Whistle(deaf) => deaf.code(),
            Self::Recheck(stale) => stale.code(),
            Self::CommandIdReused => "command.id_reused",
        }
    }

    /// What the sentence speaks of, for the interface's own words.
    pub fn params(&self) -> Params {
        let pairs: Vec<(&str, String)> = match self {
            Self::NotYours { entry, role } => vec![("entry", (*entry).to_owned()), ("role", role.clone())],
            Self::OutsideSubtree { path }
            | Self::NoSuchGrid { path }
            | Self::NobodyReached { path }
            | Self::MendLeavesNothing { path } => vec![("path", path.to_string())],
            Self::NoSuch { noun, id } => vec![("noun", (*noun).to_owned()), ("id", id.clone())],
            Self::TextTooLong { length, most } => vec![("length", length.to_string()), ("most", most.to_string())],
            Self::LassoTooLong { most } | Self::ChoicesOutOfRange { most } => vec![("most", most.to_string())],
            Self::RadiusOutOfRange { most } | Self::MinutesOutOfRange { most } => vec![("most", most.to_string())],
            Self::ReachChanged { people, copies } => {
                vec![("people", people.to_string()), ("copies", copies.to_string())]
            }
            Self::NameTaken { name } => vec![("name", name.clone())],
            Self::TooManyTries { seconds } => vec![("seconds", seconds.to_string())],
            Self::MendNotClean { count } => vec![("count", count.to_string())],
            Self::OrderEnded { number } | Self::NotYourOrder { number } => vec![("number", number.clone())],
            Self::IncidentKnown { number, incident } => {
                vec![("number", number.clone()), ("incident", incident.to_string())]
            }
            Self::TellsOf { particular, sign } => {
                vec![("particular", particular.name().to_owned()), ("sign", sign.to_string())]
            }
            Self::LadderTooLong { rungs, minutes } => {
                vec![("rungs", rungs.to_string()), ("minutes", minutes.to_string())]
            }
            Self::NotAccountedFor { open, expected } => {
                vec![("open", open.to_string()), ("expected", expected.to_string())]
            }
            Self::Scheme(impediment) => impediment.params(),
            Self::Edit(obstacle) => obstacle.params(),
            Self::Amend(objection) => objection.params(),
            Self::Attach(snag) => snag.params(),
            Self::Talk(mute) => mute.params(),
            Self::See(blind) => blind.params(),
            Self::Whistle(deaf) => deaf.params(),
            Self::Recheck(stale) => stale.params(),
            _ => vec![],
        };
        pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sentence = words::sentence(self.code(), &self.params(), Language::English);
        f.write_str(sentence.as_deref().unwrap_or(self.code()))
    }
}

impl std::error::Error for Refusal {}

impl From<Objection> for Refusal {
    fn from(objection: Objection) -> Self {
        Self::Amend(objection)
    }
}

impl From<Mute> for Refusal {
    fn from(mute: Mute) -> Self {
        Self::Talk(mute)
    }
}

impl From<Blind> for Refusal {
    fn from(blind: Blind) -> Self {
        Self::See(blind)
    }
}

impl From<Hitch> for Refusal {
    fn from(hitch: Hitch) -> Self {
        Self::Duty(hitch)
    }
}

impl From<Impediment> for Refusal {
    fn from(impediment: Impediment) -> Self {
        Self::Scheme(impediment)
    }
}

impl From<Snag> for Refusal {
    fn from(snag: Snag) -> Self {
        Self::Attach(snag)
    }
}

impl From<Hurdle> for Refusal {
    fn from(hurdle: Hurdle) -> Self {
        Self::Incident(hurdle)
    }
}

impl From<Unripe> for Refusal {
    fn from(unripe: Unripe) -> Self {
        Self::Review(unripe)
    }
}

impl From<Deaf> for Refusal {
    fn from(deaf: Deaf) -> Self {
        Self::Whistle(deaf)
    }
}

impl From<Stale> for Refusal {
    fn from(stale: Stale) -> Self {
        Self::Recheck(stale)
    }
}
