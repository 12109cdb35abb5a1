//! Alarms of a store from before there were such.

use domain::alarm::Cause;
use domain::channel::Span;
use domain::fact::Fact;
use domain::gateway::SendState;
use domain::id::{RobotId, SendId};
use domain::order::Priority;
use domain::robot::{DigestEnd, RobotKind, RobotSetting, RobotTrouble};
use domain::words::Language;
use uuid::Uuid;

use crate::fixture::{Place, append, as_before, path};

fn robot(number: u128) -> RobotId {
    RobotId(Uuid::from_u128(number))
}

fn bound(number: u128, channel: &str) -> Fact {
    let setting = RobotSetting {
        kind: RobotKind::Wecom,
        channel: path(channel),
        span: Span::Below,
        name: "防汛群".to_owned(),
        kinds: vec![],
        least: Priority::Normal,
        notices: true,
        reminders: false,
        language: Language::Chinese,
        near: None,
    };
    Fact::RobotBound { robot: robot(number), setting: Box::new(setting) }
}

fn ended(number: u128, trouble: RobotTrouble) -> Fact {
    let end = DigestEnd { state: SendState::Waiting, due: None, trouble: Some(trouble), code: None, said: None };
    Fact::DigestEnded { robot: robot(number), digest: SendId(Uuid::from_u128(99)), end }
}

#[test]
fn robots_that_stopped_before_there_were_alarms_of_them_have_theirs() {
    let place = Place::new();
    let mut ledger = place.full();
    let mut batch = ledger.begin().unwrap();
    let facts = [
        bound(1, "411602"),
        bound(2, "411602"),
        bound(3, "411602"),
        ended(1, RobotTrouble::Gone),
        ended(2, RobotTrouble::Guarded),
        Fact::RobotTried { robot: robot(2) },
        ended(2, RobotTrouble::Guarded),
        ended(3, RobotTrouble::Busy),
        ended(3, RobotTrouble::NoKey),
        bound(3, "411602"),
    ];
    for (number, fact) in (300..).zip(&facts) {
        append(&mut batch, number, 100 + number as i64, fact);
    }
    batch.commit().unwrap();
    let told = |ledger: &ledger::Ledger| {
        (1..=3)
            .map(|number| ledger.view().alarm(&Cause::Robot { robot: robot(number) }).unwrap().unwrap())
            .collect::<Vec<_>>()
    };
    let before = told(&ledger);
    let stands: Vec<(u32, bool)> = before.iter().map(|row| (row.alarm.raises(), row.settled)).collect();
    assert_eq!(stands, [(1, false), (2, false), (1, true)]);
    ledger.close().unwrap();

    as_before(&place.store(), 26);
    let ledger = place.open();
    assert_eq!(told(&ledger), before);
    ledger.close().unwrap();
    assert!(ledger::verify(&place.store(), &place.keys()).unwrap().is_sound());
}
