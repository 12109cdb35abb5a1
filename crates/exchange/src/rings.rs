//! Which ring is a hole of which, where a format only lists them: outer rings run clockwise, holes the
//! other way, as in Shapefiles.

use crate::coordinates::Degrees;

type Ring = Vec<Degrees>;

/// Polygons, each an outer ring and its holes. A hole that lies in no ring is an area of its own.
pub(crate) fn grouped(rings: Vec<Ring>) -> Vec<Vec<Ring>> {
    if rings.len() < 2 {
        return vec![rings];
    }
    let (holes, outers): (Vec<Ring>, Vec<Ring>) = rings.into_iter().partition(|ring| doubled_area(ring) > 0.0);
    let mut polygons: Vec<Vec<Ring>> = outers.into_iter().map(|outer| vec![outer]).collect();
    let bounds: Vec<Bounds> = polygons.iter().map(|polygon| Bounds::of(&polygon[0])).collect();
    for hole in holes {
        let around = |index: &usize| bounds[*index].hold(&hole) && holds(&polygons[*index][0], &hole);
        let area = |index: &usize| doubled_area(&polygons[*index][0]).abs();
        let candidates = (0..bounds.len()).filter(around);
        // Islands within lakes: the smallest ring around it is the one that it is cut out of.
        match candidates.min_by(|one, other| area(one).total_cmp(&area(other))) {
            Some(index) => polygons[index].push(hole),
            None => polygons.push(vec![hole]),
        }
    }
    polygons
}

/// Twice the area; positive where a ring runs counterclockwise.
pub(crate) fn doubled_area(ring: &[Degrees]) -> f64 {
    let Some(&Degrees(x0, y0)) = ring.first() else { return 0.0 };
    // Seen from a corner: far from zero the products would drown the area.
    let cross = |pair: &[Degrees]| (pair[0].0 - x0) * (pair[1].1 - y0) - (pair[1].0 - x0) * (pair[0].1 - y0);
    ring.windows(2).map(cross).sum()
}

struct Bounds([f64; 4]);

impl Bounds {
    fn of(ring: &[Degrees]) -> Self {
        let start = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
        Self(ring.iter().fold(start, |[west, south, east, north], &Degrees(x, y)| {
            [west.min(x), south.min(y), east.max(x), north.max(y)]
        }))
    }

    fn hold(&self, ring: &[Degrees]) -> bool {
        let [west, south, east, north] = self.0;
        ring.iter().all(|&Degrees(x, y)| (west..=east).contains(&x) && (south..=north).contains(&y))
    }
}

/// Whether an outer ring holds a hole: by the first of its corners that is none of the outer's own.
fn holds(outer: &[Degrees], hole: &[Degrees]) -> bool {
    let corner = hole.iter().find(|corner| !outer.contains(corner));
    corner.is_none_or(|&corner| is_inside(outer, corner))
}

/// Whether a place lies inside a ring; on its border it may be either.
pub(crate) fn is_inside(ring: &[Degrees], Degrees(x, y): Degrees) -> bool {
    let crossed = ring.windows(2).filter(|pair| {
        let (Degrees(x1, y1), Degrees(x2, y2)) = (pair[0], pair[1]);
        (y1 > y) != (y2 > y) && x < (x2 - x1) * (y - y1) / (y2 - y1) + x1
    });
    crossed.count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A square, clockwise.
    fn square(west: f64, south: f64, size: f64) -> Ring {
        let corners = [(0.0, 0.0), (0.0, 1.0), (1.0, 1.0), (1.0, 0.0), (0.0, 0.0)];
        corners.iter().map(|(x, y)| Degrees(west + size * x, south + size * y)).collect()
    }

    fn hole(west: f64, south: f64, size: f64) -> Ring {
        square(west, south, size).into_iter().rev().collect()
    }

    #[test]
    fn a_hole_belongs_to_the_smallest_ring_around_it() {
        let far = 3.8e7;
        let rings = vec![
            hole(far + 3.0, 3.0, 4.0),
            square(far, 0.0, 10.0),
            hole(far + 4.5, 4.5, 0.5),
            square(far + 4.0, 4.0, 2.0),
            square(far + 20.0, 0.0, 1.0),
        ];
        let shape: Vec<(f64, usize)> = grouped(rings).iter().map(|rings| (rings[0][0].0 - far, rings.len())).collect();
        assert_eq!(shape, [(0.0, 2), (4.0, 2), (20.0, 1)]);
    }

    #[test]
    fn a_hole_in_no_ring_is_an_area_of_its_own() {
        assert_eq!(grouped(vec![hole(0.0, 0.0, 1.0)]).len(), 1);
        assert_eq!(grouped(vec![square(0.0, 0.0, 1.0), hole(5.0, 5.0, 1.0)]).len(), 2);
    }
}
