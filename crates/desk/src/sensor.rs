//! What sensors say, heard at the site's broker: each event is a suspicion in the list, in measure, and gives nothing to
//! anybody.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use domain::action::{Action, Call};
use domain::answer::{BrokerLink, SensorTally, Trouble};
use domain::camera::CameraLogin;
use domain::failure::{Failure, FailureKind};
use domain::id::{CommandId, DeskId};
use domain::purpose::Purpose;
use domain::seat::Seat;
use domain::sensor::{self, Held, Measure};
use domain::words::Params;

use crate::Desk;
use crate::camera::Cameras;
use crate::failure::broken;

/// What is listened to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokerWanted {
    /// Where, without what opens it.
    pub address: String,
    /// What opens it; none: nothing does.
    pub login: Option<CameraLogin>,
    /// As what this desk is known there.
    pub name: String,
    /// Where sensors speak.
    pub topics: Vec<String>,
}

/// What becomes of a broker's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BrokerNews {
    /// Nobody is listened to.
    Off,
    /// It is being sought.
    Sought,
    /// It is there.
    There,
    /// It is not; why, as the table of words calls it.
    Lost(&'static str, Params),
}

/// Why something that was said is not listened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unheard {
    /// It was said before, and kept at the broker.
    Kept,
    /// It is too long.
    TooLong,
}

/// What a desk knows of its sensors beside the ledger: all but what opens the broker since it was opened.
pub struct Sensing {
    cameras: Arc<Cameras>,
    state: Mutex<State>,
}

struct State {
    link: BrokerLink,
    heard: SensorTally,
    measure: Measure,
}

impl Sensing {
    pub fn new(cameras: Arc<Cameras>) -> Self {
        let state = State { link: BrokerLink::Off, heard: SensorTally::default(), measure: Measure::default() };
        Self { cameras, state: Mutex::new(state) }
    }

    /// What opens a broker; none: nothing does, or nobody has said.
    pub fn login(&self, desk: DeskId, address: &str) -> Result<Option<CameraLogin>, Failure> {
        self.cameras.login_of_broker(desk, address)
    }

    /// How it stands with the broker, and what was heard there.
    pub fn now(&self) -> (BrokerLink, SensorTally) {
        let state = self.state();
        (state.link.clone(), state.heard.clone())
    }

    /// Since when nobody hears the sensors, and why; none: they are heard, or nobody is to be.
    pub fn trouble(&self) -> Option<Trouble> {
        match self.now().0 {
            BrokerLink::Lost { since, code, params } => Some(Trouble { code, params, since }),
            BrokerLink::Off | BrokerLink::Sought | BrokerLink::There { .. } => None,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Desk {
    /// What is listened to; none: nobody said where, no sensor is known, or the store is for practice.
    pub fn broker_wanted(&self) -> Result<Option<BrokerWanted>, Failure> {
        let district = self.district();
        let topics = district.tables.sensors.at(self.now()).table.topics();
        if topics.is_empty() || district.store.purpose == Purpose::Drill {
            return Ok(None);
        }
        let Some(address) = self.readers.with(|view| view.broker().map_err(broken))? else { return Ok(None) };
        let login = self.sensing.login(self.id, &address)?;
        // Two connections under one name end each other.
        let name = format!("wutu-{}", &self.id.to_string().replace('-', "")[..16]);
        Ok(Some(BrokerWanted { address, login, name, topics }))
    }

    /// Notes how it stands with the broker.
    pub fn note_broker(&self, news: BrokerNews) {
        let since = self.now();
        let mut state = self.sensing.state();
        state.link = match news {
            BrokerNews::Off => BrokerLink::Off,
            BrokerNews::Sought => BrokerLink::Sought,
            BrokerNews::There => BrokerLink::There { since },
            BrokerNews::Lost(code, params) => {
                // One that is sought again and again is lost since it was.
                let since = if let BrokerLink::Lost { since, .. } = state.link { since } else { since };
                BrokerLink::Lost { since, code: code.to_owned(), params }
            }
        };
    }

    /// Something was said that is not listened to; it is counted.
    pub fn pass_over(&self, why: Unheard) {
        let mut state = self.sensing.state();
        let heard = &mut state.heard;
        heard.messages = heard.messages.saturating_add(1);
        heard.last = Some(self.now());
        let count = match why {
            Unheard::Kept => &mut heard.kept,
            Unheard::TooLong => &mut heard.unreadable,
        };
        *count = count.saturating_add(1);
    }

    /// Something was said. What is an event becomes a suspicion, if there is room for one; all is counted.
    pub fn hear_sensors(&self, topic: &str, said: &[u8]) -> Result<(), Failure> {
        let (district, now) = (self.district(), self.now());
        let table = &district.tables.sensors.at(now).table;
        let mut reports = Vec::new();
        {
            let mut state = self.sensing.state();
            let State { heard, measure, .. } = &mut *state;
            heard.messages = heard.messages.saturating_add(1);
            heard.last = Some(now);
            let Some(said) = sensor::heard(said) else {
                heard.unreadable = heard.unreadable.saturating_add(1);
                return Ok(());
            };
            let mut events = table.at(topic).filter(|sensor| sensor.tells(&said)).peekable();
            if events.peek().is_none() {
                heard.passed_over = heard.passed_over.saturating_add(1);
            }
            for event in events {
                let count = match measure.admit(&event.id, now) {
                    Ok(()) => {
                        reports.push((event.id.clone(), event.suspicion(&said, now)));
                        continue;
                    }
                    Err(Held::Again) => &mut heard.again,
                    Err(Held::TooMany) => &mut heard.too_many,
                };
                *count = count.saturating_add(1);
            }
        }
        for (sensor, report) in reports {
            let command_id = CommandId((self.options.new_id)());
            let call = Call { command_id, action: Action::MakeReport { report: Box::new(report) } };
            let told = self.act(&Seat::of_sensors(), call);
            let mut state = self.sensing.state();
            match told {
                Ok(_) => state.heard.suspicions = state.heard.suspicions.saturating_add(1),
                // It is heard again as soon as the sensor says so again, and not only after its time.
                Err(failure) if failure.kind == FailureKind::Broken => {
                    state.heard.refused = state.heard.refused.saturating_add(1);
                    state.measure.forget(&sensor);
                    return Err(failure);
                }
                // It was written down before, or its place is gone.
                Err(_) => state.heard.refused = state.heard.refused.saturating_add(1),
            }
        }
        Ok(())
    }
}
