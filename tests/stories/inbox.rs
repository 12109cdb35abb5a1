//! An inbox that is told in steps is the whole one.

use domain::action::{Action, Outcome};
use domain::answer::{Answer, InboxCard, InboxOrder};
use domain::code::GridPath;
use domain::id::{OrderId, PostId};
use domain::news::Vector;
use domain::order::Priority;
use domain::question::Question;
use domain::receipt::{Mark, Way};
use domain::seat::{Role, Seat};
use tests::{Story, draft, owner};

const DISTRICT: &str = "411602";
const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const OTHER: &str = "411602.411602001.411602001002";

fn heads(story: &Story, path: &str) -> Vec<PostId> {
    let question = Question::Grid { path: GridPath::from_text(path) };
    match story.desk.ask(&owner(), &question).expect("the grid") {
        Answer::Grid(card) => card.heads.into_iter().map(|head| head.post.id).collect(),
        other => panic!("a grid answers {other:?}"),
    }
}

fn inbox(story: &Story, phone: &Seat, since: Option<Vector>) -> InboxCard {
    match story.desk.ask(phone, &Question::Inbox { since }).expect("the inbox") {
        Answer::Inbox(card) => *card,
        other => panic!("an inbox answers {other:?}"),
    }
}

/// An inbox on a phone, which asks for what changed and keeps the rest.
struct Phone {
    seat: Seat,
    orders: Vec<InboxOrder>,
    vector: Vector,
}

impl Phone {
    fn of(story: &Story, post: &PostId) -> Self {
        let (seat, _) = story.pair(post);
        let InboxCard { orders, vector, whole, .. } = inbox(story, &seat, None);
        assert!(whole);
        Self { seat, orders, vector }
    }

    /// Asks on; how many orders were told of, and whether that was all of them.
    fn ask_on(&mut self, story: &Story) -> (usize, bool) {
        let InboxCard { mut orders, vector, whole, .. } = inbox(story, &self.seat, Some(self.vector.clone()));
        let told = orders.len();
        if !whole {
            let kept = self.orders.iter().filter(|one| orders.iter().all(|new| new.id != one.id));
            let kept: Vec<InboxOrder> = kept.cloned().collect();
            orders.extend(kept);
        }
        orders.sort_by(|a, b| b.number.cmp(&a.number));
        (self.orders, self.vector) = (orders, vector);
        assert_eq!(self.orders, inbox(story, &self.seat, None).orders, "of {:?}", self.seat.post);
        (told, whole)
    }
}

#[test]
fn whatever_happens_a_phone_that_asks_for_what_changed_has_all() {
    let story = Story::small();
    let posts = [DISTRICT, STREET, COMMUNITY, OTHER].map(|path| heads(&story, path)).concat();
    let mut phones: Vec<Phone> = posts.iter().map(|post| Phone::of(&story, post)).collect();
    let ask_on = |phones: &mut Vec<Phone>| phones.iter_mut().map(|phone| phone.ask_on(&story)).collect::<Vec<_>>();
    let act = |action: Action| story.act(action).expect("done");
    let issued = |path: &str, levels: &[u8]| match act(Action::IssueOrder { draft: draft(path, levels) }) {
        Outcome::OrderIssued { order, .. } => order,
        other => panic!("an order answers {other:?}"),
    };
    let is_told = |all: &[(usize, bool)]| all.iter().all(|(_, whole)| !whole);

    let first: OrderId = issued(DISTRICT, &[]);
    issued(STREET, &[3]);
    assert!(is_told(&ask_on(&mut phones)));
    let nothing_new: Vec<_> = phones.iter().map(|_| (0, false)).collect();
    assert_eq!(ask_on(&mut phones), nothing_new);

    // One's own answer, somebody else's, and one that the desk logs.
    let seats: Vec<Seat> = phones.iter().map(|phone| phone.seat.clone()).collect();
    story.mark(&seats[0], first, Mark::Accepted).expect("accepted");
    story.mark(&seats[0], first, Mark::Delivered).expect("known already");
    let post = seats[1].post.clone().expect("a post");
    act(Action::MarkReceipt { order: first, post, mark: Mark::Read, way: Way::Phone, said: None });
    let told = ask_on(&mut phones);
    assert!(is_told(&told) && told[0].0 == 1 && told[1].0 == 1, "{told:?}");

    // Rungs call the silent; who answers for the whole grid silences them.
    story.wait_seconds(200);
    story.order(OTHER, &[]);
    ask_on(&mut phones);
    for seat in &seats[2..] {
        story.mark(seat, first, Mark::Accepted).expect("accepted");
        ask_on(&mut phones);
    }

    // A correction ends what it corrects.
    let corrected = domain::order::Draft { corrects: Some(first), ..draft(COMMUNITY, &[]) };
    let Outcome::OrderIssued { order: second, .. } = act(Action::IssueOrder { draft: corrected }) else { panic!() };
    assert!(is_told(&ask_on(&mut phones)));
    act(Action::WithdrawOrder { order: second, reason: "作废".to_owned() });
    assert!(is_told(&ask_on(&mut phones)));
    story.verified();
}

#[test]
fn an_inbox_is_told_whole_where_nobody_can_say_what_changed() {
    let story = Story::small();
    story.order(DISTRICT, &[]);
    let post = heads(&story, COMMUNITY).remove(0);
    let (seat, _) = story.pair(&post);
    let is_whole = |since: &Vector| inbox(&story, &seat, Some(since.clone())).whole;
    let now = story.desk.vector().expect("a vector");
    assert!(!is_whole(&now));
    let before = Vector(now.0.keys().map(|desk| (*desk, 0)).collect());
    assert!(is_whole(&before), "the tape begins where the log ended when the desk was opened");
    assert!(is_whole(&Vector::default()));
    let ahead = Vector(now.0.iter().map(|(desk, seq)| (*desk, seq + 1)).collect());
    assert!(is_whole(&ahead), "the store was restored from an older copy");
    let offered = story.act(Action::OfferSeat { role: Role::Operator, subtree: None });
    assert!(offered.is_ok() && !is_whole(&now), "a code is nothing to an inbox");
    story.act(Action::SetLadder { priority: Priority::Normal, minutes: vec![5], message: None }).expect("set");
    assert!(is_whole(&now), "what is not known to leave people and grids alone may change anything");
}
