//! Founding, opening, closing.

use std::fs;

use domain::code::Level;
use ledger::{Error, Founding, Ledger, Reader, StoreCard};

use crate::fixture::{Place, append, founding, issued};

#[test]
fn a_founded_store_says_what_it_is_after_it_was_closed_and_opened_again() {
    let place = Place::new();
    place.found().close().unwrap();
    let ledger = place.open();
    let Founding { desk, purpose, .. } = founding();
    let card = StoreCard { name: "川汇区".into(), letter: 'A', offset_hours: 8, desk, purpose };
    assert_eq!(ledger.view().store().unwrap(), card);
    assert_eq!(ledger.view().vector().unwrap().0[&founding().desk], 1);
    assert_eq!(ledger.view().scheme().unwrap(), None);
    assert_eq!(ledger.view().shapes(Some(Level(1))).unwrap(), vec![]);
    assert_eq!(ledger.view().revision().unwrap(), 0);
}

#[test]
fn founding_refuses_a_place_that_is_taken_and_leaves_it_as_it_was() {
    let place = Place::new();
    fs::write(place.store(), "not ours").unwrap();
    let failed = Ledger::found(&place.store(), &place.keys(), &founding());
    assert!(matches!(failed, Err(Error::Exists { .. })));
    assert_eq!(fs::read_to_string(place.store()).unwrap(), "not ours");
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1);
}

#[test]
fn founding_that_fails_leaves_nothing_behind() {
    let place = Place::new();
    place.found().close().unwrap();
    fs::remove_file(place.store()).unwrap();
    // The desk's keys are there already: they must not be written over.
    let before = fs::read_dir(place.keys()).unwrap().count();
    let failed = Ledger::found(&place.store(), &place.keys(), &founding());
    assert_eq!(failed.err().unwrap().code(), "store.exists");
    assert_eq!(fs::read_dir(place.keys()).unwrap().count(), before);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 1, "only the keys' folder is left");
}

#[test]
fn what_is_no_store_is_not_opened() {
    let place = Place::new();
    assert_eq!(Ledger::open(&place.store(), &place.keys()).err().unwrap().code(), "store.missing");
    for content in ["", "a few words that are no database", &"x".repeat(5000)] {
        fs::write(place.store(), content).unwrap();
        assert_eq!(Ledger::open(&place.store(), &place.keys()).err().unwrap().code(), "store.not_a_store");
        assert_eq!(Reader::open(&place.store(), &place.keys()).err().unwrap().code(), "store.not_a_store");
    }
    fs::remove_file(place.store()).unwrap();
    rusqlite::Connection::open(place.store()).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    assert_eq!(Ledger::open(&place.store(), &place.keys()).err().unwrap().code(), "store.not_a_store");
}

#[test]
fn a_second_writer_is_refused_until_the_first_has_gone() {
    let place = Place::new();
    let first = place.found();
    assert_eq!(Ledger::open(&place.store(), &place.keys()).err().unwrap().code(), "store.in_use");
    let other_way = place.path().join("keys").join("..").join("east.gpkg");
    assert_eq!(Ledger::open(&other_way, &place.keys()).err().unwrap().code(), "store.in_use");
    drop(first);
    place.open();
}

#[test]
fn a_running_store_writes_ahead_and_a_closed_one_is_one_file() {
    let place = Place::new();
    let ledger = place.found();
    let mode = |path| -> String {
        let plain = rusqlite::Connection::open(path).unwrap();
        plain.pragma_query_value(None, "journal_mode", |row| row.get(0)).unwrap()
    };
    assert_eq!(mode(place.store()), "wal");
    ledger.close().unwrap();
    assert_eq!(mode(place.store()), "delete");
    let names: Vec<_> = fs::read_dir(place.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(names.len(), 2, "the store and its keys: {names:?}");
    place.open();
}

#[test]
fn closing_while_a_reader_is_open_says_so_and_loses_nothing() {
    let place = Place::new();
    let ledger = place.full();
    let reader = Reader::open(&place.store(), &place.keys()).unwrap();
    assert_eq!(ledger.close().unwrap_err().code(), "store.in_use");
    assert_eq!(reader.view().orders_count().unwrap(), 2);
    drop(reader);
    assert_eq!(place.open().view().orders_count().unwrap(), 2);
}

#[test]
fn without_its_keys_a_store_can_be_read_and_not_written() {
    let place = Place::new();
    place.full().close().unwrap();
    let elsewhere = place.path().join("no-keys");
    let mut ledger = Ledger::open(&place.store(), &elsewhere).unwrap();
    assert_eq!(ledger.begin().err().unwrap().code(), "store.keys_missing");
    assert_eq!(ledger.rebuild().unwrap_err().code(), "store.keys_missing");
    let orders = ledger.view().orders(10).unwrap();
    assert_eq!((orders.len(), orders[0].text.as_str()), (2, ""), "sealed words stay sealed");
    let facts = ledger.view().facts_since(&domain::news::Vector::default(), 1000).unwrap();
    assert!(facts.iter().any(|(header, fact)| header.kind == "OrderIssued" && fact.is_none()));
}

#[test]
fn keys_of_another_desk_are_refused() {
    let place = Place::new();
    place.found().close().unwrap();
    let file = fs::read_dir(place.keys()).unwrap().next().unwrap().unwrap().path();
    let other = Place::new();
    other.found().close().unwrap();
    let theirs = fs::read_dir(other.keys()).unwrap().next().unwrap().unwrap().path();
    fs::copy(theirs, &file).unwrap();
    assert_eq!(Ledger::open(&place.store(), &place.keys()).err().unwrap().code(), "store.wrong_keys");
    fs::write(&file, "nonsense").unwrap();
    assert_eq!(Ledger::open(&place.store(), &place.keys()).err().unwrap().code(), "store.wrong_keys");
}

#[cfg(unix)]
#[test]
fn store_and_keys_are_for_their_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let ledger = place.found();
    let key = fs::read_dir(place.keys()).unwrap().next().unwrap().unwrap().path();
    for file in [place.store(), key, place.path().join("east.gpkg.writer"), place.path().join("east.gpkg-wal")] {
        let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{}", file.display());
    }
    drop(ledger);
}

#[test]
fn a_reader_sees_one_state_while_its_view_is_held() {
    let place = Place::new();
    let mut ledger = place.full();
    let reader = Reader::open(&place.store(), &place.keys()).unwrap();
    let view = reader.view();
    let before = (view.orders_count().unwrap(), view.vector().unwrap());
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 500, 500, &issued(9, 500));
    assert_eq!(batch.view().orders_count().unwrap(), before.0 + 1, "a batch sees its own changes");
    let after = batch.commit().unwrap().vector;
    assert_eq!((view.orders_count().unwrap(), view.vector().unwrap()), before);
    drop(view);
    assert_eq!((reader.view().orders_count().unwrap(), reader.view().vector().unwrap()), (before.0 + 1, after));
}
