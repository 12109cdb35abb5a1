//! Calls from the front line, the journal, and the watch that goes from one person to the next (A10).

use domain::action::{Action, Outcome};
use domain::answer::{Answer, CallerCard, JournalEntry, JournalPage, WatchCard};
use domain::callin::{CallDraft, MissedWay};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::id::PostId;
use domain::journal::{About, Happening, Heading, JournalWish, NoteDraft};
use domain::moment::Moment;
use domain::order::{Draft, OrderKind};
use domain::question::Question;
use domain::seat::{Role, Seat};
use domain::watch::{Handover, Taking};
use domain::words::Language;
use tests::{Story, draft, operator, owner};

use crate::poppler::told_by;

const DISTRICT: &str = "411602";
const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const OTHER_STREET: &str = "411602.411602002";

fn ask(story: &Story, seat: &Seat, question: &Question) -> Answer {
    story.desk.ask(seat, question).expect("the seat may ask")
}

fn journal_of(story: &Story, seat: &Seat, wish: JournalWish) -> JournalPage {
    match ask(story, seat, &Question::Journal { wish, from: 0, limit: 100 }) {
        Answer::Journal(page) => page,
        other => panic!("a journal answers {other:?}"),
    }
}

fn journal(story: &Story, heading: Heading) -> Vec<JournalEntry> {
    journal_of(story, &owner(), JournalWish { headings: vec![heading], ..JournalWish::default() }).entries
}

fn watch(story: &Story, seat: &Seat) -> WatchCard {
    match ask(story, seat, &Question::Watch) {
        Answer::Watch(card) => *card,
        other => panic!("a watch answers {other:?}"),
    }
}

fn caller(story: &Story, post: &PostId) -> CallerCard {
    match ask(story, &owner(), &Question::Caller { post: post.clone() }) {
        Answer::Caller(card) => *card,
        other => panic!("a caller answers {other:?}"),
    }
}

/// The post that a few typed signs find first.
fn found(story: &Story, text: &str) -> PostId {
    let Answer::Search(hits) = ask(story, &owner(), &Question::Search { text: text.to_owned(), limit: 10 }) else {
        panic!("a search answers with its hits")
    };
    let hit = hits.hits.into_iter().find(|hit| hit.noun == domain::answer::HitNoun::Post);
    PostId(hit.unwrap_or_else(|| panic!("{text} finds nobody")).id)
}

fn taken(story: &Story, seat: &Seat, call: CallDraft) -> Result<Outcome, Failure> {
    story.act_as(seat, Action::TakeCall { call })
}

fn call(post: Option<PostId>, words: &str, instruction: &str) -> CallDraft {
    CallDraft { post, words: words.to_owned(), instruction: instruction.to_owned(), answers: None, live: None }
}

/// A browser that somebody has paired to a seat of his own.
fn second_person(story: &Story, subtree: Option<&str>) -> Seat {
    let offer = Action::OfferSeat { role: Role::Operator, subtree: subtree.map(GridPath::from_text) };
    let Outcome::PairingOffered { code, .. } = story.act(offer).expect("a code") else { panic!("no code") };
    let pairing = story.desk.redeem(&code, story.command()).expect("the code seats");
    story.desk.seat_of(&pairing.token).expect("the store is read").expect("the token seats")
}

#[test]
fn a_head_calls_and_the_instruction_becomes_an_order_with_the_journal_telling_both() {
    let story = Story::small();
    let (order, number) = story.order(STREET, &[3]);
    // By initials, by name, by title's person, by the last digits of the office phone.
    let post = found(&story, "wl");
    for text in ["吴六", "0006"] {
        assert_eq!(found(&story, text), post, "{text}");
    }
    let card = caller(&story, &post);
    assert_eq!((card.post.post.person.as_str(), card.grid.name.as_str()), ("吴六", "陈州社区"));
    let chain: Vec<&str> = card.heads.iter().map(|head| head.person.as_str()).collect();
    assert_eq!(chain, ["钱二", "孙三", "赵一"], "from the nearest up");
    assert!(card.bounds.is_some(), "the map has somewhere to go");
    assert_eq!(card.orders.iter().map(|open| open.order).collect::<Vec<_>>(), [order]);
    assert_eq!(card.around[0].number, number);

    let kept = taken(&story, &owner(), call(Some(post.clone()), "地下室进水", "立即封闭地下室")).expect("kept");
    let Outcome::CallTaken { number: entry, .. } = kept else { panic!("a call answers {kept:?}") };
    let text = "立即封闭地下室".to_owned();
    let draft = Draft { text, kind: OrderKind::Command, ..draft(card.grid.path.as_str(), &[]) };
    story.act(Action::IssueOrder { draft }).expect("the instruction is an order");

    let story = story.restarted();
    let calls = journal(&story, Heading::Call);
    assert_eq!((calls.len(), calls[0].number.as_str()), (1, entry.as_str()));
    assert_eq!(calls[0].person.as_deref(), Some("吴六 社区网格长"));
    assert_eq!(calls[0].scope_name, "陈州社区");
    let orders = journal(&story, Heading::Order);
    let Some(Happening::OrderIssued { text, people, .. }) = &orders[0].what else { panic!("{orders:?}") };
    assert_eq!((text.as_str(), *people), ("立即封闭地下室", 1));
    story.verified();
}

#[test]
fn who_is_in_no_post_is_kept_in_words_and_nobody_can_be_looked_up_by_them() {
    let story = Story::small();
    taken(&story, &owner(), call(None, "有居民说沙河边有人落水", "")).expect("kept");
    let refused = taken(&story, &owner(), call(None, "有人落水", "下水救人")).expect_err("nobody to instruct");
    assert_eq!(refused.code, "call.nobody_to_instruct");
    assert_eq!(taken(&story, &owner(), call(None, " ", "")).expect_err("nothing").code, "journal.nothing_said");
    let calls = journal(&story, Heading::Call);
    assert!(matches!(&calls[0].what, Some(Happening::CallTaken { post: None, .. })), "{calls:?}");
    let Answer::Search(hits) = ask(&story, &owner(), &Question::Search { text: "落水".to_owned(), limit: 10 }) else {
        panic!("a search answers with its hits")
    };
    assert_eq!(hits.total, 0);
    story.verified();
}

#[test]
fn a_missed_call_stays_until_it_is_answered_or_put_aside_with_words() {
    let story = Story::small();
    let now = story.district().now;
    let rang = |number: &str| Action::NoteMissedCall { number: number.to_owned(), rang: now };
    story.act(rang("10000000006")).expect("noted");
    story.act(rang("139 1234 5678")).expect("noted");
    let later = Moment::from_millis(now.millis() + 3_600_000);
    let ahead = story.act(Action::NoteMissedCall { number: "12345".to_owned(), rang: later });
    assert_eq!(ahead.expect_err("it has not rung yet").code, "journal.in_the_future");
    let missed = watch(&story, &owner()).missed;
    let [known, unknown] = <[_; 2]>::try_from(missed).expect("two");
    assert_eq!(known.post.as_ref().map(|line| line.post.person.as_str()), Some("吴六"));
    assert_eq!((known.number.as_deref(), unknown.number.as_deref()), (None, Some("139 1234 5678")));
    assert_eq!(watch(&story, &operator(OTHER_STREET)).missed, [], "another street's calls are not theirs");

    let post = known.post.expect("it is a post's").post.id;
    assert_eq!(caller(&story, &post).missed.len(), 1);
    let answer = CallDraft { answers: Some(known.call), ..call(Some(post), "水泵已修好", "") };
    taken(&story, &owner(), answer.clone()).expect("answered");
    assert_eq!(taken(&story, &owner(), answer).expect_err("answered before").code, "call.settled");
    let aside = |reason: &str| Action::PutCallAside { call: unknown.call, reason: reason.to_owned() };
    assert_eq!(story.act(aside(" ")).expect_err("without words").code, "journal.nothing_said");
    story.act(aside("回拨三次无人接听")).expect("put aside");
    assert_eq!(watch(&story, &owner()).missed, []);
    let told = serde_json::to_string(&journal(&story, Heading::Call)).expect("JSON");
    assert!(!told.contains("5678"), "no list of callers grows in the journal: {told}");
    story.verified();
}

#[test]
fn a_person_in_the_field_asks_to_be_called_and_sees_when_it_was_answered() {
    let story = Story::small();
    let post = found(&story, "吴六");
    let (phone, _) = story.pair(&post);
    let asked = story.district().now;
    let request = Action::AskForCall { asked, words: "老桥口要封吗".to_owned() };
    let first = story.act_as(&phone, request.clone()).expect("asked");
    story.wait_seconds(60);
    assert_eq!(story.act_as(&phone, request).expect("asked again"), first, "asked again it is one call");
    let missed = watch(&story, &operator(STREET)).missed;
    assert_eq!((missed.len(), missed[0].way, missed[0].words.as_str()), (1, MissedWay::Asked, "老桥口要封吗"));
    let entries = journal(&story, Heading::Call);
    assert!(matches!(&entries[0].what, Some(Happening::CallMissed { words, .. }) if words == "老桥口要封吗"));
    let searched = JournalWish { text: "老桥口".to_owned(), ..JournalWish::default() };
    assert_eq!(journal_of(&story, &owner(), searched).entries.len(), 1, "the journal finds it by its words");
    let inbox = |story: &Story| match ask(story, &phone, &Question::Inbox { since: None }) {
        Answer::Inbox(card) => card.call.expect("a call was asked for"),
        other => panic!("an inbox answers {other:?}"),
    };
    assert_eq!((inbox(&story).asked, inbox(&story).settled), (asked, None));
    let answer = CallDraft { answers: Some(missed[0].call), ..call(Some(post), "问老桥口", "先不封") };
    taken(&story, &operator(STREET), answer).expect("answered");
    assert!(inbox(&story).settled.is_some());
    story.verified();
}

#[test]
fn an_entry_is_put_right_by_another_one_and_both_stay() {
    let story = Story::small();
    let (order, number) = story.order(DISTRICT, &[3]);
    let about = About { grid: Some(GridPath::from_text(COMMUNITY)), order: Some(order), place: None };
    let happened = Some(story.district().now);
    story.wait_seconds(600);
    let write = |note: NoteDraft| story.act(Action::WriteJournal { note });
    let note = NoteDraft { words: "水深三十厘米".to_owned(), happened, about, corrects: None };
    let Ok(Outcome::JournalWritten { fact, number: first }) = write(note.clone()) else { panic!("not written") };
    let correction = NoteDraft { words: "水深十三厘米".to_owned(), corrects: Some(fact), ..note.clone() };
    let Ok(Outcome::JournalWritten { number: second, .. }) = write(correction) else { panic!("not written") };
    let entries = journal(&story, Heading::Note);
    assert_eq!(entries.iter().map(|entry| entry.number.clone()).collect::<Vec<_>>(), [second.clone(), first.clone()]);
    assert_eq!(entries[0].corrects.as_ref().map(|name| name.number.as_str()), Some(first.as_str()));
    assert_eq!(entries[1].corrected[0].number, second);
    assert_eq!((entries[1].happened, entries[1].order_number.as_deref()), (happened, Some(number.as_str())));
    let next = Moment::from_millis(entries[0].at.millis() + 1);
    let ahead = write(NoteDraft { happened: Some(next), ..note.clone() }).expect_err("not yet");
    assert_eq!(ahead.code, "journal.in_the_future");
    let abroad = story.act_as(&operator(OTHER_STREET), Action::WriteJournal { note }).expect_err("not theirs");
    assert_eq!(abroad.code, "rights.outside_subtree");

    let text = |text: &str| JournalWish { text: text.to_owned(), ..JournalWish::default() };
    assert_eq!(journal_of(&story, &owner(), text("十三厘米")).total, 1);
    assert_eq!(journal_of(&story, &owner(), text(&second)).total, 1);
    let own = journal_of(&story, &operator(STREET), JournalWish::default()).entries;
    assert!(
        own.iter().all(|entry| entry.scope.as_ref().is_some_and(|path| path.as_str().starts_with(STREET))),
        "{own:?}"
    );
    assert_eq!(own.len(), 2, "the order went to the district, the notes to a community of the street");
    story.verified();
}

#[test]
fn a_watch_is_handed_over_by_two_persons_over_one_summary() {
    let story = Story::small();
    let next = second_person(&story, None);
    assert_eq!(watch(&story, &owner()).watch, None);
    let Ok(Outcome::WatchStarted { watch: first }) = story.act(Action::StartWatch { name: "王芳".to_owned() }) else {
        panic!("not on")
    };
    let again = story.act_as(&next, Action::StartWatch { name: "李强".to_owned() });
    assert_eq!(again.expect_err("somebody has it").code, "watch.on");
    let (_, number) = story.order(DISTRICT, &[3]);
    story.act(Action::NoteMissedCall { number: "10000000006".to_owned(), rang: story.district().now }).expect("noted");

    let Answer::Handover(open) = ask(&story, &owner(), &Question::Handover) else { panic!("no summary") };
    let Handover { orders, silent, missed, entries, .. } = &*open;
    assert_eq!((orders[0].number.as_str(), *silent, *missed, *entries), (number.as_str(), 4, 1, 3));
    let taking = |offer| Taking { watch: first, name: "李强".to_owned(), offer, words: String::new() };
    let unsigned = story.act_as(&next, Action::TakeWatch { taking: taking(None) });
    assert_eq!(unsigned.expect_err("not signed, and no reason").code, "watch.unsigned");

    let words = "东河水位高，每小时问一次".to_owned();
    story.act(Action::OfferWatch { watch: first, words: words.clone() }).expect("signed");
    let offer = watch(&story, &next).offer.expect("it is signed");
    assert_eq!((offer.own, offer.words.as_str(), offer.summary), (false, words.as_str(), Some(*open)));
    let same = story.act(Action::TakeWatch { taking: taking(Some(offer.fact)) });
    assert_eq!(same.expect_err("one person for both").code, "watch.same_person");
    story.wait_seconds(30);
    story.act(Action::OfferWatch { watch: first, words: "又来一次".to_owned() }).expect("signed anew");
    let old = story.act_as(&next, Action::TakeWatch { taking: taking(Some(offer.fact)) });
    assert_eq!(old.expect_err("that is not what stands").code, "watch.offer_changed");
    let offer = watch(&story, &next).offer.expect("it is signed");
    story.act_as(&next, Action::TakeWatch { taking: taking(Some(offer.fact)) }).expect("taken over");

    let story = story.restarted();
    let card = watch(&story, &owner());
    assert_eq!(card.watch.as_ref().map(|line| line.name.as_str()), Some("李强"));
    assert_eq!((card.offer.is_none(), card.before[0].watch), (true, first));
    let told = journal(&story, Heading::Watch);
    assert!(matches!(&told[0].what, Some(Happening::WatchHandedOver { signed: true, .. })), "{told:?}");
    let of_the_first = JournalWish { watch: Some(first), ..JournalWish::default() };
    assert_eq!(journal_of(&story, &owner(), of_the_first.clone()).total, 4, "start, order, missed call, handover");
    let print = story.desk.journal(&owner(), story.command(), &of_the_first, Language::Chinese).expect("it prints");
    assert!(print.bytes.starts_with(b"%PDF-"));
    assert_eq!((print.print.entries, print.print.pages), (4, 1));
    story.verified();
}

#[test]
fn a_watch_whose_holder_went_away_is_taken_with_a_reason_that_stays() {
    let story = Story::small();
    let Ok(Outcome::WatchStarted { watch: first }) = story.act(Action::StartWatch { name: "王芳".to_owned() }) else {
        panic!("not on")
    };
    let taking = Taking { watch: first, name: "李强".to_owned(), offer: None, words: "王芳送医".to_owned() };
    story.act(Action::TakeWatch { taking }).expect("with a reason");
    let told = journal(&story, Heading::Watch);
    let Some(Happening::WatchHandedOver { signed, words, .. }) = &told[0].what else { panic!("{told:?}") };
    assert_eq!((*signed, words.as_str()), (false, "王芳送医"));
    let over = story.act(Action::EndWatch { watch: first, words: String::new() });
    assert_eq!(over.expect_err("it went on to the next").code, "watch.over");
    story.verified();
}

#[test]
fn a_long_day_prints_on_numbered_pages_and_only_what_the_press_made_is_a_print() {
    let story = Story::small();
    for count in 0..120 {
        let words = format!("第 {count} 次巡查，{}", "水位正常，泵站运行正常。".repeat(1 + count % 7));
        let note = NoteDraft { words, happened: None, about: About::default(), corrects: None };
        story.act(Action::WriteJournal { note }).expect("written");
    }
    let day = Some("2026-11-20".to_owned());
    let wish = JournalWish { from: day.clone(), to: day, ..JournalWish::default() };
    let printed = story.desk.journal(&owner(), story.command(), &wish, Language::English).expect("it prints");
    assert!(printed.print.pages > 2, "{:?}", printed.print);
    let again = story.act(Action::PrintJournal { print: printed.print });
    assert_eq!(again.expect_err("it was handed out").code, "unknown");
    story.verified();
}

#[test]
fn an_entry_that_is_higher_than_a_page_goes_on_overleaf_to_its_last_word() {
    let story = Story::small();
    let lines: Vec<String> = (0..199).map(|line| format!("z{line:03}")).collect();
    let note = NoteDraft { words: lines.join("\n"), happened: None, about: About::default(), corrects: None };
    story.act(Action::WriteJournal { note }).expect("written");
    let printed = story.desk.journal(&owner(), story.command(), &JournalWish::default(), Language::English);
    let printed = printed.expect("it prints");
    let Some(boxes) = told_by("pdftotext", &["-bbox", "FILE", "-"], &printed.bytes) else { return };
    let foot = (297.0 - 10.0 - 4.5) / 25.4 * 72.0;
    let words = boxes.lines().filter_map(|line| {
        let (_, after) = line.split_once("yMax=\"")?;
        let (bottom, after) = after.split_once('"')?;
        let word = after.split_once('>')?.1.strip_suffix("</word>")?;
        word.starts_with('z').then(|| (bottom.parse::<f64>().expect("points"), word.to_owned()))
    });
    let (bottoms, words): (Vec<f64>, Vec<String>) = words.unzip();
    assert_eq!(words, lines);
    assert!(bottoms.iter().all(|bottom| *bottom < foot), "above the foot: {bottoms:?}");
}
