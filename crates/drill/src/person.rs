//! What one person does with one order: worked out from the drill's seed before anything happens.

use std::time::Duration;

use domain::id::PostId;
use domain::order::Asked;
use domain::receipt::{Mark, Part};

use crate::chance::Chance;
use crate::profile::Manners;

/// What a person will do, from when the order came.
#[derive(Debug, Clone, PartialEq)]
pub struct Course {
    /// How long the network is away when the order comes; none: it is there.
    pub cut: Option<Duration>,
    /// After how long it goes, and for how long: what is done in between reaches the desk later, with its own time.
    pub lapse: Option<(Duration, Duration)>,
    /// After how long the person asks the centre to call, and what about.
    pub call: Option<(Duration, &'static str)>,
    /// Each mark, and how long after the one before.
    pub steps: Vec<(Duration, Mark)>,
}

/// What `post` does with the `nth` order that reaches it; the same seed and the same manners give the same course.
pub fn course(seed: u64, manners: &Manners, post: &PostId, nth: u32, part: Part, asked: &Asked) -> Course {
    let mut chance = Chance::with_order(seed, post, nth);
    let cut = chance.falls(manners.cut).then(|| chance.around(manners.outage, manners.spread));
    let mut steps = vec![(Duration::ZERO, Mark::Delivered)];
    if !chance.falls(manners.silent) {
        steps.push((chance.around(manners.read, manners.spread), Mark::Read));
        // A copy is read and never answered.
        if part == Part::Recipient {
            answer(manners, asked, &mut chance, &mut steps);
        }
    }
    // Drawn last: what people answer is the same whatever else befalls them.
    let lapse = chance.falls(manners.lapse).then(|| {
        let after = chance.around(manners.read, manners.spread);
        (after, chance.around(manners.outage, manners.spread))
    });
    let calls = chance.falls(manners.call) && steps.len() > 1;
    let call = calls.then(|| {
        let words = chance.one_of(&["水已漫过台阶，请回电", "有老人被困三楼，请回电", "水泵坏了，请派人"]);
        (chance.around(manners.read + manners.answer, manners.spread), words)
    });
    Course { cut, lapse, call, steps }
}

fn answer(manners: &Manners, asked: &Asked, chance: &mut Chance, steps: &mut Vec<(Duration, Mark)>) {
    let after = chance.around(manners.answer, manners.spread);
    if chance.falls(manners.refuse) {
        let reason = chance.one_of(&["人不在现场，十分钟后才能到", "地下室已封，钥匙在物业", "道路积水，过不去"]);
        steps.push((after, Mark::Refused { reason: reason.to_owned() }));
        return;
    }
    steps.push((after, Mark::Accepted));
    if chance.falls(manners.finish) {
        let words =
            chance.one_of(&["已查看，一切正常", "已处置，现场恢复", "已通知到户，无异常", "已完成，已拍照留存"]);
        let value = match asked {
            Asked::Number { .. } => Some(chance.below(10).to_string()),
            Asked::Choice { of } => of.get(chance.below(of.len())).cloned(),
            _ => None,
        };
        steps.push((
            chance.around(manners.work, manners.spread),
            Mark::Done { words: words.to_owned(), value, attachments: Vec::new() },
        ));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Profile;

    fn of(profile: Profile, asked: &Asked, people: u32) -> Vec<Course> {
        let post = |number: u32| PostId(format!("4116-{number}"));
        let manners = profile.manners();
        (0..people).map(|number| course(7, &manners, &post(number), 1, Part::Recipient, asked)).collect()
    }

    #[test]
    fn the_same_seed_makes_the_same_people_and_another_order_finds_them_otherwise() {
        let manners = Profile::Night.manners();
        let once = |seed, nth| course(seed, &manners, &PostId("a".to_owned()), nth, Part::Recipient, &Asked::Nothing);
        assert_eq!(once(7, 1), once(7, 1));
        assert_ne!(once(7, 1), once(8, 1));
        assert_ne!(once(7, 1), once(7, 2));
    }

    #[test]
    fn shares_of_a_night_are_those_of_its_profile() {
        let courses = of(Profile::Night, &Asked::Nothing, 4000);
        let share = |is: &dyn Fn(&Course) -> bool| courses.iter().filter(|course| is(course)).count() as f64 / 4000.0;
        let silent = share(&|course| course.steps.len() == 1);
        let refused = share(&|course| matches!(course.steps.last(), Some((_, Mark::Refused { .. }))));
        assert!((silent - 0.14).abs() < 0.02, "{silent}");
        assert!((refused - 0.86 * 0.02).abs() < 0.01, "{refused}");
    }

    #[test]
    fn what_is_done_holds_what_the_order_asks_for() {
        let pumps = Asked::Number { unit: "台".to_owned() };
        let choices = ["正常".to_owned(), "故障".to_owned()];
        let choice = Asked::Choice { of: choices.to_vec() };
        for (asked, fits) in [
            (&Asked::Words, (|value| value.is_none()) as fn(Option<&str>) -> bool),
            (&pumps, |value| value.is_some_and(|value| value.parse::<u8>().is_ok())),
            (&choice, |value| value.is_some_and(|value| ["正常", "故障"].contains(&value))),
        ] {
            let last: Vec<Mark> = of(Profile::Quiet, asked, 200)
                .into_iter()
                .filter_map(|mut course| course.steps.pop())
                .map(|step| step.1)
                .collect();
            let done = last.iter().filter_map(|mark| match mark {
                Mark::Done { words, value, .. } => Some((words, value)),
                _ => None,
            });
            assert!(done.clone().count() > 100);
            assert!(done.clone().all(|(words, value)| !words.is_empty() && fits(value.as_deref())), "{asked:?}");
        }
    }

    #[test]
    fn in_a_flood_some_lose_the_network_half_way_and_some_call_and_that_changes_no_answer() {
        let flood = of(Profile::Flood, &Asked::Nothing, 4000);
        let share = |is: &dyn Fn(&Course) -> bool| flood.iter().filter(|course| is(course)).count() as f64 / 4000.0;
        let (lapse, call) = (share(&|course| course.lapse.is_some()), share(&|course| course.call.is_some()));
        assert!((lapse - 0.15).abs() < 0.03, "{lapse}");
        assert!((call - 0.92 * 0.03).abs() < 0.015, "{call}");
        let silent = |course: &Course| course.steps.len() == 1;
        assert!(
            flood.iter().all(|course| course.call.is_none() || !silent(course)),
            "whoever looks at nothing calls nobody"
        );
        let steady = Manners { lapse: 0.0, call: 0.0, ..Profile::Flood.manners() };
        let post = |number: u32| PostId(format!("4116-{number}"));
        for (number, course) in (0..).zip(&flood) {
            let same = super::course(7, &steady, &post(number), 1, Part::Recipient, &Asked::Nothing);
            assert_eq!((&course.cut, &course.steps), (&same.cut, &same.steps));
        }
    }

    #[test]
    fn whoever_reads_a_copy_answers_nothing() {
        let manners = Profile::Rush.manners();
        let copy = course(7, &manners, &PostId("a".to_owned()), 1, Part::Copy, &Asked::Nothing);
        assert_eq!(copy.steps, [(Duration::ZERO, Mark::Delivered), (Duration::ZERO, Mark::Read)]);
    }
}
