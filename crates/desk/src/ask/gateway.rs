//! The site's gateways, and messages on their way out by them.

use std::collections::HashMap;

use domain::answer::{GatewayCard, GatewayList, SendLine, SendRow};
use domain::failure::Failure;
use domain::gateway::GatewayKind;
use domain::id::{OrderId, PostId};
use domain::purpose::Purpose;
use domain::seat::Role;
use ledger::SentRow;

use super::Desktop;
use crate::failure::broken;
use crate::gateway::{midnight, tomorrow};

/// The most messages of the list.
const MOST_ROWS: usize = 300;

impl Desktop<'_, '_> {
    pub(super) fn ask_gateways(&self) -> Result<GatewayList, Failure> {
        let gateways = GatewayKind::ALL.into_iter().map(|by| self.gateway_card(by)).collect::<Result<_, _>>()?;
        let mut numbers: HashMap<OrderId, String> = HashMap::new();
        let (mut sends, mut total) = (Vec::new(), 0);
        for row in self.view.open_sends().map_err(broken)? {
            let Some(post) = self.district.roster.post(&row.post) else { continue };
            if !self.seat.covers(&post.grid) {
                continue;
            }
            total += 1;
            if sends.len() == MOST_ROWS {
                continue;
            }
            let number = match numbers.get(&row.order) {
                Some(known) => known.clone(),
                None => self.view.order(row.order).map_err(broken)?.map_or_else(String::new, |order| order.number),
            };
            numbers.insert(row.order, number.clone());
            sends.push(SendRow {
                order: row.order,
                number,
                post: row.post.clone(),
                person: post.person.clone(),
                grid: post.grid.clone(),
                line: line(row),
            });
        }
        Ok(GatewayList { is_drill: self.district.store.purpose == Purpose::Drill, gateways, sends, total })
    }

    /// The last message that went to each about an order.
    pub(super) fn sends_of(&self, order: OrderId) -> Result<HashMap<PostId, SendLine>, Failure> {
        let rows = self.view.sends_of(order).map_err(broken)?;
        Ok(rows.into_iter().map(|row| (row.post.clone(), line(row))).collect())
    }

    fn gateway_card(&self, by: GatewayKind) -> Result<GatewayCard, Failure> {
        let store = &self.district.store;
        let account = self.gateways.account(self.view, by)?;
        let sealed = self.gateways.sealed(store.desk, by)?;
        let is_admin = self.seat.role == Role::Admin && self.seat.subtree.is_none();
        let today = self.view.sent_since(store.desk, by, midnight(self.now, store.offset_hours)).map_err(broken)?;
        let a_day = account.as_ref().map_or(0, |account| account.setting.a_day);
        let is_spent = account.is_some() && today >= a_day;
        let pause = self.gateways.pause(by).filter(|until| *until > self.now && account.is_some());
        let secrets = sealed.iter().flat_map(|sealed| sealed.credentials.named()).map(|(name, _)| name.to_owned());
        let reports = account.as_ref().filter(|account| is_admin && !account.sealed.token.is_empty());
        Ok(GatewayCard {
            by,
            is_on: account.is_some(),
            secrets: secrets.collect(),
            report_path: reports.map(|account| format!("/gateway/{}/{}", by.word(), account.sealed.token)),
            today,
            a_day,
            waiting: self.view.waiting_sends(store.desk, by).map_err(broken)?,
            pause: if is_spent { Some(tomorrow(self.now, store.offset_hours)) } else { pause },
            is_spent,
            setting: account.filter(|_| is_admin).map(|account| account.setting),
        })
    }
}

/// A message as the board and the list show it.
fn line(row: SentRow) -> SendLine {
    let SentRow { id, by, state, at, due, tries, why, said, .. } = row;
    SendLine { send: id, by, state, at, due, tries, why, said }
}

/// What a draft would send out by a gateway as well.
pub fn open(desk: &Desktop<'_, '_>) -> Result<Vec<GatewayKind>, Failure> {
    let mut open = Vec::new();
    for by in GatewayKind::ALL {
        if desk.gateways.account(desk.view, by)?.is_some() {
            open.push(by);
        }
    }
    Ok(open)
}
