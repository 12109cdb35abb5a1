//! What the writer is asked to do, what each may change, and the answers that wait for a commit.

use domain::action::{Action, Outcome};
use domain::failure::Failure;

use crate::act::Pressed;
use crate::act::gateway::Work;
use crate::act::recording::Said;
use crate::act::viewing::Watched;
use crate::arrival::ComingIn;
use crate::pairing::{Pairing, Redeem};
use crate::presence::Concerned;

/// Takes the answer to who waits for it: a thread, or a task. One that went away does not need it.
pub type Reply<T> = Box<dyn FnOnce(Result<T, Failure>) + Send>;

/// What the thread is asked to do.
pub enum Job {
    Act {
        pressed: Box<Pressed>,
        reply: Reply<Outcome>,
    },
    Redeem {
        redeem: Redeem,
        reply: Reply<Pairing>,
    },
    /// The next grids of a scheme, for a draft that is to begin with them.
    Lay {
        from: String,
        to: String,
        reply: Reply<u32>,
    },
    /// A set that is on its way in: rows, and behind them its call. It is alone in its group, and gives way to everybody.
    TakeIn {
        coming: ComingIn,
        reply: Reply<Outcome>,
    },
    /// Messages by gateways went out, came to something, or were reported.
    Sends {
        work: Work,
        reply: Reply<u32>,
    },
    /// What the lookout sees of a stream.
    Watched {
        watched: Watched,
        reply: Reply<u32>,
    },
    /// Some of what was said in a call that is recorded.
    Recorded {
        said: Box<Said>,
        reply: Reply<u32>,
    },
    /// The next grids of schemes that are gone go, and of a draft that did not come.
    Sweep {
        draft: Option<String>,
        reply: Reply<u32>,
    },
    Close,
}

/// An answer that waits for the commit.
pub enum Answer {
    Act(Reply<Outcome>, Result<Outcome, Failure>),
    Redeem(Reply<Pairing>, Result<Pairing, Failure>),
    Counted(Reply<u32>, Result<u32, Failure>),
}

impl Job {
    pub fn fail(self, failure: &Failure) {
        match self {
            Self::Act { reply, .. } | Self::TakeIn { reply, .. } => reply(Err(failure.clone())),
            Self::Redeem { reply, .. } => reply(Err(failure.clone())),
            Self::Lay { reply, .. }
            | Self::Sweep { reply, .. }
            | Self::Sends { reply, .. }
            | Self::Recorded { reply, .. }
            | Self::Watched { reply, .. } => {
                reply(Err(failure.clone()));
            }
            Self::Close => {}
        }
    }

    /// What somebody wants done, where it is an act.
    pub fn action(&self) -> Option<&Action> {
        match self {
            Self::Act { pressed, .. } => Some(&pressed.call.action),
            _ => None,
        }
    }

    /// What somebody answers to an order.
    pub fn as_mark(&self) -> Option<&Pressed> {
        match self {
            Self::Act { pressed, .. } if matches!(pressed.call.action, Action::MarkReceipt { .. }) => Some(pressed),
            _ => None,
        }
    }

    /// What came of an act.
    pub fn acted(self, result: Result<Outcome, Failure>) -> Answer {
        match self {
            Self::Act { reply, .. } => Answer::Act(reply, result),
            _ => unreachable!("nothing else has an outcome"),
        }
    }

    /// Whether the district in memory is another after it.
    pub fn changes_district(&self) -> bool {
        let Some(action) = self.action() else { return self.is_taking_in() };
        matches!(
            action,
            Action::ImportSet { .. }
                | Action::UndoImport { .. }
                | Action::PublishScheme { .. }
                | Action::AmendItem { .. }
                | Action::UndoAmendment { .. }
                | Action::SetCheckpoint { .. }
                | Action::SayCheckpoint { .. }
                | Action::ReviseTable { .. }
        )
    }

    /// Whether a seat may end by it, or move to another grid; as [`crate::live::Piece::unseats`] says of facts.
    pub fn may_unseat(&self) -> bool {
        let Some(action) = self.action() else { return false };
        !matches!(
            action,
            Action::IssueOrder { .. }
                | Action::MarkReceipt { .. }
                | Action::BeginSpeech { .. }
                | Action::HearSpeech { .. }
                | Action::EndSpeech { .. }
                | Action::BeginViewing { .. }
                | Action::EndViewing { .. }
                | Action::CloseOrder { .. }
                | Action::WithdrawOrder { .. }
                | Action::LogCall { .. }
                | Action::WriteJournal { .. }
                | Action::TakeCall { .. }
                | Action::NoteMissedCall { .. }
                | Action::AskForCall { .. }
                | Action::PutCallAside { .. }
                | Action::RingCentre
                | Action::RingPost { .. }
                | Action::StepCall { .. }
                | Action::SendMessage { .. }
                | Action::ReadChannel { .. }
                | Action::KeepFile { .. }
                | Action::PrintPaper { .. }
                | Action::PrintSheet { .. }
                | Action::OfferPairing { .. }
                | Action::OfferSeat { .. }
        )
    }

    /// Whether it brings a set in while that comes.
    pub fn is_taking_in(&self) -> bool {
        matches!(self, Self::TakeIn { .. })
    }

    /// Laying out grids appends nothing that anybody could hear of.
    pub fn is_laying(&self) -> bool {
        matches!(self, Self::Lay { .. } | Self::Sweep { .. })
    }

    /// Whether other schemes wait for their day after it.
    pub fn changes_approved(&self) -> bool {
        let Some(action) = self.action() else { return false };
        matches!(action, Action::ReturnScheme { .. })
    }

    /// Whether live calls stand otherwise after it.
    pub fn changes_calls(&self) -> bool {
        let Some(action) = self.action() else { return false };
        matches!(action, Action::RingCentre | Action::RingPost { .. } | Action::StepCall { .. })
    }

    /// Whether another recording of a call is the next whose time is over.
    pub fn changes_recordings(&self) -> bool {
        matches!(self, Self::Recorded { .. }) || matches!(self.action(), Some(Action::SetRecording { .. }))
    }

    /// Whether other rungs come after it.
    pub fn changes_ladders(&self) -> bool {
        let Some(action) = self.action() else { return false };
        matches!(action, Action::IssueOrder { .. } | Action::CloseOrder { .. } | Action::WithdrawOrder { .. })
    }
}

impl Answer {
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::Act(_, result) => result.as_ref().err(),
            Self::Redeem(_, result) => result.as_ref().err(),
            Self::Counted(_, result) => result.as_ref().err(),
        }
    }

    pub fn send(self) {
        match self {
            Self::Act(reply, result) => reply(result),
            Self::Redeem(reply, result) => reply(result),
            Self::Counted(reply, result) => reply(result),
        }
    }

    pub fn fail(self, failure: &Failure) {
        match self {
            Self::Act(reply, _) => reply(Err(failure.clone())),
            Self::Redeem(reply, _) => reply(Err(failure.clone())),
            Self::Counted(reply, _) => reply(Err(failure.clone())),
        }
    }
}

/// Whose phones a group may mean something to: what people answer is nothing to others, and what is kept of calls to nobody.
pub fn concerned(group: &[Job]) -> Concerned {
    let heard = group.iter().filter(|job| !matches!(job, Job::Recorded { .. }));
    let answered = heard.map(|job| match job {
        Job::Act { pressed, .. } => match &pressed.call.action {
            Action::MarkReceipt { post, .. } => Some(post.clone()),
            Action::HearSpeech { .. } => pressed.seat.post.clone(),
            _ => None,
        },
        _ => None,
    });
    answered.collect::<Option<Vec<_>>>().map_or(Concerned::Everybody, Concerned::Posts)
}
