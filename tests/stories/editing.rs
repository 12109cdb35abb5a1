//! A draft edited on the map: each stroke, its words, what follows from it, and that it can be taken back.

use domain::action::{Action, Outcome};
use domain::answer::{Answer, EditTried, Near, NearGrid};
use domain::code::{GridCode, GridPath, Level};
use domain::edit::{CornerMove, Edit, EditKind, GridRow, How, Seen, Taker};
use domain::fact::FactId;
use domain::failure::Failure;
use domain::place::{Bounds, Position, Shape};
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
    match story.act(Action::EditGrids { scheme: DRAFT.to_owned(), edit: Box::new(edit), seen })? {
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

fn code(text: &str) -> GridCode {
    GridCode(text.to_owned())
}

fn names(story: &Story, level: u8) -> Vec<String> {
    near(story, level, EVERYWHERE).expect("few grids").grids.into_iter().map(|grid| grid.name).collect()
}

#[test]
fn a_border_that_is_redrawn_moves_at_every_level_that_has_it() {
    let story = Story::small();
    drafted(&story);
    let before = draft(&story);
    // From the first street's border into the second, and back.
    let line = vec![at(1.0, 0.2), at(1.3, 0.2), at(1.3, 0.8), at(1.0, 0.8)];
    let redraw = Edit::Redraw { path: path(CHENZHOU), line };
    let tried = tried(&story, redraw.clone()).expect("it can be done");
    assert_eq!(changed(&tried), [FIRST, CHENZHOU, SECOND, YUXIN]);
    assert_eq!(tried.faults, []);
    let fact = edit(&story, redraw).expect("it is done");
    assert_eq!(findings(&story), [""; 0]);
    let how = How { edit: EditKind::Redraw, name: Some("陈州社区".to_owned()) };
    assert_eq!(last_cause(&story), Cause::Edited { how: Some(how) });
    // The street takes ground of the other; its children share it.
    let line = vec![at(1.0, 0.9), at(1.2, 0.9), at(1.2, 1.6), at(1.0, 1.6)];
    edit(&story, Edit::Redraw { path: path(FIRST), line }).expect("it is done");
    assert_eq!(findings(&story), [""; 0]);
    let line = vec![at(0.2, 0.0), at(0.5, 0.5)];
    let nowhere = tried_code(&story, Edit::Redraw { path: path(CHENZHOU), line });
    assert_eq!(nowhere, "edit.line_ends_inside");
    assert_eq!(refused(story.act(Action::UndoRevision { fact })), "revision.revised_again");
    assert_ne!(draft(&story), before);
    story.verified();
}

fn tried_code(story: &Story, edit: Edit) -> String {
    refused(tried(story, edit))
}

#[test]
fn a_grid_is_divided_and_made_one_again() {
    let story = Story::small();
    drafted(&story);
    let before = draft(&story);
    let line = vec![at(0.5, -0.3), at(0.52, 1.2)];
    let new = || (code("411602001009"), "东社区".to_owned());
    let split = |path: GridPath, line: &[Position], (code, name)| Edit::Split { path, line: line.to_vec(), code, name };
    let fact = edit(&story, split(path(CHENZHOU), &line, new())).expect("a community is divided");
    assert_eq!(findings(&story), [""; 0]);
    assert_eq!(names(&story, 3), ["陈州社区", "宁庄社区", "东社区", "育新社区", "新街社区"]);
    let how = How { edit: EditKind::Split, name: Some("陈州社区".to_owned()) };
    assert_eq!(last_cause(&story), Cause::Edited { how: Some(how) });
    assert_eq!(
        tried_code(&story, split(path(NINGZHUANG), &[at(0.4, 0.9), at(0.4, 2.1)], new())),
        "revision.code_taken"
    );
    let across = split(path(NINGZHUANG), &[at(5.0, 5.0), at(5.0, 6.0)], (code("7"), String::new()));
    assert_eq!(tried_code(&story, across), "edit.line_divides_nothing");
    let east = path("411602.411602001.411602001009");
    let merge = Edit::Merge { paths: vec![path(CHENZHOU), east.clone()], into: path(CHENZHOU) };
    let merged = edit(&story, merge).expect("they are one again");
    assert_eq!(findings(&story), [""; 0]);
    assert_eq!(names(&story, 3).len(), 4);
    let far = Edit::Merge { paths: vec![path(CHENZHOU), path(XINJIE)], into: path(CHENZHOU) };
    assert_eq!(tried_code(&story, far), "edit.not_siblings");
    undo(&story, merged);
    undo(&story, fact);
    assert_eq!(draft(&story), before);
    story.verified();
}

#[test]
fn a_street_is_divided_between_its_communities_and_they_follow() {
    let story = Story::small();
    drafted(&story);
    let before = draft(&story);
    // From west to east through the southern community: more than half of it lies north of the line.
    let split = Edit::Split {
        path: path(FIRST),
        line: vec![at(1.2, 0.9), at(-0.2, 0.9)],
        code: code("411602008"),
        name: "北街".to_owned(),
    };
    let tried = tried(&story, split.clone()).expect("it can be done");
    assert_eq!(tried.follows, [path(NINGZHUANG)]);
    assert_eq!(tried.faults, []);
    let there = "411602.411602008.411602001002";
    assert_eq!(changed(&tried), [FIRST, "411602.411602008", there]);
    let fact = edit(&story, split).expect("it is done");
    assert_eq!(findings(&story), [""; 0]);
    assert_eq!(names(&story, 2), ["陈州街", "七一路", "北街"]);
    let aside = Edit::Split {
        path: path(SECOND),
        line: vec![at(0.9, 0.2), at(2.1, 0.2)],
        code: code("411602009"),
        name: String::new(),
    };
    assert_eq!(tried_code(&story, aside), "edit.children_on_one_side");
    // Both streets become one again, with the communities of both.
    let merge = Edit::Merge { paths: vec![path("411602.411602008")], into: path(FIRST) };
    let merged = edit(&story, merge).expect("they are one");
    assert_eq!(names(&story, 2), ["陈州街", "七一路"]);
    assert_eq!(findings(&story), [""; 0]);
    undo(&story, merged);
    undo(&story, fact);
    assert_eq!(draft(&story), before);
    story.verified();
}

#[test]
fn grids_are_drawn_new_and_go_with_their_ground_to_a_neighbour_or_to_nobody() {
    let story = Story::small();
    drafted(&story);
    let outline = vec![vec![at(0.8, 0.8), at(1.4, 0.8), at(1.4, 1.4), at(0.8, 1.4)]];
    let draw = |take| Edit::Draw {
        parent: Some(path(FIRST)),
        level: Level(3),
        outline: outline.clone(),
        take,
        code: code("411602001007"),
        name: "新社区".to_owned(),
        kind: "城市社区".to_owned(),
    };
    assert_eq!(tried_code(&story, draw(false)), "edit.no_ground");
    let drawn = edit(&story, draw(true)).expect("it takes from its siblings");
    assert_eq!(findings(&story), [""; 0]);
    let new = path("411602.411602001.411602001007");
    let remove = |to| Edit::Remove { path: new.clone(), to };
    let tried = tried(&story, remove(Taker::Nobody)).expect("it can go");
    assert_eq!(tried.faults.len(), 1, "{:?}", tried.faults);
    assert!(tried.faults[0].message.contains("m²"), "{:?}", tried.faults);
    let to = Taker::Grid { path: path(NINGZHUANG) };
    edit(&story, remove(to)).expect("it goes to one of them");
    assert_eq!(findings(&story), [""; 0]);
    assert_eq!(names(&story, 3).len(), 4);
    assert_eq!(tried_code(&story, Edit::Remove { path: path(FIRST), to: Taker::Neighbour }), "revision.has_children");
    let gone = edit(&story, Edit::Remove { path: path(CHENZHOU), to: Taker::Neighbour }).expect("it goes");
    assert_eq!(findings(&story), [""; 0]);
    let last = Edit::Remove { path: path(NINGZHUANG), to: Taker::Neighbour };
    assert_eq!(tried_code(&story, last), "edit.no_neighbour");
    undo(&story, gone);
    assert_eq!(refused(story.act(Action::UndoRevision { fact: drawn })), "revision.revised_again");
    story.verified();
}

#[test]
fn a_community_goes_to_another_street_and_its_ground_with_it() {
    let story = Story::small();
    drafted(&story);
    let before = draft(&story);
    let tried = tried(&story, Edit::MoveToParent { path: path(NINGZHUANG), parent: path(SECOND) }).expect("it can");
    let there = "411602.411602002.411602001002";
    assert_eq!(changed(&tried), [FIRST, SECOND, there]);
    assert_eq!(tried.changes[2].was_at, Some(path(NINGZHUANG)));
    assert_eq!(tried.faults, []);
    let moved = edit(&story, Edit::MoveToParent { path: path(NINGZHUANG), parent: path(SECOND) }).expect("it goes");
    assert_eq!(findings(&story), ["wrong_parent"; 0]);
    let alone = Edit::MoveToParent { path: path(CHENZHOU), parent: path(SECOND) };
    assert_eq!(tried_code(&story, alone), "edit.nothing_left");
    let below = Edit::MoveToParent { path: path(FIRST), parent: path(CHENZHOU) };
    assert_eq!(tried_code(&story, below), "edit.below_itself");
    undo(&story, moved);
    assert_eq!(draft(&story), before);
    story.verified();
}

#[test]
fn a_form_changes_a_grids_row_and_another_code_moves_all_below() {
    let story = Story::small();
    drafted(&story);
    let row = |code_of: &str, name: &str| GridRow {
        code: code(code_of),
        kind: "街道".to_owned(),
        name: name.to_owned(),
        counts: domain::grid::Counts { residents: Some(7), ..Default::default() },
        attributes: [("有地下室".to_owned(), "是".to_owned())].into(),
    };
    let describe = |row| Edit::Describe { path: path(FIRST), row };
    edit(&story, describe(row("411602001", "陈州街回族街道"))).expect("another name");
    assert_eq!(names(&story, 2)[0], "陈州街回族街道");
    edit(&story, describe(row("411602011", "陈州街"))).expect("another code");
    let communities: Vec<String> = draft(&story).into_iter().map(|(path, _)| path).collect();
    assert!(communities.contains(&"411602.411602011.411602001002".to_owned()), "{communities:?}");
    assert_eq!(refused(tried(&story, describe(row("1", "")))), "grid.unknown");
    let second = Edit::Describe { path: path(SECOND), row: row("411602011", "") };
    assert_eq!(tried_code(&story, second), "revision.code_taken");
    story.verified();
}

/// Communities of one street of the demonstration district, and grids below them.
fn some_of_a_street(story: &Story) -> Vec<NearGrid> {
    let street = near(story, 2, EVERYWHERE).expect("few streets").grids.swap_remove(2);
    let bounds = street.shape.bounds().expect("it has ground");
    let of = |level| near(story, level, bounds).expect("few enough").grids.into_iter();
    let inside = |grid: &NearGrid| grid.path.is_within(&street.path);
    of(3).filter(inside).take(4).chain(of(4).filter(inside).step_by(11).take(8)).collect()
}

/// From the middle of a border's stretch out and back to its end.
fn bulge(shape: &Shape, share: usize) -> Vec<Position> {
    let ring = &shape.polygons[0].rings[0];
    let (from, to) = (ring[ring.len() * share / 8], ring[ring.len() * share / 8 + 1]);
    let middle = Position(i32::midpoint(from.0, to.0), i32::midpoint(from.1, to.1));
    // A quarter of the stretch's length, to its right: outside.
    let out = Position(middle.0 + (to.1 - from.1) / 4, middle.1 - (to.0 - from.0) / 4);
    vec![from, out, to]
}

#[test]
fn a_town_stays_seamless_whatever_borders_are_redrawn_divided_and_made_one() {
    let story = Story::demonstration();
    drafted(&story);
    assert_eq!(findings(&story), [""; 0]);
    let grids = some_of_a_street(&story);
    let mut done = 0;
    let mut refusals = Vec::new();
    let mut stroke = |stroke: Edit| match edit(&story, stroke) {
        Ok(_) => {
            done += 1;
            true
        }
        Err(failure) => {
            refusals.push(failure.code);
            false
        }
    };
    for (number, grid) in grids.iter().enumerate() {
        for share in [1, 5] {
            stroke(Edit::Redraw { path: grid.path.clone(), line: bulge(&grid.shape, share) });
        }
        let Bounds { west, south, east, north } = grid.shape.bounds().expect("it has ground");
        let middle = f64::midpoint(south, north);
        let ends = [(west - 0.001, middle), (east + 0.001, middle + 0.0001)];
        let line =
            ends.iter().map(|(east, north)| Position::from_degrees(*east, *north).expect("on the globe")).collect();
        let (new, name) = (code(&format!("9{number}")), String::new());
        if stroke(Edit::Split { path: grid.path.clone(), line, code: new.clone(), name }) {
            let newcomer = grid.path.parent().expect("it has a parent").child(&new);
            stroke(Edit::Merge { paths: vec![newcomer], into: grid.path.clone() });
        }
    }
    // Two communities of twelve have their children side by side along the line.
    assert_eq!((done, refusals), (44, vec!["edit.children_on_one_side".to_owned(); 2]));
    assert_eq!(findings(&story), [""; 0]);
    story.verified();
}
