//! The journal: a fold that numbers facts and keeps nothing that they say.

use domain::callin::{MissedCall, MissedWay};
use domain::fact::{Fact, FactId};
use domain::id::{CallId, NoteId, PostId, WatchId};
use domain::journal::{About, Heading, Note};
use domain::seat::Role;
use ledger::{EntryFilter, EntryRow, Ledger};
use uuid::Uuid;

use crate::fixture::{Place, append, as_before, at, issued, path};
use crate::undoing::assert_sound;

/// Past the day of the fixture, in seconds.
const NEXT_DAY: i64 = 24 * 3600;

fn entries(ledger: &Ledger, filter: &EntryFilter) -> Vec<EntryRow> {
    ledger.view().entries(filter, 0, 1_000).unwrap()
}

fn numbers(rows: &[EntryRow]) -> Vec<&str> {
    rows.iter().map(|row| row.number.as_str()).collect()
}

fn note(number: u128, corrects: Option<FactId>) -> Fact {
    let id = NoteId(Uuid::from_u128(number));
    let about = About { grid: Some(path("411602.411602001")), ..About::default() };
    Fact::JournalWritten {
        note: Box::new(Note { id, words: "李家窑漫水".to_owned(), happened: at(1), about, corrects }),
    }
}

#[test]
fn numbers_of_a_day_have_no_hole_and_begin_anew_the_next_day() {
    let place = Place::new();
    let mut ledger = place.full();
    let before = entries(&ledger, &EntryFilter::default()).len();
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 900, 900, &issued(90, 900));
    // What is undone leaves no hole.
    batch.mark().unwrap();
    append(&mut batch, 901, 901, &note(1, None));
    batch.undo().unwrap();
    append(&mut batch, 902, 902, &note(2, None));
    append(&mut batch, 903, NEXT_DAY, &note(3, None));
    batch.commit().unwrap();
    let rows = entries(&ledger, &EntryFilter::default());
    let day = "RZ-20251120-A";
    assert_eq!(rows.len(), before + 3);
    assert_eq!(rows[0].number, "RZ-20251121-A001");
    let of_the_day: Vec<String> = (1..rows.len()).map(|count| format!("{day}{count:03}")).rev().collect();
    assert_eq!(numbers(&rows[1..]), of_the_day);
    assert_eq!(rows.iter().filter(|row| row.heading == Heading::Order).count(), 1 + orders_of_the_fixture(&ledger));
    ledger.close().unwrap();
    assert_sound(&place);
}

fn orders_of_the_fixture(ledger: &Ledger) -> usize {
    ledger.view().orders_count().unwrap() as usize - 1
}

#[test]
fn a_store_of_before_this_table_has_its_journal_after_it_is_opened() {
    let place = Place::new();
    let mut ledger = place.full();
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 900, NEXT_DAY, &issued(90, NEXT_DAY));
    batch.commit().unwrap();
    let rows = entries(&ledger, &EntryFilter::default());
    assert!(rows.len() > 5, "{:?}", numbers(&rows));
    ledger.close().unwrap();
    as_before(&place.store(), 16);
    let ledger = place.open();
    assert_eq!(entries(&ledger, &EntryFilter::default()), rows);
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn entries_are_found_by_grid_heading_role_day_and_by_what_they_put_right() {
    let place = Place::new();
    let mut ledger = place.full();
    let mut batch = ledger.begin().unwrap();
    let first = batch.append(
        &crate::fixture::owner(),
        crate::fixture::command(900),
        at(900),
        Some(path("411602.411602001")),
        &note(1, None),
    );
    let first = first.unwrap().id();
    append(&mut batch, 901, 901, &note(2, Some(first)));
    append(
        &mut batch,
        902,
        NEXT_DAY,
        &Fact::WatchStarted { watch: WatchId(Uuid::from_u128(7)), name: "王芳".to_owned() },
    );
    batch.commit().unwrap();
    let of = |filter: &EntryFilter| entries(&ledger, filter).iter().map(|row| row.heading).collect::<Vec<_>>();
    let filter = EntryFilter::default;
    let within = EntryFilter { scope: Some(path("411602.411602001")), headings: vec![Heading::Note], ..filter() };
    assert_eq!(entries(&ledger, &within).iter().map(|row| row.header.id()).collect::<Vec<_>>(), [first]);
    assert_eq!(of(&EntryFilter { headings: vec![Heading::Note, Heading::Watch], ..filter() }).len(), 3);
    assert_eq!(of(&EntryFilter { from: Some("20251121".to_owned()), ..filter() }), [Heading::Watch]);
    assert!(of(&EntryFilter { roles: vec![Role::Operator], ..filter() }).is_empty());
    assert_eq!(ledger.view().entries_count(&within).unwrap(), 1);
    let (began, ended) = ledger.view().watch_clock(WatchId(Uuid::from_u128(7))).unwrap().unwrap();
    assert_eq!(of(&EntryFilter { clock: (Some(began), ended), ..filter() }), [Heading::Watch]);
    let corrections = ledger.view().corrections(first).unwrap();
    assert_eq!(corrections.len(), 1);
    assert_eq!(ledger.view().entry_name(corrections[0].0).unwrap().unwrap().0, corrections[0].1);
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn what_people_say_on_watch_lies_sealed_and_a_missed_call_waits_until_it_is_settled() {
    let place = Place::new();
    let mut ledger = place.full();
    let call = MissedCall {
        id: CallId(Uuid::from_u128(5)),
        post: Some(PostId("P1".to_owned())),
        number: Some("13800005678".to_owned()),
        rang: at(900),
        way: MissedWay::Rang,
        words: "老桥口积水".to_owned(),
    };
    let aside = Fact::CallPutAside { call: call.id, reason: "已当面说清".to_owned() };
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 900, 900, &Fact::CallMissed { call: Box::new(call.clone()) });
    batch.commit().unwrap();
    let open = ledger.view().missed_calls().unwrap();
    assert_eq!((open.len(), open[0].call), (1, call.id));
    let kept = ledger.view().fact(open[0].fact).unwrap();
    assert_eq!(kept, Some(Fact::CallMissed { call: Box::new(call.clone()) }));
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 901, 901, &aside);
    append(&mut batch, 902, 902, &note(1, None));
    batch.commit().unwrap();
    assert!(ledger.view().missed_calls().unwrap().is_empty());
    assert_eq!(ledger.view().last_missed_call(&PostId("P1".to_owned())).unwrap().unwrap().settled, Some(at(901)));
    ledger.close().unwrap();
    let bytes = std::fs::read(place.store()).unwrap();
    for words in ["13800005678", "老桥口积水", "已当面说清", "李家窑漫水"] {
        assert!(!bytes.windows(words.len()).any(|part| part == words.as_bytes()), "{words} lies open");
    }
    assert_sound(&place);
}
