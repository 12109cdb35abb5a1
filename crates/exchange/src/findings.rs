//! What is found wrong or doubtful while a file is read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, Ordering};

use domain::camera::StreamLogin;
use domain::import::Fault;

use crate::limits::{MOST_LISTED, MOST_SHOWN};

/// Faults refuse, notes don't.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    faults: Vec<Fault>,
    notes: Vec<Fault>,
    /// Listed or not.
    refused_rows: BTreeSet<u32>,
    count: usize,
    noted: usize,
    tallies: BTreeMap<&'static str, Tally>,
    /// What opens cameras, on its way to be sealed.
    logins: Vec<StreamLogin>,
    /// As many notes as are listed stand elsewhere already: more are counted.
    counts_notes: bool,
}

/// Something harmless that many rows share: one note tells of all.
#[derive(Debug)]
struct Tally {
    row: usize,
    field: String,
    count: usize,
}

impl Findings {
    /// Of rows that come after all those that others found something in, who may have found enough to list.
    pub(crate) fn behind(found: &AtomicBool) -> Self {
        Self { counts_notes: found.load(Ordering::Relaxed), ..Self::default() }
    }

    /// The value, or its fault filed.
    pub(crate) fn keep<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.refuse(fault)).ok()
    }

    /// Refuse a row or the file.
    pub(crate) fn refuse(&mut self, fault: Fault) {
        self.count += 1;
        self.refused_rows.extend(fault.row);
        // What refuses the whole file is never left out of the list: it decides.
        if fault.row.is_none() || self.faults.len() < MOST_LISTED {
            self.faults.push(fault);
        }
    }

    /// Refuse a row, as any number of rows may have to be: the fault is put into words where it is listed only.
    pub(crate) fn refuse_with(&mut self, row: usize, fault: impl FnOnce() -> Fault) {
        if self.faults.len() < MOST_LISTED {
            return self.refuse(fault());
        }
        self.count += 1;
        self.refused_rows.extend(u32::try_from(row));
    }

    /// Say what is doubtful.
    pub(crate) fn note(&mut self, note: Fault) {
        self.note_with(|| note);
    }

    /// The same of what nearly every row may have: it is put into words where it is listed only.
    pub(crate) fn note_with(&mut self, note: impl FnOnce() -> Fault) {
        self.noted += 1;
        if !self.has_enough_notes() {
            self.notes.push(note());
        }
    }

    /// Whether no more notes are listed.
    pub(crate) fn has_enough_notes(&self) -> bool {
        self.counts_notes || self.notes.len() >= MOST_LISTED
    }

    /// Count something harmless; the note says where it was first.
    pub(crate) fn tally(&mut self, row: usize, field: &str, code: &'static str) {
        let first = || Tally { row, field: field.to_owned(), count: 0 };
        self.tallies.entry(code).or_insert_with(first).count += 1;
    }

    /// Keep out of the set what opens a camera.
    pub(crate) fn set_apart(&mut self, login: StreamLogin) {
        self.logins.push(login);
    }

    /// All that was set apart.
    pub(crate) fn take_logins(&mut self) -> Vec<StreamLogin> {
        std::mem::take(&mut self.logins)
    }

    /// Take what was found in rows that come after all others.
    pub(crate) fn absorb(&mut self, later: Self) {
        let Self { faults, notes, refused_rows, count, noted, tallies, .. } = later;
        self.count += count - faults.len();
        self.noted += noted - notes.len();
        self.refused_rows.extend(refused_rows);
        for fault in faults {
            self.refuse(fault);
        }
        for note in notes {
            self.note(note);
        }
        for (code, tally) in tallies {
            let count = tally.count;
            self.tallies.entry(code).or_insert(Tally { count: 0, ..tally }).count += count;
        }
    }

    /// The rows that are refused so far.
    pub(crate) fn refused_rows(&self) -> &BTreeSet<u32> {
        &self.refused_rows
    }

    /// How many faults there are: a row is sound when the number has not grown over it.
    pub(crate) fn count(&self) -> usize {
        self.count
    }

    /// What refuses and what does not, by row: a person walks through the file with it. What concerns
    /// the whole file comes first.
    pub(crate) fn sorted(mut self) -> (Vec<Fault>, Vec<Fault>) {
        for (code, Tally { row, field, count }) in std::mem::take(&mut self.tallies) {
            self.note(at(row, &field, code, &[("count", &count.to_string())]));
        }
        let unlisted = |all: usize, listed: usize| {
            (all > listed).then(|| of_file("file.more", &[("count", &(all - listed).to_string())]))
        };
        self.notes.extend(unlisted(self.noted, self.notes.len()));
        self.notes.extend(unlisted(self.count, self.faults.len()));
        self.faults.sort_by_key(|fault| fault.row);
        self.notes.sort_by_key(|fault| fault.row);
        (self.faults, self.notes)
    }
}

/// A fault at a row. What it repeats of the file is clipped.
pub(crate) fn at(row: usize, field: &str, code: &str, params: &[(&str, &str)]) -> Fault {
    with_clipped(params, |params| Fault::at(row, &clipped(field), code, params))
}

/// A fault of the whole file. What it repeats of the file is clipped.
pub(crate) fn of_file(code: &str, params: &[(&str, &str)]) -> Fault {
    with_clipped(params, |params| Fault::of_file(code, params))
}

fn with_clipped(params: &[(&str, &str)], make: impl FnOnce(&[(&str, &str)]) -> Fault) -> Fault {
    let short: Vec<(&str, String)> = params.iter().map(|&(name, value)| (name, clipped(value))).collect();
    make(&short.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>())
}

/// Foreign text as it is repeated in a sentence: no longer than that, and on one line.
pub(crate) fn clipped(text: &str) -> String {
    let plain = |sign: char| if sign.is_control() { ' ' } else { sign };
    let mut out: String = text.chars().take(MOST_SHOWN).map(plain).collect();
    if text.chars().nth(MOST_SHOWN).is_some() {
        out.push('…');
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_listed_is_counted() {
        let mut findings = Findings::default();
        for row in 1..=MOST_LISTED + 5 {
            findings.refuse(at(row, "", "feature.not_object", &[]));
        }
        findings.refuse(of_file("datum.unnamed", &[]));
        assert_eq!(findings.refused_rows().len(), MOST_LISTED + 5);
        let (faults, notes) = findings.sorted();
        assert_eq!((faults.len(), faults[0].code.as_str()), (MOST_LISTED + 1, "datum.unnamed"));
        assert_eq!((notes[0].code.as_str(), notes[0].params["count"].as_str()), ("file.more", "5"));
    }

    #[test]
    fn a_row_whose_fault_is_not_listed_is_refused_without_words() {
        let mut findings = Findings::default();
        for row in 1..=MOST_LISTED {
            findings.refuse_with(row, || at(row, "", "feature.not_object", &[]));
        }
        findings.refuse_with(MOST_LISTED + 1, || panic!("nobody lists it"));
        assert_eq!((findings.count(), findings.refused_rows().len()), (MOST_LISTED + 1, MOST_LISTED + 1));
        let (faults, notes) = findings.sorted();
        assert_eq!((faults.len(), notes[0].params["count"].as_str()), (MOST_LISTED, "1"));
    }

    #[test]
    fn a_note_that_is_not_listed_is_counted_without_words() {
        let (mut findings, enough) = (Findings::default(), AtomicBool::new(false));
        let outside = || at(1, "geometry", "place.outside", &[("id", "V1")]);
        for _ in 0..MOST_LISTED {
            assert!(!findings.has_enough_notes());
            findings.note_with(outside);
        }
        enough.store(findings.has_enough_notes(), Ordering::Relaxed);
        let mut later = Findings::behind(&enough);
        later.note_with(|| panic!("nobody lists it"));
        findings.absorb(later);
        let notes = findings.sorted().1;
        assert_eq!((notes.len(), notes[0].code.as_str()), (MOST_LISTED + 1, "file.more"));
        assert_eq!(notes[0].params["count"], "1");
    }

    #[test]
    fn a_fault_repeats_foreign_text_in_short_and_on_one_line() {
        assert_eq!(clipped("a\nb"), "a b");
        assert_eq!(clipped(&"网".repeat(500)).chars().count(), MOST_SHOWN + 1);
    }
}
