//! What every entry of the table of rights does with a call from inside a seat's street and from outside, and
//! what open pages hear of it. Each host is held to this: HTTP and the socket in `serve`, the window in its own tests.

use domain::rights::{DoorKind, Entry, TABLE};
use domain::seat::Role;
use serde_json::Value;

use crate::ground::Ground;
use crate::streets::{FIRST, Streets, TOP};

/// What an entry does with a call that points outside the seat's subtree.
#[derive(Debug, PartialEq, Eq)]
pub enum Outside {
    /// It refuses.
    Refuses,
    /// It answers with what lies inside.
    LeavesOut,
    /// It speaks of the whole store: nobody with a part of it may.
    IsForTheWhole,
}

/// What the entry does.
#[expect(clippy::too_many_lines, reason = "a table: one word for each entry")]
pub fn outside(entry: &Entry) -> Outside {
    match entry.name {
        "import_set" | "undo_import" | "imports" | "draft_scheme" | "revise_grids" | "undo_revision"
        | "submit_scheme" | "return_scheme" | "publish_scheme" | "discard_scheme" | "schemes" | "compare"
        | "shapes" | "mend_finding" | "edit_grids" | "near" | "try_edit" | "add_basemap" | "remove_basemap"
        | "choose_basemap" | "set_tianditu" | "set_gateway" | "try_gateway" | "settle_sends" | "bind_robot"
        | "unbind_robot" | "try_robot" | "settle_digest" | "set_ladder" | "set_quiet_hours" | "freeze_period"
        | "revise_table" | "open_intake" | "close_intake" | "set_retention" | "set_recording" | "set_broker" => {
            Outside::IsForTheWhole
        }
        "issue_order"
        | "save_target"
        | "remove_target"
        | "keep_template"
        | "remove_template"
        | "mark_receipt"
        | "close_order"
        | "withdraw_order"
        | "log_call"
        | "print_paper"
        | "offer_pairing"
        | "offer_seat"
        | "revoke_device"
        | "print_sheet"
        | "accept_finding"
        | "withdraw_acceptance"
        | "grid"
        | "venue"
        | "checkpoint"
        | "unit"
        | "item"
        | "amend_item"
        | "undo_amendment"
        | "set_checkpoint"
        | "say_checkpoint"
        | "make_report"
        | "handle_incident"
        | "look_at_contact"
        | "destroy_contact"
        | "hold_contact"
        | "release_contact"
        | "contact_looks"
        | "listen_to_recording"
        | "review"
        | "review_signals"
        | "blow_whistle"
        | "handle_whistle"
        | "begin_recheck"
        | "handle_recheck"
        | "whistles"
        | "rechecks"
        | "give_charge"
        | "answer_charge"
        | "incidents"
        | "incident_board"
        | "incident"
        | "asset"
        | "measures"
        | "outlines"
        | "reach"
        | "reached"
        | "orders"
        | "order"
        | "sheets"
        | "send_message"
        | "withdraw_message"
        | "pin_message"
        | "unpin_message"
        | "read_channel"
        | "begin_speech"
        | "hear_speech"
        | "end_speech"
        | "ears"
        | "begin_viewing"
        | "end_viewing"
        | "streams"
        | "viewings"
        | "channels"
        | "channel"
        | "callable"
        | "write_journal"
        | "print_journal"
        | "print_viewings"
        | "print_review"
        | "take_call"
        | "put_call_aside"
        | "ring_post"
        | "step_call"
        | "acknowledge_alarm"
        | "close_alarm"
        | "offer_watch"
        | "take_watch"
        | "end_watch"
        | "journal"
        | "caller"
        | "prints"
        | "finding" => Outside::Refuses,
        "keep_file" | "saved" | "district" | "places" | "units" | "amendments" | "search" | "find_address"
        | "incidents_near" | "incident_rings" | "incident_heat" | "inbox" | "devices" | "check" | "locate"
        | "gateways" | "robots" | "basemaps" | "ladders" | "intakes" | "sensors" | "table" | "check_table"
        | "try_routing" | "help" | "note_missed_call" | "ask_for_call" | "ring_centre" | "calls" | "start_watch"
        | "watch" | "charges" | "alarms" | "handover" | "my_ground" | "speeches" | "retention" | "run_retention"
        | "recordings" => Outside::LeavesOut,
        name => panic!("the table has a new entry {name}: say what it does with a call from outside"),
    }
}

/// Acts of which no page hears anything. A code is nobody's business until a device has it; drafts are the whole store's, and so
/// is the watch that who has the whole of it takes.
const TO_NOBODY: [&str; 16] = [
    "start_watch",
    "mend_finding",
    "edit_grids",
    "offer_pairing",
    "offer_seat",
    "draft_scheme",
    "revise_grids",
    "undo_revision",
    "submit_scheme",
    "return_scheme",
    "discard_scheme",
    "look_at_contact",
    "freeze_period",
    "set_retention",
    "set_recording",
    "listen_to_recording",
];

/// What a page of [`FIRST`] hears when somebody else acts inside it.
pub fn heard_inside(entry: &Entry, role: Role) -> &'static str {
    match entry.name {
        "import_set" | "undo_import" | "publish_scheme" | "amend_item" | "undo_amendment" | "set_checkpoint" => {
            "district_changed"
        }
        "issue_order" => "order_issued",
        "mark_receipt" => "receipt_marked",
        "close_order" | "withdraw_order" => "order_ended",
        name if TO_NOBODY.contains(&name) => "other",
        "accept_finding"
        | "withdraw_acceptance"
        | "print_sheet"
        | "print_journal"
        | "print_viewings"
        | "print_review"
        | "revoke_device"
        | "add_basemap"
        | "remove_basemap"
        | "choose_basemap"
        | "set_tianditu"
        | "set_gateway"
        | "try_gateway"
        | "bind_robot"
        | "unbind_robot"
        | "try_robot"
        | "settle_digest"
        | "settle_sends"
        | "set_ladder"
        | "revise_table"
        | "open_intake"
        | "close_intake"
        | "set_broker"
        | "save_target"
        | "remove_target"
        | "keep_template"
        | "remove_template"
        | "log_call"
        | "print_paper"
        | "write_journal"
        | "acknowledge_alarm"
        | "close_alarm"
        | "offer_watch"
        | "take_watch"
        | "end_watch"
        | "begin_viewing"
        | "end_viewing"
        | "make_report"
        | "begin_recheck"
        | "handle_recheck"
        | "give_charge"
        | "answer_charge"
        | "destroy_contact"
        | "hold_contact"
        | "release_contact"
            if role == Role::Field =>
        {
            "other"
        }
        "send_message" => "message_sent",
        "begin_speech" => "speech_begun",
        "hear_speech" => "speech_heard",
        "end_speech" => "speech_ended",
        "begin_viewing" | "end_viewing" => "streams_changed",
        "withdraw_message" | "pin_message" | "unpin_message" => "channel_changed",
        "set_quiet_hours" => "quiet_hours_changed",
        "write_journal" | "take_call" | "note_missed_call" | "put_call_aside" | "offer_watch" | "take_watch"
        | "end_watch" => "journal_changed",
        "ring_post" | "step_call" => "calls_changed",
        "acknowledge_alarm" | "close_alarm" => "alarms_changed",
        "print_sheet" | "print_journal" | "print_viewings" | "print_review" => "prints_changed",
        "add_basemap" | "remove_basemap" | "choose_basemap" | "set_tianditu" => "basemaps_changed",
        "set_gateway" | "try_gateway" => "gateways_changed",
        "bind_robot" | "unbind_robot" | "try_robot" | "settle_digest" => "robots_changed",
        "settle_sends" => "sends_changed",
        "set_ladder" => "ladders_changed",
        "revise_table" => "tables_changed",
        "open_intake" | "close_intake" | "set_broker" => "intakes_changed",
        "save_target" | "remove_target" | "keep_template" | "remove_template" => "saved_changed",
        "make_report" | "handle_incident" | "give_charge" | "answer_charge" | "blow_whistle" | "handle_whistle"
        | "begin_recheck" | "handle_recheck" | "destroy_contact" | "hold_contact" | "release_contact" => {
            "incidents_changed"
        }
        "log_call" => "call_logged",
        "print_paper" => "paper_printed",
        "accept_finding" | "withdraw_acceptance" => "findings_changed",
        "revoke_device" => "devices_changed",
        name => panic!("the table has a new action {name}: say what open pages hear of it"),
    }
}

/// The same, outside: nothing, or that something has to be asked for anew.
pub fn heard_outside(entry: &Entry, role: Role) -> &'static str {
    match heard_inside(entry, role) {
        word @ ("district_changed"
        | "devices_changed"
        | "gateways_changed"
        | "basemaps_changed"
        | "ladders_changed"
        | "tables_changed"
        | "quiet_hours_changed") => word,
        // Whether sensors are heard is the whole store's, and nobody's secret.
        word if entry.name == "set_broker" => word,
        _ => "other",
    }
}

/// What came back from a call: the answer, or the failure as JSON.
pub type Came = Result<Value, Value>;

/// A host, as the matrix sees it.
pub trait Host {
    /// Somebody who sits there.
    type Seated;
    /// The district behind it.
    fn streets(&self) -> &Streets;
    /// Seats a role over a subtree, none for the whole store; the one in the field is the first street's head.
    fn seat(&self, role: Role, subtree: Option<&str>) -> Self::Seated;
    /// Acts or asks, as the entry says.
    fn call(&self, entry: &Entry, seated: &Self::Seated, sample: &Value) -> Came;
}

/// Holds a host to the table: every entry refuses exactly the roles that the table leaves out.
pub fn refuses_the_roles_that_the_table_leaves_out(host: &impl Host) {
    let streets = host.streets();
    let ground = Ground::inside(streets);
    for role in Role::ALL {
        let seated = host.seat(role, None);
        for entry in TABLE {
            let came = host.call(entry, &seated, &ground.sample(entry, role, streets));
            let of = format!("{} by {role:?}: {came:?}", entry.name);
            assert_eq!(is_not_yours(&came), !entry.roles.contains(&role), "{of}");
            // The sample of an import names a set that nobody has read.
            let is_known = entry.name == "import_set" || came.is_ok() || is_not_yours(&came);
            assert!(is_known, "{of}");
        }
    }
}

/// Holds a host to the subtree: every entry serves every role inside it and keeps the outside from it.
pub fn serves_inside_and_keeps_the_outside(host: &impl Host) {
    let streets = host.streets();
    let (here, there) = (Ground::inside(streets), Ground::outside(streets));
    streets.order(TOP, "两街道都去");
    let whole = host.seat(Role::Admin, None);
    for entry in TABLE.iter().filter(|entry| ["district", "places", "check"].contains(&entry.name)) {
        let came = host.call(entry, &whole, &here.sample(entry, Role::Admin, streets));
        let answer = came.expect("an admin may ask").to_string();
        let tells = there.told_in(&answer).is_some();
        assert_eq!(tells, entry.name != "district", "who has the whole store sees it: {} {answer}", entry.name);
    }
    for role in Role::ALL {
        let seated = host.seat(role, Some(FIRST));
        for entry in TABLE {
            let of = format!("{} by {role:?}", entry.name);
            let own = host.call(entry, &seated, &here.sample(entry, role, streets));
            let foreign = host.call(entry, &seated, &there.sample(entry, role, streets));
            if !entry.roles.contains(&role) || outside(entry) == Outside::IsForTheWhole {
                assert!(is_not_yours(&own), "{of} inside: {own:?}");
                assert!(is_not_yours(&foreign), "{of} outside: {foreign:?}");
                continue;
            }
            assert!(own.is_ok(), "{of} inside: {own:?}");
            let is_refused = outside(entry) == Outside::Refuses;
            assert_eq!(is_refused, foreign.is_err(), "{of} outside: {foreign:?}");
            if let Err(failure) = &foreign {
                assert!(is_of_rights(failure), "{of} outside: {failure}");
            }
            // A refusal may name what was asked for; an answer never names what lies outside.
            for answer in own.iter().chain(&foreign) {
                assert_eq!(there.told_in(&answer.to_string()), None, "{of}: {answer}");
            }
        }
    }
}

/// All actions of the table that an admin may take and that are facts; what is asked from a phone alone is told of in
/// `calls.rs`; a file that is handed in is none until one names it, and how far somebody has read is nobody's news.
pub fn actions() -> impl Iterator<Item = &'static Entry> {
    // Nothing's time is over in a new store, and where nothing is destroyed there is nothing to hear.
    let is_fact = |entry: &&Entry| !["keep_file", "read_channel", "run_retention"].contains(&entry.name);
    let acts = TABLE.iter().filter(|entry| entry.door == DoorKind::Act && entry.roles.contains(&Role::Admin));
    acts.filter(is_fact)
}

fn is_not_yours(came: &Came) -> bool {
    came.as_ref().is_err_and(|failure| failure["code"] == "rights.not_yours")
}

fn is_of_rights(failure: &Value) -> bool {
    failure["code"].as_str().is_some_and(|code| code.starts_with("rights."))
}
