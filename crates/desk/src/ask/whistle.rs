//! Whistles: the desk's list, those of an incident with what was agreed on, and those of a person in the field.

use domain::answer::{
    InboxSummons, InboxWhistle, MarkLine, MinutesLine, RefusalLine, ReportInClock, SummonsLine, UndertakingLine,
    WhistleCard, WhistleLine, WhistleList, WhistleOffer,
};
use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::failure::Failure;
use domain::id::IncidentId;
use domain::incident::{IncidentState, Party};
use domain::post::Post;
use domain::seat::Role;
use domain::whistle::{
    Attendance, Blower, Minutes, Rated, Side, StepOfWhistle, Whistle, WhistleDeed, WhistleKind, WhistleStep,
    WhistleWish, sides,
};
use ledger::WhistleRow;

use super::Desktop;
use crate::failure::broken;
use crate::timing::WHISTLED;

/// The most whistles that are told at once.
const MOST: u32 = 100;
/// So many of the newest of a person in the field are looked through.
const MOST_OWN: u32 = 20;
/// So many parts of a clock are told.
const MOST_STRETCHES: usize = 100;

/// A whistle with all that was done about it.
struct Told {
    row: WhistleRow,
    header: Header,
    /// None: its incident's key is not at hand.
    whistle: Option<Whistle>,
    steps: Vec<StepOfWhistle>,
    /// What this seat is to it.
    sides: Vec<Side>,
}

impl Desktop<'_, '_> {
    pub(super) fn ask_whistles(&self, wish: &WhistleWish, from: u32, limit: u32) -> Result<WhistleList, Failure> {
        if let Some(path) = &wish.scope {
            self.admit(path)?;
        }
        let wanted = (wish.scope.as_ref().or(self.seat.subtree.as_ref()), wish.which);
        let rows = self.view.whistles(wanted, from, limit.min(MOST)).map_err(broken)?;
        let lines = rows.into_iter().map(|row| self.whistle_line(&self.told_whistle(row)?));
        Ok(WhistleList {
            whistles: lines.collect::<Result<_, Failure>>()?,
            total: self.view.whistles_count(wanted).map_err(broken)?,
        })
    }

    /// Those of an incident, with what was agreed on.
    pub(super) fn whistle_cards(&self, incident: IncidentId) -> Result<Vec<WhistleCard>, Failure> {
        let rows = self.view.whistles_of(incident).map_err(broken)?;
        rows.into_iter().map(|row| self.whistle_card(&self.told_whistle(row)?)).collect()
    }

    /// Which sorts of whistle this seat may blow of an incident that lies there and stands so.
    pub(super) fn whistle_offers(&self, grid: &GridPath, state: IncidentState) -> Vec<WhistleOffer> {
        let post = self.seat.post.as_ref().and_then(|post| self.district.roster.post(post));
        let blower = Blower { seat: self.seat, post, grid, state };
        let is_silent = !matches!(self.seat.role, Role::Admin | Role::Commander | Role::Operator | Role::Field);
        let offers = WhistleKind::ALL.into_iter().filter(|_| !is_silent).filter_map(|kind| {
            let range = WHISTLED.of(kind)?;
            let hurdle = blower.admit(kind).err().map(|refusal| refusal.code().to_owned());
            let (minutes, least, most, pace) = (range.minutes, range.least, range.most, range.pace);
            Some(WhistleOffer { kind, minutes, least, most, pace, hurdle })
        });
        offers.collect()
    }

    /// Those that call a post's grid or that it blew, as long as they have not ended or it has yet to rate.
    pub(super) fn inbox_whistles(&self, post: &Post) -> Result<Vec<InboxWhistle>, Failure> {
        let party = Party::Grid(post.grid.clone());
        let rows = self.view.whistles_for(&post.id, &party, MOST_OWN).map_err(broken)?;
        let mut whistles = Vec::new();
        for row in rows {
            let told = self.told_whistle(row)?;
            let whistle = self.inbox_whistle(&told)?;
            whistles
                .extend(whistle.filter(|one| one.ended.is_none() || one.called.iter().any(|it| !it.may.is_empty())));
        }
        Ok(whistles)
    }

    fn inbox_whistle(&self, told: &Told) -> Result<Option<InboxWhistle>, Failure> {
        let Some(whistle) = &told.whistle else { return Ok(None) };
        let Some(incident) = self.incident_at_a_glance(whistle.incident)? else { return Ok(None) };
        let muster = &told.row.muster;
        let is_caller = told.sides.contains(&Side::Caller);
        let called =
            muster.called.iter().filter(|one| is_caller || told.sides.contains(&Side::Called(one.party.clone())));
        let calendar = &self.district.tables.calendar.at(muster.blown).table;
        let called = called.map(|one| {
            let read = muster.read(one, calendar, self.now).ok();
            InboxSummons {
                party: self.party_name(&one.party),
                on_site: one.on_site(),
                due: read.as_ref().and_then(|read| read.due),
                light: read.map(|read| read.light),
                may: told.deeds_of(one),
            }
        });
        let by = self.author(&told.header.by);
        Ok(Some(InboxWhistle {
            id: told.row.id,
            number: told.row.number.clone(),
            kind: whistle.kind,
            of: incident.kind,
            urgency: incident.urgency,
            words: whistle.words.clone(),
            place_name: incident.grid_name,
            place: incident.place,
            from: if by.person.is_empty() {
                self.desk_name(&told.header)
            } else {
                format!("{} {}", by.person, by.title)
            },
            blown: muster.blown,
            ended: muster.ended,
            called: called.collect(),
            may: told.deeds_of_all(),
        }))
    }

    fn told_whistle(&self, row: WhistleRow) -> Result<Told, Failure> {
        let (header, fact) = self.view.told(row.fact).map_err(broken)?;
        let whistle = match fact {
            Some(Fact::WhistleBlown { whistle }) => Some(*whistle),
            _ => None,
        };
        let mut steps = Vec::new();
        for fact in self.view.whistle_steps(row.id).map_err(broken)? {
            let (header, fact) = self.view.told(fact).map_err(broken)?;
            if let Some(Fact::WhistleHandled { step, .. }) = fact {
                steps.push(StepOfWhistle { step, by: header.by, at: header.at });
            }
        }
        let post = self.seat.post.as_ref().and_then(|post| self.district.roster.post(post));
        let sides = whistle.as_ref().map(|whistle| sides(self.seat, post, whistle, (&header.by, &row.grid)));
        Ok(Told { row, header, whistle, steps, sides: sides.unwrap_or_default() })
    }

    fn whistle_card(&self, told: &Told) -> Result<WhistleCard, Failure> {
        let minutes = told.steps.iter().filter_map(|taken| match &taken.step {
            WhistleStep::Note { minutes } => Some(self.minutes_line(minutes, taken)),
            _ => None,
        });
        let end = told.steps.iter().find_map(|taken| match &taken.step {
            WhistleStep::End { words } => Some(words.clone()),
            _ => None,
        });
        Ok(WhistleCard {
            minutes: minutes.collect(),
            end_words: end.unwrap_or_default(),
            may: told.deeds_of_all(),
            line: self.whistle_line(told)?,
        })
    }

    fn minutes_line(&self, minutes: &Minutes, taken: &StepOfWhistle) -> MinutesLine {
        let undertakings = minutes.undertakings.iter().map(|one| UndertakingLine {
            party: self.party_name(&one.party),
            words: one.words.clone(),
            until: one.until,
        });
        MinutesLine {
            words: minutes.words.clone(),
            present: minutes.present.iter().map(|party| self.party_name(party)).collect(),
            undertakings: undertakings.collect(),
            by: self.author(&taken.by),
            at: taken.at,
        }
    }

    fn whistle_line(&self, told: &Told) -> Result<WhistleLine, Failure> {
        let (row, muster) = (&told.row, &told.row.muster);
        let incident = self.view.incident(row.incident).map_err(broken)?;
        Ok(WhistleLine {
            id: row.id,
            number: row.number.clone(),
            kind: told.whistle.as_ref().map_or(WhistleKind::Daily, |whistle| whistle.kind),
            incident: row.incident,
            incident_number: incident.map(|incident| incident.number).unwrap_or_default(),
            grid: row.grid.clone(),
            grid_name: self.district.name_of(&row.grid),
            words: told.whistle.as_ref().map(|whistle| whistle.words.clone()).unwrap_or_default(),
            by: self.author(&told.header.by),
            desk_name: self.desk_name(&told.header),
            blown: muster.blown,
            ended: muster.ended,
            called: muster.called.iter().map(|one| self.summons_line(told, one)).collect(),
        })
    }

    fn summons_line(&self, told: &Told, one: &Attendance) -> SummonsLine {
        let refusals = told.steps.iter().filter_map(|taken| match &taken.step {
            WhistleStep::Refuse { party, reason } if *party == one.party => {
                Some(RefusalLine { reason: reason.clone(), by: self.author(&taken.by), at: taken.at })
            }
            _ => None,
        });
        let mark = |rated: Rated| {
            told.steps.iter().find_map(|taken| match &taken.step {
                WhistleStep::Rate { party, of, mark, words } if *party == one.party && *of == rated => {
                    Some(MarkLine { mark: *mark, words: words.clone(), by: self.author(&taken.by), at: taken.at })
                }
                _ => None,
            })
        };
        SummonsLine {
            party: self.party_name(&one.party),
            on_site: one.on_site(),
            answered: one.answered,
            arrived: one.arrived,
            refusals: refusals.collect(),
            clock: self.report_in_clock(told, one),
            of_called: mark(Rated::Called),
            of_caller: mark(Rated::Caller),
            may: told.deeds_of(one),
        }
    }

    fn report_in_clock(&self, told: &Told, one: &Attendance) -> ReportInClock {
        let muster = &told.row.muster;
        let read = muster.read(one, &self.district.tables.calendar.at(muster.blown).table, self.now);
        let (read, missing) = match read {
            Ok(read) => (Some(read), None),
            Err(missing) => (None, Some(missing.0)),
        };
        let stretches = read.as_ref().map(|read| read.stretches.as_slice()).unwrap_or_default();
        ReportInClock {
            from: muster.blown,
            until: muster.stopped(one),
            limit: one.limit,
            run: read.as_ref().map_or(0, |read| read.run),
            stretches: stretches[stretches.len().saturating_sub(MOST_STRETCHES)..].to_vec(),
            due: read.as_ref().and_then(|read| read.due),
            light: read.as_ref().map(|read| read.light),
            missing,
        }
    }

    /// What the desk covers that did something.
    fn desk_name(&self, header: &Header) -> String {
        match &header.by.subtree {
            Some(path) => self.district.name_of(path),
            None => self.district.top_name(),
        }
    }
}

impl Told {
    fn deeds_of(&self, one: &Attendance) -> Vec<WhistleDeed> {
        let may = |deed: &WhistleDeed| self.row.muster.admit_deed(*deed, Some(&one.party), &self.sides).is_ok();
        WhistleDeed::OF_ONE.into_iter().filter(may).collect()
    }

    fn deeds_of_all(&self) -> Vec<WhistleDeed> {
        let may = |deed: &WhistleDeed| self.row.muster.admit_deed(*deed, None, &self.sides).is_ok();
        WhistleDeed::OF_ALL.into_iter().filter(may).collect()
    }
}
