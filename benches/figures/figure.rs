//! One line of the table: what we took, what each peer took, and what we aim at.

use benches::spread::Spread;

/// One path, measured.
pub struct Figure {
    pub what: String,
    pub unit: Unit,
    pub ours: Spread,
    /// Beside the figure: memory, or the slowest.
    pub note: String,
    pub peers: Vec<Peer>,
    pub aims: Vec<Aim>,
}

/// What the samples count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Seconds,
    PerSecond,
}

/// Somebody else on the same path. Without samples: not installed here.
pub struct Peer {
    pub name: String,
    pub took: Spread,
    pub note: String,
    /// How many times as fast as this peer we must be, and want to be.
    pub floor: Option<f64>,
    pub goal: Option<f64>,
}

/// An aim that stands by itself.
pub struct Aim {
    pub what: String,
    pub is: f64,
    pub better: Better,
    pub floor: Option<f64>,
    pub goal: Option<f64>,
    pub shown: fn(f64) -> String,
}

/// Which way an aim lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    Less,
    More,
}

impl Figure {
    pub fn new(what: impl Into<String>, unit: Unit) -> Self {
        let (ours, note) = (Spread::default(), String::new());
        Self { what: what.into(), unit, ours, note, peers: Vec::new(), aims: Vec::new() }
    }

    #[must_use]
    pub fn beside(mut self, name: impl Into<String>, floor: Option<f64>, goal: Option<f64>) -> Self {
        let (took, note) = (Spread::default(), String::new());
        self.peers.push(Peer { name: name.into(), took, note, floor, goal });
        self
    }

    /// How many times as fast as a peer we are.
    pub fn ratio(&self, peer: &Peer) -> f64 {
        match self.unit {
            Unit::Seconds => peer.took.median() / self.ours.median(),
            Unit::PerSecond => self.ours.median() / peer.took.median(),
        }
    }
}

impl Aim {
    /// Something of which less is better.
    pub fn less(what: impl Into<String>, is: f64, shown: fn(f64) -> String) -> Self {
        Self { what: what.into(), is, better: Better::Less, floor: None, goal: None, shown }
    }

    /// Something of which more is better.
    pub fn more(what: impl Into<String>, is: f64, shown: fn(f64) -> String) -> Self {
        Self { better: Better::More, ..Self::less(what, is, shown) }
    }

    #[must_use]
    pub fn floor(self, floor: f64) -> Self {
        Self { floor: Some(floor), ..self }
    }

    #[must_use]
    pub fn goal(self, goal: f64) -> Self {
        Self { goal: Some(goal), ..self }
    }

    /// How many times it is away from a limit; one or less: it is reached.
    pub fn from(&self, limit: f64) -> f64 {
        match self.better {
            Better::Less => self.is / limit,
            Better::More => limit / self.is,
        }
    }
}

impl Unit {
    /// The median with the least and the most.
    pub fn show(self, spread: &Spread) -> String {
        let one = match self {
            Self::Seconds => seconds,
            Self::PerSecond => per_second,
        };
        format!("{} ({} – {})", one(spread.median()), one(spread.least()), one(spread.most()))
    }
}

pub fn seconds(value: f64) -> String {
    match value {
        1.0.. => format!("{value:.2} s"),
        0.001.. => format!("{:.1} ms", value * 1e3),
        _ => format!("{:.2} µs", value * 1e6),
    }
}

pub fn per_second(value: f64) -> String {
    format!("{}/s", thousands(value.round() as u64))
}

pub fn megabytes(value: f64) -> String {
    format!("{} MB", thousands(value.round() as u64))
}

/// A multiple of something else.
pub fn times(value: f64) -> String {
    format!("{value:.2}×")
}

/// 1000000 as 1,000,000.
pub fn thousands(value: u64) -> String {
    let digits = value.to_string();
    let parts: Vec<&str> =
        digits.as_bytes().rchunks(3).rev().map(|part| std::str::from_utf8(part).expect("digits are text")).collect();
    parts.join(",")
}
