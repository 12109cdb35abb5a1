//! What is said of reports of the front line, and of checkpoints that are set from there.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "report.nothing_told",
        zh: ["来报没有内容", "写一句话、拍张照片或录一段音"],
        en: ["the report says nothing", "write a sentence, take a photo or record a voice note"],
    },
    Words {
        code: "report.not_taken_up",
        zh: ["这条来报还没有受理", "先受理，再办结或关闭"],
        en: ["nobody has taken the report up yet", "take it up first, then end it"],
    },
    Words {
        code: "report.taken_up",
        zh: ["这条来报已有人受理", "刷新后查看由谁受理"],
        en: ["somebody has taken the report up already", "look at it again to see who"],
    },
    Words {
        code: "report.over",
        zh: ["这条来报已经办结或关闭", "情况又有变化的，请一线再报一次"],
        en: ["the report has ended", "where something is wrong again, ask for a new report"],
    },
    Words {
        code: "report.nothing_said",
        zh: ["没有写明怎样办结", "写明现场怎样处置，或为什么关闭"],
        en: ["it does not say how the report ends", "write how it was settled, or why it is closed"],
    },
    Words {
        code: "rights.not_your_checkpoint",
        zh: ["这个卡点不由你的岗位更新", "在卡点值守的岗位和所在网格的网格长可以更新；请联系他们或指挥中心"],
        en: [
            "this checkpoint is not your post's to set",
            "whoever is on duty there and the heads of its grid may; ask them or the command centre",
        ],
    },
];
