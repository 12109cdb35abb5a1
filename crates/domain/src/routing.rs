//! Where a case goes: rules of category and place, and the one that fits best.
//!
//! A rule proposes; who dispatches decides. It is always told which rule that was and what fitted, and a trial shows
//! where a list of cases would go before rules are changed.
//!
//! Invariant: of rules that fit, the one with the deepest category wins; of those one for its sort of thing; of those
//! the one with the deepest grid; of those the first.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::code::{GridPath, Level};
use crate::id::UnitId;
use crate::report::ReportKind;
use crate::tree::Tree;

/// Rules, in the order in which people wrote them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Routing {
    /// Of two that fit alike the first holds.
    pub routes: Vec<Route>,
}

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Route {
    /// This category and all below it; empty: any.
    #[serde(default)]
    pub category: Vec<String>,
    /// Of this sort; none: of any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kind: Option<ReportKind>,
    /// In this grid and all below it; none: anywhere.
    #[serde(default)]
    pub within: Option<GridPath>,
    /// Who gets it.
    pub to: Handler,
}

/// Who gets a case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "to", rename_all = "snake_case")]
pub enum Handler {
    /// A unit.
    Unit {
        /// Which.
        unit: UnitId,
    },
    /// A grid, wherever the case lies.
    Grid {
        /// Which.
        grid: GridPath,
    },
    /// The grid of a level that the case lies in.
    Around {
        /// Which level.
        level: Level,
    },
}

/// A case, as far as routing goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    /// From the widest.
    pub category: Vec<String>,
    /// What sort of thing it is.
    pub kind: ReportKind,
    /// The deepest grid that it lies in; none: nobody knows where it is.
    pub place: Option<GridPath>,
}

/// Who gets a case by which rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Routed {
    /// A unit or a grid; never [`Handler::Around`].
    pub to: Handler,
    /// The rule, by its place in the list.
    pub rule: usize,
    /// How many levels of its category fitted.
    pub category: usize,
    /// Whether its sort fitted, too; else it is for any.
    pub by_kind: bool,
    /// Whether its grid fitted, too; else it is for anywhere.
    pub by_place: bool,
    /// Other rules that fit, the better first.
    pub others: Vec<usize>,
}

/// Where a list of cases would go.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Trial {
    /// How many go to whom.
    pub to: BTreeMap<Handler, u32>,
    /// Cases that no rule fits, by their place in the list.
    pub nowhere: Vec<usize>,
    /// Rules that won no case, by their place.
    pub idle: Vec<usize>,
}

impl Routing {
    /// Who gets a case; none: no rule fits.
    pub fn route(&self, case: &Case, tree: &Tree) -> Option<Routed> {
        let fits = |(rule, route): (usize, &Route)| Some((rule, route.depth(case)?, route.handler(case, tree)?));
        let mut fitting: Vec<_> = self.routes.iter().enumerate().filter_map(fits).collect();
        // Stable: of those that fit alike the first stays first.
        fitting.sort_by_key(|(_, depth, _)| std::cmp::Reverse(*depth));
        let others = fitting.iter().skip(1).map(|(rule, ..)| *rule).collect();
        let (rule, (category, by_kind, place), to) = fitting.into_iter().next()?;
        Some(Routed { to, rule, category, by_kind, by_place: place > 0, others })
    }

    /// Where these cases would go.
    pub fn try_out(&self, cases: &[Case], tree: &Tree) -> Trial {
        let (mut trial, mut wins) = (Trial::default(), vec![0_u32; self.routes.len()]);
        for (index, case) in cases.iter().enumerate() {
            match self.route(case, tree) {
                Some(routed) => {
                    wins[routed.rule] += 1;
                    *trial.to.entry(routed.to).or_default() += 1;
                }
                None => trial.nowhere.push(index),
            }
        }
        trial.idle = wins.iter().enumerate().filter(|(_, wins)| **wins == 0).map(|(rule, _)| rule).collect();
        trial
    }
}

impl Route {
    /// How deep it fits: levels of its category, its sort, and steps of its grid from the top; none: it does not.
    fn depth(&self, case: &Case) -> Option<(usize, bool, usize)> {
        if !case.category.starts_with(&self.category) || self.kind.is_some_and(|kind| kind != case.kind) {
            return None;
        }
        let place = match (&self.within, &case.place) {
            (None, _) => 0,
            (Some(within), Some(place)) if place.is_within(within) => within.ancestors().len() + 1,
            (Some(_), _) => return None,
        };
        Some((self.category.len(), self.kind.is_some(), place))
    }

    /// Who gets it by this rule; none where the case lies in no grid of the level that is meant.
    fn handler(&self, case: &Case, tree: &Tree) -> Option<Handler> {
        let Handler::Around { level } = &self.to else { return Some(self.to.clone()) };
        let place = case.place.as_ref()?;
        let chain = tree.ancestors(place).into_iter().chain(tree.grid(place));
        let grid = chain.into_iter().find(|grid| grid.level == *level)?;
        Some(Handler::Grid { grid: grid.path.clone() })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::code::GridCode;
    use crate::grid::{Counts, Grid};

    fn grid(path: &str) -> Grid {
        let path = GridPath::from_text(path);
        Grid {
            code: GridCode(path.as_str().rsplit('.').next().unwrap_or_default().to_owned()),
            level: Level(u8::try_from(path.ancestors().len() + 1).expect("few levels")),
            kind: String::new(),
            name: path.to_string(),
            counts: Counts::default(),
            attributes: std::collections::BTreeMap::default(),
            path,
        }
    }

    fn tree() -> Tree {
        Tree::new(["1", "1.2", "1.2.3", "1.4"].map(grid).into())
    }

    fn case(category: &[&str], place: Option<&str>) -> Case {
        let category = category.iter().map(|name| (*name).to_owned()).collect();
        Case { category, kind: ReportKind::Facility, place: place.map(GridPath::from_text) }
    }

    fn route(category: &[&str], within: Option<&str>, to: Handler) -> Route {
        let Case { category, place, .. } = case(category, within);
        Route { category, kind: None, within: place, to }
    }

    fn unit(name: &str) -> Handler {
        Handler::Unit { unit: UnitId(name.to_owned()) }
    }

    fn routing() -> Routing {
        Routing {
            routes: vec![
                route(&[], None, Handler::Around { level: Level(2) }),
                route(&["部件"], None, unit("城管局")),
                route(&["部件", "公用设施"], None, unit("市政处")),
                route(&["部件", "公用设施"], Some("1.2"), unit("二街市政")),
                route(&["部件", "公用设施"], Some("1.2.3"), Handler::Grid { grid: GridPath::from_text("1.2.3") }),
                route(&["部件", "公用设施"], None, unit("第二个")),
            ],
        }
    }

    #[test]
    fn the_deepest_category_wins_then_the_deepest_grid_then_the_first() {
        let (routing, tree) = (routing(), tree());
        let rule = |category: &[&str], place| routing.route(&case(category, place), &tree).map(|routed| routed.rule);
        assert_eq!(rule(&["部件", "公用设施", "井盖"], Some("1.4")), Some(2));
        assert_eq!(rule(&["部件", "公用设施"], Some("1.2")), Some(3));
        assert_eq!(rule(&["部件", "公用设施"], Some("1.2.3")), Some(4));
        assert_eq!(rule(&["部件", "道路交通"], Some("1.2.3")), Some(1));
        assert_eq!(rule(&["部件", "公用设施"], None), Some(2), "nobody knows where it is");
        assert_eq!(rule(&["事件"], None), None, "no grid to go to");
        let routed = routing.route(&case(&["部件", "公用设施"], Some("1.2.3")), &tree).expect("a rule");
        assert_eq!((routed.category, routed.by_place, routed.others), (2, true, vec![3, 2, 5, 1, 0]));
        let street = routing.route(&case(&["事件"], Some("1.2.3")), &tree).expect("a rule");
        assert_eq!(street.to, Handler::Grid { grid: GridPath::from_text("1.2") });
    }

    #[test]
    fn a_rule_for_a_sort_goes_before_one_for_any_and_after_one_for_its_category() {
        let of = |kind, to: &str| Route { kind: Some(kind), ..route(&[], None, unit(to)) };
        let routes = vec![
            route(&[], Some("1.2.3"), unit("街道")),
            of(ReportKind::Facility, "市政"),
            of(ReportKind::Hazard, "应急"),
            route(&["部件"], None, unit("城管")),
        ];
        let routing = Routing { routes };
        let rule = |case: &Case| routing.route(case, &tree()).map(|routed| routed.rule);
        let facility = case(&[], Some("1.2.3"));
        assert_eq!(rule(&facility), Some(1));
        assert_eq!(rule(&Case { kind: ReportKind::Hazard, ..facility.clone() }), Some(2));
        assert_eq!(rule(&Case { kind: ReportKind::Other, ..facility }), Some(0));
        assert_eq!(rule(&case(&["部件"], None)), Some(3));
    }

    #[test]
    fn a_trial_tells_where_all_go_and_which_rules_do_nothing() {
        let cases = [
            case(&["部件", "公用设施"], Some("1.4")),
            case(&["部件", "公用设施"], Some("1.2.3")),
            case(&["事件"], None),
            case(&["事件"], Some("1.4")),
        ];
        let trial = routing().try_out(&cases, &tree());
        assert_eq!(trial.nowhere, [2]);
        assert_eq!(trial.idle, [1, 3, 5]);
        assert_eq!(trial.to.values().sum::<u32>(), 3);
        assert_eq!(trial.to[&unit("市政处")], 1);
    }

    proptest! {
        #[test]
        fn no_rule_that_fits_is_better_than_the_one_that_wins(
            rules in prop::collection::vec((0usize..4, 0usize..4), 0..12),
            depth in 0usize..4, place in 0usize..4,
        ) {
            let names = ["a", "b", "c"];
            let places = [None, Some("1"), Some("1.2"), Some("1.2.3")];
            let rules = rules.into_iter().enumerate();
            let routes = rules.map(|(at, (depth, place))| route(&names[..depth], places[place], unit(&at.to_string())));
            let routing = Routing { routes: routes.collect() };
            let case = case(&names[..depth], places[place]);
            let routed = routing.route(&case, &tree());
            let slow = routing.routes.iter().enumerate().filter_map(|(at, route)| Some((route.depth(&case)?, at)));
            let best = slow.max_by(|one, other| one.0.cmp(&other.0).then(other.1.cmp(&one.1)));
            prop_assert_eq!(routed.map(|routed| routed.rule), best.map(|(_, at)| at));
        }
    }
}
