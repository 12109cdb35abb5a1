//! Figures of a period: what is counted, of what, and what is left out.

use domain::code::GridPath;
use domain::id::{DeviceId, IncidentId, UnitId, VenueId};
use domain::incident::{IncidentState, IncidentStep, Limit, Party, Reached, Request, StepOfIncident};
use domain::moment::Moment;
use domain::place::Position;
use domain::report::ReportKind;
use domain::review::{
    AddsUp, Arrivals, Dimension, Docket, Due, Figure, Freezing, Handling, Measure, Period, RowKey, Side, Trail, Why,
    arrivals, bursts, figures, groups, leaving, permille, silent, since_then,
};
use domain::seat::{Door, Role, Seat};
use domain::worktime::{Calendar, Pace};
use proptest::prelude::*;

fn at(text: &str) -> Moment {
    Moment(format!("2026-11-{text}:00+08:00").parse().expect("a moment"))
}

fn calendar() -> Calendar {
    serde_json::from_str(include_str!("../../../data/calendars/china.json")).expect("a calendar")
}

fn id(number: u128) -> IncidentId {
    IncidentId(uuid::Uuid::from_u128(number))
}

fn seat() -> Seat {
    let door = Door::Device(DeviceId(uuid::Uuid::from_u128(1)));
    Seat { role: Role::Operator, subtree: None, post: None, door }
}

fn unit(name: &str) -> Party {
    Party::Unit(UnitId(name.to_owned()))
}

fn taken(step: IncidentStep, text: &str) -> StepOfIncident {
    StepOfIncident { step, by: seat(), at: at(text) }
}

fn words() -> String {
    "有原因".to_owned()
}

fn assign(name: &str) -> IncidentStep {
    IncidentStep::Assign { lead: unit(name), assisting: vec![], words: words() }
}

fn sent_back() -> IncidentStep {
    IncidentStep::Return { reason: words(), basis: words(), proposed: unit("乙") }
}

fn disposed() -> IncidentStep {
    IncidentStep::Dispose { words: words(), attachments: vec![] }
}

fn passed() -> IncidentStep {
    IncidentStep::Pass { words: words(), attachments: vec![], witness: None }
}

fn followed_up(reached: Reached) -> IncidentStep {
    IncidentStep::FollowUp { reached, words: words() }
}

fn closed() -> IncidentStep {
    IncidentStep::Close { words: words() }
}

/// A case that came in on the Monday, and stands so.
fn case(number: u128, state: IncidentState) -> Docket {
    Docket {
        id: id(number),
        arrived: at("16T09:00"),
        grid: GridPath::from_text("411602.411602001.411602001001"),
        kind: ReportKind::Facility,
        category: vec![],
        had: None,
        venue: None,
        place: None,
        state,
        handling: Handling::Opened,
        is_returned: false,
        due: Due::NotYet,
        reached: None,
    }
}

fn of(cases: &[Docket], measure: Measure) -> (u32, u32, Option<u32>, Vec<(Why, u32)>) {
    let figure = figures(cases).into_iter().find(|figure| figure.measure == measure).expect("all are told");
    let excluded = figure.excluded.iter().map(|one| (one.why, one.count)).collect();
    (figure.count, figure.of, figure.permille, excluded)
}

#[test]
fn of_9084_events_8903_closed_are_98_percent_and_open_to_181() {
    let cases: Vec<Docket> = (0..9_084)
        .map(|number| case(number, if number < 8_903 { IncidentState::Closed } else { IncidentState::Disposing }))
        .collect();
    assert_eq!(of(&cases, Measure::Closed), (8_903, 9_084, Some(980), vec![]));
    let behind = |measure: Measure, side: Side| -> Vec<IncidentId> {
        cases.iter().filter(|case| side.has(measure.judge(case))).map(|case| case.id).collect()
    };
    assert_eq!(behind(Measure::Closed, Side::Against).len(), 181);
    assert_eq!(behind(Measure::Closed, Side::Against), behind(Measure::Open, Side::Counted));
    assert_eq!(of(&cases, Measure::Open), (181, 9_084, Some(20), vec![]));
}

#[test]
fn a_rate_of_nothing_is_none_and_neither_nought_nor_all() {
    assert!(figures([]).iter().all(|figure| figure.permille.is_none() && figure.of == 0));
    assert_eq!((permille(0, 3), permille(3, 3)), (Some(0), Some(1000)));
    assert_eq!((permille(9_999, 10_000), permille(1, 10_000)), (Some(999), Some(1)), "all but one is not all");
}

#[test]
fn whom_no_follow_up_reached_is_in_no_rate_of_content_and_counted_apart() {
    let with = |number, reached| Docket { reached, ..case(number, IncidentState::Closed) };
    let cases = [
        with(1, Some(Reached::Content)),
        with(2, Some(Reached::Content)),
        with(3, Some(Reached::Unhappy)),
        with(4, Some(Reached::Nobody)),
        with(5, None),
    ];
    assert_eq!(of(&cases, Measure::Satisfied), (2, 3, Some(667), vec![(Why::NobodyReached, 1)]));
    assert_eq!(of(&cases, Measure::FollowedUp), (4, 5, Some(800), vec![]));
}

#[test]
fn what_was_merged_or_should_never_have_been_counts_nowhere_and_is_told() {
    let cases = [case(1, IncidentState::Merged), case(2, IncidentState::Void), case(3, IncidentState::Closed)];
    for measure in [Measure::TakenUp, Measure::Closed, Measure::Opened] {
        assert_eq!(of(&cases, measure), (1, 1, Some(1000), vec![(Why::Merged, 1), (Why::Void, 1)]), "{measure:?}");
    }
    let waiting = Docket { handling: Handling::Waiting, ..case(4, IncidentState::Reported) };
    assert_eq!(of(std::slice::from_ref(&waiting), Measure::TakenUp), (0, 1, Some(0), vec![]));
    assert_eq!(of(&[waiting], Measure::Open), (0, 0, None, vec![]), "what nobody took up is not open yet");
}

#[test]
fn what_was_settled_on_the_spot_had_no_deadline_and_needs_no_follow_up() {
    let steps = [taken(IncidentStep::Settle { words: words() }, "16T10:00")];
    let trail = Trail::of(&steps);
    assert!(trail.is_settled && trail.taken_up == Some(at("16T10:00")) && trail.opened.is_none());
    let again = taken(IncidentStep::Reopen { reason: words() }, "17T10:00");
    assert_eq!(Trail::of(steps.iter().chain([&again])).handling(), Handling::TakenUp, "it was not settled after all");
    let settled = Docket { handling: Handling::Settled, ..case(1, IncidentState::Closed) };
    let cases = [settled, Docket { due: Due::Kept, ..case(2, IncidentState::Closed) }];
    for measure in [Measure::Opened, Measure::Due, Measure::InTime, Measure::Returned, Measure::FollowedUp] {
        assert_eq!(of(&cases, measure).3, [(Why::Settled, 1)], "{measure:?}");
    }
    assert_eq!(of(&cases, Measure::Closed), (2, 2, Some(1000), vec![]));
}

const LIMIT: Limit = Limit { minutes: 120, pace: Pace::Working };

fn due(steps: &[StepOfIncident], now: &str) -> Due {
    Trail::of(steps).due(Some(LIMIT), &calendar(), at(now))
}

#[test]
fn a_deadline_that_has_not_come_is_neither_kept_nor_overrun() {
    // Friday 20 November, from 15:00: two hours of working time are over at 17:00.
    let mut steps = vec![
        taken(IncidentStep::Accept, "20T14:50"),
        taken(assign("甲"), "20T14:55"),
        taken(IncidentStep::TakeOn, "20T15:00"),
    ];
    assert_eq!((due(&steps, "20T16:00"), due(&steps, "20T17:30")), (Due::NotYet, Due::Overrun));
    steps.push(taken(disposed(), "20T16:30"));
    assert_eq!(due(&steps, "20T16:45"), Due::NotYet, "done early, and not due yet");
    assert_eq!(due(&steps, "21T09:00"), Due::Kept);
    assert_eq!(Trail::of(&steps).due(None, &calendar(), at("21T09:00")), Due::NotYet, "without a limit");
    let unknown =
        StepOfIncident { at: Moment("2031-05-05T09:00:00+08:00".parse().expect("a moment")), ..steps[2].clone() };
    let later = Moment("2031-06-05T09:00:00+08:00".parse().expect("a moment"));
    let trail = Trail::of(steps[..2].iter().chain([&unknown]));
    assert_eq!(trail.due(Some(LIMIT), &calendar(), later), Due::Unknown);
}

#[test]
fn what_stands_still_is_not_due_and_what_was_overrun_once_stays_late() {
    let until = at("27T12:00");
    let ask = IncidentStep::Ask { request: Request::Suspension { until }, reason: words() };
    let mut steps = vec![
        taken(IncidentStep::Accept, "20T09:00"),
        taken(assign("甲"), "20T09:00"),
        taken(IncidentStep::TakeOn, "20T09:00"),
        taken(ask, "20T09:30"),
        taken(IncidentStep::Grant, "20T09:40"),
    ];
    assert_eq!(due(&steps, "23T17:00"), Due::Halted);
    steps.push(taken(IncidentStep::Resume, "24T09:00"));
    steps.push(taken(disposed(), "24T11:30"));
    assert_eq!(due(&steps, "24T12:00"), Due::Overrun, "ten to ten, and half past eleven less what it stood still");
    steps.push(taken(IncidentStep::Fail { reason: words(), attachments: vec![], witness: None }, "24T15:00"));
    steps.push(taken(disposed(), "24T15:10"));
    assert_eq!(due(&steps, "25T17:00"), Due::Overrun, "the second time was quick");
}

#[test]
fn what_was_given_back_is_due_from_the_next_one_and_belongs_to_who_had_it_last() {
    let mut steps = vec![
        taken(IncidentStep::Accept, "20T09:00"),
        taken(assign("甲"), "20T09:00"),
        taken(IncidentStep::TakeOn, "20T09:00"),
        taken(sent_back(), "20T10:00"),
    ];
    let trail = Trail::of(&steps);
    assert_eq!((trail.had, trail.returns, due(&steps, "23T17:00")), (Some(unit("甲")), 1, Due::NotYet));
    steps.extend([
        taken(assign("乙"), "23T09:00"),
        taken(IncidentStep::TakeOn, "23T09:00"),
        taken(disposed(), "23T10:00"),
    ]);
    let trail = Trail::of(&steps);
    assert_eq!((trail.had, trail.opened), (Some(unit("乙")), Some(at("20T09:00"))));
    assert_eq!(due(&steps, "24T17:00"), Due::Kept);
    steps.extend([taken(passed(), "23T11:00"), taken(followed_up(Reached::Unhappy), "23T11:10")]);
    steps.extend([taken(followed_up(Reached::Nobody), "23T11:20"), taken(closed(), "23T11:30")]);
    let trail = Trail::of(&steps);
    assert_eq!((trail.state, trail.reached()), (IncidentState::Closed, Some(Reached::Unhappy)), "who was reached last");
}

#[test]
fn rows_are_the_grids_right_below_and_what_lies_in_none_of_them() {
    let lying =
        |number, path: &str| Docket { grid: GridPath::from_text(path), ..case(number, IncidentState::Accepted) };
    let cases = [lying(1, "41.4101.410101"), lying(2, "41.4102"), lying(3, "41"), lying(4, "41.4101")];
    let all: Vec<&Docket> = cases.iter().collect();
    let told = |scope: Option<&str>| -> Vec<(RowKey, usize)> {
        let scope = scope.map(GridPath::from_text);
        groups(&all, Dimension::Place, scope.as_ref(), 8).into_iter().map(|(key, cases)| (key, cases.len())).collect()
    };
    let place = |path: &str| RowKey::Place { path: GridPath::from_text(path) };
    assert_eq!(told(Some("41")), [(place("41.4101"), 2), (place("41.4102"), 1), (RowKey::Between, 1)]);
    assert_eq!(told(None), [(place("41"), 4)]);
}

#[test]
fn the_same_venue_or_fifty_metres_three_times_is_a_hot_spot() {
    let there = |number, east: i32| Docket {
        place: Some(Position(1_146_000_000 + east, 336_000_000)),
        ..case(number, IncidentState::Accepted)
    };
    // Ten thousand steps are 93 m here; a chain of things 40 m apart is not one spot.
    let at_venue = |number| Docket { venue: Some(VenueId("V1".into())), ..case(number, IncidentState::Accepted) };
    let cases =
        [there(1, 0), there(2, 4_000), there(3, 5_000), there(4, 8_000), there(5, 12_000), at_venue(6), at_venue(7)];
    let told = |cases: &[Docket]| -> Vec<(RowKey, usize)> {
        let all: Vec<&Docket> = cases.iter().collect();
        groups(&all, Dimension::Spot, None, 8).into_iter().map(|(key, cases)| (key, cases.len())).collect()
    };
    assert_eq!(told(&cases), [(RowKey::Spot { first: id(1) }, 3)]);
    let more: Vec<Docket> = cases.into_iter().chain([at_venue(8), at_venue(9)]).collect();
    assert_eq!(told(&more), [(RowKey::Spot { first: id(6) }, 4), (RowKey::Spot { first: id(1) }, 3)]);
}

#[test]
fn a_grid_is_silent_where_most_of_its_siblings_are_not() {
    let path = |text: &str| GridPath::from_text(text);
    let lying = |number, text: &str| Docket { grid: path(text), ..case(number, IncidentState::Accepted) };
    let siblings = [path("41.1"), path("41.2"), path("41.3")];
    let cases = [lying(1, "41.1.7"), lying(2, "41.2")];
    assert_eq!(silent(&siblings, &arrivals(&cases)), [path("41.3")]);
    assert_eq!(silent(&siblings, &arrivals(&cases[..1])), [], "where most are quiet, nobody stands out");
}

#[test]
fn a_burst_is_five_and_twice_as_many_as_ever_in_the_periods_before() {
    let cases: Vec<Docket> = (0..6).map(|number| case(number, IncidentState::Accepted)).collect();
    let now = arrivals(&cases);
    let told = |past: &[usize]| -> Vec<(u32, u32)> {
        let past: Vec<Arrivals> = past.iter().map(|many| arrivals(&cases[..*many])).collect();
        bursts(&now, &past, None).into_iter().map(|burst| (burst.count, burst.most_before)).collect()
    };
    assert_eq!((told(&[1, 3, 0]), told(&[1, 4, 0]), told(&[])), (vec![(6, 3)], vec![], vec![(6, 0)]));
    assert_eq!(bursts(&arrivals(&cases[..4]), &[], None), [], "four are no burst");
}

#[test]
fn only_a_week_or_a_month_that_is_over_is_frozen_and_once() {
    let week = Period::week_of("2026-11-18".parse().expect("a day"));
    let code = |period, frozen, now| Freezing::admit(period, frozen, now, 8).map_err(|refusal| refusal.code());
    assert_eq!(code(week, None, at("23T00:00")), Ok(()));
    assert_eq!(code(week, None, at("22T23:59")), Err("review.not_over"));
    assert_eq!(code(week, Some(at("23T08:00")), at("23T09:00")), Err("review.frozen_already"));
    let days = Period { from: "2026-11-17".parse().expect("a day"), until: week.until };
    assert_eq!(code(days, None, at("23T00:00")), Err("review.no_week_or_month"));
}

#[test]
fn a_frozen_period_comes_back_from_its_fact_as_it_was_and_tells_how_many_changed() {
    let then = [case(1, IncidentState::Disposing), case(2, IncidentState::Closed)];
    let text = serde_json::to_string(&then).expect("JSON");
    assert_eq!(serde_json::from_str::<Vec<Docket>>(&text).expect("the same"), then);
    let now = [case(1, IncidentState::Closed), case(2, IncidentState::Closed), case(3, IncidentState::Reported)];
    let all = |cases: &'static [Docket]| cases.iter().collect::<Vec<_>>();
    let (then, now) = (Vec::leak(then.to_vec()), Vec::leak(now.to_vec()));
    assert_eq!((since_then(&all(then), &all(now)), since_then(&all(then), &all(then))), (2, 0));
}

fn any_case() -> impl Strategy<Value = Docket> {
    let dues = [Due::NotYet, Due::Halted, Due::Kept, Due::Overrun, Due::Unknown];
    let reached = [None, Some(Reached::Content), Some(Reached::Unhappy), Some(Reached::Nobody)];
    let handlings = [Handling::Waiting, Handling::TakenUp, Handling::Settled, Handling::Opened];
    (0_usize..14, 0_usize..4, any::<bool>(), 0_usize..5, 0_usize..4, 0_usize..8, 0_u8..4).prop_map(
        move |(state, handling, is_returned, due, spoke, kind, grid)| Docket {
            kind: ReportKind::ALL[kind],
            grid: GridPath::from_text(format!("41.410{grid}")),
            handling: handlings[handling],
            is_returned,
            due: dues[due],
            reached: reached[spoke],
            ..case(1, IncidentState::ALL[state])
        },
    )
}

proptest! {
    #[test]
    fn every_figure_is_the_number_of_cases_behind_it_and_rows_add_up(cases in proptest::collection::vec(any_case(), 0..60)) {
        let total = figures(&cases);
        let all: Vec<&Docket> = cases.iter().collect();
        for figure in &total {
            let behind = |side: Side| cases.iter().filter(|case| side.has(figure.measure.judge(case))).count();
            prop_assert_eq!((behind(Side::Counted), behind(Side::All)), (figure.count as usize, figure.of as usize));
            prop_assert_eq!(behind(Side::Against), (figure.of - figure.count) as usize);
            prop_assert_eq!(behind(Side::LeftOut), figure.excluded.iter().map(|one| one.count as usize).sum::<usize>());
        }
        for by in [Dimension::Place, Dimension::Kind, Dimension::Unit, Dimension::Day, Dimension::Week, Dimension::Month] {
            let rows: Vec<_> = groups(&all, by, None, 8).into_iter().map(|(_, cases)| figures(cases)).collect();
            for (at, figure) in total.iter().enumerate() {
                prop_assert_eq!(rows.iter().map(|row| row[at].count).sum::<u32>(), figure.count);
                prop_assert_eq!(rows.iter().map(|row| row[at].of).sum::<u32>(), figure.of);
            }
        }
        let of = |measure: Measure| total.iter().find(|figure| figure.measure == measure).expect("all");
        prop_assert_eq!(of(Measure::Closed).count + of(Measure::Open).count, of(Measure::Closed).of);
        prop_assert_eq!(of(Measure::InTime).count + of(Measure::Late).count, of(Measure::Due).count);
        prop_assert_eq!(of(Measure::InTime).of, of(Measure::Due).count);
    }

    #[test]
    fn no_small_number_leaves_the_house_also_not_by_what_a_line_says_elsewhere(
        cases in proptest::collection::vec(any_case(), 0..60)
    ) {
        let all: Vec<&Docket> = cases.iter().collect();
        let rows: Vec<_> = groups(&all, Dimension::Place, None, 8).into_iter().map(|(_, cases)| figures(cases)).collect();
        let total = figures(&cases);
        let lines: Vec<&[Figure]> = std::iter::once(total.as_slice()).chain(rows.iter().map(Vec::as_slice)).collect();
        let told = leaving(&lines, AddsUp::ToTheTotal);
        let is_small = |number: u32| (1..5).contains(&number);
        for (line, shown) in lines.iter().zip(&told) {
            for (figure, shown) in line.iter().zip(shown) {
                prop_assert!(shown.count.is_none_or(|count| count == figure.count && !is_small(count)));
                prop_assert!(shown.of.is_none_or(|of| of == figure.of && !is_small(of)));
                if let (Some(count), Some(of)) = (shown.count, shown.of) {
                    prop_assert!(!is_small(of - count), "what is against it is known by both");
                }
            }
            let count = |measure: Measure| shown.iter().find(|one| one.measure == measure).expect("all").count;
            if let (Some(closed), Some(taken_up)) = (count(Measure::Closed), count(Measure::TakenUp)) {
                prop_assert!(!is_small(taken_up - closed), "what is open is known by what was taken up");
            }
        }
        for at in 0..Measure::ALL.len() {
            let left_out: Vec<u32> = (1..lines.len()).filter(|line| told[*line][at].count.is_none()).map(|line| lines[line][at].count).collect();
            let is_known = told[0][at].count.is_some() && left_out.len() == 1;
            prop_assert!(!is_known || !is_small(left_out[0]), "one alone is the total without the others");
        }
    }
}
