//! Incidents that another system hands in: each is taken in by the same action as if somebody had written it down, as the
//! seat of the intake, and the same number again is answered with the incident that it is.

use domain::action::{Action, Call, Outcome};
use domain::failure::{Failure, FailureKind, Refusal};
use domain::hotline::HotlineOrder;
use domain::id::CommandId;
use domain::incident::Channel;
use domain::intake::{Intake, IntakeReport, Taken, TakenLine, number_in, orders};
use domain::report::Spot;
use serde_json::Value;

use crate::Desk;
use crate::failure::broken;
use crate::pairing::hash;

impl Desk {
    /// The way in that a token opens. Whoever has a token that was right is told why it opens nothing any longer.
    pub fn intake_of(&self, token: &str) -> Result<Intake, Failure> {
        let row = self.readers.with(|view| view.intake_by_token(&hash(token)).map_err(broken))?;
        let row = row.ok_or_else(|| Failure::refused("intake.unknown", &[]))?;
        row.intake.admits(row.closed, self.now())?;
        Ok(row.intake)
    }

    /// Take orders in, one or a list; what is refused keeps no other out.
    pub fn take_in(&self, intake: &Intake, body: Value) -> Result<IntakeReport, Failure> {
        let numbers: Vec<Option<String>> = match &body {
            Value::Array(all) => all.iter().map(number_in).collect(),
            one => vec![number_in(one)],
        };
        let mut report = IntakeReport { taken: 0, known: 0, refused: 0, orders: Vec::new() };
        for ((order, foreign), row) in orders(body)?.into_iter().zip(numbers).zip(1..) {
            let taken = match order.and_then(|order| self.take_in_one(intake, order)) {
                Ok(taken) => taken,
                Err(failure) if failure.kind == FailureKind::Broken => return Err(failure),
                Err(failure) => Taken::Refused { failure: Box::new(failure) },
            };
            match taken {
                Taken::Taken { .. } => report.taken += 1,
                Taken::Known { .. } => report.known += 1,
                Taken::Refused { .. } => report.refused += 1,
            }
            report.orders.push(TakenLine { row, foreign, taken });
        }
        Ok(report)
    }

    fn take_in_one(&self, intake: &Intake, order: HotlineOrder) -> Result<Taken, Failure> {
        if let Some(number) = self.known_by(intake.channel, &order.number)? {
            return Ok(Taken::Known { number });
        }
        let (seat, district, now) = (intake.seat(), self.district(), self.now());
        let foreign = order.number.clone();
        let found = self.place_of(&seat, &order)?;
        let placed = found.is_some();
        let top = || match &intake.subtree {
            Some(path) => Ok(path.clone()),
            None => district.tree.tops().next().map(|grid| grid.path.clone()).ok_or(Refusal::NoScheme),
        };
        let spot = match found {
            Some(spot) => spot,
            None => Spot::Grid { path: top()? },
        };
        let table = &district.tables.categories.at(now).table;
        let mut report = order.into_report(spot, now, (table, district.store.offset_hours));
        report.channel = Some(intake.channel);
        let action = Action::MakeReport { report: Box::new(report) };
        let call = Call { command_id: CommandId((self.options.new_id)()), action };
        match self.act(&seat, call) {
            Ok(Outcome::ReportMade { incident, number, veiled }) => {
                Ok(Taken::Taken { incident, number, placed, veiled })
            }
            Ok(_) => Err(crate::failure::bug("a report answers something else")),
            // Somebody handed it in at the same moment.
            Err(failure) => match self.known_by(intake.channel, &foreign)? {
                Some(number) => Ok(Taken::Known { number }),
                None => Err(failure),
            },
        }
    }

    fn known_by(&self, channel: Channel, number: &str) -> Result<Option<String>, Failure> {
        let known = self.readers.with(|view| view.incident_of_number(channel, number).map_err(broken))?;
        Ok(known.map(|row| row.number))
    }
}
