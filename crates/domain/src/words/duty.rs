//! What is said of the journal, of calls, of alarms and of the watch.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "journal.nothing_said",
        zh: ["没有写内容", "写明情况后再保存"],
        en: ["nothing is said", "write what happened"],
    },
    Words {
        code: "journal.in_the_future",
        zh: ["发生时间晚于现在", "填写实际发生的时间"],
        en: ["it is said to have happened later than now", "give the time when it happened"],
    },
    Words {
        code: "journal.too_many",
        zh: ["共 {entries} 条，一次最多打印 {most} 条", "少选几天，或按类别筛选"],
        en: ["that is {entries} entries, and {most} at the most are printed at once", "choose fewer days, or one kind"],
    },
    Words {
        code: "call.nobody_to_instruct",
        zh: ["来电人不在岗，不能下达指示", "只记来电内容；要下达指示，先选定岗位"],
        en: ["whoever calls is in no post and gets no instruction", "keep the words only, or choose the post first"],
    },
    Words {
        code: "call.no_number",
        zh: ["电话号码不对", "至少写 3 位数字，可带区号"],
        en: ["that is no phone number", "write three digits or more, with the area code where there is one"],
    },
    Words {
        code: "call.settled",
        zh: ["这个来电已经处理", "刷新未接来电列表"],
        en: ["the call was answered or put aside already", "look at the list of missed calls again"],
    },
    Words {
        code: "call.taken",
        zh: ["已有别的席位接听", "在通话栏查看是谁接的"],
        en: ["another seat has taken the call", "see in the call bar who has it"],
    },
    Words {
        code: "call.over",
        zh: ["通话已经结束", "需要时重新呼叫"],
        en: ["the call is over", "call again where it is needed"],
    },
    Words {
        code: "call.not_yours",
        zh: ["这一步不由本席位来做", "由正在通话的席位或对方操作"],
        en: ["this is not for this seat to do", "whoever is in the call does it"],
    },
    Words {
        code: "call.engaged",
        zh: ["对方正在通话或正在呼入", "在通话栏接听，或稍后再呼叫"],
        en: ["the post is in a call, or calls right now", "take its call in the call bar, or call later"],
    },
    Words {
        code: "call.recording_days",
        zh: ["录音的保存期限要在 1 天到 3650 天之间", "改一个天数"],
        en: ["recordings are kept for 1 to 3,650 days", "choose another number of days"],
    },
    Words {
        code: "call.recording_changed",
        zh: ["按这个期限立即销毁的录音比刚才看到的多，什么也没有改", "看一遍现在有多少，再保存"],
        en: [
            "more recordings would be destroyed at once than was read, and nothing was changed",
            "look how many these are now, and say so again",
        ],
    },
    Words {
        code: "call.listens_without_words",
        zh: ["没有写明为什么听录音", "写明原因，原因会记入日志"],
        en: ["it is not said why the recording is listened to", "say why; the log keeps it"],
    },
    Words {
        code: "call.no_recording",
        zh: ["这次通话没有录音，或录音已经销毁", "刷新录音列表"],
        en: ["the call was not recorded, or its recording is gone", "look at the list of recordings again"],
    },
    Words {
        code: "alarm.closed",
        zh: ["这条告警已经关闭", "刷新告警列表"],
        en: ["the alarm is closed already", "look at the list of alarms again"],
    },
    Words {
        code: "alarm.rose_again",
        zh: ["这条告警又有新情况", "看过新情况后再关闭"],
        en: ["the alarm has been raised again in the meantime", "look at what is new, then close it"],
    },
    Words {
        code: "watch.on",
        zh: ["这一范围已有人值班", "由当班人员交班，或接班"],
        en: ["somebody has the watch over these grids", "take the watch over instead"],
    },
    Words {
        code: "watch.over",
        zh: ["这一班已经结束", "刷新后查看现在谁在值班"],
        en: ["that watch is over", "look again who has the watch now"],
    },
    Words {
        code: "watch.no_name",
        zh: ["没有写姓名", "写明值班人姓名"],
        en: ["a name is missing", "write who has the watch"],
    },
    Words {
        code: "watch.same_person",
        zh: ["交班和接班不能由同一席位签字", "请接班人在自己的席位（另一台已配对的电脑或手机浏览器）上接班"],
        en: [
            "one seat cannot sign for both",
            "the one who comes takes over from a seat of his own: another paired browser",
        ],
    },
    Words {
        code: "watch.offer_changed",
        zh: ["交班内容在您看过之后有变", "重新核对交班小结，再接班"],
        en: ["what was signed is not what you have read", "read the summary again, then take over"],
    },
    Words {
        code: "watch.unsigned",
        zh: ["交班人还没有签字", "请交班人先签字；确实无法签字的，写明原因再接班"],
        en: ["the one who goes has not signed", "let him sign first; where he cannot, say why and take over"],
    },
];
