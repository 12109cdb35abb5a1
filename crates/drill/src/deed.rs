//! What somebody does with his phone: a mark on an order, a wish to be called, a report of what he found.

use std::time::Duration;

use domain::action::{Action, Call};
use domain::attachment::{AttachedFile, Attachment};
use domain::code::GridPath;
use domain::id::{CommandId, OrderId, PostId};
use domain::moment::Moment;
use domain::receipt::{Mark, Way};
use domain::report::{ReportDraft, Spot};

use crate::found::Found;

/// What is done later than it was due by this much was done without a network.
pub(crate) const LATE: Duration = Duration::from_secs(1);

/// Something to be done, under a command id of its own.
pub(crate) struct Step {
    pub(crate) command: CommandId,
    pub(crate) deed: Deed,
    /// The photo that goes with it.
    pub(crate) photo: Photo,
}

pub(crate) enum Deed {
    /// A mark to be made, and those that follow it.
    Mark { order: OrderId, mark: Mark, then: Vec<(Duration, Mark)> },
    /// The centre is asked to call.
    Call { words: &'static str },
    /// Something was found.
    Report { found: Found },
}

/// A photo: none is taken, it is still on the phone, or the desk has it.
pub(crate) enum Photo {
    None,
    /// It is handed in under this command.
    Taken(CommandId),
    HandedIn(AttachedFile),
}

impl Step {
    /// As it is called for, done `ago`. What was done a while before it is called for says when.
    pub(crate) fn call(&self, post: &PostId, grid: &GridPath, now: Moment, ago: Duration) -> Call {
        let done = Moment::from_millis(now.millis() - i64::try_from(ago.as_millis()).unwrap_or_default());
        let attachments = match &self.photo {
            Photo::HandedIn(file) => vec![Attachment::File { file: file.clone() }],
            Photo::None | Photo::Taken(_) => Vec::new(),
        };
        let action = match &self.deed {
            Deed::Mark { order, mark, .. } => Action::MarkReceipt {
                order: *order,
                post: post.clone(),
                mark: with(mark.clone(), attachments),
                way: Way::Device,
                said: (ago >= LATE).then_some(done),
            },
            Deed::Call { words } => Action::AskForCall { asked: done, words: (*words).to_owned() },
            Deed::Report { found } => Action::MakeReport {
                report: Box::new(ReportDraft {
                    channel: None,
                    foreign: None,
                    post: None,
                    category: Vec::new(),
                    kind: found.kind,
                    urgency: found.urgency,
                    words: found.words.to_owned(),
                    spot: Spot::Grid { path: grid.clone() },
                    attachments,
                    seen: done,
                    caller: None,
                }),
            },
        };
        Call { command_id: self.command, action }
    }
}

fn with(mark: Mark, photos: Vec<Attachment>) -> Mark {
    match mark {
        Mark::Done { words, value, .. } => Mark::Done { words, value, attachments: photos },
        other => other,
    }
}
