//! The door for changes: find out whether the command was seen, read what the rule needs, decide,
//! append the facts, remember the answer. All inside the writer's transaction.

pub mod alarm;
mod amend;
mod attach;
mod basemap;
mod call;
mod callin;
mod channel;
mod checkpoint;
mod contact;
mod device;
mod edit;
pub mod edition;
mod finding;
pub mod gateway;
mod incident;
mod intake;
mod journal;
pub mod ladder;
pub mod livecall;
mod order;
mod paper;
mod receipt;
mod recheck;
pub mod recording;
mod report;
mod review;
pub mod revise;
mod robot;
mod saved;
pub mod scheme;
pub mod set;
mod sheet;
pub mod speech;
mod undo;
pub mod viewing;
mod watch;
mod whistle;

use std::sync::Mutex;

use domain::action::{Action, Call, Outcome};
use domain::code::GridPath;
use domain::contact::Caller;
use domain::failure::{Failure, Refusal};
use domain::id::CommandId;
use domain::journal::JournalPrint;
use domain::moment::Moment;
use domain::paper::PaperPrint;
use domain::review::ReviewPrint;
use domain::seat::Seat;
use domain::sheet::SheetPrint;
use domain::viewing::ViewingPrint;
use ledger::{Batch, Filled};

use crate::attachment::FileTray;
use crate::basemap::Charts;
use crate::check::Checks;
use crate::district::District;
use crate::failure::{broken, bug};
use crate::gateway::Gateways;
use crate::host::Options;
use crate::import::Staging;
use crate::laying::Laying;
use crate::robot::Robots;
use crate::sheet::Tray;
use crate::standing::Holdings;

/// What an action has at hand while it runs.
pub struct Desktop<'a, 'b> {
    pub batch: &'a mut Batch<'b>,
    pub district: &'a District,
    pub options: &'a Options,
    pub staging: &'a Mutex<Staging>,
    pub tray: &'a Tray<SheetPrint>,
    pub papers: &'a Tray<PaperPrint>,
    pub journals: &'a Tray<JournalPrint>,
    pub viewings: &'a Tray<ViewingPrint>,
    pub reviews: &'a Tray<ReviewPrint>,
    pub files: &'a FileTray,
    pub charts: &'a Charts,
    pub gateways: &'a Gateways,
    pub robots: &'a Robots,
    pub holdings: &'a Holdings,
    pub checks: &'a Checks,
    pub laying: &'a Laying,
    /// Rows that were laid in this transaction, for the set that comes in now.
    pub filled: Option<Filled>,
    pub now: Moment,
}

/// A button that somebody has pressed.
#[derive(Clone)]
pub struct Pressed {
    pub seat: Seat,
    pub call: Call,
    /// Of the action: the same button pressed again says the same.
    digest: String,
}

impl Pressed {
    /// Works out what the writer needs not wait for.
    pub fn new(seat: Seat, call: Call) -> Self {
        let digest = digest(&call.action);
        Self { seat, call, digest }
    }
}

/// Run one call, or give the first answer again.
pub fn run(desk: &mut Desktop<'_, '_>, pressed: Pressed) -> Result<Outcome, Failure> {
    let Pressed { seat, call: Call { command_id, action }, digest } = pressed;
    let seat = &seat;
    if let Some(first) = first_answer(desk, command_id, &digest)? {
        return Ok(first);
    }
    // How far somebody has read is a mark beside the log, and no change that is kept for a retry.
    let is_mark = matches!(action, Action::ReadChannel { .. });
    let outcome = perform(desk, seat, command_id, action)?;
    if !is_mark {
        remember(desk, command_id, &digest, &outcome)?;
    }
    Ok(outcome)
}

#[expect(clippy::too_many_lines, reason = "a table: one line for each action")]
fn perform(desk: &mut Desktop<'_, '_>, seat: &Seat, command_id: CommandId, action: Action) -> Result<Outcome, Failure> {
    match action {
        Action::ImportSet { set, source } => set::import(desk, seat, command_id, &set, source),
        Action::UndoImport { import } => undo::undo(desk, seat, command_id, import),
        Action::DraftScheme { name, from } => scheme::begin(desk, seat, command_id, &name, from),
        Action::ReviseGrids { scheme, changes } => revise::revise(desk, seat, command_id, &scheme, changes),
        Action::EditGrids { scheme, edit, seen } => edit::edit(desk, seat, command_id, &scheme, &edit, &seen),
        Action::UndoRevision { fact } => revise::undo(desk, seat, command_id, fact),
        Action::SubmitScheme { scheme } => scheme::submit(desk, seat, command_id, scheme),
        Action::ReturnScheme { scheme, reason } => scheme::send_back(desk, seat, command_id, scheme, &reason),
        Action::PublishScheme { scheme, valid_from, heirs } => {
            scheme::publish(desk, seat, command_id, scheme::Word { scheme, valid_from, heirs })
        }
        Action::DiscardScheme { scheme } => scheme::discard(desk, seat, command_id, scheme),
        Action::KeepFile { file } => attach::keep(desk, seat, file),
        Action::IssueOrder { draft } => order::issue(desk, seat, command_id, &draft),
        Action::SaveTarget { saved } => saved::save_target(desk, seat, command_id, *saved),
        Action::RemoveTarget { id } => saved::remove_target(desk, seat, command_id, id),
        Action::KeepTemplate { template } => saved::keep_template(desk, seat, command_id, *template),
        Action::RemoveTemplate { id } => saved::remove_template(desk, seat, command_id, id),
        Action::MarkReceipt { order, post, mark, way, said } => {
            receipt::mark(desk, seat, command_id, receipt::Said { order, post, mark, way, at: said })
        }
        Action::SendMessage { message } => channel::send(desk, seat, command_id, *message),
        Action::WithdrawMessage { message, reason } => channel::withdraw(desk, seat, command_id, message, &reason),
        Action::PinMessage { message } => channel::pin(desk, seat, command_id, message),
        Action::UnpinMessage { message } => channel::unpin(desk, seat, command_id, message),
        Action::ReadChannel { channel, span, number } => channel::read(desk, seat, &channel, span, number),
        Action::BeginSpeech { channel, span } => speech::begin(desk, seat, command_id, channel, span),
        Action::HearSpeech { speech } => speech::hear(desk, seat, command_id, speech),
        Action::EndSpeech { speech, note } => speech::end(desk, seat, command_id, speech, note),
        Action::BeginViewing { stream, reason, words, round } => {
            viewing::begin(desk, seat, command_id, viewing::Wanted { stream, reason, words, round })
        }
        Action::EndViewing { viewing } => viewing::end(desk, seat, command_id, viewing),
        Action::SetQuietHours { hours } => channel::set_quiet_hours(desk, seat, command_id, hours),
        Action::WriteJournal { note } => journal::write(desk, seat, command_id, note),
        Action::PrintJournal { print } => journal::print(desk, seat, command_id, print),
        Action::PrintViewings { print } => viewing::print(desk, seat, command_id, print),
        Action::TakeCall { call } => callin::take(desk, seat, command_id, call),
        Action::NoteMissedCall { number, rang } => callin::note_missed(desk, seat, command_id, &number, rang),
        Action::AskForCall { asked, words } => callin::ask(desk, seat, command_id, asked, &words),
        Action::RingCentre => livecall::ring_centre(desk, seat, command_id),
        Action::RingPost { post } => livecall::ring_post(desk, seat, command_id, post),
        Action::StepCall { call, step } => livecall::step(desk, seat, command_id, call, &step),
        Action::SetRecording { rule, destroys } => recording::set(desk, seat, command_id, (rule, destroys)),
        Action::ListenToRecording { call, words, from } => {
            recording::listen(desk, seat, command_id, call, (&words, from))
        }
        Action::PutCallAside { call, reason } => callin::put_aside(desk, seat, command_id, call, &reason),
        Action::AcknowledgeAlarm { cause, raises } => alarm::acknowledge(desk, seat, command_id, cause, raises),
        Action::CloseAlarm { cause, raises, reason } => alarm::close(desk, seat, command_id, cause, (raises, &reason)),
        Action::MakeReport { report } => report::make(desk, seat, command_id, *report),
        Action::HandleIncident { incident, step, seen } => {
            incident::handle(desk, seat, command_id, incident, (step, seen))
        }
        Action::LookAtContact { incident, reason, words } => {
            contact::look(desk, seat, command_id, incident, (reason, words.as_deref()))
        }
        Action::FreezePeriod { period } => review::freeze(desk, seat, command_id, period),
        Action::OpenIntake { name, channel, subtree, days } => {
            intake::open(desk, seat, command_id, intake::Wanted { name, channel, subtree, days })
        }
        Action::SetBroker { address } => intake::set_broker(desk, seat, command_id, address),
        Action::CloseIntake { intake } => intake::close(desk, seat, command_id, intake),
        Action::ReviseTable { of, rows, from, source, seen } => {
            edition::revise(desk, seat, command_id, edition::Said { of, rows, from, source, seen })
        }
        Action::BlowWhistle { whistle } => whistle::blow(desk, seat, command_id, whistle),
        Action::HandleWhistle { whistle, step } => whistle::handle(desk, seat, command_id, whistle, step),
        Action::BeginRecheck { incident, plan, words } => {
            recheck::begin(desk, seat, command_id, incident, (plan, &words))
        }
        Action::HandleRecheck { recheck, step } => recheck::handle(desk, seat, command_id, recheck, step),
        Action::PrintReview { print } => review::print(desk, seat, command_id, print),
        Action::GiveCharge { charge } => review::charge(desk, seat, command_id, charge),
        Action::AnswerCharge { charge, end, words } => review::answer(desk, seat, command_id, charge, (end, &words)),
        Action::DestroyContact { incident, words } => contact::destroy(desk, seat, command_id, incident, &words),
        Action::HoldContact { incident, words } => contact::hold(desk, seat, command_id, incident, &words),
        Action::ReleaseContact { incident, words } => contact::release(desk, seat, command_id, incident, &words),
        Action::SetRetention { days } => contact::set_days(desk, seat, command_id, days),
        Action::RunRetention { days } => contact::run(desk, seat, command_id, days),
        Action::StartWatch { name } => watch::start(desk, seat, command_id, &name),
        Action::OfferWatch { watch, words } => watch::offer(desk, seat, command_id, watch, &words),
        Action::TakeWatch { taking } => watch::take(desk, seat, command_id, &taking),
        Action::EndWatch { watch, words } => watch::end(desk, seat, command_id, watch, &words),
        Action::CloseOrder { order, reason } => order::close(desk, seat, command_id, order, reason.as_deref()),
        Action::WithdrawOrder { order, reason } => order::withdraw(desk, seat, command_id, order, &reason),
        Action::LogCall { order, post, to, means, result } => {
            call::log(desk, seat, command_id, call::Called { order, post, to, means, result })
        }
        Action::SetGateway { by, wish } => gateway::set(desk, seat, command_id, by, wish),
        Action::TryGateway { by, .. } => gateway::tried(desk, seat, command_id, by),
        Action::BindRobot { robot, wish } => robot::bind(desk, seat, command_id, robot, *wish),
        Action::UnbindRobot { robot } => robot::unbind(desk, seat, command_id, robot),
        Action::TryRobot { robot } => robot::try_out(desk, seat, command_id, robot),
        Action::SettleDigest { digest, how } => robot::settle(desk, seat, command_id, digest, how),
        Action::SettleSends { sends, how } => gateway::settle(desk, seat, command_id, &sends, how),
        Action::SetLadder { priority, minutes, message } => {
            ladder::set(desk, seat, command_id, priority, (minutes, message))
        }
        Action::OfferPairing { post } => device::offer_pairing(desk, seat, command_id, post),
        Action::OfferSeat { role, subtree } => device::offer_seat(desk, seat, command_id, role, subtree),
        Action::AmendItem { wish } => amend::amend(desk, seat, command_id, *wish),
        Action::SetCheckpoint { id, seen, state, queue } => {
            amend::set_checkpoint(desk, seat, command_id, amend::Seen { id, digest: seen, state, queue })
        }
        Action::SayCheckpoint { id, state, queue, said } => {
            checkpoint::say(desk, seat, command_id, checkpoint::Said { id, state, queue, at: said })
        }
        Action::UndoAmendment { fact } => amend::undo(desk, seat, command_id, fact),
        Action::AcceptFinding { scheme, key, note, name } => {
            finding::accept(desk, seat, command_id, finding::Said { scheme, key, note, name })
        }
        Action::MendFinding { scheme, key, mend } => finding::mend(desk, seat, command_id, &scheme, &key, &mend),
        Action::WithdrawAcceptance { scheme, key } => finding::withdraw(desk, seat, command_id, scheme, key),
        Action::RevokeDevice { device } => device::revoke(desk, seat, command_id, device),
        Action::PrintSheet { print } => sheet::print(desk, seat, command_id, &print),
        Action::PrintPaper { print } => paper::print(desk, seat, command_id, &print),
        Action::AddBasemap { basemap } => basemap::add(desk, seat, command_id, basemap),
        Action::RemoveBasemap { hash } => basemap::remove(desk, seat, command_id, hash),
        Action::ChooseBasemap { underlay } => basemap::choose(desk, seat, command_id, underlay),
        Action::SetTianditu { wish } => basemap::set_tianditu(desk, seat, command_id, wish),
    }
}

fn first_answer(desk: &Desktop<'_, '_>, id: CommandId, digest: &str) -> Result<Option<Outcome>, Failure> {
    let Some(known) = desk.batch.remembered(id).map_err(broken)? else { return Ok(None) };
    // That of a report whose caller was destroyed is gone with him.
    if known.action_digest != digest && !known.action_digest.is_empty() {
        return Err(Refusal::CommandIdReused.into());
    }
    serde_json::from_str(&known.outcome).map_err(|_| bug("a remembered answer cannot be read"))
}

fn remember(desk: &mut Desktop<'_, '_>, id: CommandId, digest: &str, outcome: &Outcome) -> Result<(), Failure> {
    let kept = serde_json::to_string(&without_secret(outcome)).map_err(|_| bug("an answer cannot be written"))?;
    desk.batch.remember(id, digest, &kept, desk.now).map_err(broken)
}

/// A code, a token, a contact or a recording is shown once and kept nowhere: a retry after a lost answer gets an empty one
/// and asks anew.
fn without_secret(outcome: &Outcome) -> Outcome {
    match outcome {
        Outcome::PairingOffered { until, .. } => Outcome::PairingOffered { code: String::new(), until: *until },
        Outcome::IntakeOpened { intake, .. } => Outcome::IntakeOpened { intake: *intake, token: String::new() },
        Outcome::RecordingHeard { .. } => Outcome::RecordingHeard { pieces: Vec::new(), next: None },
        Outcome::ContactShown { .. } => Outcome::ContactShown { contact: Caller::default() },
        other => other.clone(),
    }
}

/// What is about a grid is for seats that cover it; what is about none is the whole store's.
fn admit_scope(seat: &Seat, scope: Option<&GridPath>) -> Result<(), Refusal> {
    match (scope, &seat.subtree) {
        (_, None) => Ok(()),
        (Some(path), Some(_)) if seat.covers(path) => Ok(()),
        (path, Some(top)) => Err(Refusal::OutsideSubtree { path: path.unwrap_or(top).clone() }),
    }
}

fn digest(action: &Action) -> String {
    let text = serde_json::to_vec(action).expect("an action has text keys and finite numbers only");
    blake3::hash(&text).to_hex().to_string()
}
