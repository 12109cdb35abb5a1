//! Corners: they move, come and go in every border that runs there, and nothing seamless is parted.

use domain::code::Level;
use domain::edit::{CornerMove, Edit, EditKind, How, Seen};
use domain::place::Bounds;
use domain::revision::Cause;
use tests::Story;

use super::{
    CHENZHOU, EVERYWHERE, FIRST, NINGZHUANG, SECOND, TOP, XINJIE, YUXIN, at, changed, code, draft, drafted, edit,
    findings, last_cause, near, path, refused, seeing, tried, undo,
};

#[test]
fn a_corner_that_many_grids_share_moves_in_all_of_them_and_back() {
    let story = Story::small();
    drafted(&story);
    let before = draft(&story);
    // Where four communities and two streets meet.
    let middle = Edit::MoveCorners { moves: vec![CornerMove { from: at(1.0, 1.0), to: at(1.2, 1.1) }] };
    let tried = tried(&story, middle.clone()).expect("it can be done");
    assert_eq!(changed(&tried), [FIRST, CHENZHOU, NINGZHUANG, SECOND, YUXIN, XINJIE]);
    assert_eq!(tried.faults, []);
    let sum = |of: fn(&domain::answer::EditedGrid) -> Option<f64>| tried.changes.iter().filter_map(of).sum::<f64>();
    assert!((sum(|change| change.was) - sum(|change| change.becomes)).abs() < 0.01, "no ground is lost");
    assert_eq!(draft(&story), before, "what is tried changes nothing");

    let fact = edit(&story, middle).expect("it is done");
    assert_eq!(findings(&story), [""; 0]);
    assert_eq!(last_cause(&story), Cause::Edited { how: Some(How { edit: EditKind::MoveCorners, name: None }) });
    let after = draft(&story);
    let undoing = undo(&story, fact);
    assert_eq!(draft(&story), before);
    undo(&story, undoing);
    assert_eq!(draft(&story), after);
    story.verified();
}

#[test]
fn corners_come_and_go_on_every_border_that_runs_there() {
    let story = Story::small();
    drafted(&story);
    let before = draft(&story);
    // On the eastern border of two communities, two streets; their own corners lie between.
    let edge = [at(1.0, 0.0), at(1.0, 2.0)];
    edit(&story, Edit::AddCorner { edge, at: at(1.1, 0.4) }).expect("a corner");
    assert_eq!(findings(&story), [""; 0]);
    assert_ne!(draft(&story), before);
    edit(&story, Edit::RemoveCorners { corners: vec![at(1.1, 0.4)] }).expect("it goes again");
    let shapes = |story: &Story| near(story, 3, EVERYWHERE).expect("few").grids;
    assert_eq!(findings(&story), [""; 0]);
    assert_eq!(shapes(&story).len(), 4);
    assert_eq!(refused(edit(&story, Edit::RemoveCorners { corners: vec![at(1.0, 1.0)] })), "edit.borders_meet");
    assert_eq!(refused(edit(&story, Edit::RemoveCorners { corners: vec![at(1.1, 0.4)] })), "edit.no_corner");
    let elsewhere = [at(0.2, 0.2), at(0.4, 0.2)];
    assert_eq!(refused(edit(&story, Edit::AddCorner { edge: elsewhere, at: at(0.3, 0.3) })), "edit.no_edge");
    story.verified();
}

#[test]
fn a_corner_beyond_another_border_is_refused_or_told_before() {
    let story = Story::small();
    drafted(&story);
    let to = |east, north| Edit::MoveCorners { moves: vec![CornerMove { from: at(0.0, 0.0), to: at(east, north) }] };
    let failure = edit(&story, to(1.5, 0.5)).expect_err("the first street would cross itself");
    assert_eq!(failure.code, "edit.border_crosses");
    assert!(failure.params.contains_key("longitude") && failure.params["path"].starts_with(TOP), "{failure:?}");
    assert_eq!(refused(edit(&story, to(0.0, 0.0))), "revision.nothing");
    let none = Edit::MoveCorners { moves: vec![CornerMove { from: at(0.5, 0.5), to: at(0.6, 0.5) }] };
    assert_eq!(refused(tried(&story, none)), "edit.no_corner");
    story.verified();
}

#[test]
fn a_corner_that_would_part_what_is_seamless_is_refused_with_its_place() {
    let story = Story::small();
    drafted(&story);
    // A community at the district's southern border; its tip lies inside its neighbour.
    let draw = Edit::Draw {
        parent: Some(path(FIRST)),
        level: Level(3),
        outline: vec![vec![at(0.3, 0.0), at(0.7, 0.0), at(0.5, 0.3)]],
        take: true,
        code: code("411602001007"),
        name: String::new(),
        kind: String::new(),
    };
    edit(&story, draw).expect("it takes from its sibling");
    let before = draft(&story);
    // Dragged out of the district the tip leaves every ring whole, and both communities beyond their street.
    let drag = |to| Edit::MoveCorners { moves: vec![CornerMove { from: at(0.5, 0.3), to }] };
    let said = tried(&story, drag(at(0.5, -0.4))).expect_err("it is told before");
    assert_eq!(said.code, "edit.breaks");
    let degrees = |name: &str| said.params[name].parse::<f64>().expect("degrees");
    assert!((degrees("longitude") - 114.005).abs() < 0.002 && (degrees("latitude") - 32.998).abs() < 0.002, "{said:?}");
    assert_eq!(refused(edit(&story, drag(at(0.5, -0.4)))), "edit.breaks");
    assert_eq!(draft(&story), before);
    assert_eq!(tried(&story, drag(at(0.5, 0.4))).expect("inside it may go").faults, []);
    assert_eq!(findings(&story), [""; 0]);
    story.verified();
}

#[test]
fn what_somebody_else_changed_in_between_is_refused() {
    let story = Story::small();
    drafted(&story);
    let grids = near(&story, 3, EVERYWHERE).expect("few").grids;
    let seen: Vec<Seen> = grids.into_iter().map(|grid| Seen { path: grid.path, digest: grid.digest }).collect();
    let to = |north| Edit::MoveCorners { moves: vec![CornerMove { from: at(1.0, 1.0), to: at(1.0, north) }] };
    seeing(&story, to(1.1), seen.clone()).expect("as it was seen");
    let failure = seeing(&story, to(1.2), seen).expect_err("it is not so any more");
    assert_eq!(failure.code, "revision.changed_since");
    story.verified();
}

#[test]
fn what_is_near_is_what_the_box_meets() {
    let story = Story::small();
    drafted(&story);
    let corner = Bounds { west: 114.001, south: 33.001, east: 114.002, north: 33.002 };
    let near = |level| near(&story, level, corner).expect("few").grids;
    assert_eq!(near(3).iter().map(|grid| grid.path.as_str()).collect::<Vec<_>>(), [CHENZHOU]);
    assert_eq!(near(2)[0].name, "陈州街");
    assert_eq!(near(2)[0].shape.positions().count(), 5);
    assert_eq!(near(2)[0].path, path(FIRST));
}
