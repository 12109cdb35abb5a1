//! Work orders of a hotline: read in the booth, and taken in one by one, as if somebody had written each down.

use std::sync::Arc;

use booth::{Parcel, Passage};
use domain::action::{Action, Call};
use domain::answer::{AddressNoun, AddressPlace, Answer};
use domain::code::GridPath;
use domain::failure::{Failure, FailureKind, Refusal};
use domain::hotline::{HotlineOrder, HotlineReport};
use domain::id::{CheckpointId, CommandId, VenueId};
use domain::import::Fault;
use domain::incident::Channel;
use domain::question::Question;
use domain::report::Spot;
use domain::seat::Seat;
use exchange::HotlineOptions;

use crate::Desk;
use crate::failure::broken;

/// An address tells where it is from so many of a hundred on.
const CLEAR: u8 = 80;
/// And where the next candidate explains so much less of it.
const AHEAD: u8 = 10;

/// One file of work orders.
#[derive(Debug)]
pub struct HotlineRequest {
    /// Its name, without its folder.
    pub file: String,
    /// Its content.
    pub parcel: Parcel,
    /// Read and report; change nothing.
    pub dry_run: bool,
    /// Stops it while it is read.
    pub passage: Arc<Passage>,
}

impl HotlineRequest {
    /// One file.
    pub fn new(file: String, parcel: impl Into<Parcel>, dry_run: bool) -> Self {
        Self { file, parcel: parcel.into(), dry_run, passage: Arc::default() }
    }
}

impl Desk {
    /// Take work orders in: each is an incident with its caller in the vault, and the same number again is passed over.
    /// An order that is refused is told by its row, and the others come in.
    pub fn take_in_hotline(&self, seat: &Seat, request: HotlineRequest) -> Result<HotlineReport, Failure> {
        Self::may_import(seat)?;
        let HotlineRequest { file, parcel, dry_run, passage } = request;
        let district = self.district();
        let top = district.tree.tops().next().ok_or(Refusal::NoScheme)?.path.clone();
        let offset_hours = district.store.offset_hours;
        let options = HotlineOptions { offset_hours, ..HotlineOptions::default() };
        let turn = self.turns.wait(&file, &passage)?;
        let reading = self.options.booth.hotline(&file, parcel, &options, &passage)?;
        drop(turn);
        let (read, faults, notes) = (reading.read, reading.faults, reading.notes);
        let mut report = HotlineReport { file, read, taken: 0, placed: 0, known: 0, faults, notes, dry_run };
        for (row, order) in reading.orders {
            let known =
                |view: &ledger::View<'_>| view.incident_of_number(Channel::Hotline, &order.number).map_err(broken);
            if self.readers.with(known)?.is_some() {
                report.known += 1;
                continue;
            }
            let found = self.place_of(seat, &order)?;
            let placed = u32::from(found.is_some());
            let spot = found.unwrap_or_else(|| Spot::Grid { path: top.clone() });
            let now = (self.options.now)();
            let draft =
                Box::new(order.into_report(spot, now, (&district.tables.categories.at(now).table, offset_hours)));
            if !dry_run {
                let call = Call {
                    command_id: CommandId((self.options.new_id)()),
                    action: Action::MakeReport { report: draft },
                };
                match self.act(seat, call) {
                    Ok(_) => {}
                    Err(failure) if failure.kind == FailureKind::Broken => return Err(failure),
                    Err(failure) => {
                        report.faults.push(Fault { row: Some(row), ..Fault::of_whole(failure) });
                        continue;
                    }
                }
            }
            report.taken += 1;
            report.placed += placed;
        }
        report.faults.sort_by_key(|fault| fault.row);
        Ok(report)
    }

    /// Where an order lies: as its source says, or as its address does where that is clear.
    pub(crate) fn place_of(&self, seat: &Seat, order: &HotlineOrder) -> Result<Option<Spot>, Failure> {
        if let Some(position) = order.place {
            return Ok(Some(Spot::Position { position }));
        }
        let Some(words) = order.address.clone() else { return Ok(None) };
        let Answer::FindAddress(list) = self.ask(seat, &Question::FindAddress { words, near: None })? else {
            return Ok(None);
        };
        let mut places = list.places.into_iter();
        let Some(best) = places.next().filter(|best| best.score >= CLEAR) else { return Ok(None) };
        let is_alone = places.next().is_none_or(|next| next.score + AHEAD <= best.score);
        Ok(if is_alone { spot_of(best) } else { None })
    }
}

fn spot_of(place: AddressPlace) -> Option<Spot> {
    match place.noun {
        AddressNoun::Grid => Some(Spot::Grid { path: GridPath::from_text(place.id) }),
        AddressNoun::Venue => Some(Spot::Venue { id: VenueId(place.id) }),
        AddressNoun::Checkpoint => Some(Spot::Checkpoint { id: CheckpointId(place.id) }),
        AddressNoun::Road => place.at.map(|position| Spot::Position { position }),
    }
}
