//! How orders end, and what may still be said of one that has.

use domain::code::GridPath;
use domain::failure::Refusal;
use domain::id::OrderId;
use domain::moment::Moment;
use domain::order::{Asked, Ending, Order, OrderEnd, OrderKind, Priority};
use domain::receipt::{self, Answering, Mark, Part, Progress, Receipt, Stamp, Tally, Way};
use domain::seat::{Door, Role, Seat};
use domain::target::Target;
use proptest::prelude::*;

fn seat(subtree: Option<&str>) -> Seat {
    Seat { role: Role::Operator, subtree: subtree.map(GridPath::from_text), post: None, door: Door::Window }
}

fn order(by: Seat) -> Order {
    Order {
        id: OrderId(uuid::Uuid::from_u128(7)),
        number: "ZL-20261120-A014".to_owned(),
        text: "检查水泵".to_owned(),
        kind: OrderKind::Check,
        priority: Priority::Urgent,
        target: Target::of(GridPath::from_text("41.411.4111")),
        deadline: None,
        answering: Answering::EveryPerson,
        attachments: vec![],
        answer: Asked::Nothing,
        corrects: None,
        incident: None,
        scheme: "s".to_owned(),
        issued: Moment::from_millis(0),
        by,
        ladder: Vec::new(),
        rung_message: None,
    }
}

fn tally(progresses: &[Progress]) -> Tally {
    let grid = GridPath::from_text("41.411.4111");
    receipt::tally(Answering::EveryPerson, progresses.iter().map(|progress| (&grid, *progress)))
}

fn ended(how: Ending, at: i64) -> OrderEnd {
    OrderEnd { at: Moment::from_millis(at), by: seat(None), how }
}

fn withdrawn() -> Ending {
    Ending::Withdrawn { reason: "发错了".to_owned() }
}

#[test]
fn an_order_closes_when_everybody_is_accounted_for() {
    let (order, desk) = (order(seat(None)), seat(None));
    let all = tally(&[Progress::Accepted, Progress::Done, Progress::Refused]);
    assert_eq!(order.close(None, &desk, all, None), Ok(Ending::Closed { reason: None, stood: all }));
    assert_eq!(order.close(None, &desk, all, Some("  ")), Ok(Ending::Closed { reason: None, stood: all }));
}

#[test]
fn an_order_with_somebody_not_accounted_for_closes_only_with_a_reason() {
    let (order, desk) = (order(seat(None)), seat(None));
    let open = tally(&[Progress::Accepted, Progress::Read, Progress::Waiting]);
    let refusal = Refusal::NotAccountedFor { open: 2, expected: 3 };
    assert_eq!(order.close(None, &desk, open, None), Err(refusal.clone()));
    assert_eq!(order.close(None, &desk, open, Some(" \n")), Err(refusal));
    let closed = order.close(None, &desk, open, Some(" 天亮后再查 "));
    assert_eq!(closed, Ok(Ending::Closed { reason: Some("天亮后再查".to_owned()), stood: open }));
}

#[test]
fn a_withdrawal_says_why_in_so_many_words() {
    let (order, desk) = (order(seat(None)), seat(None));
    assert_eq!(order.withdraw(None, &desk, " "), Err(Refusal::WithdrawalWithoutReason));
    assert_eq!(order.withdraw(None, &desk, "发错了"), Ok(withdrawn()));
    let long = "长".repeat(receipt::LONGEST_WORDS + 1);
    assert!(matches!(order.withdraw(None, &desk, &long), Err(Refusal::TextTooLong { .. })));
}

#[test]
fn an_order_ends_once() {
    let (order, desk) = (order(seat(None)), seat(None));
    let end = ended(withdrawn(), 5);
    let refusal = Refusal::OrderEnded { number: order.number.clone() };
    assert_eq!(order.withdraw(Some(&end), &desk, "再撤一次"), Err(refusal.clone()));
    assert_eq!(order.close(Some(&end), &desk, tally(&[]), None), Err(refusal.clone()));
    assert_eq!(order.correct(Some(&end), &desk, order.id), Err(refusal));
}

#[test]
fn an_order_is_ended_by_who_issued_it_or_by_somebody_above() {
    let by_the_street = order(seat(Some("41.411")));
    for (above, may) in [(None, true), (Some("41"), true), (Some("41.411"), true), (Some("41.411.4111"), false)] {
        let outcome = by_the_street.withdraw(None, &seat(above), "发错了");
        assert_eq!(outcome.is_ok(), may, "{above:?}: {outcome:?}");
    }
    let by_the_centre = order(seat(None));
    let refusal = Refusal::NotYourOrder { number: by_the_centre.number.clone() };
    assert_eq!(by_the_centre.withdraw(None, &seat(Some("41")), "发错了"), Err(refusal));
}

fn any_mark() -> impl Strategy<Value = (Mark, i64, i64)> {
    let mark = prop::sample::select(vec![
        Mark::Delivered,
        Mark::Read,
        Mark::Accepted,
        Mark::Refused { reason: "人不在岗".to_owned() },
        Mark::Done { words: "水泵正常".to_owned(), value: None, attachments: vec![] },
    ]);
    (mark, 0..100_i64, 0..100_i64)
}

fn any_ending() -> impl Strategy<Value = Ending> {
    prop::sample::select(vec![
        Ending::Closed { reason: None, stood: Tally::default() },
        Ending::Closed { reason: Some("天亮后再查".to_owned()), stood: Tally::default() },
        withdrawn(),
        Ending::Corrected { order: OrderId(uuid::Uuid::from_u128(8)) },
    ])
}

proptest! {
    /// Marks come in the order of `arrived`, each `late` after it was said.
    #[test]
    fn after_its_end_an_order_takes_only_what_was_said_before_and_reports_of_who_had_it(
        mut marks in prop::collection::vec(any_mark(), 0..12),
        ending in any_ending(),
        at in 0..100_i64,
    ) {
        let (order, end) = (order(seat(None)), ended(ending, at));
        marks.sort_by_key(|(_, arrived, _)| *arrived);
        let mut receipt = Receipt::default();
        for (mark, arrived, late) in marks {
            let (before, said) = (receipt.progress(), arrived - late);
            let Ok(Some(mark)) = receipt::decide(Part::Recipient, before, &Asked::Nothing, mark) else { continue };
            let has_ended = arrived >= at;
            let admitted = !has_ended || order.admit_mark(&end, before, &mark, Moment::from_millis(said)).is_ok();
            let is_news_of_the_page = matches!(mark, Mark::Delivered | Mark::Read);
            let is_report = matches!(mark, Mark::Done { .. }) && before > Progress::Waiting;
            prop_assert_eq!(admitted, !has_ended || said < at || is_news_of_the_page || is_report);
            if admitted {
                receipt.fold(mark.progress(), Stamp { at: Moment::from_millis(arrived), way: Way::Device });
            }
        }
    }

    #[test]
    fn what_is_accounted_for_when_an_order_closes_stays_so(
        progresses in prop::collection::vec(0..6_usize, 1..20),
        late in prop::collection::vec((any::<prop::sample::Index>(), any_mark()), 0..12),
    ) {
        const STATES: [Progress; 6] = [
            Progress::Waiting, Progress::Delivered, Progress::Read, Progress::Accepted, Progress::Refused, Progress::Done,
        ];
        let order = order(seat(None));
        let mut stand: Vec<Progress> = progresses.iter().map(|state| STATES[*state]).collect();
        let stood = tally(&stand);
        let how = order.close(None, &seat(None), stood, Some("改日再查")).unwrap();
        let end = ended(how, 50);
        for (who, (mark, _, said)) in late {
            let who = who.index(stand.len());
            let Ok(Some(mark)) = receipt::decide(Part::Recipient, stand[who], &Asked::Nothing, mark) else { continue };
            if order.admit_mark(&end, stand[who], &mark, Moment::from_millis(said)).is_ok() {
                stand[who] = stand[who].max(mark.progress());
            }
        }
        let now = tally(&stand);
        prop_assert_eq!(now.expected, stood.expected);
        prop_assert!(now.open() <= stood.open(), "{stood:?} came to {now:?}");
    }
}
