//! Orders and receipts: whom an order reaches, and how far it can get.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::code::{GridCode, GridPath, Level};
use domain::failure::Refusal;
use domain::grid::{Counts, Grid};
use domain::id::{OrderId, PostId};
use domain::ladder::Ladders;
use domain::moment::Moment;
use domain::order::{self, Asked, Draft, Issue, OrderKind, Priority};
use domain::post::{Post, PostRole, Station};
use domain::receipt::{self, Answering, Mark, Part, Progress, Receipt, Stamp, Way};
use domain::roster::Roster;
use domain::seat::{Door, Role, Seat};
use domain::target::{Scene, Target, resolve};
use domain::tree::Tree;
use proptest::prelude::*;

/// One district, three streets of three communities of three estates; a head each, two at each street.
fn district() -> (Tree, Roster) {
    let mut grids = vec![grid(None, "41", 1)];
    for street in 1..=3 {
        let path = GridPath::from_text("41");
        let street = grid(Some(&path), &format!("41{street}"), 2);
        for community in 1..=3 {
            let community = grid(Some(&street.path), &format!("{}{community}", street.code), 3);
            for estate in 1..=3 {
                grids.push(grid(Some(&community.path), &format!("{}{estate}", community.code), 4));
            }
            grids.push(community);
        }
        grids.push(street);
    }
    let mut posts: Vec<Post> = grids.iter().map(|grid| post(grid, PostRole::Head)).collect();
    posts.extend(grids.iter().filter(|grid| grid.level == Level(2)).map(|grid| post(grid, PostRole::Deputy)));
    (Tree::new(grids), Roster::new(posts))
}

fn grid(parent: Option<&GridPath>, code: &str, level: u8) -> Grid {
    let code = GridCode(code.to_owned());
    Grid {
        path: parent.map_or_else(|| GridPath::top(&code), |parent| parent.child(&code)),
        name: code.to_string(),
        code,
        level: Level(level),
        kind: String::new(),
        counts: Counts::default(),
        attributes: BTreeMap::new(),
    }
}

fn post(grid: &Grid, role: PostRole) -> Post {
    Post {
        id: PostId::derive(grid.path.as_str(), &format!("{role:?}"), "x"),
        title: String::new(),
        role,
        grid: grid.path.clone(),
        station: Station::Grid,
        person: String::new(),
        phone: String::new(),
        since: None,
    }
}

fn target(subtree: &str, levels: &[u8]) -> Target {
    let levels = levels.iter().map(|level| Level(*level)).collect();
    Target { levels, ..Target::of(GridPath::from_text(subtree)) }
}

fn scene<'a>(tree: &'a Tree, roster: &'a Roster) -> Scene<'a> {
    let (labels, open) = (HashMap::new(), HashSet::new());
    Scene { tree, roster, venues: &[], checkpoints: &[], assets: &[], labels, open, corrected: None }
}

fn draft(target: Target) -> Draft {
    Draft {
        text: "检查水泵".to_owned(),
        kind: OrderKind::Check,
        priority: Priority::Urgent,
        target,
        deadline: None,
        answering: None,
        answer: None,
        attachments: vec![],
        corrects: None,
        incident: None,
        outside: None,
        seen: None,
    }
}

fn issue() -> Issue {
    Issue {
        id: OrderId(uuid::Uuid::from_u128(7)),
        number: order::number("20261120", 'A', 14),
        now: Moment::from_millis(1_000_000),
        scheme: "s".to_owned(),
        ladders: Ladders::default(),
        files: vec![],
    }
}

fn centre() -> Seat {
    Seat::owner(Door::Window)
}

fn street_seat(path: &str) -> Seat {
    Seat { role: Role::Operator, subtree: Some(GridPath::from_text(path)), post: None, door: Door::Terminal }
}

#[test]
fn an_order_to_the_bottom_copies_each_head_between_once() {
    let (tree, roster) = district();
    let reach = resolve(&target("41", &[4]), &centre(), &scene(&tree, &roster));
    assert_eq!(reach.recipients.len(), 27);
    assert_eq!(reach.copies.len(), 3 * 2 + 9, "six at the streets, nine at the communities, none at the district");
}

#[test]
fn a_street_copies_nobody_above_itself() {
    let (tree, roster) = district();
    let reach = resolve(&target("41.411", &[4]), &street_seat("41.411"), &scene(&tree, &roster));
    assert_eq!(reach.copies.len(), 3);
    assert!(reach.copies.iter().all(|copy| copy.grid.is_below(&GridPath::from_text("41.411"))));
}

#[test]
fn a_grid_without_anybody_is_named() {
    let (tree, roster) = district();
    let silent = GridPath::from_text("41.411.4111.41111");
    let roster = Roster::new(roster.posts().iter().filter(|post| post.grid != silent).cloned().collect());
    assert_eq!(resolve(&target("41", &[4]), &centre(), &scene(&tree, &roster)).silent_grids, vec![silent]);
}

#[test]
fn an_order_outside_the_subtree_is_refused() {
    let (tree, roster) = district();
    let refusal = order::issue(draft(target("41.412", &[])), &street_seat("41.411"), &scene(&tree, &roster), issue());
    assert_eq!(refusal.unwrap_err(), Refusal::OutsideSubtree { path: GridPath::from_text("41.412") });
}

#[test]
fn an_order_without_words_or_without_anybody_is_refused() {
    let (tree, roster) = district();
    let blank = Draft { text: " \n".to_owned(), ..draft(target("41", &[])) };
    assert_eq!(order::issue(blank, &centre(), &scene(&tree, &roster), issue()).unwrap_err(), Refusal::EmptyText);
    let nobody = draft(target("41", &[6]));
    assert!(matches!(
        order::issue(nobody, &centre(), &scene(&tree, &roster), issue()).unwrap_err(),
        Refusal::NobodyReached { .. }
    ));
}

#[test]
fn a_deadline_that_has_passed_is_refused() {
    let (tree, roster) = district();
    let late = Draft { deadline: Some(Moment::from_millis(999_999)), ..draft(target("41", &[])) };
    assert_eq!(order::issue(late, &centre(), &scene(&tree, &roster), issue()).unwrap_err(), Refusal::DeadlinePassed);
}

#[test]
fn a_human_number_carries_the_day_and_the_desk() {
    assert_eq!(order::number("20261120", 'A', 14), "ZL-20261120-A014");
    let late_evening_utc: jiff::Timestamp = "2026-11-20T16:30:00Z".parse().unwrap();
    assert_eq!(Moment(late_evening_utc).day_digits(8), "20261121");
}

#[test]
fn a_refusal_needs_a_reason_and_is_final_for_the_person() {
    let blank = Mark::Refused { reason: "  ".to_owned() };
    assert_eq!(receipt::decide(Part::Recipient, Progress::Read, &Asked::Nothing, blank), Err(Refusal::ReasonMissing));
    assert_eq!(
        receipt::decide(Part::Recipient, Progress::Refused, &Asked::Nothing, Mark::Accepted),
        Err(Refusal::AlreadyRefused)
    );
}

#[test]
fn a_copy_can_be_read_and_never_answered() {
    assert_eq!(receipt::decide(Part::Copy, Progress::Waiting, &Asked::Nothing, Mark::Read), Ok(Some(Mark::Read)));
    assert_eq!(
        receipt::decide(Part::Copy, Progress::Read, &Asked::Nothing, Mark::Accepted),
        Err(Refusal::CopyNeedsNoAnswer)
    );
}

#[test]
fn one_acceptance_answers_for_its_grid_when_the_order_says_so() {
    let (a, b) = (GridPath::from_text("41.1"), GridPath::from_text("41.2"));
    let marks = [(&a, Progress::Waiting), (&a, Progress::Accepted), (&b, Progress::Refused), (&b, Progress::Read)];
    let grids = receipt::tally(Answering::OnePerGrid, marks);
    assert_eq!((grids.expected, grids.accepted, grids.refused, grids.open()), (2, 1, 1, 0));
    let people = receipt::tally(Answering::EveryPerson, marks);
    assert_eq!((people.expected, people.accepted, people.refused, people.open()), (4, 1, 1, 2));
}

fn any_progress() -> impl Strategy<Value = Progress> {
    prop::sample::select(vec![
        Progress::Delivered,
        Progress::Read,
        Progress::Accepted,
        Progress::Refused,
        Progress::Done,
    ])
}

fn any_mark() -> impl Strategy<Value = (Progress, Stamp)> {
    let way = prop::sample::select(vec![Way::Device, Way::Desk, Way::Phone]);
    (any_progress(), 0..100_i64, way)
        .prop_map(|(progress, at, way)| (progress, Stamp { at: Moment::from_millis(at), way }))
}

fn folded(marks: &[(Progress, Stamp)]) -> Receipt {
    let mut receipt = Receipt::default();
    for (progress, stamp) in marks {
        receipt.fold(*progress, *stamp);
    }
    receipt
}

proptest! {
    #[test]
    fn marks_in_any_order_and_any_repetition_fold_to_the_same_receipt(
        marks in prop::collection::vec(any_mark(), 0..12),
        again in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        seed in any::<u64>(),
    ) {
        let mut shuffled = marks.clone();
        if !marks.is_empty() {
            shuffled.extend(again.iter().map(|index| marks[index.index(marks.len())]));
        }
        shuffled.sort_by_key(|(progress, stamp)| {
            (*progress as u64 + 1).wrapping_mul(seed | 1) ^ (stamp.at.millis().unsigned_abs().wrapping_mul(seed >> 3))
        });
        prop_assert_eq!(folded(&marks), folded(&shuffled));
    }

    #[test]
    fn a_receipt_never_goes_back(marks in prop::collection::vec(any_mark(), 1..12)) {
        let mut receipt = Receipt::default();
        let mut furthest = Progress::Waiting;
        for (progress, stamp) in marks {
            receipt.fold(progress, stamp);
            prop_assert!(receipt.progress() >= furthest);
            furthest = receipt.progress();
        }
    }

    #[test]
    fn every_recipient_lies_in_the_subtree_and_every_superior_between_is_copied_once(
        top in prop::sample::select(vec!["41", "41.411", "41.412.4121", "41.413.4133.41331"]),
        levels in prop::collection::vec(1..=4_u8, 0..3),
        seat in prop::sample::select(vec!["", "41", "41.411", "41.412"]),
    ) {
        let (tree, roster) = district();
        let seat = if seat.is_empty() { centre() } else { street_seat(seat) };
        let target = target(top, &levels);
        let reach = resolve(&target, &seat, &scene(&tree, &roster));
        let chosen: BTreeSet<_> = reach.recipients.iter().map(|one| &one.post).collect();
        prop_assert_eq!(chosen.len(), reach.recipients.len(), "nobody twice");
        prop_assert!(reach.recipients.iter().all(|one| one.grid.is_within(&target.subtree)));
        let copied: BTreeSet<_> = reach.copies.iter().map(|one| &one.post).collect();
        prop_assert_eq!(copied.len(), reach.copies.len(), "no copy twice");
        let issuer = seat.subtree.clone().unwrap_or_else(|| GridPath::from_text("41"));
        for post in roster.posts() {
            let between = post.grid.is_below(&issuer)
                && reach.recipients.iter().any(|one| one.grid.is_below(&post.grid));
            prop_assert_eq!(copied.contains(&post.id), between && !chosen.contains(&post.id));
        }
    }
}
