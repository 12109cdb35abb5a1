//! What a fact is called in the log, what it is about, and what stands beside it.

use super::Fact;
use crate::attachment::Attachment;
use crate::item::ItemName;
use crate::retention::ContactEnding;

impl Fact {
    /// The kind's name, as in the log.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::StoreFounded { .. } => "StoreFounded",
            Self::SchemePublished { .. } => "SchemePublished",
            Self::SchemeDrafted { .. } => "SchemeDrafted",
            Self::GridsRevised { .. } => "GridsRevised",
            Self::SchemeSubmitted { .. } => "SchemeSubmitted",
            Self::SchemeReturned { .. } => "SchemeReturned",
            Self::SchemeApproved { .. } => "SchemeApproved",
            Self::SchemeDiscarded { .. } => "SchemeDiscarded",
            Self::SetImported { .. } => "SetImported",
            Self::ImportUndone { .. } => "ImportUndone",
            Self::OrderIssued { .. } => "OrderIssued",
            Self::ReceiptMarked { .. } => "ReceiptMarked",
            Self::MessageSent { .. } => "MessageSent",
            Self::MessageWithdrawn { .. } => "MessageWithdrawn",
            Self::MessagePinned { .. } => "MessagePinned",
            Self::MessageUnpinned { .. } => "MessageUnpinned",
            Self::SpeechBegun { .. } => "SpeechBegun",
            Self::SpeechHeard { .. } => "SpeechHeard",
            Self::SpeechEnded { .. } => "SpeechEnded",
            Self::ViewingBegun { .. } => "ViewingBegun",
            Self::ViewingEnded { .. } => "ViewingEnded",
            Self::StreamLost { .. } => "StreamLost",
            Self::StreamFound { .. } => "StreamFound",
            Self::QuietHoursSet { .. } => "QuietHoursSet",
            Self::JournalWritten { .. } => "JournalWritten",
            Self::CallTaken { .. } => "CallTaken",
            Self::CallMissed { .. } => "CallMissed",
            Self::CallRang { .. } => "CallRang",
            Self::CallTurned { .. } => "CallTurned",
            Self::CallEnded { .. } => "CallEnded",
            Self::CallPutAside { .. } => "CallPutAside",
            Self::AlarmAcknowledged { .. } => "AlarmAcknowledged",
            Self::AlarmClosed { .. } => "AlarmClosed",
            Self::SchemeHeldUp { .. } => "SchemeHeldUp",
            Self::WritingFailed { .. } => "WritingFailed",
            Self::IncidentReported { .. } => "IncidentReported",
            Self::IncidentHandled { .. } => "IncidentHandled",
            Self::ContactSealed { .. } => "ContactSealed",
            Self::ContactViewed { .. } => "ContactViewed",
            Self::PeriodFrozen { .. } => "PeriodFrozen",
            Self::BrokerSet { .. } => "BrokerSet",
            Self::IntakeOpened { .. } => "IntakeOpened",
            Self::IntakeClosed { .. } => "IntakeClosed",
            Self::TableRevised { .. } => "TableRevised",
            Self::CalendarYearMissed { .. } => "CalendarYearMissed",
            Self::WhistleBlown { .. } => "WhistleBlown",
            Self::WhistleHandled { .. } => "WhistleHandled",
            Self::RecheckBegun { .. } => "RecheckBegun",
            Self::RecheckHandled { .. } => "RecheckHandled",
            Self::ReviewPrinted { .. } => "ReviewPrinted",
            Self::ChargeGiven { .. } => "ChargeGiven",
            Self::ChargeAnswered { .. } => "ChargeAnswered",
            Self::ContactDestroyed { .. } => "ContactDestroyed",
            Self::ContactHeld { .. } => "ContactHeld",
            Self::ContactReleased { .. } => "ContactReleased",
            Self::RecordingSet { .. } => "RecordingSet",
            Self::RecordingKept { .. } => "RecordingKept",
            Self::RecordingHeard { .. } => "RecordingHeard",
            Self::RecordingDestroyed { .. } => "RecordingDestroyed",
            Self::RetentionSet { .. } => "RetentionSet",
            Self::CheckpointHeardLate { .. } => "CheckpointHeardLate",
            Self::WatchStarted { .. } => "WatchStarted",
            Self::WatchOffered { .. } => "WatchOffered",
            Self::WatchHandedOver { .. } => "WatchHandedOver",
            Self::WatchEnded { .. } => "WatchEnded",
            Self::TargetSaved { .. } => "TargetSaved",
            Self::TargetRemoved { .. } => "TargetRemoved",
            Self::TemplateKept { .. } => "TemplateKept",
            Self::TemplateRemoved { .. } => "TemplateRemoved",
            Self::OrderEnded { .. } => "OrderEnded",
            Self::RungReached { .. } => "RungReached",
            Self::DeadlineReached { .. } => "DeadlineReached",
            Self::CallLogged { .. } => "CallLogged",
            Self::LadderSet { .. } => "LadderSet",
            Self::GatewaySet { .. } => "GatewaySet",
            Self::GatewayTried { .. } => "GatewayTried",
            Self::SendsQueued { .. } => "SendsQueued",
            Self::SendsMoved { .. } => "SendsMoved",
            Self::RobotBound { .. } => "RobotBound",
            Self::RobotUnbound { .. } => "RobotUnbound",
            Self::RobotTried { .. } => "RobotTried",
            Self::DigestBegun { .. } => "DigestBegun",
            Self::DigestEnded { .. } => "DigestEnded",
            Self::DigestSettled { .. } => "DigestSettled",
            Self::ItemAmended { .. } => "ItemAmended",
            Self::FindingAccepted { .. } => "FindingAccepted",
            Self::AcceptanceWithdrawn { .. } => "AcceptanceWithdrawn",
            Self::PairingOffered { .. } => "PairingOffered",
            Self::DevicePaired { .. } => "DevicePaired",
            Self::DeviceRevoked { .. } => "DeviceRevoked",
            Self::SheetPrinted { .. } => "SheetPrinted",
            Self::JournalPrinted { .. } => "JournalPrinted",
            Self::ViewingsPrinted { .. } => "ViewingsPrinted",
            Self::PaperPrinted { .. } => "PaperPrinted",
            Self::BasemapAdded { .. } => "BasemapAdded",
            Self::BasemapRemoved { .. } => "BasemapRemoved",
            Self::BasemapChosen { .. } => "BasemapChosen",
            Self::TiandituSet { .. } => "TiandituSet",
        }
    }

    /// What stands beside the words that it carries.
    pub fn attachments(&self) -> &[Attachment] {
        match self {
            Self::OrderIssued { order, .. } => &order.attachments,
            Self::ReceiptMarked { mark, .. } => mark.attachments(),
            Self::MessageSent { message } => &message.attachments,
            Self::IncidentReported { incident } => &incident.attachments,
            Self::IncidentHandled { step, .. } => step.attachments(),
            Self::TemplateKept { template } => &template.attachments,
            Self::RecordingKept { piece } => std::slice::from_ref(&piece.sound),
            _ => &[],
        }
    }

    /// The noun that the fact is about.
    pub fn subject(&self) -> String {
        match self {
            Self::StoreFounded { .. } | Self::WritingFailed { .. } => "store".to_owned(),
            Self::SchemePublished { scheme, .. } | Self::SchemeDrafted { scheme, .. } => {
                format!("scheme/{}", scheme.name)
            }
            Self::GridsRevised { scheme, .. }
            | Self::SchemeSubmitted { scheme }
            | Self::SchemeReturned { scheme, .. }
            | Self::SchemeApproved { scheme, .. }
            | Self::SchemeHeldUp { scheme, .. }
            | Self::SchemeDiscarded { scheme } => format!("scheme/{scheme}"),
            Self::SetImported { set, .. } | Self::ImportUndone { set, .. } => format!("set/{set}"),
            Self::OrderIssued { order, .. } => format!("order/{}", order.id),
            Self::MessageSent { message } => format!("message/{}", message.id),
            Self::MessageWithdrawn { message, .. }
            | Self::MessagePinned { message }
            | Self::MessageUnpinned { message } => format!("message/{message}"),
            Self::SpeechBegun { speech } => format!("speech/{}", speech.id),
            Self::SpeechHeard { speech } | Self::SpeechEnded { speech, .. } => format!("speech/{speech}"),
            Self::ViewingBegun { viewing } => format!("viewing/{}", viewing.id),
            Self::ViewingEnded { viewing, .. } => format!("viewing/{viewing}"),
            Self::StreamLost { loss } => format!("stream/{}", loss.stream),
            Self::StreamFound { stream } => format!("stream/{stream}"),
            Self::QuietHoursSet { .. } => "quiet".to_owned(),
            Self::JournalWritten { note } => format!("journal/{}", note.id),
            Self::CallTaken { call } => format!("call/{}", call.id),
            Self::CallMissed { call } => format!("call/{}", call.id),
            Self::CallRang { ring } => format!("call/{}", ring.id),
            Self::CallEnded { call } => format!("call/{}", call.id),
            Self::CallTurned { call, .. }
            | Self::CallPutAside { call, .. }
            | Self::RecordingHeard { call, .. }
            | Self::RecordingDestroyed { call, .. } => format!("call/{call}"),
            Self::AlarmAcknowledged { cause, .. } | Self::AlarmClosed { cause, .. } => cause.subject(),
            Self::IncidentReported { incident } => format!("incident/{}", incident.id),
            Self::ContactSealed { incident, .. } => format!("contact/{incident}"),
            Self::ContactViewed { look } => format!("incident/{}", look.incident),
            Self::ReviewPrinted { .. } => "review".to_owned(),
            Self::ChargeGiven { charge } => format!("charge/{}", charge.id),
            Self::ChargeAnswered { charge, .. } => format!("charge/{charge}"),
            Self::PeriodFrozen { freezing } => format!("review/{}/{}", freezing.period.from, freezing.period.until),
            Self::BrokerSet { .. } => "broker".to_owned(),
            Self::IntakeOpened { intake, .. } => format!("intake/{}", intake.id),
            Self::IntakeClosed { intake } => format!("intake/{intake}"),
            Self::TableRevised { table, .. } => format!("table/{}", table.kind().word()),
            Self::CalendarYearMissed { .. } => "table/calendar".to_owned(),
            // Sealed with the key of their incident, so that they go with it.
            Self::WhistleBlown { whistle } => format!("incident/{}", whistle.incident),
            Self::RecheckBegun { recheck } => format!("incident/{}", recheck.incident),
            Self::ContactDestroyed { end } => format!("incident/{}", end.incident),
            Self::IncidentHandled { incident, .. }
            | Self::WhistleHandled { incident, .. }
            | Self::RecheckHandled { incident, .. }
            | Self::ContactHeld { incident, .. }
            | Self::ContactReleased { incident, .. } => format!("incident/{incident}"),
            Self::RecordingSet { .. } => "recording".to_owned(),
            // A key of its own: destroying it leaves the call as it was.
            Self::RecordingKept { piece } => format!("recording/{}", piece.call),
            Self::RetentionSet { .. } => "retention".to_owned(),
            Self::CheckpointHeardLate { id, .. } => format!("checkpoint/{id}"),
            Self::WatchStarted { watch, .. }
            | Self::WatchOffered { watch, .. }
            | Self::WatchHandedOver { watch, .. }
            | Self::WatchEnded { watch, .. } => format!("watch/{watch}"),
            Self::ReceiptMarked { order, .. }
            | Self::OrderEnded { order, .. }
            | Self::RungReached { order, .. }
            | Self::DeadlineReached { order, .. }
            | Self::CallLogged { order, .. }
            | Self::SendsQueued { order, .. }
            | Self::SendsMoved { order, .. } => format!("order/{order}"),
            Self::GatewaySet { by, .. } | Self::GatewayTried { by, .. } => format!("gateway/{}", by.word()),
            Self::RobotBound { robot, .. }
            | Self::RobotUnbound { robot }
            | Self::RobotTried { robot }
            | Self::DigestBegun { robot, .. }
            | Self::DigestEnded { robot, .. }
            | Self::DigestSettled { robot, .. } => format!("robot/{robot}"),
            Self::LadderSet { .. } => "ladder".to_owned(),
            Self::TargetSaved { saved } => format!("target/{}", saved.id),
            Self::TargetRemoved { id } => format!("target/{id}"),
            Self::TemplateKept { template } => format!("template/{}", template.id),
            Self::TemplateRemoved { id } => format!("template/{id}"),
            Self::ItemAmended { amendment } => {
                let ItemName { of, id } = &amendment.item;
                format!("{}/{id}", of.noun())
            }
            Self::FindingAccepted { key, .. } | Self::AcceptanceWithdrawn { key, .. } => format!("finding/{key}"),
            Self::PairingOffered { code, .. } => format!("pairing/{code}"),
            Self::DevicePaired { device, .. } | Self::DeviceRevoked { device } => format!("device/{device}"),
            Self::SheetPrinted { print } => format!("grid/{}", print.wish.grid),
            Self::JournalPrinted { .. } => "journal".to_owned(),
            Self::ViewingsPrinted { .. } => "viewings".to_owned(),
            Self::PaperPrinted { print } => format!("order/{}", print.wish.order),
            Self::BasemapAdded { basemap } => format!("basemap/{}", basemap.hash),
            Self::BasemapRemoved { hash } => format!("basemap/{hash}"),
            Self::BasemapChosen { .. } => "basemap".to_owned(),
            Self::TiandituSet { .. } => "tianditu".to_owned(),
        }
    }

    /// Whether the body holds a person's own words: then it is sealed with its subject's key.
    pub fn is_personal(&self) -> bool {
        match self {
            Self::OrderIssued { .. }
            | Self::MessageSent { .. }
            | Self::MessageWithdrawn { .. }
            | Self::JournalWritten { .. }
            | Self::CallTaken { .. }
            | Self::CallMissed { .. }
            | Self::CallPutAside { .. }
            | Self::AlarmClosed { .. }
            | Self::IncidentReported { .. }
            | Self::ContactSealed { .. }
            | Self::WhistleBlown { .. }
            | Self::RecheckBegun { .. }
            | Self::RecheckHandled { .. }
            | Self::ChargeGiven { .. }
            | Self::RecordingKept { .. }
            | Self::RecordingHeard { .. }
            | Self::ContactHeld { .. }
            | Self::ContactReleased { .. }
            | Self::WatchOffered { .. }
            | Self::WatchHandedOver { .. }
            | Self::WatchEnded { .. }
            | Self::SendsQueued { .. } => true,
            Self::SendsMoved { moves, .. } => moves.iter().any(|one| one.said.is_some()),
            Self::ReceiptMarked { mark, .. } => mark.words().is_some(),
            Self::OrderEnded { ending, .. } => ending.words().is_some(),
            Self::IncidentHandled { step, .. } => step.words().is_some(),
            Self::ContactViewed { look } => look.words.is_some(),
            Self::ContactDestroyed { end } => matches!(end.why, ContactEnding::Asked { .. }),
            Self::WhistleHandled { step, .. } => !step.texts().is_empty(),
            Self::CallLogged { words, .. } | Self::ChargeAnswered { words, .. } => !words.is_empty(),
            _ => false,
        }
    }
}
