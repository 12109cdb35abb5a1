//! What `verify` finds.

use ledger::{Bad, Verification, verify};
use rusqlite::Connection;

use crate::fixture::{Place, founding};

/// A full store, closed, changed by another program, and checked.
fn after(change: &str) -> Verification {
    let place = Place::new();
    place.full().close().unwrap();
    let plain = Connection::open(place.store()).unwrap();
    plain.pragma_update(None, "foreign_keys", "OFF").unwrap();
    // Who wants to forge takes the guards off first.
    let triggers: Vec<String> = plain
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    for trigger in triggers {
        plain.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
    }
    plain.execute_batch(change).unwrap();
    plain.close().unwrap();
    verify(&place.store(), &place.keys()).unwrap()
}

fn bad(change: &str) -> Bad {
    let found = after(change);
    assert!(!found.is_sound());
    found.first_bad.unwrap()
}

#[test]
fn a_store_that_nobody_touched_is_sound_closed_and_running() {
    let place = Place::new();
    let ledger = place.full();
    let running = verify(&place.store(), &place.keys()).unwrap();
    ledger.close().unwrap();
    let closed = verify(&place.store(), &place.keys()).unwrap();
    assert_eq!(running, closed);
    let sound = Verification {
        facts: 23,
        absent_bodies: 0,
        first_bad: None,
        folds_checked: true,
        folds_equal: true,
        differing_tables: vec![],
        rtree_ok: true,
        integrity: vec![],
    };
    assert_eq!(closed, sound);
}

#[test]
fn without_keys_the_chain_is_checked_and_the_folds_are_not() {
    let place = Place::new();
    place.full().close().unwrap();
    let found = verify(&place.store(), &place.path().join("none")).unwrap();
    assert!(found.is_sound() && !found.folds_checked && !found.folds_equal);
}

#[test]
fn a_changed_header_is_named() {
    assert_eq!(bad("UPDATE fact SET kind = 'OrderIssuee' WHERE seq = 12").seq, 12);
    assert_eq!(bad("UPDATE fact SET at = '2025-11-20T00:53:20.001Z' WHERE seq = 1").seq, 1);
    assert_eq!(bad("UPDATE fact SET hlc = hlc + 1 WHERE seq = 23").seq, 23);
    assert_eq!(bad("UPDATE fact SET scope = NULL WHERE seq = 15").seq, 15);
}

#[test]
fn a_changed_body_is_named_sealed_or_not() {
    // A sealed byte is any byte, 00 too: the change has to be one whatever stood there.
    let other = "CASE hex(substr(body, 31, 1)) WHEN '00' THEN x'01' ELSE x'00' END";
    let changed = format!("CAST(substr(body, 1, 30) || {other} || substr(body, 32) AS BLOB)");
    assert_eq!(bad(&format!("UPDATE body SET body = {changed} WHERE seq = 12")).seq, 12);
    assert_eq!(
        bad("UPDATE body SET body = CAST(replace(CAST(body AS TEXT), '川汇区', '川汇县') AS BLOB) WHERE seq = 1").seq,
        1
    );
    assert_eq!(bad("UPDATE body SET salt = x'00112233445566778899aabbccddeeff' WHERE seq = 20").seq, 20);
}

#[test]
fn a_deleted_fact_is_named_in_the_middle_and_at_the_end() {
    let gone = bad("DELETE FROM body WHERE seq = 13; DELETE FROM fact WHERE seq = 13");
    assert_eq!((gone.desk, gone.seq), (founding().desk, 13));
    assert_eq!(bad("DELETE FROM body WHERE seq = 23; DELETE FROM fact WHERE seq = 23").seq, 22);
    let cut = "DELETE FROM body WHERE seq = 23; DELETE FROM fact WHERE seq = 23;
        UPDATE desk SET seq = 22, hash = (SELECT hash FROM fact WHERE seq = 22)";
    assert_eq!(bad(cut).what, "the log's end is not signed");
    assert_eq!(bad("DELETE FROM fact WHERE seq = 23").seq, 22, "its body is left behind");
}

#[test]
fn a_forged_chain_lacks_the_signature() {
    assert_eq!(bad("UPDATE fact SET signature = zeroblob(64) WHERE seq = 11").what, "the signature does not fit");
    assert_eq!(bad("UPDATE fact SET signature = NULL WHERE seq = 23").what, "the log's end is not signed");
}

#[test]
fn a_changed_or_missing_set_is_named_by_the_fact_that_brought_it_in() {
    let shortened = "UPDATE sets SET bytes = substr(bytes, 1, length(bytes) - 1) WHERE kind = 'venues'";
    assert_eq!(bad(shortened).seq, 4);
    assert_eq!(bad("DELETE FROM sets WHERE kind = 'basemap'").seq, 10);
    assert_eq!(
        bad("UPDATE sets SET bytes = (SELECT bytes FROM sets WHERE kind = 'posts') WHERE kind = 'grids'").seq,
        2
    );
}

#[test]
fn a_changed_fold_row_is_found_in_its_table() {
    let tables = |change: &str| {
        let found = after(change);
        assert!(!found.is_sound() && found.first_bad.is_none() && !found.folds_equal);
        found.differing_tables
    };
    assert_eq!(tables("UPDATE orders SET number = 'ZL-1' WHERE number LIKE '%A001'"), ["orders"]);
    assert_eq!(tables("UPDATE receipt SET progress = 'done'"), ["receipt"]);
    assert_eq!(tables("UPDATE receipt SET done_words = NULL"), ["receipt"]);
    assert_eq!(tables("UPDATE grid SET residents = residents + 1 WHERE level = 1"), ["grid"]);
    assert_eq!(tables("DELETE FROM device; UPDATE counter SET value = 0"), ["counter", "device"]);
    assert_eq!(tables("UPDATE post SET phone = '1'; UPDATE scheme SET state = 'draft'"), ["scheme", "post"]);
    assert_eq!(tables("UPDATE gpkg_contents SET min_x = 0 WHERE table_name = 'grid'"), ["gpkg_contents"]);
}

#[test]
fn an_index_that_misses_a_row_is_found() {
    let found = after("DELETE FROM rtree_grid_geom WHERE id = 2");
    assert!(!found.rtree_ok && found.folds_equal);
}

#[test]
fn a_body_that_retention_removed_is_counted_and_is_no_fault() {
    let found = after("DELETE FROM body WHERE seq = 20");
    assert_eq!((found.absent_bodies, found.first_bad), (1, None));
}
