//! Orders: the list, and one order's board.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use domain::answer::{Board, BoardGrid, BoardHead, BoardRow, OrderLine, OrderList};
use domain::calling::CallEntry;
use domain::code::{GridPath, Level};
use domain::failure::{Failure, Refusal};
use domain::id::{OrderId, PostId};
use domain::ladder;
use domain::order::{Asked, Figures, Order};
use domain::post::{Post, PostRole};
use domain::receipt::{self, Answering, Part, Progress, Tally, tally};
use domain::target;
use ledger::ReceiptRow;

use super::Desktop;
use super::district::count;
use crate::district::Reachable;
use crate::failure::broken;
use crate::scene::scene_of_its_day;

/// The live figures look at this many of the newest orders: older open ones belong to a review.
const LIVE: u32 = 500;

impl Desktop<'_, '_> {
    pub(super) fn ask_orders(&self, scope: Option<&GridPath>, limit: u32) -> Result<OrderList, Failure> {
        if let Some(path) = scope {
            self.admit(path)?;
        }
        let orders: Vec<Order> = match scope.or(self.seat.subtree.as_ref()) {
            Some(path) => self.orders_touching(path, limit)?,
            None => self.view.orders(limit).map_err(broken)?,
        };
        let total = match scope.or(self.seat.subtree.as_ref()) {
            Some(_) => count(orders.len()),
            None => self.view.orders_count().map_err(broken)?,
        };
        Ok(OrderList { orders: self.order_lines(orders)?, total })
    }

    /// Orders that somebody still has to answer.
    pub(super) fn open_orders(&self) -> Result<Vec<OrderLine>, Failure> {
        let mut lines = self.ask_orders(None, LIVE)?.orders;
        lines.retain(is_open);
        Ok(lines)
    }

    /// Orders that reach a grid or something in it and are not fully answered.
    pub(super) fn orders_at(&self, path: &GridPath) -> Result<Vec<OrderLine>, Failure> {
        let mut lines = self.order_lines(self.orders_touching(path, LIVE)?)?;
        lines.retain(is_open);
        Ok(lines)
    }

    fn orders_touching(&self, path: &GridPath, limit: u32) -> Result<Vec<Order>, Failure> {
        let ids = self.view.orders_touching(path, limit).map_err(broken)?;
        ids.into_iter().filter_map(|id| self.view.order(id).map_err(broken).transpose()).collect()
    }

    pub(super) fn order_lines(&self, orders: Vec<Order>) -> Result<Vec<OrderLine>, Failure> {
        let ids: Vec<OrderId> = orders.iter().map(|order| order.id).collect();
        let mut by_order: HashMap<OrderId, Vec<(GridPath, Progress)>> = HashMap::new();
        for (order, grid, _, part, progress) in self.view.progress_of(&ids).map_err(broken)? {
            if part == Part::Recipient {
                by_order.entry(order).or_default().push((grid, progress));
            }
        }
        let line = |order: Order| {
            let receipts = by_order.get(&order.id).map(Vec::as_slice).unwrap_or_default();
            Ok(OrderLine {
                tally: tally(order.answering, receipts.iter().map(|(grid, progress)| (grid, *progress))),
                scope_name: self.grid_of_its_day(&order, order.scope())?.0,
                scope: order.scope().clone(),
                end: self.view.order_end(order.id).map_err(broken)?,
                id: order.id,
                number: order.number,
                text: order.text,
                kind: order.kind,
                priority: order.priority,
                issued: order.issued,
                deadline: order.deadline,
            })
        };
        orders.into_iter().map(line).collect()
    }

    /// What a grid was called under the scheme of the order's day, and its level.
    fn grid_of_its_day(&self, order: &Order, path: &GridPath) -> Result<(String, Level), Failure> {
        let is_of_today = self.district.scheme.as_ref().is_some_and(|scheme| scheme.name == order.scheme);
        if !is_of_today && let Some(known) = self.view.name_of(&order.scheme, path).map_err(broken)? {
            return Ok(known);
        }
        let level = self.district.tree.grid(path).map_or(Level::TOP, |grid| grid.level);
        Ok((self.district.name_of(path), level))
    }

    pub(super) fn ask_order(&self, id: OrderId) -> Result<Board, Failure> {
        let order = self.view.order(id).map_err(broken)?;
        let Some(order) = order else {
            return Err(Refusal::NoSuch { noun: "order", id: id.to_string() }.into());
        };
        let mut receipts = self.view.receipts(id).map_err(broken)?;
        receipts.retain(|row| self.seat.covers(&row.recipient.grid));
        if receipts.is_empty() {
            return Err(Refusal::OutsideSubtree { path: order.scope().clone() }.into());
        }
        let part = |wanted: Part| {
            receipts
                .iter()
                .filter(move |row| row.part == wanted)
                .map(|row| (&row.recipient.grid, row.receipt.progress()))
        };
        let reachable = self.reachable()?;
        let scene = scene_of_its_day(self.view, self.district, &order.target)?;
        let mut silent = target::resolve(&order.target, &order.by, &scene).silent_grids;
        silent.retain(|path| self.seat.covers(path));
        let mut sends = self.sends_of(id)?;
        let row = |row: &ReceiptRow| BoardRow {
            send: sends.remove(&row.recipient.post),
            ..self.board_row(&order.answer, row, &reachable)
        };
        let rows: Vec<BoardRow> = receipts.iter().map(row).collect();
        Ok(Board {
            scope_name: self.grid_of_its_day(&order, order.scope())?.0,
            units: tally(order.answering, part(Part::Recipient)),
            people: tally(Answering::EveryPerson, part(Part::Recipient)),
            copies: tally(Answering::EveryPerson, part(Part::Copy)),
            grids: self.board_grids(&order, part(Part::Recipient))?,
            silent_grids: self.lines(&silent),
            heads: self.board_heads(&rows),
            rows,
            ladder: self.view.ladder(id).map_err(broken)?,
            calls: self.board_calls(id, &receipts)?,
            papers: self.view.papers(id).map_err(broken)?,
            figures: figures(&order, &receipts),
            vector: self.view.vector().map_err(broken)?,
            end: self.view.order_end(id).map_err(broken)?,
            order,
        })
    }

    /// Each grid that holds a recipient counts by the order's own rule; each grid above sums what is below.
    fn board_grids<'a>(
        &self,
        order: &Order,
        receipts: impl Iterator<Item = (&'a GridPath, Progress)>,
    ) -> Result<Vec<BoardGrid>, Failure> {
        let mut own: BTreeMap<&GridPath, Vec<Progress>> = BTreeMap::new();
        for (grid, progress) in receipts {
            own.entry(grid).or_default().push(progress);
        }
        // A correction reaches people outside its own target, too.
        let top = order.scope().top_over(own.keys().copied());
        let mut sums: BTreeMap<GridPath, Tally> = BTreeMap::new();
        for (grid, progresses) in own {
            let tally = tally(order.answering, progresses.into_iter().map(|progress| (grid, progress)));
            let above = grid.ancestors().into_iter().filter(|path| path.is_within(&top));
            for path in above.chain([grid.clone()]) {
                *sums.entry(path).or_default() += tally;
            }
        }
        sums.into_iter()
            .map(|(path, tally)| {
                let (name, level) = self.grid_of_its_day(order, &path)?;
                Ok(BoardGrid { name, level, path, tally })
            })
            .collect()
    }

    fn board_row(&self, asked: &Asked, row: &ReceiptRow, reachable: &Reachable) -> BoardRow {
        let post = self.district.roster.post(&row.recipient.post);
        BoardRow {
            post: row.recipient.post.clone(),
            title: post.map_or_else(String::new, |post| post.title.clone()),
            role: post.map_or(PostRole::Worker, |post| post.role),
            person: post.map_or_else(|| row.recipient.post.to_string(), |post| post.person.clone()),
            phone: post.map_or_else(String::new, |post| post.phone.clone()),
            grid: row.recipient.grid.clone(),
            part: row.part,
            progress: row.receipt.progress(),
            receipt: row.receipt.clone(),
            words: row.words.clone(),
            value: self.told_value(asked, row.value.clone()),
            attachments: row.attachments.clone(),
            reachable: reachable.contains(&row.recipient.post),
            send: None,
            head: post
                .filter(|_| row.part == Part::Recipient)
                .and_then(|post| ladder::nearest_head(post, &self.district.roster))
                .filter(|head| self.seat.covers(&head.grid))
                .map(|head| head.id.clone()),
        }
    }

    /// The number or choice of an answer; of a place its grid's name.
    pub(super) fn told_value(&self, asked: &Asked, value: Option<String>) -> Option<String> {
        match asked {
            Asked::Place => value.map(|path| self.district.name_of(&GridPath::from_text(path))),
            _ => value,
        }
    }

    /// The heads that rows name, by grid.
    fn board_heads(&self, rows: &[BoardRow]) -> Vec<BoardHead> {
        let named: BTreeSet<&PostId> = rows.iter().filter_map(|row| row.head.as_ref()).collect();
        let mut heads: Vec<&Post> = named.into_iter().filter_map(|id| self.district.roster.post(id)).collect();
        heads.sort_by(|a, b| (&a.grid, &a.id).cmp(&(&b.grid, &b.id)));
        let line = |post: &Post| BoardHead {
            post: post.id.clone(),
            title: post.title.clone(),
            person: post.person.clone(),
            phone: post.phone.clone(),
            grid: post.grid.clone(),
            grid_name: self.district.name_of(&post.grid),
        };
        heads.into_iter().map(line).collect()
    }

    /// The calls about those whom the seat sees.
    fn board_calls(&self, id: OrderId, receipts: &[ReceiptRow]) -> Result<Vec<CallEntry>, Failure> {
        let mut calls = self.view.calls(id).map_err(broken)?;
        if !calls.is_empty() {
            let seen: BTreeSet<&PostId> = receipts.iter().map(|row| &row.recipient.post).collect();
            calls.retain(|call| seen.contains(&call.post));
        }
        Ok(calls)
    }

    fn lines(&self, paths: &[GridPath]) -> Vec<domain::answer::GridLine> {
        let grids = paths.iter().filter_map(|path| self.district.tree.grid(path));
        grids.map(|grid| self.district.grid_line(grid)).collect()
    }
}

/// What the answers of an order come to, by its own rule of who must answer.
fn figures(order: &Order, receipts: &[ReceiptRow]) -> Figures {
    let answers =
        receipts.iter().filter_map(|row| Some((&row.recipient.grid, row.receipt.done?, row.value.as_deref()?)));
    order.answer.figures(receipt::counted(order.answering, answers))
}

/// Whether somebody still has to answer.
fn is_open(line: &OrderLine) -> bool {
    line.end.is_none() && line.tally.open() > 0
}
