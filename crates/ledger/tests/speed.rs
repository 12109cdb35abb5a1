//! How fast the memory is. Figures are for optimised builds; here they are only printed, and held loosely.

use std::time::{Duration, Instant};

use domain::fact::Fact;
use domain::id::PostId;
use domain::place::{Polygon, Position, Shape};
use domain::receipt::{Mark, Way};
use domain::set::{GridSet, Ground, GroundLayer, Outline, Set};
use domain::target::Recipient;

use crate::fixture::{Place, append, at, command, import, order, order_id, owner, path, placed, scheme, square};

const GRIDS: usize = 3_733;
const FOOTPRINTS: i32 = 20_000;
const PEOPLE: usize = 3_000;

fn ring(west: i32, corners: i32) -> Shape {
    let mut ring: Vec<Position> =
        (0..corners).map(|corner| Position(1_146_000_000 + west + corner, 336_000_000 + corner % 7)).collect();
    ring.push(ring[0]);
    Shape { polygons: vec![Polygon { rings: vec![ring] }] }
}

#[test]
fn a_district_comes_in_within_seconds_and_receipts_by_the_thousand() {
    let place = Place::new();
    let mut ledger = place.found();
    let codes: Vec<String> = (0..GRIDS).map(|number| format!("{number:06}")).collect();
    let grids = codes.iter().zip(0..).map(|(code, index)| placed(&[code], ring(index * 100, 60))).collect();
    let set = Set::Grids(GridSet { scheme: "2026".into(), levels: scheme().levels, grids });
    let ground = Set::Basemap(
        (0..FOOTPRINTS)
            .map(|index| Ground {
                layer: GroundLayer::Building,
                class: "house".into(),
                name: None,
                outline: Outline::Area(square(index * 90, 0, 50)),
            })
            .collect(),
    );
    let begun = Instant::now();
    let mut batch = ledger.begin().unwrap();
    import(&mut batch, &set, 1);
    append(&mut batch, 2, 2, &Fact::SchemePublished { scheme: scheme(), moves: Vec::new() });
    import(&mut batch, &ground, 3);
    batch.commit().unwrap();
    println!("import of {GRIDS} grids and {FOOTPRINTS} footprints: {:?}", begun.elapsed());
    assert!(begun.elapsed() < Duration::from_secs(20));

    let to = |index: usize| Recipient { grid: path(&codes[index]), post: PostId(format!("P{index}")) };
    let fact =
        Fact::OrderIssued { order: Box::new(order(1, 10)), recipients: (0..PEOPLE).map(to).collect(), copies: vec![] };
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 4, 10, &fact);
    batch.commit().unwrap();
    let begun = Instant::now();
    let people: Vec<(usize, &String)> = codes.iter().take(PEOPLE).enumerate().collect();
    for group in people.chunks(50) {
        let mut batch = ledger.begin().unwrap();
        for (index, code) in group {
            let id = command(1000 + *index as u128);
            batch.mark().unwrap();
            assert_eq!(batch.remembered(id).unwrap(), None);
            let mark = if index % 2 == 0 {
                Mark::Accepted
            } else {
                Mark::Done { words: format!("已办{index}"), value: None, attachments: vec![] }
            };
            let fact = Fact::ReceiptMarked {
                order: order_id(1),
                post: PostId(format!("P{index}")),
                mark,
                way: Way::Device,
                said: None,
            };
            batch.append(&owner(), id, at(20), Some(path(code)), &fact).unwrap();
            batch.remember(id, "digest", "{}", at(20)).unwrap();
            batch.keep().unwrap();
        }
        batch.commit().unwrap();
    }
    let seconds = begun.elapsed().as_secs_f64();
    println!("receipts: {:.0} a second in groups of 50", PEOPLE as f64 / seconds);
    assert!(seconds < 15.0);

    let begun = Instant::now();
    assert_eq!(ledger.view().receipts(order_id(1)).unwrap().len(), PEOPLE);
    println!("board of {PEOPLE} people: {:?}", begun.elapsed());
    let begun = Instant::now();
    assert_eq!(ledger.view().shapes(None).unwrap().len(), GRIDS);
    println!("shapes of {GRIDS} grids: {:?}", begun.elapsed());
    let begun = Instant::now();
    ledger.rebuild().unwrap();
    println!("rebuild: {:?}", begun.elapsed());
    ledger.close().unwrap();
    let begun = Instant::now();
    assert!(ledger::verify(&place.store(), &place.keys()).unwrap().is_sound());
    println!("verify: {:?}", begun.elapsed());
}
