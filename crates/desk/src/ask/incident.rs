//! Incidents: the desk's list, one of them with its clocks and what may be done, and those of a person in the field.

use atlas::measure;
use domain::answer::{
    ClockLine, DeedLine, HeatCell, InboxIncident, IncidentCard, IncidentCount, IncidentHeat, IncidentLine,
    IncidentList, IncidentRings, IncidentStepLine, NearIncidents, NearPost, Owed, PartyName,
};
use domain::attachment::{Media, files};
use domain::channel::Reader;
use domain::fact::{Fact, FactId, Header};
use domain::failure::{Failure, Refusal};
use domain::id::{IncidentId, PostId};
use domain::incident::{
    Channel, Clock, Course, Ground, Incident, IncidentWish, Near, Party, StepOfIncident, WAYS, nearest, parts,
};
use domain::item::{ItemKind, ItemName};
use domain::moment::Moment;
use domain::order::Priority;
use domain::place::Position;
use domain::post::Post;
use domain::recheck::Plan;
use domain::report::{ReportKind, Spot};
use domain::whistle::{Blower, WhistleKind};
use ledger::{IncidentFilter, IncidentRow};

use super::Desktop;
use crate::failure::broken;

/// The most incidents that are told at once.
const MOST: u32 = 200;
/// So many of a person's own are told; more is history.
const MOST_OWN: u32 = 20;
/// So many of each sort a person in the field is given to do.
const MOST_TASKS: u32 = 50;
/// So many that may be the same are offered.
const MOST_NEAR: usize = 8;
/// How close by they lie, in metres.
const NEAR: f64 = 100.0;
/// So many parts of a clock are told.
const MOST_STRETCHES: usize = 100;
/// So many people in post are offered.
const MOST_NEAREST: usize = 2;

/// An incident's row, and what came in; none where its key is not at hand.
struct Told {
    row: IncidentRow,
    header: Header,
    incident: Option<Incident>,
}

impl Desktop<'_, '_> {
    pub(super) fn ask_incidents(&self, wish: &IncidentWish, from: u32, limit: u32) -> Result<IncidentList, Failure> {
        if let Some(counted) = &wish.counted {
            return self.ask_counted(counted, wish.scope.as_ref(), (from, limit.min(MOST)));
        }
        if let Some(path) = &wish.scope {
            self.admit(path)?;
        }
        let filter = IncidentFilter {
            scope: wish.scope.as_ref().or(self.seat.subtree.as_ref()).cloned(),
            states: wish.states.clone(),
            kinds: wish.kinds.clone(),
            channels: wish.channels.clone(),
            handler: wish.mine.then(|| Reader::of(self.seat)),
            wants_reopening: wish.wants_reopening,
        };
        let rows = self.view.incidents(&filter, from, limit.min(MOST)).map_err(broken)?;
        let counts = self.view.open_incidents(self.seat.subtree.as_ref()).map_err(broken)?;
        Ok(IncidentList {
            incidents: self.incident_lines(rows)?,
            total: self.view.incidents_count(&filter).map_err(broken)?,
            counts: counts.into_iter().map(|(state, count)| IncidentCount { state, count }).collect(),
        })
    }

    pub(super) fn ask_incident(&self, id: IncidentId) -> Result<IncidentCard, Failure> {
        let row = self.view.incident(id).map_err(broken)?;
        let row = row.ok_or_else(|| Refusal::NoSuch { noun: "incident", id: id.to_string() })?;
        self.admit_place(Some(&row.grid))?;
        let told = self.told(row)?;
        let steps = self.steps(id)?;
        let (row, course) = (&told.row, &told.row.standing.course);
        let spot = told.incident.as_ref().map(|told| told.spot.clone());
        let spot = spot.unwrap_or_else(|| Spot::Grid { path: row.grid.clone() });
        let mut ancestors = self.district.ancestor_lines(&row.grid);
        ancestors.extend(self.district.tree.grid(&row.grid).map(|grid| self.district.grid_line(grid)));
        let merged = course.merged.map(|into| self.view.incident(into).map_err(broken)).transpose()?.flatten();
        Ok(IncidentCard {
            foreign: told.incident.as_ref().and_then(|told| told.foreign.clone()),
            spot_name: self.spot_name(&spot),
            spot,
            attachments: told.incident.as_ref().map(|told| told.attachments.clone()).unwrap_or_default(),
            post: row.post.as_ref().and_then(|post| self.district.roster.post(post)).cloned(),
            caller: self.caller_line(row)?,
            caller_end: self.caller_end(row)?,
            looks: self.looks_at(row)?,
            ancestors,
            clocks: self.clocks(&told, &steps),
            steps: self.step_lines(steps),
            deeds: self.deeds(row),
            is_own_work: course.is_own_work(self.seat, None),
            assisting: course.assisting.iter().map(|party| self.party_name(party)).collect(),
            route: told.incident.as_ref().and_then(|incident| self.proposed_route(incident, course.state)),
            proposed: course.proposed.as_ref().map(|party| self.party_name(party)),
            merged: self.incident_lines(merged.into_iter().collect())?.pop(),
            merges: self.incident_lines(self.view.incidents_merged_into(id).map_err(broken)?)?,
            orders: self.view.orders_of_incident(id).map_err(broken)?,
            near: self.near(&told)?,
            whistles: self.whistle_cards(id)?,
            whistle_offers: self.whistle_offers(&row.grid, course.state),
            rechecks: self.recheck_lines(id)?,
            recheck_proposed: self.recheck_proposed(&told)?,
            heard: course.heard(),
            unreached: super::count(course.unreached()),
            nearest: self.nearest(&told),
            line: self.incident_line(&told),
        })
    }

    pub(super) fn ask_incident_rings(&self) -> Result<IncidentRings, Failure> {
        let rings = self.view.rings(self.seat.subtree.as_ref()).map_err(broken)?;
        Ok(IncidentRings { rings })
    }

    pub(super) fn ask_incident_heat(&self, since: Moment) -> Result<IncidentHeat, Failure> {
        let squares = self.view.heat(self.seat.subtree.as_ref(), since).map_err(broken)?;
        let count = |is_placed: bool| {
            squares.iter().filter(|(place, _)| place.is_some() == is_placed).map(|(_, count)| count).sum()
        };
        let (placed, unplaced) = (count(true), count(false));
        let cells = squares.into_iter().filter_map(|(place, count)| Some(HeatCell { place: place?, count })).collect();
        Ok(IncidentHeat { cells, placed, unplaced })
    }

    pub(super) fn ask_incidents_near(&self, position: Position) -> Result<NearIncidents, Failure> {
        let mut near = self.open_around(position)?;
        near.truncate(MOST_NEAR);
        Ok(NearIncidents { incidents: self.incident_lines(near.into_iter().map(|(row, _)| row).collect())? })
    }

    /// An incident as the list has it; none: there is no such one.
    pub(super) fn incident_at_a_glance(&self, id: IncidentId) -> Result<Option<IncidentLine>, Failure> {
        let row = self.view.incident(id).map_err(broken)?;
        Ok(self.incident_lines(row.into_iter().collect())?.pop())
    }

    /// The newest that a post has reported, with how far each has got.
    pub(super) fn inbox_reports(&self, post: &Post) -> Result<Vec<InboxIncident>, Failure> {
        let rows = self.view.incidents_of(&post.id, MOST_OWN).map_err(broken)?;
        rows.into_iter().map(|row| self.inbox_incident(post, row)).collect()
    }

    /// What a post's grid was given to put right, then what others have put right in it and he may look at.
    pub(super) fn inbox_tasks(&self, post: &Post) -> Result<Vec<InboxIncident>, Failure> {
        let mut rows = self.view.incidents_led_by(&Party::Grid(post.grid.clone()), MOST_TASKS).map_err(broken)?;
        let mut done = self.view.incidents_to_check(&post.grid, MOST_TASKS).map_err(broken)?;
        done.retain(|row| !row.standing.course.is_own_work(self.seat, Some(&post.id)));
        rows.append(&mut done);
        rows.into_iter().map(|row| self.inbox_incident(post, row)).collect()
    }

    fn inbox_incident(&self, post: &Post, row: IncidentRow) -> Result<InboxIncident, Failure> {
        let told = self.told(row)?;
        let line = self.incident_line(&told);
        let last = self.steps(told.row.id)?.pop();
        let deeds = self.deeds_of(&told.row, Some(post));
        let is_task = told.row.post.as_ref() != Some(&post.id);
        let spot = told.incident.as_ref().and_then(|incident| self.spot_name(&incident.spot));
        let (grid, state) = (&told.row.grid, told.row.standing.course.state);
        let blower = Blower { seat: self.seat, post: Some(post), grid, state };
        Ok(InboxIncident {
            id: line.id,
            number: line.number,
            kind: line.kind,
            urgency: line.urgency,
            words: line.words,
            seen: line.seen,
            arrived: line.arrived,
            state: line.state,
            since: last.as_ref().map_or(line.arrived, |step| step.at),
            told: last.and_then(|step| step.step.words().map(str::to_owned)),
            place_name: spot.unwrap_or(line.grid_name),
            place: line.place,
            attachments: told.incident.filter(|_| is_task).map(|told| told.attachments).unwrap_or_default(),
            due: line.owed.and_then(|owed| owed.due),
            deeds: deeds.into_iter().filter(|line| line.hurdle.is_none()).map(|line| line.deed).collect(),
            may_whistle: blower.admit(WhistleKind::Daily).is_ok(),
        })
    }

    /// After a dispute one looks again, unless somebody does already or has.
    fn recheck_proposed(&self, told: &Told) -> Result<Option<Plan>, Failure> {
        let kind = told.incident.as_ref().map_or(ReportKind::Other, |incident| incident.kind);
        let is_begun = !self.view.rechecks_of(told.row.id).map_err(broken)?.is_empty();
        Ok(Plan::proposed(kind, told.row.standing.course.state).filter(|_| !is_begun))
    }

    /// The two in post nearest to it, while it is open.
    fn nearest(&self, told: &Told) -> Vec<NearPost> {
        if !told.row.standing.course.state.is_open() {
            return Vec::new();
        }
        let place = told.incident.as_ref().and_then(|incident| incident.place);
        let metres = |post: &Post| {
            let metres = measure::length(&[place?, self.district.station_place(post)?]);
            Some(metres.round() as u32)
        };
        // Nobody hears of who is on duty outside his grids.
        let grid = &told.row.grid;
        let posts = self.district.roster.posts().iter();
        let seen = posts.filter(|post| self.seat.covers(&post.grid) || grid.is_within(&post.grid));
        let near = nearest(seen, grid, metres, MOST_NEAREST);
        let lines = near.into_iter().map(|Near { post, metres }| NearPost {
            person: post.person.clone(),
            title: post.title.clone(),
            phone: post.phone.clone(),
            at: self.district.station_name(post),
            metres,
        });
        lines.collect()
    }

    pub(super) fn incident_lines(&self, rows: Vec<IncidentRow>) -> Result<Vec<IncidentLine>, Failure> {
        rows.into_iter().map(|row| Ok(self.incident_line(&self.told(row)?))).collect()
    }

    fn told(&self, row: IncidentRow) -> Result<Told, Failure> {
        let (header, fact) = self.view.told(row.fact).map_err(broken)?;
        let incident = match fact {
            Some(Fact::IncidentReported { incident }) => Some(*incident),
            _ => None,
        };
        Ok(Told { row, header, incident })
    }

    fn incident_line(&self, Told { row, header, incident }: &Told) -> IncidentLine {
        let incident = incident.as_ref();
        let course = &row.standing.course;
        let attached = || files(incident.map(|incident| incident.attachments.as_slice()).unwrap_or_default());
        let post = row.post.as_ref().and_then(|post| self.district.roster.post(post));
        let urgency = incident.map_or(Priority::Normal, |incident| incident.urgency);
        IncidentLine {
            id: row.id,
            number: row.number.clone(),
            channel: incident.map_or(Channel::Other, |incident| incident.channel),
            kind: incident.map_or(ReportKind::Other, |incident| incident.kind),
            category: incident.map(|incident| incident.category.clone()).unwrap_or_default(),
            urgency,
            state: course.state,
            words: incident.map(|incident| incident.words.clone()).unwrap_or_default(),
            grid: row.grid.clone(),
            grid_name: self.district.name_of(&row.grid),
            place: incident.and_then(|incident| incident.place),
            person: post.map(named).unwrap_or_default(),
            seen: incident.map_or(header.at, |incident| incident.seen),
            arrived: header.at,
            photos: super::count(attached().filter(|file| file.media.is_picture()).count()),
            voice: attached().map(|file| file.media).any(Media::is_voice),
            lead: course.lead.as_ref().map(|party| self.party_name(party)),
            owed: row.standing.clock().map(|clock| self.owed(&clock, urgency, header.at)),
            returns: course.returns,
            chased: course.chased,
            is_supervised: course.is_supervised,
            asked: course.asked,
            wants_reopening: course.wants_reopening(),
        }
    }

    /// By the limits and the calendar that held when it came in.
    pub(super) fn owed(&self, clock: &Clock, urgency: Priority, reported: Moment) -> Owed {
        let tables = &self.district.tables;
        let limit = tables.limits.at(reported).table.of(urgency, clock.kind);
        let read = limit.and_then(|limit| clock.read(limit, &tables.calendar.at(reported).table, self.now).ok());
        Owed {
            kind: clock.kind,
            since: clock.from,
            due: read.as_ref().and_then(|read| read.due),
            light: read.map(|read| read.light),
        }
    }

    fn clocks(&self, told: &Told, steps: &[StepOfIncident]) -> Vec<ClockLine> {
        let urgency = told.incident.as_ref().map_or(Priority::Normal, |incident| incident.urgency);
        let reported = told.header.at;
        let limits = &self.district.tables.limits.at(reported).table;
        let calendar = &self.district.tables.calendar.at(reported).table;
        let told = Clock::of(reported, steps).into_iter().map(|clock| {
            let limit = limits.of(urgency, clock.kind);
            let read = limit.map(|limit| clock.read(limit, calendar, self.now));
            let (read, missing) = match read {
                Some(Ok(read)) => (Some(read), None),
                Some(Err(missing)) => (None, Some(missing.0)),
                None => (None, None),
            };
            let stretches = read.as_ref().map(|read| read.stretches.as_slice()).unwrap_or_default();
            ClockLine {
                kind: clock.kind,
                from: clock.from,
                until: clock.until,
                limit,
                extended: clock.extended,
                run: read.as_ref().map_or(0, |read| read.run),
                stretches: stretches[stretches.len().saturating_sub(MOST_STRETCHES)..].to_vec(),
                due: read.as_ref().and_then(|read| read.due),
                light: read.as_ref().map(|read| read.light),
                missing,
            }
        });
        told.collect()
    }

    /// What this seat may do with it, and why not the rest.
    fn deeds(&self, row: &IncidentRow) -> Vec<DeedLine> {
        let post = self.seat.post.as_ref().and_then(|post| self.district.roster.post(post));
        self.deeds_of(row, post)
    }

    fn deeds_of(&self, row: &IncidentRow, post: Option<&Post>) -> Vec<DeedLine> {
        let course = &row.standing.course;
        let parts = parts(self.seat, post, &Ground::of(&row.grid, row.post.as_ref(), course));
        let told = WAYS.iter().map(|way| {
            let hurdle = course.admit_deed(way.deed, &parts).err();
            DeedLine { deed: way.deed, hurdle: hurdle.map(|hurdle| hurdle.code().to_owned()) }
        });
        told.collect()
    }

    fn step_lines(&self, steps: Vec<StepOfIncident>) -> Vec<IncidentStepLine> {
        let mut course = Course::default();
        let told = steps.into_iter().map(|taken| {
            course = std::mem::take(&mut course).after(&taken);
            let person = |post: &PostId| self.district.roster.post(post).map(named);
            let mut names: Vec<String> =
                taken.step.parties().into_iter().map(|party| self.party_name(party).name).collect();
            names.extend(taken.step.witness().and_then(person));
            IncidentStepLine { person: taken.by.post.as_ref().and_then(person), state: course.state, names, taken }
        });
        told.collect()
    }

    pub(super) fn party_name(&self, party: &Party) -> PartyName {
        let (name, phone) = match party {
            Party::Unit(id) => {
                let unit = self.district.units.iter().find(|unit| unit.id == *id);
                (
                    unit.map_or_else(|| id.to_string(), |unit| unit.name.clone()),
                    unit.and_then(|unit| unit.phone.clone()),
                )
            }
            Party::Grid(path) => {
                let head = self.district.roster.heads(path).into_iter().next();
                (self.district.name_of(path), head.map(|head| head.phone.clone()))
            }
        };
        PartyName { party: party.clone(), name, phone }
    }

    /// Open ones close by that may be the same, the nearest first.
    fn near(&self, told: &Told) -> Result<Vec<IncidentLine>, Failure> {
        let Some(place) = told.incident.as_ref().and_then(|incident| incident.place) else { return Ok(Vec::new()) };
        let mut near = self.open_around(place)?;
        near.retain(|(row, _)| row.id != told.row.id);
        near.truncate(MOST_NEAR);
        self.incident_lines(near.into_iter().map(|(row, _)| row).collect())
    }

    /// Those that have not ended and lie close by, the nearest first, with how far off each is in metres.
    fn open_around(&self, place: Position) -> Result<Vec<(IncidentRow, f64)>, Failure> {
        let (low, high) = measure::square_around(place, NEAR);
        let found = self.view.open_incidents_between(low, high).map_err(broken)?;
        let mut near: Vec<(IncidentRow, f64)> = found
            .into_iter()
            .map(|(row, at)| (row, measure::length(&[place, at])))
            .filter(|(row, metres)| *metres <= NEAR && self.seat.covers(&row.grid))
            .collect();
        near.sort_by(|(_, one), (_, other)| one.total_cmp(other));
        Ok(near)
    }

    pub(super) fn spot_name(&self, spot: &Spot) -> Option<String> {
        let name = match spot {
            Spot::Venue { id } => ItemName { of: ItemKind::Venue, id: id.0.clone() },
            Spot::Checkpoint { id } => ItemName { of: ItemKind::Checkpoint, id: id.0.clone() },
            Spot::Position { .. } | Spot::Grid { .. } => return None,
        };
        self.district.item(&name).map(|item| item.title().to_owned())
    }

    fn steps(&self, id: IncidentId) -> Result<Vec<StepOfIncident>, Failure> {
        let facts: Vec<FactId> = self.view.incident_steps(id).map_err(broken)?;
        let taken = facts.into_iter().map(|fact| {
            let (header, fact) = self.view.told(fact).map_err(broken)?;
            Ok(match fact {
                Some(Fact::IncidentHandled { step, .. }) => Some(StepOfIncident { step, by: header.by, at: header.at }),
                _ => None,
            })
        });
        Ok(taken.collect::<Result<Vec<Option<StepOfIncident>>, Failure>>()?.into_iter().flatten().collect())
    }
}

/// Name and title.
fn named(post: &Post) -> String {
    format!("{} {}", post.person, post.title)
}
