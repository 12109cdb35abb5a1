//! What sensors say is a suspicion in the list, in measure, that somebody accepts or declines; it gives nothing to anybody,
//! and what opens their broker stands nowhere.

use std::path::Path;

use desk::{BrokerNews, Unheard};
use domain::action::{Action, Outcome};
use domain::answer::{Answer, BrokerLink, IncidentList, SensorCard, SensorTally};
use domain::edition::TableKind;
use domain::id::UnitId;
use domain::incident::{Channel, IncidentState, IncidentStep, IncidentWish, Party};
use domain::manner::FileKind as Kind;
use domain::order::Priority;
use domain::purpose::Purpose;
use domain::question::Question;
use domain::words::Params;
use tests::{Story, owner};

const COMMUNITY: &str = "411602.411602001.411602001001";
const PASSWORD: &str = "canary-of-the-broker";
const UNITS: &str = "编号,名称,类型,值班电话\nU1,水务公司,部门,0394-8220002\n";
const ALARM: &[u8] = br#"{"state": "alarm", "id": 7}"#;

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn revise(story: &Story, of: TableKind, rows: Vec<Vec<String>>) {
    let seen = match story.desk.ask(&owner(), &Question::Table { of }).expect("the table") {
        Answer::Table(card) => card.last,
        other => panic!("a table answers {other:?}"),
    };
    story.act(Action::ReviseTable { of, rows, from: None, source: String::new(), seen }).expect("it makes sense");
}

/// A smoke detector whose events have numbers, and a gauge whose events have none.
fn with_sensors() -> Story {
    let story = Story::small();
    let rows = vec![
        row(&["F-1", "消防报警", "3号楼烟感", COMMUNITY, "fire", "/state = alarm", "/id"]),
        row(&["W-1", "水位", "东湖泵站", COMMUNITY, "water", "/level >= 3.5", ""]),
    ];
    revise(&story, TableKind::Sensors, rows);
    story
}

fn card(story: &Story) -> SensorCard {
    match story.desk.ask(&owner(), &Question::Sensors).expect("the sensors") {
        Answer::Sensors(card) => card,
        other => panic!("sensors answer {other:?}"),
    }
}

fn suspicions(story: &Story) -> IncidentList {
    let wish = IncidentWish { channels: vec![Channel::Sensor], ..IncidentWish::default() };
    match story.desk.ask(&owner(), &Question::Incidents { wish, from: 0, limit: 200 }).expect("the list") {
        Answer::Incidents(list) => list,
        other => panic!("incidents answer {other:?}"),
    }
}

fn say(story: &Story, topic: &str, said: &[u8]) {
    story.desk.hear_sensors(topic, said).expect("the store takes it");
}

#[test]
fn an_event_waits_in_the_list_for_somebody_who_accepts_it_or_declines_it_and_goes_to_nobody_by_itself() {
    let story = with_sensors();
    story.import(Kind::Units, "units.csv", UNITS).expect("units");
    // Whatever comes in there goes to that unit, as far as the table is concerned.
    revise(&story, TableKind::Routing, vec![row(&["", "", COMMUNITY, "unit", "U1"])]);
    say(&story, "fire", ALARM);
    say(&story, "water", br#"{"level": 3.6}"#);
    say(&story, "water", br#"{"level": 1}"#);
    say(&story, "nobody", ALARM);

    let list = suspicions(&story);
    assert_eq!(list.total, 2);
    assert!(list.incidents.iter().all(|line| line.state == IncidentState::Reported && line.lead.is_none()));
    let fire = list.incidents.iter().find(|line| line.words.contains("3号楼烟感")).expect("it is there");
    assert_eq!(
        (fire.words.as_str(), fire.urgency, fire.grid.to_string().as_str()),
        ("疑似火情：3号楼烟感", Priority::Urgent, COMMUNITY)
    );
    let orders = match story.desk.ask(&owner(), &Question::Orders { scope: None, limit: 10 }).expect("orders") {
        Answer::Orders(list) => list.total,
        other => panic!("orders answer {other:?}"),
    };
    assert_eq!(orders, 0);

    let fire = fire.id;
    story.act(Action::HandleIncident { incident: fire, step: IncidentStep::Accept, seen: None }).expect("it is");
    let lead = Party::Unit(UnitId("U1".to_owned()));
    let assign = IncidentStep::Assign { lead, assisting: Vec::new(), words: "请核实".to_owned() };
    story.act(Action::HandleIncident { incident: fire, step: assign, seen: None }).expect("a person may");
    assert_eq!(card(&story).heard.passed_over, 2);
}

#[test]
fn what_one_sensor_says_again_is_one_until_its_time_is_over_and_an_event_with_a_number_is_one_for_ever() {
    let story = with_sensors();
    for _ in 0..50 {
        say(&story, "water", br#"{"level": 4}"#);
    }
    say(&story, "fire", ALARM);
    assert_eq!(suspicions(&story).total, 2);
    story.wait_seconds(599);
    say(&story, "water", br#"{"level": 4}"#);
    assert_eq!(suspicions(&story).total, 2);
    story.wait_seconds(1);
    say(&story, "water", br#"{"level": 4}"#);
    // The broker says it a second time, whoever waited for it.
    say(&story, "fire", ALARM);
    assert_eq!(suspicions(&story).total, 3);
    let SensorTally { messages, suspicions, again, refused, .. } = card(&story).heard;
    assert_eq!((messages, suspicions, again, refused), (54, 3, 50, 1));
}

#[test]
fn what_is_no_text_too_long_or_of_before_is_counted_and_nothing_else() {
    let story = with_sensors();
    say(&story, "fire", &[0xff, 0xfe]);
    say(&story, "fire", "[".repeat(60_000).as_bytes());
    story.desk.pass_over(Unheard::TooLong);
    story.desk.pass_over(Unheard::Kept);
    let SensorTally { messages, passed_over, unreadable, kept, .. } = card(&story).heard;
    assert_eq!((messages, passed_over, unreadable, kept), (4, 1, 2, 1));
    assert_eq!(suspicions(&story).total, 0);
}

#[test]
fn a_store_with_sensors_and_what_they_said_folds_again_to_the_same() {
    let story = with_sensors();
    say(&story, "fire", ALARM);
    story.act(Action::SetBroker { address: Some("mqtt://10.0.0.9".to_owned()) }).expect("the owner may");
    story.verified();
}

#[test]
fn what_opens_the_broker_stands_in_no_store_answer_or_fact_and_opens_no_other_host() {
    let story = with_sensors();
    assert!(story.desk.broker_wanted().expect("it is told").is_none(), "nobody has said where");
    let set = |address: &str| story.act(Action::SetBroker { address: Some(address.to_owned()) });
    assert_eq!(set(&format!("mqtts://wutu:{PASSWORD}@10.0.0.9:8883#sha256=0A")), Ok(Outcome::BrokerSet));
    let wanted = story.desk.broker_wanted().expect("it is told").expect("there are sensors");
    assert_eq!((wanted.address.as_str(), wanted.topics.len()), ("mqtts://10.0.0.9:8883#sha256=0A", 2));
    assert_eq!(wanted.login.as_ref().map(|login| login.password.as_str()), Some(PASSWORD));
    assert!(card(&story).has_login && card(&story).link == BrokerLink::Sought);
    let told = [format!("{wanted:?}"), format!("{:?}", card(&story))];
    assert!(told.iter().all(|told| !told.contains(PASSWORD)));
    is_silent(story.path().parent().expect("its folder"));
    is_silent(story.keys());

    set("mqtts://10.0.0.9:8883").expect("the owner may");
    assert!(card(&story).has_login, "the same host");
    set("mqtts://10.0.0.10:8883").expect("the owner may");
    assert!(!card(&story).has_login, "another one does not get it");
    assert_eq!(set("mqtts://a:b@").map_err(|failure| failure.code), Err("sensor.no_address".to_owned()));
    story.act(Action::SetBroker { address: None }).expect("the owner may");
    assert!(story.desk.broker_wanted().expect("it is told").is_none());
}

#[test]
fn whoever_is_on_watch_hears_since_when_nobody_hears_the_sensors() {
    let story = with_sensors();
    let unheard = || match story.desk.ask(&owner(), &Question::Alarms).expect("the alarms") {
        Answer::Alarms(list) => list.unheard,
        other => panic!("alarms answer {other:?}"),
    };
    let lost = || story.desk.note_broker(BrokerNews::Lost("sensor.unreachable", Params::new()));
    assert!(unheard().is_none());
    story.desk.note_broker(BrokerNews::There);
    let since = (story.clock())();
    lost();
    story.wait_seconds(60);
    lost();
    assert_eq!(unheard().map(|trouble| (trouble.since, trouble.code)), Some((since, "sensor.unreachable".to_owned())));
    story.desk.note_broker(BrokerNews::There);
    assert!(unheard().is_none());
    assert!(matches!(card(&story).link, BrokerLink::There { .. }));
}

#[test]
fn a_store_for_drills_hears_no_sensors() {
    let story = Story::empty_for(Purpose::Drill);
    let set = story.act(Action::SetBroker { address: Some("mqtt://10.0.0.9".to_owned()) });
    assert_eq!(set.map_err(|failure| failure.code), Err("sensor.drill".to_owned()));
}

/// The password is in no byte that lies there.
fn is_silent(folder: &Path) {
    for entry in std::fs::read_dir(folder).expect("the folder is there") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            is_silent(&path);
        } else {
            let bytes = std::fs::read(&path).expect("it is read");
            let is_there = bytes.windows(PASSWORD.len()).any(|piece| piece == PASSWORD.as_bytes());
            assert!(!is_there, "the password lies open in {}", path.display());
        }
    }
}
