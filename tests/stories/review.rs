//! The review 研判: figures that open to what they count, and stay what they were once a period is frozen. Scenario A11.

use domain::action::{Action, Outcome};
use domain::answer::{Answer, ChargeLine, IncidentList, ReviewSheet, ReviewSignals};
use domain::charge::{ChargeDraft, ChargeEnd};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::id::{ChargeId, IncidentId};
use domain::incident::{Channel, IncidentState, IncidentStep, IncidentWish, Party, Reached};
use domain::moment::Moment;
use domain::news::News;
use domain::order::Priority;
use domain::place::Position;
use domain::question::Question;
use domain::report::{ReportDraft, ReportKind, Spot};
use domain::review::{Counted, Dimension, Figure, Measure, Period, ReviewForm, ReviewPaperWish, RowKey, Side, Why};
use domain::seat::{Role, Seat};
use domain::words::Language;
use tests::{Story, operator, owner};

const STREET: &str = "411602.411602001";
const COMMUNITY: &str = "411602.411602001.411602001001";
const OTHER: &str = "411602.411602001.411602001002";
const DAY: i64 = 24 * 3600;

fn path(text: &str) -> GridPath {
    GridPath::from_text(text)
}

fn words() -> String {
    "按实际情况".to_owned()
}

fn week() -> Period {
    Period::week_of("2026-11-20".parse().expect("a day"))
}

fn at_the_desk(role: Role, subtree: Option<&str>) -> Seat {
    Seat { role, subtree: subtree.map(GridPath::from_text), ..operator("411602") }
}

fn report(story: &Story, kind: ReportKind, spot: Spot) -> IncidentId {
    let report = Box::new(ReportDraft {
        category: Vec::new(),
        channel: Some(Channel::Call),
        foreign: None,
        post: None,
        kind,
        urgency: Priority::Urgent,
        words: words(),
        spot,
        attachments: Vec::new(),
        seen: Moment::from_millis(0),
        caller: None,
    });
    match story.act(Action::MakeReport { report }).expect("it comes in") {
        Outcome::ReportMade { incident, .. } => incident,
        other => panic!("a report answers {other:?}"),
    }
}

fn take(story: &Story, id: IncidentId, steps: Vec<IncidentStep>) {
    for step in steps {
        let action = Action::HandleIncident { incident: id, step, seen: None };
        story.act(action).expect("the step is taken");
    }
}

fn given_to(grid: &str) -> Vec<IncidentStep> {
    let lead = Party::Grid(path(grid));
    vec![IncidentStep::Accept, IncidentStep::Assign { lead, assisting: vec![], words: words() }, IncidentStep::TakeOn]
}

/// Put right, looked at by somebody else, followed up and closed.
fn ended(story: &Story, reached: Reached) -> Vec<IncidentStep> {
    let witness = story.phone_of(STREET, "钱二").post;
    vec![
        IncidentStep::Dispose { words: words(), attachments: vec![] },
        IncidentStep::Pass { words: words(), attachments: vec![], witness },
        IncidentStep::FollowUp { reached, words: words() },
        IncidentStep::Close { words: words() },
    ]
}

fn ask(story: &Story, seat: &Seat, period: Period, scope: Option<&str>, by: Dimension) -> Result<ReviewSheet, Failure> {
    match story.desk.ask(seat, &Question::Review { period, scope: scope.map(path), by })? {
        Answer::Review(sheet) => Ok(*sheet),
        other => panic!("figures answer {other:?}"),
    }
}

fn sheet(story: &Story, scope: &str, by: Dimension) -> ReviewSheet {
    ask(story, &owner(), week(), Some(scope), by).expect("figures")
}

fn of(figures: &[Figure], measure: Measure) -> (u32, u32, Vec<(Why, u32)>) {
    let figure = figures.iter().find(|figure| figure.measure == measure).expect("all are told");
    (figure.count, figure.of, figure.excluded.iter().map(|one| (one.why, one.count)).collect())
}

fn behind(story: &Story, seat: &Seat, scope: &str, counted: Counted) -> Vec<(IncidentId, IncidentState)> {
    let wish = IncidentWish { scope: Some(path(scope)), counted: Some(counted), ..IncidentWish::default() };
    let list: IncidentList =
        match story.desk.ask(seat, &Question::Incidents { wish, from: 0, limit: 50 }).expect("them") {
            Answer::Incidents(list) => list,
            other => panic!("incidents answer {other:?}"),
        };
    assert_eq!(list.total as usize, list.incidents.len());
    list.incidents.into_iter().map(|line| (line.id, line.state)).collect()
}

fn counted(row: RowKey, measure: Measure, side: Side) -> Counted {
    Counted { period: week(), by: Dimension::Place, row, measure: Some(measure), side }
}

fn freeze(story: &Story, seat: &Seat, period: Period) -> Result<u32, String> {
    match story.act_as(seat, Action::FreezePeriod { period }) {
        Ok(Outcome::PeriodFrozen { cases }) => Ok(cases),
        Ok(other) => panic!("freezing answers {other:?}"),
        Err(failure) => Err(failure.code),
    }
}

/// A Friday on which seven things come in: closed and content, closed and not reached, left lying, given back, waiting,
/// settled, declined.
fn friday(story: &Story) -> [IncidentId; 7] {
    let here = || Spot::Grid { path: path(COMMUNITY) };
    let there = || Spot::Grid { path: path(OTHER) };
    let ids = [
        report(story, ReportKind::Facility, here()),
        report(story, ReportKind::Facility, here()),
        report(story, ReportKind::Road, here()),
        report(story, ReportKind::Road, there()),
        report(story, ReportKind::Hazard, there()),
        report(story, ReportKind::Hazard, there()),
        report(story, ReportKind::Other, here()),
    ];
    take(story, ids[0], [given_to(COMMUNITY), ended(story, Reached::Content)].concat());
    take(story, ids[1], [given_to(COMMUNITY), ended(story, Reached::Nobody)].concat());
    take(story, ids[2], given_to(COMMUNITY));
    let back = IncidentStep::Return { reason: words(), basis: words(), proposed: Party::Grid(path(COMMUNITY)) };
    take(story, ids[3], [given_to(OTHER), vec![back]].concat());
    take(story, ids[5], vec![IncidentStep::Settle { words: words() }]);
    take(story, ids[6], vec![IncidentStep::Decline { reason: words() }]);
    ids
}

#[test]
fn every_figure_of_a_week_opens_to_its_cases_and_says_what_was_left_out() {
    let story = Story::small();
    let ids = friday(&story);
    story.wait_seconds(4 * DAY);
    let sheet = sheet(&story, STREET, Dimension::Place);
    assert_eq!((sheet.arrived, sheet.scope_name.as_str()), (7, "陈州街"));
    assert_eq!(sheet.at, (story.clock())(), "as of now");
    let total = |measure: Measure| of(&sheet.total, measure);
    assert_eq!(total(Measure::TakenUp), (5, 7, vec![]), "one waits, and one was declined");
    assert_eq!(total(Measure::Opened), (4, 4, vec![(Why::Settled, 1)]));
    assert_eq!(total(Measure::Due), (3, 4, vec![(Why::Settled, 1)]), "what was given back is due from nobody");
    assert_eq!(total(Measure::InTime), (2, 3, vec![(Why::Settled, 1), (Why::NotDue, 1)]));
    assert_eq!(total(Measure::Late), (1, 3, vec![(Why::Settled, 1), (Why::NotDue, 1)]));
    assert_eq!(total(Measure::Closed), (3, 5, vec![]));
    assert_eq!(total(Measure::Open), (2, 5, vec![]));
    assert_eq!(total(Measure::Returned), (1, 4, vec![(Why::Settled, 1)]));
    assert_eq!(total(Measure::FollowedUp), (2, 2, vec![(Why::Settled, 1)]));
    assert_eq!(total(Measure::Satisfied), (1, 1, vec![(Why::Settled, 1), (Why::NobodyReached, 1)]));
    let rows: Vec<(&RowKey, &str, u32)> =
        sheet.rows.iter().map(|row| (&row.key, row.name.as_str(), row.arrived)).collect();
    let (here, there) = (RowKey::Place { path: path(COMMUNITY) }, RowKey::Place { path: path(OTHER) });
    assert_eq!(rows, [(&here, "陈州社区", 4), (&there, "宁庄社区", 3)]);

    let seen = |row: &RowKey, measure, side| behind(&story, &owner(), STREET, counted(row.clone(), measure, side));
    assert_eq!(seen(&here, Measure::Late, Side::Counted), [(ids[2], IncidentState::Disposing)]);
    assert_eq!(
        seen(&RowKey::All, Measure::Open, Side::Counted),
        [(ids[2], IncidentState::Disposing), (ids[3], IncidentState::Returned)]
    );
    assert_eq!(seen(&there, Measure::Opened, Side::LeftOut), [(ids[5], IncidentState::Closed)]);
    assert_eq!(seen(&RowKey::All, Measure::Satisfied, Side::LeftOut).len(), 2);

    let kinds = ask(&story, &owner(), week(), None, Dimension::Kind).expect("figures");
    assert_eq!(kinds.rows.iter().map(|row| row.arrived).collect::<Vec<_>>(), [2, 2, 2, 1]);
    let units = ask(&story, &owner(), week(), None, Dimension::Unit).expect("figures");
    assert_eq!(
        units.rows.iter().map(|row| (row.name.as_str(), row.arrived)).collect::<Vec<_>>(),
        [("陈州社区", 3), ("宁庄社区", 1), ("", 3)]
    );
    let days = ask(&story, &owner(), week(), None, Dimension::Day).expect("figures");
    assert_eq!(days.rows.len(), 1, "all on the Friday");
    let backwards = Period { from: week().until, until: week().from };
    let refused = ask(&story, &owner(), backwards, None, Dimension::Place).expect_err("no period");
    assert_eq!(refused.code, "review.no_period");
}

#[test]
fn next_week_a_frozen_week_gives_the_same_figures_and_says_what_changed_since() {
    let story = Story::small();
    let ids = friday(&story);
    let supervisor = at_the_desk(Role::Supervisor, None);
    assert_eq!(freeze(&story, &supervisor, week()), Err("review.not_over".to_owned()));
    story.wait_seconds(4 * DAY);
    let before = sheet(&story, "411602", Dimension::Kind);
    assert!(before.is_ripe && before.frozen.is_none());
    assert_eq!(freeze(&story, &at_the_desk(Role::Operator, None), week()), Err("rights.not_yours".to_owned()));
    let of_a_street = at_the_desk(Role::Supervisor, Some(STREET));
    assert_eq!(freeze(&story, &of_a_street, week()), Err("rights.not_yours".to_owned()), "figures are the whole's");
    let since = story.district().vector;
    assert_eq!(freeze(&story, &supervisor, week()), Ok(7));
    let told = story.desk.told_since(&at_the_desk(Role::Operator, None), &since).expect("the news");
    assert!(told.iter().any(|told| told.news == News::IncidentsChanged), "open pages ask anew");
    assert_eq!(freeze(&story, &supervisor, week()), Err("review.frozen_already".to_owned()));

    let frozen_at = (story.clock())();
    story.wait_seconds(7 * DAY);
    take(&story, ids[2], ended(&story, Reached::Unhappy));
    take(&story, ids[4], vec![IncidentStep::Accept]);
    let story = story.restarted();
    let after = sheet(&story, "411602", Dimension::Kind);
    assert_eq!((&after.total, &after.rows, after.arrived), (&before.total, &before.rows, before.arrived));
    assert_eq!(after.at, frozen_at, "the figures are as of then");
    let frozen = after.frozen.expect("who and when");
    assert_eq!((frozen.by.role, frozen.at, frozen.changed), (Role::Supervisor, frozen_at, 2));
    assert_eq!(of(&frozen.now, Measure::Closed), (4, 6, vec![]), "beside them, as they would be now");
    assert!(!after.is_ripe);
    let open = behind(&story, &owner(), "411602", counted(RowKey::All, Measure::Open, Side::Counted));
    assert_eq!(open, [(ids[2], IncidentState::Closed), (ids[3], IncidentState::Returned)], "what was open then");
    let there = sheet(&story, OTHER, Dimension::Kind);
    assert_eq!((there.arrived, there.total.len()), (3, 11), "a part of what was frozen");
    let later = ask(&story, &owner(), Period::week_of("2026-11-27".parse().expect("a day")), None, Dimension::Kind);
    assert_eq!(of(&later.expect("figures").before, Measure::Closed), (3, 5, vec![]), "compared with what was frozen");
    story.verified();
}

#[test]
fn what_stands_out_is_told_by_plain_rules() {
    let story = Story::small();
    let corner = || Spot::Position { position: Position::from_degrees(114.005, 33.005).expect("on the globe") };
    for _ in 0..5 {
        report(&story, ReportKind::Facility, corner());
    }
    report(&story, ReportKind::Road, Spot::Grid { path: path("411602.411602002") });
    let signals = |scope: &str| -> ReviewSignals {
        let question = Question::ReviewSignals { period: week(), scope: Some(path(scope)) };
        match story.desk.ask(&owner(), &question).expect("what stands out") {
            Answer::ReviewSignals(signals) => signals,
            other => panic!("signals answer {other:?}"),
        }
    };
    let found = signals("411602");
    assert_eq!(found.silent, [], "both streets have told something");
    let bursts: Vec<_> = found.bursts.iter().map(|burst| (burst.path.as_str(), burst.kind, burst.count)).collect();
    assert_eq!(bursts, [(STREET, ReportKind::Facility, 5)]);
    assert_eq!(found.spots.iter().map(|spot| spot.arrived).collect::<Vec<_>>(), [5], "one corner, five times");
    assert_eq!(signals(STREET).silent, [], "of two grids one is no majority");
}

#[test]
fn a_seat_of_one_street_counts_its_own_alone() {
    let story = Story::small();
    friday(&story);
    let own = ask(&story, &operator(OTHER), week(), None, Dimension::Kind).expect("its own");
    assert_eq!(own.arrived, 3);
    let foreign = ask(&story, &operator(OTHER), week(), Some(COMMUNITY), Dimension::Kind).expect_err("another's");
    assert_eq!(foreign.code, "rights.outside_subtree");
    let wide = counted(RowKey::Place { path: path(COMMUNITY) }, Measure::TakenUp, Side::All);
    assert_eq!(behind(&story, &operator(OTHER), OTHER, wide), [], "whatever is wished");
}

#[test]
fn what_a_review_decides_has_an_owner_and_a_day_and_the_next_review_reads_what_came_of_it() {
    let story = Story::small();
    let supervisor = at_the_desk(Role::Supervisor, None);
    let give = |words: &str, owner: &str, due: &str| -> Result<ChargeId, String> {
        let due = due.parse().expect("a day");
        let charge = ChargeDraft { review: week(), owner: Party::Grid(path(owner)), due, words: words.to_owned() };
        match story.act_as(&supervisor, Action::GiveCharge { charge }) {
            Ok(Outcome::ChargeGiven { charge }) => Ok(charge),
            Ok(other) => panic!("a charge answers {other:?}"),
            Err(failure) => Err(failure.code),
        }
    };
    let answer = |seat: &Seat, charge, end, words: &str| -> Result<(), String> {
        let action = Action::AnswerCharge { charge, end, words: words.to_owned() };
        story.act_as(seat, action).map(|_| ()).map_err(|failure| failure.code)
    };
    let listed = |seat: &Seat, review: Period| -> Vec<ChargeLine> {
        match story.desk.ask(seat, &Question::Charges { review }).expect("what was decided") {
            Answer::Charges(list) => list.charges,
            other => panic!("charges answer {other:?}"),
        }
    };
    let covers = give("补齐缺失井盖", COMMUNITY, "2026-11-24").expect("given");
    let lamps = give("排查路灯", OTHER, "2026-11-22").expect("given");
    assert_eq!(give("太晚了", OTHER, "2026-11-19"), Err("review.due_passed".to_owned()));
    assert_eq!(give("联系 13812345678", OTHER, "2026-11-24"), Err("incident.tells_of".to_owned()));
    assert_eq!(give("不存在", "411602.9", "2026-11-24"), Err("grid.unknown".to_owned()));
    let first = listed(&supervisor, week());
    let told: Vec<_> =
        first.iter().map(|line| (line.words.as_str(), line.owner.name.as_str(), line.is_overdue)).collect();
    assert_eq!(told, [("排查路灯", "宁庄社区", false), ("补齐缺失井盖", "陈州社区", false)], "by when they are due");

    assert_eq!(
        answer(&at_the_desk(Role::Auditor, None), covers, ChargeEnd::Done, ""),
        Err("rights.not_yours".to_owned())
    );
    let of_another = at_the_desk(Role::Operator, Some("411602.411602002"));
    assert_eq!(answer(&of_another, covers, ChargeEnd::Done, ""), Err("rights.outside_subtree".to_owned()));
    assert_eq!(answer(&supervisor, covers, ChargeEnd::Done, "都补了"), Ok(()));
    assert_eq!(answer(&supervisor, covers, ChargeEnd::NotDone, "还差"), Err("review.charge_answered".to_owned()));
    story.wait_seconds(7 * DAY);
    let next = Period::week_of("2026-11-27".parse().expect("a day"));
    let open: Vec<_> = listed(&supervisor, next).into_iter().map(|line| (line.id, line.is_overdue)).collect();
    assert_eq!(open, [(lamps, true)], "what is open comes to the next review");
    assert_eq!(answer(&supervisor, lamps, ChargeEnd::NotDone, " "), Err("review.charge_without_words".to_owned()));
    assert_eq!(answer(&supervisor, lamps, ChargeEnd::NotDone, "等资金"), Ok(()));
    assert_eq!(listed(&supervisor, next), []);
    let before: Vec<_> = listed(&supervisor, week()).into_iter().filter_map(|line| line.answer).collect();
    let ends: Vec<_> = before.iter().map(|answer| (answer.end, answer.words.as_str())).collect();
    assert_eq!(ends, [(ChargeEnd::NotDone, "等资金"), (ChargeEnd::Done, "都补了")]);
    assert_eq!(listed(&of_another, week()), []);
    assert_eq!(listed(&at_the_desk(Role::Operator, Some(STREET)), week()).len(), 2, "whoever has it reads it");
    story.verified();
}

#[test]
fn what_leaves_the_house_has_no_small_numbers_and_the_ledger_keeps_that_it_left() {
    let story = Story::small();
    friday(&story);
    let seat = at_the_desk(Role::Supervisor, None);
    let wish = |form: ReviewForm| ReviewPaperWish {
        period: week(),
        scope: Some(path(STREET)),
        by: Dimension::Place,
        form,
        language: Language::Chinese,
    };
    let workbook = story.desk.review(&seat, story.command(), &wish(ReviewForm::Workbook)).expect("a workbook");
    assert!(
        workbook.bytes.starts_with(b"PK") && workbook.name.rsplit_once('.').is_some_and(|(_, ending)| ending == "xlsx"),
        "{}",
        workbook.name
    );
    assert!(workbook.print.left_out > 0, "two streets with three and four incidents are small");
    let paper = story.desk.review(&seat, story.command(), &wish(ReviewForm::Figures)).expect("a paper");
    assert!(paper.bytes.starts_with(b"%PDF") && paper.name.contains("研判简报"), "{}", paper.name);
    let charges = story.desk.review(&seat, story.command(), &wish(ReviewForm::Charges)).expect("a paper");
    assert!(charges.bytes.starts_with(b"%PDF") && charges.name.contains("周交办"), "{}", charges.name);
    let again = story.act_as(&seat, Action::PrintReview { print: workbook.print });
    assert_eq!(again.expect_err("it was handed out").code, "unknown");
    story.verified();
}
