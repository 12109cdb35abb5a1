//! Orders and receipts.

use domain::action::{Action, Call, Outcome};
use domain::answer::Answer;
use domain::id::PostId;
use domain::news::News;
use domain::question::Question;
use domain::receipt::{Mark, Part, Progress, Way};
use tests::{Story, draft, operator, owner};

const DISTRICT: &str = "411602";
const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";

fn head_of(story: &Story, path: &str) -> PostId {
    let question = Question::Grid { path: domain::code::GridPath::from_text(path) };
    match story.desk.ask(&owner(), &question).expect("the grid") {
        Answer::Grid(card) => card.heads[0].post.id.clone(),
        other => panic!("a grid answers {other:?}"),
    }
}

#[test]
fn an_order_and_its_receipts_survive_a_restart() {
    let story = Story::small();
    let (order, number) = story.order(DISTRICT, &[3]);
    assert_eq!(number, "ZL-20261120-A001");
    let (phone, _) = story.pair(&head_of(&story, COMMUNITY));
    story.mark(&phone, order, Mark::Accepted).expect("accepted");
    let story = story.restarted();
    let board = story.board(order);
    assert_eq!((board.people.expected, board.people.accepted, board.people.waiting), (4, 1, 3));
    assert_eq!(board.copies.expected, 4, "two heads at each of two streets read a copy");
    assert_eq!(board.order.text, "检查地下室水泵");
    story.verified();
}

#[test]
fn the_same_command_id_twice_makes_one_order() {
    let story = Story::small();
    let call = Call { command_id: story.command(), action: Action::IssueOrder { draft: draft(DISTRICT, &[]) } };
    let first = story.desk.act(&owner(), call.clone()).expect("issued");
    let story = story.restarted();
    assert_eq!(story.desk.act(&owner(), call.clone()).expect("the first answer again"), first);
    assert_eq!(story.district().open_orders, 1);
    let other = Call { action: Action::IssueOrder { draft: draft(STREET, &[]) }, ..call };
    assert_eq!(story.desk.act(&owner(), other).unwrap_err().code, "command.id_reused");
}

#[test]
fn numbers_of_a_day_grow_by_one_and_start_again_next_day() {
    let story = Story::small();
    assert_eq!(story.order(DISTRICT, &[]).1, "ZL-20261120-A001");
    assert_eq!(story.order(DISTRICT, &[]).1, "ZL-20261120-A002");
    story.wait_seconds(24 * 3600);
    assert_eq!(story.order(DISTRICT, &[]).1, "ZL-20261121-A001");
}

#[test]
fn the_preview_says_what_happens() {
    let story = Story::small();
    let draft = draft(DISTRICT, &[3]);
    let Answer::Reach(reach) = story.desk.ask(&owner(), &Question::Reach { draft: draft.clone() }).expect("a preview")
    else {
        panic!("a preview answers something else")
    };
    let outcome = story.act(Action::IssueOrder { draft }).expect("issued");
    let Outcome::OrderIssued { people, copies, .. } = outcome else { panic!("an order answers {outcome:?}") };
    assert_eq!((reach.people, reach.copies), (people, copies));
    assert_eq!((reach.people, reach.grids, reach.copies, reach.without_device), (4, 4, 4, 4));
}

#[test]
fn a_street_cannot_order_its_neighbour_nor_see_its_board() {
    let story = Story::small();
    let seat = operator("411602.411602002");
    let refusal = story.act_as(&seat, Action::IssueOrder { draft: draft(STREET, &[]) }).unwrap_err();
    assert_eq!(refusal.code, "rights.outside_subtree");
    let (order, _) = story.order(STREET, &[]);
    assert!(story.desk.ask(&seat, &Question::Order { id: order }).is_err());
}

#[test]
fn nobody_answers_for_another_post() {
    let story = Story::small();
    let (order, _) = story.order(DISTRICT, &[3]);
    let (phone, _) = story.pair(&head_of(&story, COMMUNITY));
    let other = head_of(&story, "411602.411602002.411602002001");
    let action = Action::MarkReceipt { order, post: other.clone(), mark: Mark::Accepted, way: Way::Device, said: None };
    assert_eq!(story.act_as(&phone, action).unwrap_err().code, "rights.not_yours");
    let by_phone = Action::MarkReceipt { order, post: other, mark: Mark::Accepted, way: Way::Phone, said: None };
    assert_eq!(story.act(by_phone).expect("an operator logs it"), Outcome::ReceiptMarked { changed: true });
}

#[test]
fn a_receipt_goes_forward_only() {
    let story = Story::small();
    let (order, _) = story.order(DISTRICT, &[3]);
    let (phone, _) = story.pair(&head_of(&story, COMMUNITY));
    story.mark(&phone, order, Mark::Accepted).expect("accepted");
    let late = story.mark(&phone, order, Mark::Delivered).expect("a late mark is no fault");
    assert_eq!(late, Outcome::ReceiptMarked { changed: false });
    story
        .mark(&phone, order, Mark::Done { words: "水泵正常".to_owned(), value: None, attachments: vec![] })
        .expect("done");
    let row = story.board(order).rows.into_iter().find(|row| row.post == phone.post.clone().unwrap()).unwrap();
    assert_eq!((row.part, row.progress, row.words.as_deref()), (Part::Recipient, Progress::Done, Some("水泵正常")));
    story.verified();
}

#[test]
fn a_copy_is_read_and_never_chased() {
    let story = Story::small();
    let (order, _) = story.order(DISTRICT, &[3]);
    let (phone, _) = story.pair(&head_of(&story, STREET));
    assert_eq!(story.mark(&phone, order, Mark::Accepted).unwrap_err().code, "receipt.copy");
    story.mark(&phone, order, Mark::Read).expect("read");
    let board = story.board(order);
    assert_eq!((board.copies.read, board.people.open()), (1, 4));
}

#[test]
fn a_page_that_was_away_hears_what_happened_meanwhile() {
    let story = Story::small();
    let before = story.desk.vector().expect("a vector");
    let (order, _) = story.order(DISTRICT, &[3]);
    let (phone, _) = story.pair(&head_of(&story, COMMUNITY));
    story.mark(&phone, order, Mark::Accepted).expect("accepted");
    let told = story.desk.told_since(&owner(), &before).expect("news");
    assert!(told.iter().any(|one| matches!(&one.news, News::OrderIssued { order: id, .. } if *id == order)));
    assert!(matches!(&told.last().unwrap().news, News::ReceiptMarked { progress: Progress::Accepted, .. }));
    let own = story.desk.told_since(&phone, &before).expect("news for the phone");
    assert!(matches!(&own.last().unwrap().news, News::ReceiptMarked { .. }));
    let (stranger, _) = story.pair(&head_of(&story, "411602.411602002.411602002001"));
    let foreign = story.desk.told_since(&stranger, &before).expect("news for another phone");
    assert!(!foreign.iter().any(|one| matches!(one.news, News::ReceiptMarked { .. })), "not its business");
}

#[test]
fn a_phone_sees_its_own_orders_and_nothing_of_the_board() {
    let story = Story::small();
    let (order, _) = story.order(DISTRICT, &[3]);
    let (phone, _) = story.pair(&head_of(&story, COMMUNITY));
    let Answer::Inbox(inbox) = story.desk.ask(&phone, &Question::Inbox { since: None }).expect("the inbox") else {
        panic!("an inbox answers something else")
    };
    assert_eq!(inbox.orders.len(), 1);
    assert_eq!((inbox.orders[0].id, inbox.orders[0].part), (order, Part::Recipient));
    assert_eq!(story.desk.ask(&phone, &Question::Order { id: order }).unwrap_err().code, "rights.not_yours");
}
