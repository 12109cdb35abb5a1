//! What is said of incidents: why something is not done with one, or not now.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "incident.not_accepted",
        zh: ["这件事还没有受理", "先受理，再往下办"],
        en: ["nobody has accepted the incident yet", "accept it first"],
    },
    Words {
        code: "incident.not_assigned",
        zh: ["这件事还没有派单", "先派给一个单位或网格"],
        en: ["nobody has the incident yet", "assign it to a unit or a grid first"],
    },
    Words {
        code: "incident.not_taken_on",
        zh: ["承办方还没有接单", "请承办方先接单，或由你代为登记"],
        en: ["whoever has the incident has not taken it on", "ask them to, or write down that they did"],
    },
    Words {
        code: "incident.not_disposed",
        zh: ["还没有处置完毕", "处置完毕并写明结果后再核查"],
        en: ["nothing was done about it yet", "check it once it says what was done"],
    },
    Words {
        code: "incident.not_verified",
        zh: ["还没有到现场核查", "由处置人以外的人核查通过后再结案"],
        en: ["nobody has looked whether it is put right", "somebody else than who did it checks it first"],
    },
    Words {
        code: "incident.not_followed_up",
        zh: ["还没有回访", "回访一次，联系不上也记下来，再结案"],
        en: ["nobody has asked whoever reported it", "follow up once, and write down also that nobody was reached"],
    },
    Words {
        code: "incident.past_that",
        zh: ["这件事已经办到后面了", "刷新后看它现在到哪一步"],
        en: ["the incident has come further than that", "look at it again to see where it stands"],
    },
    Words {
        code: "incident.over",
        zh: ["这件事已经结束", "情况又有变化的，申请重开"],
        en: ["the incident has ended", "where something is wrong again, ask to reopen it"],
    },
    Words {
        code: "incident.merged",
        zh: ["这件事已经并案", "到并入的那件去办；并错了就拆案"],
        en: ["the incident goes on as another one", "go on with that one; where it is not the same, split it"],
    },
    Words {
        code: "incident.not_merged",
        zh: ["这件事没有并案", "刷新后再看"],
        en: ["the incident was not merged", "look at it again"],
    },
    Words {
        code: "incident.into_itself",
        zh: ["不能并入它自己", "选另一件"],
        en: ["an incident is not merged into itself", "choose another one"],
    },
    Words {
        code: "incident.suspended",
        zh: ["这件事正在挂账", "先恢复，再往下办"],
        en: ["the incident is suspended", "resume it first"],
    },
    Words {
        code: "incident.not_suspended",
        zh: ["这件事没有挂账", "刷新后再看"],
        en: ["the incident is not suspended", "look at it again"],
    },
    Words {
        code: "incident.still_open",
        zh: ["这件事还没有结束", "不用重开，接着办"],
        en: ["the incident has not ended", "go on with it; it needs no reopening"],
    },
    Words {
        code: "incident.not_your_part",
        zh: ["这一步不由你来做", "看这件事现在在谁手里，请他来做"],
        en: ["this step is somebody else's", "see who has the incident now, and ask them"],
    },
    Words {
        code: "incident.own_work",
        zh: ["自己处置的不能自己核查", "请另一个人到现场核查"],
        en: ["whoever did it does not check it", "ask somebody else to look at it on the spot"],
    },
    Words {
        code: "incident.street_rules",
        zh: ["第二次退回，由街道网格长定归属", "请街道网格长指定承办单位"],
        en: [
            "it was returned twice: the head of the street says whose it is",
            "ask the head of the street to assign it",
        ],
    },
    Words {
        code: "incident.district_rules",
        zh: ["第三次退回，由区里终审", "请指挥长指定承办单位，终审后不再退回"],
        en: [
            "it was returned three times: the district has the last word",
            "ask a commander of the district to assign it",
        ],
    },
    Words {
        code: "incident.ruled",
        zh: ["区里已经终审，不能再退回", "按终审办理；办不了的申请延期或挂账"],
        en: ["the district has ruled: it is not returned any more", "do it; where it takes longer, ask for more time"],
    },
    Words {
        code: "incident.nothing_asked",
        zh: ["没有待批的申请", "刷新后再看"],
        en: ["nothing was asked for", "look at it again"],
    },
    Words {
        code: "incident.asked_already",
        zh: ["已经有一个申请在等批复", "等它批下来再申请"],
        en: ["something was asked for that nobody has answered", "wait for the answer"],
    },
    Words {
        code: "incident.until_passed",
        zh: ["申请到的时间已经过去", "选一个以后的时间"],
        en: ["it is asked for until a time that has passed", "choose a later one"],
    },
    Words {
        code: "incident.nothing_said",
        zh: ["没有写明原因或情况", "写一句话，以后查得到"],
        en: ["it does not say why, or what", "write a sentence that tells it later"],
    },
    Words {
        code: "incident.nothing_told",
        zh: ["上报没有内容", "写一句话、拍张照片或录一段音"],
        en: ["the report says nothing", "write a sentence, take a photo or record a voice note"],
    },
    Words {
        code: "incident.known",
        zh: ["这个来源编号已经登记为 {number}", "到那一件去办，不用再登记"],
        en: ["the number that it came with is {number} already", "go on with that one"],
    },
    Words {
        code: "incident.tells_of",
        zh: ["文字里从第 {sign} 个字起有{particular}，很多人会看到", "从文字里删去；要联系来件人的，填在来件人一栏"],
        en: [
            "from sign {sign} on the words hold the {particular} of somebody, and many read them",
            "take it out; how to reach whoever told it goes into the fields of the caller",
        ],
    },
    Words {
        code: "incident.no_contact",
        zh: ["这件事没有留联系方式，或已经删除", "从来件渠道去联系"],
        en: ["nobody has said how to reach whoever told it, or that was deleted", "ask by the way it came in"],
    },
    Words {
        code: "incident.look_without_words",
        zh: ["选了“其他”，请写明为什么要看联系方式", "写一句原因，或选一个现成的原因"],
        en: ["another reason has to be said in words", "write why, or choose one of the reasons"],
    },
    Words {
        code: "incident.no_such_category",
        zh: ["类别表里没有这个类别", "重新选一个；类别表可能刚换过"],
        en: ["the table of categories has no such category", "choose again; the table may be a new one"],
    },
    Words {
        code: "incident.complained_about",
        zh: ["投诉的是本席位所在的网格，不能看来件人是谁", "请上一级的席位去联系"],
        en: ["the complaint is about the grid that sits here, which never learns who made it", "ask the level above"],
    },
    Words {
        code: "incident.contact_held",
        zh: ["这件事的联系方式正依法留存，不能销毁", "先解除留存，写明原因"],
        en: ["the contact of this incident is held, and is not destroyed", "release it first, and say why"],
    },
    Words {
        code: "incident.not_held",
        zh: ["这件事的联系方式没有留存", "不用解除"],
        en: ["the contact of this incident is not held", "there is nothing to release"],
    },
    Words {
        code: "incident.days_outside",
        zh: ["保存期限要在 30 天到 3650 天之间", "改一个天数"],
        en: ["contacts are kept for 30 to 3,650 days", "choose another number of days"],
    },
    Words {
        code: "incident.days_changed",
        zh: ["保存期限刚被人改过，什么也没有销毁", "看一遍新的清单，再销毁"],
        en: ["how long contacts are kept has just been changed, and nothing was destroyed", "read the new list first"],
    },
];
