//! The groups 五群: what the desk says comes down to the phones, what phones say comes up, and each knows what is new.

use domain::action::{Action, Call, Outcome};
use domain::answer::{Answer, CallableList, ChannelLine, ChannelList, ChannelPage, MessageLine, TalkLine};
use domain::attachment::{Attachment, Beside, Sketch, SketchShape};
use domain::channel::{MessageDraft, QuietHours, Span};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::id::{CommandId, MessageId, PostId};
use domain::moment::Moment;
use domain::news::News;
use domain::order::Priority;
use domain::place::Position;
use domain::question::Question;
use domain::seat::Seat;
use tests::{Story, operator, owner};

const DISTRICT: &str = "411602";
const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const SIBLING: &str = "411602.411602001.411602001002";
const OTHER_STREET: &str = "411602.411602002";

fn path(text: &str) -> GridPath {
    GridPath::from_text(text)
}

fn draft(channel: &str, span: Span, words: &str) -> MessageDraft {
    MessageDraft {
        channel: path(channel),
        span,
        priority: Priority::Normal,
        words: words.to_owned(),
        mentions: Vec::new(),
        quotes: None,
        written: None,
        attachments: Vec::new(),
    }
}

fn said(story: &Story, seat: &Seat, draft: MessageDraft) -> Result<(MessageId, u32, u32), Failure> {
    match story.act_as(seat, Action::SendMessage { message: Box::new(draft) })? {
        Outcome::MessageSent { message, number, people } => Ok((message, number, people)),
        other => panic!("a message answers {other:?}"),
    }
}

fn list(story: &Story, seat: &Seat) -> ChannelList {
    match story.desk.ask(seat, &Question::Channels { scope: None, limit: 100 }).expect("the channels") {
        Answer::Channels(list) => list,
        other => panic!("channels answer {other:?}"),
    }
}

fn line(story: &Story, seat: &Seat, channel: &str) -> ChannelLine {
    let found = list(story, seat).channels.into_iter().find(|line| line.channel == path(channel));
    found.unwrap_or_else(|| panic!("{channel} is not in the list"))
}

fn asked(story: &Story, seat: &Seat, channel: &str, span: Span, text: &str) -> Result<ChannelPage, Failure> {
    let channel = path(channel);
    let question = Question::Channel { channel, span, text: text.to_owned(), before: None, limit: 100 };
    match story.desk.ask(seat, &question)? {
        Answer::Channel(page) => Ok(*page),
        other => panic!("a channel answers {other:?}"),
    }
}

fn page(story: &Story, seat: &Seat, channel: &str) -> ChannelPage {
    asked(story, seat, channel, Span::Here, "").expect("the seat may read it")
}

fn messages(page: &ChannelPage) -> Vec<&MessageLine> {
    page.lines
        .iter()
        .filter_map(|line| match line {
            TalkLine::Message { message } => Some(&**message),
            TalkLine::Order { .. } => None,
        })
        .collect()
}

fn words(page: &ChannelPage) -> Vec<&str> {
    messages(page).into_iter().filter_map(|message| message.words.as_deref()).collect()
}

fn read(story: &Story, seat: &Seat, channel: &str, number: u32) {
    let action = Action::ReadChannel { channel: path(channel), span: Span::Here, number };
    story.act_as(seat, action).expect("one may read what one covers");
}

fn callable(story: &Story, seat: &Seat, channel: &str, span: Span, text: &str) -> Vec<String> {
    let question = Question::Callable { channel: path(channel), span, text: text.to_owned(), limit: 20 };
    match story.desk.ask(seat, &question).expect("the people") {
        Answer::Callable(CallableList { people }) => people.into_iter().map(|one| one.person).collect(),
        other => panic!("callable answers {other:?}"),
    }
}

fn post(story: &Story, channel: &str, person: &str) -> PostId {
    let question = Question::Grid { path: path(channel) };
    let Answer::Grid(card) = story.desk.ask(&owner(), &question).expect("the grid") else { panic!("no card") };
    let found = card.heads.into_iter().find(|line| line.post.person == person);
    found.unwrap_or_else(|| panic!("{person} is not there")).post.id
}

#[test]
fn a_message_without_words_is_told_by_what_stands_beside_it_also_in_a_quote() {
    let story = Story::small();
    let sketch = Sketch { name: String::new(), shape: SketchShape::Point { at: Position(1_146_500_000, 336_100_000) } };
    let attachments = vec![Attachment::Sketch { sketch }];
    let wordless = MessageDraft { attachments, ..draft(STREET, Span::Here, "") };
    let (first, ..) = said(&story, &owner(), wordless).expect("the desk may");
    let last = line(&story, &owner(), STREET).last.expect("it was said");
    assert_eq!((last.words.as_deref(), last.beside), (Some(""), Some(Beside::Sketch)));
    let reply = MessageDraft { quotes: Some(first), ..draft(STREET, Span::Here, "收到") };
    said(&story, &owner(), reply).expect("the desk may");
    let seen = page(&story, &owner(), STREET);
    let answer = messages(&seen)[0];
    assert_eq!((answer.beside, answer.quotes.as_ref().and_then(|quoted| quoted.beside)), (None, Some(Beside::Sketch)));
    story.act(Action::WithdrawMessage { message: first, reason: "发错群".to_owned() }).expect("the desk may");
    let seen = page(&story, &owner(), STREET);
    let quoted = messages(&seen)[0].quotes.as_ref().expect("it quotes");
    assert_eq!((quoted.words.as_deref(), quoted.beside), (None, None), "what was withdrawn is told no more");
    story.verified();
}

#[test]
fn the_desk_writes_to_a_street_and_all_below_and_a_phone_that_was_away_answers_with_a_quote() {
    let story = Story::small();
    let (head, _) = story.pair(&post(&story, COMMUNITY, "吴六"));
    let (sibling, _) = story.pair(&post(&story, SIBLING, "郑七"));
    let (first, number, people) =
        said(&story, &owner(), draft(STREET, Span::Below, "今晚八点前清排水沟")).expect("the desk may");
    assert_eq!(people, 4, "two of the street, one in each community");
    let own = line(&story, &head, COMMUNITY);
    assert!(own.own && own.last.is_none());
    assert_eq!((own.unread, own.called), (1, 0), "it came down");
    assert_eq!(words(&page(&story, &head, COMMUNITY)), ["今晚八点前清排水沟"]);
    assert_eq!(page(&story, &owner(), OTHER_STREET).lines.len(), 0, "and not sideways");

    // The phone read it at once and answered while it had no network: sent twice, it is said once.
    read(&story, &head, COMMUNITY, number);
    assert_eq!(line(&story, &head, COMMUNITY).unread, 0);
    assert_eq!(line(&story, &sibling, SIBLING).unread, 1, "each has a mark of his own");
    let written = Moment::from_millis(1_795_147_200_000 - 600_000);
    let reply =
        MessageDraft {
            quotes: Some(first), written: Some(written), ..draft(COMMUNITY, Span::Here, "陈州社区已清完")
        };
    let command = CommandId(uuid::Uuid::from_u128(77));
    let action = Action::SendMessage { message: Box::new(reply) };
    let once = story.desk.act(&head, Call { command_id: command, action: action.clone() }).expect("its own channel");
    assert_eq!(story.desk.act(&head, Call { command_id: command, action }).expect("again"), once);

    let story = story.restarted();
    let in_community = line(&story, &owner(), COMMUNITY);
    assert_eq!((in_community.unread, line(&story, &owner(), STREET).unread), (1, 0), "one's own is not news");
    assert_eq!(in_community.last.and_then(|last| last.words).as_deref(), Some("陈州社区已清完"));
    let seen = page(&story, &owner(), COMMUNITY);
    let answer = messages(&seen)[0];
    assert_eq!((answer.author.person.as_str(), answer.written), ("吴六", Some(written)));
    let quoted = answer.quotes.as_ref().expect("it quotes");
    assert_eq!((quoted.id, quoted.words.as_deref()), (first, Some("今晚八点前清排水沟")));
    assert_eq!(messages(&page(&story, &owner(), STREET))[0].answers, 1);
    let all = asked(&story, &owner(), STREET, Span::Below, "").expect("with all below");
    assert_eq!(words(&all), ["陈州社区已清完", "今晚八点前清排水沟"]);
    story.verified();
}

#[test]
fn superiors_read_along_nobody_else_does_and_the_field_writes_at_home() {
    let story = Story::small();
    let (street, _) = story.pair(&post(&story, STREET, "钱二"));
    let (head, _) = story.pair(&post(&story, COMMUNITY, "吴六"));
    said(&story, &head, draft(COMMUNITY, Span::Here, "楼道灯坏了")).expect("at home");
    assert_eq!(words(&page(&story, &street, COMMUNITY)), ["楼道灯坏了"]);
    let failed = |seat: &Seat, draft| said(&story, seat, draft).expect_err("it is refused").code;
    assert_eq!(failed(&street, draft(COMMUNITY, Span::Here, "修好它")), "channel.not_in_it");
    assert_eq!(failed(&head, draft(STREET, Span::Here, "修好它")), "rights.outside_subtree");
    assert_eq!(failed(&operator(OTHER_STREET), draft(STREET, Span::Here, "修好它")), "rights.outside_subtree");
    let refused = asked(&story, &operator(OTHER_STREET), COMMUNITY, Span::Here, "").expect_err("not its street");
    assert_eq!(refused.code, "rights.outside_subtree");
    let none = asked(&story, &owner(), "9", Span::Here, "").expect_err("no such grid");
    assert_eq!(none.code, "grid.unknown");
    // What stays above comes down to nobody, and nobody learns of it by a quote.
    let (above, ..) = said(&story, &owner(), draft(STREET, Span::Here, "街道内部")).expect("the desk may");
    assert_eq!(words(&page(&story, &head, COMMUNITY)), ["楼道灯坏了"]);
    let quoting = MessageDraft { quotes: Some(above), ..draft(COMMUNITY, Span::Here, "请看") };
    assert_eq!(failed(&head, quoting.clone()), "channel.quotes_unseen");
    said(&story, &owner(), quoting).expect("the desk sees it");
    let seen = page(&story, &head, COMMUNITY);
    let quoted = messages(&seen)[0].quotes.as_ref().expect("it quotes");
    assert_eq!((&quoted.words, &quoted.author, quoted.number), (&None, &None, None));
    story.verified();
}

#[test]
fn whoever_is_called_by_name_is_found_by_initials_and_counts_it_and_nobody_is_called_who_cannot_read() {
    let story = Story::small();
    assert_eq!(callable(&story, &owner(), STREET, Span::Below, "wl"), ["吴六"]);
    assert!(callable(&story, &owner(), STREET, Span::Here, "wl").is_empty());
    assert_eq!(callable(&story, &owner(), STREET, Span::Here, ""), ["钱二", "孙三", "赵一"]);
    assert_eq!(callable(&story, &owner(), STREET, Span::Below, "宁庄"), ["郑七"], "by the grid, too");
    let (wu, zheng) = (post(&story, COMMUNITY, "吴六"), post(&story, SIBLING, "郑七"));
    let calling = |span, who: &PostId| MessageDraft { mentions: vec![who.clone()], ..draft(STREET, span, "请回话") };
    let refused = said(&story, &owner(), calling(Span::Here, &wu)).expect_err("he cannot read it");
    assert_eq!((refused.code.as_str(), refused.params["person"].as_str()), ("channel.cannot_read", "吴六"));
    said(&story, &owner(), calling(Span::Below, &wu)).expect("he can");
    let (head, _) = story.pair(&wu);
    let (other, _) = story.pair(&zheng);
    assert_eq!(line(&story, &head, COMMUNITY).called, 1);
    assert_eq!(line(&story, &other, SIBLING).called, 0);
    let seen = page(&story, &head, COMMUNITY);
    assert!(messages(&seen)[0].calls_me);
    assert_eq!(messages(&seen)[0].called[0].person, "吴六");
    story.verified();
}

#[test]
fn a_notice_is_pinned_found_by_words_and_withdrawn_with_a_reason_that_stays() {
    let story = Story::small();
    let (head, _) = story.pair(&post(&story, COMMUNITY, "吴六"));
    let (street, _) = story.pair(&post(&story, STREET, "钱二"));
    let (notice, ..) = said(&story, &street, draft(STREET, Span::Below, "防汛值班表见此")).expect("its head may");
    said(&story, &owner(), draft(STREET, Span::Here, "另一条")).expect("the desk may");
    let refused = story.act_as(&head, Action::PinMessage { message: notice }).expect_err("not at home");
    assert_eq!(refused.code, "rights.outside_subtree");
    let pin = Action::PinMessage { message: notice };
    assert_eq!(story.act_as(&street, pin.clone()), Ok(Outcome::MessagePinned { changed: true }));
    assert_eq!(story.act(pin.clone()), Ok(Outcome::MessagePinned { changed: false }));
    let below = page(&story, &head, COMMUNITY);
    assert_eq!(below.pinned.len(), 1, "it reaches the communities");
    assert_eq!(below.pinned[0].pinned.as_ref().expect("by whom").by.person, "钱二");
    let found = asked(&story, &owner(), DISTRICT, Span::Below, " 防 汛").expect("a search");
    assert_eq!(words(&found), ["防汛值班表见此"]);

    let withdraw = |reason: &str| Action::WithdrawMessage { message: notice, reason: reason.to_owned() };
    assert_eq!(story.act(withdraw(" ")).expect_err("without a reason").code, "channel.no_reason");
    story.act(withdraw("表有误，另发")).expect("the desk may");
    assert_eq!(story.act(withdraw("再撤")).expect_err("twice").code, "channel.withdrawn");
    assert_eq!(story.act(pin).expect_err("it is gone").code, "channel.withdrawn");
    let story = story.restarted();
    let seen = page(&story, &head, COMMUNITY);
    assert!(seen.pinned.is_empty());
    let gone = messages(&seen)[0];
    assert_eq!((&gone.words, gone.withdrawn.as_ref().map(|one| one.reason.as_str())), (&None, Some("表有误，另发")));
    assert_eq!(line(&story, &head, COMMUNITY).unread, 0, "what is withdrawn is no news");
    assert!(words(&asked(&story, &owner(), DISTRICT, Span::Below, "防汛").expect("a search")).is_empty());
    story.verified();
}

#[test]
fn an_order_stands_in_the_channels_that_it_reaches_with_its_live_figures() {
    let story = Story::small();
    let (order, number) = story.order(STREET, &[3]);
    let card_in = |seat: &Seat, channel: &str| {
        page(&story, seat, channel).lines.into_iter().find_map(|line| match line {
            TalkLine::Order { order, card, .. } => Some((order, card)),
            TalkLine::Message { .. } => None,
        })
    };
    let (known, card) = card_in(&owner(), COMMUNITY).expect("it reaches the community");
    let card = card.expect("the desk has its figures");
    assert_eq!((known, card.number.as_str(), card.tally.waiting), (order, number.as_str(), 2));
    assert!(card_in(&owner(), OTHER_STREET).is_none());
    let (head, _) = story.pair(&post(&story, COMMUNITY, "吴六"));
    assert_eq!(card_in(&head, COMMUNITY), Some((order, None)), "his inbox has it");
    story.mark(&head, order, domain::receipt::Mark::Accepted).expect("it is his");
    let (_, card) = card_in(&owner(), COMMUNITY).expect("still there");
    assert_eq!(card.expect("figures").tally.waiting, 1);
    story.verified();
}

#[test]
fn open_pages_are_told_what_comes_to_them_and_quiet_hours_are_everybodys() {
    let story = Story::small();
    let (head, _) = story.pair(&post(&story, COMMUNITY, "吴六"));
    let (far, _) = story.pair(&post(&story, OTHER_STREET, "李四"));
    let since = story.desk.vector().expect("the store is read");
    let critical = MessageDraft { priority: Priority::Critical, ..draft(STREET, Span::Below, "立即撤离") };
    said(&story, &owner(), critical).expect("the desk may");
    let news = |seat: &Seat| story.desk.told_since(seat, &since).expect("news").pop().map(|told| told.news);
    let told = News::MessageSent {
        channel: path(STREET),
        span: Span::Below,
        priority: Priority::Critical,
        own: false,
        calls_me: false,
    };
    assert_eq!(news(&head), Some(told));
    assert_eq!(news(&far), Some(News::Other));
    let hours = QuietHours { from: 22 * 60, to: 7 * 60 };
    let set = |hours| story.act(Action::SetQuietHours { hours });
    let never = set(Some(QuietHours { from: 60, to: 60 })).expect_err("no hours");
    assert_eq!(never.code, "channel.no_such_hours");
    set(Some(hours)).expect("the owner may");
    assert_eq!(news(&far), Some(News::QuietHoursChanged));
    assert_eq!((list(&story, &far).quiet, list(&story, &far).offset_hours), (Some(hours), 8));
    let refused = story.act_as(&operator(STREET), Action::SetQuietHours { hours: None }).expect_err("not its house");
    assert_eq!(refused.code, "rights.not_yours");
    story.verified();
}
