//! Commands in one transaction.

use std::path::{Path, PathBuf};

use domain::fact::{Fact, Source};
use domain::id::{PostId, SetHash, VenueId};
use domain::news::Vector;
use domain::place::Position;
use domain::receipt::Mark;
use domain::set::{Set, SetKind};
use domain::target::Recipient;
use domain::venue::Venue;
use ledger::{Error, Ledger, Packed, Packer, Remembered};

use crate::fixture::{Place, append, at, command, founding, issued, marked, order, order_id, owner, path};

#[test]
fn what_was_appended_is_read_back_as_it_was() {
    let place = Place::new();
    let mut ledger = place.found();
    let mut batch = ledger.begin().unwrap();
    let scope = Some(path("411602.411602001"));
    let header = batch.append(&owner(), command(5), at(7), scope, &issued(1, 7)).unwrap();
    assert_eq!((header.seq, header.kind.as_str()), (2, "OrderIssued"));
    batch.commit().unwrap();
    let seen = Vector([(founding().desk, 1)].into());
    let facts = ledger.view().facts_since(&seen, 10).unwrap();
    assert_eq!(facts, vec![(header, Some(issued(1, 7)))]);
    assert_eq!(ledger.view().facts_since(&ledger.view().vector().unwrap(), 10).unwrap(), vec![]);
}

#[test]
fn a_remembered_command_gets_its_first_answer_also_after_a_restart() {
    let place = Place::new();
    let mut ledger = place.found();
    let mut batch = ledger.begin().unwrap();
    assert_eq!(batch.remembered(command(5)).unwrap(), None);
    batch.remember(command(5), "abc", r#"{"type":"receipt_marked"}"#, at(3)).unwrap();
    assert!(batch.remember(command(5), "abd", "{}", at(4)).is_err(), "a command id is unique for ever");
    batch.commit().unwrap();
    ledger.close().unwrap();
    let mut ledger = place.open();
    let first = Remembered { action_digest: "abc".into(), outcome: r#"{"type":"receipt_marked"}"#.into() };
    assert_eq!(ledger.begin().unwrap().remembered(command(5)).unwrap(), Some(first));
}

#[test]
fn undoing_one_command_leaves_the_others_and_no_gap() {
    let place = Place::new();
    let mut ledger = place.found();
    let mut batch = ledger.begin().unwrap();
    for number in 1..=3 {
        batch.mark().unwrap();
        append(&mut batch, number, 10, &issued(number, 10));
        batch.remember(command(number), "d", "{}", at(10)).unwrap();
        if number == 2 { batch.undo().unwrap() } else { batch.keep().unwrap() }
    }
    let committed = batch.commit().unwrap();
    assert_eq!(committed.vector.0[&ledger.desk()], 3);
    let facts = ledger.view().facts_since(&Vector::default(), 10).unwrap();
    assert_eq!(facts.iter().map(|(header, _)| header.seq).collect::<Vec<_>>(), [1, 2, 3]);
    let told: Vec<_> = committed.facts.into_iter().map(|(header, fact)| (header, Some(fact))).collect();
    assert_eq!(told, facts[1..], "a commit tells what it has brought, and nothing that was undone");
    let view = ledger.view();
    assert_eq!(view.orders(10).unwrap().iter().map(|order| order.id).collect::<Vec<_>>(), [order_id(3), order_id(1)]);
    drop(view);
    assert_eq!(ledger.begin().unwrap().remembered(command(2)).unwrap(), None);
    ledger.close().unwrap();
    assert!(ledger::verify(&place.store(), &place.keys()).unwrap().is_sound());
}

#[test]
fn a_batch_that_is_dropped_never_happened() {
    let place = Place::new();
    let mut ledger = place.found();
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 1, 10, &issued(1, 10));
    drop(batch);
    assert_eq!(ledger.view().vector().unwrap().0[&ledger.desk()], 1);
    assert!(!ledger.view().has_orders().unwrap());
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 1, 10, &issued(1, 10));
    assert_eq!(batch.commit().unwrap().vector.0[&ledger.desk()], 2);
}

#[test]
fn the_clock_of_the_log_grows_also_when_the_wall_clock_goes_back() {
    let place = Place::new();
    let mut ledger = place.full();
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 900, -5000, &marked(2, "P1", Mark::Delivered));
    batch.commit().unwrap();
    let facts = ledger.view().facts_since(&Vector::default(), 1000).unwrap();
    assert!(facts.windows(2).all(|pair| pair[0].0.hlc < pair[1].0.hlc));
}

#[test]
fn an_import_of_a_set_that_is_not_there_fails() {
    let place = Place::new();
    let mut ledger = place.found();
    let mut batch = ledger.begin().unwrap();
    let set = crate::fixture::grids();
    let packed = Packed::of(&set);
    let hash = packed.hash().clone();
    assert_eq!((&hash, &hash), (&set.hash(), &SetHash::of(&set.normal_form())), "a set goes by its own name only");
    assert!(batch.view().set(&hash).is_err());
    let source =
        Source { file: "a".into(), hash: "b".into(), bytes: None, datum: "EPSG:4490".into(), columns: [].into() };
    let fact = Fact::SetImported { set: hash.clone(), of: set.kind(), rows: 3, source };
    batch.mark().unwrap();
    assert_eq!(batch.append(&owner(), command(1), at(1), None, &fact).unwrap_err().code(), "store.corrupt");
    batch.undo().unwrap();
    batch.put_set(&packed).unwrap();
    assert_eq!(batch.view().set(&hash).unwrap(), set);
    batch.append(&owner(), command(1), at(1), None, &fact).unwrap();
    batch.commit().unwrap();
}

#[test]
fn a_set_at_hand_comes_in_with_its_fact_unless_somebody_says_no() {
    let place = Place::new();
    let mut ledger = place.found();
    let packed = Packed::of(&crate::fixture::grids());
    let source =
        Source { file: "a".into(), hash: "b".into(), bytes: None, datum: "EPSG:4490".into(), columns: [].into() };
    let fact = Fact::SetImported { set: packed.hash().clone(), of: packed.kind(), rows: 3, source };
    let mut batch = ledger.begin().unwrap();
    batch.mark().unwrap();
    let refused = batch.import(&owner(), command(1), at(1), &fact, &packed, &mut |rows| rows.is_empty());
    assert_eq!(refused.unwrap_err().code(), "store.corrupt");
    batch.undo().unwrap();
    assert!(batch.view().set(packed.hash()).is_err(), "nothing of it was kept");
    let mut looked_at = 0;
    let mut look = |rows: &Set| {
        looked_at += rows.len();
        true
    };
    batch.import(&owner(), command(1), at(1), &fact, &packed, &mut look).unwrap();
    assert_eq!(looked_at, crate::fixture::grids().len());
    batch.commit().unwrap();
    ledger.close().unwrap();
    let found = ledger::verify(&place.store(), &place.keys()).unwrap();
    assert!(found.is_sound() && found.folds_equal, "{found:?}");
}

#[test]
fn rows_that_were_laid_before_their_fact_stand_when_it_has_come_and_not_before() {
    let place = Place::new();
    let mut ledger = place.found();
    let set = crate::fixture::grids();
    let packed = Packed::of(&set);
    let source =
        Source { file: "a".into(), hash: "b".into(), bytes: None, datum: "EPSG:4490".into(), columns: [].into() };
    let fact = Fact::SetImported { set: packed.hash().clone(), of: packed.kind(), rows: 3, source };
    let rows = || [set.without_rows(), set.clone()].map(Some);

    let mut batch = ledger.begin().unwrap();
    assert_eq!(batch.fill(set.kind(), rows().into_iter().chain([None])).unwrap_err().code(), "store.corrupt");
    drop(batch);
    let mut batch = ledger.begin().unwrap();
    batch.fill(set.kind(), rows().into_iter()).unwrap();
    drop(batch);
    assert_eq!(ledger.view().grids().unwrap(), [], "nobody has told of them");

    let mut batch = ledger.begin().unwrap();
    let filled = batch.fill(set.kind(), rows().into_iter()).unwrap();
    assert_eq!(filled.rows, set.len());
    batch.import_filled(&owner(), command(1), at(1), &fact, &packed, filled).unwrap();
    batch.commit().unwrap();
    ledger.close().unwrap();
    let found = ledger::verify(&place.store(), &place.keys()).unwrap();
    assert!(found.is_sound() && found.folds_equal, "{found:?}");
}

#[test]
fn what_is_left_of_a_desk_that_is_killed_while_rows_are_laid_is_the_store_as_it_was() {
    is_left_as_it_was(Ledger::open, "-wal", 1);
}

#[test]
fn what_is_left_of_one_who_writes_alone_and_is_killed_is_the_store_as_it_was() {
    is_left_as_it_was(Ledger::open_alone, "-journal", 0);
}

#[test]
fn who_writes_alone_leaves_a_store_like_any_other_and_no_log_beside_it() {
    let place = Place::new();
    place.found().close().unwrap();
    let mut ledger = Ledger::open_alone(&place.store(), &place.keys()).unwrap();
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 1, 10, &to_everybody(1));
    batch.commit().unwrap();
    ledger.checkpoint().unwrap();
    assert!(ledger.scrub().unwrap());
    let log = PathBuf::from(format!("{}-wal", place.store().display()));
    assert!(!log.exists());
    ledger.close().unwrap();
    assert!(place.open().view().has_orders().unwrap());
    let found = ledger::verify(&place.store(), &place.keys()).unwrap();
    assert!(found.is_sound() && found.folds_equal, "{found:?}");
}

#[test]
fn the_journal_of_one_who_wrote_alone_goes_when_the_store_is_opened_with_company() {
    let place = Place::new();
    place.found().close().unwrap();
    let mut ledger = Ledger::open_alone(&place.store(), &place.keys()).unwrap();
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 1, 10, &to_everybody(1));
    let left = place.store().with_file_name("left.gpkg");
    let journal = |store: &Path| PathBuf::from(format!("{}-journal", store.display()));
    std::fs::copy(place.store(), &left).unwrap();
    std::fs::copy(journal(&place.store()), journal(&left)).unwrap();
    let opened = Ledger::open(&left, &place.keys()).unwrap();
    assert!(!journal(&left).exists() && !opened.view().has_orders().unwrap());
    opened.close().unwrap();
    drop(batch);
    ledger.close().unwrap();
    assert!(!journal(&place.store()).exists());
}

/// Opens a store in this way, lays rows and copies what lies there then: the file, and what lies beside it. The rows lie
/// in this one of the two.
fn is_left_as_it_was(open: fn(&Path, &Path) -> Result<Ledger, Error>, beside: &str, written: usize) {
    let place = Place::new();
    place.found().close().unwrap();
    let mut ledger = open(&place.store(), &place.keys()).unwrap();
    // More than the writer keeps in memory.
    let venue = |number: usize| Venue {
        id: VenueId(format!("V{number}")),
        name: "长".repeat(40_000),
        kind: String::new(),
        place: Position(1_146_000_000, 336_000_000),
        grid: None,
        capacity: None,
        state: String::new(),
        address: None,
    };
    let rows = (0..600).map(|number| Some(Set::Venues(vec![venue(number)])));
    let mut batch = ledger.begin().unwrap();
    assert_eq!(batch.fill(SetKind::Venues, rows).unwrap().rows, 600);
    let left = place.store().with_file_name("left.gpkg");
    let copied = ["", beside].map(|ending| {
        let name = |store: &Path| PathBuf::from(format!("{}{ending}", store.display()));
        std::fs::copy(name(&place.store()), name(&left)).unwrap()
    });
    assert!(copied[written] > 10 << 20 && copied[1 - written] < 2 << 20, "{copied:?}");
    let found = ledger::verify(&left, &place.keys()).unwrap();
    assert!(found.is_sound() && found.folds_equal, "{found:?}");
    let mut opened = Ledger::open(&left, &place.keys()).unwrap();
    assert!(opened.view().venues().unwrap().is_empty(), "nobody has told of them");
    opened.begin().unwrap().commit().unwrap();
    opened.close().unwrap();
    drop(batch);
    ledger.close().unwrap();
}

#[test]
fn a_set_in_a_file_is_the_set_in_memory() {
    let (set, mut other) = (crate::fixture::grids(), Packer::new(SetKind::Grids));
    let text = set.normal_form();
    let mut packer = Packer::into_file(SetKind::Grids, tempfile::tempfile().unwrap());
    packer.add(&text[..7]).unwrap();
    packer.again().unwrap();
    text.chunks(1000).try_for_each(|piece| packer.add(piece).and_then(|()| other.add(piece))).unwrap();
    for packed in [packer.finish().unwrap(), other.finish().unwrap()] {
        assert_eq!(*packed.hash(), set.hash());
        for _ in 0..2 {
            let rows: usize = packed.with_rows(|rows| rows.map(|rows| rows.unwrap().len()).sum());
            assert_eq!(rows, set.len());
        }
    }
}

/// Everybody of a small district, spread over its grids.
fn to_everybody(number: u128) -> Fact {
    let to = |person: u32| Recipient {
        grid: path(&format!("411602.411602{:03}", person / 3)),
        post: PostId(format!("P{:08x}", person.wrapping_mul(0x9e37_79b9))),
    };
    Fact::OrderIssued { order: Box::new(order(number, 10)), recipients: (0..600).map(to).collect(), copies: vec![] }
}

#[test]
fn an_order_writes_as_many_pages_whatever_was_ordered_before() {
    let place = Place::new();
    let mut ledger = place.found();
    let log = PathBuf::from(format!("{}-wal", place.store().display()));
    let mut grown = Vec::new();
    for number in 1..=40 {
        let before = log.metadata().unwrap().len();
        let mut batch = ledger.begin().unwrap();
        append(&mut batch, number, 10, &to_everybody(number));
        batch.commit().unwrap();
        grown.push(log.metadata().unwrap().len() - before);
    }
    let (early, late) = (grown[1], grown[39]);
    assert!(late * 4 < early * 5, "{early} bytes, then {late}");
}

#[test]
fn a_commit_moves_nothing_into_the_file_until_the_log_is_long_and_somebody_asks() {
    let place = Place::new();
    let mut ledger = place.found();
    ledger.checkpoint().unwrap();
    let before = place.store().metadata().unwrap().len();
    for number in 1..=40 {
        let mut batch = ledger.begin().unwrap();
        append(&mut batch, number, 10, &to_everybody(number));
        batch.commit().unwrap();
        assert_eq!(place.store().metadata().unwrap().len(), before);
    }
    ledger.checkpoint().unwrap();
    assert!(place.store().metadata().unwrap().len() > before);
}
