//! The district as of the last commit: read when somebody first asks for it after a change, so that whoever only brings
//! a file in waits for no more than its commit.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ledger::{Error, View};

use crate::district::District;

/// One district for all who read, and whether a commit has changed it since it was read.
pub struct Latest(Mutex<Read>);

struct Read {
    district: Arc<District>,
    is_old: bool,
}

impl Latest {
    pub fn new(district: District) -> Self {
        Self(Mutex::new(Read { district: Arc::new(district), is_old: false }))
    }

    /// A commit changed it: whoever asks from here on gets what stands then. Called before anybody hears of the commit.
    pub fn outdate(&self) {
        self.read().is_old = true;
    }

    /// As `view` has it, or as it was read before when nothing has changed since. After an error it is as old as it was.
    pub fn get(&self, view: &View<'_>) -> Result<Arc<District>, Error> {
        let mut read = self.read();
        if read.is_old {
            read.district = Arc::new(District::read(view)?.on_ground_of(&read.district));
            read.is_old = false;
        }
        Ok(Arc::clone(&read.district))
    }

    /// As it was last read, when it is not known to be old.
    pub fn fresh(&self) -> Option<Arc<District>> {
        let read = self.read();
        (!read.is_old).then(|| Arc::clone(&read.district))
    }

    /// As it was last read, old or not.
    pub fn last(&self) -> Arc<District> {
        Arc::clone(&self.read().district)
    }

    fn read(&self) -> MutexGuard<'_, Read> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
