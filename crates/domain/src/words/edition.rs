//! What is said of the tables by which a district works, mostly by row.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "edition.empty",
        zh: ["表里一行也没有", "至少写一行"],
        en: ["the table has no row", "write at least one"],
    },
    Words {
        code: "edition.no_text", zh: ["这一格没有填", "填上"], en: ["nothing stands in this cell", "fill it in"]
    },
    Words {
        code: "edition.no_topic",
        zh: ["“{value}”不是消息主题", "写完整的主题，不含 + 和 #，最多 200 字节"],
        en: ["{value} is no topic", "write it in full, without + and #, in at most 200 bytes"],
    },
    Words {
        code: "edition.no_test",
        zh: ["看不懂条件“{value}”", "例：/state = alarm & /level >= 3.5；不填就是每条消息都算"],
        en: [
            "the condition {value} makes no sense",
            "write it like /state = alarm & /level >= 3.5; none: whatever is said",
        ],
    },
    Words {
        code: "edition.no_pointer",
        zh: ["“{value}”不是字段位置", "以 / 开头，例：/event/id；没有就不填"],
        en: ["{value} is no place in a message", "begin it with /, such as /event/id; none: leave it empty"],
    },
    Words {
        code: "edition.too_many",
        zh: ["表里有 {count} 行，最多 {most} 行", "合并或删去一些行"],
        en: ["the table has {count} rows of at most {most}", "merge or remove some"],
    },
    Words {
        code: "edition.no_name",
        zh: ["上级类别没有名称", "从一级类别起逐级填写"],
        en: ["a level above has no name", "name the levels from the widest on"],
    },
    Words {
        code: "edition.long_name",
        zh: ["名称超过 {most} 字", "缩短名称"],
        en: ["the name is longer than {most} signs", "shorten it"],
    },
    Words {
        code: "edition.sign_in_name",
        zh: ["名称里不能有“{sign}”", "换个写法，这个符号用来分开各级"],
        en: ["a name may not have the sign {sign}", "write it otherwise; the sign parts levels"],
    },
    Words {
        code: "edition.twice",
        zh: ["和第 {first} 行重复", "删去一行"],
        en: ["it says the same as row {first}", "remove one of both"],
    },
    Words {
        code: "edition.unknown_word",
        zh: ["看不懂“{value}”", "可以填：{known}"],
        en: ["{value} says nothing known", "it may be one of: {known}"],
    },
    Words {
        code: "edition.no_such_category",
        zh: ["类别表里没有“{value}”", "先在类别表里加上，或改选现有的类别"],
        en: ["the table of categories has no {value}", "add it there first, or choose another"],
    },
    Words {
        code: "edition.no_such_unit",
        zh: ["没有承办单位“{value}”", "填单位编号或名称；没有的先录入"],
        en: ["there is no unit {value}", "give its id or name, or enter it first"],
    },
    Words {
        code: "edition.many_units",
        zh: ["叫“{value}”的单位不止一个", "填单位编号"],
        en: ["more than one unit is called {value}", "give its id"],
    },
    Words {
        code: "edition.no_such_grid",
        zh: ["没有网格“{value}”，或不止一个", "填网格编码或完整路径"],
        en: ["there is no grid {value}, or more than one", "give its code or its whole path"],
    },
    Words {
        code: "edition.no_such_level",
        zh: ["没有第 {value} 级", "可以填：{known}"],
        en: ["there is no level {value}", "it may be one of: {known}"],
    },
    Words {
        code: "edition.no_minutes",
        zh: ["时限要填 1 到 {most} 的整数分钟", "改成分钟数"],
        en: ["a limit is a whole number of minutes from 1 to {most}", "write minutes"],
    },
    Words {
        code: "edition.no_hours",
        zh: ["“{value}”不是时段", "写成 08:30-12:00"],
        en: ["{value} is no span of hours", "write it as 08:30-12:00"],
    },
    Words {
        code: "edition.hours_meet",
        zh: ["和前一个时段相接或重叠", "分开两个时段，或并成一个"],
        en: ["it meets the span before", "part both, or make them one"],
    },
    Words {
        code: "edition.hours_missing",
        zh: ["没有上班时段", "至少写一个上班时段"],
        en: ["no working hours are told", "tell at least one span"],
    },
    Words {
        code: "edition.no_year",
        zh: ["“{value}”不是年份", "写成 2027"],
        en: ["{value} is no year", "write it as 2027"],
    },
    Words {
        code: "edition.year_twice",
        zh: ["{value} 年写了两次", "删去一行"],
        en: ["the year {value} is told twice", "remove one of both"],
    },
    Words {
        code: "edition.no_source",
        zh: ["没有写依据", "写明放假通知的名称和文号；没有通知的年份不写，不要猜"],
        en: ["nobody is named who said so", "name the notice; a year without one is left out, not guessed"],
    },
    Words {
        code: "edition.no_day",
        zh: ["“{value}”不是日期", "写成 2027-01-01"],
        en: ["{value} is no day", "write it as 2027-01-01"],
    },
    Words {
        code: "edition.off_anyhow",
        zh: ["{value} 本来就休息", "周末放假不用写，删去这一行"],
        en: ["{value} is a day off anyhow", "weekends need not be told; remove the row"],
    },
    Words {
        code: "edition.worked_anyhow",
        zh: ["{value} 本来就上班", "工作日上班不用写，删去这一行"],
        en: ["{value} is a working day anyhow", "weekdays need not be told; remove the row"],
    },
    Words {
        code: "edition.no_notice",
        zh: ["没有写 {year} 年的依据", "加一行“年份通知”，写明通知的名称和文号"],
        en: ["the notice of {year} is not told", "add a row for the year that names the notice"],
    },
    Words {
        code: "edition.back_dated",
        zh: ["生效时间已经过去", "改为现在或以后；已受理的事件按原来的表计时"],
        en: [
            "the moment from which it holds is past",
            "choose now or later; incidents keep the edition they came in under",
        ],
    },
    Words {
        code: "edition.changed_since",
        zh: ["这张表刚被别人改过", "重新打开，把你的改动再填一次"],
        en: ["somebody else has said the table anew", "open it again and make your changes once more"],
    },
    Words {
        code: "edition.nothing_new",
        zh: ["和现行的表一样", "没有改动，不用保存"],
        en: ["it says what the table in force says", "nothing was changed, so nothing has to be kept"],
    },
    Words {
        code: "edition.no_such_time",
        zh: ["时间段不对", "开始要早于结束，最多一年"],
        en: ["that is no span of time", "let it begin before it ends, and last a year at most"],
    },
];
