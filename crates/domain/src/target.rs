//! Whom an order reaches. Resolved once, at issue, and kept; the preview calls the same function.

mod area;
mod saved;
mod sieve;

use std::collections::{BTreeSet, HashMap, HashSet};

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::asset::Asset;
use crate::code::{GridPath, Level};
use crate::failure::Refusal;
use crate::id::{OrderId, PostId};
use crate::order::Earlier;
use crate::place::Position;
use crate::post::PostRole;
use crate::roster::Roster;
use crate::seat::Seat;
use crate::tree::Tree;
use crate::venue::{Checkpoint, Venue};

pub use area::{Ground, LONGEST_LASSO, MOST_METRES};
pub use saved::{LONGEST_NAME, SavedTarget, named};

use sieve::Sieve;

/// What the operator chose: the ground, and what counts on it. All of it holds at once.
///
/// What is not chosen is not written down, so that a target of the first kind – subtree, levels, roles, attribute – is
/// the same text as ever.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Target {
    /// This grid and all below: nothing outside is reached, whatever else is chosen.
    pub subtree: GridPath,
    /// Only what lies in one of these; all of the subtree when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ground: Vec<Ground>,
    /// Only these levels of it; all when empty.
    pub levels: Vec<Level>,
    /// Only posts that play these parts; everybody when empty.
    pub roles: Vec<PostRole>,
    /// Only grids with this attribute, as 有地下室.
    pub having: Option<String>,
    /// Only grids in which an asset of this kind stands, in themselves or below.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub holding: Option<String>,
    /// Only posts that serve at one of these sorts of places; wherever they serve when empty.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stations: Vec<Stationed>,
    /// Only people of whom this earlier order still waits for an answer when the new one is issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<OrderId>,
}

/// A sort of place at which posts serve.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "at", rename_all = "snake_case")]
#[ts(export)]
pub enum Stationed {
    /// Venues of a kind.
    Venue {
        /// 大型商超, 小区门岗 …
        kind: String,
    },
    /// Checkpoints.
    Checkpoint,
}

/// What a target is resolved on: grids, people and things as they are, and what the target asks for of the map and of an
/// earlier order.
#[derive(Debug)]
pub struct Scene<'a> {
    /// All grids.
    pub tree: &'a Tree,
    /// All posts.
    pub roster: &'a Roster,
    /// All venues.
    pub venues: &'a [Venue],
    /// All checkpoints.
    pub checkpoints: &'a [Checkpoint],
    /// All assets.
    pub assets: &'a [Asset],
    /// Where the names of grids stand on the map; of those at least that may lie in the target's lassos and circles.
    pub labels: HashMap<GridPath, Position>,
    /// Of whom the earlier order that the target names still waits for an answer.
    pub open: HashSet<PostId>,
    /// The earlier order that the draft corrects.
    pub corrected: Option<Earlier>,
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

/// A figure of a preview that can be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum ReachFigure {
    /// People who must answer.
    People,
    /// Grids that they stand for.
    Grids,
    /// Superiors who read a copy.
    Copies,
    /// Of the people, those without a paired device.
    WithoutDevice,
    /// Of the people, those with no page open.
    WithoutPage,
    /// Grids that were meant and have nobody to answer.
    Silent,
    /// Grids that were meant and have no head.
    Headless,
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

impl Target {
    /// Everybody in a grid and below.
    pub fn of(subtree: GridPath) -> Self {
        Self {
            subtree,
            ground: Vec::new(),
            levels: Vec::new(),
            roles: Vec::new(),
            having: None,
            holding: None,
            stations: Vec::new(),
            unanswered: None,
        }
    }

    /// Refuse what a seat may not choose, and what is no choice: a grid that is not there or not the seat's, a line that
    /// encloses nothing.
    pub fn admit(&self, seat: &Seat, tree: &Tree) -> Result<(), Refusal> {
        let named = self.ground.iter().flat_map(Ground::paths);
        for path in [&self.subtree].into_iter().chain(named) {
            if tree.grid(path).is_none() {
                return Err(Refusal::NoSuchGrid { path: path.clone() });
            }
            if !seat.covers(path) {
                return Err(Refusal::OutsideSubtree { path: path.clone() });
            }
        }
        self.ground.iter().try_for_each(Ground::admit)
    }

    /// Whether lines or circles on the map choose the grids: then the scene must have their labels.
    pub fn needs_labels(&self) -> bool {
        self.ground.iter().any(|ground| ground.bounds().is_some())
    }
}

/// Whom `target` reaches when a seat issues it.
///
/// An information copy goes once to each head strictly below the issuer's grid and strictly above a
/// recipient's grid who is not a recipient.
pub fn resolve(target: &Target, seat: &Seat, scene: &Scene<'_>) -> Reach {
    let sieve = Sieve::of(target, scene);
    let mut reach = Reach::default();
    for grid in scene.tree.subtree(&target.subtree).filter(|grid| sieve.means(grid)) {
        let before = reach.recipients.len();
        reach.recipients.extend(
            scene
                .roster
                .at(&grid.path)
                .filter(|post| sieve.takes(post))
                .map(|post| Recipient { grid: grid.path.clone(), post: post.id.clone() }),
        );
        if reach.recipients.len() == before && sieve.expects_somebody(&grid.path) {
            reach.silent_grids.push(grid.path.clone());
        }
    }
    reach.recipients.sort();
    reach.copies = copies(&reach.recipients, issuer_grid(seat, scene.tree).as_ref(), scene.roster);
    reach
}

impl Reach {
    /// Everybody who had an earlier order gets this one, too, where their posts stand now: who had to answer must answer,
    /// who read a copy reads one, unless the target says that they must answer.
    pub(crate) fn add(&mut self, earlier: &Earlier, seat: &Seat, scene: &Scene<'_>) {
        let placed = |posts: &[PostId]| -> Vec<Recipient> {
            let posts = posts.iter().filter_map(|id| scene.roster.post(id)).filter(|post| seat.covers(&post.grid));
            posts.map(|post| Recipient { grid: post.grid.clone(), post: post.id.clone() }).collect()
        };
        self.recipients.extend(placed(&earlier.recipients));
        self.recipients.sort();
        self.recipients.dedup();
        self.copies = copies(&self.recipients, issuer_grid(seat, scene.tree).as_ref(), scene.roster);
        self.copies.extend(placed(&earlier.copies).into_iter().filter(|one| !self.recipients.contains(one)));
        self.copies.sort();
        self.copies.dedup();
    }

    /// The deepest grid that holds `scope` and all recipients: a correction may reach people outside its own target.
    pub fn top(&self, scope: &GridPath) -> GridPath {
        scope.top_over(self.recipients.iter().map(|one| &one.grid))
    }

    /// The grids that the recipients stand for, by path.
    pub fn grids(&self) -> Vec<&GridPath> {
        let mut grids: Vec<&GridPath> = self.recipients.iter().map(|recipient| &recipient.grid).collect();
        grids.dedup();
        grids
    }

    /// Of the grids that were meant, those without a head, by path: some have another to answer, some nobody.
    pub fn headless(&self, roster: &Roster) -> Vec<&GridPath> {
        let meant: BTreeSet<&GridPath> = self.grids().into_iter().chain(&self.silent_grids).collect();
        meant.into_iter().filter(|path| !roster.has_head(path)).collect()
    }

    /// Another text for anybody else whom it reaches; what a preview shows and what is issued are compared by it.
    pub fn digest(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for (part, people) in [(0_u8, &self.recipients), (1, &self.copies)] {
            for Recipient { grid, post } in people {
                hasher.update(&[part]).update(grid.as_str().as_bytes()).update(&[0]);
                hasher.update(post.0.as_bytes()).update(&[0]);
            }
        }
        hasher.finalize().to_hex().to_string()
    }
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
    let chosen: HashSet<&PostId> = recipients.iter().map(|recipient| &recipient.post).collect();
    let mut between: BTreeSet<GridPath> = BTreeSet::new();
    for recipient in recipients {
        let mut above = recipient.grid.parent();
        // Above a grid that is there stands nothing new: thousands share the same few.
        while let Some(path) = above.filter(|path| issuer.is_none_or(|top| path.is_below(top))) {
            above = path.parent();
            if !between.insert(path) {
                break;
            }
        }
    }
    between
        .iter()
        .flat_map(|path| roster.heads(path).into_iter().map(move |post| (path, post)))
        .filter(|(_, post)| !chosen.contains(&post.id))
        .map(|(path, post)| Recipient { grid: path.clone(), post: post.id.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_of_the_first_kind_is_read_and_written_as_ever() {
        let old = r#"{"subtree":"411602.411602001","levels":[5],"roles":["head"],"having":"有地下室"}"#;
        let target: Target = serde_json::from_str(old).unwrap();
        assert_eq!(
            target,
            Target {
                levels: vec![Level(5)],
                roles: vec![PostRole::Head],
                having: Some("有地下室".to_owned()),
                ..Target::of(GridPath::from_text("411602.411602001"))
            }
        );
        assert_eq!(serde_json::to_string(&target).unwrap(), old, "folds of old facts stay equal to the byte");
    }

    #[test]
    fn what_is_chosen_besides_comes_back_as_it_was_written() {
        let target = Target {
            ground: vec![
                Ground::Below { tops: vec![GridPath::from_text("41.1")] },
                Ground::Grids { paths: vec![GridPath::from_text("41.2")] },
                Ground::Lasso { line: vec![Position(0, 0), Position(9, 0), Position(0, 9)] },
                Ground::Around { centre: Position(5, 5), metres: 300 },
            ],
            holding: Some("泵站".to_owned()),
            stations: vec![Stationed::Venue { kind: "大型商超".to_owned() }, Stationed::Checkpoint],
            unanswered: Some(OrderId(uuid::Uuid::from_u128(3))),
            ..Target::of(GridPath::from_text("41"))
        };
        let text = serde_json::to_string(&target).unwrap();
        assert_eq!(serde_json::from_str::<Target>(&text).unwrap(), target);
    }
}
