//! `wutu ask`: one question from the table.

use std::path::Path;

use domain::question::Question;
use domain::rights::DoorKind;
use domain::words::name_of;
use serde_json::Value;

use super::{fields, rights};
use crate::out::Out;
use crate::stop::{Result, Verdict};
use crate::store;

pub fn run(path: &Path, name: &str, typed: Option<&str>, out: Out) -> Result<Verdict> {
    let question: Question = fields::value(DoorKind::Ask, name, &fields::text(typed)?)?;
    let answer = store::with(path, |store| store.ask(&question))?;
    let words = if question == Question::Help { both_tables(&answer, out) } else { format!("{answer:#}") };
    out.answer(&answer, &words);
    Ok(Verdict::Done)
}

fn both_tables(answer: &Value, out: Out) -> String {
    let text = |entry: &Value, key: &str| entry[key].as_str().unwrap_or_default().to_owned();
    // A newer desk may have a role that has no name here yet.
    let roles = |entry: &Value| -> Vec<String> {
        let words = entry["roles"].as_array().into_iter().flatten().filter_map(Value::as_str);
        words.map(|role| name_of("role", role, out.language()).unwrap_or(role).to_owned()).collect()
    };
    let words = out.either("words_zh", "words");
    let entries = answer["entries"].as_array().into_iter().flatten().map(|entry| {
        let [door, name, fields, words] = ["door", "name", "fields", words].map(|key| text(entry, key));
        vec![door, name, fields, words, roles(entry).join(" ")]
    });
    rights::table_of(entries, out)
}
