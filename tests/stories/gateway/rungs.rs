//! A rung of the ladder that tells by the gateway: those alone who are silent and have no page open, once.

use domain::answer::Board;
use domain::id::PostId;
use domain::journal::{Happening, Heading, JournalWish};
use domain::ladder::{RungMessage, RungSent};
use domain::order::Priority;

use super::{
    Action, Answer, BoardRow, Does, Draft, Failure, GatewayKind, Mark, OrderId, Outcome, Part, Question, SendState,
    Service, Story, TAKES, TOP, Way, Whom, draft, enter, issue, outside, owner, reach, setting, settled, states,
};

/// Orders of the stories are urgent; their second rung comes after five minutes.
const RUNG: u8 = 2;

fn set(story: &Story, message: Option<RungMessage>) -> Result<Outcome, Failure> {
    story.act(Action::SetLadder { priority: Priority::Urgent, minutes: vec![3, 5, 15], message })
}

fn by_sms(rung: u8) -> RungMessage {
    RungMessage { by: GatewayKind::Sms, rung }
}

/// The desk looks at its clock, as before every command; this one comes to nothing.
fn look(story: &Story) {
    let none = OrderId(uuid::Uuid::nil());
    story.act(Action::WithdrawOrder { order: none, reason: "无".to_owned() }).expect_err("there is no such order");
    story.desk.wake().expect("the clock has jumped");
}

fn plain() -> Draft {
    draft(TOP, &[])
}

fn accept(story: &Story, order: OrderId, post: &PostId) {
    let (post, mark) = (post.clone(), Mark::Accepted);
    story.act(Action::MarkReceipt { order, post, mark, way: Way::Phone, said: None }).expect("an operator logs it");
}

fn sent(board: &Board) -> Vec<Option<RungSent>> {
    board.ladder.rungs.iter().map(|rung| rung.sent.clone()).collect()
}

#[test]
fn who_is_silent_at_the_rung_and_has_no_page_open_is_told_once_and_the_board_says_what_it_cost() {
    let service = Service::new(|_, _| TAKES);
    let story = Story::small();
    enter(&story, setting(&service.address)).expect("it is entered");
    assert_eq!(reach(&story, &plain()).outside.rung, None, "off until an admin says so");
    assert_eq!(set(&story, Some(by_sms(4))).expect_err("there are three").code, "ladder.without_rung");
    set(&story, Some(by_sms(RUNG))).expect("an admin may");
    let all = reach(&story, &outside(Whom::Everybody)).outside;
    let plan = all.plan.expect("a plan");
    assert_eq!(all.rung.map(|rung| rung.most), Some(0), "who gets one with the order gets no second");
    let rung = reach(&story, &plain()).outside.rung.expect("the preview says so");
    assert_eq!((rung.minutes, rung.most, rung.without_number), (5, plan.messages, plan.without_number));
    assert_eq!((rung.thousandths, rung.currency.as_str()), (plan.thousandths, "元"));

    let order = issue(&story, plain()).expect("it is issued");
    let rows = story.board(order).rows;
    let with_number: Vec<&PostId> = with_number(&story, &rows);
    let (answers, opens) = (with_number[0], with_number[1]);
    let (phone, _) = story.pair(opens);
    accept(&story, order, answers);
    story.wait_seconds(3 * 60);
    look(&story);
    assert_eq!(sent(&story.board(order)), [None, None, None]);
    let page = story.desk.attend(&phone);
    story.wait_seconds(2 * 60);
    look(&story);
    let rows = settled(&story, order);
    let expected = with_number.len() - 2;
    assert_eq!(states(&rows), [(SendState::Taken, expected)].into());
    assert!(rows.iter().filter(|row| [answers, opens].contains(&&row.post)).all(|row| row.send.is_none()));
    let one = plan.thousandths.expect("a price") / u64::from(plan.messages);
    let told = RungSent {
        by: GatewayKind::Sms,
        messages: u32::try_from(expected).expect("few"),
        thousandths: Some(one * expected as u64),
        currency: "元".to_owned(),
    };
    assert_eq!(sent(&story.board(order)), [None, Some(told.clone()), None]);
    assert!(journal(&story).contains(&(RUNG, Some(told))));

    // Whatever comes later, nobody is told again.
    drop(page);
    let story = story.restarted();
    for _ in 0..3 {
        story.wait_seconds(10 * 60);
        look(&story);
    }
    assert_eq!(states(&settled(&story, order)).values().sum::<usize>(), expected);
    assert_eq!(service.asked().len(), expected);
    story.verified();
}

#[test]
fn a_rung_that_came_while_the_desk_was_off_tells_them_when_it_opens_and_what_nobody_knows_is_not_repeated() {
    let service = Service::new(|place, _| if place == 1 { Does::HangsUp } else { TAKES });
    let story = Story::small();
    enter(&story, setting(&service.address)).expect("it is entered");
    set(&story, Some(by_sms(RUNG))).expect("an admin may");
    let order = issue(&story, plain()).expect("it is issued");
    story.wait_seconds(20 * 60);
    let story = story.restarted();
    look(&story);
    let rows = settled(&story, order);
    let states = states(&rows);
    assert_eq!(states.get(&SendState::Unknown), Some(&1), "{states:?}");
    let told = story.board(order).ladder.rungs[1].sent.clone().expect("the second rung told them");
    assert_eq!(told.messages as usize, states.values().sum::<usize>());
    let heard = service.asked().len();
    let story = story.restarted();
    story.wait_seconds(3600);
    look(&story);
    settled(&story, order);
    assert_eq!(service.asked().len(), heard);
    story.verified();
}

#[test]
fn an_order_keeps_the_ladder_of_its_day_and_a_gateway_that_was_turned_off_tells_nobody() {
    let service = Service::new(|_, _| TAKES);
    let story = Story::small();
    enter(&story, setting(&service.address)).expect("it is entered");
    let before = issue(&story, plain()).expect("it is issued");
    set(&story, Some(by_sms(1))).expect("an admin may");
    let after = issue(&story, plain()).expect("it is issued");
    story.act(Action::SetGateway { by: GatewayKind::Sms, wish: None }).expect("it is turned off");
    assert_eq!(reach(&story, &plain()).outside.rung, None);
    story.wait_seconds(3 * 60);
    look(&story);
    for order in [before, after] {
        assert_eq!(sent(&story.board(order)), [None, None, None]);
    }
    enter(&story, setting(&service.address)).expect("it is on again");
    let now = issue(&story, plain()).expect("it is issued");
    set(&story, None).expect("no more of it");
    story.wait_seconds(3 * 60);
    look(&story);
    settled(&story, now);
    assert!(sent(&story.board(now))[0].is_some(), "its own ladder says so");
    assert_eq!(sent(&story.board(before)), [None, None, None]);
    story.verified();
}

/// Those of an order's recipients whom a gateway could tell.
fn with_number<'a>(story: &Story, rows: &'a [BoardRow]) -> Vec<&'a PostId> {
    let draft = outside(Whom::Everybody);
    let plan = reach(story, &draft).outside.plan.expect("a plan");
    let has_number = |row: &&BoardRow| row.phone.bytes().filter(u8::is_ascii_digit).count() >= 5;
    let found: Vec<&PostId> =
        rows.iter().filter(|row| row.part == Part::Recipient).filter(has_number).map(|row| &row.post).collect();
    assert_eq!(found.len(), plan.messages as usize);
    found
}

fn journal(story: &Story) -> Vec<(u8, Option<RungSent>)> {
    let wish = JournalWish { headings: vec![Heading::Order], ..JournalWish::default() };
    let Answer::Journal(page) =
        story.desk.ask(&owner(), &Question::Journal { wish, from: 0, limit: 100 }).expect("the journal")
    else {
        panic!("a journal answers with its page")
    };
    let told = page.entries.into_iter().filter_map(|entry| match entry.what {
        Some(Happening::RungReached { rung, sent, .. }) => Some((rung, sent)),
        _ => None,
    });
    told.collect()
}
