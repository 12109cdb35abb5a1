//! Figures from the day books: every case of a period is met once, in a few nanoseconds, and falls into its row.

use std::collections::{BTreeMap, HashMap};

use domain::code::GridPath;
use domain::id::{IncidentId, VenueId};
use domain::incident::Party;
use domain::moment::Moment;
use domain::order::Priority;
use domain::place::Position;
use domain::review::{Arrivals, Dimension, Period, RowKey, Sort, Tally, Upshot, Yardstick, spots};
use ledger::{DayCase, Error, NameId, View};

use crate::district::District;

const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

/// By what deadlines are measured, by how urgent a case is.
type Measures<'a> = [Yardstick<'a>; Priority::ALL.len()];

/// A row, counted.
pub struct Row {
    /// Which.
    pub key: RowKey,
    /// What it came to.
    pub tally: Tally,
    /// Of a hot spot, at which venue the first came up, or else in which grid.
    pub first: Option<(Option<VenueId>, GridPath)>,
}

/// Counts the books of one grid and all below as of one moment.
pub struct Books<'a, 'c> {
    view: &'a View<'c>,
    scope: Option<&'a GridPath>,
    district: &'a District,
    now: Moment,
    /// Grids as books call them, once they were met; of those that lie elsewhere, nothing.
    grids: HashMap<NameId, Option<GridPath>, Plainly>,
}

/// Numbers that are handed out one after the other need no shuffling.
type Plainly = std::hash::BuildHasherDefault<Number>;

/// A number is its own hash, spread.
#[derive(Default)]
pub struct Number(u64);

impl std::hash::Hasher for Number {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.write_u32(u32::from(*byte));
        }
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = (self.0 ^ u64::from(number)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
}

impl<'a, 'c> Books<'a, 'c> {
    /// The books of a grid and all below; of no grid: of all.
    pub fn of(view: &'a View<'c>, scope: Option<&'a GridPath>, (district, now): (&'a District, Moment)) -> Self {
        Self { view, scope, district, now, grids: HashMap::default() }
    }

    /// All of a period in one.
    pub fn tally(&mut self, period: Period) -> Result<Tally, Error> {
        let mut tally = Tally::default();
        self.each(period, |_, _, _, sort| {
            tally.add(sort);
            Ok(())
        })?;
        Ok(tally)
    }

    /// The rows of a period, in the order in which they are told.
    pub fn rows(&mut self, period: Period, by: Dimension) -> Result<Vec<Row>, Error> {
        if by == Dimension::Spot {
            return self.spots(period);
        }
        let (view, scope, offset_hours) = (self.view, self.scope, self.district.store.offset_hours);
        let mut rows: Vec<(RowKey, Tally)> = Vec::new();
        let mut places: BTreeMap<RowKey, usize> = BTreeMap::new();
        let mut known: HashMap<NameId, usize, Plainly> = HashMap::default();
        self.each(period, |case, day, grid, sort| {
            // What of a case says in which row it is; cases of which it says the same share one.
            let number = match by {
                Dimension::Place => case.grid,
                Dimension::Kind => case.kind as u32,
                Dimension::Unit => case.had.unwrap_or(0),
                _ => u32::try_from(day).unwrap_or(0),
            };
            let row = if let Some(row) = known.get(&number) {
                *row
            } else {
                let key = match by {
                    Dimension::Place => RowKey::of_grid(grid, scope),
                    Dimension::Kind => RowKey::Kind { kind: case.kind },
                    Dimension::Unit => {
                        let party: Option<Party> = case.had.map(|had| view.day_party(had)).transpose()?;
                        RowKey::of_party(party.as_ref())
                    }
                    _ => RowKey::of_day(Period::day_of(case.arrived, offset_hours), by),
                };
                let row = *places.entry(key.clone()).or_insert_with(|| {
                    rows.push((key, Tally::default()));
                    rows.len() - 1
                });
                known.insert(number, row);
                row
            };
            rows[row].1.add(sort);
            Ok(())
        })?;
        rows.sort_by(|one, other| one.0.cmp(&other.0));
        Ok(rows.into_iter().map(|(key, tally)| Row { key, tally, first: None }).collect())
    }

    /// What came in within a period.
    pub fn arrivals(&mut self, period: Period) -> Result<Arrivals, Error> {
        let mut arrivals = Arrivals::new();
        self.each(period, |case, _, grid, _| {
            *arrivals.entry((grid.clone(), case.kind)).or_insert(0) += 1;
            Ok(())
        })?;
        Ok(arrivals)
    }

    fn spots(&mut self, period: Period) -> Result<Vec<Row>, Error> {
        let (view, offset_hours) = (self.view, self.district.store.offset_hours);
        let mut met = Vec::new();
        view.day_books_with_spots(period, offset_hours, |book| {
            let began = met.len();
            let measures = self.measures_of(book.day);
            for (case, spot) in book.cases().zip(book.spots()) {
                let (case, spot) = (case?, spot?);
                if self.grid(&case)?.is_some() {
                    met.push((case.arrived, spot, case.grid, self.sort(&case, measures)));
                }
            }
            // A book stands in the order in which its cases were entered.
            met[began..].sort_by_key(|(arrived, spot, ..)| (*arrived, spot.id));
            Ok(())
        })?;
        let there: Vec<_> = met
            .iter()
            .map(|(_, spot, ..)| (spot.venue, spot.place.map(|(longitude, latitude)| Position(longitude, latitude))))
            .collect();
        let mut rows = Vec::new();
        for row in spots(&there) {
            let (_, first, grid, _) = &met[row[0]];
            let mut tally = Tally::default();
            for at in row {
                tally.add(met[at].3);
            }
            let venue = first.venue.map(|venue| view.day_venue(venue)).transpose()?;
            rows.push(Row {
                key: RowKey::Spot { first: IncidentId(uuid::Uuid::from_u128(first.id)) },
                tally,
                first: Some((venue, view.day_grid(*grid)?)),
            });
        }
        Ok(rows)
    }

    /// Every case of a period that lies here, with its day, its grid and of what sort it is now.
    fn each(
        &mut self,
        period: Period,
        mut meet: impl FnMut(&DayCase, i64, &GridPath, Sort) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let (view, offset_hours) = (self.view, self.district.store.offset_hours);
        view.day_books(period, offset_hours, |book| {
            let measures = self.measures_of(book.day);
            for case in book.cases() {
                let case = case?;
                let sort = self.sort(&case, measures);
                if let Some(grid) = self.grid(&case)? {
                    meet(&case, book.day, grid, sort)?;
                }
            }
            Ok(())
        })
    }

    /// By what the deadlines of a day are measured, by how urgent a case is; none: a table changes within the day.
    fn measures_of(&self, day: i64) -> Option<Measures<'a>> {
        let from = day * DAY - i64::from(self.district.store.offset_hours) * HOUR;
        let tables = &self.district.tables;
        let [first, last] = [from, from + DAY - 1]
            .map(|at| Priority::ALL.map(|urgency| tables.yardstick(urgency, Moment::from_millis(at), self.now)));
        let is_same = |(one, other): (&Yardstick<'_>, &Yardstick<'_>)| {
            one.limit == other.limit && std::ptr::eq(one.calendar, other.calendar)
        };
        first.iter().zip(&last).all(is_same).then_some(first)
    }

    fn sort(&self, case: &DayCase, measures: Option<Measures<'_>>) -> Sort {
        let yardstick = match measures {
            Some(measures) => measures[case.urgency as usize],
            None => self.district.tables.yardstick(case.urgency, case.arrived, self.now),
        };
        Upshot { due: yardstick.measure(case.owed.work()), ..case.upshot }.sort()
    }

    /// The grid of a case that lies here.
    fn grid(&mut self, case: &DayCase) -> Result<Option<&GridPath>, Error> {
        if !self.grids.contains_key(&case.grid) {
            let path = self.view.day_grid(case.grid)?;
            let path = self.scope.is_none_or(|scope| path.is_within(scope)).then_some(path);
            self.grids.insert(case.grid, path);
        }
        Ok(self.grids.get(&case.grid).and_then(Option::as_ref))
    }
}
