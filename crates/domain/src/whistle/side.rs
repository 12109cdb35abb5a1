//! On which side of a whistle a seat is: the caller's, one of those called, or who writes down what others said.

use super::Whistle;
use crate::code::GridPath;
use crate::incident::Party;
use crate::post::Post;
use crate::seat::{Role, Seat};

/// What a seat is to a whistle.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Side {
    /// It blew it.
    Caller,
    /// It speaks for one who is called.
    Called(Party),
    /// It covers the incident, and writes down what those say who have no seat.
    Scribe,
    /// It watches over the work of others.
    Overseer,
}

/// What this seat is to it; `post`: who sits there, in the field; `by`: who blew it; `grid`: where the incident lies.
///
/// Until people sign in by name a desk is known by what it covers: whoever sits at the street's desk now speaks for
/// whoever sat there when it blew.
pub fn sides(seat: &Seat, post: Option<&Post>, whistle: &Whistle, (by, grid): (&Seat, &GridPath)) -> Vec<Side> {
    match (seat.role, post) {
        (Role::Field, Some(post)) if by.post.as_ref() == Some(&post.id) => vec![Side::Caller],
        (Role::Field, Some(post)) => of_grid(whistle, &post.grid).into_iter().collect(),
        (Role::Supervisor, _) if seat.covers(grid) => vec![Side::Overseer],
        (Role::Field | Role::Auditor | Role::Supervisor, _) => Vec::new(),
        (Role::Admin | Role::Commander | Role::Operator, _) => of_desk(seat, whistle, by, grid),
    }
}

fn of_desk(seat: &Seat, whistle: &Whistle, by: &Seat, grid: &GridPath) -> Vec<Side> {
    let mut sides = Vec::new();
    if by.role != Role::Field && is_same_desk(seat, by) {
        sides.push(Side::Caller);
    } else if let Some(own) = &seat.subtree {
        sides.extend(of_grid(whistle, own));
    }
    if seat.covers(grid) {
        sides.push(Side::Scribe);
    }
    sides
}

fn of_grid(whistle: &Whistle, grid: &GridPath) -> Option<Side> {
    let party = Party::Grid(grid.clone());
    whistle.calls(&party).then_some(Side::Called(party))
}

/// Whether both cover the same, be it by its name or as the whole store.
fn is_same_desk(one: &Seat, other: &Seat) -> bool {
    let reach = |seat: &Seat| seat.subtree.clone().filter(|top| top.parent().is_some());
    reach(one) == reach(other)
}
