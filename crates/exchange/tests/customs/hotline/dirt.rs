//! A hundred files, each with its own dirt.

use domain::contact::Reply;
use domain::hotline::Secrecy;
use domain::order::Priority;
use encoding_rs::GB18030;

use super::Case;
use crate::packed::{archive, book, texts, workbook};

const AT: &str = "2026-11-20T00:05:00Z";

/// One row below this heading, after the number and the content.
fn with(name: &'static str, column: &str, value: &str) -> Case {
    Case::new(name, format!("工单编号,诉求内容,{column}\nA1,井盖坏了,{value}\n"))
}

fn time(name: &'static str, value: &str) -> Case {
    with(name, "受理时间", value).seen(|order| order.received.is_some_and(|at| at.to_string() == AT))
}

fn number(name: &'static str, value: &str) -> Case {
    Case::new(name, format!("工单编号,诉求内容\n{value},井盖坏了\n"))
}

fn sheet(name: &'static str, rows: &str) -> Case {
    Case::new(name, workbook(rows, &[]))
}

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

pub fn all() -> Vec<Case> {
    [letters(), headings(), numbers(), times(), words(), people(), categories(), places(), sheets(), forms(), sizes()]
        .into_iter()
        .flatten()
        .collect()
}

const PLAIN: &str = "工单编号,诉求内容\nA1,井盖坏了\n";

fn letters() -> Vec<Case> {
    let is_whole = |order: &domain::hotline::HotlineOrder| order.number == "A1" && order.content == "井盖坏了";
    vec![
        Case::new("nothing special", PLAIN).seen(is_whole),
        Case::new("a byte order mark", format!("\u{feff}{PLAIN}")).seen(is_whole),
        Case::new("GBK", gb(PLAIN)).noted(None, "table.taken_for_gbk").seen(is_whole),
        Case::new("four bytes of GB18030", gb("工单编号,诉求内容\nA1,㐂家路口𠮷祥里\n"))
            .noted(None, "table.taken_for_gbk")
            .seen(|order| order.content == "㐂家路口𠮷祥里"),
        Case::new(
            "UTF-16",
            "\u{feff}工单编号,诉求内容\n".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>(),
        )
        .orders(0)
        .refused(None, "file.utf16"),
        Case::new("line ends of the Macintosh", PLAIN.replace('\n', "\r")).seen(is_whole),
        Case::new("line ends of Windows", PLAIN.replace('\n', "\r\n")).seen(is_whole),
        Case::new("no line end at the end", PLAIN.trim_end()).seen(is_whole),
        Case::new("tabs, as they are pasted", PLAIN.replace(',', "\t")).seen(is_whole),
        Case::new("semicolons", PLAIN.replace(',', ";")).seen(is_whole),
        Case::new("Chinese commas", PLAIN.replace(',', "，")).orders(0).refused(None, "table.separator"),
        Case::new("upright bars", PLAIN.replace(',', "|")).orders(0).refused(None, "table.separator"),
        Case::new("a quote that never closes", "工单编号,诉求内容\nA1,\"井盖坏了\n")
            .orders(0)
            .refused(None, "table.open_quote"),
        Case::new("a quote within a quote", "工单编号,诉求内容\nA1,\"他说\"\"快来\"\"\"\n")
            .seen(|order| order.content == "他说\"快来\""),
        Case::new("a line break within a cell", "工单编号,诉求内容\nA1,\"井盖\n坏了\"\n")
            .seen(|order| order.content == "井盖\n坏了"),
        Case::new("empty lines", "\n\n工单编号,诉求内容\n\nA1,井盖坏了\n\n\n").seen(is_whole),
        Case::new("rows of commas", "工单编号,诉求内容\n,\nA1,井盖坏了\n,\n").seen(is_whole),
        Case::new("bytes that are no letters", b"\xe5\xb7\xa5\xff\x00\x01".to_vec())
            .orders(0)
            .refused(None, "file.binary"),
        Case::new("an empty file", "").orders(0).refused(None, "file.blank"),
        Case::new("letters that nobody sees", "工单编号,诉求内容\n\u{200b}A1\u{feff},井盖坏了\n").seen(is_whole),
        Case::new("an old spreadsheet", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec())
            .orders(0)
            .refused(None, "file.spreadsheet"),
    ]
}

fn headings() -> Vec<Case> {
    let is_called = |order: &domain::hotline::HotlineOrder| {
        order.caller.name.as_deref() == Some("张三") && order.caller.phone.as_deref() == Some("13812345678")
    };
    vec![
        Case::new("a title above", format!("12345工单统计表,\n{PLAIN}")),
        Case::new("three titles above", format!("统计表,\n2026年11月,\n单位：川汇区,\n{PLAIN}")),
        Case::new(
            "a heading in two rows",
            "工单编号,来电人,,诉求内容\n,姓名,联系电话,\nA1,张三,13812345678,井盖坏了\n",
        )
        .seen(is_called),
        Case::new(
            "a heading in two rows that is read together",
            "工单编号,诉求人,,诉求内容\n,姓名,电话,\nA1,张三,13812345678,井盖坏了\n",
        )
        .seen(is_called),
        Case::new("the heading again", format!("{PLAIN}工单编号,诉求内容\nA2,路灯不亮\n"))
            .orders(2)
            .noted(3, "hotline.heading_again"),
        Case::new("blanks in names", "工 单 编 号, 诉求内容 \nA1,井盖坏了\n"),
        Case::new("stars for what is required", "*工单编号,诉求内容*\nA1,井盖坏了\n"),
        Case::new("brackets behind names", "工单编号（必填）,诉求内容(不超过500字)\nA1,井盖坏了\n"),
        Case::new("line breaks in names", "\"工单\n编号\",诉求内容\nA1,井盖坏了\n"),
        Case::new("English names", "number,received,content\nA1,2026-11-20 08:05,a cover is broken\n")
            .seen(|order| order.received.is_some()),
        Case::new("names in capitals", "NUMBER,Content\nA1,x y\n"),
        Case::new("no number", "受理时间,诉求内容\n2026-11-20,井盖坏了\n").orders(0).refused(None, "columns.missing"),
        Case::new("no content", "工单编号,受理时间\nA1,2026-11-20\n").orders(0).refused(None, "columns.missing"),
        Case::new("a foreign name that is said", "工单编号,说了什么\nA1,井盖坏了\n").mapped("content", "说了什么"),
        Case::new("a foreign name that is said wrongly", PLAIN)
            .mapped("content", "没有这列")
            .orders(0)
            .refused(None, "columns.no_such_column")
            .refused(None, "columns.missing"),
        Case::new("a field that is none", PLAIN).mapped("colour", "诉求内容").refused(None, "columns.unknown_field"),
        Case::new("a heading and nothing else", "工单编号,诉求内容\n").orders(0).refused(None, "file.empty"),
        Case::new("more cells than names", "工单编号,诉求内容\nA1,井盖坏了,多,余\n")
            .orders(0)
            .refused(2, "table.too_many_cells"),
        Case::new("a sum below", format!("{PLAIN}合计,\n")).noted(3, "hotline.footer"),
        Case::new("a sum in words", format!("{PLAIN}合 计：1件,\n")).noted(3, "hotline.footer"),
        Case::new("who made the table", format!("{PLAIN},\n制表人：王五  审核：赵六,\n")).noted(4, "hotline.footer"),
        Case::new("a remark below", format!("{PLAIN}注：以上为今日工单,\n")).noted(3, "hotline.footer"),
        Case::new("a sum that is an order", "工单编号,诉求内容\nA1,合计收费不合理\n"),
    ]
}

fn numbers() -> Vec<Case> {
    vec![
        number("an apostrophe before a number", "'0012").seen(|order| order.number == "0012"),
        number("a formula that keeps noughts", "\"=\"\"0012\"\"\"").seen(|order| order.number == "0012"),
        number("a number of full width", "２０２６１１２０００１").seen(|order| order.number == "20261120001"),
        number("blanks in a number", "2026 1120 001").seen(|order| order.number == "20261120001"),
        number("a number that was shortened", "2.02611E+17").orders(0).refused(2, "hotline.number_exponent"),
        number("eighteen digits as text", "202611200805123456").seen(|order| order.number == "202611200805123456"),
        number("a number that is missing", "").orders(0).refused(2, "hotline.no_number"),
        number("a stroke for a number", "-").orders(0).refused(2, "hotline.no_number"),
        number("a number that is a novel", &"9".repeat(65)).orders(0).refused(2, "hotline.too_long"),
        Case::new("a number twice", format!("{PLAIN}A1,路灯不亮\n")).refused(3, "hotline.duplicate"),
        Case::new("a number three times", format!("{PLAIN}A1,路灯不亮\nA1,积水\n"))
            .refused(3, "hotline.duplicate")
            .refused(4, "hotline.duplicate"),
        Case::new("one number of two sources", "编号,来源,内容\n1,12345,井盖坏了\n1,市长信箱,井盖坏了\n").orders(2),
    ]
}

fn times() -> Vec<Case> {
    vec![
        time("seconds", "2026-11-20 08:05:00"),
        time("strokes", "2026/11/20 08:05:00"),
        time("Chinese signs and no nought", "2026年11月20日 8:05"),
        time("Chinese signs throughout", "2026年11月20日8时5分"),
        time("dots", "2026.11.20 08:05"),
        time("an offset", "2026-11-20T08:05:00+08:00"),
        time("universal time", "2026-11-20T00:05:00Z"),
        time("an offset in brackets", "2026-11-20 08:05 (UTC+8)"),
        time("a number of days", "46346.3368055556"),
        time("digits alone", "20261120080500"),
        time("in the morning", "2026年11月20日 上午8:05"),
        time("a time of full width", "２０２６－１１－２０　０８：０５"),
        time("parts of a second", "2026-11-20 08:05:00.000"),
        with("a day alone", "受理时间", "2026-11-20").seen(|order| order.received.is_some()),
        with("in the afternoon", "受理时间", "2026-11-20 下午3:05")
            .seen(|order| order.received.is_some_and(|at| at.minute(8) == "2026-11-20 15:05")),
        with("no time", "受理时间", "").seen(|order| order.received.is_none()),
        with("a month that is none", "受理时间", "2026-13-20").orders(0).refused(2, "hotline.bad_time"),
        with("yesterday", "受理时间", "昨天").orders(0).refused(2, "hotline.bad_time"),
        with("the day first", "受理时间", "20/11/2026").orders(0).refused(2, "hotline.bad_time"),
        Case::new("due before it came", "编号,内容,受理时间,办理时限\n1,积水,2026-11-20,2026-11-19\n")
            .noted(2, "hotline.due_first"),
    ]
}

fn words() -> Vec<Case> {
    let secret = |name, column, value| with(name, column, value).seen(|order| order.secrecy == Secrecy::Secret);
    let open = |name, column, value| with(name, column, value).seen(|order| order.secrecy == Secrecy::Open);
    vec![
        secret("kept secret", "是否保密", "保密"),
        secret("secret, yes", "是否保密", "是"),
        secret("public, no", "是否公开", "否"),
        secret("nothing is said of secrecy", "是否保密", ""),
        open("not kept secret", "保密要求", "不保密"),
        open("secret, no", "是否保密", "否"),
        open("public, yes", "是否公开", "是"),
        open("public", "信息公开", "公开"),
        with("secrecy that nobody knows", "是否保密", "也许").orders(0).refused(2, "hotline.unknown_secrecy"),
        with("very urgent", "紧急程度", "特急").seen(|order| order.urgency == Some(Priority::Critical)),
        with("urgent", "紧急程度", "加急").seen(|order| order.urgency == Some(Priority::Urgent)),
        with("not urgent", "紧急程度", "一般").seen(|order| order.urgency == Some(Priority::Normal)),
        with("urgency that nobody knows", "紧急程度", "五颗星").orders(0).refused(2, "hotline.unknown_urgency"),
        with("a reply is wanted", "是否回复", "需要").seen(|order| order.reply == Some(Reply::Wanted)),
        with("no reply is wanted", "是否回复", "否").seen(|order| order.reply == Some(Reply::Unwanted)),
        with("a reply that nobody knows", "是否回复", "看情况").orders(0).refused(2, "hotline.unknown_reply"),
        with("names of files", "附件", "C:\\图片\\a.jpg；b.png")
            .seen(|order| order.attachments == ["a.jpg".to_owned(), "b.png".to_owned()]),
        with("words for nothing", "前期处理", "无").seen(|order| order.earlier.is_none()),
        Case::new("neither content nor category", "编号,内容,分类\n1,,\n2,积水,\n").refused(2, "hotline.nothing_said"),
        Case::new("a category instead of content", "编号,内容,分类\n1,,井盖\n").seen(|order| order.content.is_empty()),
        with("a formula that failed", "事发地址", "#REF!").orders(0).refused(2, "hotline.cell_error"),
    ]
}

fn people() -> Vec<Case> {
    let phone =
        |name, value| with(name, "联系电话", value).seen(|order| order.caller.phone.as_deref() == Some("13812345678"));
    vec![
        phone("a phone", "13812345678"),
        phone("a phone of full width", "１３８１２３４５６７８"),
        phone("an apostrophe before a phone", "'13812345678"),
        phone("a phone that was a fraction", "13812345678.0"),
        with("a phone that was shortened", "联系电话", "1.38E+10").orders(0).refused(2, "hotline.phone_exponent"),
        with("no phone, in words", "联系电话", "不详").seen(|order| order.caller.phone.is_none()),
        with("a phone that is none", "联系电话", "打不通").noted(2, "hotline.odd_phone"),
        with("two phones", "联系电话", "13812345678、0394-8221234"),
        with("nobody", "来电人", "").seen(|order| order.caller.is_nobody()),
    ]
}

fn categories() -> Vec<Case> {
    let five = |name, value: &str| {
        with(name, "诉求分类", value).seen(|order| order.category == ["城建", "市政", "道路", "井盖", "破损"])
    };
    vec![
        five("levels between strokes", "城建/市政/道路/井盖/破损"),
        five("levels between arrows", "城建>市政>道路>井盖>破损"),
        five("levels between dashes", "城建 - 市政 - 道路 - 井盖 - 破损"),
        five("levels between Chinese commas", "城建、市政、道路、井盖、破损"),
        Case::new(
            "levels in columns",
            "编号,内容,一级分类,二级分类,三级分类,四级分类,五级分类\n1,x,城建,市政,道路,井盖,破损\n",
        )
        .seen(|order| order.category.len() == 5),
        with("six levels", "诉求分类", "一/二/三/四/五/六").orders(0).refused(2, "hotline.too_many_levels"),
    ]
}

fn places() -> Vec<Case> {
    vec![
        Case::new("a position", "编号,内容,经度,纬度\n1,积水,114.65,33.62\n").seen(|order| order.place.is_some()),
        Case::new("a position that is none", "编号,内容,经度,纬度\n1,积水,东边,33.62\n").noted(2, "hotline.no_place"),
        Case::new("noughts for a position", "编号,内容,经度,纬度\n1,积水,0,0\n").noted(2, "hotline.no_place"),
    ]
}

fn sheets() -> Vec<Case> {
    let heads = texts(&["工单编号", "诉求内容", "受理时间"]);
    let row = texts(&["A1", "井盖坏了", "2026-11-20 08:05"]);
    let at = |order: &domain::hotline::HotlineOrder| order.received.is_some_and(|at| at.to_string() == AT);
    vec![
        sheet("a spreadsheet", &format!("{heads}{row}")).seen(at),
        sheet("a spreadsheet with a merged title", &format!("{}{heads}{row}", texts(&["12345工单"]))).seen(at),
        sheet("a day that a spreadsheet counts", &format!(
            "{heads}<row><c t=\"str\"><v>A1</v></c><c t=\"str\"><v>井盖坏了</v></c><c s=\"1\"><v>46346.3368055556</v></c></row>"
        ))
        .seen(at),
        sheet("a number of eighteen digits", &format!(
            "{heads}<row><c><v>2.02611200805123E+17</v></c><c t=\"str\"><v>井盖坏了</v></c></row>"
        ))
        .orders(0)
        .refused(2, "hotline.number_exponent"),
        sheet("a formula", &format!(
            "{heads}<row><c t=\"str\"><f>\"A\"&amp;1</f><v>A1</v></c><c t=\"str\"><v>井盖坏了</v></c></row>"
        ))
        .seen(|order| order.number == "A1"),
        sheet("a formula that gives an error", &format!(
            "{heads}<row><c t=\"e\"><v>#N/A</v></c><c t=\"str\"><v>井盖坏了</v></c></row>"
        ))
        .orders(0)
        .refused(2, "hotline.cell_error"),
        sheet("hidden rows", &format!("{heads}{}{row}", row.replacen("<row>", "<row hidden=\"1\">", 1).replace("A1", "A0")))
            .orders(2),
        sheet("empty rows between", &format!("{heads}<row/><row/>{row}<row/>")),
        sheet("a heading in two rows of a spreadsheet", &format!(
            "{}{}{}",
            texts(&["工单编号", "诉求内容", "来电人"]),
            "<row><c r=\"C2\" t=\"str\"><v>姓名</v></c><c r=\"D2\" t=\"str\"><v>联系电话</v></c></row>",
            texts(&["A1", "井盖坏了", "张三", "13812345678"])
        ))
        .seen(|order| order.caller.phone.is_some()),
        Case::new("a second sheet", archive(&book(&[("一", &format!("{heads}{row}")), ("二", &format!("{heads}{row}"))], &[])))
            .noted(None, "workbook.other_sheets"),
        Case::new("an archive that is no spreadsheet", archive(&[("a.txt", "x")]))
            .orders(0)
            .refused(None, "file.features_not_table"),
    ]
}

fn forms() -> Vec<Case> {
    let form = "工单编号：A1\n受理时间：2026年11月20日 8:05\n来电人：张三\n联系电话：138 1234 5678\n是否保密：是\n诉求内容：井盖坏了，\n请尽快处理。\n";
    vec![
        Case::new("a form", form).seen(|order| order.content == "井盖坏了，\n请尽快处理。"),
        Case::new("a form with plain colons", form.replace('：', ": ")).seen(|order| order.number == "A1"),
        Case::new("a form in brackets", form.replace("工单编号：", "【工单编号】："))
            .seen(|order| order.number == "A1"),
        Case::new("two forms", format!("{form}\n----\n{}", form.replace("A1", "A2"))).orders(2),
        Case::new("two forms without anything between", format!("{form}{}", form.replace("A1", "A2"))).orders(2),
        Case::new("a form with a greeting", format!("各单位：\n请办理：\n{form}")).seen(|order| order.number == "A1"),
        Case::new("a form without a number", form.replace("工单编号：A1\n", ""))
            .orders(0)
            .refused(None, "columns.missing"),
        Case::new("a form in GBK", gb(form)).noted(None, "table.taken_for_gbk"),
        Case::new("a form within a cell of a table", "编号,内容\n1,\"来电人：张三\n地址：万和苑\n联系电话：1\"\n")
            .seen(|order| order.content.lines().count() == 3),
    ]
}

fn sizes() -> Vec<Case> {
    vec![
        with("a content that is a novel", "前期处理", &"很".repeat(10_001)).orders(0).refused(2, "hotline.too_long"),
        Case::new("a thousand names", format!("工单编号,诉求内容{}\nA1,井盖坏了\n", ",x".repeat(1_000)))
            .noted(2, "table.too_few_cells"),
        Case::new("ten thousand orders", {
            let rows: Vec<String> = (0..10_000).map(|number| format!("{number},井盖坏了\n")).collect();
            format!("工单编号,诉求内容\n{}", rows.concat())
        })
        .orders(10_000),
    ]
}
