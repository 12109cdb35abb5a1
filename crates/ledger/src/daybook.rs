//! How a case lies in a day book: as many bytes as every other one, so that it is patched in place; what did not run
//! straight – given back, suspended, extended, owed more than once – lies beside, by its slot.
//!
//! Invariant: what is read is what was written, whatever the trail. Numbers of states, kinds and the like are their
//! places in `ALL`, so a new one comes last or the books are bound anew.

use domain::code::GridPath;
use domain::incident::{IncidentState, Party, Reached};
use domain::moment::Moment;
use domain::order::Priority;
use domain::report::ReportKind;
use domain::review::{Due, Handling, Trail, Upshot, Work};
use domain::worktime::Halt;

use crate::error::Error;

/// Bytes of a case.
pub(crate) const SIZE: usize = 28;
/// Bytes of where a case was.
pub(crate) const SPOT: usize = 32;

const DAY: i64 = 24 * HOUR;
const HOUR: i64 = 3_600_000;
/// It is owed still.
const STILL: u32 = u32::MAX;
/// No moment, and no place.
const NEVER: i64 = i64::MIN;
const NOWHERE: i32 = i32::MIN;
const REACHED: [Reached; 4] = [Reached::Content, Reached::Partly, Reached::Unhappy, Reached::Nobody];

/// What a name is called by in day books.
pub type NameId = u32;

/// A case of a day book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayCase {
    /// The deepest grid there.
    pub grid: NameId,
    /// Who has it, or had it last.
    pub had: Option<NameId>,
    /// As what it is classed.
    pub category: Option<NameId>,
    /// When it came in.
    pub arrived: Moment,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// How urgent.
    pub urgency: Priority,
    /// What it came to, but for its deadline.
    pub upshot: Upshot,
    /// In which times it was owed that it is put right.
    pub owed: Owed,
}

/// The times in which something was owed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Owed {
    /// Never.
    Never,
    /// Once.
    Once(Work),
    /// In any other way.
    Many(Vec<Work>),
}

/// Where a case was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DaySpot {
    /// Which.
    pub id: u128,
    /// At which venue.
    pub venue: Option<NameId>,
    /// Where on the map, in ten-millionths of a degree.
    pub place: Option<(i32, i32)>,
}

/// All that came in within a day.
#[derive(Debug, Clone, Copy)]
pub struct DayBook<'a> {
    /// Days since 1970, by the district's clock.
    pub day: i64,
    pub(crate) start: i64,
    pub(crate) cases: &'a [u8],
    pub(crate) windings: &'a [u8],
    pub(crate) spots: &'a [u8],
}

impl Owed {
    /// The times themselves.
    pub fn work(&self) -> &[Work] {
        match self {
            Self::Never => &[],
            Self::Once(work) => std::slice::from_ref(work),
            Self::Many(all) => all,
        }
    }
}

/// The day of a moment, and the day's first moment.
pub(crate) fn day_of(moment: i64, offset_hours: i8) -> (i64, i64) {
    let offset = i64::from(offset_hours) * HOUR;
    let day = (moment + offset).div_euclid(DAY);
    (day, day * DAY - offset)
}

/// The first moment of a day.
pub(crate) fn start_of(day: i64, offset_hours: i8) -> i64 {
    day * DAY - i64::from(offset_hours) * HOUR
}

/// The word of a grid, as of whoever sits there.
pub(crate) fn grid_word(grid: &str) -> String {
    format!("grid/{grid}")
}

/// The grid of such a word.
pub(crate) fn grid_of(word: &str) -> Result<GridPath, Error> {
    match Party::of_key(word) {
        Some(Party::Grid(path)) => Ok(path),
        _ => Err(torn()),
    }
}

/// What of a case is known from the day on which it comes in.
pub(crate) struct Entry {
    pub grid: NameId,
    pub category: Option<NameId>,
    /// Milliseconds since the day's first moment.
    pub arrived: i64,
    pub kind: ReportKind,
    pub urgency: Priority,
}

/// A case in its bytes, and what lies beside.
pub(crate) fn written(entry: &Entry, had: Option<NameId>, trail: &Trail, start: i64) -> ([u8; SIZE], Option<Vec<u8>>) {
    let mut bytes = [0; SIZE];
    let mut at = 0;
    let mut put = |value: u32| {
        bytes[at..at + 4].copy_from_slice(&value.to_le_bytes());
        at += 4;
    };
    put(entry.grid);
    put(had.unwrap_or(0));
    put(entry.category.unwrap_or(0));
    put(u32::try_from(entry.arrived).unwrap_or(0));
    let (owed, from, until, winding) = match trail.work.as_slice() {
        [] => (0, 0, 0, None),
        [work] => match straight(work, start + entry.arrived) {
            Some((from, until)) => (if work.is_given_back { 2 } else { 1 }, from, until, None),
            None => (3, 0, 0, Some(wound(&trail.work))),
        },
        all => (3, 0, 0, Some(wound(all))),
    };
    put(from);
    put(until);
    let upshot = trail.upshot(Due::NotYet);
    let reached = upshot.reached.map_or(0, |reached| reached as u8 + 1);
    bytes[24] = entry.kind as u8;
    bytes[25] = entry.urgency as u8;
    bytes[26] = upshot.state as u8;
    bytes[27] = upshot.handling as u8 | u8::from(upshot.is_returned) << 2 | reached << 3 | owed << 6;
    (bytes, winding)
}

/// Since when after it came in, and for how long: of work that ran straight and for less than seven weeks.
fn straight(work: &Work, arrived: i64) -> Option<(u32, u32)> {
    if !work.halts.is_empty() || work.extended.is_some() {
        return None;
    }
    let from = u32::try_from(work.from.millis() - arrived).ok()?;
    let until = match work.until {
        None => STILL,
        Some(until) => u32::try_from(until.millis() - work.from.millis()).ok().filter(|length| *length != STILL)?,
    };
    Some((from, until))
}

fn wound(all: &[Work]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(2 + all.len() * 32);
    let count = |bytes: &mut Vec<u8>, length: usize| {
        bytes.extend_from_slice(&u16::try_from(length).unwrap_or(u16::MAX).to_le_bytes());
    };
    let moment = |bytes: &mut Vec<u8>, moment: Option<Moment>| {
        bytes.extend_from_slice(&moment.map_or(NEVER, Moment::millis).to_le_bytes());
    };
    count(&mut bytes, all.len());
    for work in all {
        moment(&mut bytes, Some(work.from));
        moment(&mut bytes, work.until);
        moment(&mut bytes, work.extended);
        bytes.push(u8::from(work.is_given_back));
        count(&mut bytes, work.halts.len());
        for halt in &work.halts {
            moment(&mut bytes, Some(halt.from));
            moment(&mut bytes, halt.until);
        }
    }
    bytes
}

/// What lies beside the cases of a day, with the winding of one slot put in its place, or taken out.
pub(crate) fn with_winding(windings: &[u8], slot: u32, winding: Option<&[u8]>) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::with_capacity(windings.len() + winding.map_or(0, |winding| winding.len() + 6));
    let mut put = |slot: u32, winding: &[u8]| {
        bytes.extend_from_slice(&slot.to_le_bytes());
        bytes.extend_from_slice(&u16::try_from(winding.len()).unwrap_or(u16::MAX).to_le_bytes());
        bytes.extend_from_slice(winding);
    };
    let mut rest = windings;
    let mut ours = winding;
    while let Some((other, winding)) = next_winding(&mut rest)? {
        if other >= slot
            && let Some(ours) = ours.take()
        {
            put(slot, ours);
        }
        if other != slot {
            put(other, winding);
        }
    }
    if let Some(ours) = ours {
        put(slot, ours);
    }
    Ok(bytes)
}

fn next_winding<'a>(rest: &mut &'a [u8]) -> Result<Option<(u32, &'a [u8])>, Error> {
    if rest.is_empty() {
        return Ok(None);
    }
    let slot = u32::from_le_bytes(take(rest)?);
    let length = usize::from(u16::from_le_bytes(take(rest)?));
    let (winding, left) = rest.split_at_checked(length).ok_or_else(torn)?;
    *rest = left;
    Ok(Some((slot, winding)))
}

fn take<const N: usize>(rest: &mut &[u8]) -> Result<[u8; N], Error> {
    let (first, left) = rest.split_first_chunk().ok_or_else(torn)?;
    *rest = left;
    Ok(*first)
}

fn unwound(mut rest: &[u8]) -> Result<Vec<Work>, Error> {
    let rest = &mut rest;
    let count = |rest: &mut &[u8]| Ok::<_, Error>(u16::from_le_bytes(take(rest)?));
    let moment = |rest: &mut &[u8]| -> Result<Option<Moment>, Error> {
        let millis = i64::from_le_bytes(take(rest)?);
        Ok((millis != NEVER).then(|| Moment::from_millis(millis)))
    };
    let mut all = Vec::new();
    for _ in 0..count(rest)? {
        let from = moment(rest)?.ok_or_else(torn)?;
        let (until, extended) = (moment(rest)?, moment(rest)?);
        let [is_given_back] = take(rest)?;
        let mut halts = Vec::new();
        for _ in 0..count(rest)? {
            halts.push(Halt { from: moment(rest)?.ok_or_else(torn)?, until: moment(rest)? });
        }
        all.push(Work { from, until, is_given_back: is_given_back == 1, halts, extended });
    }
    Ok(all)
}

/// Where a case was, in its bytes.
pub(crate) fn spot(id: u128, venue: Option<NameId>, place: Option<(i32, i32)>) -> [u8; SPOT] {
    let (longitude, latitude) = place.unwrap_or((NOWHERE, NOWHERE));
    let mut bytes = [0; SPOT];
    bytes[..16].copy_from_slice(&id.to_be_bytes());
    bytes[16..20].copy_from_slice(&venue.unwrap_or(0).to_le_bytes());
    bytes[20..24].copy_from_slice(&longitude.to_le_bytes());
    bytes[24..28].copy_from_slice(&latitude.to_le_bytes());
    bytes
}

impl<'a> DayBook<'a> {
    /// Its cases, by their slots.
    pub fn cases(self) -> impl Iterator<Item = Result<DayCase, Error>> + 'a {
        let (mut windings, start) = (self.windings, self.start);
        self.cases.chunks_exact(SIZE).zip(0_u32..).map(move |(bytes, slot)| {
            let mut wound = || match next_winding(&mut windings)? {
                Some((of, winding)) if of == slot => unwound(winding),
                _ => Err(torn()),
            };
            read(bytes, start, &mut wound)
        })
    }

    /// Where they were, by their slots.
    pub fn spots(self) -> impl Iterator<Item = Result<DaySpot, Error>> + 'a {
        self.spots.chunks_exact(SPOT).map(|mut bytes| {
            let rest = &mut bytes;
            let id = u128::from_be_bytes(take(rest)?);
            let venue = name(u32::from_le_bytes(take(rest)?));
            let place = (i32::from_le_bytes(take(rest)?), i32::from_le_bytes(take(rest)?));
            Ok(DaySpot { id, venue, place: (place.0 != NOWHERE).then_some(place) })
        })
    }
}

fn read(mut bytes: &[u8], start: i64, wound: &mut impl FnMut() -> Result<Vec<Work>, Error>) -> Result<DayCase, Error> {
    let rest = &mut bytes;
    let mut next = || Ok::<_, Error>(u32::from_le_bytes(take(rest)?));
    let (grid, had, category) = (next()?, name(next()?), name(next()?));
    let arrived = start + i64::from(next()?);
    let (from, until) = (next()?, next()?);
    let [kind, urgency, state, marks] = take(rest)?;
    let reached = usize::from(marks >> 3 & 7);
    let upshot = Upshot {
        state: one(&IncidentState::ALL, state)?,
        handling: one(&Handling::ALL, marks & 3)?,
        is_returned: marks & 4 != 0,
        reached: reached.checked_sub(1).map(|at| REACHED.get(at).copied().ok_or_else(torn)).transpose()?,
        due: Due::NotYet,
    };
    let owed = match marks >> 6 {
        0 => Owed::Never,
        3 => Owed::Many(wound()?),
        how => {
            let from = arrived + i64::from(from);
            let until = (until != STILL).then(|| Moment::from_millis(from + i64::from(until)));
            let from = Moment::from_millis(from);
            Owed::Once(Work { from, until, is_given_back: how == 2, halts: Vec::new(), extended: None })
        }
    };
    Ok(DayCase {
        grid,
        had,
        category,
        arrived: Moment::from_millis(arrived),
        kind: one(&ReportKind::ALL, kind)?,
        urgency: one(&Priority::ALL, urgency)?,
        upshot,
        owed,
    })
}

fn name(id: NameId) -> Option<NameId> {
    (id != 0).then_some(id)
}

fn one<T: Copy>(all: &[T], at: u8) -> Result<T, Error> {
    all.get(usize::from(at)).copied().ok_or_else(torn)
}

fn torn() -> Error {
    Error::corrupt("a day book is torn")
}
