//! Deadlines by the ruler are deadlines by the days, whatever was suspended, extended, given back or done at odd hours.

#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use domain::incident::Limit;
use domain::moment::Moment;
use domain::review::{Due, Trail, Work, Yardstick};
use domain::worktime::{Calendar, Halt, Pace, Ruler};
use proptest::prelude::*;

/// The last days of a year that is known, then a year that may not be.
const FROM: i64 = 1_797_100_000_000;
const HOUR: i64 = 3_600_000;

fn at(hours: i64, odd: i64) -> Moment {
    Moment::from_millis(FROM + hours * HOUR + odd)
}

/// Moments around ends of hours, days and years: on them, a millisecond beside them, and anywhere.
fn moments(hours: std::ops::Range<i64>) -> impl Strategy<Value = Moment> {
    (hours, prop_oneof![Just(0), Just(-1), Just(1), 0..HOUR]).prop_map(|(hours, odd)| at(hours, odd))
}

fn halts() -> impl Strategy<Value = Vec<Halt>> {
    let halt = (moments(0..900), proptest::option::weighted(0.8, 0_i64..300)).prop_map(|(from, hours)| Halt {
        from,
        until: hours.map(|hours| Moment::from_millis(from.millis() + hours * HOUR)),
    });
    // Mostly as people suspend, and now and then as a clock that was put back would have it.
    proptest::collection::vec(halt, 0..3).prop_flat_map(|halts| {
        prop_oneof![
            4 => Just(in_order(halts.clone())),
            1 => Just(halts),
        ]
    })
}

fn in_order(mut halts: Vec<Halt>) -> Vec<Halt> {
    halts.sort_by_key(|halt| halt.from);
    let froms: Vec<Moment> = halts.iter().skip(1).map(|halt| halt.from).collect();
    for (halt, next) in halts.iter_mut().zip(froms) {
        halt.until = Some(halt.until.unwrap_or(next).min(next));
    }
    halts
}

fn works() -> impl Strategy<Value = Vec<Work>> {
    let work = (
        moments(0..800),
        proptest::option::weighted(0.8, (0_i64..200, 0..HOUR)),
        any::<bool>(),
        halts(),
        proptest::option::weighted(0.2, moments(0..1000)),
    )
        .prop_map(|(from, done, is_given_back, halts, extended)| {
            let until = done.map(|(hours, odd)| Moment::from_millis(from.millis() + hours * HOUR + odd));
            let is_given_back = is_given_back && until.is_some();
            let halts = halts.into_iter().filter(|halt| halt.from >= from).collect();
            Work { from, until, is_given_back, halts, extended }
        });
    proptest::collection::vec(work, 0..4)
}

/// What we ship, with the year after, or with one missing in between.
fn calendars() -> impl Strategy<Value = Calendar> {
    let year = |calendar: &Calendar, like: i16| {
        let mut told = calendar.years[&like].clone();
        (told.off, told.on) = (BTreeSet::new(), BTreeSet::new());
        told
    };
    (0_u8..4).prop_map(move |which| {
        let mut calendar = Calendar::shipped();
        match which {
            0 => {}
            1 => drop(calendar.years.insert(2027, year(&calendar, 2026))),
            2 => drop(calendar.years.insert(2028, year(&calendar, 2026))),
            _ => calendar.offset_hours = -3,
        }
        calendar
    })
}

fn limits() -> impl Strategy<Value = Option<Limit>> {
    let limit = (prop_oneof![Just(0_u32), Just(480), Just(1440), 0_u32..20_000], any::<bool>());
    proptest::option::weighted(0.95, limit).prop_map(|limit| {
        limit.map(|(minutes, works)| Limit { minutes, pace: if works { Pace::Working } else { Pace::Always } })
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4000))]
    #[test]
    fn a_deadline_by_the_ruler_is_the_deadline_by_the_days(
        work in works(), calendar in calendars(), limit in limits(), now in moments(-50..1600)
    ) {
        let ruler = Ruler::of(&calendar);
        let measured = Yardstick { limit, calendar: &calendar, ruler: &ruler, now }.measure(&work);
        let trail = Trail { work, ..Trail::default() };
        prop_assert_eq!(measured, trail.due(limit, &calendar, now));
    }
}

#[test]
fn a_clock_that_runs_out_as_the_day_ends_is_kept_until_somebody_works_again() {
    let calendar = Calendar::shipped();
    let ruler = Ruler::of(&calendar);
    let at = |text: &str| Moment(format!("2026-11-{text}+08:00").parse().unwrap());
    let work = Work { from: at("20T17:00:00"), until: None, is_given_back: false, halts: vec![], extended: None };
    let end = calendar.hours.last().unwrap().until;
    let limit = Some(Limit { minutes: u32::from(end) - 17 * 60, pace: Pace::Working });
    let due = |now: &str| {
        Yardstick { limit, calendar: &calendar, ruler: &ruler, now: at(now) }.measure(std::slice::from_ref(&work))
    };
    let [hour, minute] = [end / 60, end % 60];
    assert_eq!(due("20T17:10:00"), Due::NotYet);
    assert_eq!(due(&format!("20T{hour:02}:{minute:02}:00")), Due::Kept, "it has come, and nothing ran after it");
    assert_eq!(due("23T08:00:00"), Due::Kept);
    assert_eq!(due("23T12:00:00"), Due::Overrun);
}
