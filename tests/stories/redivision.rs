//! A district is divided anew: five levels become three, and its thousands of posts each find their grid.

use std::collections::{BTreeMap, BTreeSet};

use domain::action::{Action, Outcome};
use domain::code::{GridCode, GridPath, Level};
use domain::finding::FindingKind;
use domain::grid::Grid;
use domain::heir::Heir;
use domain::post::PostRole;
use domain::revision::Wanted;
use domain::set::PlacedGrid;
use exchange::Kind;
use ledger::Reader;
use tests::Story;

use crate::findings::check;
use crate::schemes::{DRAFT, compare, publish, revise, submit, supervisor};

#[test]
fn the_demonstration_district_is_compared_with_itself_and_with_a_new_division() {
    let story = Story::demonstration();
    let from = story.district().scheme.map(|scheme| scheme.name);
    story.act(Action::DraftScheme { name: DRAFT.to_owned(), from }).expect("a draft");
    let same = compare(&story, DRAFT);
    let grids: u32 = story.district().levels.iter().map(|level| level.grids).sum();
    assert_eq!((same.unchanged, same.gone.len(), same.added.total, same.reshaped.total), (grids, 0, 0, 0));
    assert_eq!((same.moving.posts, same.moving.venues, same.obstacle), (0, 0, None), "everybody stays");
    story.verified();
}

/// What those are called who have one grid and nothing else to do.
const FULL_TIME: &str = "专职网格员";

fn reader(story: &Story) -> Reader {
    Reader::open(&story.path(), story.keys()).expect("the store can be read beside the desk")
}

fn third_level(story: &Story) -> impl Iterator<Item = Grid> {
    let grids = reader(story).view().grids().expect("the grids in force");
    grids.into_iter().filter(|grid| grid.level == Level(3))
}

/// A roster as a district's organisers write it: one line for each grid of the new division.
fn full_time_workers(story: &Story) -> String {
    let lines = (1..)
        .zip(third_level(story))
        .map(|(number, grid)| format!("{},{FULL_TIME},网格员,网格员{number:04},1000000{number:04}\n", grid.code));
    "网格编码,岗位,角色,姓名,电话\n".to_owned() + &lines.collect::<String>()
}

/// The communities, estates and groups of the demonstration district become 1 563 grids of three kinds, each of one
/// group or of two of its street.
fn redivided(story: &Story) -> Vec<Wanted> {
    let grids = reader(story).view().all_placed(DRAFT).expect("the draft has grids");
    let mut wanted: Vec<Wanted> = grids
        .iter()
        .filter(|placed| placed.grid.level.0 > 2)
        .map(|placed| Wanted { path: placed.grid.path.clone(), seen: Some(placed.digest()), after: None })
        .collect();
    let mut pairs = 2_640 - 1_563;
    for street in grids.iter().filter(|placed| placed.grid.level.0 == 2) {
        let is_group = |placed: &&PlacedGrid| placed.grid.level.0 == 5 && placed.grid.path.is_below(&street.grid.path);
        let mut groups = grids.iter().filter(is_group);
        let mut number = 600;
        while let Some(first) = groups.next() {
            let mut shape = first.shape.clone();
            if pairs > 0
                && let Some(second) = groups.next()
            {
                shape.polygons.extend(second.shape.polygons.iter().cloned());
                pairs -= 1;
            }
            let mut grid = first.grid.clone();
            grid.code = GridCode(format!("{}{number}", street.grid.code));
            grid.path = street.grid.path.child(&grid.code);
            grid.level = Level(3);
            ["城市社区", "农村", "专属"][number % 3].clone_into(&mut grid.kind);
            grid.name = format!("第{number}网格");
            number += 1;
            wanted.push(Wanted { path: grid.path.clone(), seen: None, after: Some(PlacedGrid { grid, shape }) });
        }
    }
    wanted
}

#[test]
fn a_district_of_five_levels_becomes_1563_grids_of_three_kinds_and_each_has_one_full_time_worker() {
    let story = Story::demonstration();
    let second = supervisor(&story);
    let from = story.district().scheme.map(|scheme| scheme.name);
    story.act(Action::DraftScheme { name: DRAFT.to_owned(), from }).expect("a draft");
    revise(&story, redivided(&story)).expect("it is whole");
    submit(&story);
    let comparison = compare(&story, DRAFT);
    let levels: Vec<(u32, u32)> = comparison.levels.iter().map(|level| (level.before, level.after)).collect();
    assert_eq!(levels, [(1, 1), (9, 9), (88, 1_563), (995, 0), (2_640, 0)]);
    assert_eq!((comparison.added.total, comparison.gone.len()), (1_563, 88 + 995 + 2_640));
    for gone in &comparison.gone {
        let shares: f64 = gone.parts.iter().map(|part| part.share).sum();
        let whole = gone.parts.len() < 5;
        assert!(!whole || (shares - 1.0).abs() < 1e-6, "{}: {:?}", gone.path, gone.parts);
        assert!(gone.level.0 < 5 || gone.heir.is_some(), "a group lies in one grid: {:?}", gone.parts);
    }
    // A community is cut into so many that nobody has half of it: a person says where its heads go.
    assert_eq!(comparison.obstacle.expect("somebody has to say").code, "scheme.nowhere_to_go");
    let open = comparison.gone.iter().filter(|gone| gone.heir.is_none());
    let said = open.map(|gone| Heir { from: gone.path.clone(), to: gone.parts[0].path.clone() }).collect();
    let came = story.act_as(&second, publish(None, said)).expect("everybody has a grid");
    assert!(matches!(came, Outcome::SchemePublished { moved, .. } if moved > 3_000), "{came:?}");
    let district = story.district();
    assert_eq!(district.levels.iter().map(|level| level.grids).collect::<Vec<_>>(), [1, 9, 1_563]);

    let kinds: BTreeSet<String> = third_level(&story).map(|grid| grid.kind).collect();
    assert_eq!(kinds, BTreeSet::from(["专属", "农村", "城市社区"].map(str::to_owned)));
    let roster = full_time_workers(&story);
    let report = story.import(Kind::Heads, "专职网格员.csv", &roster).expect("each has its grid");
    assert_eq!((report.taken, report.faults.len(), report.changed), (1_563, 0, true));
    let mut workers: BTreeMap<GridPath, u32> = BTreeMap::new();
    for post in reader(&story).view().posts().expect("the posts") {
        if post.role == PostRole::Worker && post.title == FULL_TIME {
            *workers.entry(post.grid).or_default() += 1;
        }
    }
    let grids: BTreeSet<GridPath> = third_level(&story).map(|grid| grid.path).collect();
    assert_eq!(workers.keys().cloned().collect::<BTreeSet<_>>(), grids, "each grid has one");
    assert!(workers.values().all(|&count| count == 1), "and no more than one");
    let counts = check(&story).counts;
    assert!(counts.iter().all(|count| count.kind != FindingKind::NoHead), "{counts:?}");
    // The same roster again changes nothing; one that gives a grid of the old division a worker says so.
    assert!(!story.import(Kind::Heads, "专职网格员.csv", &roster).expect("it is known").changed);
    let old = format!("网格编码,岗位,角色,姓名,电话\n411602001001,{FULL_TIME},网格员,某人,10000000001\n");
    let came = story.import(Kind::Heads, "旧名册.csv", &old).expect_err("that grid is gone");
    assert_eq!(came.faults[0].code, "post.unknown_place");
    story.verified();
}
