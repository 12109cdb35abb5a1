//! Tables by which a district works: said anew by an admin, with rows that a person can read; what came in before keeps
//! the edition of its day.

use domain::action::{Action, Outcome};
use domain::alarm::Cause;
use domain::answer::{Answer, IncidentCard, Owed, RoutingTrial, TableCard};
use domain::code::GridPath;
use domain::edition::TableKind;
use domain::failure::Failure;
use domain::id::{IncidentId, UnitId};
use domain::incident::{ClockKind, IncidentStep, Party};
use domain::manner::FileKind as Kind;
use domain::moment::Moment;
use domain::news::News;
use domain::order::Priority;
use domain::question::Question;
use domain::report::{ReportDraft, ReportKind, Spot};
use tests::{Story, operator, owner};

const COMMUNITY: &str = "411602.411602001.411602001001";
const OTHER: &str = "411602.411602001.411602001002";
const UNITS: &str = "编号,名称,类型,值班电话\nU1,市政维护中心,部门,0394-8220001\nU2,水务公司,部门,0394-8220002\n";

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|cell| (*cell).to_owned()).collect()
}

fn table(story: &Story, of: TableKind) -> TableCard {
    match story.desk.ask(&owner(), &Question::Table { of }).expect("the table") {
        Answer::Table(card) => *card,
        other => panic!("a table answers {other:?}"),
    }
}

fn revise(story: &Story, of: TableKind, rows: Vec<Vec<String>>) -> Result<Outcome, Failure> {
    revise_from(story, of, rows, None)
}

fn revise_from(story: &Story, of: TableKind, rows: Vec<Vec<String>>, from: Option<Moment>) -> Result<Outcome, Failure> {
    let seen = table(story, of).last;
    story.act(Action::ReviseTable { of, rows, from, source: "区指挥中心".to_owned(), seen })
}

fn draft(kind: ReportKind, category: &[&str], grid: &str) -> ReportDraft {
    ReportDraft {
        channel: None,
        foreign: None,
        post: None,
        kind,
        category: row(category),
        urgency: Priority::Normal,
        words: "井盖缺失".to_owned(),
        spot: Spot::Grid { path: GridPath::from_text(grid) },
        attachments: Vec::new(),
        seen: Moment::from_millis(0),
        caller: None,
    }
}

fn report(story: &Story, draft: ReportDraft) -> Result<IncidentId, Failure> {
    match story.act(Action::MakeReport { report: Box::new(draft) })? {
        Outcome::ReportMade { incident, .. } => Ok(incident),
        other => panic!("a report answers {other:?}"),
    }
}

fn card(story: &Story, id: IncidentId) -> IncidentCard {
    match story.desk.ask(&owner(), &Question::Incident { id }).expect("the incident") {
        Answer::Incident(card) => *card,
        other => panic!("an incident answers {other:?}"),
    }
}

fn owed(story: &Story, id: IncidentId) -> Owed {
    card(story, id).line.owed.expect("somebody owes something")
}

fn now(story: &Story) -> Moment {
    (story.clock())()
}

fn trial(story: &Story, rows: Vec<Vec<String>>) -> RoutingTrial {
    let (from, until) = (now(story).plus_seconds(-86_400), now(story).plus_seconds(1));
    match story.desk.ask(&owner(), &Question::TryRouting { rows, from, until }).expect("a trial") {
        Answer::TryRouting(trial) => *trial,
        other => panic!("a trial answers {other:?}"),
    }
}

fn with_units() -> Story {
    let story = Story::small();
    story.import(Kind::Units, "units.csv", UNITS).expect("units");
    story
}

#[test]
fn a_table_said_anew_holds_for_what_comes_and_what_came_before_keeps_the_one_of_its_day() {
    let story = with_units();
    let before = report(&story, draft(ReportKind::Facility, &[], COMMUNITY)).expect("it comes in");
    let due = owed(&story, before).due;
    story.wait_seconds(60);

    let shipped = table(&story, TableKind::Limits);
    assert_eq!((shipped.rows.len(), shipped.editions.len(), shipped.last), (18, 1, None));
    let mut rows = shipped.rows;
    let accept = rows.iter_mut().find(|row| row[0] == "normal" && row[1] == "accept").expect("the row");
    accept[2] = "30".to_owned();
    accept[3] = "昼夜".to_owned();
    let since = story.desk.vector().expect("where the log is");
    assert!(matches!(revise(&story, TableKind::Limits, rows.clone()), Ok(Outcome::TableRevised { .. })));
    let heard = story.desk.told_since(&owner(), &since).expect("news");
    assert!(heard.iter().any(|told| told.news == News::TablesChanged));

    let after = report(&story, draft(ReportKind::Facility, &[], COMMUNITY)).expect("it comes in");
    assert_eq!(owed(&story, before).due, due, "no clock changes behind one's back");
    assert_eq!(owed(&story, after).due, Some(now(&story).plus_seconds(1800)));

    let card = table(&story, TableKind::Limits);
    assert_eq!((card.editions.len(), card.edition.source.as_str()), (2, "区指挥中心"));
    assert!(card.edition.by.is_some() && card.edition.at == Some(now(&story)));
    assert_eq!(revise(&story, TableKind::Limits, card.rows).expect_err("the same").code, "edition.nothing_new");
    let late = Action::ReviseTable { of: TableKind::Limits, rows, from: None, source: String::new(), seen: None };
    assert_eq!(story.act(late).expect_err("somebody was quicker").code, "edition.changed_since");
    story.verified();
}

#[test]
fn a_table_may_be_said_for_a_day_to_come_and_never_for_one_that_has_passed() {
    let story = with_units();
    let rows = vec![row(&["", "", "", "unit", "U1"])];
    let past = Some(now(&story).plus_seconds(-1));
    let refused = revise_from(&story, TableKind::Routing, rows.clone(), past).expect_err("nothing is back-dated");
    assert_eq!(refused.code, "edition.back_dated");
    let day = now(&story).plus_seconds(3600);
    revise_from(&story, TableKind::Routing, rows.clone(), Some(day)).expect("for later");
    let card = table(&story, TableKind::Routing);
    assert_eq!((card.rows.len(), card.coming_rows, card.coming.expect("one").from), (0, rows.clone(), day));
    let id = report(&story, draft(ReportKind::Facility, &[], COMMUNITY)).expect("it comes in");
    assert_eq!(self::card(&story, id).route, None);
    story.wait_seconds(3600);
    let card = table(&story, TableKind::Routing);
    assert_eq!((card.rows, card.coming), (rows, None));
    let route = self::card(&story, id).route.expect("a rule");
    assert_eq!((route.party.party, route.rule), (Party::Unit(UnitId("U1".to_owned())), 1));
    story.verified();
}

#[test]
fn what_is_wrong_with_a_table_is_told_by_row_and_nothing_of_it_comes_into_force() {
    let story = with_units();
    let rows =
        vec![row(&["部件 / 公用设施", "", COMMUNITY, "unit", "U1"]), row(&["部件 / 没有", "", "", "unit", "U9"])];
    let refused = revise(&story, TableKind::Routing, rows.clone()).expect_err("the second row says nothing");
    let told: Vec<_> = refused.faults.iter().map(|fault| (fault.row, fault.code.as_str())).collect();
    let expected = [(Some(2), "edition.no_such_category"), (Some(2), "edition.no_such_unit")];
    assert_eq!(told, expected);
    let checked = story.desk.ask(&owner(), &Question::CheckTable { of: TableKind::Routing, rows });
    let Ok(Answer::CheckTable(verdict)) = checked else { panic!("a verdict") };
    assert_eq!(verdict.faults, refused.faults);
    assert_eq!(table(&story, TableKind::Routing).editions.len(), 1);

    // A rule whose category is retired is told with the table, and its cases are no longer of it.
    revise(&story, TableKind::Routing, vec![row(&["事件 / 街面秩序", "", "", "unit", "U1"])]).expect("rules");
    let mut categories = table(&story, TableKind::Categories).rows;
    let id = report(&story, draft(ReportKind::Other, &["事件", "街面秩序"], COMMUNITY)).expect("it comes in");
    categories.retain(|row| row[1] != "街面秩序");
    revise(&story, TableKind::Categories, categories).expect("retired");
    let faults = table(&story, TableKind::Routing).faults;
    assert_eq!(faults.iter().map(|fault| fault.code.as_str()).collect::<Vec<_>>(), ["edition.no_such_category"]);
    assert_eq!(card(&story, id).line.category, ["事件", "街面秩序"], "what came in keeps what it was about");
    let again = report(&story, draft(ReportKind::Other, &["事件", "街面秩序"], COMMUNITY));
    assert_eq!(again.expect_err("retired").code, "incident.no_such_category");
    story.verified();
}

#[test]
fn rules_propose_a_unit_and_a_trial_shows_where_cases_would_go_by_others() {
    let story = with_units();
    let facility = report(&story, draft(ReportKind::Facility, &["部件", "公用设施"], COMMUNITY)).expect("it comes in");
    let other = report(&story, draft(ReportKind::Other, &[], OTHER)).expect("it comes in");
    let rules = vec![row(&["部件", "", "", "unit", "U1"]), row(&["", "", "", "around", "2"])];
    revise(&story, TableKind::Routing, rules).expect("rules");

    let route = card(&story, facility).route.expect("a rule");
    assert_eq!((route.party.name.as_str(), route.rule, route.others), ("市政维护中心", 1, 1));
    assert_eq!(route.category, ["部件"]);
    let route = card(&story, other).route.expect("a rule");
    assert_eq!(route.party.party, Party::Grid(GridPath::from_text("411602.411602001")));

    let other_rules = vec![row(&["部件 / 公用设施", "", "", "unit", "U2"]), row(&["", "hazard", "", "unit", "U1"])];
    let trial = trial(&story, other_rules);
    assert_eq!((trial.total, trial.changed, trial.idle), (2, 2, vec![2]));
    let moved = trial.cases.iter().find(|case| case.incident == facility).expect("the case");
    let told = |route: &Option<domain::answer::TrialRoute>| route.as_ref().map(|route| route.party.name.clone());
    assert_eq!((told(&moved.before), told(&moved.after)), (Some("市政维护中心".into()), Some("水务公司".into())));
    let nobody = trial.counts.iter().find(|count| count.party.is_none()).expect("those that no rule fits");
    assert_eq!((nobody.before, nobody.after), (0, 1));

    let lead = Party::Unit(UnitId("U1".to_owned()));
    let handle = |step| story.act(Action::HandleIncident { incident: facility, step, seen: None });
    handle(IncidentStep::Accept).expect("accepted");
    assert!(card(&story, facility).route.is_some());
    handle(IncidentStep::Assign { lead, assisting: Vec::new(), words: "请处置".to_owned() }).expect("assigned");
    assert_eq!(card(&story, facility).route, None, "it is given out");
    story.verified();
}

#[test]
fn a_year_that_the_calendar_does_not_tell_is_an_alarm_and_no_guess_until_somebody_tells_it() {
    let story = with_units();
    // Until the last day of the year: what comes in then has to be done in the next.
    let days = 41;
    story.wait_seconds(days * 86_400);
    let id = report(&story, draft(ReportKind::Facility, &[], COMMUNITY)).expect("it comes in");
    let alarms = || match story.desk.ask(&owner(), &Question::Alarms).expect("alarms") {
        Answer::Alarms(list) => list.alarms.into_iter().map(|line| line.cause).collect::<Vec<_>>(),
        other => panic!("alarms answer {other:?}"),
    };
    let handle = |step| story.act(Action::HandleIncident { incident: id, step, seen: None }).expect("a step");
    handle(IncidentStep::Accept);
    let lead = Party::Unit(UnitId("U1".to_owned()));
    handle(IncidentStep::Assign { lead, assisting: Vec::new(), words: "请处置".to_owned() });
    handle(IncidentStep::TakeOn);
    assert_eq!(alarms(), [Cause::Calendar { year: 2027 }]);
    let clock = card(&story, id).clocks.pop().expect("a clock");
    assert_eq!((clock.kind, clock.due, clock.light, clock.missing), (ClockKind::Dispose, None, None, Some(2027)));
    let card_of_table = table(&story, TableKind::Calendar);
    assert_eq!(card_of_table.missing, [2027]);

    let mut rows = card_of_table.rows;
    rows.extend([row(&["year", "2027", "国务院办公厅通知"]), row(&["off", "2027-01-01", ""])]);
    revise(&story, TableKind::Calendar, rows).expect("the notice is out");
    assert_eq!(alarms(), []);
    assert!(owed(&story, id).due.is_some(), "the clock of before reads the year that it lacked");
    story.verified();
}

#[test]
fn who_covers_a_part_reads_the_tables_and_changes_none() {
    let story = with_units();
    let part = operator("411602.411602001");
    assert!(story.desk.ask(&part, &Question::Table { of: TableKind::Categories }).is_ok());
    let action =
        Action::ReviseTable { of: TableKind::Routing, rows: vec![], from: None, source: String::new(), seen: None };
    assert_eq!(story.act_as(&part, action).expect_err("an operator").code, "rights.not_yours");
}
