//! What an order carries and what an answer carries: from the hand that gives it to the eyes that may see it.

use std::sync::Arc;

use desk::attachment::Form;
use desk::{Parcel, Passage};
use domain::action::{Action, Outcome};
use domain::answer::{Answer, InboxOrder};
use domain::attachment::{
    AttachedFile, Attachment, FileHash, HEAVIEST, MOST_TO_ORDER, MOST_WAITING, Media, Sketch, SketchShape,
};
use domain::failure::Failure;
use domain::id::{OrderId, TemplateId};
use domain::order::{Asked, Draft, OrderKind, Priority};
use domain::paper::{PaperKind, PaperWish};
use domain::place::Position;
use domain::question::Question;
use domain::receipt::{Mark, Part, Way};
use domain::seat::{Role, Seat};
use domain::template::Template;
use domain::words::Language;
use tests::{Story, draft, operator, owner};
use uuid::Uuid;

const FIRST: &str = "411602.411602001";
const SECOND: &str = "411602.411602002";
const PICTURE: &[u8] = include_bytes!("../fixtures/attachments/dot.png");

/// A PDF that says one thing.
fn pdf(what: &str) -> Vec<u8> {
    format!("%PDF-1.4\n1 0 obj\n<</Type/Catalog /Said ({what})>>\nendobj\ntrailer<</Root 1 0 R>>\n%%EOF\n").into_bytes()
}

fn hand_in(story: &Story, seat: &Seat, name: &str, bytes: &[u8]) -> Result<AttachedFile, Failure> {
    let parcel = Parcel::from(bytes.to_vec());
    story.desk.attach(seat, story.command(), name, parcel, &Arc::<Passage>::default())
}

fn beside(file: &AttachedFile) -> Attachment {
    Attachment::File { file: file.clone() }
}

fn issue(story: &Story, seat: &Seat, draft: Draft) -> Result<OrderId, Failure> {
    match story.act_as(seat, Action::IssueOrder { draft })? {
        Outcome::OrderIssued { order, .. } => Ok(order),
        other => panic!("an order answers {other:?}"),
    }
}

fn inbox(story: &Story, phone: &Seat) -> Vec<InboxOrder> {
    match story.desk.ask(phone, &Question::Inbox { since: None }).expect("the inbox") {
        Answer::Inbox(card) => card.orders,
        other => panic!("an inbox answers {other:?}"),
    }
}

fn sees(story: &Story, seat: &Seat, file: &AttachedFile) -> bool {
    match story.desk.file(seat, &file.hash, Form::Whole) {
        Ok(handed) => {
            assert_eq!((FileHash::of(&handed.bytes), handed.file.media), (file.hash.clone(), file.media));
            true
        }
        Err(failure) => {
            assert_eq!(failure.code, "unknown", "to whoever may not see it, it is not there");
            false
        }
    }
}

/// A phone of somebody who must answer the order, in each of the two streets.
fn phones(story: &Story, order: OrderId) -> [Seat; 2] {
    let rows = story.board(order).rows;
    [FIRST, SECOND].map(|street| {
        let row = rows.iter().find(|row| row.part == Part::Recipient && row.grid.as_str().starts_with(street));
        story.pair(&row.expect("somebody is in post there").post).0
    })
}

#[test]
fn an_order_carries_pictures_papers_and_places_to_those_whom_it_reaches_and_to_nobody_else() {
    let story = Story::small();
    let (picture, paper) = (
        hand_in(&story, &owner(), "井盖.exe", PICTURE).expect("taken"),
        hand_in(&story, &owner(), "图纸.pdf", &pdf("a")).expect("taken"),
    );
    assert_eq!((picture.media, picture.pixels, picture.name.as_str()), (Media::Png, Some((3, 2)), "井盖.png"));
    let place = Sketch {
        name: "集合点".to_owned(),
        shape: SketchShape::Circle { centre: Position(1_146_500_000, 336_100_000), metres: 80 },
    };
    let attachments = vec![beside(&picture), beside(&paper), Attachment::Sketch { sketch: place }];
    // To the first street alone.
    let order =
        issue(&story, &owner(), Draft { attachments: attachments.clone(), ..draft(FIRST, &[3]) }).expect("issued");
    assert_eq!(story.board(order).order.attachments, attachments);
    let (all, _) = story.order("411602", &[3]);
    let [reached, other] = phones(&story, all);
    let mine = inbox(&story, &reached).into_iter().find(|mine| mine.id == order).expect("it is in the inbox");
    assert_eq!(mine.attachments, attachments);

    for file in [&picture, &paper] {
        assert!(sees(&story, &owner(), file) && sees(&story, &operator(FIRST), file) && sees(&story, &reached, file));
        assert!(!sees(&story, &operator(SECOND), file) && !sees(&story, &other, file));
    }
    let small = story.desk.file(&reached, &picture.hash, Form::Small).expect("it has a small one");
    assert!(small.bytes.starts_with(&[0xff, 0xd8]), "a small one is a JPEG");
    let paper = story.desk.file(&reached, &paper.hash, Form::Small).expect("a paper has one form");
    assert!(paper.bytes.starts_with(b"%PDF"));
    story.restarted().verified();
}

#[test]
fn a_printed_order_shows_the_pictures_that_stand_beside_it_and_names_them_by_their_hash() {
    let story = Story::small();
    let files = [hand_in(&story, &owner(), "井盖.png", PICTURE), hand_in(&story, &owner(), "图纸.pdf", &pdf("a"))]
        .map(|file| file.expect("taken"));
    let with = Draft { attachments: files.iter().map(beside).collect(), ..draft(FIRST, &[3]) };
    let order = issue(&story, &owner(), with).expect("issued");
    let without = issue(&story, &owner(), draft(FIRST, &[3])).expect("issued");
    let printed = |order| {
        let wish = PaperWish { order, kind: PaperKind::Doors, language: Language::Chinese };
        story.desk.paper(&owner(), story.command(), &wish).expect("printed").bytes
    };
    let small = story.desk.file(&owner(), &files[0].hash, Form::Small).expect("it has a small one").bytes;
    let shows = |paper: &[u8]| paper.windows(small.len()).any(|part| part == small);
    assert!(shows(&printed(order)));
    assert!(!shows(&printed(without)));
}

#[test]
fn who_has_not_handed_a_file_in_and_cannot_read_it_cannot_give_it_to_others() {
    let story = Story::small();
    let theirs = hand_in(&story, &operator(SECOND), "计划.pdf", &pdf("secret")).expect("taken");
    let wish = |seat: &Seat, top: &str| {
        issue(&story, seat, Draft { attachments: vec![beside(&theirs)], ..draft(top, &[3]) })
            .map_err(|failure| failure.code)
    };
    assert_eq!(wish(&operator(FIRST), FIRST), Err("attachment.unknown".to_owned()));
    assert!(!sees(&story, &operator(FIRST), &theirs) && !sees(&story, &owner(), &theirs), "it is named nowhere yet");
    let order = wish(&operator(SECOND), SECOND).expect("issued");
    assert_eq!(wish(&operator(FIRST), FIRST), Err("attachment.unknown".to_owned()), "nor afterwards");
    assert!(wish(&owner(), FIRST).is_ok(), "who reads it may pass it on, as a correction does");
    assert_eq!(story.board(order).order.attachments, [beside(&theirs)]);
    let made_up = AttachedFile { hash: FileHash("f".repeat(64)), ..theirs };
    let failure = issue(&story, &owner(), Draft { attachments: vec![beside(&made_up)], ..draft(FIRST, &[3]) });
    assert_eq!(failure.unwrap_err().code, "attachment.unknown");
}

#[test]
fn a_template_gives_what_stands_beside_it_to_each_order_made_of_it() {
    let story = Story::small();
    let plan = hand_in(&story, &operator(FIRST), "预案.pdf", &pdf("plan")).expect("taken");
    let template = Template {
        id: TemplateId(Uuid::from_u128(21)),
        name: "查水泵".to_owned(),
        kind: OrderKind::Check,
        priority: Priority::Urgent,
        text: "检查水泵".to_owned(),
        target: draft(FIRST, &[3]).target,
        answering: None,
        answer: None,
        minutes: None,
        attachments: vec![beside(&plan)],
    };
    let keep = |seat: &Seat, template: &Template| {
        let kept = story.act_as(seat, Action::KeepTemplate { template: Box::new(template.clone()) });
        kept.map_err(|failure| failure.code)
    };
    assert_eq!(keep(&owner(), &template), Err("attachment.unknown".to_owned()), "it is the operator's to give");
    keep(&operator(FIRST), &template).expect("kept");
    story.wait_seconds(domain::attachment::WAITS_FOR + 60);
    hand_in(&story, &owner(), "纸.pdf", &pdf("what waited for too long is swept now")).expect("taken");

    assert!(sees(&story, &operator(FIRST), &plan) && sees(&story, &owner(), &plan));
    assert!(!sees(&story, &operator(SECOND), &plan), "the template is not theirs");
    let made =
        |seat: &Seat| issue(&story, seat, Draft { attachments: template.attachments.clone(), ..draft(FIRST, &[3]) });
    let order = made(&owner()).expect("whoever has the template gives what is in it");
    assert_eq!(story.board(order).order.attachments, [beside(&plan)]);

    // Taken out of the template it is gone for the next template; the order keeps what it has.
    let other = hand_in(&story, &operator(FIRST), "图.png", PICTURE).expect("taken");
    keep(&operator(FIRST), &Template { attachments: vec![beside(&other)], ..template.clone() }).expect("changed");
    let auditor = Seat { role: Role::Supervisor, ..operator(FIRST) };
    assert!(!sees(&story, &auditor, &other), "who only looks has no templates");
    assert!(sees(&story, &operator(FIRST), &other) && sees(&story, &operator(FIRST), &plan));
    story.act(Action::RemoveTemplate { id: template.id }).expect("gone");
    assert!(!sees(&story, &operator(FIRST), &other) && sees(&story, &operator(FIRST), &plan));
    story.restarted().verified();
}

#[test]
fn an_answer_without_the_photo_that_is_asked_for_is_refused_and_with_it_stands_on_the_board() {
    let story = Story::small();
    let order = issue(&story, &owner(), Draft { answer: Some(Asked::Photo), ..draft("411602", &[3]) }).expect("issued");
    let [mine, other] = phones(&story, order);
    let done = |attachments| Mark::Done { words: String::new(), value: None, attachments };
    assert_eq!(story.mark(&mine, order, done(vec![])).unwrap_err().code, "receipt.no_photo");
    let paper = hand_in(&story, &mine, "报告.pdf", &pdf("report")).expect("taken");
    assert_eq!(story.mark(&mine, order, done(vec![beside(&paper)])).unwrap_err().code, "receipt.no_photo");
    // What is said of a file does not make a picture of it.
    let claimed = AttachedFile { media: Media::Jpeg, ..paper.clone() };
    assert_eq!(story.mark(&mine, order, done(vec![beside(&claimed)])).unwrap_err().code, "receipt.no_photo");

    let photo = hand_in(&story, &mine, "现场", PICTURE).expect("taken");
    assert_eq!(hand_in(&story, &mine, "现场", PICTURE).expect("again"), photo, "sent twice it is one file");
    let theirs = story.mark(&other, order, done(vec![beside(&photo)]));
    assert_eq!(theirs.unwrap_err().code, "attachment.unknown", "nobody answers with somebody else's photo");
    story.mark(&mine, order, done(vec![beside(&photo)])).expect("done");
    let again = story.mark(&mine, order, done(vec![beside(&photo)])).expect("said again it is no fault");
    assert_eq!(again, Outcome::ReceiptMarked { changed: false });

    let rows = story.board(order).rows;
    let row = rows.iter().find(|row| Some(&row.post) == mine.post.as_ref()).expect("a row");
    assert_eq!(row.attachments, [beside(&photo)]);
    let answered = inbox(&story, &mine).into_iter().find(|one| one.id == order).expect("it is there").answered;
    assert_eq!(answered, [beside(&photo)]);
    // Others whom the order reached read the order, and not what this one answers.
    assert!(sees(&story, &mine, &photo) && sees(&story, &operator(FIRST), &photo) && sees(&story, &owner(), &photo));
    assert!(!sees(&story, &other, &photo) && !sees(&story, &operator(SECOND), &photo));

    // An operator who writes down what was said at the door brings the photo, too.
    let post = other.post.clone().expect("a phone belongs to a post");
    let by_hand = |mark| Action::MarkReceipt { order, post: post.clone(), mark, way: Way::Door, said: None };
    assert_eq!(story.act(by_hand(done(vec![]))).unwrap_err().code, "receipt.no_photo");
    let brought = hand_in(&story, &owner(), "登门.png", PICTURE).expect("taken");
    story.act(by_hand(done(vec![beside(&brought)]))).expect("done");
    story.verified();
}

#[test]
fn files_are_judged_by_their_content_and_there_is_an_end_to_them() {
    let story = Story::small();
    for (bytes, code) in [
        (b"GIF89a".to_vec(), "attachment.unknown_kind"),
        (Vec::new(), "attachment.empty"),
        (PICTURE[..PICTURE.len() / 2].to_vec(), "picture.damaged"),
        (b"%PDF-1.4 /JavaScript %%EOF".to_vec(), "pdf.active"),
    ] {
        let failure = hand_in(&story, &owner(), "照片.jpg", &bytes).unwrap_err();
        assert_eq!(failure.code, code);
        assert!(failure.message.contains("照片.jpg"), "{failure}");
    }
    let many: Vec<Attachment> = (0..=MOST_TO_ORDER)
        .map(|number| beside(&hand_in(&story, &owner(), "纸.pdf", &pdf(&number.to_string())).expect("taken")))
        .collect();
    let failure = issue(&story, &owner(), Draft { attachments: many, ..draft(FIRST, &[3]) }).unwrap_err();
    assert_eq!(failure.code, "attachment.too_many");
    let waiting = u32::try_from(MOST_TO_ORDER).expect("few") + 1;
    for number in waiting..MOST_WAITING {
        hand_in(&story, &owner(), "纸.pdf", &pdf(&number.to_string())).expect("taken");
    }
    let failure = hand_in(&story, &owner(), "纸.pdf", &pdf("one more")).unwrap_err();
    assert_eq!(failure.code, "attachment.too_many_waiting");
    story.wait_seconds(domain::attachment::WAITS_FOR + 60);
    hand_in(&story, &operator(FIRST), "纸.pdf", &pdf("somebody comes")).expect("taken");
    hand_in(&story, &owner(), "纸.pdf", &pdf("one more")).expect("what waited for too long is gone");
    const { assert!(HEAVIEST > domain::attachment::LARGEST_FILE) };
}

#[test]
fn nobody_who_only_looks_hands_a_file_in() {
    let story = Story::small();
    for role in [Role::Supervisor, Role::Auditor] {
        let seat = Seat { role, ..owner() };
        assert_eq!(hand_in(&story, &seat, "a.png", PICTURE).unwrap_err().code, "rights.not_yours");
    }
}
