//! Who is silent about an order now.

use domain::code::GridPath;
use domain::failure::Failure;
use domain::id::PostId;
use domain::ladder::{Silent, count_silent, silent};
use domain::order::Order;
use domain::receipt::{Answering, Part, Progress};
use ledger::{ReceiptRow, View};

use crate::failure::broken;

/// How many are silent.
pub fn count(view: &View<'_>, order: &Order) -> Result<Silent, Failure> {
    let rows = view.progress_of(&[order.id]).map_err(broken)?;
    let recipients = rows.iter().filter(|(_, _, _, part, _)| *part == Part::Recipient);
    let receipts: Vec<(&GridPath, Progress)> = recipients.map(|(_, grid, _, _, progress)| (grid, *progress)).collect();
    Ok(count_silent(order.answering, &receipts))
}

/// Who is silent.
pub fn people(view: &View<'_>, order: &Order) -> Result<Vec<PostId>, Failure> {
    let rows = view.progress_of(&[order.id]).map_err(broken)?;
    let recipients: Vec<_> = rows.iter().filter(|(_, _, _, part, _)| *part == Part::Recipient).collect();
    let receipts: Vec<(&GridPath, Progress)> =
        recipients.iter().map(|(_, grid, _, _, progress)| (grid, *progress)).collect();
    Ok(silent(order.answering, &receipts).into_iter().map(|place| recipients[place].2.clone()).collect())
}

/// Whether one of those who got an order is silent: nobody else of the grid has answered where one does for all.
pub fn is_silent(view: &View<'_>, order: &Order, row: &ReceiptRow) -> Result<bool, Failure> {
    if row.part == Part::Copy || !row.receipt.progress().is_open() {
        return Ok(false);
    }
    match order.answering {
        Answering::EveryPerson => Ok(true),
        Answering::OnePerGrid => {
            let around = view.progress_at(order.id, &row.recipient.grid).map_err(broken)?;
            Ok(around.into_iter().all(Progress::is_open))
        }
    }
}
