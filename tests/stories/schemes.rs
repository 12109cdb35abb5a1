//! The life of a scheme: drawn by one, undone, handed over, published by another, and what stays of yesterday.

mod files;

use domain::action::{Action, Outcome};
use domain::alarm::{AlarmState, Cause};
use domain::answer::{AlarmLine, Answer, CompareList, Comparison, DrawnGrid, SchemeCard};
use domain::code::{GridCode, GridPath};
use domain::fact::FactId;
use domain::failure::Failure;
use domain::heir::Heir;
use domain::moment::Moment;
use domain::place::Position;
use domain::question::Question;
use domain::receipt::Mark;
use domain::revision::Wanted;
use domain::scheme::SchemeState;
use domain::seat::{Role, Seat};
use domain::set::PlacedGrid;
use tests::{Story, operator, owner};

const TOP: &str = "411602";
const FIRST: &str = "411602.411602001";
const SECOND: &str = "411602.411602002";
const CHENZHOU: &str = "411602.411602001.411602001001";
const NINGZHUANG: &str = "411602.411602001.411602001002";
pub const DRAFT: &str = "二〇二七";
const DAY: i64 = 24 * 3600;

/// The second person: a supervisor in a browser.
pub fn supervisor(story: &Story) -> Seat {
    let offer = story.act(Action::OfferSeat { role: Role::Supervisor, subtree: None }).expect("a code");
    let Outcome::PairingOffered { code, .. } = offer else { panic!("an offer answers {offer:?}") };
    let pairing = story.desk.redeem(&code, story.command()).expect("the code seats");
    story.desk.seat_of(&pairing.token).expect("the store is read").expect("the token seats")
}

fn begin(story: &Story) {
    let from = story.district().scheme.map(|scheme| scheme.name);
    let made = story.act(Action::DraftScheme { name: DRAFT.to_owned(), from }).expect("a draft");
    assert_eq!(made, Outcome::SchemeDrafted { scheme: DRAFT.to_owned(), grids: 7 });
}

fn drawn(story: &Story, scheme: Option<&str>, path: &str) -> DrawnGrid {
    let question = Question::Shapes { scheme: scheme.map(str::to_owned), paths: vec![GridPath::from_text(path)] };
    match story.desk.ask(&owner(), &question).expect("the grids") {
        Answer::Shapes(mut shapes) => shapes.grids.remove(0),
        other => panic!("shapes answer {other:?}"),
    }
}

/// A grid of the draft as somebody wants it.
fn wanted(story: &Story, path: &str, after: impl FnOnce(PlacedGrid) -> Option<PlacedGrid>) -> Wanted {
    let DrawnGrid { placed, digest } = drawn(story, Some(DRAFT), path);
    Wanted { path: GridPath::from_text(path), seen: Some(digest), after: after(placed) }
}

fn named(story: &Story, path: &str, name: &str) -> Wanted {
    wanted(story, path, |mut placed| {
        name.clone_into(&mut placed.grid.name);
        Some(placed)
    })
}

pub fn revise(story: &Story, changes: Vec<Wanted>) -> Result<FactId, Failure> {
    match story.act(Action::ReviseGrids { scheme: DRAFT.to_owned(), changes })? {
        Outcome::GridsRevised { fact, .. } => Ok(fact),
        other => panic!("a revision answers {other:?}"),
    }
}

/// 宁庄 goes, and 陈州社区 takes its ground.
fn merge(story: &Story) -> Vec<Wanted> {
    let gone = wanted(story, NINGZHUANG, |_| None);
    let whole = drawn(story, Some(DRAFT), FIRST).placed.shape;
    let larger = wanted(story, CHENZHOU, |placed| Some(PlacedGrid { shape: whole, ..placed }));
    vec![gone, larger]
}

pub fn submit(story: &Story) {
    story.act(Action::SubmitScheme { scheme: DRAFT.to_owned() }).expect("it may go to review");
}

pub fn publish(valid_from: Option<Moment>, heirs: Vec<Heir>) -> Action {
    Action::PublishScheme { scheme: DRAFT.to_owned(), valid_from, heirs }
}

fn refused<T: std::fmt::Debug>(came: Result<T, Failure>) -> String {
    came.expect_err("it is refused").code
}

fn cards(story: &Story, seat: &Seat) -> Vec<SchemeCard> {
    match story.desk.ask(seat, &Question::Schemes).expect("the schemes") {
        Answer::Schemes(list) => list.schemes,
        other => panic!("schemes answer {other:?}"),
    }
}

fn states(story: &Story) -> Vec<(String, SchemeState)> {
    cards(story, &owner()).into_iter().map(|card| (card.scheme.name, card.scheme.state)).collect()
}

pub fn compare(story: &Story, to: &str) -> Comparison {
    match story.desk.ask(&owner(), &Question::Compare { from: None, to: to.to_owned() }).expect("a comparison") {
        Answer::Compare(comparison) => *comparison,
        other => panic!("a comparison answers {other:?}"),
    }
}

fn paths(list: &CompareList) -> Vec<&str> {
    list.grids.iter().map(|grid| grid.path.as_str()).collect()
}

fn tile(story: &Story) -> String {
    let tile = story.desk.tile(&owner(), None, "grid-3", 9, 418, 206).expect("a tile");
    String::from_utf8_lossy(&tile).into_owned()
}

fn head_of(story: &Story, path: &str) -> Vec<String> {
    let question = Question::Grid { path: GridPath::from_text(path) };
    match story.desk.ask(&owner(), &question).expect("the grid") {
        Answer::Grid(card) => {
            let mut heads: Vec<String> = card.heads.into_iter().map(|line| line.post.person).collect();
            heads.sort();
            heads
        }
        other => panic!("a grid answers {other:?}"),
    }
}

#[test]
fn a_scheme_is_drawn_by_one_and_published_by_another_and_yesterdays_orders_keep_theirs() {
    let story = Story::small();
    let second = supervisor(&story);
    let old = story.district().scheme.expect("one is in force").name;
    let (order, _) = story.order(FIRST, &[]);
    begin(&story);
    assert_eq!(states(&story), [(DRAFT.to_owned(), SchemeState::Draft), (old.clone(), SchemeState::Published)]);
    let before = drawn(&story, Some(DRAFT), FIRST);

    // Drawn, undone, brought back.
    let first = revise(&story, vec![named(&story, FIRST, "陈州路街道")]).expect("a new name");
    assert_eq!(drawn(&story, Some(DRAFT), FIRST).placed.grid.name, "陈州路街道");
    assert_eq!(drawn(&story, None, FIRST), before, "what is in force stays");
    let undone = story.act(Action::UndoRevision { fact: first }).expect("nobody changed it since");
    let Outcome::GridsRevised { fact: undoing, .. } = undone else { panic!("an undo answers {undone:?}") };
    assert_eq!(drawn(&story, Some(DRAFT), FIRST), before);
    assert_eq!(refused(story.act(Action::UndoRevision { fact: first })), "revision.already_undone");
    story.act(Action::UndoRevision { fact: undoing }).expect("the undo is undone");
    revise(&story, merge(&story)).expect("two communities become one");
    let revisions = &cards(&story, &owner())[0].revisions;
    assert_eq!(revisions.iter().map(|row| row.undone.is_some()).collect::<Vec<_>>(), [false, false, true, false]);
    assert_eq!(revisions[3].names, ["陈州路街道"]);

    // A second person looks at it; the first may not publish it.
    assert_eq!(refused(story.act_as(&second, publish(None, vec![]))), "scheme.not_submitted");
    submit(&story);
    assert_eq!(refused(revise(&story, vec![named(&story, SECOND, "七一")])), "scheme.in_review");
    assert_eq!(refused(story.act(publish(None, vec![]))), "scheme.own");
    let mine = |seat: &Seat| {
        let card = cards(&story, seat).remove(0);
        (card.own, card.obstacle.map(|failure| failure.code))
    };
    assert_eq!(mine(&owner()), (true, Some("scheme.own".to_owned())));
    assert_eq!(mine(&second), (false, None));
    let comparison = compare(&story, DRAFT);
    assert_eq!((comparison.from.as_str(), comparison.unchanged), (old.as_str(), 4));
    assert_eq!((paths(&comparison.renamed), paths(&comparison.reshaped)), (vec![FIRST], vec![CHENZHOU]));
    assert_eq!(comparison.reshaped.grids[0].kept, Some(1.0), "it keeps all that it had");
    let [gone] = comparison.gone.as_slice() else { panic!("one is gone: {:?}", comparison.gone) };
    assert_eq!((gone.path.as_str(), gone.carries.posts), (NINGZHUANG, 1));
    assert_eq!(gone.heir.as_ref().map(GridPath::as_str), Some(CHENZHOU));
    assert!((gone.parts[0].share - 1.0).abs() < 1e-9, "{:?}", gone.parts);
    assert_eq!((comparison.moving.posts, comparison.obstacle), (1, None));
    assert!(tile(&story).contains("宁庄"), "the map shows what is in force");

    let came = story.act_as(&second, publish(None, vec![])).expect("a second person publishes");
    assert_eq!(came, Outcome::SchemePublished { state: SchemeState::Published, moved: 1 });
    assert_eq!(states(&story), [(DRAFT.to_owned(), SchemeState::Published), (old.clone(), SchemeState::Retired)]);
    let district = story.district();
    assert_eq!(district.scheme.map(|scheme| scheme.name).as_deref(), Some(DRAFT));
    assert_eq!(district.levels.iter().map(|level| level.grids).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(head_of(&story, CHENZHOU), ["吴六", "郑七"], "people follow their grid");
    assert!(!tile(&story).contains("宁庄"));

    // Yesterday's order keeps its scheme and its grids, and can still be answered.
    let board = story.board(order);
    assert_eq!(board.order.scheme, old);
    assert!(board.grids.iter().any(|grid| grid.path.as_str() == NINGZHUANG && grid.name == "宁庄社区"));
    let post = board.rows.iter().find(|row| row.grid.as_str() == NINGZHUANG).expect("he got it").post.clone();
    let (phone, _) = story.pair(&post);
    story.mark(&phone, order, Mark::Read).expect("he reads it under the new scheme");
    let story = story.restarted();
    let (next, _) = story.order(FIRST, &[]);
    assert_eq!(story.board(next).order.scheme, DRAFT);
    story.verified();
}

#[test]
fn a_phone_goes_with_its_post_when_the_grid_goes() {
    let story = Story::small();
    let second = supervisor(&story);
    let post = story.desk.ask(&owner(), &Question::Grid { path: GridPath::from_text(NINGZHUANG) });
    let Ok(Answer::Grid(card)) = post else { panic!("a grid answers {post:?}") };
    let (_, pairing) = story.pair(&card.heads[0].post.id);
    begin(&story);
    revise(&story, merge(&story)).expect("two become one");
    submit(&story);
    story.act_as(&second, publish(None, vec![])).expect("it comes into force");
    let seat = story.desk.seat_of(&pairing.token).expect("the store is read").expect("it still sits");
    assert_eq!(seat.subtree, Some(GridPath::from_text(CHENZHOU)));
    let Ok(Answer::Inbox(_)) = story.desk.ask(&seat, &Question::Inbox { since: None }) else {
        panic!("the phone still works")
    };
    story.verified();
}

#[test]
fn nobody_is_left_without_a_grid() {
    let story = Story::small();
    let second = supervisor(&story);
    begin(&story);
    // The first street goes with all below; half of its ground is nobody's.
    let gone = [NINGZHUANG, CHENZHOU, FIRST].map(|path| wanted(&story, path, |_| None));
    revise(&story, gone.to_vec()).expect("a draft may have holes");
    submit(&story);
    let comparison = compare(&story, DRAFT);
    assert_eq!((comparison.gone.len(), comparison.homeless.posts), (3, 4));
    assert_eq!(comparison.obstacle.expect("it cannot come").code, "scheme.nowhere_to_go");
    let failure = story.act_as(&second, publish(None, vec![])).expect_err("four people would have none");
    assert_eq!((failure.code.as_str(), failure.params["count"].as_str()), ("scheme.nowhere_to_go", "4"));
    assert_eq!(states(&story)[0].1, SchemeState::InReview, "a refusal leaves all as it was");
    let to = |path: &str, heir: &str| Heir { from: GridPath::from_text(path), to: GridPath::from_text(heir) };
    let nowhere = publish(None, vec![to(FIRST, "411602.9")]);
    assert_eq!(refused(story.act_as(&second, nowhere)), "unknown");
    let heirs = vec![to(FIRST, SECOND), to(CHENZHOU, SECOND), to(NINGZHUANG, TOP)];
    let came = story.act_as(&second, publish(None, heirs)).expect("everybody has a grid");
    assert_eq!(came, Outcome::SchemePublished { state: SchemeState::Published, moved: 4 });
    assert_eq!(head_of(&story, TOP), ["赵一", "郑七"]);
    story.verified();
}

#[test]
fn a_return_says_why_and_a_discarded_draft_leaves_nothing() {
    let story = Story::small();
    let second = supervisor(&story);
    let before = states(&story);
    begin(&story);
    assert_eq!(refused(story.act(Action::DraftScheme { name: DRAFT.to_owned(), from: None })), "scheme.name_taken");
    submit(&story);
    let back = |reason: &str| Action::ReturnScheme { scheme: DRAFT.to_owned(), reason: reason.to_owned() };
    assert_eq!(refused(story.act_as(&second, back("  "))), "scheme.reason_missing");
    story.act_as(&second, back("宁庄的边界不对")).expect("he says why");
    let card = cards(&story, &owner()).remove(0);
    assert_eq!(card.scheme.state, SchemeState::Draft);
    assert_eq!(card.steps.last().and_then(|step| step.note.as_deref()), Some("宁庄的边界不对"));
    revise(&story, vec![named(&story, NINGZHUANG, "宁庄")]).expect("it is a draft again");
    let story = story.restarted();
    story.act(Action::DiscardScheme { scheme: DRAFT.to_owned() }).expect("it is given up");
    assert_eq!(states(&story), before);
    assert_eq!(refused(story.act(Action::SubmitScheme { scheme: DRAFT.to_owned() })), "unknown");
    begin(&story);
    assert!(!cards(&story, &second)[0].own && cards(&story, &owner())[0].own);
    story.verified();
}

#[test]
fn a_revision_on_what_somebody_else_changed_is_refused_and_leaves_nothing() {
    let story = Story::small();
    let second = supervisor(&story);
    begin(&story);
    let stale = named(&story, FIRST, "东街");
    let other = named(&story, FIRST, "西街");
    let theirs = Action::ReviseGrids { scheme: DRAFT.to_owned(), changes: vec![other] };
    let Ok(Outcome::GridsRevised { fact, .. }) = story.act_as(&second, theirs) else { panic!("he was first") };
    let both = vec![named(&story, SECOND, "南街"), stale];
    assert_eq!(refused(revise(&story, both)), "revision.changed_since");
    assert_eq!(drawn(&story, Some(DRAFT), SECOND).placed.grid.name, "七一路", "all of a revision or nothing");
    revise(&story, vec![named(&story, FIRST, "北街")]).expect("he looked again");
    assert_eq!(refused(story.act(Action::UndoRevision { fact })), "revision.revised_again");
    // Both had a hand in it now: neither publishes.
    submit(&story);
    for seat in [&owner(), &second] {
        assert_eq!(refused(story.act_as(seat, publish(None, vec![]))), "scheme.own");
    }
    let third = supervisor(&story);
    story.act_as(&third, publish(None, vec![])).expect("a third had none");
    let in_force = Action::ReviseGrids { scheme: DRAFT.to_owned(), changes: vec![] };
    assert_eq!(refused(story.act(in_force)), "scheme.in_force");
    story.verified();
}

#[test]
fn a_revision_that_makes_no_sense_is_refused_in_words() {
    let story = Story::small();
    begin(&story);
    let with = |change: fn(&mut PlacedGrid)| {
        let change = |mut placed: PlacedGrid| {
            change(&mut placed);
            Some(placed)
        };
        vec![wanted(&story, NINGZHUANG, change)]
    };
    for (code, changes) in [
        ("revision.no_boundary", with(|grid| grid.shape.polygons.clear())),
        ("revision.no_boundary", with(|grid| grid.shape.polygons[0].rings[0].truncate(2))),
        (
            "revision.no_boundary",
            with(|grid| grid.shape.polygons[0].rings[0].fill(Position(1_140_000_000, 330_000_000))),
        ),
        ("revision.path_not_of_code", with(|grid| grid.grid.code = GridCode("9".to_owned()))),
        ("revision.has_children", vec![wanted(&story, FIRST, |_| None)]),
        ("revision.nothing", vec![]),
    ] {
        let failure = revise(&story, changes).expect_err("it is refused");
        assert_eq!((failure.code.as_str(), failure.advice.is_empty()), (code, false), "{failure:?}");
    }
    // A ring that runs the wrong way round is turned.
    revise(
        &story,
        with(|grid| {
            grid.shape.polygons[0].rings[0].reverse();
            "宁庄".clone_into(&mut grid.grid.name);
        }),
    )
    .expect("it encloses the same");
    assert_eq!(drawn(&story, Some(DRAFT), NINGZHUANG).placed.shape, drawn(&story, None, NINGZHUANG).placed.shape);
    story.verified();
}

#[test]
fn an_approved_scheme_comes_into_force_on_its_day_also_after_a_restart() {
    let story = Story::small();
    let second = supervisor(&story);
    begin(&story);
    revise(&story, merge(&story)).expect("two become one");
    submit(&story);
    let day = story.district().now.plus_seconds(3 * DAY);
    let came = story.act_as(&second, publish(Some(day), vec![])).expect("he approves it");
    assert_eq!(came, Outcome::SchemePublished { state: SchemeState::Approved, moved: 0 });
    let state = |story: &Story| {
        let card = cards(story, &owner()).into_iter().find(|card| card.scheme.name == DRAFT).expect("it is there");
        (card.scheme.state, card.scheme.valid_from)
    };
    assert_eq!(state(&story), (SchemeState::Approved, day));
    story.wait_seconds(2 * DAY);
    let story = story.restarted();
    assert_eq!(state(&story).0, SchemeState::Approved, "a day is missing");
    story.wait_seconds(DAY);
    // Whoever comes first after midnight finds it in force.
    let (order, _) = story.order(FIRST, &[]);
    assert_eq!((story.board(order).order.scheme.as_str(), state(&story)), (DRAFT, (SchemeState::Published, day)));
    assert_eq!(head_of(&story, CHENZHOU).len(), 2);
    let steps = cards(&story, &owner()).into_iter().find(|card| card.scheme.name == DRAFT).expect("it is there").steps;
    assert_eq!(steps.last().map(|step| &step.by), Some(&second), "in the name of who approved it");
    story.verified();
}

#[test]
fn the_day_that_comes_while_the_desk_is_shut_is_made_up_for_when_it_opens() {
    let story = Story::small();
    let second = supervisor(&story);
    begin(&story);
    submit(&story);
    let day = story.district().now.plus_seconds(DAY);
    story.act_as(&second, publish(Some(day), vec![])).expect("he approves it");
    story.wait_seconds(5 * DAY);
    let story = story.restarted();
    // The desk's thread does it before it takes the first command.
    assert_eq!(refused(story.act(Action::SubmitScheme { scheme: DRAFT.to_owned() })), "scheme.in_force");
    story.verified();
}

#[test]
fn a_scheme_that_is_held_up_on_its_day_alarms_once_until_somebody_calls_it_back() {
    let story = Story::small();
    let second = supervisor(&story);
    begin(&story);
    submit(&story);
    let day = story.district().now.plus_seconds(DAY);
    story.act_as(&second, publish(Some(day), vec![])).expect("he approves it");
    // Before its day another draft of the same scheme comes into force.
    let other = || "另一稿".to_owned();
    let from = story.district().scheme.map(|scheme| scheme.name);
    story.act(Action::DraftScheme { name: other(), from }).expect("a second draft");
    story.act(Action::SubmitScheme { scheme: other() }).expect("in review");
    let at_once = Action::PublishScheme { scheme: other(), valid_from: None, heirs: vec![] };
    story.act_as(&second, at_once).expect("it comes first");
    assert_eq!(alarms(&story, &owner()), []);
    story.wait_seconds(DAY);
    story.order(FIRST, &[]);
    let cause = Cause::Scheme { scheme: DRAFT.to_owned() };
    let told = |story: &Story| {
        let lines = alarms(story, &owner());
        lines.into_iter().map(|line| (line.cause, line.state, line.raises)).collect::<Vec<_>>()
    };
    assert_eq!(told(&story), [(cause.clone(), AlarmState::New, 1)]);
    let why = alarms(&story, &owner()).remove(0).why.expect("it says why");
    assert_eq!((why.code.as_str(), why.params["published"].as_str()), ("scheme.overtaken", "另一稿"));
    assert_eq!(alarms(&story, &operator(FIRST)), [], "schemes are the whole store's");

    // It is tried again when the desk opens: the same obstacle is the same reason.
    let story = story.restarted();
    story.wait_seconds(DAY);
    story.order(FIRST, &[]);
    assert_eq!(told(&story), [(cause.clone(), AlarmState::New, 1)]);
    story.act(Action::AcknowledgeAlarm { cause: cause.clone(), raises: 1 }).expect("somebody knows");
    let story = story.restarted();
    story.order(FIRST, &[]);
    assert_eq!(told(&story), [(cause, AlarmState::Acknowledged, 1)]);
    let back = Action::ReturnScheme { scheme: DRAFT.to_owned(), reason: "底稿已变".to_owned() };
    story.act_as(&second, back).expect("it is called back");
    assert_eq!(told(&story), []);
    story.verified();
}

/// Those of schemes; the orders of the story alarm, too.
fn alarms(story: &Story, seat: &Seat) -> Vec<AlarmLine> {
    let Answer::Alarms(mut list) = story.desk.ask(seat, &Question::Alarms).expect("the seat may ask") else {
        panic!("alarms answer with their list")
    };
    list.alarms.retain(|line| matches!(line.cause, Cause::Scheme { .. }));
    list.alarms
}

#[test]
fn an_approved_scheme_is_called_back_with_a_reason() {
    let story = Story::small();
    let second = supervisor(&story);
    begin(&story);
    submit(&story);
    let day = story.district().now.plus_seconds(DAY);
    story.act_as(&second, publish(Some(day), vec![])).expect("he approves it");
    assert_eq!(refused(story.act(Action::DiscardScheme { scheme: DRAFT.to_owned() })), "scheme.approved");
    let back = Action::ReturnScheme { scheme: DRAFT.to_owned(), reason: "暂缓".to_owned() };
    story.act_as(&second, back).expect("it is called back");
    story.wait_seconds(2 * DAY);
    story.order(FIRST, &[]);
    assert_eq!(states(&story)[0].1, SchemeState::Draft);
    story.verified();
}
