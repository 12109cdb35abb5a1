//! A post that calls: where it is, who stands above it, what is open there.

use domain::answer::{CallerCard, CallerOrder, HeadLine, MissedLine};
use domain::failure::{Failure, Refusal};
use domain::id::PostId;
use domain::order::Order;
use domain::post::{Post, Station};
use domain::receipt::{Part, Progress};
use ledger::EntryFilter;

use super::Desktop;
use crate::district::post_line;
use crate::failure::broken;

/// Orders of the post that are looked at.
const MOST_ORDERS: u32 = 200;
/// Entries of the journal that are shown.
const ENTRIES: u32 = 5;

impl Desktop<'_, '_> {
    pub(super) fn ask_caller(&self, id: &PostId) -> Result<CallerCard, Failure> {
        let Some(post) = self.district.roster.post(id) else {
            return Err(Refusal::NoSuch { noun: "post", id: id.to_string() }.into());
        };
        let grid = self.admit(&post.grid)?;
        let reachable = self.reachable()?;
        let about = EntryFilter { scope: Some(post.grid.clone()), ..EntryFilter::default() };
        let entries = self.view.entries(&about, 0, ENTRIES).map_err(broken)?;
        let is_own = |line: &MissedLine| line.post.as_ref().is_some_and(|line| line.post.id == *id);
        Ok(CallerCard {
            post: post_line(post, &reachable),
            station: self.station_of(post),
            level_name: self.district.level_name(grid.level),
            heads: self.heads_above(post),
            orders: self.orders_of(id)?,
            around: self.orders_at(&post.grid)?,
            missed: self.missed_lines()?.into_iter().filter(is_own).collect(),
            entries: entries.into_iter().map(|row| self.journal_entry(row)).collect::<Result<_, _>>()?,
            bounds: self.district.bounds.get(&post.grid).copied(),
            grid: self.district.grid_line(grid),
        })
    }

    fn station_of(&self, post: &Post) -> Option<String> {
        match &post.station {
            Station::Grid => None,
            Station::Venue(id) => self.district.venues.iter().find(|one| one.id == *id).map(|one| one.name.clone()),
            Station::Checkpoint(id) => {
                self.district.checkpoints.iter().find(|one| one.id == *id).map(|one| one.name.clone())
            }
        }
    }

    /// Heads of its own grid beside itself, then of the grids above, as far as the seat reaches.
    fn heads_above(&self, post: &Post) -> Vec<HeadLine> {
        let mut chain = vec![post.grid.clone()];
        chain.extend(self.district.tree.ancestors(&post.grid).into_iter().rev().map(|grid| grid.path.clone()));
        chain.dedup();
        let mut heads = Vec::new();
        for path in chain.iter().filter(|path| self.seat.covers(path)) {
            let Some(grid) = self.district.tree.grid(path) else { continue };
            for head in self.district.roster.heads(path) {
                if head.id != post.id {
                    heads.push(HeadLine {
                        grid: grid.path.clone(),
                        grid_name: grid.name.clone(),
                        level: grid.level,
                        post: head.id.clone(),
                        title: head.title.clone(),
                        person: head.person.clone(),
                        phone: head.phone.clone(),
                    });
                }
            }
        }
        heads
    }

    fn orders_of(&self, id: &PostId) -> Result<Vec<CallerOrder>, Failure> {
        let inbox = self.view.inbox(id, MOST_ORDERS).map_err(broken)?;
        let mut open = Vec::new();
        for (order, row) in inbox {
            let progress = row.receipt.progress();
            let is_answered = matches!(progress, Progress::Done | Progress::Refused);
            if row.part == Part::Recipient && !is_answered && self.view.order_end(order.id).map_err(broken)?.is_none() {
                open.push((order, progress));
            }
        }
        let line = |(order, progress): (Order, Progress)| CallerOrder {
            order: order.id,
            number: order.number,
            text: order.text,
            issued: order.issued,
            progress,
        };
        Ok(open.into_iter().map(line).collect())
    }
}
