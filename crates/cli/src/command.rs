//! The commands, one file each.

mod act;
mod ask;
mod basemap;
mod check;
mod drill;
mod fields;
mod found;
mod hotline;
mod import;
mod imports;
mod locate;
mod look;
mod mail;
mod pair;
mod retention;
mod rights;
mod serve;
mod sheet;
mod switchboard;
mod token;
mod verify;

use crate::args::Command;
use crate::out::Out;
use crate::stop::{Result, Verdict};

/// Runs one command and says how it ended.
pub fn run(command: Command, out: Out) -> Result<Verdict> {
    match command {
        Command::New { store, name, drill } => found::new(&store, name, found::purpose(drill), out),
        Command::Demo { store, seed, scale, files, drill } => {
            found::demo(&store, (seed, scale), files.as_deref(), found::purpose(drill), out)
        }
        Command::Import(import) => import::run(&import, out),
        Command::Hotline { store, files, dry_run } => hotline::run(&store, &files, dry_run, out),
        Command::Mail { store, files, dry_run } => mail::run(&store, &files, dry_run, out),
        Command::Token(token) => token::run(&token, out),
        Command::Retention { store, dry_run } => retention::run(&store, dry_run, out),
        Command::Imports { store } => imports::list(&store, out),
        Command::UndoImport { store, import } => imports::undo(&store, &import, out),
        Command::Check { store, scheme, kinds, limit } => check::run(&store, scheme.as_deref(), &kinds, limit, out),
        Command::Locate { store } => locate::run(&store, out),
        Command::Ask { store, question, fields } => ask::run(&store, &question, fields.as_deref(), out),
        Command::Act { store, action, fields, post, command_id } => {
            act::run(&store, &act::Wanted { action, fields, post, command_id }, out)
        }
        Command::Rights { markdown } => Ok(rights::run(markdown, out)),
        Command::Serve(wanted) => serve::run(&wanted, out),
        Command::Switchboard(wanted) => switchboard::run(wanted, out),
        Command::Pair { store, post } => pair::run(&store, post, out),
        Command::Sheet(sheet) => sheet::run(&sheet, out),
        Command::Basemap(basemap) => basemap::run(&basemap, out),
        Command::Drill(wanted) => drill::run(&wanted, out),
        Command::Verify { store } => verify::run(&store, out),
    }
}
