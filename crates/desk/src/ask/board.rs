//! The board of open incidents: each column with how many are at each light, and the most pressing of it.

use domain::answer::{BoardColumn, IncidentBoard, Owed};
use domain::failure::Failure;
use domain::incident::BoardWish;
use domain::moment::Moment;
use ledger::{IncidentRow, OpenIncident};

use super::Desktop;
use crate::failure::broken;

/// So many of a column are told at once.
const MOST: usize = 500;

/// One that has not ended, and what is owed to it.
struct Pressing {
    row: IncidentRow,
    arrived: Moment,
    owed: Option<Owed>,
}

impl Pressing {
    /// What runs out first goes first, then what stands still, the oldest first.
    fn rank(&self) -> (bool, Moment, Moment) {
        let due = self.owed.as_ref().and_then(|owed| owed.due);
        (due.is_none(), due.unwrap_or(self.arrived), self.arrived)
    }
}

impl Desktop<'_, '_> {
    pub(super) fn ask_incident_board(&self, wish: &BoardWish) -> Result<IncidentBoard, Failure> {
        if let Some(path) = &wish.scope {
            self.admit(path)?;
        }
        let scope = wish.scope.as_ref().or(self.seat.subtree.as_ref());
        let mut columns: Vec<(BoardColumn, Vec<Pressing>)> = Vec::new();
        columns.resize_with(wish.columns.len(), Default::default);
        for OpenIncident { row, urgency, arrived } in self.view.incidents_under_way(scope).map_err(broken)? {
            let state = row.standing.course.state;
            let Some(at) = wish.columns.iter().position(|states| states.contains(&state)) else { continue };
            let owed = row.standing.clock().map(|clock| self.owed(&clock, urgency, arrived));
            let light = owed.as_ref().and_then(|owed| owed.light);
            let (column, pressing) = &mut columns[at];
            column.total += 1;
            column.lights.count(light);
            if wish.light.is_none() || wish.light == light {
                pressing.push(Pressing { row, arrived, owed });
            }
        }
        let limit = MOST.min(wish.limit as usize);
        let told = columns.into_iter().map(|(column, mut pressing)| {
            pressing.sort_by_cached_key(Pressing::rank);
            pressing.truncate(limit);
            let incidents = self.incident_lines(pressing.into_iter().map(|one| one.row).collect())?;
            Ok(BoardColumn { incidents, ..column })
        });
        Ok(IncidentBoard { columns: told.collect::<Result<_, Failure>>()? })
    }
}
