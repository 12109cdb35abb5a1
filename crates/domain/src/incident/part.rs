//! What a seat is to an incident: its parts, which say what it may do.

use super::{Course, Part, Party};
use crate::code::GridPath;
use crate::id::PostId;
use crate::post::Post;
use crate::seat::{Role, Seat};

/// Where an incident lies and who has it, as far as its parts ask.
#[derive(Debug, Clone, Copy)]
pub struct Ground<'a> {
    /// The incident's own grid.
    pub grid: &'a GridPath,
    /// Who has it.
    pub lead: Option<&'a Party>,
    /// Who else helps.
    pub assisting: &'a [Party],
    /// Who brought it in, of the front line.
    pub reporter: Option<&'a PostId>,
}

/// What this seat is to it; `post`: who sits there, in the field.
///
/// Whoever sits at the desk and covers its grid takes it in, gives it out, and writes down what those said who have no
/// seat of their own. A desk of the street alone speaks for its head, one of the whole district with a commander rules.
pub fn parts(seat: &Seat, post: Option<&Post>, ground: &Ground<'_>) -> Vec<Part> {
    match (seat.role, post) {
        (Role::Field, Some(post)) => of_post(post, ground),
        (Role::Field, None) => Vec::new(),
        _ => of_desk(seat, ground),
    }
}

fn of_post(post: &Post, ground: &Ground<'_>) -> Vec<Part> {
    let has = |party: &Party| matches!(party, Party::Grid(grid) if *grid == post.grid);
    let is_over = ground.grid.is_within(&post.grid);
    let mut parts = Vec::new();
    if ground.reporter == Some(&post.id) {
        parts.push(Part::Reporter);
    }
    if ground.lead.is_some_and(has) || ground.assisting.iter().any(has) {
        parts.push(Part::Handler);
    }
    if is_over {
        parts.push(Part::Checker);
    }
    if is_over && post.role.is_head() && street(ground.grid) == post.grid {
        parts.push(Part::StreetHead);
    }
    parts
}

fn of_desk(seat: &Seat, ground: &Ground<'_>) -> Vec<Part> {
    if !seat.covers(ground.grid) {
        return Vec::new();
    }
    let is_whole = seat.subtree.as_ref().is_none_or(|top| top.parent().is_none());
    let mut parts = Vec::new();
    if matches!(seat.role, Role::Admin | Role::Commander | Role::Operator) {
        parts.extend([Part::Dispatcher, Part::Handler, Part::Checker]);
        if seat.subtree == Some(street(ground.grid)) {
            parts.push(Part::StreetHead);
        }
        if is_whole && seat.role != Role::Operator {
            parts.push(Part::Ruler);
        }
    }
    if seat.role == Role::Supervisor {
        parts.push(Part::Checker);
    }
    if matches!(seat.role, Role::Supervisor | Role::Commander | Role::Admin) {
        parts.push(Part::Overseer);
    }
    parts
}

/// The grid of its street: right below the top, or the top itself.
fn street(grid: &GridPath) -> GridPath {
    grid.ancestors().into_iter().nth(1).unwrap_or_else(|| grid.clone())
}

impl<'a> Ground<'a> {
    /// Of an incident that lies in this grid.
    pub fn of(grid: &'a GridPath, reporter: Option<&'a PostId>, course: &'a Course) -> Self {
        Self { grid, lead: course.lead.as_ref(), assisting: &course.assisting, reporter }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::{DeviceId, UnitId};
    use crate::post::{PostRole, Station};
    use crate::seat::Door;

    const STREET: &str = "411602.411602001";
    const COMMUNITY: &str = "411602.411602001.411602001001";

    fn seat(role: Role, subtree: Option<&str>) -> Seat {
        let door = Door::Device(DeviceId(uuid::Uuid::from_u128(1)));
        Seat { role, subtree: subtree.map(GridPath::from_text), post: None, door }
    }

    fn post(grid: &str, role: PostRole) -> Post {
        Post {
            id: PostId(grid.to_owned()),
            title: String::new(),
            role,
            grid: GridPath::from_text(grid),
            station: Station::Grid,
            person: String::new(),
            phone: String::new(),
            since: None,
        }
    }

    fn of(seat: &Seat, post: Option<&Post>, lead: Option<&Party>) -> Vec<Part> {
        let grid = GridPath::from_text(COMMUNITY);
        let reporter = PostId(COMMUNITY.to_owned());
        parts(seat, post, &Ground { grid: &grid, lead, assisting: &[], reporter: Some(&reporter) })
    }

    #[test]
    fn a_desk_has_the_parts_of_its_role_over_its_own_grids() {
        use Part::{Checker, Dispatcher, Handler, Overseer, Ruler, StreetHead};
        let at_desk = [Dispatcher, Handler, Checker];
        assert_eq!(of(&seat(Role::Operator, None), None, None), at_desk);
        assert_eq!(of(&seat(Role::Operator, Some("411602")), None, None), at_desk);
        assert_eq!(of(&seat(Role::Operator, Some(STREET)), None, None), [&at_desk[..], &[StreetHead]].concat());
        assert_eq!(of(&seat(Role::Commander, None), None, None), [&at_desk[..], &[Ruler, Overseer]].concat());
        assert_eq!(
            of(&seat(Role::Commander, Some(STREET)), None, None),
            [&at_desk[..], &[StreetHead, Overseer]].concat(),
            "a street has no last word"
        );
        assert_eq!(of(&seat(Role::Supervisor, None), None, None), [Checker, Overseer]);
        assert_eq!(of(&seat(Role::Auditor, None), None, None), []);
        assert_eq!(of(&seat(Role::Admin, Some("411602.411602002")), None, None), [], "of another street");
    }

    #[test]
    fn in_the_field_one_reports_handles_what_ones_grid_was_given_and_checks_what_lies_below() {
        use Part::{Checker, Handler, Reporter, StreetHead};
        let field = seat(Role::Field, None);
        let lead = |grid: &str| Party::Grid(GridPath::from_text(grid));
        let (head, worker) = (post(COMMUNITY, PostRole::Head), post(COMMUNITY, PostRole::Worker));
        assert_eq!(of(&field, Some(&head), None), [Reporter, Checker]);
        assert_eq!(of(&field, Some(&worker), Some(&lead(COMMUNITY))), [Reporter, Handler, Checker]);
        assert_eq!(of(&field, Some(&post(STREET, PostRole::Head)), Some(&lead(COMMUNITY))), [Checker, StreetHead]);
        assert_eq!(of(&field, Some(&post(STREET, PostRole::Worker)), None), [Checker]);
        let unit = Party::Unit(UnitId("市政".to_owned()));
        assert_eq!(of(&field, Some(&post("411602.411602002", PostRole::Head)), Some(&unit)), []);
    }
}
