//! Looks at streams 视频调阅: for a reason, in the log, where one may; and what opens a camera stands nowhere.

use std::fs;
use std::path::Path;

use crate::poppler::text_of;
use domain::action::{Action, Outcome};
use domain::alarm::{AlarmState, Cause};
use domain::amendment::AmendWish;
use domain::answer::{Answer, EyeLine, ViewingPage};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::id::{DeviceId, RoundId, ViewingId};
use domain::item::Item;
use domain::manner::FileKind as Kind;
use domain::moment::Moment;
use domain::question::Question;
use domain::seat::{Door, Role, Seat};
use domain::venue::Stream;
use domain::viewing::{LONGEST, ViewingReason, ViewingWish};
use domain::words::{Language, Params};
use tests::{Story, operator, owner};

const STREET: &str = "411602.411602001";
const OTHER_STREET: &str = "411602.411602002";
const VENUES: &str = "{\"type\":\"FeatureCollection\",\"features\":[\
    {\"type\":\"Feature\",\"properties\":{\"id\":\"V1\",\"name\":\"万顺达\",\"kind\":\"大型商超\",\"state\":\"开放\"},\
     \"geometry\":{\"type\":\"Point\",\"coordinates\":[114.005,33.005]}},\
    {\"type\":\"Feature\",\"properties\":{\"id\":\"V2\",\"name\":\"东站\",\"kind\":\"客运站\",\"state\":\"开放\"},\
     \"geometry\":{\"type\":\"Point\",\"coordinates\":[114.015,33.005]}}]}";

fn story() -> Story {
    let story = Story::small();
    story.import(Kind::Venues, "venues.geojson", VENUES).expect("two venues");
    let streams = "场所编码,名称,地址\nV1,正门,rtsp://admin:geheim-1@10.0.0.9:8554/1\nV2,站前广场,rtsp://cam/2\n";
    story.import(Kind::Streams, "streams.csv", streams).expect("two streams");
    story
}

fn key(venue: &str, name: &str) -> String {
    stream(venue, name, "").key()
}

fn stream(venue: &str, name: &str, address: &str) -> Stream {
    Stream { venue: venue.to_owned(), name: name.to_owned(), address: address.to_owned() }
}

fn enter(story: &Story, stream: Stream) -> Result<Outcome, Failure> {
    let wish = AmendWish { item: None, seen: None, after: Some(Item::Stream(stream)), reason: None };
    story.act(Action::AmendItem { wish: Box::new(wish) })
}

fn look(story: &Story, seat: &Seat, stream: &str) -> Result<(ViewingId, String), Failure> {
    let (stream, words) = (stream.to_owned(), String::new());
    match story.act_as(seat, Action::BeginViewing { stream, reason: ViewingReason::Patrol, words, round: None })? {
        Outcome::ViewingBegun { viewing, line } => Ok((viewing, line)),
        other => panic!("a look answers {other:?}"),
    }
}

fn eyes(story: &Story, seat: &Seat) -> Vec<EyeLine> {
    match story.desk.ask(seat, &Question::Streams { scope: None }).expect("the streams") {
        Answer::Streams(list) => list.streams,
        other => panic!("streams answer {other:?}"),
    }
}

fn log(story: &Story, seat: &Seat, wish: ViewingWish) -> ViewingPage {
    match story.desk.ask(seat, &Question::Viewings { wish, from: 0, limit: 50 }).expect("who looked") {
        Answer::Viewings(page) => page,
        other => panic!("viewings answer {other:?}"),
    }
}

#[test]
fn whoever_looks_has_said_why_and_the_camera_is_open_to_him_until_he_looks_away() {
    let story = story();
    let (at, seat) = (key("V1", "正门"), operator(STREET));
    let line = stream("V1", "正门", "").line();
    assert_eq!(story.desk.sighted(&seat, &line).expect("asked"), None, "nobody has said why");
    let (viewing, begun) = look(&story, &seat, &at).expect("he may");
    assert_eq!(begun, line);
    let sighted = story.desk.sighted(&seat, &line).expect("asked").expect("he looks");
    let login = sighted.login.expect("a login");
    assert_eq!((sighted.address.as_str(), login.user.as_str()), ("rtsp://10.0.0.9:8554/1", "admin"));
    assert_eq!(login.password, "geheim-1");
    let other = Seat { door: Door::Device(DeviceId(story.command().0)), ..owner() };
    assert_eq!(story.desk.sighted(&other, &line).expect("asked"), None, "it is his look");
    assert!(story.desk.is_viewing(&seat, &at, viewing).expect("asked"));

    story.wait_seconds(90);
    story.desk.end_viewing(&seat, viewing, Some((story.clock())())).expect("he looks away");
    assert_eq!(story.desk.sighted(&seat, &line).expect("asked"), None);
    let page = log(&story, &owner(), ViewingWish::default());
    let told = &page.viewings[0];
    assert_eq!((told.place.as_str(), told.name.as_str(), told.reason), ("万顺达", "正门", ViewingReason::Patrol));
    assert_eq!(told.by.role, Role::Operator);
    assert_eq!((told.ended, told.last), (Some(told.began.plus_seconds(90)), told.ended));
    assert_eq!(eyes(&story, &owner())[0].last, told.last);
    story.verified();
}

#[test]
fn nobody_looks_outside_his_subtree_or_reads_there_who_looked() {
    let story = story();
    let elsewhere = operator(OTHER_STREET);
    assert_eq!(look(&story, &elsewhere, &key("V1", "正门")).unwrap_err().code, "rights.outside_subtree");
    look(&story, &owner(), &key("V1", "正门")).expect("the owner may");
    assert_eq!(log(&story, &elsewhere, ViewingWish::default()).total, 0);
    assert_eq!(log(&story, &operator(STREET), ViewingWish::default()).total, 1);
    let names = |seat: &Seat| eyes(&story, seat).into_iter().map(|line| line.place_name).collect::<Vec<_>>();
    assert_eq!(
        (names(&elsewhere), names(&owner())),
        (vec!["东站".to_owned()], vec!["万顺达".to_owned(), "东站".to_owned()])
    );
    // A seat whose grid ends ends to look.
    let (seat, at) = (operator(STREET), key("V1", "正门"));
    let (viewing, _) = look(&story, &seat, &at).expect("he may");
    let moved = Seat { subtree: Some(GridPath::from_text(OTHER_STREET)), ..seat };
    assert!(!story.desk.is_viewing(&moved, &at, viewing).expect("asked"));
}

#[test]
fn a_look_that_nobody_ended_is_over_after_a_watch() {
    let story = story();
    let at = key("V1", "正门");
    let (viewing, _) = look(&story, &owner(), &at).expect("he may");
    story.wait_seconds(LONGEST - 1);
    assert!(story.desk.is_viewing(&owner(), &at, viewing).expect("asked"));
    story.wait_seconds(1);
    assert!(!story.desk.is_viewing(&owner(), &at, viewing).expect("asked"));
}

#[test]
fn the_looks_of_a_round_are_found_by_it() {
    let story = story();
    let round = RoundId(story.command().0);
    for at in [key("V1", "正门"), key("V2", "站前广场")] {
        let action = Action::BeginViewing {
            stream: at,
            reason: ViewingReason::Other,
            words: "节前检查".to_owned(),
            round: Some(round),
        };
        story.act(action).expect("one of the round");
    }
    look(&story, &owner(), &key("V1", "正门")).expect("by itself");
    let of_round = log(&story, &owner(), ViewingWish { round: Some(round), ..ViewingWish::default() });
    assert_eq!(of_round.viewings.iter().map(|one| one.words.as_str()).collect::<Vec<_>>(), ["节前检查", "节前检查"]);
    let other = ViewingWish { reasons: vec![ViewingReason::Patrol], ..ViewingWish::default() };
    assert_eq!(log(&story, &owner(), other).total, 1);
}

#[test]
fn a_round_prints_with_its_times_what_was_down_since_when_and_what_it_left_out() {
    let story = story();
    enter(&story, stream("V1", "后门", "rtsp://cam/4")).expect("another of the first venue");
    let (round, seat) = (RoundId(story.command().0), operator(STREET));
    let begin = |at: &str| {
        let (stream, words) = (at.to_owned(), "节前检查".to_owned());
        let action = Action::BeginViewing { stream, reason: ViewingReason::Patrol, words, round: Some(round) };
        match story.act_as(&seat, action).expect("he may") {
            Outcome::ViewingBegun { viewing, .. } => viewing,
            other => panic!("a look answers {other:?}"),
        }
    };
    let front = begin(&key("V1", "正门"));
    story.wait_seconds(20);
    let good = (story.clock())();
    let why = ("camera.unreachable", Params::new());
    story.wait_seconds(5);
    story.desk.lose_stream(&seat, &key("V1", "正门"), why, Some(good)).expect("it is gone");
    story.wait_seconds(15);
    story.desk.end_viewing(&seat, front, Some(good)).expect("he looks away");
    let wish = ViewingWish { round: Some(round), ..ViewingWish::default() };
    let print = || story.desk.viewings(&seat, story.command(), &wish, Language::Chinese).expect("it prints");
    let Some(told) = words_of(&print().bytes) else { return };
    let clock = |at: Moment| at.second(8).split_once(' ').expect("a day and a time").1.to_owned();
    for words in [
        "视频巡查记录 大型商超",
        "理由：例行巡查 · 节前检查",
        "大型商超：可看 2 路，已看 1 路",
        "未看：万顺达 后门",
        "共调阅 1 次、1 路；结束时 0 路有画面，1 路无画面",
        "本记录不含图像",
        &format!("{} 起无画面", clock(good.plus_seconds(5))),
        &format!("最后画面 {}", clock(good)),
        &format!("至 {}", clock(good.plus_seconds(20))),
    ] {
        assert!(told.contains(words), "{words} in {told}");
    }
    // That it came back afterwards changes nothing of how it was.
    story.wait_seconds(60);
    story.desk.find_stream(&seat, &key("V1", "正门")).expect("it is back");
    let Some(told) = words_of(&print().bytes) else { return };
    let was = format!("{} 起无画面，{} 恢复", clock(good.plus_seconds(5)), clock((story.clock())()));
    assert!(told.contains(&was) && told.contains("1 路无画面"), "{told}");
    let twice = Action::PrintViewings { print: print().print };
    assert_eq!(story.act_as(&seat, twice).expect_err("it was handed out").code, "unknown");
    story.verified();
}

/// What a PDF says, a blank between its words.
fn words_of(pdf: &[u8]) -> Option<String> {
    Some(text_of(pdf)?.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[test]
fn no_camera_is_entered_where_people_are_private_neither_by_hand_nor_from_a_file() {
    let story = story();
    let code = |name: &str| enter(&story, stream("V1", name, "rtsp://cam/9")).expect_err("it is private").code;
    assert_eq!([code("试衣间"), code("一层卫生间")], ["viewing.private"; 2]);
    enter(&story, stream("V1", "卫生间门口", "rtsp://cam/9")).expect("it looks at the door");
    let file = "场所编码,名称,地址\nV1,更衣室,rtsp://cam/3\n";
    let failure = story.import(Kind::Streams, "more.csv", file).unwrap_err();
    assert_eq!((failure.faults[0].code.as_str(), failure.faults[0].row), ("viewing.private", Some(2)));
}

#[test]
fn what_opens_a_camera_stands_in_no_store_no_answer_and_no_log() {
    let story = story();
    enter(&story, stream("V2", "售票厅", "rtsp://root:geheim-2@10.0.0.7/3")).expect("by hand");
    let failure = story.import(Kind::Streams, "bad.csv", "场所编码,名称,地址\nV1,后门,rtsp://a:geheim-3/x@cam\n");
    assert!(!format!("{:?}", failure.unwrap_err()).contains("geheim"));
    let told = serde_json::to_string(&story.desk.ask(&owner(), &Question::Streams { scope: None }).expect("told"));
    assert!(!told.expect("an answer").contains("geheim"));
    for (venue, name, password) in [("V1", "正门", "geheim-1"), ("V2", "售票厅", "geheim-2")] {
        let (_, line) = look(&story, &owner(), &key(venue, name)).expect("he may");
        let sighted = story.desk.sighted(&owner(), &line).expect("asked").expect("he looks");
        assert_eq!(sighted.login.expect("a login").password, password);
    }
    // A file that comes again without it keeps it; another address does not get it.
    let again = "场所编码,名称,地址\nV1,正门,rtsp://10.0.0.9:8554/1\nV2,售票厅,rtsp://elsewhere/3\n";
    story.import(Kind::Streams, "again.csv", again).expect("it comes in");
    let opens = |venue: &str, name: &str| {
        let line = stream(venue, name, "").line();
        story.desk.sighted(&owner(), &line).expect("asked").expect("he looks").login.is_some()
    };
    assert!(opens("V1", "正门") && !opens("V2", "售票厅"));
    story.desk.close().expect("it closes");
    let folder = story.path().parent().expect("a folder").to_owned();
    assert_eq!(files_with(&folder, b"geheim"), Vec::<String>::new());
}

#[test]
fn a_stream_that_is_down_says_since_when_and_asks_for_an_answer_until_it_is_back() {
    let story = story();
    let at = key("V1", "正门");
    look(&story, &owner(), &at).expect("he may");
    let good = (story.clock())();
    story.desk.find_stream(&owner(), &at).expect("a first picture is no news");
    story.wait_seconds(30);
    let lost = (story.clock())();
    let why = || ("camera.unreachable", Params::new());
    story.desk.lose_stream(&owner(), &at, why(), Some(good)).expect("it is gone");
    story.wait_seconds(30);
    story.desk.lose_stream(&owner(), &at, why(), Some(good)).expect("still");
    let line = &eyes(&story, &owner())[0];
    let trouble = line.trouble.as_ref().expect("it is down");
    assert_eq!((trouble.code.as_str(), trouble.since, line.last), ("camera.unreachable", lost, Some(good)));
    let alarms = || match story.desk.ask(&owner(), &Question::Alarms).expect("the alarms") {
        Answer::Alarms(list) => list.alarms,
        other => panic!("alarms answer {other:?}"),
    };
    let told = alarms();
    assert_eq!((told.len(), told[0].raises, told[0].state), (1, 1, AlarmState::New));
    assert_eq!(told[0].cause, Cause::Stream { stream: at.clone() });
    assert_eq!(told[0].stream.as_deref(), Some("万顺达 正门"));
    assert_eq!(told[0].why.as_ref().map(|why| why.since), Some(lost));
    story.desk.find_stream(&owner(), &at).expect("it is back");
    assert_eq!(alarms(), []);
    assert_eq!(eyes(&story, &owner())[0].trouble, None);
    story.verified();
}

/// The files below a folder that hold some bytes.
fn files_with(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files_with(&path, bytes));
        } else if fs::read(&path).expect("a file").windows(bytes.len()).any(|part| part == bytes) {
            found.push(path.display().to_string());
        }
    }
    found
}
