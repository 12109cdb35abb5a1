//! What the one writer answers while the store can't be written, and after.
#![expect(clippy::unwrap_used, reason = "a panic with a line number is what a failed test is")]

use std::path::{Path, PathBuf};
use std::sync::Arc;

use desk::{Desk, Options};
use domain::action::{Action, Call, Outcome};
use domain::alarm::{AlarmState, Cause};
use domain::answer::{AlarmList, Answer};
use domain::failure::{Failure, FailureKind};
use domain::id::CommandId;
use domain::purpose::Purpose;
use domain::question::Question;
use domain::seat::{Door, Role, Seat};
use ledger::Ledger;
use tempfile::TempDir;

struct House {
    folder: TempDir,
    options: Options,
}

impl House {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let options = Options::with_keys_in(folder.path().join("keys"));
        let house = Self { folder, options };
        Desk::found(&house.store(), "east", Purpose::Service, &house.options).unwrap();
        house
    }

    fn store(&self) -> PathBuf {
        self.folder.path().join("east.gpkg")
    }

    fn open(&self) -> Arc<Desk> {
        Desk::open(&self.store(), self.options.clone()).unwrap()
    }

    fn command(&self) -> CommandId {
        CommandId((self.options.new_id)())
    }

    /// A writer past the lock: it holds the store's transaction until it is dropped.
    fn intruder(&self) -> Ledger {
        std::fs::remove_file(self.beside(".writer")).unwrap();
        Ledger::open(&self.store(), &self.options.keys_dir).unwrap()
    }

    fn beside(&self, ending: &str) -> PathBuf {
        let mut name = self.store().into_os_string();
        name.push(ending);
        name.into()
    }

    fn is_sound(&self) -> bool {
        ledger::verify(&self.store(), &self.options.keys_dir).unwrap().is_sound()
    }
}

fn owner() -> Seat {
    Seat::owner(Door::Terminal)
}

fn offer(desk: &Desk, command_id: CommandId) -> Result<Outcome, Failure> {
    let action = Action::OfferSeat { role: Role::Admin, subtree: None };
    desk.act(&owner(), Call { command_id, action })
}

fn answers(desk: &Desk) {
    desk.ask(&owner(), &Question::District).unwrap();
}

#[test]
fn a_command_that_finds_no_transaction_is_answered_with_the_reason_and_the_desk_goes_on() {
    let house = House::new();
    let desk = house.open();
    let mut intruder = house.intruder();
    let held = intruder.begin().unwrap();

    let command = house.command();
    let failure = offer(&desk, command).unwrap_err();
    assert_eq!((failure.kind, failure.code.as_str()), (FailureKind::Broken, "store.sqlite"), "{failure:?}");
    answers(&desk);

    drop(held);
    let outcome = offer(&desk, command).unwrap();
    assert!(matches!(&outcome, Outcome::PairingOffered { code, .. } if !code.is_empty()), "{outcome:?}");
    drop(intruder);
    desk.close().unwrap();
    assert!(house.is_sound());
}

#[test]
fn a_store_that_cannot_be_opened_anew_is_tried_again_at_each_command() {
    let house = House::new();
    let desk = house.open();
    // A connection that stays open while the file is away.
    answers(&desk);
    let mut intruder = house.intruder();
    let held = intruder.begin().unwrap();
    let aside = house.beside(".aside");
    rename(&house.store(), &aside);

    let command = house.command();
    assert_eq!(offer(&desk, command).unwrap_err().code, "store.sqlite");
    for _ in 0..3 {
        let failure = offer(&desk, command).unwrap_err();
        assert_eq!((failure.kind, failure.code.as_str()), (FailureKind::Broken, "store.missing"), "{failure:?}");
        answers(&desk);
    }

    rename(&aside, &house.store());
    drop(held);
    offer(&desk, command).unwrap();
    drop(intruder);
    desk.close().unwrap();
    assert!(house.is_sound());
}

#[test]
fn while_the_store_cannot_be_written_everybody_is_told_and_once_it_can_that_is_an_alarm() {
    let house = House::new();
    let desk = house.open();
    assert_eq!(alarms(&desk), AlarmList { alarms: vec![], more: 0, trouble: None, unheard: None });
    let mut intruder = house.intruder();
    let held = intruder.begin().unwrap();
    let (began, command) = ((house.options.now)(), house.command());
    for _ in 0..2 {
        offer(&desk, command).unwrap_err();
    }
    let AlarmList { alarms: none, trouble: Some(trouble), .. } = alarms(&desk) else { panic!("nobody is told") };
    assert_eq!((none.len(), trouble.code.as_str()), (0, "store.sqlite"), "what cannot be written is no fact yet");
    assert!(trouble.since >= began);

    drop(held);
    offer(&desk, command).unwrap();
    // Whoever waits is answered before it is written down; the next finds it written.
    offer(&desk, command).unwrap();
    drop(intruder);
    let now = alarms(&desk);
    assert_eq!(now.trouble, None);
    let [alarm] = &now.alarms[..] else { panic!("{now:?}") };
    assert_eq!((&alarm.cause, alarm.state), (&Cause::Writing { desk: desk.id() }, AlarmState::Cleared));
    assert_eq!(alarm.why.as_ref(), Some(&trouble), "with the first reason, and since when");
    desk.close().unwrap();

    let desk = house.open();
    assert_eq!(alarms(&desk).alarms, now.alarms, "whoever comes later hears of it, too");
    let known = Action::AcknowledgeAlarm { cause: Cause::Writing { desk: desk.id() }, raises: 1 };
    desk.act(&owner(), Call { command_id: house.command(), action: known }).unwrap();
    assert_eq!(alarms(&desk).alarms, []);
    desk.close().unwrap();
    assert!(house.is_sound());
}

fn alarms(desk: &Desk) -> AlarmList {
    match desk.ask(&owner(), &Question::Alarms).unwrap() {
        Answer::Alarms(list) => list,
        other => panic!("alarms answer {other:?}"),
    }
}

#[test]
fn a_desk_that_closes_in_doubt_loses_nothing() {
    let house = House::new();
    let desk = house.open();
    offer(&desk, house.command()).unwrap();
    let mut intruder = house.intruder();
    let held = intruder.begin().unwrap();
    let aside = house.beside(".aside");
    rename(&house.store(), &aside);
    offer(&desk, house.command()).unwrap_err();

    rename(&aside, &house.store());
    drop(held);
    drop(intruder);
    desk.close().unwrap();
    assert!(house.is_sound());
    let desk = house.open();
    assert_eq!(desk.vector().unwrap().0.values().sum::<u64>(), 2, "founded, offered once");
}

fn rename(from: &Path, to: &Path) {
    std::fs::rename(from, to).unwrap();
}
