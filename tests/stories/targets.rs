//! Whom orders reach, what their answers hold, and what is kept for the next one.

use domain::action::{Action, Outcome};
use domain::answer::{Answer, ReachCard, ReachedList, SavedList};
use domain::code::{GridPath, Level};
use domain::id::{OrderId, TargetId, TemplateId};
use domain::order::{Asked, Draft, Ending, Figures, OrderKind, Priority};
use domain::place::Position;
use domain::question::Question;
use domain::receipt::{Answering, Mark, Part};
use domain::target::{Ground, ReachFigure, SavedTarget, Stationed, Target};
use domain::template::Template;
use tests::{Story, draft, operator, owner};
use uuid::Uuid;

const DISTRICT: &str = "411602";
const FIRST: &str = "411602.411602001";
const SECOND: &str = "411602.411602002";

fn to(target: Target) -> Draft {
    Draft { target, ..draft(DISTRICT, &[]) }
}

fn within(path: &str) -> Target {
    Target::of(GridPath::from_text(path))
}

fn reach(story: &Story, draft: &Draft) -> ReachCard {
    match story.desk.ask(&owner(), &Question::Reach { draft: draft.clone() }).expect("a preview") {
        Answer::Reach(card) => card,
        other => panic!("a preview answers {other:?}"),
    }
}

fn reached(
    story: &Story,
    draft: &Draft,
    which: ReachFigure,
    under: Option<&str>,
    from: u32,
    limit: u32,
) -> ReachedList {
    let under = under.map(GridPath::from_text);
    let question = Question::Reached { draft: draft.clone(), which, under, from, limit };
    match story.desk.ask(&owner(), &question).expect("a page") {
        Answer::Reached(list) => list,
        other => panic!("a page answers {other:?}"),
    }
}

fn issue(story: &Story, draft: Draft) -> OrderId {
    match story.act(Action::IssueOrder { draft }).expect("issued") {
        Outcome::OrderIssued { order, .. } => order,
        other => panic!("an order answers {other:?}"),
    }
}

fn saved(story: &Story, seat: &domain::seat::Seat) -> SavedList {
    match story.desk.ask(seat, &Question::Saved).expect("what is saved") {
        Answer::Saved(list) => list,
        other => panic!("what is saved answers {other:?}"),
    }
}

/// Every figure of the preview opens to exactly what the order then does.
#[test]
fn the_214_buildings_with_a_basement_in_three_streets_are_previewed_exactly() {
    let story = Story::demonstration();
    let basements = Target { levels: vec![Level(5)], having: Some("有地下室".to_owned()), ..within(DISTRICT) };
    let card = reach(&story, &to(basements.clone()));
    assert_eq!(card.grids + card.silent, 214);
    let streets = reached(&story, &to(basements.clone()), ReachFigure::Grids, None, 0, 1).branches;
    assert_eq!(streets.len(), 3);
    assert_eq!(streets.iter().map(|branch| branch.count).sum::<u32>(), card.grids);
    let tops = streets.into_iter().map(|branch| branch.path).collect();
    let draft = Draft {
        answering: Some(Answering::OnePerGrid),
        ..to(Target { ground: vec![Ground::Below { tops }], ..basements })
    };
    let card = reach(&story, &draft);
    assert_eq!(card.grids + card.silent, 214, "the same by the list of the three streets");
    let order = issue(&story, Draft { seen: Some(card.digest.clone()), ..draft.clone() });
    let board = story.board(order);
    assert_eq!((board.units.expected, board.people.expected), (card.grids, card.people));
    assert_eq!(board.copies.expected, card.copies);
    assert_eq!(board.silent_grids.len() as u32, card.silent);
    for (which, part) in [(ReachFigure::People, Part::Recipient), (ReachFigure::Copies, Part::Copy)] {
        let mut told = Vec::new();
        loop {
            let page = reached(&story, &draft, which, None, told.len() as u32, 100);
            assert_eq!(page.branches.iter().map(|branch| branch.count).sum::<u32>(), page.total);
            if page.lines.is_empty() {
                break;
            }
            told.extend(page.lines.into_iter().map(|line| line.post.expect("a person has a post")));
        }
        let mut got: Vec<_> = board.rows.iter().filter(|row| row.part == part).map(|row| row.post.clone()).collect();
        told.sort();
        got.sort();
        assert_eq!(told, got, "{which:?}");
    }
    story.verified();
}

#[test]
fn a_lasso_and_a_circle_choose_the_grids_whose_names_stand_in_them() {
    let story = Story::small();
    // The north-western community is a square of a hundredth of a degree around 114.005, 33.015.
    let at = |longitude: f64, latitude: f64| Position::from_degrees(longitude, latitude).expect("on the globe");
    let line = vec![at(114.003, 33.012), at(114.008, 33.012), at(114.008, 33.018), at(114.003, 33.018)];
    let lasso = Target { ground: vec![Ground::Lasso { line }], levels: vec![Level(3)], ..within(DISTRICT) };
    let lines = reached(&story, &to(lasso.clone()), ReachFigure::Grids, None, 0, 9).lines;
    assert_eq!(lines.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), ["宁庄社区"]);
    let circle = Ground::Around { centre: at(114.015, 33.005), metres: 200 };
    let both = Target { ground: [lasso.ground.clone(), vec![circle]].concat(), ..lasso };
    let lines = reached(&story, &to(both.clone()), ReachFigure::Grids, None, 0, 9).lines;
    assert_eq!(lines.iter().map(|line| line.name.as_str()).collect::<Vec<_>>(), ["宁庄社区", "育新社区"]);
    let order = issue(&story, to(both.clone()));
    let story = story.restarted();
    let board = story.board(order);
    assert_eq!((board.people.expected, &board.order.target), (2, &both), "what was drawn is kept with the order");
    let seat = operator(SECOND);
    let own = Target { subtree: GridPath::from_text(SECOND), ..both };
    let Ok(Answer::Reach(card)) = story.desk.ask(&seat, &Question::Reach { draft: to(own) }) else {
        panic!("a street may draw over its border")
    };
    assert_eq!(card.people, 1, "and reaches only its own");
    story.verified();
}

#[test]
fn who_did_not_answer_is_found_when_the_next_order_is_issued() {
    let story = Story::small();
    let (order, _) = story.order(DISTRICT, &[3]);
    let chase = to(Target { unanswered: Some(order), ..within(DISTRICT) });
    assert_eq!(reach(&story, &chase).people, 4);
    let post = reached(&story, &chase, ReachFigure::People, None, 0, 1).lines[0].post.clone().expect("a post");
    let (phone, _) = story.pair(&post);
    story.mark(&phone, order, Mark::Accepted).expect("accepted");
    let board = story.board(issue(&story, chase.clone()));
    assert_eq!(board.people.expected, 3);
    assert!(board.rows.iter().filter(|row| row.part == Part::Recipient).all(|row| row.post != post));
    let unknown = Target { unanswered: Some(OrderId(Uuid::from_u128(1))), ..within(DISTRICT) };
    let refusal = story.desk.ask(&owner(), &Question::Reach { draft: to(unknown) }).unwrap_err();
    assert_eq!(refusal.code, "unknown");
}

#[test]
fn people_at_places_of_a_kind_are_reached_and_nobody_else() {
    let story = Story::demonstration();
    let markets = Target { stations: vec![Stationed::Venue { kind: "大型商超".to_owned() }], ..within(DISTRICT) };
    let gates = Target { stations: vec![Stationed::Checkpoint], ..within(DISTRICT) };
    for target in [markets, gates] {
        let card = reach(&story, &to(target.clone()));
        assert!(card.people > 0);
        let board = story.board(issue(&story, to(target)));
        assert_eq!(board.people.expected, card.people);
        assert!(
            board
                .rows
                .iter()
                .filter(|row| row.part == Part::Recipient)
                .all(|row| row.title.contains("值守") || row.role == domain::post::PostRole::Duty)
        );
    }
}

#[test]
fn a_street_reaches_only_its_own_whatever_the_target_says() {
    let story = Story::small();
    let seat = operator(FIRST);
    let foreign = |ground: Ground| to(Target { ground: vec![ground], ..within(FIRST) });
    let paths = vec![GridPath::from_text(SECOND)];
    for ground in [Ground::Grids { paths: paths.clone() }, Ground::Below { tops: paths }] {
        let refusal = story.act_as(&seat, Action::IssueOrder { draft: foreign(ground) }).unwrap_err();
        assert_eq!(refusal.code, "rights.outside_subtree");
    }
    let (order, _) = story.order(DISTRICT, &[3]);
    let Ok(Answer::Reach(card)) =
        story.desk.ask(&seat, &Question::Reach { draft: to(Target { unanswered: Some(order), ..within(FIRST) }) })
    else {
        panic!("a street may chase its own")
    };
    assert_eq!(card.people, 2);
}

#[test]
fn an_order_that_would_reach_others_than_the_preview_said_is_not_sent() {
    let story = Story::small();
    let draft = draft(DISTRICT, &[3]);
    let seen = reach(&story, &draft).digest;
    let changed = "网格编码,岗位,姓名,电话\n411602001001,社区网格长,新六,10000000016\n";
    story.import(exchange::Kind::Heads, "more.csv", changed).expect("a head more");
    let draft = Draft { seen: Some(seen), ..draft };
    let refusal = story.act(Action::IssueOrder { draft: draft.clone() }).unwrap_err();
    assert_eq!(refusal.code, "order.reach_changed");
    let seen = Some(reach(&story, &draft).digest);
    issue(&story, Draft { seen, ..draft });
}

#[test]
fn an_answer_holds_the_number_that_was_asked_for_and_the_board_adds_them_up() {
    let story = Story::small();
    let asked = Asked::Number { unit: "台".to_owned() };
    let order =
        issue(&story, Draft { answer: Some(asked), answering: Some(Answering::EveryPerson), ..draft(DISTRICT, &[3]) });
    let posts: Vec<_> = story.board(order).rows.into_iter().filter(|row| row.part == Part::Recipient).collect();
    let done =
        |value: Option<&str>| Mark::Done { words: String::new(), value: value.map(str::to_owned), attachments: vec![] };
    let (phone, _) = story.pair(&posts[0].post);
    for value in [None, Some("三")] {
        assert_eq!(story.mark(&phone, order, done(value)).unwrap_err().code, "receipt.no_number");
    }
    story.mark(&phone, order, done(Some("2.50"))).expect("done");
    let by_phone = |post: &domain::id::PostId, value| Action::MarkReceipt {
        order,
        post: post.clone(),
        mark: done(Some(value)),
        way: domain::receipt::Way::Phone,
        said: None,
    };
    story.act(by_phone(&posts[1].post, "0.7")).expect("logged by an operator");
    let story = story.restarted();
    let board = story.board(order);
    let text = |text: &str| Some(text.to_owned());
    let (sum, least, most) = (text("3.2"), text("0.7"), text("2.5"));
    assert_eq!(board.figures, Figures::Number { unit: "台".to_owned(), answers: 2, sum, least, most });
    let row = board.rows.iter().find(|row| row.post == posts[0].post).expect("its row");
    assert_eq!(row.value.as_deref(), Some("2.5"));
    story.verified();
}

#[test]
fn targets_and_templates_are_kept_changed_and_taken_away() {
    let story = Story::small();
    let id = TargetId(Uuid::from_u128(11));
    let target = SavedTarget { id, name: " 一街社区 ".to_owned(), target: within(FIRST) };
    story.act(Action::SaveTarget { saved: Box::new(target.clone()) }).expect("saved");
    let twin = SavedTarget { id: TargetId(Uuid::from_u128(12)), name: "一街社区".to_owned(), ..target.clone() };
    assert_eq!(story.act(Action::SaveTarget { saved: Box::new(twin) }).unwrap_err().code, "saved.name_taken");
    let template = Template {
        id: TemplateId(Uuid::from_u128(13)),
        name: "查水泵".to_owned(),
        kind: OrderKind::Check,
        priority: Priority::Urgent,
        text: "检查{地点}的水泵".to_owned(),
        target: within(DISTRICT),
        answering: None,
        answer: Some(Asked::Number { unit: "台".to_owned() }),
        minutes: Some(30),
        attachments: Vec::new(),
    };
    story.act(Action::KeepTemplate { template: Box::new(template.clone()) }).expect("kept");
    let renamed = Template { name: "查排水泵".to_owned(), ..template };
    story.act(Action::KeepTemplate { template: Box::new(renamed) }).expect("changed");
    let story = story.restarted();
    let list = saved(&story, &owner());
    assert_eq!(list.targets.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["一街社区"]);
    assert_eq!(list.templates[0].template.name, "查排水泵");
    assert_eq!(list.templates[0].fields, ["地点"]);
    let street = saved(&story, &operator(FIRST));
    assert_eq!((street.targets.len(), street.templates.len()), (1, 0), "what a seat may not order it is not offered");
    let foreign = story.act_as(&operator(SECOND), Action::RemoveTarget { id }).unwrap_err();
    assert_eq!(foreign.code, "rights.outside_subtree");
    story.act(Action::RemoveTarget { id }).expect("gone");
    story.act(Action::RemoveTemplate { id: TemplateId(Uuid::from_u128(13)) }).expect("gone");
    let list = saved(&story, &owner());
    assert!(list.targets.is_empty() && list.templates.is_empty());
    story.verified();
}

#[test]
fn a_correction_ends_the_earlier_order_and_goes_to_everybody_who_had_it_and_to_its_own_target() {
    let story = Story::small();
    let (earlier, number) = story.order(FIRST, &[3]);
    let had = story.board(earlier);
    let second = to(Target { levels: vec![Level(3)], ..within(SECOND) });
    let correction = Draft { corrects: Some(earlier), ..second };
    let card = reach(&story, &correction);
    assert_eq!((card.people, card.copies), (4, 4), "both streets' communities, and both streets' heads");
    let order = issue(&story, Draft { seen: Some(card.digest), ..correction.clone() });
    let story = story.restarted();
    let board = story.board(order);
    assert_eq!((board.people.expected, board.copies.expected, board.order.corrects), (4, 4, Some(earlier)));
    for row in &had.rows {
        assert!(board.rows.iter().any(|one| one.post == row.post && one.part == row.part), "{} had it", row.person);
    }
    let end = story.board(earlier).end.expect("the earlier order has ended");
    assert_eq!(end.how, Ending::Corrected { order });
    let again = story.act(Action::IssueOrder { draft: correction }).unwrap_err();
    assert_eq!((again.code.as_str(), again.params["number"].as_str()), ("order.ended", number.as_str()));
    let (whole, _) = story.order(DISTRICT, &[3]);
    let street = Draft { corrects: Some(whole), ..to(within(FIRST)) };
    let refusal = story.act_as(&operator(FIRST), Action::IssueOrder { draft: street }).unwrap_err();
    assert_eq!(refusal.code, "rights.not_your_order");
    assert!(story.board(whole).end.is_none(), "nothing is half done");
    story.verified();
}
