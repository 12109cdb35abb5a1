//! Where names go. A field of boxes that never touch: what is placed stays, what has no room is told.

use std::collections::HashMap;

use crate::page::Rect;

/// What is left free around a placed box, in millimetres.
const GAP: f64 = 0.25;
/// How wide the squares are by which boxes are filed, in millimetres.
const SQUARE: f64 = 10.0;

/// The part of a map in which names stand.
///
/// Invariant: placed boxes lie inside the frame and meet neither each other nor what is blocked.
#[derive(Debug)]
pub struct Field {
    frame: Rect,
    taken: Vec<Rect>,
    /// Which boxes reach into a square.
    squares: HashMap<(i32, i32), Vec<usize>>,
}

impl Field {
    /// An empty field.
    pub fn new(frame: Rect) -> Self {
        Self { frame, taken: Vec::new(), squares: HashMap::new() }
    }

    /// Keep names off a box: a symbol, the north arrow. Such boxes may meet each other.
    pub fn block(&mut self, rect: Rect) {
        for square in squares(rect) {
            self.squares.entry(square).or_default().push(self.taken.len());
        }
        self.taken.push(rect);
    }

    /// Take the first of these boxes that has room. None of them: nothing is taken.
    pub fn place<T>(
        &mut self,
        wishes: impl Iterator<Item = (Rect, T)>,
        allows: impl Fn(Rect) -> bool,
    ) -> Option<(Rect, T)> {
        let (rect, wish) = wishes.into_iter().find(|&(rect, _)| self.is_free(rect) && allows(rect))?;
        self.block(rect.grown(GAP));
        Some((rect, wish))
    }

    fn is_free(&self, rect: Rect) -> bool {
        self.frame.holds(rect)
            && squares(rect).all(|square| {
                self.squares.get(&square).is_none_or(|boxes| boxes.iter().all(|&at| !self.taken[at].meets(rect)))
            })
    }
}

fn squares(rect: Rect) -> impl Iterator<Item = (i32, i32)> {
    let square = |at: f64| (at / SQUARE).floor() as i32;
    let (left, right, top, bottom) = (square(rect.left), square(rect.right), square(rect.top), square(rect.bottom));
    (left..=right).flat_map(move |x| (top..=bottom).map(move |y| (x, y)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn boxes() -> impl Strategy<Value = Rect> {
        (-20.0..220.0f64, -20.0..220.0f64, 0.5..60.0f64, 0.5..12.0f64).prop_map(|(x, y, w, h)| Rect::sized(x, y, w, h))
    }

    proptest! {
        #[test]
        fn no_two_names_meet_and_all_stand_inside(
            symbols in prop::collection::vec(boxes(), 0..20),
            wishes in prop::collection::vec(prop::collection::vec(boxes(), 1..8), 1..120),
        ) {
            let frame = Rect::sized(0.0, 0.0, 200.0, 200.0);
            let mut field = Field::new(frame);
            for &symbol in &symbols {
                field.block(symbol);
            }
            let placed: Vec<Option<(Rect, usize)>> = wishes
                .iter()
                .map(|boxes| field.place(boxes.iter().copied().zip(0..), |_| true))
                .collect();
            let standing: Vec<Rect> = placed.iter().flatten().map(|&(rect, _)| rect).collect();
            for (at, &one) in standing.iter().enumerate() {
                prop_assert!(frame.holds(one));
                prop_assert!(symbols.iter().all(|&symbol| !symbol.meets(one)));
                prop_assert!(standing[at + 1..].iter().all(|&other| !other.meets(one)));
            }
            // What was not placed really had no room for any of its boxes when its turn came.
            for (wish, placed) in wishes.iter().zip(&placed) {
                if placed.is_none() {
                    let near = |one: Rect| standing.iter().any(|other| other.grown(GAP).meets(one));
                    let barred = |one: Rect| !frame.holds(one) || symbols.iter().any(|symbol| symbol.meets(one));
                    prop_assert!(wish.iter().all(|&one| barred(one) || near(one)));
                }
            }
        }
    }

    #[test]
    fn the_first_box_with_room_is_taken_and_a_veto_is_heard() {
        let mut field = Field::new(Rect::sized(0.0, 0.0, 100.0, 100.0));
        let row = |x: f64| (Rect::sized(x, 10.0, 10.0, 4.0), x);
        let placed = field.place([row(0.0), row(20.0)].into_iter(), |rect| rect.left > 5.0).map(|(_, x)| x);
        assert_eq!(placed, Some(20.0));
        assert_eq!(field.place([row(25.0), row(95.0)].into_iter(), |_| true), None);
    }
}
