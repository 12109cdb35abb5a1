//! A store, wherever it is open: in this process, or at a desk that runs elsewhere.

use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use desk::{Desk, ImportRequest, MendingRequest, Options};
use domain::action::{Action, Call, Outcome};
use domain::answer::{Answer, ImportList, Located, LocatedGrid};
use domain::failure::Failure;
use domain::id::{CommandId, PostId};
use domain::import::{Fault, ImportReport};
use domain::look::FileLook;
use domain::manner::{FileKind, Manner};
use domain::question::Question;
use domain::seat::{Door, Seat};
use domain::signpost::Signpost;
use domain::words::Language;
use serde::Deserialize;
use serde_json::Value;
use serve::lock::Lock;

use crate::client::Client;

/// Another command that has the store open for a moment is waited for.
const TRIES: u32 = 50;
const PAUSE: Duration = Duration::from_millis(100);

/// Whoever owns the file sits here as its owner.
pub struct Store {
    place: Place,
    options: Options,
}

enum Place {
    Here(Arc<Desk>),
    There(Client),
}

/// Opens the store at `path`, does `work`, and leaves the file.
pub fn with<T, E: From<Failure>>(path: &Path, work: impl FnOnce(&Store) -> Result<T, E>) -> Result<T, E> {
    let store = Store::open(path)?;
    let done = work(&store);
    let left = store.leave();
    let done = done?;
    left?;
    Ok(done)
}

/// A new id from the machine's own source.
pub fn new_command(options: &Options) -> CommandId {
    CommandId((options.new_id)())
}

impl Store {
    fn open(path: &Path) -> Result<Self, Failure> {
        let options = Options::for_user();
        let mut tries = TRIES;
        loop {
            if let Some(lock) = Lock::live(path) {
                return Ok(Self { place: Place::There(Client::new(lock)), options });
            }
            match Desk::open(path, options.clone()) {
                Ok(desk) => return Ok(Self { place: Place::Here(desk), options }),
                // Either its lock appears in a moment, or a short command is about to let go.
                Err(failure) if failure.code == "store.in_use" && tries > 0 => tries -= 1,
                Err(failure) => return Err(failure),
            }
            sleep(PAUSE);
        }
    }

    /// Where phones find the desk that has the store open; none when it is this process.
    pub fn door(&self) -> Result<Option<Signpost>, Failure> {
        match &self.place {
            Place::Here(_) => Ok(None),
            Place::There(client) => client.door().map(Some),
        }
    }

    pub fn new_command(&self) -> CommandId {
        new_command(&self.options)
    }

    pub fn ask(&self, question: &Question) -> Result<Value, Failure> {
        match &self.place {
            Place::Here(desk) => {
                let answer = desk.ask(&owner(), question)?;
                Ok(serde_json::to_value(answer).expect("an answer has text keys and finite numbers only"))
            }
            Place::There(client) => client.ask(question),
        }
    }

    /// The deepest grid at each of some positions: asked for by the million, so no document is made in between.
    pub fn locate(&self, points: Vec<(f64, f64)>) -> Result<Vec<Option<LocatedGrid>>, Failure> {
        let question = Question::Locate { points };
        if let Place::Here(desk) = &self.place
            && let Answer::Locate(located) = desk.ask(&owner(), &question)?
        {
            return Ok(located.grids);
        }
        let located = Located::deserialize(self.ask(&question)?);
        Ok(located.map_err(|error| Failure::broken(error.to_string(), "cli.locate"))?.grids)
    }

    pub fn act(&self, call: Call) -> Result<Outcome, Failure> {
        match &self.place {
            Place::Here(desk) => desk.act(&owner(), call),
            Place::There(client) => client.act(&call),
        }
    }

    /// Acts for a post, as what it would be in the field: a device that is paired to it. It is revoked
    /// when the action is done, and the ledger shows all of it.
    pub fn act_for(&self, post: PostId, call: Call) -> Result<Outcome, Failure> {
        let offered = self.act(self.call(Action::OfferPairing { post }))?;
        let Outcome::PairingOffered { code, .. } = offered else { return Err(no_code()) };
        let (device, outcome) = match &self.place {
            Place::Here(desk) => {
                let pairing = desk.redeem(&code, self.new_command())?;
                let seat = desk.seat_of(&pairing.token)?.ok_or_else(no_code)?;
                (pairing.device, desk.act(&seat, call))
            }
            Place::There(client) => {
                let paired = client.redeem(&code, self.new_command())?;
                (paired.device, client.seated(paired.token).act(&call))
            }
        };
        let revoked = self.act(self.call(Action::RevokeDevice { device }));
        let outcome = outcome?;
        revoked?;
        Ok(outcome)
    }

    pub fn import(&self, kind: FileKind, file: &str, bytes: Vec<u8>, manner: Manner) -> Result<ImportReport, Failure> {
        let command = self.new_command();
        match &self.place {
            Place::Here(desk) => {
                desk.import(&owner(), command, ImportRequest::new(kind, file.to_owned(), bytes, manner))
            }
            Place::There(client) => client.import(command, kind, file, &manner, &bytes),
        }
    }

    /// The rows of a file that these faults name, as an XLSX file.
    pub fn failed_rows(
        &self,
        kind: FileKind,
        file: &str,
        bytes: Vec<u8>,
        manner: &Manner,
        faults: &[Fault],
        language: Language,
    ) -> Result<Vec<u8>, Failure> {
        match &self.place {
            Place::Here(desk) => {
                let (file, manner, faults) = (file.to_owned(), manner.clone(), faults.to_vec());
                desk.failed_rows(&owner(), &MendingRequest::new(kind, file, bytes, manner, faults, language))
            }
            Place::There(client) => client.failed_rows(kind, file, manner, &bytes, faults, language),
        }
    }

    /// What a file seems to hold; nothing of the store changes.
    pub fn look(&self, kind: Option<FileKind>, file: &str, bytes: &[u8], manner: &Manner) -> Result<FileLook, Failure> {
        match &self.place {
            Place::Here(desk) => desk.look(&owner(), kind, file, bytes, manner.clone()),
            Place::There(client) => client.look(kind, file, manner, bytes),
        }
    }

    /// What was brought in, newest first.
    pub fn imports(&self) -> Result<ImportList, Failure> {
        let list = ImportList::deserialize(self.ask(&Question::Imports)?);
        list.map_err(|error| Failure::broken(error.to_string(), "cli.imports"))
    }

    fn call(&self, action: Action) -> Call {
        Call { command_id: self.new_command(), action }
    }

    fn leave(self) -> Result<(), Failure> {
        match self.place {
            Place::Here(desk) => desk.close(),
            Place::There(_) => Ok(()),
        }
    }
}

fn owner() -> Seat {
    Seat::owner(Door::Terminal)
}

fn no_code() -> Failure {
    Failure::broken("the desk gave no code for a new pairing", "cli.pairing")
}
