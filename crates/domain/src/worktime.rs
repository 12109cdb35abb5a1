//! Working time 工作时: the hours of working days, in which the clocks of an incident run.
//!
//! Which days one works is data with a year and a source, because weekends are moved by decree 调休. A year that nobody
//! has told is no guess: whatever would need it is not answered, and says which year is missing.
//!
//! Invariant: a clock is the sum of its stretches, so that a person can add them up.

mod ruler;

use std::collections::{BTreeMap, BTreeSet};

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use ts_rs::TS;

use crate::moment::Moment;

pub use ruler::{Ruler, Scale};

const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;
const MINUTES_OF_DAY: u16 = 24 * 60;

/// When a district works.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calendar {
    /// Hours east of Greenwich.
    pub offset_hours: i8,
    /// The hours of a working day, in order.
    pub hours: Vec<Hours>,
    /// What is known of each year.
    #[serde(deserialize_with = "by_year")]
    pub years: BTreeMap<i16, Year>,
}

/// Hours in which one works, in minutes after midnight: from, and until before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hours {
    /// The first minute.
    pub from: u16,
    /// The first one after.
    pub until: u16,
}

/// What differs in a year from Monday to Friday.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// Days off on which one would work.
    pub off: BTreeSet<Date>,
    /// Working days on which one would not 调休上班.
    pub on: BTreeSet<Date>,
    /// Who said so: the notice and its number.
    pub source: String,
}

/// A part of a clock: time that counts, without a gap.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Stretch {
    /// Its first moment.
    pub from: Moment,
    /// The first one after.
    pub until: Moment,
}

/// How a clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Pace {
    /// In working time.
    Working,
    /// By day and night.
    Always,
}

/// A clock stands still: from when, and until when; none: it still does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Halt {
    /// Its first moment.
    pub from: Moment,
    /// The first one after.
    pub until: Option<Moment>,
}

/// Nobody has said on which days of this year one works.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearMissing(pub i16);

/// Why a calendar is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadCalendar {
    /// No hours, or such as meet, end before they begin, or pass midnight.
    Hours,
    /// No such offset on earth.
    Offset,
    /// A day that stands in another year's list, in both lists, or in a list where it changes nothing.
    Day(Date),
    /// A year without a word on who said so.
    Source(i16),
}

impl Stretch {
    /// How long it is, in milliseconds.
    pub fn length(self) -> i64 {
        self.until.millis() - self.from.millis()
    }
}

/// Inside a fact the key of a map comes as text, whatever it is a figure of.
fn by_year<'de, D: Deserializer<'de>>(from: D) -> Result<BTreeMap<i16, Year>, D::Error> {
    let told = BTreeMap::<String, Year>::deserialize(from)?;
    told.into_iter().map(|(year, told)| Ok((year.parse().map_err(D::Error::custom)?, told))).collect()
}

impl Pace {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Working, Self::Always];

    /// As on the wire; what it is called stands in the table of words, under `pace`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Working => "working",
            Self::Always => "always",
        }
    }
}

impl Calendar {
    /// The one that a district starts with.
    pub fn shipped() -> Self {
        serde_json::from_str(include_str!("../../../data/calendars/china.json"))
            .expect("a test reads the calendar that we ship")
    }

    /// Takes over the years that it has not been told itself; what it was told stays.
    pub fn learn_years(&mut self, later: &Self) {
        for (year, told) in &later.years {
            self.years.entry(*year).or_insert_with(|| told.clone());
        }
    }

    /// The same, if it can be worked with.
    pub fn checked(self) -> Result<Self, BadCalendar> {
        let is_hours = |hours: &Hours| hours.from < hours.until && hours.until <= MINUTES_OF_DAY;
        let is_apart = self.hours.windows(2).all(|pair| pair[0].until < pair[1].from);
        if self.hours.is_empty() || !self.hours.iter().all(is_hours) || !is_apart {
            return Err(BadCalendar::Hours);
        }
        if !(-12..=14).contains(&self.offset_hours) {
            return Err(BadCalendar::Offset);
        }
        for (year, told) in &self.years {
            let idle =
                told.off.iter().filter(|day| is_weekend(**day)).chain(told.on.iter().filter(|day| !is_weekend(**day)));
            let elsewhere = told.off.union(&told.on).filter(|day| day.year() != *year);
            if let Some(day) = elsewhere.chain(idle).next() {
                return Err(BadCalendar::Day(*day));
            }
            if told.source.trim().is_empty() {
                return Err(BadCalendar::Source(*year));
            }
        }
        Ok(self)
    }

    /// What counts between two moments, in order; nothing where the second is not later.
    pub fn stretches(
        &self,
        pace: Pace,
        from: Moment,
        until: Moment,
        halts: &[Halt],
    ) -> Result<Vec<Stretch>, YearMissing> {
        let mut all = Vec::new();
        let mut day = self.day_of(from);
        while day <= self.day_of(until) && from < until {
            all.extend(self.open_on(pace, day)?.into_iter().filter_map(|open| cut(open, from, until)));
            day += 1;
        }
        Ok(without(joined(all), halts))
    }

    /// How much of a clock has run between two moments, in milliseconds.
    pub fn run(&self, pace: Pace, from: Moment, until: Moment, halts: &[Halt]) -> Result<i64, YearMissing> {
        Ok(self.stretches(pace, from, until, halts)?.into_iter().map(Stretch::length).sum())
    }

    /// When a clock of so many milliseconds will have run out; none: it stands still, and nobody knows until when.
    ///
    /// It runs out in the last moment that counts, not on the morning after.
    pub fn due(&self, pace: Pace, from: Moment, length: i64, halts: &[Halt]) -> Result<Option<Moment>, YearMissing> {
        let mut left = length;
        if left <= 0 {
            return Ok(Some(from));
        }
        let mut day = self.day_of(from);
        loop {
            let open =
                self.open_on(pace, day)?.into_iter().filter_map(|open| cut(open, from, Moment::from_millis(i64::MAX)));
            for stretch in without(open.collect(), halts) {
                if stretch.length() >= left {
                    return Ok(Some(Moment::from_millis(stretch.from.millis() + left)));
                }
                left -= stretch.length();
            }
            let tomorrow = self.midnight(day + 1);
            if halts.iter().any(|halt| halt.until.is_none() && halt.from <= tomorrow) {
                return Ok(None);
            }
            day += 1;
        }
    }

    /// The calendar's days that a clock of today may need and nobody has told: this year's, and in its last quarter the
    /// next one's.
    pub fn missing(&self, now: Moment) -> Vec<i16> {
        let today = date_of(self.day_of(now));
        let next = (today.month() >= 10).then(|| today.year() + 1);
        [Some(today.year()), next].into_iter().flatten().filter(|year| !self.years.contains_key(year)).collect()
    }

    fn open_on(&self, pace: Pace, day: i64) -> Result<Vec<Stretch>, YearMissing> {
        let stretch = |from, until| Stretch { from: self.at(day, from), until: self.at(day, until) };
        match pace {
            Pace::Always => Ok(vec![stretch(0, MINUTES_OF_DAY)]),
            Pace::Working if self.is_working_day(date_of(day))? => {
                Ok(self.hours.iter().map(|hours| stretch(hours.from, hours.until)).collect())
            }
            Pace::Working => Ok(Vec::new()),
        }
    }

    /// Whether one works on this day.
    pub fn is_working_day(&self, day: Date) -> Result<bool, YearMissing> {
        let year = self.years.get(&day.year()).ok_or(YearMissing(day.year()))?;
        Ok(year.on.contains(&day) || !(is_weekend(day) || year.off.contains(&day)))
    }

    /// Days since 1970-01-01, by the clock on the wall here.
    fn day_of(&self, moment: Moment) -> i64 {
        (moment.millis() + i64::from(self.offset_hours) * HOUR).div_euclid(DAY)
    }

    fn midnight(&self, day: i64) -> Moment {
        Moment::from_millis(day * DAY - i64::from(self.offset_hours) * HOUR)
    }

    fn at(&self, day: i64, minute: u16) -> Moment {
        Moment::from_millis(self.midnight(day).millis() + i64::from(minute) * MINUTE)
    }
}

fn date_of(day: i64) -> Date {
    Date::constant(1970, 1, 1).saturating_add(day.days())
}

/// Days since 1970-01-01.
fn number(day: Date) -> i64 {
    i64::from(day.since(Date::constant(1970, 1, 1)).map_or(0, |span| span.get_days()))
}

fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// The part of a stretch between two moments.
fn cut(stretch: Stretch, from: Moment, until: Moment) -> Option<Stretch> {
    let cut = Stretch { from: stretch.from.max(from), until: stretch.until.min(until) };
    (cut.from < cut.until).then_some(cut)
}

/// Stretches in order, those that meet as one.
fn joined(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let mut all: Vec<Stretch> = Vec::with_capacity(stretches.len());
    for stretch in stretches {
        match all.last_mut() {
            Some(last) if last.until >= stretch.from => last.until = last.until.max(stretch.until),
            _ => all.push(stretch),
        }
    }
    all
}

/// What is left of stretches beside the halts, in whatever order these are told.
fn without(mut stretches: Vec<Stretch>, halts: &[Halt]) -> Vec<Stretch> {
    for halt in halts {
        let until = halt.until.unwrap_or(Moment::from_millis(i64::MAX));
        stretches = stretches
            .into_iter()
            .flat_map(|stretch| {
                let before = cut(stretch, stretch.from, halt.from.min(stretch.until));
                let after = cut(stretch, until.max(halt.from).max(stretch.from), stretch.until);
                // A halt beside the stretch leaves it in one piece.
                match (before, after) {
                    (Some(before), Some(after)) if before.until >= after.from => [Some(stretch), None],
                    both => [both.0, both.1],
                }
            })
            .flatten()
            .collect();
    }
    stretches
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// What we ship.
    fn china() -> Calendar {
        let told = include_str!("../../../data/calendars/china.json");
        serde_json::from_str::<Calendar>(told).expect("a calendar").checked().expect("it can be worked with")
    }

    fn china_with(change: impl FnOnce(&mut Calendar)) -> Result<(), BadCalendar> {
        let mut calendar = china();
        change(&mut calendar);
        calendar.checked().map(drop)
    }

    fn at(text: &str) -> Moment {
        Moment(format!("{text}:00+08:00").parse().expect("a moment"))
    }

    fn run(from: &str, until: &str) -> i64 {
        china().run(Pace::Working, at(from), at(until), &[]).expect("a year that is known") / MINUTE
    }

    #[test]
    fn a_clock_runs_in_the_hours_of_working_days() {
        // A Friday afternoon to Monday morning: an hour and an hour.
        assert_eq!(run("2026-11-20T17:00", "2026-11-23T09:30"), 120);
        // Over noon nothing runs.
        assert_eq!(run("2026-11-20T11:30", "2026-11-20T15:00"), 60);
        assert_eq!(run("2026-11-20T22:00", "2026-11-20T23:00"), 0);
        assert_eq!(run("2026-11-20T23:00", "2026-11-20T22:00"), 0, "nothing runs backwards");
        // Nine days of the Spring Festival, the Saturday before and after worked.
        assert_eq!(run("2026-02-14T00:00", "2026-03-01T00:00"), 420 * 6);
        let night = china().run(Pace::Always, at("2026-11-20T23:55"), at("2026-11-21T00:05"), &[]);
        assert_eq!(night, Ok(10 * MINUTE));
    }

    #[test]
    fn a_clock_runs_out_in_the_last_moment_that_counts() {
        let due = |from: &str, minutes: i64| china().due(Pace::Working, at(from), minutes * MINUTE, &[]);
        assert_eq!(due("2026-11-20T17:00", 60), Ok(Some(at("2026-11-20T18:00"))), "not on Monday morning");
        assert_eq!(due("2026-11-20T17:00", 61), Ok(Some(at("2026-11-23T08:31"))));
        assert_eq!(due("2026-11-21T03:00", 0), Ok(Some(at("2026-11-21T03:00"))));
        assert_eq!(due("2026-12-31T17:30", 60), Err(YearMissing(2027)), "nobody has told of the year");
        assert_eq!(china().missing(at("2026-11-22T08:00")), [2027]);
        assert_eq!(china().missing(at("2026-09-22T08:00")), [0_i16; 0]);
    }

    #[test]
    fn a_clock_that_stands_still_has_no_end_until_it_goes_on() {
        let open = [Halt { from: at("2026-11-20T16:00"), until: None }];
        let due =
            |minutes: i64, halts: &[Halt]| china().due(Pace::Working, at("2026-11-20T15:00"), minutes * MINUTE, halts);
        assert_eq!(due(60, &open), Ok(Some(at("2026-11-20T16:00"))), "it ran out before");
        assert_eq!(due(61, &open), Ok(None));
        let closed = [Halt { until: Some(at("2026-11-20T17:30")), ..open[0] }];
        assert_eq!(due(61, &closed), Ok(Some(at("2026-11-20T17:31"))));
    }

    #[test]
    fn a_calendar_that_says_nothing_sure_is_none() {
        assert_eq!(china_with(|it| it.hours.clear()), Err(BadCalendar::Hours));
        assert_eq!(china_with(|it| it.hours[0].until = 870), Err(BadCalendar::Hours));
        assert_eq!(china_with(|it| it.hours[1].until = 1500), Err(BadCalendar::Hours));
        assert_eq!(china_with(|it| it.offset_hours = 15), Err(BadCalendar::Offset));
        let put = |calendar: &mut Calendar, day: Date| {
            let year = calendar.years.get_mut(&2026).expect("what we ship has it");
            let list = if is_weekend(day) { &mut year.off } else { &mut year.on };
            list.insert(day);
        };
        let [idle, elsewhere] = [Date::constant(2026, 11, 22), Date::constant(2025, 11, 21)];
        assert_eq!(china_with(|it| put(it, idle)), Err(BadCalendar::Day(idle)), "a Sunday is off anyhow");
        assert_eq!(china_with(|it| put(it, elsewhere)), Err(BadCalendar::Day(elsewhere)));
        let unsaid = china_with(|it| it.years.values_mut().for_each(|year| year.source = " ".into()));
        assert_eq!(unsaid, Err(BadCalendar::Source(2025)));
    }

    /// The same by a watch that is looked at every minute.
    fn slowly(calendar: &Calendar, pace: Pace, from: i64, until: i64, halts: &[Halt]) -> i64 {
        let counts = |minute: &i64| {
            let now = Moment::from_millis(minute * MINUTE);
            let here = Moment::from_millis(now.millis() + i64::from(calendar.offset_hours) * HOUR);
            let zoned = here.0.to_zoned(jiff::tz::TimeZone::UTC);
            let of_day = zoned.hour() as u16 * 60 + zoned.minute() as u16;
            let works = calendar.is_working_day(zoned.date()) == Ok(true)
                && calendar.hours.iter().any(|hours| (hours.from..hours.until).contains(&of_day));
            let stands = |halt: &Halt| halt.from <= now && halt.until.is_none_or(|until| now < until);
            (pace == Pace::Always || works) && !halts.iter().any(stands)
        };
        i64::try_from((from..until).filter(counts).count()).expect("a few thousand")
    }

    /// Minutes since 1970 of the days around New Year 2026.
    const NEW_YEAR: i64 = 20_454 * 24 * 60;

    fn calendars() -> impl Strategy<Value = Calendar> {
        let hours = proptest::collection::btree_set(0_u16..=MINUTES_OF_DAY, 2..=6);
        let days = || proptest::collection::btree_set(0_i64..20, 0..6);
        (-12_i8..=14, hours, days(), days()).prop_map(|(offset_hours, marks, off, on)| {
            let marks: Vec<u16> = marks.into_iter().collect();
            let hours = marks.chunks_exact(2).map(|pair| Hours { from: pair[0], until: pair[1] }).collect();
            let mut years: BTreeMap<i16, Year> = [2025, 2026]
                .map(|year| (year, Year { off: BTreeSet::new(), on: BTreeSet::new(), source: "x".into() }))
                .into();
            for (days, is_on) in [(off, false), (on, true)] {
                for day in days {
                    let date = date_of(NEW_YEAR / (24 * 60) - 10 + day);
                    let year = years.get_mut(&date.year()).expect("one of both");
                    if is_on == is_weekend(date) {
                        if is_on { &mut year.on } else { &mut year.off }.insert(date);
                    }
                }
            }
            Calendar { offset_hours, hours, years }.checked().expect("made to be one")
        })
    }

    fn halts() -> impl Strategy<Value = Vec<Halt>> {
        let halt = (-9_000_i64..9_000, 0_i64..4_000).prop_map(|(from, length)| Halt {
            from: Moment::from_millis((NEW_YEAR + from) * MINUTE),
            until: Some(Moment::from_millis((NEW_YEAR + from + length) * MINUTE)),
        });
        proptest::collection::vec(halt, 0..4)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn a_clock_agrees_with_a_watch_that_is_looked_at_every_minute(
            calendar in calendars(),
            halts in halts(),
            always in any::<bool>(),
            from in -9_000_i64..9_000,
            length in 0_i64..9_000,
        ) {
            let pace = if always { Pace::Always } else { Pace::Working };
            let (from, until) = (NEW_YEAR + from, NEW_YEAR + from + length);
            let [begin, end] = [from, until].map(|minute| Moment::from_millis(minute * MINUTE));
            let stretches = calendar.stretches(pace, begin, end, &halts).expect("both years are known");
            prop_assert!(stretches.windows(2).all(|pair| pair[0].until < pair[1].from), "{stretches:?}");
            let run: i64 = stretches.iter().map(|stretch| stretch.length()).sum();
            prop_assert_eq!(run / MINUTE, slowly(&calendar, pace, from, until, &halts));
            // Whatever has run out is due in the first moment by which it had.
            if let Ok(Some(due)) = calendar.due(pace, begin, run, &halts) {
                prop_assert_eq!(calendar.run(pace, begin, due, &halts), Ok(run));
                prop_assert!(run == 0 || due <= end);
                let before = Moment::from_millis(due.millis() - MINUTE);
                prop_assert!(run == 0 || calendar.run(pace, begin, before, &halts).expect("known") < run);
            }
        }
    }
}
