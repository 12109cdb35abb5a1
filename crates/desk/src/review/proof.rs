//! Whatever happened: what the day books come to is what the cases come to, one by one and day by day.

use std::collections::BTreeSet;
use std::path::Path;

use domain::code::GridPath;
use domain::edition::{Table, Tables};
use domain::fact::Fact;
use domain::id::{CommandId, DeskId, IncidentId, UnitId, VenueId};
use domain::incident::{Channel, Incident, IncidentStep, Party, Reached, Request};
use domain::moment::Moment;
use domain::order::Priority;
use domain::place::Position;
use domain::purpose::Purpose;
use domain::report::{ReportKind, Spot};
use domain::review::{Dimension, Docket, Period, arrivals, figures, groups};
use domain::seat::{Door, Seat};
use domain::worktime::{Calendar, Year};
use ledger::{Founding, Ledger, verify};
use proptest::prelude::*;
use uuid::Uuid;

use super::{Counting, as_of_now, came_in};
use crate::district::District;

const HOUR: i64 = 3_600;
/// A month before a year that nobody has told.
const BEGIN: i64 = 1_795_000_000;
/// Grids of two schemes: what came in under the one stays where it lay.
const GRIDS: [&str; 6] = ["41", "41.1", "41.1.1", "41.1.2", "41.2.1", "42.7"];

#[derive(Debug, Clone)]
enum Event {
    Report { grid: usize, kind: usize, urgency: usize, spot: u8, category: u8 },
    Step { of: usize, step: IncidentStep },
    Limits { minutes: u32, later: i64 },
    Calendar { later: i64 },
}

fn words() -> String {
    "按实际情况".to_owned()
}

fn party(number: u8) -> Party {
    match number {
        0 => Party::Unit(UnitId("市政".into())),
        1 => Party::Unit(UnitId("住建".into())),
        _ => Party::Grid(GridPath::from_text(GRIDS[3])),
    }
}

fn steps() -> impl Strategy<Value = IncidentStep> {
    let until = (0_i64..300).prop_map(|hours| Moment::from_millis((BEGIN + hours * HOUR) * 1000));
    let request = (until, any::<bool>())
        .prop_map(|(until, stops)| if stops { Request::Suspension { until } } else { Request::Extension { until } });
    prop_oneof![
        3 => Just(IncidentStep::Accept),
        5 => (0_u8..3).prop_map(|lead| IncidentStep::Assign { lead: party(lead), assisting: vec![], words: words() }),
        5 => Just(IncidentStep::TakeOn),
        2 => Just(IncidentStep::Arrive),
        4 => Just(IncidentStep::Dispose { words: words(), attachments: vec![] }),
        2 => Just(IncidentStep::Pass { words: words(), attachments: vec![], witness: None }),
        1 => Just(IncidentStep::Fail { reason: words(), attachments: vec![], witness: None }),
        2 => prop_oneof![Just(Reached::Content), Just(Reached::Partly), Just(Reached::Unhappy), Just(Reached::Nobody)]
            .prop_map(|reached| IncidentStep::FollowUp { reached, words: words() }),
        2 => Just(IncidentStep::Close { words: words() }),
        2 => request.prop_map(|request| IncidentStep::Ask { request, reason: words() }),
        2 => Just(IncidentStep::Grant),
        1 => Just(IncidentStep::Resume),
        1 => (0_u8..3)
            .prop_map(|to| IncidentStep::Return { reason: words(), basis: words(), proposed: party(to) }),
        1 => Just(IncidentStep::Settle { words: words() }),
        1 => Just(IncidentStep::Reopen { reason: words() }),
        1 => Just(IncidentStep::Void { reason: words() }),
        1 => Just(IncidentStep::Merge { into: id(0) }),
        1 => Just(IncidentStep::Split { reason: words() }),
    ]
}

fn events() -> impl Strategy<Value = Vec<(i64, Event)>> {
    let event = prop_oneof![
        5 => (0..GRIDS.len(), 0..8_usize, 0..3_usize, 0_u8..5, 0_u8..3).prop_map(
            |(grid, kind, urgency, spot, category)| Event::Report { grid, kind, urgency, spot, category }
        ),
        25 => (0..40_usize, steps()).prop_map(|(of, step)| Event::Step { of, step }),
        1 => (1_u32..2_000, 0_i64..200).prop_map(|(minutes, later)| Event::Limits { minutes, later }),
        1 => (0_i64..200).prop_map(|later| Event::Calendar { later }),
    ];
    // Mostly one after the other, and now and then by a clock that was put back.
    let moves = prop_oneof![8 => 0..3 * HOUR, 1 => 0..400 * HOUR, 1 => -HOUR..0];
    proptest::collection::vec((moves, event), 1..70)
}

fn id(number: usize) -> IncidentId {
    // Of two in one moment the greater may have come first.
    IncidentId(Uuid::from_u128(0xFFFF - number as u128))
}

fn reported(number: usize, event: &Event) -> Option<Incident> {
    let Event::Report { grid, kind, urgency, spot, category } = event else { return None };
    let levels = ["市容环境", "占道经营"].into_iter().take(usize::from(*category));
    let east = |metres: i32| Some(Position(1_146_000_000 + metres * 100, 336_000_000));
    Some(Incident {
        id: id(number),
        number: domain::incident::number("20261122", 'A', 1),
        channel: Channel::Call,
        foreign: None,
        post: None,
        kind: ReportKind::ALL[*kind],
        category: levels.map(str::to_owned).collect(),
        urgency: Priority::ALL[*urgency],
        words: words(),
        spot: match spot {
            0 => Spot::Venue { id: VenueId("V1".to_owned()) },
            _ => Spot::Grid { path: GridPath::from_text(GRIDS[*grid]) },
        },
        place: if *spot < 4 { east(i32::from(*spot) * 30) } else { None },
        grid: GridPath::from_text(GRIDS[*grid]),
        attachments: vec![],
        seen: Moment::from_millis(0),
        alarms: false,
    })
}

fn edition(event: &Event, at: Moment) -> Option<(Table, Moment)> {
    let tables = Tables::new([]);
    match event {
        Event::Limits { minutes, later } => {
            let usual = &tables.limits.at(at).table;
            let kind = domain::incident::ClockKind::Dispose;
            let limit = usual.of(Priority::Normal, kind)?;
            let changed = domain::incident::Limit { minutes: *minutes, ..limit };
            Some((Table::Limits(usual.clone().with(Priority::Normal, kind, changed)), at.plus_seconds(later * HOUR)))
        }
        Event::Calendar { later } => {
            let mut calendar = Calendar::shipped();
            let year = Year { off: BTreeSet::new(), on: BTreeSet::new(), source: words() };
            calendar.years.insert(2027, year);
            Some((Table::Calendar(calendar), at.plus_seconds(later * HOUR)))
        }
        _ => None,
    }
}

fn found(folder: &Path) -> Ledger {
    let founding = Founding {
        name: "川汇区".to_owned(),
        letter: 'A',
        offset_hours: 8,
        desk: DeskId(Uuid::from_u128(0xD)),
        command: CommandId(Uuid::from_u128(1)),
        now: Moment::from_millis(BEGIN * 1000),
        by: Seat::owner(Door::Window),
        purpose: Purpose::Service,
    };
    Ledger::found(&folder.join("east.gpkg"), &folder.join("keys"), &founding).expect("a store")
}

/// Gives the last moment of it all.
fn live(ledger: &mut Ledger, events: &[(i64, Event)]) -> Moment {
    let (mut clock, mut reports, mut last) = (BEGIN, 0, BEGIN);
    let mut batch = ledger.begin().expect("a batch");
    for (number, (moves, event)) in events.iter().enumerate() {
        clock += moves;
        last = last.max(clock);
        let at = Moment::from_millis(clock * 1000);
        let fact = match event {
            Event::Report { .. } => {
                reports += 1;
                reported(reports - 1, event).map(|incident| Fact::IncidentReported { incident: Box::new(incident) })
            }
            Event::Step { of, step } if reports > 0 => Some(Fact::IncidentHandled {
                incident: id(of % reports),
                number: "SJ".to_owned(),
                post: None,
                parties: vec![],
                step: step.clone(),
            }),
            Event::Step { .. } => None,
            table => edition(table, at).map(|(table, from)| Fact::TableRevised {
                table: Box::new(table),
                from,
                source: words(),
            }),
        };
        if let Some(fact) = fact {
            let command = CommandId(Uuid::from_u128(10 + number as u128));
            batch.append(&Seat::owner(Door::Window), command, at, None, &fact).expect("a fact");
        }
    }
    batch.commit().expect("kept");
    Moment::from_millis(last * 1000)
}

const ALL: [Dimension; 7] = [
    Dimension::Place,
    Dimension::Kind,
    Dimension::Unit,
    Dimension::Spot,
    Dimension::Day,
    Dimension::Week,
    Dimension::Month,
];

fn compare(ledger: &Ledger, last: Moment) -> Result<(), TestCaseError> {
    let view = ledger.view();
    let district = District::read(&view).expect("a district");
    let day = Period::day_of(last, 8);
    let year: Period =
        Period { from: "2026-01-01".parse().expect("a day"), until: "2030-01-01".parse().expect("a day") };
    let one = Period { from: day, until: Period::week_of(day).until };
    let scopes = [None, Some("41"), Some("41.1"), Some("41.1.2"), Some("9")].map(|path| path.map(GridPath::from_text));
    for now in [0, 7, 200, 9_000].map(|hours| last.plus_seconds(hours * HOUR)) {
        let there = (&district, now);
        for period in [year, Period::week_of(day), one] {
            for scope in &scopes {
                let scope = scope.as_ref();
                let slow = as_of_now(&view, period, scope, there).expect("cases");
                let cases: Vec<&Docket> = slow.iter().collect();
                prop_assert_eq!(came_in(&view, period, scope, there).expect("arrivals"), arrivals(&slow));
                for by in ALL {
                    let counted = Counting::of(&view, (period, by), scope, there).expect("figures");
                    prop_assert_eq!(counted.total.arrived() as usize, cases.len());
                    prop_assert_eq!(counted.total.figures(), figures(&slow));
                    let rows = groups(&cases, by, scope, 8);
                    let told: Vec<_> =
                        rows.iter().map(|(key, cases)| (key.clone(), figures(cases.iter().copied()))).collect();
                    let counted: Vec<_> = counted.rows.into_iter().map(|row| (row.key, row.tally.figures())).collect();
                    prop_assert_eq!(counted, told);
                }
            }
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn the_books_come_to_what_the_cases_come_to(events in events()) {
        let folder = tempfile::tempdir().expect("a folder");
        let mut ledger = found(folder.path());
        let last = live(&mut ledger, &events);
        compare(&ledger, last)?;
        ledger.rebuild().expect("folds");
        compare(&ledger, last)?;
        ledger.close().expect("closed");
        let found = verify(&folder.path().join("east.gpkg"), &folder.path().join("keys")).expect("a store");
        prop_assert!(found.is_sound() && found.folds_equal, "{:?}", found.differing_tables);
    }
}
