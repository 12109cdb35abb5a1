//! What an open page is told of the facts, cut down to its seat.

use std::collections::HashMap;
use std::sync::OnceLock;

use domain::channel::{self, Reader};
use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::failure::Failure;
use domain::id::{MessageId, OrderId, PostId, SpeechId};
use domain::incident::Deed;
use domain::news::{News, Told, Vector};
use domain::receipt::Part;
use domain::seat::{Role, Seat};
use domain::target::Recipient;
use ledger::View;

use crate::failure::broken;
use crate::silence;

/// At most this many facts are read at once; the host asks again until nothing is left.
const MOST_AT_ONCE: u32 = 2_000;

/// In the order of the log. Facts that mean nothing to this seat only move its vector, so of each run of
/// them one is told.
pub fn told_since(view: &View<'_>, seat: &Seat, vector: &Vector) -> Result<Vec<Told>, Failure> {
    let facts = view.facts_since(vector, MOST_AT_ONCE).map_err(broken)?;
    let mut told: Vec<Told> = Vec::new();
    for (header, fact) in facts {
        let news = match fact {
            Some(fact) => news(view, &header, &fact, seat)?,
            None => News::Other,
        };
        if news == News::Other && told.last().is_some_and(|last| last.news == News::Other && last.desk == header.desk) {
            told.pop();
        }
        told.push(Told { desk: header.desk, seq: header.seq, at: header.at, news });
    }
    Ok(told)
}

/// A fact, held for all who listen.
#[derive(Debug)]
pub struct Piece {
    header: Header,
    fact: Fact,
    /// Of an order: who gets it, worked out when the first phone asks. A list of thousands would be gone through for
    /// each of thousands.
    parts: OnceLock<HashMap<PostId, Part>>,
}

/// What a fact may change in a post's inbox.
#[derive(Debug, PartialEq, Eq)]
pub enum InInbox {
    /// No order of it.
    Nothing,
    /// This one, if it is there.
    Order(OrderId),
    /// Nobody can say.
    Anything,
}

/// What a seat hears of a fact.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// This.
    Now(News),
    /// The store has to be asked.
    Ask,
}

impl Piece {
    pub fn new(header: Header, fact: Fact) -> Self {
        Self { header, fact, parts: OnceLock::new() }
    }

    /// What part a post has in it, where it is an order.
    fn part_of(&self, post: Option<&PostId>) -> Option<Part> {
        let (Fact::OrderIssued { recipients, copies, .. }, Some(post)) = (&self.fact, post) else { return None };
        let parts = self.parts.get_or_init(|| {
            let copies = copies.iter().map(|copy| (copy.post.clone(), Part::Copy));
            copies.chain(recipients.iter().map(|one| (one.post.clone(), Part::Recipient))).collect()
        });
        parts.get(post).copied()
    }

    /// What a seat hears of it.
    pub fn heard(&self, seat: &Seat) -> Heard {
        let is_field = seat.role == Role::Field;
        match &self.fact {
            Fact::MessageWithdrawn { .. }
            | Fact::MessagePinned { .. }
            | Fact::MessageUnpinned { .. }
            | Fact::SpeechHeard { .. }
            | Fact::SpeechEnded { .. } => Heard::Ask,
            Fact::RungReached { .. } | Fact::OrderEnded { .. } if is_field => Heard::Ask,
            Fact::RungReached { order, .. } if concerns(&self.header, seat) => {
                Heard::Now(News::RungReached { order: *order })
            }
            Fact::OrderEnded { order, .. } if concerns(&self.header, seat) => {
                Heard::Now(News::OrderEnded { order: *order })
            }
            fact => Heard::Now(plain(&self.header, fact, seat, self.part_of(seat.post.as_ref()))),
        }
    }

    /// The same where the store has to be asked.
    pub fn asked(&self, view: &View<'_>, seat: &Seat) -> Result<News, Failure> {
        news(view, &self.header, &self.fact, seat)
    }

    /// Who gave an answer, and for which grid. Every other fact may mean something to any phone.
    pub fn answer(&self) -> Option<(&PostId, Option<&GridPath>)> {
        match &self.fact {
            Fact::ReceiptMarked { post, .. } => Some((post, self.header.scope.as_ref())),
            // Whoever speaks counts them; it is nothing to others who listen.
            Fact::SpeechHeard { .. } => self.header.by.post.as_ref().map(|post| (post, self.header.scope.as_ref())),
            _ => None,
        }
    }

    /// What it may change in the inbox of a seat's post.
    pub fn in_inbox(&self, seat: &Seat) -> InInbox {
        match &self.fact {
            Fact::OrderIssued { order, .. } => {
                let is_mine = self.part_of(seat.post.as_ref()).is_some();
                if is_mine { InInbox::Order(order.id) } else { InInbox::Nothing }
            }
            Fact::ReceiptMarked { order, .. } | Fact::OrderEnded { order, .. } | Fact::RungReached { order, .. } => {
                InInbox::Order(*order)
            }
            // What unseats nobody changes neither people nor grids.
            _ if self.unseats() => InInbox::Anything,
            _ => InInbox::Nothing,
        }
    }

    /// Whether somebody's seat may have ended by it, or moved to another grid.
    pub fn unseats(&self) -> bool {
        !matches!(
            self.fact,
            Fact::OrderIssued { .. }
                | Fact::ReceiptMarked { .. }
                | Fact::OrderEnded { .. }
                | Fact::RungReached { .. }
                | Fact::DeadlineReached { .. }
                | Fact::CallLogged { .. }
                | Fact::SendsQueued { .. }
                | Fact::SendsMoved { .. }
                | Fact::GatewayTried { .. }
                | Fact::RobotTried { .. }
                | Fact::DigestBegun { .. }
                | Fact::DigestEnded { .. }
                | Fact::DigestSettled { .. }
                | Fact::JournalWritten { .. }
                | Fact::CallTaken { .. }
                | Fact::CallMissed { .. }
                | Fact::CallRang { .. }
                | Fact::CallTurned { .. }
                | Fact::CallEnded { .. }
                | Fact::CallPutAside { .. }
                | Fact::AlarmAcknowledged { .. }
                | Fact::AlarmClosed { .. }
                | Fact::WritingFailed { .. }
                | Fact::IncidentReported { .. }
                | Fact::IncidentHandled { .. }
                | Fact::ContactSealed { .. }
                | Fact::ContactViewed { .. }
                | Fact::PeriodFrozen { .. }
                | Fact::WhistleBlown { .. }
                | Fact::WhistleHandled { .. }
                | Fact::RecheckBegun { .. }
                | Fact::RecheckHandled { .. }
                | Fact::ReviewPrinted { .. }
                | Fact::ChargeGiven { .. }
                | Fact::ChargeAnswered { .. }
                | Fact::ContactDestroyed { .. }
                | Fact::ContactHeld { .. }
                | Fact::ContactReleased { .. }
                | Fact::RecordingSet { .. }
                | Fact::RecordingKept { .. }
                | Fact::RecordingHeard { .. }
                | Fact::RecordingDestroyed { .. }
                | Fact::RetentionSet { .. }
                | Fact::CheckpointHeardLate { .. }
                | Fact::MessageSent { .. }
                | Fact::SpeechBegun { .. }
                | Fact::SpeechHeard { .. }
                | Fact::SpeechEnded { .. }
                | Fact::ViewingBegun { .. }
                | Fact::ViewingEnded { .. }
                | Fact::StreamLost { .. }
                | Fact::StreamFound { .. }
                | Fact::PaperPrinted { .. }
                | Fact::SheetPrinted { .. }
                | Fact::PairingOffered { .. }
                | Fact::DevicePaired { .. }
        )
    }

    /// As a page is told.
    pub fn told(&self, news: News) -> Told {
        Told { desk: self.header.desk, seq: self.header.seq, at: self.header.at, news }
    }
}

fn news(view: &View<'_>, header: &Header, fact: &Fact, seat: &Seat) -> Result<News, Failure> {
    Ok(match fact {
        Fact::RungReached { order, .. } if is_called(view, header, *order, seat)? => {
            News::RungReached { order: *order }
        }
        Fact::OrderEnded { order, .. } if has_part(view, header, *order, seat)? => News::OrderEnded { order: *order },
        Fact::OrderIssued { recipients, copies, .. } => {
            let mine = |list: &[Recipient]| list.iter().any(|recipient| Some(&recipient.post) == seat.post.as_ref());
            let part = if mine(recipients) {
                Some(Part::Recipient)
            } else if mine(copies) {
                Some(Part::Copy)
            } else {
                None
            };
            plain(header, fact, seat, part)
        }
        Fact::MessageWithdrawn { message, .. }
        | Fact::MessagePinned { message }
        | Fact::MessageUnpinned { message } => match seen(view, *message, seat)? {
            Some(channel) => News::ChannelChanged { channel },
            None => News::Other,
        },
        Fact::SpeechHeard { speech } if is_in(view, *speech, seat)? => News::SpeechHeard { speech: *speech },
        Fact::SpeechEnded { speech, .. } if is_in(view, *speech, seat)? => News::SpeechEnded { speech: *speech },
        fact => plain(header, fact, seat, None),
    })
}

/// What needs no look into the store; `part` is the seat's own in an order.
fn plain(header: &Header, fact: &Fact, seat: &Seat, part: Option<Part>) -> News {
    match fact {
        Fact::SchemePublished { .. }
        | Fact::SetImported { .. }
        | Fact::ImportUndone { .. }
        | Fact::ItemAmended { .. } => News::DistrictChanged,
        Fact::SchemeDrafted { .. }
        | Fact::GridsRevised { .. }
        | Fact::SchemeSubmitted { .. }
        | Fact::SchemeReturned { .. }
        | Fact::SchemeApproved { .. }
        | Fact::SchemeDiscarded { .. } => {
            // Schemes are the whole store's, and nobody's in the field.
            let is_concerned = seat.role != Role::Field && seat.subtree.is_none();
            if is_concerned { News::SchemesChanged } else { News::Other }
        }
        Fact::OrderIssued { order, .. } => {
            let told = OrderNews { part, concerns: concerns(header, seat) };
            if told.is_for(seat) {
                News::OrderIssued { order: order.id, scope: order.scope().clone(), part }
            } else {
                News::Other
            }
        }
        Fact::ReceiptMarked { order, post, mark, way, .. } => {
            let mine = seat.post.as_ref() == Some(post);
            if mine || (seat.role != Role::Field && concerns(header, seat)) {
                News::ReceiptMarked { order: *order, post: post.clone(), progress: mark.progress(), way: *way }
            } else {
                News::Other
            }
        }
        Fact::MessageSent { message } if channel::sees(seat, &message.channel, message.span) => News::MessageSent {
            channel: message.channel.clone(),
            span: message.span,
            priority: message.priority,
            own: Reader::of(&header.by) == Reader::of(seat),
            calls_me: seat.post.as_ref().is_some_and(|post| message.mentions.contains(post)),
        },
        Fact::SpeechBegun { speech } if channel::sees(seat, &speech.channel, speech.span) => {
            News::SpeechBegun { speech: speech.id, channel: speech.channel.clone() }
        }
        Fact::CallRang { .. } | Fact::CallTurned { .. } | Fact::CallEnded { .. } => {
            if is_call_of(header, fact, seat) {
                News::CallsChanged
            } else {
                News::Other
            }
        }
        Fact::ViewingBegun { .. } | Fact::ViewingEnded { .. } | Fact::StreamLost { .. } | Fact::StreamFound { .. }
            if seat.role != Role::Field && (seat.subtree.is_none() || is_within(header, seat)) =>
        {
            News::StreamsChanged
        }
        Fact::QuietHoursSet { .. } => News::QuietHoursChanged,
        // A phone hears of what it reported itself, wherever it lies, and of what its grid has or had to put right.
        Fact::IncidentReported { incident } if seat.role == Role::Field => {
            if seat.post.is_some() && seat.post == incident.post { News::IncidentsChanged } else { News::Other }
        }
        Fact::IncidentHandled { post, parties, step, .. } if seat.role == Role::Field => {
            let checks = matches!(step.deed(), Deed::Dispose | Deed::Pass | Deed::Fail) && is_within(header, seat);
            let has_it = checks || parties.iter().any(|party| party.is_grid_of(seat));
            let concerns = has_it || (seat.post.is_some() && seat.post == *post);
            if concerns { News::IncidentsChanged } else { News::Other }
        }
        // Whom a whistle calls, and who blew it.
        Fact::WhistleBlown { whistle } if seat.role == Role::Field => {
            let is_called = whistle.summons.iter().any(|summons| summons.party.is_grid_of(seat));
            let is_mine = seat.post.is_some() && seat.post == header.by.post;
            if is_called || is_mine { News::IncidentsChanged } else { News::Other }
        }
        Fact::WhistleHandled { post, parties, .. } if seat.role == Role::Field => {
            let concerns = parties.iter().any(|party| party.is_grid_of(seat)) || (post.is_some() && seat.post == *post);
            if concerns { News::IncidentsChanged } else { News::Other }
        }
        Fact::IncidentReported { .. }
        | Fact::IncidentHandled { .. }
        | Fact::WhistleBlown { .. }
        | Fact::WhistleHandled { .. }
        | Fact::RecheckBegun { .. }
        | Fact::RecheckHandled { .. }
        | Fact::ContactDestroyed { .. }
        | Fact::ContactHeld { .. }
        | Fact::ContactReleased { .. }
            if is_within(header, seat) && seat.role != Role::Field =>
        {
            News::IncidentsChanged
        }
        // Figures are asked for anew with the incidents that they count.
        Fact::PeriodFrozen { .. } if seat.role != Role::Field && seat.subtree.is_none() => News::IncidentsChanged,
        Fact::ChargeGiven { .. } | Fact::ChargeAnswered { .. }
            if seat.role != Role::Field && (seat.subtree.is_none() || is_within(header, seat)) =>
        {
            News::IncidentsChanged
        }
        // A phone hears that its own grid's calls were answered, and nothing of the journal.
        Fact::CallTaken { .. } | Fact::CallMissed { .. } | Fact::CallPutAside { .. }
            if seat.role == Role::Field && header.scope == seat.subtree =>
        {
            News::JournalChanged
        }
        fact if seat.role != Role::Field => at_desk(header, fact, seat),
        _ => News::Other,
    }
}

/// The same of what nobody in the field hears of.
fn at_desk(header: &Header, fact: &Fact, seat: &Seat) -> News {
    match fact {
        Fact::CallLogged { order, .. } if concerns(header, seat) => News::CallLogged { order: *order },
        Fact::PaperPrinted { print } if concerns(header, seat) => News::PaperPrinted { order: print.wish.order },
        Fact::SendsQueued { order, .. } | Fact::SendsMoved { order, .. } if concerns(header, seat) => {
            News::SendsChanged { order: *order }
        }
        Fact::RobotBound { .. }
        | Fact::RobotUnbound { .. }
        | Fact::RobotTried { .. }
        | Fact::DigestBegun { .. }
        | Fact::DigestEnded { .. }
        | Fact::DigestSettled { .. }
            if is_within(header, seat) =>
        {
            News::RobotsChanged
        }
        Fact::GatewaySet { .. } | Fact::GatewayTried { .. } => News::GatewaysChanged,
        Fact::LadderSet { .. } => News::LaddersChanged,
        Fact::IntakeOpened { .. } | Fact::IntakeClosed { .. } if seat.subtree.is_none() || is_within(header, seat) => {
            News::IntakesChanged
        }
        Fact::BrokerSet { .. } => News::IntakesChanged,
        Fact::TableRevised { .. } => News::TablesChanged,
        Fact::FindingAccepted { .. } | Fact::AcceptanceWithdrawn { .. } if concerns(header, seat) => {
            News::FindingsChanged
        }
        Fact::JournalWritten { .. }
        | Fact::CheckpointHeardLate { .. }
        | Fact::CallTaken { .. }
        | Fact::CallMissed { .. }
        | Fact::CallPutAside { .. }
        | Fact::WatchStarted { .. }
        | Fact::WatchOffered { .. }
        | Fact::WatchHandedOver { .. }
        | Fact::WatchEnded { .. }
            if seat.subtree.is_none() || is_within(header, seat) =>
        {
            News::JournalChanged
        }
        Fact::DeadlineReached { .. }
        | Fact::AlarmAcknowledged { .. }
        | Fact::AlarmClosed { .. }
        | Fact::SchemeHeldUp { .. }
        | Fact::CalendarYearMissed { .. }
        | Fact::WritingFailed { .. }
            if seat.subtree.is_none() || is_within(header, seat) =>
        {
            News::AlarmsChanged
        }
        Fact::SheetPrinted { .. }
        | Fact::JournalPrinted { .. }
        | Fact::ViewingsPrinted { .. }
        | Fact::ReviewPrinted { .. }
            if is_within(header, seat) =>
        {
            News::PrintsChanged
        }
        Fact::TargetSaved { .. }
        | Fact::TargetRemoved { .. }
        | Fact::TemplateKept { .. }
        | Fact::TemplateRemoved { .. }
            if is_within(header, seat) =>
        {
            News::SavedChanged
        }
        Fact::BasemapAdded { .. }
        | Fact::BasemapRemoved { .. }
        | Fact::BasemapChosen { .. }
        | Fact::TiandituSet { .. } => News::BasemapsChanged,
        Fact::DevicePaired { .. } | Fact::DeviceRevoked { .. } => News::DevicesChanged,
        _ => News::Other,
    }
}

/// The channel of a message, where the seat sees it.
fn seen(view: &View<'_>, id: MessageId, seat: &Seat) -> Result<Option<GridPath>, Failure> {
    let row = view.message(id).map_err(broken)?;
    Ok(row.filter(|row| channel::sees(seat, &row.channel, row.span)).map(|row| row.channel))
}

/// Whether a live call is the seat's business: in the field its own post's, at the desk one of its grids.
fn is_call_of(header: &Header, fact: &Fact, seat: &Seat) -> bool {
    let post = match fact {
        Fact::CallRang { ring } => &ring.post,
        Fact::CallTurned { post, .. } => post,
        Fact::CallEnded { call } => &call.post,
        _ => return false,
    };
    if seat.role == Role::Field { seat.post.as_ref() == Some(post) } else { is_within(header, seat) }
}

/// Whether a speech is said to the seat, or by it.
fn is_in(view: &View<'_>, id: SpeechId, seat: &Seat) -> Result<bool, Failure> {
    let row = view.speech(id).map_err(broken)?;
    Ok(row.is_some_and(|row| channel::sees(seat, &row.spoken.speech.channel, row.spoken.speech.span)))
}

/// Whether the seat hears of a rung: in the field, as long as it is silent itself.
fn is_called(view: &View<'_>, header: &Header, id: OrderId, seat: &Seat) -> Result<bool, Failure> {
    let Some(post) = &seat.post else { return Ok(seat.role != Role::Field && concerns(header, seat)) };
    let Some(row) = view.receipt(id, post).map_err(broken)? else { return Ok(false) };
    if !row.receipt.progress().is_open() || view.order_end(id).map_err(broken)?.is_some() {
        return Ok(false);
    }
    let Some(order) = view.order(id).map_err(broken)? else { return Ok(false) };
    silence::is_silent(view, &order, &row)
}

/// Whether an order is the seat's business: in the field, by a receipt of its own.
fn has_part(view: &View<'_>, header: &Header, order: OrderId, seat: &Seat) -> Result<bool, Failure> {
    match &seat.post {
        Some(post) => Ok(view.receipt(order, post).map_err(broken)?.is_some()),
        None => Ok(seat.role != Role::Field && concerns(header, seat)),
    }
}

struct OrderNews {
    part: Option<Part>,
    concerns: bool,
}

impl OrderNews {
    fn is_for(&self, seat: &Seat) -> bool {
        self.part.is_some() || (seat.role != Role::Field && self.concerns)
    }
}

/// Whether the fact's grid lies in the seat's subtree.
fn is_within(header: &Header, seat: &Seat) -> bool {
    header.scope.as_ref().is_some_and(|scope| seat.covers(scope))
}

/// Whether the fact's grid lies in the seat's subtree, or above it.
fn concerns(header: &Header, seat: &Seat) -> bool {
    let (Some(scope), Some(top)) = (&header.scope, &seat.subtree) else { return true };
    scope.is_within(top) || top.is_within(scope)
}
