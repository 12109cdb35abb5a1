//! Things filed by bands of latitude, so that a question about one latitude looks at few of them.

/// Things by bands. A thing stands in every band that it reaches, in the order in which things were given.
#[derive(Debug, Clone)]
pub(crate) struct Bands<T> {
    south: i64,
    /// Height of a band in lattice steps.
    step: i64,
    /// Where each band begins in `filed`; one more at the end.
    starts: Vec<u32>,
    filed: Vec<T>,
}

/// Things per band that are aimed at: more bands would mostly repeat things, fewer would mean longer walks.
const PER_BAND: usize = 4;

impl<T: Copy> Bands<T> {
    /// File things by the latitudes, southern first, between which each lies.
    pub(crate) fn new(things: &[T], latitudes: impl Fn(&T) -> (i32, i32)) -> Self {
        let Some(first) = things.first() else {
            return Self { south: 0, step: 1, starts: vec![0], filed: Vec::new() };
        };
        let (south, north) = things
            .iter()
            .map(&latitudes)
            .fold(latitudes(first), |(south, north), (from, to)| (south.min(from), north.max(to)));
        let bands = i64::from((things.len() / PER_BAND).clamp(1, 1 << 16) as u32);
        let step = (i64::from(north) - i64::from(south)) / bands + 1;
        let band_of = |y: i32| ((i64::from(y) - i64::from(south)) / step) as usize;
        let reach = |thing: &T| {
            let (from, to) = latitudes(thing);
            band_of(from)..=band_of(to)
        };
        let mut starts = vec![0_u32; band_of(north) + 2];
        for band in things.iter().flat_map(reach) {
            starts[band + 1] += 1;
        }
        for band in 1..starts.len() {
            starts[band] += starts[band - 1];
        }
        let mut next = starts.clone();
        let mut filed = vec![*first; starts[starts.len() - 1] as usize];
        for thing in things {
            for band in reach(thing) {
                filed[next[band] as usize] = *thing;
                next[band] += 1;
            }
        }
        Self { south: i64::from(south), step, starts, filed }
    }

    /// All that reach a latitude, and some beside it.
    pub(crate) fn at(&self, y: i32) -> &[T] {
        let beyond = i64::from(y) - self.south;
        let band = beyond.div_euclid(self.step);
        let Some(band) = usize::try_from(band).ok().filter(|band| band + 1 < self.starts.len()) else { return &[] };
        &self.filed[self.starts[band] as usize..self.starts[band + 1] as usize]
    }
}
