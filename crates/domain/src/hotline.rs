//! Work orders of the hotline 12345工单, and letters 来信, as other offices hand them in.
//!
//! What tells who called stands in a type of its own, [`Caller`], that says nothing of itself in a log: it goes to the
//! vault and nowhere else.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::category::CategoryTable;
use crate::contact::{Caller, Reply};
use crate::import::Fault;
use crate::incident::Channel;
use crate::moment::Moment;
use crate::order::Priority;
use crate::place::Position;
use crate::report::{ReportDraft, ReportKind, Spot};

/// One work order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HotlineOrder {
    /// As its source numbers it; with the source it names the order for ever.
    pub number: String,
    /// Who sends it: 12345, 市长信箱 …; none: nothing is said.
    pub source: Option<String>,
    /// When it was received there.
    pub received: Option<Moment>,
    /// Until when it is to be answered.
    pub due: Option<Moment>,
    /// Who called.
    pub caller: Caller,
    /// Whether the caller may be told to whoever handles it.
    pub secrecy: Secrecy,
    /// Whether the caller wants to be answered; none: nothing is said.
    pub reply: Option<Reply>,
    /// How urgent it is; none: nothing is said.
    pub urgency: Option<Priority>,
    /// What it is about, from the widest, five at the most.
    pub category: Vec<String>,
    /// Where it is, in words.
    pub address: Option<String>,
    /// Where it is, where the source says so.
    pub place: Option<Position>,
    /// What was said. Callers' names and numbers may stand in it.
    pub content: String,
    /// Names of what was attached; the files come by themselves.
    pub attachments: Vec<String>,
    /// How it was handled before.
    pub earlier: Option<String>,
}

/// Whether the caller may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Secrecy {
    /// 保密; also where nothing is said.
    Secret,
    /// 不保密.
    Open,
}

/// What a file of work orders or of letters came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct HotlineReport {
    /// By which way they come in: work orders by the hotline, letters by the mailbox.
    pub channel: Channel,
    /// The file's name, without its folder.
    pub file: String,
    /// Orders in it.
    pub read: u32,
    /// Those that are incidents now, or would be.
    pub taken: u32,
    /// Of those, how many whose place was told, or followed from their address.
    pub placed: u32,
    /// Those that were incidents before, by their number.
    pub known: u32,
    /// Those that were not looked at, for somebody stopped it.
    #[serde(default)]
    pub left: u32,
    /// What was left out, and why.
    pub faults: Vec<Fault>,
    /// What is doubtful in what was taken.
    pub notes: Vec<Fault>,
    /// Whether it was a trial, and nothing changed.
    pub dry_run: bool,
}

impl HotlineOrder {
    /// As a report of something that is there. What has no field of its own in an incident stands in its words; so does a
    /// category that the district's table does not have.
    pub fn into_report(self, spot: Spot, now: Moment, (table, offset_hours): (&CategoryTable, i8)) -> ReportDraft {
        let kind = self.kind();
        let is_ours = table.has(&self.category);
        let (category, foreign) = if is_ours { (self.category, Vec::new()) } else { (Vec::new(), self.category) };
        let beside = [
            ("事发地址", self.address),
            ("分类", (!foreign.is_empty()).then(|| foreign.join(" › "))),
            ("办理时限", self.due.map(|due| due.minute(offset_hours))),
            ("前期处理", self.earlier),
            ("附件", (!self.attachments.is_empty()).then(|| self.attachments.join("、"))),
        ];
        let beside = beside.into_iter().filter_map(|(name, value)| Some(format!("{name}：{}", value?)));
        let words: Vec<String> =
            Some(self.content).filter(|content| !content.is_empty()).into_iter().chain(beside).collect();
        ReportDraft {
            channel: Some(Channel::Hotline),
            foreign: Some(self.number),
            post: None,
            kind,
            category,
            urgency: self.urgency.unwrap_or(Priority::Normal),
            words: words.join("\n"),
            spot,
            attachments: Vec::new(),
            seen: self.received.unwrap_or(now),
            caller: Some(Caller { reply: self.reply, ..self.caller }),
        }
    }

    /// The sort whose name its widest category has; another one where none fits.
    fn kind(&self) -> ReportKind {
        const NAMES: [(&str, ReportKind); 9] = [
            ("公用设施", ReportKind::Facility),
            ("交通", ReportKind::Road),
            ("道路", ReportKind::Road),
            ("环境", ReportKind::Environment),
            ("市容", ReportKind::Environment),
            ("房屋", ReportKind::Housing),
            ("安全", ReportKind::Hazard),
            ("纠纷", ReportKind::Dispute),
            ("民生", ReportKind::Livelihood),
        ];
        let Some(widest) = self.category.first() else { return ReportKind::Other };
        NAMES.iter().find(|(name, _)| widest.contains(name)).map_or(ReportKind::Other, |(_, kind)| *kind)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::code::GridPath;

    #[test]
    fn what_has_no_field_of_its_own_stands_in_the_words_and_who_called_never_does() {
        let order = HotlineOrder {
            number: "GD-1".to_owned(),
            source: None,
            received: None,
            due: Some(Moment::from_millis(0)),
            caller: Caller { name: Some("张三".to_owned()), ..Caller::default() },
            secrecy: Secrecy::Secret,
            reply: Some(Reply::Wanted),
            urgency: None,
            category: vec!["市容环境".to_owned(), "垃圾".to_owned()],
            address: Some("七一路126号".to_owned()),
            place: None,
            content: "垃圾无人清运".to_owned(),
            attachments: Vec::new(),
            earlier: None,
        };
        let table = CategoryTable::shipped();
        let there = || Spot::Grid { path: GridPath::from_text("4116") };
        let ours = HotlineOrder { category: vec!["事件".to_owned(), "市容环境".to_owned()], ..order.clone() };
        let ours = ours.into_report(there(), Moment::from_millis(7), (&table, 8));
        assert_eq!(ours.category, ["事件", "市容环境"]);
        assert!(!ours.words.contains("分类"));
        let report = order.into_report(there(), Moment::from_millis(7), (&table, 8));
        assert_eq!(
            report.words,
            "垃圾无人清运\n事发地址：七一路126号\n分类：市容环境 › 垃圾\n办理时限：1970-01-01 08:00"
        );
        assert_eq!((report.kind, report.seen), (ReportKind::Environment, Moment::from_millis(7)));
        let caller = report.caller.expect("somebody called");
        assert_eq!((caller.name.as_deref(), caller.reply), (Some("张三"), Some(Reply::Wanted)));
    }
}
