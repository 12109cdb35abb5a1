//! Faults of what a row or a feature says.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "code.exponent",
        zh: ["编码 {value} 被表格软件写成了科学计数法，后面的数字已经丢失", "把该列设为“文本”格式，重新填写编码"],
        en: [
            "a spreadsheet has shortened the code to {value}",
            "format the column as text and fill in the codes again",
        ],
    },
    Words {
        code: "code.inexact",
        zh: ["编码 {value} 是数，可能已丢失末尾的数字", "编码一律写成文本（加双引号）"],
        en: ["the code {value} is a number that may have lost digits", "write codes as text, in quotes"],
    },
    Words {
        code: "code.not_text",
        zh: ["编码 {value} 既不是文本也不是数", "编码一律写成文本"],
        en: ["the code {value} is neither text nor a number", "write codes as text"],
    },
    Words {
        code: "code.blank_inside",
        zh: ["编码“{value}”中间夹有空格或看不见的字符", "删去这些字符"],
        en: ["the code “{value}” has blanks or invisible signs in it", "remove them"],
    },
    Words {
        code: "code.fullwidth",
        zh: ["编码 {value} 里有全角数字或字母", "切换到半角重新输入"],
        en: ["the code {value} has full-width digits or letters", "type it again in half-width"],
    },
    Words {
        code: "code.too_long",
        zh: ["编码有 {length} 个字符，最多 {most} 个：{value}", "核对是否对应错了列"],
        en: ["the code has {length} characters, {most} is the most: {value}", "check that the column is the right one"],
    },
    Words {
        code: "code.trimmed",
        zh: ["有 {count} 个编码前后带空格，已去掉空格收下", "导出时去掉空格"],
        en: ["codes with blanks around them: {count}; they are taken without", "export them without blanks"],
    },
    Words {
        code: "grid.no_code",
        zh: ["网格没有编码", "补上 code 或 网格编码 属性，或用 --map code=列名 指明"],
        en: ["the grid has no code", "give it a code or id property, or say --map code=COLUMN"],
    },
    Words {
        code: "grid.no_level",
        zh: ["从编码 {code} 看不出层级", "补上 level 属性，或用 --level N 说明"],
        en: ["{code} does not tell its level", "give it a level property, or say --level N"],
    },
    Words {
        code: "grid.wrong_length",
        zh: ["编码 {code} 有 {length} 位；标准编码为 6、9、12、15 或 18 位", "核对是否少位、多位或丢了前面的 0"],
        en: [
            "{code} has {length} digits; a standard code has 6, 9, 12, 15 or 18",
            "look for digits that are missing or too many, or say --level N and --parent",
        ],
    },
    Words {
        code: "grid.unknown_level",
        zh: ["{value} 不是层级", "写 1 到 {most} 的整数，1 为最上级"],
        en: ["{value} is no level", "write a whole number from 1 (top) to {most}"],
    },
    Words {
        code: "grid.duplicate_code",
        zh: ["编码 {code}（第 {level} 级）在第 {first} 个要素里已经有了", "每个编码只能出现一次；核对哪个是对的"],
        en: [
            "{code} stands at level {level} in feature {first} already",
            "each code stands once: find out which is right",
        ],
    },
    Words {
        code: "grid.in_store",
        zh: ["库里已有编码 {code}（第 {level} 级）", "从文件里去掉"],
        en: ["the store has {code} at level {level} already", "leave it out of the file"],
    },
    Words {
        code: "grid.bad_count",
        zh: ["{value} 不是数量", "写不小于 0 的整数，或留空"],
        en: ["{value} is no count", "write a whole number, or nothing"],
    },
    Words {
        code: "grid.missing_parent",
        zh: ["{code} 的上级 {parent} 不在文件里，也不在库里", "先导入上一级，或改正上级编码"],
        en: ["the parent {parent} of {code} is neither in the file nor in the store", "import the level above first"],
    },
    Words {
        code: "grid.level_not_below_parent",
        zh: ["{code}（第 {level} 级）挂在第 {above} 级之下", "改正层级或上级"],
        en: ["{code} at level {level} stands under level {above}", "correct its level or its parent"],
    },
    Words {
        code: "grid.no_shape", zh: ["{code} 没有边界", "画上边界"], en: ["{code} has no boundary", "draw it"]
    },
    Words {
        code: "day.unreadable",
        zh: ["{value} 不是日期", "写成 2026-10-31"],
        en: ["{value} is no day", "write it as 2026-10-31"],
    },
    Words {
        code: "parent.no_column",
        zh: ["没有一个要素填写了 {column}", "指明上级编码所在的列"],
        en: ["no feature says anything in {column}", "name the column that holds the parent's code"],
    },
    Words {
        code: "parent.unknown_rule",
        zh: ["编码不是逐级嵌套的标准编码，也没有上级编码列（如 {code}）", "用 --parent geometry 或 --parent 列名 说明"],
        en: [
            "the codes are not nested standard codes and there is no parent column (as in {code})",
            "say --parent geometry, or --parent COLUMN",
        ],
    },
    Words {
        code: "parent.not_nested",
        zh: ["{code} 不是第 {level} 级的标准编码，看不出上级", "改正编码，或用 --parent geometry、--parent 列名 说明"],
        en: [
            "{code} is no standard code of level {level} and tells no parent",
            "correct it, or say --parent geometry or --parent COLUMN",
        ],
    },
    Words {
        code: "parent.empty",
        zh: ["{code} 没有填写上级", "补上上级编码，或用 --parent geometry"],
        en: ["{code} names no parent", "fill in the parent's code, or say --parent geometry"],
    },
    Words {
        code: "parent.itself",
        zh: ["{code} 的上级填成了自己", "填写上一级的编码"],
        en: ["{code} names itself as its parent", "fill in the code of the level above"],
    },
    Words {
        code: "parent.loop",
        zh: ["上下级绕成了圈：{chain}", "改正其中一个的上级"],
        en: ["the parents run in a circle: {chain}", "correct the parent of one of them"],
    },
    Words {
        code: "parent.not_above",
        zh: ["{code} 的上级 {parent} 在第 {above} 级，并不高于它所在的第 {level} 级", "改正层级或上级编码"],
        en: [
            "the parent {parent} of {code} is at level {above}, which is not above level {level}",
            "correct the levels or the parent's code",
        ],
    },
    Words {
        code: "parent.none",
        zh: ["没有哪个上级网格盖住 {code}", "先导入上面各级，或核对坐标"],
        en: ["no grid above holds any of {code}", "import the levels above it first, or check the coordinates"],
    },
    Words {
        code: "parent.doubtful",
        zh: ["{code} 归到 {parent}，但后者只占它面积的 {share} %", "核对边界；不对就用上级编码列"],
        en: [
            "{code} goes to {parent}, which holds {share} % of it",
            "check the borders; if it is wrong, name a parent column",
        ],
    },
    Words {
        code: "parent.shared",
        zh: ["{code} 归到 {parent}（占 {share} %），另有 {second} % 在 {other}", "核对边界；不对就用上级编码列"],
        en: [
            "{code} goes to {parent}, which holds {share} % of it; {other} holds {second} %",
            "check the borders; if it is wrong, name a parent column",
        ],
    },
    Words {
        code: "parent.tie",
        zh: [
            "{code} 一边一半：{parent} 占 {share} %，{other} 占 {second} %；暂归到前者",
            "由您定：核对边界，或用上级编码列写明",
        ],
        en: [
            "{code} lies in two: {parent} holds {share} %, {other} holds {second} %; it goes to the first",
            "decide it: check the borders, or name a parent column",
        ],
    },
    Words {
        code: "parent.refused",
        zh: ["{code} 的上级 {parent}（第 {first} 个要素）没有收下", "先改正上级"],
        en: ["{code} hangs under {parent}, which is refused (feature {first})", "mend that one first"],
    },
    Words {
        code: "place.no_id",
        zh: ["点位没有编号", "给它一个长期不变的编号，或用 --map id=列名 指明"],
        en: ["the place has no id", "give it one that stays, or say --map id=COLUMN"],
    },
    Words {
        code: "place.duplicate_id",
        zh: ["编号 {id} 在第 {first} 个要素里已经有了", "每个编号只能出现一次"],
        en: ["{id} stands in feature {first} already", "each id stands once"],
    },
    Words {
        code: "place.amended",
        zh: [
            "有 {count} 项导入后在图上改过，以本文件为准",
            "要保留图上的更改，先从文件里去掉这些行，或导入后在图上重做",
        ],
        en: [
            "{count} of them were changed by hand since; this file's word holds from now on",
            "to keep what was changed by hand, take those rows out of the file",
        ],
    },
    Words {
        code: "place.outside",
        zh: ["{id} 不在任何网格里；图上能看到，网格的清单里没有", "核对坐标，或先导入那里的网格"],
        en: [
            "{id} lies in no grid: it shows on the map, but in no grid's list",
            "check its place, or import the grids there",
        ],
    },
    Words {
        code: "venue.bad_capacity",
        zh: ["{value} 不是容量", "写不小于 0 的整数，或留空"],
        en: ["{value} is no capacity", "write a whole number, or nothing"],
    },
    Words {
        code: "checkpoint.unknown_state",
        zh: ["{value} 不是卡点状态", "写 开放 或 关闭（open、closed）"],
        en: ["{value} is no state of a checkpoint", "write open or closed (开放, 关闭)"],
    },
    Words {
        code: "checkpoint.unknown_queue",
        zh: ["{value} 不是排队等级", "写 0（无）到 3（拥堵）"],
        en: ["{value} is no queue", "write 0 (none) to 3 (jammed)"],
    },
    Words {
        code: "ground.unknown_layer",
        zh: ["{value} 不是底图图层", "写 water、green、road 或 building（水系、绿地、道路、建筑）"],
        en: ["{value} is no layer of the ground", "write water, green, road or building"],
    },
    Words {
        code: "post.no_code",
        zh: ["这一行没有编码", "写明是哪个网格、场所或卡点的人"],
        en: ["the row has no code", "say which grid, venue or checkpoint it is for"],
    },
    Words {
        code: "post.no_person",
        zh: ["这一行没有姓名", "补上姓名，或删去这一行"],
        en: ["the row names nobody", "fill in the person, or leave the row out"],
    },
    Words {
        code: "post.duplicate",
        zh: ["与第 {first} 行重复", "删去其中一行"],
        en: ["the row says again what row {first} says", "remove one of them"],
    },
    Words {
        code: "post.moved",
        zh: ["{person} 从 {from} 调到 {to}", "如果不是调岗，核对编码"],
        en: ["{person} moves from {from} to {to}", "if nobody moved, check the code"],
    },
    Words {
        code: "post.no_phone",
        zh: ["{person} 没有电话，只能通过设备联系", "补上办公电话"],
        en: ["{person} has no phone and can only be reached by device", "fill in an office phone"],
    },
    Words {
        code: "post.bad_phone",
        zh: ["{value} 不是电话号码", "只写数字，可用 + - 空格和 转"],
        en: ["{value} is no phone number", "write digits, with + - blanks and x for an extension"],
    },
    Words {
        code: "post.phone_exponent",
        zh: ["电话 {value} 被表格软件写成了科学计数法", "把该列设为“文本”格式，重新填写"],
        en: ["a spreadsheet has shortened the phone to {value}", "format the column as text and fill it again"],
    },
    Words {
        code: "post.shared_phone",
        zh: ["{person} 与第 {first} 行的 {other} 电话相同", "核对是否填错；共用值班电话可以不管"],
        en: ["{person} has the phone of {other} in row {first}", "check it; a shared duty phone may stay"],
    },
    Words {
        code: "post.unknown_place",
        zh: ["没有编码为 {code} 的网格、场所或卡点", "改正编码，或先导入网格、场所和卡点"],
        en: [
            "{code} is neither a grid's code nor a venue's or checkpoint's id",
            "correct it, or import grids, venues and checkpoints first",
        ],
    },
    Words {
        code: "post.ambiguous_code",
        zh: ["编码 {code} 在第 {levels} 级都有", "加一列 层级，或用 --level N 说明"],
        en: ["{code} is a code at levels {levels}", "add a level column, or say --level N"],
    },
    Words {
        code: "post.place_without_grid",
        zh: ["{code} 不在任何网格里", "先改正它的位置，再导入人员"],
        en: ["{code} lies in no grid", "correct its place, then import its people"],
    },
    Words {
        code: "post.unknown_role",
        zh: ["{value} 不是职责", "写 网格长、副网格长、网格员 或 值守"],
        en: ["{value} is no role", "write head, deputy, worker or duty (网格长, 副网格长, 网格员, 值守)"],
    },
    Words {
        code: "stream.no_venue",
        zh: ["这一行没有写场所或卡点", "写明视频属于哪个场所或卡点"],
        en: ["the row names no venue or checkpoint", "say where the camera stands"],
    },
    Words {
        code: "stream.unknown_venue",
        zh: ["没有场所或卡点 {venue}", "改正编号，或先导入场所和卡点"],
        en: ["there is no venue or checkpoint {venue}", "correct it, or import those first"],
    },
    Words {
        code: "unit.no_name",
        zh: ["单位没有名称", "填写单位名称"],
        en: ["the unit has no name", "write what it is called"],
    },
    Words {
        code: "unit.duplicate",
        zh: ["{name} 在第 {first} 行已经有了", "同一单位（在同一网格）只写一行；同名的单位用不同编码"],
        en: [
            "{name} stands in row {first} already",
            "write each unit (of each grid) once; give units of one name different ids",
        ],
    },
    Words {
        code: "unit.no_grid",
        zh: ["没有写与哪个网格结对", "填写网格编码"],
        en: ["it does not say which grid it is paired with", "write the grid's code"],
    },
    Words {
        code: "unit.unknown_grid",
        zh: ["没有编码为 {code} 的网格", "改正网格编码，或先导入网格"],
        en: ["there is no grid with the code {code}", "correct the code, or import the grids first"],
    },
    Words {
        code: "unit.bad_whistle",
        zh: ["{value} 不说明能否吹哨", "写 是 或 否，或留空"],
        en: ["{value} does not say whether one may whistle for it", "write yes or no, or nothing"],
    },
    Words {
        code: "asset.unknown_owner",
        zh: ["没有名称或编码为 {value} 的承办单位", "改正责任单位，或先导入承办单位；暂无责任单位就留空"],
        en: [
            "no unit has the name or id {value}",
            "correct the owner, or import the units first; leave it empty while nobody owns it",
        ],
    },
    Words {
        code: "asset.bad_quantity",
        zh: ["{value} 不是数量", "写不小于 0 的整数，如把 1.5 吨 写成 1500 千克，或留空"],
        en: ["{value} is no quantity", "write a whole number, such as 1500 kg instead of 1.5 t, or nothing"],
    },
    Words {
        code: "asset.no_owner",
        zh: ["有 {count} 项没有责任单位", "逐项确定责任单位后重新导入，或在图上补填"],
        en: ["nobody owns {count} of them", "settle who does and import again, or write it on the map"],
    },
    Words {
        code: "stream.duplicate",
        zh: ["{venue} 在第 {first} 行已有同名视频", "每路视频用不同的名称"],
        en: ["{venue} has a stream of this name in row {first} already", "give each its own name"],
    },
    Words {
        code: "stream.bad_address",
        zh: ["{address} 不是视频地址", "以 rtsp://、rtsps://、http:// 或 https:// 开头，中间没有空格"],
        en: [
            "{address} is no stream's address",
            "begin with rtsp://, rtsps://, http:// or https://, and leave no blanks in it",
        ],
    },
];
