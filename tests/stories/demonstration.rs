//! The demonstration district is what `mission.md` promises: exactly.

use domain::action::{Action, Outcome};
use domain::answer::{Answer, HitNoun};
use domain::code::GridPath;
use domain::finding::FindingKind;
use domain::question::Question;
use domain::receipt::Answering;
use tests::{Story, draft, owner};

#[test]
fn the_demonstration_district_has_exactly_these_grids_people_and_places() {
    let story = Story::demonstration();
    let card = story.district();
    assert_eq!(card.levels.iter().map(|level| level.grids).collect::<Vec<_>>(), vec![1, 9, 88, 995, 2640]);
    assert_eq!(card.heads, 2 + 18 + 88 + 995 + 2672);
    assert_eq!((card.venues, card.checkpoints), (40, 12));
    assert!(card.duty >= 52, "somebody is on duty at every venue and checkpoint");
    assert_eq!(card.attributes.get("有地下室"), Some(&214));
}

#[test]
fn its_checks_find_the_one_building_without_a_head_and_nothing_else() {
    let story = Story::demonstration();
    let Answer::Check(check) = story.desk.ask(&owner(), &Question::check()).expect("a check") else {
        panic!("a check answers something else")
    };
    let kinds: Vec<_> = check.counts.iter().map(|count| (count.kind, count.open, count.accepted)).collect();
    assert_eq!(kinds, [(FindingKind::NoHead, 1, 0)], "{:?}", &check.findings.first());
    assert_eq!((check.grids, check.total, check.tolerance), (3733, 1, 0.5));
}

#[test]
fn the_pumps_of_all_buildings_with_a_basement_are_ordered_at_once() {
    let story = Story::demonstration();
    let mut draft = draft("411602", &[]);
    draft.target.having = Some("有地下室".to_owned());
    draft.answering = Some(Answering::OnePerGrid);
    let outcome = story.act(Action::IssueOrder { draft }).expect("issued");
    let Outcome::OrderIssued { order, people, .. } = outcome else { panic!("an order answers {outcome:?}") };
    assert!(people >= 213);
    let board = story.board(order);
    assert!((213..=214).contains(&board.units.expected), "{:?}", board.units);
    let streets = board.grids.iter().filter(|grid| grid.level.0 == 2).count();
    assert_eq!(streets, 3);
    story.verified();
}

#[test]
fn a_grid_is_found_by_name_by_pinyin_initials_and_by_code() {
    let story = Story::demonstration();
    for typed in ["荷花路", "hhl", "411602003"] {
        let question = Question::Search { text: typed.to_owned(), limit: 10 };
        let Answer::Search(hits) = story.desk.ask(&owner(), &question).expect("hits") else {
            panic!("a search answers something else")
        };
        let found = hits.hits.iter().any(|hit| hit.noun == HitNoun::Grid && hit.id == "411602.411602003");
        assert!(found, "{typed} finds {:?}", hits.hits.iter().map(|hit| &hit.name).collect::<Vec<_>>());
    }
}

#[test]
fn every_street_adds_up_to_its_communities() {
    let story = Story::demonstration();
    for street in &story.district().tops {
        let question = Question::Grid { path: GridPath::from_text(street.path.as_str()) };
        let Answer::Grid(card) = story.desk.ask(&owner(), &question).expect("a grid") else {
            panic!("a grid answers something else")
        };
        assert_eq!(card.grid.counts.residents, card.children_counts.residents);
        assert_eq!(card.grid.counts.units, card.children_counts.units);
    }
}

#[test]
fn every_tile_of_the_district_can_be_drawn() {
    let story = Story::demonstration();
    let bounds = story.district().bounds.expect("a district has bounds");
    let zoom = 12_u8;
    let side = f64::from(1_u32 << zoom);
    let column = |longitude: f64| ((longitude + 180.0) / 360.0 * side) as u32;
    let row = |latitude: f64| {
        let radians = latitude.to_radians();
        ((1.0 - radians.tan().asinh() / std::f64::consts::PI) / 2.0 * side) as u32
    };
    let mut drawn = 0;
    for x in column(bounds.west)..=column(bounds.east) {
        for y in row(bounds.north)..=row(bounds.south) {
            for layer in ["base", "grid-1", "grid-2", "grid-3", "grid-4", "grid-5"] {
                drawn += story.desk.tile(&owner(), None, layer, zoom, x, y).expect("a tile").len();
            }
        }
    }
    assert!(drawn > 100_000, "the tiles hold {drawn} bytes");
}
