//! What is shown of a person's name, numbers and door where the whole of it is not: `张*`, `138****5678`.

use super::ParticularKind;

const STAR: char = '*';
/// Family names of two signs that are in use.
const DOUBLE: [&str; 20] = [
    "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容", "令狐", "司徒", "东方", "南宫", "独孤",
    "长孙", "宇文", "端木", "轩辕", "申屠", "澹台",
];
/// What is said instead of a name: it tells of nobody.
const NOBODY: [&str; 6] = ["匿名", "不详", "未知", "无名氏", "保密", "无"];
/// What follows a family name and is no given name.
const TITLES: [&str; 8] = ["先生", "女士", "小姐", "某某", "某", "师傅", "老师", "同志"];
/// What is counted by the door.
const DOORS: [&str; 4] = ["室", "户", "房", "號室"];
/// What a number with 号 names when one of these follows: a house, an entrance – not yet a door.
const NO_DOOR_AFTER: [&str; 12] = ["楼", "樓", "院", "线", "门", "门岗", "库", "桥", "路", "井", "岗", "地"];
/// Stars for a name that is not written in Chinese, whatever its length.
const FOREIGN: usize = 3;

/// A number as it is shown.
pub(super) fn of(kind: ParticularKind, number: &str) -> String {
    match kind {
        ParticularKind::Mobile | ParticularKind::Landline => veiled_phone(number),
        ParticularKind::IdCard => around(number, 2, 2),
        ParticularKind::BankCard => around(number, 0, 4),
    }
}

/// A name: `张*`, `欧阳**`; what is said instead of one stays.
pub fn veiled_name(name: &str) -> String {
    let name = name.trim();
    if NOBODY.contains(&name) {
        return name.to_owned();
    }
    let is_chinese = name.chars().all(|sign| matches!(sign, '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}'));
    let Some(first) = name.chars().next() else { return String::new() };
    if !is_chinese {
        return first.to_string() + &stars(FOREIGN);
    }
    let count = name.chars().count();
    let family = if count > 2 && DOUBLE.iter().any(|family| name.starts_with(family)) { 2 } else { 1 };
    let end = name.char_indices().nth(family).map_or(name.len(), |(at, _)| at);
    if TITLES.contains(&&name[end..]) {
        return name.to_owned();
    }
    // A single sign is no family name that one could leave.
    if count == 1 { stars(1) } else { name[..end].to_owned() + &stars(count - family) }
}

/// An address of letters: `z***@example.cn`; a number in the place of the name is one, and its provider tells of nobody.
pub fn veiled_mail(mail: &str) -> String {
    let Some((name, provider)) = mail.rsplit_once('@') else { return stars(FOREIGN) };
    let first = name.chars().next().map(String::from).unwrap_or_default();
    format!("{first}{}@{provider}", stars(FOREIGN))
}

/// A telephone: `138****5678`, `0394-****234`; of what is no telephone two digits stay.
pub fn veiled_phone(phone: &str) -> String {
    let digits = digits_of(phone);
    let plain = digits.strip_prefix("0086").or_else(|| digits.strip_prefix("86").filter(|rest| rest.len() >= 10));
    let plain = plain.unwrap_or(&digits);
    let mobile = plain.strip_prefix('0').filter(|rest| rest.len() == 11 && rest.starts_with('1')).unwrap_or(plain);
    if mobile.len() == 11 && mobile.starts_with('1') {
        return around(mobile, 3, 4);
    }
    let area = match plain.as_bytes() {
        [b'0', b'1' | b'2', _, ..] if plain.len() >= 10 => 3,
        [b'0', ..] if plain.len() >= 10 => 4,
        _ => return around(plain, 0, if plain.len() >= 7 { 3 } else { 2.min(plain.len() / 2) }),
    };
    format!("{}-{}", &plain[..area], around(&plain[area..], 0, 3))
}

/// An address without its door: `3号楼2单元***室`, `七一路***号`.
pub fn veiled_address(address: &str) -> String {
    let signs: Vec<char> = address.chars().collect();
    let mut out = String::with_capacity(address.len());
    let mut at = 0;
    while let Some(&sign) = signs.get(at) {
        if !is_of_door(sign) {
            out.push(sign);
            at += 1;
            continue;
        }
        let length = signs[at..].iter().take_while(|sign| is_of_door(**sign)).count();
        let rest: String = signs[at + length..].iter().collect();
        out.push_str(&veiled_number(&signs[at..at + length], rest.trim_start()));
        at += length;
    }
    out
}

/// A number of an address, by what follows it.
fn veiled_number(number: &[char], rest: &str) -> String {
    let whole: String = number.iter().collect();
    let is_number = number.iter().any(char::is_ascii_digit) || number.iter().any(|sign| ('０'..='９').contains(sign));
    let is_written = number.iter().all(|sign| "一二三四五六七八九十百零〇两".contains(*sign));
    let is_door = DOORS.iter().any(|door| rest.starts_with(door))
        || rest.strip_prefix(['号', '號']).is_some_and(|after| {
            DOORS.iter().any(|door| after.starts_with(door)) || !NO_DOOR_AFTER.iter().any(|sign| after.starts_with(sign))
        })
        // 3号楼2单元301, 3-2-301: nothing comes behind a door.
        || (is_number && rest.is_empty());
    if !is_door || !(is_number || is_written) {
        return whole;
    }
    match whole.rfind(['-', '－', '—', '–', '#']) {
        Some(at) => {
            let front: String = whole.chars().take(whole[..at].chars().count() + 1).collect();
            front + &stars(3)
        }
        None => stars(3),
    }
}

/// Digits, letters that number, and what joins them.
fn is_of_door(sign: char) -> bool {
    sign.is_ascii_alphanumeric()
        || matches!(sign, '０'..='９' | '-' | '－' | '—' | '–' | '#')
        || "一二三四五六七八九十百零〇两".contains(sign)
}

/// The first and the last few signs; what lies between is starred, and all of it where nothing would.
fn around(number: &str, first: usize, last: usize) -> String {
    let signs: Vec<char> = number.chars().filter(|sign| sign.is_alphanumeric()).map(plain).collect();
    if signs.len() <= first + last {
        return stars(signs.len());
    }
    let hidden = signs.len() - first - last;
    let front = signs[..first].iter().copied();
    front.chain(std::iter::repeat_n(STAR, hidden)).chain(signs[signs.len() - last..].iter().copied()).collect()
}

fn plain(sign: char) -> char {
    match sign {
        '０'..='９' => char::from_digit(sign as u32 - '０' as u32, 10).unwrap_or(sign),
        'x' | 'ｘ' | 'Ｘ' => 'X',
        _ => sign,
    }
}

fn digits_of(text: &str) -> String {
    text.chars().map(plain).filter(char::is_ascii_digit).collect()
}

fn stars(count: usize) -> String {
    STAR.to_string().repeat(count)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn of_a_name_the_family_stays() {
        for (name, shown) in [
            ("张三", "张*"),
            ("李小明", "李**"),
            ("欧阳娜娜", "欧阳**"),
            ("欧阳", "欧*"),
            ("王先生", "王先生"),
            ("欧阳女士", "欧阳女士"),
            ("赵某某", "赵某某"),
            ("匿名", "匿名"),
            ("明", "*"),
            ("", ""),
            (" 张三 ", "张*"),
            ("John Smith", "J***"),
            ("阿依古丽·买买提", "阿***"),
        ] {
            assert_eq!(veiled_name(name), shown, "{name}");
        }
    }

    #[test]
    fn of_a_telephone_the_middle_goes() {
        for (phone, shown) in [
            ("13812345678", "138****5678"),
            ("138-1234-5678", "138****5678"),
            ("+86 138 1234 5678", "138****5678"),
            ("１３８１２３４５６７８", "138****5678"),
            ("0394-8221234", "0394-****234"),
            ("(010) 62345678", "010-*****678"),
            ("8221234", "****234"),
            ("12345", "***45"),
            ("1", "*"),
            ("", ""),
        ] {
            assert_eq!(veiled_phone(phone), shown, "{phone}");
        }
    }

    #[test]
    fn of_an_address_the_door_goes() {
        for (address, shown) in [
            ("七一路街道万和苑3号楼2单元301室", "七一路街道万和苑3号楼2单元***室"),
            ("万和苑3号楼2单元301", "万和苑3号楼2单元***"),
            ("万和苑3-2-301", "万和苑3-2-***"),
            ("万和苑3-2-301室", "万和苑3-2-***室"),
            ("七一路126号", "七一路***号"),
            ("七一路126号院5号楼", "七一路126号院5号楼"),
            ("七一路十二号", "七一路***号"),
            ("荷花路３０１室", "荷花路***室"),
            ("五一广场", "五一广场"),
            ("", ""),
        ] {
            assert_eq!(veiled_address(address), shown, "{address}");
        }
    }

    proptest! {
        #[test]
        fn a_telephone_shows_no_more_than_seven_digits(phone in "[0-9 \\-+]{0,24}") {
            let shown = veiled_phone(&phone);
            let seen = shown.chars().filter(char::is_ascii_digit).count();
            let all = digits_of(&phone).len();
            prop_assert!(seen <= 7 && (all == 0 || seen < all), "{phone} → {shown}");
        }

        #[test]
        fn a_name_shows_two_signs_at_the_most(name in "[\u{4e00}-\u{4e50}]{1,6}") {
            let shown = veiled_name(&name);
            prop_assert!(shown.chars().filter(|sign| *sign != STAR).count() <= 2);
            prop_assert_eq!(shown.chars().count(), name.chars().count());
        }
    }
}
