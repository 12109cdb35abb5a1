//! What was brought in, and what keeps each import from being undone.

use std::collections::{BTreeSet, HashMap};

use domain::answer::{ImportLine, ImportList};
use domain::failure::{Failure, Impediment, Refusal};
use domain::set::SetKind;
use domain::undo::{Import, Standing};
use ledger::ImportRow;

use super::Desktop;
use crate::failure::broken;
use crate::import::admit;
use crate::standing::{Ground, of_scheme};

impl Desktop<'_, '_> {
    pub(super) fn ask_imports(&self) -> Result<ImportList, Failure> {
        admit("imports", self.seat)?;
        let rows = self.view.imports().map_err(broken)?;
        let kinds: BTreeSet<SetKind> = rows.iter().map(|row| row.of).collect();
        let by_kind = kinds.into_iter().map(|of| Ok((of, self.holdings.standing(self.view, &rows, of)?)));
        let by_kind: HashMap<SetKind, Vec<Import>> = by_kind.collect::<Result<_, _>>().map_err(broken)?;
        let ground = Ground::read(self.view, self.district, self.now).map_err(broken)?;
        let mut imports = Vec::with_capacity(rows.len());
        for row in rows {
            let verdict = match row.undone {
                Some(_) => Err(Refusal::Scheme(Impediment::AlreadyUndone)),
                None => self.verdict(&by_kind[&row.of], &row, &ground).map_err(broken)?,
            };
            imports.push(ImportLine {
                import: row.import,
                set: row.set,
                of: row.of,
                file: row.source.file,
                hash: row.source.hash,
                bytes: row.source.bytes,
                datum: row.source.datum,
                rows: row.rows,
                at: row.at,
                by: row.by,
                undone: row.undone,
                obstacle: verdict.err().map(Failure::from),
            });
        }
        Ok(ImportList { imports })
    }

    /// Whether an import that stands could be undone now.
    fn verdict(
        &self,
        standing: &[Import],
        row: &ImportRow,
        ground: &Ground<'_, '_>,
    ) -> Result<Result<(), Refusal>, ledger::Error> {
        match of_scheme(self.view, self.district, standing.to_vec(), row.import)? {
            Ok(standing) => ground.admit(&Standing::new(row.of, &standing).without(row.import)),
            Err(refusal) => Ok(Err(refusal)),
        }
    }
}
