//! `wutu token`: ways in for other systems, made, listed and ended. A token itself is told once, when it is made.

use std::path::Path;

use domain::action::{Action, Outcome};
use domain::answer::{IntakeLine, IntakeList};
use domain::code::GridPath;
use domain::failure::{Failure, Refusal};
use domain::id::IntakeId;
use domain::question::Question;
use domain::words;
use serde::Deserialize;
use serde_json::json;

use crate::args::Token;
use crate::out::{Out, table};
use crate::stop::{Result, Verdict};
use crate::store::{self, Store};

pub fn run(token: &Token, out: Out) -> Result<Verdict> {
    match token {
        Token::Issue { store, name, channel, grid, days } => {
            let (name, subtree) = (name.clone(), grid.clone().map(GridPath::from_text));
            issue(store, Action::OpenIntake { name, channel: *channel, subtree, days: *days }, out)
        }
        Token::List { store } => list(store, out),
        Token::End { store, token } => end(store, token, out),
    }
}

fn issue(store: &Path, action: Action, out: Out) -> Result<Verdict> {
    let outcome = store::with(store, |store| store.act(store.call(action)))?;
    let Outcome::IntakeOpened { intake, token } = &outcome else { return Err(strange().into()) };
    let once = out.either("只显示这一次，请立即交给对方系统", "shown this once: hand it over now");
    out.answer(&json!({ "intake": intake, "token": token }), &format!("{token}\n{once}"));
    Ok(Verdict::Done)
}

fn list(store: &Path, out: Out) -> Result<Verdict> {
    let list = store::with(store, all)?;
    let rows: Vec<Vec<String>> = list.intakes.iter().zip(1..).map(|(line, number)| row(number, line, out)).collect();
    let none = out.either("没有令牌", "there is no token");
    out.answer(&list, &if rows.is_empty() { none.to_owned() } else { table(&rows) });
    Ok(Verdict::Done)
}

fn end(store: &Path, typed: &str, out: Out) -> Result<Verdict> {
    let intake = store::with(store, |store| {
        let intake = named(&all(store)?, typed)?;
        store.act(store.call(Action::CloseIntake { intake }))?;
        Ok::<_, Failure>(intake)
    })?;
    out.answer(&json!({ "intake": intake }), out.either("已停用，立即生效", "ended, as of now"));
    Ok(Verdict::Done)
}

fn all(store: &Store) -> std::result::Result<IntakeList, Failure> {
    let list = IntakeList::deserialize(store.ask(&Question::Intakes)?);
    list.map_err(|error| Failure::broken(error.to_string(), "cli.token"))
}

/// The one that was typed: a name may have been given twice, and then only its number says which.
fn named(list: &IntakeList, typed: &str) -> std::result::Result<IntakeId, Failure> {
    let by_number = typed.parse::<usize>().ok().and_then(|number| list.intakes.get(number.checked_sub(1)?));
    let mut open = list.intakes.iter().filter(|line| line.is_open && line.intake.name == typed);
    let by_name = open.next().filter(|_| open.next().is_none());
    let found = by_number.or(by_name).map(|line| line.intake.id);
    found.ok_or_else(|| Refusal::NoSuch { noun: "intake", id: typed.to_owned() }.into())
}

fn row(number: usize, line: &IntakeLine, out: Out) -> Vec<String> {
    let IntakeLine { intake, grid_name, opened, closed, is_open, taken, last, .. } = line;
    let never = || out.either("没有用过", "never used").to_owned();
    let channel = words::name_of("incident_channel", intake.channel.word(), out.language());
    let state = match (is_open, closed) {
        (true, _) => out.either("有效", "open").to_owned(),
        (false, Some(at)) => out.either(format!("{at} 停用"), format!("ended {at}")),
        (false, None) => out.either("已到期", "its time is over").to_owned(),
    };
    let until = intake.until.map_or_else(|| out.either("不限", "no end").to_owned(), |until| until.to_string());
    vec![
        number.to_string(),
        intake.name.clone(),
        channel.unwrap_or(intake.channel.word()).to_owned(),
        grid_name.clone().unwrap_or_else(|| out.either("全区", "everywhere").to_owned()),
        format!("{opened} – {until}"),
        state,
        out.either(format!("{taken} 件"), format!("{taken} in")),
        last.map_or_else(never, |last| last.to_string()),
    ]
}

fn strange() -> Failure {
    Failure::broken("the desk answered something else", "cli.token")
}
