//! How many foreign files are read at once: each may take memory and a core, and the desk has other work. The next
//! waits until one is done, and can be stopped while it waits.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use booth::Passage;
use domain::failure::Failure;

/// Files that are read at once.
const AT_ONCE: usize = 2;
/// How often one that waits looks whether it was stopped.
const LOOK_EVERY: Duration = Duration::from_millis(200);

/// Who is at the booth.
#[derive(Debug, Default)]
pub struct Turns {
    taken: Mutex<usize>,
    freed: Condvar,
}

/// One's turn; dropping it lets the next come.
#[derive(Debug)]
pub struct Turn<'a>(&'a Turns);

impl Turns {
    /// Waits for one's turn; a failure when the file, called `file`, was stopped before.
    pub fn wait(&self, file: &str, passage: &Passage) -> Result<Turn<'_>, Failure> {
        let mut taken = self.taken();
        while *taken >= AT_ONCE {
            if passage.is_cancelled() {
                return Err(Failure::invalid("import.cancelled", &[("file", file)]));
            }
            passage.wait();
            taken = self.freed.wait_timeout(taken, LOOK_EVERY).unwrap_or_else(PoisonError::into_inner).0;
        }
        *taken += 1;
        passage.enter();
        Ok(Turn(self))
    }

    fn taken(&self) -> MutexGuard<'_, usize> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        *self.0.taken() -= 1;
        self.0.freed.notify_one();
    }
}

#[cfg(test)]
mod tests {
    use std::thread;

    use super::*;

    #[test]
    fn one_too_many_waits_until_another_is_done_and_can_be_stopped_before() {
        let turns = Turns::default();
        let mut inside: Vec<Turn<'_>> =
            (0..AT_ONCE).map(|_| turns.wait("a.json", &Passage::default()).expect("room")).collect();
        let (next, stopped) = (Passage::default(), Passage::default());
        thread::scope(|scope| {
            let waiting = scope.spawn(|| turns.wait("b.json", &next).map(drop));
            while !next.progress().waits {
                thread::yield_now();
            }
            stopped.cancel();
            assert_eq!(turns.wait("c.json", &stopped).expect_err("stopped").code, "import.cancelled");
            inside.pop();
            assert_eq!(waiting.join().expect("no panic"), Ok(()));
        });
        assert!(!next.progress().waits);
    }
}
