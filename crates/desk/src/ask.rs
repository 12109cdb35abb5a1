//! The door for questions: one file per noun.

mod address;
mod alarm;
mod basemap;
mod board;
mod caller;
mod channel;
mod contact;
mod district;
mod edit;
mod edition;
mod field;
mod finding;
mod gateway;
mod grid;
mod ground;
mod import;
mod incident;
mod intake;
mod item;
mod journal;
mod livecall;
mod measure;
mod order;
mod outline;
mod place;
mod reach;
mod recheck;
mod recording;
mod review;
mod robot;
mod scheme;
mod sensor;
mod sheet;
mod speech;
mod viewing;
mod watch;
mod whistle;

pub use district::count;

use domain::answer::{Answer, DeviceList, HelpCard, Hits, Located, LocatedGrid};
use domain::code::GridPath;
use domain::failure::{Failure, Refusal};
use domain::moment::Moment;
use domain::place::Position;
use domain::question::Question;
use domain::rights;
use domain::seat::Seat;
use domain::unit::Unit;
use ledger::View;

use crate::Desk;
use crate::alarm::Writing;
use crate::basemap::Charts;
use crate::check::Checks;
use crate::district::{District, Reachable};
use crate::failure::broken;
use crate::gateway::Gateways;
use crate::moves;
use crate::presence::Presence;
use crate::retention;
use crate::robot::Robots;
use crate::sensor::Sensing;
use crate::standing::Holdings;
use crate::tape::Tape;

pub use finding::admit as admit_finding;
pub use watch::watch_and_offer;

use self::finding::Wanted;
use self::reach::Page;

/// What a question has at hand.
pub struct Desktop<'a, 'b> {
    pub view: &'a View<'b>,
    pub district: &'a District,
    pub holdings: &'a Holdings,
    pub checks: &'a Checks,
    pub charts: &'a Charts,
    pub gateways: &'a Gateways,
    pub robots: &'a Robots,
    pub presence: &'a Presence,
    pub writing: &'a Writing,
    /// None: no inbox is asked for.
    pub tape: Option<&'a Tape>,
    /// None: nobody asks what sensors say.
    pub sensing: Option<&'a Sensing>,
    pub seat: &'a Seat,
    pub now: Moment,
}

/// The most hits that a search gives at once.
const MOST_HITS: u32 = 200;
/// Positions that are located one by one; for more an index of the whole scheme is made, and kept.
const MOST_ONE_BY_ONE: usize = 100;

/// Answer one question of a seat whose role may ask it.
pub fn answer(desk: &Desk, seat: &Seat, question: &Question) -> Result<Answer, Failure> {
    let district = desk.district();
    desk.readers.with(|view| {
        let desktop = Desktop::of(desk, view, &district, seat);
        desktop.answer(question)
    })
}

impl<'a, 'b> Desktop<'a, 'b> {
    /// What a desk has at hand for a seat that asks now.
    fn of(desk: &'a Desk, view: &'a View<'b>, district: &'a District, seat: &'a Seat) -> Self {
        let Desk { holdings, checks, charts, gateways, robots, presence, writing, tape, sensing, .. } = desk;
        let (tape, sensing, now) = (Some(&**tape), Some(sensing), desk.now());
        Self { view, district, holdings, checks, charts, gateways, robots, presence, writing, tape, sensing, seat, now }
    }
}

impl Desktop<'_, '_> {
    fn answer(&self, question: &Question) -> Result<Answer, Failure> {
        Ok(match question {
            Question::District => Answer::District(Box::new(self.ask_district()?)),
            Question::Grid { path } => Answer::Grid(Box::new(self.ask_grid(path)?)),
            Question::Venue { id } => Answer::Venue(Box::new(self.ask_venue(id)?)),
            Question::Checkpoint { id } => Answer::Checkpoint(Box::new(self.ask_checkpoint(id)?)),
            Question::Unit { id } => Answer::Unit(Box::new(self.ask_unit(id)?)),
            Question::Units => Answer::Units(self.ask_units()),
            Question::Asset { id } => Answer::Asset(Box::new(self.ask_asset(id)?)),
            Question::Item { name } => Answer::Item(Box::new(self.ask_item(name)?)),
            Question::Amendments { limit } => Answer::Amendments(self.ask_amendments(*limit)?),
            Question::Places => Answer::Places(self.ask_places()),
            Question::Measures { scope, level } => {
                Answer::Measures(Box::new(self.ask_measures(scope.as_ref(), *level)?))
            }
            Question::Outlines { scope, level } => Answer::Outlines(self.ask_outlines(scope.as_ref(), *level)?),
            Question::FindAddress { words, near } => Answer::FindAddress(self.ask_address(words, *near)?),
            Question::Search { text, limit } => Answer::Search(self.search(text, *limit)),
            Question::Reach { draft } => Answer::Reach(self.ask_reach(draft)?),
            Question::Reached { draft, which, under, from, limit } => {
                let (which, under, from, limit) = (*which, under.as_ref(), *from, *limit);
                Answer::Reached(self.ask_reached(draft, &Page { which, under, from, limit })?)
            }
            Question::Saved => Answer::Saved(self.ask_saved()?),
            Question::Orders { scope, limit } => Answer::Orders(self.ask_orders(scope.as_ref(), *limit)?),
            Question::Order { id } => Answer::Order(Box::new(self.ask_order(*id)?)),
            Question::Channels { scope, limit } => Answer::Channels(self.ask_channels(scope.as_ref(), *limit)?),
            Question::Channel { channel, span, text, before, limit } => {
                let wanted = channel::Wanted { channel, span: *span, text, before: *before, limit: *limit };
                Answer::Channel(Box::new(self.ask_channel(&wanted)?))
            }
            Question::Speeches => Answer::Speeches(self.ask_speeches()?),
            Question::Calls => Answer::Calls(Box::new(self.ask_calls()?)),
            Question::Streams { scope } => Answer::Streams(self.ask_streams(scope.as_ref())?),
            Question::Viewings { wish, from, limit } => Answer::Viewings(self.ask_viewings(wish, *from, *limit)?),
            Question::Ears { speech } => Answer::Ears(self.ask_ears(*speech)?),
            Question::Callable { channel, span, text, limit } => {
                Answer::Callable(self.ask_callable(channel, *span, text, *limit)?)
            }
            Question::Journal { wish, from, limit } => Answer::Journal(self.ask_journal(wish, *from, *limit)?),
            Question::Watch => Answer::Watch(Box::new(self.ask_watch()?)),
            Question::Alarms => Answer::Alarms(self.ask_alarms()?),
            Question::Handover => Answer::Handover(Box::new(self.ask_handover()?)),
            Question::Caller { post } => Answer::Caller(Box::new(self.ask_caller(post)?)),
            Question::Incidents { wish, from, limit } => Answer::Incidents(self.ask_incidents(wish, *from, *limit)?),
            Question::IncidentsNear { position } => Answer::IncidentsNear(self.ask_incidents_near(*position)?),
            Question::IncidentRings => Answer::IncidentRings(self.ask_incident_rings()?),
            Question::IncidentHeat { since } => Answer::IncidentHeat(self.ask_incident_heat(*since)?),
            Question::IncidentBoard { wish } => Answer::IncidentBoard(self.ask_incident_board(wish)?),
            Question::Incident { id } => Answer::Incident(Box::new(self.ask_incident(*id)?)),
            Question::Review { period, scope, by } => {
                Answer::Review(Box::new(self.ask_review(*period, scope.as_ref(), *by)?))
            }
            Question::Charges { review } => Answer::Charges(self.ask_charges(*review)?),
            Question::ReviewSignals { period, scope } => {
                Answer::ReviewSignals(self.ask_review_signals(*period, scope.as_ref())?)
            }
            Question::Recordings { from, limit, days } => {
                Answer::Recordings(self.ask_recordings(*from, *limit, *days)?)
            }
            Question::Retention => Answer::Retention(retention::card(self.view, self.seat.subtree.as_ref(), self.now)?),
            Question::ContactLooks { scope, by, since, until, from, limit } => {
                let wanted = contact::Wanted { scope: scope.as_ref(), by: by.as_deref(), since: *since, until: *until };
                Answer::ContactLooks(self.ask_contact_looks(&wanted, *from, *limit)?)
            }
            Question::Intakes => Answer::Intakes(self.ask_intakes()?),
            Question::Sensors => Answer::Sensors(self.ask_sensors()?),
            Question::Table { of } => Answer::Table(Box::new(self.ask_table(*of)?)),
            Question::CheckTable { of, rows } => Answer::CheckTable(self.ask_check_table(*of, rows)),
            Question::TryRouting { rows, from, until } => {
                Answer::TryRouting(Box::new(self.ask_try_routing(rows, *from, *until)?))
            }
            Question::Whistles { wish, from, limit } => Answer::Whistles(self.ask_whistles(wish, *from, *limit)?),
            Question::Rechecks { wish, from, limit } => Answer::Rechecks(self.ask_rechecks(wish, *from, *limit)?),
            Question::MyGround => Answer::MyGround(Box::new(self.ask_my_ground()?)),
            Question::Ladders => Answer::Ladders(self.view.ladders().map_err(broken)?),
            Question::Robots => Answer::Robots(Box::new(self.ask_robots()?)),
            Question::Gateways => Answer::Gateways(Box::new(self.ask_gateways()?)),
            Question::Inbox { since } => Answer::Inbox(Box::new(self.ask_inbox(since.as_ref())?)),
            Question::Devices => Answer::Devices(self.ask_devices()?),
            Question::Imports => Answer::Imports(self.ask_imports()?),
            Question::Sheets { wish, levels } => Answer::Sheets(self.ask_sheets(wish, levels)?),
            Question::Prints { scope, from, limit } => {
                Answer::Prints(self.ask_prints(scope.as_ref(), *from, *limit)?)
            }
            Question::Schemes => Answer::Schemes(self.ask_schemes()?),
            Question::Compare { from, to } => Answer::Compare(Box::new(self.ask_compare(from.as_deref(), to)?)),
            Question::Shapes { scheme, paths } => Answer::Shapes(self.ask_shapes(scheme.as_deref(), paths)?),
            Question::Near { scheme, level, bounds } => Answer::Near(self.ask_near(scheme, *level, *bounds)?),
            Question::TryEdit { scheme, edit } => Answer::TryEdit(Box::new(self.ask_try_edit(scheme, edit)?)),
            Question::Check { scheme, kinds, level, state, from, limit } => {
                let (scheme, level, state) = (scheme.as_deref(), *level, *state);
                Answer::Check(self.ask_check(&Wanted { scheme, kinds, level, state, from: *from, limit: *limit })?)
            }
            Question::Finding { scheme, key } => Answer::Finding(Box::new(self.ask_finding(scheme.as_deref(), key)?)),
            Question::Locate { points } => Answer::Locate(self.locate(points)?),
            Question::Basemaps => Answer::Basemaps(Box::new(self.ask_basemaps()?)),
            Question::Help => Answer::Help(HelpCard { entries: rights::TABLE.to_vec() }),
        })
    }

    fn search(&self, text: &str, limit: u32) -> Hits {
        self.district.search().find(text, limit.min(MOST_HITS) as usize, self.district, self.seat)
    }

    fn ask_devices(&self) -> Result<DeviceList, Failure> {
        let mut devices = self.view.devices().map_err(broken)?;
        devices.retain(|device| match &device.grant.subtree {
            Some(path) => self.seat.covers(path),
            None => self.seat.subtree.is_none(),
        });
        devices.sort_by_key(|device| std::cmp::Reverse(device.paired));
        Ok(DeviceList { devices })
    }

    fn locate(&self, points: &[(f64, f64)]) -> Result<Located, Failure> {
        let named = |path: GridPath| {
            let grid = self.district.tree.grid(&path).filter(|grid| self.seat.covers(&grid.path))?;
            Some(LocatedGrid { code: grid.code.clone(), name: grid.name.clone(), path })
        };
        let places = points.iter().map(|&(longitude, latitude)| Position::from_degrees(longitude, latitude));
        if points.len() <= MOST_ONE_BY_ONE {
            let deepest = |place| moves::deepest(self.view, None, place).map_err(broken);
            let paths = places.map(|place| place.map_or(Ok(None), deepest)).collect::<Result<Vec<_>, Failure>>()?;
            return Ok(Located { grids: paths.into_iter().map(|path| named(path?)).collect() });
        }
        let locator = self.district.locator(self.view).map_err(broken)?;
        let places: Vec<Option<Position>> = places.collect();
        let on_globe: Vec<Position> = places.iter().flatten().copied().collect();
        let mut found = locator.deepest_of(&on_globe).into_iter();
        // What lies nowhere on the globe was not asked for.
        let deepest = places.iter().map(|place| place.and_then(|_| found.next().flatten()));
        Ok(Located { grids: deepest.map(|path| named(path?.clone())).collect() })
    }

    /// Refuse a grid that is not there, or not this seat's.
    fn admit(&self, path: &GridPath) -> Result<&domain::grid::Grid, Refusal> {
        let grid = self.district.tree.grid(path).ok_or_else(|| Refusal::NoSuchGrid { path: path.clone() })?;
        if self.seat.covers(path) { Ok(grid) } else { Err(Refusal::OutsideSubtree { path: path.clone() }) }
    }

    /// Refuse what lies in no grid of this seat's; what lies in none at all is the whole store's.
    fn admit_place(&self, grid: Option<&GridPath>) -> Result<(), Refusal> {
        match (grid, &self.seat.subtree) {
            (_, None) => Ok(()),
            (Some(path), Some(_)) if self.seat.covers(path) => Ok(()),
            (path, Some(top)) => Err(Refusal::OutsideSubtree { path: path.unwrap_or(top).clone() }),
        }
    }

    /// The same for a unit: one that works for the whole district is everybody's.
    fn admit_unit(&self, unit: &Unit) -> Result<(), Refusal> {
        if unit.grid.is_none() { Ok(()) } else { self.admit_place(unit.grid.as_ref()) }
    }

    /// Posts whose device may act now.
    fn reachable(&self) -> Result<Reachable, Failure> {
        let devices = self.view.devices().map_err(broken)?;
        Ok(devices
            .into_iter()
            .filter(|device| device.is_valid(self.now))
            .filter_map(|device| device.grant.post)
            .collect())
    }
}
