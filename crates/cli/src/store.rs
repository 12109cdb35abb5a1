//! A store, wherever it is open: in this process, or at a desk that runs elsewhere.

use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use desk::{Desk, HotlineRequest, ImportRequest, LookRequest, MendingRequest, Options, Printed};
use domain::action::{Action, Call, Outcome};
use domain::answer::{Answer, ImportList, Located, LocatedGrid};
use domain::basemap::BasemapAdded;
use domain::failure::Failure;
use domain::hotline::HotlineReport;
use domain::id::{CommandId, PostId};
use domain::import::{Fault, ImportProgress, ImportReport};
use domain::look::FileLook;
use domain::manner::{FileKind, Manner};
use domain::question::Question;
use domain::seat::{Door, Seat};
use domain::sheet::SheetWish;
use domain::signpost::Signpost;
use domain::words::Language;
use serde::Deserialize;
use serde_json::Value;
use serve::lock::Lock;

use crate::client::Client;
use crate::foreign::{Foreign, unreadable};

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
    with_opened(path, Desk::open, work)
}

/// The same for work that only brings files in, and asks nothing while it does.
pub fn with_alone<T, E: From<Failure>>(path: &Path, work: impl FnOnce(&Store) -> Result<T, E>) -> Result<T, E> {
    with_opened(path, Desk::open_alone, work)
}

fn with_opened<T, E: From<Failure>>(
    path: &Path,
    open: impl Fn(&Path, Options) -> Result<Arc<Desk>, Failure>,
    work: impl FnOnce(&Store) -> Result<T, E>,
) -> Result<T, E> {
    let store = Store::open(path, open)?;
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
    fn open(path: &Path, open: impl Fn(&Path, Options) -> Result<Arc<Desk>, Failure>) -> Result<Self, Failure> {
        let options = Options::for_user();
        let mut tries = TRIES;
        loop {
            if let Some(lock) = Lock::live(path) {
                return Ok(Self { place: Place::There(Client::new(lock)), options });
            }
            match open(path, options.clone()) {
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

    /// Brings a file in under a new command, which `import_progress` and `cancel_import` know it by.
    pub fn import(
        &self,
        command: CommandId,
        kind: FileKind,
        file: Foreign,
        manner: &Manner,
    ) -> Result<ImportReport, Failure> {
        match &self.place {
            Place::Here(desk) => {
                let parcel = file.kept(desk.parcel()?)?;
                desk.import(&owner(), command, ImportRequest::new(kind, file.name, parcel, manner.clone()))
            }
            Place::There(client) => client.import(command, kind, file, manner),
        }
    }

    /// Takes in work orders of a hotline.
    pub fn take_in_hotline(&self, file: Foreign, dry_run: bool) -> Result<HotlineReport, Failure> {
        match &self.place {
            Place::Here(desk) => {
                let parcel = file.kept(desk.parcel()?)?;
                desk.take_in_hotline(&owner(), HotlineRequest::new(file.name, parcel, dry_run))
            }
            Place::There(client) => client.take_in_hotline(file, dry_run),
        }
    }

    /// Puts a basemap beside the store.
    pub fn add_basemap(&self, command: CommandId, file: Foreign) -> Result<BasemapAdded, Failure> {
        match &self.place {
            Place::Here(desk) => {
                let mut parcel = desk.basemap_parcel(&file.name)?;
                parcel.fill(&file.content).map_err(|error| unreadable(&file.name, &error))??;
                desk.add_basemap(&owner(), command, parcel, &Arc::default())
            }
            Place::There(client) => client.add_basemap(command, file),
        }
    }

    /// Does one action under a new command.
    pub fn do_action(&self, action: Action) -> Result<Outcome, Failure> {
        self.act(self.call(action))
    }

    /// How far an import is; none when it is not on its way.
    pub fn import_progress(&self, command: CommandId) -> Result<Option<ImportProgress>, Failure> {
        match &self.place {
            Place::Here(desk) => desk.import_progress(&owner(), command),
            Place::There(client) => client.import_progress(command),
        }
    }

    /// Stops an import; false when it can't be stopped any more.
    pub fn cancel_import(&self, command: CommandId) -> Result<bool, Failure> {
        match &self.place {
            Place::Here(desk) => desk.cancel_import(&owner(), command),
            Place::There(client) => client.cancel_import(command),
        }
    }

    /// The rows of a file that these faults name, as an XLSX file.
    pub fn failed_rows(
        &self,
        kind: FileKind,
        file: Foreign,
        manner: &Manner,
        faults: &[Fault],
        language: Language,
    ) -> Result<Vec<u8>, Failure> {
        match &self.place {
            Place::Here(desk) => {
                let parcel = file.kept(desk.parcel()?)?;
                let (manner, faults) = (manner.clone(), faults.to_vec());
                desk.failed_rows(&owner(), MendingRequest::new(kind, file.name, parcel, manner, faults, language))
            }
            Place::There(client) => client.failed_rows(kind, file, manner, faults, language),
        }
    }

    /// What a file seems to hold; nothing of the store changes.
    pub fn look(&self, kind: Option<FileKind>, file: Foreign, manner: &Manner) -> Result<FileLook, Failure> {
        match &self.place {
            Place::Here(desk) => {
                let parcel = file.kept(desk.parcel()?)?;
                desk.look(&owner(), LookRequest::new(kind, file.name, parcel, manner.clone()))
            }
            Place::There(client) => client.look(kind, file, manner),
        }
    }

    /// A printed sheet; none where it would have the content named in `unless`.
    pub fn sheet(&self, wish: &SheetWish, unless: Option<&str>) -> Result<Option<Printed>, Failure> {
        let command = self.new_command();
        match &self.place {
            Place::Here(desk) => desk.sheet(&owner(), command, wish, unless),
            Place::There(client) => client.sheet(command, wish, unless),
        }
    }

    /// What was brought in, newest first.
    pub fn imports(&self) -> Result<ImportList, Failure> {
        let list = ImportList::deserialize(self.ask(&Question::Imports)?);
        list.map_err(|error| Failure::broken(error.to_string(), "cli.imports"))
    }

    pub fn call(&self, action: Action) -> Call {
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
