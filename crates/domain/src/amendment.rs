//! Amendments 更正: items changed one by one, by hand.
//!
//! An amendment is a value with both sides: before and after. Its inverse takes it back, and the inverse of that
//! brings it again.
//!
//! The later fact wins. A file that comes in later says of its rows what holds from then on, also of those that
//! somebody changed by hand before; the import tells how many of them there are. When that import is undone, what was
//! changed by hand holds again; and it holds on when the import that first brought the row is undone.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::asset::Asset;
use crate::camera;
use crate::fact::FactId;
use crate::failure::{Objection, Refusal};
use crate::item::{Item, ItemKind, ItemName};
use crate::moment::Moment;
use crate::post::Station;
use crate::receipt::LONGEST_WORDS;
use crate::undo::Around;
use crate::unit::{Partner, Unit};

/// How one item changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// Which.
    pub item: ItemName,
    /// As it was; none: there was none.
    pub before: Option<Item>,
    /// As it is; none: it went.
    pub after: Option<Item>,
    /// Whether it takes another one back.
    pub cause: AmendCause,
    /// Why, in words; always there where something went.
    pub reason: Option<String>,
    /// When it was so, where somebody on the spot said it a while before it came.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub said: Option<Moment>,
}

/// Why an item changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "cause", rename_all = "snake_case")]
#[ts(export)]
pub enum AmendCause {
    /// Somebody wrote or drew it so.
    ByHand,
    /// Another amendment was taken back.
    Undone {
        /// The fact that had made it.
        fact: FactId,
    },
}

/// One item as somebody wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct AmendWish {
    /// Which; none: one that is added is called what it says.
    pub item: Option<ItemName>,
    /// The digest of what the person saw; none: nothing was there.
    pub seen: Option<String>,
    /// How it shall be; none: it shall go. Its grid is found by where it is.
    pub after: Option<Item>,
    /// Why; needed where it shall go.
    pub reason: Option<String>,
}

/// The longest queue at a checkpoint.
const LONGEST_QUEUE: u8 = 3;
/// RTSP; HLS and WHEP are both fetched over HTTP.
const PROTOCOLS: [&str; 4] = ["rtsp://", "rtsps://", "http://", "https://"];

impl AmendWish {
    /// Which item it is about.
    pub fn name(&self) -> Result<ItemName, Refusal> {
        let name = self.item.clone().or_else(|| self.after.as_ref().map(Item::name));
        name.ok_or(Objection::Nothing.into())
    }

    /// What it comes to, beside what is there. What somebody else changed since the person looked is refused: he
    /// would undo it without knowing.
    pub fn beside(self, there: Option<Item>) -> Result<Amendment, Refusal> {
        let item = self.name()?;
        let Self { seen, after, reason, .. } = self;
        if there.as_ref().map(Item::digest) != seen {
            return Err(Objection::ChangedSince(item).into());
        }
        let reason = reason.map(|reason| reason.trim().to_owned()).filter(|reason| !reason.is_empty());
        Refusal::unless_within(reason.as_deref().unwrap_or_default(), LONGEST_WORDS)?;
        if after.is_none() && reason.is_none() {
            return Err(Objection::ReasonMissing.into());
        }
        Ok(Amendment { item, before: there, after, cause: AmendCause::ByHand, reason, said: None })
    }
}

impl Amendment {
    /// What somebody on the spot says of an item, as of then.
    pub fn said_on_the_spot(item: ItemName, there: Item, after: Item, said: Moment) -> Self {
        let cause = AmendCause::ByHand;
        Self { item, before: Some(there), after: Some(after), cause, reason: None, said: Some(said) }
    }

    /// What takes it back, beside what is there. What was changed again since is refused: the later change would go
    /// with it.
    pub fn undoing(&self, fact: FactId, there: Option<&Item>) -> Result<Self, Refusal> {
        let is_as_left = match (there, &self.after) {
            (Some(there), Some(after)) => there.says_the_same(after),
            (None, None) => true,
            _ => false,
        };
        if !is_as_left {
            return Err(Objection::AmendedAgain(self.item.clone()).into());
        }
        let cause = AmendCause::Undone { fact };
        Ok(Self {
            item: self.item.clone(),
            before: there.cloned(),
            after: self.before.clone(),
            cause,
            reason: None,
            said: None,
        })
    }

    /// Decide whether an item may change so. `around` is what stands now.
    pub fn admit(&self, around: &Around<'_>) -> Result<(), Refusal> {
        let Some(after) = &self.after else { return self.may_go(around) };
        // Said again by somebody on the spot, it holds as of then.
        if self.said.is_none() && self.before.as_ref() == Some(after) {
            return Err(Objection::Nothing.into());
        }
        if after.name() != self.item {
            return Err(Objection::Another(self.item.clone()).into());
        }
        if self.item.id.trim().is_empty() || after.title().trim().is_empty() {
            return Err(Objection::NoName.into());
        }
        if let Some(place) = after.place()
            && !((-180.0..=180.0).contains(&place.longitude()) && (-90.0..=90.0).contains(&place.latitude()))
        {
            return Err(Objection::OffTheMap.into());
        }
        if let Item::Stream(one) = after
            && let Some(private) = camera::private(kind_of(around, &one.venue), &one.name)
        {
            return Err(Objection::Private { private: private.code }.into());
        }
        let no_such = |noun, id: &str| Err(Refusal::NoSuch { noun, id: id.to_owned() });
        match after {
            Item::Checkpoint(one) if one.queue > LONGEST_QUEUE => {
                Err(Objection::QueueTooLong { most: LONGEST_QUEUE }.into())
            }
            Item::Stream(one) if !is_address(&one.address) => Err(Objection::NoStreamAddress.into()),
            Item::Stream(one) if !has_place(around, &one.venue) => no_such("venue", &one.venue),
            Item::Asset(Asset { owner: Some(unit), .. }) | Item::Partner(Partner { unit: Some(unit), .. })
                if around.units.iter().all(|known| known.id != *unit) =>
            {
                no_such("unit", &unit.0)
            }
            Item::Unit(Unit { grid: Some(path), .. }) | Item::Partner(Partner { grid: path, .. })
                if around.tree.grid(path).is_none() =>
            {
                Err(Refusal::NoSuchGrid { path: path.clone() })
            }
            _ => Ok(()),
        }
    }

    /// Nothing that rests on an item is left without it.
    fn may_go(&self, around: &Around<'_>) -> Result<(), Refusal> {
        let id = self.item.id.as_str();
        if self.before.is_none() {
            return Err(Objection::Nothing.into());
        }
        let serves = |station: &Station| match (self.item.of, station) {
            (ItemKind::Venue, Station::Venue(venue)) => venue.0 == id,
            (ItemKind::Checkpoint, Station::Checkpoint(checkpoint)) => checkpoint.0 == id,
            _ => false,
        };
        let posts = around.roster.posts().iter().filter(|post| serves(&post.station));
        nothing_rests("post", posts.map(|post| post.person.as_str()))?;
        let is_other = match self.item.of {
            ItemKind::Venue => around.checkpoints.iter().any(|one| one.id.0 == id),
            ItemKind::Checkpoint => around.venues.iter().any(|one| one.id.0 == id),
            _ => true,
        };
        let streams = around.streams.iter().filter(|stream| !is_other && stream.venue == id);
        nothing_rests("stream", streams.map(|stream| stream.name.as_str()))?;
        if self.item.of != ItemKind::Unit {
            return Ok(());
        }
        let partners = around.partners.iter().filter(|one| one.unit.as_ref().is_some_and(|unit| unit.0 == id));
        nothing_rests("partner", partners.map(|one| one.name.as_str()))?;
        let assets = around.assets.iter().filter(|one| one.owner.as_ref().is_some_and(|unit| unit.0 == id));
        nothing_rests("asset", assets.map(|one| one.name.as_str()))
    }
}

fn nothing_rests<'n>(noun: &'static str, mut names: impl Iterator<Item = &'n str>) -> Result<(), Refusal> {
    let Some(first) = names.next() else { return Ok(()) };
    Err(Objection::RestedUpon { noun, count: 1 + names.count(), example: first.to_owned() }.into())
}

fn has_place(around: &Around<'_>, id: &str) -> bool {
    around.venues.iter().any(|one| one.id.0 == id) || around.checkpoints.iter().any(|one| one.id.0 == id)
}

/// What kind of place it is; empty for a checkpoint.
fn kind_of<'a>(around: &Around<'a>, id: &str) -> &'a str {
    around.venues.iter().find(|one| one.id.0 == id).map_or("", |one| one.kind.as_str())
}

/// Whether a text is an address that a camera can have, without what opens it.
pub fn is_address(text: &str) -> bool {
    let small = text.to_ascii_lowercase();
    let host = PROTOCOLS.iter().find_map(|protocol| small.strip_prefix(protocol));
    let is_whole = host.is_some_and(|host| !host.starts_with('/') && !host.contains(char::is_whitespace));
    // A password with a slash of its own would be taken for a port, and stay in the address.
    let port = camera::host_of(&small).map(|host| match host.rsplit_once(':') {
        Some((_, port)) if !host.ends_with(']') => port,
        _ => "",
    });
    is_whole && port.is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()))
}
