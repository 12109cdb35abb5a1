//! Lines of text: where Chinese and Latin may break, and where they may not (GB/T 15834's rules for line ends).

/// Signs that may not begin a line.
const NOT_FIRST: &str = "，。、；：？！）〕】》〉」』”’…—·％%℃°,.;:?!)]}〇々";
/// Signs that may not end one.
const NOT_LAST: &str = "（〔【《〈「『“‘([{￥$#№";

/// Break a text into lines that fit. A word or number stays whole as long as it fits a line by itself.
///
/// All signs come back, in order; only the blanks at which a line breaks are dropped.
pub fn wrap(text: &str, fits: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(text) {
        let longer = format!("{line}{piece}");
        if fits(longer.trim_end()) {
            line = longer;
            continue;
        }
        if !line.trim().is_empty() {
            lines.push(line.trim_end().to_owned());
        }
        piece.trim_start().clone_into(&mut line);
        while !fits(line.trim_end()) {
            let Some(cut) = longest_start(&line, fits) else { break };
            let rest = line.split_off(cut);
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    if !line.trim().is_empty() || lines.is_empty() {
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// Break a text into at most `most` lines as even as can be; one line where it does not break so.
pub fn evenly(text: &str, most: usize, width: &dyn Fn(&str) -> f64) -> Vec<String> {
    let whole = width(text);
    // From the even share upwards: the first measure at which the lines suffice gives the evenest ones.
    for step in 0..=20 {
        let measure = whole / most as f64 * (1.0 + f64::from(step) * 0.05);
        let lines = wrap(text, &|line| width(line) <= measure);
        if lines.len() <= most {
            return lines;
        }
    }
    vec![text.to_owned()]
}

/// Where the longest start that fits ends, in bytes; at least one sign, and none where only one is left.
fn longest_start(line: &str, fits: &dyn Fn(&str) -> bool) -> Option<usize> {
    let ends: Vec<usize> = line.char_indices().skip(1).map(|(at, _)| at).collect();
    let first = *ends.first()?;
    Some(ends.into_iter().take_while(|&end| fits(&line[..end])).last().unwrap_or(first))
}

/// What stays together: a word with the blank after it, a Chinese sign with the points that cling to it.
fn pieces(text: &str) -> Vec<String> {
    let mut pieces: Vec<String> = Vec::new();
    let mut before: Option<char> = None;
    for sign in text.chars() {
        let clings = before.is_some_and(|before| {
            NOT_FIRST.contains(sign) || NOT_LAST.contains(before) || sign == ' ' || (is_word(before) && is_word(sign))
        });
        match pieces.last_mut().filter(|_| clings) {
            Some(piece) => piece.push(sign),
            None => pieces.push(sign.to_string()),
        }
        before = Some(sign);
    }
    pieces
}

/// Letters and digits that are read as one: not Chinese, and no blank.
fn is_word(sign: char) -> bool {
    sign != ' ' && u32::from(sign) < 0x2E80
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn count(line: &str) -> f64 {
        line.chars().map(|sign| if is_word(sign) || sign == ' ' { 1.0 } else { 2.0 }).sum()
    }

    #[test]
    fn no_line_begins_with_a_comma_or_ends_with_a_bracket() {
        let lines = wrap("荷花路街道，滨河社区（东）第3单元", &|line| count(line) <= 10.0);
        assert_eq!(lines, ["荷花路街", "道，滨河社", "区（东）第", "3单元"]);
    }

    #[test]
    fn words_and_numbers_stay_whole() {
        let lines = wrap("Lotus Road, printed 2026-11-21", &|line| count(line) <= 12.0);
        assert_eq!(lines, ["Lotus Road,", "printed", "2026-11-21"]);
    }

    #[test]
    fn a_name_breaks_into_even_lines() {
        assert_eq!(evenly("荷花路街道滨河社区居民", 2, &count), ["荷花路街道滨", "河社区居民"]);
        assert_eq!(evenly("东", 2, &count), ["东"]);
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_every_line_fits(text in "[ a-z0-9，。（）东南西北街道]{0,60}", measure in 4.0..30.0f64) {
            let lines = wrap(&text, &|line| count(line) <= measure);
            let solid = |text: &str| text.chars().filter(|&sign| sign != ' ').collect::<String>();
            prop_assert_eq!(solid(&lines.concat()), solid(&text));
            prop_assert!(lines.iter().all(|line| count(line) <= measure), "{:?}", lines);
        }
    }
}
