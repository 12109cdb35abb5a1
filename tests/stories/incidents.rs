//! Incidents 事件: from what came in to a checked close; each step by whom it is the part of, each with a clock that a
//! person can work out.

use std::sync::Arc;

use desk::attachment::Form;
use desk::{Parcel, Passage};
use domain::action::{Action, Outcome};
use domain::answer::{Answer, BoardColumn, InboxIncident, IncidentCard, IncidentLine, IncidentList};
use domain::attachment::Attachment;
use domain::code::GridPath;
use domain::contact::Caller;
use domain::failure::Failure;
use domain::id::{IncidentId, UnitId};
use domain::incident::{
    BoardWish, Channel, ClockKind, Deed, IncidentState, IncidentStep, IncidentWish, Light, Party, Reached, Request,
};
use domain::manner::FileKind as Kind;
use domain::moment::Moment;
use domain::news::{News, Vector};
use domain::order::Priority;
use domain::place::Position;
use domain::question::Question;
use domain::report::{ReportDraft, ReportKind, Spot};
use domain::seat::{Role, Seat};
use tests::{Story, operator, owner};

const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const OTHER: &str = "411602.411602001.411602001002";
const UNITS: &str = "编号,名称,类型,值班电话\nU1,市政维护中心,部门,0394-8220001\nU2,水务公司,部门,0394-8220002\n";
const PICTURE: &[u8] = include_bytes!("../fixtures/attachments/dot.png");
const MINUTE: i64 = 60;

fn path(text: &str) -> GridPath {
    GridPath::from_text(text)
}

fn at(longitude: f64, latitude: f64) -> Position {
    Position::from_degrees(longitude, latitude).expect("on the globe")
}

fn unit(id: &str) -> Party {
    Party::Unit(UnitId(id.to_owned()))
}

fn grid(text: &str) -> Party {
    Party::Grid(path(text))
}

fn words(text: &str) -> String {
    text.to_owned()
}

fn found(text: &str, spot: Spot) -> ReportDraft {
    ReportDraft {
        channel: None,
        foreign: None,
        post: None,
        kind: ReportKind::Facility,
        category: Vec::new(),
        urgency: Priority::Urgent,
        words: words(text),
        spot,
        attachments: Vec::new(),
        seen: Moment::from_millis(0),
        caller: None,
    }
}

fn here() -> Spot {
    Spot::Position { position: at(114.005, 33.005) }
}

fn report(story: &Story, seat: &Seat, draft: ReportDraft) -> Result<IncidentId, Failure> {
    match story.act_as(seat, Action::MakeReport { report: Box::new(draft) })? {
        Outcome::ReportMade { incident, .. } => Ok(incident),
        other => panic!("a report answers {other:?}"),
    }
}

/// Takes a step and gives where it leads, or the code of why not.
fn step(story: &Story, seat: &Seat, id: IncidentId, step: IncidentStep) -> Result<IncidentState, String> {
    match story.act_as(seat, Action::HandleIncident { incident: id, step, seen: None }) {
        Ok(Outcome::IncidentHandled { state }) => Ok(state),
        Ok(other) => panic!("a step answers {other:?}"),
        Err(failure) => Err(failure.code),
    }
}

fn card(story: &Story, seat: &Seat, id: IncidentId) -> IncidentCard {
    match story.desk.ask(seat, &Question::Incident { id }).expect("the incident") {
        Answer::Incident(card) => *card,
        other => panic!("an incident answers {other:?}"),
    }
}

/// What whoever reported it said last, and how many calls reached nobody.
fn heard_of(story: &Story, id: IncidentId) -> (Option<Reached>, u32) {
    let card = card(story, &owner(), id);
    (card.heard, card.unreached)
}

fn list(story: &Story, seat: &Seat, wish: IncidentWish) -> IncidentList {
    match story.desk.ask(seat, &Question::Incidents { wish, from: 0, limit: 50 }).expect("the list") {
        Answer::Incidents(list) => list,
        other => panic!("incidents answer {other:?}"),
    }
}

fn near(story: &Story, position: Position) -> Vec<IncidentLine> {
    match story.desk.ask(&owner(), &Question::IncidentsNear { position }).expect("those near by") {
        Answer::IncidentsNear(near) => near.incidents,
        other => panic!("those near by answer {other:?}"),
    }
}

fn tasks(story: &Story, phone: &Seat) -> Vec<InboxIncident> {
    match story.desk.ask(phone, &Question::Inbox { since: None }).expect("the inbox") {
        Answer::Inbox(card) => card.tasks,
        other => panic!("an inbox answers {other:?}"),
    }
}

fn heard(story: &Story, seat: &Seat, since: &Vector) -> bool {
    let told = story.desk.told_since(seat, since).expect("the news");
    told.iter().any(|told| told.news == News::IncidentsChanged)
}

fn photo(story: &Story, seat: &Seat, name: &str) -> Vec<Attachment> {
    let parcel = Parcel::from(PICTURE.to_vec());
    let file = story.desk.attach(seat, story.command(), name, parcel, &Arc::<Passage>::default()).expect("taken");
    vec![Attachment::File { file }]
}

fn assign(lead: Party) -> IncidentStep {
    IncidentStep::Assign { lead, assisting: Vec::new(), words: words("请尽快处置") }
}

fn dispose(text: &str) -> IncidentStep {
    IncidentStep::Dispose { words: words(text), attachments: Vec::new() }
}

fn fail(text: &str) -> IncidentStep {
    IncidentStep::Fail { reason: words(text), attachments: Vec::new(), witness: None }
}

fn pass(text: &str) -> IncidentStep {
    IncidentStep::Pass { words: words(text), attachments: Vec::new(), witness: None }
}

fn sent_back(proposed: Party) -> IncidentStep {
    IncidentStep::Return { reason: words("不是我们的"), basis: words("权责清单第 12 条"), proposed }
}

/// Scenario A2 of the mission.
#[test]
fn a_patrols_finding_goes_round_to_a_checked_close_and_each_clock_can_be_worked_out() {
    let story = Story::small();
    let (worker, street) = (story.phone_of(COMMUNITY, "吴六"), story.phone_of(STREET, "钱二"));
    let desk = operator("411602");
    let draft = ReportDraft { attachments: photo(&story, &worker, "井盖.png"), ..found("井盖缺失", here()) };
    let id = report(&story, &worker, draft).expect("it comes in");
    let known = card(&story, &desk, id);
    assert_eq!((known.line.grid.as_str(), known.line.channel), (COMMUNITY, Channel::Field), "its deepest grid");
    assert_eq!(known.line.owed.as_ref().map(|owed| owed.kind), Some(ClockKind::Accept));
    assert_eq!(step(&story, &desk, id, dispose("补好了")), Err("incident.not_accepted".to_owned()));

    story.wait_seconds(4 * MINUTE);
    assert_eq!(step(&story, &desk, id, IncidentStep::Accept), Ok(IncidentState::Accepted));
    assert_eq!(step(&story, &desk, id, dispose("补好了")), Err("incident.not_assigned".to_owned()));
    story.wait_seconds(5 * MINUTE);
    let late = card(&story, &desk, id).line.owed.expect("it is to be dispatched");
    assert_eq!((late.kind, late.light), (ClockKind::Assign, Some(Light::Red)), "three minutes are over");
    let since = story.district().vector;
    step(&story, &desk, id, assign(grid(COMMUNITY))).expect("dispatched");
    assert!(heard(&story, &worker, &since), "the phone of the grid that has it");
    assert!(!heard(&story, &story.phone_of(OTHER, "郑七"), &since));

    let task = &tasks(&story, &worker)[0];
    assert_eq!((task.id, task.words.as_str(), task.state), (id, "井盖缺失", IncidentState::Assigned));
    assert!(task.deeds.contains(&Deed::TakeOn) && !task.deeds.contains(&Deed::Pass));
    assert_eq!(tasks(&story, &street), [], "it is not the street's");
    story.wait_seconds(10 * MINUTE);
    step(&story, &worker, id, IncidentStep::TakeOn).expect("taken on");
    step(&story, &worker, id, IncidentStep::Arrive).expect("there");
    let after = photo(&story, &worker, "处置后.png");
    step(&story, &worker, id, IncidentStep::Dispose { words: words("加了盖板"), attachments: after }).expect("done");
    assert_eq!(step(&story, &worker, id, pass("好了")), Err("incident.own_work".to_owned()));
    let to_check = tasks(&story, &street);
    assert_eq!(to_check.iter().map(|task| task.id).collect::<Vec<_>>(), [id], "the street's head may look");
    let Attachment::File { file } = &card(&story, &desk, id).attachments[0] else { panic!("a photo") };
    assert!(story.desk.file(&street, &file.hash, Form::Whole).is_ok(), "with what it shows");
    step(&story, &street, id, fail("盖板松动")).expect("looked at");
    step(&story, &worker, id, dispose("换了新井盖")).expect("done again");
    step(&story, &street, id, pass("稳了")).expect("looked at again");
    let close = IncidentStep::Close { words: words("已更换") };
    assert_eq!(step(&story, &desk, id, close.clone()), Err("incident.not_followed_up".to_owned()));
    step(&story, &desk, id, IncidentStep::FollowUp { reached: Reached::Content, words: words("满意") }).expect("asked");
    assert_eq!(step(&story, &desk, id, close), Ok(IncidentState::Closed));

    let closed = card(&story, &desk, id);
    assert_eq!(closed.steps.len(), 10);
    assert_eq!(closed.steps[2].person.as_deref(), Some("吴六 社区网格长"));
    assert_eq!(closed.steps[1].names, ["陈州社区"]);
    let clocks: Vec<_> = closed.clocks.iter().map(|clock| (clock.kind, clock.run / 60_000, clock.light)).collect();
    assert_eq!(
        clocks,
        [
            (ClockKind::Accept, 4, Some(Light::Amber)),
            (ClockKind::Assign, 5, Some(Light::Red)),
            (ClockKind::TakeOn, 10, Some(Light::Green)),
            (ClockKind::Dispose, 0, Some(Light::Green)),
            (ClockKind::Check, 0, Some(Light::Green)),
            (ClockKind::Dispose, 0, Some(Light::Green)),
            (ClockKind::Check, 0, Some(Light::Green)),
            (ClockKind::Close, 0, Some(Light::Green)),
        ]
    );
    for clock in &closed.clocks {
        let sum: i64 = clock.stretches.iter().map(|part| part.until.millis() - part.from.millis()).sum();
        assert_eq!(sum, clock.run, "its parts add up");
    }
    assert_eq!(closed.line.owed, None);
    assert_eq!(list(&story, &desk, IncidentWish::default()).counts, [], "nothing is open");
    story.verified();
}

/// Scenario A3 of the mission.
#[test]
fn a_hotline_order_is_sent_back_ruled_and_may_be_reopened() {
    let story = Story::small();
    story.import(Kind::Units, "units.csv", UNITS).expect("the units come in");
    let (desk, street) = (operator("411602"), operator(STREET));
    let draft = || ReportDraft {
        channel: Some(Channel::Hotline),
        foreign: Some(" RX2026112000017 ".to_owned()),
        caller: Some(Caller {
            name: Some(words("李强")),
            phone: Some(words("13812345678")),
            address: Some(words("万和苑3号楼301室")),
            ..Caller::default()
        }),
        ..found("小区门口积水", here())
    };
    let id = report(&story, &desk, draft()).expect("it comes in");
    let caller = card(&story, &desk, id).caller.expect("somebody called").veiled;
    assert_eq!((caller.name.as_deref(), caller.phone.as_deref()), (Some("李*"), Some("138****5678")));
    let twice = report(&story, &desk, draft()).expect_err("the same number");
    assert_eq!(twice.code, "incident.known");
    assert_eq!(twice.params["number"], card(&story, &desk, id).line.number);
    step(&story, &desk, id, IncidentStep::Accept).expect("accepted");
    for (to, from, proposed) in [("U1", &desk, "U2"), ("U2", &desk, "U1")] {
        step(&story, from, id, assign(unit(to))).expect("dispatched");
        step(&story, &desk, id, sent_back(unit(proposed))).expect("sent back");
    }
    assert_eq!(card(&story, &desk, id).proposed.expect("whose it is").name, "市政维护中心");
    assert_eq!(step(&story, &desk, id, assign(unit("U1"))), Err("incident.street_rules".to_owned()));
    step(&story, &street, id, assign(unit("U1"))).expect("the street says");
    step(&story, &street, id, sent_back(unit("U2"))).expect("a third time");
    assert_eq!(step(&story, &street, id, assign(unit("U2"))), Err("incident.district_rules".to_owned()));
    step(&story, &owner(), id, assign(unit("U2"))).expect("the district rules");
    assert_eq!(step(&story, &street, id, sent_back(unit("U1"))), Err("incident.ruled".to_owned()));
    assert_eq!(card(&story, &desk, id).line.returns, 3);

    step(&story, &desk, id, IncidentStep::TakeOn).expect("by telephone");
    let until = story.district().now.plus_seconds(3 * 86_400);
    let ask = IncidentStep::Ask { request: Request::Suspension { until }, reason: words("等水泵") };
    step(&story, &desk, id, ask).expect("asked");
    assert!(card(&story, &desk, id).line.asked.is_some());
    assert_eq!(step(&story, &street, id, IncidentStep::Grant), Ok(IncidentState::Suspended));
    let standing = card(&story, &desk, id).line.owed.expect("it is owed still");
    assert_eq!(standing.due, None, "its clock stands still");
    story.wait_seconds(86_400);
    step(&story, &desk, id, IncidentStep::Resume).expect("it goes on");
    step(&story, &desk, id, dispose("抽干了")).expect("done");
    step(&story, &street, id, pass("看过")).expect_err("a window is one person until people sign in by name");
    let witness = story.phone_of(STREET, "钱二").post;
    let seen = IncidentStep::Pass { words: words("钱二看过"), attachments: Vec::new(), witness };
    step(&story, &desk, id, seen).expect("somebody else has looked");
    let follow = |reached, text: &str| step(&story, &desk, id, IncidentStep::FollowUp { reached, words: words(text) });
    follow(Reached::Nobody, "两次无人接听").expect("asked");
    assert_eq!(heard_of(&story, id), (None, 1), "what reached nobody is no answer, and its number is told");
    assert_eq!(follow(Reached::Unhappy, "来电人 13812345678 说还有水"), Err("incident.tells_of".to_owned()));
    follow(Reached::Unhappy, "说还有水").expect("asked");
    assert_eq!(heard_of(&story, id), (Some(Reached::Unhappy), 1));
    let told = IncidentStep::Close { words: words("已答复李先生 13812345678") };
    assert_eq!(step(&story, &desk, id, told), Err("incident.tells_of".to_owned()));
    step(&story, &desk, id, IncidentStep::Close { words: words("已答复") }).expect("closed");
    assert!(card(&story, &desk, id).line.wants_reopening, "closed over an unhappy caller");
    let wanted = || {
        let wish = IncidentWish { wants_reopening: true, ..IncidentWish::default() };
        match story.desk.ask(&desk, &Question::Incidents { wish, from: 0, limit: 9 }).expect("them") {
            Answer::Incidents(IncidentList { incidents, total, .. }) => {
                assert_eq!(incidents.len(), total as usize);
                incidents.into_iter().map(|line| line.id).collect::<Vec<_>>()
            }
            other => panic!("incidents answer {other:?}"),
        }
    };
    assert_eq!(wanted(), [id]);
    let refuse = || IncidentStep::RefuseReopen { reason: words("已回访核实，没有积水") };
    assert_eq!(step(&story, &desk, id, refuse()), Ok(IncidentState::Closed));
    assert_eq!((wanted(), card(&story, &desk, id).line.wants_reopening), (vec![], false));
    assert_eq!(step(&story, &desk, id, refuse()), Err("incident.nothing_asked".to_owned()), "nobody has asked since");
    step(&story, &desk, id, IncidentStep::AskReopen { reason: words("又积水了") }).expect("he is unhappy");
    assert_eq!(wanted(), [id]);
    let reopened = step(&story, &owner(), id, IncidentStep::Reopen { reason: words("属实") });
    assert_eq!(reopened, Ok(IncidentState::Reopened));
    assert!(!card(&story, &desk, id).line.wants_reopening);
    story.verified();
}

#[test]
fn what_may_be_the_same_is_offered_and_merged_and_split_again() {
    let story = Story::small();
    let (desk, worker) = (operator("411602"), story.phone_of(COMMUNITY, "吴六"));
    let place = |east: f64| Spot::Position { position: at(114.005 + east, 33.005) };
    let first = report(&story, &worker, found("井盖缺失", place(0.0))).expect("it comes in");
    let second = report(&story, &desk, found("路上少个井盖", place(0.0005))).expect("fifty metres off");
    let far = report(&story, &desk, found("路灯不亮", place(0.002))).expect("two hundred metres off");
    let rings = |seat: &Seat| match story.desk.ask(seat, &Question::IncidentRings).expect("the rings") {
        Answer::IncidentRings(told) => told.rings.into_iter().map(|ring| (ring.id, ring.place)).collect::<Vec<_>>(),
        other => panic!("rings answer {other:?}"),
    };
    assert_eq!(rings(&desk).len(), 3);
    let heat =
        |seat: &Seat, since: Moment| match story.desk.ask(seat, &Question::IncidentHeat { since }).expect("the heat") {
            Answer::IncidentHeat(told) => told,
            other => panic!("heat answers {other:?}"),
        };
    let all = heat(&desk, Moment::from_millis(0));
    let mut squares: Vec<(Position, u32)> = all.cells.iter().map(|cell| (cell.place, cell.count)).collect();
    squares.sort_by_key(|(place, _)| place.0);
    assert_eq!(
        squares,
        [(at(114.0055, 33.0055), 2), (at(114.0075, 33.0055), 1)],
        "squares of a thousandth of a degree"
    );
    assert_eq!((all.placed, all.unplaced), (3, 0));
    assert_eq!(heat(&operator("411602.411602002"), Moment::from_millis(0)).cells, [], "of another street");
    let tomorrow = Moment::from_millis((story.clock())().millis() + 86_400_000);
    assert_eq!(heat(&desk, tomorrow).placed, 0, "nothing came in since");
    assert!(rings(&operator(STREET)).contains(&(second, at(114.0055, 33.005))));
    assert_eq!(rings(&operator("411602.411602002")), [], "of another street");
    let ids = |lines: &[IncidentLine]| lines.iter().map(|line| line.id).collect::<Vec<_>>();
    assert_eq!(ids(&near(&story, at(114.005, 33.005))), [first, second], "the nearest first");
    assert_eq!(ids(&card(&story, &desk, second).near), [first]);
    assert_eq!(step(&story, &desk, second, IncidentStep::Merge { into: first }), Ok(IncidentState::Merged));
    assert_eq!(ids(&card(&story, &desk, first).merges), [second]);
    assert_eq!(rings(&desk).len(), 2, "what goes on as another one has none");
    assert_eq!(heat(&desk, Moment::from_millis(0)).placed, 2, "and counts as none");
    assert_eq!(card(&story, &desk, second).merged.expect("as which").id, first);
    assert_eq!(step(&story, &desk, far, IncidentStep::Merge { into: second }), Err("incident.merged".to_owned()));
    assert_eq!(step(&story, &desk, second, dispose("好了")), Err("incident.merged".to_owned()));
    let split = IncidentStep::Split { reason: words("两个井") };
    assert_eq!(step(&story, &desk, second, split), Ok(IncidentState::Reported));
    assert_eq!(ids(&card(&story, &desk, first).merges), []);
    story.verified();
}

fn board(story: &Story, seat: &Seat, scope: Option<&str>, (light, limit): (Option<Light>, u32)) -> Vec<BoardColumn> {
    let columns = vec![
        vec![IncidentState::Reported],
        vec![IncidentState::Accepted, IncidentState::Assigned],
        vec![IncidentState::Disposing, IncidentState::Suspended],
    ];
    let wish = BoardWish { scope: scope.map(path), columns, light, limit };
    match story.desk.ask(seat, &Question::IncidentBoard { wish }).expect("the board") {
        Answer::IncidentBoard(board) => board.columns,
        other => panic!("a board answers {other:?}"),
    }
}

#[test]
fn the_board_has_what_runs_out_first_on_top_of_each_step_and_counts_each_light() {
    let story = Story::small();
    story.import(Kind::Units, "units.csv", UNITS).expect("the units come in");
    let desk = operator("411602");
    let of = |urgency| ReportDraft { urgency, ..found("井盖缺失", here()) };
    // From noon to half past two nobody works.
    story.wait_seconds(180 * MINUTE);
    let first = report(&story, &desk, of(Priority::Normal)).expect("it comes in");
    let going = report(&story, &desk, of(Priority::Urgent)).expect("it comes in");
    let closed = report(&story, &desk, of(Priority::Urgent)).expect("it comes in");
    step(&story, &desk, closed, IncidentStep::Decline { reason: words("不属实") }).expect("declined");
    for taken in [IncidentStep::Accept, assign(unit("U1"))] {
        step(&story, &desk, going, taken).expect("it goes on");
    }
    step(&story, &desk, going, IncidentStep::TakeOn).expect("it is taken on");
    story.wait_seconds(4 * MINUTE);
    let second = report(&story, &desk, of(Priority::Critical)).expect("it comes in");
    let ids = |columns: &[BoardColumn]| -> Vec<Vec<IncidentId>> {
        columns.iter().map(|column| column.incidents.iter().map(|line| line.id).collect()).collect()
    };
    let all = (None, 50);
    let told = board(&story, &desk, None, all);
    assert_eq!(ids(&told), [vec![first, second], vec![], vec![going]], "what has ended stands nowhere");
    let lights = |column: &BoardColumn| (column.lights.red, column.lights.amber, column.lights.green);
    assert_eq!((told[0].total, lights(&told[0]), lights(&told[2])), (2, (0, 1, 1), (0, 0, 1)));
    assert_eq!(ids(&board(&story, &desk, None, (Some(Light::Amber), 50))), [vec![first], vec![], vec![]]);
    let narrow = board(&story, &desk, None, (None, 1));
    assert_eq!((ids(&narrow)[0].as_slice(), narrow[0].total), ([first].as_slice(), 2), "counted all the same");

    // Whatever the urgency: what is over longest stands first.
    story.wait_seconds(20 * MINUTE);
    let told = board(&story, &desk, None, all);
    assert_eq!((ids(&told)[0].as_slice(), lights(&told[0])), ([first, second].as_slice(), (2, 0, 0)));
    let ask = IncidentStep::Ask {
        request: Request::Suspension { until: Moment::from_millis((story.clock())().millis() + 86_400_000) },
        reason: words("等配件"),
    };
    step(&story, &desk, going, ask).expect("asked");
    step(&story, &owner(), going, IncidentStep::Grant).expect("granted");
    assert_eq!(board(&story, &desk, None, all)[2].total, 1, "what stands still stands in its column");
    assert_eq!(ids(&board(&story, &desk, Some(STREET), all))[0].len(), 2);
    let elsewhere = operator("411602.411602002");
    assert_eq!(ids(&board(&story, &elsewhere, None, all)), [vec![], vec![], vec![]], "of another street");
    let wish = BoardWish { scope: Some(path(STREET)), ..BoardWish::default() };
    assert_eq!(
        story.desk.ask(&elsewhere, &Question::IncidentBoard { wish }).expect_err("not his").code,
        "rights.outside_subtree"
    );
}

#[test]
fn nobody_takes_a_step_of_what_he_did_not_see_last_or_that_lies_elsewhere() {
    let story = Story::small();
    let (desk, other) = (operator("411602"), operator("411602.411602002"));
    let id = report(&story, &desk, found("井盖缺失", here())).expect("it comes in");
    let seen = |step, seen| {
        let action = Action::HandleIncident { incident: id, step, seen: Some(seen) };
        story.act_as(&desk, action).map_err(|failure| failure.code)
    };
    seen(IncidentStep::Accept, IncidentState::Reported).expect("as it stood");
    let void = IncidentStep::Chase { words: words("快点") };
    assert_eq!(seen(void, IncidentState::Reported).unwrap_err(), "incident.past_that");
    assert_eq!(step(&story, &other, id, assign(grid(COMMUNITY))), Err("rights.outside_subtree".to_owned()));
    assert_eq!(step(&story, &desk, id, assign(unit("U9"))), Err("unknown".to_owned()));
    assert_eq!(step(&story, &desk, id, assign(grid("411602.9"))), Err("grid.unknown".to_owned()));
    let auditor = Seat { role: Role::Auditor, ..operator("411602") };
    assert_eq!(step(&story, &auditor, id, IncidentStep::Accept), Err("rights.not_yours".to_owned()));
    let may: Vec<Deed> = card(&story, &auditor, id)
        .deeds
        .into_iter()
        .filter(|line| line.hurdle.is_none())
        .map(|line| line.deed)
        .collect();
    assert_eq!(may, [], "an auditor reads");
    let outside = report(&story, &other, found("井盖缺失", here())).expect_err("of another street");
    assert_eq!(outside.code, "rights.outside_subtree");
    assert_eq!(card(&story, &desk, id).steps.len(), 1, "nothing half done");
    story.verified();
}
