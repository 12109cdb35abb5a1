//! `wutu`: the desk from a terminal. For scripts, servers, tests, and people who like a terminal.
//!
//! This room reads arguments and writes answers; every command is a few calls of the desk. A store that
//! is open elsewhere is asked, and acted on, through its running desk.

mod args;
mod client;
mod command;
mod foreign;
mod language;
mod out;
mod passing;
mod stop;
mod stopping;
mod store;
mod told;

use std::process::ExitCode;

use clap::Parser;

use crate::args::Args;
use crate::out::Out;

fn main() -> ExitCode {
    if let Some(done) = desk::inspect() {
        return done;
    }
    // Clap itself ends a call that makes no sense with status 2.
    let args = Args::parse();
    let out = Out::new(args.json, args.lang.unwrap_or_else(language::of_the_terminal));
    match command::run(args.command, out) {
        Ok(verdict) => verdict.status(),
        Err(stop) => {
            out.failure(&stop.failure);
            stop.status.status()
        }
    }
}
