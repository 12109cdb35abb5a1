//! The peer of the memory: SQLite alone, with the settings that ours has, one table and no rule.

use std::path::Path;
use std::sync::mpsc::{self, SyncSender};
use std::thread;
use std::time::Instant;

use anyhow::{Result, anyhow, ensure};
use rusqlite::{Connection, params};

/// About what one receipt weighs in our log: header, hashes, body.
const BODY: [u8; 360] = [b'x'; 360];
/// As many as our writer takes into one commit.
const MOST_IN_ONE_COMMIT: usize = 512;

/// A fresh file in a folder.
pub fn fresh(folder: &Path) -> Result<Connection> {
    let path = folder.join("raw.sqlite");
    for ending in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(folder.join(format!("raw.sqlite{ending}")));
    }
    let connection = Connection::open(path)?;
    let mode: String = connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get(0))?;
    ensure!(mode == "wal", "SQLite gives no write-ahead log here");
    connection.pragma_update(None, "synchronous", "FULL")?;
    let synchronous: u8 = connection.pragma_query_value(None, "synchronous", |row| row.get(0))?;
    ensure!(synchronous == 2, "SQLite does not sync every commit here");
    connection.execute_batch(
        "CREATE TABLE log (seq INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
         CREATE TABLE receipt (order_id TEXT, post TEXT, grid TEXT, part TEXT, progress TEXT, PRIMARY KEY (order_id, post))
         STRICT, WITHOUT ROWID;",
    )?;
    Ok(connection)
}

/// One transaction with a row for each of so many people; seconds until it is durable.
pub fn one_order(connection: &mut Connection, order: &str, people: usize) -> Result<f64> {
    let began = Instant::now();
    let transaction = connection.transaction()?;
    {
        let mut insert =
            transaction.prepare_cached("INSERT INTO receipt VALUES (?1, ?2, ?3, 'recipient', 'waiting')")?;
        for person in 0..people {
            insert.execute(params![
                order,
                format!("P{person:016x}"),
                "411602.411602001.411602001002.4116020010020001"
            ])?;
        }
    }
    transaction.commit()?;
    Ok(began.elapsed().as_secs_f64())
}

/// Rows, each in a commit of its own.
pub fn one_by_one(connection: &Connection, rows: usize) -> Result<()> {
    let mut insert = connection.prepare_cached("INSERT INTO log (body) VALUES (?1)")?;
    for _ in 0..rows {
        insert.execute([BODY])?;
    }
    Ok(())
}

/// Rows from many producers, each of which waits for its commit; one writer takes what has queued.
pub fn grouped(connection: &Connection, producers: usize, rows: usize) -> Result<()> {
    let (queue, jobs) = mpsc::channel::<SyncSender<()>>();
    thread::scope(move |scope| {
        for producer in 0..producers {
            let queue = queue.clone();
            // The first few take what does not divide.
            let share = rows / producers + usize::from(producer < rows % producers);
            scope.spawn(move || {
                for _ in 0..share {
                    let (reply, done) = mpsc::sync_channel(1);
                    if queue.send(reply).is_err() || done.recv().is_err() {
                        return;
                    }
                }
            });
        }
        drop(queue);
        let mut insert = connection.prepare("INSERT INTO log (body) VALUES (?1)")?;
        while let Ok(first) = jobs.recv() {
            connection.execute_batch("BEGIN IMMEDIATE")?;
            let mut group = vec![first];
            while group.len() < MOST_IN_ONE_COMMIT {
                let Ok(next) = jobs.try_recv() else { break };
                group.push(next);
            }
            for _ in &group {
                insert.execute([BODY])?;
            }
            connection.execute_batch("COMMIT")?;
            for reply in group {
                reply.send(()).map_err(|_| anyhow!("a producer went away"))?;
            }
        }
        Ok::<_, anyhow::Error>(())
    })
}

/// Which SQLite this is.
pub fn version() -> String {
    format!("SQLite {}", rusqlite::version())
}
