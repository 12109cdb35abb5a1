//! Tables of text.

use std::io::{Result, Write};

use exchange::Kind;

use crate::Hostile;

const MILLION: usize = 1_000_000;

fn heads(name: &'static str, write: impl Fn(&mut dyn Write) -> Result<()> + 'static) -> Hostile {
    Hostile::new(name, Kind::Heads, "名册.csv", write)
}

fn lot(to: &mut dyn Write, text: &str, times: usize) -> Result<()> {
    let lot = text.repeat(1000);
    (0..times / 1000).try_for_each(|_| to.write_all(lot.as_bytes()))
}

pub fn all() -> Vec<Hostile> {
    vec![
        heads("a million columns", |to| lot(to, "a,", MILLION)),
        heads("a million columns of one name", |to| lot(to, "code,", MILLION).and_then(|()| lot(to, "\n1,", MILLION))),
        heads("a quote that never closes", |to| {
            write!(to, "code,name\n\"").and_then(|()| lot(to, "x\n", 30 * MILLION))
        }),
        heads("nothing but quotes", |to| writeln!(to, "code,name").and_then(|()| lot(to, "\"", 30 * MILLION))),
        heads("nothing but commas", |to| writeln!(to, "code,name").and_then(|()| lot(to, ",", 30 * MILLION))),
        heads("more rows than there may be", |to| {
            writeln!(to, "code,name").and_then(|()| lot(to, "1,2\n", 2 * MILLION + 1000))
        }),
        heads("a row of 60 MB", |to| write!(to, "code,name\n1,").and_then(|()| lot(to, "x", 60 * MILLION))),
        heads("half a million rows without sense", |to| {
            writeln!(to, "code,title,name,phone").and_then(|()| lot(to, "?,?,?,?\n", MILLION / 2))
        }),
        heads("rows that are too long", |to| {
            writeln!(to, "code,name").and_then(|()| lot(to, "1,2,3,4,5,6,7,8,9\n", MILLION / 2))
        }),
        heads("a table of another alphabet", |to| {
            write!(to, "code,name\n1,")?;
            (0..1000).try_for_each(|_| to.write_all(&[0xb3, 0xc2].repeat(10_000)))
        }),
    ]
}
