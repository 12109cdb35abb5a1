//! The figures of the review over ten years of cases, beside `DuckDB` over the same cases, judged beforehand.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use benches::cases::{self, Deed, YEARS};
use desk::{CommandId, Desk, Options};
use domain::answer::{Answer, ReviewSheet};
use domain::code::GridPath;
use domain::edition::{Table, Tables};
use domain::fact::Fact;
use domain::id::{IncidentId, UnitId};
use domain::incident::{Channel, ClockKind, Incident, IncidentStep, Party, Reached};
use domain::moment::Moment;
use domain::order::Priority;
use domain::place::{Bounds, Position};
use domain::question::Question;
use domain::report::{ReportKind, Spot};
use domain::review::{Dimension, Docket, Judgement, Measure, Period, RowKey, figures, groups};
use domain::worktime::{Calendar, Year};
use ledger::{Ledger, Reader};
use serde_json::Value;
use uuid::Uuid;

use crate::figure::{Aim, Figure, Unit, seconds, thousands};
use crate::town::{Town, owner, remove};
use crate::{Bench, command};

/// The last day of the ten years.
const LAST: &str = "2026-11-22";
/// How many times one question is asked in a round.
const TIMES: usize = 9;
/// Every figure on a screen.
const ON_A_SCREEN: f64 = 0.005;
/// How many facts are committed at once.
const AT_ONCE: usize = 20_000;

/// One question about a period.
struct Asked {
    what: &'static str,
    days: i64,
    by: Dimension,
    scope: usize,
}

const DISTRICT: usize = 1;
const STREET: usize = 2;

const ASKED: [Asked; 10] = [
    Asked { what: "a week of the district by street", days: 7, by: Dimension::Place, scope: DISTRICT },
    Asked { what: "a month of the district by street", days: 30, by: Dimension::Place, scope: DISTRICT },
    Asked { what: "a year of the district by street", days: 365, by: Dimension::Place, scope: DISTRICT },
    Asked { what: "a year of a street by community", days: 365, by: Dimension::Place, scope: STREET },
    Asked { what: "a year of the district by sort", days: 365, by: Dimension::Kind, scope: DISTRICT },
    Asked { what: "a year of the district by who has it", days: 365, by: Dimension::Unit, scope: DISTRICT },
    Asked { what: "a year of the district by month", days: 365, by: Dimension::Month, scope: DISTRICT },
    Asked { what: "a month of the district by hot spot", days: 30, by: Dimension::Spot, scope: DISTRICT },
    Asked { what: "ten years of the district by street", days: 3_652, by: Dimension::Place, scope: DISTRICT },
    Asked { what: "ten years of a street by month", days: 3_652, by: Dimension::Month, scope: STREET },
];

pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let (path, facts) = filled(bench, town)?;
    let last: jiff::civil::Date = LAST.parse()?;
    let now = Moment(format!("{LAST}T23:59:00+08:00").parse()?);
    let options = Options { now: Arc::new(move || now), ..town.options.clone() };
    let reader = Reader::open(&path, &options.keys_dir)?;
    let judged = bench.place("cases.csv");
    let slow = slow_way(&reader, now)?;
    write_judged(&slow, &judged)?;
    drop(reader);
    let desk = Desk::open(&path, options.clone())?;
    let street = first_below(town)?;
    let period =
        |days: i64| Period { from: last.saturating_sub(days_of(days - 1)), until: last.saturating_add(days_of(1)) };
    let mut all: Vec<Figure> = Vec::new();
    for Asked { what, days, by, scope } in ASKED {
        let scope = if scope == STREET { street.clone() } else { top(town)? };
        let question = Question::Review { period: period(days), scope: Some(scope.clone()), by };
        let mut figure = Figure::new(what, Unit::Seconds).beside("DuckDB", None, None);
        let sheet = ask(&desk, &question)?;
        compare(&sheet, &slow, &scope)?;
        figure.note = format!("{} cases in {} rows", thousands(sheet.arrived.into()), sheet.rows.len());
        for _ in 0..bench.rounds {
            for _ in 0..TIMES {
                let began = Instant::now();
                std::hint::black_box(ask(&desk, &question)?);
                figure.ours.add(began.elapsed().as_secs_f64());
            }
        }
        if let Some(column) = column_of(by) {
            let peer = duckdb(bench, &judged, (period(days), &scope, column))?;
            if let Some((took, arrived)) = peer {
                ensure!(arrived == u64::from(sheet.arrived), "{what}: the peer counts {arrived}, we {}", sheet.arrived);
                took.into_iter().for_each(|took| figure.peers[0].took.add(took));
            }
        } else {
            figure.peers.clear();
        }
        if by == Dimension::Place {
            figure = figure.beside("us, one by one and day by day", None, None);
            let took = one_by_one(&path, &options, (&sheet, &scope), now)?;
            figure.peers.last_mut().context("it stands there")?.took.add(took);
        }
        figure
            .aims
            .push(Aim::less("with the period and the year before", figure.ours.median(), seconds).goal(ON_A_SCREEN));
        all.push(figure);
    }
    desk.close()?;
    all.push(anew(bench, &path, &options, facts)?);
    Ok(all)
}

fn days_of(days: i64) -> jiff::Span {
    jiff::Span::new().days(days)
}

/// All folds of ten years dropped and made again.
fn anew(bench: &Bench, path: &Path, options: &Options, facts: u64) -> Result<Figure> {
    let what = format!("All folds of ten years made anew, from {} facts", thousands(facts));
    let mut figure = Figure::new(what, Unit::Seconds);
    for _ in 0..bench.rounds.min(1) {
        let mut ledger = Ledger::open(path, &options.keys_dir)?;
        let began = Instant::now();
        ledger.rebuild()?;
        figure.ours.add(began.elapsed().as_secs_f64());
        ledger.close()?;
    }
    let speed = facts as f64 / figure.ours.median();
    figure.aims.push(Aim::less("ten years of a district", figure.ours.median(), seconds).goal(5.0));
    figure.aims.push(Aim::more("facts", speed, crate::figure::per_second).floor(200_000.0));
    Ok(figure)
}

fn ask(desk: &Desk, question: &Question) -> Result<ReviewSheet> {
    match desk.ask(&owner(), question)? {
        Answer::Review(sheet) => Ok(*sheet),
        other => bail!("figures answer {other:?}"),
    }
}

/// The same to the last case, one by one.
fn compare(sheet: &ReviewSheet, slow: &[Docket], scope: &GridPath) -> Result<()> {
    let (from, until) = sheet.period.span(8);
    let cases: Vec<&Docket> =
        slow.iter().filter(|case| case.arrived >= from && case.arrived < until && case.grid.is_within(scope)).collect();
    ensure!(figures(cases.iter().copied()) == sheet.total, "the total is another one by one");
    let rows = groups(&cases, sheet.by, Some(scope), 8);
    let rows: Vec<(RowKey, _)> = rows.into_iter().map(|(key, cases)| (key, figures(cases))).collect();
    let told: Vec<(RowKey, _)> = sheet.rows.iter().map(|row| (row.key.clone(), row.figures.clone())).collect();
    ensure!(rows == told, "the rows are others one by one");
    Ok(())
}

/// What the same figures take from the cases themselves.
fn one_by_one(path: &Path, options: &Options, (sheet, scope): (&ReviewSheet, &GridPath), now: Moment) -> Result<f64> {
    let reader = Reader::open(path, &options.keys_dir)?;
    let began = Instant::now();
    for period in [sheet.period, sheet.period.before(), sheet.period.year_before()] {
        let dockets = dockets(&reader, period.span(8), Some(scope), now)?;
        let cases: Vec<&Docket> = dockets.iter().collect();
        for (_, cases) in groups(&cases, sheet.by, Some(scope), 8) {
            std::hint::black_box(figures(cases));
        }
    }
    Ok(began.elapsed().as_secs_f64())
}

/// Every case as the steps and the clocks of each say it is now.
fn slow_way(reader: &Reader, now: Moment) -> Result<Vec<Docket>> {
    dockets(reader, (Moment::from_millis(0), now.plus_seconds(1)), None, now)
}

fn dockets(reader: &Reader, span: (Moment, Moment), scope: Option<&GridPath>, now: Moment) -> Result<Vec<Docket>> {
    let view = reader.view();
    let tables = Tables::new(view.editions()?);
    let rows = view.dockets(span, scope)?.into_iter().map(|row| {
        let limit = tables.limits.at(row.arrived).table.of(row.urgency, ClockKind::Dispose);
        let due = row.trail.due(limit, &tables.calendar.at(row.arrived).table, now);
        let (handling, reached) = (row.trail.handling(), row.trail.reached());
        Docket {
            id: row.id,
            arrived: row.arrived,
            grid: row.grid,
            kind: row.kind,
            category: row.category,
            venue: row.venue,
            place: row.place,
            state: row.trail.state,
            handling,
            is_returned: row.trail.returns > 0,
            due,
            reached,
            had: row.trail.had,
        }
    });
    Ok(rows.collect())
}

/// For the peer: what each measure says of each case, so that it only has to add up.
fn write_judged(cases: &[Docket], to: &Path) -> Result<()> {
    let mut file = BufWriter::new(File::create(to)?);
    write!(file, "day,path,kind,had")?;
    (0..Measure::ALL.len()).try_for_each(|at| write!(file, ",count{at},of{at}"))?;
    for case in cases {
        let had = case.had.as_ref().map(Party::key).unwrap_or_default();
        let day = Period::day_of(case.arrived, 8);
        write!(file, "\n{day},{},{:?},{had}", case.grid, case.kind)?;
        for measure in Measure::ALL {
            let (count, of) = match measure.judge(case) {
                Judgement::Counted => (1, 1),
                Judgement::Against => (0, 1),
                _ => (0, 0),
            };
            write!(file, ",{count},{of}")?;
        }
    }
    Ok(file.flush()?)
}

/// By what the peer groups; none: it has nothing like it.
fn column_of(by: Dimension) -> Option<&'static str> {
    match by {
        Dimension::Place => Some("place"),
        Dimension::Kind => Some("kind"),
        Dimension::Unit => Some("had"),
        Dimension::Month => Some("month"),
        _ => None,
    }
}

/// Its times, and how many cases it counts; none: it is not installed.
fn duckdb(
    bench: &Bench,
    cases: &Path,
    (period, scope, column): (Period, &GridPath, &str),
) -> Result<Option<(Vec<f64>, u64)>> {
    let versions = command::says(bench.python().arg("versions")).unwrap_or_default();
    let known: Value = serde_json::from_str(&versions).unwrap_or_default();
    if known.get("duckdb").is_none() {
        return Ok(None);
    }
    let periods = [period, period.before(), period.year_before()].map(|one| format!("{}:{}", one.from, one.until));
    let mut peer = bench.python();
    peer.arg("figures").arg(cases).arg(scope.as_str()).arg(column).args(periods);
    let said: Value = serde_json::from_str(&command::run(&mut peer)?.stdout)?;
    let took = said["took"].as_array().context("the peer tells its times")?;
    let arrived = said["arrived"].as_u64().context("the peer tells what it counted")?;
    Ok(Some((took.iter().filter_map(Value::as_f64).collect(), arrived)))
}

fn top(town: &Town) -> Result<GridPath> {
    Ok(town.card.tops.first().context("the district has no top")?.path.clone())
}

fn first_below(town: &Town) -> Result<GridPath> {
    let (top, reader) = (top(town)?, town.reader()?);
    let grids = reader.view().grids()?;
    let below = grids.into_iter().map(|grid| grid.path).find(|path| path.parent().as_ref() == Some(&top));
    below.context("the district has no streets")
}

/// The district with ten years of cases, and how many facts it has. It is made once for a seed: that takes minutes.
fn filled(bench: &Bench, town: &Town) -> Result<(PathBuf, u64)> {
    let (path, said) = (bench.place("figures.gpkg"), bench.place("figures.made"));
    let recipe = format!("{} {} {YEARS}", bench.seed, bench.cases);
    if let Ok(told) = std::fs::read_to_string(&said)
        && let Some(facts) = told.strip_prefix(&recipe)
        && path.exists()
    {
        return Ok((path, facts.trim().parse()?));
    }
    remove(&path);
    std::fs::copy(&town.path, &path)?;
    let facts = fill(bench, town, &path)?;
    std::fs::write(&said, format!("{recipe} {facts}"))?;
    Ok((path, facts))
}

fn fill(bench: &Bench, town: &Town, path: &Path) -> Result<u64> {
    let reader = town.reader()?;
    let view = reader.view();
    let grids = view.grids()?;
    let parents: std::collections::HashSet<GridPath> = grids.iter().filter_map(|grid| grid.path.parent()).collect();
    let leaves: Vec<GridPath> =
        grids.into_iter().map(|grid| grid.path).filter(|path| !parents.contains(path)).collect();
    let bounds = town.bounds()?;
    drop(view);
    drop(reader);
    let last: jiff::civil::Date = LAST.parse()?;
    let begin =
        Period { from: last, until: last.saturating_add(days_of(1)) }.span(8).1.millis() - YEARS * 365 * 86_400_000;
    let mut ledger = Ledger::open(path, &town.options.keys_dir)?;
    let mut facts = 0;
    let mut batch = ledger.begin()?;
    let calendar = Fact::TableRevised {
        table: Box::new(Table::Calendar(told())),
        from: Moment::from_millis(begin),
        source: "测试".to_owned(),
    };
    let command = |number: u64| CommandId(Uuid::from_u128(0xF1_0000_0000 + u128::from(number)));
    batch.append(&owner(), command(0), Moment::from_millis(begin), None, &calendar)?;
    for event in cases::events(bench.seed, begin, bench.cases, leaves.len()) {
        let at = Moment::from_millis(event.at);
        let grid = &leaves[event.grid];
        let fact = match event.deed {
            Deed::Report => Fact::IncidentReported { incident: Box::new(incident(&event, grid, bounds)) },
            deed => Fact::IncidentHandled {
                incident: id(event.case),
                number: "SJ".to_owned(),
                post: None,
                parties: vec![],
                step: step(&event, deed, grid),
            },
        };
        facts += 1;
        batch.append(&owner(), command(facts), at, Some(grid.clone()), &fact)?;
        if facts % AT_ONCE as u64 == 0 {
            batch.commit()?;
            batch = ledger.begin()?;
        }
    }
    batch.commit()?;
    ledger.close()?;
    Ok(facts + 1)
}

/// A calendar that tells all of the ten years.
fn told() -> Calendar {
    let mut calendar = Calendar::shipped();
    for year in 2016..2025 {
        let plain = Year { off: BTreeSet::new(), on: BTreeSet::new(), source: "测试".to_owned() };
        calendar.years.entry(year).or_insert(plain);
    }
    calendar
}

fn id(case: usize) -> IncidentId {
    IncidentId(Uuid::from_u128(0xCA5E_0000_0000 + case as u128))
}

fn incident(event: &cases::Event, grid: &GridPath, bounds: Bounds) -> Incident {
    let between = |low: f64, high: f64, share: f64| low + (high - low) * share;
    let (east, north) = event.where_it_was;
    Incident {
        id: id(event.case),
        number: format!("SJ-{}", event.case),
        channel: Channel::Call,
        foreign: None,
        post: None,
        kind: ReportKind::ALL[event.kind],
        category: vec!["市容环境".to_owned(), format!("小类{}", event.class)],
        urgency: Priority::ALL[event.urgency],
        words: "道路积水，车辆无法通行".to_owned(),
        spot: Spot::Grid { path: grid.clone() },
        place: Position::from_degrees(
            between(bounds.west, bounds.east, east),
            between(bounds.south, bounds.north, north),
        ),
        grid: grid.clone(),
        attachments: vec![],
        seen: Moment::from_millis(event.at),
        alarms: false,
    }
}

fn step(event: &cases::Event, deed: Deed, grid: &GridPath) -> IncidentStep {
    let words = || "按规定办理".to_owned();
    let party = || match event.unit {
        0 => Party::Grid(grid.clone()),
        unit => Party::Unit(UnitId(format!("U{unit}"))),
    };
    match deed {
        Deed::Report | Deed::Accept => IncidentStep::Accept,
        Deed::Assign => IncidentStep::Assign { lead: party(), assisting: vec![], words: words() },
        Deed::TakeOn => IncidentStep::TakeOn,
        Deed::Return => IncidentStep::Return { reason: words(), basis: words(), proposed: party() },
        Deed::Dispose => IncidentStep::Dispose { words: words(), attachments: vec![] },
        Deed::Fail => IncidentStep::Fail { reason: words(), attachments: vec![], witness: None },
        Deed::Pass => IncidentStep::Pass { words: words(), attachments: vec![], witness: None },
        Deed::FollowUp => IncidentStep::FollowUp {
            reached: [Reached::Content, Reached::Partly, Reached::Unhappy, Reached::Nobody][event.class % 4],
            words: words(),
        },
        Deed::Close => IncidentStep::Close { words: words() },
    }
}
