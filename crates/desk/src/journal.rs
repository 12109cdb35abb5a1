//! The journal on paper: read here, set by the press, handed out with a fact.

use domain::action::{Action, Call};
use domain::answer::{Answer, JournalEntry};
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, WatchId};
use domain::journal::{Happening, JournalPrint, JournalWish};
use domain::question::Question;
use domain::rights::{self, DoorKind};
use domain::seat::Seat;
use domain::words::Language;
use press::journal::{JournalSheet, WatchSheet};
use press::sheet::Printed as By;

use crate::Desk;
use crate::ask::watch_and_offer;
use crate::failure::bug;
use crate::letters;
use crate::sheet::who;

/// Entries on one print: a thick book.
const MOST: u32 = 5_000;
/// Entries that are read at once.
const AT_ONCE: u32 = 500;

/// A printed part of the journal and its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedJournal {
    /// What it is.
    pub print: JournalPrint,
    /// What the file would well be called.
    pub name: String,
    /// PDF.
    pub bytes: Vec<u8>,
}

impl Desk {
    /// Print a part of the journal and hand it out: the file comes after the commit of the fact that it was printed.
    pub fn journal(
        &self,
        seat: &Seat,
        command: CommandId,
        wish: &JournalWish,
        language: Language,
    ) -> Result<PrintedJournal, Failure> {
        let printed = self.press_journal(seat, wish, language)?;
        let action = Action::PrintJournal { print: printed.print.clone() };
        self.act(seat, Call { command_id: command, action })?;
        Ok(printed)
    }

    /// Print it; it lies in the tray until [`Action::PrintJournal`] hands it out.
    pub fn press_journal(
        &self,
        seat: &Seat,
        wish: &JournalWish,
        language: Language,
    ) -> Result<PrintedJournal, Failure> {
        rights::check(DoorKind::Act, "print_journal", seat)?;
        let mut entries = self.entries(seat, wish)?;
        entries.reverse();
        let watch = wish.watch.map(|watch| self.watch_sheet(seat, watch, &entries)).transpose()?;
        let district = self.district();
        let offset_hours = district.store.offset_hours;
        let scope = wish.scope.as_ref().or(seat.subtree.as_ref());
        let sheet = JournalSheet {
            store: district.store.name.clone(),
            scope: scope.map_or_else(|| district.top_name(), |path| district.name_of(path)),
            days: days(wish, language),
            watch,
            entries,
            printed: By { by: who(&district, seat, language), at: self.now().minute(offset_hours) },
            language,
            offset_hours,
        };
        let report = press::journal::report(&sheet);
        let letters = letters::find(&self.options.font_dirs)?;
        let (bytes, pages) = press::report(&report, &letters).map_err(|error| bug(&error.to_string()))?;
        let print = JournalPrint {
            wish: wish.clone(),
            language,
            entries: u32::try_from(sheet.entries.len()).unwrap_or(u32::MAX),
            pages: u32::try_from(pages).unwrap_or(u32::MAX),
            hash: blake3::hash(&bytes).to_hex().to_string(),
        };
        self.journals.put(print.clone());
        Ok(PrintedJournal { print, name: file_name(&report.title), bytes })
    }

    /// All entries of a wish, newest first.
    fn entries(&self, seat: &Seat, wish: &JournalWish) -> Result<Vec<JournalEntry>, Failure> {
        let mut entries = Vec::new();
        loop {
            let from = u32::try_from(entries.len()).unwrap_or(u32::MAX);
            let question = Question::Journal { wish: wish.clone(), from, limit: AT_ONCE };
            let Answer::Journal(page) = self.ask(seat, &question)? else { return Err(bug("a journal is its page")) };
            if page.total > MOST {
                let params = [("entries", &*page.total.to_string()), ("most", &MOST.to_string())];
                return Err(Failure::refused("journal.too_many", &params));
            }
            let is_last = page.entries.is_empty();
            entries.extend(page.entries);
            if is_last || entries.len() >= page.total as usize {
                return Ok(entries);
            }
        }
    }

    /// The watch, what was signed, and who followed: the last entry of its time says so.
    fn watch_sheet(&self, seat: &Seat, watch: WatchId, entries: &[JournalEntry]) -> Result<WatchSheet, Failure> {
        let read = watch_and_offer(self, seat, watch)?;
        let (line, offer) = read.ok_or_else(|| Refusal::NoSuch { noun: "watch", id: watch.to_string() })?;
        let to = line.ended.and_then(|_| {
            entries.iter().rev().find_map(|entry| match &entry.what {
                Some(Happening::WatchHandedOver { to, watch: next, .. }) if *next != watch => Some(to.clone()),
                _ => None,
            })
        });
        Ok(WatchSheet { line, offer, to })
    }
}

fn days(wish: &JournalWish, language: Language) -> String {
    match (&wish.from, &wish.to) {
        (None, None) => String::new(),
        (Some(from), Some(to)) if from == to => from.clone(),
        (from, to) => {
            let [from, to] = [from, to].map(|day| day.as_deref().unwrap_or("…"));
            language.either(format!("{from} 至 {to}"), format!("{from} to {to}"))
        }
    }
}

/// A title as every file system takes it.
pub fn file_name(title: &str) -> String {
    let plain = |sign: char| if sign.is_alphanumeric() || "-_.".contains(sign) { sign } else { ' ' };
    let words: String = title.chars().map(plain).collect();
    format!("{}.pdf", words.split_whitespace().collect::<Vec<_>>().join(" "))
}
