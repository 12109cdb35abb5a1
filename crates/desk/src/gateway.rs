//! The site's gateways at this desk: their secrets, what a preview promised, and when they want to be left alone.

use std::collections::{BTreeSet, HashMap, VecDeque};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::errand::Credentials;
use domain::failure::Failure;
use domain::gateway::{ERRAND_FIELDS, GatewayKind, GatewaySetting, OutsidePlan, RungPlan, SendMove, Telling, Whom};
use domain::id::{CommandId, DeskId, PostId};
use domain::ladder::{self, RungMessage, RungSent};
use domain::moment::Moment;
use domain::order::{self, Draft, Order};
use domain::purpose::Purpose;
use domain::seat::Seat;
use domain::target::Reach;
use ledger::{SentRow, View, secret};
use messenger::{Answer, Messenger, Values};
use serde::{Deserialize, Serialize};

use crate::ask::count;
use crate::district::District;
use crate::failure::{broken, bug};
use crate::presence::Presence;

/// So many previews are remembered; a page asks for a new one long before its own is forgotten.
const MOST_PINNED: usize = 256;
/// So many answers to tries are remembered for a retry of the same press.
const MOST_TRIED: usize = 16;
/// The digits of a number that can be called.
const DIGITS: std::ops::RangeInclusive<usize> = 5..=20;
const DAY: i64 = 24 * 60 * 60 * 1000;
const HOUR: i64 = 60 * 60 * 1000;

/// What the desk has for gateways beside the ledger.
pub struct Gateways {
    pub messenger: Messenger,
    keys_dir: PathBuf,
    presence: Arc<Presence>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Whom previews promised, by what stands for them.
    pinned: VecDeque<(String, Arc<BTreeSet<PostId>>)>,
    tried: VecDeque<(CommandId, Answer)>,
    /// Until when nothing is sent.
    pauses: HashMap<GatewayKind, Moment>,
    /// What became of messages and could not be written yet.
    unwritten: Vec<(SentRow, SendMove)>,
}

/// What is sealed of a gateway.
#[derive(Default, Clone, Serialize, Deserialize)]
pub struct Sealed {
    pub credentials: Credentials,
    /// The last part of the path at which it reports; empty where it does not.
    pub token: String,
}

/// A gateway that this desk sends by.
pub struct Account {
    pub setting: GatewaySetting,
    pub sealed: Sealed,
}

/// What an order sends out.
pub struct Planned {
    pub by: GatewayKind,
    pub posts: Vec<PostId>,
    pub text: String,
    pub card: OutsidePlan,
}

/// What a rung of an order's ladder sends out.
pub struct RungPlanned {
    pub sent: RungSent,
    pub posts: Vec<PostId>,
    pub text: String,
}

/// What a plan is made of.
pub struct Wanted<'a> {
    pub seat: &'a Seat,
    pub draft: &'a Draft,
    pub reach: &'a Reach,
    /// The order's human number, or the one that comes next.
    pub number: &'a str,
    pub now: Moment,
}

impl Gateways {
    pub fn new(keys_dir: &Path, presence: Arc<Presence>) -> Self {
        Self { messenger: Messenger::default(), keys_dir: keys_dir.to_owned(), presence, state: Mutex::default() }
    }

    /// What is sealed of a gateway; none where nothing is.
    pub fn sealed(&self, desk: DeskId, by: GatewayKind) -> Result<Option<Sealed>, Failure> {
        let kept = secret::read(&self.keys_dir, desk, &file_of(by)).map_err(broken)?;
        kept.map(|text| serde_json::from_str(&text).map_err(|_| bug("a sealed gateway cannot be read"))).transpose()
    }

    /// Seals what a gateway has of secrets; none takes it away. Whatever was wrong with it before is forgotten.
    pub fn seal(&self, desk: DeskId, by: GatewayKind, sealed: Option<&Sealed>) -> Result<(), Failure> {
        let text = sealed.map(serde_json::to_string).transpose().map_err(|_| bug("secrets cannot be written"))?;
        secret::keep(&self.keys_dir, desk, &file_of(by), text.as_deref()).map_err(broken)?;
        self.state().pauses.remove(&by);
        Ok(())
    }

    /// How this desk sends by a gateway; none: it does not. A store for practice never does.
    pub fn account(&self, view: &View<'_>, by: GatewayKind) -> Result<Option<Account>, Failure> {
        let store = view.store().map_err(broken)?;
        if store.purpose == Purpose::Drill {
            return Ok(None);
        }
        let Some(setting) = view.gateway(store.desk, by).map_err(broken)? else { return Ok(None) };
        Ok(self.sealed(store.desk, by)?.map(|sealed| Account { setting, sealed }))
    }

    /// What a draft's choice comes to; none: it chose none.
    pub fn plan(&self, view: &View<'_>, district: &District, wanted: &Wanted<'_>) -> Result<Option<Planned>, Failure> {
        let Some(outside) = &wanted.draft.outside else { return Ok(None) };
        if district.store.purpose == Purpose::Drill {
            return Err(Failure::refused("gateway.drill", &[]));
        }
        let Some(Account { setting, .. }) = self.account(view, outside.by)? else {
            return Err(Failure::refused("gateway.off", &[]));
        };
        let promised = match &outside.seen {
            Some(seen) => Some(self.pinned(seen).ok_or_else(|| Failure::refused("gateway.plan_changed", &[]))?),
            None => None,
        };
        let is_meant = |post: &PostId| match (&promised, outside.whom) {
            (Some(promised), _) => promised.contains(post),
            (None, Whom::Everybody) => true,
            (None, Whom::WithoutPage) => !self.presence.is_there(post),
        };
        let meant: BTreeSet<PostId> =
            wanted.reach.recipients.iter().map(|one| &one.post).filter(|post| is_meant(post)).cloned().collect();
        let has_number = |post: &&PostId| phone_of(district, post).is_some();
        let posts: Vec<PostId> = meant.iter().filter(has_number).cloned().collect();
        let seen = digest(outside.by, outside.whom, &setting, &meant);
        if outside.seen.as_ref().is_some_and(|promised| *promised != seen) {
            return Err(Failure::refused("gateway.plan_changed", &[]));
        }
        let text = text_of(district, &setting, wanted);
        let card = plan_of(view, district, wanted.now, (outside.by, &setting), (&meant, &posts), (&text, seen))?;
        self.pin(&card.seen, meant);
        Ok(Some(Planned { by: outside.by, posts, text, card }))
    }

    /// What a rung sends out to those of the silent who have no page open and were never told of the order by any
    /// gateway; none: nobody is to be told, or this desk sends nothing.
    pub fn plan_rung(
        &self,
        view: &View<'_>,
        district: &District,
        order: &Order,
        by: GatewayKind,
        silent: Vec<PostId>,
    ) -> Result<Option<RungPlanned>, Failure> {
        let Some(Account { setting, .. }) = self.account(view, by)? else { return Ok(None) };
        let told: BTreeSet<PostId> = view.sends_of(order.id).map_err(broken)?.into_iter().map(|row| row.post).collect();
        let mut posts = ladder::to_tell(silent, |post| self.presence.is_there(post), |post| told.contains(post));
        posts.retain(|post| phone_of(district, post).is_some());
        if posts.is_empty() {
            return Ok(None);
        }
        let Order { number, kind, priority, text: words, .. } = order;
        let telling = Telling { number, kind: *kind, priority: *priority, words, deadline: None, sender: "" };
        let text = tell(district, &setting, &order.by, order.deadline, telling);
        let (thousandths, currency) = price_of(&setting, count(posts.len()), &text);
        let sent = RungSent { by, messages: count(posts.len()), thousandths, currency };
        Ok(Some(RungPlanned { sent, posts, text }))
    }

    /// What a rung of the ladder that a draft's order gets would send out at the most; none: none does.
    pub fn preview_rung(
        &self,
        view: &View<'_>,
        district: &District,
        wanted: &Wanted<'_>,
        planned: Option<&Planned>,
    ) -> Result<Option<RungPlan>, Failure> {
        let ladders = view.ladders().map_err(broken)?;
        let priority = wanted.draft.priority;
        let Some(RungMessage { by, rung }) = ladders.messages.get(&priority).copied() else { return Ok(None) };
        let Some(&minutes) = usize::from(rung).checked_sub(1).and_then(|at| ladders.of(priority).get(at)) else {
            return Ok(None);
        };
        let Some(Account { setting, .. }) = self.account(view, by)? else { return Ok(None) };
        let told: BTreeSet<&PostId> = planned.iter().flat_map(|planned| &planned.posts).collect();
        let posts = wanted.reach.recipients.iter().map(|one| &one.post).filter(|post| !told.contains(post));
        let (with, without): (Vec<&PostId>, Vec<&PostId>) = posts.partition(|post| phone_of(district, post).is_some());
        let text = text_of(district, &setting, wanted);
        let most = count(with.len());
        let (thousandths, currency) = price_of(&setting, most, &text);
        Ok(Some(RungPlan {
            by,
            minutes,
            most,
            without_number: count(without.len()),
            thousandths,
            currency,
            left_today: left_today(view, district, wanted.now, (by, &setting))?,
        }))
    }

    /// Sends one message, as it would be sent for an order.
    pub fn carry(&self, account: &Account, id: &str, to: &str, text: &str, at: &str) -> Answer {
        let values = Values::new().with("id", id).with("to", to).with("text", text).with("at", at);
        self.messenger.carry(&account.setting.errand, &account.sealed.credentials, &values)
    }

    /// Until when nothing is sent by a gateway.
    pub fn pause(&self, by: GatewayKind) -> Option<Moment> {
        self.state().pauses.get(&by).copied()
    }

    /// Nothing is sent before that; none: at once.
    pub fn set_pause(&self, by: GatewayKind, until: Option<Moment>) {
        let mut state = self.state();
        match until {
            Some(until) => drop(state.pauses.insert(by, until)),
            None => drop(state.pauses.remove(&by)),
        }
    }

    pub fn keep_unwritten(&self, moves: Vec<(SentRow, SendMove)>) {
        self.state().unwritten.extend(moves);
    }

    pub fn take_unwritten(&self) -> Vec<(SentRow, SendMove)> {
        std::mem::take(&mut self.state().unwritten)
    }

    /// The answer to a try, kept for a retry of the same press.
    pub fn tried(&self, command: CommandId) -> Option<Answer> {
        self.state().tried.iter().find(|(known, _)| *known == command).map(|(_, answer)| answer.clone())
    }

    pub fn keep_tried(&self, command: CommandId, answer: Answer) {
        let mut state = self.state();
        state.tried.push_back((command, answer));
        while state.tried.len() > MOST_TRIED {
            state.tried.pop_front();
        }
    }

    fn pinned(&self, seen: &str) -> Option<Arc<BTreeSet<PostId>>> {
        self.state().pinned.iter().find(|(known, _)| known == seen).map(|(_, posts)| Arc::clone(posts))
    }

    fn pin(&self, seen: &str, posts: BTreeSet<PostId>) {
        let mut state = self.state();
        state.pinned.retain(|(known, _)| known != seen);
        state.pinned.push_back((seen.to_owned(), Arc::new(posts)));
        while state.pinned.len() > MOST_PINNED {
            state.pinned.pop_front();
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Account {
    /// Whether a token is that of its reports. Hashes are compared, so the time tells nothing of the token.
    pub fn reports_at(&self, token: &str) -> bool {
        !self.sealed.token.is_empty() && blake3::hash(self.sealed.token.as_bytes()) == blake3::hash(token.as_bytes())
    }
}

/// What goes out.
fn text_of(district: &District, setting: &GatewaySetting, wanted: &Wanted<'_>) -> String {
    let Draft { kind, priority, text, deadline, .. } = wanted.draft;
    let number = wanted.number;
    let telling = Telling { number, kind: *kind, priority: *priority, words: text, deadline: None, sender: "" };
    tell(district, setting, wanted.seat, *deadline, telling)
}

/// What somebody is told, from whom and until when.
fn tell(
    district: &District,
    setting: &GatewaySetting,
    seat: &Seat,
    deadline: Option<Moment>,
    telling: Telling<'_>,
) -> String {
    let top = || district.tree.tops().next().map_or_else(String::new, |top| top.name.clone());
    let sender = seat.subtree.as_ref().map_or_else(top, |path| district.name_of(path));
    let deadline = deadline.map(|deadline| (deadline, district.store.offset_hours));
    setting.tell(&Telling { deadline, sender: &sender, ..telling })
}

/// What so many messages with a text cost, in thousandths, and of what; none: nobody has said what one costs.
fn price_of(setting: &GatewaySetting, messages: u32, text: &str) -> (Option<u64>, String) {
    let Some(cost) = &setting.cost else { return (None, String::new()) };
    let thousandths = u64::from(cost.thousandths) * u64::from(messages) * u64::from(setting.parts(text));
    (Some(thousandths), cost.currency.clone())
}

/// How many may still go out today, beside those that wait.
fn left_today(
    view: &View<'_>,
    district: &District,
    now: Moment,
    (by, setting): (GatewayKind, &GatewaySetting),
) -> Result<u32, Failure> {
    let desk = district.store.desk;
    let sent = view.sent_since(desk, by, midnight(now, district.store.offset_hours)).map_err(broken)?;
    let waiting = view.waiting_sends(desk, by).map_err(broken)?;
    Ok(setting.a_day.saturating_sub(sent).saturating_sub(waiting))
}

/// What it comes to.
fn plan_of(
    view: &View<'_>,
    district: &District,
    now: Moment,
    (by, setting): (GatewayKind, &GatewaySetting),
    (meant, posts): (&BTreeSet<PostId>, &[PostId]),
    (text, seen): (&str, String),
) -> Result<OutsidePlan, Failure> {
    let left_today = left_today(view, district, now, (by, setting))?;
    let (messages, parts) = (count(posts.len()), setting.parts(text));
    let (thousandths, currency) = price_of(setting, messages, text);
    Ok(OutsidePlan {
        messages,
        without_number: count(meant.len() - posts.len()),
        text: text.to_owned(),
        parts,
        thousandths,
        currency,
        left_today,
        tomorrow: messages.saturating_sub(left_today),
        seen,
    })
}

/// Refuses a setting that could not be run.
pub fn admit(setting: &GatewaySetting, credentials: &Credentials) -> Result<(), Failure> {
    setting.admit()?;
    messenger::admit(&setting.errand, credentials, &ERRAND_FIELDS)
}

/// The number of somebody's phone as gateways take it; none where there is none.
pub fn phone_of(district: &District, post: &PostId) -> Option<String> {
    digits(&district.roster.post(post)?.phone)
}

/// A number without what people put between its digits; none where it is none.
pub fn digits(phone: &str) -> Option<String> {
    let phone = phone.trim();
    let digits: String = phone.chars().filter(char::is_ascii_digit).collect();
    let is_number =
        DIGITS.contains(&digits.len()) && phone.chars().all(|sign| sign.is_ascii_digit() || "+-–() 　".contains(sign));
    let plus = if phone.starts_with('+') { "+" } else { "" };
    is_number.then(|| format!("{plus}{digits}"))
}

/// When the store's day began.
pub fn midnight(now: Moment, offset_hours: i8) -> Moment {
    let offset = i64::from(offset_hours) * HOUR;
    Moment::from_millis((now.millis() + offset).div_euclid(DAY) * DAY - offset)
}

/// When its next day begins.
pub fn tomorrow(now: Moment, offset_hours: i8) -> Moment {
    Moment::from_millis(midnight(now, offset_hours).millis() + DAY)
}

/// The human number that comes next.
pub fn next_number(view: &View<'_>, district: &District, now: Moment) -> Result<String, Failure> {
    let day = now.day_digits(district.store.offset_hours);
    let count = view.orders_on(&day).map_err(broken)? + 1;
    Ok(order::number(&day, district.store.letter, count))
}

fn digest(by: GatewayKind, whom: Whom, setting: &GatewaySetting, posts: &BTreeSet<PostId>) -> String {
    let mut hasher = blake3::Hasher::new();
    let setting = serde_json::to_vec(&(by, whom, setting)).expect("a setting has text keys and finite numbers only");
    hasher.update(&setting);
    for post in posts {
        hasher.update(&[0]).update(post.0.as_bytes());
    }
    hasher.finalize().to_hex().to_string()
}

fn file_of(by: GatewayKind) -> String {
    format!("gateway-{}", by.word())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_its_digits() {
        let of = |phone| digits(phone).unwrap_or_default();
        assert_eq!(of("0394-1000 001"), "03941000001");
        assert_eq!(of(" +86 (138) 0000-0000 "), "+8613800000000");
        for none in ["", "—", "1234", "138x0000000", "12345678901234567890123"] {
            assert_eq!(of(none), "", "{none}");
        }
    }

    #[test]
    fn the_stores_day_begins_where_the_store_is() {
        let now: Moment = Moment("2026-11-20T17:30:00Z".parse().expect("a time"));
        assert_eq!(midnight(now, 8).to_string(), "2026-11-20T16:00:00Z");
        assert_eq!(tomorrow(now, 8).to_string(), "2026-11-21T16:00:00Z");
    }
}
