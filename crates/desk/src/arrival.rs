//! A set on its way in: named and packed while its file is still being read. Grids and venues, of which there may be very
//! many, are laid into their layer at the same time, in a transaction that the writer holds open for as long as nobody
//! else wants anything of it (decision 0030).
//!
//! Invariant: what is laid so is committed with the fact that tells of it, or not at all. Where somebody else comes
//! first the set comes in at its end, as any other.

use std::fs::File;
use std::io;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, SyncSender};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use booth::Coming;
use domain::action::{Call, Outcome};
use domain::failure::Failure;
use domain::seat::Seat;
use domain::set::{Set, SetKind};
use ledger::{Arriving, Packed, Packer};

use crate::failure::{broken, bug};
use crate::writer::Writer;

/// Pieces that wait to be packed, and rows that wait to be laid: reading is not much faster.
const MOST_WAITING: usize = 4;
/// How often the writer looks whether somebody else wants something, where rows are slow to come.
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// A set that comes in.
pub struct Arrival {
    of: SetKind,
    pieces: SyncSender<Coming>,
    packed: JoinHandle<io::Result<Packed>>,
    /// Its rows, until the writer is asked to lay them.
    rows: Option<Rows>,
    laid: Option<Laid>,
}

/// Rows that the writer lays, as long as it has nothing else to do.
pub struct Laid {
    call: SyncSender<(Seat, Call)>,
    answer: Receiver<Result<Outcome, Failure>>,
}

/// What the writer hears of them: the rows, and behind them the call that brings the set in. A call that does not come
/// lets go of them.
pub struct ComingIn {
    pub of: SetKind,
    pub rows: Rows,
    pub call: Receiver<(Seat, Call)>,
}

/// Some at a time; first of all the set without any. None: the set breaks off.
type Rows = Receiver<Option<Set>>;

impl Arrival {
    /// Into a file that is empty and has no other use.
    pub fn start(of: SetKind, file: File) -> Self {
        let (pieces, coming) = mpsc::sync_channel(MOST_WAITING);
        let is_laid = matches!(of, SetKind::Grids | SetKind::Venues);
        let (give, rows) = is_laid.then(|| mpsc::sync_channel(MOST_WAITING)).unzip();
        let packed = thread::spawn(move || pack(of, file, coming, give));
        Self { of, pieces, packed, rows, laid: None }
    }

    /// The next of its normal form.
    pub fn take(&mut self, piece: Coming, writer: &Writer) {
        if matches!(piece, Coming::Begins) {
            self.laid = self.rows.take().and_then(|rows| Laid::begin(self.of, rows, writer));
        }
        // A packer that is gone is noticed where its work is wanted.
        let _ = self.pieces.send(piece);
    }

    /// All of it has come.
    pub fn done(self) -> Result<(Packed, Option<Laid>), Failure> {
        let Self { pieces, packed, laid, .. } = self;
        drop(pieces);
        let packed = packed.join().map_err(|_| bug("a set could not be packed"))?;
        Ok((packed.map_err(|error| broken(error.into()))?, laid))
    }
}

impl Laid {
    fn begin(of: SetKind, rows: Rows, writer: &Writer) -> Option<Self> {
        let (call, behind) = mpsc::sync_channel(1);
        let answer = writer.take_in(ComingIn { of, rows, call: behind }).ok()?;
        Some(Self { call, answer })
    }

    /// Brings the set in whose rows were laid. None where they were not, or where the call has another answer than that
    /// they came in: whoever runs it as any other learns which.
    pub fn settle(self, seat: &Seat, call: &Call) -> Option<Outcome> {
        self.call.send((seat.clone(), call.clone())).ok()?;
        self.answer.recv().ok()?.ok()
    }
}

impl ComingIn {
    /// The rows as they come; none when somebody else is waiting.
    pub fn rows<'a>(&'a self, others: &'a mut dyn FnMut() -> bool) -> impl Iterator<Item = Option<Set>> + 'a {
        std::iter::from_fn(|| match patiently(&self.rows, others) {
            Ok(rows) => Some(rows),
            Err(Ended::Gone) => None,
            Err(Ended::Others) => Some(None),
        })
    }

    /// The call behind them.
    pub fn call(&self, others: &mut dyn FnMut() -> bool) -> Option<(Seat, Call)> {
        patiently(&self.call, others).ok()
    }
}

/// Why nothing more comes.
enum Ended {
    /// Nobody is there to give it.
    Gone,
    /// Somebody else wants something.
    Others,
}

fn patiently<T>(from: &Receiver<T>, others: &mut dyn FnMut() -> bool) -> Result<T, Ended> {
    loop {
        if others() {
            return Err(Ended::Others);
        }
        match from.recv_timeout(LOOK_EVERY) {
            Ok(next) => return Ok(next),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => return Err(Ended::Gone),
        }
    }
}

fn pack(
    of: SetKind,
    file: File,
    coming: Receiver<Coming>,
    mut give: Option<SyncSender<Option<Set>>>,
) -> io::Result<Packed> {
    let mut packer = Packer::into_file(of, file);
    for piece in coming {
        match piece {
            Coming::Begins => {
                packer.again()?;
                // What begins a second time is read by the careful: all of it comes at once then.
                if let Some(give) = give.take() {
                    let arriving = packer.arriving();
                    thread::spawn(move || read(arriving, &give));
                }
            }
            Coming::Text(text) => packer.add(&text)?,
        }
    }
    packer.finish()
}

fn read(arriving: Arriving, give: &SyncSender<Option<Set>>) {
    if arriving.each(|rows| give.send(Some(rows)).is_ok()).is_err() {
        // Whoever has enough does not listen any more.
        let _ = give.send(None);
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;
    use std::sync::Arc;

    use domain::action::Action;
    use domain::fact::Source;
    use domain::id::{CommandId, VenueId};
    use domain::place::Position;
    use domain::purpose::Purpose;
    use domain::seat::{Door, Role};
    use domain::venue::Venue;
    use tempfile::TempDir;

    use super::*;
    use crate::import::Staged;
    use crate::{Desk, Options};

    fn desk() -> (TempDir, Arc<Desk>) {
        opened(Desk::open)
    }

    fn opened(open: fn(&Path, Options) -> Result<Arc<Desk>, Failure>) -> (TempDir, Arc<Desk>) {
        let folder = tempfile::tempdir().expect("a folder");
        let options = Options::with_keys_in(folder.path().join("keys"));
        let store = folder.path().join("east.gpkg");
        Desk::found(&store, "east", Purpose::Service, &options).expect("a store");
        let desk = open(&store, options).expect("a desk");
        (folder, desk)
    }

    fn owner() -> Seat {
        Seat::owner(Door::Terminal)
    }

    fn set(count: usize) -> Set {
        let venue = |number: usize| Venue {
            id: VenueId(format!("V{number}")),
            name: "场所".to_owned(),
            kind: "仓库".to_owned(),
            place: Position(1_146_000_000, 336_000_000),
            grid: None,
            capacity: None,
            state: "开放".to_owned(),
            address: None,
        };
        Set::Venues((0..count).map(venue).collect())
    }

    fn command(desk: &Desk) -> CommandId {
        CommandId((desk.options.new_id)())
    }

    /// Rows that come, and what the writer says in the end.
    struct Rising {
        rows: SyncSender<Option<Set>>,
        laid: Laid,
    }

    fn begin(desk: &Desk) -> Rising {
        // What was sent was taken: the writer has begun.
        let (rows, coming) = mpsc::sync_channel(0);
        let laid = Laid::begin(SetKind::Venues, coming, &desk.writer).expect("a writer");
        rows.send(Some(set(0))).expect("it listens");
        Rising { rows, laid }
    }

    /// What brings a set in that stands ready.
    fn call(desk: &Desk, set: &Set) -> Call {
        let packed = Packed::of(set);
        let hash = packed.hash().clone();
        let (empty, rows) = (set.without_rows(), set.len() as u32);
        desk.stage(&Arc::new(Staged { empty, rows, packed }));
        let source = Source {
            file: "a".into(),
            hash: "b".into(),
            bytes: None,
            datum: "EPSG:4490".into(),
            columns: BTreeMap::new(),
        };
        Call { command_id: command(desk), action: Action::ImportSet { set: hash, source } }
    }

    #[test]
    fn rows_come_in_also_where_nobody_else_has_the_store_open() {
        let (folder, desk) = opened(Desk::open_alone);
        let outcome = come_in(&desk, &set(9)).1;
        assert!(matches!(outcome, Outcome::SetImported { changed: true, .. }), "{outcome:?}");
        assert_eq!(desk.district().venues.len(), 9);
        desk.close().expect("it closes");
        let options = Options::with_keys_in(folder.path().join("keys"));
        let desk = Desk::open(&folder.path().join("east.gpkg"), options).expect("a desk");
        assert_eq!(desk.district().venues.len(), 9);
        desk.close().expect("it closes");
    }

    /// Lays these rows and brings them in.
    fn come_in(desk: &Desk, set: &Set) -> (Call, Outcome) {
        let Rising { rows, laid } = begin(desk);
        rows.send(Some(set.clone())).expect("it listens");
        drop(rows);
        let call = call(desk, set);
        let outcome = laid.settle(&owner(), &call).expect("it comes in");
        (call, outcome)
    }

    #[test]
    fn rows_that_come_stand_when_their_call_has_come() {
        let (_folder, desk) = desk();
        let set = set(9);
        let (call, outcome) = come_in(&desk, &set);
        assert!(matches!(outcome, Outcome::SetImported { changed: true, .. }), "{outcome:?}");
        assert_eq!(desk.district().venues.len(), 9);

        // The same call again has its first answer, and no use for rows.
        let Rising { rows, laid } = begin(&desk);
        rows.send(Some(set)).expect("it listens");
        drop(rows);
        assert_eq!(laid.settle(&owner(), &call), None);
        assert_eq!(desk.act(&owner(), call), Ok(outcome));
        desk.close().expect("it closes");
    }

    #[test]
    fn rows_that_come_give_way_to_whoever_wants_something() {
        let (_folder, desk) = desk();
        let (set, Rising { rows, laid }) = (set(9), begin(&desk));
        rows.send(Some(set.clone())).expect("it listens");
        let action = Action::OfferSeat { role: Role::Admin, subtree: None };
        desk.act(&owner(), Call { command_id: command(&desk), action }).expect("nobody waits for rows");
        assert!(laid.answer.recv().expect("an answer").is_err());
        assert!(desk.district().venues.is_empty());
        // It comes in at its end.
        let call = call(&desk, &set);
        desk.act(&owner(), call).expect("as any other");
        assert_eq!(desk.district().venues.len(), 9);
        desk.close().expect("it closes");
    }

    #[test]
    fn rows_whose_call_does_not_come_and_rows_of_another_set_do_not_stand() {
        let (_folder, desk) = desk();
        for is_broken_off in [true, false] {
            let Rising { rows, laid } = begin(&desk);
            rows.send(Some(set(9))).expect("it listens");
            drop(rows);
            if is_broken_off {
                drop(laid.call);
                assert!(laid.answer.recv().expect("an answer").is_err());
            } else {
                let call = call(&desk, &set(7));
                assert_eq!(laid.settle(&owner(), &call), None);
            }
            assert!(desk.district().venues.is_empty());
        }
        desk.close().expect("it closes");
    }
}
