//! Files with several layers: which of them is meant. It is asked for by name, never guessed.

use domain::import::Fault;

use crate::findings::of_file;

/// A file's layers, and which of them is read.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Layers {
    /// Empty where the format has a single one.
    pub(crate) names: Vec<String>,
    /// None: the only one, or all of them together.
    pub(crate) read: Option<String>,
}

/// Why a file was not opened, and the layers that could have been meant.
#[derive(Debug)]
pub(crate) struct Closed {
    pub(crate) fault: Fault,
    pub(crate) layers: Vec<String>,
}

impl From<Fault> for Closed {
    fn from(fault: Fault) -> Self {
        Self { fault, layers: Vec::new() }
    }
}

impl Layers {
    /// The layer of these that is said, or the only one. Several, and none said: the file asks.
    pub(crate) fn choose(file_name: &str, names: Vec<String>, said: Option<&str>) -> Result<(usize, Self), Closed> {
        match (said, names.len()) {
            (None, 1) => Ok((0, Self { read: names.first().cloned(), names })),
            (None, _) => {
                let params = [("file", file_name), ("count", &names.len().to_string()), ("layers", &names.join(", "))];
                Err(Closed { fault: of_file("layers.choose", &params), layers: names })
            }
            (Some(said), _) => match position(&names, said) {
                Some(index) => Ok((index, Self { read: names.get(index).cloned(), names })),
                None => Err(Self::unknown(file_name, names, said)),
            },
        }
    }

    /// What is said of a name that no layer has.
    pub(crate) fn unknown(file_name: &str, names: Vec<String>, said: &str) -> Closed {
        let params = [("file", file_name), ("layer", said), ("layers", &names.join(", "))];
        Closed { fault: of_file("layers.unknown", &params), layers: names }
    }
}

/// Where a name stands among others: as it is, else whatever its letters, else without its folders.
pub(crate) fn position(names: &[String], said: &str) -> Option<usize> {
    let said = said.trim();
    let last = |name: &str| name.rsplit('/').next().unwrap_or_default().to_lowercase();
    let by = |fits: &dyn Fn(&String) -> bool| {
        let mut fitting = names.iter().enumerate().filter(|(_, name)| fits(name)).map(|(index, _)| index);
        fitting.next().filter(|_| fitting.next().is_none())
    };
    by(&|name| name == said)
        .or_else(|| by(&|name| name.to_lowercase() == said.to_lowercase()))
        .or_else(|| by(&|name| last(name) == last(said)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|name| (*name).to_owned()).collect()
    }

    #[test]
    fn one_layer_is_meant_and_several_are_asked_for() {
        let choose = |all: &[&str], said| Layers::choose("a.zip", names(all), said).map(|(index, _)| index);
        assert_eq!(choose(&["grids"], None).ok(), Some(0));
        assert_eq!(choose(&["grids", "heads"], Some("Heads")).ok(), Some(1));
        let closed = choose(&["grids", "heads"], None).expect_err("two");
        assert_eq!((closed.fault.code.as_str(), closed.layers.len()), ("layers.choose", 2));
        assert_eq!(choose(&["grids"], Some("heads")).expect_err("another").fault.code, "layers.unknown");
    }

    #[test]
    fn a_name_may_leave_its_folders_out_where_it_is_the_only_one() {
        let all = names(&["2025/grids", "2026/grids", "2026/heads"]);
        assert_eq!(position(&all, "heads"), Some(2));
        assert_eq!(position(&all, "2026/grids"), Some(1));
        assert_eq!(position(&all, "grids"), None);
    }
}
