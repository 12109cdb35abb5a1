//! Contacts as everybody may see them, and who looked at one.

use domain::answer::{CallerEnd, CallerLine, ContactLookLine, ContactLookPage, ContactLooker};
use domain::channel::Reader;
use domain::code::GridPath;
use domain::fact::{Fact, FactId};
use domain::failure::{Failure, Hurdle};
use domain::incident::{Ground, Part, parts};
use domain::moment::Moment;
use domain::rights::{self, DoorKind};
use domain::seat::Seat;
use ledger::{IncidentRow, LookFilter};

use super::Desktop;
use crate::failure::broken;

/// The most looks that are told at once.
const MOST: u32 = 200;
/// So many looks at one contact are told with its incident.
const MOST_OF_ONE: usize = 20;

/// Which looks somebody asks for.
pub(super) struct Wanted<'a> {
    pub scope: Option<&'a GridPath>,
    pub by: Option<&'a str>,
    pub since: Option<Moment>,
    pub until: Option<Moment>,
}

impl Desktop<'_, '_> {
    /// How to reach whoever told of an incident, veiled; none also where the complaint is about whoever sits here.
    pub(super) fn caller_line(&self, row: &IncidentRow) -> Result<Option<CallerLine>, Failure> {
        let contact = self.view.contact(row.id).map_err(broken)?;
        let Some(contact) = contact.filter(|contact| !contact.is_about(self.seat)) else { return Ok(None) };
        let post = self.seat.post.as_ref().and_then(|post| self.district.roster.post(post));
        let parts = parts(self.seat, post, &Ground::of(&row.grid, row.post.as_ref(), &row.standing.course));
        let may_look = rights::check(DoorKind::Act, "look_at_contact", self.seat).is_ok();
        let hurdle = (!may_look || !parts.contains(&Part::Dispatcher)).then_some(Hurdle::NotYourPart);
        let held = self.view.contact_hold(row.id).map_err(broken)?;
        Ok(Some(CallerLine {
            veiled: contact.veiled(),
            about: contact.about.as_ref().map(|party| self.party_name(party)),
            hurdle: hurdle.map(|hurdle| hurdle.code().to_owned()),
            held: held.map(|fact| self.held(fact)).transpose()?,
        }))
    }

    /// Why one is kept beyond its time; empty: its words are gone with the incident's key.
    fn held(&self, fact: FactId) -> Result<String, Failure> {
        Ok(match self.view.fact(fact).map_err(broken)? {
            Some(Fact::ContactHeld { words, .. }) => words,
            _ => String::new(),
        })
    }

    /// What became of one that was destroyed.
    pub(super) fn caller_end(&self, row: &IncidentRow) -> Result<Option<CallerEnd>, Failure> {
        let Some(fact) = self.view.contact_end(row.id).map_err(broken)? else { return Ok(None) };
        let (header, fact) = self.view.told(fact).map_err(broken)?;
        let why = match fact {
            Some(Fact::ContactDestroyed { end }) => Some(end.why),
            _ => None,
        };
        Ok(Some(CallerEnd { why, by: self.author(&header.by), at: header.at }))
    }

    /// Who looked at one: all for whoever may ask that, one's own for everybody else.
    pub(super) fn looks_at(&self, row: &IncidentRow) -> Result<Vec<ContactLookLine>, Failure> {
        let is_all = rights::check(DoorKind::Ask, "contact_looks", self.seat).is_ok();
        let own = Reader::of(self.seat).key();
        let mut lines = Vec::new();
        for fact in self.view.looks_at_contact(row.id).map_err(broken)? {
            let line = self.contact_look_line(fact)?;
            lines.extend(line.filter(|line| is_all || line.key == own));
            if lines.len() == MOST_OF_ONE {
                break;
            }
        }
        Ok(lines)
    }

    pub(super) fn ask_contact_looks(
        &self,
        wanted: &Wanted<'_>,
        from: u32,
        limit: u32,
    ) -> Result<ContactLookPage, Failure> {
        if let Some(path) = wanted.scope {
            self.admit(path)?;
        }
        let scope = wanted.scope.or(self.seat.subtree.as_ref());
        // Of one person there may be several seats: his window and his terminal.
        let seats: Vec<Seat> = self.view.contact_lookers(scope).map_err(broken)?;
        let filter = LookFilter {
            scope: scope.cloned(),
            by: wanted.by.map(|key| seats.iter().filter(|seat| Reader::of(seat).key() == key).cloned().collect()),
            since: wanted.since,
            until: wanted.until,
        };
        let facts = self.view.contact_looks(&filter, from, limit.min(MOST)).map_err(broken)?;
        let lines = facts.into_iter().map(|fact| self.contact_look_line(fact)).collect::<Result<Vec<_>, Failure>>()?;
        let mut people: Vec<ContactLooker> =
            seats.iter().map(|seat| ContactLooker { key: Reader::of(seat).key(), by: self.author(seat) }).collect();
        people.sort_by(|one, other| one.key.cmp(&other.key));
        people.dedup_by(|one, other| one.key == other.key);
        let total = self.view.contact_looks_count(&filter).map_err(broken)?;
        Ok(ContactLookPage { looks: lines.into_iter().flatten().collect(), total, people })
    }

    /// None: its words are gone with the incident's key.
    fn contact_look_line(&self, fact: FactId) -> Result<Option<ContactLookLine>, Failure> {
        let Some((header, Some(Fact::ContactViewed { look }))) = self.view.fact_with_header(fact).map_err(broken)?
        else {
            return Ok(None);
        };
        Ok(Some(ContactLookLine {
            incident: look.incident,
            number: look.number,
            grid_name: header.scope.as_ref().map(|scope| self.district.name_of(scope)).unwrap_or_default(),
            reason: look.reason,
            words: look.words.unwrap_or_default(),
            by: self.author(&header.by),
            key: Reader::of(&header.by).key(),
            at: header.at,
        }))
    }
}
