//! What an answer must hold, and what the answers come to.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachment::{self, Attachment};
use crate::code::GridPath;
use crate::failure::{Refusal, Snag};

/// The longest unit and the longest choice, in characters.
pub const LONGEST_LABEL: usize = 40;
/// The most choices.
pub const MOST_CHOICES: usize = 12;

/// What somebody who reports an order as done must say.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, TS)]
#[serde(tag = "holds", rename_all = "snake_case")]
#[ts(export)]
pub enum Asked {
    /// That it is done; words are welcome.
    #[default]
    Nothing,
    /// What was done, in words.
    Words,
    /// A photo of the place, or more.
    Photo,
    /// Where one works now: a grid, or nothing. No place finer than a grid is ever asked for, or kept.
    Place,
    /// A number.
    Number {
        /// Of what: 台, 厘米 …; empty: of nothing in particular.
        unit: String,
    },
    /// One of a list.
    Choice {
        /// The list.
        of: Vec<String>,
    },
}

/// A number in an answer, exact to a thousandth. As text `-12.5`, without needless noughts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Amount {
    thousandths: i128,
}

/// What the answers to one order come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "holds", rename_all = "snake_case")]
#[ts(export)]
pub enum Figures {
    /// No figures are asked for.
    None,
    /// Numbers, as exact decimals.
    Number {
        /// Of what.
        unit: String,
        /// How many answers have one.
        answers: u32,
        /// All together; none while there is no answer.
        sum: Option<String>,
        /// The smallest.
        least: Option<String>,
        /// The largest.
        most: Option<String>,
    },
    /// Choices.
    Choice {
        /// How many answers have one.
        answers: u32,
        /// How often each was chosen, in the order of the list.
        counts: Vec<ChoiceCount>,
    },
}

/// How often something was chosen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct ChoiceCount {
    /// What.
    pub choice: String,
    /// How often.
    pub count: u32,
}

impl Asked {
    /// Whether it is nothing: orders of old asked for nothing and did not say so.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }

    /// The same without blanks; refused when it asks for what nobody could say.
    pub fn tidied(self) -> Result<Self, Refusal> {
        match self {
            Self::Nothing | Self::Words | Self::Photo | Self::Place => Ok(self),
            Self::Number { unit } => {
                let unit = unit.trim().to_owned();
                Refusal::unless_within(&unit, LONGEST_LABEL)?;
                Ok(Self::Number { unit })
            }
            Self::Choice { of } => {
                let mut kept: Vec<String> = Vec::new();
                for choice in of {
                    let choice = choice.trim().to_owned();
                    Refusal::unless_within(&choice, LONGEST_LABEL)?;
                    if !choice.is_empty() && !kept.contains(&choice) {
                        kept.push(choice);
                    }
                }
                if (2..=MOST_CHOICES).contains(&kept.len()) {
                    Ok(Self::Choice { of: kept })
                } else {
                    Err(Refusal::ChoicesOutOfRange { most: MOST_CHOICES })
                }
            }
        }
    }

    /// What an answer holds besides its words, in its normal form; refused when it lacks what is asked for, or says what
    /// nobody asked.
    pub fn take(
        &self,
        words: &str,
        value: Option<&str>,
        attachments: &[Attachment],
    ) -> Result<Option<String>, Refusal> {
        let value = value.map(str::trim).filter(|value| !value.is_empty());
        match (self, value) {
            (Self::Words, None) if words.trim().is_empty() => Err(Refusal::AnswerWordsMissing),
            (Self::Photo, None) if !attachment::files(attachments).any(|file| file.media.is_picture()) => {
                Err(Snag::PhotoMissing.into())
            }
            (Self::Nothing | Self::Words | Self::Photo | Self::Place, None) => Ok(None),
            (Self::Nothing | Self::Words | Self::Photo, Some(_)) => Err(Refusal::AnswerNotAsked),
            // Whether there is such a grid is for whoever knows the grids.
            (Self::Place, Some(value)) => Ok(Some(GridPath::from_text(value).to_string())),
            (Self::Number { .. }, value) => {
                let amount = value.and_then(Amount::parse).ok_or(Refusal::AnswerNoNumber)?;
                Ok(Some(amount.to_string()))
            }
            (Self::Choice { of }, Some(value)) if of.iter().any(|choice| choice == value) => Ok(Some(value.to_owned())),
            (Self::Choice { .. }, _) => Err(Refusal::AnswerNoChoice),
        }
    }

    /// What some answers come to.
    pub fn figures<'a>(&self, values: impl IntoIterator<Item = &'a str>) -> Figures {
        match self {
            Self::Nothing | Self::Words | Self::Photo | Self::Place => Figures::None,
            Self::Number { unit } => {
                let amounts: Vec<Amount> = values.into_iter().filter_map(Amount::parse).collect();
                let sum = amounts.iter().map(|amount| amount.thousandths).sum();
                Figures::Number {
                    unit: unit.clone(),
                    answers: u32::try_from(amounts.len()).unwrap_or(u32::MAX),
                    sum: (!amounts.is_empty()).then(|| Amount { thousandths: sum }.to_string()),
                    least: amounts.iter().min().map(ToString::to_string),
                    most: amounts.iter().max().map(ToString::to_string),
                }
            }
            Self::Choice { of } => {
                let mut counts: Vec<ChoiceCount> =
                    of.iter().map(|choice| ChoiceCount { choice: choice.clone(), count: 0 }).collect();
                for value in values {
                    if let Some(line) = counts.iter_mut().find(|line| line.choice == value) {
                        line.count += 1;
                    }
                }
                Figures::Choice { answers: counts.iter().map(|line| line.count).sum(), counts }
            }
        }
    }
}

impl Amount {
    /// A decimal number of twelve digits before the point and three behind it at most; figures as Chinese keyboards type
    /// them are read, too.
    pub fn parse(text: &str) -> Option<Self> {
        let plain: String = text.trim().chars().map(half_width).collect();
        let (is_negative, digits) = match plain.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, plain.strip_prefix('+').unwrap_or(&plain)),
        };
        let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
        let is_number = |text: &str, most: usize| text.len() <= most && text.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty() && part.is_empty() || !is_number(whole, 12) || !is_number(part, 3) {
            return None;
        }
        let thousandths: i128 = format!("{whole:0>1}{part:0<3}").parse().ok()?;
        Some(Self { thousandths: if is_negative { -thousandths } else { thousandths } })
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.thousandths < 0 { "-" } else { "" };
        let (whole, part) = (self.thousandths.abs() / 1000, self.thousandths.abs() % 1000);
        let part = format!("{part:03}");
        let part = part.trim_end_matches('0');
        if part.is_empty() { write!(f, "{sign}{whole}") } else { write!(f, "{sign}{whole}.{part}") }
    }
}

fn half_width(letter: char) -> char {
    match letter {
        '０'..='９' => char::from_digit(letter as u32 - '０' as u32, 10).unwrap_or(letter),
        '．' | '。' => '.',
        '－' | '−' => '-',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn choice() -> Asked {
        Asked::Choice { of: ["正常", "积水", "停用"].map(str::to_owned).to_vec() }
    }

    #[test]
    fn an_answer_holds_what_was_asked_for() {
        let number = Asked::Number { unit: "台".to_owned() };
        assert_eq!(number.take("", Some(" ０３.50 "), &[]), Ok(Some("3.5".to_owned())));
        assert_eq!(number.take("三台", None, &[]), Err(Refusal::AnswerNoNumber));
        assert_eq!(number.take("", Some("三"), &[]), Err(Refusal::AnswerNoNumber));
        assert_eq!(choice().take("", Some("积水"), &[]), Ok(Some("积水".to_owned())));
        assert_eq!(choice().take("", Some("着火"), &[]), Err(Refusal::AnswerNoChoice));
        assert_eq!(Asked::Words.take(" ", None, &[]), Err(Refusal::AnswerWordsMissing));
        assert_eq!(Asked::Nothing.take("", None, &[]), Ok(None));
        assert_eq!(Asked::Nothing.take("", Some("3"), &[]), Err(Refusal::AnswerNotAsked));
    }

    #[test]
    fn a_choice_is_between_two_at_least() {
        let of = |words: &[&str]| Asked::Choice { of: words.iter().map(|&word| word.to_owned()).collect() }.tidied();
        assert_eq!(of(&["是", " 是", ""]), Err(Refusal::ChoicesOutOfRange { most: MOST_CHOICES }));
        assert_eq!(of(&[" 是 ", "否"]), Ok(Asked::Choice { of: vec!["是".to_owned(), "否".to_owned()] }));
    }

    #[test]
    fn choices_are_counted_in_their_order() {
        let Figures::Choice { answers, counts } = choice().figures(["积水", "正常", "积水", "着火"]) else {
            panic!("choices come to choices")
        };
        assert_eq!(answers, 3);
        assert_eq!(counts.iter().map(|line| line.count).collect::<Vec<_>>(), [1, 2, 0]);
    }

    proptest! {
        #[test]
        fn sums_of_decimals_are_exact(numbers in prop::collection::vec(-999_999_999_999_i64..999_999_999_999, 1..50)) {
            let texts: Vec<String> = numbers.iter().map(|&number| Amount { thousandths: number.into() }.to_string()).collect();
            for (text, number) in texts.iter().zip(&numbers) {
                prop_assert_eq!(Amount::parse(text), Some(Amount { thousandths: (*number).into() }));
            }
            let figures = Asked::Number { unit: String::new() }.figures(texts.iter().map(String::as_str));
            let Figures::Number { sum, least, most, .. } = figures else { panic!("numbers come to numbers") };
            let text = |thousandths: i128| Some(Amount { thousandths }.to_string());
            prop_assert_eq!(sum, text(numbers.iter().map(|&number| i128::from(number)).sum()));
            prop_assert_eq!(least, text((*numbers.iter().min().unwrap()).into()));
            prop_assert_eq!(most, text((*numbers.iter().max().unwrap()).into()));
        }
    }
}
