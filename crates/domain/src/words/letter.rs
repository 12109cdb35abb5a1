//! What is said of letters that come in from a mailbox.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "letter.none",
        zh: ["不是一封信：没有发件人、日期和编号", "在邮箱里另存为 .eml，或导出 .mbox"],
        en: [
            "that is no letter: it has no sender, no date and no number",
            "save it as .eml in the mailbox, or export an .mbox",
        ],
    },
    Words {
        code: "letter.outlook",
        zh: ["{file} 是 Outlook 的 .msg，别的程序读不了", "在 Outlook 里拖到邮箱网页，或另存为 .eml"],
        en: ["{file} is in Outlook's own form, which nobody else reads", "save the letter as .eml"],
    },
    Words {
        code: "letter.automatic",
        zh: ["这是自动回复或退信，没有人写它", "无需处理"],
        en: ["that is an automatic answer or a letter that came back: nobody wrote it", "nothing is to be done"],
    },
    Words {
        code: "letter.empty",
        zh: ["信里既没有文字，也没有附件", "在邮箱里看原信"],
        en: ["the letter has neither words nor enclosures", "look at it in the mailbox"],
    },
    Words {
        code: "letter.intricate",
        zh: ["信头过大，或一层套一层的信太多，不打开", "在邮箱里看原信，需要的话手工录入"],
        en: [
            "its head is too large or too many letters lie inside each other: it is not opened",
            "look at it in the mailbox, and take it down by hand if need be",
        ],
    },
    Words {
        code: "letter.no_rows",
        zh: ["{file} 是信件，没有可以改的行", "在邮箱里看原信"],
        en: ["{file} holds letters and has no rows to mend", "look at them in the mailbox"],
    },
    Words {
        code: "letter.again",
        zh: ["同一封信又出现 {count} 次，已略去", "无需处理"],
        en: ["letters stand there again and were passed over: {count}", "nothing is to be done"],
    },
    Words {
        code: "letter.no_writer",
        zh: ["没有来信人的邮箱地址", "无法回复；内容照收"],
        en: ["the letter does not say where its writer gets letters", "he cannot be answered; what he wrote comes in"],
    },
    Words {
        code: "letter.no_date",
        zh: ["没有可信的收信时间，按现在收下", "需要时在邮箱里核对"],
        en: ["when it was received is not told, and is taken to be now", "check it in the mailbox if it matters"],
    },
    Words {
        code: "letter.taken_for_gbk",
        zh: ["没有写明或写错了文字编码，按 GB18030 读", "看一眼文字是否通顺"],
        en: [
            "its letters are not named or named wrongly, and were read as GB18030",
            "see whether the text makes sense",
        ],
    },
    Words {
        code: "letter.garbled",
        zh: ["有的字读不出来", "在邮箱里看原信"],
        en: ["some signs could not be read", "look at it in the mailbox"],
    },
    Words {
        code: "letter.cut",
        zh: ["全文 {count} 字，只收前 {most} 字", "其余在邮箱里看原信"],
        en: ["it has {count} signs, and the first {most} come in", "the rest stands in the mailbox"],
    },
    Words {
        code: "letter.broken_enclosure",
        zh: ["附件 {name} 已损坏，只记下名称", "请来信人重发"],
        en: ["the enclosure {name} is broken, and only its name is kept", "ask the writer to send it again"],
    },
];
