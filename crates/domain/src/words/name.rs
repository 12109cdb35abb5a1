//! What the params of sentences are called: nouns, figures, roles, and the entries of the table of rights.

use super::Language;
use crate::rights::TABLE;

/// What a noun, a figure, a role or an entry is called; none where the param stands for itself.
pub fn name_of(param: &str, value: &str, language: Language) -> Option<&'static str> {
    let (_, _, zh, en) = names().find(|(of, name, ..)| *of == param && *name == value)?;
    Some(language.either(zh, en))
}

/// Param, value, Chinese, English.
pub(super) type Name = (&'static str, &'static str, &'static str, &'static str);

/// All names.
pub(super) fn names() -> impl Iterator<Item = Name> {
    let entries = TABLE.iter().map(|entry| ("entry", entry.name, entry.words_zh, entry.words));
    NAMES.iter().copied().chain(entries)
}

const NAMES: &[Name] = &[
    ("noun", "order", "指令", "order"),
    ("noun", "alarm", "告警", "alarm"),
    ("noun", "file", "文件", "file"),
    ("noun", "target", "常用对象", "saved target"),
    ("noun", "template", "模板", "template"),
    ("noun", "grid", "网格", "grid"),
    ("noun", "venue", "重点场所", "venue"),
    ("noun", "checkpoint", "卡点", "checkpoint"),
    ("noun", "unit", "承办单位", "unit"),
    ("noun", "partner", "结对单位", "partner unit"),
    ("noun", "asset", "物资设施", "asset"),
    ("noun", "post", "岗位", "post"),
    ("noun", "device", "设备", "device"),
    ("noun", "stream", "视频", "stream"),
    ("noun", "viewing", "调阅", "viewing"),
    ("noun", "import", "导入记录", "import"),
    ("noun", "scheme", "网格方案", "scheme"),
    ("noun", "revision", "修订", "revision"),
    ("noun", "amendment", "更改", "change by hand"),
    ("noun", "layer", "图层", "layer"),
    ("private", "home", "住宅", "homes"),
    ("private", "guest_room", "旅店客房、包间", "guest rooms"),
    ("private", "dormitory", "宿舍和休息室", "dormitories"),
    ("private", "toilet", "卫生间", "toilets"),
    ("private", "bath", "浴室", "bathrooms"),
    ("private", "changing_room", "更衣室、试衣间", "changing rooms"),
    ("private", "nursing_room", "哺乳室", "nursing rooms"),
    ("private", "ward", "病房和诊室", "wards and consulting rooms"),
    ("viewing_reason", "patrol", "例行巡查", "routine round"),
    ("viewing_reason", "crowd", "客流秩序", "crowds and order"),
    ("viewing_reason", "incident", "事件处置", "an incident"),
    ("viewing_reason", "order_check", "核实指令落实", "whether an order was carried out"),
    ("viewing_reason", "warning", "应急预警", "a warning"),
    ("viewing_reason", "equipment", "设备检查", "check of the camera"),
    ("viewing_reason", "drill", "演练", "drill"),
    ("viewing_reason", "other", "其他", "another reason"),
    ("particular", "id_card", "身份证号", "number of an identity card"),
    ("particular", "mobile", "手机号", "mobile number"),
    ("particular", "landline", "固定电话", "landline number"),
    ("particular", "bank_card", "银行卡号", "number of a bank card"),
    ("figure", "residents", "人口", "residents"),
    ("figure", "households", "户数", "households"),
    ("figure", "buildings", "楼栋", "buildings"),
    ("figure", "units", "单元", "units"),
    ("noun", "finding", "检查问题", "finding"),
    ("noun", "acceptance", "对问题的认可", "acceptance of finding"),
    ("finding", "gap", "空隙", "gap"),
    ("finding", "not_filled", "未覆盖", "not filled"),
    ("finding", "overlap", "重叠", "overlap"),
    ("finding", "outside_parent", "越出上级", "outside parent"),
    ("finding", "lies_elsewhere", "落在别的上级", "lies in another parent"),
    ("finding", "mismatched_edge", "边界不一致", "mismatched edge"),
    ("finding", "sliver", "窄条", "sliver"),
    ("finding", "invalid_ring", "无效边界", "invalid ring"),
    ("finding", "too_tangled", "过于纠缠", "too tangled"),
    ("finding", "duplicate_code", "编码重复", "duplicate code"),
    ("finding", "malformed_code", "编码不合规则", "malformed code"),
    ("finding", "wrong_parent", "上级不符", "wrong parent"),
    ("finding", "wrong_kind", "类型不符", "wrong kind"),
    ("finding", "no_roster", "无人在岗", "nobody in post"),
    ("finding", "no_head", "没有网格长", "no head"),
    ("finding", "count_mismatch", "数量不符", "count mismatch"),
    ("noun", "set", "导入批次", "set"),
    ("noun", "print", "刚印出的图幅", "sheet that was just printed"),
    ("noun", "basemap", "底图", "basemap"),
    ("noun", "entry", "日志条目", "journal entry"),
    ("noun", "call", "来电", "call"),
    ("noun", "watch", "值班", "watch"),
    ("noun", "message", "消息", "message"),
    ("noun", "report", "来报", "report"),
    ("report_kind", "facility", "公用设施", "public facility"),
    ("report_kind", "road", "道路交通", "road and traffic"),
    ("report_kind", "environment", "市容环境", "street environment"),
    ("report_kind", "housing", "房屋土地", "housing and land"),
    ("report_kind", "hazard", "安全隐患", "safety hazard"),
    ("report_kind", "dispute", "矛盾纠纷", "dispute"),
    ("report_kind", "livelihood", "民生求助", "call for help"),
    ("report_kind", "other", "其他", "other"),
    ("role", "admin", "管理员", "admin"),
    ("role", "commander", "指挥长", "commander"),
    ("role", "operator", "值班员", "operator"),
    ("role", "supervisor", "督查员", "supervisor"),
    ("role", "field", "现场", "field"),
    ("role", "auditor", "审计员", "auditor"),
];
