// Every word of the field page, by key. The page is loaded over phone networks, so it brings its own few words
// and no library for them.

const zhCN = {
  'app.name': '五图',
  'app.title': '我的指令',

  'pair.title': '把这台手机接到你的岗位',
  'pair.how': '向指挥中心要一个八位配对码，或扫值班员屏幕上的二维码。配对码只能用一次，十五分钟内有效。',
  'pair.label': '配对码',
  'pair.example': '如 K7MQ-2RXA',
  'pair.go': '配对',
  'pair.busy': '正在配对…',
  'pair.ended': '这台手机的配对已经结束',
  'pair.ended.why': '可能是配对到期，或指挥中心收回了它。要再收指令，请重新配对。',
  'pair.kept': '有 {count} 条没有送出的回执留在这台手机上，配对回原来的岗位后会自动送出。',
  'pair.short': '配对码是八位字母和数字。',

  opening: '正在取回你的指令…',
  'opening.lost': '连不上指挥中心',
  'opening.lost.advice': '请检查手机网络。连上以后会自动继续，不用刷新。',

  'link.live': '已连',
  'link.connecting': '连接中',
  'link.lost': '离线',
  'link.lost.band': '连接断开，正在重连。',
  'link.lost.asof': '下面是 {time} 的内容。',
  'link.lost.pending': '{count} 条回执待发送，连上后自动送出。',
  'memory.full': '这台手机存不下指令，断网后会看不到。请关掉浏览器的无痕模式，或清理空间。',
  'sound.off': '声音未开',
  'sound.off.advice': '声音没有打开，点这里打开新指令的提示音',

  'list.none': '现在没有给你的指令',
  'list.none.advice': '新指令到达时，这里会响铃、振动，并排在最上面。请让这个页面开着。',
  'list.nothing.open': '没有待办的指令',
  'list.waiting': '待接令',
  'list.underway': '办理中',
  'list.copies': '抄送',
  'list.closed': '已结束',
  'list.older': '再看 {count} 条',
  'list.new': '新',

  'order.back': '返回',
  'order.gone': '这条指令已不在列表里',
  'order.from': '来自 {from}',
  'order.deadline': '限 {time} 前',
  'order.overdue': '已过时限 {time}',
  'order.issued': '{time} 下达',
  'order.steps': '回执',
  'order.copy': '抄送给你了解，不用答复。',
  'order.reason': '拒收原因',
  'order.report': '办结情况',
  'order.pending': '待发送',
  'order.way.desk': '由指挥中心记录',
  'order.way.phone': '电话记录',
  'order.not.taken': '指挥中心没有收下这条回执',
  'order.understood': '知道了',

  'act.accept': '接令',
  'act.refuse': '拒收',
  'act.refuse.later': '办不了',
  'act.done': '办结',
  'act.cancel': '取消',

  'refuse.title': '为什么拒收？',
  'refuse.label': '原因（必填）',
  'refuse.send': '确认拒收',
  'refuse.quick.elsewhere': '不在我的网格',
  'refuse.quick.away': '人不在岗',
  'refuse.quick.hands': '人手不够',
  'refuse.quick.means': '缺设备或物资',
  'refuse.quick.unsafe': '现场有危险',
  'refuse.quick.twice': '重复派单',

  'done.title': '办得怎样？',
  'done.label': '办结情况（必填）',
  'done.send': '报告办结',
  'done.quick.fine': '已办完，一切正常',
  'done.quick.solved': '发现问题，已当场解决',
  'done.quick.raised': '发现问题，已上报',

  'words.length': '{length} / {most} 字',

  'kind.notice': '通知',
  'kind.command': '指令',
  'kind.check': '核查',
  'kind.help': '求助',
  'kind.roll_call': '点名',
  'priority.normal': '一般',
  'priority.urgent': '紧急',
  'priority.critical': '特急',
  'progress.waiting': '待送达',
  'progress.delivered': '已送达',
  'progress.read': '已读',
  'progress.accepted': '已接令',
  'progress.refused': '已拒收',
  'progress.done': '已办结',

  'failure.link.lost': '连不上指挥中心。',
  'failure.link.lost.advice': '检查手机网络，再按一次。',
  'failure.pairing.code_not_valid': '配对码不对、已用过，或已过期。',
  'failure.pairing.code_not_valid.advice': '请向指挥中心要一个新的配对码。',
  'failure.pairing.too_many_tries': '试得太多了，请等 {seconds} 秒。',
  'failure.pairing.too_many_tries.advice': '等过以后再试一次。',
  'failure.pairing.not_field': '这个配对码是给指挥中心席位的，不是给手机的。',
  'failure.pairing.not_field.advice': '请要一个岗位的配对码。',
  'failure.receipt.not_a_recipient': '这条指令没有发给你的岗位。',
  'failure.receipt.not_a_recipient.advice': '只需答复发给你的指令。',
  'failure.receipt.copy': '抄送不用答复。',
  'failure.receipt.copy.advice': '看过即可。',
  'failure.receipt.reason_missing': '拒收要写明原因。',
  'failure.receipt.reason_missing.advice': '请写一句原因。',
  'failure.receipt.already_refused': '这条指令已经拒收了。',
  'failure.receipt.already_refused.advice': '要改主意，请指挥中心重新下达。',
  'failure.receipt.already_done': '这条指令已经办结了。',
  'failure.receipt.already_done.advice': '如果其实没有办完，请告诉指挥中心。',
  'failure.text.too_long': '写了 {length} 个字，最多 {most} 个。',
  'failure.text.too_long.advice': '请写短一些。',
  'failure.rights.not_yours': '这台手机不能做这件事。',
  'failure.rights.not_yours.advice': '请联系指挥中心。',
  'failure.unknown': '指挥中心找不到它了。',
  'failure.unknown.advice': '刷新后再看。',
  'failure.command.id_reused': '这次按键的编号已被用过。',
  'failure.command.id_reused.advice': '请重新按一次。',
  'failure.refused': '指挥中心没有同意：{message}',
  'failure.refused.advice': '请联系指挥中心。',
  'failure.invalid': '发出的内容指挥中心看不懂：{message}',
  'failure.invalid.advice': '刷新页面后再试。',
  'failure.broken': '指挥中心的系统出了问题。',
  'failure.broken.advice': '已收下的不会丢。稍后再试；若还不行，请把编号 {reference} 告诉管理员。',
} as const;

export type Word = keyof typeof zhCN;

/** The words behind a key, with `{name}` filled in. */
export function say(word: Word, params: Record<string, string | number> = {}): string {
  return zhCN[word].replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '–'));
}

/** Whether a key that was put together at run time has words. */
export function isWord(key: string): key is Word {
  return Object.hasOwn(zhCN, key);
}
