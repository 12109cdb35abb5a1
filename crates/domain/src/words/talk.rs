//! What is said of channels and of messages in them.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "channel.nothing_said",
        zh: ["消息没有内容", "写好内容再发"],
        en: ["nothing is said", "write what there is to say"],
    },
    Words {
        code: "channel.not_in_it",
        zh: ["只能在本网格的群里发言", "回到自己的群发；下级群可以看，不能发"],
        en: ["one writes in the group of one's own grid", "write there; groups below can be read, not written in"],
    },
    Words {
        code: "channel.heads_only",
        zh: ["只有网格长能发到下级各群、能置顶", "改发本级，或请网格长发"],
        en: [
            "only who answers for a grid writes to all below it, or pins",
            "send it to this grid, or ask the grid's head",
        ],
    },
    Words {
        code: "channel.critical_from_field",
        zh: ["特急消息由指挥中心发出", "按一般或紧急发；情况紧急的请直接打电话"],
        en: ["what is critical comes from the command centre", "send it as normal or urgent; in danger, call"],
    },
    Words {
        code: "channel.too_many_called",
        zh: ["一条消息最多提醒 {most} 人", "少选几人，或发给全体"],
        en: ["one message calls {most} people at the most", "choose fewer, or write to all"],
    },
    Words {
        code: "channel.cannot_read",
        zh: ["{person} 看不到这个群", "改在其所在的群里提醒，或改发本级及以下"],
        en: ["{person} cannot read this group", "call that person in a group of theirs, or send it to all below"],
    },
    Words {
        code: "channel.quotes_unseen",
        zh: ["引用的消息不在可以看到的群里", "去掉引用再发"],
        en: ["the message that is quoted is in no group that you read", "send it without the quote"],
    },
    Words {
        code: "channel.not_yours",
        zh: ["这条消息是别人发的", "请发消息的人或值班员撤回"],
        en: ["the message is somebody else's", "ask who wrote it, or an operator, to withdraw it"],
    },
    Words {
        code: "channel.no_reason",
        zh: ["撤回消息没有写理由", "写明理由；理由会留在原处"],
        en: ["a message is withdrawn with a reason", "say why; the reason stays where the words were"],
    },
    Words {
        code: "channel.withdrawn",
        zh: ["这条消息已经撤回", "刷新后再看"],
        en: ["the message was withdrawn", "look at the group again"],
    },
    Words {
        code: "channel.too_many_pinned",
        zh: ["一个群最多置顶 {most} 条", "先取消一条置顶"],
        en: ["{most} notices at the most are pinned in one group", "take one down first"],
    },
    Words {
        code: "channel.no_such_hours",
        zh: ["免打扰时段不对", "起止各填一个时刻，两者不能相同"],
        en: ["these are no quiet hours", "give two times of day that are not the same"],
    },
    Words {
        code: "speech.floor_taken",
        zh: ["{person} 正在讲话", "等对方讲完再按住讲话"],
        en: ["{person} is speaking", "wait for the end, then hold the key again"],
    },
    Words {
        code: "speech.centre_speaks",
        zh: ["指挥中心正在讲话", "等指挥中心讲完再按住讲话"],
        en: ["the command centre is speaking", "wait for the end, then hold the key again"],
    },
    Words {
        code: "speech.over",
        zh: ["这段讲话已经结束", "在群里听语音留言"],
        en: ["this speech is over", "listen to the voice note in the group"],
    },
];
