//! Figures of a period, what stands out in it, and the cases behind a figure.

use domain::answer::{
    BurstLine, ChargeAnswerLine, ChargeLine, ChargeList, FrozenLine, IncidentList, ReviewRow, ReviewSheet,
    ReviewSignals, SilentGrid,
};
use domain::code::GridPath;
use domain::fact::Fact;
use domain::failure::{Failure, Refusal, Unripe};
use domain::id::{IncidentId, VenueId};
use domain::report::Spot;
use domain::review::{
    BadPeriod, Counted, Dimension, Docket, Figure, Freezing, MOST_PAST, Period, RowKey, bursts, figures, groups,
    silent, since_then,
};

use super::{Desktop, count};
use crate::failure::broken;
use crate::review::{Counting, Row, as_of_now, came_in, cases};

impl Desktop<'_, '_> {
    pub(super) fn ask_review(
        &self,
        period: Period,
        scope: Option<&GridPath>,
        by: Dimension,
    ) -> Result<ReviewSheet, Failure> {
        let scope = self.admit_review(period, scope)?;
        let offset_hours = self.district.store.offset_hours;
        let counting = Counting::of(self.view, (period, by), scope, (self.district, self.now))?;
        let rows = counting.rows.into_iter().map(|row| self.review_row(row));
        let is_ripe = counting.frozen.is_none() && Freezing::admit(period, None, self.now, offset_hours).is_ok();
        let frozen = match &counting.frozen {
            Some((header, cases)) => {
                let now = as_of_now(self.view, period, scope, (self.district, self.now))?;
                let (cases, now): (Vec<&Docket>, Vec<&Docket>) = (cases.iter().collect(), now.iter().collect());
                let post = header.by.post.as_ref().and_then(|post| self.district.roster.post(post));
                Some(FrozenLine {
                    person: post.map(|post| format!("{} {}", post.person, post.title)),
                    by: header.by.clone(),
                    at: header.at,
                    changed: since_then(&cases, &now),
                    now: figures(now),
                })
            }
            None => None,
        };
        Ok(ReviewSheet {
            period,
            scope: scope.cloned(),
            scope_name: scope.map_or_else(|| self.district.top_name(), |scope| self.district.name_of(scope)),
            by,
            at: counting.at,
            arrived: counting.total.arrived(),
            total: counting.total.figures(),
            rows: rows.collect(),
            before: self.figures_of(period.before(), scope)?,
            year_before: self.figures_of(period.year_before(), scope)?,
            is_ripe,
            frozen,
        })
    }

    pub(super) fn ask_review_signals(
        &self,
        period: Period,
        scope: Option<&GridPath>,
    ) -> Result<ReviewSignals, Failure> {
        let scope = self.admit_review(period, scope)?;
        let there = (self.district, self.now);
        let mut past = Vec::with_capacity(MOST_PAST);
        let mut before = period;
        for _ in 0..MOST_PAST {
            before = before.before();
            past.push(came_in(self.view, before, scope, there)?);
        }
        let now = came_in(self.view, period, scope, there)?;
        let siblings: Vec<GridPath> = match scope {
            Some(scope) => self.district.tree.children(scope).map(|grid| grid.path.clone()).collect(),
            None => self.district.tree.tops().map(|grid| grid.path.clone()).collect(),
        };
        let silent = silent(&siblings, &now).into_iter().map(|path| {
            let last = self.view.last_arrival(&path).map_err(broken)?;
            Ok(SilentGrid { name: self.district.name_of(&path), path, last })
        });
        let bursts = bursts(&now, &past, scope).into_iter().map(|burst| BurstLine {
            name: self.district.name_of(&burst.path),
            path: burst.path,
            kind: burst.kind,
            count: burst.count,
            most_before: burst.most_before,
        });
        let spots = Counting::of(self.view, (period, Dimension::Spot), scope, there)?.rows;
        Ok(ReviewSignals {
            silent: silent.collect::<Result<Vec<SilentGrid>, Failure>>()?,
            bursts: bursts.collect(),
            spots: spots.into_iter().map(|row| self.review_row(row)).collect(),
        })
    }

    pub(super) fn ask_charges(&self, review: Period) -> Result<ChargeList, Failure> {
        let rows = self.view.charges(review, self.seat.subtree.as_ref()).map_err(broken)?;
        let today = Period::day_of(self.now, self.district.store.offset_hours);
        let mut charges = Vec::with_capacity(rows.len());
        for row in rows {
            let (given, fact) = self.view.told(row.fact).map_err(broken)?;
            let Some(Fact::ChargeGiven { charge }) = fact else { continue };
            let answer = match row.answer.map(|fact| self.view.told(fact).map_err(broken)).transpose()? {
                Some((header, Some(Fact::ChargeAnswered { end, words, .. }))) => {
                    Some(ChargeAnswerLine { end, words, at: header.at })
                }
                _ => None,
            };
            charges.push(ChargeLine {
                id: charge.id,
                review: charge.review,
                owner: self.party_name(&charge.owner),
                due: charge.due,
                words: charge.words,
                given: given.at,
                is_overdue: row.end.is_none() && charge.due < today,
                answer,
            });
        }
        Ok(ChargeList { charges })
    }

    /// The incidents behind a figure, as they stand now, in the order in which they came in.
    pub(super) fn ask_counted(
        &self,
        counted: &Counted,
        scope: Option<&GridPath>,
        (from, limit): (u32, u32),
    ) -> Result<IncidentList, Failure> {
        let scope = self.admit_review(counted.period, scope)?;
        let offset_hours = self.district.store.offset_hours;
        let cases = cases(self.view, counted.period, scope, (self.district, self.now))?;
        let cases: Vec<&Docket> = cases.iter().collect();
        let row = match counted.row {
            RowKey::All => cases,
            ref wanted => {
                let rows = groups(&cases, counted.by, scope, offset_hours);
                rows.into_iter().find(|(key, _)| key == wanted).map(|(_, cases)| cases).unwrap_or_default()
            }
        };
        let behind: Vec<IncidentId> = row.into_iter().filter(|case| counted.has(case)).map(|case| case.id).collect();
        let page = behind.iter().skip(from as usize).take(limit as usize);
        let rows = page.map(|id| self.view.incident(*id).map_err(broken)).collect::<Result<Vec<_>, Failure>>()?;
        Ok(IncidentList {
            incidents: self.incident_lines(rows.into_iter().flatten().collect())?,
            total: count(behind.len()),
            counts: Vec::new(),
        })
    }

    /// The grid whose figures these are; none: all of the store.
    fn admit_review<'a>(
        &'a self,
        period: Period,
        scope: Option<&'a GridPath>,
    ) -> Result<Option<&'a GridPath>, Failure> {
        if let Some(path) = scope {
            self.admit(path)?;
        }
        period.checked().map_err(|bad| match bad {
            BadPeriod::Empty => Refusal::from(Unripe::NoPeriod),
            BadPeriod::TooLong => Refusal::from(Unripe::TooLong),
        })?;
        Ok(scope.or(self.seat.subtree.as_ref()))
    }

    fn figures_of(&self, period: Period, scope: Option<&GridPath>) -> Result<Vec<Figure>, Failure> {
        Ok(Counting::total(self.view, period, scope, (self.district, self.now))?.figures())
    }

    fn review_row(&self, Row { key, tally, first }: Row) -> ReviewRow {
        let name = match &key {
            RowKey::Place { path } => self.district.name_of(path),
            RowKey::Party { party } => self.party_name(party).name,
            RowKey::Spot { .. } => first.map(|first| self.spot_of(first)).unwrap_or_default(),
            RowKey::All | RowKey::Between | RowKey::Kind { .. } | RowKey::Nobody | RowKey::Time { .. } => String::new(),
        };
        ReviewRow { key, name, arrived: tally.arrived(), figures: tally.figures() }
    }

    /// What a hot spot is called: its venue, or the grid of the first that came up there.
    fn spot_of(&self, (venue, grid): (Option<VenueId>, GridPath)) -> String {
        let named = venue.and_then(|id| self.spot_name(&Spot::Venue { id }));
        named.unwrap_or_else(|| self.district.name_of(&grid))
    }
}
