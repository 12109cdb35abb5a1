//! Cases of ten years: when each came in, and what was done about it when.

use crate::chance::Chance;

/// How many years.
pub const YEARS: i64 = 10;

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;

/// What is done about a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deed {
    /// It comes in.
    Report,
    /// It is taken up.
    Accept,
    /// It is given to somebody.
    Assign,
    /// He takes it on.
    TakeOn,
    /// He returns it.
    Return,
    /// It is put right.
    Dispose,
    /// Whoever looks says that it is not.
    Fail,
    /// Whoever looks says that it is.
    Pass,
    /// Somebody asks the caller.
    FollowUp,
    /// It is closed.
    Close,
}

/// One thing that happens to one case.
#[derive(Debug, Clone, Copy)]
pub struct Event {
    /// When, in milliseconds since 1970.
    pub at: i64,
    /// Which case, from 0.
    pub case: usize,
    /// What is done.
    pub deed: Deed,
    /// In which of the leaves.
    pub grid: usize,
    /// Of which sort, from 0 to 7.
    pub kind: usize,
    /// How urgent, from 0 to 2.
    pub urgency: usize,
    /// Which unit has it; 0: the grid itself.
    pub unit: usize,
    /// A finer class, from 0 to 11.
    pub class: usize,
    /// Where in the box around the district.
    pub where_it_was: (f64, f64),
}

/// All that happens with so many cases a year, in the order in which it does.
pub fn events(seed: u64, begin: i64, per_year: usize, leaves: usize) -> Vec<Event> {
    let chance = Chance::new(seed);
    let cases = per_year * usize::try_from(YEARS).unwrap_or(0);
    let end = begin + YEARS * 365 * DAY;
    let mut all = Vec::with_capacity(cases * 8);
    for case in 0..cases {
        let share = |what: u64| chance.share(&[case as u64, what]);
        let one_of = |what: u64, of: usize| ((share(what) * of as f64) as usize).min(of - 1);
        let event = Event {
            at: begin + (share(0) * (YEARS * 365 * DAY) as f64) as i64,
            case,
            deed: Deed::Report,
            grid: one_of(1, leaves),
            kind: one_of(2, 8),
            urgency: [0, 0, 0, 0, 0, 0, 0, 0, 1, 2][one_of(3, 10)],
            unit: one_of(4, 40),
            class: one_of(5, 12),
            where_it_was: (share(6), share(7)),
        };
        let mut at = event.at;
        all.push(event);
        for (nth, (deed, minutes)) in course(share(8)).iter().enumerate() {
            at += ((minutes * (0.3 + 1.4 * share(20 + nth as u64))) * MINUTE as f64) as i64;
            if at < end {
                all.push(Event { at, deed: *deed, ..event });
            }
        }
    }
    all.sort_by_key(|event| (event.at, event.case));
    all
}

/// What is done with a case, and after how many minutes: most run straight, some are returned, fail a check or stay open.
fn course(chance: f64) -> &'static [(Deed, f64)] {
    const STRAIGHT: [(Deed, f64); 7] = [
        (Deed::Accept, 3.0),
        (Deed::Assign, 3.0),
        (Deed::TakeOn, 40.0),
        (Deed::Dispose, 2_500.0),
        (Deed::Pass, 600.0),
        (Deed::FollowUp, 900.0),
        (Deed::Close, 30.0),
    ];
    const RETURNED: [(Deed, f64); 10] = [
        (Deed::Accept, 3.0),
        (Deed::Assign, 3.0),
        (Deed::TakeOn, 40.0),
        (Deed::Return, 200.0),
        (Deed::Assign, 30.0),
        (Deed::TakeOn, 40.0),
        (Deed::Dispose, 2_500.0),
        (Deed::Pass, 600.0),
        (Deed::FollowUp, 900.0),
        (Deed::Close, 30.0),
    ];
    const FAILED: [(Deed, f64); 9] = [
        (Deed::Accept, 3.0),
        (Deed::Assign, 3.0),
        (Deed::TakeOn, 40.0),
        (Deed::Dispose, 1_500.0),
        (Deed::Fail, 600.0),
        (Deed::Dispose, 900.0),
        (Deed::Pass, 600.0),
        (Deed::FollowUp, 900.0),
        (Deed::Close, 30.0),
    ];
    match chance {
        0.0..0.85 => &STRAIGHT,
        0.85..0.93 => &RETURNED,
        0.93..0.98 => &FAILED,
        0.98..0.99 => &STRAIGHT[..3],
        _ => &STRAIGHT[..1],
    }
}
