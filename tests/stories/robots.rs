//! Robots of groups elsewhere: what they say, how fast, and what becomes of what they could not say. The services are
//! servers of this machine that behave as their own pages say, limits, signatures and silence included.

mod service;

use std::thread;
use std::time::{Duration, Instant};

use domain::action::{Action, Outcome};
use domain::alarm::{AlarmState, Cause};
use domain::answer::{AlarmLine, Answer, RobotCard, RobotList};
use domain::basemap::Secret;
use domain::channel::{MessageDraft, Span};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::gateway::{SendState, Settling};
use domain::id::{OrderId, RobotId};
use domain::order::{OrderKind, Priority};
use domain::purpose::Purpose;
use domain::question::Question;
use domain::robot::{RobotKind, RobotSetting, RobotTrouble, RobotWish};
use domain::seat::Seat;
use domain::words::Language;
use tests::{Story, draft, operator, owner};

use service::{KEY, Mood, SECRET, Service};

const TOP: &str = "411602";
const STREET: &str = "411602.411602001";
const OTHER: &str = "411602.411602002";
const FIELD: &str = "https://desk.local:8443/field";

fn setting(kind: RobotKind, channel: &str) -> RobotSetting {
    RobotSetting {
        kind,
        channel: GridPath::from_text(channel),
        span: Span::Below,
        name: "防汛群".to_owned(),
        kinds: vec![OrderKind::Check, OrderKind::Command],
        least: Priority::Normal,
        notices: true,
        reminders: false,
        language: Language::Chinese,
        near: None,
    }
}

fn wish(setting: RobotSetting, address: &str) -> RobotWish {
    let is_signed = setting.kind != RobotKind::Wecom;
    RobotWish {
        setting,
        address: Some(Secret(address.to_owned())),
        secret: is_signed.then(|| Secret(SECRET.to_owned())),
        is_near: true,
    }
}

fn bind(story: &Story, wish: RobotWish) -> Result<RobotId, Failure> {
    match story.act(Action::BindRobot { robot: None, wish: Box::new(wish) })? {
        Outcome::RobotBound { robot } => Ok(robot),
        other => panic!("binding answers {other:?}"),
    }
}

/// A story with a robot that is open to the network.
fn bound(kind: RobotKind, channel: &str) -> (Story, Service, RobotId) {
    let story = Story::small();
    story.desk.post_field(Some(FIELD.to_owned()));
    let service = Service::new(kind, story.clock());
    let robot = bind(&story, wish(setting(kind, channel), &service.address)).expect("the robot is bound");
    (story, service, robot)
}

fn list(story: &Story) -> RobotList {
    match story.desk.ask(&owner(), &Question::Robots).expect("the robots") {
        Answer::Robots(list) => *list,
        other => panic!("robots answer {other:?}"),
    }
}

fn card(story: &Story) -> RobotCard {
    list(story).robots.remove(0)
}

/// Waits for what the desk does by itself, by the story's clock as it stands.
fn until(story: &Story, what: &str, is_so: impl Fn() -> bool) {
    let start = Instant::now();
    while !is_so() {
        assert!(start.elapsed() < Duration::from_mins(1), "this never came: {what}; {:?}", list(story).robots);
        story.desk.ring_robots();
        thread::sleep(Duration::from_millis(5));
    }
}

/// Lets the story's clock run until nothing waits.
fn until_all_is_said(story: &Story) {
    let start = Instant::now();
    loop {
        let card = card(story);
        if card.waiting == 0 && !card.is_sending {
            return;
        }
        assert!(start.elapsed() < Duration::from_mins(1), "it never ended: {card:?}");
        if !card.is_sending {
            story.wait_seconds(1);
        }
        story.desk.ring_robots();
        thread::sleep(Duration::from_millis(2));
    }
}

fn issue(story: &Story, path: &str, priority: Priority, text: &str) -> OrderId {
    let draft = domain::order::Draft { priority, text: text.to_owned(), ..draft(path, &[]) };
    match story.act(Action::IssueOrder { draft }).expect("the order is issued") {
        Outcome::OrderIssued { order, .. } => order,
        other => panic!("an order answers {other:?}"),
    }
}

#[test]
fn an_order_goes_out_at_once_to_each_service_and_opens_in_the_field() {
    for kind in RobotKind::ALL {
        let (story, service, _) = bound(kind, STREET);
        let order = issue(&story, STREET, Priority::Critical, "检查地下室水泵");
        until(&story, "the order", || service.taken().len() == 1 && card(&story).taken.is_some());
        let said = service.taken().remove(0);
        assert!(said.contains("特急 核查") && said.contains("检查地下室水泵"), "{kind}: {said}");
        assert!(said.contains("4 人"), "two at the street and one in each community: {said}");
        assert!(said.contains(&format!("[打开]({FIELD}#order={order})")), "{said}");
        let card = card(&story);
        assert_eq!((card.trouble, card.waiting, card.is_halted), (None, 0, false));
        // What is of another street is not this group's.
        issue(&story, OTHER, Priority::Critical, "别处");
        assert_eq!(self::card(&story).waiting, 0);
        story.verified();
    }
}

#[test]
fn what_comes_close_together_goes_together_the_most_urgent_first() {
    let (story, service, _) = bound(RobotKind::Dingtalk, TOP);
    issue(&story, STREET, Priority::Normal, "甲事");
    until(&story, "the first", || service.taken().len() == 1 && card(&story).waiting == 0);
    issue(&story, STREET, Priority::Normal, "乙事");
    issue(&story, OTHER, Priority::Critical, "丙事");
    assert_eq!(card(&story).waiting, 2, "the pause is not over");
    until_all_is_said(&story);
    let said = service.taken().remove(1);
    assert_eq!(service.taken().len(), 2);
    assert!(said.contains("2 条，特急 1") && said.find("丙事") < said.find("乙事"), "{said}");
    story.verified();
}

#[test]
fn nothing_personal_goes_out() {
    let (story, service, _) = bound(RobotKind::Wecom, TOP);
    let canary = "请吴六联系13800004711和４１１６０２１９９００１０１１２３Ｘ，*查*[点](http://x)";
    issue(&story, TOP, Priority::Urgent, canary);
    let draft = MessageDraft {
        channel: GridPath::from_text(STREET),
        span: Span::Here,
        priority: Priority::Normal,
        words: "钱二家在 0394 1000 4711".to_owned(),
        mentions: vec![],
        attachments: vec![],
        quotes: None,
        written: None,
    };
    let outcome = story.act(Action::SendMessage { message: Box::new(draft) }).expect("said");
    let Outcome::MessageSent { message, .. } = outcome else { panic!("a message answers {outcome:?}") };
    story.act(Action::PinMessage { message }).expect("pinned");
    until_all_is_said(&story);
    let all = service.taken().join("\n");
    for secret in ["吴六", "钱二", "4711", "1380000", "４１１６", "Ｘ", KEY] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
    assert!(all.contains("公告") && all.contains("＊＊＊") && all.contains("＊查＊［点］（http://x）"), "{all}");
    story.verified();
}

#[test]
fn a_hundred_orders_reach_the_group_within_its_limit_each_once() {
    for kind in RobotKind::ALL {
        let (story, service, _) = bound(kind, TOP);
        for number in 0..60 {
            issue(&story, STREET, Priority::Normal, &format!("第〔{number}〕件{}", "水".repeat(50)));
            story.wait_seconds(i64::from(number % 4));
        }
        until_all_is_said(&story);
        let all = service.taken().join("\n");
        for number in 0..60 {
            assert_eq!(all.matches(&format!("第〔{number}〕件")).count(), 1, "{kind} {number}");
        }
        assert!(service.codes().iter().all(|code| *code == 0), "{kind}: {:?}", service.codes());
        assert!(service.most_in_a_minute() <= 18, "{kind}: {}", service.most_in_a_minute());
        story.verified();
    }
}

#[test]
fn a_robot_that_is_silenced_says_until_when_and_goes_on_by_itself_after_a_restart_too() {
    let (story, service, _) = bound(RobotKind::Dingtalk, TOP);
    service.others_speak(20);
    issue(&story, STREET, Priority::Urgent, "甲事");
    until(&story, "the silence", || card(&story).trouble == Some(RobotTrouble::TooFast));
    let silenced = card(&story);
    assert_eq!(silenced.code.as_deref(), Some("130101"));
    assert_eq!(silenced.pause, Some((story.clock())().plus_seconds(615)));
    assert_eq!((silenced.waiting, silenced.is_halted), (1, false), "nothing is lost");
    story.wait_seconds(300);
    let story = story.restarted();
    story.desk.ring_robots();
    assert_eq!(card(&story).waiting, 1);
    story.wait_seconds(316);
    until(&story, "the order", || service.taken().len() == 1 && card(&story).taken.is_some());
    assert_eq!(service.codes(), [130_101, 0], "it did not try while it was silenced");
    assert_eq!(card(&story).trouble, None);
    story.verified();
}

#[test]
fn what_may_have_arrived_is_never_said_again_by_itself() {
    let (story, service, _) = bound(RobotKind::Feishu, TOP);
    service.will(Mood::HangsUp);
    issue(&story, STREET, Priority::Urgent, "甲事");
    until(&story, "the loss", || !card(&story).digests.is_empty() && !card(&story).is_sending);
    story.wait_seconds(3600);
    let story = story.restarted();
    issue(&story, STREET, Priority::Urgent, "乙事");
    until(&story, "the next", || service.taken().len() == 2 && card(&story).waiting == 0);
    assert!(!service.taken()[1].contains("甲事"), "{:?}", service.taken());
    let lost = card(&story).digests.remove(0);
    assert_eq!((lost.state, lost.items, lost.trouble), (SendState::Unknown, 1, Some(RobotTrouble::Lost)));
    let settle = |how| Action::SettleDigest { digest: lost.id, how };
    story.act(settle(Settling::Retry)).expect("an admin says so");
    assert_eq!(story.act(settle(Settling::Retry)).unwrap_err().code, "robot.not_open");
    until_all_is_said(&story);
    assert_eq!(service.taken().iter().filter(|said| said.contains("甲事")).count(), 2);
    assert!(card(&story).digests.is_empty());
    story.verified();
}

#[test]
fn a_busy_service_is_asked_again_and_one_that_declines_is_not() {
    let (story, service, _) = bound(RobotKind::Wecom, TOP);
    service.will(Mood::Busy);
    issue(&story, STREET, Priority::Urgent, "甲事");
    until(&story, "the trouble", || card(&story).trouble == Some(RobotTrouble::Busy));
    until_all_is_said(&story);
    assert_eq!(service.codes(), [-1, 0]);
    service.will(Mood::Declines);
    issue(&story, STREET, Priority::Urgent, "乙事");
    until(&story, "the refusal", || {
        story.wait_seconds(1);
        !card(&story).digests.is_empty() && !card(&story).is_sending
    });
    issue(&story, STREET, Priority::Urgent, "丙事");
    until_all_is_said(&story);
    let card = card(&story);
    assert_eq!((card.digests[0].state, card.digests[0].code.as_deref()), (SendState::Refused, Some("40058")));
    assert!(service.taken()[1].contains("丙事") && !service.taken()[1].contains("乙事"));
    story.act(Action::SettleDigest { digest: card.digests[0].id, how: Settling::Drop }).expect("left");
    assert!(self::card(&story).digests.is_empty());
    story.verified();
}

#[test]
fn a_robot_that_is_gone_stops_keeps_what_waits_and_goes_on_when_it_is_bound_anew() {
    for kind in RobotKind::ALL {
        let (story, service, robot) = bound(kind, TOP);
        service.will(Mood::Gone);
        issue(&story, STREET, Priority::Urgent, "甲事");
        until(&story, "the end", || card(&story).is_halted);
        assert_eq!((card(&story).trouble, card(&story).waiting), (Some(RobotTrouble::Gone), 1));
        story.wait_seconds(3600);
        let story = story.restarted();
        issue(&story, STREET, Priority::Urgent, "乙事");
        assert_eq!(service.codes().len(), 1, "it asks no more");
        let again = wish(setting(kind, TOP), &service.address);
        story.act(Action::BindRobot { robot: Some(robot), wish: Box::new(again) }).expect("bound anew");
        until_all_is_said(&story);
        let all = service.taken().join("\n");
        assert!(all.contains("甲事") && all.contains("乙事"), "{all}");
        story.verified();
    }
}

#[test]
fn a_robot_that_stopped_alarms_whoever_may_bind_it_until_it_goes_on_or_is_unbound() {
    let (story, service, robot) = bound(RobotKind::Wecom, STREET);
    service.will(Mood::Gone);
    issue(&story, STREET, Priority::Urgent, "甲事");
    until(&story, "the end", || card(&story).is_halted);
    let cause = Cause::Robot { robot };
    let line = alarms(&story, &owner()).remove(0);
    assert_eq!((&line.cause, line.state, line.raises), (&cause, AlarmState::New, 1));
    let told = line.robot.expect("with how it stands");
    assert_eq!((told.name.as_str(), told.trouble, told.waiting), ("防汛群", RobotTrouble::Gone, 1));
    assert_eq!(alarms(&story, &operator(STREET)), [], "who cannot mend it is not disturbed");
    let known = |raises| Action::AcknowledgeAlarm { cause: cause.clone(), raises };
    assert_eq!(story.act_as(&operator(STREET), known(1)).expect_err("nor asked").code, "rights.not_yours");
    story.act(known(1)).expect("an admin may");

    let story = story.restarted();
    service.will(Mood::Gone);
    story.act(Action::TryRobot { robot }).expect("tried");
    until(&story, "another end", || {
        story.wait_seconds(1);
        card(&story).is_halted
    });
    let line = alarms(&story, &owner()).remove(0);
    assert_eq!((line.state, line.raises), (AlarmState::New, 2), "it stopped once more");
    let again = wish(setting(RobotKind::Wecom, STREET), &service.address);
    story.act(Action::BindRobot { robot: Some(robot), wish: Box::new(again) }).expect("bound anew");
    assert_eq!(alarms(&story, &owner()), [], "who bound it anew knew");
    until_all_is_said(&story);
    assert_eq!(alarms(&story, &owner()), []);
    service.will(Mood::Gone);
    issue(&story, STREET, Priority::Urgent, "乙事");
    until(&story, "a third end", || {
        story.wait_seconds(1);
        card(&story).is_halted
    });
    assert_eq!(alarms(&story, &owner()).len(), 1);
    story.act(Action::UnbindRobot { robot }).expect("unbound");
    assert_eq!(alarms(&story, &owner()), []);
    story.verified();
}

fn alarms(story: &Story, seat: &Seat) -> Vec<AlarmLine> {
    match story.desk.ask(seat, &Question::Alarms).expect("the seat may ask") {
        Answer::Alarms(list) => list.alarms,
        other => panic!("alarms answer {other:?}"),
    }
}

#[test]
fn a_wrong_secret_stops_the_robot_and_a_trial_shows_that_the_right_one_does() {
    for kind in [RobotKind::Dingtalk, RobotKind::Feishu] {
        let story = Story::small();
        let service = Service::new(kind, story.clock());
        let wrong = RobotWish {
            secret: Some(Secret("SEC-of-another-robot".to_owned())),
            ..wish(setting(kind, TOP), &service.address)
        };
        let robot = bind(&story, wrong).expect("nobody knows yet");
        story.act(Action::TryRobot { robot }).expect("tried");
        until(&story, "the refusal", || card(&story).is_halted);
        let code = if kind == RobotKind::Feishu { "19021" } else { "310000" };
        assert_eq!((card(&story).trouble, card(&story).code.as_deref()), (Some(RobotTrouble::Guarded), Some(code)));
        let right =
            RobotWish { address: None, secret: Some(Secret(SECRET.to_owned())), ..wish(setting(kind, TOP), "") };
        story.act(Action::BindRobot { robot: Some(robot), wish: Box::new(right) }).expect("the address stays");
        until_all_is_said(&story);
        assert!(service.taken()[0].contains("试发") && service.taken()[0].contains("未开放网络入口"));
        story.verified();
    }
}

#[test]
fn a_reminder_counts_those_who_are_silent_and_names_nobody() {
    let story = Story::small();
    let service = Service::new(RobotKind::Wecom, story.clock());
    let reminding = RobotSetting { reminders: true, ..setting(RobotKind::Wecom, STREET) };
    bind(&story, wish(reminding, &service.address)).expect("the robot is bound");
    issue(&story, TOP, Priority::Urgent, "全区排查");
    until_all_is_said(&story);
    story.wait_seconds(180);
    // The desk looks at its clock, as it does before every command.
    let none = OrderId(uuid::Uuid::nil());
    story.act(Action::WithdrawOrder { order: none, reason: "无".to_owned() }).expect_err("there is no such order");
    until_all_is_said(&story);
    let said = service.taken().remove(1);
    assert!(said.contains("催办 紧急 核查") && said.contains("4 人中 4 人未答复"), "{said}");
    story.verified();
}

#[test]
fn only_an_admin_of_the_whole_binds_and_what_makes_no_sense_is_refused_by_its_name() {
    let story = Story::small();
    let near = "http://127.0.0.1:9/robot/send?access_token=0123456789";
    let sound = || wish(setting(RobotKind::Dingtalk, STREET), near);
    let code = |wish: RobotWish| bind(&story, wish).err().map(|failure| failure.code).unwrap_or_default();
    assert_eq!(code(RobotWish { is_near: false, ..sound() }), "robot.near");
    assert_eq!(code(RobotWish { address: None, ..sound() }), "robot.address_missing");
    let elsewhere = Some(Secret("https://evil.example/robot/send?access_token=0123456789".to_owned()));
    assert_eq!(code(RobotWish { address: elsewhere, ..sound() }), "robot.address");
    assert_eq!(code(RobotWish { secret: Some(Secret("短".to_owned())), ..sound() }), "robot.secret");
    let of = |change: fn(&mut RobotSetting)| {
        let mut wish = sound();
        change(&mut wish.setting);
        code(wish)
    };
    assert_eq!(of(|one| one.name = " ".to_owned()), "robot.name");
    assert_eq!(of(|one| one.channel = GridPath::from_text("411602.4")), "grid.unknown");
    assert_eq!(
        of(|one| {
            one.kinds.clear();
            one.notices = false;
        }),
        "robot.nothing"
    );
    let bound = Action::BindRobot { robot: None, wish: Box::new(sound()) };
    assert_eq!(story.act_as(&operator(TOP), bound).unwrap_err().code, "rights.not_yours");
    let robot = bind(&story, sound()).expect("bound");
    // Its secrets lie sealed, and go with it.
    let files = || std::fs::read_dir(story.keys()).expect("the keys").flatten().map(|file| file.path());
    let lies = |word: &str| {
        files().any(|file| std::fs::read(file).expect("a file").windows(word.len()).any(|part| part == word.as_bytes()))
    };
    assert!(files().any(|file| file.to_string_lossy().contains("robot-")));
    assert!(!lies("0123456789") && !lies(SECRET));
    story.act(Action::UnbindRobot { robot }).expect("unbound");
    assert!(!files().any(|file| file.to_string_lossy().contains("robot-")));
    assert!(list(&story).robots.is_empty());
    story.desk.close().expect("the desk closes");
    let store = std::fs::read(story.path()).expect("the store");
    assert!(!store.windows(SECRET.len()).any(|part| part == SECRET.as_bytes()), "no secret stands in the store");
}

#[test]
fn nothing_of_a_drill_goes_out() {
    let story = Story::empty_for(Purpose::Drill);
    story.import(exchange::Kind::Grids, "grids.geojson", &tests::small_grids()).expect("the grids come in");
    let near = "http://127.0.0.1:9/robot/send?access_token=0123456789";
    let refused = bind(&story, wish(setting(RobotKind::Dingtalk, STREET), near)).unwrap_err();
    assert_eq!(refused.code, "robot.drill");
    assert!(list(&story).is_drill);
    story.verified();
}
