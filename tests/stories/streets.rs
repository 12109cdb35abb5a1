//! Two streets and their heads, a third without: the district on which every host proves who may do what.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use desk::{CallPiece, CommandId, Desk, ImportRequest, Options, Pairing, Parcel, Passage};
use domain::action::{Action, Call, Outcome};
use domain::amendment::AmendWish;
use domain::answer::{Answer, DrawnGrid, WatchCard};
use domain::attachment::AttachedFile;
use domain::basemap::Basemap;
use domain::channel::{MessageDraft, Span};
use domain::code::GridPath;
use domain::contact::Caller;
use domain::edition::TableKind;
use domain::fact::FactId;
use domain::finding::{FindingKey, FindingKind};
use domain::id::{
    CallId, ChargeId, DeviceId, IncidentId, IntakeId, MessageId, OrderId, PostId, RecheckId, SpeechId, ViewingId,
    WatchId, WhistleId,
};
use domain::incident::{Channel, IncidentStep, Party};
use domain::item::Item;
use domain::journal::{JournalPrint, JournalWish};
use domain::livecall::{CallStep, Side};
use domain::manner::{FileKind as Kind, Manner};
use domain::order::Priority;
use domain::paper::{PaperKind, PaperPrint, PaperWish};
use domain::purpose::Purpose;
use domain::question::Question;
use domain::recheck::Plan;
use domain::recording::RecordingRule;
use domain::report::{ReportDraft, ReportKind, Spot};
use domain::review::{Dimension, Period, ReviewForm, ReviewPaperWish, ReviewPrint};
use domain::revision::Wanted;
use domain::seat::{Door, Role, Seat};
use domain::sheet::{SheetPrint, SheetWish};
use domain::venue::Stream;
use domain::viewing::{ViewingPrint, ViewingReason, ViewingWish};
use domain::watch::Taking;
use domain::whistle::{SummonsDraft, WhistleDraft, WhistleKind, WhistleStep};
use domain::words::Language;
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::ground::{charge, gateway};
use crate::owner;
use crate::sound::said;

/// The district.
pub const TOP: &str = "411602";
/// What its scheme is called.
pub const SCHEME: &str = "网格方案";
/// The street of the seats that have one.
pub const FIRST: &str = "411602.411602001";
/// The street beside it.
pub const SECOND: &str = "411602.411602002";

/// A desk on the small district, in a folder of its own.
pub struct Streets {
    /// The desk.
    pub desk: Arc<Desk>,
    /// How many days the desk's clock is ahead of the machine's.
    pub days: Arc<AtomicI64>,
    options: Options,
    folder: TempDir,
}

impl Streets {
    /// Two streets and their heads, a third without; a venue, a checkpoint, a unit and an asset in each of the two.
    pub fn open() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut options = Options::with_keys_in(folder.path().join("keys"));
        let (days, clock) = (Arc::<AtomicI64>::default(), Arc::clone(&options.now));
        let ahead = Arc::clone(&days);
        options.now = Arc::new(move || clock().plus_seconds(ahead.load(Ordering::SeqCst) * 24 * 3600));
        let store = folder.path().join("district.gpkg");
        Desk::found(&store, "试验区", Purpose::Service, &options).expect("a new store");
        let desk = Desk::open(&store, options.clone()).expect("the store opens");
        let streets = Self { desk, days, options, folder };
        streets.import(Kind::Grids, "grids.geojson", &grids());
        streets.import(Kind::Heads, "heads.csv", HEADS);
        streets.import(Kind::Venues, "venues.geojson", &points([("V1", "东站"), ("V2", "西站")]));
        streets.import(Kind::Checkpoints, "checkpoints.geojson", &points([("C1", "东卡口"), ("C2", "西卡口")]));
        streets.import(Kind::Units, "units.geojson", &points([("D1", "东队"), ("D2", "西队")]));
        streets.import(Kind::Assets, "assets.geojson", &points([("W1", "东泵"), ("W2", "西泵")]));
        streets
    }

    /// Where the store lies.
    pub fn store(&self) -> PathBuf {
        self.folder.path().join("district.gpkg")
    }

    /// Where the desk's keys lie.
    pub fn keys(&self) -> PathBuf {
        self.folder.path().join("keys")
    }

    /// A new command id.
    pub fn new_id(&self) -> CommandId {
        CommandId((self.options.new_id)())
    }

    /// Another venue comes in, in the first street; its import, which nothing rests on.
    pub fn import_again(&self) -> FactId {
        let id = self.new_id().to_string();
        self.import(Kind::Venues, "more.geojson", &points([(&id, "新站"), ("V2", "西站")]));
        let Answer::Imports(list) = self.desk.ask(&owner(), &Question::Imports).expect("the imports") else {
            panic!("imports answer with their list")
        };
        list.imports.first().expect("one came in just now").import
    }

    /// A draft that a supervisor made from what is published.
    pub fn draft(&self) -> Drawn<'_> {
        let offer = Action::OfferSeat { role: Role::Supervisor, subtree: None };
        let Outcome::PairingOffered { code, .. } = self.done(offer) else { panic!("an offer answers with a code") };
        let pairing = self.desk.redeem(&code, self.new_id()).expect("the code seats");
        let seat = self.desk.seat_of(&pairing.token).expect("the store is read").expect("the token seats");
        let Answer::District(card) = self.desk.ask(&owner(), &Question::District).expect("the district") else {
            panic!("a district answers with its card")
        };
        let drawn = Drawn { streets: self, seat, name: self.new_id().to_string() };
        let from = card.scheme.map(|scheme| scheme.name);
        drawn.done(Action::DraftScheme { name: drawn.name.clone(), from });
        drawn
    }

    /// What the owner's action comes to.
    pub fn done(&self, action: Action) -> Outcome {
        self.desk.act(&owner(), Call { command_id: self.new_id(), action }).expect("the owner may")
    }

    /// The id of the post of a grid's head.
    pub fn head(&self, path: &str) -> String {
        let question = Question::Grid { path: GridPath::from_text(path) };
        let Answer::Grid(card) = self.desk.ask(&owner(), &question).expect("the grid is there") else {
            panic!("a grid answers with its card")
        };
        card.heads.first().expect("each street has a head").post.id.0.clone()
    }

    /// A sheet that has just come out of the press, and which nobody has handed out yet.
    pub fn print(&self, path: &str) -> SheetPrint {
        let wish = SheetWish::of(GridPath::from_text(path));
        self.desk.press(&owner(), &wish, None).expect("it is drawn").expect("it was not there before").print
    }

    /// A part of the journal that has just come out of the press, and which nobody has handed out yet.
    pub fn journal_print(&self, path: &str) -> JournalPrint {
        let wish = JournalWish { scope: Some(GridPath::from_text(path)), ..JournalWish::default() };
        self.desk.press_journal(&owner(), &wish, Language::Chinese).expect("it is set").print
    }

    /// Looks at streams, just out of the press, which nobody has handed out yet.
    pub fn viewing_print(&self, path: &str) -> ViewingPrint {
        let wish = ViewingWish { scope: Some(GridPath::from_text(path)), ..ViewingWish::default() };
        self.desk.press_viewings(&owner(), &wish, Language::Chinese).expect("it is set").print
    }

    /// A message in a street's channel: by the head of the first street where somebody in the field asks for one there,
    /// else by the owner. Others are taken down, so that there is room to pin it.
    pub fn message(&self, path: &str, role: Role) -> MessageId {
        self.unpin_all(path);
        let message = MessageDraft {
            channel: GridPath::from_text(path),
            span: Span::Here,
            priority: Priority::Normal,
            words: "东河水位高".to_owned(),
            mentions: Vec::new(),
            quotes: None,
            written: None,
            attachments: Vec::new(),
        };
        let seat = if role == Role::Field && path == FIRST { self.seat(role, None) } else { owner() };
        let call = Call { command_id: self.new_id(), action: Action::SendMessage { message: Box::new(message) } };
        match self.desk.act(&seat, call).expect("its head may") {
            Outcome::MessageSent { message, .. } => message,
            other => panic!("a message answers {other:?}"),
        }
    }

    /// Somebody speaks in a street's channel, and nobody else anywhere: the first street's head, or the desk.
    pub fn speech(&self, path: &str, by: Role) -> SpeechId {
        self.hush();
        let elsewhere = Door::Device(DeviceId(uuid::Uuid::from_u128(7)));
        let seat = match by {
            Role::Field if path == FIRST => self.seat(by, None),
            // Nobody in post lies there: somebody else at the desk.
            Role::Field => Seat { role: Role::Operator, subtree: None, post: None, door: elsewhere },
            _ => owner(),
        };
        let action = Action::BeginSpeech { channel: GridPath::from_text(path), span: Span::Here };
        match self.desk.act(&seat, Call { command_id: self.new_id(), action }).expect("the floor is free") {
            Outcome::SpeechBegun { speech, .. } => speech,
            other => panic!("a speech answers {other:?}"),
        }
    }

    /// Nobody speaks any more.
    pub fn hush(&self) {
        let Answer::Speeches(list) = self.desk.ask(&owner(), &Question::Speeches).expect("who speaks") else {
            panic!("no speeches");
        };
        for line in list.speeches {
            self.done(Action::EndSpeech { speech: line.id, note: None });
        }
    }

    /// A post calls the centre, and is in no other call.
    pub fn ringing(&self, path: &str, post: &str) -> CallId {
        self.hang_up();
        let call = Call { command_id: self.new_id(), action: Action::RingCentre };
        match self.desk.act(&phone_of(path, post), call).expect("the post calls") {
            Outcome::CallRings { call } => call,
            other => panic!("a call answers {other:?}"),
        }
    }

    /// What was said in a call of a post that is over, and of which both were told; no other is recorded.
    pub fn recording(&self, path: &str, post: &str) -> CallId {
        let set = |is_on| self.done(Action::SetRecording { rule: RecordingRule { is_on, days: 30 }, destroys: 0 });
        set(true);
        let call = self.ringing(path, post);
        let seat = phone_of(path, post);
        self.done(Action::StepCall { call, step: CallStep::Answer });
        for told in [&owner(), &seat] {
            let action = Action::StepCall { call, step: CallStep::Told };
            self.desk.act(told, Call { command_id: self.new_id(), action }).expect("both are in it");
        }
        let piece = CallPiece { sound: said(1), ago: 1000, millis: 1000 };
        self.desk.keep_call(&seat, (call, Side::Post), piece).expect("a piece is taken");
        self.hang_up();
        set(false);
        call
    }

    /// Nobody is in a call any more.
    pub fn hang_up(&self) {
        let Answer::Calls(list) = self.desk.ask(&owner(), &Question::Calls).expect("the calls") else {
            panic!("no calls");
        };
        for line in list.calls.into_iter().filter(|line| line.end.is_none()) {
            let action = Action::StepCall { call: line.id, step: CallStep::End };
            let seat = phone_of(line.grid.as_str(), &line.post.0);
            self.desk.act(&seat, Call { command_id: self.new_id(), action }).expect("its post hangs up");
        }
    }

    /// The same, pinned.
    pub fn pinned(&self, path: &str) -> MessageId {
        let message = self.message(path, Role::Admin);
        self.done(Action::PinMessage { message });
        message
    }

    fn unpin_all(&self, path: &str) {
        let channel = GridPath::from_text(path);
        let question = Question::Channel { channel, span: Span::Here, text: String::new(), before: None, limit: 1 };
        let Answer::Channel(page) = self.desk.ask(&owner(), &question).expect("the channel") else {
            panic!("a channel answers with its page")
        };
        for line in page.pinned {
            self.done(Action::UnpinMessage { message: line.id });
        }
    }

    /// The same, given to the street itself.
    pub fn task(&self, path: &str) -> IncidentId {
        let incident = self.incident(path);
        let lead = Party::Grid(GridPath::from_text(path));
        let assign = IncidentStep::Assign { lead, assisting: Vec::new(), words: "请处置".to_owned() };
        for step in [IncidentStep::Accept, assign] {
            self.done(Action::HandleIncident { incident, step, seen: None });
        }
        incident
    }

    /// A way in for another system.
    pub fn intake(&self, path: &str) -> IntakeId {
        let subtree = Some(GridPath::from_text(path));
        let action = Action::OpenIntake { name: "12345".to_owned(), channel: Channel::Hotline, subtree, days: None };
        match self.done(action) {
            Outcome::IntakeOpened { intake, .. } => intake,
            other => panic!("an intake answers {other:?}"),
        }
    }

    /// What spoke last of the rules by which cases go; none: nobody has said them anew.
    pub fn routing(&self) -> Option<FactId> {
        match self.desk.ask(&owner(), &Question::Table { of: TableKind::Routing }).expect("a table") {
            Answer::Table(table) => table.last,
            other => panic!("a table answers {other:?}"),
        }
    }

    /// What a street's head reported, and nobody has accepted.
    pub fn incident(&self, path: &str) -> IncidentId {
        let report = ReportDraft {
            channel: None,
            foreign: None,
            post: None,
            kind: ReportKind::Hazard,
            category: Vec::new(),
            urgency: Priority::Urgent,
            words: "河堤渗水".to_owned(),
            spot: Spot::Grid { path: GridPath::from_text(path) },
            attachments: Vec::new(),
            seen: (self.options.now)(),
            caller: Some(Caller { phone: Some("13900001111".to_owned()), ..Caller::default() }),
        };
        let token = self.paired(&self.head(path)).token;
        let seat = self.desk.seat_of(&token).expect("the store is read").expect("the token seats");
        let call = Call { command_id: self.new_id(), action: Action::MakeReport { report: Box::new(report) } };
        match self.desk.act(&seat, call).expect("its head may") {
            Outcome::ReportMade { incident, .. } => incident,
            other => panic!("a report answers {other:?}"),
        }
    }

    /// A whistle of the owner's that calls a street.
    pub fn whistle(&self, path: &str) -> WhistleId {
        let whistle = WhistleDraft {
            incident: self.incident(path),
            kind: WhistleKind::Daily,
            words: "到现场会商".to_owned(),
            called: vec![SummonsDraft { party: Party::Grid(GridPath::from_text(path)), minutes: None }],
        };
        match self.done(Action::BlowWhistle { whistle }) {
            Outcome::WhistleBlown { whistle, .. } => whistle,
            other => panic!("a whistle answers {other:?}"),
        }
    }

    /// The same, ended.
    pub fn ended_whistle(&self, path: &str) -> WhistleId {
        let whistle = self.whistle(path);
        self.done(Action::HandleWhistle { whistle, step: WhistleStep::End { words: "已会商".to_owned() } });
        whistle
    }

    /// That one looks again at what a street's head reported.
    pub fn recheck(&self, path: &str) -> RecheckId {
        let (incident, plan) = (self.incident(path), Plan::AFTER_DISPUTE);
        match self.done(Action::BeginRecheck { incident, plan, words: "看河堤".to_owned() }) {
            Outcome::RecheckBegun { recheck } => recheck,
            other => panic!("looking again answers {other:?}"),
        }
    }

    /// Figures that the press has made and nobody was handed yet.
    pub fn review_print(&self, path: &str) -> ReviewPrint {
        let wish = ReviewPaperWish {
            period: Period::week_of("2026-11-20".parse().expect("a day")),
            scope: Some(GridPath::from_text(path)),
            by: Dimension::Kind,
            form: ReviewForm::Workbook,
            language: Language::Chinese,
        };
        self.desk.press_review(&owner(), &wish).expect("the press works").print
    }

    /// Something that a street's commander has charged it with.
    pub fn charge(&self, path: &str) -> ChargeId {
        let seat = Seat { role: Role::Commander, ..crate::operator(path) };
        let charge = serde_json::from_value(charge(path)).expect("a charge");
        let call = Call { command_id: self.new_id(), action: Action::GiveCharge { charge } };
        match self.desk.act(&seat, call).expect("a commander may") {
            Outcome::ChargeGiven { charge } => charge,
            other => panic!("a charge answers {other:?}"),
        }
    }

    /// The same, with its caller kept beyond the time.
    pub fn held(&self, path: &str) -> IncidentId {
        let incident = self.incident(path);
        let action = Action::HoldContact { incident, words: "信访复核".to_owned() };
        self.desk.act(&owner(), Call { command_id: self.new_id(), action }).expect("the owner may");
        incident
    }

    /// A stream of a venue, by its key.
    pub fn stream(&self, venue: &str) -> String {
        let stream = Stream {
            venue: venue.to_owned(),
            name: "门口".to_owned(),
            address: "rtsp://cam.example.invalid/1".to_owned(),
        };
        let id = stream.key();
        let wish = AmendWish { item: None, seen: None, after: Some(Item::Stream(stream)), reason: None };
        // The second time it is there.
        let action = Action::AmendItem { wish: Box::new(wish) };
        let _ = self.desk.act(&owner(), Call { command_id: self.new_id(), action });
        id
    }

    /// The owner looks at a stream of a venue.
    pub fn viewing(&self, venue: &str) -> ViewingId {
        let (stream, reason) = (self.stream(venue), ViewingReason::Patrol);
        match self.done(Action::BeginViewing { stream, reason, words: String::new(), round: None }) {
            Outcome::ViewingBegun { viewing, .. } => viewing,
            other => panic!("a look answers {other:?}"),
        }
    }

    /// A missed call of the post with this number, which nobody has settled.
    pub fn missed(&self, number: &str) -> CallId {
        let rang = (self.options.now)();
        match self.done(Action::NoteMissedCall { number: number.to_owned(), rang }) {
            Outcome::CallMissed { call, .. } => call,
            other => panic!("a missed call answers {other:?}"),
        }
    }

    /// Nobody has a watch any more, neither over the whole nor over a street.
    pub fn end_watches(&self) {
        for subtree in [None, Some(FIRST), Some(SECOND)] {
            let seat = Seat { subtree: subtree.map(GridPath::from_text), ..owner() };
            if let Some(watch) = self.watch_of(&seat).watch {
                self.done(Action::EndWatch { watch: watch.watch, words: String::new() });
            }
        }
    }

    /// The watch over a street; begun where there is none.
    pub fn watch(&self, path: &str) -> WatchId {
        let seat = Seat { subtree: Some(GridPath::from_text(path)), ..owner() };
        if let Some(line) = self.watch_of(&seat).watch {
            return line.watch;
        }
        let action = Action::StartWatch { name: "王芳".to_owned() };
        match self.desk.act(&seat, Call { command_id: self.new_id(), action }).expect("nobody has it") {
            Outcome::WatchStarted { watch } => watch,
            other => panic!("a watch answers {other:?}"),
        }
    }

    /// What somebody says who takes the watch over a street, after a second person has signed.
    pub fn offered(&self, path: &str) -> Taking {
        let watch = self.watch(path);
        let grant = Action::OfferSeat { role: Role::Operator, subtree: Some(GridPath::from_text(path)) };
        let Outcome::PairingOffered { code, .. } = self.done(grant) else { panic!("an offer answers with a code") };
        let pairing = self.desk.redeem(&code, self.new_id()).expect("the code seats");
        let seat = self.desk.seat_of(&pairing.token).expect("the store is read").expect("the token seats");
        let action = Action::OfferWatch { watch, words: "东河水位高".to_owned() };
        let signed = self.desk.act(&seat, Call { command_id: self.new_id(), action }).expect("it is on");
        let Outcome::WatchOffered { offer } = signed else { panic!("a signature answers {signed:?}") };
        Taking { watch, name: "李强".to_owned(), offer: Some(offer), words: String::new() }
    }

    fn watch_of(&self, seat: &Seat) -> WatchCard {
        match self.desk.ask(seat, &Question::Watch).expect("the watch") {
            Answer::Watch(card) => *card,
            other => panic!("a watch answers {other:?}"),
        }
    }

    /// A paper about an order that has just come out of the press, and which nobody has handed out yet.
    pub fn paper(&self, order: &str) -> PaperPrint {
        let order = OrderId(order.parse().expect("an order's id"));
        let wish = PaperWish { order, kind: PaperKind::Account, language: Language::Chinese };
        self.desk.press_paper(&owner(), &wish).expect("it is drawn").print
    }

    /// A basemap that was just looked through and lies beside the store, and that nobody has noted yet.
    pub fn shelved_basemap(&self) -> Basemap {
        let question = Question::Basemaps;
        let Answer::Basemaps(list) = self.desk.ask(&owner(), &question).expect("the basemaps") else {
            panic!("the question has its answer")
        };
        for line in list.basemaps {
            self.done(Action::RemoveBasemap { hash: line.basemap.hash });
        }
        let mut parcel = self.desk.basemap_parcel("photo.pmtiles").expect("room");
        parcel.add(include_bytes!("../fixtures/basemaps/photo.pmtiles")).expect("room");
        self.desk.shelve(parcel, &Passage::default()).expect("it is a basemap")
    }

    /// A picture that was looked through, and which nobody has kept yet.
    pub fn handed_in(&self) -> AttachedFile {
        let picture = include_bytes!("../fixtures/attachments/dot.png").to_vec();
        self.desk.look_through("点.png", Parcel::from(picture), &Passage::default()).expect("it is a picture")
    }

    /// The hash of a basemap that is there.
    pub fn basemap(&self) -> String {
        let basemap = self.shelved_basemap();
        self.done(Action::AddBasemap { basemap: Box::new(basemap.clone()) });
        basemap.hash
    }

    /// The name of what the check finds wrong with a grid.
    pub fn finding(&self, path: &str) -> FindingKey {
        let Answer::Check(check) = self.desk.ask(&owner(), &Question::check()).expect("a check") else {
            panic!("a check answers with its findings")
        };
        let found = check.findings.into_iter().find(|finding| finding.grids[0].path.as_str() == path);
        found.expect("something is wrong there").key
    }

    /// The same, accepted by somebody.
    pub fn accepted(&self, path: &str) -> FindingKey {
        let (scheme, key) = (SCHEME.to_owned(), self.finding(path));
        let (note, name) = ("改制未完".to_owned(), "周明".to_owned());
        self.done(Action::AcceptFinding { scheme, key: key.clone(), note, name });
        key
    }

    /// One venue, checkpoint, unit or asset as it can be changed, as it crosses the wire.
    pub fn item(&self, of: &str, id: &str) -> Value {
        let question = json!({ "type": "item", "name": { "of": of, "id": id } });
        let question = serde_json::from_value(question).expect("a question");
        let answer = self.desk.ask(&owner(), &question).expect("the item is there");
        serde_json::to_value(answer).expect("JSON")
    }

    /// The same under another name, as an amendment wants it.
    pub fn renamed(&self, of: &str, id: &str) -> Value {
        let seen = self.item(of, id);
        let mut after = seen["item"].clone();
        after["row"]["name"] = json!(format!("{}改", after["row"]["name"].as_str().expect("it has a name")));
        json!({ "item": { "of": of, "id": id }, "seen": seen["digest"], "after": after, "reason": null })
    }

    /// An amendment of a venue.
    pub fn amended(&self, venue: &str) -> FactId {
        let action = json!({ "type": "amend_item", "wish": self.renamed("venue", venue) });
        match self.done(serde_json::from_value(action).expect("an action")) {
            Outcome::ItemAmended { fact } => fact,
            other => panic!("an amendment answers {other:?}"),
        }
    }

    /// Issues an order to everybody under `path`; its id.
    pub fn order(&self, path: &str, text: &str) -> String {
        let action = json!({ "type": "issue_order", "draft": draft(path, text) });
        let action = serde_json::from_value(action).expect("an order");
        match self.done(action) {
            Outcome::OrderIssued { order, .. } => order.to_string(),
            other => panic!("an order answers {other:?}"),
        }
    }

    /// A gateway is on that sends nothing today.
    pub fn open_gateway(&self) {
        let action = json!({ "type": "set_gateway", "by": "sms", "wish": gateway() });
        self.done(serde_json::from_value(action).expect("a gateway"));
    }

    /// A message to somebody of a grid that waits.
    pub fn waiting_send(&self, path: &str) -> String {
        self.open_gateway();
        let mut draft = draft(path, "各自回报");
        draft["outside"] = json!({ "by": "sms", "whom": "everybody" });
        let action = json!({ "type": "issue_order", "draft": draft });
        self.done(serde_json::from_value(action).expect("an order"));
        let Answer::Gateways(list) = self.desk.ask(&owner(), &Question::Gateways).expect("the gateways") else {
            panic!("gateways answer with their list")
        };
        let found = list.sends.iter().find(|row| row.grid.as_str().starts_with(path));
        found.expect("somebody there waits for a message").line.send.to_string()
    }

    /// The same, issued by the street itself: what its own seats may end.
    pub fn own_order(&self, path: &str) -> String {
        let action = json!({ "type": "issue_order", "draft": draft(path, "各自清点") });
        let action = serde_json::from_value(action).expect("an order");
        let seat = self.seat(Role::Operator, Some(path));
        match self.desk.act(&seat, Call { command_id: self.new_id(), action }).expect("a street may") {
            Outcome::OrderIssued { order, .. } => order.to_string(),
            other => panic!("an order answers {other:?}"),
        }
    }

    /// A new device of a post.
    pub fn device(&self, post: &str) -> DeviceId {
        self.paired(post).device
    }

    fn paired(&self, post: &str) -> Pairing {
        let post = PostId(post.to_owned());
        let Outcome::PairingOffered { code, .. } = self.done(Action::OfferPairing { post }) else {
            panic!("an offer answers with a code")
        };
        self.desk.redeem(&code, self.new_id()).expect("the code pairs")
    }

    /// A seat of this role over a subtree; the one in the field is a phone of the first street's head.
    pub fn seat(&self, role: Role, subtree: Option<&str>) -> Seat {
        if role != Role::Field {
            return Seat { role, subtree: subtree.map(GridPath::from_text), post: None, door: Door::Window };
        }
        let token = self.paired(&self.head(FIRST)).token;
        self.desk.seat_of(&token).expect("the store is read").expect("the token seats")
    }

    fn import(&self, kind: Kind, file: &str, text: &str) {
        let request = ImportRequest::new(kind, file.to_owned(), text.as_bytes().to_vec(), Manner::default());
        let report = self.desk.import(&owner(), self.new_id(), request).expect("the file comes in");
        assert!(report.changed, "{report:?}");
    }
}

/// A draft, and the supervisor who made it.
pub struct Drawn<'a> {
    streets: &'a Streets,
    seat: Seat,
    /// What it is called.
    pub name: String,
}

impl Drawn<'_> {
    /// The first street under another name, as a revision wants it.
    pub fn renamed(&self) -> Wanted {
        let question = Question::Shapes { scheme: Some(self.name.clone()), paths: vec![GridPath::from_text(FIRST)] };
        let Answer::Shapes(shapes) = self.streets.desk.ask(&self.seat, &question).expect("the grid is there") else {
            panic!("shapes answer with grids")
        };
        let [DrawnGrid { mut placed, digest }] = <[_; 1]>::try_from(shapes.grids).expect("one grid");
        placed.grid.name.push('改');
        Wanted { path: placed.grid.path.clone(), seen: Some(digest), after: Some(placed) }
    }

    /// A revision of it.
    pub fn revised(&self) -> FactId {
        match self.done(Action::ReviseGrids { scheme: self.name.clone(), changes: vec![self.renamed()] }) {
            Outcome::GridsRevised { fact, .. } => fact,
            other => panic!("a revision answers {other:?}"),
        }
    }

    /// What the check finds, now that the first street ends a hand's breadth before its neighbour begins.
    pub fn torn(&self) -> FindingKey {
        let mut torn = self.renamed();
        let placed = torn.after.as_mut().expect("it stays");
        let east = placed.shape.positions().map(|at| at.0).max().expect("it has a border");
        for at in placed.shape.polygons.iter_mut().flat_map(|part| &mut part.rings).flatten() {
            at.0 -= i32::from(at.0 == east) * 10;
        }
        self.done(Action::ReviseGrids { scheme: self.name.clone(), changes: vec![torn] });
        let question = Question::Check {
            scheme: Some(self.name.clone()),
            kinds: vec![FindingKind::Sliver, FindingKind::MismatchedEdge],
            level: None,
            state: None,
            from: 0,
            limit: 1,
        };
        let Answer::Check(check) = self.streets.desk.ask(&self.seat, &question).expect("a check") else {
            panic!("a check answers with its findings")
        };
        check.findings.into_iter().next().expect("the gap is found").key
    }

    /// Its name, now that it is in review.
    pub fn in_review(&self) -> String {
        self.done(Action::SubmitScheme { scheme: self.name.clone() });
        self.name.clone()
    }

    fn done(&self, action: Action) -> Outcome {
        let call = Call { command_id: self.streets.new_id(), action };
        self.streets.desk.act(&self.seat, call).expect("a supervisor may")
    }
}

impl Streets {
    /// A target under a name of its own, as it crosses the wire.
    pub fn target(&self, path: &str) -> Value {
        let id = self.new_id();
        json!({ "id": id, "name": id.to_string(), "target": target(path) })
    }

    /// A target that is saved already; its id.
    pub fn saved_target(&self, path: &str) -> Value {
        let saved = self.target(path);
        self.done(action(json!({ "type": "save_target", "saved": saved })));
        saved["id"].clone()
    }

    /// A template under a name of its own, as it crosses the wire.
    pub fn template(&self, path: &str) -> Value {
        let id = self.new_id();
        json!({
            "id": id, "name": id.to_string(), "kind": "check", "priority": "normal", "text": "核查{地点}",
            "target": target(path), "answering": null, "answer": { "holds": "words" }, "minutes": 30,
        })
    }

    /// A template that is kept already; its id.
    pub fn kept_template(&self, path: &str) -> Value {
        let template = self.template(path);
        self.done(action(json!({ "type": "keep_template", "template": template })));
        template["id"].clone()
    }
}

/// Somebody in post, on a phone of his.
fn phone_of(path: &str, post: &str) -> Seat {
    let door = Door::Device(DeviceId(uuid::Uuid::from_u128(8)));
    let (subtree, post) = (Some(GridPath::from_text(path)), Some(PostId(post.to_owned())));
    Seat { role: Role::Field, subtree, post, door }
}

fn action(value: Value) -> Action {
    serde_json::from_value(value).expect("an action")
}

fn target(path: &str) -> Value {
    json!({ "subtree": path, "levels": [], "roles": [], "having": null })
}

/// An order to everybody under `path`, as it crosses the wire.
pub fn draft(path: &str, text: &str) -> Value {
    json!({
        "text": text, "kind": "notice", "priority": "normal", "deadline": null, "answering": null,
        "target": target(path),
    })
}

/// One point in each of the two streets.
fn points(rows: [(&str, &str); 2]) -> String {
    let longitudes = [114.65, 114.75];
    let features: Vec<Value> = rows
        .iter()
        .zip(longitudes)
        .map(|((id, name), longitude)| {
            json!({
                "type": "Feature",
                "properties": { "id": id, "name": name },
                "geometry": { "type": "Point", "coordinates": [longitude, 33.65] },
            })
        })
        .collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}

/// A head for the district and for each of its first two streets, as CSV.
pub const HEADS: &str = "网格编码,岗位,姓名,电话,到任日期\n\
    411602,区网格长,甲,0394-1000001,2025-03-01\n\
    411602001,街道网格长,乙,0394-1000002,2025-03-01\n\
    411602002,街道网格长,丙,0394-1000003,2025-03-01\n";

/// The two streets are of a kind that belongs to another level, so that the check finds something in each.
fn grids() -> String {
    squares(&[
        ("411602", "川汇区", "城市", 114.6, 114.9),
        ("411602001", "陈州街回族街道", "行政村", 114.6, 114.7),
        ("411602002", "七一路街道", "行政村", 114.7, 114.8),
        ("411602003", "荷花路街道", "城市", 114.8, 114.9),
    ])
}

/// Grids side by side, as GeoJSON: code, name, kind, and from which longitude to which.
pub fn squares(rows: &[(&str, &str, &str, f64, f64)]) -> String {
    let feature = |(code, name, kind, west, east): &(&str, &str, &str, f64, f64)| {
        let ring = json!([[west, 33.6], [east, 33.6], [east, 33.7], [west, 33.7], [west, 33.6]]);
        json!({
            "type": "Feature",
            "properties": { "code": code, "name": name, "kind": kind },
            "geometry": { "type": "Polygon", "coordinates": [ring] },
        })
    };
    let features: Vec<Value> = rows.iter().map(feature).collect();
    json!({ "type": "FeatureCollection", "features": features }).to_string()
}
