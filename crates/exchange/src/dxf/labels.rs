//! Texts of a drawing, and in which outline each stands: how drawings say what an area is called.

use super::Outline;
use crate::coordinates::Degrees;
use crate::rings::{doubled_area, is_inside};

/// A text and where it stands.
pub(super) struct Label {
    pub(super) at: Degrees,
    pub(super) text: String,
}

/// Pairs of text and outline that are looked at.
const MOST_PAIRS: usize = 500_000_000;
/// Corners that are gone round to find where texts stand.
const MOST_CORNERS: usize = 1_000_000_000;
/// Texts that one outline takes.
const MOST_TEXTS: usize = 8;

/// For each outline its texts, from the top; each text belongs to the smallest outline around it. None:
/// there are too many to look through.
pub(super) fn within(outlines: &[Outline], labels: Vec<Label>) -> Option<Vec<Vec<String>>> {
    if outlines.len().saturating_mul(labels.len()) > MOST_PAIRS {
        return None;
    }
    let bounds: Vec<[f64; 4]> = outlines.iter().map(|outline| bounds_of(&outline.ring)).collect();
    let areas: Vec<f64> = outlines.iter().map(|outline| doubled_area(&outline.ring).abs()).collect();
    let mut inside: Vec<Vec<Label>> = outlines.iter().map(|_| Vec::new()).collect();
    let mut corners = 0;
    for label in labels {
        let Degrees(x, y) = label.at;
        let mut holds = |index: &usize| {
            let [west, south, east, north] = bounds[*index];
            let is_near = x >= west && x <= east && y >= south && y <= north;
            corners += if is_near { outlines[*index].ring.len() } else { 0 };
            is_near && corners < MOST_CORNERS && is_inside(&outlines[*index].ring, label.at)
        };
        let smallest = (0..outlines.len()).filter(|index| holds(index)).min_by(|a, b| areas[*a].total_cmp(&areas[*b]));
        if corners >= MOST_CORNERS {
            return None;
        }
        if let Some(index) = smallest
            && inside[index].len() < MOST_TEXTS
        {
            inside[index].push(label);
        }
    }
    let texts = inside.into_iter().map(|mut labels| {
        labels.sort_by(|a, b| b.at.1.total_cmp(&a.at.1).then(a.at.0.total_cmp(&b.at.0)));
        labels.into_iter().map(|label| label.text).collect()
    });
    Some(texts.collect())
}

/// A text without the marks that say how it is drawn: `{\fSimSun|b0;网格}\P1`.
pub(super) fn plain(text: &str) -> String {
    let mut out = String::new();
    let mut signs = text.chars();
    while let Some(sign) = signs.next() {
        match sign {
            '{' | '}' => {}
            '\\' => match signs.next() {
                Some('P' | 'n' | '~' | 'X') => out.push(' '),
                Some(sign @ ('\\' | '{' | '}')) => out.push(sign),
                // Marks with a value end with a semicolon.
                Some('A' | 'C' | 'F' | 'f' | 'H' | 'Q' | 'S' | 'T' | 'W' | 'p' | 'c') => {
                    signs.by_ref().take_while(|sign| *sign != ';').for_each(drop);
                }
                _ => {}
            },
            sign => out.push(sign),
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn bounds_of(ring: &[Degrees]) -> [f64; 4] {
    let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    ring.iter().fold(start, |[west, south, east, north], &Degrees(x, y)| {
        [west.min(x), south.min(y), east.max(x), north.max(y)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_no_part_of_a_text() {
        assert_eq!(plain(r"{\fSimSun|b0|i0|c134;网格}\P411602"), "网格 411602");
        assert_eq!(plain(r"\A1;甲\\乙\{1\}"), r"甲\乙{1}");
        assert_eq!(plain("\\"), "");
    }

    #[test]
    fn a_text_belongs_to_the_smallest_outline_around_it() {
        let square = |west: f64, size: f64| Outline {
            layer: String::new(),
            ring: [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)]
                .iter()
                .map(|(x, y)| Degrees(west + size * x, size * y))
                .collect(),
        };
        let label = |x: f64, y: f64, text: &str| Label { at: Degrees(x, y), text: text.to_owned() };
        let outlines = [square(0.0, 10.0), square(1.0, 2.0)];
        let labels =
            vec![label(2.0, 0.5, "below"), label(2.0, 1.5, "above"), label(9.0, 9.0, "outer"), label(20.0, 0.0, "out")];
        assert_eq!(
            within(&outlines, labels),
            Some(vec![vec!["outer".to_owned()], vec!["above".to_owned(), "below".to_owned()]])
        );
    }
}
