//! A draft edited on the map: each stroke, its words, what follows from it, and that it can be taken back.

use domain::action::{Action, Outcome};
use domain::answer::{Answer, EditTried, Near};
use domain::code::{GridPath, Level};
use domain::edit::{CornerMove, Edit, EditKind, How, Seen};
use domain::fact::FactId;
use domain::failure::Failure;
use domain::place::{Bounds, Position};
use domain::question::Question;
use domain::revision::Cause;
use tests::{Story, owner};

const DRAFT: &str = "二〇二七";
const TOP: &str = "411602";
const FIRST: &str = "411602.411602001";
const SECOND: &str = "411602.411602002";
const CHENZHOU: &str = "411602.411602001.411602001001";
const NINGZHUANG: &str = "411602.411602001.411602001002";
const YUXIN: &str = "411602.411602002.411602002001";
const XINJIE: &str = "411602.411602002.411602002002";
const EVERYWHERE: Bounds = Bounds { west: 100.0, south: 20.0, east: 120.0, north: 40.0 };

/// The small district and a draft of it.
fn drafted(story: &Story) {
    let from = story.district().scheme.map(|scheme| scheme.name);
    story.act(Action::DraftScheme { name: DRAFT.to_owned(), from }).expect("a draft");
}

fn edit(story: &Story, edit: Edit) -> Result<FactId, Failure> {
    seeing(story, edit, Vec::new())
}

fn seeing(story: &Story, edit: Edit, seen: Vec<Seen>) -> Result<FactId, Failure> {
    match story.act(Action::EditGrids { scheme: DRAFT.to_owned(), edit, seen })? {
        Outcome::GridsRevised { fact, .. } => Ok(fact),
        other => panic!("an edit answers {other:?}"),
    }
}

fn undo(story: &Story, fact: FactId) -> FactId {
    match story.act(Action::UndoRevision { fact }).expect("it can be undone") {
        Outcome::GridsRevised { fact, .. } => fact,
        other => panic!("an undo answers {other:?}"),
    }
}

fn tried(story: &Story, edit: Edit) -> Result<EditTried, Failure> {
    match story.desk.ask(&owner(), &Question::TryEdit { scheme: DRAFT.to_owned(), edit })? {
        Answer::TryEdit(tried) => Ok(*tried),
        other => panic!("an edit that is tried answers {other:?}"),
    }
}

fn near(story: &Story, level: u8, bounds: Bounds) -> Result<Near, Failure> {
    let question = Question::Near { scheme: DRAFT.to_owned(), level: Level(level), bounds };
    match story.desk.ask(&owner(), &question)? {
        Answer::Near(near) => Ok(near),
        other => panic!("what is near answers {other:?}"),
    }
}

/// All grids of the draft, by path, with their digests.
fn draft(story: &Story) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for level in 1..=3 {
        let grids = near(story, level, EVERYWHERE).expect("few grids").grids;
        all.extend(grids.into_iter().map(|grid| (grid.path.to_string(), grid.digest)));
    }
    all.sort();
    all
}

/// The kinds of what the check finds in the draft beside missing heads, and where.
fn findings(story: &Story) -> Vec<String> {
    let question = Question::Check {
        scheme: Some(DRAFT.to_owned()),
        kinds: Vec::new(),
        level: None,
        state: None,
        from: 0,
        limit: 1_000,
    };
    match story.desk.ask(&owner(), &question).expect("a check") {
        Answer::Check(check) => check
            .findings
            .iter()
            .filter(|finding| finding.bounds.is_some() && finding.place.is_some())
            .map(|finding| finding.kind.word().to_owned())
            .collect(),
        other => panic!("a check answers {other:?}"),
    }
}

fn last_cause(story: &Story) -> Cause {
    match story.desk.ask(&owner(), &Question::Schemes).expect("the schemes") {
        Answer::Schemes(list) => list.schemes[0].revisions[0].cause.clone(),
        other => panic!("schemes answer {other:?}"),
    }
}

/// Hundredths of a degree east of 114 and north of 33.
fn at(east: f64, north: f64) -> Position {
    Position::from_degrees(114.0 + east / 100.0, 33.0 + north / 100.0).expect("on the globe")
}

fn path(text: &str) -> GridPath {
    GridPath::from_text(text)
}

fn changed(tried: &EditTried) -> Vec<&str> {
    tried.changes.iter().map(|change| change.path.as_str()).collect()
}

fn refused<T: std::fmt::Debug>(came: Result<T, Failure>) -> String {
    came.expect_err("it is refused").code
}

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
