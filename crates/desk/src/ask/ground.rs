//! The grid of a person in the field, as a small map that a phone keeps.

use atlas::mercator::Projected;
use atlas::sketch::{Paper, Stroke};
use domain::answer::{LocatedGrid, MyCheckpoint, MyGround, MyPlace, OutlineLine};
use domain::code::GridPath;
use domain::failure::{Failure, Refusal};
use domain::grid::Grid;
use domain::item::{ItemKind, ItemName};
use domain::place::Bounds;
use domain::post::Post;
use domain::venue::{Checkpoint, Venue};

use super::{Desktop, count};
use crate::failure::broken;

/// Venues that a phone is told of: a screen that one walks with shows no more.
const MOST_VENUES: usize = 300;
/// Grids right below mine that can be chosen by hand.
const MOST_BELOW: usize = 200;
/// Neighbours that are drawn.
const MOST_AROUND: usize = 60;
/// How far around my grid neighbours are looked for, as a share of its width and height.
const BESIDE: f64 = 0.2;

impl Desktop<'_, '_> {
    pub(super) fn ask_my_ground(&self) -> Result<MyGround, Failure> {
        let unknown = |id: String| Refusal::NoSuch { noun: "post", id };
        let id = self.seat.post.as_ref().ok_or_else(|| unknown(String::new()))?;
        let post = self.district.roster.post(id).ok_or_else(|| unknown(id.to_string()))?;
        let grid = self.admit(&post.grid)?;
        let below: Vec<&Grid> = self.district.tree.children(&grid.path).take(MOST_BELOW).collect();
        let bounds = self.district.bounds.get(&grid.path).copied();
        let (places, total) = self.places_of(post, &grid.path)?;
        let mut ground = MyGround {
            width: 0,
            height: 0,
            bounds,
            border: Vec::new(),
            below: Vec::new(),
            around: Vec::new(),
            grids: std::iter::once(grid).chain(below.iter().copied()).map(located).collect(),
            places,
            total,
        };
        let (Some(own), Some(bounds)) = (self.area(&grid.path)?, bounds) else { return Ok(ground) };
        let Some(paper) = Paper::around([&own]) else { return Ok(ground) };
        (ground.width, ground.height, ground.border) = (paper.width, paper.height, paper.draw(&own));
        for child in below {
            let rings = self.area(&child.path)?.map(|area| paper.draw(&area)).unwrap_or_default();
            ground.below.push(OutlineLine { path: child.path.clone(), rings });
        }
        ground.around = self.drawn_around(grid, bounds, &paper)?;
        Ok(ground)
    }

    /// The grids of the same level beside mine: drawn, and not named, for they are not mine.
    fn drawn_around(&self, grid: &Grid, bounds: Bounds, paper: &Paper) -> Result<Vec<Stroke>, Failure> {
        let beside = self.view.paths_in_of(None, grid.level, wider(bounds)).map_err(broken)?;
        let mut around = Vec::new();
        for path in beside.iter().filter(|path| **path != grid.path).take(MOST_AROUND) {
            around.extend(self.area(path)?.map(|area| paper.draw(&area)).unwrap_or_default());
        }
        Ok(around)
    }

    fn area(&self, path: &GridPath) -> Result<Option<Projected>, Failure> {
        self.district.area(self.view, path).map_err(broken)
    }

    /// Checkpoints, those that are this post's to set before the others, then venues; how many there are in all.
    fn places_of(&self, post: &Post, top: &GridPath) -> Result<(Vec<MyPlace>, u32), Failure> {
        let is_in = |grid: &Option<GridPath>| grid.as_ref().is_some_and(|grid| grid.is_within(top));
        let mut checkpoints: Vec<&Checkpoint> =
            self.district.checkpoints.iter().filter(|one| is_in(&one.grid) || post.sets(one)).collect();
        checkpoints.sort_by_key(|one| !post.sets(one));
        let venues: Vec<&Venue> = self.district.venues.iter().filter(|one| is_in(&one.grid)).collect();
        let total = count(checkpoints.len() + venues.len());
        let mut places = Vec::new();
        for one in checkpoints {
            places.push(self.checkpoint_of(post, one)?);
        }
        places.extend(venues.into_iter().take(MOST_VENUES).map(|one| MyPlace {
            id: one.id.0.clone(),
            name: one.name.clone(),
            kind: one.kind.clone(),
            place: one.place,
            grid: one.grid.clone(),
            checkpoint: None,
        }));
        Ok((places, total))
    }

    fn checkpoint_of(&self, post: &Post, one: &Checkpoint) -> Result<MyPlace, Failure> {
        let name = ItemName { of: ItemKind::Checkpoint, id: one.id.0.clone() };
        let said = self.view.amendments_of(&name).map_err(broken)?;
        Ok(MyPlace {
            id: one.id.0.clone(),
            name: one.name.clone(),
            kind: String::new(),
            place: one.place,
            grid: one.grid.clone(),
            checkpoint: Some(MyCheckpoint {
                state: one.state,
                queue: one.queue,
                said: said.iter().map(|line| line.said.unwrap_or(line.at)).max(),
                mine: post.sets(one),
            }),
        })
    }
}

fn located(grid: &Grid) -> LocatedGrid {
    LocatedGrid { path: grid.path.clone(), code: grid.code.clone(), name: grid.name.clone() }
}

/// The box with what lies right beside it.
fn wider(Bounds { west, south, east, north }: Bounds) -> Bounds {
    let (across, up) = ((east - west) * BESIDE, (north - south) * BESIDE);
    Bounds { west: west - across, south: south - up, east: east + across, north: north + up }
}
