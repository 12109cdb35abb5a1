//! Whistles 吹哨 and looking again 回头看: who is called comes in time, late or not at all, each side says once how the
//! other did, and what was made up is looked at when the case is long closed.

use domain::action::{Action, Outcome};
use domain::answer::{
    Answer, InboxCard, InboxIncident, InboxWhistle, IncidentCard, RecheckLine, WhistleCard, WhistleLine,
};
use domain::code::GridPath;
use domain::id::{IncidentId, RecheckId, UnitId, WhistleId};
use domain::incident::{IncidentState, IncidentStep, Light, Party, Reached};
use domain::manner::FileKind as Kind;
use domain::moment::Moment;
use domain::news::{News, Vector};
use domain::order::Priority;
use domain::place::Position;
use domain::question::Question;
use domain::recheck::{Plan, RecheckStep, RecheckWish, RechecksShown, TurnState, TurnTold};
use domain::report::{ReportDraft, ReportKind, Spot};
use domain::seat::{Role, Seat};
use domain::whistle::{
    Mark, Minutes, OnSite, Rated, SummonsDraft, Undertaking, WhistleDeed, WhistleDraft, WhistleKind, WhistleStep,
    WhistleWish, WhistlesShown,
};
use tests::{Story, operator, owner};

const TOP: &str = "411602";
const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const UNITS: &str = "编号,名称,类型,值班电话,可吹哨\nU1,住建局,部门,0394-8220001,是\n\
                     U2,城管局,部门,0394-8220002,是\nU3,消防大队,部门,0394-8220003,是\nU4,水务公司,企业,0394-8220004,否\n";
const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

fn unit(id: &str) -> Party {
    Party::Unit(UnitId(id.to_owned()))
}

fn grid(path: &str) -> Party {
    Party::Grid(GridPath::from_text(path))
}

fn words(text: &str) -> String {
    text.to_owned()
}

/// A district with three departments that may be whistled for, and one company that may not.
fn district() -> Story {
    let story = Story::small();
    story.import(Kind::Units, "units.csv", UNITS).expect("the units come in");
    story
}

fn report(story: &Story, seat: &Seat, (kind, text): (ReportKind, &str)) -> IncidentId {
    let report = ReportDraft {
        category: Vec::new(),
        channel: None,
        foreign: None,
        post: None,
        kind,
        urgency: Priority::Urgent,
        words: words(text),
        spot: Spot::Position { position: Position::from_degrees(114.005, 33.005).expect("on the globe") },
        attachments: Vec::new(),
        seen: Moment::from_millis(0),
        caller: None,
    };
    match story.act_as(seat, Action::MakeReport { report: Box::new(report) }).expect("it comes in") {
        Outcome::ReportMade { incident, .. } => incident,
        other => panic!("a report answers {other:?}"),
    }
}

fn blow(
    story: &Story,
    seat: &Seat,
    (incident, kind): (IncidentId, WhistleKind),
    called: &[(Party, Option<u32>)],
) -> Result<WhistleId, String> {
    let called = called.iter().map(|(party, minutes)| SummonsDraft { party: party.clone(), minutes: *minutes });
    let whistle =
        WhistleDraft { incident, kind, words: words("到现场会商违建拆除"), called: called.collect() };
    match story.act_as(seat, Action::BlowWhistle { whistle }) {
        Ok(Outcome::WhistleBlown { whistle, .. }) => Ok(whistle),
        Ok(other) => panic!("a whistle answers {other:?}"),
        Err(failure) => Err(failure.code),
    }
}

fn handle(story: &Story, seat: &Seat, whistle: WhistleId, step: WhistleStep) -> Result<(), String> {
    story.act_as(seat, Action::HandleWhistle { whistle, step }).map(drop).map_err(|failure| failure.code)
}

fn rate(party: Party, of: Rated, mark: Mark, text: &str) -> WhistleStep {
    WhistleStep::Rate { party, of, mark, words: words(text) }
}

fn card(story: &Story, seat: &Seat, id: IncidentId) -> IncidentCard {
    match story.desk.ask(seat, &Question::Incident { id }).expect("the incident") {
        Answer::Incident(card) => *card,
        other => panic!("an incident answers {other:?}"),
    }
}

fn whistle(story: &Story, seat: &Seat, id: IncidentId) -> WhistleCard {
    card(story, seat, id).whistles.pop().expect("one was blown")
}

fn list(story: &Story, seat: &Seat, which: WhistlesShown) -> Vec<WhistleLine> {
    let wish = WhistleWish { scope: None, which };
    match story.desk.ask(seat, &Question::Whistles { wish, from: 0, limit: 50 }).expect("the list") {
        Answer::Whistles(list) => list.whistles,
        other => panic!("whistles answer {other:?}"),
    }
}

fn phone(story: &Story, phone: &Seat) -> Box<InboxCard> {
    match story.desk.ask(phone, &Question::Inbox { since: None }).expect("the inbox") {
        Answer::Inbox(card) => card,
        other => panic!("an inbox answers {other:?}"),
    }
}

fn inbox(story: &Story, seat: &Seat) -> Vec<InboxWhistle> {
    phone(story, seat).whistles
}

fn reports(story: &Story, seat: &Seat) -> Vec<InboxIncident> {
    phone(story, seat).reports
}

fn heard(story: &Story, seat: &Seat, since: &Vector) -> bool {
    let told = story.desk.told_since(seat, since).expect("the news");
    told.iter().any(|told| told.news == News::IncidentsChanged)
}

fn step(story: &Story, seat: &Seat, incident: IncidentId, step: IncidentStep) -> Result<IncidentState, String> {
    match story.act_as(seat, Action::HandleIncident { incident, step, seen: None }) {
        Ok(Outcome::IncidentHandled { state }) => Ok(state),
        Ok(other) => panic!("a step answers {other:?}"),
        Err(failure) => Err(failure.code),
    }
}

/// Scenario A5 of the mission.
#[test]
fn a_street_whistles_for_three_one_comes_in_time_one_late_and_one_refuses() {
    let story = district();
    let street = operator(STREET);
    let supervisor = Seat { role: Role::Supervisor, ..operator(TOP) };
    let id = report(&story, &street, (ReportKind::Housing, "楼顶违建"));
    // From noon to half past two nobody works, and no such clock runs.
    story.wait_seconds(3 * HOUR);
    let called = [(unit("U1"), None), (unit("U2"), None), (unit("U3"), None)];
    let blown = blow(&story, &street, (id, WhistleKind::Daily), &called).expect("it is blown");

    story.wait_seconds(18 * MINUTE);
    handle(&story, &street, blown, WhistleStep::Arrive { party: unit("U1") }).expect("there at 18");
    let reason = words("不涉及消防通道");
    handle(&story, &operator(TOP), blown, WhistleStep::Refuse { party: unit("U3"), reason }).expect("by telephone");
    handle(&story, &street, blown, WhistleStep::Answer { party: unit("U2") }).expect("on its way");
    let states = |card: &WhistleCard| card.line.called.iter().map(|one| one.on_site).collect::<Vec<_>>();
    assert_eq!(states(&whistle(&story, &street, id)), [OnSite::There, OnSite::Coming, OnSite::Refused]);
    story.wait_seconds(26 * MINUTE);
    handle(&story, &street, blown, WhistleStep::Arrive { party: unit("U2") }).expect("there at 44");
    assert_eq!(
        handle(&story, &street, blown, WhistleStep::Arrive { party: unit("U2") }),
        Err(words("whistle.said_already")),
        "and nobody says that it was earlier"
    );

    let minutes = |present: &[Party], text: &str| WhistleStep::Note {
        minutes: Minutes {
            words: words(text),
            present: present.to_vec(),
            undertakings: vec![Undertaking {
                party: unit("U2"),
                words: words("三日内拆除"),
                until: story.district().now.plus_seconds(3 * DAY),
            }],
        },
    };
    let there = [unit("U1"), unit("U2")];
    assert_eq!(handle(&story, &street, blown, minutes(&[unit("U3")], "会商")), Err(words("whistle.not_there")));
    let told = handle(&story, &street, blown, minutes(&there, "联系人 13812345678"));
    assert_eq!(told, Err(words("incident.tells_of")), "nobody's number stands in minutes");
    handle(&story, &street, blown, minutes(&there, "先封后拆")).expect("written");
    handle(&story, &street, blown, minutes(&there, "补充：夜间值守")).expect("added to");

    let mark = |party| rate(party, Rated::Called, Mark::Content, "");
    assert_eq!(handle(&story, &street, blown, mark(unit("U1"))), Err(words("whistle.still_blown")));
    handle(&story, &street, blown, WhistleStep::End { words: words("已商定") }).expect("it ends");
    handle(&story, &street, blown, mark(unit("U1"))).expect("one mark");
    handle(&story, &street, blown, rate(unit("U2"), Rated::Called, Mark::Partly, "迟到 14 分钟")).expect("one mark");
    let bad = |text: &str| rate(unit("U3"), Rated::Called, Mark::Unhappy, text);
    assert_eq!(handle(&story, &street, blown, bad(" ")), Err(words("incident.nothing_said")));
    handle(&story, &street, blown, bad("拒不到场")).expect("one mark");
    for seat in [&street, &operator(TOP), &owner(), &supervisor] {
        let again = handle(&story, seat, blown, rate(unit("U1"), Rated::Called, Mark::Unhappy, "改一下"));
        assert_eq!(again, Err(words("whistle.rated_already")), "{:?}", seat.role);
    }
    let other_way = rate(unit("U2"), Rated::Caller, Mark::Content, "准备充分");
    assert_eq!(handle(&story, &street, blown, other_way.clone()), Err(words("whistle.own_mark")));
    handle(&story, &supervisor, blown, other_way).expect("supervision writes it down");

    let seen = whistle(&story, &street, id);
    let told: Vec<_> = seen.line.called.iter().map(|one| (one.clock.run / 60_000, one.clock.light)).collect();
    assert_eq!(told, [(18, Some(Light::Green)), (44, Some(Light::Red)), (18, Some(Light::Green))]);
    for one in &seen.line.called {
        let sum: i64 = one.clock.stretches.iter().map(|part| part.until.millis() - part.from.millis()).sum();
        assert_eq!(sum, one.clock.run, "its parts add up");
        assert_eq!(one.may, if one.of_called.is_none() { vec![WhistleDeed::RateCalled] } else { vec![] });
    }
    assert_eq!(seen.line.called[1].of_caller.as_ref().map(|mark| mark.mark), Some(Mark::Content));
    assert_eq!(seen.minutes.iter().map(|it| it.words.as_str()).collect::<Vec<_>>(), ["先封后拆", "补充：夜间值守"]);
    assert_eq!(seen.minutes[0].undertakings[0].party.name, "城管局");
    let refused = list(&story, &supervisor, WhistlesShown::Refused);
    assert_eq!(refused.iter().map(|line| line.id).collect::<Vec<_>>(), [blown], "supervision sees who refused");
    assert_eq!(refused[0].called[2].refusals[0].reason, "不涉及消防通道");
    assert_eq!(list(&story, &supervisor, WhistlesShown::Running), []);
    assert_eq!(list(&story, &operator("411602.411602002"), WhistlesShown::All), [], "none of another street");

    let story = story.restarted();
    assert_eq!(whistle(&story, &street, id), seen, "whatever is restarted");
    story.verified();
}

#[test]
fn whom_one_may_call_and_for_how_long_says_who_one_is() {
    let story = district();
    let street = operator(STREET);
    let id = report(&story, &street, (ReportKind::Housing, "楼顶违建"));
    let of = |seat: &Seat, kind, party, minutes| blow(&story, seat, (id, kind), &[(party, minutes)]).map(drop);
    assert_eq!(of(&street, WhistleKind::Daily, unit("U4"), None), Err(words("whistle.not_for_unit")));
    assert_eq!(of(&street, WhistleKind::Daily, unit("U9"), None), Err(words("unknown")));
    assert_eq!(of(&street, WhistleKind::Daily, unit("U1"), Some(5)), Err(words("whistle.minutes_out_of_range")));
    assert_eq!(of(&street, WhistleKind::Daily, grid("411602.411602002"), None), Err(words("whistle.out_of_reach")));
    assert_eq!(
        of(&operator(COMMUNITY), WhistleKind::Tough, unit("U1"), None),
        Err(words("whistle.street_blows")),
        "what was never settled is for the street"
    );
    assert_eq!(
        of(&operator("411602.411602002"), WhistleKind::Daily, unit("U1"), None),
        Err(words("rights.outside_subtree"))
    );
    of(&operator(TOP), WhistleKind::Tough, grid("411602.411602002"), Some(240))
        .expect("the district calls whom it needs");
    step(&story, &street, id, IncidentStep::Settle { words: words("已拆") }).expect("settled");
    assert_eq!(of(&street, WhistleKind::Daily, unit("U1"), None), Err(words("incident.over")));
    story.verified();
}

#[test]
fn one_in_the_field_whistles_up_and_those_called_answer_on_their_phones() {
    let story = district();
    let (worker, head) = (story.phone_of(COMMUNITY, "吴六"), story.phone_of(STREET, "钱二"));
    let id = report(&story, &worker, (ReportKind::Hazard, "燃气味道"));
    let emergency = (id, WhistleKind::Emergency);
    assert!(reports(&story, &worker)[0].may_whistle);
    assert_eq!(blow(&story, &worker, emergency, &[(unit("U3"), None)]), Err(words("whistle.only_up")));
    assert_eq!(blow(&story, &worker, emergency, &[(grid(COMMUNITY), None)]), Err(words("whistle.only_up")));
    let since = story.district().vector;
    let blown = blow(&story, &worker, emergency, &[(grid(STREET), None)]).expect("up to the street");
    assert!(heard(&story, &head, &since), "the phone of who is called");
    assert!(!heard(&story, &story.phone_of("411602.411602002", "李四"), &since));

    let called = &inbox(&story, &head)[0];
    assert_eq!((called.id, called.from.as_str()), (blown, "吴六 社区网格长"));
    assert_eq!(called.called[0].may, [WhistleDeed::Answer, WhistleDeed::Arrive, WhistleDeed::Refuse]);
    assert_eq!(called.may, [], "the caller ends it");
    let own = &inbox(&story, &worker)[0];
    assert_eq!((own.called[0].may.as_slice(), own.called[0].on_site), ([].as_slice(), OnSite::Silent));
    assert_eq!(own.may, [WhistleDeed::Note, WhistleDeed::End]);
    handle(&story, &head, blown, WhistleStep::Answer { party: grid(STREET) }).expect("he comes");
    story.wait_seconds(20 * MINUTE);
    handle(&story, &head, blown, WhistleStep::Arrive { party: grid(STREET) }).expect("he is there");
    assert_eq!(inbox(&story, &worker)[0].called[0].light, Some(Light::Red), "by day and night fifteen minutes");
    assert_eq!(
        handle(&story, &head, blown, WhistleStep::End { words: words("好了") }),
        Err(words("whistle.not_your_side"))
    );
    handle(&story, &worker, blown, WhistleStep::End { words: words("已关阀") }).expect("the caller ends it");
    for (phone, of) in [(&head, Rated::Caller), (&worker, Rated::Called)] {
        assert_eq!(inbox(&story, phone).len(), 1, "each has the other to rate");
        handle(&story, phone, blown, rate(grid(STREET), of, Mark::Content, "")).expect("rated");
        assert_eq!(inbox(&story, phone), [], "and then it is done with");
    }
    step(&story, &owner(), id, IncidentStep::Void { reason: words("误报") }).expect("it was none");
    assert!(!reports(&story, &worker)[0].may_whistle, "what is over calls nobody");
    assert_eq!(blow(&story, &worker, emergency, &[(grid(STREET), None)]), Err(words("incident.over")));
    let elsewhere = story.phone_of("411602.411602002", "李四");
    assert_eq!(
        handle(&story, &elsewhere, blown, WhistleStep::Arrive { party: grid(STREET) }),
        Err(words("rights.outside_subtree"))
    );
    story.verified();
}

fn begin(story: &Story, seat: &Seat, incident: IncidentId, plan: Plan) -> Result<RecheckId, String> {
    match story.act_as(seat, Action::BeginRecheck { incident, plan, words: words("两家是否又吵") }) {
        Ok(Outcome::RecheckBegun { recheck }) => Ok(recheck),
        Ok(other) => panic!("looking again answers {other:?}"),
        Err(failure) => Err(failure.code),
    }
}

fn tell(story: &Story, recheck: RecheckId, turn: u32, told: TurnTold, text: &str) -> Result<(), String> {
    let step = RecheckStep::Tell { turn, told, words: words(text) };
    let action = Action::HandleRecheck { recheck, step };
    story.act_as(&operator(TOP), action).map(drop).map_err(|failure| failure.code)
}

fn owed(story: &Story, which: RechecksShown) -> Vec<RecheckLine> {
    let wish = RecheckWish { scope: None, which };
    match story.desk.ask(&operator(TOP), &Question::Rechecks { wish, from: 0, limit: 50 }).expect("the list") {
        Answer::Rechecks(list) => list.rechecks,
        other => panic!("looking again answers {other:?}"),
    }
}

/// Scenario A6 of the mission.
#[test]
fn a_quarrel_at_night_is_gone_to_at_once_and_looked_at_on_the_seven_days_that_follow() {
    let story = district();
    let venues = r#"{"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"id":"V1","name":"万和苑北门岗亭","kind":"卡口"},
         "geometry":{"type":"Point","coordinates":[114.006,33.005]}}]}"#;
    story.import(Kind::Venues, "venues.geojson", venues).expect("a venue");
    let duty = "场所编码,岗位,姓名,电话,角色\nV1,夜间值守,邱十,0394-8230001,值守\n";
    story.import(Kind::Heads, "duty.csv", duty).expect("somebody on duty");
    let (desk, worker) = (operator(TOP), story.phone_of(COMMUNITY, "吴六"));
    // The same people quarrelled before, and that is over.
    let before = report(&story, &desk, (ReportKind::Dispute, "夫妻争吵，男方有前科"));
    step(&story, &desk, before, IncidentStep::Settle { words: words("劝开") }).expect("settled");
    // Half past eleven at night.
    story.wait_seconds(11 * HOUR + 30 * MINUTE);
    let id = report(&story, &desk, (ReportKind::Dispute, "两家争停车位，一人持棍"));
    let near = card(&story, &desk, id).nearest;
    let people: Vec<_> = near.iter().map(|one| (one.person.as_str(), one.at.as_str(), one.metres.is_some())).collect();
    assert_eq!(people, [("邱十", "万和苑北门岗亭", true), ("吴六", "陈州社区", false)], "the two nearest in post");
    assert!(near.iter().all(|one| !one.phone.is_empty()));

    step(&story, &desk, id, IncidentStep::Accept).expect("accepted");
    let assign = IncidentStep::Assign { lead: grid(COMMUNITY), assisting: vec![], words: words("先隔开双方") };
    step(&story, &desk, id, assign).expect("dispatched");
    let Answer::Inbox(shown) = story.desk.ask(&worker, &Question::Inbox { since: None }).expect("the inbox") else {
        panic!("an inbox")
    };
    assert_eq!(shown.tasks.len(), 1);
    let task = &shown.tasks[0];
    assert_eq!(
        (task.kind, task.urgency, task.place_name.as_str()),
        (ReportKind::Dispute, Priority::Urgent, "陈州社区")
    );
    assert!(task.words.contains("持棍"), "the threat");
    let told = serde_json::to_string(&shown).expect("it is told");
    assert!(!told.contains("前科") && !told.contains("夫妻"), "and nobody's history");
    story.wait_seconds(2 * MINUTE);
    assert_eq!(step(&story, &worker, id, IncidentStep::Arrive), Ok(IncidentState::OnSite), "two minutes on");
    let up = blow(&story, &worker, (id, WhistleKind::Emergency), &[(grid(STREET), Some(10))]);
    up.expect("it is more than one can settle");
    let dispose = IncidentStep::Dispose { words: words("双方签了协议"), attachments: vec![] };
    assert_eq!(card(&story, &desk, id).recheck_proposed, None, "nothing is made up yet");
    step(&story, &worker, id, dispose).expect("settled");
    assert_eq!(card(&story, &desk, id).recheck_proposed, Some(Plan { every: 1, times: 7 }));
    let recheck = begin(&story, &desk, id, Plan::AFTER_DISPUTE).expect("begun");
    assert_eq!(begin(&story, &desk, id, Plan::AFTER_DISPUTE), Err(words("recheck.running")));
    assert_eq!(card(&story, &desk, id).recheck_proposed, None);

    let pass = IncidentStep::Pass { words: words("看过"), attachments: vec![], witness: None };
    step(&story, &story.phone_of(STREET, "钱二"), id, pass).expect("looked at");
    let follow = IncidentStep::FollowUp { reached: Reached::Partly, words: words("基本满意") };
    step(&story, &desk, id, follow).expect("asked");
    let close = |text: &str| step(&story, &desk, id, IncidentStep::Close { words: words(text) });
    assert_eq!(close("甲方身份证 411602199003071239"), Err(words("incident.tells_of")));
    assert_eq!(close("乙方电话 13812345678"), Err(words("incident.tells_of")));
    assert_eq!(close("已调解"), Ok(IncidentState::Closed));

    assert_eq!(owed(&story, RechecksShown::Due), [], "its first day has not come");
    assert_eq!(tell(&story, recheck, 1, TurnTold::Done, "没有再吵"), Err(words("recheck.not_yet")));
    story.wait_seconds(DAY + HOUR);
    let due = owed(&story, RechecksShown::Due);
    assert_eq!((due.len(), due[0].turns[0].state, due[0].turns[1].state), (1, TurnState::Overdue, TurnState::Due));
    assert_eq!(tell(&story, recheck, 1, TurnTold::Missed, "电话 13812345678 不通"), Err(words("incident.tells_of")));
    tell(&story, recheck, 1, TurnTold::Missed, "昨天人手不够").expect("told late");
    tell(&story, recheck, 2, TurnTold::Done, "没有再吵").expect("told");
    assert_eq!(tell(&story, recheck, 2, TurnTold::Missed, "改一下"), Err(words("recheck.said_already")));
    assert_eq!(owed(&story, RechecksShown::Due), [], "until tomorrow");
    assert_eq!(owed(&story, RechecksShown::Running).len(), 1);
    let story = story.restarted();
    story.wait_seconds(5 * DAY);
    for turn in 3..=7 {
        tell(&story, recheck, turn, TurnTold::Done, "没有再吵").expect("told");
    }
    assert_eq!(owed(&story, RechecksShown::Running), []);
    let looked = &card(&story, &operator(TOP), id).rechecks[0];
    let states: Vec<TurnState> = looked.turns.iter().map(|turn| turn.state).collect();
    assert_eq!(states, [&[TurnState::Missed][..], &[TurnState::Done; 6]].concat());
    assert_eq!(looked.turns[0].words.as_deref(), Some("昨天人手不够"));
    story.verified();
}
