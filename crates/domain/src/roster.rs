//! The roster: all posts, by grid.

use std::collections::HashMap;

use crate::code::GridPath;
use crate::id::PostId;
use crate::post::{Post, Station};

/// All posts of the store, in the order of grid, then id.
#[derive(Debug, Default, Clone)]
pub struct Roster {
    posts: Vec<Post>,
    by_id: HashMap<PostId, usize>,
    by_grid: HashMap<GridPath, Vec<usize>>,
}

impl Roster {
    /// A roster of these posts, in any order.
    pub fn new(mut posts: Vec<Post>) -> Self {
        posts.sort_by(|a, b| (&a.grid, &a.id).cmp(&(&b.grid, &b.id)));
        let mut roster = Self::default();
        for (index, post) in posts.iter().enumerate() {
            roster.by_id.insert(post.id.clone(), index);
            roster.by_grid.entry(post.grid.clone()).or_default().push(index);
        }
        roster.posts = posts;
        roster
    }

    /// All posts.
    pub fn posts(&self) -> &[Post] {
        &self.posts
    }

    /// One post.
    pub fn post(&self, id: &PostId) -> Option<&Post> {
        self.by_id.get(id).map(|&index| &self.posts[index])
    }

    /// Everybody whose post lies in this very grid, people on duty at its venues included.
    pub fn at(&self, path: &GridPath) -> impl Iterator<Item = &Post> {
        self.by_grid.get(path).into_iter().flatten().map(|&index| &self.posts[index])
    }

    /// Everybody whose post lies below this grid, by grid.
    pub fn below(&self, path: &GridPath) -> &[Post] {
        let (from, to) = path.below_range();
        let until = |text: &str| self.posts.partition_point(|post| post.grid.as_str() < text);
        &self.posts[until(&from)..until(&to)]
    }

    /// How many posts lie in this grid and all below; nobody is walked over.
    pub fn count_within(&self, path: &GridPath) -> usize {
        self.at(path).count() + self.below(path).len()
    }

    /// Whether somebody answers for the grid.
    pub fn has_head(&self, path: &GridPath) -> bool {
        self.at(path).any(|post| post.role.is_head() && post.station == Station::Grid)
    }

    /// Those who answer for the grid: heads and deputies, heads first.
    pub fn heads(&self, path: &GridPath) -> Vec<&Post> {
        let mut heads: Vec<&Post> =
            self.at(path).filter(|post| post.role.is_head() && post.station == Station::Grid).collect();
        heads.sort_by_key(|post| post.role);
        heads
    }
}
