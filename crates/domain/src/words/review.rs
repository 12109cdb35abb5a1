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
        code: "review.frozen_already",
        zh: ["这个时间段已经封存", "封存后的数字不再改变；之后的变化显示在旁边"],
        en: ["the period was frozen before", "its figures stay; what changed since then is shown beside them"],
    },
];
