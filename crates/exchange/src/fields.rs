//! Which column or property of a file holds which of our fields.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::findings::{Findings, of_file};

/// One of our fields and the names that files give it; the first that occurs is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Field {
    /// Ours.
    pub(crate) name: &'static str,
    /// Other names, in small letters.
    pub(crate) others: &'static [&'static str],
}

/// Columns of the file that a fault names.
const MOST_NAMED: usize = 12;

/// What a file calls our fields.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    by_field: BTreeMap<&'static str, String>,
    /// What the file calls its columns, as faults repeat it.
    there: String,
}

impl Field {
    /// Whether a file that calls a column so means this field.
    pub(crate) fn is_called(&self, column: &str) -> bool {
        let column = column.trim().to_lowercase();
        self.name == column || self.others.contains(&column.as_str())
    }
}

impl Columns {
    /// Match `fields` with the names that occur in a file; `said` are the caller's own pairs.
    pub(crate) fn find<'n>(
        names: impl IntoIterator<Item = &'n str>,
        said: &BTreeMap<String, String>,
        fields: &[Field],
        findings: &mut Findings,
    ) -> Self {
        let names: Vec<&str> = names.into_iter().collect();
        let there = names.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
        let mut columns = Self { there, ..Self::default() };
        for (field, column) in said {
            let Some(ours) = fields.iter().find(|known| known.name == field) else {
                let known: Vec<&str> = fields.iter().map(|field| field.name).collect();
                let params = [("field", field.as_str()), ("fields", &known.join(", "))];
                findings.refuse(of_file("columns.unknown_field", &params));
                continue;
            };
            if names.contains(&column.as_str()) {
                columns.by_field.insert(ours.name, column.clone());
            } else {
                let params = [("column", column.as_str()), ("field", field), ("there", &columns.there)];
                findings.refuse(of_file("columns.no_such_column", &params));
            }
        }
        let taken: BTreeSet<String> = columns.by_field.values().cloned().collect();
        let mut by_usual_name: HashMap<String, &str> = HashMap::new();
        for name in names.iter().filter(|name| !taken.contains(**name)) {
            by_usual_name.entry(name.trim().to_lowercase()).or_insert(name);
        }
        for field in fields.iter().filter(|field| !said.contains_key(field.name)) {
            let fits = |wanted: &str| by_usual_name.get(wanted);
            if let Some(name) = std::iter::once(&field.name).chain(field.others).find_map(|wanted| fits(wanted)) {
                columns.by_field.insert(field.name, (*name).to_owned());
            }
        }
        columns
    }

    /// A field is read from this column, whatever else is called so.
    pub(crate) fn say(&mut self, field: Field, column: &str) {
        self.by_field.insert(field.name, column.to_owned());
    }

    /// What the file calls a field; none when it has no such column.
    pub(crate) fn of(&self, field: Field) -> Option<&str> {
        self.by_field.get(field.name).map(String::as_str)
    }

    /// The file's name of a field where it has one, ours otherwise: for faults.
    pub(crate) fn name_of(&self, field: Field) -> &str {
        self.of(field).unwrap_or(field.name)
    }

    /// Whether a column of the file is one of our fields.
    pub(crate) fn uses(&self, column: &str) -> bool {
        self.by_field.values().any(|used| used == column)
    }

    /// File a fault for each of these fields that the file lacks.
    pub(crate) fn need(&self, fields: &[Field], findings: &mut Findings) {
        for field in fields.iter().filter(|field| self.of(**field).is_none()) {
            let known = std::iter::once(&field.name).chain(field.others).copied().collect::<Vec<_>>().join(", ");
            let params = [("field", field.name), ("known", known.as_str()), ("there", &self.there)];
            findings.refuse(of_file("columns.missing", &params));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CODE: Field = Field { name: "code", others: &["网格编码", "编码", "id"] };
    const NAME: Field = Field { name: "name", others: &["名称"] };

    fn find(names: &[&str], said: &[(&str, &str)]) -> (Columns, Findings) {
        let mut findings = Findings::default();
        let said = said.iter().map(|&(field, column)| (field.to_owned(), column.to_owned())).collect();
        let columns = Columns::find(names.iter().copied(), &said, &[CODE, NAME], &mut findings);
        (columns, findings)
    }

    #[test]
    fn columns_are_known_by_their_usual_names() {
        let (columns, _) = find(&["ID", "网格编码", "名称"], &[]);
        assert_eq!((columns.of(CODE), columns.of(NAME)), (Some("网格编码"), Some("名称")));
        let (columns, _) = find(&[" Code "], &[]);
        assert_eq!((columns.of(CODE), columns.of(NAME)), (Some(" Code "), None));
    }

    #[test]
    fn the_callers_word_comes_first_and_is_checked() {
        let (columns, findings) = find(&["code", "BFS_NR"], &[("code", "BFS_NR")]);
        assert_eq!(columns.of(CODE), Some("BFS_NR"));
        assert_eq!(findings.count(), 0);
        let (_, findings) = find(&["code"], &[("name", "nope"), ("colour", "code")]);
        let faults = findings.sorted().0;
        let codes: Vec<&str> = faults.iter().map(|fault| fault.code.as_str()).collect();
        assert_eq!(codes, ["columns.unknown_field", "columns.no_such_column"]);
    }
}
