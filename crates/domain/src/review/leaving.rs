//! Figures that leave the house, in a table or on paper: those of somebody who could be found are left out of it.

use super::suppress::{Sum, suppress};
use super::{Figure, Measure, permille};

/// A figure as it may be shown outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown {
    /// Of what.
    pub measure: Measure,
    /// The numerator; none: left out.
    pub count: Option<u32>,
    /// The denominator; none: left out.
    pub of: Option<u32>,
}

impl Shown {
    /// Numerator by denominator in thousandths, where both are shown and there is something to be a part of.
    pub fn permille(self) -> Option<u32> {
        permille(self.count?, self.of?)
    }
}

/// What of a measure is a cell. What was against it stands in no table, and follows from both others.
#[derive(Clone, Copy)]
enum Part {
    Counted,
    Against,
    All,
}

const PARTS: [Part; 3] = [Part::Counted, Part::Against, Part::All];

/// Numbers that are the same by what they count.
const SAME: [((Measure, Part), (Measure, Part)); 10] = [
    ((Measure::TakenUp, Part::Counted), (Measure::Closed, Part::All)),
    ((Measure::Closed, Part::All), (Measure::Open, Part::All)),
    ((Measure::Closed, Part::Against), (Measure::Open, Part::Counted)),
    ((Measure::Closed, Part::Counted), (Measure::Open, Part::Against)),
    ((Measure::Opened, Part::Counted), (Measure::Returned, Part::All)),
    ((Measure::Opened, Part::Counted), (Measure::Suspended, Part::All)),
    ((Measure::Due, Part::Counted), (Measure::InTime, Part::All)),
    ((Measure::InTime, Part::All), (Measure::Late, Part::All)),
    ((Measure::InTime, Part::Counted), (Measure::Late, Part::Against)),
    ((Measure::InTime, Part::Against), (Measure::Late, Part::Counted)),
];

/// The lines of a table, the total first, without what could be somebody and what would give it away.
///
/// Each line has all measures in their order. `adds_up`: whether the other lines make the total.
pub fn leaving(lines: &[&[Figure]], adds_up: AddsUp) -> Vec<Vec<Shown>> {
    let wide = Measure::ALL.len() * PARTS.len();
    let at =
        |line: usize, (measure, part): (Measure, Part)| line * wide + measure as usize * PARTS.len() + part as usize;
    let cells = lines.iter().flat_map(|line| line.iter()).flat_map(|figure| {
        let Figure { count, of, .. } = *figure;
        [(count, true), (of - count, false), (of, true)]
    });
    let (values, shown): (Vec<u32>, Vec<bool>) = cells.unzip();
    let mut sums = Vec::new();
    for line in 0..lines.len() {
        sums.extend(Measure::ALL.map(|measure| Sum {
            whole: at(line, (measure, Part::All)),
            parts: vec![at(line, (measure, Part::Counted)), at(line, (measure, Part::Against))],
        }));
        sums.extend(SAME.map(|(one, other)| Sum { whole: at(line, one), parts: vec![at(line, other)] }));
    }
    if adds_up == AddsUp::ToTheTotal && lines.len() > 1 {
        sums.extend(
            (0..wide).map(|cell| Sum { whole: cell, parts: (1..lines.len()).map(|line| line * wide + cell).collect() }),
        );
    }
    let hidden = suppress(&values, &shown, &sums);
    let told = |cell: usize| (!hidden[cell]).then_some(values[cell]);
    let line = |line: usize| {
        let shown = |measure| Shown {
            measure,
            count: told(at(line, (measure, Part::Counted))),
            of: told(at(line, (measure, Part::All))),
        };
        Measure::ALL.map(shown).to_vec()
    };
    (0..lines.len()).map(line).collect()
}

/// Whether the lines below the total make it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AddsUp {
    /// Each case stands in one of them.
    ToTheTotal,
    /// Of some cases there is no line: of hot spots alone.
    ToLess,
}
