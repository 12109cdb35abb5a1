//! Imports taken back: whichever goes, the others' word holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::code::{GridCode, GridPath, Level};
use domain::fact::FactId;
use domain::failure::{Impediment, Refusal};
use domain::grid::{Counts, Grid};
use domain::id::{DeskId, PostId, VenueId};
use domain::item::{Item, ItemKind, ItemName};
use domain::moment::Moment;
use domain::place::Position;
use domain::post::{Post, PostRole, Station};
use domain::roster::Roster;
use domain::scheme::{LevelName, Scheme};
use domain::set::{GridSet, Set, SetKind};
use domain::tree::Tree;
use domain::undo::{Around, Holding, Import, Standing};
use domain::venue::Venue;
use proptest::prelude::*;

/// Who stands where, by post.
type Places = BTreeMap<String, GridPath>;

fn name(seq: usize) -> FactId {
    FactId { desk: DeskId(uuid::Uuid::nil()), seq: seq as u64 }
}

fn grid(code: &str) -> Grid {
    Grid {
        path: GridPath::from_text(code),
        code: GridCode(code.to_owned()),
        level: Level(1),
        kind: String::new(),
        name: code.to_owned(),
        counts: Counts::default(),
        attributes: BTreeMap::new(),
    }
}

fn post(id: &str, grid: &GridPath) -> Post {
    Post {
        id: PostId(id.to_owned()),
        title: String::new(),
        role: PostRole::Head,
        grid: grid.clone(),
        station: Station::Grid,
        person: String::new(),
        phone: String::new(),
        since: None,
    }
}

fn import(seq: usize, set: &Set) -> Import {
    Import { id: name(seq), at: at(seq), holding: Arc::new(Holding::of(set)) }
}

fn at(seq: usize) -> Moment {
    Moment::from_millis(i64::try_from(seq).expect("a few imports"))
}

fn after<'a>(rosters: impl Iterator<Item = &'a Places>) -> Places {
    rosters.flat_map(Clone::clone).collect()
}

fn rosters() -> impl Strategy<Value = Vec<Places>> {
    let place = prop::sample::select(vec!["A", "B", "C"]).prop_map(GridPath::from_text);
    prop::collection::vec(prop::collection::btree_map("[p-s]", place, 0..5), 1..6)
}

fn venue(id: &str) -> Venue {
    Venue {
        id: VenueId(id.to_owned()),
        name: id.to_owned(),
        kind: String::new(),
        grid: None,
        place: Position(0, 0),
        capacity: None,
        state: String::new(),
        address: None,
    }
}

proptest! {
    #[test]
    fn the_only_import_of_a_kind_need_not_be_read_to_know_what_rests_on_it(
        venues in prop::collection::btree_set("[p-s]", 1..5),
        amended in prop::collection::btree_map("[p-t]", any::<bool>(), 0..3),
        served in "[p-t]",
    ) {
        let set = Set::Venues(venues.iter().map(|id| venue(id)).collect());
        let amendments = amended.iter().zip(1..).map(|((id, stays), seq)| {
            let item = ItemName { of: ItemKind::Venue, id: id.clone() };
            let after = stays.then(|| Item::Venue(venue(id)));
            Import { id: name(seq), at: at(seq), holding: Arc::new(Holding::of_item(&item, after.as_ref())) }
        });
        let amendments: Vec<Import> = amendments.collect();
        let there = venues.iter().filter(|id| amended.get(*id) != Some(&false));
        let there: BTreeSet<&String> = there.chain(amended.iter().filter(|(_, stays)| **stays).map(|(id, _)| id)).collect();
        let venues: Vec<Venue> = there.iter().map(|id| venue(id)).collect();
        let station = Station::Venue(VenueId(served.clone()));
        let serves = Post { station, ..post("P", &GridPath::from_text("A")) };
        let roster = Roster::new(if there.contains(&served) { vec![serves] } else { Vec::new() });
        let tree = Tree::new(vec![grid("A")]);
        let around = Around {
            tree: &tree, roster: &roster, venues: &venues, checkpoints: &[], streams: &[], units: &[],
            partners: &[], assets: &[], devices: &[], order: None,
        };
        let verdict = |holding: Holding| {
            let whole = Import { id: name(0), at: at(0), holding: Arc::new(holding) };
            let all: Vec<Import> = std::iter::once(whole).chain(amendments.iter().cloned()).collect();
            Standing::new(SetKind::Venues, &all).without(name(0)).admit(&around)
        };
        prop_assert_eq!(verdict(Holding::whole(&Set::Venues(Vec::new()))), verdict(Holding::of(&set)));
    }

    #[test]
    fn what_goes_is_what_nobody_else_brought_and_nobody_is_put_where_nothing_is(rosters in rosters()) {
        let imports: Vec<Import> = rosters
            .iter()
            .enumerate()
            .map(|(seq, places)| import(seq, &Set::Posts(places.iter().map(|(id, grid)| post(id, grid)).collect())))
            .collect();
        let standing = Standing::new(SetKind::Posts, &imports);
        // C was there once.
        let tree = Tree::new(vec![grid("A"), grid("B")]);
        let now = after(rosters.iter());
        let roster = Roster::new(now.iter().map(|(id, grid)| post(id, grid)).collect());
        let around = Around {
            tree: &tree, roster: &roster, venues: &[], checkpoints: &[], streams: &[], units: &[],
            partners: &[], assets: &[], devices: &[], order: None,
        };
        for gone in 0..rosters.len() {
            let then = after(rosters.iter().enumerate().filter(|(seq, _)| *seq != gone).map(|(_, roster)| roster));
            let change = standing.without(name(gone));
            let went: BTreeSet<String> = change.posts().map(|post| post.0).collect();
            let wanted: BTreeSet<String> = now.keys().filter(|id| !then.contains_key(*id)).cloned().collect();
            prop_assert_eq!(went, wanted);
            let stranded = |id: &String| then[id] != now[id] && then[id] == GridPath::from_text("C");
            let refused = matches!(change.admit(&around), Err(Refusal::Scheme(Impediment::NoPlaceToGoBack { noun: "post", .. })));
            prop_assert_eq!(refused, then.keys().any(stranded));
        }
    }

    #[test]
    fn the_scheme_without_an_import_is_the_one_that_the_others_make(levels in prop::collection::vec(1_u8..=6, 1..6)) {
        let of = |level: u8| LevelName { level: Level(level), name: format!("第{level}级") };
        let imports: Vec<Import> = levels
            .iter()
            .enumerate()
            .map(|(seq, level)| {
                let set = GridSet { scheme: "2026".to_owned(), levels: vec![of(*level)], grids: Vec::new() };
                import(seq, &Set::Grids(set))
            })
            .collect();
        let standing = Standing::new(SetKind::Grids, &imports);
        for gone in 0..levels.len() {
            let rest: Vec<(usize, u8)> = levels.iter().copied().enumerate().filter(|(seq, _)| *seq != gone).collect();
            let scheme: Option<Scheme> = standing.scheme_without(name(gone));
            let wanted: BTreeSet<u8> = rest.iter().map(|(_, level)| *level).collect();
            let found = scheme.iter().flat_map(|scheme| &scheme.levels).map(|level| level.level.0);
            prop_assert_eq!(found.collect::<Vec<_>>(), wanted.into_iter().collect::<Vec<_>>());
            prop_assert_eq!(scheme.map(|scheme| scheme.valid_from), rest.first().map(|(seq, _)| at(*seq)));
        }
    }
}
