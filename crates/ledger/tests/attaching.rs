//! Files beside the log: kept once, sealed with what names them, swept when nobody does.

use domain::attachment::{AttachedFile, Attachment, FileHash, Media, WAITS_FOR};
use domain::fact::Fact;
use domain::receipt::Mark;
use ledger::{Form, Ledger, verify};
use rusqlite::Connection;

use crate::fixture::{Place, append, at, command, issued, marked, order_id, owner};

/// What a picture holds; found nowhere in the file.
const PICTURE: &[u8] = b"bytes of a picture that nobody else may see";

fn file(bytes: &[u8]) -> AttachedFile {
    let (hash, size) = (FileHash::of(bytes), bytes.len() as u64);
    AttachedFile { hash, media: Media::Jpeg, size, pixels: Some((4, 3)), name: "现场.jpg".to_owned() }
}

fn put(ledger: &mut Ledger, bytes: &[u8], seconds: i64) {
    let mut batch = ledger.begin().unwrap();
    batch.put_file(&file(bytes), bytes, b"small", &owner(), at(seconds)).unwrap();
    batch.commit().unwrap();
}

fn with_picture(number: u128, bytes: &[u8]) -> Fact {
    let Fact::OrderIssued { mut order, recipients, copies } = issued(number, 50) else { unreachable!() };
    order.attachments = vec![Attachment::File { file: file(bytes) }];
    Fact::OrderIssued { order, recipients, copies }
}

#[test]
fn a_file_is_kept_once_sealed_and_comes_back_as_it_was() {
    let place = Place::new();
    let mut ledger = place.full();
    put(&mut ledger, PICTURE, 50);
    put(&mut ledger, PICTURE, 51);
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 300, 52, &with_picture(7, PICTURE));
    let words = "已到场".to_owned();
    let done = Mark::Done { words, value: None, attachments: vec![Attachment::File { file: file(PICTURE) }] };
    append(&mut batch, 301, 53, &marked(7, "P1", done));
    batch.commit().unwrap();

    let (view, hash) = (ledger.view(), FileHash::of(PICTURE));
    assert_eq!(view.file_bytes(&hash, Form::Whole).unwrap().as_deref(), Some(PICTURE));
    assert_eq!(view.file_bytes(&hash, Form::Small).unwrap().as_deref(), Some(b"small".as_slice()));
    assert!(!view.file_waits(&hash, &owner()).unwrap(), "it is named");
    let posts: Vec<Option<String>> =
        view.file_uses(&hash).unwrap().into_iter().map(|of| of.post.map(|post| post.0)).collect();
    assert_eq!(posts, [None, Some("P1".to_owned())]);
    assert_eq!(view.order(order_id(7)).unwrap().unwrap().attachments, [Attachment::File { file: file(PICTURE) }]);
    let row = view.receipts(order_id(7)).unwrap().into_iter().find(|row| row.recipient.post.0 == "P1").unwrap();
    assert_eq!(row.attachments, [Attachment::File { file: file(PICTURE) }]);
    drop(view);
    ledger.close().unwrap();

    let stored = std::fs::read(place.store()).unwrap();
    for canary in [PICTURE, "现场.jpg".as_bytes()] {
        assert!(!stored.windows(canary.len()).any(|piece| piece == canary), "it lies open in the file");
    }
    let verified = verify(&place.store(), &place.keys()).unwrap();
    assert!(verified.is_sound() && verified.folds_equal, "{verified:?}");
}

#[test]
fn with_the_key_of_what_names_it_a_file_is_gone_unless_something_else_names_it() {
    let place = Place::new();
    let mut ledger = place.full();
    put(&mut ledger, PICTURE, 50);
    put(&mut ledger, b"shared", 50);
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 300, 52, &with_picture(7, PICTURE));
    append(&mut batch, 301, 52, &with_picture(8, b"shared"));
    append(&mut batch, 302, 52, &with_picture(9, b"shared"));
    batch.commit().unwrap();
    ledger.close().unwrap();
    let connection = Connection::open(place.store()).unwrap();
    for order in [7, 8] {
        let subject = format!("order/{}", order_id(order));
        connection.execute("DELETE FROM subject_key WHERE subject = ?1", [subject]).unwrap();
    }
    connection.close().unwrap();
    let ledger = place.open();
    let read = |bytes: &[u8]| ledger.view().file_bytes(&FileHash::of(bytes), Form::Whole).unwrap();
    assert_eq!((read(PICTURE), read(b"shared").as_deref()), (None, Some(b"shared".as_slice())));
}

#[test]
fn what_nobody_names_is_swept_after_a_day() {
    let place = Place::new();
    let mut ledger = place.full();
    put(&mut ledger, PICTURE, 50);
    put(&mut ledger, b"named", 50);
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 300, 52, &with_picture(7, b"named"));
    batch.commit().unwrap();
    put(&mut ledger, b"later", 50 + WAITS_FOR);
    assert!(ledger.view().file(&FileHash::of(PICTURE)).unwrap().is_some(), "a day is not over");
    put(&mut ledger, b"later", 52 + WAITS_FOR);
    let is_here = |bytes: &[u8]| ledger.view().file(&FileHash::of(bytes)).unwrap().is_some();
    assert_eq!([PICTURE, b"named", b"later"].map(is_here), [false, true, true]);
}

#[test]
fn a_file_that_was_changed_or_taken_away_is_found() {
    for (spoil, what) in [
        ("UPDATE file SET bytes = zeroblob(200)", "seal"),
        ("DELETE FROM file", "missing"),
        ("UPDATE file SET bytes = (SELECT small FROM file)", "seal"),
    ] {
        let place = Place::new();
        let mut ledger = place.full();
        put(&mut ledger, PICTURE, 50);
        let mut batch = ledger.begin().unwrap();
        append(&mut batch, 300, 52, &with_picture(7, PICTURE));
        batch.commit().unwrap();
        ledger.close().unwrap();
        let connection = Connection::open(place.store()).unwrap();
        connection.execute_batch(spoil).unwrap();
        connection.close().unwrap();
        let bad = verify(&place.store(), &place.keys()).unwrap().first_bad.expect("it is found");
        assert!(bad.what.contains(what), "{spoil}: {}", bad.what);
    }
}

#[test]
fn a_fact_that_names_no_file_of_the_store_is_not_taken_in() {
    let place = Place::new();
    let mut ledger = place.full();
    let mut batch = ledger.begin().unwrap();
    let fact = with_picture(7, PICTURE);
    assert!(batch.append(&owner(), command(300), at(52), None, &fact).is_err());
}
