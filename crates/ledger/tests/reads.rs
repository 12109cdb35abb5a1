//! What was written comes back, from every fold.

use domain::code::Level;
use domain::id::{DeviceId, PostId};
use domain::place::Bounds;
use domain::receipt::{Mark, Part, Progress, Receipt, Stamp, Way};
use domain::scheme::{Scheme, SchemeState};
use domain::set::{GroundLayer, Set};
use domain::target::Recipient;
use ledger::{PairingRow, ReceiptRow};
use uuid::Uuid;

use crate::fixture::{
    Place, REASON, REPORT, all_sets, append, at, fill, grant, import, issued, marked, order, order_id, path, scheme,
    square,
};

#[test]
fn grids_people_and_places_come_back_as_they_were_imported() {
    let place = Place::new();
    let ledger = place.full();
    let view = ledger.view();
    for set in all_sets() {
        match set {
            Set::Grids(set) => {
                assert_eq!(
                    view.grids().unwrap(),
                    set.grids.iter().map(|placed| placed.grid.clone()).collect::<Vec<_>>()
                );
                let shapes: Vec<_> =
                    set.grids.iter().map(|placed| (placed.grid.path.clone(), placed.shape.clone())).collect();
                assert_eq!(view.shapes(None).unwrap(), shapes);
                assert_eq!(view.shapes(Some(Level(2))).unwrap(), shapes[1..]);
                let bounds = view.bounds().unwrap();
                for (path, shape) in shapes {
                    assert_eq!(Some(bounds[&path]), shape.bounds());
                    assert_eq!(view.shape(&path).unwrap(), Some(shape));
                }
            }
            Set::Posts(posts) => assert_eq!(view.posts().unwrap(), posts),
            Set::Venues(venues) => assert_eq!(view.venues().unwrap(), venues),
            Set::Checkpoints(checkpoints) => assert_eq!(view.checkpoints().unwrap(), checkpoints),
            Set::Streams(streams) => assert_eq!(view.streams().unwrap(), streams),
            Set::Units(units) => assert_eq!(view.units().unwrap(), units),
            Set::Partners(partners) => assert_eq!(view.partners().unwrap(), partners),
            Set::Assets(assets) => assert_eq!(view.assets().unwrap(), assets),
            Set::Basemap(ground) => {
                let all = Bounds { west: 0.0, south: 0.0, east: 180.0, north: 90.0 };
                assert_eq!(view.ground_in(GroundLayer::Water, all).unwrap(), ground[..1]);
                assert_eq!(view.ground_in(GroundLayer::Road, all).unwrap(), ground[1..]);
            }
        }
    }
    assert_eq!(view.scheme().unwrap(), Some(scheme()));
    assert_eq!(view.revision().unwrap(), 9);
    assert_eq!(view.shape(&path("411602.9")).unwrap(), None);
}

#[test]
fn only_what_meets_the_box_comes_out_of_the_index() {
    let place = Place::new();
    let ledger = place.full();
    let view = ledger.view();
    let west = square(100_000, 100_000, 100_000).bounds().unwrap();
    let found: Vec<String> = view.paths_in(Level(2), west).unwrap().into_iter().map(|path| path.to_string()).collect();
    assert_eq!(found, ["411602.411602001"]);
    assert_eq!(view.ground_in(GroundLayer::Water, west).unwrap(), vec![]);
    assert_eq!(view.ground_in(GroundLayer::Water, square(0, 0, 100_000).bounds().unwrap()).unwrap().len(), 1);
}

#[test]
fn another_import_replaces_what_it_names_and_the_whole_ground() {
    let place = Place::new();
    let mut ledger = place.full();
    let mut batch = ledger.begin().unwrap();
    let mut sets = all_sets();
    for set in &mut sets {
        match set {
            Set::Venues(venues) => venues[0].name = "新名".into(),
            Set::Basemap(ground) => ground.truncate(1),
            Set::Grids(set) => set.grids[1].grid.name = "新名".into(),
            _ => {}
        }
    }
    sets.iter().enumerate().for_each(|(index, set)| import(&mut batch, set, 700 + index as u128));
    batch.commit().unwrap();
    let view = ledger.view();
    let all = Bounds { west: 0.0, south: 0.0, east: 180.0, north: 90.0 };
    assert_eq!(view.venues().unwrap()[0].name, "新名");
    assert_eq!(view.grids().unwrap()[1].name, "新名");
    assert_eq!(view.grids().unwrap().len(), 3);
    assert_eq!(view.ground_in(GroundLayer::Road, all).unwrap(), vec![]);
    assert_eq!(view.paths_in(Level(2), all).unwrap().len(), 2);
    drop(view);
    ledger.close().unwrap();
    assert!(ledger::verify(&place.store(), &place.keys()).unwrap().is_sound());
}

#[test]
fn one_scheme_is_published_at_a_time() {
    let place = Place::new();
    let mut ledger = place.full();
    let next = Scheme { name: "2027".into(), ..scheme() };
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 800, 800, &domain::fact::Fact::SchemePublished { scheme: next.clone(), moves: Vec::new() });
    batch.commit().unwrap();
    assert_eq!(next.state, SchemeState::Published);
    assert_eq!(ledger.view().scheme().unwrap(), Some(next));
    assert_eq!(ledger.view().grids().unwrap(), vec![], "the grids of the scheme before are still there, not in force");
}

#[test]
fn orders_and_receipts_come_back_with_their_words() {
    let place = Place::new();
    let ledger = place.full();
    let view = ledger.view();
    assert_eq!(view.orders(10).unwrap(), vec![order(2, 30), order(1, 10)]);
    assert_eq!(view.orders(1).unwrap(), vec![order(2, 30)]);
    assert_eq!(view.order(order_id(1)).unwrap(), Some(order(1, 10)));
    assert_eq!(view.order(order_id(5)).unwrap(), None);
    assert_eq!((view.orders_on("20251120").unwrap(), view.orders_on("20251121").unwrap()), (2, 0));
    let stamp = |seconds| Some(Stamp { at: at(seconds), way: Way::Device });
    let row = |post: &str, grid: &str, part, receipt, words: Option<&str>| ReceiptRow {
        recipient: Recipient { grid: path(grid), post: PostId(post.into()) },
        part,
        receipt,
        words: words.map(str::to_owned),
        value: None,
        attachments: vec![],
    };
    let done = Receipt { delivered: stamp(20), read: stamp(21), accepted: stamp(22), refused: None, done: stamp(23) };
    let refused = Receipt { refused: stamp(24), ..Receipt::default() };
    let read = Receipt { read: stamp(25), ..Receipt::default() };
    let wanted = vec![
        row("P3", "411602", Part::Copy, read, None),
        row("P1", "411602.411602001", Part::Recipient, done.clone(), Some(REPORT)),
        row("P2", "411602.411602002", Part::Recipient, refused.clone(), Some(REASON)),
    ];
    assert_eq!(view.receipts(order_id(1)).unwrap(), wanted);
    let post = PostId("P2".into());
    let known = view.receipt(order_id(1), &post).unwrap().unwrap();
    assert_eq!((known.part, known.receipt), (Part::Recipient, refused.clone()));
    assert_eq!(view.receipt(order_id(1), &PostId("P7".into())).unwrap(), None);
    let inbox = view.inbox(&post, 10).unwrap();
    let mine = |receipt, words| row("P2", "411602.411602002", Part::Recipient, receipt, words);
    assert_eq!(inbox[0], (order(2, 30), mine(Receipt::default(), None)));
    assert_eq!(inbox[1], (order(1, 10), mine(refused, Some(REASON))));
    let progress: Vec<_> = view.progress_of(&[order_id(2), order_id(1)]).unwrap();
    assert_eq!(progress.len(), 6);
    assert_eq!(progress[0], (order_id(2), path("411602"), PostId("P3".into()), Part::Copy, Progress::Waiting));
    assert_eq!(progress[4].4, Progress::Done);
}

#[test]
fn a_grid_is_touched_by_orders_about_it_within_it_and_to_its_people() {
    let place = Place::new();
    let ledger = place.full();
    let view = ledger.view();
    let both = vec![order_id(2), order_id(1)];
    assert_eq!(view.orders_touching(&path("411602"), 10).unwrap(), both);
    assert_eq!(view.orders_touching(&path("411602.411602001"), 10).unwrap(), both);
    assert_eq!(view.orders_touching(&path("411602.411602001"), 1).unwrap(), both[..1]);
    assert_eq!(view.orders_touching(&path("411602.411602003"), 10).unwrap(), vec![]);
}

#[test]
fn the_first_of_two_reports_keeps_its_words() {
    let place = Place::new();
    let mut ledger = place.full();
    let mut batch = ledger.begin().unwrap();
    append(
        &mut batch,
        950,
        950,
        &marked(1, "P1", Mark::Done { words: "later".into(), value: None, attachments: vec![] }),
    );
    batch.commit().unwrap();
    assert_eq!(ledger.view().receipts(order_id(1)).unwrap()[1].words.as_deref(), Some(REPORT));
}

#[test]
fn codes_and_devices_come_back() {
    let place = Place::new();
    let ledger = place.full();
    let view = ledger.view();
    let row = |used| Some(PairingRow { grant: grant(), until: at(90_000), used });
    assert_eq!(view.pairing("c1").unwrap(), row(true));
    assert_eq!(view.pairing("c2").unwrap(), row(false));
    assert_eq!(view.pairing("c3").unwrap(), None);
    let device = view.device_by_token("t1").unwrap().unwrap();
    assert_eq!(device.id, DeviceId(Uuid::from_u128(0xDE)));
    assert_eq!((device.paired, device.revoked), (at(42), Some(at(43))));
    assert_eq!(view.devices().unwrap(), vec![device]);
    assert_eq!(view.device_by_token("t2").unwrap(), None);
}

#[test]
fn a_rebuilt_store_says_the_same() {
    let place = Place::new();
    let mut ledger = place.found();
    fill(&mut ledger);
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 960, 960, &issued(3, 960));
    batch.commit().unwrap();
    let before = (ledger.view().orders(10).unwrap(), ledger.view().receipts(order_id(1)).unwrap());
    ledger.rebuild().unwrap();
    assert_eq!((ledger.view().orders(10).unwrap(), ledger.view().receipts(order_id(1)).unwrap()), before);
    ledger.close().unwrap();
    let verification = ledger::verify(&place.store(), &place.keys()).unwrap();
    assert!(verification.folds_equal, "{verification:?}");
}
