//! What is found is mended in a draft, undone, let stand: how much of it is done is told beside what is left.

use domain::action::{Action, Outcome};
use domain::answer::{Answer, FindingCard, Findings};
use domain::code::{GridPath, Level};
use domain::finding::{FindingKey, FindingKind, Mend};
use domain::question::Question;
use exchange::{Kind, Options, ParentRule};
use tests::board::{Board, SIDE, STREET, Square, TOP, block, closed, community};
use tests::{Story, owner};

use crate::findings::{card, check, check_as, codes, planted};

/// A draft of the published scheme.
fn drafted(story: &Story) -> String {
    let name = "修补".to_owned();
    story.act(Action::DraftScheme { name: name.clone(), from: Some("网格方案".to_owned()) }).expect("a draft");
    name
}

fn check_of(story: &Story, scheme: &str) -> Findings {
    let scheme = Some(scheme.to_owned());
    let question = Question::Check { scheme, kinds: vec![], level: None, state: None, from: 0, limit: 99 };
    check_as(story, &owner(), &question)
}

fn card_of(story: &Story, scheme: &str, key: &FindingKey) -> FindingCard {
    let question = Question::Finding { scheme: Some(scheme.to_owned()), key: key.clone() };
    match story.desk.ask(&owner(), &question).expect("a finding") {
        Answer::Finding(card) => *card,
        other => panic!("a finding answers {other:?}"),
    }
}

/// Plants a fault, mends it in a draft in the way that is offered, undoes that, and mends it again.
fn mended_and_undone(plant: impl FnOnce(&mut Board), kind: FindingKind, way: impl Fn(&Mend) -> bool, changed: &[i32]) {
    let story = planted(plant);
    let draft = drafted(&story);
    let found = check_of(&story, &draft).findings;
    assert_eq!(check_of(&story, &draft).mended, 0);
    assert_eq!(found.iter().map(|finding| finding.kind).collect::<Vec<_>>(), [kind]);
    let key = found[0].key.clone();
    let offers = card_of(&story, &draft, &key).mends;
    let offer = offers.iter().find(|offer| way(&offer.mend)).unwrap_or_else(|| panic!("offered: {offers:#?}"));
    let codes: Vec<&str> = offer.grids.iter().map(|one| one.grid.code.0.as_str()).collect();
    assert_eq!(codes, changed.iter().map(|&number| community(number)).collect::<Vec<_>>());
    assert!(offer.grids.iter().all(|one| one.moved > 0.0 && one.area.abs() > 0.0));

    let mend = || story.act(Action::MendFinding { scheme: draft.clone(), key: key.clone(), mend: offer.mend.clone() });
    let Outcome::GridsRevised { fact, grids } = mend().expect("it is mended") else { panic!("a mend is a revision") };
    assert_eq!(grids as usize, changed.len());
    let after = check_of(&story, &draft);
    assert_eq!((after.total, after.mended), (0, 1), "it is gone, and nothing came of it");
    let in_force = check(&story);
    assert_eq!((in_force.total, in_force.mended), (1, 0), "what is in force stays as it is");
    assert_eq!(mend().expect_err("it is gone").code, "unknown");

    story.act(Action::UndoRevision { fact }).expect("it is undone");
    let back = check_of(&story, &draft);
    assert_eq!((&back.findings, back.mended), (&found, 0), "it is back as it was");
    mend().expect("and mended again");
    let story = story.restarted();
    let after = check_of(&story, &draft);
    assert_eq!((after.total, after.mended), (0, 1), "a proof from the start says the same");
    story.verified();
}

#[test]
fn a_sliver_goes_to_the_neighbour_with_the_longest_edge_and_comes_back() {
    let plant = |board: &mut Board| board.community(5).corners = block(SIDE, SIDE, 2 * SIDE - 30, 2 * SIDE);
    mended_and_undone(plant, FindingKind::Sliver, |mend| *mend == Mend::GiveToNeighbour, &[5]);
}

#[test]
fn an_edge_is_laid_on_the_neighbours_and_comes_back() {
    let plant = |board: &mut Board| {
        let (y, out) = (3 * SIDE / 2, 2 * SIDE + 20);
        let corners = [(SIDE, SIDE), (2 * SIDE, SIDE), (out, y), (2 * SIDE, 2 * SIDE), (SIDE, 2 * SIDE)];
        board.community(5).corners = closed(&corners);
    };
    let five = |path: &GridPath| path.as_str().ends_with("005");
    let is_fives = |mend: &Mend| matches!(mend, Mend::SnapToOther { moving } if five(moving));
    mended_and_undone(plant, FindingKind::MismatchedEdge, is_fives, &[5]);
}

#[test]
fn what_lies_outside_is_clipped_and_comes_back() {
    let plant = |board: &mut Board| board.community(6).corners = block(2 * SIDE, SIDE, 3 * SIDE + 500, 2 * SIDE);
    mended_and_undone(plant, FindingKind::OutsideParent, |mend| *mend == Mend::ClipToParent, &[6]);
}

#[test]
fn only_a_draft_is_mended_and_only_in_a_way_that_fits() {
    let story = planted(|board| board.community(5).corners = block(SIDE, SIDE, 2 * SIDE - 2_000, 2 * SIDE));
    let key = check(&story).findings[0].key.clone();
    assert_eq!(card(&story, &key).mends, [], "a wide gap is given to nobody");
    let mend = |scheme: &str, mend| {
        let came = story.act(Action::MendFinding { scheme: scheme.to_owned(), key: key.clone(), mend });
        came.expect_err("it cannot be mended so").code
    };
    let draft = drafted(&story);
    assert_eq!(mend(&draft, Mend::GiveToNeighbour), "mend.too_wide");
    assert_eq!(mend(&draft, Mend::ClipToParent), "mend.does_not_fit");
    assert_eq!(mend("别的", Mend::GiveToNeighbour), "unknown");

    let story = planted(|board| board.community(5).corners = block(SIDE, SIDE, 2 * SIDE - 30, 2 * SIDE));
    let key = check(&story).findings[0].key.clone();
    let published = Action::MendFinding { scheme: "网格方案".to_owned(), key, mend: Mend::GiveToNeighbour };
    assert!(story.act(published).expect_err("what is in force is not mended").code.starts_with("scheme."));
    assert_eq!(check(&story).total, 1);
}

/// A second street beside the first, with eight communities; its ninth place is the one at the south-east, where
/// community 10 of the first street lies with two estates in it.
fn astray() -> Board {
    const SECOND: &str = "411602002";
    const TENTH: &str = "411602001010";
    let mut board = Board::sound();
    board.with_code(TOP).corners = block(0, 0, 6 * SIDE, 3 * SIDE);
    board.with_code(TOP).residents = 180;
    board.with_code(STREET).residents = 100;
    let like = board.community(1).clone();
    let square = |code: &str, parent, level, residents, corners| Square {
        code: code.to_owned(),
        parent: Some(parent),
        level,
        kind: "",
        residents,
        corners,
        ..like.clone()
    };
    board.grids.push(square(SECOND, TOP, 2, 80, block(3 * SIDE, 0, 6 * SIDE, 3 * SIDE)));
    let place = |n: i32| ((3 + n % 3) * SIDE, n / 3 * SIDE);
    for n in (0..9).filter(|n| *n != 2) {
        let (x, y) = place(n);
        board.grids.push(square(&format!("{SECOND}{:03}", n + 1), SECOND, 3, 10, block(x, y, x + SIDE, y + SIDE)));
    }
    let (x, y) = place(2);
    board.grids.push(square(TENTH, STREET, 3, 10, block(x, y, x + SIDE, y + SIDE)));
    for (number, west) in [("001", x), ("002", x + SIDE / 2)] {
        let estate = block(west, y, west + SIDE / 2, y + SIDE);
        board.grids.push(square(&format!("{TENTH}{number}"), TENTH, 4, 5, estate));
    }
    board
}

/// With the parents that the file says.
fn imported(board: &Board) -> Story {
    let story = Story::empty();
    let parent = Some(ParentRule::Column("parent".to_owned()));
    let options = Options { parent, ..Options::default() };
    story.import_with(Kind::Grids, "grids.geojson", board.grids().into_bytes(), options).expect("the grids come in");
    story.import(Kind::Heads, "heads.csv", &board.heads()).expect("the heads come in");
    story
}

fn said(findings: &Findings) -> Vec<(FindingKind, Vec<String>)> {
    findings.findings.iter().map(|finding| (finding.kind, codes(finding))).collect()
}

fn names(all: &[&str]) -> Vec<String> {
    all.iter().map(|code| (*code).to_owned()).collect()
}

#[test]
fn a_grid_in_another_street_than_its_file_says_goes_there_with_everything_below_it_and_comes_back() {
    let story = imported(&astray());
    let draft = drafted(&story);
    let before = check_of(&story, &draft);
    let lies = (FindingKind::LiesElsewhere, names(&[STREET, "411602001010", "411602002"]));
    let hole = (FindingKind::NotFilled, names(&["411602002", "411602002001", "411602002002", "411602002006"]));
    let sums = |findings: &Findings| said(findings).into_iter().filter(|(kind, _)| *kind != FindingKind::CountMismatch);
    assert_eq!(sums(&before).collect::<Vec<_>>()[0], lies);
    assert_eq!(sums(&before).count(), 2, "{hole:?} and nothing else: {:#?}", said(&before));
    let found = &before.findings[0];
    assert_eq!((found.level, found.params["share"].as_str()), (Level(3), "100"));
    assert_eq!((found.params["parent"].as_str(), found.params["other"].as_str()), ("格411602001", "格411602002"));

    let offers = card_of(&story, &draft, &found.key).mends;
    let path = GridPath::from_text("411602.411602001.411602001010");
    let parent = GridPath::from_text("411602.411602002");
    let mend = Mend::MoveToParent { path: path.clone(), parent: parent.clone() };
    let offer = offers.iter().find(|offer| offer.mend == mend).unwrap_or_else(|| panic!("offered: {offers:#?}"));
    assert_eq!((offer.grids.len(), offer.grids[0].children), (1, 2));
    assert_eq!(offer.leaves, Some(FindingKind::WrongParent), "its code still names the first street");
    let act = |mend: Mend| story.act(Action::MendFinding { scheme: draft.clone(), key: found.key.clone(), mend });
    let other = Mend::MoveToParent { path: path.clone(), parent: GridPath::from_text("411602") };
    assert_eq!(act(other).expect_err("it does not lie there").code, "mend.does_not_fit");
    let Outcome::GridsRevised { fact, grids } = act(mend.clone()).expect("it goes") else { panic!("a revision") };
    assert_eq!(grids, 6, "three go and three come");

    let after = check_of(&story, &draft);
    let wrong = (FindingKind::WrongParent, names(&["411602001010"]));
    assert!(said(&after).contains(&wrong), "{:#?}", said(&after));
    assert!(sums(&after).all(|one| one == wrong), "the hole is filled: {:#?}", said(&after));
    assert_eq!(after.mended, 1);
    let estate = GridPath::from_text(format!("{parent}.411602001010.411602001010002"));
    let question = Question::Shapes { scheme: Some(draft.clone()), paths: vec![estate] };
    let Ok(Answer::Shapes(shapes)) = story.desk.ask(&owner(), &question) else { panic!("shapes answer with grids") };
    assert_eq!(shapes.grids.len(), 1, "what lies below went along");

    story.act(Action::UndoRevision { fact }).expect("it is undone");
    assert_eq!(check_of(&story, &draft).findings, before.findings, "it is back as it was");
    act(mend).expect("and goes again");
    let story = story.restarted();
    assert_eq!(said(&check_of(&story, &draft)), said(&after), "a proof from the start says the same");
    story.verified();
}

#[test]
fn a_grid_whose_code_names_the_parent_that_it_lies_in_is_right_in_everything_once_it_is_there() {
    let mut board = astray();
    for grid in &mut board.grids {
        grid.code = grid.code.replace("411602001010", "411602002003");
    }
    board.grids.iter_mut().filter(|grid| grid.level == 4).for_each(|grid| grid.parent = Some("411602002003"));
    board.with_code(STREET).residents = 90;
    board.with_code("411602002").residents = 90;
    let story = imported(&board);
    let draft = drafted(&story);
    let before = check_of(&story, &draft).findings;
    let wrong = before.iter().find(|finding| finding.kind == FindingKind::WrongParent).expect("its code says so, too");
    let offers = card_of(&story, &draft, &wrong.key).mends;
    assert_eq!((offers.len(), offers[0].leaves), (1, None), "{offers:#?}");
    let mend = offers[0].mend.clone();
    story.act(Action::MendFinding { scheme: draft.clone(), key: wrong.key.clone(), mend }).expect("it goes");
    let after = check_of(&story, &draft);
    assert_eq!((said(&after), after.mended), (vec![], 1), "everything is right");
    story.verified();
}

#[test]
fn a_grid_is_not_moved_to_where_somebody_has_its_ground_already() {
    let mut board = astray();
    let (x, y) = (5 * SIDE, 0);
    let taken = Square { code: "411602002003".to_owned(), parent: Some("411602002"), ..board.community(1).clone() };
    board.grids.push(Square { corners: block(x, y, x + SIDE, y + SIDE), ..taken });
    let story = imported(&board);
    let draft = drafted(&story);
    let found = check_of(&story, &draft).findings;
    let lies = found.iter().find(|finding| finding.kind == FindingKind::LiesElsewhere).expect("it lies elsewhere");
    assert_eq!(card_of(&story, &draft, &lies.key).mends, [], "a move would only make an overlap of it");
    let path = GridPath::from_text("411602.411602001.411602001010");
    let mend = Mend::MoveToParent { path, parent: GridPath::from_text("411602.411602002") };
    let came = story.act(Action::MendFinding { scheme: draft, key: lies.key.clone(), mend });
    assert_eq!(came.expect_err("it is refused").code, "mend.not_clean");
}

#[test]
fn what_is_let_stand_in_a_draft_is_open_in_what_is_in_force_and_opened_again() {
    let story = planted(|board| board.community(5).corners = block(SIDE, SIDE, 2 * SIDE - 2_000, 2 * SIDE));
    let draft = drafted(&story);
    let key = check_of(&story, &draft).findings[0].key.clone();
    let (note, name) = ("水面".to_owned(), "周明".to_owned());
    story.act(Action::AcceptFinding { scheme: draft.clone(), key: key.clone(), note, name }).expect("accepted");
    let states = |findings: Findings| (findings.counts[0].open, findings.counts[0].accepted);
    assert_eq!((states(check_of(&story, &draft)), states(check(&story))), ((0, 1), (1, 0)));
    story.act(Action::WithdrawAcceptance { scheme: draft.clone(), key }).expect("open again");
    assert_eq!(states(check_of(&story, &draft)), (1, 0));
    story.verified();
}
