//! What opens the cameras, and the sensors' broker: sealed with the desk's keys, beside every store, and unsealed for the lookout alone.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use domain::action::Action;
use domain::camera::{self, CameraLogin, StreamLogin};
use domain::failure::Failure;
use domain::id::DeskId;
use domain::item::Item;
use domain::venue::Stream;
use ledger::secret;

use crate::failure::{broken, bug};

/// The name under which they are sealed, all in one.
const NAME: &str = "cameras";
/// Under which the broker's stands among them: no stream's key has a blank.
const BROKER: &str = "the broker";

/// The sealed logins of a desk.
pub struct Cameras {
    keys_dir: PathBuf,
    /// Two that are entered at the same time stand both there afterwards.
    entering: Mutex<()>,
}

/// By the stream's key.
type Sealed = BTreeMap<String, StreamLogin>;

impl Cameras {
    pub fn new(keys_dir: &Path) -> Self {
        Self { keys_dir: keys_dir.to_owned(), entering: Mutex::default() }
    }

    /// Seals what opens some cameras, in place of what opened them before.
    pub fn seal(&self, desk: DeskId, logins: Vec<StreamLogin>) -> Result<(), Failure> {
        if logins.is_empty() {
            return Ok(());
        }
        let _alone = self.entering.lock().unwrap_or_else(PoisonError::into_inner);
        let mut sealed = self.sealed(desk)?;
        sealed.extend(logins.into_iter().map(|login| (login.stream.clone(), login)));
        let text = serde_json::to_string(&sealed).map_err(|_| bug("logins cannot be written"))?;
        secret::keep(&self.keys_dir, desk, NAME, Some(&text)).map_err(broken)
    }

    /// What opens a stream where it is now; none: nothing, or it was sealed for another address.
    pub fn login(&self, desk: DeskId, stream: &Stream) -> Result<Option<CameraLogin>, Failure> {
        self.login_at(desk, &stream.key(), &stream.address)
    }

    /// The same of the site's broker.
    pub fn login_of_broker(&self, desk: DeskId, address: &str) -> Result<Option<CameraLogin>, Failure> {
        self.login_at(desk, BROKER, address)
    }

    fn login_at(&self, desk: DeskId, key: &str, address: &str) -> Result<Option<CameraLogin>, Failure> {
        let known = self.sealed(desk)?.remove(key);
        // Whoever changes an address does not get the password of the camera that was there before.
        Ok(known.filter(|known| camera::host_of(address) == Some(known.host.as_str())).map(|known| known.login))
    }

    fn sealed(&self, desk: DeskId) -> Result<Sealed, Failure> {
        let Some(text) = secret::read(&self.keys_dir, desk, NAME).map_err(broken)? else { return Ok(Sealed::new()) };
        serde_json::from_str(&text).map_err(|_| bug("the sealed logins of cameras cannot be read"))
    }
}

/// Takes out of an action what opens a camera, before anything of it is kept.
pub fn part_login(action: &mut Action) -> Option<StreamLogin> {
    match action {
        Action::AmendItem { wish } => {
            let Some(Item::Stream(stream)) = &mut wish.after else { return None };
            stream.part_login()
        }
        Action::SetBroker { address: Some(address) } => {
            let (bare, login) = camera::parted(address.trim());
            *address = bare;
            let host = camera::host_of(address)?.to_owned();
            Some(StreamLogin { stream: BROKER.to_owned(), host, login: login? })
        }
        _ => None,
    }
}
