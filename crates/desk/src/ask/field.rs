//! What a person in the field sees: my grid and my orders.

use domain::answer::{InboxCall, InboxCard, InboxOrder};
use domain::failure::{Failure, Refusal};
use domain::id::PostId;
use domain::moment::Moment;
use domain::news::Vector;
use domain::order::Order;
use ledger::InboxRow;

use super::Desktop;
use crate::failure::broken;
use crate::silence;

/// Beside what is still to be done, this many of the newest: more is history, not an inbox.
const MOST: u32 = 200;

impl Desktop<'_, '_> {
    pub(super) fn ask_inbox(&self, since: Option<&Vector>) -> Result<InboxCard, Failure> {
        let unknown = |id: String| Refusal::NoSuch { noun: "post", id };
        let id = self.seat.post.as_ref().ok_or_else(|| unknown(String::new()))?;
        let post = self.district.roster.post(id).ok_or_else(|| unknown(id.to_string()))?;
        let grid = self.admit(&post.grid)?;
        let changed = match (self.tape, since) {
            (Some(tape), Some(since)) => tape.changed_in_inbox(self.view, self.seat, since)?,
            _ => None,
        };
        let whole = changed.is_none();
        let orders = match changed {
            Some(orders) => self.view.inbox_orders(id, &orders),
            None => self.view.inbox(id, MOST),
        }
        .map_err(broken)?;
        let orders = orders.into_iter().map(|row| {
            let end = self.view.order_end(row.0.id).map_err(broken)?;
            let called = if end.is_some() { None } else { self.called(&row.0, id)? };
            Ok(InboxOrder { called, end, ..self.inbox_order(row) })
        });
        Ok(InboxCard {
            purpose: self.district.store.purpose,
            post: post.clone(),
            grid: self.district.grid_line(grid),
            ancestors: self.district.ancestor_lines(&post.grid),
            call: self.inbox_call(id)?,
            whole,
            orders: orders.collect::<Result<_, Failure>>()?,
            reports: self.inbox_reports(post)?,
            tasks: self.inbox_tasks(post)?,
            whistles: self.inbox_whistles(post)?,
            vector: self.view.vector().map_err(broken)?,
        })
    }

    /// The last time this post asked the centre to call.
    fn inbox_call(&self, post: &PostId) -> Result<Option<InboxCall>, Failure> {
        let row = self.view.last_missed_call(post).map_err(broken)?;
        Ok(row.map(|row| InboxCall { asked: row.rang, settled: row.settled }))
    }

    /// When the silent were called last, where the post is one of them.
    fn called(&self, order: &Order, post: &PostId) -> Result<Option<Moment>, Failure> {
        let ladder = self.view.ladder(order.id).map_err(broken)?;
        let last = ladder.rungs.iter().filter_map(|rung| rung.reached).map(|reached| reached.at).max();
        if last.is_none() {
            return Ok(None);
        }
        let row = self.view.receipt(order.id, post).map_err(broken)?;
        let is_silent = row.map(|row| silence::is_silent(self.view, order, &row)).transpose()?;
        Ok(last.filter(|_| is_silent == Some(true)))
    }

    fn inbox_order(&self, (order, row): InboxRow) -> InboxOrder {
        let from = match &order.by.subtree {
            Some(path) => self.district.name_of(path),
            None => self.district.tree.tops().next().map_or_else(String::new, |top| top.name.clone()),
        };
        InboxOrder {
            id: order.id,
            number: order.number,
            text: order.text,
            kind: order.kind,
            priority: order.priority,
            issued: order.issued,
            deadline: order.deadline,
            part: row.part,
            progress: row.receipt.progress(),
            receipt: row.receipt,
            value: self.told_value(&order.answer, row.value),
            answer: order.answer,
            attachments: order.attachments,
            words: row.words,
            answered: row.attachments,
            from,
            end: None,
            called: None,
        }
    }
}
