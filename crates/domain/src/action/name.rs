//! What an action is called, and what it may set in motion outside the desk.

use super::Action;

impl Action {
    /// Whether a gateway may have something to send after it.
    pub fn may_send(&self) -> bool {
        match self {
            Self::IssueOrder { draft } => draft.outside.is_some(),
            Self::SetGateway { .. } | Self::SettleSends { .. } => true,
            _ => false,
        }
    }

    /// Whether what it brings may be for a robot to say, or lets one speak.
    pub fn may_speak(&self) -> bool {
        matches!(
            self,
            Self::IssueOrder { .. }
                | Self::PinMessage { .. }
                | Self::BindRobot { .. }
                | Self::TryRobot { .. }
                | Self::SettleDigest { .. }
        )
    }

    /// The entry's name in the table of rights, and on the wire.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ImportSet { .. } => "import_set",
            Self::UndoImport { .. } => "undo_import",
            Self::DraftScheme { .. } => "draft_scheme",
            Self::ReviseGrids { .. } => "revise_grids",
            Self::EditGrids { .. } => "edit_grids",
            Self::UndoRevision { .. } => "undo_revision",
            Self::SubmitScheme { .. } => "submit_scheme",
            Self::ReturnScheme { .. } => "return_scheme",
            Self::PublishScheme { .. } => "publish_scheme",
            Self::DiscardScheme { .. } => "discard_scheme",
            Self::KeepFile { .. } => "keep_file",
            Self::IssueOrder { .. } => "issue_order",
            Self::SaveTarget { .. } => "save_target",
            Self::RemoveTarget { .. } => "remove_target",
            Self::KeepTemplate { .. } => "keep_template",
            Self::RemoveTemplate { .. } => "remove_template",
            Self::MarkReceipt { .. } => "mark_receipt",
            Self::SetGateway { .. } => "set_gateway",
            Self::TryGateway { .. } => "try_gateway",
            Self::SettleSends { .. } => "settle_sends",
            Self::BindRobot { .. } => "bind_robot",
            Self::UnbindRobot { .. } => "unbind_robot",
            Self::TryRobot { .. } => "try_robot",
            Self::SettleDigest { .. } => "settle_digest",
            Self::SendMessage { .. } => "send_message",
            Self::WithdrawMessage { .. } => "withdraw_message",
            Self::BeginSpeech { .. } => "begin_speech",
            Self::HearSpeech { .. } => "hear_speech",
            Self::EndSpeech { .. } => "end_speech",
            Self::BeginViewing { .. } => "begin_viewing",
            Self::EndViewing { .. } => "end_viewing",
            Self::PinMessage { .. } => "pin_message",
            Self::UnpinMessage { .. } => "unpin_message",
            Self::ReadChannel { .. } => "read_channel",
            Self::SetQuietHours { .. } => "set_quiet_hours",
            Self::WriteJournal { .. } => "write_journal",
            Self::PrintJournal { .. } => "print_journal",
            Self::PrintViewings { .. } => "print_viewings",
            Self::TakeCall { .. } => "take_call",
            Self::NoteMissedCall { .. } => "note_missed_call",
            Self::AskForCall { .. } => "ask_for_call",
            Self::RingCentre => "ring_centre",
            Self::RingPost { .. } => "ring_post",
            Self::StepCall { .. } => "step_call",
            Self::PutCallAside { .. } => "put_call_aside",
            Self::AcknowledgeAlarm { .. } => "acknowledge_alarm",
            Self::CloseAlarm { .. } => "close_alarm",
            Self::MakeReport { .. } => "make_report",
            Self::HandleIncident { .. } => "handle_incident",
            Self::LookAtContact { .. } => "look_at_contact",
            Self::FreezePeriod { .. } => "freeze_period",
            Self::SetBroker { .. } => "set_broker",
            Self::OpenIntake { .. } => "open_intake",
            Self::CloseIntake { .. } => "close_intake",
            Self::ReviseTable { .. } => "revise_table",
            Self::BlowWhistle { .. } => "blow_whistle",
            Self::HandleWhistle { .. } => "handle_whistle",
            Self::BeginRecheck { .. } => "begin_recheck",
            Self::HandleRecheck { .. } => "handle_recheck",
            Self::PrintReview { .. } => "print_review",
            Self::GiveCharge { .. } => "give_charge",
            Self::AnswerCharge { .. } => "answer_charge",
            Self::DestroyContact { .. } => "destroy_contact",
            Self::HoldContact { .. } => "hold_contact",
            Self::ReleaseContact { .. } => "release_contact",
            Self::SetRecording { .. } => "set_recording",
            Self::ListenToRecording { .. } => "listen_to_recording",
            Self::SetRetention { .. } => "set_retention",
            Self::RunRetention { .. } => "run_retention",
            Self::StartWatch { .. } => "start_watch",
            Self::OfferWatch { .. } => "offer_watch",
            Self::TakeWatch { .. } => "take_watch",
            Self::EndWatch { .. } => "end_watch",
            Self::CloseOrder { .. } => "close_order",
            Self::WithdrawOrder { .. } => "withdraw_order",
            Self::LogCall { .. } => "log_call",
            Self::SetLadder { .. } => "set_ladder",
            Self::OfferPairing { .. } => "offer_pairing",
            Self::OfferSeat { .. } => "offer_seat",
            Self::AmendItem { .. } => "amend_item",
            Self::SetCheckpoint { .. } => "set_checkpoint",
            Self::SayCheckpoint { .. } => "say_checkpoint",
            Self::UndoAmendment { .. } => "undo_amendment",
            Self::AcceptFinding { .. } => "accept_finding",
            Self::MendFinding { .. } => "mend_finding",
            Self::WithdrawAcceptance { .. } => "withdraw_acceptance",
            Self::RevokeDevice { .. } => "revoke_device",
            Self::PrintSheet { .. } => "print_sheet",
            Self::PrintPaper { .. } => "print_paper",
            Self::AddBasemap { .. } => "add_basemap",
            Self::RemoveBasemap { .. } => "remove_basemap",
            Self::ChooseBasemap { .. } => "choose_basemap",
            Self::SetTianditu { .. } => "set_tianditu",
        }
    }
}
