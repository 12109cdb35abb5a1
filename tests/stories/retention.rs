//! Retention 保存期限: how long it is kept who told of an incident, and what is left of it afterwards.

use domain::action::{Action, Call, Outcome};
use domain::answer::{Answer, IncidentCard, RetentionCard};
use domain::code::GridPath;
use domain::contact::{Caller, ContactReason};
use domain::id::{CommandId, IncidentId};
use domain::incident::IncidentStep;
use domain::order::Priority;
use domain::question::Question;
use domain::report::{ReportDraft, ReportKind, Spot};
use domain::retention::{ContactEnding, Staying};
use domain::seat::{Role, Seat};
use tests::{Story, operator, owner};

const COMMUNITY: &str = "411602.411602001.411602001001";
const YEAR: i64 = 365 * 86_400;

fn called(story: &Story, words: &str) -> IncidentId {
    let report = ReportDraft {
        category: Vec::new(),
        channel: None,
        foreign: None,
        post: None,
        kind: ReportKind::Facility,
        urgency: Priority::Normal,
        words: words.to_owned(),
        spot: Spot::Grid { path: GridPath::from_text(COMMUNITY) },
        attachments: Vec::new(),
        seen: (story.clock())(),
        caller: Some(Caller { name: Some("欧阳春晓".to_owned()), ..Caller::default() }),
    };
    match story.act(Action::MakeReport { report: Box::new(report) }).expect("it comes in") {
        Outcome::ReportMade { incident, .. } => incident,
        other => panic!("a report answers {other:?}"),
    }
}

fn step(story: &Story, incident: IncidentId, step: IncidentStep) {
    story.act(Action::HandleIncident { incident, step, seen: None }).expect("the owner may");
}

fn settle(story: &Story, incident: IncidentId) {
    step(story, incident, IncidentStep::Accept);
    step(story, incident, IncidentStep::Settle { words: "已办".to_owned() });
}

fn retention(story: &Story, seat: &Seat) -> RetentionCard {
    match story.desk.ask(seat, &Question::Retention).expect("what goes") {
        Answer::Retention(card) => card,
        other => panic!("retention answers {other:?}"),
    }
}

fn run(story: &Story, days: u32) -> Result<u32, String> {
    match story.act(Action::RunRetention { days }) {
        Ok(Outcome::ContactsSettled { destroyed }) => Ok(destroyed),
        Ok(other) => panic!("a run answers {other:?}"),
        Err(failure) => Err(failure.code),
    }
}

fn card(story: &Story, id: IncidentId) -> IncidentCard {
    match story.desk.ask(&owner(), &Question::Incident { id }).expect("the incident") {
        Answer::Incident(card) => *card,
        other => panic!("an incident answers {other:?}"),
    }
}

fn refusal(story: &Story, action: Action) -> String {
    story.act(action).expect_err("it is refused").code
}

#[test]
fn a_contact_goes_a_year_after_its_incident_ended_and_what_is_open_again_or_needed_stays_with_its_reason() {
    let story = Story::small();
    let [gone, held, reopened, open, merged] =
        ["路灯不亮", "井盖缺失", "占道经营", "树枝压线", "还是路灯"].map(|words| called(&story, words));
    for id in [gone, held, reopened] {
        settle(&story, id);
    }
    step(&story, reopened, IncidentStep::Reopen { reason: "又占道了".to_owned() });
    step(&story, merged, IncidentStep::Merge { into: open });
    story.act(Action::HoldContact { incident: held, words: "信访复核".to_owned() }).expect("the owner may");
    assert_eq!(card(&story, held).caller.expect("it is kept").held.as_deref(), Some("信访复核"));
    let young = retention(&story, &owner());
    assert_eq!((young.days, young.due_count, young.young), (365, 0, 5), "{young:?}");
    assert_eq!(run(&story, 365), Ok(0), "nothing's time is over");

    story.wait_seconds(YEAR + 1);
    let late = called(&story, "昨天的事");
    let due = retention(&story, &owner());
    assert_eq!(due.due.iter().map(|line| line.incident).collect::<Vec<_>>(), [gone]);
    let staying: Vec<_> = due.staying.iter().map(|line| (line.incident, line.why)).collect();
    let kept = [(held, Staying::Held), (reopened, Staying::Reopened), (open, Staying::Open), (merged, Staying::Open)];
    assert_eq!((staying.as_slice(), due.young), (kept.as_slice(), 1));
    assert!(!format!("{due:?}").contains("春晓"), "a trial names nobody");
    assert!(card(&story, gone).caller.is_some(), "a trial changes nothing");

    assert_eq!(run(&story, 30), Err("incident.days_changed".to_owned()), "what was read is what goes");
    assert_eq!(run(&story, 365), Ok(1));
    assert_eq!(run(&story, 365), Ok(0), "once is enough");
    let after = card(&story, gone);
    assert_eq!((after.caller, after.line.words.as_str()), (None, "路灯不亮"), "the incident stays");
    let end = after.caller_end.expect("that there was a caller is known");
    assert_eq!((end.why, end.by.role), (Some(ContactEnding::Expired { days: 365 }), Role::Admin));
    let look = Action::LookAtContact { incident: gone, reason: ContactReason::FollowUp, words: None };
    assert_eq!(refusal(&story, look), "incident.no_contact");
    assert_eq!(retention(&story, &owner()).destroyed, 1);

    story.act(Action::ReleaseContact { incident: held, words: "复核已结".to_owned() }).expect("the owner may");
    assert_eq!(run(&story, 365), Ok(1), "it goes at its time again");
    assert!(card(&story, late).caller.is_some());
    story.verified();
}

#[test]
fn a_persons_wish_destroys_a_contact_at_once_unless_it_is_held_and_a_retried_report_does_not_bring_it_back() {
    let story = Story::small();
    let id = called(&story, "路灯不亮");
    let destroy = |words: &str| Action::DestroyContact { incident: id, words: words.to_owned() };
    assert_eq!(refusal(&story, destroy(" ")), "incident.nothing_said");
    assert_eq!(refusal(&story, destroy("回电13977775555")), "incident.tells_of", "a reason is read by many");
    let by_operator = story.act_as(&operator("411602"), destroy("本人要求")).expect_err("it is an admin's");
    assert_eq!(by_operator.code, "rights.not_yours");
    story.act(Action::HoldContact { incident: id, words: "信访复核".to_owned() }).expect("the owner may");
    assert_eq!(refusal(&story, destroy("本人要求")), "incident.contact_held");
    story.act(Action::ReleaseContact { incident: id, words: "复核已结".to_owned() }).expect("the owner may");
    let release = Action::ReleaseContact { incident: id, words: "再解除".to_owned() };
    assert_eq!(refusal(&story, release), "incident.not_held");

    story.act(destroy("本人要求")).expect("the owner may");
    assert_eq!(refusal(&story, destroy("本人要求")), "incident.no_contact");
    let end = card(&story, id).caller_end.expect("it is told");
    assert_eq!(end.why, Some(ContactEnding::Asked { words: "本人要求".to_owned() }));

    let again = Call {
        command_id: CommandId(id.0),
        action: Action::MakeReport {
            report: Box::new(ReportDraft {
                category: Vec::new(),
                channel: None,
                foreign: None,
                post: None,
                kind: ReportKind::Facility,
                urgency: Priority::Normal,
                words: "路灯不亮".to_owned(),
                spot: Spot::Grid { path: GridPath::from_text(COMMUNITY) },
                attachments: Vec::new(),
                seen: (story.clock())(),
                caller: Some(Caller { phone: Some("13977775555".to_owned()), ..Caller::default() }),
            }),
        },
    };
    assert!(matches!(story.desk.act(&owner(), again), Ok(Outcome::ReportMade { .. })), "its first answer");
    assert_eq!(card(&story, id).caller, None);
    story.verified();
}

#[test]
fn how_long_contacts_are_kept_is_said_for_the_whole_store_within_bounds() {
    let story = Story::small();
    let id = called(&story, "路灯不亮");
    settle(&story, id);
    story.act(Action::SetRetention { days: 30 }).expect("the owner may");
    assert_eq!(refusal(&story, Action::SetRetention { days: 29 }), "incident.days_outside");
    let of_a_street = Seat { role: Role::Admin, ..operator("411602.411602001") };
    let refused = story.act_as(&of_a_street, Action::SetRetention { days: 60 }).expect_err("it is the store's");
    assert_eq!(refused.code, "rights.not_yours");
    story.wait_seconds(31 * 86_400);
    let elsewhere = Seat { role: Role::Admin, ..operator("411602.411602001.411602001002") };
    assert_eq!(retention(&story, &elsewhere).due_count, 0, "of his own grids");
    let there = story.act_as(&elsewhere, Action::RunRetention { days: 30 });
    assert_eq!(there, Ok(Outcome::ContactsSettled { destroyed: 0 }));
    assert_eq!((retention(&story, &owner()).days, run(&story, 30)), (30, Ok(1)));
    story.verified();
}
