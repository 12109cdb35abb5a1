//! Alarms: raised by reasons, answered by people, never asking twice for the same.

use domain::alarm::{Alarm, AlarmState, Cause, Gravity, Said, Standing, Word};
use domain::fact::FactId;
use domain::failure::{Hitch, Refusal};
use domain::id::{CallId, DeskId, IncidentId, OrderId, RobotId};
use domain::moment::Moment;
use domain::order::{OrderKind, Priority};
use domain::seat::{Door, Seat};
use proptest::prelude::*;
use uuid::Uuid;

const STANDINGS: [Standing; 3] = [Standing::Stands, Standing::Eased, Standing::Settled];

fn at(seconds: i64) -> Moment {
    Moment::from_millis(seconds * 1000)
}

fn word(raises: u32, seconds: i64, desk: u128) -> Word {
    let fact = FactId { desk: DeskId(Uuid::from_u128(desk)), seq: u64::from(raises) };
    Word { raises, at: at(seconds), by: Seat::owner(Door::Window), fact }
}

fn raised(reason: &str, seconds: i64) -> Said {
    Said::Raised { reason: reason.to_owned(), at: at(seconds) }
}

fn folded(said: &[Said]) -> Alarm {
    said.iter().fold(Alarm::default(), |mut alarm, said| {
        alarm.fold(said.clone());
        alarm
    })
}

fn said() -> impl Strategy<Value = Said> {
    prop_oneof![
        (0..6u8, 0..50i64).prop_map(|(reason, seconds)| raised(&reason.to_string(), seconds)),
        (0..6u32, 0..50i64, 0..3u128).prop_map(|(raises, at, desk)| Said::Acknowledged(word(raises, at, desk))),
        (0..6u32, 0..50i64, 0..3u128).prop_map(|(raises, at, desk)| Said::Closed(word(raises, at, desk))),
    ]
}

proptest! {
    #[test]
    fn any_order_of_facts_with_any_repetition_ends_equal(
        said in prop::collection::vec(said(), 0..24).prop_flat_map(|said| {
            let twice: Vec<Said> = said.iter().chain(said.iter().step_by(2)).cloned().collect();
            (Just(said), Just(twice).prop_shuffle())
        })
    ) {
        let (once, shuffled) = said;
        prop_assert_eq!(folded(&once), folded(&shuffled));
    }

    #[test]
    fn what_somebody_knows_of_asks_again_only_for_a_new_reason(
        before in prop::collection::vec(said(), 0..12), after in prop::collection::vec(said(), 0..12),
    ) {
        let mut alarm = folded(&before);
        if let Some(raises) = alarm.acknowledge(Standing::Stands, u32::MAX) {
            alarm.fold(Said::Acknowledged(word(raises, 60, 9)));
        }
        let known = alarm.raises();
        for said in after {
            alarm.fold(said);
            let is_new = alarm.state(Standing::Stands) == AlarmState::New;
            // Without a reason there is no alarm: nobody can have acknowledged it.
            prop_assert!(!is_new || alarm.raises() > known, "{:?}", alarm);
        }
    }

    #[test]
    fn who_sees_what_was_raised_and_says_so_has_answered_it_whatever_its_cause_does(
        before in prop::collection::vec(said(), 1..12),
    ) {
        let mut alarm = folded(&before);
        let seen = alarm.raises();
        for standing in STANDINGS {
            if let Some(raises) = alarm.acknowledge(standing, seen) {
                alarm.fold(Said::Acknowledged(word(raises, 60, 9)));
                prop_assert!(alarm.acknowledge(standing, seen).is_none(), "said once is said");
            }
            let state = alarm.state(standing);
            prop_assert!(!matches!(state, AlarmState::New | AlarmState::Cleared), "{:?}", state);
        }
    }
}

#[test]
fn an_alarm_is_new_then_acknowledged_then_closed_when_its_cause_has_ended() {
    let mut alarm = folded(&[raised("1", 180)]);
    assert_eq!(alarm.state(Standing::Stands), AlarmState::New);
    assert_eq!(alarm.state(Standing::Eased), AlarmState::Cleared, "it ended by itself, and nobody has seen it");
    assert_eq!(alarm.state(Standing::Settled), AlarmState::Closed, "who ended it knew of it");
    alarm.fold(Said::Acknowledged(word(1, 190, 1)));
    assert_eq!(alarm.state(Standing::Stands), AlarmState::Acknowledged);
    assert_eq!(alarm.state(Standing::Eased), AlarmState::Closed);
    alarm.fold(raised("2", 300));
    assert_eq!(alarm.state(Standing::Stands), AlarmState::New, "the next rung is a new reason");
    alarm.fold(raised("2", 310));
    assert_eq!((alarm.raises(), alarm.raised["2"]), (2, at(300)), "told twice it is one, of the earlier time");
}

#[test]
fn an_alarm_is_left_at_that_with_words_and_not_over_what_one_has_not_seen() {
    let mut alarm = folded(&[raised("1", 180), raised("2", 300)]);
    let refused = |hitch: Hitch| Err(Refusal::from(hitch));
    assert_eq!(alarm.close(Standing::Stands, 1, "知道了"), refused(Hitch::AlarmRoseAgain));
    assert_eq!(alarm.close(Standing::Stands, 2, "  "), refused(Hitch::NothingSaid));
    assert_eq!(alarm.close(Standing::Stands, 2, " 社区已派人 "), Ok("社区已派人".to_owned()));
    alarm.fold(Said::Closed(word(2, 310, 1)));
    for standing in STANDINGS {
        assert_eq!(alarm.state(standing), AlarmState::Closed);
        assert_eq!(alarm.close(standing, 2, "再关一次"), refused(Hitch::AlarmClosed));
        assert_eq!(alarm.acknowledge(standing, 2), None);
    }
    alarm.fold(raised("3", 900));
    assert_eq!(alarm.state(Standing::Stands), AlarmState::New);
}

#[test]
fn who_has_not_seen_the_latest_reason_acknowledges_those_before_it() {
    let mut alarm = folded(&[raised("1", 180), raised("2", 300)]);
    assert_eq!(alarm.acknowledge(Standing::Stands, 1), Some(1));
    alarm.fold(Said::Acknowledged(word(1, 310, 1)));
    assert_eq!(alarm.state(Standing::Stands), AlarmState::New);
    assert_eq!(alarm.acknowledge(Standing::Stands, 9), Some(2), "nobody knows of more than there is");
}

#[test]
fn a_cause_is_named_in_words_that_lead_back_to_it() {
    let order = OrderId(Uuid::from_u128(7));
    let causes = Cause::of_order(order).into_iter().chain([
        Cause::Call { call: CallId(Uuid::from_u128(8)) },
        Cause::Report { report: IncidentId(Uuid::from_u128(10)) },
        Cause::Robot { robot: RobotId(Uuid::from_u128(11)) },
        Cause::Scheme { scheme: "2027/夏".to_owned() },
        Cause::Stream { stream: "V1\u{1f}门/1".to_owned() },
        Cause::Writing { desk: DeskId(Uuid::from_u128(9)) },
    ]);
    for cause in causes {
        assert_eq!(cause.to_string().parse(), Ok(cause));
    }
    assert!("silent/7".parse::<Cause>().is_err());
    assert!("weather/7".parse::<Cause>().is_err());
}

#[test]
fn calls_for_help_and_urgent_orders_sound_urgent() {
    let silent = Cause::Silent { order: OrderId(Uuid::from_u128(7)) };
    let of = |kind, priority| silent.gravity(Some(kind), Some(priority));
    assert_eq!(of(OrderKind::Check, Priority::Normal), Gravity::Normal);
    assert_eq!(of(OrderKind::Check, Priority::Critical), Gravity::Urgent);
    assert_eq!(of(OrderKind::Help, Priority::Normal), Gravity::Urgent);
    assert_eq!(Cause::Call { call: CallId(Uuid::from_u128(8)) }.gravity(None, None), Gravity::Urgent);
    assert_eq!(Cause::Scheme { scheme: "2027".to_owned() }.gravity(None, None), Gravity::Normal);
}

#[test]
fn what_the_front_line_calls_critical_sounds_urgent_and_what_it_calls_urgent_sounds_normal() {
    let report = Cause::Report { report: IncidentId(Uuid::from_u128(10)) };
    assert_eq!(report.gravity(None, Some(Priority::Critical)), Gravity::Urgent);
    assert_eq!(report.gravity(None, Some(Priority::Urgent)), Gravity::Normal);
}
