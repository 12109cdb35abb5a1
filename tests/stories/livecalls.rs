//! Live calls 通话: the field calls the centre and waits its turn, a seat takes the call, holds it, hands it over and ends
//! it; the centre calls a post; and whatever breaks, the log says what is true.

use domain::action::{Action, Outcome};
use domain::answer::{Answer, CallLine, CallList, JournalEntry, WatchCard};
use domain::callin::{CallDraft, MissedWay};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::id::CallId;
use domain::journal::{Happening, Heading, JournalWish};
use domain::livecall::{CallEnd, CallStage, CallStep, CallWay, LONGEST_RING, LONGEST_WAIT, Side};
use domain::news::{News, Vector};
use domain::question::Question;
use domain::seat::{Role, Seat};
use tests::{Story, operator, owner};

const DISTRICT: &str = "411602";
const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const OTHER_STREET: &str = "411602.411602002";

/// A browser that somebody has paired to a seat of his own.
fn second_desk(story: &Story, subtree: Option<&str>) -> Seat {
    let offer = Action::OfferSeat { role: Role::Operator, subtree: subtree.map(GridPath::from_text) };
    let Outcome::PairingOffered { code, .. } = story.act(offer).expect("a code") else { panic!("no code") };
    let pairing = story.desk.redeem(&code, story.command()).expect("the code seats");
    story.desk.seat_of(&pairing.token).expect("the store is read").expect("the token seats")
}

fn ring(story: &Story, seat: &Seat) -> CallId {
    rung(story, seat, Action::RingCentre).expect("it rings")
}

fn rung(story: &Story, seat: &Seat, action: Action) -> Result<CallId, Failure> {
    // Two that ring in the same second ring one after the other.
    story.wait_seconds(1);
    match story.act_as(seat, action)? {
        Outcome::CallRings { call } => Ok(call),
        other => panic!("a call answers {other:?}"),
    }
}

fn step(story: &Story, seat: &Seat, call: CallId, step: CallStep) -> Result<(), Failure> {
    story.act_as(seat, Action::StepCall { call, step }).map(|_| ())
}

fn calls(story: &Story, seat: &Seat) -> CallList {
    match story.desk.ask(seat, &Question::Calls).expect("the calls") {
        Answer::Calls(list) => *list,
        other => panic!("calls answer {other:?}"),
    }
}

fn line(story: &Story, seat: &Seat, call: CallId) -> CallLine {
    let found = calls(story, seat).calls.into_iter().find(|line| line.id == call);
    found.expect("the seat knows of it")
}

fn watch(story: &Story) -> WatchCard {
    match story.desk.ask(&owner(), &Question::Watch).expect("the watch") {
        Answer::Watch(card) => *card,
        other => panic!("a watch answers {other:?}"),
    }
}

fn journal(story: &Story) -> Vec<JournalEntry> {
    let wish = JournalWish { headings: vec![Heading::Call], ..JournalWish::default() };
    match story.desk.ask(&owner(), &Question::Journal { wish, from: 0, limit: 100 }).expect("the journal") {
        Answer::Journal(page) => page.entries,
        other => panic!("a journal answers {other:?}"),
    }
}

fn news(story: &Story, seat: &Seat, since: &Vector) -> Vec<News> {
    let told = story.desk.told_since(seat, since).expect("the news");
    told.into_iter().map(|one| one.news).filter(|news| *news != News::Other).collect()
}

/// Who gives and who gets each side's line: the centre's, then the post's.
fn lines(story: &Story, seat: &Seat, call: CallId) -> [(bool, bool); 2] {
    [Side::Centre, Side::Post].map(|side| {
        let gives = story.desk.gives_call(seat, call, side).expect("the store is read");
        (gives, story.desk.gets_call(seat, call, side).expect("the store is read"))
    })
}

const NOTHING: [(bool, bool); 2] = [(false, false); 2];

#[test]
fn the_field_calls_waits_its_turn_and_what_is_instructed_becomes_an_order() {
    let story = Story::small();
    let (head, below) = (story.phone_of(STREET, "钱二"), story.phone_of(COMMUNITY, "吴六"));
    let (desk, elsewhere) = (second_desk(&story, None), operator(OTHER_STREET));
    let before = story.desk.vector().expect("how far the log has come");
    let first = ring(&story, &below);
    assert_eq!(ring(&story, &below), first, "pressed again it is the same call");
    let second = ring(&story, &head);
    assert_eq!(news(&story, &desk, &before), [News::CallsChanged, News::CallsChanged]);
    assert_eq!(news(&story, &below, &before), [News::CallsChanged], "of others' calls a phone hears nothing");
    assert_eq!(news(&story, &elsewhere, &before), [], "another street's desk neither");
    assert_eq!(calls(&story, &elsewhere).calls, []);
    assert_eq!(calls(&story, &below).calls.len(), 1);
    let waits = line(&story, &head, second);
    assert_eq!((waits.before, waits.stage, waits.own, waits.centre), (1, CallStage::Ringing, true, None));
    let rings = line(&story, &desk, first);
    assert_eq!((rings.person.as_str(), rings.grid_name.as_str(), rings.before), ("吴六", "陈州社区", 0));

    step(&story, &desk, first, CallStep::Answer).expect("it is taken");
    assert_eq!(step(&story, &owner(), first, CallStep::Answer).unwrap_err().code, "call.taken");
    assert_eq!(lines(&story, &desk, first), [(true, false), (false, true)]);
    assert_eq!(lines(&story, &below, first), [(false, true), (true, false)]);
    for stranger in [&owner(), &head, &elsewhere] {
        assert_eq!(lines(&story, stranger, first), NOTHING, "{stranger:?}");
    }
    assert_eq!(line(&story, &below, first).centre.map(|centre| centre.role), Some(Role::Operator));
    assert_eq!(line(&story, &head, second).before, 0);

    story.wait_seconds(65);
    step(&story, &below, first, CallStep::End).expect("the post hangs up");
    assert_eq!(lines(&story, &desk, first), NOTHING);
    let post = below.post.clone();
    let said = CallDraft {
        post: post.clone(),
        words: "地下室进水".to_owned(),
        instruction: "立即封闭地下室".to_owned(),
        answers: None,
        live: Some(first),
    };
    let Outcome::CallTaken { call, .. } =
        story.act_as(&desk, Action::TakeCall { call: said.clone() }).expect("its words are kept")
    else {
        panic!("a call is taken")
    };
    assert_eq!(call, first, "one call, one name");
    let another = CallDraft { post: head.post.clone(), ..said };
    assert_eq!(story.act(Action::TakeCall { call: another }).unwrap_err().code, "unknown");

    let entries = journal(&story);
    let Some(Happening::CallEnded { way, answered: Some(_), centre, end, .. }) = &entries[1].what else {
        panic!("{entries:?}")
    };
    assert_eq!((*way, *centre, *end), (CallWay::ToCentre, Some(Role::Operator), CallEnd::HungUp));
    assert_eq!(entries[1].person.as_deref(), Some("吴六 社区网格长"));
    assert!(matches!(&entries[0].what, Some(Happening::CallTaken { words, .. }) if words == "地下室进水"));
    story.verified();
}

#[test]
fn a_call_that_nobody_takes_is_a_missed_one_whether_or_not_the_desk_was_on() {
    let story = Story::small();
    let (head, below) = (story.phone_of(STREET, "钱二"), story.phone_of(COMMUNITY, "吴六"));
    let given_up = ring(&story, &head);
    step(&story, &head, given_up, CallStep::End).expect("he hangs up");
    let forgotten = ring(&story, &below);
    story.wait_seconds(LONGEST_WAIT);
    // Nobody has come by, and it is over all the same.
    assert_eq!(line(&story, &below, forgotten).end, Some(CallEnd::NotReached));
    assert_eq!(step(&story, &owner(), forgotten, CallStep::Answer).unwrap_err().code, "call.over");
    assert_eq!(lines(&story, &below, forgotten), NOTHING);
    let story = story.restarted();
    story.act(Action::SetQuietHours { hours: None }).expect("the clock has been looked at");
    let missed = watch(&story).missed;
    let told: Vec<_> = missed.iter().map(|line| (line.call, line.way)).collect();
    assert_eq!(told, [(given_up, MissedWay::Rang), (forgotten, MissedWay::Rang)]);
    assert_eq!(missed[1].post.as_ref().map(|line| line.post.person.as_str()), Some("吴六"));
    assert_eq!(journal(&story).len(), 2, "one entry each");

    // Called back, it is answered by the words that come of it.
    let post = below.post.clone().expect("a phone of a post");
    let back = rung(&story, &owner(), Action::RingPost { post: post.clone() }).expect("it rings on the phone");
    assert_eq!(line(&story, &below, back).way, CallWay::ToPost);
    step(&story, &below, back, CallStep::Answer).expect("he takes it");
    assert_eq!(lines(&story, &owner(), back), [(true, false), (false, true)]);
    step(&story, &owner(), back, CallStep::End).expect("the centre hangs up");
    let (words, instruction) = ("已排空".to_owned(), String::new());
    let call = CallDraft { post: Some(post), words, instruction, answers: Some(forgotten), live: Some(back) };
    story.act(Action::TakeCall { call }).expect("its words are kept");
    assert_eq!(watch(&story).missed.len(), 1);
    story.verified();
}

#[test]
fn the_centre_calls_a_post_which_declines_or_is_not_reached() {
    let story = Story::small();
    let head = story.phone_of(STREET, "钱二");
    let post = head.post.clone().expect("a phone of a post");
    let declined = rung(&story, &owner(), Action::RingPost { post: post.clone() }).expect("it rings");
    let twice = rung(&story, &operator(DISTRICT), Action::RingPost { post: post.clone() });
    assert_eq!(twice.unwrap_err().code, "call.engaged");
    assert_eq!(ring(&story, &head), declined, "he meets the centre's call");
    let outside = rung(&story, &operator(OTHER_STREET), Action::RingPost { post: post.clone() });
    assert_eq!(outside.unwrap_err().code, "call.engaged");
    step(&story, &head, declined, CallStep::End).expect("he declines");
    let outside = rung(&story, &operator(OTHER_STREET), Action::RingPost { post: post.clone() });
    assert_eq!(outside.unwrap_err().code, "rights.outside_subtree");
    let rings = rung(&story, &owner(), Action::RingPost { post: post.clone() }).expect("it rings again");
    story.wait_seconds(LONGEST_RING);
    assert_eq!(line(&story, &owner(), rings).end, Some(CallEnd::NotReached));
    rung(&story, &owner(), Action::RingPost { post }).expect("the post is free");
    let ends: Vec<_> = journal(&story)
        .into_iter()
        .filter_map(|entry| match entry.what {
            Some(Happening::CallEnded { end, answered: None, .. }) => Some(end),
            _ => None,
        })
        .collect();
    assert_eq!(ends, [CallEnd::NotReached, CallEnd::Declined], "newest first");
    assert_eq!(watch(&story).missed, [], "nobody in the field waits for it");
    story.verified();
}

#[test]
fn a_call_waits_on_hold_and_goes_over_to_another_seat_once_that_takes_it() {
    let story = Story::small();
    let (head, below) = (story.phone_of(STREET, "钱二"), story.phone_of(COMMUNITY, "吴六"));
    let (desk, foreign) = (second_desk(&story, Some(STREET)), second_desk(&story, Some(OTHER_STREET)));
    let first = ring(&story, &below);
    step(&story, &owner(), first, CallStep::Answer).expect("it is taken");
    step(&story, &owner(), first, CallStep::Hold).expect("it is put on hold");
    assert_eq!(lines(&story, &below, first), [(false, false), (true, false)], "on hold nothing is heard");
    step(&story, &owner(), first, CallStep::Resume).expect("it goes on");
    let second = ring(&story, &head);
    step(&story, &owner(), second, CallStep::Answer).expect("the next is taken");
    assert_eq!(line(&story, &owner(), first).stage, CallStage::Held, "the first waits meanwhile");

    let listed = calls(&story, &owner()).desks;
    assert_eq!(listed.iter().map(|seat| seat.person).collect::<Vec<_>>(), [desk.person(), foreign.person()]);
    assert_eq!(listed[0].scope_name.as_deref(), Some("陈州街"));
    let pass = |to: &Seat| step(&story, &owner(), second, CallStep::Pass { to: to.person() });
    assert_eq!(pass(&foreign).unwrap_err().code, "rights.outside_subtree");
    assert_eq!(pass(&head).unwrap_err().code, "unknown", "to nobody in the field");
    pass(&desk).expect("it is offered");
    assert!(line(&story, &desk, second).offered_here);
    assert_eq!(lines(&story, &desk, second), NOTHING, "until it is taken");
    assert_eq!(lines(&story, &owner(), second), [(true, false), (false, true)]);
    step(&story, &desk, second, CallStep::Answer).expect("it is taken over");
    assert_eq!(lines(&story, &desk, second), [(true, false), (false, true)]);
    assert_eq!(lines(&story, &owner(), second), NOTHING);
    assert_eq!(step(&story, &owner(), second, CallStep::End).unwrap_err().code, "call.not_yours");
    story.verified();
}

#[test]
fn the_centre_goes_on_watching_a_post_that_waits_and_neither_is_heard_nor_hears() {
    let story = Story::small();
    let (head, below) = (story.phone_of(STREET, "钱二"), story.phone_of(COMMUNITY, "吴六"));
    let desk = second_desk(&story, None);
    let seen = |seat: &Seat, call: CallId| {
        [Side::Centre, Side::Post].map(|side| story.desk.sees_call(seat, call, side).expect("the store is read"))
    };
    let first = ring(&story, &below);
    assert_eq!(seen(&owner(), first), [false, false], "nobody has taken it");
    step(&story, &owner(), first, CallStep::Answer).expect("it is taken");
    assert_eq!((seen(&owner(), first), seen(&below, first)), ([false, true], [true, false]));
    assert_eq!(step(&story, &below, first, CallStep::Watch).unwrap_err().code, "call.not_yours");
    step(&story, &owner(), first, CallStep::Watch).expect("the centre watches");
    let told = [line(&story, &owner(), first).stage, line(&story, &below, first).stage];
    assert_eq!(told, [CallStage::Watched; 2], "and the post knows");
    assert_eq!((seen(&owner(), first), seen(&below, first)), ([false, true], [false, false]));
    assert_eq!(lines(&story, &owner(), first), [(true, false), (false, false)], "nothing is heard");
    assert_eq!(lines(&story, &below, first), [(false, false), (true, false)]);

    let second = ring(&story, &head);
    step(&story, &owner(), second, CallStep::Answer).expect("the next is taken");
    assert_eq!((seen(&owner(), first), seen(&owner(), second)), ([false, true], [false, true]), "two at once");
    for stranger in [&desk, &head] {
        assert_eq!(seen(stranger, first), [false, false], "{stranger:?}");
    }
    let story = story.restarted();
    assert_eq!(line(&story, &owner(), first).end, Some(CallEnd::DeskOff));
    story.verified();
}

#[test]
fn what_breaks_ends_a_call_or_frees_it_and_the_log_says_so_after_a_restart() {
    let story = Story::small();
    let (head, below) = (story.phone_of(STREET, "钱二"), story.phone_of(COMMUNITY, "吴六"));
    let desk = second_desk(&story, None);
    let call = ring(&story, &below);
    let later = ring(&story, &head);
    step(&story, &desk, call, CallStep::Answer).expect("it is taken");
    // The seat's page is gone: whoever called waits on, before those who came later.
    story.desk.lose_call(&desk, call).expect("its line is gone");
    let freed = line(&story, &owner(), call);
    assert_eq!((freed.stage, freed.before, freed.centre), (CallStage::Ringing, 0, None));
    assert_eq!(line(&story, &owner(), later).before, 1);
    step(&story, &owner(), call, CallStep::Answer).expect("another takes it");
    story.desk.lose_call(&below, call).expect("the phone's line is gone");
    assert_eq!(line(&story, &owner(), call).end, Some(CallEnd::Lost));

    step(&story, &owner(), later, CallStep::Answer).expect("the next is taken");
    let lines_before = story.desk.call_lines().expect("the store is read");
    assert_eq!(lines_before.len(), 2, "{lines_before:?}");
    let story = story.restarted();
    assert_eq!(story.desk.call_lines().expect("the store is read"), []);
    assert_eq!(lines(&story, &head, later), NOTHING);
    let entries = journal(&story);
    let Some(Happening::CallEnded { end, .. }) = &entries[0].what else { panic!("{entries:?}") };
    assert_eq!(*end, CallEnd::DeskOff);
    assert_ne!(ring(&story, &head), later, "he calls anew");
    story.verified();
}
