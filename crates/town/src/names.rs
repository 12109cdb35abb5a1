//! Names: estates, villages and people, all made up.

use std::collections::BTreeSet;

use crate::chance::Chance;

const FIRMS: [&str; 53] = [
    "银基",
    "太昊",
    "纺织路",
    "建业",
    "中州",
    "颍河",
    "万和",
    "锦绣",
    "荷香",
    "盛世",
    "金地",
    "恒润",
    "阳光",
    "碧水",
    "东方",
    "龙湖",
    "文景",
    "华府",
    "翰林",
    "御景",
    "嘉和",
    "天明",
    "祥瑞",
    "丽景",
    "福星",
    "瑞景",
    "昌建",
    "海燕",
    "永安",
    "春华",
    "和谐",
    "贾鲁",
    "沙河",
    "汇林",
    "兴业",
    "康泰",
    "书香",
    "枫林",
    "紫荆",
    "玉兰",
    "香樟",
    "金桂",
    "明珠",
    "帝景",
    "滨江",
    "凯旋",
    "世纪",
    "益民",
    "新华",
    "银河",
    "景苑",
    "红旗",
    "三川",
];
const HOMES: [&str; 22] = [
    "家园",
    "花园",
    "小区",
    "名苑",
    "新村",
    "万和苑",
    "佳苑",
    "公馆",
    "华庭",
    "嘉园",
    "新城",
    "北院",
    "南院",
    "东院",
    "花苑",
    "雅居",
    "国际城",
    "庭院",
    "家属院",
    "水岸",
    "丽都",
    "公寓",
];
const SURNAMES: [&str; 64] = [
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马",
    "罗", "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧", "程", "曹", "袁", "邓", "许", "傅", "沈", "曾",
    "彭", "吕", "苏", "卢", "蒋", "蔡", "贾", "丁", "魏", "薛", "叶", "阎", "余", "潘", "杜", "戴", "夏", "钟", "汪",
    "田", "任", "姜", "范", "方", "石", "姚",
];
const PLACES: [&str; 16] =
    ["庄", "寨", "楼", "营", "湾", "桥", "店", "岗", "洼", "庙", "集", "堂", "口", "坡", "园", "堤"];
const FRONTS: [&str; 10] = ["", "", "", "大", "小", "前", "后", "东", "西", "新"];
const GIVEN: [[&str; 34]; 2] = [
    [
        "伟", "强", "磊", "军", "勇", "杰", "涛", "明", "超", "刚", "建", "国", "文", "辉", "志", "永", "健", "世",
        "广", "义", "兴", "良", "海", "山", "波", "福", "生", "龙", "胜", "学", "祥", "新", "振", "东",
    ],
    [
        "芳", "娜", "敏", "静", "丽", "艳", "娟", "霞", "平", "桂", "英", "华", "玉", "兰", "梅", "红", "雪", "荣",
        "爱", "佳", "琴", "素", "云", "晓", "春", "燕", "秀", "慧", "月", "莉", "颖", "洁", "欣", "凤",
    ],
];

/// Hands out estate and village names, none of them twice.
pub struct Namer {
    estates: Vec<String>,
    taken: BTreeSet<String>,
}

impl Namer {
    /// All estate names in a random order.
    pub fn new(chance: &mut Chance) -> Namer {
        let mut estates: Vec<String> =
            FIRMS.iter().flat_map(|firm| HOMES.iter().map(move |home| format!("{firm}{home}"))).collect();
        chance.shuffle(&mut estates);
        Namer { estates, taken: BTreeSet::new() }
    }

    /// A name such as 太昊家园.
    pub fn estate(&mut self, chance: &mut Chance) -> String {
        match self.estates.pop() {
            Some(name) => name,
            None => self.village(chance),
        }
    }

    /// A name such as 前李寨.
    pub fn village(&mut self, chance: &mut Chance) -> String {
        loop {
            let name = format!("{}{}{}", chance.pick(&FRONTS), chance.pick(&SURNAMES), chance.pick(&PLACES));
            if self.taken.insert(name.clone()) {
                return name;
            }
        }
    }
}

/// A person's name; one in six has a single given character.
pub fn person(chance: &mut Chance) -> String {
    let family = chance.pick(&SURNAMES);
    let given = chance.pick(&GIVEN);
    let (first, second) = (chance.pick(&given), chance.pick(&given));
    if chance.luck(0.16) || first == second { format!("{family}{first}") } else { format!("{family}{first}{second}") }
}
