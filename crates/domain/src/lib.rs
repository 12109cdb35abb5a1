//! THE RULES. Nouns, facts, what is decided and how it folds.
//!
//! This room knows no file, no clock and no chance: time and ids are handed in,
//! what is decided is handed back. The same functions run behind the window,
//! behind HTTP, in the verifier and in the tests.
//!
//! Invariant: nothing in this crate's dependency tree does input or output
//! (checked in `tests/rules`).

pub mod action;
pub mod address;
pub mod alarm;
pub mod amendment;
pub mod answer;
pub mod asset;
pub mod attachment;
pub mod basemap;
pub mod callin;
pub mod calling;
pub mod camera;
pub mod category;
pub mod channel;
pub mod charge;
pub mod code;
pub mod contact;
pub mod draft;
pub mod drag;
pub mod drill;
pub mod edit;
pub mod edition;
pub mod errand;
pub mod fact;
pub mod failure;
pub mod finding;
pub mod flaw;
pub mod gateway;
pub mod grid;
pub mod heir;
pub mod hlc;
pub mod hotline;
pub mod id;
pub mod import;
pub mod incident;
pub mod intake;
pub mod item;
pub mod journal;
pub mod ladder;
pub mod livecall;
pub mod look;
pub mod manner;
pub mod measure;
pub mod moment;
pub mod news;
pub mod order;
pub mod paper;
pub mod particulars;
pub mod place;
pub mod post;
pub mod purpose;
pub mod question;
pub mod receipt;
pub mod recheck;
pub mod recording;
pub mod report;
pub mod retention;
pub mod review;
pub mod revision;
pub mod rights;
pub mod robot;
pub mod roster;
pub mod routing;
pub mod scan;
pub mod scheme;
pub mod seat;
pub mod sensor;
pub mod set;
pub mod sheet;
pub mod signpost;
pub mod speech;
pub mod target;
pub mod template;
pub mod tree;
pub mod undo;
pub mod unit;
pub mod venue;
pub mod viewing;
pub mod watch;
pub mod whistle;
pub mod words;
pub mod worktime;
