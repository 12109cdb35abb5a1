//! Live speech 对讲: who takes the floor, who hears it, who is known to have heard it, and what stays.

use desk::SpeechPart;
use domain::action::{Action, Outcome};
use domain::answer::{Answer, EarList, SpeechList};
use domain::channel::Span;
use domain::code::GridPath;
use domain::failure::Failure;
use domain::id::SpeechId;
use domain::news::{News, Vector};
use domain::question::Question;
use domain::seat::Seat;
use tests::{Story, operator, owner};

const DISTRICT: &str = "411602";
const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const OTHER_STREET: &str = "411602.411602002";

fn begin(story: &Story, seat: &Seat, channel: &str, span: Span) -> Result<(SpeechId, u32), Failure> {
    match story.act_as(seat, Action::BeginSpeech { channel: GridPath::from_text(channel), span })? {
        Outcome::SpeechBegun { speech, people } => Ok((speech, people)),
        other => panic!("a speech answers {other:?}"),
    }
}

fn live(story: &Story, seat: &Seat) -> SpeechList {
    match story.desk.ask(seat, &Question::Speeches).expect("who speaks") {
        Answer::Speeches(list) => list,
        other => panic!("speeches answer {other:?}"),
    }
}

fn ears(story: &Story, seat: &Seat, speech: SpeechId) -> Result<EarList, Failure> {
    match story.desk.ask(seat, &Question::Ears { speech })? {
        Answer::Ears(list) => Ok(list),
        other => panic!("ears answer {other:?}"),
    }
}

fn news(story: &Story, seat: &Seat, since: &Vector) -> Vec<News> {
    let told = story.desk.told_since(seat, since).expect("the news");
    told.into_iter().map(|one| one.news).filter(|news| *news != News::Other).collect()
}

#[test]
fn the_desk_speaks_to_a_street_and_all_below_and_knows_who_heard_it() {
    let story = Story::small();
    let (head, below) = (story.phone_of(STREET, "钱二"), story.phone_of(COMMUNITY, "吴六"));
    let elsewhere = operator(OTHER_STREET);
    let before = story.desk.vector().expect("how far the log has come");
    let (speech, people) = begin(&story, &owner(), STREET, Span::Below).expect("the floor is free");
    assert!(people > 2, "{people}");
    let told = News::SpeechBegun { speech, channel: GridPath::from_text(STREET) };
    assert_eq!(news(&story, &below, &before), [told]);
    assert_eq!(news(&story, &elsewhere, &before), [], "another street hears nothing of it");
    assert_eq!(live(&story, &head).speeches.len(), 1);
    assert_eq!(live(&story, &elsewhere).speeches, []);
    let part = |seat: &Seat| story.desk.part_in_speech(seat, speech).expect("a part");
    assert_eq!(part(&owner()), Some(SpeechPart::Speaks));
    assert_eq!([part(&head), part(&below), part(&elsewhere)], [Some(SpeechPart::Hears), Some(SpeechPart::Hears), None]);
    for _ in 0..2 {
        story.act_as(&below, Action::HearSpeech { speech }).expect("he hears it");
    }
    assert_eq!(story.act_as(&elsewhere, Action::HearSpeech { speech }).unwrap_err().code, "rights.outside_subtree");
    let heard = ears(&story, &owner(), speech).expect("who heard it").heard;
    assert_eq!(heard.iter().map(|ear| ear.who.person.as_str()).collect::<Vec<_>>(), ["吴六"], "once");
    let own = &live(&story, &owner()).speeches[0];
    assert_eq!((own.heard, own.centre), (1, false));
    story.act_as(&owner(), Action::EndSpeech { speech, note: None }).expect("the key is let go");
    assert_eq!([part(&owner()), part(&below)], [None, None]);
    assert_eq!(live(&story, &head).speeches, []);
    assert_eq!(ears(&story, &elsewhere, speech).unwrap_err().code, "rights.outside_subtree");
}

#[test]
fn in_the_field_one_waits_and_the_centre_cuts_in() {
    let story = Story::small();
    let (head, worker) = (story.phone_of(STREET, "钱二"), story.phone_of(STREET, "孙三"));
    let (speech, _) = begin(&story, &head, STREET, Span::Here).expect("the floor is free");
    let refused = begin(&story, &worker, STREET, Span::Here).unwrap_err();
    assert_eq!(
        (refused.code, refused.params.get("person").map(String::as_str)),
        ("speech.floor_taken".into(), Some("钱二"))
    );
    assert_eq!(begin(&story, &head, OTHER_STREET, Span::Here).unwrap_err().code, "rights.outside_subtree");
    assert_eq!(begin(&story, &head, COMMUNITY, Span::Here).unwrap_err().code, "channel.not_in_it");
    story.act_as(&operator(DISTRICT), Action::HearSpeech { speech }).expect("the desk hears it");
    let own = &live(&story, &head).speeches[0];
    assert_eq!((own.heard, own.centre), (0, true), "who speaks in the field knows that the centre hears it");
    let before = story.desk.vector().expect("how far the log has come");
    let (word, _) = begin(&story, &operator(DISTRICT), DISTRICT, Span::Below).expect("the centre cuts in");
    assert_eq!(news(&story, &head, &before)[0], News::SpeechEnded { speech }, "his page stops");
    assert_eq!(begin(&story, &worker, STREET, Span::Here).unwrap_err().code, "speech.centre_speaks");
    assert_eq!(story.desk.part_in_speech(&head, speech), Ok(None));
    assert_eq!(live(&story, &worker).speeches.iter().map(|line| line.id).collect::<Vec<_>>(), [word]);
}

#[test]
fn a_speech_that_its_desk_forgot_is_over_after_two_minutes() {
    let story = Story::small();
    let (head, worker) = (story.phone_of(STREET, "钱二"), story.phone_of(STREET, "孙三"));
    let (speech, _) = begin(&story, &head, STREET, Span::Here).expect("the floor is free");
    story.wait_seconds(180);
    assert_eq!(live(&story, &worker).speeches, []);
    assert_eq!(story.desk.part_in_speech(&head, speech), Ok(None));
    begin(&story, &worker, STREET, Span::Here).expect("nobody has the floor");
}

#[test]
fn whoever_spoke_when_the_desk_went_is_cut_off_and_the_floor_is_free() {
    let story = Story::small();
    let (head, worker) = (story.phone_of(STREET, "钱二"), story.phone_of(STREET, "孙三"));
    let (speech, _) = begin(&story, &head, STREET, Span::Here).expect("the floor is free");
    let story = story.restarted();
    let (other, _) = begin(&story, &worker, STREET, Span::Here).expect("nobody has the floor");
    assert_eq!(story.desk.part_in_speech(&head, speech), Ok(None));
    assert_eq!(live(&story, &head).speeches.iter().map(|line| line.id).collect::<Vec<_>>(), [other]);
    story.verified();
}
