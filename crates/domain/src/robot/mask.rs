//! Nothing personal goes out: numbers and names that stand in somebody's words are blotted out.

/// So many digits in a row are somebody's number: of a telephone, an identity card, a bank card.
const PERSONAL: usize = 7;
/// What stands for them.
const BLOT: &str = "＊＊＊";
/// The longest name that is looked for, in characters.
const LONGEST_NAME: usize = 4;

/// Words without numbers that could be a person's, whatever stands between their digits, and without the names of which
/// `is_name` knows.
pub fn masked(words: &str, is_name: impl Fn(&str) -> bool) -> String {
    let signs: Vec<char> = words.chars().collect();
    let mut out = String::with_capacity(words.len());
    let mut at = 0;
    while let Some(&sign) = signs.get(at) {
        let length = number(&signs[at..]).or_else(|| name(&signs[at..], &is_name));
        match length {
            Some(length) => {
                out.push_str(BLOT);
                at += length;
            }
            None if is_digit(sign) => {
                // A short number stays whole: what follows within it is no number of its own.
                let run = signs[at..].iter().take_while(|sign| is_digit(**sign)).count();
                out.extend(&signs[at..at + run]);
                at += run;
            }
            None => {
                out.push(sign);
                at += 1;
            }
        }
    }
    out
}

/// How many signs a personal number takes here; none: there is none.
fn number(signs: &[char]) -> Option<usize> {
    let (mut digits, mut end, mut at) = (0, 0, 0);
    while let Some(&sign) = signs.get(at) {
        at += 1;
        if is_digit(sign) {
            (digits, end) = (digits + 1, at);
        } else if digits == 17 && matches!(sign, 'x' | 'X' | 'Ｘ' | 'ｘ') {
            return Some(at);
        } else if digits == 0 || at - end > 3 || !is_between(sign) {
            break;
        }
    }
    (digits >= PERSONAL).then_some(end)
}

fn is_digit(sign: char) -> bool {
    sign.is_ascii_digit() || matches!(sign, '０'..='９') || "〇零一二三四五六七八九幺".contains(sign)
}

fn is_between(sign: char) -> bool {
    sign.is_whitespace() || "-－—–_·.．()（）".contains(sign)
}

fn name(signs: &[char], is_name: impl Fn(&str) -> bool) -> Option<usize> {
    (2..=LONGEST_NAME.min(signs.len())).rev().find(|length| is_name(&signs[..*length].iter().collect::<String>()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(words: &str) -> String {
        masked(words, |_| false)
    }

    #[test]
    fn numbers_of_people_go_however_they_are_written() {
        for number in [
            "13800000000",
            "138 0000 0000",
            "138-0000-0000",
            "１３８００００００００",
            "0394-1000003",
            "0394) 1000003",
            "一三八零零零零零零零零",
            "411602199001011234",
            "41160219900101123X",
            "411602 19900101 123x",
            "138 - 0000 - 0000",
        ] {
            assert_eq!(plain(&format!("请联系{number}核实")), "请联系＊＊＊核实", "{number}");
        }
        assert_eq!(plain("+86 13800000000"), "+＊＊＊");
    }

    #[test]
    fn other_numbers_stay() {
        for words in ["12 人 3.5 米", "21:30 前 110 号", "2026 年 11 月 21 日", "十二号楼 100 户", "K12+300"]
        {
            assert_eq!(plain(words), words);
        }
    }

    #[test]
    fn names_that_are_known_go_and_the_longest_first() {
        let is_name = |name: &str| ["王芳", "欧阳明", "欧阳"].contains(&name);
        assert_eq!(masked("请王芳、欧阳明到场", is_name), "请＊＊＊、＊＊＊到场");
        assert_eq!(masked("王芳", is_name), "＊＊＊");
        assert_eq!(masked("", is_name), "");
    }
}
