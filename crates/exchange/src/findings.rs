//! What is found wrong or doubtful while a file is read.

use std::collections::BTreeSet;

use domain::import::Fault;

/// Faults refuse, notes don't.
#[derive(Debug, Default)]
pub(crate) struct Findings {
    pub(crate) faults: Vec<Fault>,
    pub(crate) notes: Vec<Fault>,
}

impl Findings {
    /// The value, or its fault filed.
    pub(crate) fn keep<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        result.map_err(|fault| self.faults.push(fault)).ok()
    }

    /// Refuse a row or the file.
    pub(crate) fn refuse(&mut self, fault: Fault) {
        self.faults.push(fault);
    }

    /// Say what is doubtful.
    pub(crate) fn note(&mut self, note: Fault) {
        self.notes.push(note);
    }

    /// The rows that are refused so far.
    pub(crate) fn refused_rows(&self) -> BTreeSet<u32> {
        self.faults.iter().filter_map(|fault| fault.row).collect()
    }

    /// How many faults there are: a row is sound when the number has not grown over it.
    pub(crate) fn count(&self) -> usize {
        self.faults.len()
    }
}

/// A fault at a row, with what its sentence speaks of.
pub(crate) fn at(row: usize, field: &str, code: &str, params: &[(&str, &str)], message: impl Into<String>) -> Fault {
    let mut fault = Fault::at(row, field, code, message);
    fault.params = params.iter().map(|&(key, value)| (key.to_owned(), value.to_owned())).collect();
    fault
}

/// A fault of the whole file, with what its sentence speaks of.
pub(crate) fn of_file(code: &str, params: &[(&str, &str)], message: impl Into<String>) -> Fault {
    let mut fault = Fault::of_file(code, message);
    fault.params = params.iter().map(|&(key, value)| (key.to_owned(), value.to_owned())).collect();
    fault
}
