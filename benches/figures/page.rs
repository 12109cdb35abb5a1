//! The parts of the page that are written by a run: each path has its own, with the run that it comes from.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::Bench;
use crate::figure::{Aim, Better, Figure, Peer};

const UNSTEADY: &str = "no verdict: the runs differ too much";

/// When and on what a path was measured, then its table.
pub fn text(bench: &Bench, run: &str, figures: &[Figure]) -> String {
    let sizes = format!("{} rounds, seed {}", bench.rounds, bench.seed);
    let head = "| What | Wutu | Beside | Ratio | Floor | Goal | |\n|---|---|---|---|---|---|---|\n";
    let rows: String = figures.iter().map(rows).collect();
    format!("{run}; {sizes}.\n\n{head}{rows}")
}

/// Puts a path's table into the page, and leaves the rest of it alone: what lies between the two lines is written by
/// a run, the words around them are ours.
pub fn replace(page: &Path, name: &str, text: &str) -> Result<()> {
    let (begin, end) = (format!("<!-- {name}: written by `make bench` -->"), format!("<!-- end of {name} -->"));
    let old = fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let parts = old.split_once(&begin).and_then(|(before, rest)| Some((before, rest.split_once(&end)?.1)));
    let (before, after) = parts.with_context(|| format!("{} has no place for {name}", page.display()))?;
    fs::write(page, format!("{before}{begin}\n\n{text}\n{end}{after}"))?;
    Ok(())
}

fn rows(figure: &Figure) -> String {
    let mut ours = if figure.ours.is_empty() { "not measured yet".to_owned() } else { figure.unit.show(&figure.ours) };
    if !figure.note.is_empty() {
        ours = format!("{ours}; {}", figure.note);
    }
    let mut rows: Vec<[String; 6]> = figure.peers.iter().map(|peer| beside(figure, peer)).collect();
    rows.extend(figure.aims.iter().map(by_itself));
    if rows.is_empty() {
        rows.push(Default::default());
    }
    rows[0][0] = ours;
    let mut what = figure.what.as_str();
    let mut text = String::new();
    for row in rows {
        text.push_str(&format!("| {what} | {} |\n", row.join(" | ")));
        what = "";
    }
    text
}

fn beside(figure: &Figure, peer: &Peer) -> [String; 6] {
    let times = |value: Option<f64>| value.map_or_else(String::new, |value| format!("{value}×"));
    let (floor, goal) = (times(peer.floor), times(peer.goal));
    if figure.ours.is_empty() || peer.took.is_empty() {
        let why = match peer.note.as_str() {
            _ if figure.ours.is_empty() => "not measured yet",
            "" => "not installed here",
            why => why,
        };
        return [String::new(), format!("{}: {why}", peer.name), String::new(), floor, goal, String::new()];
    }
    let note = if peer.note.is_empty() { String::new() } else { format!("; {}", peer.note) };
    let took = format!("{}: {}{note}", peer.name, figure.unit.show(&peer.took));
    let is = figure.ratio(peer);
    let has_aim = peer.floor.or(peer.goal).is_some();
    let is_steady = figure.ours.is_steady() && peer.took.is_steady();
    let from = |limit: Option<f64>| limit.map(|limit| limit / is);
    let words = if has_aim && !is_steady { UNSTEADY.to_owned() } else { verdict(from(peer.floor), from(peer.goal)) };
    [String::new(), took, ratio(is), floor, goal, words]
}

fn by_itself(aim: &Aim) -> [String; 6] {
    let sign = match aim.better {
        Better::Less => "≤",
        Better::More => "≥",
    };
    let shown = |limit: Option<f64>| limit.map_or_else(String::new, |limit| format!("{sign} {}", (aim.shown)(limit)));
    let from = |limit: Option<f64>| limit.map(|limit| aim.from(limit));
    let words = verdict(from(aim.floor), from(aim.goal));
    [String::new(), aim.what.clone(), (aim.shown)(aim.is), shown(aim.floor), shown(aim.goal), words]
}

/// How many times it is from the floor and from the goal; one or less: it is reached.
fn verdict(floor: Option<f64>, goal: Option<f64>) -> String {
    let away = |from: f64, what: &str| {
        let digits = if from < 1.1 { 2 } else { 1 };
        format!("{from:.digits$}× from the {what}")
    };
    match (floor, goal) {
        (_, Some(goal)) if goal <= 1.0 => "**goal reached**".to_owned(),
        (Some(floor), _) if floor > 1.0 => away(floor, "floor"),
        (Some(_), Some(goal)) => format!("**floor reached**, {}", away(goal, "goal")),
        (Some(_), None) => "**floor reached**".to_owned(),
        (None, Some(goal)) => away(goal, "goal"),
        (None, None) => String::new(),
    }
}

fn ratio(value: f64) -> String {
    if value < 10.0 { format!("{value:.2}×") } else { format!("{value:.0}×") }
}
