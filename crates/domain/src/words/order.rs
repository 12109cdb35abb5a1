//! What targets, templates and answers are refused for.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "target.nothing_chosen",
        zh: ["所列网格为空", "至少选一个网格，或去掉这一项"],
        en: ["the list of grids is empty", "choose a grid at least, or leave the list out"],
    },
    Words {
        code: "target.lasso_encloses_nothing",
        zh: ["图上的圈没有围住任何地方", "重新圈一次，至少三个拐点，不能在一条直线上"],
        en: ["the line on the map encloses nothing", "draw it again, with three corners that lie on no straight line"],
    },
    Words {
        code: "target.lasso_too_long",
        zh: ["图上的圈拐点太多，最多 {most} 个", "圈得简单一些，或分成几次圈"],
        en: ["the line on the map has too many corners, {most} is the most", "draw a simpler line, or several"],
    },
    Words {
        code: "target.radius_out_of_range",
        zh: ["半径须在 1 至 {most} 米之间", "重新画圆"],
        en: ["a radius is between 1 and {most} metres", "draw the circle again"],
    },
    Words {
        code: "order.reach_changed",
        zh: ["对象刚刚有变：现在是 {people} 人，抄送 {copies} 人", "看过新的预览后再下达"],
        en: [
            "it would reach other people by now: {people}, with {copies} copies",
            "look at the new preview, then send it",
        ],
    },
    Words {
        code: "order.choices_out_of_range",
        zh: ["选项须有 2 至 {most} 个，各不相同", "增减选项"],
        en: ["a choice is between 2 and {most} different words", "add or remove some"],
    },
    Words {
        code: "saved.name_missing",
        zh: ["没有写名称", "写一个好认的名称"],
        en: ["the name is missing", "give it a name by which people know it"],
    },
    Words {
        code: "saved.name_taken",
        zh: ["已有名为“{name}”的一项", "换一个名称，或更改、删除原有的"],
        en: ["there is one named {name}", "take another name, or change or remove that one"],
    },
    Words {
        code: "template.minutes_out_of_range",
        zh: ["限时须在 1 至 {most} 分钟之间", "改短限时，或不限时"],
        en: ["a deadline is between 1 and {most} minutes", "shorten it, or set none"],
    },
    Words {
        code: "receipt.words_missing",
        zh: ["办结须写明情况", "写一句办得怎样"],
        en: ["the order asks for a report in words", "say what was done"],
    },
    Words {
        code: "receipt.no_number",
        zh: ["办结须填一个数", "填阿拉伯数字，小数点后至多三位"],
        en: ["the order asks for a number", "give it in figures, with three behind the point at most"],
    },
    Words {
        code: "receipt.no_choice",
        zh: ["办结须选一项", "从指令给出的选项中选一项"],
        en: ["the order asks for one of its choices", "choose one of them"],
    },
    Words {
        code: "receipt.no_photo",
        zh: ["办结须附现场照片", "拍一张或选一张照片，再报办结"],
        en: ["the order asks for a photo", "take or choose one, then report it again"],
    },
    Words {
        code: "receipt.not_asked",
        zh: ["这条指令不要数字或选项", "刷新后再报办结"],
        en: ["the order asks for no number or choice", "refresh, and report it again"],
    },
];
