//! One edit of a draft, as somebody draws it: a corner moved with the neighbours that share it, tried and made. Of the
//! demonstration district and of a province; no peer keeps such borders seamless.

use std::path::Path;
use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use benches::spread::percentile;
use desk::{CommandId, Desk, Options};
use domain::action::{Action, Call, Outcome};
use domain::answer::{Answer, EditTried};
use domain::code::{GridPath, Level};
use domain::edit::{CornerMove, Edit, Seen};
use domain::place::Position;
use domain::question::Question;
use ledger::Reader;

use crate::figure::{Aim, Figure, Unit, seconds, thousands};
use crate::town::{Town, owner};
use crate::{Bench, import};

const DRAFT: &str = "二〇三〇";
/// Grids whose corner is moved, at each level.
const AT_EACH_LEVEL: usize = 20;
/// A corner moves so far: about a metre and a half.
const SHIFT: i32 = 100;

pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let district = edited(bench, &town.copy("edit.gpkg")?, &town.options)?;
    let province = edited(bench, &import::province(bench, "edited.gpkg")?, &town.options)?;
    Ok(district.into_iter().chain(province).collect())
}

/// Makes a draft of what a store has in force, and edits it at every level.
fn edited(bench: &Bench, store: &Path, options: &Options) -> Result<Vec<Figure>> {
    let desk = Desk::open(store, options.clone())?;
    let Answer::District(card) = desk.ask(&owner(), &Question::District)? else { bail!("no district") };
    let from = card.scheme.context("nothing is in force")?.name;
    let act = |action| desk.act(&owner(), Call { command_id: CommandId((options.new_id)()), action });
    let began = Instant::now();
    let Outcome::SchemeDrafted { grids, .. } = act(Action::DraftScheme { name: DRAFT.to_owned(), from: Some(from) })?
    else {
        bail!("a draft answers something else")
    };
    let drafted = seconds(began.elapsed().as_secs_f64());
    let count = thousands(grids.into());
    let mut whole =
        Figure::new(format!("One corner of a draft of {count} grids: tried, with its verdict"), Unit::Seconds);
    whole.note = format!("the draft itself made in {drafted}");
    let mut done = Figure::new("The same made and durable", Unit::Seconds);
    let mut looked = Figure::new("What is wrong in that draft after it", Unit::Seconds);
    let mut compared = Figure::new("What that draft changes, after it", Unit::Seconds);
    let corners = corners(store, options, &card.levels.iter().map(|count| count.level).collect::<Vec<_>>())?;
    // The first look reads the whole draft; what follows is what somebody who draws waits for.
    for question in [
        Question::Check {
            scheme: Some(DRAFT.to_owned()),
            kinds: vec![],
            level: None,
            state: None,
            from: 0,
            limit: 100,
        },
        Question::Compare { from: None, to: DRAFT.to_owned() },
    ] {
        desk.ask(&owner(), &question)?;
    }
    let mut all = Vec::new();
    for round in 0..bench.rounds {
        let (mut tries, mut deeds) = (Vec::new(), Vec::new());
        for corner in corners.iter().skip(round).step_by(bench.rounds) {
            let to = Position(corner.0 + SHIFT, corner.1 + SHIFT);
            let edit = Edit::MoveCorners { moves: vec![CornerMove { from: *corner, to }] };
            let began = Instant::now();
            let tried = desk.ask(&owner(), &Question::TryEdit { scheme: DRAFT.to_owned(), edit: edit.clone() });
            // A corner may not be moved where that would break a border; that is a verdict too.
            tries.push(began.elapsed().as_secs_f64());
            let Ok(Answer::TryEdit(tried)) = tried else { continue };
            let began = Instant::now();
            act(Action::EditGrids { scheme: DRAFT.to_owned(), edit: Box::new(edit), seen: seen(&tried) })?;
            deeds.push(began.elapsed().as_secs_f64());
        }
        ensure!(!deeds.is_empty(), "no corner could be moved");
        all.extend_from_slice(&tries);
        whole.ours.add(percentile(&mut tries, 0.5));
        done.ours.add(percentile(&mut deeds, 0.5));
        looked.ours.add(timed(
            &desk,
            &Question::Check {
                scheme: Some(DRAFT.to_owned()),
                kinds: vec![],
                level: None,
                state: None,
                from: 0,
                limit: 100,
            },
        )?);
        compared.ours.add(timed(&desk, &Question::Compare { from: None, to: DRAFT.to_owned() })?);
    }
    desk.close()?;
    whole.aims.push(Aim::less("p99 of all levels", percentile(&mut all, 0.99), seconds).goal(0.1));
    Ok(vec![whole, done, looked, compared])
}

fn timed(desk: &Desk, question: &Question) -> Result<f64> {
    let began = Instant::now();
    desk.ask(&owner(), question)?;
    Ok(began.elapsed().as_secs_f64())
}

fn seen(tried: &EditTried) -> Vec<Seen> {
    let known = tried.changes.iter().filter_map(|change| {
        let path: &GridPath = change.was_at.as_ref().unwrap_or(&change.path);
        Some(Seen { path: path.clone(), digest: change.seen.clone()? })
    });
    known.collect()
}

/// A corner of some grids of each level, spread over all of them; levels take turns.
fn corners(store: &Path, options: &Options, levels: &[Level]) -> Result<Vec<Position>> {
    let reader = Reader::open(store, &options.keys_dir)?;
    let view = reader.view();
    let mut by_level = Vec::new();
    for (nth, level) in levels.iter().enumerate() {
        let shapes = view.shapes(Some(*level))?;
        let step = (shapes.len() / AT_EACH_LEVEL).max(1);
        // Each level elsewhere: where grids of all levels begin they have their corners in common, and a corner that was
        // moved is no corner any more.
        let some = shapes.iter().skip(step * nth / levels.len()).step_by(step).take(AT_EACH_LEVEL);
        by_level.push(some.filter_map(|(_, shape)| shape.rings().next()?.get(2).copied()).collect::<Vec<_>>());
    }
    Ok((0..AT_EACH_LEVEL)
        .flat_map(|at| by_level.iter().filter_map(move |of_level| of_level.get(at).copied()))
        .collect())
}
