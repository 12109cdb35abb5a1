//! Work orders of a hotline, and letters: read in the booth, and taken in each by itself, as if somebody had written each
//! down. What was enclosed in a letter goes through the mail room, as what anybody attaches.

use std::collections::HashSet;
use std::sync::Arc;

use booth::{Parcel, Passage};
use domain::action::{Action, Call};
use domain::answer::{AddressNoun, AddressPlace, Answer};
use domain::attachment::Attachment;
use domain::code::GridPath;
use domain::failure::{Failure, FailureKind, Refusal};
use domain::hotline::{HotlineOrder, HotlineReport};
use domain::id::{CheckpointId, CommandId, VenueId};
use domain::import::Fault;
use domain::question::Question;
use domain::report::{ReportDraft, Spot};
use domain::seat::Seat;
use domain::words::Language;
use exchange::{Enclosure, HotlineOptions};

use crate::failure::{broken, bug};
use crate::{Awaited, Desk};

/// An address tells where it is from so many of a hundred on.
const CLEAR: u8 = 80;
/// And where the next candidate explains so much less of it.
const AHEAD: u8 = 10;

/// So many orders share a commit.
const TOGETHER: usize = 200;

/// One file of work orders.
#[derive(Debug)]
pub struct HotlineRequest {
    /// By what its progress is asked for and it is stopped; none: by nobody.
    pub command: Option<CommandId>,
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
        Self { command: None, file, parcel: parcel.into(), dry_run, passage: Arc::default() }
    }
}

/// The rows of a file of work orders that stayed out.
#[derive(Debug)]
pub struct HotlineMending {
    /// The file's name, without its folder.
    pub file: String,
    /// Its content.
    pub parcel: Parcel,
    /// What was said of its rows.
    pub faults: Vec<Fault>,
    /// In which language the reasons are told.
    pub language: Language,
}

/// An order on its way into the store.
struct Waiting {
    row: u32,
    number: String,
    placed: u32,
    awaited: Awaited,
}

impl Desk {
    /// Take work orders or letters in: each is an incident with its caller in the vault, and the same number again is passed over.
    /// An order that is refused is told by its row, and the others come in. Whoever stops it leaves nothing half done:
    /// what came in is whole and known the next time, and how many were not looked at is told.
    pub fn take_in_hotline(&self, seat: &Seat, request: HotlineRequest) -> Result<HotlineReport, Failure> {
        Self::may_import(seat)?;
        let HotlineRequest { command, file, parcel, dry_run, passage } = request;
        let _entry = command.and_then(|command| self.under_way.enter(command, &passage));
        let district = self.district();
        let top = district.tree.tops().next().ok_or(Refusal::NoScheme)?.path.clone();
        let options = self.hotline_options();
        let turn = self.turns.wait(&file, &passage)?;
        let reading = self.options.booth.hotline(&file, parcel, &options, &passage)?;
        drop(turn);
        let (channel, read, faults, notes) = (reading.channel, reading.read, reading.faults, reading.notes);
        let counts =
            HotlineReport { channel, file, read, taken: 0, placed: 0, known: 0, left: 0, faults, notes, dry_run };
        let (mut report, mut enclosures) = (counts, reading.enclosures);
        let (all, mut met) = (reading.orders.len(), HashSet::new());
        // Some hundreds go into one commit: a file of a flood day is in within seconds.
        let mut waiting: Vec<Waiting> = Vec::new();
        for (done, (row, mut order)) in reading.orders.into_iter().enumerate() {
            if passage.is_cancelled() {
                report.left = u32::try_from(all - done).unwrap_or(u32::MAX);
                break;
            }
            passage.went(share(done, all), report.taken);
            if waiting.len() == TOGETHER || waiting.iter().any(|one| one.number == order.number) {
                settle(&mut waiting, &mut report)?;
            }
            let known = |view: &ledger::View<'_>| view.incident_of_number(channel, &order.number).map_err(broken);
            if self.readers.with(known)?.is_some() || (dry_run && !met.insert(order.number.clone())) {
                report.known += 1;
                continue;
            }
            let found = self.place_of(seat, &order)?;
            let placed = u32::from(found.is_some());
            if dry_run {
                report.taken += 1;
                report.placed += placed;
                continue;
            }
            let spot = found.unwrap_or_else(|| Spot::Grid { path: top.clone() });
            // Files wait for what names them, and a seat has only so many waiting.
            let has_files = enclosures.iter().any(|one| one.row == row);
            let own = enclosures.extract_if(.., |one| one.row == row).collect();
            let attachments = self.enclosed(seat, own, &mut order, &mut report)?;
            let (number, now) = (order.number.clone(), self.now());
            let table = &district.tables.categories.at(now).table;
            let draft = order.into_report(spot, now, (table, options.offset_hours));
            let draft = Box::new(ReportDraft { channel: Some(channel), attachments, ..draft });
            let command_id = CommandId((self.options.new_id)());
            let call = Call { command_id, action: Action::MakeReport { report: draft } };
            let awaited = self.act_later(seat, &call).ok_or_else(|| bug("a report needs nothing worked out"))?;
            waiting.push(Waiting { row, number, placed, awaited });
            if has_files {
                settle(&mut waiting, &mut report)?;
            }
        }
        settle(&mut waiting, &mut report)?;
        report.faults.sort_by_key(|fault| fault.row);
        Ok(report)
    }

    /// What was enclosed, as it may be kept. What may not is named in the letter's words, and the report says why.
    fn enclosed(
        &self,
        seat: &Seat,
        enclosures: Vec<Enclosure>,
        order: &mut HotlineOrder,
        report: &mut HotlineReport,
    ) -> Result<Vec<Attachment>, Failure> {
        let mut all = Vec::new();
        for Enclosure { row, name, bytes } in enclosures {
            let command = CommandId((self.options.new_id)());
            match self.attach(seat, command, &name, bytes.into(), &Arc::default()) {
                Ok(file) => all.push(Attachment::File { file }),
                Err(failure) if failure.kind == FailureKind::Broken => return Err(failure),
                Err(failure) => {
                    report.notes.push(Fault { row: Some(row), ..Fault::of_whole(failure) });
                    order.attachments.push(name);
                }
            }
        }
        Ok(all)
    }

    /// The faulty rows of a file as an XLSX file, with why each stayed out. The store is not looked at.
    pub fn hotline_failed_rows(&self, seat: &Seat, request: HotlineMending) -> Result<Vec<u8>, Failure> {
        Self::may_import(seat)?;
        let HotlineMending { file, parcel, faults, language } = request;
        let options = self.hotline_options();
        let passage = Passage::default();
        let _turn = self.turns.wait(&file, &passage)?;
        self.options.booth.mend_hotline(&file, parcel, &options, faults, language, &passage)
    }

    fn hotline_options(&self) -> HotlineOptions {
        HotlineOptions { offset_hours: self.district().store.offset_hours, ..HotlineOptions::default() }
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

/// What those came to that wait for their commit: one that is refused is told by its row.
fn settle(waiting: &mut Vec<Waiting>, report: &mut HotlineReport) -> Result<(), Failure> {
    for Waiting { row, placed, awaited, .. } in waiting.drain(..) {
        match awaited.wait() {
            Ok(_) => {
                report.taken += 1;
                report.placed += placed;
            }
            Err(failure) if failure.kind == FailureKind::Broken => return Err(failure),
            Err(failure) => report.faults.push(Fault { row: Some(row), ..Fault::of_whole(failure) }),
        }
    }
    Ok(())
}

/// How much of all is done, from 0 to 1.
fn share(done: usize, all: usize) -> f64 {
    let [done, all] = [done, all].map(|count| u32::try_from(count).map_or(f64::MAX, f64::from));
    done / all
}

fn spot_of(place: AddressPlace) -> Option<Spot> {
    match place.noun {
        AddressNoun::Grid => Some(Spot::Grid { path: GridPath::from_text(place.id) }),
        AddressNoun::Venue => Some(Spot::Venue { id: VenueId(place.id) }),
        AddressNoun::Checkpoint => Some(Spot::Checkpoint { id: CheckpointId(place.id) }),
        AddressNoun::Road => place.at.map(|position| Spot::Position { position }),
    }
}
