//! Who has the watch, what is open, and which calls were missed.

use domain::answer::{MissedLine, OfferLine, WatchCard, WatchLine};
use domain::callin;
use domain::fact::Fact;
use domain::failure::Failure;
use domain::id::WatchId;
use domain::scheme::SchemeState;
use domain::seat::Seat;
use domain::venue::CheckpointState;
use domain::watch::{ClosedCheckpoint, Handover, MOST_ORDERS, Offer, OpenOrder, Watch};
use ledger::{EntryFilter, MissedRow};

use super::{Desktop, count};
use crate::Desk;
use crate::district::{Reachable, post_line};
use crate::failure::broken;

/// Watches of before that are listed.
const BEFORE: u32 = 30;

impl Desktop<'_, '_> {
    pub(super) fn ask_watch(&self) -> Result<WatchCard, Failure> {
        let scope = self.seat.subtree.as_ref();
        let watch = self.view.watch_on(scope).map_err(broken)?;
        let offer = watch.as_ref().and_then(|watch| watch.offer.clone());
        Ok(WatchCard {
            offer: offer.map(|offer| self.offer_line(offer)).transpose()?,
            watch: watch.map(line),
            missed: self.missed_lines()?,
            before: self.view.watches_before(scope, BEFORE).map_err(broken)?.into_iter().map(line).collect(),
        })
    }

    pub(super) fn ask_handover(&self) -> Result<Handover, Failure> {
        let watch = self.view.watch_on(self.seat.subtree.as_ref()).map_err(broken)?;
        self.summed_up(watch.as_ref())
    }

    /// What is open now in all that the seat covers.
    pub fn summed_up(&self, watch: Option<&Watch>) -> Result<Handover, Failure> {
        let orders: Vec<OpenOrder> = self
            .open_orders()?
            .into_iter()
            .map(|line| OpenOrder {
                order: line.id,
                number: line.number,
                expected: line.tally.expected,
                silent: line.tally.open(),
            })
            .collect();
        let checkpoints = self.district.checkpoints.iter().filter(|one| one.state == CheckpointState::Closed);
        let is_own = |grid: Option<&domain::code::GridPath>| self.admit_place(grid).is_ok();
        let clock = watch.map(|watch| self.view.watch_clock(watch.id).map_err(broken)).transpose()?.flatten();
        let since = EntryFilter {
            scope: self.seat.subtree.clone(),
            clock: (clock.map(|(began, _)| began), None),
            ..EntryFilter::default()
        };
        Ok(Handover {
            made: self.now,
            open: count(orders.len()),
            silent: orders.iter().map(|order| order.silent).sum(),
            checkpoints: checkpoints
                .filter(|one| is_own(one.grid.as_ref()))
                .map(|one| ClosedCheckpoint { id: one.id.clone(), name: one.name.clone() })
                .collect(),
            schemes: self.schemes_in_review()?,
            missed: count(self.missed_rows()?.len()),
            incidents: self.open_incidents()?,
            entries: match clock {
                Some(_) => self.view.entries_count(&since).map_err(broken)?,
                None => 0,
            },
            orders: orders.into_iter().take(MOST_ORDERS).collect(),
        })
    }

    /// Schemes are the whole store's.
    fn schemes_in_review(&self) -> Result<Vec<String>, Failure> {
        if self.seat.subtree.is_some() {
            return Ok(Vec::new());
        }
        let schemes = self.view.schemes().map_err(broken)?;
        let waiting = schemes.into_iter().filter(|scheme| scheme.state == SchemeState::InReview);
        Ok(waiting.map(|scheme| scheme.name).collect())
    }

    fn open_incidents(&self) -> Result<u32, Failure> {
        let open = self.view.open_incidents(self.seat.subtree.as_ref()).map_err(broken)?;
        Ok(open.into_iter().map(|(_, count)| count).sum())
    }

    fn missed_rows(&self) -> Result<Vec<MissedRow>, Failure> {
        let mut rows = self.view.missed_calls().map_err(broken)?;
        rows.retain(|row| self.admit_place(row.scope.as_ref()).is_ok());
        Ok(rows)
    }

    pub(super) fn missed_lines(&self) -> Result<Vec<MissedLine>, Failure> {
        let rows = self.missed_rows()?;
        if rows.is_empty() {
            return Ok(Vec::new());
        }
        let reachable = self.reachable()?;
        rows.into_iter().map(|row| self.missed_line(&row, &reachable)).collect()
    }

    fn missed_line(&self, row: &MissedRow, reachable: &Reachable) -> Result<MissedLine, Failure> {
        let fact = self.view.fact(row.fact).map_err(broken)?;
        let call = match fact {
            Some(Fact::CallMissed { call }) => Some(*call),
            _ => None,
        };
        let post = call.as_ref().and_then(|call| call.post.as_ref());
        let number = call.as_ref().and_then(|call| call.number.as_deref());
        Ok(MissedLine {
            call: row.call,
            post: post.and_then(|post| self.district.roster.post(post)).map(|post| post_line(post, reachable)),
            grid_name: row.scope.as_ref().map_or_else(String::new, |path| self.district.name_of(path)),
            // Nobody has to ring a settled one.
            number: number.map(|number| match row.settled {
                None => number.to_owned(),
                Some(_) => callin::masked(number),
            }),
            rang: row.rang,
            way: call.as_ref().map_or(callin::MissedWay::Rang, |call| call.way),
            words: call.map_or_else(String::new, |call| call.words),
        })
    }

    fn offer_line(&self, offer: Offer) -> Result<OfferLine, Failure> {
        let fact = self.view.fact(offer.fact).map_err(broken)?;
        let (summary, words) = match fact {
            Some(Fact::WatchOffered { summary, words, .. }) => (Some(*summary), words),
            _ => (None, String::new()),
        };
        let own = offer.by.person() == self.seat.person();
        Ok(OfferLine { fact: offer.fact, by: offer.by, own, at: offer.at, summary, words })
    }
}

/// A watch that this seat may see, with what was signed at its end; none: there is no such watch.
pub fn watch_and_offer(
    desk: &Desk,
    seat: &Seat,
    id: WatchId,
) -> Result<Option<(WatchLine, Option<OfferLine>)>, Failure> {
    let district = desk.district();
    desk.readers.with(|view| {
        let desktop = Desktop::of(desk, view, &district, seat);
        let Some(watch) = view.watch(id).map_err(broken)? else { return Ok(None) };
        desktop.admit_place(watch.scope.as_ref())?;
        let offer = watch.offer.clone().map(|offer| desktop.offer_line(offer)).transpose()?;
        Ok(Some((line(watch), offer)))
    })
}

fn line(watch: Watch) -> WatchLine {
    WatchLine { watch: watch.id, name: watch.name, by: watch.by, since: watch.since, ended: watch.ended }
}
