//! Drafts: what may change, who may take which step, and that nothing is left without a grid.

use std::collections::{BTreeMap, BTreeSet};

use domain::asset::Asset;
use domain::code::{GridCode, GridPath, Level};
use domain::draft::{self, Life};
use domain::failure::{Impediment, Refusal};
use domain::grid::{Counts, Grid};
use domain::heir::{self, Heir, Mover, Standing};
use domain::id::{AssetId, DeviceId, PartnerId, PostId, UnitId, VenueId};
use domain::moment::Moment;
use domain::place::{Polygon, Position, Shape};
use domain::post::{Post, PostRole, Station};
use domain::revision::{self, GridChange, Wanted};
use domain::scheme::{LevelName, Scheme, SchemeState};
use domain::seat::{Device, Door, Grant, Person, Role, Seat};
use domain::set::PlacedGrid;
use domain::tree::Tree;
use domain::unit::{Partner, Unit};
use domain::venue::Venue;
use proptest::prelude::*;
use uuid::Uuid;

const STATES: [SchemeState; 5] =
    [SchemeState::Draft, SchemeState::InReview, SchemeState::Approved, SchemeState::Published, SchemeState::Retired];

fn at(seconds: i64) -> Moment {
    Moment::from_millis(seconds * 1000)
}

fn scheme(name: &str, state: SchemeState) -> Scheme {
    let level = |level: u8| LevelName { level: Level(level), name: level.to_string() };
    Scheme { name: name.to_owned(), levels: (1..=3).map(level).collect(), state, valid_from: at(0) }
}

fn device(number: u128) -> Person {
    Person::Device(DeviceId(Uuid::from_u128(number)))
}

fn path(text: &str) -> GridPath {
    GridPath::from_text(text)
}

/// A grid whose level is as many as its path has codes.
fn placed(text: &str, name: &str) -> PlacedGrid {
    let path = path(text);
    let code = text.rsplit('.').next().unwrap_or_default();
    let ring = [(0, 0), (9, 0), (9, 9), (0, 0)].map(|(x, y)| Position(x, y)).to_vec();
    let grid = Grid {
        level: Level(path.ancestors().len() as u8 + 1),
        path,
        code: GridCode(code.to_owned()),
        kind: String::new(),
        name: name.to_owned(),
        counts: Counts::default(),
        attributes: BTreeMap::new(),
    };
    PlacedGrid { grid, shape: Shape { polygons: vec![Polygon { rings: vec![ring] }] } }
}

type Grids = BTreeMap<GridPath, PlacedGrid>;

fn tree(grids: &Grids) -> Tree {
    Tree::new(grids.values().map(|placed| placed.grid.clone()).collect())
}

fn apply(grids: &mut Grids, changes: &[GridChange]) {
    for change in changes {
        match &change.after {
            Some(placed) => grids.insert(change.path.clone(), placed.clone()),
            None => grids.remove(&change.path),
        };
    }
}

fn start() -> Grids {
    ["4", "4.1", "4.2", "4.1.11", "4.1.12", "4.2.21"].map(|text| (path(text), placed(text, text))).into()
}

fn wanted(grids: &Grids, text: &str, after: Option<PlacedGrid>) -> Wanted {
    let path = path(text);
    Wanted { seen: grids.get(&path).map(PlacedGrid::digest), path, after }
}

fn decide(grids: &Grids, wanted: Vec<Wanted>) -> Result<Vec<GridChange>, Refusal> {
    let changes = revision::changes(wanted, |path| Ok::<_, Refusal>(grids.get(path).cloned()))?;
    revision::admit(&changes, &scheme("2027", SchemeState::Draft), &tree(grids))?;
    Ok(changes)
}

fn refused(grids: &Grids, wanted: Vec<Wanted>) -> &'static str {
    decide(grids, wanted).expect_err("it is refused").code()
}

#[test]
fn a_revision_that_would_leave_a_draft_broken_is_refused_and_says_why() {
    let grids = start();
    let one = |text: &str, after: Option<PlacedGrid>| vec![wanted(&grids, text, after)];
    let changed = |text: &str, change: fn(&mut PlacedGrid)| {
        let mut grid = placed(text, text);
        change(&mut grid);
        one(text, Some(grid))
    };
    for (code, wanted) in [
        ("revision.nothing", vec![]),
        ("revision.nothing", one("4.1", Some(placed("4.1", "4.1")))),
        ("revision.has_children", one("4.1", None)),
        ("revision.no_parent", one("4.3.31", Some(placed("4.3.31", "新")))),
        ("revision.code_taken", one("4.2.11", Some(placed("4.2.11", "新")))),
        ("revision.no_boundary", changed("4.1", |grid| grid.shape = Shape::default())),
        ("revision.path_not_of_code", changed("4.1", |grid| grid.grid.code = GridCode("7".to_owned()))),
        ("revision.level_unknown", changed("4.1.11", |grid| grid.grid.level = Level(6))),
        ("revision.not_below_parent", changed("4.1.11", |grid| grid.grid.level = Level(2))),
        ("revision.not_below_parent", changed("4.1", |grid| grid.grid.level = Level(3))),
        (
            "revision.grid_twice",
            [one("4.1", Some(placed("4.1", "东"))), one("4.1", Some(placed("4.1", "西")))].concat(),
        ),
        ("revision.changed_since", vec![Wanted { seen: Some("old".to_owned()), ..one("4.1", None)[0].clone() }]),
        ("revision.changed_since", vec![Wanted { seen: None, ..one("4.1", None)[0].clone() }]),
    ] {
        assert_eq!(refused(&grids, wanted.clone()), code, "{wanted:?}");
    }
    // A grid that moves with its children, a code that is free again in the same revision.
    let moved = vec![
        wanted(&grids, "4.2.21", None),
        wanted(&grids, "4.2", None),
        wanted(&grids, "4.3", Some(placed("4.3", "迁来"))),
        wanted(&grids, "4.3.21", Some(placed("4.3.21", "迁来"))),
    ];
    assert_eq!(decide(&grids, moved).expect("it is whole").len(), 4);
}

#[test]
fn a_revision_is_undone_unless_its_grids_changed_again() {
    let mut grids = start();
    let before = grids.clone();
    let first = decide(&grids, vec![wanted(&grids, "4.1", Some(placed("4.1", "东街")))]).expect("a new name");
    apply(&mut grids, &first);
    let there = |grids: &Grids, path: &GridPath| Ok::<_, Refusal>(grids.get(path).cloned());
    let back = revision::undoing(&first, |path| there(&grids, path)).expect("nobody came between");
    let again = decide(&grids, vec![wanted(&grids, "4.1", Some(placed("4.1", "西街")))]).expect("another");
    let (mut undone, mut later) = (grids.clone(), grids);
    apply(&mut undone, &back);
    assert_eq!(undone, before);
    apply(&mut later, &again);
    let refusal = revision::undoing(&first, |path| there(&later, path)).expect_err("it changed again");
    assert_eq!(refusal, Refusal::Scheme(Impediment::RevisedAgain { path: path("4.1") }));
}

/// How a made-up revision changes a grid.
#[derive(Debug, Clone)]
enum Deed {
    Rename(usize, u8),
    Remove(usize),
    Add(usize, u8),
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let deed = prop_oneof![
        (0_usize..12, any::<u8>()).prop_map(|(at, name)| Deed::Rename(at, name)),
        (0_usize..12).prop_map(Deed::Remove),
        (0_usize..12, 0_u8..40).prop_map(|(at, code)| Deed::Add(at, code)),
    ];
    prop::collection::vec(deed, 1..4)
}

fn made_up(grids: &Grids, deeds: Vec<Deed>) -> Vec<Wanted> {
    let at = |index: usize| grids.keys().nth(index % grids.len()).cloned().expect("never empty");
    let change = |deed| match deed {
        Deed::Rename(index, name) => {
            let path = at(index);
            let mut placed = grids[&path].clone();
            placed.grid.name = name.to_string();
            wanted(grids, path.as_str(), Some(placed))
        }
        Deed::Remove(index) => wanted(grids, at(index).as_str(), None),
        Deed::Add(index, code) => {
            let child = format!("{}.{code}", at(index));
            let new = placed(&child, "新");
            wanted(grids, &child, Some(new))
        }
    };
    deeds.into_iter().map(change).collect()
}

proptest! {
    #[test]
    fn whatever_is_revised_a_draft_stays_whole_and_undoing_backwards_brings_the_first_again(
        revisions in prop::collection::vec(deeds(), 1..12),
    ) {
        let mut grids = start();
        let mut done: Vec<(Grids, Vec<GridChange>)> = Vec::new();
        for deeds in revisions {
            // The last grid would leave nothing to change.
            let Ok(changes) = decide(&grids, made_up(&grids, deeds)) else { continue };
            let before = grids.clone();
            apply(&mut grids, &changes);
            done.push((before, changes));
            let mut codes = BTreeSet::new();
            for (path, placed) in &grids {
                prop_assert!(codes.insert((placed.grid.level, placed.grid.code.clone())), "a code stands twice");
                if let Some(parent) = path.parent() {
                    prop_assert!(grids.get(&parent).is_some_and(|above| above.grid.level < placed.grid.level));
                }
            }
            if grids.is_empty() {
                return Ok(());
            }
        }
        for (before, changes) in done.into_iter().rev() {
            let back = revision::undoing(&changes, |path| Ok::<_, Refusal>(grids.get(path).cloned())).unwrap();
            apply(&mut grids, &back);
            prop_assert_eq!(&grids, &before);
        }
    }

    #[test]
    fn nobody_publishes_what_he_had_a_hand_in(hands in prop::collection::btree_set(0_u128..6, 1..4), who in 0_u128..6) {
        let hands: BTreeSet<Person> = hands.into_iter().map(device).collect();
        let in_review = scheme("2027", SchemeState::InReview);
        let life = Life { scheme: &in_review, from: None, hands: &hands, grids: 1 };
        let came = draft::publish(&life, None, device(who), at(10), at(10));
        prop_assert_eq!(came.is_err(), hands.contains(&device(who)));
    }
}

#[test]
fn each_step_is_for_its_state_alone() {
    let hands = BTreeSet::from([Person::Owner]);
    for state in STATES {
        let of = scheme("2027", state);
        let life = Life { scheme: &of, from: Some("2026"), hands: &hands, grids: 1 };
        let now = scheme("2026", SchemeState::Published);
        let published = draft::publish(&life, Some(&now), device(1), at(5), at(5));
        for (may, states) in [
            (draft::admit_change(&of).is_ok(), vec![SchemeState::Draft]),
            (draft::submit(&life).is_ok(), vec![SchemeState::Draft]),
            (draft::send_back(&of, "再核").is_ok(), vec![SchemeState::InReview, SchemeState::Approved]),
            (draft::discard(&of).is_ok(), vec![SchemeState::Draft, SchemeState::InReview]),
            (published.is_ok(), vec![SchemeState::InReview]),
        ] {
            assert_eq!(may, states.contains(&state), "{state:?} {states:?}");
        }
    }
    let none = scheme("2027", SchemeState::Draft);
    let empty = Life { scheme: &none, from: None, hands: &hands, grids: 0 };
    assert_eq!(draft::submit(&empty).expect_err("nothing is divided").code(), "scheme.without_grids");
    let in_review = scheme("2027", SchemeState::InReview);
    assert_eq!(draft::send_back(&in_review, " ").expect_err("why?").code(), "scheme.reason_missing");
}

#[test]
fn a_scheme_comes_into_force_on_its_day_and_never_over_a_later_one() {
    let hands = BTreeSet::from([Person::Owner]);
    let (in_review, now) = (scheme("2027", SchemeState::InReview), scheme("2026", SchemeState::Published));
    let life = Life { scheme: &in_review, from: Some("2026"), hands: &hands, grids: 1 };
    let publish = |from: i64| draft::publish(&life, Some(&now), device(1), at(from), at(100)).expect("it may");
    assert_eq!((publish(100).state, publish(3).valid_from), (SchemeState::Published, at(3)));
    let approved = publish(200);
    assert_eq!(approved.state, SchemeState::Approved);
    let waiting = Life { scheme: &approved, ..life.clone() };
    assert_eq!(draft::due(&waiting, Some(&now), at(199)), Ok(None));
    let in_force = draft::due(&waiting, Some(&now), at(200)).expect("its day").expect("it comes");
    assert_eq!((in_force.state, in_force.valid_from), (SchemeState::Published, at(200)));
    let other = scheme("2026乙", SchemeState::Published);
    let overtaken = draft::due(&waiting, Some(&other), at(200)).expect_err("another came");
    assert_eq!(overtaken.code(), "scheme.overtaken");
    assert!(draft::publish(&life, Some(&other), device(1), at(5), at(9)).is_err());
    let by_import = Life { from: None, ..life };
    assert!(draft::publish(&by_import, Some(&other), device(1), at(5), at(9)).is_ok(), "it was made from none");
}

#[test]
fn a_draft_has_a_name_of_its_own_and_the_levels_of_what_it_is_made_from() {
    let known = [scheme("2026", SchemeState::Published)];
    let begin = |name: &str, from: Option<&str>| draft::begin(name, from, &known, at(1));
    let made = begin(" 2027 ", Some("2026")).expect("a draft");
    assert_eq!((made.name.as_str(), made.state, made.levels.len()), ("2027", SchemeState::Draft, 3));
    assert!(begin("空白", None).expect("a draft").levels.is_empty());
    for (name, from, code) in [
        ("", None, "scheme.name_missing"),
        ("2026", None, "scheme.name_taken"),
        ("2027", Some("2025"), "unknown"),
        ("长".repeat(61).as_str(), None, "text.too_long"),
    ] {
        assert_eq!(begin(name, from).expect_err("it is refused").code(), code, "{name}");
    }
}

#[test]
fn the_window_and_the_terminal_are_one_person_and_each_device_another() {
    let of = |door| Seat::owner(door).person();
    assert_eq!(of(Door::Window), of(Door::Terminal));
    let phone = |number| of(Door::Device(DeviceId(Uuid::from_u128(number))));
    assert!(phone(1) != phone(2) && phone(1) != of(Door::Window) && phone(1) == phone(1));
}

fn post(id: &str, grid: &str, station: Station) -> Post {
    Post {
        id: PostId(id.to_owned()),
        title: String::new(),
        role: PostRole::Head,
        grid: path(grid),
        station,
        person: id.to_owned(),
        phone: String::new(),
        since: None,
    }
}

fn venue(id: &str, grid: Option<&str>, x: i32) -> Venue {
    Venue {
        id: VenueId(id.to_owned()),
        name: id.to_owned(),
        kind: String::new(),
        place: Position(x, 0),
        grid: grid.map(path),
        capacity: None,
        state: String::new(),
        address: None,
    }
}

fn unit(id: &str, grid: Option<&str>, x: Option<i32>) -> Unit {
    Unit {
        id: UnitId(id.to_owned()),
        name: id.to_owned(),
        kind: String::new(),
        phone: None,
        whistle: false,
        place: x.map(|x| Position(x, 0)),
        grid: grid.map(path),
        address: None,
    }
}

fn asset(id: &str, grid: Option<&str>, x: i32) -> Asset {
    Asset {
        id: AssetId(id.to_owned()),
        name: id.to_owned(),
        kind: String::new(),
        place: Position(x, 0),
        grid: grid.map(path),
        owner: None,
        quantity: None,
        measure: None,
        state: String::new(),
        as_of: None,
    }
}

#[test]
fn people_follow_their_grid_to_its_heir_and_places_lie_where_they_are() {
    let posts = [
        post("stays", "4.1", Station::Grid),
        post("moves", "4.2", Station::Grid),
        post("guards", "4.2", Station::Venue(VenueId("V".to_owned()))),
    ];
    let venues = [venue("V", Some("4.2"), 5), venue("nowhere", None, 99)];
    let phone = Device {
        id: DeviceId(Uuid::from_u128(3)),
        grant: Grant { role: Role::Field, subtree: Some(path("4.2")), post: Some(PostId("guards".to_owned())) },
        paired: at(0),
        until: at(9),
        revoked: None,
    };
    let units = [unit("seated", Some("4.2"), Some(5)), unit("works", Some("4.2"), None), unit("all", None, None)];
    let partners = [Partner {
        id: PartnerId("J".to_owned()),
        grid: path("4.2"),
        name: "J".to_owned(),
        unit: None,
        contact: None,
        phone: None,
        duty: None,
    }];
    let assets = [asset("W", Some("4.2"), 5)];
    let standing = Standing {
        posts: &posts,
        venues: &venues,
        checkpoints: &[],
        units: &units,
        partners: &partners,
        assets: &assets,
        devices: &[phone],
    };
    let has = |path: &GridPath| ["4", "4.1", "4.3"].contains(&path.as_str());
    let lies = |place: Position, _: Option<&GridPath>| (place.0 == 5).then(|| path("4.1"));
    let heirs = [Heir { from: path("4.2"), to: path("4.3") }];
    let moves = heir::plan(standing, &heirs, has, lies).admit("2027").expect("everybody finds a place");
    let told: Vec<(Mover, &str, Option<&str>)> =
        moves.iter().map(|one| (one.of, one.id.as_str(), one.to.as_ref().map(GridPath::as_str))).collect();
    let device = Uuid::from_u128(3).to_string();
    assert_eq!(
        told,
        [
            (Mover::Venue, "V", Some("4.1")),
            (Mover::Asset, "W", Some("4.1")),
            (Mover::Unit, "seated", Some("4.1")),
            (Mover::Unit, "works", Some("4.3")),
            (Mover::Partner, "J", Some("4.3")),
            (Mover::Post, "moves", Some("4.3")),
            (Mover::Post, "guards", Some("4.1")),
            (Mover::Device, device.as_str(), Some("4.1")),
        ]
    );
    for (heirs, lies) in [
        (vec![], Some("4.1")),
        (vec![Heir { from: path("4.2"), to: path("4.9") }], Some("4.1")),
        (heirs.to_vec(), None),
    ] {
        let plan = heir::plan(standing, &heirs, has, |_, _| lies.map(path));
        assert_eq!(plan.admit("2027").expect_err("somebody is left").code(), "scheme.nowhere_to_go", "{heirs:?}");
    }
}
