//! Seats: who may do what, where, and the devices that hold them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::id::{DeviceId, IntakeId, PostId};
use crate::moment::Moment;

/// One role over one subtree; every act names the seat it came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Seat {
    /// What the seat may do.
    pub role: Role,
    /// Over what: this grid and all below. None: the whole store, also while it has no grid yet.
    pub subtree: Option<GridPath>,
    /// The post that sits here, for people in the field.
    pub post: Option<PostId>,
    /// How it came in.
    pub door: Door,
}

/// What a seat may do; the table is in `rights`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum Role {
    /// 管理员.
    Admin,
    /// 指挥长.
    Commander,
    /// 值班员.
    Operator,
    /// 督查员.
    Supervisor,
    /// 网格员 and heads, on a phone.
    Field,
    /// 审计员.
    Auditor,
}

/// How a seat reached the desk.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "way", content = "device", rename_all = "snake_case")]
#[ts(export)]
pub enum Door {
    /// The window on the desk itself.
    Window,
    /// The command line, by who owns the file.
    Terminal,
    /// A paired phone or browser.
    Device(DeviceId),
    /// Another system, with its token.
    Intake(IntakeId),
    /// What sensors say, at the site's broker.
    Sensors,
}

/// Who sits there, as far as it can be told until people sign in by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(tag = "who", content = "device", rename_all = "snake_case")]
#[ts(export)]
pub enum Person {
    /// Whoever owns the store: at its window and at its terminal.
    Owner,
    /// Whoever holds a paired device.
    Device(DeviceId),
    /// Another system.
    Intake(IntakeId),
    /// The site's sensors.
    Sensors,
}

/// What a pairing code grants: a seat still without a device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Grant {
    /// What the seat may do.
    pub role: Role,
    /// Over what; none: the whole store.
    pub subtree: Option<GridPath>,
    /// For whom, when it is a person in the field.
    pub post: Option<PostId>,
}

/// A paired device as the desk knows it. The token itself is only on the device.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Device {
    /// The device, for ever.
    pub id: DeviceId,
    /// What it was granted.
    pub grant: Grant,
    /// When it was paired.
    pub paired: Moment,
    /// When the token ends.
    pub until: Moment,
    /// When it was revoked, if it was.
    pub revoked: Option<Moment>,
}

impl Role {
    /// All roles, in the order in which pages list them.
    pub const ALL: [Self; 6] =
        [Self::Admin, Self::Commander, Self::Operator, Self::Supervisor, Self::Field, Self::Auditor];

    /// As on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Admin => "admin",
            Self::Commander => "commander",
            Self::Operator => "operator",
            Self::Supervisor => "supervisor",
            Self::Field => "field",
            Self::Auditor => "auditor",
        }
    }
}

impl Seat {
    /// The one admin seat of a store in which nobody signs in by name yet.
    pub fn owner(door: Door) -> Self {
        Self { role: Role::Admin, subtree: None, post: None, door }
    }

    /// As whom sensors are heard: what they say may be written down, and nothing else.
    pub fn of_sensors() -> Self {
        Self { role: Role::Operator, subtree: None, post: None, door: Door::Sensors }
    }

    /// Who sits here.
    pub fn person(&self) -> Person {
        match self.door {
            Door::Window | Door::Terminal => Person::Owner,
            Door::Device(device) => Person::Device(device),
            Door::Intake(intake) => Person::Intake(intake),
            Door::Sensors => Person::Sensors,
        }
    }

    /// Whether `path` lies in the seat's subtree.
    pub fn covers(&self, path: &GridPath) -> bool {
        self.subtree.as_ref().is_none_or(|top| path.is_within(top))
    }
}

impl Device {
    /// Whether the device may act at `now`.
    pub fn is_valid(&self, now: Moment) -> bool {
        self.revoked.is_none() && now < self.until
    }
}
