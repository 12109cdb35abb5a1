//! Small cells: a number from one to four in a table that leaves the house could be somebody. It is left out, and so is
//! whatever else would give it away by subtraction. A nought is nobody, and is shown.
//!
//! Invariant: no small cell follows from what is shown by any combination of the sums, nor from knowing that what is left
//! out is at least one.

use std::collections::{BTreeMap, BTreeSet};

/// The smallest number of somebody that is shown.
pub const SHOWN_FROM: u32 = 5;
/// A prime, for reckoning without fractions. Our sums have coefficients of 1 alone, far from it.
const PRIME: i64 = 2_147_483_629;

/// A cell that is the sum of others, by where each stands in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sum {
    /// The sum.
    pub whole: usize,
    /// What it is the sum of.
    pub parts: Vec<usize>,
}

/// Which cells are left out: those from one to four, those that the table has no room for, and as many more as it takes.
/// Of what would do, the smallest goes.
///
/// `shown`: which cells the table has; others follow from these, and are as small cells protected, too.
pub fn suppress(values: &[u32], shown: &[bool], sums: &[Sum]) -> Vec<bool> {
    let mut hidden: Vec<bool> = values.iter().zip(shown).map(|(value, shown)| !shown || is_small(*value)).collect();
    loop {
        let known = determined(sums, &hidden);
        let open: Vec<bool> = (0..values.len()).map(|cell| hidden[cell] && !known.contains(&cell)).collect();
        let least = sums.iter().find(|sum| is_least(values, sum, &open));
        let small = known.into_iter().find(|cell| is_small(values[*cell]));
        let next = match (small, least) {
            (Some(cell), _) => cover(close_by(cell, sums, &hidden), values, &hidden),
            (None, Some(sum)) => cover([sum], values, &hidden),
            (None, None) => return hidden,
        };
        // Where no sum has anything left to give, what is still shown elsewhere tells it: the smallest of that.
        let any =
            || (0..values.len()).filter(|cell| !hidden[*cell]).min_by_key(|cell| (values[*cell] == 0, values[*cell]));
        let Some(next) = next.or_else(any) else { return hidden };
        hidden[next] = true;
    }
}

fn is_small(value: u32) -> bool {
    (1..SHOWN_FROM).contains(&value)
}

/// The next cell to leave out beside what these sums give away: the smallest, parts before wholes. A nought covers
/// nothing.
fn cover<'a>(told: impl IntoIterator<Item = &'a Sum>, values: &[u32], hidden: &[bool]) -> Option<usize> {
    let cells = told.into_iter().flat_map(|sum| {
        let parts = sum.parts.iter().map(|part| (false, *part));
        parts.chain([(true, sum.whole)])
    });
    let shown = cells.filter(|(_, cell)| !hidden[*cell] && values[*cell] > 0);
    shown.min_by_key(|(is_whole, cell)| (*is_whole, values[*cell], *cell)).map(|(_, cell)| cell)
}

/// The sums in which one cell alone is left out, as near as possible to one that is given away: there it begins.
fn close_by<'a>(told: usize, sums: &'a [Sum], hidden: &[bool]) -> Vec<&'a Sum> {
    let of = |sum: &Sum| -> Vec<usize> {
        sum.parts.iter().chain([&sum.whole]).copied().filter(|cell| hidden[*cell]).collect()
    };
    let left_out: Vec<Vec<usize>> = sums.iter().map(of).collect();
    let mut reached = BTreeSet::from([told]);
    let mut next = vec![told];
    while !next.is_empty() {
        let with = || left_out.iter().enumerate().filter(|(_, cells)| cells.iter().any(|cell| next.contains(cell)));
        let alone: Vec<&Sum> = with().filter(|(_, cells)| cells.len() == 1).map(|(at, _)| &sums[at]).collect();
        if !alone.is_empty() {
            return alone;
        }
        next = with().flat_map(|(_, cells)| cells).copied().filter(|cell| !reached.contains(cell)).collect();
        reached.extend(&next);
    }
    sums.iter().filter(|sum| sum.whole == told || sum.parts.contains(&told)).collect()
}

/// What is left of a sum is as little as can be, so that each of its open parts is one.
fn is_least(values: &[u32], sum: &Sum, open: &[bool]) -> bool {
    let mut unknown = sum.parts.iter().filter(|part| open[**part]).peekable();
    !open[sum.whole] && unknown.peek().is_some() && unknown.all(|part| values[*part] == 1)
}

/// The cells that are left out and follow from the sums: where one cell of a sum is left, it is known; then those whose
/// own unit vectors are combinations of what remains.
fn determined(sums: &[Sum], hidden: &[bool]) -> BTreeSet<usize> {
    let mut known = BTreeSet::new();
    let cells = |sum: &Sum, known: &BTreeSet<usize>| -> Vec<usize> {
        let all = sum.parts.iter().chain([&sum.whole]).copied();
        all.filter(|cell| hidden[*cell] && !known.contains(cell)).collect()
    };
    loop {
        let alone: Vec<usize> = sums
            .iter()
            .filter_map(|sum| match cells(sum, &known).as_slice() {
                [cell] => Some(*cell),
                _ => None,
            })
            .collect();
        if alone.is_empty() {
            break;
        }
        known.extend(alone);
    }
    let rows = sums.iter().map(|sum| {
        let sign = |cell: usize| if cell == sum.whole { PRIME - 1 } else { 1 };
        cells(sum, &known).into_iter().map(|cell| (cell, sign(cell))).collect()
    });
    let reduced = reduce(rows.filter(|row: &Row| !row.is_empty()).collect());
    known.extend(reduced.iter().filter(|row| row.len() == 1).filter_map(|row| row.keys().next()));
    known
}

/// The cells of a sum that are left out, each with its factor.
type Row = BTreeMap<usize, i64>;

/// To the reduced echelon form: a unit vector lies in the space of the rows exactly where it is one of them.
fn reduce(mut rows: Vec<Row>) -> Vec<Row> {
    let mut done: Vec<Row> = Vec::new();
    // The shortest first: little is filled in.
    while let Some(next) = (0..rows.len()).min_by_key(|at| rows[*at].len()) {
        let mut lead = rows.swap_remove(next);
        let Some((&pivot, &first)) = lead.iter().next() else { continue };
        let by = inverse(first);
        for value in lead.values_mut() {
            *value = *value * by % PRIME;
        }
        for row in rows.iter_mut().chain(&mut done) {
            let Some(times) = row.get(&pivot).copied() else { continue };
            for (cell, value) in &lead {
                let left = (row.get(cell).copied().unwrap_or(0) + PRIME - times * value % PRIME) % PRIME;
                if left == 0 {
                    row.remove(cell);
                } else {
                    row.insert(*cell, left);
                }
            }
        }
        done.push(lead);
    }
    done
}

/// One over it, by Fermat.
fn inverse(value: i64) -> i64 {
    let (mut base, mut left, mut result) = (value.rem_euclid(PRIME), PRIME - 2, 1);
    while left > 0 {
        if left & 1 == 1 {
            result = result * base % PRIME;
        }
        base = base * base % PRIME;
        left >>= 1;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A table with its sums: rows, then a row of totals; in each row its cells, then their total.
    fn table(inner: &[Vec<u32>]) -> (Vec<u32>, Vec<Sum>, usize) {
        let wide = inner[0].len() + 1;
        let mut values: Vec<u32> = Vec::new();
        for row in inner {
            values.extend(row);
            values.push(row.iter().sum());
        }
        for column in 0..wide {
            values.push((0..inner.len()).map(|row| values[row * wide + column]).sum());
        }
        let last = inner.len() * wide;
        let down = (0..wide).map(|column| Sum {
            whole: last + column,
            parts: (0..inner.len()).map(|row| row * wide + column).collect(),
        });
        let across = (0..=inner.len())
            .map(|row| Sum { whole: row * wide + wide - 1, parts: (row * wide..row * wide + wide - 1).collect() });
        (values, down.chain(across).collect(), wide)
    }

    /// What somebody finds out who subtracts until nothing more comes of it, and knows that what is left out is at least
    /// one.
    fn recovered(values: &[u32], sums: &[Sum], hidden: &[bool]) -> Vec<usize> {
        let mut known: Vec<Option<u32>> =
            values.iter().zip(hidden).map(|(value, hidden)| (!hidden).then_some(*value)).collect();
        loop {
            let before = known.clone();
            for Sum { whole, parts } in sums {
                let unknown: Vec<usize> = parts.iter().copied().filter(|part| known[*part].is_none()).collect();
                let sum: u32 = parts.iter().filter_map(|part| known[*part]).sum();
                match (known[*whole], unknown.as_slice()) {
                    (None, []) => known[*whole] = Some(sum),
                    (Some(whole), [one]) => known[*one] = Some(whole - sum),
                    (Some(whole), all) if whole == sum + u32::try_from(all.len()).expect("few") => {
                        for part in all {
                            known[*part] = Some(1);
                        }
                    }
                    _ => {}
                }
            }
            if known == before {
                break;
            }
        }
        (0..values.len()).filter(|cell| hidden[*cell] && is_small(values[*cell]) && known[*cell].is_some()).collect()
    }

    /// Whether a cell of a table lies on a ring of cells that are left out: one can be added to it, taken from the next,
    /// and so on around, and all sums are what they were.
    fn is_on_a_ring(wide: usize, high: usize, hidden: &[bool], cell: usize) -> bool {
        let (mut rows, mut columns) = (vec![false; high], vec![false; wide]);
        let mut next = vec![cell / wide];
        while let Some(row) = next.pop() {
            if std::mem::replace(&mut rows[row], true) {
                continue;
            }
            for column in (0..wide).filter(|column| hidden[row * wide + column] && row * wide + column != cell) {
                columns[column] = true;
                next.extend((0..high).filter(|row| hidden[row * wide + column] && row * wide + column != cell));
            }
        }
        columns[cell % wide]
    }

    fn all_shown(values: &[u32]) -> Vec<bool> {
        vec![true; values.len()]
    }

    #[test]
    fn a_small_number_takes_the_next_smallest_of_its_row_and_of_its_column_along() {
        let (values, sums, _) = table(&[vec![3, 20, 30], vec![40, 9, 60], vec![70, 80, 12]]);
        let hidden = suppress(&values, &all_shown(&values), &sums);
        let left_out: Vec<u32> =
            values.iter().zip(&hidden).filter(|(_, hidden)| **hidden).map(|(value, _)| *value).collect();
        assert_eq!(left_out, [3, 20, 40, 9], "four cells are a ring");
    }

    #[test]
    fn where_nothing_is_small_everything_is_shown_and_a_nought_is_nobody() {
        let (values, sums, _) = table(&[vec![5, 6], vec![7, 0]]);
        assert!(suppress(&values, &all_shown(&values), &sums).iter().all(|hidden| !hidden));
    }

    #[test]
    fn two_that_are_one_each_are_not_known_by_their_sum() {
        let sums = [Sum { whole: 0, parts: vec![1, 2, 3, 4] }];
        let values = [28, 1, 1, 12, 14];
        assert_eq!(suppress(&values, &all_shown(&values), &sums), [false, true, true, true, false]);
    }

    #[test]
    fn what_the_table_has_no_room_for_is_not_known_by_what_it_shows() {
        // 98 of 100 say that it was not so for two.
        let sums = [Sum { whole: 0, parts: vec![1, 2] }];
        assert_eq!(suppress(&[100, 98, 2], &[true, true, false], &sums), [false, true, true]);
        assert_eq!(suppress(&[100, 100, 0], &[true, true, false], &sums), [false, false, true]);
    }

    proptest! {
        #[test]
        fn no_small_number_is_found_by_subtraction(
            inner in (1_usize..6, 1_usize..6).prop_flat_map(|(high, wide)| {
                proptest::collection::vec(proptest::collection::vec(0_u32..30, wide), high)
            })
        ) {
            let (values, sums, wide) = table(&inner);
            let hidden = suppress(&values, &all_shown(&values), &sums);
            for (value, hidden) in values.iter().zip(&hidden) {
                prop_assert!(*hidden || !is_small(*value));
            }
            prop_assert_eq!(recovered(&values, &sums, &hidden), Vec::<usize>::new());
            for cell in (0..values.len()).filter(|cell| hidden[*cell] && is_small(values[*cell])) {
                prop_assert!(is_on_a_ring(wide, inner.len() + 1, &hidden, cell), "{:?} in {:?}", cell, hidden);
            }
        }
    }
}
