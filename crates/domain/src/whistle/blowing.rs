//! Blowing: who may call whom, and for how long.

use super::{Summons, Whistle, WhistleDraft, WhistleKind, WhistleLimits};
use crate::code::GridPath;
use crate::failure::{Deaf, Hurdle, Refusal};
use crate::id::WhistleId;
use crate::incident::{IncidentState, Party};
use crate::journal::said;
use crate::post::Post;
use crate::seat::{Role, Seat};
use crate::unit::Unit;

/// The most who are called by one whistle.
pub const MOST_CALLED: usize = 12;

/// Who blows, and where.
#[derive(Debug, Clone, Copy)]
pub struct Blower<'a> {
    /// Who.
    pub seat: &'a Seat,
    /// Who sits there, in the field.
    pub post: Option<&'a Post>,
    /// Where the incident lies.
    pub grid: &'a GridPath,
    /// Where it stands.
    pub state: IncidentState,
}

impl Blower<'_> {
    /// Decide whether he may blow this sort at all.
    pub fn admit(&self, kind: WhistleKind) -> Result<(), Refusal> {
        match self.state {
            IncidentState::Merged => return Err(Hurdle::Merged.into()),
            state if !state.is_open() => return Err(Hurdle::Over.into()),
            _ => {}
        }
        // A street has right below the district its grid; a community calls its street for what was never settled.
        let is_of_street =
            self.seat.subtree.as_ref().is_none_or(|top| top.parent().is_none_or(|above| above.parent().is_none()));
        if kind == WhistleKind::Tough && (self.post.is_some() || !is_of_street) {
            return Err(Deaf::StreetBlows.into());
        }
        Ok(())
    }

    /// Decide whether he may call this one; `unit`: the unit, where it is one.
    ///
    /// From the field one calls up, to one's head. A desk calls units that are there to be whistled for, grids of its
    /// own, and those above the incident; another street is called by the district.
    pub fn admit_party(&self, party: &Party, unit: Option<&Unit>) -> Result<(), Refusal> {
        match (party, self.post) {
            (Party::Grid(grid), Some(post)) => {
                let is_up = post.grid.is_within(grid) && (*grid != post.grid || !post.role.is_head());
                if is_up { Ok(()) } else { Err(Deaf::OnlyUp.into()) }
            }
            (Party::Unit(_), Some(_)) => Err(Deaf::OnlyUp.into()),
            (Party::Grid(grid), None) => {
                let is_near = self.seat.covers(grid) || self.grid.is_within(grid);
                if is_near { Ok(()) } else { Err(Deaf::OutOfReach.into()) }
            }
            (Party::Unit(_), None) if self.is_whole() || unit.is_some_and(|unit| unit.whistle) => Ok(()),
            (Party::Unit(_), None) => Err(Deaf::NotForUnit.into()),
        }
    }

    fn is_whole(&self) -> bool {
        self.seat.role != Role::Field && self.seat.subtree.as_ref().is_none_or(|top| top.parent().is_none())
    }
}

impl WhistleDraft {
    /// Decide whether it is blown; `unit_of`: what is known of a unit.
    pub fn decide<'a>(
        self,
        id: WhistleId,
        number: String,
        (blower, limits): (&Blower<'_>, &WhistleLimits),
        unit_of: impl Fn(&Party) -> Option<&'a Unit>,
    ) -> Result<Whistle, Refusal> {
        let Self { incident, kind, words, called } = self;
        blower.admit(kind)?;
        let words = said(&words)?.ok_or(Hurdle::NothingSaid)?;
        if called.is_empty() {
            return Err(Deaf::Nobody.into());
        }
        if called.len() > MOST_CALLED {
            return Err(Deaf::TooMany { most: MOST_CALLED }.into());
        }
        let range = limits.of(kind).ok_or(Deaf::Nobody)?;
        let mut summons: Vec<Summons> = Vec::with_capacity(called.len());
        for one in called {
            if summons.iter().any(|before| before.party == one.party) {
                return Err(Deaf::Twice.into());
            }
            blower.admit_party(&one.party, unit_of(&one.party))?;
            let limit = range.with(one.minutes);
            let limit = limit.ok_or(Deaf::MinutesOutOfRange { least: range.least, most: range.most })?;
            summons.push(Summons { party: one.party, limit });
        }
        Ok(Whistle { id, number, incident, kind, words, summons })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{IncidentId, PostId, UnitId};
    use crate::post::{PostRole, Station};
    use crate::seat::Door;
    use crate::whistle::{Side, SummonsDraft, sides};

    const STREET: &str = "411602.411602001";
    const OTHER_STREET: &str = "411602.411602002";
    const COMMUNITY: &str = "411602.411602001.411602001001";

    fn grid(path: &str) -> Party {
        Party::Grid(GridPath::from_text(path))
    }

    fn unit(id: &str, whistle: bool) -> Unit {
        Unit {
            id: UnitId(id.to_owned()),
            name: id.to_owned(),
            kind: "部门".to_owned(),
            phone: None,
            whistle,
            place: None,
            grid: None,
            address: None,
        }
    }

    fn desk(path: Option<&str>) -> Seat {
        let subtree = path.map(GridPath::from_text);
        Seat { role: Role::Operator, subtree, post: None, door: Door::Window }
    }

    fn post(path: &str, role: PostRole) -> Post {
        Post {
            id: PostId(format!("{path}{role:?}")),
            title: String::new(),
            role,
            grid: GridPath::from_text(path),
            station: Station::Grid,
            person: String::new(),
            phone: String::new(),
            since: None,
        }
    }

    fn field(post: &Post) -> Seat {
        Seat { role: Role::Field, subtree: Some(post.grid.clone()), post: Some(post.id.clone()), door: Door::Window }
    }

    fn blows(
        seat: &Seat,
        post: Option<&Post>,
        kind: WhistleKind,
        called: &[(Party, Option<u32>)],
    ) -> Result<Whistle, Refusal> {
        let limits: WhistleLimits =
            serde_json::from_str(include_str!("../../../../data/limits/whistle.json")).expect("limits");
        let units = [unit("住建", true), unit("水务", false)];
        let called = called.iter().map(|(party, minutes)| SummonsDraft { party: party.clone(), minutes: *minutes });
        let draft = WhistleDraft {
            incident: IncidentId(uuid::Uuid::from_u128(1)),
            kind,
            words: " 到现场会商 ".to_owned(),
            called: called.collect(),
        };
        let path = GridPath::from_text(COMMUNITY);
        let blower = Blower { seat, post, grid: &path, state: IncidentState::Disposing };
        let id = WhistleId(uuid::Uuid::from_u128(2));
        draft.decide(id, "CS-20261120-A001".to_owned(), (&blower, &limits), |party| {
            units.iter().find(|unit| Party::Unit(unit.id.clone()) == *party)
        })
    }

    fn named(id: &str) -> Party {
        Party::Unit(UnitId(id.to_owned()))
    }

    #[test]
    fn a_street_calls_departments_that_may_be_whistled_for_and_its_own_grids() {
        let street = desk(Some(STREET));
        let of = |party| blows(&street, None, WhistleKind::Daily, &[(party, None)]);
        let whistle = of(named("住建")).expect("it is blown");
        assert_eq!((whistle.summons[0].limit.minutes, whistle.words.as_str()), (30, "到现场会商"));
        assert_eq!(of(named("水务")), Err(Deaf::NotForUnit.into()));
        assert!(of(grid(COMMUNITY)).is_ok() && of(grid("411602")).is_ok());
        assert_eq!(of(grid(OTHER_STREET)), Err(Deaf::OutOfReach.into()));
        let district =
            blows(&desk(None), None, WhistleKind::Daily, &[(named("水务"), None), (grid(OTHER_STREET), None)]);
        assert!(district.is_ok(), "the district calls whom it needs");
    }

    #[test]
    fn minutes_are_chosen_for_each_within_what_its_sort_allows() {
        let street = desk(Some(STREET));
        let of = |kind, minutes| blows(&street, None, kind, &[(named("住建"), Some(minutes))]);
        assert_eq!(of(WhistleKind::Daily, 45).expect("blown").summons[0].limit.minutes, 45);
        assert_eq!(of(WhistleKind::Daily, 5), Err(Deaf::MinutesOutOfRange { least: 10, most: 240 }.into()));
        assert!(of(WhistleKind::Emergency, 5).is_ok());
        assert_eq!(blows(&street, None, WhistleKind::Daily, &[]), Err(Deaf::Nobody.into()));
        let twice = [(named("住建"), None), (named("住建"), Some(60))];
        assert_eq!(blows(&street, None, WhistleKind::Daily, &twice), Err(Deaf::Twice.into()));
    }

    #[test]
    fn what_was_never_settled_is_whistled_for_by_a_street_or_the_district() {
        let of = |seat: &Seat| blows(seat, None, WhistleKind::Tough, &[(named("住建"), None)]);
        assert!(of(&desk(Some(STREET))).is_ok() && of(&desk(Some("411602"))).is_ok() && of(&desk(None)).is_ok());
        assert_eq!(of(&desk(Some(COMMUNITY))), Err(Deaf::StreetBlows.into()));
    }

    #[test]
    fn from_the_field_one_whistles_up_to_ones_head() {
        let (worker, head) = (post(COMMUNITY, PostRole::Worker), post(COMMUNITY, PostRole::Head));
        let of = |post: &Post, party| blows(&field(post), Some(post), WhistleKind::Emergency, &[(party, None)]);
        assert!(of(&worker, grid(COMMUNITY)).is_ok() && of(&worker, grid(STREET)).is_ok());
        assert_eq!(of(&head, grid(COMMUNITY)), Err(Deaf::OnlyUp.into()), "nobody calls himself");
        assert!(of(&head, grid(STREET)).is_ok());
        assert_eq!(of(&worker, named("住建")), Err(Deaf::OnlyUp.into()));
        assert_eq!(of(&worker, grid(OTHER_STREET)), Err(Deaf::OnlyUp.into()));
        let tough = blows(&field(&worker), Some(&worker), WhistleKind::Tough, &[(grid(STREET), None)]);
        assert_eq!(tough, Err(Deaf::StreetBlows.into()));
    }

    #[test]
    fn a_seat_is_on_the_side_that_it_sits_on() {
        let (street, district) = (desk(Some(STREET)), desk(Some("411602")));
        let called = [(named("住建"), None), (grid(COMMUNITY), None)];
        let whistle = blows(&street, None, WhistleKind::Daily, &called).expect("blown");
        let path = GridPath::from_text(COMMUNITY);
        let of = |seat: &Seat, post: Option<&Post>| sides(seat, post, &whistle, (&street, &path));
        assert_eq!(of(&street, None), [Side::Caller, Side::Scribe]);
        assert_eq!(of(&district, None), [Side::Scribe], "the district wrote nothing");
        assert_eq!(of(&desk(Some(COMMUNITY)), None), [Side::Called(grid(COMMUNITY)), Side::Scribe]);
        assert_eq!(of(&desk(Some(OTHER_STREET)), None), []);
        let worker = post(COMMUNITY, PostRole::Worker);
        assert_eq!(of(&field(&worker), Some(&worker)), [Side::Called(grid(COMMUNITY))]);
        let elsewhere = post(STREET, PostRole::Head);
        assert_eq!(of(&field(&elsewhere), Some(&elsewhere)), []);
        assert_eq!(of(&Seat { role: Role::Supervisor, ..district.clone() }, None), [Side::Overseer]);
        assert_eq!(of(&Seat { role: Role::Auditor, ..district }, None), []);
        let up = blows(&field(&worker), Some(&worker), WhistleKind::Daily, &[(grid(COMMUNITY), None)]).expect("blown");
        let own = sides(&field(&worker), Some(&worker), &up, (&field(&worker), &path));
        assert_eq!(own, [Side::Caller], "whoever called does not answer himself");
        let owner = Seat { role: Role::Admin, ..desk(None) };
        let by_district = sides(&owner, None, &whistle, (&desk(Some("411602")), &path));
        assert_eq!(by_district, [Side::Caller, Side::Scribe], "the whole district is one desk");
    }
}
