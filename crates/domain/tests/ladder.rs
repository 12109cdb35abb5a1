//! The ladder: whom it calls, when, and that a desk which was off goes on where it stood.

use std::collections::BTreeMap;

use domain::calling::{self, CallOutcome, CallResult};
use domain::code::GridPath;
use domain::failure::Refusal;
use domain::gateway::GatewayKind;
use domain::id::PostId;
use domain::ladder::{self, LATE, LATEST_RUNG, Ladder, Ladders, MOST_RUNGS, RungMessage, RungSent, Silent, Step};
use domain::moment::Moment;
use domain::order::Priority;
use domain::post::{Post, PostRole, Station};
use domain::receipt::{self, Answering, Mark, Part, Progress};
use domain::roster::Roster;
use proptest::prelude::*;

const MINUTES: [u32; 3] = [3, 5, 15];

fn at(seconds: i64) -> Moment {
    Moment::from_millis(seconds * 1000)
}

fn silent(units: u32) -> Silent {
    Silent { units, people: units }
}

fn post(path: &str, role: PostRole) -> Post {
    let grid = GridPath::from_text(path);
    Post {
        id: PostId::derive(path, &format!("{role:?}"), "x"),
        title: String::new(),
        role,
        grid,
        station: Station::Grid,
        person: String::new(),
        phone: String::new(),
        since: None,
    }
}

#[test]
fn the_usual_ladder_calls_after_three_five_and_fifteen_minutes() {
    let usual = Ladders::default();
    let urgent = usual.clone().with(Priority::Urgent, vec![1], None);
    assert_eq!((usual.of(Priority::Urgent), urgent.of(Priority::Urgent)), (&MINUTES[..], &[1][..]));
    assert_eq!(urgent.of(Priority::Critical), MINUTES);
    let ladder = Ladder::of(at(0), &MINUTES);
    let due: Vec<(u8, Moment)> = ladder.rungs.iter().map(|rung| (rung.number, rung.due)).collect();
    assert_eq!(due, [(1, at(180)), (2, at(300)), (3, at(900))]);
}

#[test]
fn a_ladder_grows_and_ends_within_a_week() {
    for good in [&[][..], &[0], &[3, 5, 15], &[LATEST_RUNG]] {
        assert_eq!(ladder::admit(good, None), Ok(()), "{good:?}");
    }
    for uneven in [[3, 3], [5, 3]] {
        assert_eq!(ladder::admit(&uneven, None), Err(Refusal::LadderNotGrowing));
    }
    let many: Vec<u32> = (0..=MOST_RUNGS as u32).collect();
    for long in [&many[..], &[LATEST_RUNG + 1]] {
        assert!(matches!(ladder::admit(long, None), Err(Refusal::LadderTooLong { .. })));
    }
}

#[test]
fn a_message_goes_out_at_a_rung_that_there_is() {
    let at = |rung| Some(RungMessage { by: GatewayKind::Sms, rung });
    assert_eq!(ladder::admit(&MINUTES, at(1)), Ok(()));
    assert_eq!(ladder::admit(&MINUTES, at(3)), Ok(()));
    for (minutes, rung) in [(&MINUTES[..], 0), (&MINUTES[..], 4), (&[][..], 1)] {
        assert_eq!(ladder::admit(minutes, at(rung)), Err(Refusal::LadderWithoutRung));
    }
}

#[test]
fn rungs_that_came_while_the_desk_was_off_are_reached_late_and_say_so() {
    let mut ladder = Ladder::of(at(0), &MINUTES);
    let steps = ladder.climb(silent(4), at(400));
    assert_eq!(steps.iter().map(|step| step.rung).collect::<Vec<_>>(), [1, 2]);
    for step in steps {
        ladder.fold(step, at(400));
    }
    let late: Vec<Option<bool>> = ladder.rungs.iter().map(|rung| rung.reached.map(|reached| reached.late)).collect();
    assert_eq!(late, [Some(true), Some(true), None]);
    assert_eq!(ladder.next().map(|rung| rung.due), Some(at(900)));
}

#[test]
fn once_nobody_is_silent_the_ladder_is_over() {
    let mut ladder = Ladder::of(at(0), &MINUTES);
    let steps = ladder.climb(silent(0), at(5000));
    assert_eq!(steps.len(), 1, "one rung says that nobody was silent");
    ladder.fold(steps[0].clone(), at(5000));
    assert_eq!(ladder.next(), None);
    assert_eq!(ladder.climb(silent(0), at(9000)), []);
}

#[test]
fn where_one_answers_for_a_grid_nobody_else_of_it_is_called() {
    let (a, b, c) = (GridPath::from_text("41.1"), GridPath::from_text("41.2"), GridPath::from_text("41.3"));
    let receipts = [
        (&a, Progress::Waiting),
        (&a, Progress::Accepted),
        (&b, Progress::Read),
        (&b, Progress::Waiting),
        (&c, Progress::Refused),
        (&c, Progress::Delivered),
    ];
    assert_eq!(ladder::silent(Answering::OnePerGrid, &receipts), [2, 3]);
    assert_eq!(ladder::count_silent(Answering::OnePerGrid, &receipts), Silent { units: 1, people: 2 });
    assert_eq!(ladder::silent(Answering::EveryPerson, &receipts), [0, 2, 3, 5]);
    for answering in [Answering::OnePerGrid, Answering::EveryPerson] {
        let open = receipt::tally(answering, receipts.iter().copied()).open();
        assert_eq!(ladder::count_silent(answering, &receipts).units, open, "the ladder calls whom the board waits for");
    }
}

#[test]
fn the_nearest_head_is_the_own_one_and_for_a_head_the_next_above() {
    let (district, estate) = (post("41", PostRole::Head), post("41.411.4111", PostRole::Head));
    let (building, worker) = (post("41.411.4111.41111", PostRole::Head), post("41.411.4111.41111", PostRole::Worker));
    let deputy = post("41.411.4111", PostRole::Deputy);
    let lonely = post("41.412.4121", PostRole::Worker);
    let all = [&district, &estate, &building, &worker, &deputy, &lonely].map(Clone::clone);
    let roster = Roster::new(all.to_vec());
    let over = |post: &Post| ladder::nearest_head(post, &roster).map(|head| head.id.clone());
    assert_eq!(over(&worker), Some(building.id.clone()));
    assert_eq!(over(&building), Some(estate.id.clone()));
    assert_eq!(over(&deputy), Some(estate.id.clone()));
    assert_eq!(over(&estate), Some(district.id.clone()), "the street between has no head");
    assert_eq!(over(&lonely), Some(district.id.clone()));
    assert_eq!(over(&district), None);
}

#[test]
fn a_call_says_what_came_of_it_and_a_copy_is_never_called() {
    let note = CallResult::NotReached { words: " 关机 ".to_owned() };
    let logged = calling::log(Part::Recipient, note.clone()).unwrap();
    assert_eq!((logged.outcome, logged.words.as_str(), logged.mark), (CallOutcome::NotReached, "关机", None));
    let answered = calling::log(Part::Recipient, CallResult::Answered { mark: Mark::Accepted }).unwrap();
    assert_eq!((answered.outcome, answered.mark), (CallOutcome::Answered, Some(Mark::Accepted)));
    assert_eq!(calling::log(Part::Copy, note), Err(Refusal::CopyNeedsNoAnswer));
    let long = CallResult::Reached { words: "长".repeat(receipt::LONGEST_WORDS + 1) };
    assert!(matches!(calling::log(Part::Recipient, long), Err(Refusal::TextTooLong { .. })));
}

/// What a desk writes that looks at its clock at these seconds and has never seen the ladder before each look but
/// through what it wrote: as after a restart. Before each look some have answered.
fn written(minutes: &[u32], looks: &[i64], answers: &BTreeMap<u32, i64>, times: usize) -> Vec<(i64, Step)> {
    let mut log: Vec<(i64, Step)> = Vec::new();
    for look in looks.iter().flat_map(|look| std::iter::repeat_n(*look, times)) {
        let mut ladder = Ladder::of(at(0), minutes);
        for (when, step) in &log {
            ladder.fold(step.clone(), at(*when));
        }
        let open = answers.values().filter(|answered| **answered > look).count() as u32;
        log.extend(ladder.climb(silent(open), at(look)).into_iter().map(|step| (look, step)));
    }
    log
}

fn any_ladder() -> impl Strategy<Value = Vec<u32>> {
    prop::collection::btree_set(0..60_u32, 0..6).prop_map(|minutes| minutes.into_iter().collect())
}

fn any_looks() -> impl Strategy<Value = Vec<i64>> {
    prop::collection::btree_set(0..4000_i64, 0..30).prop_map(|looks| looks.into_iter().collect())
}

fn any_answers() -> impl Strategy<Value = BTreeMap<u32, i64>> {
    prop::collection::btree_map(0..8_u32, 0..8000_i64, 0..8)
}

proptest! {
    #[test]
    fn restarts_and_repeated_looks_write_no_other_rungs(
        minutes in any_ladder(),
        looks in any_looks(),
        answers in any_answers(),
        times in 2..4_usize,
    ) {
        let log = written(&minutes, &looks, &answers, 1);
        prop_assert_eq!(&written(&minutes, &looks, &answers, times), &log);
        // One desk that stays up from the first look to the last.
        let (mut ladder, mut stayed) = (Ladder::of(at(0), &minutes), Vec::new());
        for look in &looks {
            let open = answers.values().filter(|answered| **answered > *look).count() as u32;
            for step in ladder.climb(silent(open), at(*look)) {
                ladder.fold(step.clone(), at(*look));
                stayed.push((*look, step));
            }
        }
        prop_assert_eq!(stayed, log);
    }

    #[test]
    fn while_somebody_is_silent_every_rung_that_came_is_reached_once_at_the_first_look(
        minutes in any_ladder(),
        looks in any_looks(),
    ) {
        let log = written(&minutes, &looks, &BTreeMap::from([(0, i64::MAX)]), 1);
        let mut ladder = Ladder::of(at(0), &minutes);
        for (when, step) in &log {
            ladder.fold(step.clone(), at(*when));
        }
        for (rung, minute) in ladder.rungs.iter().zip(&minutes) {
            let due = i64::from(*minute) * 60;
            let first = looks.iter().find(|look| **look >= due);
            prop_assert_eq!(rung.reached.map(|reached| reached.at), first.map(|look| at(*look)));
            prop_assert_eq!(rung.reached.map(|reached| reached.late), first.map(|look| *look > due + LATE));
            prop_assert_eq!(log.iter().filter(|(_, step)| step.rung == rung.number).count(), usize::from(first.is_some()));
        }
    }

    #[test]
    fn whatever_pages_do_and_however_often_it_is_restarted_a_rung_tells_a_person_once_and_only_who_is_silent(
        minutes in prop::collection::btree_set(0..60_u32, 1..6),
        rung in any::<prop::sample::Index>(),
        looks in any_looks(),
        answers in any_answers(),
        pages in prop::collection::vec(prop::collection::btree_set(0..8_u32, 0..8), 30),
        told_before in prop::collection::btree_set(0..8_u32, 0..3),
    ) {
        let minutes: Vec<u32> = minutes.into_iter().collect();
        let rung = u8::try_from(rung.index(minutes.len()) + 1).expect("few rungs");
        let name = |person: u32| PostId(person.to_string());
        let was_told: Vec<PostId> = told_before.iter().copied().map(name).collect();
        let mut ladder = Ladder::of(at(0), &minutes);
        let mut queued: Vec<(i64, PostId)> = Vec::new();
        for (look, open_pages) in looks.iter().zip(&pages) {
            let silent_now: Vec<u32> =
                answers.iter().filter(|(_, answered)| *answered > look).map(|(person, _)| *person).collect();
            for step in ladder.climb(silent(silent_now.len() as u32), at(*look)) {
                if step.rung == rung {
                    let has_page = |post: &PostId| open_pages.iter().any(|person| name(*person) == *post);
                    let known = |post: &PostId| was_told.contains(post) || queued.iter().any(|(_, one)| one == post);
                    let told = ladder::to_tell(silent_now.iter().copied().map(name), has_page, known);
                    prop_assert!(told.iter().all(|post| !has_page(post)));
                    queued.extend(told.into_iter().map(|post| (*look, post)));
                }
                ladder.fold(step, at(*look));
            }
        }
        let mut people: Vec<&PostId> = queued.iter().map(|(_, post)| post).collect();
        people.sort_unstable();
        people.dedup();
        prop_assert_eq!(people.len(), queued.len(), "nobody is told twice");
        for (look, post) in &queued {
            let person: u32 = post.0.parse().expect("a number");
            prop_assert!(answers[&person] > *look && !told_before.contains(&person));
        }
    }

    #[test]
    fn rungs_in_any_order_and_any_repetition_fold_to_the_same_ladder(
        minutes in any_ladder(),
        steps in prop::collection::vec((1..7_u8, 0..4000_i64, 0..5_u32), 0..12),
        again in prop::collection::vec(any::<prop::sample::Index>(), 0..6),
        seed in any::<u64>(),
    ) {
        let step = |rung: u8, units: u32| {
            let due = minutes.get(usize::from(rung) - 1).copied().unwrap_or_default();
            let sent = (units % 2 == 1).then(|| RungSent {
                by: GatewayKind::Sms,
                messages: units,
                thousandths: Some(u64::from(units) * 45),
                currency: "元".to_owned(),
            });
            Step { rung, due: at(i64::from(due) * 60), silent: silent(units), sent }
        };
        let folded = |order: &[(u8, i64, u32)]| {
            let mut ladder = Ladder::of(at(0), &minutes);
            for (rung, when, units) in order {
                ladder.fold(step(*rung, *units), at(*when));
            }
            ladder
        };
        let mut shuffled = steps.clone();
        if !steps.is_empty() {
            shuffled.extend(again.iter().map(|index| steps[index.index(steps.len())]));
        }
        shuffled.sort_by_key(|(rung, when, units)| {
            (u64::from(*rung) + 1).wrapping_mul(seed | 1) ^ (when.unsigned_abs() << 7) ^ (u64::from(*units)).wrapping_mul(seed >> 5)
        });
        prop_assert_eq!(folded(&steps), folded(&shuffled));
    }

    #[test]
    fn whom_the_ladder_calls_is_whom_the_board_waits_for(
        receipts in prop::collection::vec((0..5_u8, 0..6_usize), 0..30),
    ) {
        const STATES: [Progress; 6] = [
            Progress::Waiting, Progress::Delivered, Progress::Read, Progress::Accepted, Progress::Refused, Progress::Done,
        ];
        let grids: Vec<GridPath> = (0..5).map(|grid| GridPath::from_text(format!("41.{grid}"))).collect();
        let receipts: Vec<(&GridPath, Progress)> =
            receipts.iter().map(|(grid, state)| (&grids[usize::from(*grid)], STATES[*state])).collect();
        for answering in [Answering::EveryPerson, Answering::OnePerGrid] {
            let open = receipt::tally(answering, receipts.iter().copied()).open();
            prop_assert_eq!(ladder::count_silent(answering, &receipts).units, open);
        }
    }
}
