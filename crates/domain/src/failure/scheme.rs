//! Why a scheme stays as it is: each says which import, draft, grid or order stands against the change.

use crate::code::GridPath;
use crate::scheme::SchemeState;

/// Something stands against a change of a scheme, by import or by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Impediment {
    /// The grids cannot change any more by import.
    SchemeInUse {
        /// The scheme's name.
        scheme: String,
    },
    /// The import was taken back before.
    AlreadyUndone,
    /// Something stands on what an undo would take away.
    RestsOnImport {
        /// What rests on it.
        noun: &'static str,
        /// How many.
        count: usize,
        /// One of them.
        example: String,
    },
    /// Devices are paired to what an undo would take away.
    DevicesOnImport {
        /// How many.
        count: usize,
    },
    /// An order reached somebody whom an undo would take away.
    OrdersOnImport {
        /// The order's human number.
        number: String,
    },
    /// Orders refer to the scheme of which an undo would take grids away.
    OrdersInScheme {
        /// The order's human number.
        number: String,
    },
    /// What an earlier import said would hold again, and its place is gone.
    NoPlaceToGoBack {
        /// What would go back.
        noun: &'static str,
        /// Which one.
        id: String,
    },
    /// A scheme is to be told from others.
    SchemeWithoutName,
    /// Another scheme has the name.
    SchemeNameTaken {
        /// The name.
        scheme: String,
    },
    /// A draft without grids divides nothing.
    SchemeWithoutGrids {
        /// The draft.
        scheme: String,
    },
    /// The step is not for a scheme in that state.
    SchemeClosed {
        /// The scheme.
        scheme: String,
        /// Where its life stands.
        state: SchemeState,
    },
    /// A draft has to be submitted before anybody judges it.
    SchemeNotSubmitted {
        /// The draft.
        scheme: String,
    },
    /// Who sends a scheme back says why.
    ReturnWithoutReason,
    /// Who drew a scheme does not publish it.
    OwnScheme {
        /// The scheme.
        scheme: String,
    },
    /// Another scheme came into force since the draft was made.
    SchemeOvertaken {
        /// The draft.
        scheme: String,
        /// Whose grids it began with.
        from: String,
        /// What is in force now.
        published: String,
    },
    /// Drafts were made from the scheme that an import or its undo would change.
    DraftsOfScheme {
        /// One of the drafts.
        draft: String,
    },
    /// Grids that came into a draft, or into a scheme that two persons publish, go by a draft too.
    ImportInDraft {
        /// The scheme that has them.
        scheme: String,
    },
    /// People or places would be left without a grid.
    NowhereToGo {
        /// The scheme that would come.
        scheme: String,
        /// What would be left.
        noun: &'static str,
        /// How many.
        count: usize,
        /// One of them.
        example: String,
        /// Its grid, which would go.
        grid: String,
    },
    /// The grid is not what the person saw.
    GridChangedSince {
        /// Which.
        path: GridPath,
    },
    /// A later revision changed the grid again.
    RevisedAgain {
        /// Which grid.
        path: GridPath,
    },
    /// The revision was taken back before.
    RevisionUndone,
    /// A revision that changes nothing.
    NothingToRevise,
    /// One grid twice in a revision.
    GridTwice {
        /// Which.
        path: GridPath,
    },
    /// A path that does not end in the grid's code.
    PathNotOfCode {
        /// The path.
        path: GridPath,
        /// The code.
        code: String,
    },
    /// A level that the scheme does not have.
    LevelUnknown {
        /// The level.
        level: u8,
        /// The scheme.
        scheme: String,
    },
    /// A grid without a boundary, or whose boundary encloses nothing.
    NoBoundary {
        /// Which.
        path: GridPath,
    },
    /// Another grid of the level has the code.
    CodeTaken {
        /// The code.
        code: String,
        /// The level.
        level: u8,
    },
    /// A grid whose parent would not be there.
    NoParent {
        /// Which.
        path: GridPath,
    },
    /// A grid that would not stand below its parent's level.
    NotBelowParent {
        /// Which.
        path: GridPath,
        /// Its level.
        level: u8,
        /// Its parent's.
        above: u8,
    },
    /// A grid that would go, and its children stay.
    HasChildren {
        /// Which.
        path: GridPath,
        /// One of its children.
        child: String,
    },
}

impl Impediment {
    /// Names it for programs and for the interface's words.
    pub fn code(&self) -> &'static str {
        match self {
            Self::SchemeInUse { .. } => "scheme.in_use",
            Self::AlreadyUndone => "import.already_undone",
            Self::RestsOnImport { .. } => "import.rested_upon",
            Self::DevicesOnImport { .. } => "import.devices_paired",
            Self::OrdersOnImport { .. } => "import.orders_reach",
            Self::OrdersInScheme { .. } => "import.scheme_in_use",
            Self::NoPlaceToGoBack { .. } => "import.no_place_to_go_back",
            Self::SchemeWithoutName => "scheme.name_missing",
            Self::SchemeNameTaken { .. } => "scheme.name_taken",
            Self::SchemeWithoutGrids { .. } => "scheme.without_grids",
            Self::SchemeClosed { state, .. } => match state {
                SchemeState::Draft => "scheme.still_draft",
                SchemeState::InReview => "scheme.in_review",
                SchemeState::Approved => "scheme.approved",
                SchemeState::Published => "scheme.in_force",
                SchemeState::Retired => "scheme.retired",
            },
            Self::SchemeNotSubmitted { .. } => "scheme.not_submitted",
            Self::ReturnWithoutReason => "scheme.reason_missing",
            Self::OwnScheme { .. } => "scheme.own",
            Self::SchemeOvertaken { .. } => "scheme.overtaken",
            Self::DraftsOfScheme { .. } => "scheme.has_drafts",
            Self::ImportInDraft { .. } => "import.in_draft",
            Self::NowhereToGo { .. } => "scheme.nowhere_to_go",
            Self::GridChangedSince { .. } => "revision.changed_since",
            Self::RevisedAgain { .. } => "revision.revised_again",
            Self::RevisionUndone => "revision.already_undone",
            Self::NothingToRevise => "revision.nothing",
            Self::GridTwice { .. } => "revision.grid_twice",
            Self::PathNotOfCode { .. } => "revision.path_not_of_code",
            Self::LevelUnknown { .. } => "revision.level_unknown",
            Self::NoBoundary { .. } => "revision.no_boundary",
            Self::CodeTaken { .. } => "revision.code_taken",
            Self::NoParent { .. } => "revision.no_parent",
            Self::NotBelowParent { .. } => "revision.not_below_parent",
            Self::HasChildren { .. } => "revision.has_children",
        }
    }

    /// What the sentence speaks of.
    pub(super) fn params(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::GridChangedSince { path }
            | Self::RevisedAgain { path }
            | Self::GridTwice { path }
            | Self::NoBoundary { path }
            | Self::NoParent { path } => vec![("path", path.to_string())],
            Self::NoPlaceToGoBack { noun, id } => vec![("noun", (*noun).to_owned()), ("id", id.clone())],
            Self::RestsOnImport { noun, count, example } => {
                vec![("noun", (*noun).to_owned()), ("count", count.to_string()), ("example", example.clone())]
            }
            Self::DevicesOnImport { count } => vec![("count", count.to_string())],
            Self::OrdersOnImport { number } | Self::OrdersInScheme { number } => vec![("number", number.clone())],
            Self::SchemeInUse { scheme }
            | Self::SchemeNameTaken { scheme }
            | Self::SchemeWithoutGrids { scheme }
            | Self::SchemeClosed { scheme, .. }
            | Self::SchemeNotSubmitted { scheme }
            | Self::OwnScheme { scheme }
            | Self::ImportInDraft { scheme } => vec![("scheme", scheme.clone())],
            Self::SchemeOvertaken { scheme, from, published } => {
                vec![("scheme", scheme.clone()), ("from", from.clone()), ("published", published.clone())]
            }
            Self::DraftsOfScheme { draft } => vec![("draft", draft.clone())],
            Self::NowhereToGo { scheme, noun, count, example, grid } => vec![
                ("scheme", scheme.clone()),
                ("noun", (*noun).to_owned()),
                ("count", count.to_string()),
                ("example", example.clone()),
                ("grid", grid.clone()),
            ],
            Self::PathNotOfCode { path, code } => vec![("path", path.to_string()), ("code", code.clone())],
            Self::LevelUnknown { level, scheme } => vec![("level", level.to_string()), ("scheme", scheme.clone())],
            Self::CodeTaken { code, level } => vec![("code", code.clone()), ("level", level.to_string())],
            Self::NotBelowParent { path, level, above } => {
                vec![("path", path.to_string()), ("level", level.to_string()), ("above", above.to_string())]
            }
            Self::HasChildren { path, child } => vec![("path", path.to_string()), ("child", child.clone())],
            Self::AlreadyUndone
            | Self::SchemeWithoutName
            | Self::ReturnWithoutReason
            | Self::RevisionUndone
            | Self::NothingToRevise => vec![],
        }
    }
}
