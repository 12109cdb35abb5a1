//! Contacts 联系方式: how to reach whoever told of an incident lies in the vault; who looks says why, and that stays.

use std::path::Path;

use desk::HotlineRequest;
use domain::action::{Action, Call, Outcome};
use domain::answer::{Answer, ContactLookLine, IncidentCard};
use domain::code::GridPath;
use domain::contact::{Caller, ContactReason, Reply};
use domain::failure::Failure;
use domain::id::{DeviceId, IncidentId};
use domain::incident::{Channel, IncidentStep, IncidentWish, Party};
use domain::journal::JournalWish;
use domain::moment::Moment;
use domain::news::Vector;
use domain::order::Priority;
use domain::place::Position;
use domain::question::Question;
use domain::report::{ReportDraft, ReportKind, Spot};
use domain::seat::{Door, Role, Seat};
use tests::{Story, operator, owner};
use uuid::Uuid;

const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const OTHER: &str = "411602.411602001.411602001002";
const NAME: &str = "欧阳春晓";
const PHONE: &str = "13977775555";
const DOOR: &str = "万和苑9号楼2单元901室";

fn caller() -> Caller {
    Caller {
        name: Some(NAME.to_owned()),
        phone: Some(PHONE.to_owned()),
        address: Some(DOOR.to_owned()),
        reply: Some(Reply::Wanted),
        ..Caller::default()
    }
}

fn told(words: &str) -> ReportDraft {
    ReportDraft {
        channel: Some(Channel::Call),
        foreign: None,
        post: None,
        kind: ReportKind::Facility,
        category: Vec::new(),
        urgency: Priority::Urgent,
        words: words.to_owned(),
        spot: Spot::Grid { path: GridPath::from_text(COMMUNITY) },
        attachments: Vec::new(),
        seen: Moment::from_millis(0),
        caller: Some(caller()),
    }
}

fn report(story: &Story, draft: ReportDraft) -> Result<IncidentId, Failure> {
    match story.act(Action::MakeReport { report: Box::new(draft) })? {
        Outcome::ReportMade { incident, .. } => Ok(incident),
        other => panic!("a report answers {other:?}"),
    }
}

fn look(story: &Story, seat: &Seat, incident: IncidentId) -> Result<Caller, String> {
    match story.act_as(seat, Action::LookAtContact { incident, reason: ContactReason::FollowUp, words: None }) {
        Ok(Outcome::ContactShown { contact }) => Ok(contact),
        Ok(other) => panic!("a look answers {other:?}"),
        Err(failure) => Err(failure.code),
    }
}

fn all_looks() -> Question {
    Question::ContactLooks { scope: None, by: None, since: None, until: None, from: 0, limit: 50 }
}

fn looks(story: &Story, seat: &Seat) -> Vec<ContactLookLine> {
    match story.desk.ask(seat, &all_looks()).expect("who looked") {
        Answer::ContactLooks(page) => page.looks,
        other => panic!("looks answer {other:?}"),
    }
}

fn card(story: &Story, seat: &Seat, id: IncidentId) -> IncidentCard {
    match story.desk.ask(seat, &Question::Incident { id }).expect("the incident") {
        Answer::Incident(card) => *card,
        other => panic!("an incident answers {other:?}"),
    }
}

/// Somebody else than the owner.
fn paired(path: &str) -> Seat {
    Seat { door: Door::Device(DeviceId(Uuid::from_u128(7))), ..operator(path) }
}

fn at_the_desk(role: Role, path: &str) -> Seat {
    Seat { role, ..operator(path) }
}

#[test]
fn whoever_gives_an_incident_out_sees_its_caller_once_for_a_reason_that_stays() {
    let story = Story::small();
    let id = report(&story, told("路灯不亮")).expect("it comes in");
    let desk = paired("411602");
    let line = card(&story, &desk, id).caller.expect("somebody called");
    assert_eq!((line.hurdle, line.veiled.reply), (None, Some(Reply::Wanted)));
    let veiled = line.veiled;
    assert_eq!(veiled.phone.as_deref(), Some("139****5555"));
    assert_eq!(veiled.address.as_deref(), Some("万和苑9号楼2单元***室"));
    assert!(!veiled.name.expect("a name").contains("春"), "the name is veiled");

    let again = Call {
        command_id: story.command(),
        action: Action::LookAtContact {
            incident: id,
            reason: ContactReason::Other,
            words: Some(" 送达答复意见书 ".to_owned()),
        },
    };
    let seen = story.desk.act(&desk, again.clone()).expect("the desk may");
    assert_eq!(seen, Outcome::ContactShown { contact: caller() });
    let retried = story.desk.act(&desk, again).expect("it was done");
    assert_eq!(retried, Outcome::ContactShown { contact: Caller::default() }, "it is told once");
    story.wait_seconds(60);
    look(&story, &owner(), id).expect("the owner may");

    let told = looks(&story, &at_the_desk(Role::Auditor, "411602"));
    assert_eq!(told.len(), 2, "a retry is no second look");
    assert_eq!(card(&story, &owner(), id).looks, told, "who may ask for all looks has them on the card");
    assert_eq!(card(&story, &desk, id).looks, told[1..], "whoever looked sees that it is kept");
    let other = Seat { door: Door::Device(DeviceId(Uuid::from_u128(8))), ..operator(COMMUNITY) };
    assert_eq!(card(&story, &other, id).looks, [], "and nobody else's");
    let (last, first) = (&told[0], &told[1]);
    assert_eq!((last.by.role, last.reason, last.words.as_str()), (Role::Admin, ContactReason::FollowUp, ""));
    assert_eq!((first.by.role, first.reason), (Role::Operator, ContactReason::Other));
    assert_eq!((first.words.as_str(), first.incident), ("送达答复意见书", id));
    assert_eq!(looks(&story, &at_the_desk(Role::Supervisor, OTHER)), [], "none of another's grids");
    story.verified();
}

#[test]
fn who_handles_checks_or_audits_never_learns_who_called() {
    let story = Story::small();
    let id = report(&story, told("路灯不亮")).expect("it comes in");
    for seat in [
        story.phone_of(COMMUNITY, "吴六"),
        at_the_desk(Role::Supervisor, "411602"),
        at_the_desk(Role::Auditor, "411602"),
    ] {
        assert_eq!(look(&story, &seat, id), Err("rights.not_yours".to_owned()), "{:?}", seat.role);
    }
    assert_eq!(look(&story, &operator(OTHER), id), Err("rights.outside_subtree".to_owned()));
    assert_eq!(looks(&story, &owner()), [], "what was refused was no look");

    let without = report(&story, ReportDraft { caller: Some(Caller::default()), ..told("井盖缺失") }).expect("it is");
    assert_eq!(card(&story, &owner(), without).caller, None);
    assert_eq!(look(&story, &owner(), without), Err("incident.no_contact".to_owned()));
    let silent = Action::LookAtContact { incident: id, reason: ContactReason::Other, words: Some(" ".to_owned()) };
    let refused = story.act(silent).expect_err("another reason is said in words");
    assert_eq!(refused.code, "incident.look_without_words");
    story.verified();
}

#[test]
fn whoever_a_complaint_is_about_never_sees_who_made_it_not_even_veiled() {
    let story = Story::small();
    let about = Caller { about: Some(Party::Grid(GridPath::from_text(STREET))), ..caller() };
    let id = report(&story, ReportDraft { caller: Some(about), ..told("街道办事推诿") }).expect("it comes in");
    for path in [STREET, COMMUNITY] {
        let seat = operator(path);
        let shown = card(&story, &seat, id);
        assert_eq!((shown.caller, shown.looks), (None, vec![]), "{path}");
        assert_eq!(look(&story, &seat, id), Err("incident.complained_about".to_owned()), "{path}");
    }
    let above = card(&story, &operator("411602"), id).caller.expect("the district takes it");
    assert_eq!(above.about.expect("it is told about whom").party, Party::Grid(GridPath::from_text(STREET)));
    look(&story, &operator("411602"), id).expect("the district speaks to the caller");
    assert_eq!(looks(&story, &at_the_desk(Role::Auditor, "411602")).len(), 1, "what was refused was no look");
    story.verified();
}

#[test]
fn looks_are_found_by_who_looked_and_by_day() {
    let story = Story::small();
    let (first, second) =
        (report(&story, told("路灯不亮")).expect("it is"), report(&story, told("井盖缺失")).expect("it is"));
    look(&story, &paired("411602"), first).expect("the desk may");
    let day = 86_400;
    let later = (story.clock())().plus_seconds(day / 2);
    story.wait_seconds(day);
    look(&story, &owner(), second).expect("the owner may");
    let ask = |by: Option<String>, since: Option<Moment>, until: Option<Moment>| {
        let question = Question::ContactLooks { scope: None, by, since, until, from: 0, limit: 50 };
        match story.desk.ask(&at_the_desk(Role::Auditor, "411602"), &question).expect("who looked") {
            Answer::ContactLooks(page) => page,
            other => panic!("looks answer {other:?}"),
        }
    };
    let all = ask(None, None, None);
    assert_eq!((all.total, all.people.len()), (2, 2));
    for looker in &all.people {
        let own = ask(Some(looker.key.clone()), None, None);
        assert_eq!((own.total, own.looks[0].by.role, own.looks[0].key.as_str()), (1, looker.by.role, &*looker.key));
    }
    assert_eq!(ask(None, Some(later), None).looks[0].incident, second);
    assert_eq!(ask(None, None, Some(later)).looks[0].incident, first);
    assert_eq!(ask(Some("device/nobody".to_owned()), None, None).total, 0);
    story.verified();
}

/// Everything that lies in a folder and below, with its name.
fn files_below(folder: &Path, found: &mut Vec<(String, Vec<u8>)>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_below(&path, found);
        } else {
            let name = path.display().to_string();
            found.push((name.clone(), [std::fs::read(&path).expect("it is read"), name.into_bytes()].concat()));
        }
    }
}

/// The store is the package that other programs open, so its file is what they get, too.
#[test]
fn a_planted_caller_is_found_in_no_file_and_in_no_answer_but_that_of_a_look() {
    let story = Story::small();
    let seat = owner();
    let spot = Spot::Position { position: Position::from_degrees(114.005, 33.005).expect("on the globe") };
    let id = report(&story, ReportDraft { spot, ..told("路灯不亮") }).expect("it comes in");
    look(&story, &seat, id).expect("the owner may");
    let mut places = Vec::new();
    files_below(story.path().parent().expect("its folder"), &mut places);
    assert!(places.iter().any(|(name, _)| name.ends_with("-wal")), "what is not yet in the file was looked at");

    let questions = [
        Question::Incidents { wish: IncidentWish::default(), from: 0, limit: 50 },
        Question::IncidentsNear { position: Position::from_degrees(114.005, 33.005).expect("on the globe") },
        Question::Incident { id },
        all_looks(),
        Question::Journal { wish: JournalWish::default(), from: 0, limit: 50 },
        Question::Search { text: NAME.to_owned(), limit: 50 },
        Question::Search { text: PHONE.to_owned(), limit: 50 },
        Question::Alarms,
        Question::Handover,
        Question::Retention,
    ];
    for question in questions {
        let answer = story.desk.ask(&seat, &question).expect("it is answered");
        places.push((format!("{question:?}"), serde_json::to_vec(&answer).expect("it is told")));
        places.push((format!("{question:?}, in a log"), format!("{answer:?}").into_bytes()));
    }
    let told = story.desk.told_since(&seat, &Vector::default()).expect("the news");
    places.push(("the news".to_owned(), serde_json::to_vec(&told).expect("they are told")));
    places.push(("an action in a log".to_owned(), format!("{:?}", told_action()).into_bytes()));

    let held = Action::HoldContact { incident: id, words: "信访复核".to_owned() };
    let released = Action::ReleaseContact { incident: id, words: "复核已结".to_owned() };
    for action in [held, released, Action::DestroyContact { incident: id, words: "本人要求删除".to_owned() }] {
        story.act(action).expect("the owner may");
        files_below(story.path().parent().expect("its folder"), &mut places);
    }
    let path = story.path();
    story.desk.close().expect("the desk closes");
    places.push(("the package".to_owned(), std::fs::read(path).expect("it is read")));
    for (place, bytes) in places {
        for canary in [NAME, PHONE, DOOR, "春晓"] {
            let is_there = bytes.windows(canary.len()).any(|piece| piece == canary.as_bytes());
            // A search's own words stand in its question, never in what is told of them.
            assert!(!is_there, "{canary} lies open in {place}");
        }
    }
    story.verified();
}

fn told_action() -> Action {
    Action::MakeReport { report: Box::new(told("路灯不亮")) }
}

/// What people write is read by many: a number in it goes to the caller's fields, or is masked where nobody here wrote it.
#[test]
fn a_number_in_the_words_is_refused_at_saving_and_at_each_step_and_veiled_where_a_hotline_wrote_it() {
    let story = Story::small();
    let refused = report(&story, told("请回电13977775555")).expect_err("many read it");
    assert_eq!((refused.code.as_str(), refused.params["sign"].as_str()), ("incident.tells_of", "4"));
    assert_eq!(refused.params["particular"], "mobile");
    assert!(!format!("{refused:?}").contains("7777"), "where it stands is told, and not what");
    let code = "411602001001";
    let id = report(&story, told(&format!("网格{code}井盖缺失"))).expect("a grid's code is nobody's number");

    let step = |step| {
        let done = story.act(Action::HandleIncident { incident: id, step, seen: None });
        done.map_err(|failure| failure.code)
    };
    step(IncidentStep::Accept).expect("it is taken in");
    let spoken = |words: &str| IncidentStep::Settle { words: words.to_owned() };
    let idle = Err("incident.tells_of".to_owned());
    assert_eq!(step(spoken("已告知身份证411602199003071239本人")), idle);
    assert_eq!(card(&story, &owner(), id).steps.len(), 1, "what was refused was no step");
    step(spoken("已补齐井盖")).expect("nothing of anybody's");

    let hotline = ReportDraft {
        channel: Some(Channel::Hotline),
        foreign: Some("12345-1".to_owned()),
        ..told("市民13977775555反映路灯不亮")
    };
    let outcome = story.act(Action::MakeReport { report: Box::new(hotline) }).expect("nobody here wrote it");
    let Outcome::ReportMade { incident, veiled, .. } = outcome else { panic!("a report answers {outcome:?}") };
    assert_eq!(veiled, 1);
    assert_eq!(card(&story, &owner(), incident).line.words, "市民139****5555反映路灯不亮");
    story.verified();
}

/// Work orders of the hotline: each is an incident once, with its caller in the vault; a row that fails does not keep the
/// others out.
#[test]
fn work_orders_of_the_hotline_come_in_once_with_their_callers_sealed_and_their_place_by_their_address() {
    let story = Story::small();
    let long = "长".repeat(1_001);
    let sheet = format!(
        "工单编号,来电人,来电号码,事发地址,诉求内容,紧急程度\n\
         GD001,{NAME},{PHONE},宁庄社区,路灯不亮请回{PHONE},紧急\n\
         GD002,{NAME},{PHONE},某地,井盖缺失,一般\n\
         GD003,,,,{long},一般\n"
    );
    let take_in = |seat: &Seat, dry_run| {
        let request = HotlineRequest::new("12345.csv".to_owned(), sheet.clone().into_bytes(), dry_run);
        story.desk.take_in_hotline(seat, request)
    };
    let tried = take_in(&owner(), true).expect("a trial");
    assert_eq!((tried.read, tried.taken, tried.placed, tried.known), (3, 3, 1, 0), "{tried:?}");
    let list = Question::Incidents { wish: IncidentWish::default(), from: 0, limit: 50 };
    let incidents = || match story.desk.ask(&owner(), &list).expect("the list") {
        Answer::Incidents(list) => list.incidents,
        other => panic!("incidents answer {other:?}"),
    };
    assert_eq!(incidents(), [], "a trial changes nothing");

    let report = take_in(&owner(), false).expect("two come in");
    assert_eq!((report.taken, report.placed, report.known), (2, 1, 0), "{report:?}");
    let [fault] = report.faults.as_slice() else { panic!("one stays out: {report:?}") };
    assert_eq!((fault.row, fault.code.as_str()), (Some(4), "text.too_long"));
    let told = incidents();
    let of = |start: &str| told.iter().find(|line| line.words.starts_with(start)).expect("it came in");
    let (lamp, lid) = (of("路灯不亮"), of("井盖缺失"));
    assert_eq!((lamp.channel, lamp.urgency, lamp.grid.as_str()), (Channel::Hotline, Priority::Urgent, OTHER));
    assert!(lamp.words.contains("请回139****5555"), "{}", lamp.words);
    assert_eq!(lid.grid.as_str(), "411602", "its place is for the desk to say");
    assert_eq!(look(&story, &owner(), lamp.id).expect("the owner may").phone.as_deref(), Some(PHONE));

    let again = take_in(&owner(), false).expect("it is read again");
    assert_eq!((again.taken, again.known, incidents().len()), (0, 2, 2), "the same number is the same incident");
    let refused = take_in(&operator("411602"), false).expect_err("files are for admins");
    assert_eq!(refused.code, "rights.not_yours");
    story.verified();
}
