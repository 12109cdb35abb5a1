//! Words about whistles.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "whistle.nobody",
        zh: ["没有选吹哨叫谁", "至少选一个单位或网格"],
        en: ["nobody is called", "choose a unit or a grid at least"],
    },
    Words {
        code: "whistle.too_many",
        zh: ["一次吹哨最多叫 {most} 个", "分两次吹哨，或只叫真正要到场的"],
        en: ["one whistle calls {most} at the most", "blow twice, or call only those who have to come"],
    },
    Words {
        code: "whistle.twice",
        zh: ["同一个单位选了两次", "去掉一个"],
        en: ["somebody is called twice", "take one of them out"],
    },
    Words {
        code: "whistle.not_for_unit",
        zh: ["这个单位没有列为可吹哨的单位", "请区里吹哨，或由管理员在承办单位里改为可吹哨"],
        en: [
            "this unit is not one to be whistled for",
            "let the district blow, or an admin say in the list of units that it may be",
        ],
    },
    Words {
        code: "whistle.out_of_reach",
        zh: ["这个网格不在本席位范围内，也不是事件的上级网格", "需要别的街道到场的，请区里吹哨"],
        en: [
            "this grid lies neither below this desk nor above the incident",
            "where another street has to come, let the district blow",
        ],
    },
    Words {
        code: "whistle.only_up",
        zh: ["一线只能向上吹哨", "叫本网格或上级的网格长；要部门到场，请街道吹哨"],
        en: [
            "from the field one whistles up",
            "call the head of your own grid or one above; a street calls departments",
        ],
    },
    Words {
        code: "whistle.street_blows",
        zh: ["攻坚哨由街道或区里吹", "先吹日常哨或应急哨，请街道吹攻坚哨"],
        en: [
            "such a whistle is blown by a street or by the district",
            "blow a daily one or an emergency, or ask the street",
        ],
    },
    Words {
        code: "whistle.minutes_out_of_range",
        zh: ["报到时限要在 {least} 到 {most} 分钟之间", "改一下时限"],
        en: ["they have from {least} to {most} minutes to report in", "choose another time"],
    },
    Words {
        code: "whistle.not_called",
        zh: ["这次吹哨没有叫它", "从叫到的单位里选"],
        en: ["it was not called by this whistle", "choose one of those called"],
    },
    Words {
        code: "whistle.not_your_side",
        zh: ["这不由本席位办", "由吹哨的、被叫的，或管这片的指挥席办"],
        en: ["that is for another side", "it is done by who blew, who is called, or the desk of that place"],
    },
    Words {
        code: "whistle.said_already",
        zh: ["已经登记过，或已经到场", "刷新后看现在的状态"],
        en: ["it has said so already, or is there", "look how it stands now"],
    },
    Words {
        code: "whistle.ended",
        zh: ["已经收哨", "需要再叫，另吹一次"],
        en: ["the whistle has ended", "blow again where somebody is needed"],
    },
    Words {
        code: "whistle.still_blown",
        zh: ["还没有收哨", "收哨以后再评价"],
        en: ["the whistle has not ended", "say how it was when it has"],
    },
    Words {
        code: "whistle.rated_already",
        zh: ["已经评价过，评价不能改", "有异议的，向督查说明"],
        en: ["that was rated, and stays", "tell supervision where you disagree"],
    },
    Words {
        code: "whistle.own_mark",
        zh: ["不能替别人评价自己", "由被叫的自己评，没有席位的由另一个席位或督查登记"],
        en: [
            "nobody writes down what is said of himself",
            "those called say it, or another desk or supervision writes it down for them",
        ],
    },
    Words {
        code: "whistle.not_there",
        zh: ["没有登记到场的不能写进参加人", "先登记到场"],
        en: ["who has not reported in was not there", "say first that it is there"],
    },
    Words {
        code: "whistle.until_passed",
        zh: ["完成时间已经过去", "写一个以后的时间"],
        en: ["it is to be done until a time that has passed", "choose a later one"],
    },
];
