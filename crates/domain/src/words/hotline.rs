//! What is said of work orders that come in from a hotline.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "hotline.no_number",
        zh: ["没有工单编号", "填写编号；没有编号的工单请在受理表单中直接录入"],
        en: ["the order has no number", "fill it in, or take the order down by hand"],
    },
    Words {
        code: "hotline.number_exponent",
        zh: ["工单编号 {value} 被表格软件写成了科学计数法，后面的数字已经丢失", "把该列设为“文本”格式，重新填写编号"],
        en: [
            "a spreadsheet has shortened the number to {value}, and its last digits are lost",
            "format the column as text and fill the numbers again",
        ],
    },
    Words {
        code: "hotline.duplicate",
        zh: ["工单编号 {number} 与第 {first} 行重复", "保留一行；确为不同工单的，改正编号"],
        en: ["the number {number} stands in row {first} already", "keep one of them, or put the number right"],
    },
    Words {
        code: "hotline.nothing_said",
        zh: ["既没有内容，也没有分类", "至少填写诉求内容"],
        en: ["neither content nor category is given", "write at least what was said"],
    },
    Words {
        code: "hotline.bad_time",
        zh: ["{value} 不是时间", "写成 2026-11-20 08:05 这样的日期和时间"],
        en: ["{value} is no time", "write it like 2026-11-20 08:05"],
    },
    Words {
        code: "hotline.due_first",
        zh: ["办理时限早于受理时间", "核对两个时间"],
        en: ["it is due before it was received", "check both times"],
    },
    Words {
        code: "hotline.unknown_secrecy",
        zh: ["不明白保密要求 {value}", "写“保密”或“不保密”"],
        en: ["{value} does not say whether the caller is secret", "write secret (保密) or open (不保密)"],
    },
    Words {
        code: "hotline.unknown_reply",
        zh: ["不明白回复要求 {value}", "写“需要”或“不需要”"],
        en: ["{value} does not say whether a reply is wanted", "write wanted (需要) or unwanted (不需要)"],
    },
    Words {
        code: "hotline.unknown_urgency",
        zh: ["不明白紧急程度 {value}", "写“一般”“紧急”或“特急”"],
        en: ["{value} does not say how urgent it is", "write normal (一般), urgent (紧急) or critical (特急)"],
    },
    Words {
        code: "hotline.too_many_levels",
        zh: ["分类有 {count} 级，最多 5 级", "合并下级分类"],
        en: ["the category has {count} levels, five at the most", "join the lower ones"],
    },
    Words {
        code: "hotline.cell_error",
        zh: ["公式出错：{value}", "在表格中改好公式，或直接填写内容"],
        en: ["a formula has failed: {value}", "mend the formula, or write what it should say"],
    },
    Words {
        code: "hotline.too_long",
        zh: ["内容超过 {most} 个字", "缩短，其余作为附件"],
        en: ["it is longer than {most} signs", "shorten it and attach the rest"],
    },
    Words {
        code: "hotline.odd_phone",
        zh: ["联系电话不像电话号码，已原样保存", "向来源核对号码"],
        en: ["what stands for the phone looks like none and is kept as it is", "ask its source for the number"],
    },
    Words {
        code: "hotline.phone_exponent",
        zh: ["联系电话被表格软件写成了科学计数法", "把该列设为“文本”格式，重新填写"],
        en: ["a spreadsheet has shortened the phone", "format the column as text and fill it again"],
    },
    Words {
        code: "hotline.no_place",
        zh: ["经纬度 {value} 不是位置，已略去", "按地址定位，或填写经度和纬度"],
        en: [
            "{value} is no position and was passed over",
            "use the address, or give degrees of longitude and latitude",
        ],
    },
    Words {
        code: "hotline.footer",
        zh: ["合计、制表等 {count} 行不是工单，已略去", "无需处理"],
        en: ["rows such as sums and signatures are no orders and were passed over: {count}", "nothing is to be done"],
    },
    Words {
        code: "hotline.heading_again",
        zh: ["表头又出现 {count} 次，已略去", "无需处理"],
        en: ["the heading stands there again and was passed over: {count}", "nothing is to be done"],
    },
];
