//! The table, and the page that keeps it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use crate::Bench;
use crate::figure::{Aim, Figure, Limit, Peer, thousands};
use crate::machine::Machine;

/// What lies between is written by the run; the words around it are ours.
const BEGIN: &str = "<!-- figures: written by `make bench` -->";
const END: &str = "<!-- end of figures -->";

const UNSTEADY: &str = "no verdict: the runs differ too much";

/// Where and how, then the table.
pub fn text(bench: &Bench, machine: &Machine, figures: &[Figure]) -> String {
    let how = format!(
        "- Sizes: {} polygons asked for, {} points, {} rounds, seed {}\n",
        thousands(bench.polygons as u64),
        thousands(bench.points as u64),
        bench.rounds,
        bench.seed
    );
    let head = "| What | Wutu | Beside | Ratio | Floor | Goal | |\n|---|---|---|---|---|---|---|\n";
    let rows: String = figures.iter().map(rows).collect();
    format!("{}{how}\n{head}{rows}", machine.lines())
}

/// Puts the table into the page, and leaves the rest of it alone.
pub fn replace(page: &Path, text: &str) -> Result<()> {
    let old = fs::read_to_string(page).with_context(|| page.display().to_string())?;
    let parts = old.split_once(BEGIN).and_then(|(before, rest)| Some((before, rest.split_once(END)?.1)));
    let (before, after) = parts.with_context(|| format!("{} has no place for the figures", page.display()))?;
    fs::write(page, format!("{before}{BEGIN}\n\n{text}\n{END}{after}"))?;
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
        let why = if figure.ours.is_empty() { "not measured yet" } else { "not installed here" };
        return [String::new(), format!("{}: {why}", peer.name), String::new(), floor, goal, String::new()];
    }
    let note = if peer.note.is_empty() { String::new() } else { format!("; {}", peer.note) };
    let took = format!("{}: {}{note}", peer.name, figure.unit.show(&peer.took));
    let is = figure.ratio(peer);
    let has_aim = peer.floor.or(peer.goal).is_some();
    let is_steady = figure.ours.is_steady() && peer.took.is_steady();
    let words = if has_aim && !is_steady { UNSTEADY.to_owned() } else { verdict(is, peer.floor, peer.goal) };
    [String::new(), took, ratio(is), floor, goal, words]
}

fn by_itself(aim: &Aim) -> [String; 6] {
    let (sign, limit, is_reached, times) = match aim.limit {
        Limit::AtMost(limit) => ("≤", limit, aim.is <= limit, aim.is / limit),
        Limit::AtLeast(limit) => ("≥", limit, aim.is >= limit, limit / aim.is),
    };
    let verdict = if is_reached { "**goal reached**".to_owned() } else { format!("{times:.1}× from the goal") };
    let goal = format!("{sign} {}", (aim.shown)(limit));
    [String::new(), aim.what.clone(), (aim.shown)(aim.is), String::new(), goal, verdict]
}

fn verdict(is: f64, floor: Option<f64>, goal: Option<f64>) -> String {
    match (floor, goal) {
        (_, Some(goal)) if is >= goal => "**goal reached**".to_owned(),
        (Some(floor), None) if is >= floor => "**floor reached**".to_owned(),
        (Some(floor), Some(goal)) if is >= floor => format!("**floor reached**, {:.1}× from the goal", goal / is),
        (Some(floor), _) => format!("{:.1}× from the floor", floor / is),
        _ => String::new(),
    }
}

fn ratio(value: f64) -> String {
    if value < 10.0 { format!("{value:.2}×") } else { format!("{value:.0}×") }
}
