//! What the front line reports, and how its checkpoints stand: from the phone to the desk, and what becomes of it.

use std::sync::Arc;

use desk::attachment::Form;
use desk::{Parcel, Passage};
use domain::action::{Action, Call, Outcome};
use domain::alarm::{AlarmState, Cause, Gravity};
use domain::answer::{AlarmLine, Answer, InboxIncident, IncidentCard, IncidentList, MyGround};
use domain::attachment::{AttachedFile, Attachment};
use domain::channel::{MessageDraft, Span};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::id::{CheckpointId, IncidentId, OrderId, PostId};
use domain::incident::{IncidentState, IncidentStep, IncidentWish};
use domain::journal::{Happening, Heading, JournalWish};
use domain::manner::FileKind as Kind;
use domain::moment::Moment;
use domain::news::{News, Vector};
use domain::order::{Draft, OrderKind, Priority};
use domain::place::Position;
use domain::question::Question;
use domain::receipt::Mark;
use domain::report::{ReportDraft, ReportKind, Spot};
use domain::seat::Seat;
use domain::venue::CheckpointState;
use tests::{Story, draft, operator, owner};

const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const OTHER: &str = "411602.411602002.411602002001";
/// In the first community, in one of the other street, and in no grid.
const HERE: (f64, f64) = (114.005, 33.005);
const THERE: (f64, f64) = (114.015, 33.005);
const NOWHERE: (f64, f64) = (115.0, 34.0);
const PICTURE: &[u8] = include_bytes!("../fixtures/attachments/dot.png");

fn path(text: &str) -> GridPath {
    GridPath::from_text(text)
}

fn at((longitude, latitude): (f64, f64)) -> Position {
    Position::from_degrees(longitude, latitude).expect("on the globe")
}

/// A phone of the head of a grid.
fn phone(story: &Story, grid: &str) -> Seat {
    let Answer::Grid(card) = story.desk.ask(&owner(), &Question::Grid { path: path(grid) }).expect("the grid") else {
        panic!("a grid answers with its card")
    };
    let head: PostId = card.heads.first().expect("somebody heads it").post.id.clone();
    story.pair(&head).0
}

fn found(words: &str, spot: Spot, seen: Moment) -> ReportDraft {
    let (kind, urgency) = (ReportKind::Hazard, Priority::Urgent);
    ReportDraft {
        channel: None,
        foreign: None,
        post: None,
        kind,
        category: Vec::new(),
        urgency,
        words: words.to_owned(),
        spot,
        attachments: Vec::new(),
        seen,
        caller: None,
    }
}

fn make(story: &Story, phone: &Seat, report: ReportDraft) -> Result<(IncidentId, String), Failure> {
    match story.act_as(phone, Action::MakeReport { report: Box::new(report) })? {
        Outcome::ReportMade { incident, number, .. } => Ok((incident, number)),
        other => panic!("a report answers {other:?}"),
    }
}

fn go_on(story: &Story, seat: &Seat, report: IncidentId, step: IncidentStep) -> Result<IncidentState, String> {
    match story.act_as(seat, Action::HandleIncident { incident: report, step, seen: None }) {
        Ok(Outcome::IncidentHandled { state }) => Ok(state),
        Ok(other) => panic!("a step answers {other:?}"),
        Err(failure) => Err(failure.code),
    }
}

fn list(story: &Story, seat: &Seat, wish: IncidentWish) -> IncidentList {
    match story.desk.ask(seat, &Question::Incidents { wish, from: 0, limit: 50 }).expect("the reports") {
        Answer::Incidents(list) => list,
        other => panic!("reports answer {other:?}"),
    }
}

fn card(story: &Story, id: IncidentId) -> IncidentCard {
    match story.desk.ask(&owner(), &Question::Incident { id }).expect("the report") {
        Answer::Incident(card) => *card,
        other => panic!("a report answers {other:?}"),
    }
}

fn alarms(story: &Story, seat: &Seat) -> Vec<AlarmLine> {
    match story.desk.ask(seat, &Question::Alarms).expect("the seat may ask") {
        Answer::Alarms(list) => list.alarms,
        other => panic!("alarms answer {other:?}"),
    }
}

fn own(story: &Story, phone: &Seat) -> Vec<InboxIncident> {
    match story.desk.ask(phone, &Question::Inbox { since: None }).expect("the inbox") {
        Answer::Inbox(card) => card.reports,
        other => panic!("an inbox answers {other:?}"),
    }
}

fn ground(story: &Story, phone: &Seat) -> MyGround {
    match story.desk.ask(phone, &Question::MyGround).expect("the ground") {
        Answer::MyGround(ground) => *ground,
        other => panic!("my ground answers {other:?}"),
    }
}

fn vector(story: &Story) -> Vector {
    story.district().vector
}

fn heard(story: &Story, seat: &Seat, since: &Vector) -> bool {
    let told = story.desk.told_since(seat, since).expect("the news");
    told.iter().any(|told| told.news == News::IncidentsChanged)
}

/// As the summary says with which a watch is handed over.
fn open_at_handover(story: &Story) -> u32 {
    match story.desk.ask(&owner(), &Question::Handover).expect("a summary") {
        Answer::Handover(open) => open.incidents,
        other => panic!("a handover answers {other:?}"),
    }
}

fn now(story: &Story) -> Moment {
    story.district().now
}

#[test]
fn what_was_seen_without_a_network_arrives_once_in_the_deepest_grid_with_both_times() {
    let story = Story::small();
    let head = phone(&story, COMMUNITY);
    let seen = now(&story);
    story.wait_seconds(1800);
    let call = Call {
        command_id: story.command(),
        action: Action::MakeReport {
            report: Box::new(found("路灯不亮", Spot::Position { position: at(HERE) }, seen))
        },
    };
    let first = story.desk.act(&head, call.clone()).expect("made");
    assert_eq!(story.desk.act(&head, call.clone()).expect("sent again"), first, "it is one report");
    let Outcome::ReportMade { incident: report, number, .. } = first else { panic!("a report answers otherwise") };
    assert_eq!((report.0, number.as_str()), (call.command_id.0, "SJ-20261120-A001"));
    let all = list(&story, &owner(), IncidentWish::default());
    assert_eq!((all.total, all.counts[0].count, all.incidents.len()), (1, 1, 1));
    let line = &all.incidents[0];
    assert_eq!((line.grid.as_str(), line.place), (COMMUNITY, Some(at(HERE))));
    assert_eq!((line.seen, line.arrived), (seen, seen.plus_seconds(1800)), "when it was seen, and when it came");
    assert_eq!(own(&story, &head)[0].state, IncidentState::Reported);
    let other = make(&story, &head, found("又一处", Spot::Position { position: at(NOWHERE) }, seen)).expect("made");
    assert_eq!(card(&story, other.0).line.grid.as_str(), COMMUNITY, "of no grid: the grid of who found it");
    story.verified();
}

#[test]
fn a_report_is_read_where_it_lies_and_by_who_made_it_and_by_nobody_else() {
    let story = Story::small();
    let (head, street, other) = (phone(&story, COMMUNITY), phone(&story, STREET), phone(&story, OTHER));
    let since = vector(&story);
    let photo: AttachedFile = story
        .desk
        .attach(&head, story.command(), "井盖.png", Parcel::from(PICTURE.to_vec()), &Arc::<Passage>::default())
        .expect("taken");
    let report = ReportDraft {
        attachments: vec![Attachment::File { file: photo.clone() }],
        ..found("", Spot::Position { position: at(THERE) }, now(&story))
    };
    let (id, _) = make(&story, &head, report).expect("where one stands is where one stands");
    assert_eq!(card(&story, id).line.grid.as_str(), OTHER, "across the border");
    let (here, there) = (operator(STREET), operator("411602.411602002"));
    assert_eq!(list(&story, &there, IncidentWish::default()).total, 1);
    assert_eq!(list(&story, &here, IncidentWish::default()).total, 0);
    assert_eq!(story.desk.ask(&here, &Question::Incident { id }).unwrap_err().code, "rights.outside_subtree");
    let sees = |seat: &Seat| story.desk.file(seat, &photo.hash, Form::Whole).is_ok();
    assert!(sees(&owner()) && sees(&there) && sees(&head));
    assert!(!sees(&here) && !sees(&street) && !sees(&other), "nor his own superior's phone");
    assert!(heard(&story, &head, &since) && heard(&story, &there, &since));
    assert!(!heard(&story, &here, &since) && !heard(&story, &other, &since) && !heard(&story, &street, &since));
    let chosen = found("x", Spot::Grid { path: path(OTHER) }, now(&story));
    assert_eq!(make(&story, &head, chosen).unwrap_err().code, "rights.outside_subtree", "by hand: of one's own");
    let empty = found(" ", Spot::Grid { path: path(COMMUNITY) }, now(&story));
    assert_eq!(make(&story, &head, empty).unwrap_err().code, "incident.nothing_told");
    story.verified();
}

#[test]
fn what_was_reported_is_accepted_and_settled_and_says_so_to_who_reported_it() {
    let story = Story::small();
    let head = phone(&story, COMMUNITY);
    let grid = || Spot::Grid { path: path(COMMUNITY) };
    let (id, number) = make(&story, &head, found("井盖缺失", grid(), now(&story))).expect("made");
    let settle = |words: &str| IncidentStep::Settle { words: words.to_owned() };
    let dispose = IncidentStep::Dispose { words: "已补".to_owned(), attachments: vec![] };
    assert_eq!(go_on(&story, &owner(), id, dispose), Err("incident.not_accepted".to_owned()));
    assert_eq!(go_on(&story, &head, id, IncidentStep::Accept), Err("incident.not_your_part".to_owned()));
    assert_eq!(
        go_on(&story, &operator("411602.411602002"), id, IncidentStep::Accept),
        Err("rights.outside_subtree".to_owned())
    );
    let since = vector(&story);
    story.wait_seconds(60);
    assert_eq!(go_on(&story, &operator(STREET), id, IncidentStep::Accept), Ok(IncidentState::Accepted));
    assert!(heard(&story, &head, &since));
    assert_eq!(go_on(&story, &owner(), id, IncidentStep::Accept), Err("incident.past_that".to_owned()));
    assert_eq!(go_on(&story, &owner(), id, settle(" ")), Err("incident.nothing_said".to_owned()));
    assert_eq!(open_at_handover(&story), 1);
    assert_eq!(go_on(&story, &owner(), id, settle("已补井盖")), Ok(IncidentState::Closed));
    assert_eq!(go_on(&story, &owner(), id, IncidentStep::Accept), Err("incident.over".to_owned()));
    assert_eq!(open_at_handover(&story), 0);
    let known = card(&story, id);
    assert_eq!(known.steps.len(), 2);
    assert_eq!(known.steps[0].taken.by.subtree, Some(path(STREET)), "who took it up");
    let mine = &own(&story, &head)[0];
    assert_eq!((mine.state, mine.told.as_deref()), (IncidentState::Closed, Some("已补井盖")));
    let entries = journal(&story, Heading::Incident);
    assert_eq!(entries.len(), 3);
    assert!(matches!(&entries[2], Happening::IncidentReported { number: told, .. } if *told == number));
    story.verified();
}

#[test]
fn an_order_made_of_an_incident_accepts_it_and_stands_beside_it() {
    let story = Story::small();
    let head = phone(&story, COMMUNITY);
    let (id, _) = make(&story, &head, found("积水", Spot::Grid { path: path(COMMUNITY) }, now(&story))).expect("made");
    let of_report = || Draft { incident: Some(id), ..draft(COMMUNITY, &[]) };
    let issue = |draft: Draft| story.act(Action::IssueOrder { draft });
    let Outcome::OrderIssued { order, number, .. } = issue(of_report()).expect("issued") else {
        panic!("an order answers otherwise")
    };
    let known = card(&story, id);
    assert_eq!(known.line.state, IncidentState::Accepted);
    assert_eq!(known.orders.iter().map(|of| (of.order, of.number.clone())).collect::<Vec<_>>(), [(order, number)]);
    assert_eq!(story.board(order).order.incident, Some(id));
    issue(of_report()).expect("a second order of what is taken up");
    go_on(&story, &owner(), id, IncidentStep::Void { reason: "重复".to_owned() }).expect("closed");
    let before = orders(&story);
    assert_eq!(issue(of_report()).unwrap_err().code, "incident.over");
    let unknown = Draft { incident: Some(IncidentId(story.command().0)), ..draft(COMMUNITY, &[]) };
    assert_eq!(issue(unknown).unwrap_err().code, "unknown");
    assert_eq!(orders(&story), before, "nothing half done");
    let mine = IncidentWish { mine: true, ..IncidentWish::default() };
    assert_eq!(list(&story, &owner(), mine.clone()).total, 1);
    assert_eq!(list(&story, &phone_of_desk(&story), mine).total, 0, "somebody else's");
    let closed = IncidentWish { states: vec![IncidentState::Void], ..IncidentWish::default() };
    assert_eq!(list(&story, &owner(), closed).total, 1);
    let others = IncidentWish { kinds: vec![ReportKind::Road], ..IncidentWish::default() };
    assert_eq!(list(&story, &owner(), others).total, 0);
    story.verified();
}

#[test]
fn an_urgent_report_alarms_whoever_answers_for_its_grid_until_somebody_takes_it_up() {
    let story = Story::small();
    let head = phone(&story, COMMUNITY);
    let here = || Spot::Grid { path: path(COMMUNITY) };
    let plain = ReportDraft { urgency: Priority::Normal, ..found("路灯不亮", here(), now(&story)) };
    make(&story, &head, plain).expect("it arrives");
    assert_eq!(alarms(&story, &owner()), [], "what can wait alarms nobody");
    let (id, number) = make(&story, &head, found("燃气味很重", here(), now(&story))).expect("it arrives");
    let critical = ReportDraft { urgency: Priority::Critical, ..found("有人被困", here(), now(&story)) };
    let (worse, _) = make(&story, &head, critical).expect("it arrives");
    let lines = alarms(&story, &operator(STREET));
    let told = |line: &AlarmLine| (line.cause.clone(), line.state, line.gravity);
    assert_eq!(
        lines.iter().map(told).collect::<Vec<_>>(),
        [
            (Cause::Report { report: worse }, AlarmState::New, Gravity::Urgent),
            (Cause::Report { report: id }, AlarmState::New, Gravity::Normal),
        ]
    );
    let line = lines[1].report.as_ref().expect("with what was found");
    assert_eq!((&line.number, line.words.as_str()), (&number, "燃气味很重"));
    assert_eq!(alarms(&story, &operator(OTHER)), [], "and nobody elsewhere");

    let cause = Cause::Report { report: id };
    story.act(Action::AcknowledgeAlarm { cause: cause.clone(), raises: 1 }).expect("an operator may");
    let story = story.restarted();
    let states = |story: &Story| alarms(story, &owner()).into_iter().map(|line| line.state).collect::<Vec<_>>();
    assert_eq!(states(&story), [AlarmState::New, AlarmState::Acknowledged], "known of, and nobody deals with it");
    go_on(&story, &owner(), id, IncidentStep::Accept).expect("taken up");
    assert_eq!(states(&story), [AlarmState::New], "somebody does");
    let order = Draft { incident: Some(worse), ..draft(COMMUNITY, &[]) };
    story.act(Action::IssueOrder { draft: order }).expect("an order takes it up");
    assert_eq!(states(&story), []);
    let told = journal(&story, Heading::Alarm);
    assert_eq!(told, [Happening::AlarmAcknowledged { cause }]);
    story.verified();
}

#[test]
fn a_report_that_nobody_takes_up_may_be_left_at_that_with_words() {
    let story = Story::small();
    let head = phone(&story, COMMUNITY);
    let (id, _) =
        make(&story, &head, found("树倒了", Spot::Grid { path: path(COMMUNITY) }, now(&story))).expect("made");
    let cause = Cause::Report { report: id };
    story
        .act(Action::CloseAlarm { cause: cause.clone(), raises: 1, reason: "已电话处理".to_owned() })
        .expect("an operator may");
    assert_eq!(alarms(&story, &owner()), []);
    assert_eq!(card(&story, id).line.state, IncidentState::Reported, "the report itself waits in its list");
    let again = story.act(Action::CloseAlarm { cause, raises: 1, reason: "再关".to_owned() });
    assert_eq!(again.expect_err("it is closed").code, "alarm.closed");
    story.verified();
}

#[test]
fn a_checkpoint_stands_as_it_was_said_last_in_whatever_order_that_comes() {
    let story = Story::small();
    story.import(Kind::Checkpoints, "checkpoints.geojson", &checkpoints()).expect("the checkpoints come in");
    let (head, other) = (phone(&story, COMMUNITY), phone(&story, OTHER));
    let start = now(&story);
    story.wait_seconds(3600);
    let say = |seat: &Seat, id: &str, state, queue, minutes: i64| {
        let said = start.plus_seconds(minutes * 60);
        match story.act_as(seat, Action::SayCheckpoint { id: CheckpointId(id.to_owned()), state, queue, said }) {
            Ok(Outcome::CheckpointSaid { changed }) => Ok(changed),
            Ok(other) => panic!("a checkpoint answers {other:?}"),
            Err(failure) => Err(failure.code),
        }
    };
    let stands = || {
        let place = ground(&story, &head).places.into_iter().find(|place| place.id == "C1").expect("it is there");
        let stood = place.checkpoint.expect("a checkpoint");
        (stood.state, stood.queue, stood.said.map(|said| (said.millis() - start.millis()) / 60_000), stood.mine)
    };
    assert_eq!(say(&head, "C1", CheckpointState::Closed, 2, 10), Ok(true));
    assert_eq!(stands(), (CheckpointState::Closed, 2, Some(10), true));
    assert_eq!(say(&head, "C1", CheckpointState::Open, 0, 5), Ok(false), "older, and late");
    assert_eq!(stands(), (CheckpointState::Closed, 2, Some(10), true));
    assert_eq!(say(&head, "C1", CheckpointState::Closed, 2, 30), Ok(true), "still closed");
    assert_eq!(say(&head, "C1", CheckpointState::Open, 1, 20), Ok(false), "older than that");
    assert_eq!(say(&head, "C1", CheckpointState::Open, 1, 9_000), Ok(true), "a clock that is ahead");
    assert_eq!(stands(), (CheckpointState::Open, 1, Some(60), true));
    assert_eq!(say(&other, "C1", CheckpointState::Closed, 0, 50), Err("rights.outside_subtree".to_owned()));
    assert_eq!(say(&head, "C1", CheckpointState::Closed, 4, 70), Err("amend.queue".to_owned()));
    let told = journal(&story, Heading::Checkpoint);
    let late = told.iter().filter(|what| matches!(what, Happening::CheckpointSet { late: true, .. })).count();
    assert_eq!((told.len(), late), (5, 2), "nothing that was said is lost");
    story.verified();
}

#[test]
fn a_roll_call_is_answered_with_a_grid_and_nothing_finer() {
    let story = Story::small();
    let head = phone(&story, COMMUNITY);
    let called = Draft { kind: OrderKind::RollCall, ..draft(COMMUNITY, &[]) };
    let Outcome::OrderIssued { order, .. } = story.act(Action::IssueOrder { draft: called }).expect("issued") else {
        panic!("an order answers otherwise")
    };
    let answer = |value: &str| {
        let done = |value| Mark::Done { words: String::new(), value, attachments: Vec::new() };
        story.mark(&head, order, done((!value.is_empty()).then(|| value.to_owned())))
    };
    assert_eq!(answer("114.0051,33.0049").unwrap_err().code, "grid.unknown", "no position is taken");
    answer(STREET).expect("a grid is");
    let row = story.board(order).rows.into_iter().find(|row| Some(&row.post) == head.post.as_ref()).expect("his row");
    assert_eq!(row.value.as_deref(), Some("陈州街"));
    story.verified();
}

#[test]
fn my_ground_draws_what_is_mine_and_names_nothing_else() {
    let story = Story::small();
    story.import(Kind::Checkpoints, "checkpoints.geojson", &checkpoints()).expect("the checkpoints come in");
    let mine = ground(&story, &phone(&story, STREET));
    assert!(mine.width > 0 && mine.height > mine.width && !mine.border.is_empty());
    assert_eq!(
        mine.grids.iter().map(|grid| grid.name.as_str()).collect::<Vec<_>>(),
        ["陈州街", "陈州社区", "宁庄社区"]
    );
    assert_eq!((mine.below.len(), mine.around.len()), (2, 1));
    assert_eq!(mine.places.iter().map(|place| place.id.as_str()).collect::<Vec<_>>(), ["C1"]);
    let text = serde_json::to_string(&Answer::MyGround(Box::new(mine))).expect("JSON");
    assert!(!text.contains("七一路") && !text.contains("411602002"), "{text}");
}

#[test]
fn a_picture_in_a_group_is_seen_by_who_reads_it_and_goes_when_it_is_withdrawn() {
    let story = Story::small();
    let (head, other) = (phone(&story, COMMUNITY), phone(&story, OTHER));
    let photo = story
        .desk
        .attach(&head, story.command(), "现场.png", Parcel::from(PICTURE.to_vec()), &Arc::<Passage>::default())
        .expect("taken");
    let message = MessageDraft {
        channel: path(COMMUNITY),
        span: Span::Here,
        priority: Priority::Normal,
        words: String::new(),
        mentions: Vec::new(),
        quotes: None,
        written: None,
        attachments: vec![Attachment::File { file: photo.clone() }],
    };
    let sent = story.act_as(&head, Action::SendMessage { message: Box::new(message) }).expect("a picture says enough");
    let Outcome::MessageSent { message, .. } = sent else { panic!("a message answers otherwise") };
    let sees = |seat: &Seat| story.desk.file(seat, &photo.hash, Form::Whole).is_ok();
    assert!(sees(&owner()) && sees(&head) && sees(&operator(STREET)));
    assert!(!sees(&other) && !sees(&operator("411602.411602002")));
    story.act(Action::WithdrawMessage { message, reason: "发错了".to_owned() }).expect("withdrawn");
    assert!(!sees(&owner()) && !sees(&head), "with the words the picture goes");
    story.verified();
}

fn journal(story: &Story, heading: Heading) -> Vec<Happening> {
    let wish = JournalWish { headings: vec![heading], ..JournalWish::default() };
    match story.desk.ask(&owner(), &Question::Journal { wish, from: 0, limit: 50 }).expect("the journal") {
        Answer::Journal(page) => page.entries.into_iter().filter_map(|entry| entry.what).collect(),
        other => panic!("a journal answers {other:?}"),
    }
}

fn orders(story: &Story) -> Vec<OrderId> {
    match story.desk.ask(&owner(), &Question::Orders { scope: None, limit: 50 }).expect("the orders") {
        Answer::Orders(list) => list.orders.into_iter().map(|line| line.id).collect(),
        other => panic!("orders answer {other:?}"),
    }
}

/// Another person at the desk, over all of it.
fn phone_of_desk(story: &Story) -> Seat {
    let grant = Action::OfferSeat { role: domain::seat::Role::Operator, subtree: None };
    let Outcome::PairingOffered { code, .. } = story.act(grant).expect("a code") else { panic!("an offer has a code") };
    let pairing = story.desk.redeem(&code, story.command()).expect("the code seats");
    story.desk.seat_of(&pairing.token).expect("the store is read").expect("the token seats")
}

fn checkpoints() -> String {
    let point = |id: &str, name: &str, (x, y): (f64, f64)| {
        format!(
            r#"{{"type":"Feature","properties":{{"id":"{id}","name":"{name}","state":"开放"}},"geometry":{{"type":"Point","coordinates":[{x},{y}]}}}}"#
        )
    };
    let features = [point("C1", "东卡口", HERE), point("C2", "西卡口", THERE)].join(",");
    format!(r#"{{"type":"FeatureCollection","features":[{features}]}}"#)
}
