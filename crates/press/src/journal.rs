//! The journal on paper: what each entry tells, as a sentence, and what was signed at the end of a watch.

use domain::alarm::Cause;
use domain::answer::{JournalEntry, OfferLine, WatchLine};
use domain::callin::MissedWay;
use domain::calling::{CallOutcome, Means};
use domain::gateway::GatewayKind;
use domain::incident::IncidentStep;
use domain::journal::{Happening, Heading};
use domain::ladder::RungSent;
use domain::livecall::{CallEnd, CallWay};
use domain::moment::Moment;
use domain::order::{Ending, OrderKind, Priority};
use domain::set::SetKind;
use domain::venue::CheckpointState;
use domain::watch::Handover;
use domain::words::{self, Language, name_of};

use crate::pen::Align;
use crate::report::Report;
use crate::sheet::Printed;
use crate::table::column;

/// A part of the journal, to be set.
#[derive(Debug, Clone, PartialEq)]
pub struct JournalSheet {
    /// The store's name.
    pub store: String,
    /// The grid that it is about, by name.
    pub scope: String,
    /// Which days, in words; empty for all.
    pub days: String,
    /// The watch whose entries they are.
    pub watch: Option<WatchSheet>,
    /// The oldest first: it is read like a book.
    pub entries: Vec<JournalEntry>,
    /// Who prints, and when.
    pub printed: Printed,
    /// The language of what stands beside people's own words.
    pub language: Language,
    /// Hours east of Greenwich.
    pub offset_hours: i8,
}

/// One watch, from when it was taken until it was handed over.
#[derive(Debug, Clone, PartialEq)]
pub struct WatchSheet {
    /// Which.
    pub line: WatchLine,
    /// What the one who went has signed.
    pub offer: Option<OfferLine>,
    /// Who took it over.
    pub to: Option<String>,
}

/// The journal as a report.
pub fn report(sheet: &JournalSheet) -> Report {
    let language = sheet.language;
    let title = match (&sheet.watch, language) {
        (Some(watch), Language::Chinese) => format!("{}　值班交接记录　{}", sheet.scope, watch.line.name),
        (Some(watch), Language::English) => format!("{} · record of a watch · {}", sheet.scope, watch.line.name),
        (None, Language::Chinese) => format!("{}　值守日志　{}", sheet.scope, sheet.days),
        (None, Language::English) => format!("{} · journal · {}", sheet.scope, sheet.days),
    };
    Report {
        title: title.trim_end_matches(['　', '·', ' ']).to_owned(),
        told: told(sheet),
        columns: vec![
            column(language.either("编号", "Number"), 0.155, Align::Left),
            column(language.either("时间", "Time"), 0.12, Align::Left),
            column(language.either("类别", "Kind"), 0.085, Align::Left),
            column(language.either("网格", "Grid"), 0.14, Align::Left),
            column(language.either("内容", "What"), 0.5, Align::Left),
        ],
        rows: sheet.entries.iter().map(|entry| row(sheet, entry)).collect(),
        none: language.either("没有条目", "no entries"),
        notes: Vec::new(),
        signatures: signatures(sheet),
        store: sheet.store.clone(),
        printed: sheet.printed.clone(),
        language,
    }
}

fn row(sheet: &JournalSheet, entry: &JournalEntry) -> Vec<String> {
    let language = sheet.language;
    let mut what = sentence(entry, language);
    if let Some(corrects) = &entry.corrects {
        let told = language.either(format!("更正 {}：", corrects.number), format!("Corrects {}: ", corrects.number));
        what.insert_str(0, &told);
    }
    for correction in &entry.corrected {
        what += &language.either(
            format!("\n（已由 {} 更正）", correction.number),
            format!("\n(put right by {})", correction.number),
        );
    }
    vec![
        entry.number.clone(),
        times(sheet, entry),
        heading(entry.heading, language).to_owned(),
        entry.scope_name.clone(),
        what,
    ]
}

/// When it was written, and below that when it happened, where that is another minute.
fn times(sheet: &JournalSheet, entry: &JournalEntry) -> String {
    let minute = |at: Moment| at.minute(sheet.offset_hours);
    let written = minute(entry.at);
    match entry.happened.map(minute).filter(|happened| *happened != written) {
        Some(happened) => {
            sheet.language.either(format!("{written}\n发生于 {happened}"), format!("{written}\nof {happened}"))
        }
        None => written,
    }
}

fn told(sheet: &JournalSheet) -> Vec<String> {
    let language = sheet.language;
    let mut told = Vec::new();
    if let Some(WatchSheet { line, offer, to }) = &sheet.watch {
        let minute = |at: Moment| at.minute(sheet.offset_hours);
        let until = line.ended.map_or_else(|| language.either("在班", "still on").to_owned(), minute);
        told.push(language.either(
            format!("值班人：{}　{} 至 {until}", line.name, minute(line.since)),
            format!("On watch: {}, {} to {until}", line.name, minute(line.since)),
        ));
        if let Some(offer) = offer {
            told.push(language.either(
                format!("交班签字：{}　{}", line.name, minute(offer.at)),
                format!("Signed by {} at {}", line.name, minute(offer.at)),
            ));
            told.extend(offer.summary.as_ref().map(|summary| open(summary, language)));
            if !offer.words.is_empty() {
                told.push(
                    language.either(format!("交班说明：{}", offer.words), format!("To be known: {}", offer.words)),
                );
            }
        } else if to.is_some() {
            told.push(language.either("交班人未签字", "Not signed by the one who went").to_owned());
        }
        if let (Some(to), Some(ended)) = (to, line.ended) {
            told.push(language.either(
                format!("接班签字：{to}　{}", minute(ended)),
                format!("Taken over by {to} at {}", minute(ended)),
            ));
        }
    }
    let count = sheet.entries.len();
    told.push(language.either(format!("共 {count} 条"), format!("Entries: {count}")));
    told
}

/// What was open, in one paragraph.
fn open(summary: &Handover, language: Language) -> String {
    let named =
        |names: Vec<&str>| if names.is_empty() { String::new() } else { format!("（{}）", names.join("、")) };
    let orders = named(summary.orders.iter().map(|order| order.number.as_str()).collect());
    let checkpoints = named(summary.checkpoints.iter().map(|one| one.name.as_str()).collect());
    let schemes = named(summary.schemes.iter().map(String::as_str).collect());
    let Handover { open, silent, missed, incidents, entries, .. } = summary;
    let (closed, waiting) = (summary.checkpoints.len(), summary.schemes.len());
    language.either(
        format!(
            "交班小结：未了指令 {open} 条{orders}，待答 {silent}；关闭的卡点 {closed} 个{checkpoints}；\
             待审方案 {waiting} 个{schemes}；未接来电 {missed} 个；未了事件 {incidents} 件；本班日志 {entries} 条。"
        ),
        format!(
            "Open then: orders {open}{orders}, answers awaited {silent}; checkpoints closed {closed}{checkpoints}; \
             schemes in review {waiting}{schemes}; missed calls {missed}; open incidents {incidents}; entries of this watch {entries}."
        ),
    )
}

fn signatures(sheet: &JournalSheet) -> Vec<String> {
    let Some(WatchSheet { line, to, .. }) = &sheet.watch else { return Vec::new() };
    let language = sheet.language;
    let from = language.either(format!("交班人 {}", line.name), format!("Handed over: {}", line.name));
    let to = to.as_deref().unwrap_or_default();
    vec![from, language.either(format!("接班人 {to}"), format!("Taken over: {to}"))]
}

/// A live call that ended: who called whom, how long it lasted, and how it ended where nobody hung up.
fn live_call(
    entry: &JournalEntry,
    (way, end): (CallWay, CallEnd),
    answered: Option<Moment>,
    language: Language,
) -> String {
    let person = entry.person.as_deref().unwrap_or_default();
    let called = match way {
        CallWay::ToCentre => language.either(format!("{person}呼叫指挥中心"), format!("{person} called live")),
        CallWay::ToPost => language.either(format!("呼叫{person}"), format!("Called {person} live")),
    };
    let came = match end {
        CallEnd::HungUp => "",
        CallEnd::Declined => language.either("，对方未接受", ", declined"),
        CallEnd::GivenUp => language.either("，未等接通", ", given up"),
        CallEnd::NotReached => language.either("，无人接听", ", not reached"),
        CallEnd::Lost => language.either("，线路中断", ", the line was lost"),
        CallEnd::DeskOff => language.either("，服务中断", ", the desk stopped"),
    };
    let seconds = answered.map(|answered| (entry.at.millis() - answered.millis()) / 1000);
    let lasted = match (seconds, end) {
        // How long it lasted nobody knows.
        (None, _) | (_, CallEnd::DeskOff) => String::new(),
        (Some(seconds), _) => language.either(
            format!("，通话 {} 分 {} 秒", seconds / 60, seconds % 60),
            format!(", {} min {} s", seconds / 60, seconds % 60),
        ),
    };
    format!("{called}{lasted}{came}")
}

fn sentence(entry: &JournalEntry, language: Language) -> String {
    let Some(what) = &entry.what else {
        return language.either("（内容已按规定销毁）", "(its words were removed)").to_owned();
    };
    let person = entry.person.as_deref().unwrap_or_default();
    let known = if person.is_empty() { language.either("非在岗人员", "nobody in post") } else { person };
    match what {
        Happening::OrderIssued { number, kind, priority, text, people, copies, .. } => {
            let (kind, priority) = (order_kind(*kind, language), order_priority(*priority, language));
            language.either(
                format!("下达{kind} {number}（{priority}），{people} 人，抄送 {copies} 人：{text}"),
                format!("Issued {number} ({kind}, {priority}) to {people}, copies {copies}: {text}"),
            )
        }
        Happening::OrderEnded { ending, .. } => {
            ended(entry.order_number.as_deref().unwrap_or_default(), ending, language)
        }
        Happening::RungReached { rung, silent, sent, .. } => {
            let order = entry.order_number.as_deref().unwrap_or_default();
            let sent = sent.as_ref().map(|sent| rung_sent(sent, language)).unwrap_or_default();
            language.either(
                format!("指令 {order} 第 {rung} 次叫应，{silent} 人未答{sent}"),
                format!("Order {order}, rung {rung} of the ladder: {silent} silent{sent}"),
            )
        }
        Happening::CallLogged { means, outcome, words, .. } => {
            let order = entry.order_number.as_deref().unwrap_or_default();
            let sought = match means {
                Means::Phone => language.either("电话联系", "called"),
                Means::Door => language.either("登门", "sought at the door"),
            };
            let came = match outcome {
                CallOutcome::NotReached => language.either("未联系上", "not reached"),
                CallOutcome::Reached => language.either("已联系上", "reached"),
                CallOutcome::Answered => language.either("已答复", "answered"),
            };
            let said = if words.is_empty() { String::new() } else { format!("\n{words}") };
            language.either(
                format!("指令 {order} {sought}{person}：{came}{said}"),
                format!("Order {order}: {person} {sought}, {came}{said}"),
            )
        }
        Happening::CallTaken { words, instruction, .. } => {
            let told = language.either(format!("{known}来电：{words}"), format!("Call of {known}: {words}"));
            let instructed = language.either(format!("指示：{instruction}"), format!("Instructed: {instruction}"));
            if instruction.is_empty() { told } else { format!("{told}\n{instructed}") }
        }
        Happening::CallMissed { way: MissedWay::Rang, .. } => {
            language.either(format!("未接来电：{known}"), format!("Missed call of {known}"))
        }
        Happening::CallMissed { way: MissedWay::Asked, words, .. } => {
            let asks = language.either(format!("{known}请求回电"), format!("{known} asks to be called"));
            let about = language.either(format!("：{words}"), format!(": {words}"));
            if words.is_empty() { asks } else { format!("{asks}{about}") }
        }
        Happening::CallEnded { way, answered, end, .. } => live_call(entry, (*way, *end), *answered, language),
        Happening::CallPutAside { reason, .. } => {
            language.either(format!("未接来电不再回：{reason}"), format!("Missed call put aside: {reason}"))
        }
        Happening::DeadlineReached { .. }
        | Happening::AlarmAcknowledged { .. }
        | Happening::AlarmClosed { .. }
        | Happening::WritingFailed { .. }
        | Happening::SchemeHeldUp { .. } => alarming(entry, what, language),
        Happening::IncidentReported { number, channel, kind, urgency, words, .. } => {
            let kind = name_of("report_kind", kind.word(), language).unwrap_or_default();
            let channel = name_of("incident_channel", channel.word(), language).unwrap_or_default();
            let urgency = order_priority(*urgency, language);
            language.either(
                format!("{known}{channel} {number}（{kind}，{urgency}）：{words}"),
                format!("Incident {number}, {channel}, {known} ({kind}, {urgency}): {words}"),
            )
        }
        Happening::IncidentHandled { number, step, .. } => handled(number, step, language),
        Happening::WhistleBlown { .. } | Happening::WhistleHandled { .. } => whistled(what, language),
        Happening::WatchStarted { .. } | Happening::WatchHandedOver { .. } | Happening::WatchEnded { .. } => {
            watched(what, language)
        }
        Happening::Note { words, .. } => match entry.order_number.as_deref() {
            Some(order) if !order.is_empty() => format!("{words}（{order}）"),
            _ => words.clone(),
        },
        Happening::CheckpointSet { name, state, queue, late, .. } => checkpoint(name, *state, *queue, *late, language),
        Happening::SchemePublished { scheme } => {
            language.either(format!("网格方案“{scheme}”生效"), format!("Scheme “{scheme}” in force"))
        }
        Happening::SetImported { of, rows, file } => {
            let of = set_kind(*of, language);
            language.either(format!("导入{of} {rows} 行：{file}"), format!("Imported {of}, {rows} rows: {file}"))
        }
        Happening::ImportUndone { of, rows } => {
            let of = set_kind(*of, language);
            language.either(format!("撤销导入：{of} {rows} 行"), format!("Import undone: {of}, {rows} rows"))
        }
    }
}

/// What a rung sent out, and what that cost.
fn rung_sent(sent: &RungSent, language: Language) -> String {
    let by = match sent.by {
        GatewayKind::Sms => language.either("短信", "SMS"),
        GatewayKind::Voice => language.either("语音", "voice"),
    };
    let cost = sent.thousandths.map_or_else(String::new, |thousandths| {
        let money = format!("{}.{:03}", thousandths / 1000, thousandths % 1000);
        let currency = &sent.currency;
        language.either(format!("（{money} {currency}）"), format!(" ({money} {currency})"))
    });
    let count = sent.messages;
    language.either(format!("，发{by} {count} 条{cost}"), format!(", {count} by {by}{cost}"))
}

/// Who was called, who refused, what came of it.
fn whistled(what: &Happening, language: Language) -> String {
    match what {
        Happening::WhistleBlown { number, kind, words, .. } => {
            let kind = name_of("whistle_kind", kind.word(), language).unwrap_or_default();
            language.either(format!("{kind} {number}：{words}"), format!("Whistle {number} ({kind}): {words}"))
        }
        Happening::WhistleHandled { number, step, .. } => {
            let deed = name_of("whistle_deed", step.deed().word(), language).unwrap_or_default();
            let said = step.texts().join(" ");
            language.either(format!("{number} {deed}：{said}"), format!("{number}, {deed}: {said}"))
        }
        _ => String::new(),
    }
}

/// Who has the watch.
fn watched(what: &Happening, language: Language) -> String {
    match what {
        Happening::WatchStarted { name, .. } => {
            language.either(format!("{name} 上班"), format!("{name} has the watch"))
        }
        Happening::WatchHandedOver { from, to, signed, words, .. } => {
            let unsigned =
                if *signed { "" } else { language.either("（交班人未签）", " (not signed by the first)") };
            let said = if words.is_empty() { String::new() } else { format!("\n{words}") };
            language.either(
                format!("{from} 交班，{to} 接班{unsigned}{said}"),
                format!("{from} handed over to {to}{unsigned}{said}"),
            )
        }
        Happening::WatchEnded { name, words, .. } => {
            let said = if words.is_empty() { String::new() } else { format!("\n{words}") };
            language
                .either(format!("{name} 下班，无人接班{said}"), format!("{name} went off watch, nobody followed{said}"))
        }
        _ => String::new(),
    }
}

/// How a checkpoint stands; no state: it is gone.
fn checkpoint(name: &str, state: Option<CheckpointState>, queue: u8, late: bool, language: Language) -> String {
    let late = if late { language.either("（晚到，现状不变）", " (came late, nothing changes)") } else { "" };
    match state {
        None => language.either(format!("卡点 {name} 撤销"), format!("Checkpoint {name} removed")),
        Some(CheckpointState::Open) => language.either(
            format!("卡点 {name} 开放，排队 {queue}{late}"),
            format!("Checkpoint {name} open, queue {queue}{late}"),
        ),
        Some(CheckpointState::Closed) => language.either(
            format!("卡点 {name} 关闭，排队 {queue}{late}"),
            format!("Checkpoint {name} closed, queue {queue}{late}"),
        ),
    }
}

/// What is said of alarms, and what alone gives cause for one.
fn alarming(entry: &JournalEntry, what: &Happening, language: Language) -> String {
    match what {
        Happening::DeadlineReached { silent, .. } => {
            let order = entry.order_number.as_deref().unwrap_or_default();
            language.either(
                format!("指令 {order} 时限已到，{silent} 人未答"),
                format!("Order {order}: the deadline came, {silent} silent"),
            )
        }
        Happening::AlarmAcknowledged { cause } => {
            let alarm = alarm(entry, cause, language);
            language.either(format!("确认告警：{alarm}"), format!("Alarm acknowledged: {alarm}"))
        }
        Happening::AlarmClosed { cause, reason } => {
            let alarm = alarm(entry, cause, language);
            language.either(format!("关闭告警：{alarm}：{reason}"), format!("Alarm closed: {alarm}: {reason}"))
        }
        Happening::WritingFailed { code, params, since } => {
            let why = words::sentence(code, params, language).unwrap_or_default();
            let minutes = (entry.at.millis() - since.millis()).max(0) / 60_000 + 1;
            language.either(
                format!("本库约 {minutes} 分钟无法写入，现已恢复：{why}"),
                format!("The store could not be written for {minutes} min, and can again: {why}"),
            )
        }
        Happening::SchemeHeldUp { scheme, code, params } => {
            let why = words::sentence(code, params, language).unwrap_or_default();
            language.either(
                format!("网格方案“{scheme}”未能按期生效：{why}"),
                format!("Scheme “{scheme}” could not come into force: {why}"),
            )
        }
        _ => String::new(),
    }
}

/// What an alarm is about.
fn alarm(entry: &JournalEntry, cause: &Cause, language: Language) -> String {
    let order = entry.order_number.as_deref().unwrap_or_default();
    let about = entry.alarmed.as_deref().unwrap_or_default();
    match cause {
        Cause::Silent { .. } => {
            language.either(format!("指令 {order} 叫应未答"), format!("order {order}, silent people"))
        }
        Cause::Overdue { .. } => language.either(format!("指令 {order} 超时未答"), format!("order {order}, overdue")),
        Cause::Refused { .. } => language.either(format!("指令 {order} 被拒收"), format!("order {order}, refused")),
        Cause::Call { .. } => language.either("未接来电", "missed call").to_owned(),
        Cause::Report { .. } => {
            language.either(format!("事件 {about} 待受理"), format!("incident {about} not accepted"))
        }
        Cause::Robot { .. } => language.either(format!("机器人“{about}”停用"), format!("robot “{about}” stopped")),
        Cause::Scheme { scheme } => {
            language.either(format!("方案“{scheme}”未能生效"), format!("scheme “{scheme}” held up"))
        }
        Cause::Stream { .. } => language.either(format!("视频“{about}”中断"), format!("stream “{about}” lost")),
        Cause::Calendar { year } => language.either(format!("日历缺 {year} 年"), format!("calendar without {year}")),
        Cause::Writing { .. } => language.either("本库无法写入", "store not written").to_owned(),
    }
}

fn handled(number: &str, step: &IncidentStep, language: Language) -> String {
    let deed = name_of("incident_deed", step.deed().word(), language).unwrap_or_default();
    let said = match (step.words(), language) {
        (None, _) => String::new(),
        (Some(words), Language::Chinese) => format!("：{words}"),
        (Some(words), Language::English) => format!(": {words}"),
    };
    language.either(format!("事件 {number} {deed}{said}"), format!("Incident {number}, {deed}{said}"))
}

fn ended(order: &str, ending: &Ending, language: Language) -> String {
    match ending {
        Ending::Closed { reason, stood } => {
            let said = reason.as_ref().map(|reason| format!("\n{reason}")).unwrap_or_default();
            let (answered, expected) = (stood.answered(), stood.expected);
            language.either(
                format!("指令 {order} 办结，应答 {answered}/{expected}{said}"),
                format!("Order {order} closed, answered {answered} of {expected}{said}"),
            )
        }
        Ending::Withdrawn { reason } => {
            language.either(format!("指令 {order} 撤回：{reason}"), format!("Order {order} withdrawn: {reason}"))
        }
        Ending::Corrected { .. } => {
            language.either(format!("指令 {order} 由另一指令更正"), format!("Order {order} corrected by another"))
        }
    }
}

fn heading(heading: Heading, language: Language) -> &'static str {
    let (zh, en) = match heading {
        Heading::Order => ("指令", "Order"),
        Heading::Incident => ("事件", "Incident"),
        Heading::Call => ("来电", "Call"),
        Heading::Alarm => ("告警", "Alarm"),
        Heading::Watch => ("值班", "Watch"),
        Heading::Note => ("记事", "Note"),
        Heading::Checkpoint => ("卡点", "Checkpoint"),
        Heading::District => ("底数", "District"),
    };
    language.either(zh, en)
}

fn order_kind(kind: OrderKind, language: Language) -> &'static str {
    let (zh, en) = match kind {
        OrderKind::Notice => ("通知", "notice"),
        OrderKind::Command => ("指令", "command"),
        OrderKind::Check => ("核查", "check"),
        OrderKind::Help => ("求助", "help"),
        OrderKind::RollCall => ("点名", "roll call"),
    };
    language.either(zh, en)
}

fn order_priority(priority: Priority, language: Language) -> &'static str {
    let (zh, en) = match priority {
        Priority::Normal => ("一般", "normal"),
        Priority::Urgent => ("紧急", "urgent"),
        Priority::Critical => ("特急", "critical"),
    };
    language.either(zh, en)
}

fn set_kind(of: SetKind, language: Language) -> &'static str {
    let (zh, en) = match of {
        SetKind::Grids => ("网格", "grids"),
        SetKind::Posts => ("在岗人员", "people in post"),
        SetKind::Venues => ("重点场所", "venues"),
        SetKind::Checkpoints => ("卡点", "checkpoints"),
        SetKind::Streams => ("视频", "streams"),
        SetKind::Units => ("承办单位", "units"),
        SetKind::Partners => ("结对单位", "partner units"),
        SetKind::Assets => ("物资设施", "assets"),
        SetKind::Basemap => ("底图", "ground"),
    };
    language.either(zh, en)
}
