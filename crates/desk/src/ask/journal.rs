//! Entries of the journal, as a seat may read them.

use domain::alarm::Cause;
use domain::answer::{EntryName, JournalEntry, JournalPage};
use domain::fact::Fact;
use domain::failure::{Failure, Refusal};
use domain::id::{OrderId, WatchId};
use domain::journal::{self, Happening, JournalWish};
use ledger::{EntryFilter, EntryRow};

use super::Desktop;
use super::count;
use crate::failure::broken;

/// Entries that are told at once.
const MOST: u32 = 500;
/// Entries that are looked through for words: some months of a busy centre.
const LOOKED_THROUGH: u32 = 20_000;

impl Desktop<'_, '_> {
    pub(super) fn ask_journal(&self, wish: &JournalWish, from: u32, limit: u32) -> Result<JournalPage, Failure> {
        let filter = self.entry_filter(wish)?;
        let (from, limit) = (from as usize, limit.min(MOST));
        let wanted = fold(&wish.text);
        if wanted.is_empty() {
            let rows = self.view.entries(&filter, count(from), limit).map_err(broken)?;
            let entries = rows.into_iter().map(|row| self.journal_entry(row)).collect::<Result<_, _>>()?;
            return Ok(JournalPage { entries, total: self.view.entries_count(&filter).map_err(broken)? });
        }
        let rows = self.view.entries(&filter, 0, LOOKED_THROUGH).map_err(broken)?;
        let mut entries = Vec::new();
        for row in rows {
            let entry = self.journal_entry(row)?;
            if says(&entry, &wanted) {
                entries.push(entry);
            }
        }
        let total = count(entries.len());
        let entries = entries.into_iter().skip(from).take(limit as usize).collect();
        Ok(JournalPage { entries, total })
    }

    /// What the store looks for; refused where the seat may not have it.
    pub(super) fn entry_filter(&self, wish: &JournalWish) -> Result<EntryFilter, Failure> {
        if let Some(path) = &wish.scope {
            self.admit(path)?;
        }
        let clock = match wish.watch {
            Some(watch) => self.watch_clock(watch)?,
            None => (None, None),
        };
        let day = |day: &Option<String>| day.as_ref().map(|day| day.replace('-', ""));
        Ok(EntryFilter {
            scope: wish.scope.clone().or_else(|| self.seat.subtree.clone()),
            from: day(&wish.from),
            to: day(&wish.to),
            clock,
            headings: wish.headings.clone(),
            roles: wish.roles.clone(),
        })
    }

    fn watch_clock(&self, id: WatchId) -> Result<(Option<i64>, Option<i64>), Failure> {
        let (watch, clock) = (self.view.watch(id).map_err(broken)?, self.view.watch_clock(id).map_err(broken)?);
        let (Some(watch), Some((began, ended))) = (watch, clock) else {
            return Err(Refusal::NoSuch { noun: "watch", id: id.to_string() }.into());
        };
        self.admit_place(watch.scope.as_ref())?;
        Ok((Some(began), ended))
    }

    pub(super) fn journal_entry(&self, row: EntryRow) -> Result<JournalEntry, Failure> {
        let EntryRow { number, heading, header, fact } = row;
        let id = header.id();
        let note = match &fact {
            Some(Fact::JournalWritten { note }) => Some(note),
            _ => None,
        };
        let named = |(fact, number)| EntryName { fact, number };
        let corrects = match note.and_then(|note| note.corrects) {
            Some(fact) => self.view.entry_name(fact).map_err(broken)?.map(|(number, _)| named((fact, number))),
            None => None,
        };
        let what = fact.as_ref().and_then(journal::happening);
        let happened = match &fact {
            Some(Fact::JournalWritten { note }) => Some(note.happened),
            Some(Fact::CallMissed { call }) => Some(call.rang),
            Some(Fact::IncidentReported { incident }) => Some(incident.seen),
            Some(Fact::ItemAmended { amendment }) => amendment.said,
            Some(Fact::CheckpointHeardLate { said, .. }) => Some(*said),
            _ => None,
        };
        Ok(JournalEntry {
            fact: id,
            number,
            heading,
            happened: happened.filter(|happened| *happened != header.at),
            at: header.at,
            by: header.by,
            scope_name: header.scope.as_ref().map_or_else(String::new, |path| self.district.name_of(path)),
            scope: header.scope,
            person: what
                .as_ref()
                .and_then(Happening::post)
                .and_then(|post| self.district.roster.post(post))
                .map(|post| format!("{} {}", post.person, post.title)),
            order_number: what.as_ref().and_then(Happening::order).map(|order| self.number_of(order)).transpose()?,
            alarmed: what.as_ref().and_then(Happening::alarm).map(|cause| self.alarmed(cause)).transpose()?.flatten(),
            what,
            corrects,
            corrected: self.view.corrections(id).map_err(broken)?.into_iter().map(named).collect(),
        })
    }

    /// What an alarm of no order is about, as people call it; none where that is gone or needs no name.
    fn alarmed(&self, cause: &Cause) -> Result<Option<String>, Failure> {
        match cause {
            Cause::Report { report } => Ok(self.view.incident(*report).map_err(broken)?.map(|row| row.number)),
            Cause::Robot { robot } => {
                let robots = self.view.robots(self.district.store.desk).map_err(broken)?;
                Ok(robots.into_iter().find(|row| row.id == *robot).map(|row| row.setting.name))
            }
            Cause::Stream { stream } => {
                let stream = self.district.streams.iter().find(|one| one.key() == *stream);
                Ok(stream.map(|stream| format!("{} {}", self.district.place_of(stream), stream.name)))
            }
            _ => Ok(None),
        }
    }

    fn number_of(&self, order: OrderId) -> Result<String, Failure> {
        let order = self.view.order(order).map_err(broken)?;
        Ok(order.map_or_else(String::new, |order| order.number))
    }
}

/// Whether an entry has some words in its number, its grid, its person or in what it tells.
fn says(entry: &JournalEntry, wanted: &str) -> bool {
    let own = [Some(entry.number.as_str()), Some(entry.scope_name.as_str()), entry.person.as_deref()];
    let about = entry.order_number.as_deref().into_iter().chain(entry.alarmed.as_deref());
    let told = entry.what.as_ref().map(Happening::words).unwrap_or_default();
    own.into_iter().flatten().chain(about).chain(told).any(|text| fold(text).contains(wanted))
}

fn fold(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_lowercase).collect()
}
