//! `wutu retention`: contacts whose time is over are destroyed, or told of.

use std::path::Path;

use domain::action::{Action, Outcome};
use domain::answer::RetentionCard;
use domain::failure::Failure;
use domain::question::Question;
use domain::words;
use serde::Deserialize;
use serde_json::json;

use crate::out::{Out, table};
use crate::stop::{Result, Verdict};
use crate::store::{self, Store};

/// Tells what goes and what stays, and destroys what goes unless it is a trial.
pub fn run(store: &Path, dry_run: bool, out: Out) -> Result<Verdict> {
    let (card, destroyed) = store::with(store, |store| {
        let card = RetentionCard::deserialize(store.ask(&Question::Retention)?);
        let card = card.map_err(|error| Failure::broken(error.to_string(), "cli.retention"))?;
        let destroyed = if dry_run { 0 } else { destroy_all(store, card.days)? };
        Ok::<_, Failure>((card, destroyed))
    })?;
    let rows: Vec<Vec<String>> = card.due.iter().map(|line| due(line, out)).chain(staying(&card, out)).collect();
    let sum = told(&card, destroyed, dry_run, out);
    let words = if rows.is_empty() { sum } else { format!("{sum}\n{}", table(&rows)) };
    out.answer(&json!({ "dry_run": dry_run, "destroyed": destroyed, "before": card }), &words);
    Ok(Verdict::Done)
}

/// Some hundreds at a time, until none is left.
fn destroy_all(store: &Store, days: u32) -> std::result::Result<u32, Failure> {
    let mut all = 0;
    loop {
        match store.act(store.call(Action::RunRetention { days }))? {
            Outcome::ContactsSettled { destroyed: 0 } => return Ok(all),
            Outcome::ContactsSettled { destroyed } => all += destroyed,
            _ => return Err(Failure::broken("the desk answered something else", "cli.retention")),
        }
    }
}

fn told(card: &RetentionCard, destroyed: u32, dry_run: bool, out: Out) -> String {
    let RetentionCard { days, due_count, staying_count, young, .. } = card;
    let ended = if dry_run {
        out.either(format!("到期 {due_count}（未销毁）"), format!("due {due_count} (nothing changed)"))
    } else {
        out.either(format!("已销毁 {destroyed}"), format!("destroyed {destroyed}"))
    };
    out.either(
        format!("办结后保存 {days} 天  {ended}  到期不销毁 {staying_count}  未到期 {young}"),
        format!("kept {days} days after the end  {ended}  due but kept {staying_count}  not due {young}"),
    )
}

fn due(line: &domain::answer::RetentionLine, out: Out) -> Vec<String> {
    vec![line.number.clone(), out.either("到期", "due").to_owned(), line.ended.to_string()]
}

fn staying(card: &RetentionCard, out: Out) -> impl Iterator<Item = Vec<String>> {
    card.staying.iter().map(move |line| {
        let why = words::name_of("staying", line.why.word(), out.language()).unwrap_or(line.why.word());
        vec![line.number.clone(), out.either("不销毁", "kept").to_owned(), why.to_owned()]
    })
}
