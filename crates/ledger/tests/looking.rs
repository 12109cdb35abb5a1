//! Streams: what opened a camera is in no fold, whoever said it and when.

use domain::amendment::{AmendCause, Amendment};
use domain::fact::Fact;
use domain::item::Item;
use domain::set::Set;
use domain::venue::Stream;
use rusqlite::Connection;

use crate::fixture::{Place, append, as_before, import};

fn stream(address: &str) -> Stream {
    Stream { venue: "V1".to_owned(), name: "正门".to_owned(), address: address.to_owned() }
}

#[test]
fn what_opens_a_camera_is_taken_out_of_what_a_store_from_before_has_folded() {
    let place = Place::new();
    let mut ledger = place.found();
    let mut batch = ledger.begin().unwrap();
    let (first, later) =
        (stream("rtsp://admin:geheim-1@10.0.0.9:554/1"), stream("rtsp://root:ge@heim-2@10.0.0.9:554/2?a=b@c"));
    import(&mut batch, &Set::Streams(vec![first.clone()]), 400);
    let item = Item::Stream(later.clone());
    let (before, after) = (Some(Item::Stream(first.clone())), Some(item.clone()));
    let amendment = Amendment { item: item.name(), before, after, cause: AmendCause::ByHand, reason: None, said: None };
    append(&mut batch, 401, 2, &Fact::ItemAmended { amendment: Box::new(amendment) });
    batch.commit().unwrap();
    let told = |ledger: &ledger::Ledger| {
        let amended = ledger.view().amendments().unwrap().remove(0);
        (ledger.view().streams().unwrap(), amended.before, amended.after)
    };
    let bare = |one: Stream| Some(Item::Stream(one.without_login()));
    let wanted = (vec![later.clone().without_login()], bare(first.clone()), bare(later.clone()));
    assert_eq!(told(&ledger), wanted);
    ledger.close().unwrap();

    // As it stood in a store from before.
    as_before(&place.store(), 33);
    let json = |one: &Stream| serde_json::to_string(&Item::Stream(one.clone())).unwrap();
    let store = Connection::open(place.store()).unwrap();
    store.execute("UPDATE stream SET address = ?1", [&later.address]).unwrap();
    store.execute("UPDATE amendment SET before = ?1, after = ?2", [json(&first), json(&later)]).unwrap();
    store.close().unwrap();
    let ledger = place.open();
    assert_eq!(told(&ledger), wanted);
    ledger.close().unwrap();
    assert!(ledger::verify(&place.store(), &place.keys()).unwrap().is_sound());
}
