//! Channels: what is unread is what somebody would count who remembers everything, whatever happened before.

use std::collections::HashMap;

use domain::channel::{Message, QuietHours, Reader, Span, can_read, reaches};
use domain::code::GridPath;
use domain::fact::Fact;
use domain::id::{DeviceId, MessageId, PostId};
use domain::order::Priority;
use domain::seat::{Door, Role, Seat};
use ledger::{Batch, Ledger, Reading, TalkNoun, TalkWish};
use uuid::Uuid;

use crate::fixture::{Place, append, as_before, at, command, issued, owner, path};
use crate::undoing::assert_sound;

const GRIDS: [&str; 5] = ["4", "4.1", "4.2", "4.1.1", "4.1.2"];

/// What was said, as somebody remembers it who forgets nothing.
struct Said {
    id: MessageId,
    number: u32,
    channel: GridPath,
    span: Span,
    author: Reader,
    called: Vec<PostId>,
    withdrawn: bool,
}

/// Chance that is the same each time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

fn message(number: u128, channel: &str, span: Span, words: &str) -> Message {
    Message {
        id: MessageId(Uuid::from_u128(0x3E_0000 + number)),
        channel: path(channel),
        span,
        priority: Priority::Normal,
        words: words.to_owned(),
        mentions: Vec::new(),
        quotes: None,
        written: None,
        attachments: Vec::new(),
        speech: None,
        people: 1,
    }
}

fn field(post: &str, grid: &str) -> Seat {
    let device = DeviceId(Uuid::from_u128(u128::from(post.as_bytes()[1])));
    let post = Some(PostId(post.to_owned()));
    Seat { role: Role::Field, subtree: Some(path(grid)), post, door: Door::Device(device) }
}

fn say(batch: &mut Batch<'_>, count: u128, by: &Seat, fact: &Fact) {
    batch.append(by, command(5_000 + count), at(count as i64), None, fact).unwrap();
}

/// The seats of the histories: the owner, a browser over a street, and a phone in each grid.
fn seats() -> Vec<Seat> {
    let street = Seat {
        role: Role::Operator,
        subtree: Some(path("4.1")),
        post: None,
        door: Door::Device(DeviceId(Uuid::from_u128(99))),
    };
    let phones = GRIDS.iter().enumerate().map(|(index, grid)| field(&format!("P{index}"), grid));
    [owner(), street].into_iter().chain(phones).collect()
}

#[test]
fn unread_figures_are_those_of_somebody_who_remembers_everything() {
    let place = Place::new();
    let mut ledger = place.full();
    let seats = seats();
    for seed in 0..8 {
        let mut chance = Chance(seed);
        let mut said: Vec<Said> = Vec::new();
        let mut marks: HashMap<(String, GridPath), u32> = HashMap::new();
        // Each history has a top of its own, in the one store.
        let grid = |text: &str| path(&format!("{seed}{text}"));
        let seats: Vec<Seat> = seats
            .iter()
            .map(|seat| Seat {
                subtree: seat.subtree.as_ref().map(|subtree| grid(subtree.as_str())),
                post: seat.post.as_ref().map(|post| PostId(format!("{}/{seed}", post.0))),
                ..seat.clone()
            })
            .collect();
        let mut batch = ledger.begin().unwrap();
        for step in 0..120 {
            let count = u128::from(seed) * 1_000 + step;
            match chance.below(10) {
                0..=5 => {
                    let (by, span) = (chance.of(&seats).clone(), *chance.of(&[Span::Here, Span::Below]));
                    let mut message = message(count, grid(chance.of::<&str>(&GRIDS)).as_str(), span, "巡河");
                    let posts: Vec<&PostId> = seats.iter().filter_map(|seat| seat.post.as_ref()).collect();
                    if chance.below(3) == 0 {
                        message.mentions = vec![(*chance.of(&posts)).clone()];
                    }
                    said.push(Said {
                        id: message.id,
                        number: 0,
                        channel: message.channel.clone(),
                        span,
                        author: Reader::of(&by),
                        called: message.mentions.clone(),
                        withdrawn: false,
                    });
                    let id = message.id;
                    say(&mut batch, count, &by, &Fact::MessageSent { message: Box::new(message) });
                    said.last_mut().unwrap().number = batch.view().message(id).unwrap().unwrap().number;
                }
                6 if !said.is_empty() => {
                    let index = chance.below(said.len());
                    said[index].withdrawn = true;
                    let fact = Fact::MessageWithdrawn { message: said[index].id, reason: "发错".to_owned() };
                    say(&mut batch, count, &owner(), &fact);
                }
                7 => append(&mut batch, 5_000 + count, count as i64, &issued(5_000 + count, count as i64)),
                _ if !said.is_empty() => {
                    let reader = Reader::of(chance.of(&seats));
                    let (channel, span) = (grid(chance.of::<&str>(&GRIDS)), *chance.of(&[Span::Here, Span::Below]));
                    let number = chance.of(&said).number;
                    batch.read_channel(&reader, &channel, span, number).unwrap();
                    let mut move_to = |channel: GridPath, number: u32| {
                        let mark = marks.entry((reader.key(), channel)).or_default();
                        *mark = number.max(*mark);
                    };
                    move_to(channel.clone(), number);
                    if span == Span::Below {
                        let below: Vec<GridPath> =
                            said.iter().map(|one| one.channel.clone()).filter(|one| one.is_below(&channel)).collect();
                        for one in below {
                            let last = said.iter().filter(|other| other.channel == one).map(|other| other.number).max();
                            move_to(one, number.min(last.unwrap()));
                        }
                    }
                }
                _ => {}
            }
        }
        batch.commit().unwrap();
        assert_counts(&ledger, &seats, &said, &marks, &grid("4"));
    }
    ledger.close().unwrap();
    assert_sound(&place);
}

fn assert_counts(
    ledger: &Ledger,
    seats: &[Seat],
    said: &[Said],
    marks: &HashMap<(String, GridPath), u32>,
    top: &GridPath,
) {
    for seat in seats {
        let reader = Reader::of(seat);
        let reading = Reading { reader: &reader, own: seat.subtree.as_ref() };
        let rows = ledger.view().unread(reading, Some((top, Span::Below)), 1_000).unwrap();
        let known: std::collections::HashSet<&GridPath> = said.iter().map(|one| &one.channel).collect();
        let is_shown = |channel: &&GridPath| known.contains(*channel) || seat.subtree.as_ref() == Some(*channel);
        let expected = known.iter().copied().chain(&seat.subtree).filter(is_shown);
        let mut expected: Vec<&GridPath> = expected.collect();
        expected.sort();
        expected.dedup();
        let mut shown: Vec<&GridPath> = rows.iter().map(|row| &row.channel).collect();
        shown.sort();
        assert_eq!(shown, expected, "{seat:?}");
        for row in &rows {
            let mark = marks.get(&(reader.key(), row.channel.clone())).copied().unwrap_or(0);
            let is_own = seat.subtree.as_ref() == Some(&row.channel);
            let news: Vec<&Said> = said
                .iter()
                .filter(|one| one.number > mark && !one.withdrawn && one.author != reader)
                .filter(|one| one.channel == row.channel || (is_own && reaches(&one.channel, one.span, &row.channel)))
                .collect();
            assert_eq!(row.unread as usize, news.len(), "{seat:?} in {}", row.channel);
            let called = news.iter().filter(|one| seat.post.iter().any(|post| one.called.contains(post)));
            assert_eq!(row.called as usize, called.count(), "{seat:?} is called in {}", row.channel);
        }
    }
}

#[test]
fn pages_run_from_the_newest_back_without_a_gap_and_hold_what_comes_down_and_orders() {
    let place = Place::new();
    let mut ledger = place.full();
    let (top, street) = ("411602", "411602.411602001");
    let mut batch = ledger.begin().unwrap();
    for count in 0..30 {
        let (channel, span) = match count % 3 {
            0 => (street, Span::Here),
            1 => (top, Span::Below),
            _ => (top, Span::Here),
        };
        let said = Fact::MessageSent { message: Box::new(message(count, channel, span, "水位")) };
        say(&mut batch, count, &owner(), &said);
    }
    append(&mut batch, 900, 900, &issued(90, 900));
    batch.commit().unwrap();
    let street = path(street);
    let page = |before, limit| {
        let wish = TalkWish { channel: &street, span: Span::Here, post: None, before, limit };
        ledger.view().talk(&wish).unwrap()
    };
    let whole = page(None, 1_000);
    let said = whole.iter().filter(|row| matches!(row.what, TalkNoun::Message(_)));
    assert_eq!(said.clone().count(), 20, "its own and what comes down, not what stays above");
    assert!(whole.iter().any(|row| matches!(row.what, TalkNoun::Order(_))), "an order that reaches it stands there");
    assert!(whole.is_sorted_by(|one, other| one.number > other.number));
    let (mut pieces, mut before) = (Vec::new(), None);
    loop {
        let piece = page(before, 7);
        let Some(last) = piece.last() else { break };
        before = Some(last.number);
        pieces.extend(piece);
    }
    assert_eq!(pieces, whole);
    let wish = TalkWish { channel: &path(top), span: Span::Below, post: None, before: None, limit: 1_000 };
    let all = ledger.view().talk(&wish).unwrap();
    assert_eq!(all.iter().filter(|row| matches!(row.what, TalkNoun::Message(_))).count(), 30, "with all below");
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn what_is_said_lies_sealed_a_withdrawn_notice_is_pinned_no_longer_and_marks_outlive_a_restart() {
    let place = Place::new();
    let mut ledger = place.full();
    let (one, two) =
        (message(1, "411602", Span::Below, "今晚九点前撤离低洼处"), message(2, "411602", Span::Here, "收到"));
    let (first, second) = (one.id, two.id);
    let reason = "九点改为八点另发".to_owned();
    let mut batch = ledger.begin().unwrap();
    say(&mut batch, 1, &owner(), &Fact::MessageSent { message: Box::new(one) });
    say(&mut batch, 2, &field("P1", "411602"), &Fact::MessageSent { message: Box::new(two) });
    say(&mut batch, 3, &owner(), &Fact::MessagePinned { message: first });
    say(&mut batch, 4, &owner(), &Fact::MessagePinned { message: second });
    let hours = Some(QuietHours { from: 1320, to: 420 });
    say(&mut batch, 5, &owner(), &Fact::QuietHoursSet { hours });
    assert_eq!(batch.view().pinned(&path("411602.411602001")).unwrap().len(), 1, "only what comes down");
    say(&mut batch, 6, &owner(), &Fact::MessageWithdrawn { message: first, reason: reason.clone() });
    say(&mut batch, 7, &owner(), &Fact::MessageUnpinned { message: second });
    let reader = Reader::of(&owner());
    let number = batch.view().message(second).unwrap().unwrap().number;
    // Nobody has read what was not said yet.
    batch.read_channel(&reader, &path("411602"), Span::Here, number + 50).unwrap();
    batch.commit().unwrap();
    ledger.close().unwrap();
    let bytes = std::fs::read(place.store()).unwrap();
    for words in ["今晚九点前撤离低洼处", reason.as_str()] {
        assert!(!bytes.windows(words.len()).any(|part| part == words.as_bytes()), "{words} lies open");
    }
    let ledger = place.open();
    let view = ledger.view();
    assert!(view.pinned(&path("411602")).unwrap().is_empty());
    let row = view.message(first).unwrap().unwrap();
    let withdrawn = view.fact(row.withdrawn.unwrap()).unwrap();
    assert_eq!(withdrawn, Some(Fact::MessageWithdrawn { message: first, reason }));
    assert_eq!(view.read_up_to(&reader, &path("411602")).unwrap(), number);
    assert_eq!(view.quiet_hours().unwrap(), hours);
    drop(view);
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn a_store_of_before_channels_has_its_orders_in_them_after_it_is_opened() {
    let place = Place::new();
    let mut ledger = place.full();
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 900, 900, &issued(90, 900));
    batch.commit().unwrap();
    let lines = |ledger: &Ledger| {
        let channel = path("411602");
        let wish = TalkWish { channel: &channel, span: Span::Below, post: None, before: None, limit: 100 };
        ledger.view().talk(&wish).unwrap()
    };
    let before = lines(&ledger);
    assert_eq!(before.len(), 3);
    ledger.close().unwrap();
    as_before(&place.store(), 20);
    let ledger = place.open();
    assert_eq!(lines(&ledger), before);
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn who_can_read_a_message_is_who_gets_it_and_who_stands_above() {
    let post = crate::fixture::post("P9", "4.1");
    assert!(can_read(&post, &path("4.1"), Span::Here) && can_read(&post, &path("4"), Span::Below));
    assert!(can_read(&post, &path("4.1.1"), Span::Here), "from above");
    assert!(!can_read(&post, &path("4"), Span::Here) && !can_read(&post, &path("4.2"), Span::Below));
}
