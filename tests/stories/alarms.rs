//! Alarms: what needs an answer, raised by facts, answered by people, and gone when its cause has ended.

use domain::action::{Action, Outcome};
use domain::alarm::{AlarmState, Cause, Gravity};
use domain::answer::{AlarmLine, AlarmList, Answer};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::id::{OrderId, PostId};
use domain::journal::{Heading, JournalWish};
use domain::order::{Draft, OrderKind};
use domain::question::Question;
use domain::receipt::{Answering, Mark, Part, Way};
use domain::seat::{Role, Seat};
use tests::{Story, draft, operator, owner};

const DISTRICT: &str = "411602";
const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const OTHER_STREET: &str = "411602.411602002";

fn alarms_of(story: &Story, seat: &Seat) -> AlarmList {
    match story.desk.ask(seat, &Question::Alarms).expect("the seat may ask") {
        Answer::Alarms(list) => list,
        other => panic!("alarms answer {other:?}"),
    }
}

fn alarms(story: &Story) -> Vec<AlarmLine> {
    alarms_of(story, &owner()).alarms
}

/// Each alarm's cause and how far it has got, the foremost first.
fn told(story: &Story) -> Vec<(Cause, AlarmState, u32)> {
    alarms(story).into_iter().map(|line| (line.cause, line.state, line.raises)).collect()
}

/// The desk looks at its clock, as it does before every command; this one comes to nothing.
fn look(story: &Story) {
    let none = OrderId(uuid::Uuid::nil());
    story.act(Action::WithdrawOrder { order: none, reason: "无".to_owned() }).expect_err("there is no such order");
}

fn acknowledge(story: &Story, line: &AlarmLine) -> Result<Outcome, Failure> {
    story.act(Action::AcknowledgeAlarm { cause: line.cause.clone(), raises: line.raises })
}

fn close(story: &Story, line: &AlarmLine, reason: &str) -> Result<Outcome, Failure> {
    let (cause, raises) = (line.cause.clone(), line.raises);
    story.act(Action::CloseAlarm { cause, raises, reason: reason.to_owned() })
}

fn head_of(story: &Story, path: &str) -> PostId {
    match story.desk.ask(&owner(), &Question::Grid { path: GridPath::from_text(path) }).expect("the grid") {
        Answer::Grid(card) => card.heads[0].post.id.clone(),
        other => panic!("a grid answers {other:?}"),
    }
}

/// An order to every person of a level.
fn order(story: &Story, path: &str, level: u8, kind: OrderKind) -> OrderId {
    let draft = Draft { kind, answering: Some(Answering::EveryPerson), ..draft(path, &[level]) };
    match story.act(Action::IssueOrder { draft }).expect("the order goes out") {
        Outcome::OrderIssued { order, .. } => order,
        other => panic!("an order answers {other:?}"),
    }
}

fn answer(story: &Story, order: OrderId, mark: &Mark) {
    for row in story.board(order).rows.iter().filter(|row| row.part == Part::Recipient && row.progress.is_open()) {
        let mark =
            Action::MarkReceipt { order, post: row.post.clone(), mark: mark.clone(), way: Way::Phone, said: None };
        story.act(mark).expect("an operator logs it");
    }
}

#[test]
fn silence_alarms_at_each_rung_is_acknowledged_once_and_gone_when_all_have_answered() {
    let story = Story::small();
    let order = order(&story, DISTRICT, 3, OrderKind::Check);
    let silent = Cause::Silent { order };
    assert_eq!(told(&story), []);
    story.wait_seconds(180);
    look(&story);
    assert_eq!(told(&story), [(silent.clone(), AlarmState::New, 1)]);
    let line = alarms(&story).remove(0);
    assert_eq!(line.order.as_ref().map(|line| line.tally.open()), Some(4), "with its figures of now");

    let story = story.restarted();
    look(&story);
    assert_eq!(told(&story), [(silent.clone(), AlarmState::New, 1)], "it alarms once, whatever is restarted");
    acknowledge(&story, &line).expect("an operator may");
    acknowledge(&story, &line).expect("said twice is no fault");
    assert_eq!(told(&story), [(silent.clone(), AlarmState::Acknowledged, 1)]);
    story.wait_seconds(120);
    look(&story);
    assert_eq!(told(&story), [(silent.clone(), AlarmState::New, 2)], "the next rung asks anew");
    acknowledge(&story, &line).expect("who has seen the first only");
    assert_eq!(told(&story), [(silent.clone(), AlarmState::New, 2)], "has not answered the second");
    acknowledge(&story, &alarms(&story)[0]).expect("an operator may");

    answer(&story, order, &Mark::Accepted);
    assert_eq!(told(&story), [], "known of and over: closed");
    let entries = journal(&story, Heading::Alarm);
    assert_eq!(entries, 2, "each word of an operator stands in the journal once");
    story.verified();
}

fn journal(story: &Story, heading: Heading) -> usize {
    let wish = JournalWish { headings: vec![heading], ..JournalWish::default() };
    match story.desk.ask(&owner(), &Question::Journal { wish, from: 0, limit: 100 }).expect("the journal") {
        Answer::Journal(page) => page.entries.len(),
        other => panic!("a journal answers {other:?}"),
    }
}

#[test]
fn what_ends_by_itself_before_anybody_has_seen_it_is_told_as_cleared() {
    let story = Story::small();
    let order = order(&story, STREET, 3, OrderKind::Help);
    story.wait_seconds(180);
    look(&story);
    let line = alarms(&story).remove(0);
    assert_eq!((line.state, line.gravity), (AlarmState::New, Gravity::Urgent), "nobody accepts a request for help");
    answer(&story, order, &Mark::Accepted);
    assert_eq!(told(&story), [(Cause::Silent { order }, AlarmState::Cleared, 1)]);
    acknowledge(&story, &line).expect("an operator has seen it");
    assert_eq!(told(&story), []);
}

#[test]
fn a_deadline_with_people_open_alarms_once_and_ends_with_the_order() {
    let story = Story::small();
    let deadline = Some((story.desk.options().now)().plus_seconds(100));
    let draft = Draft { deadline, ..draft(STREET, &[3]) };
    let Outcome::OrderIssued { order, .. } = story.act(Action::IssueOrder { draft }).expect("it goes out") else {
        panic!("an order answers with its id")
    };
    story.wait_seconds(99);
    look(&story);
    assert_eq!(told(&story), []);
    story.wait_seconds(1);
    look(&story);
    let story = story.restarted();
    look(&story);
    assert_eq!(told(&story), [(Cause::Overdue { order }, AlarmState::New, 1)]);
    story.act(Action::CloseOrder { order, reason: Some("明日再查".to_owned()) }).expect("closed with a reason");
    assert_eq!(told(&story), [], "who closed the order knew");
    story.verified();
}

#[test]
fn everybody_who_refuses_is_a_reason_and_what_was_left_at_that_stays_so_until_the_next() {
    let story = Story::small();
    let order = order(&story, DISTRICT, 3, OrderKind::Command);
    let board = story.board(order);
    let posts: Vec<&PostId> =
        board.rows.iter().filter(|row| row.part == Part::Recipient).map(|row| &row.post).collect();
    let refuse = |post: &PostId| {
        let mark = Mark::Refused { reason: "人在外地".to_owned() };
        let mark = Action::MarkReceipt { order, post: post.clone(), mark, way: Way::Phone, said: None };
        story.act(mark).expect("an operator logs it");
    };
    let refused = Cause::Refused { order };
    refuse(posts[0]);
    let line = alarms(&story).remove(0);
    assert_eq!((line.cause.clone(), line.state, line.raises), (refused.clone(), AlarmState::New, 1));
    assert_eq!(close(&story, &line, " ").expect_err("words are missing").code, "journal.nothing_said");
    refuse(posts[1]);
    assert_eq!(close(&story, &line, "已另派人").expect_err("one more has refused").code, "alarm.rose_again");
    let line = alarms(&story).remove(0);
    close(&story, &line, "已另派人").expect("an operator may");
    assert_eq!(told(&story), []);
    assert_eq!(close(&story, &line, "再关一次").expect_err("it is closed").code, "alarm.closed");
    assert_eq!(journal(&story, Heading::Alarm), 1);
    refuse(posts[2]);
    assert_eq!(told(&story), [(refused, AlarmState::New, 3)]);
    let told = story.desk.told_since(&owner(), &domain::news::Vector::default()).expect("the log");
    assert!(told.iter().any(|told| told.news == domain::news::News::AlarmsChanged), "open pages hear of it");
    story.verified();
}

#[test]
fn a_call_from_the_front_line_alarms_until_it_is_taken_and_only_where_its_grid_is_seen() {
    let story = Story::small();
    let (phone, _) = story.pair(&head_of(&story, COMMUNITY));
    let asked = Action::AskForCall { asked: (story.desk.options().now)(), words: "有人落水".to_owned() };
    let Outcome::CallMissed { call, .. } = story.act_as(&phone, asked).expect("the field may ask") else {
        panic!("it is kept")
    };
    let line = alarms(&story).remove(0);
    assert_eq!((line.cause.clone(), line.gravity), (Cause::Call { call }, Gravity::Urgent));
    assert_eq!(line.call.as_ref().map(|call| call.words.as_str()), Some("有人落水"));
    assert_eq!(alarms_of(&story, &operator(STREET)).alarms.len(), 1);
    assert_eq!(alarms_of(&story, &operator(OTHER_STREET)).alarms, []);
    let foreign = Action::AcknowledgeAlarm { cause: line.cause.clone(), raises: 1 };
    let failure = story.act_as(&operator(OTHER_STREET), foreign).expect_err("it is not theirs");
    assert_eq!(failure.code, "rights.outside_subtree");
    let auditor = Seat { role: Role::Auditor, ..owner() };
    assert_eq!(alarms_of(&story, &auditor).alarms.len(), 1, "an auditor sees it");
    story.desk.ask(&phone, &Question::Alarms).expect_err("and a phone does not");
    story.act(Action::PutCallAside { call, reason: "已用对讲机说清".to_owned() }).expect("an operator may");
    assert_eq!(told(&story), [], "who settled it knew of it");
    story.verified();
}
