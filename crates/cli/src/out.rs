//! Everything that this program prints.
//!
//! With `--json` standard output carries one JSON document and nothing else; words for people go to
//! standard error. A reader that went away (`wutu … | head`) is no failure, so writes may fail in silence.

use std::io::{self, Write};

use desk::Options;
use domain::failure::Failure;
use domain::moment::Moment;
use domain::words::Language;
use serde::Serialize;

use crate::told;

/// Where words go.
#[derive(Debug, Clone, Copy)]
pub struct Out {
    is_json: bool,
    language: Language,
}

impl Out {
    pub fn new(is_json: bool, language: Language) -> Self {
        Self { is_json, language }
    }

    /// Which language is spoken.
    pub fn language(self) -> Language {
        self.language
    }

    /// What is said in the language that is spoken.
    pub fn either<T>(self, chinese: T, english: T) -> T {
        self.language.either(chinese, english)
    }

    /// Whether the answer is a document for programs.
    pub fn is_json(self) -> bool {
        self.is_json
    }

    /// The answer: the document for programs, or the words for people.
    pub fn answer(self, document: &impl Serialize, words: &str) {
        if self.is_json {
            to_stdout(&serde_json::to_string(document).expect("an answer has text keys and finite numbers only"));
        } else {
            to_stdout(words);
        }
    }

    /// One line of a document that comes line by line, for the program that runs this one.
    #[expect(clippy::unused_self, reason = "whoever prints has been handed the place to print to")]
    pub fn tell(self, document: &impl Serialize) {
        to_stdout(&serde_json::to_string(document).expect("what is told has text keys and finite numbers only"));
    }

    /// How far a long command has got, and notes beside the answer.
    #[expect(clippy::unused_self, reason = "whoever prints has been handed the place to print to")]
    pub fn progress(self, words: &str) {
        to_stderr(words);
    }

    /// The line that a terminal shows for now, in place of the one before; an empty one clears it.
    #[expect(clippy::unused_self, reason = "whoever prints has been handed the place to print to")]
    pub fn line(self, words: &str) {
        let mut to = io::stderr().lock();
        let _ = write!(to, "\r\x1b[2K{words}").and_then(|()| to.flush());
    }

    /// How long a code is good for, for people: the moment itself is in the document.
    pub fn lasting(self, until: Moment, options: &Options) -> String {
        let minutes = (until.millis() - (options.now)().millis()).max(0) / 60_000;
        self.either(format!("只能用一次，{minutes} 分钟内有效"), format!("good once, for {minutes} minutes"))
    }

    /// Why a command ended early.
    pub fn failure(self, failure: &Failure) {
        let lines: Vec<Vec<String>> = told::failure(failure, self.language).into_iter().map(Vec::from).collect();
        to_stderr(&table(&lines));
        if self.is_json {
            self.answer(failure, "");
        }
    }
}

/// Rows as aligned columns, two blanks apart. A Chinese character is two columns wide.
pub fn table(rows: &[Vec<String>]) -> String {
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|at| rows.iter().filter_map(|row| row.get(at)).map(|cell| width(cell)).max().unwrap_or(0))
        .collect();
    let lines: Vec<String> = rows
        .iter()
        .map(|row| {
            let cells = row.iter().zip(&widths).map(|(cell, wide)| format!("{cell}{}", " ".repeat(wide - width(cell))));
            cells.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        })
        .collect();
    lines.join("\n")
}

fn width(text: &str) -> usize {
    text.chars().map(|character| if matches!(u32::from(character), 0x1100..) { 2 } else { 1 }).sum()
}

fn to_stdout(text: &str) {
    let mut stdout = io::stdout().lock();
    let _ = writeln!(stdout, "{text}").and_then(|()| stdout.flush());
}

fn to_stderr(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

#[cfg(test)]
mod tests {
    use super::table;

    #[test]
    fn columns_stand_under_each_other_also_in_chinese() {
        let row = |cells: [&str; 2]| cells.map(str::to_owned).to_vec();
        assert_eq!(
            table(&[row(["代码", "名称"]), row(["411602003", "荷花路街道"])]),
            "代码       名称\n411602003  荷花路街道"
        );
    }
}
