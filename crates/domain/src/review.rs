//! The review 研判: what a period came to, counted so that every figure opens to the cases behind it.
//!
//! All figures count the incidents that came in within a period, each in one period only, and what became of them until
//! a moment. A case is judged once for each measure: counted, counted against, left out for a reason, or none of its
//! business. From these judgements alone come figure, rate, exclusions and the lists behind them, so they cannot differ.

mod deadline;
mod docket;
mod figure;
mod freeze;
mod group;
mod leaving;
mod measure;
mod paper;
mod period;
mod signal;
mod suppress;
mod tally;
mod trail;
mod upshot;

pub use deadline::Yardstick;
pub use docket::{Docket, Due, Handling};
pub use figure::{Counted, Excluded, Figure, Side, figures, permille};
pub use freeze::{Freezing, since_then};
pub use group::{Dimension, RowKey, groups, spots};
pub use leaving::{AddsUp, Shown, leaving};
pub use measure::{Judgement, Measure, Why};
pub use paper::{ReviewForm, ReviewPaperWish, ReviewPrint};
pub use period::{BadPeriod, Period};
pub use signal::{Arrivals, Burst, MOST_PAST, arrivals, bursts, silent};
pub use suppress::{SHOWN_FROM, Sum, suppress};
pub use tally::Tally;
pub use trail::{Trail, Work};
pub use upshot::{Sort, Upshot};
