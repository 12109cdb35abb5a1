//! Drafts: grids under another scheme's name, revised and undone; a rebuild says the same, and the rest stands.

use domain::code::{GridPath, Level};
use domain::draft::Step;
use domain::fact::{Fact, FactId, Header};
use domain::heir::{Heir, Move, Mover};
use domain::id::DeviceId;
use domain::place::Position;
use domain::revision::{Cause, GridChange};
use domain::scheme::{Scheme, SchemeState};
use domain::seat::{Door, Role, Seat};
use domain::set::{GridSet, PlacedGrid, Set};
use ledger::{Ledger, verify};
use uuid::Uuid;

use crate::fixture::{
    Place, append, as_before, at, command, fill_with, grids, import, owner, path, placed, post, scheme, sets_of_before,
    square,
};
use crate::undoing::{assert_sound, contents};

const FIRST: &str = "411602.411602001";

fn draft() -> Scheme {
    Scheme { name: "2027".to_owned(), state: SchemeState::Draft, ..scheme() }
}

fn supervisor() -> Seat {
    let door = Door::Device(DeviceId(Uuid::from_u128(7)));
    Seat { role: Role::Supervisor, subtree: None, post: None, door }
}

/// One commit with these facts.
fn happen(ledger: &mut Ledger, number: u128, facts: &[Fact]) -> Vec<Header> {
    let mut batch = ledger.begin().unwrap();
    let headers = facts
        .iter()
        .map(|fact| batch.append(&owner(), command(number), at(number as i64), None, fact).unwrap())
        .collect();
    batch.commit().unwrap();
    headers
}

/// A store with one published scheme and a draft made from it.
fn drafted(place: &Place) -> Ledger {
    let mut ledger = place.found();
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 10, 1, &Fact::SchemePublished { scheme: scheme(), moves: Vec::new() });
    import(&mut batch, &grids(), 11);
    import(&mut batch, &Set::Posts(vec![post("P1", FIRST), post("P2", "411602")]), 12);
    batch.commit().unwrap();
    happen(&mut ledger, 20, &[Fact::SchemeDrafted { scheme: draft(), from: Some("2026".to_owned()) }]);
    ledger
}

fn change(ledger: &Ledger, path_of: &str, after: impl FnOnce(PlacedGrid) -> Option<PlacedGrid>) -> GridChange {
    let before = ledger.view().placed("2027", &path(path_of)).unwrap();
    GridChange { path: path(path_of), after: after(before.clone().unwrap()), before }
}

fn revised(cause: Cause, changes: Vec<GridChange>) -> Fact {
    Fact::GridsRevised { scheme: "2027".to_owned(), cause, changes }
}

fn renamed(ledger: &Ledger, name: &str) -> Fact {
    let named = |mut placed: PlacedGrid| {
        name.clone_into(&mut placed.grid.name);
        Some(placed)
    };
    revised(Cause::Edited { how: None }, vec![change(ledger, FIRST, named)])
}

fn undo(fact: FactId, changes: &[GridChange]) -> Fact {
    revised(Cause::Undone { fact }, changes.iter().map(GridChange::inverse).collect())
}

fn changes_of(ledger: &Ledger, fact: FactId) -> Vec<GridChange> {
    match ledger.view().fact(fact).unwrap() {
        Some(Fact::GridsRevised { changes, .. }) => changes,
        other => panic!("{other:?} is no revision"),
    }
}

fn name_in(ledger: &Ledger, scheme: &str) -> String {
    ledger.view().placed(scheme, &path(FIRST)).unwrap().unwrap().grid.name
}

fn paths(ledger: &Ledger, scheme: &str) -> Vec<GridPath> {
    ledger.view().grids_of(Some(scheme)).unwrap().into_iter().map(|grid| grid.path).collect()
}

#[test]
fn a_draft_has_the_grids_of_the_scheme_it_was_made_from_and_that_one_stays() {
    let place = Place::new();
    let ledger = drafted(&place);
    let view = ledger.view();
    assert_eq!(view.scheme().unwrap(), Some(scheme()));
    assert_eq!(view.scheme_named("2027").unwrap(), Some(draft()));
    let told = |wanted: &str| view.all_placed(wanted).unwrap();
    assert_eq!((told("2026").len(), told("2026")), (3, told("2027")));
    assert_eq!(view.grids_of(Some("2027")).unwrap(), view.grids().unwrap());
    assert_eq!(view.bounds_of(Some("2027")).unwrap(), view.bounds().unwrap());
    assert_eq!(view.shapes_of(Some("2027"), None).unwrap(), view.shapes(None).unwrap());
    assert_eq!(view.shapes_of(Some("2027"), Some(Level(2))).unwrap().len(), 2);
    let everywhere = view.bounds().unwrap()[&path("411602")];
    assert_eq!(view.paths_in_of(Some("2027"), Level(2), everywhere).unwrap().len(), 2);
    assert_eq!(view.paths_in(Level(2), everywhere).unwrap().len(), 2);
    assert_eq!(view.count_grids("2027").unwrap().into_iter().collect::<Vec<_>>(), [(Level(1), 1), (Level(2), 2)]);
    assert_eq!(view.steps("2027").unwrap()[0].note.as_deref(), Some("2026"));
    assert_eq!(view.hands("2027").unwrap(), [owner()]);
    drop(view);
    ledger.close().unwrap();
    assert_sound(&place);
}

/// A store with one published scheme, and some of its grids laid out for a draft.
fn laid_out(place: &Place, turns: u32) -> Ledger {
    let mut ledger = place.found();
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 10, 1, &Fact::SchemePublished { scheme: scheme(), moves: Vec::new() });
    import(&mut batch, &grids(), 11);
    batch.commit().unwrap();
    for _ in 0..turns {
        let mut batch = ledger.begin().unwrap();
        assert_eq!(batch.lay("2026", "2027", 1).unwrap(), 1);
        batch.commit().unwrap();
    }
    ledger
}

#[test]
fn a_draft_takes_the_grids_that_were_laid_out_for_it_and_brings_the_rest() {
    for turns in [1, 3] {
        let place = Place::new();
        let mut ledger = laid_out(&place, turns);
        let laid = verify(&place.store(), &place.keys()).unwrap();
        assert!(laid.is_sound(), "what is laid out is no fold yet: {laid:?}");
        happen(&mut ledger, 20, &[Fact::SchemeDrafted { scheme: draft(), from: Some("2026".to_owned()) }]);
        assert_eq!(paths(&ledger, "2027"), paths(&ledger, "2026"));
        let mut batch = ledger.begin().unwrap();
        assert_eq!(batch.lay("2026", "2027", 1).unwrap(), 0, "nothing is laid out for what stands");
        batch.leave("2027").unwrap();
        assert_eq!(batch.sweep(9).unwrap(), 0, "of what stands nothing goes");
        batch.commit().unwrap();
        assert_eq!(paths(&ledger, "2027").len(), 3);
        ledger.close().unwrap();
        assert_sound(&place);
    }
}

#[test]
fn grids_that_were_laid_out_for_a_draft_that_did_not_come_go() {
    let place = Place::new();
    let mut ledger = laid_out(&place, 2);
    let mut batch = ledger.begin().unwrap();
    batch.leave("2028").unwrap();
    assert_eq!(batch.sweep(9).unwrap(), 0, "of another draft nothing goes");
    batch.leave("2027").unwrap();
    assert_eq!([batch.sweep(1).unwrap(), batch.sweep(9).unwrap(), batch.sweep(9).unwrap()], [1, 1, 0]);
    batch.commit().unwrap();
    assert!(paths(&ledger, "2027").is_empty());
    let mut batch = ledger.begin().unwrap();
    batch.lay("2026", "2027", 2).unwrap();
    batch.commit().unwrap();
    drop(ledger);
    // Whoever opens the store next finds what is in force, and nothing else.
    let ledger = place.open();
    assert!(paths(&ledger, "2027").is_empty());
    assert_eq!(paths(&ledger, "2026").len(), 3);
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn children_are_found_whatever_stands_between_them_and_schemes_differ_where_one_was_changed() {
    let place = Place::new();
    let mut ledger = drafted(&place);
    // In the order of paths `A-1` stands before what is below `A`, and `AB` after it; `Z.1` has no parent.
    let codes: [&[&str]; 6] =
        [&["1", "A"], &["1", "A", "x"], &["1", "A", "y"], &["1", "A-1"], &["1", "A-1", "x"], &["1", "AB"]];
    let orphan = [&["1", "Z", "1"][..], &["1"]];
    let new = |codes: &&[&str]| {
        let after = placed(codes, square(0, 0, 10));
        GridChange { path: after.grid.path.clone(), before: None, after: Some(after) }
    };
    let changes = codes.iter().chain(&orphan).map(new).collect();
    let facts = [revised(Cause::Edited { how: None }, changes), renamed(&ledger, "新名")];
    happen(&mut ledger, 30, &facts);
    let view = ledger.view();
    let children = |above: Option<&str>| {
        let found = view.children_of("2027", above.map(path).as_ref()).unwrap();
        found.into_iter().map(|(path, _)| path).collect::<Vec<_>>()
    };
    assert_eq!(children(None), [path("1"), path("411602")]);
    assert_eq!(children(Some("1")), [path("1.A"), path("1.A-1"), path("1.AB")]);
    assert_eq!(children(Some("1.A")), [path("1.A.x"), path("1.A.y")]);
    assert_eq!(children(Some("1.Z")), [path("1.Z.1")]);
    assert_eq!(children(Some("411602")).len(), 2);
    assert!(children(Some("1.AB")).is_empty());

    assert_eq!(view.differing("2026", "2027").unwrap(), [path(FIRST)]);
    assert!(view.lacking("2026", "2027").unwrap().is_empty());
    assert_eq!(view.lacking("2027", "2026").unwrap().len(), 8);
    assert_eq!(view.differing("2027", "2026").unwrap().len(), 9);
    let corner = square(0, 0, 10).bounds().unwrap();
    let at = Position::from_degrees(corner.west, corner.south).unwrap();
    let around: Vec<GridPath> = view.shapes_at(Some("2027"), at).unwrap().into_iter().map(|(path, _)| path).collect();
    assert!(codes.iter().all(|codes| around.contains(&path(&codes.join(".")))), "{around:?}");
}

#[test]
fn a_revision_changes_the_draft_alone_and_its_undoing_brings_all_back() {
    let place = Place::new();
    let mut ledger = drafted(&place);
    let before = ledger.view().all_placed("2027").unwrap();
    let gone = change(&ledger, "411602.411602002", |_| None);
    let new = GridChange {
        path: path("411602.411602009"),
        before: None,
        after: Some(placed(&["411602", "411602009"], square(5_000_000, 0, 10))),
    };
    let reshaped = change(&ledger, FIRST, |placed| Some(PlacedGrid { shape: square(0, 0, 700_000), ..placed }));
    let first = happen(&mut ledger, 30, &[revised(Cause::Edited { how: None }, vec![gone, new, reshaped])])[0].id();
    assert_eq!(paths(&ledger, "2027"), [path("411602"), path(FIRST), path("411602.411602009")]);
    assert_eq!(ledger.view().shape_of(Some("2027"), &path(FIRST)).unwrap(), Some(square(0, 0, 700_000)));
    assert_eq!(ledger.view().shape(&path(FIRST)).unwrap(), Some(square(0, 0, 1_000_000)));
    assert_eq!(ledger.view().grids().unwrap().len(), 3);
    let far = square(5_000_000, 0, 10).bounds().unwrap();
    assert_eq!(ledger.view().paths_in_of(Some("2027"), Level(2), far).unwrap().len(), 1);
    assert!(ledger.view().paths_in(Level(2), far).unwrap().is_empty());
    ledger.close().unwrap();
    assert_sound(&place);
    let mut ledger = place.open();
    let back = undo(first, &changes_of(&ledger, first));
    happen(&mut ledger, 31, &[back]);
    assert_eq!(ledger.view().all_placed("2027").unwrap(), before);
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn an_undoing_that_is_undone_lets_the_revision_stand_again() {
    let place = Place::new();
    let mut ledger = drafted(&place);
    let stands = |ledger: &Ledger| {
        let rows = ledger.view().revisions("2027", 9).unwrap();
        rows.into_iter().rev().map(|row| row.undone.is_none()).collect::<Vec<_>>()
    };
    let first = renamed(&ledger, "东街");
    let mut last = happen(&mut ledger, 30, &[first])[0].id();
    assert_eq!((name_in(&ledger, "2027").as_str(), stands(&ledger)), ("东街", vec![true]));
    for (number, expected) in
        [(31, vec![false, true]), (32, vec![true, false, true]), (33, vec![false, true, false, true])]
    {
        let back = undo(last, &changes_of(&ledger, last));
        last = happen(&mut ledger, number, &[back])[0].id();
        assert_eq!(stands(&ledger), expected);
        let name = if number % 2 == 0 { "东街" } else { "网格411602001" };
        assert_eq!(name_in(&ledger, "2027"), name);
    }
    let row = ledger.view().revision_by(last).unwrap().unwrap();
    assert_eq!((row.scheme.as_str(), row.grids.as_slice()), ("2027", [path(FIRST)].as_slice()));
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn a_discarded_draft_leaves_what_was_there_before_it() {
    let (place, other) = (Place::new(), Place::new());
    let mut ledger = drafted(&place);
    let far = revised(
        Cause::Edited { how: None },
        vec![GridChange {
            path: path("411602.411602009"),
            before: None,
            after: Some(placed(&["411602", "411602009"], square(50_000_000, 0, 10))),
        }],
    );
    happen(&mut ledger, 30, &[far, Fact::SchemeDiscarded { scheme: "2027".to_owned() }]);
    assert_eq!(ledger.view().schemes().unwrap(), [scheme()]);
    assert!(ledger.view().revisions("2027", 9).unwrap().is_empty() && ledger.view().hands("2027").unwrap().is_empty());
    // The name is free again, and nobody's hand is on the new one but who began it.
    happen(&mut ledger, 31, &[Fact::SchemeDrafted { scheme: draft(), from: None }]);
    assert!(ledger.view().grids_of(Some("2027")).unwrap().is_empty());
    happen(&mut ledger, 32, &[Fact::SchemeDiscarded { scheme: "2027".to_owned() }]);
    ledger.close().unwrap();
    assert_sound(&place);
    let mut without = other.found();
    let mut batch = without.begin().unwrap();
    append(&mut batch, 10, 1, &Fact::SchemePublished { scheme: scheme(), moves: Vec::new() });
    import(&mut batch, &grids(), 11);
    import(&mut batch, &Set::Posts(vec![post("P1", FIRST), post("P2", "411602")]), 12);
    batch.commit().unwrap();
    without.close().unwrap();
    assert_eq!(contents(&place.store()), contents(&other.store()));
}

/// A draft that is gone, and of whose three grids one has gone, too.
fn going(place: &Place) -> Ledger {
    let mut ledger = drafted(place);
    happen(&mut ledger, 30, &[Fact::SchemeDiscarded { scheme: "2027".to_owned() }]);
    let mut batch = ledger.begin().unwrap();
    assert_eq!(batch.sweep(1).unwrap(), 1);
    batch.commit().unwrap();
    let going = verify(&place.store(), &place.keys()).unwrap();
    assert!(going.is_sound(), "what is left of a draft is no fold any more: {going:?}");
    ledger
}

#[test]
fn the_grids_of_a_discarded_draft_go_some_at_a_time_and_a_new_one_by_its_name_has_none_of_them() {
    let begun = |from: Option<&str>| Fact::SchemeDrafted { scheme: draft(), from: from.map(str::to_owned) };
    for (from, grids) in [(None, 0), (Some("2026"), 3)] {
        let place = Place::new();
        let mut ledger = going(&place);
        happen(&mut ledger, 40, &[begun(from)]);
        assert_eq!(paths(&ledger, "2027").len(), grids);
        let mut batch = ledger.begin().unwrap();
        assert_eq!(batch.sweep(9).unwrap(), 0, "nothing of the new one goes");
        batch.commit().unwrap();
        assert_eq!(paths(&ledger, "2027").len(), grids);
        ledger.close().unwrap();
        assert_sound(&place);
    }

    // Laid out before it is made: what is left goes first.
    let place = Place::new();
    let mut ledger = going(&place);
    let mut batch = ledger.begin().unwrap();
    while batch.lay("2026", "2027", 1).unwrap() > 0 {}
    assert_eq!(batch.view().all_placed("2027").unwrap(), batch.view().all_placed("2026").unwrap());
    batch.commit().unwrap();
    happen(&mut ledger, 40, &[begun(Some("2026"))]);
    assert_eq!(paths(&ledger, "2027").len(), 3);
    ledger.close().unwrap();
    assert_sound(&place);

    // Whoever opens the store next finds nothing of it.
    let place = Place::new();
    drop(going(&place));
    let mut ledger = place.open();
    assert!(paths(&ledger, "2027").is_empty());
    let mut batch = ledger.begin().unwrap();
    assert_eq!(batch.sweep(9).unwrap(), 0);
    batch.commit().unwrap();
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn grids_that_come_into_a_draft_grow_its_levels_and_nobody_elses() {
    let place = Place::new();
    let mut ledger = drafted(&place);
    let mut level = scheme().levels[1].clone();
    (level.level, level.name) = (Level(3), "社区".to_owned());
    let set = Set::Grids(GridSet {
        scheme: "2027".to_owned(),
        levels: vec![level.clone()],
        grids: vec![placed(&["411602", "411602001", "411602001001"], square(0, 0, 500_000))],
    });
    let mut batch = ledger.begin().unwrap();
    batch.put_set(&ledger::Packed::of(&set)).unwrap();
    let source = domain::fact::Source {
        file: "b.geojson".into(),
        hash: String::new(),
        bytes: None,
        datum: "EPSG:4490".into(),
        columns: std::collections::BTreeMap::default(),
    };
    let fact = Fact::SetImported { set: set.hash(), of: set.kind(), rows: 1, source };
    batch.append(&supervisor(), command(40), at(40), None, &fact).unwrap();
    batch.commit().unwrap();
    let view = ledger.view();
    assert_eq!(view.scheme_named("2027").unwrap().unwrap().levels.last(), Some(&level));
    assert_eq!((view.scheme().unwrap(), view.grids().unwrap().len()), (Some(scheme()), 3));
    assert_eq!(view.hands("2027").unwrap().len(), 2, "who brings grids in has a hand in it");
    drop(view);
    happen(&mut ledger, 50, &[Fact::SchemeDiscarded { scheme: "2027".to_owned() }]);
    let row = ledger.view().imports().unwrap().remove(0);
    assert_eq!((row.source.file.as_str(), row.undone), ("b.geojson", Some(at(50))), "it goes with its draft");
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn a_scheme_that_comes_into_force_takes_its_people_along_and_an_undone_import_keeps_them_there() {
    let place = Place::new();
    let mut ledger = drafted(&place);
    let second = Set::Posts(vec![post("P1", FIRST), post("P3", FIRST)]);
    let mut batch = ledger.begin().unwrap();
    import(&mut batch, &second, 25);
    batch.commit().unwrap();
    let to = path("411602.411602002");
    let gone = change(&ledger, FIRST, |_| None);
    let moves: Vec<Move> =
        ["P1", "P3"].map(|id| Move { of: Mover::Post, id: id.to_owned(), to: Some(to.clone()) }).into();
    let revision = ledger.view().revision().unwrap();
    happen(
        &mut ledger,
        30,
        &[
            revised(Cause::Edited { how: None }, vec![gone]),
            Fact::SchemeSubmitted { scheme: "2027".to_owned() },
            Fact::SchemeReturned { scheme: "2027".to_owned(), reason: "再核一遍".to_owned() },
            Fact::SchemeSubmitted { scheme: "2027".to_owned() },
            Fact::SchemeApproved {
                scheme: "2027".to_owned(),
                valid_from: at(90),
                heirs: vec![Heir { from: path(FIRST), to: to.clone() }],
            },
        ],
    );
    assert_eq!(ledger.view().approved().unwrap()[0].valid_from, at(90));
    assert_eq!(ledger.view().scheme().unwrap(), Some(scheme()), "its day has not come");
    let published = Scheme { state: SchemeState::Published, valid_from: at(90), ..draft() };
    happen(&mut ledger, 91, &[Fact::SchemePublished { scheme: published.clone(), moves }]);
    let stations = |ledger: &Ledger| -> Vec<(String, GridPath)> {
        ledger.view().posts().unwrap().into_iter().map(|post| (post.id.0, post.grid)).collect()
    };
    assert_eq!(ledger.view().scheme().unwrap(), Some(published));
    assert_eq!(ledger.view().scheme_named("2026").unwrap().unwrap().state, SchemeState::Retired);
    assert_eq!(ledger.view().grids_of(Some("2026")).unwrap().len(), 3, "orders of its days keep their grids");
    assert_eq!(ledger.view().grids().unwrap().len(), 2);
    assert!(ledger.view().revision().unwrap() > revision, "tiles of before are old");
    let named =
        |ids: &[(&str, &GridPath)]| ids.iter().map(|(id, at)| ((*id).to_owned(), (*at).clone())).collect::<Vec<_>>();
    assert_eq!(stations(&ledger), named(&[("P1", &to), ("P2", &path("411602")), ("P3", &to)]));
    let steps: Vec<Step> = ledger.view().steps("2027").unwrap().into_iter().map(|step| step.step).collect();
    assert_eq!(
        steps,
        [Step::Drafted, Step::Submitted, Step::Returned, Step::Submitted, Step::Approved, Step::Published]
    );
    ledger.close().unwrap();
    assert_sound(&place);

    // The second import of posts goes; what the first one said is moved as it was then.
    let mut ledger = place.open();
    let row = ledger.view().imports().unwrap()[0].clone();
    happen(&mut ledger, 95, &[Fact::ImportUndone { import: row.import, set: row.set, of: row.of, rows: row.rows }]);
    assert_eq!(stations(&ledger), named(&[("P1", &to), ("P2", &path("411602"))]));
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn an_undone_import_of_grids_leaves_drafts_alone() {
    let place = Place::new();
    let mut ledger = drafted(&place);
    let first = renamed(&ledger, "东街");
    happen(&mut ledger, 30, &[first]);
    let row = ledger.view().imports().unwrap().into_iter().find(|row| row.rows == 3).unwrap();
    happen(&mut ledger, 31, &[Fact::ImportUndone { import: row.import, set: row.set, of: row.of, rows: row.rows }]);
    assert_eq!(ledger.view().schemes().unwrap(), [draft()]);
    assert_eq!((name_in(&ledger, "2027").as_str(), paths(&ledger, "2027").len()), ("东街", 3));
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn a_store_of_before_drafts_opens_and_says_the_same() {
    let place = Place::new();
    let mut ledger = place.found();
    fill_with(&mut ledger, &sets_of_before());
    ledger.close().unwrap();
    as_before(&place.store(), 6);
    place.open().close().unwrap();
    let found = verify(&place.store(), &place.keys()).unwrap();
    assert!(found.is_sound() && found.folds_equal, "{found:?}");
}
