//! One transaction that holds several commands.

use domain::attachment::{self, AttachedFile};
use domain::channel::{Reader, Span};
use domain::code::GridPath;
use domain::fact::{Fact, Header};
use domain::id::CommandId;
use domain::moment::Moment;
use domain::news::Vector;
use domain::seat::Seat;
use domain::set::{Set, SetKind};
use rusqlite::{OptionalExtension, named_params};

use crate::error::Error;
use crate::files;
use crate::fold::{self, AtHand, Filled};
use crate::ledger::Ledger;
use crate::log::{self, Head, Pen};
use crate::sets::{self, Packed};
use crate::shred;
use crate::sql::section;
use crate::view::View;

const SQL: &str = include_str!("batch.sql");
const REMEMBERED: &str = section(SQL, "remembered");
const REMEMBER: &str = section(SQL, "remember");

/// One transaction: facts, folds and answers of several commands. Dropping it undoes all.
pub struct Batch<'ledger> {
    ledger: &'ledger Ledger,
    pen: Pen<'ledger>,
    began_at: u64,
    head: Head,
    /// What was appended and not undone.
    facts: Vec<(Header, Fact)>,
    /// The log's head at each mark that is neither undone nor kept yet, and how many facts there were.
    marks: Vec<(Head, usize)>,
}

/// What a commit has brought.
#[derive(Debug)]
pub struct Committed {
    /// How far the logs reach now.
    pub vector: Vector,
    /// What was appended, in the order of the log: nobody has to read it again to tell of it.
    pub facts: Vec<(Header, Fact)>,
}

/// The first answer to a command id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remembered {
    /// Digest of the action that came with the id.
    pub action_digest: String,
    /// The outcome, JSON.
    pub outcome: String,
}

impl<'ledger> Batch<'ledger> {
    pub(crate) fn begin(ledger: &'ledger mut Ledger) -> Result<Self, Error> {
        ledger.keys()?;
        let (ledger, pen) = (&*ledger, Pen::new(&ledger.connection, ledger.desk())?);
        ledger.connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        // From here on dropping the batch rolls back, also when the head can't be read.
        let mut batch = Self { ledger, pen, began_at: 0, head: Head::START, facts: Vec::new(), marks: Vec::new() };
        batch.head = Head::read(&batch.ledger.connection, batch.ledger.desk())?;
        batch.began_at = batch.head.seq;
        Ok(batch)
    }

    /// The first answer to this command id, if it was seen.
    pub fn remembered(&self, id: CommandId) -> Result<Option<Remembered>, Error> {
        let mut statement = self.ledger.connection.prepare_cached(REMEMBERED)?;
        let remembered = statement
            .query_row(named_params! {":id": id.to_string()}, |row| {
                Ok(Remembered { action_digest: row.get("action_digest")?, outcome: row.get("outcome")? })
            })
            .optional()?;
        Ok(remembered)
    }

    /// Mark where one command begins.
    pub fn mark(&mut self) -> Result<(), Error> {
        self.run("SAVEPOINT command")?;
        self.marks.push((self.head, self.facts.len()));
        Ok(())
    }

    /// How many rows were written since the store was opened: more than before where something was.
    pub fn changes(&self) -> u64 {
        self.ledger.connection.total_changes()
    }

    /// Undo what happened since the last mark, and the mark.
    pub fn undo(&mut self) -> Result<(), Error> {
        self.run("ROLLBACK TO command")?;
        self.run("RELEASE command")?;
        if let Some((head, facts)) = self.marks.pop() {
            self.head = head;
            self.facts.truncate(facts);
        }
        Ok(())
    }

    /// Keep what happened since the last mark.
    pub fn keep(&mut self) -> Result<(), Error> {
        self.run("RELEASE command")?;
        self.marks.pop();
        Ok(())
    }

    /// Put a set beside the log; a set that is there already stays as it is.
    pub fn put_set(&mut self, packed: &Packed) -> Result<(), Error> {
        sets::put(&self.ledger.connection, packed)
    }

    /// Lay out the next grids of a scheme for a draft that is to begin with them, at most so many; tells how many. The
    /// fact that makes the draft takes them as they are: whoever lays them out sees to it that they are still those of
    /// the scheme then. What no fact takes goes by [`Self::leave`], and when the store is opened.
    pub fn lay(&mut self, from: &str, to: &str, most: u32) -> Result<u32, Error> {
        match self.view().scheme_named(to)? {
            Some(_) => Ok(0),
            None => fold::laid(&self.ledger.connection, from, to, most),
        }
    }

    /// Let go of what was laid out for a draft that does not stand: [`Self::sweep`] removes it.
    pub fn leave(&mut self, draft: &str) -> Result<(), Error> {
        fold::leave(&self.ledger.connection, draft)
    }

    /// Remove the next grids of schemes that are gone, at most so many; tells how many, nought at the end.
    pub fn sweep(&mut self, most: u32) -> Result<u32, Error> {
        fold::swept(&self.ledger.connection, most)
    }

    /// Keep a file that a seat hands in, whole and a picture's small one, until a fact of that seat names it.
    pub fn put_file(
        &mut self,
        file: &AttachedFile,
        whole: &[u8],
        small: &[u8],
        by: &Seat,
        now: Moment,
    ) -> Result<(), Error> {
        files::put(&self.ledger.connection, self.ledger.keys()?, file, [whole, small], by, now)
    }

    /// Append a fact to the log and fold it. `seq` and `hlc` are taken here.
    ///
    /// A fact that imports a set comes after [`Self::put_set`], or through [`Self::import`].
    pub fn append(
        &mut self,
        by: &Seat,
        command: CommandId,
        now: Moment,
        scope: Option<GridPath>,
        fact: &Fact,
    ) -> Result<Header, Error> {
        self.add(by, command, now, scope, fact, None)
    }

    /// The same for a fact that imports a set which is at hand: puts it beside the log, and folds it without reading it
    /// from there. `admit` looks at its rows as they come, some at a time; where it says no, nothing of the command may
    /// be kept.
    pub fn import(
        &mut self,
        by: &Seat,
        command: CommandId,
        now: Moment,
        fact: &Fact,
        packed: &Packed,
        admit: &mut dyn FnMut(&Set) -> bool,
    ) -> Result<Header, Error> {
        debug_assert!(
            matches!(fact, Fact::SetImported { set, .. } if set == packed.hash()),
            "the rows are another set's"
        );
        self.put_set(packed)?;
        self.add(by, command, now, None, fact, Some(AtHand::Packed(packed, admit)))
    }

    /// Lay rows of a set into their layer while it still comes in, grids or venues; first of all comes the set without
    /// any; none of them: it is given up. They stand in this transaction alone, until [`Self::import_filled`] tells of
    /// them. After an error nothing of it may be kept.
    pub fn fill(&mut self, of: SetKind, rows: impl Iterator<Item = Option<Set>>) -> Result<Filled, Error> {
        let given_up = || Error::corrupt("no such rows");
        fold::fill(&self.ledger.connection, of, &mut rows.map(|rows| rows.ok_or_else(given_up)))
    }

    /// As [`Self::import`], for a set whose rows were laid into their layer.
    pub fn import_filled(
        &mut self,
        by: &Seat,
        command: CommandId,
        now: Moment,
        fact: &Fact,
        packed: &Packed,
        filled: Filled,
    ) -> Result<Header, Error> {
        self.put_set(packed)?;
        self.add(by, command, now, None, fact, Some(AtHand::Filled(filled)))
    }

    fn add(
        &mut self,
        by: &Seat,
        command: CommandId,
        now: Moment,
        scope: Option<GridPath>,
        fact: &Fact,
        at_hand: Option<AtHand<'_>>,
    ) -> Result<Header, Error> {
        let header = Header {
            desk: self.ledger.desk(),
            seq: self.head.seq + 1,
            hlc: self.head.hlc.tick(now),
            command,
            kind: fact.kind().to_owned(),
            subject: fact.subject(),
            scope,
            by: by.clone(),
            at: now,
        };
        let (connection, keys) = (&self.ledger.connection, self.ledger.keys()?);
        self.head = self.pen.append(connection, keys, self.head, &header, fact)?;
        for file in attachment::files(fact.attachments()) {
            files::name(connection, keys, &file.hash, &header.subject, by)?;
        }
        fold::fold(connection, keys, &header, fact, at_hand)?;
        if let Fact::ContactDestroyed { end } = fact {
            shred::contact(connection, keys, end.incident)?;
        }
        if let Fact::RecordingDestroyed { call, .. } = fact {
            shred::recording(connection, keys, *call)?;
        }
        self.facts.push((header.clone(), fact.clone()));
        Ok(header)
    }

    /// Keep the answer to a command for every retry.
    pub fn remember(&mut self, id: CommandId, action_digest: &str, outcome: &str, now: Moment) -> Result<(), Error> {
        self.ledger.connection.prepare_cached(REMEMBER)?.execute(named_params! {
            ":id": id.to_string(), ":action_digest": action_digest, ":outcome": outcome, ":at": now.to_string(),
        })?;
        Ok(())
    }

    /// Move somebody's mark in a channel, or in it and all below. It is no fact: it stands beside the log.
    pub fn read_channel(&mut self, reader: &Reader, channel: &GridPath, span: Span, number: u32) -> Result<(), Error> {
        fold::read_channel(&self.ledger.connection, reader, (channel, span), number)
    }

    /// Read what stands, this batch's own changes among it.
    pub fn view(&self) -> View<'_> {
        View::new(&self.ledger.connection, self.ledger.keys_at_hand())
    }

    /// Sign and commit. Acknowledge only after this returns; after an error close, open and verify.
    pub fn commit(mut self) -> Result<Committed, Error> {
        if self.head.seq > self.began_at {
            log::close(&self.ledger.connection, self.ledger.keys()?, self.ledger.desk(), self.head)?;
        }
        let vector = self.view().vector()?;
        self.run("COMMIT")?;
        Ok(Committed { vector, facts: std::mem::take(&mut self.facts) })
    }

    fn run(&self, sql: &str) -> Result<(), Error> {
        self.ledger.connection.prepare_cached(sql)?.execute([])?;
        Ok(())
    }
}

impl Drop for Batch<'_> {
    fn drop(&mut self) {
        if !self.ledger.connection.is_autocommit() {
            // A rollback that fails leaves the transaction to the close of the connection, which undoes it too.
            let _ = self.ledger.connection.execute_batch("ROLLBACK");
        }
    }
}
