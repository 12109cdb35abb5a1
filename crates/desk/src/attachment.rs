//! Files that people attach: handed in, looked through in the booth, kept until something names them, handed out to
//! whoever may read what names them: orders and their answers, reports of the front line, messages.

use std::sync::{Arc, Mutex, PoisonError};

use booth::{Parcel, Passage, Stripped};
use domain::action::{Action, Call};
use domain::attachment::{self, AttachedFile, Attachment, FileHash, safe_name};
use domain::channel;
use domain::failure::{Failure, Refusal};
use domain::id::{CommandId, IncidentId, MessageId, OrderId, PostId, TemplateId};
use domain::incident::IncidentState;
use domain::rights::{self, DoorKind};
use domain::seat::{Role, Seat};
use ledger::{FileUse, View};

pub use ledger::Form;

use crate::Desk;
use crate::failure::broken;

/// Files that were looked through and wait for their action.
#[derive(Default)]
pub struct FileTray(Mutex<Vec<(AttachedFile, Stripped)>>);

/// A file as it is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    /// What it is; it has no name but what those who attached it call it.
    pub file: AttachedFile,
    /// The form that was asked for; a small one is a JPEG.
    pub bytes: Vec<u8>,
}

impl FileTray {
    fn put(&self, file: AttachedFile, stripped: Stripped) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push((file, stripped));
    }

    /// The file, if it was looked through here.
    pub fn take(&self, file: &AttachedFile) -> Option<Stripped> {
        let mut all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let place = all.iter().position(|(known, _)| known == file)?;
        Some(all.swap_remove(place).1)
    }
}

impl Desk {
    /// Whether a seat may hand a file in: hosts ask before they take it.
    pub fn may_attach(seat: &Seat) -> Result<(), Failure> {
        Ok(rights::check(DoorKind::Act, "keep_file", seat)?)
    }

    /// Look a file through in the booth, strip it and keep it until this seat names it. The same file again is the same.
    pub fn attach(
        &self,
        seat: &Seat,
        command: CommandId,
        name: &str,
        parcel: Parcel,
        passage: &Arc<Passage>,
    ) -> Result<AttachedFile, Failure> {
        Self::may_attach(seat)?;
        let _entry = self.under_way.enter(command, passage);
        let file = self.look_through(name, parcel, passage)?;
        let call = Call { command_id: command, action: Action::KeepFile { file: file.clone() } };
        let outcome = self.act(seat, call);
        // Where the command was seen before, nobody took it.
        self.files.take(&file);
        outcome.map(|_| file)
    }

    /// Look a file through and strip it; it waits in the tray for [`Action::KeepFile`].
    pub fn look_through(&self, name: &str, parcel: Parcel, passage: &Passage) -> Result<AttachedFile, Failure> {
        let _turn = self.stripping.wait(name, passage)?;
        let stripped = self.options.booth.strip(name, parcel, passage)?;
        if !passage.settle() {
            return Err(Failure::invalid("import.cancelled", &[("file", name)]));
        }
        let file = AttachedFile {
            hash: FileHash::of(&stripped.bytes),
            media: stripped.seen.media,
            size: stripped.bytes.len() as u64,
            pixels: stripped.seen.pixels,
            name: safe_name(name, stripped.seen.media),
        };
        self.files.put(file.clone(), stripped);
        Ok(file)
    }

    /// A file, for whoever has handed it in or may read what names it.
    pub fn file(&self, seat: &Seat, hash: &FileHash, form: Form) -> Result<HandedOut, Failure> {
        let entry = if seat.role == Role::Field { "inbox" } else { "order" };
        rights::check(DoorKind::Ask, entry, seat)?;
        self.readers.with(|view| {
            let unknown = || Refusal::NoSuch { noun: "file", id: hash.to_string() };
            let file = at_hand(view, seat, hash)?.ok_or_else(unknown)?;
            let bytes = match view.file_bytes(hash, form).map_err(broken)? {
                None if form == Form::Small => view.file_bytes(hash, Form::Whole).map_err(broken)?,
                bytes => bytes,
            };
            Ok(HandedOut { file, bytes: bytes.ok_or_else(unknown)? })
        })
    }
}

/// Of attachments, the files that a seat may name.
pub fn all_at_hand(view: &View<'_>, seat: &Seat, wished: &[Attachment]) -> Result<Vec<AttachedFile>, Failure> {
    attachment::files(wished).filter_map(|file| at_hand(view, seat, &file.hash).transpose()).collect()
}

/// A file as the store knows it, for a seat that has handed it in or may read it; to anybody else it is not there.
fn at_hand(view: &View<'_>, seat: &Seat, hash: &FileHash) -> Result<Option<AttachedFile>, Failure> {
    if !hash.is_well_formed() {
        return Ok(None);
    }
    let Some(file) = view.file(hash).map_err(broken)? else { return Ok(None) };
    if view.file_waits(hash, seat).map_err(broken)? {
        return Ok(Some(file));
    }
    for FileUse { subject, post } in view.file_uses(hash).map_err(broken)? {
        if may_read(view, seat, hash, &subject, post.as_ref())? {
            return Ok(Some(file));
        }
    }
    Ok(None)
}

/// Whether a seat reads a file that stands beside a noun's own words, or beside the answer of a post.
fn may_read(
    view: &View<'_>,
    seat: &Seat,
    hash: &FileHash,
    subject: &str,
    post: Option<&PostId>,
) -> Result<bool, Failure> {
    let Some((noun, id)) = subject.split_once('/') else { return Ok(false) };
    match noun {
        "order" => id.parse().map_or(Ok(false), |order| reads_order(view, seat, order, post)),
        // Stores of old call what came in from the field a report.
        "incident" | "report" => id.parse().map_or(Ok(false), |incident| reads_incident(view, seat, incident)),
        "message" => id.parse().map_or(Ok(false), |message| reads_message(view, seat, message)),
        "template" => id.parse().map_or(Ok(false), |template| reads_template(view, seat, hash, template)),
        _ => Ok(false),
    }
}

fn reads_order(view: &View<'_>, seat: &Seat, order: OrderId, post: Option<&PostId>) -> Result<bool, Failure> {
    match (seat.role, &seat.post, post) {
        // In the field one reads one's own orders and one's own answers.
        (Role::Field, Some(own), post) => {
            let is_mine = post.is_none_or(|post| post == own);
            Ok(is_mine && view.receipt(order, own).map_err(broken)?.is_some())
        }
        (Role::Field, None, _) => Ok(false),
        (_, _, Some(post)) => {
            let row = view.receipt(order, post).map_err(broken)?;
            Ok(row.is_some_and(|row| seat.covers(&row.recipient.grid)))
        }
        (..) => {
            let reached = view.progress_of(&[order]).map_err(broken)?;
            Ok(reached.iter().any(|(_, grid, ..)| seat.covers(grid)))
        }
    }
}

/// In the field one reads what one reported oneself, and what one's grid was given to put right.
fn reads_incident(view: &View<'_>, seat: &Seat, incident: IncidentId) -> Result<bool, Failure> {
    let row = view.incident(incident).map_err(broken)?;
    Ok(row.is_some_and(|row| match seat.role {
        Role::Field => {
            let has_it = row.standing.course.lead.as_ref().is_some_and(|lead| lead.is_grid_of(seat));
            let checks = row.standing.course.state == IncidentState::Disposed && seat.covers(&row.grid);
            has_it || checks || (seat.post.is_some() && seat.post == row.post)
        }
        _ => seat.covers(&row.grid),
    }))
}

/// With a message's words its pictures go.
fn reads_message(view: &View<'_>, seat: &Seat, message: MessageId) -> Result<bool, Failure> {
    let row = view.message(message).map_err(broken)?;
    Ok(row.is_some_and(|row| row.withdrawn.is_none() && channel::sees(seat, &row.channel, row.span)))
}

/// As long as the template has it: what one took out of a template, or threw away with it, is gone for the next order.
fn reads_template(view: &View<'_>, seat: &Seat, hash: &FileHash, template: TemplateId) -> Result<bool, Failure> {
    if rights::check(DoorKind::Ask, "saved", seat).is_err() {
        return Ok(false);
    }
    let known = view.templates().map_err(broken)?.into_iter().find(|known| known.id == template);
    Ok(known.is_some_and(|known| {
        seat.covers(&known.target.subtree) && attachment::files(&known.attachments).any(|file| file.hash == *hash)
    }))
}
