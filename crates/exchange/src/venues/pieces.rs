//! Venues piece by piece. What is kept of a venue is its id; where the store has some, its name and place too.

use std::collections::HashSet;
use std::io::{self, Read, Seek};
use std::sync::atomic::{AtomicBool, Ordering};

use domain::id::VenueId;
use domain::item::{ItemKind, ItemName};
use domain::set::Set;
use domain::venue::Venue;

use super::{FIELDS, Pins, venue};
use crate::cutter::Batch;
use crate::features::{Survey, piece};
use crate::fields::Columns;
use crate::findings::Findings;
use crate::stream::{Passes, Piece, sound, write_row};
use crate::{Known, Options, Reading, displaced, note_amended};

/// The venues of a batch.
struct Pinned {
    /// One after the other in the normal form.
    text: Vec<u8>,
    /// Each with the end of its text.
    venues: Vec<(Venue, usize)>,
    findings: Findings,
}

/// Read the venues of a sound file.
pub(crate) fn stream<F: Read + Seek>(
    passes: &mut Passes<'_, F>,
    options: &Options,
    known: &Known,
) -> io::Result<Option<Reading>> {
    let Some((names, end, _)) = passes.learn(|_, _| Some(()))? else { return Ok(None) };
    let mut findings = Findings::default();
    let columns = Columns::find(names.all(), &options.columns, &FIELDS, &mut findings);
    let Some(frame) = passes.frame(&end, options) else { return Ok(None) };
    if findings.count() > 0 || end.rows == 0 {
        return Ok(None);
    }
    let survey = Survey::new(frame);
    passes.to.begin(&Set::Venues(Vec::new()), end.rows)?;
    let (mut piece, mut ids, mut shadow) = (Piece::new(), HashSet::new(), Vec::new());
    let has_enough = AtomicBool::new(false);
    let pin = |batch: Batch| pin(&batch, &columns, &survey, options, known, Findings::behind(&has_enough));
    let read = passes.pass(passes.left(), pin, |to, pinned| {
        findings.absorb(pinned.findings);
        has_enough.store(findings.has_enough_notes(), Ordering::Relaxed);
        let mut begin = 0;
        for (venue, end) in pinned.venues {
            if !ids.insert(venue.id.0.clone()) {
                return Ok(None);
            }
            piece.add(to, |text| text.extend_from_slice(&pinned.text[begin..end]))?;
            begin = end;
            if displaced::compares(shadow.len(), known) {
                shadow.push(venue);
            }
        }
        Ok(Some(()))
    })?;
    piece.hand_over(passes.to)?;
    survey.check(passes.file_name, &mut findings);
    if read.is_none() || findings.count() > 0 || piece.rows != end.rows {
        return Ok(None);
    }
    displaced::note(passes.file_name, &Set::Venues(shadow), &survey.frame, known, &mut findings);
    let is_amended = |name: &&ItemName| name.of == ItemKind::Venue && ids.contains(&name.id);
    note_amended(known.amended.iter().filter(is_amended).count(), &mut findings);
    Ok(Some(sound(end.rows, &survey.frame, findings)))
}

fn pin(
    batch: &Batch,
    columns: &Columns,
    survey: &Survey,
    options: &Options,
    known: &Known,
    findings: Findings,
) -> Option<Pinned> {
    let mut pinned = Pinned { text: Vec::with_capacity(batch.size()), venues: Vec::new(), findings };
    let mut pins = Pins::new(columns, options, known);
    for (row, text) in batch.features()? {
        let feature = &piece(row, text, survey)?;
        let pin = pins.pin(feature, &mut pinned.findings);
        let venue = venue(feature, pin, columns, &mut pinned.findings)?;
        write_row(&mut pinned.text, &venue);
        pinned.venues.push((kept_of(venue), pinned.text.len()));
    }
    (pinned.findings.count() == 0).then_some(pinned)
}

/// What a comparison with the store asks for.
fn kept_of(venue: Venue) -> Venue {
    let Venue { id: VenueId(id), name, place, .. } = venue;
    let none = String::new;
    Venue { id: VenueId(id), name, kind: none(), place, grid: None, capacity: None, state: none(), address: None }
}
