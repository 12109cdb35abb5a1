//! The one table of all actions and questions and of the roles that may use them.
//!
//! Hosts, interface, manual and the access test are made from this table, so no list can drift.

mod page;

use serde::Serialize;
use ts_rs::TS;

use crate::failure::Refusal;
use crate::seat::{Role, Seat};

pub use page::page;

/// One action or question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[ts(export)]
pub struct Entry {
    /// Its name on the wire.
    pub name: &'static str,
    /// Which door.
    pub door: DoorKind,
    /// Who may use it, inside the seat's subtree.
    pub roles: &'static [Role],
    /// What it does, for people.
    pub words: &'static str,
    /// The same in Chinese.
    pub words_zh: &'static str,
    /// Its fields, for people who type it.
    pub fields: &'static str,
}

/// The desk's two doors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum DoorKind {
    /// Changes.
    Act,
    /// Asks.
    Ask,
}

impl DoorKind {
    /// As on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Act => "act",
            Self::Ask => "ask",
        }
    }
}

use DoorKind::{Act, Ask};
use Role::{Admin, Auditor, Commander, Field, Operator, Supervisor};

const EVERYBODY: &[Role] = &[Admin, Commander, Operator, Supervisor, Field, Auditor];
const AT_THE_DESK: &[Role] = &[Admin, Commander, Operator, Supervisor, Auditor];
const IN_COMMAND: &[Role] = &[Admin, Commander, Operator];
const ON_WATCH: &[Role] = &[Admin, Commander, Operator, Supervisor];
const ANSWERING: &[Role] = &[Admin, Commander, Operator, Field];
const DRAWING: &[Role] = &[Admin, Supervisor];
const JUDGING: &[Role] = &[Admin, Commander, Supervisor];

/// All actions and questions.
pub const TABLE: &[Entry] = &[
    entry(
        "import_set",
        Act,
        &[Admin],
        "bring in a set of grids, people, venues …",
        "导入一批网格、人员、场所等",
        "set, source",
    ),
    entry(
        "undo_import",
        Act,
        &[Admin],
        "take a whole import back; what rests on it refuses",
        "撤销整次导入；有内容依附时不予撤销",
        "import",
    ),
    entry(
        "amend_item",
        Act,
        &[Admin],
        "add, move, change or remove a venue, checkpoint, stream, unit, asset or partner unit by hand",
        "手工增加、移动、更改或删除场所、卡点、视频、承办单位、物资设施或结对单位",
        "wish",
    ),
    entry(
        "undo_amendment",
        Act,
        &[Admin],
        "take such a change back; what was changed again since refuses",
        "撤销一次手工更改；之后又改过的不予撤销",
        "fact",
    ),
    entry(
        "set_checkpoint",
        Act,
        IN_COMMAND,
        "say whether a checkpoint lets traffic pass, and how long its queue is",
        "更新卡点的开闭和排队情况",
        "id, seen, state, queue",
    ),
    entry(
        "say_checkpoint",
        Act,
        &[Field],
        "say from the field how a checkpoint stands: whoever is on duty there, and the heads of its grid",
        "在现场更新卡点的开闭和排队情况；由在岗值守的人和所在网格的网格长更新",
        "id, state, queue, said",
    ),
    entry(
        "draft_scheme",
        Act,
        DRAWING,
        "begin a draft of a scheme, with the grids of another or with none",
        "新建方案草稿，以某个方案为底稿或从空白开始",
        "name, from",
    ),
    entry("revise_grids", Act, DRAWING, "change grids of a draft", "修改草稿中的网格", "scheme, changes"),
    entry(
        "edit_grids",
        Act,
        DRAWING,
        "change grids of a draft as drawn on the map",
        "按图上所画修改草稿中的网格",
        "scheme, edit, seen",
    ),
    entry("undo_revision", Act, DRAWING, "take a revision of a draft back", "撤销对草稿的一次修改", "fact"),
    entry(
        "submit_scheme",
        Act,
        DRAWING,
        "hand a draft to a second person for review",
        "把草稿提交另一人审核",
        "scheme",
    ),
    entry("discard_scheme", Act, DRAWING, "give a draft up", "作废草稿", "scheme"),
    entry("return_scheme", Act, JUDGING, "send a draft back with a reason", "写明理由退回方案", "scheme, reason"),
    entry(
        "publish_scheme",
        Act,
        JUDGING,
        "bring a reviewed scheme into force, as somebody who had no hand in it",
        "发布经审核的方案；起草或修改过的人不能发布",
        "scheme, valid_from, heirs",
    ),
    entry(
        "issue_order",
        Act,
        IN_COMMAND,
        "issue an order to a grid and all below",
        "向一个网格及其以下各级下达指令",
        "draft",
    ),
    entry(
        "keep_file",
        Act,
        ANSWERING,
        "hand in a file to be attached: a picture, a PDF, a voice note",
        "交来一个要附上的文件：图片、PDF 或录音",
        "file",
    ),
    entry("save_target", Act, IN_COMMAND, "keep a target under a name", "把一组对象存为常用对象", "saved"),
    entry("remove_target", Act, IN_COMMAND, "take a saved target away", "删除一组常用对象", "id"),
    entry("keep_template", Act, IN_COMMAND, "keep a template of orders", "保存一个指令模板", "template"),
    entry("remove_template", Act, IN_COMMAND, "take a template away", "删除一个指令模板", "id"),
    entry(
        "mark_receipt",
        Act,
        ANSWERING,
        "say how far an order has got with a post; in the field only with one's own",
        "登记一个岗位办到哪一步；在现场只能登记自己的",
        "order, post, mark, way, said",
    ),
    entry(
        "close_order",
        Act,
        IN_COMMAND,
        "close an order, with everybody accounted for or with a reason",
        "办结归档一条指令；有人没有着落时须写明理由",
        "order, reason",
    ),
    entry(
        "withdraw_order",
        Act,
        IN_COMMAND,
        "withdraw an order with a reason; its recipients are told",
        "写明理由撤回一条指令，并告知接收人",
        "order, reason",
    ),
    entry(
        "log_call",
        Act,
        IN_COMMAND,
        "write down a call or a visit about an order, and what came of it",
        "登记一次电话或登门叫应及其结果",
        "order, post, to, means, result",
    ),
    entry(
        "set_ladder",
        Act,
        &[Admin],
        "say after how many minutes the silent are called, by priority, and at which rung the gateway tells them",
        "按缓急设定几分钟后叫应未应答的人，以及哪一次由网关发消息",
        "priority, minutes, message",
    ),
    entry(
        "send_message",
        Act,
        &[Admin, Commander, Operator, Field],
        "say something in the group of a grid, or to all below it; in the field in one's own",
        "在网格的群里发消息，可连同下级各群；在现场只能在本网格的群里发",
        "message",
    ),
    entry(
        "withdraw_message",
        Act,
        &[Admin, Commander, Operator, Field],
        "withdraw a message with a reason that stays; in the field one's own",
        "写明理由撤回消息，理由留在原处；在现场只能撤回自己的",
        "message, reason",
    ),
    entry(
        "pin_message",
        Act,
        &[Admin, Commander, Operator, Field],
        "pin a message over its group; in the field as the grid's head",
        "置顶一条消息；在现场须是本网格的网格长",
        "message",
    ),
    entry(
        "unpin_message",
        Act,
        &[Admin, Commander, Operator, Field],
        "take a pinned message down; in the field as the grid's head",
        "取消置顶；在现场须是本网格的网格长",
        "message",
    ),
    entry(
        "read_channel",
        Act,
        EVERYBODY,
        "say up to where one has read a group",
        "登记自己把一个群读到了哪里",
        "channel, span, number",
    ),
    entry(
        "set_quiet_hours",
        Act,
        &[Admin],
        "say when no phone rings but for what is critical",
        "设定免打扰时段；特急仍然响铃",
        "hours",
    ),
    entry(
        "write_journal",
        Act,
        ON_WATCH,
        "write into the journal; nothing in it is changed, a correction names the entry",
        "写值守日志；日志只增不改，更正另写一条",
        "note",
    ),
    entry(
        "print_journal",
        Act,
        ON_WATCH,
        "print a part of the journal; the ledger keeps who and when",
        "打印值守日志；台账记下何人何时",
        "print",
    ),
    entry(
        "take_call",
        Act,
        ON_WATCH,
        "keep a call from the front line in words, with the post that calls",
        "登记一线来电及来电岗位",
        "call",
    ),
    entry("note_missed_call", Act, ON_WATCH, "note a call that nobody took", "登记未接来电", "number, rang"),
    entry("ask_for_call", Act, &[Field], "ask the centre to call", "请指挥中心回电", "asked, words"),
    entry(
        "put_call_aside",
        Act,
        ON_WATCH,
        "leave a missed call at that, with a reason",
        "写明理由后不再回电",
        "call, reason",
    ),
    entry("acknowledge_alarm", Act, ON_WATCH, "say that one knows of an alarm", "确认一条告警", "cause, raises"),
    entry(
        "close_alarm",
        Act,
        ON_WATCH,
        "leave an alarm at that, with a reason",
        "写明理由关闭一条告警",
        "cause, raises, reason",
    ),
    entry(
        "make_report",
        Act,
        &[Field],
        "report what one found, with photos and where it is",
        "上报发现的情况，可附照片和位置",
        "report",
    ),
    entry(
        "handle_report",
        Act,
        IN_COMMAND,
        "take a report up, settle it or close it with a reason",
        "受理来报，办结或写明理由关闭",
        "report, step",
    ),
    entry("start_watch", Act, ON_WATCH, "begin a watch where nobody has it", "无人值班时上班", "name"),
    entry("offer_watch", Act, ON_WATCH, "sign what is open, as the one who goes off watch", "交班签字", "watch, words"),
    entry(
        "take_watch",
        Act,
        ON_WATCH,
        "take a watch over, as a second person",
        "接班签字；与交班的不能是同一席位",
        "taking",
    ),
    entry("end_watch", Act, ON_WATCH, "end a watch that nobody takes over", "下班而无人接班", "watch, words"),
    entry(
        "set_gateway",
        Act,
        &[Admin],
        "let this desk send SMS or voice calls by the site's own gateway, or no longer",
        "启用本单位的短信或语音网关，或停用",
        "by, wish",
    ),
    entry(
        "try_gateway",
        Act,
        &[Admin],
        "send one message by a gateway to a number that you type",
        "用网关向一个号码试发一条",
        "by, to",
    ),
    entry(
        "settle_sends",
        Act,
        &[Admin],
        "send messages once more that came to no good end, or leave it at that",
        "重发或放弃没有发成的消息",
        "sends, how",
    ),
    entry(
        "bind_robot",
        Act,
        &[Admin],
        "bind a robot of a WeCom, DingTalk or Feishu group to a channel, or change one",
        "把企业微信、钉钉或飞书群机器人绑定到一个群，或更改绑定",
        "robot, wish",
    ),
    entry("unbind_robot", Act, &[Admin], "unbind a robot; its secrets go", "解绑机器人并销毁其密钥", "robot"),
    entry(
        "try_robot",
        Act,
        &[Admin],
        "let a robot say that this is a trial; one that was stopped goes on",
        "让机器人试发一条；停用的由此恢复",
        "robot",
    ),
    entry(
        "settle_digest",
        Act,
        &[Admin],
        "send a robot's digest once more that came to no good end, or leave it at that",
        "重发或放弃机器人没有发成的摘要",
        "digest, how",
    ),
    entry(
        "offer_pairing",
        Act,
        IN_COMMAND,
        "make a one-time code that pairs a phone to a post",
        "生成一次性配对码，把手机接到岗位",
        "post",
    ),
    entry(
        "offer_seat",
        Act,
        &[Admin],
        "make a one-time code that seats a browser at the desk",
        "生成一次性席位码，让浏览器入席",
        "role, subtree",
    ),
    entry("revoke_device", Act, &[Admin], "take a device's token away", "收回一台设备的令牌", "device"),
    entry(
        "print_sheet",
        Act,
        &[Admin, Commander, Operator, Supervisor],
        "print the map sheet of a grid; the ledger keeps who and when",
        "打印一个网格的图幅；台账记下何人何时",
        "print",
    ),
    entry(
        "print_paper",
        Act,
        &[Admin, Commander, Operator, Supervisor],
        "print the list of doors to knock on, or an order with its accounting; the ledger keeps who and when",
        "打印登门叫应表或指令办理情况；台账记下何人何时",
        "print",
    ),
    entry(
        "add_basemap",
        Act,
        &[Admin],
        "put a basemap's file beside the store (PMTiles, MBTiles)",
        "把底图文件（PMTiles、MBTiles）存放到库旁",
        "basemap",
    ),
    entry("remove_basemap", Act, &[Admin], "take a basemap and its file away", "移除一份底图及其文件", "hash"),
    entry(
        "choose_basemap",
        Act,
        &[Admin],
        "say what lies under the grids for whoever has not chosen",
        "设定默认底图，供没有自行选择的人使用",
        "underlay",
    ),
    entry(
        "set_tianditu",
        Act,
        &[Admin],
        "let this desk ask the Tianditu map service with a key, or no longer",
        "启用天地图并填入密钥，或停用",
        "wish",
    ),
    entry(
        "accept_finding",
        Act,
        DRAWING,
        "let a finding of the check stand, with a note and a name",
        "认可一处检查问题，写明理由和姓名",
        "scheme, key, note, name",
    ),
    entry(
        "mend_finding",
        Act,
        DRAWING,
        "mend a finding in a draft; it can be undone",
        "在草稿中修复一处检查问题，可撤销",
        "scheme, key, mend",
    ),
    entry(
        "withdraw_acceptance",
        Act,
        DRAWING,
        "open a finding again that was accepted",
        "撤回对一处检查问题的认可",
        "scheme, key",
    ),
    entry(
        "district",
        Ask,
        EVERYBODY,
        "the store, its scheme and totals, and who sits here",
        "本库及其方案、总数，以及本席位是谁",
        "",
    ),
    entry("grid", Ask, EVERYBODY, "all about one grid", "一个网格的全部情况", "path"),
    entry("venue", Ask, AT_THE_DESK, "one venue", "一个重点场所", "id"),
    entry("checkpoint", Ask, AT_THE_DESK, "one checkpoint", "一个卡点", "id"),
    entry("unit", Ask, AT_THE_DESK, "one unit", "一个承办单位", "id"),
    entry("units", Ask, AT_THE_DESK, "all units", "全部承办单位", ""),
    entry("asset", Ask, AT_THE_DESK, "one asset", "一项物资或设施", "id"),
    entry(
        "item",
        Ask,
        AT_THE_DESK,
        "a venue, checkpoint, stream, unit or asset as it can be changed, and how it was",
        "可更改的场所、卡点、视频、单位或物资，及其更改经过",
        "name",
    ),
    entry("amendments", Ask, AT_THE_DESK, "what was changed by hand, newest first", "历次手工更改，新的在前", "limit"),
    entry(
        "places",
        Ask,
        AT_THE_DESK,
        "all venues, checkpoints, units with a seat and assets",
        "全部重点场所、卡点、有驻地的承办单位和物资设施",
        "",
    ),
    entry(
        "measures",
        Ask,
        AT_THE_DESK,
        "what the grids of a level hold, with sums and ramps",
        "一级网格的各项数量，连同合计与分级",
        "scope, level",
    ),
    entry("outlines", Ask, AT_THE_DESK, "the grids of a level as a small drawing", "一级网格的略图", "scope, level"),
    entry(
        "search",
        Ask,
        AT_THE_DESK,
        "grids, venues, checkpoints, units, assets and posts by name, pinyin or code",
        "按名称、拼音或编码查找网格、场所、卡点、单位、物资设施和岗位",
        "text, limit",
    ),
    entry("reach", Ask, IN_COMMAND, "whom a draft would reach", "拟发的指令会发到哪些人", "draft"),
    entry(
        "reached",
        Ask,
        IN_COMMAND,
        "some of whom a draft would reach, page by page",
        "逐页列出拟发的指令会发到的人",
        "draft, which, under, from, limit",
    ),
    entry("saved", Ask, IN_COMMAND, "saved targets and templates", "常用对象和指令模板", ""),
    entry(
        "orders",
        Ask,
        AT_THE_DESK,
        "the orders of a subtree, newest first",
        "一个范围内的指令，新的在前",
        "scope, limit",
    ),
    entry("order", Ask, AT_THE_DESK, "one order with its board", "一条指令及其看板", "id"),
    entry(
        "channels",
        Ask,
        EVERYBODY,
        "the groups of a subtree, with what is unread in each",
        "一个范围内的群，以及各群的未读数",
        "scope, limit",
    ),
    entry(
        "channel",
        Ask,
        EVERYBODY,
        "what is said in a group, page by page or by words, alone or with all below",
        "一个群的消息，可翻页、可按文字查找，可连同下级各群",
        "channel, span, text, before, limit",
    ),
    entry(
        "callable",
        Ask,
        &[Admin, Commander, Operator, Field],
        "whom a message in a group can call by name",
        "在一个群里发消息时可以提醒哪些人",
        "channel, span, text, limit",
    ),
    entry(
        "journal",
        Ask,
        AT_THE_DESK,
        "entries of the journal of a subtree, newest first",
        "一个范围内的值守日志，新的在前",
        "wish, from, limit",
    ),
    entry("watch", Ask, AT_THE_DESK, "who has the watch, and the calls that were missed", "谁在值班，以及未接来电", ""),
    entry("alarms", Ask, AT_THE_DESK, "what needs an answer now", "当前的告警", ""),
    entry("handover", Ask, ON_WATCH, "what is open now, as a handover sums it up", "交班小结：当前未了事项", ""),
    entry(
        "caller",
        Ask,
        AT_THE_DESK,
        "a post that calls: its grid, its heads, what is open there",
        "来电岗位：所在网格、各级网格长和未了事项",
        "post",
    ),
    entry(
        "reports",
        Ask,
        AT_THE_DESK,
        "reports of the front line in a subtree, newest first",
        "一个范围内的一线来报，新的在前",
        "wish, from, limit",
    ),
    entry("report", Ask, AT_THE_DESK, "one report, with what became of it", "一条来报及其办理经过", "id"),
    entry(
        "my_ground",
        Ask,
        &[Field],
        "my grid as a small map, with its venues and checkpoints",
        "我的网格小图及其中的场所和卡点",
        "",
    ),
    entry(
        "ladders",
        Ask,
        AT_THE_DESK,
        "after how many minutes the silent are called, by priority",
        "按缓急设定的叫应时间",
        "",
    ),
    entry(
        "gateways",
        Ask,
        IN_COMMAND,
        "the site's SMS and voice gateways, and the messages that wait or came to no good end",
        "短信和语音网关，以及待发和没有发成的消息",
        "",
    ),
    entry(
        "robots",
        Ask,
        AT_THE_DESK,
        "robots of groups elsewhere: how they stand, what waits for them, what failed",
        "群机器人：状态、待发内容和失败原因",
        "",
    ),
    entry("inbox", Ask, &[Field], "my grid and my orders", "我的网格和我的指令", "since"),
    entry("devices", Ask, &[Admin, Commander, Operator, Auditor], "paired devices", "已配对的设备", ""),
    entry(
        "imports",
        Ask,
        &[Admin, Supervisor, Auditor],
        "what was brought in, and what keeps it from being undone",
        "历次导入，以及因何不能撤销",
        "",
    ),
    entry(
        "sheets",
        Ask,
        &[Admin, Commander, Operator, Supervisor],
        "the sheets of a grid and of those below it, to be printed one after the other",
        "一个网格及其以下各级的全部图幅，供逐幅打印",
        "wish, levels",
    ),
    entry(
        "prints",
        Ask,
        AT_THE_DESK,
        "the prints of a subtree, newest first",
        "一个范围内的打印记录，新的在前",
        "scope, from, limit",
    ),
    entry(
        "schemes",
        Ask,
        AT_THE_DESK,
        "all grid schemes, with their drafts and revisions",
        "全部网格方案，及其草稿和修改记录",
        "",
    ),
    entry(
        "compare",
        Ask,
        AT_THE_DESK,
        "two schemes side by side, and where people would stand",
        "对比两个方案，以及人员将归属何处",
        "from, to",
    ),
    entry(
        "shapes",
        Ask,
        AT_THE_DESK,
        "grids of a scheme with their boundaries",
        "一个方案中若干网格及其边界",
        "scheme, paths",
    ),
    entry(
        "near",
        Ask,
        AT_THE_DESK,
        "grids of a scheme around a place, with their boundaries",
        "一个方案中某处附近的网格及其边界",
        "scheme, level, bounds",
    ),
    entry(
        "try_edit",
        Ask,
        DRAWING,
        "what an edit of a draft would change, and what would be wrong then",
        "一次图上修改会改动哪些网格、会带来哪些问题",
        "scheme, edit",
    ),
    entry(
        "check",
        Ask,
        AT_THE_DESK,
        "what is wrong with grids, posts and counts",
        "网格、岗位和数量有什么问题",
        "scheme, kinds, level, state, from, limit",
    ),
    entry(
        "finding",
        Ask,
        AT_THE_DESK,
        "one finding of the check, to be drawn",
        "一处检查问题的全部情况",
        "scheme, key",
    ),
    entry("locate", Ask, EVERYBODY, "the deepest grid at some positions", "若干位置各在哪个最下级网格", "points"),
    entry("basemaps", Ask, AT_THE_DESK, "what can lie under the grids", "可以垫在网格下面的底图", ""),
    entry("help", Ask, EVERYBODY, "both tables, with who may", "两张表，以及谁可以用", ""),
];

const fn entry(
    name: &'static str,
    door: DoorKind,
    roles: &'static [Role],
    words: &'static str,
    words_zh: &'static str,
    fields: &'static str,
) -> Entry {
    Entry { name, door, roles, words, words_zh, fields }
}

/// Whether a seat may open the store to the network, and close it: whoever may give seats away, over all of it.
pub fn check_network(seat: &Seat) -> Result<(), Refusal> {
    check(DoorKind::Act, "offer_seat", seat)?;
    if seat.subtree.is_none() {
        return Ok(());
    }
    Err(Refusal::NotYours { entry: "offer_seat", role: seat.role.word().to_owned() })
}

/// Whether a seat's role may use an entry; the subtree is checked where the grid is known.
pub fn check(door: DoorKind, name: &'static str, seat: &Seat) -> Result<(), Refusal> {
    let allowed = TABLE
        .iter()
        .find(|entry| entry.door == door && entry.name == name)
        .is_some_and(|entry| entry.roles.contains(&seat.role));
    if allowed { Ok(()) } else { Err(Refusal::NotYours { entry: name, role: seat.role.word().to_owned() }) }
}
