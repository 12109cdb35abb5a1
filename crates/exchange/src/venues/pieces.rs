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
use crate::batch::{Batch, End, Sight};
use crate::features::Survey;
use crate::fields::Columns;
use crate::findings::Findings;
use crate::stream::{Names, Passes, Piece, sound, write_row};
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
    /// Whether they say only what the beginning of the file said.
    is_guessed: bool,
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
    names: &'a Names,
    columns: &'a Columns,
    survey: &'a Survey,
    options: &'a Options,
    known: &'a Known<'a>,
    /// Ids of those whose last word is by hand.
    amended: HashSet<&'a str>,
    ticks: Ticks,
}

/// What a reading by what the beginning of a file tells came to.
enum Guess {
    Right(Reading),
    /// The file says more than its beginning told.
    Wrong,
}

/// Read the venues of a sound file: by what its beginning tells, and where that is not all, after it was gone through
/// for what it says.
pub(crate) fn stream<F: Read + Seek>(
    passes: &mut Passes<'_, F>,
    options: &Options,
    known: &Known,
) -> io::Result<Option<Reading>> {
    let Some((names, told)) = passes.first_told()? else { return Ok(None) };
    if let Some(told) = told {
        match read(passes, &names, &told, options, known)? {
            Some(Guess::Right(reading)) => return Ok(Some(reading)),
            Some(Guess::Wrong) => passes.begin_anew(),
            None => return Ok(None),
        }
    }
    let Some((names, end, _)) = passes.learn(|_| Vec::new(), |_, _| Some(()))? else { return Ok(None) };
    Ok(match read(passes, &names, &end, options, known)? {
        Some(Guess::Right(reading)) => Some(reading),
        Some(Guess::Wrong) | None => None,
    })
}

fn read<F: Read + Seek>(
    passes: &mut Passes<'_, F>,
    names: &Names,
    told: &End,
    options: &Options,
    known: &Known,
) -> io::Result<Option<Guess>> {
    let mut findings = Findings::default();
    let columns = Columns::find(names.all(), &options.columns, &FIELDS, &mut findings);
    let Some(frame) = passes.frame(told, options).filter(|_| findings.count() == 0) else {
        // With more names, and more told, it may be otherwise.
        return Ok(Some(Guess::Wrong));
    };
    let survey = Survey::new(frame);
    passes.to.begin(&Set::Venues(Vec::new()))?;
    let is_venue = |name: &&ItemName| name.of == ItemKind::Venue;
    let amended = known.amended.iter().filter(is_venue).map(|name| name.id.as_str()).collect();
    let mut ticks = Ticks::default();
    let common = Common { names, columns: &columns, survey: &survey, options, known, amended, ticks: ticks.clone() };
    let (mut piece, mut amended, mut shadow, mut is_guessed) = (Piece::new(), 0, Vec::new(), true);
    let has_enough = AtomicBool::new(false);
    let pin = |mut batch: Batch| pin(&mut batch, &common, Findings::behind(&has_enough));
    let end = passes.pass(Sight::Whole, passes.left(), pin, |to, pinned| {
        is_guessed = pinned.is_guessed;
        if !is_guessed {
            return Ok(None);
        }
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
    let is_wrong = |end: &End| end.crs != told.crs || end.is_wgs84 != told.is_wgs84;
    if !is_guessed || end.as_ref().is_some_and(is_wrong) {
        return Ok(Some(Guess::Wrong));
    }
    let Some(end) = end else { return Ok(None) };
    piece.hand_over(passes.to)?;
    survey.check(passes.file_name, &mut findings);
    if findings.count() > 0 || end.rows == 0 || piece.rows != end.rows {
        return Ok(None);
    }
    displaced::note(passes.file_name, &Set::Venues(shadow), &survey.frame, known, &mut findings);
    note_amended(amended, &mut findings);
    Ok(Some(Guess::Right(sound(end.rows, &survey.frame, findings))))
}

fn pin(batch: &mut Batch, common: &Common, findings: Findings) -> Option<Pinned> {
    let Common { names, columns, survey, options, known, amended, ticks } = common;
    let (text, venues) = (Vec::with_capacity(batch.size()), Vec::new());
    let mut pinned = Pinned { text, venues, amended: 0, findings, is_guessed: true };
    let (pins, mut usual) = (Pins::new(columns, options, known), Vec::new());
    let read = batch.each(
        survey,
        |_| true,
        |feature| {
            pinned.is_guessed = names.has_all_of(feature, &mut usual);
            if !pinned.is_guessed {
                return None;
            }
            let pin = pins.pin_again(feature, &mut pinned.findings);
            let venue = venue(feature, pin, columns, &mut pinned.findings)?;
            write_row(&mut pinned.text, &venue);
            pinned.amended += usize::from(amended.contains(venue.id.0.as_str()));
            let (tick, end) = (ticks.of(&venue.id.0), pinned.text.len());
            let venue = displaced::compares(feature.row - 1, known).then(|| kept_of(venue));
            pinned.venues.push(Kept { tick, end, venue });
            Some(())
        },
    );
    (!pinned.is_guessed || read.is_some() && pinned.findings.count() == 0).then_some(pinned)
}

/// What a comparison with the store asks for.
fn kept_of(venue: Venue) -> Venue {
    let Venue { id: VenueId(id), name, place, .. } = venue;
    let none = String::new;
    Venue { id: VenueId(id), name, kind: none(), place, grid: None, capacity: None, state: none(), address: None }
}
