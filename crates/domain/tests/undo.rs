//! Imports taken back: whichever goes, the others' word holds.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use domain::code::{GridCode, GridPath, Level};
use domain::fact::FactId;
use domain::failure::Refusal;
use domain::grid::{Counts, Grid};
use domain::id::{DeskId, PostId};
use domain::moment::Moment;
use domain::post::{Post, PostRole, Station};
use domain::roster::Roster;
use domain::scheme::{LevelName, Scheme};
use domain::set::{GridSet, Set, SetKind};
use domain::tree::Tree;
use domain::undo::{Around, Holding, Import, Standing};
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

proptest! {
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
            let refused = matches!(change.admit(&around), Err(Refusal::NoPlaceToGoBack { noun: "post", .. }));
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
