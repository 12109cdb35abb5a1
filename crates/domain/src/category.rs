//! What incidents are about: a table of categories, up to five levels deep, that each district has as data.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// Levels of a table at the most.
pub const MOST_LEVELS: usize = 5;
/// Signs of a name at the most.
pub const MOST_IN_NAME: usize = 60;

/// Categories with where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryTable {
    /// As people call it.
    pub name: String,
    /// Who said so: the standard or the notice.
    pub source: String,
    /// On what terms it may be used.
    pub licence: String,
    /// The widest.
    pub categories: Vec<Category>,
}

/// One category and what it divides into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Unique among its siblings.
    pub name: String,
    /// Narrower ones.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub children: Vec<Category>,
}

/// Why a table is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadCategories {
    /// There is no category.
    Empty,
    /// A name is missing or too long: below these.
    Name(Vec<String>),
    /// Two siblings are called so.
    Twice(Vec<String>),
    /// It goes deeper than five levels.
    TooDeep(Vec<String>),
}

impl CategoryTable {
    /// The main classes of CJ/T 214, which a district starts with.
    pub fn shipped() -> Self {
        serde_json::from_str(include_str!("../../../data/categories/cjt214.json"))
            .expect("a test reads the table that we ship")
    }

    /// A table that can be chosen from.
    pub fn check(&self) -> Result<(), BadCategories> {
        if self.categories.is_empty() {
            return Err(BadCategories::Empty);
        }
        check(&self.categories, &mut Vec::new())
    }

    /// Whether these names lead from the widest to a category.
    pub fn has(&self, levels: &[String]) -> bool {
        let mut siblings = &self.categories;
        !levels.is_empty()
            && levels.iter().all(|name| {
                let found = siblings.iter().find(|one| one.name == *name);
                siblings = found.map_or(siblings, |one| &one.children);
                found.is_some()
            })
    }
}

fn check(siblings: &[Category], above: &mut Vec<String>) -> Result<(), BadCategories> {
    let mut names = BTreeSet::new();
    for one in siblings {
        if one.name.trim().is_empty() || one.name.chars().count() > MOST_IN_NAME {
            return Err(BadCategories::Name(above.clone()));
        }
        above.push(one.name.clone());
        if above.len() > MOST_LEVELS {
            return Err(BadCategories::TooDeep(above.clone()));
        }
        if !names.insert(one.name.as_str()) {
            return Err(BadCategories::Twice(above.clone()));
        }
        check(&one.children, above)?;
        above.pop();
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn levels(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    fn chain(names: &[&str]) -> Vec<Category> {
        names.iter().rev().fold(Vec::new(), |children, name| vec![Category { name: (*name).to_owned(), children }])
    }

    #[test]
    fn the_table_that_is_shipped_is_sound_and_says_where_it_comes_from() {
        let table = CategoryTable::shipped();
        assert_eq!(table.check(), Ok(()));
        assert!(table.source.contains("CJ/T 214") && !table.licence.is_empty());
        assert!(table.has(&levels(&["部件", "公用设施"])) && table.has(&levels(&["事件", "街面秩序"])));
        assert!(!table.has(&levels(&["公用设施"])) && !table.has(&levels(&["部件", "街面秩序"])) && !table.has(&[]));
        let text = serde_json::to_string(&table).expect("JSON");
        assert_eq!(serde_json::from_str::<CategoryTable>(&text).expect("the same"), table);
    }

    #[test]
    fn a_table_that_nobody_could_choose_from_is_none() {
        let table = |categories| CategoryTable { categories, ..CategoryTable::shipped() };
        assert_eq!(table(vec![]).check(), Err(BadCategories::Empty));
        assert_eq!(table(chain(&["a", "b", "c", "d", "e"])).check(), Ok(()));
        let deep = table(chain(&["a", "b", "c", "d", "e", "f"]));
        assert_eq!(deep.check(), Err(BadCategories::TooDeep(levels(&["a", "b", "c", "d", "e", "f"]))));
        assert_eq!(table(chain(&["a", " "])).check(), Err(BadCategories::Name(levels(&["a"]))));
        let twice = table([chain(&["a"]), chain(&["a"])].concat());
        assert_eq!(twice.check(), Err(BadCategories::Twice(levels(&["a"]))));
    }
}
