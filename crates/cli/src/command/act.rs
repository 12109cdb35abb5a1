//! `wutu act`: one action from the table.

use std::path::Path;

use desk::Options;
use domain::action::{Action, Call, Outcome};
use domain::id::{CommandId, PostId};
use domain::rights::DoorKind;
use domain::scheme::SchemeState;

use super::fields;
use crate::out::Out;
use crate::stop::{Result, Verdict};
use crate::store;

/// What was typed.
pub struct Wanted {
    pub action: String,
    pub fields: Option<String>,
    pub post: Option<String>,
    pub command_id: Option<CommandId>,
}

pub fn run(path: &Path, wanted: &Wanted, out: Out) -> Result<Verdict> {
    let text = fields::text(wanted.fields.as_deref())?;
    let action: Action = fields::value(DoorKind::Act, &wanted.action, &text)?;
    let outcome = store::with(path, |store| {
        let call = Call { command_id: wanted.command_id.unwrap_or_else(|| store.new_command()), action };
        match &wanted.post {
            Some(post) => store.act_for(PostId(post.clone()), call),
            None => store.act(call),
        }
    })?;
    out.answer(&outcome, &words(&outcome, out));
    Ok(Verdict::Done)
}

#[expect(clippy::too_many_lines, reason = "a table: what each outcome is called")]
fn words(outcome: &Outcome, out: Out) -> String {
    match outcome {
        Outcome::SetImported { set, changed } => {
            format!("{}  {set}  {}", out.either("数据集", "set"), change(*changed, out))
        }
        Outcome::ImportUndone { rows } => {
            out.either(format!("导入已撤销  {rows} 条"), format!("import undone  rows: {rows}"))
        }
        Outcome::SchemeDrafted { .. }
        | Outcome::GridsRevised { .. }
        | Outcome::SchemeSubmitted
        | Outcome::SchemeReturned
        | Outcome::SchemePublished { .. }
        | Outcome::SchemeDiscarded => of_scheme(outcome, out),
        Outcome::OrderIssued { order, number, people, copies } => out.either(
            format!("已存本机  {number}  应答 {people} 人  抄送 {copies} 人  {order}"),
            format!("kept on this machine  {number}  to answer {people}  copies {copies}  {order}"),
        ),
        Outcome::TargetSaved => out.either("常用对象已保存", "the target is saved").to_owned(),
        Outcome::TargetRemoved => out.either("常用对象已删除", "the saved target is gone").to_owned(),
        Outcome::TemplateKept => out.either("模板已保存", "the template is kept").to_owned(),
        Outcome::TemplateRemoved => out.either("模板已删除", "the template is gone").to_owned(),
        Outcome::ReceiptMarked { changed } => format!("{}  {}", out.either("回执", "receipt"), change(*changed, out)),
        Outcome::CallLogged { changed } => {
            format!("{}  {}", out.either("叫应已登记", "the call is in the log"), change(*changed, out))
        }
        // A retry: the token was shown the first time and is kept nowhere.
        Outcome::IntakeOpened { intake, token } if token.is_empty() => out.either(
            format!("令牌已显示过一次，需要请停用后重新生成  {intake}"),
            format!("the token was shown once already; close it and open another  {intake}"),
        ),
        Outcome::IntakeOpened { intake, token } => {
            format!("{}  {token}\n{intake}", out.either("令牌（只显示这一次）", "token, shown this once"))
        }
        Outcome::BrokerSet => out.either("已设定", "entered").to_owned(),
        Outcome::IntakeClosed => out.either("已停用", "closed").to_owned(),
        Outcome::TableRevised { fact, from } => {
            format!("{}  {fact}  {from}", out.either("已修订，自此生效", "the table is another one from"))
        }
        Outcome::LadderSet => out.either("叫应时间已设定", "the ladder is set").to_owned(),
        Outcome::OrderEnded => out.either("指令已结束", "the order has ended").to_owned(),
        // A retry: the code was shown the first time and is kept nowhere.
        Outcome::PairingOffered { code, .. } if code.is_empty() => out
            .either("配对码已显示过一次，需要请重新生成", "the code was shown once already; make a new one")
            .to_owned(),
        Outcome::PairingOffered { code, until } => {
            format!("{}  {code}\n{}", out.either("配对码", "code"), out.lasting(*until, &Options::for_user()))
        }
        Outcome::ItemAmended { fact } => format!("{}  {fact}", out.either("已更改", "changed")),
        Outcome::FindingAccepted => out.either("已认可", "accepted").to_owned(),
        Outcome::AcceptanceWithdrawn => out.either("已撤回认可", "open again").to_owned(),
        Outcome::DeviceRevoked => out.either("设备已停用", "the device is revoked").to_owned(),
        Outcome::BasemapAdded { hash, changed } => {
            format!("{}  {hash}  {}", out.either("底图", "basemap"), change(*changed, out))
        }
        Outcome::BasemapRemoved => out.either("底图已移除", "the basemap is gone").to_owned(),
        Outcome::BasemapChosen => out.either("默认底图已设定", "the usual basemap is chosen").to_owned(),
        Outcome::RobotBound { robot } => format!("{}  {robot}", out.either("机器人已绑定", "the robot is bound")),
        Outcome::RobotUnbound => out.either("机器人已解绑", "the robot is unbound").to_owned(),
        Outcome::RobotTried => out.either("试发已排队", "the trial waits for its turn").to_owned(),
        Outcome::DigestSettled => out.either("摘要已处理", "the digest is settled").to_owned(),
        Outcome::GatewaySet => out.either("网关已设定", "the gateway is set").to_owned(),
        Outcome::GatewayTried { upshot, said, .. } => format!("{upshot:?} {said}"),
        Outcome::SendsSettled { sends } => {
            out.either(format!("已处理 {sends} 条"), format!("{sends} messages settled"))
        }
        Outcome::TiandituSet => out.either("天地图已设定", "Tianditu is set").to_owned(),
        Outcome::MessageSent { message, number, people } => out.either(
            format!("已发到群里  第 {number} 条  {people} 人  {message}"),
            format!("said  line {number}  to {people}  {message}"),
        ),
        Outcome::SpeechBegun { people, .. } => {
            out.either(format!("正在对讲  {people} 人可听"), format!("the floor is taken  {people} may hear"))
        }
        Outcome::SpeechHeard => out.either("已登记在听", "heard").to_owned(),
        Outcome::SpeechEnded { .. } => out.either("讲话已结束", "the speech is over").to_owned(),
        Outcome::ViewingBegun { line, .. } => format!("{}  {line}", out.either("开始调阅", "looking")),
        Outcome::ViewingEnded => out.either("调阅已结束", "the viewing is over").to_owned(),
        Outcome::MessageWithdrawn => out.either("消息已撤回", "the message is withdrawn").to_owned(),
        Outcome::MessagePinned { changed } => format!("{}  {}", out.either("置顶", "pinned"), change(*changed, out)),
        Outcome::MessageUnpinned { changed } => {
            format!("{}  {}", out.either("取消置顶", "no longer pinned"), change(*changed, out))
        }
        Outcome::ChannelRead => out.either("已读", "read").to_owned(),
        Outcome::QuietHoursSet => out.either("免打扰时段已设定", "the quiet hours are set").to_owned(),
        Outcome::JournalWritten { number, .. } => format!("{}  {number}", out.either("已记入日志", "in the journal")),
        Outcome::CallTaken { number, .. } => format!("{}  {number}", out.either("来电已登记", "the call is kept")),
        Outcome::CallMissed { .. } => out.either("未接来电已登记", "the missed call is noted").to_owned(),
        Outcome::AlarmAcknowledged => out.either("已确认告警", "the alarm is acknowledged").to_owned(),
        Outcome::AlarmClosed => out.either("已关闭告警", "the alarm is closed").to_owned(),
        Outcome::CallRings { call } => format!("{}  {call}", out.either("正在呼叫", "it rings")),
        Outcome::CallStepped => out.either("通话已更新", "done with the call").to_owned(),
        Outcome::CallPutAside => out.either("不再回电", "the call is put aside").to_owned(),
        Outcome::ReportMade { .. }
        | Outcome::IncidentHandled { .. }
        | Outcome::ContactShown { .. }
        | Outcome::WhistleBlown { .. }
        | Outcome::WhistleHandled
        | Outcome::RecheckBegun { .. }
        | Outcome::RecheckHandled
        | Outcome::ContactsSettled { .. }
        | Outcome::RecordingSet { .. }
        | Outcome::RecordingHeard { .. }
        | Outcome::RetentionSet { .. } => of_incidents(outcome, out),
        Outcome::CheckpointSaid { changed } => {
            format!("{}  {}", out.either("卡点", "checkpoint"), change(*changed, out))
        }
        Outcome::WatchStarted { watch } => format!("{}  {watch}", out.either("已上班", "the watch is on")),
        Outcome::WatchOffered { offer } => format!("{}  {offer}", out.either("交班已签字", "signed")),
        Outcome::WatchHandedOver { watch } => format!("{}  {watch}", out.either("已接班", "taken over")),
        Outcome::WatchEnded => out.either("已下班", "the watch is over").to_owned(),
        Outcome::PeriodFrozen { cases } => {
            out.either(format!("已封存，共 {cases} 件"), format!("the period is frozen with its cases: {cases}"))
        }
        Outcome::ChargeGiven { charge } => format!("{}  {charge}", out.either("已交办", "charged")),
        Outcome::ChargeAnswered => out.either("已登记", "written down").to_owned(),
        Outcome::JournalPrinted { .. } => out.either("日志打印已入账", "the print is in the ledger").to_owned(),
        Outcome::PaperPrinted { .. } | Outcome::ViewingsPrinted { .. } | Outcome::ReviewPrinted { .. } => {
            out.either("打印已入账", "the print is in the ledger").to_owned()
        }
        Outcome::FileKept { file } => format!("{}  {}", out.either("附件已收", "the file is kept"), file.hash),
        Outcome::SheetPrinted { .. } => out.either("图幅已入账", "the sheet is in the ledger").to_owned(),
    }
}

/// What incidents came to.
fn of_incidents(outcome: &Outcome, out: Out) -> String {
    match outcome {
        Outcome::ReportMade { number, veiled, .. } => {
            let hidden = match veiled {
                0 => String::new(),
                count => {
                    format!("  {}", out.either(format!("已遮盖 {count} 处号码"), format!("numbers veiled: {count}")))
                }
            };
            format!("{}  {number}{hidden}", out.either("已登记为事件", "it is an incident now"))
        }
        Outcome::IncidentHandled { .. } => out.either("事件已办一步", "the incident went on").to_owned(),
        Outcome::WhistleBlown { number, .. } => format!("{}  {number}", out.either("已吹哨", "the whistle is blown")),
        Outcome::WhistleHandled => out.either("吹哨已办一步", "the whistle went on").to_owned(),
        Outcome::RecheckBegun { .. } => out.either("已安排回头看", "one looks again").to_owned(),
        Outcome::RecheckHandled => out.either("回头看已登记", "the turn is told").to_owned(),
        Outcome::ContactShown { contact } => {
            let parts = [&contact.name, &contact.phone, &contact.address];
            let told: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            format!("{}  {}", out.either("联系方式", "contact"), told.join("  "))
        }
        Outcome::ContactsSettled { destroyed } => {
            out.either(format!("联系方式已销毁 {destroyed} 份"), format!("contacts destroyed: {destroyed}"))
        }
        Outcome::RecordingSet { rule } if rule.is_on => out.either(
            format!("通话录音已开启，保存 {} 天", rule.days),
            format!("calls are recorded, and kept {} days", rule.days),
        ),
        Outcome::RecordingSet { .. } => out.either("通话不录音".to_owned(), "calls are not recorded".to_owned()),
        Outcome::RecordingHeard { pieces, .. } => out.either(
            format!("录音 {} 段，已记入日志", pieces.len()),
            format!("{} pieces; it is in the log", pieces.len()),
        ),
        Outcome::RetentionSet { days } => {
            out.either(format!("办结后保存 {days} 天"), format!("kept {days} days after the end"))
        }
        _ => String::new(),
    }
}

fn of_scheme(outcome: &Outcome, out: Out) -> String {
    match outcome {
        Outcome::SchemeDrafted { scheme, grids } => {
            out.either(format!("草稿已建  {scheme}  网格 {grids} 个"), format!("draft made  {scheme}  grids: {grids}"))
        }
        Outcome::GridsRevised { fact, grids } => {
            out.either(format!("已修改网格 {grids} 个  {fact}"), format!("grids revised: {grids}  {fact}"))
        }
        Outcome::SchemeSubmitted => out.either("已提交审核", "handed over for review").to_owned(),
        Outcome::SchemeReturned => out.either("已退回", "sent back").to_owned(),
        Outcome::SchemePublished { state: SchemeState::Approved, .. } => {
            out.either("已批准，到日生效", "approved; it comes into force on its day").to_owned()
        }
        Outcome::SchemePublished { moved, .. } => out.either(
            format!("已发布施行  随迁 {moved} 项"),
            format!("in force  people, places and devices that moved: {moved}"),
        ),
        Outcome::SchemeDiscarded => out.either("草稿已作废", "the draft is gone").to_owned(),
        _ => String::new(),
    }
}

fn change(changed: bool, out: Out) -> &'static str {
    if changed { out.either("已更新", "changed") } else { out.either("无变化", "unchanged") }
}
