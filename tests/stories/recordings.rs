//! Recordings 录音: off until the site has switched them on, announced to both before anything is kept, sealed, heard for a
//! reason that stays, and gone at their time.

use desk::CallPiece;
use domain::action::{Action, Call, Outcome};
use domain::answer::{Answer, RecordingLine, RecordingList};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::id::CallId;
use domain::livecall::{CallStep, Side};
use domain::question::Question;
use domain::recording::{CallRecording, RecordedSound, RecordingRule};
use domain::seat::{Role, Seat};
use rusqlite::Connection;
use tests::sound::said;
use tests::{Story, operator, owner};

const STREET: &str = "411602.411602001";
const OTHER_STREET: &str = "411602.411602002";
const DAY: i64 = 24 * 3600;
const WHY: &str = "群众投诉接线态度";

fn set(story: &Story, is_on: bool, days: u32) {
    shorten(story, (is_on, days), 0).expect("the owner may");
}

fn shorten(story: &Story, (is_on, days): (bool, u32), destroys: u32) -> Result<Outcome, Failure> {
    story.act(Action::SetRecording { rule: RecordingRule { is_on, days }, destroys })
}

fn rung(story: &Story, post: &Seat) -> CallId {
    match story.act_as(post, Action::RingCentre).expect("it rings") {
        Outcome::CallRings { call } => call,
        other => panic!("a call answers {other:?}"),
    }
}

/// A post calls, and the owner's seat takes it.
fn taken(story: &Story, post: &Seat) -> CallId {
    let call = rung(story, post);
    step(story, &owner(), call, CallStep::Answer);
    call
}

fn step(story: &Story, seat: &Seat, call: CallId, step: CallStep) {
    story.act_as(seat, Action::StepCall { call, step }).expect("it is this seat's to do");
}

/// The same, of which both sides know that it is recorded.
fn announced(story: &Story, post: &Seat) -> CallId {
    let call = taken(story, post);
    step(story, &owner(), call, CallStep::Told);
    step(story, post, call, CallStep::Told);
    call
}

fn recorded(story: &Story, seat: &Seat, call: CallId) -> Option<CallRecording> {
    let Answer::Calls(list) = story.desk.ask(seat, &Question::Calls).expect("the calls") else { panic!("the calls") };
    list.calls.into_iter().find(|line| line.id == call).expect("the seat knows of it").recording
}

fn keeps(story: &Story, call: CallId) -> bool {
    story.desk.keeps_call(call).expect("the store is read")
}

fn keep(story: &Story, seat: &Seat, call: CallId, side: Side) {
    let piece = CallPiece { sound: said(side as u8), ago: 1000, millis: 1000 };
    story.desk.keep_call(seat, (call, side), piece).expect("a piece is taken");
}

fn recordings(story: &Story, seat: &Seat) -> RecordingList {
    kept_for(story, seat, None)
}

/// The same, and how many would go were they kept for so many days.
fn kept_for(story: &Story, seat: &Seat, days: Option<u32>) -> RecordingList {
    match story.desk.ask(seat, &Question::Recordings { from: 0, limit: 50, days }).expect("the recordings") {
        Answer::Recordings(list) => list,
        other => panic!("recordings answer {other:?}"),
    }
}

fn listen(story: &Story, seat: &Seat, call: CallId, words: &str) -> Result<Vec<RecordedSound>, Failure> {
    let action = Action::ListenToRecording { call, words: words.to_owned(), from: 0 };
    match story.act_as(seat, action)? {
        Outcome::RecordingHeard { pieces, next: None } => Ok(pieces),
        other => panic!("a recording answers {other:?}"),
    }
}

fn rows(story: &Story, of: &str) -> u32 {
    let store = Connection::open(story.path()).expect("the store is a file");
    store.query_row(&format!("SELECT count(*) FROM {of}"), [], |row| row.get(0)).expect("it is counted")
}

/// Whether some of what was said lies anywhere under the story's folder as it was said: in the store, in the log beside it, in
/// what was written on the way.
fn lies_open(story: &Story, side: Side) -> bool {
    let (said, mut folders) = (said(side as u8), vec![story.path().parent().expect("a folder").to_owned()]);
    let canary = &said[200..248];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if std::fs::read(&path).expect("a file").windows(canary.len()).any(|some| some == canary) {
                return true;
            }
        }
    }
    false
}

#[test]
fn nothing_is_recorded_before_somebody_has_switched_it_on_and_no_call_that_rang_before() {
    let story = Story::small();
    let head = story.phone_of(STREET, "钱二");
    let call = announced(&story, &head);
    let RecordingList { rule, set: setting, .. } = recordings(&story, &owner());
    assert_eq!((rule, setting), (RecordingRule { is_on: false, days: 30 }, None));
    assert_eq!((recorded(&story, &head, call), keeps(&story, call)), (None, false));
    set(&story, true, 30);
    assert_eq!((recorded(&story, &head, call), keeps(&story, call)), (None, false), "nobody was told when it began");
    keep(&story, &head, call, Side::Post);
    assert_eq!(recordings(&story, &owner()).total, 0, "whatever a switchboard hands in");
    assert_eq!(rows(&story, "file"), 0);
    assert_eq!(recordings(&story, &owner()).set.expect("somebody said so").by.role, Role::Admin);
    step(&story, &head, call, CallStep::End);
    set(&story, false, 30);
    let call = rung(&story, &head);
    set(&story, true, 30);
    step(&story, &owner(), call, CallStep::Answer);
    assert_eq!(recorded(&story, &head, call), None);
    story.verified();
}

#[test]
fn what_is_said_is_kept_once_both_were_told_and_only_while_both_talk_and_the_site_wants_it() {
    let story = Story::small();
    let head = story.phone_of(STREET, "钱二");
    set(&story, true, 30);
    let call = taken(&story, &head);
    assert_eq!((recorded(&story, &head, call), keeps(&story, call)), (Some(CallRecording::Announced), false));
    step(&story, &owner(), call, CallStep::Told);
    assert_eq!((recorded(&story, &head, call), keeps(&story, call)), (Some(CallRecording::Announced), false));
    step(&story, &head, call, CallStep::Told);
    assert_eq!((recorded(&story, &owner(), call), keeps(&story, call)), (Some(CallRecording::On), true));
    step(&story, &owner(), call, CallStep::Hold);
    assert!(!keeps(&story, call), "on hold");
    step(&story, &owner(), call, CallStep::Resume);
    assert!(keeps(&story, call));
    // Whoever takes it over was not told.
    let offer = Action::OfferSeat { role: Role::Operator, subtree: None };
    let Outcome::PairingOffered { code, .. } = story.act(offer).expect("a code") else { panic!("a code") };
    let token = story.desk.redeem(&code, story.command()).expect("the code seats").token;
    let second = story.desk.seat_of(&token).expect("the store is read").expect("the token seats");
    step(&story, &owner(), call, CallStep::Pass { to: second.person() });
    step(&story, &second, call, CallStep::Answer);
    assert_eq!((recorded(&story, &head, call), keeps(&story, call)), (Some(CallRecording::Announced), false));
    step(&story, &second, call, CallStep::Told);
    assert!(keeps(&story, call));
    set(&story, false, 30);
    assert_eq!((recorded(&story, &head, call), keeps(&story, call)), (None, false), "switched off it stops at once");
    keep(&story, &head, call, Side::Post);
    assert_eq!(recordings(&story, &owner()).total, 1, "what was said before that comes in now");
    set(&story, true, 30);
    assert!(!keeps(&story, call), "nobody was told that it goes on");
    step(&story, &head, call, CallStep::End);
    story.verified();
}

#[test]
fn whoever_calls_reads_that_it_is_recorded_while_it_rings() {
    let story = Story::small();
    let head = story.phone_of(STREET, "钱二");
    set(&story, true, 30);
    let call = rung(&story, &head);
    assert_eq!(recorded(&story, &head, call), Some(CallRecording::Announced));
    step(&story, &head, call, CallStep::Told);
    step(&story, &owner(), call, CallStep::Answer);
    assert!(!keeps(&story, call));
    step(&story, &owner(), call, CallStep::Told);
    assert!(keeps(&story, call));
    story.verified();
}

#[test]
fn whoever_listens_says_why_and_that_he_did_stays() {
    let story = Story::small();
    let head = story.phone_of(STREET, "钱二");
    set(&story, true, 30);
    let call = announced(&story, &head);
    story.wait_seconds(60);
    keep(&story, &head, call, Side::Post);
    keep(&story, &owner(), call, Side::Centre);
    step(&story, &head, call, CallStep::End);
    let RecordingLine { person, grid_name, heard, .. } = recordings(&story, &owner()).recordings.remove(0);
    assert_eq!((person.as_str(), grid_name.as_str(), heard.len()), ("钱二", "陈州街", 0));

    assert_eq!(listen(&story, &owner(), call, " ").unwrap_err().code, "call.listens_without_words");
    assert_eq!(listen(&story, &owner(), call, "回访 13812345678").unwrap_err().code, "incident.tells_of");
    assert_eq!(listen(&story, &head, call, WHY).unwrap_err().code, "rights.not_yours");
    assert_eq!(listen(&story, &operator(STREET), call, WHY).unwrap_err().code, "rights.not_yours");
    let inspector =
        |street: &str| Seat { role: Role::Supervisor, subtree: Some(GridPath::from_text(street)), ..operator(street) };
    assert_eq!(listen(&story, &inspector(OTHER_STREET), call, WHY).unwrap_err().code, "rights.outside_subtree");
    assert_eq!(recordings(&story, &inspector(OTHER_STREET)).recordings, []);
    assert!(recordings(&story, &owner()).recordings[0].heard.is_empty(), "who was refused heard nothing");

    let heard = listen(&story, &inspector(STREET), call, WHY).expect("it is in his street");
    assert_eq!(
        heard.iter().map(|piece| (piece.side, piece.millis)).collect::<Vec<_>>(),
        [(Side::Centre, 1000), (Side::Post, 1000)]
    );
    let command_id = story.command();
    let action = Action::ListenToRecording { call, words: WHY.to_owned(), from: 0 };
    let again = || story.desk.act(&owner(), Call { command_id, action: action.clone() }).expect("the owner may");
    assert!(matches!(again(), Outcome::RecordingHeard { pieces, .. } if pieces.len() == 2));
    assert!(
        matches!(again(), Outcome::RecordingHeard { pieces, .. } if pieces.is_empty()),
        "a retry has to say why anew"
    );
    let line = &recordings(&story, &owner()).recordings[0];
    let told: Vec<_> = line.heard.iter().map(|one| (one.by.role, one.words.as_str())).collect();
    assert_eq!(told, [(Role::Admin, WHY), (Role::Supervisor, WHY)]);
    story.verified();
}

#[test]
fn what_was_handed_in_before_a_desk_died_is_there_after_it_and_no_more_is_kept() {
    let story = Story::small();
    let head = story.phone_of(STREET, "钱二");
    set(&story, true, 30);
    let call = announced(&story, &head);
    keep(&story, &head, call, Side::Post);
    let story = story.restarted();
    assert_eq!(listen(&story, &owner(), call, WHY).expect("the owner may").len(), 1);
    assert!(!keeps(&story, call), "with the desk the call was over");
    story.verified();
}

#[test]
fn a_recording_is_sealed_goes_with_its_key_at_its_time_by_itself_and_the_call_stays() {
    let story = Story::small();
    let head = story.phone_of(STREET, "钱二");
    set(&story, true, 7);
    let call = announced(&story, &head);
    keep(&story, &head, call, Side::Post);
    step(&story, &head, call, CallStep::End);
    assert!(!lies_open(&story, Side::Post), "it lies there as it was said");
    assert_eq!(listen(&story, &owner(), call, WHY).expect("the owner may").len(), 1);
    set(&story, false, 7);
    story.wait_seconds(7 * DAY - 1);
    assert_eq!(listen(&story, &owner(), call, WHY).expect("it is its last day").len(), 1);
    story.wait_seconds(1);
    assert_eq!(listen(&story, &owner(), call, WHY).unwrap_err().code, "call.no_recording");
    let list = recordings(&story, &owner());
    assert_eq!((list.recordings.len(), list.total, list.going, list.destroyed), (0, 0, 0, 1));
    let left = [
        "file",
        "file_key",
        "subject_key WHERE subject LIKE 'recording/%'",
        "fact JOIN body USING (desk, seq) WHERE kind = 'RecordingKept'",
    ];
    assert_eq!(left.map(|of| rows(&story, of)), [0; 4]);
    assert!(!lies_open(&story, Side::Post));
    assert_eq!(rows(&story, "fact WHERE kind IN ('CallEnded', 'RecordingHeard', 'RecordingDestroyed')"), 4);
    story.verified();
}

#[test]
fn a_recording_whose_time_came_while_the_desk_was_off_is_gone_before_anybody_listens() {
    let story = Story::small();
    let head = story.phone_of(STREET, "钱二");
    set(&story, true, 7);
    let call = announced(&story, &head);
    keep(&story, &head, call, Side::Post);
    let story = story.restarted();
    story.wait_seconds(8 * DAY);
    let story = story.restarted();
    assert_eq!(listen(&story, &owner(), call, WHY).unwrap_err().code, "call.no_recording");
    assert_eq!(recordings(&story, &owner()).destroyed, 1);
    story.verified();
}

#[test]
fn whoever_keeps_recordings_for_less_has_read_how_many_go_at_once() {
    let story = Story::small();
    let head = story.phone_of(STREET, "钱二");
    set(&story, true, 30);
    let call = announced(&story, &head);
    keep(&story, &head, call, Side::Post);
    step(&story, &head, call, CallStep::End);
    story.wait_seconds(10 * DAY);
    assert_eq!([30, 11, 10, 1].map(|days| kept_for(&story, &owner(), Some(days)).going), [0, 0, 1, 1]);
    assert_eq!(shorten(&story, (true, 7), 0).unwrap_err().code, "call.recording_changed");
    assert_eq!(listen(&story, &owner(), call, WHY).expect("nothing was changed").len(), 1);
    shorten(&story, (true, 7), 1).expect("it was read");
    assert_eq!(listen(&story, &owner(), call, WHY).unwrap_err().code, "call.no_recording");
    assert_eq!(shorten(&story, (true, 0), 0).unwrap_err().code, "call.recording_days");
    let of_a_street = Seat { role: Role::Admin, ..operator(STREET) };
    let rule = RecordingRule { is_on: false, days: 7 };
    let refused = story.act_as(&of_a_street, Action::SetRecording { rule, destroys: 0 });
    assert_eq!(refused.unwrap_err().code, "rights.not_yours", "it is the whole store's");
    story.verified();
}
