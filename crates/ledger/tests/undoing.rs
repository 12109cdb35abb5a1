//! An undone import: its kind is what the imports that still stand give, and a rebuild says the same.

use std::path::Path;

use domain::fact::{Fact, FactId, Header};
use domain::post::Post;
use domain::set::{GridSet, Ground, GroundLayer, Outline, Set, SetKind};
use ledger::{Ledger, verify};
use rusqlite::Connection;

use crate::fixture::{
    Place, all_sets, append, as_before, at, command, fill_with, founding, grids, import, owner, placed, post, scheme,
    sets_of_before, square,
};

/// Every row of the tables that imports fill, apart from what only grows or tells of the time.
pub fn contents(store: &Path) -> Vec<String> {
    let connection = Connection::open(store).unwrap();
    let mut all = Vec::new();
    for (table, columns) in [
        (
            "grid",
            "geom, path, code, level, kind, name, parent, residents, scheme, attributes, west, south, east, north",
        ),
        ("scheme", "name, state, valid_from"),
        ("level", "scheme, level, name"),
        ("post", "id, title, role, grid, station, station_id, person, phone, since"),
        ("venue", "geom, id, name, kind, grid, capacity, state, address"),
        ("checkpoint", "geom, id, name, grid, state, queue"),
        ("stream", "venue, name, address"),
        ("unit", "geom, id, name, kind, phone, whistle, grid, address"),
        ("partner", "id, grid, name, unit, contact, phone, duty"),
        ("asset", "geom, id, name, kind, grid, owner, quantity, measure, state, as_of"),
        ("basemap", "geom, layer, class, name"),
        ("gpkg_contents", "table_name, min_x, min_y, max_x, max_y"),
    ] {
        let mut statement = connection.prepare(&format!("SELECT {columns} FROM {table}")).unwrap();
        let count = statement.column_count();
        let rows = statement.query_map([], |row| {
            let values = (0..count).map(|index| row.get::<_, rusqlite::types::Value>(index));
            Ok(format!("{table} {:?}", values.collect::<Result<Vec<_>, _>>()?))
        });
        all.extend(rows.unwrap().map(Result::unwrap));
    }
    all.sort();
    all
}

/// A store into which these sets came, one commit each, and their names in the log.
fn with(place: &Place, sets: &[Set]) -> (Ledger, Vec<FactId>) {
    let mut ledger = place.found();
    let mut names = Vec::new();
    for (index, set) in sets.iter().enumerate() {
        let mut batch = ledger.begin().unwrap();
        if index == 0 && set.kind() == SetKind::Grids {
            append(&mut batch, 10, 1, &Fact::SchemePublished { scheme: scheme(), moves: Vec::new() });
        }
        import(&mut batch, set, 20 + index as u128);
        batch.commit().unwrap();
        names.push(ledger.view().imports().unwrap()[0].import);
    }
    (ledger, names)
}

fn undo(ledger: &mut Ledger, import: FactId) -> Header {
    let row = ledger.view().imports().unwrap().into_iter().find(|row| row.import == import).unwrap();
    let fact = Fact::ImportUndone { import, set: row.set, of: row.of, rows: row.rows };
    let mut batch = ledger.begin().unwrap();
    let header = batch.append(&owner(), command(900 + u128::from(import.seq)), at(500), None, &fact).unwrap();
    batch.commit().unwrap();
    header
}

pub fn assert_sound(place: &Place) {
    let found = verify(&place.store(), &place.keys()).unwrap();
    assert!(found.is_sound() && found.folds_equal, "{found:?}");
}

/// Three sets of one kind that overlap: the second replaces rows of the first, the third rows of both.
fn overlapping(kind: SetKind) -> [Set; 3] {
    let named = |posts: [(&str, &str); 2]| {
        posts.map(|(id, person)| Post { person: person.to_owned(), ..post(id, "411602") }).to_vec()
    };
    let renamed = |names: [(&str, &str); 2]| {
        let set = all_sets().into_iter().find(|set| set.kind() == kind).unwrap();
        let pairs = names.map(|(id, name)| (id.to_owned(), name.to_owned()));
        match set {
            Set::Venues(rows) => Set::Venues(
                pairs
                    .map(|(id, name)| domain::venue::Venue { id: domain::id::VenueId(id), name, ..rows[0].clone() })
                    .into(),
            ),
            Set::Checkpoints(rows) => Set::Checkpoints(
                pairs
                    .map(|(id, name)| domain::venue::Checkpoint {
                        id: domain::id::CheckpointId(id),
                        name,
                        ..rows[0].clone()
                    })
                    .into(),
            ),
            Set::Streams(rows) => Set::Streams(
                pairs.map(|(name, address)| domain::venue::Stream { name, address, ..rows[0].clone() }).into(),
            ),
            Set::Units(rows) => Set::Units(
                pairs
                    .map(|(id, name)| domain::unit::Unit { id: domain::id::UnitId(id), name, ..rows[0].clone() })
                    .into(),
            ),
            Set::Partners(rows) => Set::Partners(
                pairs
                    .map(|(id, name)| domain::unit::Partner { id: domain::id::PartnerId(id), name, ..rows[0].clone() })
                    .into(),
            ),
            Set::Assets(rows) => Set::Assets(
                pairs
                    .map(|(id, name)| domain::asset::Asset { id: domain::id::AssetId(id), name, ..rows[0].clone() })
                    .into(),
            ),
            other => panic!("{:?} is made otherwise", other.kind()),
        }
    };
    let ground = |west: i32| {
        let area = Outline::Area(square(west, 0, 700));
        Set::Basemap(vec![Ground { layer: GroundLayer::Green, class: "park".into(), name: None, outline: area }])
    };
    let leaf = |codes: &[&str], west: i32| {
        Set::Grids(GridSet {
            scheme: "2026".to_owned(),
            levels: vec![scheme().levels[1].clone()],
            grids: vec![placed(codes, square(west, 0, 500_000))],
        })
    };
    let rows = [[("A", "甲"), ("B", "乙")], [("B", "乙二"), ("C", "丙")], [("C", "丙二"), ("D", "丁")]];
    match kind {
        // Grids never overlap: the same code twice is refused before.
        SetKind::Grids => {
            [grids(), leaf(&["411602", "411602008"], 3_000_000), leaf(&["411602", "411602009"], 9_000_000)]
        }
        SetKind::Posts => rows.map(|rows| Set::Posts(named(rows))),
        SetKind::Basemap => [ground(0), ground(5_000), ground(9_000)],
        SetKind::Venues
        | SetKind::Checkpoints
        | SetKind::Streams
        | SetKind::Units
        | SetKind::Partners
        | SetKind::Assets => rows.map(renamed),
    }
}

const KINDS: [SetKind; 9] = [
    SetKind::Grids,
    SetKind::Posts,
    SetKind::Venues,
    SetKind::Checkpoints,
    SetKind::Streams,
    SetKind::Units,
    SetKind::Partners,
    SetKind::Assets,
    SetKind::Basemap,
];

#[test]
fn whichever_of_three_is_undone_the_other_two_stand_as_if_it_had_never_come() {
    for kind in KINDS {
        let sets = overlapping(kind);
        for gone in 0..sets.len() {
            // The first grids hold up the others.
            if kind == SetKind::Grids && gone == 0 {
                continue;
            }
            let (place, other) = (Place::new(), Place::new());
            let (mut ledger, names) = with(&place, &sets);
            undo(&mut ledger, names[gone]);
            ledger.close().unwrap();
            let rest: Vec<Set> =
                sets.iter().enumerate().filter(|(index, _)| *index != gone).map(|(_, set)| set.clone()).collect();
            with(&other, &rest).0.close().unwrap();
            assert_eq!(contents(&place.store()), contents(&other.store()), "{kind:?} without {gone}");
            assert_sound(&place);
        }
    }
}

#[test]
fn a_store_whose_imports_are_all_undone_holds_what_an_empty_one_holds() {
    let place = Place::new();
    let (mut ledger, names) = with(&place, &all_sets());
    let before = ledger.view().revision().unwrap();
    for name in names.into_iter().rev() {
        undo(&mut ledger, name);
    }
    assert_eq!(ledger.view().scheme().unwrap(), None);
    assert!(ledger.view().revision().unwrap() > before, "tiles of before are old");
    assert!(ledger.view().imports().unwrap().iter().all(|row| row.undone == Some(at(500))));
    ledger.close().unwrap();
    let empty = Place::new();
    empty.found().close().unwrap();
    assert_eq!(contents(&place.store()), contents(&empty.store()));
    assert_sound(&place);
}

#[test]
fn an_undone_set_comes_in_again_under_another_name_and_rebuilds_to_the_same() {
    for kind in KINDS {
        let place = Place::new();
        let sets = overlapping(kind);
        let (mut ledger, names) = with(&place, &sets[..1]);
        ledger.close().unwrap();
        let before = contents(&place.store());
        ledger = place.open();
        undo(&mut ledger, names[0]);
        let mut batch = ledger.begin().unwrap();
        if kind == SetKind::Grids {
            append(&mut batch, 70, 1, &Fact::SchemePublished { scheme: scheme(), moves: Vec::new() });
        }
        import(&mut batch, &sets[0], 71);
        batch.commit().unwrap();
        let imports = ledger.view().imports().unwrap();
        assert_eq!(imports.iter().map(|row| row.undone.is_some()).collect::<Vec<_>>(), [false, true]);
        assert_eq!(imports[0].set, imports[1].set);
        ledger.rebuild().unwrap();
        assert_eq!(ledger.view().imports().unwrap(), imports);
        ledger.close().unwrap();
        assert_eq!(contents(&place.store()), before, "{kind:?}");
        assert_sound(&place);
    }
}

#[test]
fn a_second_undo_of_the_same_import_changes_nothing_more() {
    let place = Place::new();
    let (mut ledger, names) = with(&place, &overlapping(SetKind::Posts));
    undo(&mut ledger, names[1]);
    let posts = ledger.view().posts().unwrap();
    // No desk decides this; two desks that meet may bring it.
    let set = ledger.view().imports().unwrap().into_iter().find(|row| row.import == names[1]).unwrap().set;
    let again = Fact::ImportUndone { import: names[1], set, of: SetKind::Posts, rows: 2 };
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 950, 600, &again);
    batch.commit().unwrap();
    assert_eq!(ledger.view().posts().unwrap(), posts);
    assert!(ledger.view().imports().unwrap().iter().any(|row| row.undone == Some(at(500))));
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn an_undo_that_is_not_committed_leaves_everything_as_it_was() {
    let place = Place::new();
    let (mut ledger, names) = with(&place, &all_sets());
    let imports = ledger.view().imports().unwrap();
    let fact = Fact::ImportUndone { import: names[0], set: imports[8].set.clone(), of: SetKind::Grids, rows: 3 };
    let mut batch = ledger.begin().unwrap();
    batch.mark().unwrap();
    append(&mut batch, 900, 500, &fact);
    assert!(batch.view().grids().unwrap().is_empty());
    batch.undo().unwrap();
    assert_eq!(batch.view().grids().unwrap().len(), 3);
    append(&mut batch, 900, 500, &fact);
    drop(batch);
    assert_eq!(ledger.view().grids().unwrap().len(), 3);
    assert_eq!(ledger.view().imports().unwrap(), imports);
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn a_store_of_before_this_table_lists_its_imports_after_it_is_opened() {
    let place = Place::new();
    let mut ledger = place.found();
    fill_with(&mut ledger, &sets_of_before());
    let imports = ledger.view().imports().unwrap();
    assert_eq!(imports.len(), 6);
    assert_eq!((imports[5].of, imports[5].rows, imports[5].source.file.as_str()), (SetKind::Grids, 3, "a.geojson"));
    assert_eq!((imports[5].import, imports[5].at), (FactId { desk: founding().desk, seq: 2 }, at(1)));
    ledger.close().unwrap();
    as_before(&place.store(), 5);
    let ledger = place.open();
    assert_eq!(ledger.view().imports().unwrap(), imports);
    ledger.close().unwrap();
    assert_sound(&place);
}
