//! Refusals: what the rules do not allow, given the state now.

use super::Words;

pub(super) const WORDS: &[Words] = &[
    Words {
        code: "rights.not_yours",
        zh: ["{role}席位没有这项权限：{entry}", "请有此权限的席位办理"],
        en: ["the {role} seat has no right to “{entry}”", "ask a seat whose role has this right"],
    },
    Words {
        code: "rights.outside_subtree",
        zh: ["网格 {path} 不在本席位的管辖范围内", "在本席位范围内另选网格，或请上级办理"],
        en: [
            "the grid {path} lies outside this seat's subtree",
            "choose a grid of your own subtree, or ask the level above",
        ],
    },
    Words {
        code: "grid.unknown",
        zh: ["现行方案中没有网格 {path}", "按名称或编码搜索网格"],
        en: ["no grid {path} in the published scheme", "search for the grid by name or code"],
    },
    Words {
        code: "unknown",
        zh: ["没有{noun} {id}", "刷新后再试；它可能在另一个库里"],
        en: ["no {noun} {id}", "refresh; it may have been made in another store"],
    },
    Words {
        code: "scheme.none",
        zh: ["库中还没有发布的网格方案", "先导入网格：wutu import 库 文件 --as grids"],
        en: ["the store has no published scheme yet", "import grids first: wutu import STORE FILE --as grids"],
    },
    Words {
        code: "order.empty_text",
        zh: ["指令内容为空", "写明要做什么"],
        en: ["the text is empty", "write what is asked"],
    },
    Words {
        code: "text.too_long",
        zh: ["内容有 {length} 字，最多 {most} 字", "请精简文字"],
        en: ["the text has {length} characters, {most} is the most", "shorten the text"],
    },
    Words {
        code: "order.deadline_passed",
        zh: ["限时已过", "重新选择限时，或不限时"],
        en: ["the deadline has passed", "set a deadline that lies ahead, or none"],
    },
    Words {
        code: "order.nobody_reached",
        zh: ["{path} 所选范围内没有在岗人员符合条件", "换一换层级或角色，或先导入在岗人员"],
        en: [
            "nobody in post fits the target below {path}",
            "choose other levels or roles, or import the people in post",
        ],
    },
    Words {
        code: "order.ended",
        zh: ["指令 {number} 已经结束", "打开该指令查看如何结束；需要继续办理请另行下达"],
        en: ["the order {number} has ended", "open it to see how; issue another order if there is more to do"],
    },
    Words {
        code: "rights.not_your_order",
        zh: ["指令 {number} 不是本席位下达的", "请下达它的席位或其上级办理"],
        en: ["the order {number} was not issued here", "ask the seat that issued it, or one above it"],
    },
    Words {
        code: "order.not_accounted_for",
        zh: ["{expected} 个应答中还有 {open} 个没有着落", "继续叫应，或写明理由后办结归档"],
        en: [
            "{open} of {expected} are not accounted for",
            "go on calling them, or say why the order is closed all the same",
        ],
    },
    Words {
        code: "order.reason_missing",
        zh: ["撤回要写明理由", "写一句话，接收人会看到"],
        en: ["a withdrawal needs a reason", "say in one sentence why; the recipients will see it"],
    },
    Words {
        code: "ladder.too_long",
        zh: ["叫应最多 {rungs} 次，最迟 {minutes} 分钟", "减少次数，或把时间提前"],
        en: ["a ladder has {rungs} rungs at the most, the last within {minutes} minutes", "name fewer or earlier ones"],
    },
    Words {
        code: "ladder.not_growing",
        zh: ["叫应的时间要一次比一次晚", "按先后填写，如 3、5、15"],
        en: ["each rung comes later than the one before", "name them in order, as 3, 5, 15"],
    },
    Words {
        code: "ladder.without_rung",
        zh: ["没有这一次叫应，无法在那时发消息", "选已设定的某一次，或不发消息"],
        en: ["the ladder has no such rung to send messages at", "choose one of its rungs, or send none"],
    },
    Words {
        code: "receipt.not_a_recipient",
        zh: ["该岗位不在本指令的接收人之中", "只能登记接收人的回执"],
        en: ["this post is not among the order's recipients", "answer only orders that name your post"],
    },
    Words {
        code: "receipt.copy",
        zh: ["抄送无需应答", "阅知即可"],
        en: ["an information copy needs no answer", "nothing to do: reading is enough"],
    },
    Words {
        code: "receipt.reason_missing",
        zh: ["拒收须写明理由", "写明理由后再登记"],
        en: ["a refusal needs a reason", "say why"],
    },
    Words {
        code: "check.note_missing",
        zh: ["认可须写明理由和姓名", "写明为何可以保留、由谁负责"],
        en: ["letting a finding stand needs a note and a name", "say why it may stand, and who answers for that"],
    },
    Words {
        code: "mend.does_not_fit",
        zh: ["这种修法不适用于这处问题", "换一种修法，或在图上重画"],
        en: ["this mend is none for this finding", "mend it another way, or draw the border again"],
    },
    Words {
        code: "mend.too_wide",
        zh: ["这处问题比容差宽，不能自动并入邻格", "核实后在图上重画"],
        en: ["it is as wide as the tolerance or wider", "find out what is true there, and draw the border again"],
    },
    Words {
        code: "mend.leaves_nothing",
        zh: ["这样修会使网格 {path} 没有面积", "改归实际所在的上级，或重画"],
        en: ["the grid {path} would be left without any area", "move it to the parent it lies in, or draw it again"],
    },
    Words {
        code: "mend.not_clean",
        zh: ["这样修会留下或带来 {count} 处别的问题", "先处理旁边的问题，或在图上重画"],
        en: [
            "it would leave or make other faults: {count}",
            "mend what lies beside it first, or draw the border again",
        ],
    },
    Words {
        code: "receipt.already_refused",
        zh: ["该岗位已经拒收", "如需再次下达，请发新指令"],
        en: ["the order was refused already", "ask the desk for a new order"],
    },
    Words {
        code: "receipt.already_done",
        zh: ["该岗位已经办结", "如实际未办结，请告知值班室"],
        en: ["the order was reported as done already", "tell the desk if it was not done after all"],
    },
    Words {
        code: "pairing.code_not_valid",
        zh: ["配对码无效、已使用或已过期", "请向值班室索取新的配对码"],
        en: ["the pairing code is not valid", "ask the desk for a new code"],
    },
    Words {
        code: "pairing.too_many_tries",
        zh: ["尝试次数过多，请等 {seconds} 秒", "稍候再试一次"],
        en: ["too many tries; wait {seconds} s", "wait, then try once more"],
    },
    Words {
        code: "scheme.in_use",
        zh: ["方案“{scheme}”已有指令引用，不能再通过导入增长", "请以新方案导入该文件"],
        en: [
            "orders refer to the scheme {scheme}; it no longer grows by import",
            "make a new scheme from the file instead",
        ],
    },
    Words {
        code: "import.already_undone",
        zh: ["这次导入已经撤销", "无需再办；该文件可以重新导入"],
        en: ["the import was undone already", "nothing to do; the file may be imported again"],
    },
    Words {
        code: "import.rested_upon",
        zh: ["有{noun}依附于这次导入：{count} 个，如 {example}", "先撤销带来这些内容的导入"],
        en: ["{noun}s rest on this import: {count}, such as {example}", "first undo the imports that brought these"],
    },
    Words {
        code: "import.devices_paired",
        zh: ["有 {count} 台设备已与这次导入的岗位或网格配对", "先停用这些设备"],
        en: ["devices are paired to posts or grids of this import: {count}", "first revoke those devices"],
    },
    Words {
        code: "import.orders_reach",
        zh: ["指令 {number} 已下达到这次导入的人员", "收过指令的人员不再撤销；可导入更正后的文件覆盖"],
        en: [
            "the order {number} has reached people of this import",
            "what orders have reached stays; import a corrected file over it",
        ],
    },
    Words {
        code: "import.scheme_in_use",
        zh: ["已有指令（如 {number}）引用这些网格所在的方案", "这些网格保持不变"],
        en: ["orders refer to these grids' scheme, such as {number}", "its grids stay as they are"],
    },
    Words {
        code: "import.no_place_to_go_back",
        zh: ["{noun} {id} 将回到已不存在的地方", "先把更早的那次导入也撤销，或重新导入那个地方"],
        en: [
            "{noun} {id} would go back to a place that is not there any more",
            "first undo the earlier import too, or bring that place in again",
        ],
    },
    Words {
        code: "command.id_reused",
        zh: ["这一命令编号已用于另一项操作", "请重新打开表单再操作"],
        en: ["the command id was used for another action", "make a new command id for a new action"],
    },
];
