//! What people wrote stands nowhere in plain.

use std::fs;

use crate::fixture::{ORDER_TEXT, Place, REASON, REPORT};

fn finds(bytes: &[u8], word: &str) -> bool {
    bytes.windows(word.len()).any(|window| window == word.as_bytes())
}

#[test]
fn sealed_words_are_nowhere_in_the_file_or_beside_it() {
    let place = Place::new();
    let mut ledger = place.full();
    ledger.rebuild().unwrap();
    let scan = |when: &str| {
        let mut scanned = 0;
        for entry in fs::read_dir(place.path()).unwrap() {
            let file = entry.unwrap().path();
            if file.is_file() {
                let bytes = fs::read(&file).unwrap();
                scanned += bytes.len();
                for word in [ORDER_TEXT, REPORT, REASON] {
                    // Also not cut in two by the end of a page.
                    let half: String = word.chars().take(6).collect();
                    assert!(!finds(&bytes, &half), "{when}: {half} in {}", file.display());
                }
            }
        }
        scanned
    };
    assert!(scan("running") > 100_000, "the WAL was scanned too");
    ledger.close().unwrap();
    scan("closed");
    let bytes = fs::read(place.store()).unwrap();
    assert!(finds(&bytes, "万达广场"), "what is not sealed is found, so the scan finds things");
}

#[test]
fn without_the_subjects_key_the_words_are_gone_and_the_rest_stays() {
    let place = Place::new();
    place.full().close().unwrap();
    let plain = rusqlite::Connection::open(place.store()).unwrap();
    plain.execute_batch("DELETE FROM subject_key").unwrap();
    plain.close().unwrap();
    let ledger = place.open();
    let view = ledger.view();
    assert_eq!(view.orders(10).unwrap()[1].text, "");
    let receipts = view.receipts(crate::fixture::order_id(1)).unwrap();
    assert!(receipts.iter().all(|row| row.words.is_none()));
    assert_eq!(receipts[1].receipt.progress(), domain::receipt::Progress::Done);
}
