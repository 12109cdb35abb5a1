//! A digest: what waits for a robot, joined into one message of bounded length.
//!
//! It says what an order is and how it stands, never who: no person, no number, no position, no answer.

use super::RobotKind;
use crate::errand::LONGEST_PART;
use crate::id::OrderId;
use crate::moment::Moment;
use crate::order::{OrderKind, Priority};
use crate::words::Language;

/// The longest text of a digest, in bytes of UTF-8: below the least that a service takes, which is 企业微信's 4,096 of
/// markdown (钉钉 takes a request of 20,000 bytes, 飞书 one of 20 KB).
pub const LONGEST_DIGEST: usize = 4_000;
/// How much of somebody's words stands in a digest, in characters; the rest is behind the link.
const LONGEST_WORDS: usize = 60;
/// The longest address that is written into one, in bytes.
const LONGEST_LINK: usize = 300;

const _: () = assert!(LONGEST_DIGEST <= LONGEST_PART);

/// What a digest begins with.
#[derive(Debug, Clone)]
pub struct Heading<'a> {
    /// The channel's name.
    pub channel: &'a str,
    /// In which language.
    pub language: Language,
    /// Hours east of Greenwich.
    pub offset: i8,
    /// The field page, as phones reach it; none: no door is open to them.
    pub field: Option<&'a str>,
}

/// One thing that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its number among all that waited for the robot.
    pub number: u32,
    /// How urgent.
    pub priority: Priority,
    /// What it is.
    pub told: Told,
}

/// What a line tells. Words come masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told {
    /// An order.
    Order {
        /// Which.
        id: OrderId,
        /// What sort.
        kind: OrderKind,
        /// What is asked.
        words: String,
        /// How many people of the channel must answer.
        people: u32,
        /// Until when.
        deadline: Option<Moment>,
        /// How many have not answered yet, where that is what the line is for.
        open: Option<u32>,
        /// It has ended meanwhile.
        is_over: bool,
    },
    /// A notice that was pinned.
    Notice {
        /// What it says.
        words: String,
    },
    /// A trial.
    Trial,
    /// What it was is not there any more, or not to be read.
    Nothing,
}

/// A digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// One plain line.
    pub title: String,
    /// Markdown as the service knows it, of at most [`LONGEST_DIGEST`] bytes.
    pub text: String,
    /// The numbers of the lines that are in it; the others wait for the next.
    pub held: Vec<u32>,
}

/// Joins what waits into one message, the most urgent first, as much as goes into it. Never none of some.
pub fn compose(kind: RobotKind, heading: &Heading<'_>, mut lines: Vec<Line>) -> Digest {
    lines.sort_by_key(|line| (std::cmp::Reverse(line.priority), line.number));
    let language = heading.language;
    let foot = match heading.field {
        Some(_) => String::new(),
        None => language
            .either("\n\n（未开放网络入口，请在五图中查看。）", "\n\n(No link: the desk is not open to the network.)")
            .to_owned(),
    };
    // The head is longest where it counts all that waits.
    let room = LONGEST_DIGEST - head(kind, heading, &lines).1.len() - foot.len();
    let (mut body, mut taken) = (String::new(), 0);
    for line in &lines {
        let more = line.told.said(kind, heading, line.priority);
        if taken > 0 && body.len() + more.len() > room {
            break;
        }
        body.push_str(&more);
        taken += 1;
    }
    lines.truncate(taken);
    let (title, head) = head(kind, heading, &lines);
    Digest { title, text: head + &body + &foot, held: lines.into_iter().map(|line| line.number).collect() }
}

/// Title, and the markdown that it begins with.
fn head(kind: RobotKind, heading: &Heading<'_>, lines: &[Line]) -> (String, String) {
    let language = heading.language;
    let channel = shortened(heading.channel, LONGEST_WORDS);
    let critical = lines.iter().filter(|line| line.is_critical()).count();
    let count = match (lines.len(), critical) {
        (0 | 1, 0) => String::new(),
        (0 | 1, _) => format!(" · {}", word_of(Priority::Critical, language)),
        (all, 0) => language.either(format!(" · {all} 条"), format!(" · {all} items")),
        (all, some) => language.either(format!(" · {all} 条，特急 {some}"), format!(" · {all} items, {some} critical")),
    };
    // A keyword of the service's safety settings may be 五图: it stands in every message.
    let title = format!("{} · {channel}{count}", language.either("五图", "Wutu 五图"));
    let text = format!("**{}**", escaped(kind, &title));
    (title, text)
}

impl Line {
    fn is_critical(&self) -> bool {
        self.priority == Priority::Critical && matches!(self.told, Told::Order { .. })
    }
}

impl Told {
    /// Its paragraph, of bounded length.
    fn said(&self, kind: RobotKind, heading: &Heading<'_>, priority: Priority) -> String {
        let language = heading.language;
        let words = |words: &str| escaped(kind, &shortened(&one_line(words), LONGEST_WORDS));
        match self {
            Self::Order { id, kind: sort, words: asked, people, deadline, open, is_over } => {
                let what = kind_of(*sort, language);
                let urgent = match priority {
                    Priority::Normal => String::new(),
                    other => format!("{} ", word_of(other, language)),
                };
                let mut parts = vec![match open {
                    Some(open) => language.either(
                        format!("{people} 人中 {open} 人未答复"),
                        format!("{open} of {people} have not answered"),
                    ),
                    None => language.either(format!("{people} 人"), format!("{people} people")),
                }];
                if let Some(deadline) = deadline {
                    let until = deadline.minute(heading.offset);
                    parts.push(language.either(format!("限 {until}"), format!("until {until}")));
                }
                if *is_over {
                    parts.push(language.either("已结束", "ended").to_owned());
                }
                if let Some(field) = heading.field.filter(|field| field.len() <= LONGEST_LINK) {
                    parts.push(format!("[{}]({field}#order={id})", language.either("打开", "open")));
                }
                let about = match open {
                    Some(_) => language.either("催办 ", "reminder: "),
                    None => "",
                };
                format!(
                    "\n\n**{about}{urgent}{what}** {}{}{}{}",
                    words(asked),
                    language.either("（", " ("),
                    parts.join(language.either("，", ", ")),
                    language.either("）", ")"),
                )
            }
            Self::Notice { words: said } => {
                format!("\n\n**{}** {}", language.either("公告", "notice"), words(said))
            }
            Self::Trial => {
                let trial = language.either("试发：收到即表示机器人可用。", "A trial: this robot works.");
                format!("\n\n{trial}")
            }
            Self::Nothing => {
                format!("\n\n{}", language.either("（内容已移除）", "(removed)"))
            }
        }
    }
}

/// As the service shows it letter by letter. 飞书 knows character references in markdown (docs: 卡片 Markdown 转义);
/// the other two know none, so signs that mean something give way to their full-width forms.
fn escaped(kind: RobotKind, words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for sign in words.chars() {
        let is_markup =
            matches!(sign, '*' | '_' | '#' | '[' | ']' | '(' | ')' | '<' | '>' | '`' | '~' | '\\' | '|' | '@' | '&');
        match kind {
            _ if !is_markup => out.push(sign),
            RobotKind::Feishu => out.extend(["&#", &u32::from(sign).to_string(), ";"]),
            RobotKind::Wecom | RobotKind::Dingtalk => {
                // U+FF01 to U+FF5E are the full-width forms of U+0021 to U+007E, in order.
                out.push(char::from_u32(u32::from(sign) + 0xFEE0).unwrap_or(' '));
            }
        }
    }
    out
}

fn one_line(words: &str) -> String {
    let lines = words.split(|sign: char| sign.is_whitespace() || sign.is_control());
    lines.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Cut between two characters, and says so.
fn shortened(words: &str, most: usize) -> String {
    if words.chars().count() <= most {
        return words.to_owned();
    }
    words.chars().take(most - 1).chain(['…']).collect()
}

fn kind_of(kind: OrderKind, language: Language) -> &'static str {
    match kind {
        OrderKind::Notice => language.either("通知", "notice"),
        OrderKind::Command => language.either("指令", "order"),
        OrderKind::Check => language.either("核查", "check"),
        OrderKind::Help => language.either("求助", "call for help"),
        OrderKind::RollCall => language.either("点名", "roll call"),
    }
}

fn word_of(priority: Priority, language: Language) -> &'static str {
    match priority {
        Priority::Normal => language.either("一般", "normal"),
        Priority::Urgent => language.either("紧急", "urgent"),
        Priority::Critical => language.either("特急", "critical"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIELD: &str = "https://desk.local:8443/field";

    fn heading(field: Option<&str>) -> Heading<'_> {
        Heading { channel: "陈州街", language: Language::Chinese, offset: 8, field }
    }

    fn order(number: u32, priority: Priority, words: &str) -> Line {
        let told = Told::Order {
            id: OrderId(uuid::Uuid::from_u128(u128::from(number))),
            kind: OrderKind::Check,
            words: words.to_owned(),
            people: 12,
            deadline: Some(Moment::from_millis(1_763_683_200_000)),
            open: None,
            is_over: false,
        };
        Line { number, priority, told }
    }

    #[test]
    fn one_order_says_all_of_itself_and_opens_in_the_field() {
        let digest =
            compose(RobotKind::Dingtalk, &heading(Some(FIELD)), vec![order(7, Priority::Urgent, "查\n地下室")]);
        assert_eq!(digest.title, "五图 · 陈州街");
        assert_eq!(
            digest.text,
            "**五图 · 陈州街**\n\n**紧急 核查** 查 地下室（12 人，限 2025-11-21 08:00，\
             [打开](https://desk.local:8443/field#order=00000000-0000-0000-0000-000000000007)）"
        );
        assert_eq!(digest.held, [7]);
        let closed = compose(RobotKind::Dingtalk, &heading(None), vec![order(7, Priority::Urgent, "查")]);
        assert!(
            closed.text.ends_with("（未开放网络入口，请在五图中查看。）") && !closed.text.contains("打开"),
            "{}",
            closed.text
        );
    }

    #[test]
    fn several_go_together_the_most_urgent_first() {
        let lines = vec![
            order(1, Priority::Normal, "甲"),
            order(2, Priority::Critical, "乙"),
            Line { number: 3, priority: Priority::Normal, told: Told::Notice { words: "丙".to_owned() } },
        ];
        let digest = compose(RobotKind::Wecom, &heading(Some(FIELD)), lines);
        assert_eq!(digest.title, "五图 · 陈州街 · 3 条，特急 1");
        assert_eq!(digest.held, [2, 1, 3]);
        let at = |word: &str| digest.text.find(word).expect("it is there");
        assert!(at("乙") < at("甲") && at("甲") < at("丙"));
    }

    #[test]
    fn what_has_no_room_waits_and_nothing_is_longer_than_it_may_be() {
        for kind in RobotKind::ALL {
            let mut left: Vec<Line> =
                (0..200).map(|number| order(number, Priority::Critical, &"*水".repeat(900))).collect();
            let mut seen = Vec::new();
            while !left.is_empty() {
                let digest = compose(kind, &heading(Some(FIELD)), left.clone());
                assert!(digest.text.len() <= LONGEST_DIGEST, "{}", digest.text.len());
                assert!(!digest.held.is_empty());
                left.retain(|line| !digest.held.contains(&line.number));
                seen.extend(digest.held);
            }
            assert_eq!(seen, (0..200).collect::<Vec<_>>(), "{kind}");
        }
    }

    #[test]
    fn words_draw_nothing_but_themselves() {
        let words = "# [点我](http://x.example) <@all> `a` **b**\n> c";
        let digest = |kind| compose(kind, &heading(Some(FIELD)), vec![order(1, Priority::Normal, words)]).text;
        let wecom = digest(RobotKind::Wecom);
        assert!(wecom.contains("＃ ［点我］（http://x.example） ＜＠all＞ ｀a｀ ＊＊b＊＊ ＞ c（12 人"), "{wecom}");
        let feishu = digest(RobotKind::Feishu);
        assert!(feishu.contains("&#35; &#91;点我&#93;&#40;http://x.example&#41; &#60;&#64;all&#62;"), "{feishu}");
    }
}
