//! Venues piece by piece. What is kept of a venue is a tick; where it will be compared with the store, its id, name and
//! place too.

use std::collections::HashSet;
use std::io::{self, Read, Seek};
use std::sync::atomic::{AtomicBool, Ordering};

use domain::id::VenueId;
use domain::item::{ItemKind, ItemName};
use domain::set::Set;
use domain::venue::Venue;

use super::{FIELDS, Pins, venue};
use crate::batch::{Batch, Sight};
use crate::features::Survey;
use crate::fields::Columns;
use crate::findings::Findings;
use crate::stream::{Passes, Piece, sound, write_row};
use crate::ticks::Ticks;
use crate::{Known, Options, Reading, displaced, note_amended};

/// The venues of a batch.
struct Pinned {
    /// One after the other in the normal form.
    text: Vec<u8>,
    venues: Vec<Kept>,
    /// How many were changed by hand in the store.
    amended: usize,
    findings: Findings,
}

/// What is kept of a venue.
struct Kept {
    tick: u64,
    /// The end of its text.
    end: usize,
    /// Where it will be compared.
    venue: Option<Venue>,
}

/// What is the same for all venues.
struct Common<'a> {
    columns: &'a Columns,
    survey: &'a Survey,
    options: &'a Options,
    known: &'a Known<'a>,
    /// Ids of those whose last word is by hand.
    amended: HashSet<&'a str>,
    ticks: Ticks,
}

/// Read the venues of a sound file.
pub(crate) fn stream<F: Read + Seek>(
    passes: &mut Passes<'_, F>,
    options: &Options,
    known: &Known,
) -> io::Result<Option<Reading>> {
    let Some((names, end, _)) = passes.learn(|_| Vec::new(), |_, _| Some(()))? else { return Ok(None) };
    let mut findings = Findings::default();
    let columns = Columns::find(names.all(), &options.columns, &FIELDS, &mut findings);
    let Some(frame) = passes.frame(&end, options) else { return Ok(None) };
    if findings.count() > 0 || end.rows == 0 {
        return Ok(None);
    }
    let survey = Survey::new(frame);
    passes.to.begin(&Set::Venues(Vec::new()), end.rows)?;
    let is_venue = |name: &&ItemName| name.of == ItemKind::Venue;
    let amended = known.amended.iter().filter(is_venue).map(|name| name.id.as_str()).collect();
    let mut ticks = Ticks::default();
    let common = Common { columns: &columns, survey: &survey, options, known, amended, ticks: ticks.clone() };
    let (mut piece, mut amended, mut shadow) = (Piece::new(), 0, Vec::new());
    let has_enough = AtomicBool::new(false);
    let pin = |mut batch: Batch| pin(&mut batch, &common, Findings::behind(&has_enough));
    let read = passes.pass(Sight::Whole, passes.left(), pin, |to, pinned| {
        findings.absorb(pinned.findings);
        has_enough.store(findings.has_enough_notes(), Ordering::Relaxed);
        amended += pinned.amended;
        let mut begin = 0;
        for Kept { tick, end, venue } in pinned.venues {
            if !ticks.tick(tick) {
                return Ok(None);
            }
            piece.add(to, |text| text.extend_from_slice(&pinned.text[begin..end]))?;
            begin = end;
            shadow.extend(venue);
        }
        Ok(Some(()))
    })?;
    piece.hand_over(passes.to)?;
    survey.check(passes.file_name, &mut findings);
    if read.is_none() || findings.count() > 0 || piece.rows != end.rows {
        return Ok(None);
    }
    displaced::note(passes.file_name, &Set::Venues(shadow), &survey.frame, known, &mut findings);
    note_amended(amended, &mut findings);
    Ok(Some(sound(end.rows, &survey.frame, findings)))
}

fn pin(batch: &mut Batch, common: &Common, findings: Findings) -> Option<Pinned> {
    let Common { columns, survey, options, known, amended, ticks } = common;
    let mut pinned = Pinned { text: Vec::with_capacity(batch.size()), venues: Vec::new(), amended: 0, findings };
    let pins = Pins::new(columns, options, known);
    batch.each(
        survey,
        |_| true,
        |feature| {
            let pin = pins.pin_again(feature, &mut pinned.findings);
            let venue = venue(feature, pin, columns, &mut pinned.findings)?;
            write_row(&mut pinned.text, &venue);
            pinned.amended += usize::from(amended.contains(venue.id.0.as_str()));
            let (tick, end) = (ticks.of(&venue.id.0), pinned.text.len());
            let venue = displaced::compares(feature.row - 1, known).then(|| kept_of(venue));
            pinned.venues.push(Kept { tick, end, venue });
            Some(())
        },
    )?;
    (pinned.findings.count() == 0).then_some(pinned)
}

/// What a comparison with the store asks for.
fn kept_of(venue: Venue) -> Venue {
    let Venue { id: VenueId(id), name, place, .. } = venue;
    let none = String::new;
    Venue { id: VenueId(id), name, kind: none(), place, grid: None, capacity: None, state: none(), address: None }
}
