//! Faults are planted in a sound district, one sort at a time: each is found, at its place, with its size, and
//! nothing else is.

mod rare;

use domain::action::{Action, Outcome};
use domain::answer::{Answer, DrawnGrid, Finding, FindingCard, Findings};
use domain::code::{GridCode, GridPath, Level};
use domain::finding::{FindingKey, FindingKind, FindingState};
use domain::question::Question;
use domain::revision::Wanted;
use domain::seat::{Door, Role, Seat};
use exchange::{Kind, ParentRule};
use tests::board::{Board, SIDE, STREET, TOP, block, closed, community, degrees, metres};
use tests::{Story, owner};

/// What must be said: kind, the last codes of the grids (0: the street), width in metres and area in square metres.
type Expected = (FindingKind, &'static [i32], Option<(f64, f64)>);

pub fn on(board: &Board) -> Story {
    let story = Story::empty();
    story.import(Kind::Grids, "grids.geojson", &board.grids()).expect("the grids come in");
    story.import(Kind::Heads, "heads.csv", &board.heads()).expect("the heads come in");
    story
}

pub fn planted(plant: impl FnOnce(&mut Board)) -> Story {
    let mut board = Board::sound();
    plant(&mut board);
    on(&board)
}

pub fn check(story: &Story) -> Findings {
    check_as(story, &owner(), &Question::check())
}

pub fn check_as(story: &Story, seat: &Seat, question: &Question) -> Findings {
    match story.desk.ask(seat, question).expect("a check") {
        Answer::Check(findings) => findings,
        other => panic!("a check answers {other:?}"),
    }
}

pub fn card(story: &Story, key: &FindingKey) -> FindingCard {
    match story.desk.ask(&owner(), &Question::Finding { scheme: None, key: key.clone() }).expect("a finding") {
        Answer::Finding(card) => *card,
        other => panic!("a finding answers {other:?}"),
    }
}

pub fn codes(finding: &Finding) -> Vec<String> {
    finding.grids.iter().map(|grid| grid.code.0.clone()).collect()
}

/// The district's findings are exactly these, in order.
fn expect(story: &Story, expected: &[Expected]) -> Findings {
    let check = check(story);
    let kinds: Vec<_> = check.findings.iter().map(|finding| finding.kind).collect();
    assert_eq!(kinds, expected.iter().map(|(kind, ..)| *kind).collect::<Vec<_>>(), "{:#?}", check.findings);
    for (finding, (_, grids, size)) in check.findings.iter().zip(expected) {
        let wanted: Vec<String> =
            grids.iter().map(|&number| if number == 0 { STREET.to_owned() } else { community(number) }).collect();
        assert_eq!(codes(finding), wanted, "{finding:#?}");
        assert_eq!(finding.level, Level(3));
        assert!(!finding.message.is_empty() && finding.acceptance.is_none());
        assert_eq!(finding.width.is_some(), size.is_some(), "{finding:#?}");
        let Some(((width, area), (found, over))) = size.zip(finding.width.zip(finding.area)) else { continue };
        assert!((found - width).abs() < 0.01, "{found} m wide instead of {width}: {finding:#?}");
        assert!((over - area).abs() < 0.01, "{over} m² instead of {area}: {finding:#?}");
        let (place, bounds) = finding.place.zip(finding.bounds).expect("what has a size has a place");
        assert!((bounds.west..=bounds.east).contains(&place.0) && (bounds.south..=bounds.north).contains(&place.1));
        assert!(!card(story, &finding.key).outline.is_empty(), "it can be drawn");
    }
    assert_eq!(check.total as usize, expected.len());
    check
}

/// Width and area of a rectangle of so many steps.
fn rectangle(east: i32, north: i32) -> (f64, f64) {
    let (x, y) = metres((east, north));
    (x.min(y), x * y)
}

#[test]
fn a_sound_district_has_no_findings() {
    let story = on(&Board::sound());
    let check = check(&story);
    assert_eq!((check.findings.len(), check.total, check.counts.len(), check.grids), (0, 0, 0, 11));
    assert!((check.tolerance - 0.5).abs() < f64::EPSILON, "the tolerance is said: {}", check.tolerance);
    assert_eq!(check.scheme.as_deref(), Some("网格方案"));
    story.verified();
}

#[test]
fn an_empty_store_has_no_findings_and_no_scheme() {
    let check = check(&Story::empty());
    assert_eq!((check.total, check.grids, check.scheme), (0, 0, None));
}

#[test]
fn a_missing_community_in_the_middle_is_a_gap_among_its_neighbours() {
    let story = planted(|board| {
        board.community(5).corners = block(SIDE + 2_000, SIDE, 2 * SIDE, 2 * SIDE);
    });
    expect(&story, &[(FindingKind::Gap, &[2, 4, 5, 8], Some(rectangle(2_000, SIDE)))]);
    let finding = check(&story).findings.remove(0);
    let outline = card(&story, &finding.key).outline;
    assert_eq!(outline.len(), 1);
    let mut corners: Vec<_> = outline[0][0].clone();
    corners.sort_by(|a, b| a.partial_cmp(b).expect("degrees are numbers"));
    corners.dedup();
    let mut wanted: Vec<_> =
        [(SIDE, SIDE), (SIDE, 2 * SIDE), (SIDE + 2_000, SIDE), (SIDE + 2_000, 2 * SIDE)].map(degrees).into();
    wanted.sort_by(|a, b| a.partial_cmp(b).expect("degrees are numbers"));
    assert_eq!(corners, wanted, "what is drawn is the gap itself");
    story.verified();
}

#[test]
fn a_place_at_the_border_that_nobody_covers_is_not_filled() {
    let story = planted(|board| board.community(6).corners = block(2 * SIDE, SIDE, 3 * SIDE - 3_000, 2 * SIDE));
    expect(&story, &[(FindingKind::NotFilled, &[0, 3, 6, 9], Some(rectangle(3_000, SIDE)))]);
}

#[test]
fn an_overlap_names_both() {
    let story = planted(|board| board.community(5).corners = block(SIDE, SIDE, 2 * SIDE + 3_000, 2 * SIDE));
    expect(&story, &[(FindingKind::Overlap, &[5, 6], Some(rectangle(3_000, SIDE)))]);
}

#[test]
fn what_leaves_the_parent_is_outside() {
    let story = planted(|board| board.community(6).corners = block(2 * SIDE, SIDE, 3 * SIDE + 500, 2 * SIDE));
    expect(&story, &[(FindingKind::OutsideParent, &[0, 6], Some(rectangle(500, SIDE)))]);
}

#[test]
fn a_border_that_two_drew_differently_is_a_mismatched_edge() {
    let story = planted(|board| {
        let corners =
            [(SIDE, SIDE), (2 * SIDE, SIDE), (2 * SIDE + 20, 3 * SIDE / 2), (2 * SIDE, 2 * SIDE), (SIDE, 2 * SIDE)];
        board.community(5).corners = closed(&corners);
    });
    let (x, y) = metres((20, SIDE));
    // The largest circle in so flat a triangle is as wide as half its height, and a little less.
    let check = check(&story);
    let width = check.findings.first().and_then(|finding| finding.width).expect("it has a width");
    assert!(width > 0.0 && width <= x + 0.01, "{width} of {x}");
    expect(&story, &[(FindingKind::MismatchedEdge, &[5, 6], Some((width, x * y / 2.0)))]);
}

#[test]
fn a_narrow_strip_is_a_sliver_and_no_strip_is_too_narrow() {
    let story = planted(|board| board.community(5).corners = block(SIDE, SIDE, 2 * SIDE - 30, 2 * SIDE));
    expect(&story, &[(FindingKind::Sliver, &[2, 5, 6, 8], Some(rectangle(30, SIDE)))]);
    let story = planted(|board| board.community(5).corners = block(SIDE, SIDE, 2 * SIDE - 1, 2 * SIDE));
    expect(&story, &[(FindingKind::Sliver, &[2, 5, 6, 8], Some(rectangle(1, SIDE)))]);
}

#[test]
fn an_invalid_ring_is_said_once_with_what_it_leaves_free() {
    let story = planted(|board| {
        let bow = [(SIDE, SIDE), (2 * SIDE, 2 * SIDE - 2_000), (2 * SIDE, SIDE), (SIDE, 2 * SIDE)];
        board.community(5).corners = closed(&bow);
    });
    let check = check(&story);
    let rings: Vec<_> = check.findings.iter().filter(|finding| finding.kind == FindingKind::InvalidRing).collect();
    assert_eq!(rings.len(), 1, "{:#?}", check.findings);
    assert_eq!((rings[0].says.as_str(), codes(rings[0])), ("finding.ring_crosses_itself", vec![community(5)]));
    assert!(rings[0].place.is_some() && rings[0].width.is_none());
    let is_gap = |finding: &&Finding| finding.kind == FindingKind::Gap;
    assert_eq!(check.findings.iter().filter(is_gap).count() + 1, check.findings.len(), "{:#?}", check.findings);
}

#[test]
fn codes_that_do_not_fit_their_level_or_parent_are_found() {
    let story = planted(|board| board.community(9).code = "4116020010091".to_owned());
    let check = check(&story);
    assert_eq!(check.findings.iter().map(|finding| finding.kind).collect::<Vec<_>>(), [FindingKind::MalformedCode]);
    // The file says another parent than the code does.
    let mut board = Board::sound();
    board.community(9).code = "411602002009".to_owned();
    let story = Story::empty();
    let options =
        exchange::Options { parent: Some(ParentRule::Column("parent".to_owned())), ..exchange::Options::default() };
    story.import_with(Kind::Grids, "grids.geojson", board.grids().into_bytes(), options).expect("the grids come in");
    story.import(Kind::Heads, "heads.csv", &board.heads()).expect("the heads come in");
    let found = self::check(&story).findings;
    let found: Vec<_> = found.iter().map(|finding| (finding.kind, finding.says.as_str())).collect();
    assert_eq!(found, [(FindingKind::WrongParent, "finding.wrong_parent")]);
}

#[test]
fn a_kind_of_another_level_a_grid_without_head_and_a_sum_that_is_none_are_found() {
    let story = planted(|board| board.community(3).kind = "楼栋");
    expect(&story, &[(FindingKind::WrongKind, &[3], None)]);
    let story = planted(|board| board.community(4).has_head = false);
    expect(&story, &[(FindingKind::NoHead, &[4], None)]);
    let story = planted(|board| board.community(4).residents = 7);
    let check = check(&story);
    let found: Vec<_> = check.findings.iter().map(|one| (one.kind, codes(one), one.difference)).collect();
    assert_eq!(found, [(FindingKind::CountMismatch, vec![STREET.to_owned()], Some(3))]);
    assert_eq!(check.findings[0].level, Level(2));
}

#[test]
fn figures_stay_exact_whatever_is_asked_for() {
    let story = planted(|board| {
        for number in 1..=9 {
            board.community(number).has_head = false;
        }
        board.community(5).corners = block(SIDE, SIDE, 2 * SIDE - 2_000, 2 * SIDE);
    });
    let all = check(&story);
    assert_eq!((all.total, all.findings.len()), (10, 10));
    let ask = |kinds: &[FindingKind], level, from, limit| {
        let (kinds, level) = (kinds.to_vec(), Some(Level(level)));
        check_as(&story, &owner(), &Question::Check { scheme: None, kinds, level, state: None, from, limit })
    };
    let page = ask(&[FindingKind::NoHead], 3, 4, 3);
    assert_eq!((page.total, page.from, page.findings.len()), (9, 4, 3));
    assert_eq!(codes(&page.findings[0]), [community(5)]);
    let gaps = ask(&[FindingKind::Gap], 3, 0, 9);
    assert_eq!((gaps.total, gaps.findings[0].kind), (1, FindingKind::Gap));
    assert_eq!(ask(&[], 2, 0, 9).total, 0);
    let none = ask(&[], 3, 0, 0);
    assert_eq!((none.total, none.findings.len()), (10, 0));
    for answer in [&all, &page, &gaps, &none] {
        let counts: Vec<_> = answer.counts.iter().map(|count| (count.kind, count.open)).collect();
        assert_eq!(counts, [(FindingKind::Gap, 1), (FindingKind::NoHead, 9)]);
    }
}

#[test]
fn a_finding_is_accepted_with_a_note_and_a_name_and_opened_again() {
    let story = planted(|board| board.community(4).has_head = false);
    let key = check(&story).findings[0].key.clone();
    let accept = |scheme: &str, key: &FindingKey, note: &str, name: &str| {
        let (scheme, note, name) = (scheme.to_owned(), note.to_owned(), name.to_owned());
        story.act(Action::AcceptFinding { scheme, key: key.clone(), note, name })
    };
    let refused =
        |came: Result<Outcome, _>| came.map_err(|failure: domain::failure::Failure| failure.code).unwrap_err();
    assert_eq!(refused(accept("网格方案", &key, " ", "周明")), "check.note_missing");
    assert_eq!(refused(accept("别的", &key, "空岗待聘", "周明")), "unknown");
    assert_eq!(refused(accept("网格方案", &FindingKey("gap-0".into()), "空岗待聘", "周明")), "unknown");
    accept("网格方案", &key, " 空岗待聘 ", "周明").expect("accepted");

    let restarted = story.restarted();
    let after = check(&restarted);
    let acceptance = after.findings[0].acceptance.clone().expect("it stands accepted");
    assert_eq!((acceptance.note.as_str(), acceptance.name.as_str()), ("空岗待聘", "周明"));
    assert_eq!(acceptance.by, owner());
    assert_eq!((after.counts[0].open, after.counts[0].accepted, after.findings[0].key.clone()), (0, 1, key.clone()));
    let of = |state| {
        let question =
            Question::Check { scheme: None, kinds: vec![], level: None, state: Some(state), from: 0, limit: 9 };
        check_as(&restarted, &owner(), &question).total
    };
    assert_eq!((of(FindingState::Open), of(FindingState::Accepted)), (0, 1));

    let withdraw = || restarted.act(Action::WithdrawAcceptance { scheme: "网格方案".to_owned(), key: key.clone() });
    withdraw().expect("open again");
    assert_eq!(check(&restarted).counts[0].open, 1);
    assert_eq!(refused(withdraw()), "unknown");
    restarted.verified();
}

#[test]
fn what_was_accepted_is_open_again_when_another_import_made_it_something_else() {
    let mut board = Board::sound();
    board.community(4).residents = 7;
    let story = grids_of(&board);
    let mismatch = |story: &Story| {
        let found = check(story).findings.into_iter().find(|finding| finding.kind == FindingKind::CountMismatch);
        found.expect("the sum is none")
    };
    let accept = |key| {
        let (note, name) = ("年底复核".to_owned(), "周明".to_owned());
        story.act(Action::AcceptFinding { scheme: "网格方案".to_owned(), key, note, name }).expect("accepted");
    };
    accept(mismatch(&story).key);
    assert!(mismatch(&story).acceptance.is_some());
    board.community(4).residents = 6;
    replace(&story, &board);
    let after = mismatch(&story);
    assert_eq!((after.difference, after.acceptance), (Some(4), None), "another sum is another finding");
    board.community(4).residents = 7;
    replace(&story, &board);
    assert!(mismatch(&story).acceptance.is_some(), "the same again was looked at before");
}

#[test]
fn a_fault_that_is_gone_is_found_no_more_and_found_again_when_it_is_back() {
    let mut board = Board::sound();
    board.community(5).corners = block(SIDE, SIDE, 2 * SIDE - 2_000, 2 * SIDE);
    let story = grids_of(&board);
    let gaps = || check(&story).findings.iter().filter(|finding| finding.kind == FindingKind::Gap).count();
    assert_eq!(gaps(), 1);
    replace(&story, &Board::sound());
    assert_eq!(gaps(), 0);
    replace(&story, &board);
    assert_eq!(gaps(), 1);
}

/// A store that holds grids and nothing that would rest on them.
fn grids_of(board: &Board) -> Story {
    let story = Story::empty();
    story.import(Kind::Grids, "grids.geojson", &board.grids()).expect("the grids come in");
    story
}

/// Undoes the only import that stands, and brings other grids in.
fn replace(story: &Story, board: &Board) {
    let Answer::Imports(list) = story.desk.ask(&owner(), &Question::Imports).expect("the imports") else {
        panic!("imports answer with their list")
    };
    let import = list.imports.iter().find(|line| line.undone.is_none()).expect("one stands").import;
    story.act(Action::UndoImport { import }).expect("nothing rests on it");
    story.import(Kind::Grids, "grids.geojson", &board.grids()).expect("the grids come in");
}

#[test]
fn a_seat_with_a_part_sees_its_part_and_accepts_what_lies_wholly_in_it() {
    let story = planted(|board| {
        board.community(6).corners = block(2 * SIDE, SIDE, 3 * SIDE + 500, 2 * SIDE);
        board.community(6).has_head = false;
        board.community(7).has_head = false;
    });
    let six = GridPath::from_text(format!("411602.{STREET}.{}", community(6)));
    let seat = Seat { role: Role::Supervisor, subtree: Some(six), post: None, door: Door::Window };
    let own = check_as(&story, &seat, &Question::check());
    let kinds: Vec<_> = own.findings.iter().map(|finding| (finding.kind, codes(finding))).collect();
    let named = vec![community(6)];
    assert_eq!(kinds, [(FindingKind::OutsideParent, named.clone()), (FindingKind::NoHead, named)]);
    let accept = |key: &FindingKey| {
        let (scheme, note, name) = ("网格方案".to_owned(), "已知".to_owned(), "李工".to_owned());
        story.act_as(&seat, Action::AcceptFinding { scheme, key: key.clone(), note, name })
    };
    let of = |kind| own.findings.iter().find(|finding| finding.kind == kind).expect("it is among them");
    accept(&of(FindingKind::NoHead).key).expect("its own");
    let failure = accept(&of(FindingKind::OutsideParent).key).expect_err("the parent's border is not its own");
    assert_eq!(failure.code, "rights.outside_subtree");
    let others = check(&story);
    let foreign = others.findings.iter().find(|finding| codes(finding) == [community(7)]).expect("it is found");
    assert_eq!(accept(&foreign.key).expect_err("another's").code, "rights.outside_subtree");
}

fn drawn(story: &Story, scheme: &str, path: GridPath) -> DrawnGrid {
    let question = Question::Shapes { scheme: Some(scheme.to_owned()), paths: vec![path] };
    let Ok(Answer::Shapes(mut shapes)) = story.desk.ask(&owner(), &question) else {
        panic!("shapes answer with grids")
    };
    shapes.grids.remove(0)
}

/// No store has a code twice at one level, so the check tells of it only where one is damaged (`rare`).
#[test]
fn a_code_that_stands_twice_is_refused_at_every_door_with_both_its_places() {
    let mut board = Board::sound();
    board.community(9).code = community(1);
    let story = Story::empty();
    let came = story.import(Kind::Grids, "grids.geojson", &board.grids()).expect_err("twice in one file");
    let faults: Vec<_> = came.faults.iter().map(|fault| (fault.row, fault.code.as_str())).collect();
    assert_eq!(faults, [(Some(11), "grid.duplicate_code")]);
    assert_eq!((&*came.faults[0].params["code"], &*came.faults[0].params["first"]), (&*community(1), "3"));

    let story = on(&Board::sound());
    let mut more = Board::sound();
    more.grids.retain(|grid| grid.code == community(1));
    more.community(1).corners = block(0, 0, SIDE / 2, SIDE);
    let came = story.import(Kind::Grids, "more.geojson", &more.grids()).expect_err("it is in the store");
    assert_eq!(came.faults[0].code, "grid.in_store");

    let name = "编码".to_owned();
    story.act(Action::DraftScheme { name: name.clone(), from: Some("网格方案".to_owned()) }).expect("a draft");
    let grid = |number: i32| GridPath::from_text(format!("{TOP}.{STREET}.{}", community(number)));
    let DrawnGrid { placed, digest } = drawn(&story, &name, grid(9));
    let mut twin = placed;
    (twin.grid.code, twin.grid.path) = (GridCode(community(1)), GridPath::from_text(format!("{TOP}.{}", community(1))));
    let changes = vec![
        Wanted { path: grid(9), seen: Some(digest), after: None },
        Wanted { path: twin.grid.path.clone(), seen: None, after: Some(twin) },
    ];
    let came = story.act(Action::ReviseGrids { scheme: name, changes }).expect_err("another grid has the code");
    assert_eq!((came.code.as_str(), &*came.params["code"]), ("revision.code_taken", &*community(1)));
    story.verified();
}
