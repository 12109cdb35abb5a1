//! What pages are told from memory is what the store would tell them.

use domain::action::Action;
use domain::answer::Answer;
use domain::code::GridPath;
use domain::id::PostId;
use domain::journal::{About, NoteDraft};
use domain::news::{News, Told, Vector};
use domain::question::Question;
use domain::receipt::Mark;
use domain::seat::{Role, Seat};
use tests::{Story, operator, owner};

const DISTRICT: &str = "411602";
const STREET: &str = "411602.411602001";
const OTHER_STREET: &str = "411602.411602002";
const COMMUNITY: &str = "411602.411602001.411602001001";

/// All that the store tells, portion by portion, without what is nothing to a phone.
fn from_the_store(story: &Story, seat: &Seat, since: &Vector) -> Vec<Told> {
    let (mut seen, mut all) = (since.clone(), Vec::new());
    loop {
        let told = story.desk.told_since(seat, &seen).expect("the news");
        let Some(last) = told.last() else { break };
        seen.0.insert(last.desk, last.seq);
        all.extend(told);
    }
    all.retain(|told| seat.role != Role::Field || told.news != News::Other);
    all
}

fn head_of(story: &Story, path: &str) -> PostId {
    let question = Question::Grid { path: GridPath::from_text(path) };
    match story.desk.ask(&owner(), &question).expect("the grid") {
        Answer::Grid(card) => card.heads[0].post.id.clone(),
        other => panic!("a grid answers {other:?}"),
    }
}

#[test]
fn what_is_told_from_memory_is_what_the_store_tells() {
    let story = Story::small();
    let (phone, _) = story.pair(&head_of(&story, COMMUNITY));
    let (other, _) = story.pair(&head_of(&story, OTHER_STREET));
    let began = story.district().vector;
    let (order, _) = story.order(DISTRICT, &[3]);
    story.order(STREET, &[2]);
    story.mark(&phone, order, Mark::Accepted).expect("accepted");
    let note = NoteDraft { words: "巡查".to_owned(), happened: None, about: About::default(), corrects: None };
    story.act(Action::WriteJournal { note }).expect("written");
    let mut points = vec![began.clone(), story.district().vector];
    story.pair(&head_of(&story, STREET));
    points.push(story.district().vector);

    let seats = [owner(), operator(STREET), operator(OTHER_STREET), phone.clone(), other];
    for seat in &seats {
        for since in &points {
            let at_hand = story.desk.told_at_hand(seat, since).expect("the tape has it");
            assert_eq!(at_hand.told, from_the_store(&story, seat, since), "{seat:?} since {since:?}");
            assert_eq!(at_hand.seen, story.district().vector);
        }
    }
    assert!(story.desk.told_at_hand(&owner(), &Vector::default()).is_none(), "the tape began later");

    // Whether an ended order was its own, only the store can tell a phone.
    let reason = Some("演习结束".to_owned());
    let end = Action::CloseOrder { order, reason };
    story.act(end).expect("closed");
    assert!(story.desk.told_at_hand(&phone, &began).is_none());
    let looked = story.desk.told_with_a_look(&phone, &began).expect("the store tells").expect("the tape has it");
    assert!(looked.told.iter().any(|told| matches!(told.news, News::OrderEnded { .. })), "{looked:?}");
    assert_eq!(looked.told, from_the_store(&story, &phone, &began));
    let ended = story.desk.told_at_hand(&owner(), &began).expect("the tape has it").told;
    assert!(ended.iter().any(|told| matches!(told.news, News::OrderEnded { .. })), "{ended:?}");
    assert_eq!(ended, from_the_store(&story, &owner(), &began));
}

#[test]
fn a_fact_that_may_end_a_token_says_so() {
    let story = Story::small();
    let (phone, pairing) = story.pair(&head_of(&story, COMMUNITY));
    let (order, _) = story.order(DISTRICT, &[3]);
    let before = story.district().vector;
    story.mark(&phone, order, Mark::Accepted).expect("accepted");
    assert!(!story.desk.told_at_hand(&phone, &before).expect("told").unseats);
    story.act(Action::RevokeDevice { device: pairing.device }).expect("revoked");
    assert!(story.desk.told_at_hand(&phone, &before).expect("told").unseats);
}
