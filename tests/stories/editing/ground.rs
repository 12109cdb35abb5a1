//! Ground that changes hands: redrawn, divided, made one, drawn new, taken away, given to another parent.

use domain::action::Action;
use domain::answer::NearGrid;
use domain::code::{GridPath, Level};
use domain::edit::{Edit, EditKind, GridRow, How, Taker};
use domain::place::{Bounds, Position, Shape};
use domain::revision::Cause;
use tests::Story;

use super::{
    CHENZHOU, EVERYWHERE, FIRST, NINGZHUANG, SECOND, XINJIE, YUXIN, at, changed, code, draft, drafted, edit, findings,
    last_cause, near, path, refused, tried, undo,
};

fn names(story: &Story, level: u8) -> Vec<String> {
    near(story, level, EVERYWHERE).expect("few grids").grids.into_iter().map(|grid| grid.name).collect()
}

fn tried_code(story: &Story, edit: Edit) -> String {
    refused(tried(story, edit))
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
