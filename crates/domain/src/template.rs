//! Templates 模板: orders that are given often, kept with everything but what changes from one time to the next.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::attachment::{self, AttachedFile, Attachment, MOST_TO_ORDER};
use crate::failure::Refusal;
use crate::id::TemplateId;
use crate::order::{Asked, LONGEST_TEXT, OrderKind, Priority};
use crate::receipt::Answering;
use crate::target::{LONGEST_NAME, Target, named};

/// The longest deadline that a template may set: a week, in minutes.
pub const MOST_MINUTES: u32 = 7 * 24 * 60;

/// An order to be filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Template {
    /// Made by the screen; kept again under the same id it is changed.
    pub id: TemplateId,
    /// As people call it.
    pub name: String,
    /// What sort of order.
    pub kind: OrderKind,
    /// How urgent.
    pub priority: Priority,
    /// What is asked; `{地点}` is a field that is filled in before sending.
    pub text: String,
    /// To whom.
    pub target: Target,
    /// Who must answer; the kind's custom when none.
    pub answering: Option<Answering>,
    /// What an answer must hold; the kind's custom when none.
    pub answer: Option<Asked>,
    /// Minutes from sending to the deadline; none: no deadline.
    pub minutes: Option<u32>,
    /// What stands beside the words of each order made of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[ts(as = "Option<Vec<Attachment>>", optional)]
    pub attachments: Vec<Attachment>,
}

impl Template {
    /// The same as it is kept: without blanks around; refused when a part of it makes no sense. `files` are those that
    /// whoever keeps it may name.
    pub fn tidied(self, files: &[AttachedFile]) -> Result<Self, Refusal> {
        let text = self.text.trim().to_owned();
        if text.is_empty() {
            return Err(Refusal::EmptyText);
        }
        Refusal::unless_within(&text, LONGEST_TEXT)?;
        if self.minutes.is_some_and(|minutes| !(1..=MOST_MINUTES).contains(&minutes)) {
            return Err(Refusal::MinutesOutOfRange { most: MOST_MINUTES });
        }
        let answer = self.answer.map(Asked::tidied).transpose()?;
        let attachments = attachment::admit(self.attachments, MOST_TO_ORDER, files)?;
        Ok(Self { name: named(&self.name)?, text, answer, attachments, ..self })
    }
}

/// The fields of a template's text, each once, in the order in which they come. A brace that closes nothing, or around
/// nothing, is a letter like any other.
pub fn fields(text: &str) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for piece in text.split('{').skip(1) {
        let Some((name, _)) = piece.split_once('}') else { continue };
        let is_name = !name.trim().is_empty() && name.chars().count() <= LONGEST_NAME && !name.contains('\n');
        if is_name && !found.iter().any(|known| known == name) {
            found.push(name.to_owned());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_stand_between_braces_each_once() {
        assert_eq!(fields("请到{地点}核查{事由}，{地点}负责人回电"), ["地点", "事由"]);
        assert_eq!(fields("{} { } {没有完 a}b {甲}"), ["没有完 a", "甲"]);
        assert_eq!(fields("没有"), Vec::<String>::new());
    }
}
