//! How the people of a district behave, by what kind of day it is.

use std::time::Duration;

use crate::found::{AT_NIGHT, DAYTIME, IN_A_FLOOD, Sight};

/// A kind of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Profile {
    /// A working day: nearly everybody answers within minutes.
    Quiet,
    /// Water in the streets: people answer fast and report much, many lose the network, some can't.
    Flood,
    /// Half past ten in the evening: many sleep.
    Night,
    /// Everybody answers at once. Nobody is like that; a desk must bear it.
    Rush,
}

/// What people do with an order. Shares are of one; times are those of a day that runs at its own pace.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Manners {
    /// Who never looks.
    pub silent: f64,
    /// Of those who look: who says no.
    pub refuse: f64,
    /// Of those who say yes: who says later that it is done.
    pub finish: f64,
    /// Who has no network when the order comes.
    pub cut: f64,
    /// Who loses it after the order came, and does what he does without it.
    pub lapse: f64,
    /// Who asks the centre to call.
    pub call: f64,
    /// Half of them have read it by then.
    pub read: Duration,
    /// Half of those who read have answered that much later.
    pub answer: Duration,
    /// Half of those who finish have done it that much later.
    pub work: Duration,
    /// Half of those without a network have it again by then.
    pub outage: Duration,
    /// Half of all people come upon something by themselves by then, and by then again; none: nobody ever does.
    pub find: Option<Duration>,
    /// What there is to be found.
    pub sights: &'static [Sight],
    /// How far apart people are: none, all take the same time; at one, one in six takes e times as long.
    pub spread: f64,
}

impl Profile {
    /// All of them, by the names they have on the command line.
    pub const ALL: [(&'static str, Self); 4] =
        [("quiet", Self::Quiet), ("flood", Self::Flood), ("night", Self::Night), ("rush", Self::Rush)];

    /// How people behave.
    pub fn manners(self) -> Manners {
        let minutes = |minutes: f64| Duration::from_secs_f64(minutes * 60.0);
        match self {
            Self::Quiet => Manners {
                silent: 0.03,
                refuse: 0.01,
                finish: 0.9,
                cut: 0.01,
                lapse: 0.01,
                call: 0.0,
                read: minutes(0.8),
                answer: minutes(0.7),
                work: minutes(25.0),
                outage: minutes(4.0),
                find: Some(minutes(60.0 * 60.0)),
                sights: DAYTIME,
                spread: 0.9,
            },
            Self::Flood => Manners {
                silent: 0.08,
                refuse: 0.05,
                finish: 0.8,
                cut: 0.2,
                lapse: 0.15,
                call: 0.03,
                read: minutes(0.4),
                answer: minutes(0.5),
                work: minutes(12.0),
                outage: minutes(6.0),
                find: Some(minutes(4.0 * 60.0)),
                sights: IN_A_FLOOD,
                spread: 1.1,
            },
            Self::Night => Manners {
                silent: 0.14,
                refuse: 0.02,
                finish: 0.7,
                cut: 0.03,
                lapse: 0.03,
                call: 0.01,
                read: minutes(1.4),
                answer: minutes(0.6),
                work: minutes(20.0),
                outage: minutes(8.0),
                find: Some(minutes(120.0 * 60.0)),
                sights: AT_NIGHT,
                spread: 1.2,
            },
            Self::Rush => Manners {
                silent: 0.0,
                refuse: 0.0,
                finish: 0.0,
                cut: 0.0,
                lapse: 0.0,
                call: 0.0,
                read: Duration::ZERO,
                answer: Duration::ZERO,
                work: Duration::ZERO,
                outage: Duration::ZERO,
                find: None,
                sights: &[],
                spread: 0.0,
            },
        }
    }
}
