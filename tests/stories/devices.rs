//! Pairing codes and the seats they give.

use domain::action::{Action, Outcome};
use domain::answer::Answer;
use domain::code::GridPath;
use domain::id::PostId;
use domain::question::Question;
use domain::seat::Role;
use tests::{Story, operator, owner};

fn somebody(story: &Story) -> PostId {
    let path = GridPath::from_text("411602.411602001");
    match story.desk.ask(&owner(), &Question::Grid { path }).expect("the grid") {
        Answer::Grid(card) => card.heads[0].post.id.clone(),
        other => panic!("a grid answers {other:?}"),
    }
}

fn code_for(story: &Story, post: &PostId) -> String {
    match story.act(Action::OfferPairing { post: post.clone() }).expect("a code") {
        Outcome::PairingOffered { code, .. } => code,
        other => panic!("an offer answers {other:?}"),
    }
}

#[test]
fn a_code_works_once_however_it_is_typed() {
    let story = Story::small();
    let code = code_for(&story, &somebody(&story));
    let typed = code.to_lowercase().replace('-', " ");
    story.desk.redeem(&typed, story.command()).expect("the code pairs");
    assert_eq!(story.desk.redeem(&code, story.command()).unwrap_err().code, "pairing.code_not_valid");
}

#[test]
fn a_code_ends_after_a_quarter_of_an_hour() {
    let story = Story::small();
    let code = code_for(&story, &somebody(&story));
    story.wait_seconds(15 * 60);
    assert_eq!(story.desk.redeem(&code, story.command()).unwrap_err().code, "pairing.code_not_valid");
}

#[test]
fn a_code_that_nobody_made_pairs_nothing() {
    let story = Story::small();
    assert_eq!(story.desk.redeem("AAAA-AAAA", story.command()).unwrap_err().code, "pairing.code_not_valid");
}

#[test]
fn a_revoked_device_has_no_seat_and_a_restart_does_not_give_it_back() {
    let story = Story::small();
    let (_, pairing) = story.pair(&somebody(&story));
    story.act(Action::RevokeDevice { device: pairing.device }).expect("revoked");
    assert!(story.desk.seat_of(&pairing.token).expect("the store is read").is_none());
    let story = story.restarted();
    assert!(story.desk.seat_of(&pairing.token).expect("the store is read").is_none());
    story.verified();
}

#[test]
fn a_token_ends_by_itself() {
    let story = Story::small();
    let (_, pairing) = story.pair(&somebody(&story));
    story.wait_seconds(30 * 24 * 3600);
    assert!(story.desk.seat_of(&pairing.token).expect("the store is read").is_none());
}

#[test]
fn nobody_grants_more_than_his_own_subtree() {
    let story = Story::small();
    let outside = Action::OfferPairing { post: somebody(&story) };
    let refusal = story.act_as(&operator("411602.411602002"), outside).unwrap_err();
    assert_eq!(refusal.code, "rights.outside_subtree");
    let seat = Action::OfferSeat { role: Role::Admin, subtree: None };
    assert_eq!(story.act_as(&operator("411602.411602002"), seat).unwrap_err().code, "rights.not_yours");
}
