//! Robots of groups elsewhere.

use domain::answer::{DigestRow, RobotCard, RobotList};
use domain::failure::Failure;
use domain::gateway::SendState;
use domain::purpose::Purpose;
use ledger::{RobotDigest, RobotRow};

use super::Desktop;
use crate::failure::broken;

impl Desktop<'_, '_> {
    pub(super) fn ask_robots(&self) -> Result<RobotList, Failure> {
        let desk = self.district.store.desk;
        let digests = self.view.robot_digests(desk).map_err(broken)?;
        let rows = self.view.robots(desk).map_err(broken)?;
        let mut robots = rows
            .into_iter()
            .filter(|row| self.seat.covers(&row.setting.channel))
            .map(|row| self.robot_card(row, &digests))
            .collect::<Result<Vec<_>, _>>()?;
        robots.sort_by(|a, b| (&a.setting.channel, a.id).cmp(&(&b.setting.channel, b.id)));
        Ok(RobotList {
            is_drill: self.district.store.purpose == Purpose::Drill,
            has_link: self.robots.field().is_some(),
            robots,
        })
    }

    fn robot_card(&self, row: RobotRow, digests: &[RobotDigest]) -> Result<RobotCard, Failure> {
        let sealed = self.robots.sealed(self.district.store.desk, row.id)?;
        let (sending, left): (Vec<_>, Vec<_>) = digests
            .iter()
            .filter(|digest| digest.robot == row.id)
            .partition(|digest| digest.state == SendState::Sending);
        let left = left.into_iter().map(|digest| DigestRow {
            id: digest.id,
            state: digest.state,
            at: digest.at,
            items: digest.items,
            trouble: digest.trouble,
            code: digest.code.clone(),
            said: digest.said.clone(),
        });
        Ok(RobotCard {
            id: row.id,
            channel_name: self.district.tree.grid(&row.setting.channel).map(|grid| grid.name.clone()),
            is_signed: sealed.is_some_and(|sealed| sealed.secret.is_some()),
            is_halted: row.is_halted,
            is_sending: !sending.is_empty(),
            waiting: row.waiting,
            pause: row.due.filter(|due| *due > self.now),
            taken: row.taken,
            trouble: row.trouble,
            failed: row.failed,
            code: row.code,
            said: row.said,
            digests: left.collect(),
            setting: row.setting,
        })
    }
}
