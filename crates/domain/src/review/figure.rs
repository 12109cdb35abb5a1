//! Figures: a numerator with its denominator and what was left out, counted from judgements.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{Dimension, Docket, Judgement, Measure, Period, RowKey, Why};

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
#[ts(rename = "ReviewFigure", export)]
pub struct Figure {
    /// Of what.
    pub measure: Measure,
    /// The numerator.
    pub count: u32,
    /// The denominator.
    pub of: u32,
    /// Numerator by denominator, in thousandths; none: nothing is there to be a part of.
    pub permille: Option<u32>,
    /// What was left out of both, and why.
    pub excluded: Vec<Excluded>,
}

/// Cases that were left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "ReviewExcluded", export)]
pub struct Excluded {
    /// Why.
    pub why: Why,
    /// How many.
    pub count: u32,
}

/// Which of the cases behind a figure are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(rename = "ReviewSide", export)]
pub enum Side {
    /// The numerator.
    Counted,
    /// The denominator without the numerator.
    Against,
    /// The denominator.
    All,
    /// What was left out.
    LeftOut,
}

/// The cases behind one figure of one row.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[ts(rename = "ReviewCounted", export)]
pub struct Counted {
    /// Of those that came in within these days.
    pub period: Period,
    /// By what the rows are divided.
    pub by: Dimension,
    /// Of which row.
    pub row: RowKey,
    /// Behind which figure; none: all of the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub measure: Option<Measure>,
    /// On which side of it.
    pub side: Side,
}

impl Counted {
    /// Whether a case of the row stands there.
    pub fn has(&self, case: &Docket) -> bool {
        self.measure.is_none_or(|measure| self.side.has(measure.judge(case)))
    }
}

impl Side {
    /// Whether a case that was judged so is on this side.
    pub fn has(self, judgement: Judgement) -> bool {
        match judgement {
            Judgement::Counted => matches!(self, Self::Counted | Self::All),
            Judgement::Against => matches!(self, Self::Against | Self::All),
            Judgement::LeftOut(_) => self == Self::LeftOut,
            Judgement::Outside => false,
        }
    }
}

/// All figures of these cases, in the order of the measures.
pub fn figures<'a>(cases: impl IntoIterator<Item = &'a Docket>) -> Vec<Figure> {
    figures_of(cases.into_iter().map(|case| (Measure::ALL.map(|measure| measure.judge(case)), 1)))
}

/// All figures of cases, each so many times, of which the measures say this.
pub(super) fn figures_of(cases: impl Iterator<Item = ([Judgement; Measure::ALL.len()], u32)>) -> Vec<Figure> {
    let mut counts = [(0_u32, 0_u32, [0_u32; Why::ALL.len()]); Measure::ALL.len()];
    for (judged, times) in cases {
        for (judgement, (count, of, left_out)) in judged.into_iter().zip(&mut counts) {
            match judgement {
                Judgement::Counted => (*count, *of) = (*count + times, *of + times),
                Judgement::Against => *of += times,
                Judgement::LeftOut(why) => left_out[why as usize] += times,
                Judgement::Outside => {}
            }
        }
    }
    let told = Measure::ALL.into_iter().zip(counts).map(|(measure, (count, of, left_out))| Figure {
        measure,
        count,
        of,
        permille: permille(count, of),
        excluded: Why::ALL
            .into_iter()
            .zip(left_out)
            .filter(|(_, count)| *count > 0)
            .map(|(why, count)| Excluded { why, count })
            .collect(),
    });
    told.collect()
}

/// A part in thousandths, rounded; none: of nothing. All of it alone is a thousand, and nothing alone is none of it.
pub fn permille(count: u32, of: u32) -> Option<u32> {
    if of == 0 {
        return None;
    }
    let (count, of) = (u64::from(count), u64::from(of));
    let rounded = (count * 2000 + of) / (2 * of);
    let honest = match count {
        0 => 0,
        count if count == of => 1000,
        _ => rounded.clamp(1, 999),
    };
    u32::try_from(honest).ok()
}
