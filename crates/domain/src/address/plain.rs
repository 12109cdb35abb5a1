//! One way of writing: full width, traditional signs and written numbers become plain.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Traditional signs that stand in addresses and names of places, and the simplified ones.
const TRADITIONAL: &str = "區区號号樓楼單单園园莊庄東东門门車车醫医學学橋桥廣广場场鎮镇鄉乡縣县對对側侧萬万興兴華华龍龙陽阳濱滨蘭兰銀银\
麗丽國国際际寶宝慶庆豐丰義义溝沟灣湾嶺岭圍围陳陈劉刘張张趙赵孫孙馬马楊杨吳吴許许鄭郑馮冯盧卢葉叶蘇苏賀贺錢钱紅红黃黄綠绿\
藍蓝達达運运進进遠远連连邊边農农業业電电視视廠厂礦矿務务處处辦办無无顧顾輝辉煙烟煒炜錦锦繡绣潤润滿满漢汉湯汤濟济灤滦\
灘滩魯鲁鳳凤鳥鸟麥麦黨党齊齐壩坝壇坛墻墙壽寿夢梦奧奥孔孔實实寧宁導导將将專专層层岡冈島岛峽峡幫帮廟庙廬庐強强彙汇匯汇徑径\
從从態态懷怀戶户戰战擴扩數数時时曉晓書书會会條条極极榮荣樂乐樹树機机橫横檔档歐欧歷历殘残沖冲決决潔洁澤泽爐炉爾尔狀状\
獅狮瑪玛環环畫画異异瘋疯療疗盤盘監监離离種种積积穩稳競竞筆笔築筑節节範范簡简糧粮紀纪約约紡纺純纯紙纸級级細细終终組组\
結结絡络給给統统經经綜综維维網网緣缘線线編编練练縣县總总織织續续聖圣聯联聲声職职藝艺藥药蘆芦衛卫補补裝装複复見见規规覽览\
觀观訊讯設设評评試试話话語语說说請请諸诸證证譽誉讓让豬猪貝贝財财貨货貿贸資资賓宾賞赏質质賽赛贏赢軍军軌轨軟软輪轮轉转\
辰辰郵邮釋释針针釣钓鋼钢鋒锋鎖锁鐘钟鐵铁鑫鑫長长閣阁關关陸陆陰阴階阶隊队隨随險险雙双雞鸡雲云靈灵靜静頂顶項项順顺須须\
領领頭头題题願愿類类風风飛飞飯饭飲饮館馆駐驻駕驾騰腾驗验體体魚鱼鮮鲜鴻鸿鵬鹏鶴鹤點点龜龟棟栋幢幢崗岗週周麵面裡里廳厅\
樁桩術术協协員员團团圖图圓圆報报塔塔塊块備备億亿優优價价儲储兒儿內内凱凯創创動动勝胜勞劳勵励區区厲厉參参發发變变";

/// What numbers are written with beside digits.
const WRITTEN: &str = "〇零一二三四五六七八九十百两";
/// What a written number counts, so that it is one: 三号楼, but not 五一路 or 三里屯.
const COUNTED: &str = "号栋幢座单组队排室户房层#";

/// An address with one sign for each meaning: no blanks, half width, simplified, `12号楼` for 十二號樓.
pub(super) fn signs(text: &str) -> Vec<char> {
    let mut signs = Vec::with_capacity(text.len() / 3 + 4);
    let folded: Vec<char> = text.chars().filter_map(plain).collect();
    let mut at = 0;
    while let Some(&sign) = folded.get(at) {
        let length = folded[at..].iter().take_while(|sign| WRITTEN.contains(**sign)).count();
        let counts = folded.get(at + length).is_some_and(|next| COUNTED.contains(*next));
        let value = if length > 0 && counts { number(&folded[at..at + length]) } else { None };
        match value {
            Some(value) => {
                signs.extend(value.to_string().chars());
                at += length;
            }
            None if length > 0 => {
                signs.extend(&folded[at..at + length]);
                at += length;
            }
            None => {
                signs.push(sign);
                at += 1;
            }
        }
    }
    signs
}

fn plain(sign: char) -> Option<char> {
    let sign = match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(sign as u32 - 0xfee0).unwrap_or(sign),
        '—' | '–' | '‐' | '‑' | '_' => '-',
        _ => sign,
    };
    if sign.is_ascii() {
        return (sign.is_ascii_alphanumeric() || matches!(sign, '-' | '#')).then(|| sign.to_ascii_lowercase());
    }
    sign.is_alphanumeric().then(|| simplified(sign))
}

/// The simplified sign of a traditional one that is known; others stay.
fn simplified(sign: char) -> char {
    static KNOWN: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let signs: Vec<char> = TRADITIONAL.chars().collect();
        signs.as_chunks().0.iter().map(|&[from, to]| (from, to)).collect()
    });
    KNOWN.get(&sign).copied().unwrap_or(sign)
}

/// 十二, 二十, 一百零三, 一〇三; none: no number, or one that no door has.
fn number(signs: &[char]) -> Option<u32> {
    let digit = |sign: char| "〇一二三四五六七八九".chars().position(|one| one == sign);
    let value = |sign: char| match sign {
        '零' => Some(0),
        '两' => Some(2),
        _ => digit(sign).and_then(|value| u32::try_from(value).ok()),
    };
    if signs.iter().all(|sign| value(*sign).is_some()) {
        return signs.iter().try_fold(0u32, |sum, sign| sum.checked_mul(10)?.checked_add(value(*sign)?));
    }
    let (mut sum, mut last) = (0u32, None);
    for &sign in signs {
        let unit = match sign {
            '十' => 10,
            '百' => 100,
            _ => {
                last = value(sign);
                continue;
            }
        };
        sum = sum.checked_add(last.take().unwrap_or(1).checked_mul(unit)?)?;
    }
    sum.checked_add(last.unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str) -> String {
        signs(text).into_iter().collect()
    }

    #[test]
    fn one_place_is_written_one_way() {
        for (text, plain) in [
            ("川匯區 七一路街道", "川汇区七一路街道"),
            ("万和苑３號樓２單元", "万和苑3号楼2单元"),
            ("十二号楼", "12号楼"),
            ("二十三栋一百零三室", "23栋103室"),
            ("一〇三室", "103室"),
            ("第十二组", "第12组"),
            ("七一路五一小区", "七一路五一小区"),
            ("三里屯、十八里庙村", "三里屯十八里庙村"),
            ("A座 B－2", "a座b-2"),
            ("", ""),
        ] {
            assert_eq!(written(text), plain, "{text}");
        }
    }

    #[test]
    fn every_traditional_sign_stands_beside_a_simplified_one() {
        let all: Vec<char> = TRADITIONAL.chars().collect();
        assert_eq!(all.len() % 2, 0);
        // Out of step by one, the second half would be traditional.
        for (from, to) in [('區', '区'), ('變', '变'), ('鐵', '铁'), ('龜', '龟'), ('匯', '汇')] {
            assert_eq!(simplified(from), to);
            assert_eq!(simplified(to), to);
        }
    }
}
