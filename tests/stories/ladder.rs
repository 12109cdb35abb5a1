//! The ladder 叫应: who is called when, what is logged of it, and that an order ends with everybody accounted for.

use std::collections::{BTreeMap, BTreeSet};

use domain::action::{Action, Outcome};
use domain::answer::{Answer, Board, BoardRow, InboxOrder};
use domain::calling::{CallOutcome, CallResult, Means};
use domain::code::{GridPath, Level};
use domain::id::{OrderId, PostId};
use domain::ladder::Silent;
use domain::news::News;
use domain::order::{Ending, Priority};
use domain::paper::{PaperKind, PaperWish};
use domain::post::PostRole;
use domain::question::Question;
use domain::receipt::{Answering, Mark, Part, Progress, Way};
use domain::seat::Seat;
use domain::words::Language;
use tests::{Story, draft, operator, owner};

const DISTRICT: &str = "411602";
const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const OTHER: &str = "411602.411602002.411602002001";

fn head_of(story: &Story, path: &str) -> PostId {
    match story.desk.ask(&owner(), &Question::Grid { path: GridPath::from_text(path) }).expect("the grid") {
        Answer::Grid(card) => card.heads[0].post.id.clone(),
        other => panic!("a grid answers {other:?}"),
    }
}

fn inbox(story: &Story, phone: &Seat) -> Vec<InboxOrder> {
    match story.desk.ask(phone, &Question::Inbox { since: None }).expect("the inbox") {
        Answer::Inbox(card) => card.orders,
        other => panic!("an inbox answers {other:?}"),
    }
}

/// The desk looks at its clock, as it does before every command; this one comes to nothing.
fn look(story: &Story) {
    let none = OrderId(uuid::Uuid::nil());
    story.act(Action::WithdrawOrder { order: none, reason: "无".to_owned() }).expect_err("there is no such order");
}

/// When each rung was reached, in seconds after the order, whether late, and how many were silent.
fn rungs(board: &Board) -> Vec<Option<(i64, bool, Silent)>> {
    let since = |at: domain::moment::Moment| (at.millis() - board.order.issued.millis()) / 1000;
    let told = |reached: domain::ladder::Reached| (since(reached.at), reached.late, reached.silent);
    board.ladder.rungs.iter().map(|rung| rung.reached.map(told)).collect()
}

fn all(count: u32) -> Silent {
    Silent { units: count, people: count }
}

fn log(story: &Story, order: OrderId, post: &PostId, means: Means, result: CallResult) -> Outcome {
    let call = Action::LogCall { order, post: post.clone(), to: None, means, result };
    story.act(call).expect("an operator logs it")
}

fn answered(mark: Mark) -> CallResult {
    CallResult::Answered { mark }
}

#[test]
fn each_rung_is_reached_once_when_its_time_has_come_whatever_is_restarted() {
    let story = Story::small();
    let (order, _) = story.order(DISTRICT, &[3]);
    look(&story);
    assert_eq!(rungs(&story.board(order)), [None, None, None]);
    story.wait_seconds(180);
    let story = story.restarted();
    look(&story);
    look(&story);
    assert_eq!(rungs(&story.board(order)), [Some((180, false, all(4))), None, None]);
    story.wait_seconds(150);
    look(&story);
    let story = story.restarted();
    assert_eq!(rungs(&story.board(order)), [Some((180, false, all(4))), Some((330, false, all(4))), None,]);
    // Off from before the last rung until an hour later.
    story.wait_seconds(3600);
    let story = story.restarted();
    look(&story);
    let reached = rungs(&story.board(order));
    assert_eq!(reached[2], Some((3930, true, all(4))), "late, and says so");
    story.wait_seconds(3600);
    look(&story);
    assert_eq!(rungs(&story.board(order)), reached);
    story.verified();
}

#[test]
fn the_silent_hear_each_rung_and_those_who_answered_do_not() {
    let story = Story::small();
    let (order, _) = story.order(DISTRICT, &[3]);
    let (silent, _) = story.pair(&head_of(&story, COMMUNITY));
    let (willing, _) = story.pair(&head_of(&story, OTHER));
    story.mark(&willing, order, Mark::Accepted).expect("accepted");
    let before = story.desk.vector().expect("a vector");
    story.wait_seconds(180);
    look(&story);
    let heard = |seat: &Seat| {
        let told = story.desk.told_since(seat, &before).expect("news");
        told.iter().filter(|one| matches!(one.news, News::RungReached { order: id } if id == order)).count()
    };
    assert_eq!((heard(&silent), heard(&willing), heard(&owner())), (1, 0, 1));
    assert_eq!(heard(&operator("411602.411602002")), 1, "the order concerns the street");
    let called = |seat: &Seat| inbox(&story, seat)[0].called.is_some();
    assert_eq!((called(&silent), called(&willing)), (true, false));
    story.mark(&silent, order, Mark::Accepted).expect("accepted");
    assert!(!called(&silent), "who has answered is called no more");
}

#[test]
fn once_everybody_has_answered_the_ladder_says_so_and_is_over() {
    let story = Story::small();
    let (order, _) = story.order(COMMUNITY, &[]);
    let (phone, _) = story.pair(&head_of(&story, COMMUNITY));
    story.mark(&phone, order, Mark::Accepted).expect("accepted");
    story.wait_seconds(7200);
    look(&story);
    assert_eq!(rungs(&story.board(order)), [Some((7200, true, all(0))), None, None]);
    story.verified();
}

#[test]
fn an_order_that_has_ended_calls_nobody() {
    let story = Story::small();
    let (order, _) = story.order(DISTRICT, &[3]);
    story.wait_seconds(180);
    story.act(Action::CloseOrder { order, reason: Some("改日再查".to_owned()) }).expect("closed");
    story.wait_seconds(7200);
    look(&story);
    assert_eq!(rungs(&story.board(order)), [Some((180, false, all(4))), None, None]);
    story.verified();
}

#[test]
fn a_ladder_that_is_set_holds_for_orders_from_then_on() {
    let story = Story::small();
    let (before, _) = story.order(DISTRICT, &[3]);
    let set =
        |minutes: &[u32]| Action::SetLadder { priority: Priority::Urgent, minutes: minutes.to_vec(), message: None };
    assert_eq!(story.act(set(&[5, 3])).unwrap_err().code, "ladder.not_growing");
    story.act(set(&[0, 2])).expect("an admin may");
    assert_eq!(story.act_as(&operator(STREET), set(&[1])).unwrap_err().code, "rights.not_yours");
    let story = story.restarted();
    let (after, _) = story.order(DISTRICT, &[3]);
    look(&story);
    assert_eq!(rungs(&story.board(before)), [None, None, None]);
    assert_eq!(rungs(&story.board(after)), [Some((0, false, all(4))), None], "the first rung comes at once");
    let Answer::Ladders(ladders) = story.desk.ask(&owner(), &Question::Ladders).expect("the ladders") else {
        panic!("ladders answer something else")
    };
    assert_eq!((ladders.urgent, ladders.normal), (vec![0, 2], vec![3, 5, 15]));
    story.verified();
}

#[test]
fn a_call_is_logged_with_who_was_called_and_what_was_said() {
    let story = Story::small();
    let (order, _) = story.order(DISTRICT, &[3]);
    let (post, head) = (head_of(&story, COMMUNITY), head_of(&story, STREET));
    let result = CallResult::Reached { words: "正在路上".to_owned() };
    let call = |to: &PostId| Action::LogCall {
        order,
        post: post.clone(),
        to: Some(to.clone()),
        means: Means::Phone,
        result: result.clone(),
    };
    story.act(call(&head)).expect("the street's head was called");
    let stranger = head_of(&story, "411602.411602002");
    assert_eq!(story.act(call(&stranger)).unwrap_err().code, "receipt.not_a_recipient", "is not over that grid");
    let foreign = operator("411602.411602002");
    assert_eq!(story.act_as(&foreign, call(&head)).unwrap_err().code, "rights.outside_subtree");
    let outcome = log(&story, order, &post, Means::Door, answered(Mark::Accepted));
    assert_eq!(outcome, Outcome::CallLogged { changed: true });
    let story = story.restarted();
    let board = story.board(order);
    let calls: Vec<_> = board.calls.iter().map(|call| (&call.to, call.outcome, call.words.as_deref())).collect();
    assert_eq!(calls, [(&head, CallOutcome::Reached, Some("正在路上")), (&post, CallOutcome::Answered, None)]);
    let row = board.rows.iter().find(|row| row.post == post).expect("a recipient");
    assert_eq!(row.receipt.accepted.map(|stamp| stamp.way), Some(Way::Door));
    assert_eq!(row.head.as_ref(), Some(&head));
    let street = match story.desk.ask(&foreign, &Question::Order { id: order }).expect("the other street's board") {
        Answer::Order(board) => board,
        other => panic!("a board answers {other:?}"),
    };
    assert!(street.calls.is_empty() && street.heads.iter().all(|one| one.grid.as_str() == "411602.411602002"));
    story.verified();
}

/// Scenario A4 of the mission.
#[test]
fn the_pumps_of_every_basement_at_night_with_everybody_accounted_for() {
    let story = Story::demonstration();
    story.wait_seconds((10 * 60 + 40) * 60); // 22:40
    let mut draft = draft(DISTRICT, &[]);
    draft.target.having = Some("有地下室".to_owned());
    draft.target.roles = vec![PostRole::Head];
    draft.answering = Some(Answering::OnePerGrid);
    let Outcome::OrderIssued { order, .. } = story.act(Action::IssueOrder { draft }).expect("issued") else {
        panic!("an order answers something else")
    };
    let board = story.board(order);
    let buildings = board.units.expected;
    let heads: BTreeMap<GridPath, BoardRow> = board
        .rows
        .into_iter()
        .filter(|row| row.part == Part::Recipient && row.grid.ancestors().len() == 4)
        .map(|row| (row.grid.clone(), row))
        .collect();
    assert_eq!(heads.len() as u32, buildings, "one head answers for each building");
    let streets: BTreeSet<&GridPath> =
        board.grids.iter().filter(|grid| grid.level == Level(2)).map(|grid| &grid.path).collect();
    assert_eq!(streets.len(), 3);
    assert!(board.copies.expected > 0, "the heads between read a copy each");

    // 181 accept within three minutes.
    let (willing, red): (Vec<_>, Vec<_>) = heads.values().enumerate().partition(|(place, _)| place % 13 % 6 != 3);
    let red: Vec<&BoardRow> = red.into_iter().chain(willing.iter().copied().skip(181)).map(|(_, row)| row).collect();
    let accept = |row: &BoardRow| {
        let (post, mark) = (row.post.clone(), Mark::Accepted);
        story.act(Action::MarkReceipt { order, post, mark, way: Way::Desk, said: None }).expect("accepted");
    };
    story.wait_seconds(100);
    willing.iter().take(181).for_each(|(_, row)| accept(row));
    let left = buildings - 181;
    assert_eq!((buildings, left), (214, 33), "33 are red");

    // After five minutes the ladder lists them under their estate heads, with phone numbers.
    story.wait_seconds(80);
    look(&story);
    story.wait_seconds(120);
    look(&story);
    let board = story.board(order);
    assert_eq!(rungs(&board), [Some((180, false, all(left))), Some((300, false, all(left))), None]);
    let silent: Vec<&BoardRow> =
        board.rows.iter().filter(|row| row.part == Part::Recipient && row.progress.is_open()).collect();
    assert_eq!(silent.len() as u32, left);
    for row in &silent {
        let over = board.heads.iter().find(|head| Some(&head.post) == row.head.as_ref()).expect("a head over it");
        assert_eq!(over.grid.ancestors().len(), 3, "{} stands under its estate", row.grid);
        assert!(row.grid.is_below(&over.grid) && !over.phone.is_empty() && !over.person.is_empty());
    }

    // Everybody is called; six are not reached at all.
    for (place, row) in red.iter().enumerate() {
        if place % 3 == 0 || place < 6 {
            log(&story, order, &row.post, Means::Phone, CallResult::NotReached { words: "无人接听".to_owned() });
        }
        if place >= 6 {
            log(&story, order, &row.post, Means::Phone, answered(Mark::Accepted));
        }
    }
    let story = story.restarted();
    story.wait_seconds(600);
    look(&story);
    let board = story.board(order);
    assert_eq!(rungs(&board)[2], Some((900, false, all(6))), "six are left to knock on doors");
    let tries = |row: &BoardRow| board.calls.iter().filter(|call| call.post == row.post).count();
    assert!(red.iter().all(|row| tries(row) > 0));
    assert_eq!(story.act(Action::CloseOrder { order, reason: None }).unwrap_err().code, "order.not_accounted_for");

    // The list for those who go there, and who printed it.
    let wish = |kind| PaperWish { order, kind, language: Language::Chinese };
    let doors = story.desk.paper(&owner(), story.command(), &wish(PaperKind::Doors)).expect("printed");
    assert!(doors.bytes.starts_with(b"%PDF-") && doors.name.starts_with("登门叫应表 ZL-20261120-A001"));
    let papers = story.board(order).papers;
    assert_eq!(papers.iter().map(|paper| &paper.print).collect::<Vec<_>>(), [&doors.print]);

    // At the doors.
    story.wait_seconds(1200);
    for (place, row) in red[..6].iter().enumerate() {
        let mark = match place {
            0 => Mark::Refused { reason: "水泵房上锁".to_owned() },
            1 => Mark::Done { words: "水泵正常".to_owned(), value: None, attachments: vec![] },
            _ => Mark::Accepted,
        };
        log(&story, order, &row.post, Means::Door, answered(mark));
    }
    story.act(Action::CloseOrder { order, reason: None }).expect("everybody is accounted for");
    let board = story.board(order);
    let Some(Ending::Closed { reason: None, stood }) = board.end.map(|end| end.how) else { panic!("it was closed") };
    assert_eq!((stood.expected, stood.open()), (buildings, 0), "all of all are accounted for");
    let account = story.desk.paper(&owner(), story.command(), &wish(PaperKind::Account)).expect("printed");
    assert!(account.print.pages > 2, "214 people, and what happened");
    let nobody = story.desk.press_paper(&owner(), &wish(PaperKind::Doors)).unwrap_err();
    assert_eq!(nobody.code, "paper.nobody");
    let first = board.rows.iter().find(|row| row.post == red[0].post).expect("a recipient");
    assert_eq!((first.progress, first.words.as_deref()), (Progress::Refused, Some("水泵房上锁")));
    story.verified();
}
