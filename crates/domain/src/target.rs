//! Whom an order reaches. Resolved once, at issue, and kept; the preview calls the same function.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::{GridPath, Level};
use crate::id::PostId;
use crate::post::PostRole;
use crate::roster::Roster;
use crate::seat::Seat;
use crate::tree::Tree;

/// What the operator chose.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Target {
    /// This grid and all below.
    pub subtree: GridPath,
    /// Only these levels of it; all when empty.
    pub levels: Vec<Level>,
    /// Only posts that play these parts; everybody when empty.
    pub roles: Vec<PostRole>,
    /// Only grids with this attribute, as 有地下室.
    pub having: Option<String>,
}

/// Whom a target reaches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Reach {
    /// Posts that must answer, by grid then id.
    pub recipients: Vec<Recipient>,
    /// Heads between the issuer and the recipients: each reads one copy, none is chased.
    pub copies: Vec<Recipient>,
    /// Grids that were meant and have nobody to answer.
    pub silent_grids: Vec<GridPath>,
}

/// A post that gets an order, and the grid for which it gets it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Recipient {
    /// The post's grid.
    pub grid: GridPath,
    /// The post.
    pub post: PostId,
}

/// Whom `target` reaches when a seat issues it.
///
/// An information copy goes once to each head strictly below the issuer's grid and strictly above a
/// recipient's grid who is not a recipient.
pub fn resolve(target: &Target, seat: &Seat, tree: &Tree, roster: &Roster) -> Reach {
    let mut reach = Reach::default();
    for grid in tree.subtree(&target.subtree) {
        let level_fits = target.levels.is_empty() || target.levels.contains(&grid.level);
        let attribute_fits = target.having.as_ref().is_none_or(|name| has_attribute(&grid.attributes, name));
        if !level_fits || !attribute_fits {
            continue;
        }
        let before = reach.recipients.len();
        reach.recipients.extend(
            roster
                .at(&grid.path)
                .filter(|post| target.roles.is_empty() || target.roles.contains(&post.role))
                .map(|post| Recipient { grid: grid.path.clone(), post: post.id.clone() }),
        );
        if reach.recipients.len() == before {
            reach.silent_grids.push(grid.path.clone());
        }
    }
    reach.recipients.sort();
    reach.copies = copies(&reach.recipients, issuer_grid(seat, tree).as_ref(), roster);
    reach
}

/// The grid from which a seat speaks: its subtree's top, or the only grid at the top of the scheme.
fn issuer_grid(seat: &Seat, tree: &Tree) -> Option<GridPath> {
    seat.subtree.clone().or_else(|| {
        let mut tops = tree.tops();
        let first = tops.next()?;
        tops.next().is_none().then(|| first.path.clone())
    })
}

fn copies(recipients: &[Recipient], issuer: Option<&GridPath>, roster: &Roster) -> Vec<Recipient> {
    let chosen: BTreeSet<&PostId> = recipients.iter().map(|recipient| &recipient.post).collect();
    let between: BTreeSet<GridPath> = recipients
        .iter()
        .flat_map(|recipient| recipient.grid.ancestors())
        .filter(|path| issuer.is_none_or(|top| path.is_below(top)))
        .collect();
    between
        .iter()
        .flat_map(|path| roster.heads(path).into_iter().map(move |post| (path, post)))
        .filter(|(_, post)| !chosen.contains(&post.id))
        .map(|(path, post)| Recipient { grid: path.clone(), post: post.id.clone() })
        .collect()
}

fn has_attribute(attributes: &BTreeMap<String, String>, name: &str) -> bool {
    attributes.get(name).is_some_and(|value| !matches!(value.as_str(), "" | "0" | "false" | "否" | "无"))
}
