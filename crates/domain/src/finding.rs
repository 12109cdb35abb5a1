//! What can be wrong in a district, by kind and by name, and findings that somebody lets stand.

use std::fmt;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::code::GridPath;
use crate::failure::Refusal;
use crate::moment::Moment;
use crate::seat::Seat;

/// What is wrong. Each has words and a name in `words`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FindingKind {
    /// 空隙: a place of the parent that no child has, with children all around it.
    Gap,
    /// 未覆盖: the same at the parent's border.
    NotFilled,
    /// 重叠: two children have a place.
    Overlap,
    /// 越界: a child has a place that is not its parent's.
    OutsideParent,
    /// 位于别的上级: a child lies, wholly or nearly, in another grid of its parent's level.
    LiesElsewhere,
    /// 边不一致: two drew their common border with different corners.
    MismatchedEdge,
    /// 细条: narrower than the tolerance.
    Sliver,
    /// 无效边界: a ring that is none.
    InvalidRing,
    /// 过于纠缠: edges pass each other so often that nothing is proven.
    TooTangled,
    /// 编码重复: a code stands twice at one level.
    DuplicateCode,
    /// 编码不合规则.
    MalformedCode,
    /// 上级不符: the grid stands under another parent than its code says.
    WrongParent,
    /// 类型不符: the grid's kind is one of another level.
    WrongKind,
    /// 无人在岗: the store has no post at all.
    NoRoster,
    /// 无网格长.
    NoHead,
    /// 数量不符: a parent's count is not its children's sum.
    CountMismatch,
}

/// A finding's name: the same as long as the same is wrong with the same grids at the same place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[ts(type = "string", export)]
pub struct FindingKey(pub String);

/// Whether somebody has let a finding stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
#[ts(export)]
pub enum FindingState {
    /// To be mended or accepted.
    Open,
    /// Somebody has looked at it and lets it stand.
    Accepted,
}

/// Who lets a finding stand, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(export)]
pub struct Acceptance {
    /// Why it may stand.
    pub note: String,
    /// Who answers for that.
    pub name: String,
    /// From which seat.
    pub by: Seat,
    /// When.
    pub at: Moment,
}

/// How a finding may be mended. Each is one revision of a draft, which can be undone.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(tag = "how", rename_all = "snake_case")]
#[ts(export)]
pub enum Mend {
    /// A narrow gap or overlap goes to the neighbour that has the longest common edge with it.
    GiveToNeighbour,
    /// A grid's side of a mismatched edge is laid on the other's: the neighbour's or the parent's.
    SnapToOther {
        /// Whose side moves.
        moving: GridPath,
    },
    /// What lies outside the parent is taken away.
    ClipToParent,
    /// 归到正确的上级: a grid goes, with everything below it, under the parent that it lies in.
    MoveToParent {
        /// Which grid.
        path: GridPath,
        /// Its parent from then on.
        parent: GridPath,
    },
}

/// The most characters of a note.
const LONGEST_NOTE: usize = 500;
/// The most characters of a name.
const LONGEST_NAME: usize = 40;

impl FindingKind {
    /// All kinds, in the order in which lists show them.
    pub const ALL: [Self; 16] = [
        Self::Gap,
        Self::NotFilled,
        Self::Overlap,
        Self::OutsideParent,
        Self::LiesElsewhere,
        Self::MismatchedEdge,
        Self::Sliver,
        Self::InvalidRing,
        Self::TooTangled,
        Self::DuplicateCode,
        Self::MalformedCode,
        Self::WrongParent,
        Self::WrongKind,
        Self::NoRoster,
        Self::NoHead,
        Self::CountMismatch,
    ];

    /// As on the wire.
    pub fn word(self) -> &'static str {
        match self {
            Self::Gap => "gap",
            Self::NotFilled => "not_filled",
            Self::Overlap => "overlap",
            Self::OutsideParent => "outside_parent",
            Self::LiesElsewhere => "lies_elsewhere",
            Self::MismatchedEdge => "mismatched_edge",
            Self::Sliver => "sliver",
            Self::InvalidRing => "invalid_ring",
            Self::TooTangled => "too_tangled",
            Self::DuplicateCode => "duplicate_code",
            Self::MalformedCode => "malformed_code",
            Self::WrongParent => "wrong_parent",
            Self::WrongKind => "wrong_kind",
            Self::NoRoster => "no_roster",
            Self::NoHead => "no_head",
            Self::CountMismatch => "count_mismatch",
        }
    }

    /// The kind with this word.
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.word() == word)
    }
}

impl Mend {
    /// As on the wire.
    pub fn word(&self) -> &'static str {
        match self {
            Self::GiveToNeighbour => "give_to_neighbour",
            Self::SnapToOther { .. } => "snap_to_other",
            Self::ClipToParent => "clip_to_parent",
            Self::MoveToParent { .. } => "move_to_parent",
        }
    }
}

impl FindingKey {
    /// The name of a finding of this kind, of these grids, at this place and of this size.
    ///
    /// `place` in degrees is taken to a hundred-thousandth, about a metre. `measure` is whatever makes it another
    /// finding when it changes: an area that has grown was not looked at when the smaller one was accepted.
    pub fn of(kind: FindingKind, grids: &[GridPath], place: Option<(f64, f64)>, measure: &str) -> Self {
        let mut hasher = blake3::Hasher::new();
        for grid in grids {
            hasher.update(grid.as_str().as_bytes()).update(&[0]);
        }
        let rounded = |degrees: f64| ((degrees * 1e5).round() as i64).to_le_bytes();
        if let Some((longitude, latitude)) = place {
            hasher.update(&rounded(longitude)).update(&rounded(latitude));
        }
        let hex = hasher.update(measure.as_bytes()).finalize().to_hex();
        Self(format!("{}-{}", kind.word(), &hex[..12]))
    }

    /// The name of one more finding that would have this one.
    #[must_use]
    pub fn again(&self, times: usize) -> Self {
        Self(format!("{self}-{times}"))
    }
}

/// Whether a note and a name can stand under a finding.
pub fn check_note(note: &str, name: &str) -> Result<(), Refusal> {
    if note.trim().is_empty() || name.trim().is_empty() {
        return Err(Refusal::NoteMissing);
    }
    Refusal::unless_within(note, LONGEST_NOTE)?;
    Refusal::unless_within(name, LONGEST_NAME)
}

impl fmt::Display for FindingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for FindingKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.word().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_finding_keeps_its_name_while_nothing_of_it_changes() {
        let grids = |codes: &[&str]| codes.iter().map(|code| GridPath::from_text(*code)).collect::<Vec<_>>();
        let of = |kind, codes: &[&str], place, measure| FindingKey::of(kind, &grids(codes), place, measure);
        let key = of(FindingKind::Gap, &["1", "1.2"], Some((114.000_001, 33.0)), "7");
        assert_eq!(key, of(FindingKind::Gap, &["1", "1.2"], Some((114.000_002, 33.0)), "7"));
        let others = [
            of(FindingKind::Overlap, &["1", "1.2"], Some((114.000_001, 33.0)), "7"),
            of(FindingKind::Gap, &["1", "1.3"], Some((114.000_001, 33.0)), "7"),
            of(FindingKind::Gap, &["1.1.2"], Some((114.000_001, 33.0)), "7"),
            of(FindingKind::Gap, &["1", "1.2"], Some((114.000_1, 33.0)), "7"),
            of(FindingKind::Gap, &["1", "1.2"], Some((114.000_001, 33.0)), "8"),
            of(FindingKind::Gap, &["1", "1.2"], None, "7"),
        ];
        assert!(others.iter().all(|other| *other != key), "{key}: {others:?}");
    }

    #[test]
    fn every_kind_is_found_by_its_word() {
        for kind in FindingKind::ALL {
            assert_eq!(FindingKind::named(kind.word()), Some(kind));
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.word().into()));
        }
        assert_eq!(FindingKind::named("hole"), None);
    }

    #[test]
    fn a_note_says_why_and_who() {
        assert_eq!(check_note("河道", "周明"), Ok(()));
        assert_eq!(check_note(" ", "周明"), Err(Refusal::NoteMissing));
        assert_eq!(check_note("河道", ""), Err(Refusal::NoteMissing));
        let long = "长".repeat(LONGEST_NOTE + 1);
        assert_eq!(check_note(&long, "周明"), Err(Refusal::TextTooLong { length: 501, most: 500 }));
    }
}
