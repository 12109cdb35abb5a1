//! Words about looking again.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "recheck.plan_out_of_range",
        zh: ["回头看最多隔 {days} 天一次、共 {times} 次", "改一下间隔或次数"],
        en: ["one looks again every {days} days and {times} times at the most", "choose fewer"],
    },
    Words {
        code: "recheck.running",
        zh: ["这件事已经安排了回头看", "先做完或停掉原来的"],
        en: ["one looks again at it already", "finish or end that first"],
    },
    Words {
        code: "recheck.nothing_done",
        zh: ["这件事没有办理，不用回头看", "并案的到并入的那件安排"],
        en: ["nothing was done about it", "where it goes on as another one, look again at that"],
    },
    Words {
        code: "recheck.ended",
        zh: ["回头看已经做完或停掉", "需要再看，另行安排"],
        en: ["it has come to its end", "begin anew where one has to look again"],
    },
    Words {
        code: "recheck.no_such_turn",
        zh: ["没有这一次回头看", "从列出的里面选"],
        en: ["there is no such turn", "choose one of those that are listed"],
    },
    Words {
        code: "recheck.not_yet",
        zh: ["还没有到这一天", "到那天再登记"],
        en: ["its day has not come", "say so on its day"],
    },
    Words {
        code: "recheck.said_already",
        zh: ["这一次已经登记过，不能改", "补充情况写在下一次里"],
        en: ["that turn was told, and stays", "tell more of it with the next one"],
    },
];
