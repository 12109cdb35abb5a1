// Words of a first start.

export const zhCN = {
  'first.title': '这台设备用来做什么？',
  'first.new': '指挥中心：新建本区的库',
  'first.new.how': '选一个存放的位置，打开后导入本区的网格和人员。',
  'first.open': '指挥中心：打开已有的库',
  'first.open.how': '一个 .gpkg 文件。以后直接打开五图就是它。',
  'first.demonstration': '先看示范区',
  'first.demonstration.how': '图形、人员和电话都是合成的，可以随意试。',
  'first.field': '在一线：连接指挥中心',
  'first.field.how': '接收指令、回执、报告情况；没有网络也能打开。这台设备上不建库。',
  'failure.store.exists': '{path} 已经存在。',
  'failure.store.exists.advice': '换一个名字，或者打开那个库。',
} as const;

export const en: Record<keyof typeof zhCN, string> = {
  'first.title': 'What is this machine for?',
  'first.new': 'A command centre: a new store for our district',
  'first.new.how': "Choose where it lies; then the district's grids and people are imported.",
  'first.open': 'A command centre: a store that is there',
  'first.open.how': 'A .gpkg file. From then on Wutu opens with it.',
  'first.demonstration': 'The demonstration district, to look around',
  'first.demonstration.how': 'Every shape, person and phone number is synthetic; try whatever you like.',
  'first.field': 'The field: connect to a command centre',
  'first.field.how':
    'Orders come in, answers and reports go out; it opens without any network. Nothing is founded here.',
  'failure.store.exists': '{path} is there already.',
  'failure.store.exists.advice': 'Choose another name, or open that store.',
};
