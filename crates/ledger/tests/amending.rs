//! Items that were changed by hand: folded, taken back, and made again where an import of their kind is undone.

use domain::amendment::{AmendCause, Amendment};
use domain::code::GridPath;
use domain::fact::{Fact, FactId};
use domain::id::VenueId;
use domain::item::Item;
use domain::set::Set;
use domain::venue::Venue;
use ledger::Ledger;

use crate::fixture::{Place, all_sets, append, import, path};
use crate::undoing::assert_sound;

fn venues() -> Vec<Venue> {
    let set = all_sets().into_iter().find(|set| matches!(set, Set::Venues(_)));
    let Some(Set::Venues(rows)) = set else { panic!("there are venues") };
    rows
}

fn named(name: &str) -> Item {
    Item::Venue(Venue { name: name.to_owned(), ..venues()[0].clone() })
}

/// One amendment, in a commit of its own; its name.
fn amend(ledger: &mut Ledger, number: u128, before: Option<Item>, after: Option<Item>, back: Option<FactId>) -> FactId {
    let item = before.as_ref().or(after.as_ref()).expect("one side").name();
    let cause = back.map_or(AmendCause::ByHand, |fact| AmendCause::Undone { fact });
    let amendment = Box::new(Amendment { item, before, after, cause, reason: None, said: None });
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, number, 100, &Fact::ItemAmended { amendment });
    batch.commit().unwrap();
    ledger.view().amendments().unwrap()[0].fact
}

fn bring(ledger: &mut Ledger, number: u128, rows: Vec<Venue>) -> FactId {
    let mut batch = ledger.begin().unwrap();
    import(&mut batch, &Set::Venues(rows), number);
    batch.commit().unwrap();
    ledger.view().imports().unwrap()[0].import
}

fn undo(ledger: &mut Ledger, number: u128, import: FactId) {
    let row = ledger.view().imports().unwrap().into_iter().find(|row| row.import == import).unwrap();
    let fact = Fact::ImportUndone { import, set: row.set, of: row.of, rows: row.rows };
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, number, 200, &fact);
    batch.commit().unwrap();
}

fn names(ledger: &Ledger) -> Vec<String> {
    ledger.view().venues().unwrap().into_iter().map(|venue| venue.name).collect()
}

#[test]
fn the_later_of_file_and_hand_holds_and_an_undone_file_gives_way_to_the_hand() {
    let place = Place::new();
    let mut ledger = place.found();
    let first = bring(&mut ledger, 20, venues());
    amend(&mut ledger, 21, Some(Item::Venue(venues()[0].clone())), Some(named("手改")), None);
    assert_eq!(names(&ledger), ["手改"]);
    let again = bring(&mut ledger, 22, vec![Venue { name: "新档".to_owned(), ..venues()[0].clone() }]);
    assert_eq!(names(&ledger), ["新档"]);
    undo(&mut ledger, 23, again);
    assert_eq!(names(&ledger), ["手改"]);
    undo(&mut ledger, 24, first);
    assert_eq!(names(&ledger), ["手改"]);
    ledger.rebuild().unwrap();
    assert_eq!(names(&ledger), ["手改"]);
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn what_was_taken_back_leaves_no_trace_where_its_file_goes_and_brought_again_it_does() {
    let place = Place::new();
    let mut ledger = place.found();
    let file = bring(&mut ledger, 20, venues());
    let (was, is) = (Item::Venue(venues()[0].clone()), named("手改"));
    let changed = amend(&mut ledger, 21, Some(was.clone()), Some(is.clone()), None);
    let back = amend(&mut ledger, 22, Some(is.clone()), Some(was.clone()), Some(changed));
    undo(&mut ledger, 23, file);
    assert_eq!(names(&ledger), Vec::<String>::new(), "the file and what hung on it are gone");
    bring(&mut ledger, 24, venues());
    amend(&mut ledger, 25, Some(was), Some(is), Some(back));
    assert_eq!(names(&ledger), ["手改"]);
    let undone: Vec<bool> = ledger.view().amendments().unwrap().iter().map(|line| line.undone.is_some()).collect();
    assert_eq!(undone, [false, true, true]);
    ledger.close().unwrap();
    assert_sound(&place);
}

#[test]
fn a_removal_takes_the_row_out_of_its_layer_and_its_index() {
    let place = Place::new();
    let mut ledger = place.found();
    bring(&mut ledger, 20, vec![venues()[0].clone(), Venue { id: VenueId("V2".into()), ..venues()[0].clone() }]);
    amend(&mut ledger, 21, Some(Item::Venue(venues()[0].clone())), None, None);
    assert_eq!(ledger.view().venues().unwrap()[0].id, VenueId("V2".into()));
    let moved = Venue { grid: Some(GridPath::from_text("411602")), id: VenueId("V3".into()), ..venues()[0].clone() };
    amend(&mut ledger, 22, None, Some(Item::Venue(moved)), None);
    assert_eq!(ledger.view().venues().unwrap()[1].grid, Some(path("411602")));
    ledger.close().unwrap();
    assert_sound(&place);
}
