//! Chinese names found among many venues, beside what SQLite has for it: LIKE, and a full-text index of trigrams.

use std::path::Path;
use std::time::Instant;

use anyhow::{Result, bail, ensure};
use benches::points;
use benches::spread::percentile;
use desk::Desk;
use domain::answer::{Answer, Hits};
use domain::question::Question;
use rusqlite::Connection;

use crate::figure::{Aim, Figure, Unit, seconds, thousands};
use crate::town::{Town, owner, remove};
use crate::{Bench, command, import, turns};

/// How many times as fast as LIKE we must be for two letters, and as a ranked full-text answer for three.
const BESIDE_LIKE: f64 = 1_000.0;
const BESIDE_TRIGRAMS: f64 = 10.0;
/// Texts that are looked for in one round; LIKE reads every name for each, and gets fewer.
const TEXTS: usize = 200;
const TEXTS_OF_LIKE: usize = 10;
/// Hits that a page shows.
const SHOWN: u32 = 20;

pub fn measure(bench: &Bench, town: &Town) -> Result<Vec<Figure>> {
    let store = bench.place("search.gpkg");
    remove(&store);
    command::run(bench.wutu().arg("new").arg(&store))?;
    let source = import::venues(bench)?;
    command::run(bench.wutu().arg("import").arg(&store).arg(&source).args(["--as", "venues"]))?;
    let desk = Desk::open(&store, town.options.clone())?;
    let names: Vec<String> = (0..bench.points).map(|index| points::name(bench.seed, index)).collect();
    let sqlite = filled(&bench.place("search.sqlite"), &names)?;
    let began = Instant::now();
    find(&desk, "东西")?;
    let index = began.elapsed().as_secs_f64();

    let count = thousands(bench.points as u64);
    let mut two = Figure::new(
        format!("Find two letters in {count} names: all hits counted, the best 20 in order"),
        Unit::Seconds,
    )
    .beside("SQLite LIKE, counted", Some(BESIDE_LIKE), None)
    .beside("SQLite FTS5 trigram MATCH", None, None);
    two.note = format!("index of {} made on first use", seconds(index));
    let mut three = Figure::new("The same with three letters", Unit::Seconds).beside(
        "SQLite FTS5 trigram MATCH, the best 20",
        None,
        Some(BESIDE_TRIGRAMS),
    );
    let mut initials = Figure::new("The same with three pinyin initials", Unit::Seconds);
    let mut address = Figure::new("The venue that an address means, a sign of its name mistyped", Unit::Seconds);
    let began = Instant::now();
    mean(&desk, "东西")?;
    address.note = format!("index of {} made on first use", seconds(began.elapsed().as_secs_f64()));
    let (mut of_two, mut of_three, mut of_initials) = (Vec::new(), Vec::new(), Vec::new());
    let mut of_addresses = Vec::new();
    let mut found_by_trigrams = 0;
    for round in 0..bench.rounds {
        let texts: Vec<&str> =
            (0..TEXTS).map(|at| names[(round * TEXTS + at) * 7_919 % names.len()].as_str()).collect();
        for is_ours in turns(round, [true, false]) {
            if is_ours {
                two.ours.add(each(&mut of_two, &texts, |name| find(&desk, first(name, 2)).map(drop))?);
                three.ours.add(each(&mut of_three, &texts, |name| find(&desk, first(name, 3)).map(drop))?);
                initials.ours.add(each(&mut of_initials, &texts, |name| find(&desk, &letters(name)).map(drop))?);
                address.ours.add(each(&mut of_addresses, &texts, |name| mean(&desk, &mistyped(name)))?);
            } else {
                let few = &texts[..TEXTS_OF_LIKE];
                let mut counts = Vec::with_capacity(few.len());
                two.peers[0].took.add(each(&mut Vec::new(), few, |name| {
                    counts.push(like(&sqlite, first(name, 2))?);
                    Ok(())
                })?);
                for (name, wanted) in few.iter().zip(counts) {
                    let found = find(&desk, first(name, 2))?.total;
                    ensure!(wanted == found, "LIKE finds {wanted} of {name}, we {found}");
                }
                let matched = each(&mut Vec::new(), &texts, |name| {
                    found_by_trigrams += trigrams(&sqlite, first(name, 2))?;
                    Ok(())
                })?;
                two.peers[1].took.add(matched);
                three.peers[0]
                    .took
                    .add(each(&mut Vec::new(), &texts, |name| trigrams(&sqlite, first(name, 3)).map(drop))?);
            }
        }
    }
    two.peers[0].note = "exactly our hits".to_owned();
    two.peers[1].note = format!("finds {found_by_trigrams}: a trigram needs three letters");
    desk.close()?;
    for (figure, samples) in [(&mut two, &mut of_two), (&mut three, &mut of_three), (&mut initials, &mut of_initials)] {
        figure.aims.push(Aim::less("p99", percentile(samples, 0.99), seconds).goal(5e-4));
    }
    address.aims.push(Aim::less("p99", percentile(&mut of_addresses, 0.99), seconds).goal(5e-3));
    Ok(vec![two, three, initials, address])
}

/// Seconds for the middle one of some texts; all of them are kept.
fn each(all: &mut Vec<f64>, texts: &[&str], mut ask: impl FnMut(&str) -> Result<()>) -> Result<f64> {
    let mut samples = Vec::with_capacity(texts.len());
    for text in texts {
        let began = Instant::now();
        ask(text)?;
        samples.push(began.elapsed().as_secs_f64());
    }
    all.extend_from_slice(&samples);
    Ok(percentile(&mut samples, 0.5))
}

fn find(desk: &Desk, text: &str) -> Result<Hits> {
    let question = Question::Search { text: text.to_owned(), limit: SHOWN };
    let Answer::Search(hits) = desk.ask(&owner(), &question)? else { bail!("a search answers something else") };
    Ok(hits)
}

fn mean(desk: &Desk, words: &str) -> Result<()> {
    let question = Question::FindAddress { words: words.to_owned(), near: None };
    let Answer::FindAddress(_) = desk.ask(&owner(), &question)? else { bail!("an address answers something else") };
    Ok(())
}

/// An address of a place, with its second sign another.
fn mistyped(name: &str) -> String {
    let signs = name.chars().enumerate().map(|(at, sign)| if at == 1 { '某' } else { sign });
    format!("中心街道{}对面", signs.collect::<String>())
}

/// The first few letters of a name.
fn first(name: &str, letters: usize) -> &str {
    name.char_indices().nth(letters).map_or(name, |(end, _)| &name[..end])
}

/// Initials of a name's first three letters; the maker knows few letters.
fn letters(name: &str) -> String {
    name.chars().take(3).filter_map(points::initial).collect()
}

fn filled(path: &Path, names: &[String]) -> Result<Connection> {
    let _ = std::fs::remove_file(path);
    let mut connection = Connection::open(path)?;
    connection.execute_batch(
        "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; CREATE TABLE place (name TEXT NOT NULL) STRICT;
         CREATE VIRTUAL TABLE word USING fts5 (name, tokenize = 'trigram');",
    )?;
    let transaction = connection.transaction()?;
    {
        let mut place = transaction.prepare("INSERT INTO place VALUES (?1)")?;
        let mut word = transaction.prepare("INSERT INTO word VALUES (?1)")?;
        for name in names {
            place.execute([name])?;
            word.execute([name])?;
        }
    }
    transaction.commit()?;
    Ok(connection)
}

fn like(connection: &Connection, text: &str) -> Result<u32> {
    let mut statement = connection.prepare_cached("SELECT count(*) FROM place WHERE name LIKE '%' || ?1 || '%'")?;
    Ok(statement.query_row([text], |row| row.get(0))?)
}

/// How many hits of the best twenty there are.
fn trigrams(connection: &Connection, text: &str) -> Result<usize> {
    let sql = "SELECT name FROM word WHERE word MATCH '\"' || ?1 || '\"' ORDER BY rank LIMIT 20";
    let mut statement = connection.prepare_cached(sql)?;
    let names = statement.query_map([text], |row| row.get::<_, String>(0))?;
    Ok(names.collect::<Result<Vec<_>, _>>()?.len())
}
