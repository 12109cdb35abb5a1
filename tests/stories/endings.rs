//! Orders that end, and what their recipients see of it.

use domain::action::{Action, Outcome};
use domain::answer::{Answer, InboxOrder};
use domain::code::GridPath;
use domain::id::{OrderId, PostId};
use domain::moment::Moment;
use domain::news::News;
use domain::order::Ending;
use domain::question::Question;
use domain::receipt::{Mark, Progress, Way};
use domain::seat::Seat;
use tests::{Story, operator, owner};

const DISTRICT: &str = "411602";
const STREET: &str = "411602.411602001";
const COMMUNITIES: [&str; 4] = [
    "411602.411602001.411602001001",
    "411602.411602001.411602001002",
    "411602.411602002.411602002001",
    "411602.411602002.411602002002",
];

fn head_of(story: &Story, path: &str) -> PostId {
    match story.desk.ask(&owner(), &Question::Grid { path: GridPath::from_text(path) }).expect("the grid") {
        Answer::Grid(card) => card.heads[0].post.id.clone(),
        other => panic!("a grid answers {other:?}"),
    }
}

fn phones(story: &Story) -> Vec<Seat> {
    COMMUNITIES.iter().map(|path| story.pair(&head_of(story, path)).0).collect()
}

fn inbox(story: &Story, phone: &Seat) -> Vec<InboxOrder> {
    match story.desk.ask(phone, &Question::Inbox { since: None }).expect("the inbox") {
        Answer::Inbox(card) => card.orders,
        other => panic!("an inbox answers {other:?}"),
    }
}

fn withdraw(order: OrderId) -> Action {
    Action::WithdrawOrder { order, reason: "发错了".to_owned() }
}

fn close(order: OrderId, reason: Option<&str>) -> Action {
    Action::CloseOrder { order, reason: reason.map(str::to_owned) }
}

#[test]
fn an_order_closes_by_itself_only_when_everybody_is_accounted_for() {
    let story = Story::small();
    let phones = phones(&story);
    let (order, _) = story.order(DISTRICT, &[3]);
    for phone in &phones[..3] {
        story.mark(phone, order, Mark::Accepted).expect("accepted");
    }
    let refusal = story.act(close(order, None)).unwrap_err();
    assert_eq!(refusal.code, "order.not_accounted_for");
    assert_eq!((refusal.params["open"].as_str(), refusal.params["expected"].as_str()), ("1", "4"));
    assert_eq!(story.district().waiting, 1);
    story.mark(&phones[3], order, Mark::Refused { reason: "人不在岗".to_owned() }).expect("refused");
    assert_eq!(story.act(close(order, None)).expect("closed"), Outcome::OrderEnded);
    let end = story.board(order).end.expect("it has ended");
    let Ending::Closed { reason: None, stood } = end.how else { panic!("it was closed: {:?}", end.how) };
    assert_eq!((stood.expected, stood.open(), stood.accepted, stood.refused), (4, 0, 3, 1));
    assert_eq!(story.act(withdraw(order)).unwrap_err().code, "order.ended");
    story.verified();
}

#[test]
fn a_withdrawn_order_tells_its_recipients_why_and_waits_for_nobody() {
    let story = Story::small();
    let phones = phones(&story);
    let (order, _) = story.order(DISTRICT, &[3]);
    let before = story.desk.vector().expect("a vector");
    assert_eq!(story.district().open_orders, 1);
    story.act(withdraw(order)).expect("withdrawn");
    assert_eq!((story.district().open_orders, story.district().waiting), (0, 0));
    for phone in &phones {
        let told = story.desk.told_since(phone, &before).expect("news");
        assert!(matches!(told.last().unwrap().news, News::OrderEnded { order: id } if id == order));
        let mine = inbox(&story, phone).remove(0);
        let how = mine.end.expect("the page shows that it ended").how;
        assert_eq!(how, Ending::Withdrawn { reason: "发错了".to_owned() });
    }
    let story = story.restarted();
    let how = story.board(order).end.expect("it has ended").how;
    assert_eq!(how, Ending::Withdrawn { reason: "发错了".to_owned() });
    story.verified();
}

#[test]
fn after_its_end_only_what_was_said_before_counts_and_what_was_really_done() {
    let story = Story::small();
    let phones = phones(&story);
    let (order, _) = story.order(DISTRICT, &[3]);
    story.mark(&phones[0], order, Mark::Accepted).expect("accepted");
    story.wait_seconds(60);
    let meanwhile = (story.desk.options().now)();
    story.wait_seconds(60);
    story.act(close(order, Some("天亮后再查"))).expect("closed");
    story.wait_seconds(60);

    assert_eq!(story.mark(&phones[1], order, Mark::Accepted).unwrap_err().code, "order.ended");
    let kept = |at: Moment| Action::MarkReceipt {
        order,
        post: phones[1].post.clone().expect("a phone belongs to a post"),
        mark: Mark::Accepted,
        way: Way::Device,
        said: Some(at),
    };
    let late = (story.desk.options().now)();
    assert_eq!(story.act_as(&phones[1], kept(late)).unwrap_err().code, "order.ended");
    story.act_as(&phones[1], kept(meanwhile)).expect("it was said before the end");
    story
        .mark(&phones[0], order, Mark::Done { words: "水泵正常".to_owned(), value: None, attachments: vec![] })
        .expect("it was done");
    let board = story.board(order);
    assert_eq!((board.people.done, board.people.accepted, board.people.waiting), (1, 1, 2));
    let first = board.rows.iter().find(|row| row.post == phones[0].post.clone().unwrap()).unwrap();
    assert_eq!(first.progress, Progress::Done);
    story.verified();
}

#[test]
fn a_street_ends_its_own_orders_and_not_those_of_the_centre() {
    let story = Story::small();
    let street = operator(STREET);
    let (order, _) = story.order(STREET, &[]);
    assert_eq!(story.act_as(&street, withdraw(order)).unwrap_err().code, "rights.not_your_order");
    let own = story.act_as(&street, Action::IssueOrder { draft: tests::draft(STREET, &[3]) }).expect("issued");
    let Outcome::OrderIssued { order, .. } = own else { panic!("an order answers {own:?}") };
    assert_eq!(story.act_as(&operator("411602.411602002"), withdraw(order)).unwrap_err().code, "rights.not_your_order");
    story.act_as(&street, withdraw(order)).expect("its own");
}
