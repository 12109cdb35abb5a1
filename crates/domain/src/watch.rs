//! The watch 值班: who has it, and how it goes from one person to the next.
//!
//! A handover is signed twice: the one who goes signs a summary that the desk has made, and the one who comes takes the
//! watch over that very summary. What proves two persons is what proves them where a scheme is published: two of
//! [`Person`] – whoever owns the store, at its window and its terminal, and whoever holds each paired device. Names are
//! as people write them; the seats that signed stand beside them. Where the one who goes has not signed, the watch can
//! be taken with a reason, and the journal says so for ever.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::fact::FactId;
use crate::failure::{Hitch, Refusal};
use crate::id::{CheckpointId, OrderId, WatchId};
use crate::journal::said;
use crate::moment::Moment;
use crate::seat::{Person, Seat};

/// The longest name of a person on watch, in characters.
pub const LONGEST_NAME: usize = 40;
/// The most open orders that a summary names; all of them are counted.
pub const MOST_ORDERS: usize = 100;

/// A watch, as the rules see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// For ever.
    pub id: WatchId,
    /// Over this grid and all below; none: the whole store.
    pub scope: Option<GridPath>,
    /// Who has it.
    pub name: String,
    /// The seat that took it.
    pub by: Seat,
    /// Since when.
    pub since: Moment,
    /// What the one who has it signed last.
    pub offer: Option<Offer>,
    /// When it ended.
    pub ended: Option<Moment>,
}

/// The signature of the one who goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Offer {
    /// The fact that says so, with the summary that was signed.
    pub fact: FactId,
    /// The seat that signed.
    pub by: Seat,
    /// When.
    pub at: Moment,
}

/// What is open when a watch changes hands, as the desk sums it up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Handover {
    /// As of when.
    pub made: Moment,
    /// Orders that somebody still has to answer, newest first: the first hundred.
    pub orders: Vec<OpenOrder>,
    /// How many such orders there are.
    pub open: u32,
    /// How many answers they wait for.
    pub silent: u32,
    /// Checkpoints that let nobody pass.
    pub checkpoints: Vec<ClosedCheckpoint>,
    /// Schemes that wait for a second person.
    pub schemes: Vec<String>,
    /// Missed calls that nobody has answered or put aside.
    pub missed: u32,
    /// Incidents that nobody has ended. Watches of old call them reports.
    #[serde(default, alias = "reports")]
    pub incidents: u32,
    /// Entries of the journal since the watch began.
    pub entries: u32,
}

/// An order that somebody still has to answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct OpenOrder {
    /// Which.
    pub order: OrderId,
    /// Its human number.
    pub number: String,
    /// How many must answer.
    pub expected: u32,
    /// How many have not.
    pub silent: u32,
}

/// A checkpoint that lets nobody pass.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ClosedCheckpoint {
    /// Which.
    pub id: CheckpointId,
    /// Its name.
    pub name: String,
}

/// What the one who comes says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Taking {
    /// The watch that ends.
    pub watch: WatchId,
    /// Who takes over.
    pub name: String,
    /// The signature that was seen; none: the one who goes has not signed.
    pub offer: Option<FactId>,
    /// What there is to say; where the one who goes has not signed, why.
    pub words: String,
}

/// A person's name, as it will stand in the journal.
pub fn name(text: &str) -> Result<String, Refusal> {
    let name = text.trim();
    if name.is_empty() {
        return Err(Hitch::NoName.into());
    }
    Refusal::unless_within(name, LONGEST_NAME)?;
    Ok(name.to_owned())
}

/// What is said at a change of watch; nothing need be.
pub fn words(text: &str) -> Result<String, Refusal> {
    Ok(said(text)?.unwrap_or_default())
}

impl Watch {
    /// Whether it can go on from here.
    pub fn admit_open(&self) -> Result<(), Refusal> {
        if self.ended.is_some() { Err(Hitch::WatchOver.into()) } else { Ok(()) }
    }

    /// Decide whether somebody takes it over; gives the name and the words.
    pub fn take(&self, taking: &Taking, person: Person) -> Result<(String, String), Refusal> {
        self.admit_open()?;
        let (name, words) = (name(&taking.name)?, said(&taking.words)?);
        match (&self.offer, taking.offer) {
            (Some(offer), Some(seen)) if offer.fact == seen => {
                if offer.by.person() == person {
                    return Err(Hitch::SamePerson.into());
                }
            }
            (None, None) if words.is_none() => return Err(Hitch::Unsigned.into()),
            (None, None) => {}
            // What was signed is not what the person has read.
            _ => return Err(Hitch::OfferChanged.into()),
        }
        Ok((name, words.unwrap_or_default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{DeskId, DeviceId};
    use crate::seat::{Door, Role};

    #[test]
    fn a_watch_is_taken_by_a_second_person_over_what_the_first_has_signed() {
        let mut watch = watch();
        let taking =
            |offer, words: &str| Taking {
                watch: watch_id(), name: "李强".to_owned(), offer, words: words.to_owned()
            };
        assert_eq!(watch.take(&taking(None, ""), Person::Owner), Err(Hitch::Unsigned.into()));
        let unsigned = watch.take(&taking(None, "王芳送医"), Person::Owner).expect("with a reason");
        assert_eq!(unsigned, ("李强".to_owned(), "王芳送医".to_owned()));
        watch.offer = Some(Offer { fact: fact(7), by: seat(Door::Window), at: Moment::from_millis(2) });
        assert_eq!(watch.take(&taking(Some(fact(7)), ""), Person::Owner), Err(Hitch::SamePerson.into()));
        let other = Person::Device(device());
        assert_eq!(watch.take(&taking(Some(fact(6)), ""), other), Err(Hitch::OfferChanged.into()), "signed anew since");
        assert_eq!(watch.take(&taking(None, "没等到"), other), Err(Hitch::OfferChanged.into()), "it is signed");
        assert!(watch.take(&taking(Some(fact(7)), ""), other).is_ok());
        watch.ended = Some(Moment::from_millis(3));
        assert_eq!(watch.take(&taking(Some(fact(7)), ""), other), Err(Hitch::WatchOver.into()));
        assert_eq!(name(" "), Err(Hitch::NoName.into()));
    }

    fn watch() -> Watch {
        Watch {
            id: watch_id(),
            scope: None,
            name: "王芳".to_owned(),
            by: seat(Door::Window),
            since: Moment::from_millis(1),
            offer: None,
            ended: None,
        }
    }

    fn seat(door: Door) -> Seat {
        Seat { role: Role::Operator, subtree: None, post: None, door }
    }

    fn watch_id() -> WatchId {
        WatchId(uuid::Uuid::from_u128(1))
    }

    fn device() -> DeviceId {
        DeviceId(uuid::Uuid::from_u128(2))
    }

    fn fact(seq: u64) -> FactId {
        FactId { desk: DeskId(uuid::Uuid::from_u128(3)), seq }
    }
}
