//! Who looked at which streams, on paper: a round, or a part of the list; read here, set by the press, handed out with a
//! fact. No picture stands on it: there is none anywhere.

use std::collections::BTreeSet;

use domain::action::{Action, Call};
use domain::answer::{Answer, ViewingLine};
use domain::failure::Failure;
use domain::id::CommandId;
use domain::question::Question;
use domain::rights::{self, DoorKind};
use domain::seat::Seat;
use domain::viewing::{Outage, ViewingPrint, ViewingWish};
use domain::words::Language;
use press::sheet::Printed as By;
use press::viewing::{KindOfPlace, Look, ViewingSheet};

use crate::Desk;
use crate::failure::{broken, bug};
use crate::letters;
use crate::sheet::who;

/// Looks on one print: a round through eighty venues, every quarter of an hour of a watch.
const MOST: u32 = 3_000;
/// Looks that are read at once.
const AT_ONCE: u32 = 500;

/// A printed list of looks and its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedViewings {
    /// What it is.
    pub print: ViewingPrint,
    /// What the file would well be called.
    pub name: String,
    /// PDF.
    pub bytes: Vec<u8>,
}

/// How far a round came: of each kind of place, and which streams it left out.
type Reach = (Vec<KindOfPlace>, Vec<String>);

impl Desk {
    /// Print looks and hand them out: the file comes after the commit of the fact that it was printed.
    pub fn viewings(
        &self,
        seat: &Seat,
        command: CommandId,
        wish: &ViewingWish,
        language: Language,
    ) -> Result<PrintedViewings, Failure> {
        let printed = self.press_viewings(seat, wish, language)?;
        let action = Action::PrintViewings { print: printed.print.clone() };
        self.act(seat, Call { command_id: command, action })?;
        Ok(printed)
    }

    /// Print looks; the file lies in the tray until [`Action::PrintViewings`] hands it out.
    pub fn press_viewings(
        &self,
        seat: &Seat,
        wish: &ViewingWish,
        language: Language,
    ) -> Result<PrintedViewings, Failure> {
        rights::check(DoorKind::Act, "print_viewings", seat)?;
        let looks = self.looks(seat, wish)?;
        let (kinds, unseen) = if wish.round.is_some() { self.reach(seat, wish, &looks)? } else { Reach::default() };
        let district = self.district();
        let offset_hours = district.store.offset_hours;
        let scope = wish.scope.as_ref().or(seat.subtree.as_ref());
        let sheet = ViewingSheet {
            store: district.store.name.clone(),
            scope: scope.map_or_else(|| district.top_name(), |path| district.name_of(path)),
            is_round: wish.round.is_some(),
            looks,
            kinds,
            unseen,
            printed: By { by: who(&district, seat, language), at: self.now().minute(offset_hours) },
            language,
            offset_hours,
        };
        let report = press::viewing::report(&sheet);
        let letters = letters::find(&self.options.font_dirs)?;
        let (bytes, pages) = press::report(&report, &letters).map_err(|error| bug(&error.to_string()))?;
        let print = ViewingPrint {
            wish: wish.clone(),
            language,
            viewings: u32::try_from(sheet.looks.len()).unwrap_or(u32::MAX),
            pages: u32::try_from(pages).unwrap_or(u32::MAX),
            hash: blake3::hash(&bytes).to_hex().to_string(),
        };
        self.viewings.put(print.clone());
        Ok(PrintedViewings { print, name: crate::journal::file_name(&report.title), bytes })
    }

    /// All looks of a wish, the oldest first, each with the outage that it met.
    fn looks(&self, seat: &Seat, wish: &ViewingWish) -> Result<Vec<Look>, Failure> {
        let mut lines = self.viewing_lines(seat, wish)?;
        lines.reverse();
        let Some(began) = lines.iter().map(|line| line.began).min() else { return Ok(Vec::new()) };
        let now = self.now();
        let outages = self.readers.with(|view| view.outages(began, now).map_err(broken))?;
        let met = |line: &ViewingLine| {
            let until = line.ended.unwrap_or(now);
            let of = |one: &&Outage| one.stream == line.stream && one.touches(line.began, until);
            outages.iter().rev().find(of).cloned()
        };
        Ok(lines.into_iter().map(|line| Look { outage: met(&line), line }).collect())
    }

    fn viewing_lines(&self, seat: &Seat, wish: &ViewingWish) -> Result<Vec<ViewingLine>, Failure> {
        let mut lines = Vec::new();
        loop {
            let from = u32::try_from(lines.len()).unwrap_or(u32::MAX);
            let question = Question::Viewings { wish: wish.clone(), from, limit: AT_ONCE };
            let Answer::Viewings(page) = self.ask(seat, &question)? else { return Err(bug("looks are their page")) };
            if page.total > MOST {
                let params = [("viewings", &*page.total.to_string()), ("most", &MOST.to_string())];
                return Err(Failure::refused("viewing.too_many", &params));
            }
            let is_last = page.viewings.is_empty();
            lines.extend(page.viewings);
            if is_last || lines.len() >= page.total as usize {
                return Ok(lines);
            }
        }
    }

    /// How many streams of the kinds that a round went through may be looked at, how many were, and which were not.
    fn reach(&self, seat: &Seat, wish: &ViewingWish, looks: &[Look]) -> Result<Reach, Failure> {
        let Answer::Streams(list) = self.ask(seat, &Question::Streams { scope: wish.scope.clone() })? else {
            return Err(bug("streams are their list"));
        };
        let mut open = list.streams;
        open.retain(|line| line.played && line.private.is_none());
        let seen: BTreeSet<(&str, &str)> =
            looks.iter().map(|look| (look.line.kind.as_str(), look.line.stream.as_str())).collect();
        let kinds: BTreeSet<&str> = seen.iter().map(|(kind, _)| *kind).collect();
        let told = kinds.iter().map(|kind| KindOfPlace {
            name: (*kind).to_owned(),
            streams: open.iter().filter(|line| line.kind == *kind).count(),
            seen: seen.iter().filter(|(of, _)| of == kind).count(),
        });
        let is_unseen = |kind: &str, stream: &str| kinds.contains(kind) && !seen.contains(&(kind, stream));
        let unseen = open.iter().filter(|line| is_unseen(&line.kind, &line.id));
        Ok((told.collect(), unseen.map(|line| format!("{} {}", line.place_name, line.name)).collect()))
    }
}
