//! One street with something of everything, and a call of every entry of the table that points at it.

use std::sync::atomic::{AtomicI64, Ordering};

use domain::rights::Entry;
use domain::seat::Role;
use serde_json::{Value, json};

use crate::streets::{FIRST, SCHEME, SECOND, Streets, TOP, draft};

/// A street, as seen from a seat that has [`FIRST`].
pub struct Ground {
    /// The street's path.
    pub path: &'static str,
    /// The post of its head.
    pub head: String,
    /// An order to this street alone.
    pub order: String,
    phone: &'static str,
    name: &'static str,
    venue: &'static str,
    checkpoint: &'static str,
    unit: &'static str,
    asset: &'static str,
    point: [f64; 2],
    others: Vec<&'static str>,
}

impl Ground {
    /// The seat's own street.
    pub fn inside(streets: &Streets) -> Self {
        Self {
            path: FIRST,
            head: streets.head(FIRST),
            order: streets.order(FIRST, "查看东河"),
            phone: "0394-1000002",
            name: "陈州街",
            venue: "V1",
            checkpoint: "C1",
            unit: "D1",
            asset: "W1",
            point: [114.65, 33.65],
            others: vec![],
        }
    }

    /// The street beside it.
    pub fn outside(streets: &Streets) -> Self {
        Self {
            path: SECOND,
            head: streets.head(SECOND),
            order: streets.order(SECOND, "查看西山"),
            phone: "0394-1000003",
            name: "七一路",
            venue: "V2",
            checkpoint: "C2",
            unit: "D2",
            asset: "W2",
            point: [114.75, 33.65],
            others: vec![
                "411602002",
                "411602003",
                "七一路",
                "荷花路",
                "丙",
                "0394-1000003",
                "西山",
                "西站",
                "西卡口",
                "西队",
                "西泵",
            ],
        }
    }

    /// Words of this street that stand in a text: nobody without the street may read one.
    pub fn told_in(&self, text: &str) -> Option<&str> {
        let own = [self.head.as_str(), self.order.as_str()];
        self.others.iter().copied().chain(own).find(|word| text.contains(word))
    }

    /// A call that makes sense for that role; whether it may is another matter.
    #[expect(clippy::too_many_lines, reason = "a table: a sample for each entry")]
    pub fn sample(&self, entry: &Entry, role: Role, streets: &Streets) -> Value {
        let way = if role == Role::Field { "device" } else { "desk" };
        let mut sample = match entry.name {
            "import_set" => json!({
                "set": "00", "source": { "file": "grids.geojson", "hash": "00", "datum": "EPSG:4326" },
            }),
            "undo_import" => json!({ "import": streets.import_again() }),
            "draft_scheme" => json!({ "name": streets.new_id().to_string(), "from": null }),
            "revise_grids" => {
                let draft = streets.draft();
                json!({ "scheme": draft.name, "changes": [draft.renamed()] })
            }
            "edit_grids" | "try_edit" => json!({ "scheme": streets.draft().name, "edit": moved(self.path) }),
            "near" => {
                let bounds = json!({ "west": 114.6, "south": 33.6, "east": 114.9, "north": 33.7 });
                json!({ "scheme": streets.draft().name, "level": 2, "bounds": bounds })
            }
            "undo_revision" => json!({ "fact": streets.draft().revised() }),
            "submit_scheme" | "discard_scheme" => json!({ "scheme": streets.draft().name }),
            "return_scheme" => json!({ "scheme": streets.draft().in_review(), "reason": "再核一遍" }),
            "publish_scheme" => {
                json!({ "scheme": streets.draft().in_review(), "valid_from": null, "heirs": [] })
            }
            "compare" => json!({ "from": null, "to": streets.draft().name }),
            "shapes" => json!({ "scheme": null, "paths": [self.path] }),
            "issue_order" | "reach" => json!({ "draft": draft(self.path, "报到") }),
            "reached" => json!({ "draft": draft(self.path, "报到"), "which": "people", "limit": 5 }),
            "save_target" => json!({ "saved": streets.target(self.path) }),
            "remove_target" => json!({ "id": streets.saved_target(self.path) }),
            "keep_template" => json!({ "template": streets.template(self.path) }),
            "remove_template" => json!({ "id": streets.kept_template(self.path) }),
            "mark_receipt" => json!({
                "order": self.order, "post": self.head, "mark": { "mark": "read" }, "way": way,
            }),
            "close_order" => json!({ "order": streets.own_order(self.path), "reason": "改日再查" }),
            "withdraw_order" => json!({ "order": streets.own_order(self.path), "reason": "发错了" }),
            "log_call" => json!({
                "order": self.order, "post": self.head, "means": "phone",
                "result": { "result": "reached", "words": "正在路上" },
            }),
            "print_paper" => json!({ "print": streets.paper(&self.order) }),
            "open_intake" => json!({ "name": "12345", "channel": "hotline", "subtree": self.path }),
            "close_intake" => json!({ "intake": streets.intake(self.path) }),
            "set_broker" => json!({ "address": null }),
            "intakes" | "sensors" => json!({}),
            "revise_table" => {
                json!({ "of": "routing", "rows": [["", "", "", "unit", self.unit]], "seen": streets.routing() })
            }
            "table" => json!({ "of": "routing" }),
            "check_table" => json!({ "of": "routing", "rows": [] }),
            "try_routing" => json!({ "rows": [], "from": "2026-11-20T00:00:00Z", "until": "2026-11-21T00:00:00Z" }),
            "set_ladder" => json!({ "priority": "normal", "minutes": [3, 5, 15] }),
            "offer_pairing" | "caller" => json!({ "post": self.head }),
            "offer_seat" => json!({ "role": "auditor", "subtree": self.path }),
            "finding" => json!({ "key": streets.finding(self.path) }),
            "accept_finding" => json!({
                "scheme": SCHEME, "key": streets.finding(self.path), "note": "改制未完", "name": "周明",
            }),
            "mend_finding" => {
                let draft = streets.draft();
                json!({ "scheme": draft.name, "key": draft.torn(), "mend": { "how": "give_to_neighbour" } })
            }
            "withdraw_acceptance" => json!({ "scheme": SCHEME, "key": streets.accepted(self.path) }),
            "revoke_device" => json!({ "device": streets.device(&self.head) }),
            "print_sheet" => json!({ "print": streets.print(self.path) }),
            "keep_file" => json!({ "file": streets.handed_in() }),
            "add_basemap" => json!({ "basemap": streets.shelved_basemap() }),
            "remove_basemap" => json!({ "hash": streets.basemap() }),
            "choose_basemap" => json!({ "underlay": { "type": "none" } }),
            "set_tianditu" => json!({ "wish": { "key": "0123456789abcdef" } }),
            "grid" => json!({ "path": self.path }),
            "venue" => json!({ "id": self.venue }),
            "checkpoint" => json!({ "id": self.checkpoint }),
            "item" => json!({ "name": { "of": "venue", "id": self.venue } }),
            "amend_item" => json!({ "wish": streets.renamed("venue", self.venue) }),
            "undo_amendment" => json!({ "fact": streets.amended(self.venue) }),
            "set_checkpoint" => {
                let seen = streets.item("checkpoint", self.checkpoint);
                let queue = (seen["item"]["row"]["queue"].as_u64().unwrap_or(0) + 1) % 4;
                json!({ "id": self.checkpoint, "seen": seen["digest"], "state": "open", "queue": queue })
            }
            "say_checkpoint" => json!({
                "id": self.checkpoint, "state": "closed", "queue": 2, "said": "2026-11-20T04:00:00Z",
            }),
            "amendments" => json!({ "limit": 50 }),
            "unit" => json!({ "id": self.unit }),
            "asset" => json!({ "id": self.asset }),
            "measures" | "outlines" => json!({ "scope": self.path, "level": 2 }),
            "search" => json!({ "text": self.name, "limit": 5 }),
            "find_address" => json!({ "words": self.name }),
            "orders" | "prints" => json!({ "scope": self.path, "limit": 5 }),
            "sheets" => json!({ "wish": { "grid": self.path }, "levels": [] }),
            "order" => json!({ "id": self.order }),
            "locate" => json!({ "points": [self.point] }),
            "saved" | "district" | "places" | "units" | "watch" | "alarms" | "handover" | "inbox" | "devices"
            | "imports" | "schemes" | "check" | "gateways" | "robots" | "basemaps" | "ladders" | "help"
            | "my_ground" => {
                json!({})
            }
            name => self.of_services(name, streets).unwrap_or_else(|| self.of_talk(name, role, streets)),
        };
        sample["type"] = Value::from(entry.name);
        sample
    }

    /// The same, of what goes out by other people's services; none: it is of something else.
    fn of_services(&self, name: &str, streets: &Streets) -> Option<Value> {
        Some(match name {
            "bind_robot" => json!({ "robot": null, "wish": crate::robots::wish(self.path, "trial-0123456789") }),
            "unbind_robot" => json!({ "robot": streets.robot(self.path, "quiet-0123456789").id }),
            "try_robot" => json!({ "robot": streets.robot(self.path, "toofast-01234567").id }),
            "settle_digest" => {
                let robot = streets.robot(self.path, "hangsup-01234567");
                json!({ "digest": robot.digests[0].id, "how": "drop" })
            }
            "set_gateway" => json!({ "by": "sms", "wish": gateway() }),
            "try_gateway" => {
                streets.open_gateway();
                json!({ "by": "sms", "to": "0394-1000001" })
            }
            "settle_sends" => json!({ "sends": [streets.waiting_send(self.path)], "how": "drop" }),
            _ => return None,
        })
    }

    /// The same, of channels.
    fn of_talk(&self, name: &str, role: Role, streets: &Streets) -> Value {
        let channel = self.path;
        match name {
            "send_message" => json!({ "message": {
                "channel": channel, "span": "below", "priority": "normal", "words": "今晚巡河", "mentions": [self.head],
            } }),
            // In the field one withdraws what one has said oneself.
            "withdraw_message" => json!({ "message": streets.message(channel, role), "reason": "发错了群" }),
            "pin_message" => json!({ "message": streets.message(channel, role) }),
            "unpin_message" => json!({ "message": streets.pinned(channel) }),
            "read_channel" => json!({ "channel": channel, "span": "here", "number": 1 }),
            "begin_speech" => {
                streets.hush();
                json!({ "channel": channel, "span": "here" })
            }
            // In the field one hears the desk, at the desk the field.
            "hear_speech" => {
                let by = if role == Role::Field { Role::Admin } else { Role::Field };
                json!({ "speech": streets.speech(channel, by) })
            }
            "end_speech" | "ears" => json!({ "speech": streets.speech(channel, Role::Field) }),
            "speeches" => json!({}),
            "begin_viewing" => json!({ "stream": streets.stream(self.venue), "reason": "patrol" }),
            "print_viewings" => json!({ "print": streets.viewing_print(self.path) }),
            "end_viewing" => json!({ "viewing": streets.viewing(self.venue) }),
            "streams" => json!({ "scope": channel }),
            "viewings" => json!({ "wish": { "scope": channel }, "limit": 50 }),
            "set_quiet_hours" => json!({ "hours": { "from": 1320, "to": 420 } }),
            "channels" => json!({ "scope": channel, "limit": 50 }),
            "channel" => json!({ "channel": channel, "span": "here", "limit": 50 }),
            "callable" => json!({ "channel": channel, "span": "below", "limit": 50 }),
            name => self.of_duty(name, role, streets),
        }
    }

    /// The same, of the journal, the watch and calls from the front line.
    fn of_duty(&self, name: &str, role: Role, streets: &Streets) -> Value {
        match name {
            "write_journal" => json!({ "note": {
                "words": "巡查一遍", "happened": null, "about": { "grid": self.path, "order": self.order }, "corrects": null,
            } }),
            "print_journal" => json!({ "print": streets.journal_print(self.path) }),
            "take_call" => json!({ "call": {
                "post": self.head, "words": "河水上涨", "instruction": "", "answers": null,
            } }),
            // As somebody types it: of a number outside the seat's grid the list has what was typed, and nobody's name.
            "note_missed_call" => json!({ "number": self.phone.replace('-', " "), "rang": "2026-11-20T04:00:00Z" }),
            "ask_for_call" => json!({ "asked": "2026-11-20T04:00:00Z", "words": streets.new_id().to_string() }),
            "put_call_aside" => json!({ "call": streets.missed(self.phone), "reason": "已说清" }),
            "ring_centre" | "calls" => json!({}),
            "ring_post" => {
                streets.hang_up();
                json!({ "post": self.head })
            }
            // In the field one ends one's own, at the desk somebody takes it.
            "step_call" => {
                let step = if role == Role::Field { "end" } else { "answer" };
                json!({ "call": streets.ringing(self.path, &self.head), "step": { "step": step } })
            }
            "acknowledge_alarm" => {
                json!({ "cause": { "cause": "call", "call": streets.missed(self.phone) }, "raises": 1 })
            }
            "close_alarm" => json!({
                "cause": { "cause": "call", "call": streets.missed(self.phone) }, "raises": 1, "reason": "已派人去看",
            }),
            "start_watch" => {
                streets.end_watches();
                json!({ "name": "王芳" })
            }
            "offer_watch" | "end_watch" => json!({ "watch": streets.watch(self.path), "words": "" }),
            "take_watch" => json!({ "taking": streets.offered(self.path) }),
            "journal" => json!({ "wish": { "scope": self.path }, "limit": 50 }),
            name => self.of_incidents(name, role, streets),
        }
    }

    /// The same, of incidents.
    fn of_incidents(&self, name: &str, role: Role, streets: &Streets) -> Value {
        match name {
            "make_report" => json!({ "report": {
                "kind": "hazard", "urgency": "urgent", "words": "河堤渗水", "spot": { "at": "grid", "path": self.path },
                "seen": "2026-11-20T04:00:00Z",
            } }),
            // Whoever made it hears of it, too. Each role takes a step that is its part.
            "handle_incident" => match role {
                Role::Field => json!({ "incident": streets.task(self.path), "step": { "step": "take_on" } }),
                Role::Supervisor => {
                    let step = json!({ "step": "supervise", "words": "请关注" });
                    json!({ "incident": streets.incident(self.path), "step": step })
                }
                _ => json!({ "incident": streets.incident(self.path), "step": { "step": "accept" } }),
            },
            "incidents" => json!({ "wish": { "scope": self.path }, "limit": 50 }),
            "incidents_near" => json!({ "position": [1_140_050_000, 330_050_000] }),
            "incident_rings" | "retention" => json!({}),
            "incident_heat" => json!({ "since": "2026-01-01T00:00:00Z" }),
            "incident_board" => json!({ "wish": { "scope": self.path, "columns": [["reported"]], "limit": 50 } }),
            "incident" => json!({ "id": streets.incident(self.path) }),
            "look_at_contact" => json!({ "incident": streets.incident(self.path), "reason": "follow_up" }),
            "review" => json!({ "period": week(), "scope": self.path, "by": "place" }),
            "review_signals" => json!({ "period": week(), "scope": self.path }),
            "charges" => json!({ "review": week() }),
            "give_charge" => json!({ "charge": charge(self.path) }),
            "answer_charge" => json!({ "charge": streets.charge(self.path), "end": "done" }),
            "print_review" => json!({ "print": streets.review_print(self.path) }),
            "freeze_period" => json!({ "period": another_week() }),
            "destroy_contact" | "hold_contact" => {
                json!({ "incident": streets.incident(self.path), "words": "本人要求" })
            }
            "release_contact" => json!({ "incident": streets.held(self.path), "words": "案件已结" }),
            "set_retention" | "run_retention" => json!({ "days": 365 }),
            "set_recording" => json!({ "rule": { "is_on": false, "days": 30 }, "destroys": 0 }),
            "listen_to_recording" => {
                json!({ "call": streets.recording(self.path, &self.head), "words": "群众投诉接线态度" })
            }
            "recordings" => json!({ "limit": 50 }),
            "contact_looks" => json!({ "scope": self.path, "limit": 50 }),
            name => self.of_whistles(name, role, streets),
        }
    }

    /// The same, of whistles, and of looking again.
    fn of_whistles(&self, name: &str, role: Role, streets: &Streets) -> Value {
        let own = json!({ "who": "grid", "id": self.path });
        match name {
            // In the field one calls up.
            "blow_whistle" => {
                let party = if role == Role::Field { json!({ "who": "grid", "id": TOP }) } else { own };
                json!({ "whistle": {
                    "incident": streets.incident(self.path), "kind": "daily", "words": "到现场会商",
                    "called": [{ "party": party }],
                } })
            }
            // Who watches over others writes down what those called say of the caller.
            "handle_whistle" if role == Role::Supervisor => json!({
                "whistle": streets.ended_whistle(self.path),
                "step": { "step": "rate", "party": own, "of": "caller", "mark": "content", "words": "" },
            }),
            "handle_whistle" => {
                json!({ "whistle": streets.whistle(self.path), "step": { "step": "answer", "party": own } })
            }
            "begin_recheck" => json!({
                "incident": streets.incident(self.path), "plan": { "every": 1, "times": 7 }, "words": "看河堤",
            }),
            "handle_recheck" => {
                json!({ "recheck": streets.recheck(self.path), "step": { "step": "end", "reason": "已加固" } })
            }
            "whistles" | "rechecks" => json!({ "wish": { "scope": self.path }, "limit": 50 }),
            name => panic!("the table has a new entry {name}: give it a sample here"),
        }
    }
}

/// Something that a grid is charged with.
pub fn charge(path: &str) -> Value {
    let review = json!({ "from": "2026-11-16", "until": "2026-11-23" });
    json!({ "review": review, "owner": { "who": "grid", "id": path }, "due": "2999-12-31", "words": "排查井盖" })
}

/// A week as it crosses the wire.
fn week() -> Value {
    json!({ "from": "2026-11-16", "until": "2026-11-23" })
}

/// A week that was not asked for before: each is frozen once.
fn another_week() -> Value {
    static ASKED: AtomicI64 = AtomicI64::new(0);
    let before = ASKED.fetch_add(7, Ordering::Relaxed);
    let monday =
        jiff::civil::date(2020, 1, 6).checked_sub(jiff::Span::new().days(before)).expect("a day of the calendar");
    let until = monday.checked_add(jiff::Span::new().days(7)).expect("a day of the calendar");
    json!({ "from": monday.to_string(), "until": until.to_string() })
}

/// A gateway where nobody listens, and of which nothing is sent.
pub fn gateway() -> Value {
    let errand = json!({
        "method": "get", "address": "http://127.0.0.1:9/?to={to}&text={text}", "body": { "type": "none" },
        "proof": { "type": "status" },
    });
    json!({ "setting": {
        "errand": errand, "text": "{words}", "longest": 70, "language": "zh", "a_minute": 60, "a_day": 0,
    } })
}

/// The street's corner in the south-west, a little farther west.
fn moved(path: &str) -> Value {
    let longitude = if path == FIRST { 1_146_000_000 } else { 1_147_000_000 };
    let one = json!({ "from": [longitude, 336_000_000], "to": [longitude - 500, 336_000_000] });
    json!({ "type": "move_corners", "moves": [one] })
}
