//! Incidents beside the log, also of stores in which they were reports of the front line.

use domain::contact::Caller;
use domain::fact::Fact;
use domain::id::{IncidentId, PostId};
use domain::incident::{Channel, Incident, IncidentState, IncidentStep};
use domain::order::Priority;
use domain::place::Position;
use domain::report::{ReportKind, Spot};
use domain::retention::{ContactEnd, ContactEnding};
use ledger::{IncidentFilter, Ledger, verify};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::fixture::{Place, append, as_before, at, path};

const GRID: &str = "411602.411602001";

fn id(number: u128) -> IncidentId {
    IncidentId(Uuid::from_u128(0x1C_0000 + number))
}

fn reported(number: u128) -> Fact {
    reported_at(number, None)
}

fn reported_at(number: u128, place: Option<Position>) -> Fact {
    Fact::IncidentReported {
        incident: Box::new(Incident {
            id: id(number),
            number: domain::incident::number("20251120", 'A', number as u32),
            channel: Channel::Field,
            foreign: None,
            post: Some(PostId("P1".to_owned())),
            kind: ReportKind::Hazard,
            category: Vec::new(),
            urgency: Priority::Critical,
            words: "车库进水".to_owned(),
            spot: Spot::Grid { path: path(GRID) },
            place,
            grid: path(GRID),
            attachments: vec![],
            seen: at(1),
            alarms: false,
        }),
    }
}

fn handled(number: u128, step: IncidentStep) -> Fact {
    let (incident, parties) = (id(number), vec![]);
    Fact::IncidentHandled { incident, number: "SJ".to_owned(), post: None, parties, step }
}

/// One that came in, one that was accepted and settled.
fn fill(ledger: &mut Ledger) {
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 700, 10, &reported(1));
    append(&mut batch, 701, 20, &reported(2));
    append(&mut batch, 702, 30, &handled(2, IncidentStep::Accept));
    append(&mut batch, 703, 40, &handled(2, IncidentStep::Settle { words: "已抽干".to_owned() }));
    append(&mut batch, 704, 50, &handled(2, IncidentStep::Accept));
    batch.commit().unwrap();
}

fn states(ledger: &Ledger) -> Vec<(IncidentId, IncidentState)> {
    let rows = ledger.view().incidents(&IncidentFilter::default(), 0, 50).unwrap();
    rows.into_iter().map(|row| (row.id, row.standing.course.state)).collect()
}

#[test]
fn an_incident_stands_where_its_steps_lead_and_what_no_way_allows_changes_nothing() {
    let place = Place::new();
    let mut ledger = place.full();
    fill(&mut ledger);
    assert_eq!(states(&ledger), [(id(2), IncidentState::Closed), (id(1), IncidentState::Reported)]);
    assert_eq!(ledger.view().incident_steps(id(2)).unwrap().len(), 2);
    assert_eq!(ledger.view().open_incidents(None).unwrap(), [(IncidentState::Reported, 1)]);
    assert_eq!(ledger.view().open_incidents(Some(&path("411602.411602002"))).unwrap(), []);
    ledger.close().unwrap();
    assert!(verify(&place.store(), &place.keys()).unwrap().is_sound());
}

#[test]
fn a_store_of_before_them_is_verified_unopened_and_its_reports_are_incidents_once_it_is_opened() {
    let place = Place::new();
    let mut ledger = place.full();
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 700, 10, &reported(1));
    batch.commit().unwrap();
    ledger.close().unwrap();
    as_before(&place.store(), 34);
    // A report as it was written then; its chain is broken by it, which opening does not ask.
    let before = |place: &Place| {
        let connection = Connection::open(place.store()).unwrap();
        let was = format!(
            r#"{{"kind":"ReportMade","report":{{"id":"{}","number":"LB-20251120-A001","post":"P1","kind":"hazard",
            "urgency":"critical","words":"车库进水","spot":{{"at":"grid","path":"{GRID}"}},"grid":"{GRID}",
            "seen":"2025-11-20T08:00:00Z"}}}}"#,
            id(1)
        );
        let seq: i64 =
            connection.query_row("SELECT seq FROM fact WHERE kind = 'IncidentReported'", [], |row| row.get(0)).unwrap();
        connection.execute("UPDATE fact SET kind = 'ReportMade' WHERE seq = ?1", [seq]).unwrap();
        connection
            .execute("UPDATE body SET body = ?1, sealed = 0 WHERE seq = ?2", params![was.as_bytes(), seq])
            .unwrap();
        connection.close().unwrap();
    };
    let sound = verify(&place.store(), &place.keys()).unwrap();
    assert!(sound.first_bad.is_none() && sound.integrity.is_empty(), "{sound:?}");
    before(&place);
    let ledger = place.open();
    let rows = ledger.view().incidents(&IncidentFilter::default(), 0, 50).unwrap();
    assert_eq!(rows.iter().map(|row| (row.id, row.number.as_str())).collect::<Vec<_>>(), [(id(1), "LB-20251120-A001")]);
    ledger.close().unwrap();
    let folds = verify(&place.store(), &place.keys()).unwrap().differing_tables;
    assert!(!folds.iter().any(|table| table.starts_with("incident")), "{folds:?}");
}

#[test]
fn a_contact_is_gone_with_its_key_and_the_incident_stays() {
    let place = Place::new();
    let mut ledger = place.full();
    let contact = Caller { phone: Some("13977775555".to_owned()), ..Caller::default() };
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 700, 10, &reported(1));
    append(&mut batch, 700, 10, &Fact::ContactSealed { incident: id(1), contact: contact.clone() });
    batch.commit().unwrap();
    assert_eq!(ledger.view().contact(id(1)).unwrap(), Some(contact));
    assert_eq!(ledger.view().contact(id(2)).unwrap(), None);
    ledger.close().unwrap();

    let stored = std::fs::read(place.store()).unwrap();
    assert!(!stored.windows(11).any(|piece| piece == b"13977775555"), "it lies open in the file");
    let connection = Connection::open(place.store()).unwrap();
    let gone =
        connection.execute("DELETE FROM subject_key WHERE subject = ?1", [format!("contact/{}", id(1))]).unwrap();
    assert_eq!(gone, 1);
    connection.close().unwrap();

    let ledger = place.open();
    assert_eq!(ledger.view().contact(id(1)).unwrap(), None);
    let row = ledger.view().incident(id(1)).unwrap().unwrap();
    assert!(
        matches!(ledger.view().fact(row.fact).unwrap(), Some(Fact::IncidentReported { .. })),
        "it is told as before"
    );
    ledger.close().unwrap();
    let verified = verify(&place.store(), &place.keys()).unwrap();
    assert!(verified.is_sound() && verified.folds_equal, "{verified:?}");
}

#[test]
fn other_programs_see_where_an_incident_is_and_how_it_stands_also_of_a_store_of_before() {
    let place = Place::new();
    let mut ledger = place.full();
    fill(&mut ledger);
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 705, 60, &reported_at(3, Some(Position(1_146_512_345, 336_298_765))));
    append(&mut batch, 706, 70, &handled(3, IncidentStep::Accept));
    append(&mut batch, 707, 80, &reported_at(4, Some(Position(1_146_600_000, 336_200_000))));
    batch.commit().unwrap();
    ledger.close().unwrap();
    let seen = || {
        let plain = Connection::open(place.store()).unwrap();
        let boxed: Vec<(String, String, String, Option<f64>)> = plain
            .prepare(
                "SELECT state, grid, reported_at, round(minx, 4)
                 FROM incident LEFT JOIN rtree_incident_geom AS box ON box.id = incident.fid ORDER BY hlc",
            )
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        let contents: (String, f64, f64, f64, f64) = plain
            .query_row(
                "SELECT last_change, min_x, min_y, max_x, max_y FROM gpkg_contents WHERE table_name = 'incident'",
                [],
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?)),
            )
            .unwrap();
        (boxed, contents)
    };
    let (rows, contents) = seen();
    let columns: Vec<_> = rows.iter().map(|(state, grid, _, west)| (state.as_str(), grid.as_str(), *west)).collect();
    assert_eq!(
        columns,
        [
            ("reported", GRID, None),
            ("closed", GRID, None),
            ("accepted", GRID, Some(114.6512)),
            ("reported", GRID, Some(114.66)),
        ]
    );
    let at = |seconds: i64| format!("{:.3}", at(seconds).0);
    assert_eq!(rows[2].2, at(60));
    assert_eq!(contents, (at(80), 114.651_234_5, 33.62, 114.66, 33.629_876_5));
    as_before(&place.store(), 37);
    place.open().close().unwrap();
    assert_eq!(seen(), (rows, contents));
    assert!(verify(&place.store(), &place.keys()).unwrap().is_sound());
}

/// Everything that SQLite keeps of a store.
fn stored(place: &Place) -> Vec<u8> {
    let files = ["", "-wal", "-shm"].map(|ending| format!("{}{ending}", place.store().display()));
    files.iter().filter_map(|file| std::fs::read(file).ok()).flatten().collect()
}

#[test]
fn what_is_destroyed_lies_in_no_page_of_the_store_nor_in_the_log_beside_it() {
    let place = Place::new();
    let mut ledger = place.full();
    let contact = Caller { phone: Some("13977775555".to_owned()), ..Caller::default() };
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 700, 10, &reported(1));
    append(&mut batch, 700, 10, &Fact::ContactSealed { incident: id(1), contact });
    batch.commit().unwrap();
    let subject = format!("contact/{}", id(1));
    let (key, body): (Vec<u8>, Vec<u8>) = {
        let beside = Connection::open(place.store()).unwrap();
        let of = "SELECT subject_key.wrapped, body.body FROM fact JOIN body USING (desk, seq)
                  JOIN subject_key USING (subject) WHERE subject = ?1";
        beside.query_row(of, [&subject], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    };
    let lies_there = |bytes: &[u8]| stored(&place).windows(bytes.len()).any(|piece| piece == bytes);
    assert!(lies_there(&key) && lies_there(&body), "this is where they would be found");

    let end = ContactEnd { incident: id(1), number: "SJ".to_owned(), why: ContactEnding::Expired { days: 365 } };
    let mut batch = ledger.begin().unwrap();
    append(&mut batch, 701, 20, &Fact::ContactDestroyed { end: Box::new(end) });
    batch.commit().unwrap();
    assert!(ledger.scrub().unwrap(), "nobody reads what was before");
    assert!(!lies_there(&key) && !lies_there(&body), "before the store is closed");
    assert_eq!(ledger.view().contact(id(1)).unwrap(), None);
    assert!(ledger.view().contact_end(id(1)).unwrap().is_some(), "that there was one is known");
    ledger.rebuild().unwrap();
    assert!(ledger.view().contact_end(id(1)).unwrap().is_some());
    ledger.close().unwrap();
    let verified = verify(&place.store(), &place.keys()).unwrap();
    assert!(verified.is_sound() && verified.folds_equal, "{verified:?}");
}
