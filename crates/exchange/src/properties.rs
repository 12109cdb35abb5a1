//! What a feature says of itself: names with values, in the order of the names. Nearly always they are few, and stand
//! beside each other.

use std::borrow::Cow;

use serde_json::Value;

/// Names, each with its value.
///
/// Invariant: in the order of the names, each once.
#[derive(Debug, Default)]
pub(crate) struct Properties<'a>(Vec<(Cow<'a, str>, Value)>);

/// How many a feature may have: room is made for them at once.
const LIKELY: usize = 8;

impl<'a> Properties<'a> {
    /// None yet.
    pub(crate) fn new() -> Self {
        Self(Vec::new())
    }

    /// What a name stands for; none where nothing is said of it.
    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.find(name).ok().map(|index| &self.0[index].1)
    }

    /// The same to change it.
    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.find(name).ok().map(|index| &mut self.0[index].1)
    }

    /// Says it, whatever was said before.
    pub(crate) fn insert(&mut self, name: impl Into<Cow<'a, str>>, value: Value) {
        let name = name.into();
        match self.find(&name) {
            Ok(index) => self.0[index].1 = value,
            Err(index) => self.put(index, name, value),
        }
    }

    /// Says it of a new name. False, and nothing is said, where the name is there.
    pub(crate) fn add(&mut self, name: impl Into<Cow<'a, str>>, value: Value) -> bool {
        let name = name.into();
        let Err(index) = self.find(&name) else { return false };
        self.put(index, name, value);
        true
    }

    /// Takes it back.
    pub(crate) fn remove(&mut self, name: &str) -> Option<Value> {
        self.find(name).ok().map(|index| self.0.remove(index).1)
    }

    /// The same with names of their own.
    pub(crate) fn into_owned(self) -> Properties<'static> {
        Properties(self.0.into_iter().map(|(name, value)| (name.into_owned().into(), value)).collect())
    }

    /// The names.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    fn put(&mut self, index: usize, name: Cow<'a, str>, value: Value) {
        if self.0.capacity() == 0 {
            self.0.reserve(LIKELY);
        }
        self.0.insert(index, (name, value));
    }

    /// Where a name stands, or would stand.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_ref().cmp(name))
    }
}

/// Of two that are called alike the last stands.
impl<'a> FromIterator<(Cow<'a, str>, Value)> for Properties<'a> {
    fn from_iter<I: IntoIterator<Item = (Cow<'a, str>, Value)>>(all: I) -> Self {
        let mut properties = Self::new();
        all.into_iter().for_each(|(name, value)| properties.insert(name, value));
        properties
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_stands_once_and_in_order() {
        let mut said: Properties =
            [("b", 1), ("a", 2), ("b", 3)].map(|(name, value)| (name.into(), value.into())).into_iter().collect();
        assert_eq!((said.names().collect::<Vec<_>>(), said.get("b")), (vec!["a", "b"], Some(&Value::from(3))));
        assert!(!said.add("a", Value::Null) && said.add("c", Value::Null));
        assert_eq!(
            (said.len(), said.remove("a"), said.remove("a"), said.get("a")),
            (3, Some(Value::from(2)), None, None)
        );
        *said.get_mut("c").expect("it was added") = Value::from(4);
        assert_eq!((said.len(), said.get("c")), (2, Some(&Value::from(4))));
    }
}
