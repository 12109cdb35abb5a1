//! A set in pieces: how it passes from one process to another without standing anywhere as one long text.
//!
//! Invariant: what stands before the rows, the texts of all pieces with a comma between each two, and what
//! stands after the rows are the set's normal form, byte for byte.

use serde::Serialize;
use serde::de::Error as _;

use super::{GridSet, PlacedGrid, Set};
use crate::place::{Polygon, Position, Shape};
use crate::scan::{after, object_end, text_end};

/// What stands around the rows in a set's normal form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Around {
    /// Up to the bracket that opens the rows.
    pub before: String,
    /// From the bracket that closes them.
    pub after: String,
}

impl Set {
    /// The same without any row.
    #[must_use]
    pub fn without_rows(&self) -> Self {
        match self {
            Self::Grids(set) => {
                Self::Grids(GridSet { scheme: set.scheme.clone(), levels: set.levels.clone(), grids: Vec::new() })
            }
            Self::Posts(_) => Self::Posts(Vec::new()),
            Self::Venues(_) => Self::Venues(Vec::new()),
            Self::Checkpoints(_) => Self::Checkpoints(Vec::new()),
            Self::Streams(_) => Self::Streams(Vec::new()),
            Self::Units(_) => Self::Units(Vec::new()),
            Self::Partners(_) => Self::Partners(Vec::new()),
            Self::Assets(_) => Self::Assets(Vec::new()),
            Self::Basemap(_) => Self::Basemap(Vec::new()),
        }
    }

    /// What stands around the rows.
    pub fn around(&self) -> Around {
        let text = serde_json::to_string(&self.without_rows()).expect("a set has text keys and finite numbers only");
        // The rows come last, whatever stands in the names before them.
        let (before, after) = text.rsplit_once("[]").expect("a set without rows holds an empty list");
        Around { before: format!("{before}["), after: format!("]{after}") }
    }

    /// Hands over all rows as text, parted by commas, about `size` bytes at a time, and lets go of each as it leaves.
    pub fn into_pieces<E>(self, size: usize, each: impl FnMut(&str, usize) -> Result<(), E>) -> Result<(), E> {
        match self {
            Self::Grids(set) => pieces(set.grids, size, each),
            Self::Posts(rows) => pieces(rows, size, each),
            Self::Venues(rows) => pieces(rows, size, each),
            Self::Checkpoints(rows) => pieces(rows, size, each),
            Self::Streams(rows) => pieces(rows, size, each),
            Self::Units(rows) => pieces(rows, size, each),
            Self::Partners(rows) => pieces(rows, size, each),
            Self::Assets(rows) => pieces(rows, size, each),
            Self::Basemap(rows) => pieces(rows, size, each),
        }
    }

    /// Takes the rows of one piece, in brackets: `[row,row]`.
    pub fn add_piece(&mut self, rows: &[u8]) -> serde_json::Result<()> {
        match self {
            Self::Grids(set) => set.grids.append(&mut serde_json::from_slice(rows)?),
            Self::Posts(own) => own.append(&mut serde_json::from_slice(rows)?),
            Self::Venues(own) => own.append(&mut serde_json::from_slice(rows)?),
            Self::Checkpoints(own) => own.append(&mut serde_json::from_slice(rows)?),
            Self::Streams(own) => own.append(&mut serde_json::from_slice(rows)?),
            Self::Units(own) => own.append(&mut serde_json::from_slice(rows)?),
            Self::Partners(own) => own.append(&mut serde_json::from_slice(rows)?),
            Self::Assets(own) => own.append(&mut serde_json::from_slice(rows)?),
            Self::Basemap(own) => own.append(&mut serde_json::from_slice(rows)?),
        }
        Ok(())
    }
}

/// A normal form on its way back to rows, as it comes: its text, and positions that somebody has read already.
#[derive(Debug, Default)]
pub struct Unfolding {
    /// The set without rows, once what stands before them is there.
    empty: Option<Set>,
    /// What closes the text behind the rows.
    after: String,
    rest: Vec<u8>,
    /// Rows that were found.
    rows: usize,
    /// Those of them that nobody has fetched yet.
    whole: Option<Set>,
    /// The boundary of the grid at which `rest` ends, as long as it comes as positions.
    shape: Option<Shape>,
}

/// What stands before and behind the boundary of a grid, which is the last that is said of it: a text in a text has
/// no quote that stands by itself.
const BEFORE_SHAPE: &[u8] = b",\"shape\":[[[";
const BEHIND_SHAPE: &[u8] = b"]]]}";

impl Unfolding {
    /// Takes the next piece of the text.
    pub fn take(&mut self, piece: &[u8]) {
        let Some(shape) = &mut self.shape else { return self.rest.extend_from_slice(piece) };
        match piece {
            // A boundary goes on behind the place where somebody has cut the text.
            b"" | b"," => {}
            b"],[" => shape.polygons.last_mut().into_iter().for_each(|last| last.rings.push(Vec::new())),
            b"]],[[" => shape.polygons.push(Polygon { rings: vec![Vec::new()] }),
            _ => {
                let behind = piece.strip_prefix(BEHIND_SHAPE).filter(|_| self.end_shape().is_some());
                self.spell_shape();
                self.rest.extend_from_slice(behind.unwrap_or(piece));
            }
        }
    }

    /// Takes positions that stand behind that text, parted by commas.
    pub fn positions(&mut self, positions: &[Position]) -> serde_json::Result<()> {
        if self.shape.is_none() && self.rest.ends_with(BEFORE_SHAPE) {
            self.sweep()?;
            let is_grid = matches!(self.empty, Some(Set::Grids(_)));
            self.shape = is_grid.then(|| Shape { polygons: vec![Polygon { rings: vec![Vec::new()] }] });
        }
        let ring = self.shape.as_mut().and_then(|shape| shape.polygons.last_mut()?.rings.last_mut());
        match ring {
            Some(ring) => ring.extend_from_slice(positions),
            None => spell(positions, &mut self.rest),
        }
        Ok(())
    }

    /// The rows that are whole by now.
    pub fn rows(&mut self) -> serde_json::Result<Option<Set>> {
        if self.shape.is_none() {
            self.sweep()?;
        }
        Ok(self.whole.take())
    }

    /// Finds rows in the text that is there.
    fn sweep(&mut self) -> serde_json::Result<()> {
        if self.empty.is_none() && !self.begin()? {
            return Ok(());
        }
        let (mut begin, mut end, mut rows) = (None, 0, 0);
        loop {
            let row = if self.rows + rows == 0 { Some(end) } else { after(&self.rest, end, b',') };
            let Some(row) = row.filter(|row| self.rest.get(*row) == Some(&b'{')) else { break };
            let Some(past) = object_end(&self.rest, row) else { break };
            begin.get_or_insert(row);
            (end, rows) = (past, rows + 1);
        }
        let Some((begin, empty)) = begin.zip(self.empty.as_ref()) else { return Ok(()) };
        let whole = self.whole.get_or_insert_with(|| empty.clone());
        whole.add_piece(&[b"[", &self.rest[begin..end], b"]"].concat())?;
        self.rest.drain(..end);
        self.rows += rows;
        Ok(())
    }

    /// The grid at which the text ends is whole; none where what stands before its boundary is no grid.
    fn end_shape(&mut self) -> Option<()> {
        let text = self.rest.strip_suffix(BEFORE_SHAPE)?;
        let row = if self.rows == 0 { Some(0) } else { after(text, 0, b',') };
        let grid = serde_json::from_slice(&[&text[row?..], b"}"].concat()).ok()?;
        let Set::Grids(whole) = self.whole.get_or_insert_with(|| self.empty.clone().unwrap_or(Set::Posts(Vec::new())))
        else {
            return None;
        };
        whole.grids.push(PlacedGrid { grid, shape: self.shape.take()? });
        self.rest.clear();
        self.rows += 1;
        Some(())
    }

    /// What came as positions is text after all.
    fn spell_shape(&mut self) {
        let Some(Shape { polygons }) = self.shape.take() else { return };
        for (number, Polygon { rings }) in polygons.iter().enumerate() {
            self.rest.extend_from_slice(if number > 0 { b"]],[[" } else { b"" });
            for (number, ring) in rings.iter().enumerate() {
                self.rest.extend_from_slice(if number > 0 { b"],[" } else { b"" });
                spell(ring, &mut self.rest);
            }
        }
    }

    /// All of the text has come, and all rows were fetched: the set without them.
    pub fn done(self) -> serde_json::Result<Set> {
        let is_whole = self.rest == self.after.as_bytes() && self.shape.is_none() && self.whole.is_none();
        self.empty.filter(|_| is_whole).ok_or_else(|| serde_json::Error::custom("a set is not whole"))
    }

    /// Reads what stands before the rows; false while that is not all there.
    fn begin(&mut self) -> serde_json::Result<bool> {
        let Some((end, closing)) = list_of_rows(&self.rest, 0, "]") else { return Ok(false) };
        let empty: Set = serde_json::from_slice(&[&self.rest[..end], closing.as_bytes()].concat())?;
        self.rest.drain(..end);
        (self.empty, self.after) = (Some(empty), closing);
        Ok(true)
    }
}

/// Where the first row would stand, and what closes the text behind the last: rows are the last member of the last
/// member.
fn list_of_rows(text: &[u8], at: usize, closing: &str) -> Option<(usize, String)> {
    let closing = format!("{closing}}}");
    let mut at = after(text, at, b'{')?;
    loop {
        let name = after(text, at, b'"')?;
        let end = text_end(text, name - 1)?;
        let value = after(text, end, b':')?;
        match (&text[name..end - 1], text.get(value)?) {
            (b"rows" | b"grids", b'[') => return Some((value + 1, closing)),
            (b"rows", b'{') => return list_of_rows(text, value, &closing),
            _ => at = after(text, crate::scan::value_end(text, value)?, b',')?,
        }
    }
}

/// Spells positions as a normal form has them, parted by commas.
pub fn spell(positions: &[Position], text: &mut Vec<u8>) {
    // Room for the longest, into which all are written without asking again.
    let mut at = text.len();
    text.resize(at + positions.len() * LONGEST.len(), b',');
    for (number, Position(x, y)) in positions.iter().enumerate() {
        at += usize::from(number > 0);
        text[at] = b'[';
        at = write_number(*x, text, at + 1) + 1;
        at = write_number(*y, text, at);
        text[at] = b']';
        at += 1;
    }
    text.truncate(at);
}

/// The longest position there is, with a comma.
const LONGEST: &str = "[-2147483648,-2147483648],";
/// From 00 to 99, one after the other.
const PAIRS: [u8; 200] = {
    let (mut pairs, mut number) = ([0; 200], 0);
    while number < 100 {
        (pairs[2 * number], pairs[2 * number + 1]) = (b'0' + (number / 10) as u8, b'0' + (number % 10) as u8);
        number += 1;
    }
    pairs
};

/// Writes a number over what stands here, and says where it ends.
fn write_number(number: i32, text: &mut [u8], at: usize) -> usize {
    let mut rest = number.unsigned_abs();
    let first = at + usize::from(number < 0);
    let end = first + rest.checked_ilog10().unwrap_or(0) as usize + 1;
    if number < 0 {
        text[at] = b'-';
    }
    let mut place = end;
    while rest >= 10 {
        let pair = (rest % 100) as usize * 2;
        (rest, place) = (rest / 100, place - 2);
        text[place..place + 2].copy_from_slice(&PAIRS[pair..pair + 2]);
    }
    if place > first {
        text[first] = b'0' + rest as u8;
    }
    end
}

impl PlacedGrid {
    /// Writes it as the normal form has it: what serde writes, with its boundary spelled at once.
    pub fn write_row(&self, text: &mut Vec<u8>) {
        serde_json::to_writer(&mut *text, &self.grid).expect("a grid has text keys and whole numbers only");
        text.pop();
        text.extend_from_slice(b",\"shape\":[");
        for (number, Polygon { rings }) in self.shape.polygons.iter().enumerate() {
            text.extend_from_slice(if number > 0 { b",[" } else { b"[" });
            for (number, ring) in rings.iter().enumerate() {
                text.extend_from_slice(if number > 0 { b",[" } else { b"[" });
                spell(ring, text);
                text.push(b']');
            }
            text.push(b']');
        }
        text.extend_from_slice(b"]}");
    }
}

fn pieces<T: Serialize, E>(
    rows: Vec<T>,
    size: usize,
    mut each: impl FnMut(&str, usize) -> Result<(), E>,
) -> Result<(), E> {
    let (mut piece, mut count) = (Vec::with_capacity(size), 0);
    let mut hand_over = |piece: &[u8], count| {
        let text = std::str::from_utf8(piece).expect("JSON is UTF-8");
        each(text, count)
    };
    for row in rows {
        if count > 0 {
            piece.push(b',');
        }
        serde_json::to_writer(&mut piece, &row).expect("a row has text keys and finite numbers only");
        count += 1;
        if piece.len() >= size {
            hand_over(&piece, count)?;
            piece.clear();
            count = 0;
        }
    }
    if count > 0 { hand_over(&piece, count) } else { Ok(()) }
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;
    use crate::code::{GridCode, GridPath, Level};
    use crate::grid::{Counts, Grid};
    use crate::place::{Polygon, Position, Shape};
    use crate::scheme::LevelName;
    use crate::set::PlacedGrid;
    use crate::venue::Stream;

    fn grids(count: usize) -> Set {
        let ring = vec![Position(0, 0), Position(9, 0), Position(9, 9), Position(0, 0)];
        let placed = |number: usize| {
            let code = GridCode(format!("{number:03}"));
            let (path, name) = (GridPath::top(&code), format!("[]\"{number}"));
            let grid = Grid {
                path,
                code,
                level: Level(1),
                kind: String::new(),
                name,
                counts: Counts::default(),
                attributes: [("[]".to_owned(), "]}}".to_owned())].into(),
            };
            PlacedGrid { grid, shape: Shape { polygons: vec![Polygon { rings: vec![ring.clone()] }] } }
        };
        let levels = vec![LevelName { level: Level(1), name: "区[]".to_owned() }];
        Set::Grids(GridSet { scheme: "[]方案".to_owned(), levels, grids: (0..count).map(placed).collect() })
    }

    #[test]
    fn a_row_is_written_as_serde_writes_it() {
        let positions: Vec<Position> =
            [0, 7, -9, 10, -42, 100, 999, -1_000, 1_119_989_815, -899_999_999, i32::MAX, i32::MIN]
                .into_iter()
                .flat_map(|number| [Position(number, -7), Position(12_345, number)])
                .collect();
        let Set::Grids(GridSet { grids, .. }) = grids(1) else { panic!("grids") };
        let rings = [vec![], vec![positions[..1].to_vec()], vec![positions, vec![]]];
        for shape in [vec![], vec![rings[1].clone()], rings.to_vec()] {
            let polygons = shape.into_iter().map(|rings| Polygon { rings }).collect();
            let placed = PlacedGrid { shape: Shape { polygons }, ..grids[0].clone() };
            let mut text = b"before".to_vec();
            placed.write_row(&mut text);
            assert_eq!(text[6..], serde_json::to_vec(&placed).expect("memory"));
        }
    }

    fn there_and_back(set: Set, size: usize) {
        let (normal_form, Around { before, after }) = (set.normal_form(), set.around());
        let (mut back, mut text, mut rows) = (set.without_rows(), before, 0);
        let all = set.clone();
        let handed = set.into_pieces(size, |piece, count| {
            if rows > 0 {
                text.push(',');
            }
            text.push_str(piece);
            rows += count;
            back.add_piece(format!("[{piece}]").as_bytes()).expect("rows");
            Ok::<_, Infallible>(())
        });
        handed.unwrap_or_else(|never| match never {});
        assert_eq!(text + &after, String::from_utf8(normal_form).expect("text"));
        assert_eq!((rows, &back), (all.len(), &all));
        unfolds(&all, size);
    }

    fn unfolds(set: &Set, size: usize) {
        let text = set.normal_form();
        let (mut unfolding, mut back) = (Unfolding::default(), set.without_rows());
        for piece in text.chunks(size) {
            unfolding.take(piece);
            if let Some(rows) = unfolding.rows().expect("sound") {
                let handed = rows.into_pieces(1, |piece, _| back.add_piece(format!("[{piece}]").as_bytes()));
                handed.expect("rows");
            }
        }
        assert_eq!((&unfolding.done().expect("whole"), &back), (&set.without_rows(), set));
        let mut cut = Unfolding::default();
        cut.take(&text[..text.len() - 1]);
        assert!(cut.rows().is_err() || cut.done().is_err(), "a set that is cut off is not whole");
    }

    #[test]
    fn the_pieces_of_a_set_are_its_normal_form() {
        for (count, size) in [(0, 1), (1, 1), (7, 1), (7, 300), (7, 1 << 20)] {
            there_and_back(grids(count), size);
        }
        there_and_back(Set::Posts(Vec::new()), 10);
        there_and_back(Set::Streams(Vec::<Stream>::new()), 10);
        there_and_back(Set::Basemap(Vec::new()), 10);
    }

    #[test]
    fn what_is_no_row_is_not_taken() {
        let mut set = grids(1);
        for piece in ["", "{}", "[{}]", "[1]", "[", "null"] {
            assert!(set.add_piece(piece.as_bytes()).is_err(), "{piece}");
        }
        assert_eq!(set.len(), 1);
    }
}
