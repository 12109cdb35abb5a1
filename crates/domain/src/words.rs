//! What refusals, failures, faults and findings say, in both languages: one table from which every host speaks.
//!
//! Each of them is a code with params; the sentence is made here, at the edge. Each code has
//! a sentence (what is wrong) and advice (what to do). `{name}` stands for the param of that name.
//! Where something is wrong – row and field – stands beside the code and is not repeated here.

mod amend;
mod attachment;
mod basemap;
mod centre;
mod document;
mod duty;
mod edit;
mod edition;
mod file;
mod finding;
mod foreign;
mod gateway;
mod host;
mod hotline;
mod incident;
mod intake;
mod letter;
mod name;
mod order;
mod recheck;
mod refusal;
mod review;
mod robot;
mod row;
mod scheme;
mod see;
mod sensor;
mod shape;
mod sheet;
mod store;
mod talk;
mod whistle;

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use ts_rs::TS;

pub use document::document;
pub use name::name_of;

/// The languages that this table speaks; `zh` and `en` on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, TS)]
#[ts(export)]
pub enum Language {
    /// 中文.
    #[default]
    #[serde(rename = "zh")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

/// The words of one code.
#[derive(Debug)]
struct Words {
    code: &'static str,
    /// Sentence and advice.
    zh: [&'static str; 2],
    /// Sentence and advice.
    en: [&'static str; 2],
}

const TABLE: [&[Words]; 30] = [
    refusal::WORDS,
    order::WORDS,
    scheme::WORDS,
    edit::WORDS,
    host::WORDS,
    store::WORDS,
    file::WORDS,
    foreign::WORDS,
    shape::WORDS,
    row::WORDS,
    finding::WORDS,
    sheet::WORDS,
    amend::WORDS,
    basemap::WORDS,
    centre::WORDS,
    duty::WORDS,
    attachment::WORDS,
    see::WORDS,
    talk::WORDS,
    gateway::WORDS,
    robot::WORDS,
    incident::WORDS,
    review::WORDS,
    edition::WORDS,
    whistle::WORDS,
    recheck::WORDS,
    intake::WORDS,
    sensor::WORDS,
    hotline::WORDS,
    letter::WORDS,
];

/// What words speak of, by name.
pub type Params = BTreeMap<String, String>;

/// What is wrong; none when the code has no words, or when a param that the sentence speaks of is not given.
pub fn sentence(code: &str, params: &Params, language: Language) -> Option<String> {
    fill(find(code)?.of(language)[0], params, language)
}

/// What to do; none when the code has no words, or when a param that the advice speaks of is not given.
pub fn advice(code: &str, params: &Params, language: Language) -> Option<String> {
    fill(find(code)?.of(language)[1], params, language)
}

/// Params from pairs of name and value.
pub fn params(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Sentence and advice in one line.
pub fn whole(code: &str, params: &Params, language: Language) -> Option<String> {
    let between = language.either("；", "; ");
    Some([sentence(code, params, language)?, advice(code, params, language)?].join(between))
}

/// All codes that have words.
pub fn codes() -> impl Iterator<Item = &'static str> {
    TABLE.into_iter().flatten().map(|words| words.code)
}

impl Language {
    /// `zh` and `en`, with or without a country: `zh-CN`.
    pub fn named(name: &str) -> Option<Self> {
        match name.split(['-', '_']).next()?.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// What is said in this language.
    pub fn either<T>(self, chinese: T, english: T) -> T {
        match self {
            Self::Chinese => chinese,
            Self::English => english,
        }
    }
}

impl Words {
    fn of(&self, language: Language) -> &[&'static str; 2] {
        language.either(&self.zh, &self.en)
    }
}

/// By code: a file may have a million faults, and each is put into words.
static BY_CODE: LazyLock<HashMap<&str, &Words>> =
    LazyLock::new(|| TABLE.into_iter().flatten().map(|words| (words.code, words)).collect());

fn find(code: &str) -> Option<&'static Words> {
    BY_CODE.get(code).copied()
}

/// One pass, so that braces in what a file says stay what they are.
fn fill(template: &str, params: &Params, language: Language) -> Option<String> {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}')?;
        out.push_str(before);
        let value = params.get(name)?;
        out.push_str(name::name_of(name, value, language).unwrap_or(value));
        rest = after;
    }
    out.push_str(rest);
    Some(out)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::code::GridPath;
    use crate::failure::{Blind, Deaf, Hurdle, Impediment, Mute, Objection, Obstacle, Refusal, Snag, Stale, Unripe};
    use crate::item::{ItemKind, ItemName};
    use crate::particulars::ParticularKind;
    use crate::place::Position;
    use crate::rights;
    use crate::scheme::SchemeState;
    use crate::seat::Role;

    fn placeholders(template: &str) -> BTreeSet<&str> {
        template.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
    }

    fn refusals() -> Vec<Refusal> {
        let path = || GridPath::from_text("411602.411602001");
        vec![
            Refusal::NotYours { entry: "import_set", role: "auditor".to_owned() },
            Refusal::OutsideSubtree { path: path() },
            Refusal::NoSuchGrid { path: path() },
            Refusal::NoSuch { noun: "order", id: "7".to_owned() },
            Refusal::NoScheme,
            Refusal::EmptyText,
            Refusal::TextTooLong { length: 3000, most: 2000 },
            Refusal::DeadlinePassed,
            Refusal::NobodyReached { path: path() },
            Refusal::NothingChosen,
            Refusal::LassoEnclosesNothing,
            Refusal::LassoTooLong { most: 2000 },
            Refusal::RadiusOutOfRange { most: 200_000 },
            Refusal::ReachChanged { people: 5, copies: 2 },
            Refusal::ChoicesOutOfRange { most: 12 },
            Refusal::NameMissing,
            Refusal::NameTaken { name: "地下室".to_owned() },
            Refusal::MinutesOutOfRange { most: 10_080 },
            Refusal::AnswerWordsMissing,
            Refusal::AnswerNoNumber,
            Refusal::AnswerNoChoice,
            Refusal::AnswerNotAsked,
            Refusal::Attach(Snag::FileUnknown),
            Refusal::Attach(Snag::TooMany { most: 8 }),
            Refusal::Attach(Snag::TooHeavy { most: 40 }),
            Refusal::Attach(Snag::TooManyWaiting { most: 40 }),
            Refusal::Attach(Snag::SketchShowsNothing),
            Refusal::Attach(Snag::SketchTooLarge { corners: 2_000, metres: 200_000 }),
            Refusal::Attach(Snag::PhotoMissing),
            Refusal::NotARecipient,
            Refusal::CopyNeedsNoAnswer,
            Refusal::ReasonMissing,
            Refusal::NoteMissing,
            Refusal::MendDoesNotFit,
            Refusal::MendTooWide,
            Refusal::MendLeavesNothing { path: path() },
            Refusal::MendNotClean { count: 2 },
            Refusal::AlreadyRefused,
            Refusal::AlreadyDone,
            Refusal::CodeNotValid,
            Refusal::TooManyTries { seconds: 30 },
            Refusal::OrderEnded { number: "ZL-20261120-A014".to_owned() },
            Refusal::NotYourOrder { number: "ZL-20261120-A014".to_owned() },
            Refusal::NotAccountedFor { open: 6, expected: 214 },
            Refusal::WithdrawalWithoutReason,
            Refusal::LadderTooLong { rungs: 8, minutes: 10_080 },
            Refusal::LadderNotGrowing,
            Refusal::LadderWithoutRung,
            Refusal::IncidentKnown {
                number: "SJ-20261121-A003".to_owned(),
                incident: crate::id::IncidentId(uuid::Uuid::from_u128(7)),
            },
            Refusal::TellsOf { particular: ParticularKind::Mobile, sign: 7 },
            Refusal::CommandIdReused,
        ]
        .into_iter()
        .chain(impediments().into_iter().map(Refusal::Scheme))
        .chain(obstacles().into_iter().map(Refusal::Edit))
        .chain(objections().into_iter().map(Refusal::Amend))
        .chain(mutes().into_iter().map(Refusal::Talk))
        .chain(blinds().into_iter().map(Refusal::See))
        .chain(Hurdle::ALL.map(Refusal::Incident))
        .chain(Unripe::ALL.map(Refusal::Review))
        .chain(Deaf::ALL.map(Refusal::Whistle))
        .chain(Stale::ALL.map(Refusal::Recheck))
        .collect()
    }

    fn impediments() -> Vec<Impediment> {
        let path = || GridPath::from_text("411602.411602001");
        let closed = |state| Impediment::SchemeClosed { scheme: "2027".to_owned(), state };
        vec![
            Impediment::SchemeInUse { scheme: "2026".to_owned() },
            Impediment::AlreadyUndone,
            Impediment::RestsOnImport { noun: "post", count: 3, example: "周明".to_owned() },
            Impediment::DevicesOnImport { count: 2 },
            Impediment::OrdersOnImport { number: "ZL-20261120-A001".to_owned() },
            Impediment::OrdersInScheme { number: "ZL-20261120-A001".to_owned() },
            Impediment::NoPlaceToGoBack { noun: "venue", id: "V1".to_owned() },
            Impediment::SchemeWithoutName,
            Impediment::SchemeNameTaken { scheme: "2027".to_owned() },
            Impediment::SchemeWithoutGrids { scheme: "2027".to_owned() },
            closed(SchemeState::Draft),
            closed(SchemeState::InReview),
            closed(SchemeState::Approved),
            closed(SchemeState::Published),
            closed(SchemeState::Retired),
            Impediment::SchemeNotSubmitted { scheme: "2027".to_owned() },
            Impediment::ReturnWithoutReason,
            Impediment::OwnScheme { scheme: "2027".to_owned() },
            Impediment::SchemeOvertaken {
                scheme: "2027".to_owned(),
                from: "2025".to_owned(),
                published: "2026".to_owned(),
            },
            Impediment::DraftsOfScheme { draft: "2027".to_owned() },
            Impediment::ImportInDraft { scheme: "2027".to_owned() },
            Impediment::NowhereToGo {
                scheme: "2027".to_owned(),
                noun: "post",
                count: 2,
                example: "周明".to_owned(),
                grid: "411602.411602001".to_owned(),
            },
            Impediment::GridChangedSince { path: path() },
            Impediment::RevisedAgain { path: path() },
            Impediment::RevisionUndone,
            Impediment::NothingToRevise,
            Impediment::GridTwice { path: path() },
            Impediment::PathNotOfCode { path: path(), code: "411602002".to_owned() },
            Impediment::LevelUnknown { level: 6, scheme: "2027".to_owned() },
            Impediment::NoBoundary { path: path() },
            Impediment::CodeTaken { code: "411602002".to_owned(), level: 2 },
            Impediment::NoParent { path: path() },
            Impediment::NotBelowParent { path: path(), level: 2, above: 2 },
            Impediment::HasChildren { path: path(), child: "陈州社区".to_owned() },
        ]
    }

    fn mutes() -> Vec<Mute> {
        vec![
            Mute::NothingSaid,
            Mute::NotInIt,
            Mute::HeadsOnly,
            Mute::CriticalFromField,
            Mute::TooManyCalled { most: 20 },
            Mute::CannotRead { person: "周明".to_owned() },
            Mute::QuotesUnseen,
            Mute::FloorTaken { person: String::new() },
            Mute::FloorTaken { person: "周明".to_owned() },
            Mute::SpeechOver,
            Mute::NotYours,
            Mute::NoReason,
            Mute::Withdrawn,
            Mute::TooManyPinned { most: 10 },
            Mute::NoSuchHours,
        ]
    }

    fn blinds() -> Vec<Blind> {
        vec![Blind::Private { private: "home" }, Blind::NotPlayed, Blind::NoReason]
    }

    fn objections() -> Vec<Objection> {
        let venue = || ItemName { of: ItemKind::Venue, id: "V1".to_owned() };
        vec![
            Objection::ChangedSince(venue()),
            Objection::AmendedAgain(venue()),
            Objection::AlreadyUndone,
            Objection::Nothing,
            Objection::Another(venue()),
            Objection::NoName,
            Objection::OffTheMap,
            Objection::QueueTooLong { most: 3 },
            Objection::NotYourCheckpoint,
            Objection::NoStreamAddress,
            Objection::ReasonMissing,
            Objection::Private { private: "home" },
            Objection::RestedUpon { noun: "stream", count: 1, example: "正门".to_owned() },
        ]
    }

    fn obstacles() -> Vec<Obstacle> {
        let (path, at) = (|| GridPath::from_text("411602.411602001"), Position(1_146_000_000, 336_000_000));
        vec![
            Obstacle::NoCorner(at),
            Obstacle::NoEdge(at),
            Obstacle::BordersMeet(at),
            Obstacle::LineEndsInside(at),
            Obstacle::LineCrosses(at),
            Obstacle::LineDividesNothing(path()),
            Obstacle::ChildrenOnOneSide(path()),
            Obstacle::NothingLeft(path()),
            Obstacle::BorderCrosses(path(), at),
            Obstacle::TooNarrow(at),
            Obstacle::Breaks(at),
            Obstacle::NoGround(at),
            Obstacle::NoNeighbour(path()),
            Obstacle::NotNeighbours(path()),
            Obstacle::NotSiblings(path()),
            Obstacle::BelowItself(path()),
            Obstacle::TooTangled(path()),
            Obstacle::TooMany { count: 900, most: 400 },
        ]
    }

    /// The codes that a source file names: `"noun.what"`.
    fn codes_in(source: &str) -> BTreeSet<&str> {
        let quoted = source.split('"').skip(1).step_by(2);
        quoted.filter(|text| text.split_once('.').is_some_and(|(a, b)| is_word(a) && is_word(b))).collect()
    }

    fn is_word(text: &str) -> bool {
        !text.is_empty() && text.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'))
    }

    #[test]
    fn every_refusal_has_words_for_all_that_it_speaks_of() {
        for refusal in refusals() {
            let (code, params) = (refusal.code(), refusal.params());
            assert_eq!(sentence(code, &params, Language::English), Some(refusal.to_string()));
            for language in [Language::Chinese, Language::English] {
                assert!(whole(code, &params, language).is_some(), "{code} in {language:?}");
            }
        }
    }

    #[test]
    fn every_role_and_every_entry_has_a_name_in_both_languages() {
        let roles = Role::ALL.into_iter().map(|role| ("role", role.word()));
        for (param, value) in roles.chain(rights::TABLE.iter().map(|entry| ("entry", entry.name))) {
            let [zh, en] = [Language::Chinese, Language::English].map(|language| name::name_of(param, value, language));
            let (zh, en) = (zh.unwrap_or_default(), en.unwrap_or_default());
            assert!(!zh.is_empty() && !en.is_empty() && zh != en, "{param} {value}: {zh}, {en}");
        }
    }

    #[test]
    fn every_code_of_this_crate_has_words() {
        let known: BTreeSet<&str> = codes().collect();
        let sampled: BTreeSet<&str> = refusals().iter().map(Refusal::code).collect();
        let source = include_str!("failure/refusal.rs");
        let refusals = &source[source.find("pub fn code").expect("it has codes")..];
        for code in codes_in(&refusals[..refusals.find("pub fn params").expect("and params")]) {
            assert!(known.contains(code), "{code} has no words");
            assert!(sampled.contains(code), "{code} is not among the samples of this test");
        }
        for source in [include_str!("failure/edit.rs"), include_str!("failure/attach.rs")] {
            for code in codes_in(source) {
                assert!(known.contains(code) && sampled.contains(code), "{code} has no words or is no sample here");
            }
        }
        let spoken = [include_str!("failure/talk.rs"), include_str!("failure/see.rs")];
        for code in spoken.into_iter().flat_map(codes_in) {
            assert!(known.contains(code) && sampled.contains(code), "{code} has no words or is no sample of this test");
        }
        for code in codes_in(include_str!("import.rs")) {
            assert!(known.contains(code), "{code} has no words");
        }
    }

    #[test]
    fn codes_are_unique_and_both_languages_speak_of_the_same() {
        let mut seen = BTreeSet::new();
        for words in TABLE.into_iter().flatten() {
            let code = words.code;
            assert!(seen.insert(code), "{code} stands twice");
            for (zh, en) in words.zh.into_iter().zip(words.en) {
                assert!(!zh.is_empty() && !en.is_empty() && zh != en, "{code}: {en}");
                let chinese = |text: &str| text.chars().any(|sign| ('\u{4e00}'..='\u{9fff}').contains(&sign));
                assert!(chinese(zh), "{code}: {zh}");
                let english: String = en.split_inclusive(['(', ')']).filter(|part| !part.ends_with(')')).collect();
                assert!(!chinese(&english), "{code}: Chinese belongs in brackets in {en}");
                assert!(!zh.ends_with(['。', '；']) && !en.ends_with(['.', ';']), "{code}");
            }
            let all = |texts: [&'static str; 2]| -> BTreeSet<&str> {
                texts.into_iter().flat_map(|text| placeholders(text)).collect()
            };
            assert_eq!(all(words.zh), all(words.en), "{code}");
        }
    }

    #[test]
    fn braces_in_a_param_stay_what_they_are() {
        let params = [("code".to_owned(), "{code}{x}".to_owned())].into();
        let told = sentence("grid.no_level", &params, Language::English).expect("it has words");
        assert!(told.contains("{code}{x}"), "{told}");
        assert_eq!(sentence("grid.no_level", &BTreeMap::new(), Language::English), None);
        assert_eq!(sentence("no.such_code", &params, Language::Chinese), None);
    }

    #[test]
    fn nouns_and_roles_are_told_in_the_language_of_the_sentence() {
        let refusal = Refusal::NoSuch { noun: "order", id: "7".to_owned() };
        let told = |language| sentence(refusal.code(), &refusal.params(), language);
        assert_eq!(told(Language::English).as_deref(), Some("no order 7"));
        assert_eq!(told(Language::Chinese).as_deref(), Some("没有指令 7"));
        let refusal = Refusal::NotYours { entry: "issue_order", role: "auditor".to_owned() };
        let told = sentence(refusal.code(), &refusal.params(), Language::Chinese);
        assert_eq!(told.as_deref(), Some("审计员席位没有这项权限：向一个网格及其以下各级下达指令"));
        assert_eq!(Language::named("zh-CN"), Some(Language::Chinese));
        assert_eq!(Language::named("de"), None);
    }
}
