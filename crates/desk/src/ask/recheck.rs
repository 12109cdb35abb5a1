//! Where one looks again: what is owed, and what was told of each turn.

use domain::answer::{RecheckLine, RecheckList, TurnLine};
use domain::fact::{Fact, Header};
use domain::failure::Failure;
use domain::id::IncidentId;
use domain::recheck::{RecheckStep, RecheckWish, RechecksShown};
use domain::report::ReportKind;
use ledger::RecheckRow;

use super::Desktop;
use crate::failure::broken;

/// The most that are told at once.
const MOST: u32 = 100;

impl Desktop<'_, '_> {
    pub(super) fn ask_rechecks(&self, wish: &RecheckWish, from: u32, limit: u32) -> Result<RecheckList, Failure> {
        if let Some(path) = &wish.scope {
            self.admit(path)?;
        }
        let until = (wish.which == RechecksShown::Due).then_some(self.now);
        let wanted = (wish.scope.as_ref().or(self.seat.subtree.as_ref()), until);
        let rows = self.view.rechecks(wanted, from, limit.min(MOST)).map_err(broken)?;
        Ok(RecheckList {
            rechecks: rows.into_iter().map(|row| self.recheck_line(row)).collect::<Result<_, Failure>>()?,
            total: self.view.rechecks_count(wanted).map_err(broken)?,
        })
    }

    /// Those of an incident, from the first.
    pub(super) fn recheck_lines(&self, incident: IncidentId) -> Result<Vec<RecheckLine>, Failure> {
        let rows = self.view.rechecks_of(incident).map_err(broken)?;
        rows.into_iter().map(|row| self.recheck_line(row)).collect()
    }

    fn recheck_line(&self, row: RecheckRow) -> Result<RecheckLine, Failure> {
        let (header, fact) = self.view.told(row.fact).map_err(broken)?;
        let (number, words) = match fact {
            Some(Fact::RecheckBegun { recheck }) => (recheck.number, recheck.words),
            _ => Default::default(),
        };
        let kind = self.incident_at_a_glance(row.incident)?.map_or(ReportKind::Other, |line| line.kind);
        let mut steps: Vec<(RecheckStep, Header)> = Vec::new();
        for fact in self.view.recheck_steps(row.id).map_err(broken)? {
            let (header, fact) = self.view.told(fact).map_err(broken)?;
            if let Some(Fact::RecheckHandled { step, .. }) = fact {
                steps.push((step, header));
            }
        }
        let end_words = steps.iter().find_map(|(step, _)| match step {
            RecheckStep::End { reason } => Some(reason.clone()),
            RecheckStep::Tell { .. } => None,
        });
        Ok(RecheckLine {
            id: row.id,
            incident: row.incident,
            number,
            kind,
            grid_name: self.district.name_of(&row.grid),
            plan: row.rounds.plan,
            words,
            by: self.author(&header.by),
            begun: header.at,
            turns: (1..=row.rounds.plan.times).map(|turn| self.turn_line(&row, turn, &steps)).collect(),
            end_words,
            is_running: row.rounds.is_running(),
            grid: row.grid,
        })
    }

    fn turn_line(&self, row: &RecheckRow, turn: u32, steps: &[(RecheckStep, Header)]) -> TurnLine {
        let told = steps.iter().find(|(step, _)| matches!(step, RecheckStep::Tell { turn: of, .. } if *of == turn));
        TurnLine {
            turn,
            day: row.rounds.day(turn),
            state: row.rounds.state(turn, self.now),
            words: told.map(|(step, _)| step.words().to_owned()),
            told: row.rounds.said(turn).map(|(_, at)| at),
            by: told.map(|(_, header)| self.author(&header.by)),
        }
    }
}
