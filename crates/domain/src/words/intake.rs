//! What is said to other systems that hand incidents in, and of them.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "intake.no_name",
        zh: ["要有名称，最多 {most} 字", "写明是哪个系统"],
        en: ["a name of at most {most} signs is needed", "say which system it is"],
    },
    Words {
        code: "intake.no_such_channel",
        zh: ["这个渠道不能由外部系统送入", "选热线、信箱、巡查、来电或其他；设备报警走传感接入"],
        en: ["no other system brings incidents in by this channel", "choose another; sensors have a way of their own"],
    },
    Words {
        code: "intake.no_such_days",
        zh: ["有效期要在 1 到 {most} 天之间", "改天数，或不填"],
        en: ["it lasts from 1 to {most} days", "change the days, or say none"],
    },
    Words {
        code: "intake.unknown",
        zh: ["没有令牌，或令牌不对", "请管理员生成令牌，放在 Authorization: Bearer 里"],
        en: ["there is no token, or an unknown one", "ask an admin for one, and send it as Authorization: Bearer"],
    },
    Words {
        code: "intake.over",
        zh: ["令牌已于 {at} 到期", "请管理员另发一个令牌"],
        en: ["the time of the token was over at {at}", "ask an admin for another"],
    },
    Words {
        code: "intake.closed",
        zh: ["令牌已于 {at} 停用", "请管理员另发一个令牌"],
        en: ["the token was ended at {at}", "ask an admin for another"],
    },
    Words {
        code: "intake.too_many",
        zh: ["一次要有 1 到 {most} 条", "分几次送"],
        en: ["a call has from 1 to {most} orders", "send them in several calls"],
    },
    Words {
        code: "intake.malformed",
        zh: ["字段“{what}”读不懂或没有写", "按接入说明改后重送"],
        en: ["the field {what} is missing or makes no sense", "write it as the manual says, and send it again"],
    },
    Words {
        code: "intake.no_number",
        zh: ["没有工单编号，或超过 64 字", "每条要有来源系统的编号，重送时不变"],
        en: [
            "the order has no number, or one of more than 64 signs",
            "each has the number of its system, the same when it is sent again",
        ],
    },
];
