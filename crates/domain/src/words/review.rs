//! Words about figures and periods.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "review.no_period",
        zh: ["时间段的结束早于开始", "结束日期要晚于开始日期"],
        en: ["the period ends before it begins", "choose a last day that is not before the first"],
    },
    Words {
        code: "review.too_long",
        zh: ["时间段超过十年", "缩短时间段"],
        en: ["the period is longer than ten years", "choose a shorter one"],
    },
    Words {
        code: "review.no_week_or_month",
        zh: ["只能封存整周（周一至周日）或整月", "选择一个自然周或自然月"],
        en: ["only a week from Monday or a month is frozen", "choose a week or a month"],
    },
    Words {
        code: "review.not_over",
        zh: ["这个时间段还没有结束", "结束之后再封存"],
        en: ["the period is not over", "freeze it when it is"],
    },
    Words {
        code: "review.charge_without_words",
        zh: ["没有写明内容", "写明要办什么；未办的写明原因"],
        en: ["nothing is said", "say what is to be done, or why it was not"],
    },
    Words {
        code: "review.due_passed",
        zh: ["办结日期已经过去", "选择今天或以后的日期"],
        en: ["it would be due before it is given", "choose today or a later day"],
    },
    Words {
        code: "review.charge_answered",
        zh: ["这项交办已有结果", "需要再办的，重新交办"],
        en: ["somebody has said before what came of it", "charge somebody anew with what is still to be done"],
    },
    Words {
        code: "review.frozen_already",
        zh: ["这个时间段已经封存", "封存后的数字不再改变；之后的变化显示在旁边"],
        en: ["the period was frozen before", "its figures stay; what changed since then is shown beside them"],
    },
];
