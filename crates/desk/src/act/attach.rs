//! Keep a file that was handed in, and find those that are named.

use domain::action::Outcome;
use domain::attachment::{self, AttachedFile, Attachment, MOST_TO_ANSWER, MOST_WAITING};
use domain::failure::{Failure, Refusal, Snag};
use domain::receipt::Mark;
use domain::seat::Seat;

use super::Desktop;
use crate::attachment::all_at_hand;
use crate::failure::broken;

/// Only what this desk has looked through is kept, and only so many of a seat wait to be named.
pub fn keep(desk: &mut Desktop<'_, '_>, seat: &Seat, file: AttachedFile) -> Result<Outcome, Failure> {
    let waiting = desk.batch.view().files_waiting(seat).map_err(broken)?;
    if waiting >= MOST_WAITING && !desk.batch.view().file_waits(&file.hash, seat).map_err(broken)? {
        return Err(Refusal::from(Snag::TooManyWaiting { most: MOST_WAITING }).into());
    }
    let Some(stripped) = desk.files.take(&file) else {
        return Err(Refusal::NoSuch { noun: "file", id: file.hash.to_string() }.into());
    };
    desk.batch.put_file(&file, &stripped.bytes, &stripped.small, seat, desk.now).map_err(broken)?;
    Ok(Outcome::FileKept { file })
}

/// The files among attachments that a seat may name, as the store knows them.
pub fn at_hand(desk: &Desktop<'_, '_>, seat: &Seat, wished: &[Attachment]) -> Result<Vec<AttachedFile>, Failure> {
    all_at_hand(&desk.batch.view(), seat, wished)
}

/// A mark with what stands beside it as it is kept.
pub fn admitted(desk: &Desktop<'_, '_>, seat: &Seat, mark: Mark) -> Result<Mark, Failure> {
    let Mark::Done { words, value, attachments } = mark else { return Ok(mark) };
    let files = at_hand(desk, seat, &attachments)?;
    let attachments = attachment::admit(attachments, MOST_TO_ANSWER, &files).map_err(Refusal::from)?;
    Ok(Mark::Done { words, value, attachments })
}
