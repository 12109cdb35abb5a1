//! What a place may be called in an address: without the word for what it is, without the town's name, abbreviated.

use domain::address::{Address, Counted};

use super::fit::{Fit, Sound, fits, sound};

/// A name to be looked for.
pub struct Key {
    pub signs: Vec<char>,
    pub sounds: Vec<Sound>,
    /// What may follow it.
    ending: Ending,
    /// Whether it is only an abbreviation, so that what follows has to say what it is: 七一办.
    is_short: bool,
}

/// The word for what it is, which people write or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    District,
    Street,
    Community,
    Road,
    /// Estates, venues, checkpoints.
    Other,
}

/// The longest first where one begins another.
const DISTRICT: &[&str] = &["区", "县", "市", "旗"];
const STREET: &[&str] = &["街道办事处", "街道", "办事处", "街办", "办", "镇", "乡"];
const COMMUNITY: &[&str] =
    &["社区居民委员会", "社区居委会", "居民委员会", "居委会", "社区", "行政村", "村民委员会", "村委会", "村委", "村"];
const OTHER: &[&str] = &["小区", "自然村", "家属院", "院内"];
/// What a street's or community's name without its word for it is worth: it may be meant for something else.
const BARE: f32 = 0.85;
/// What a name is worth that something else's word follows: 七一路 in 七一路街道 for the road.
const ELSE: f32 = 0.5;
/// A name of fewer signs is taken with its ending.
const SHORTEST: usize = 2;

impl Ending {
    fn words(self) -> &'static [&'static str] {
        match self {
            Self::District => DISTRICT,
            Self::Street => STREET,
            Self::Community => COMMUNITY,
            Self::Road => &[],
            Self::Other => OTHER,
        }
    }

    /// Whether a word says that something of another kind is meant. A hamlet is a 村 as well.
    fn is_else(self, word: &str) -> bool {
        let others = [Self::Street, Self::Community].into_iter().filter(|other| *other != self);
        let is_one = others.into_iter().any(|other| other.words().contains(&word));
        is_one && !(self == Self::Other && word == "村")
    }
}

impl Key {
    fn new(signs: &[char], ending: Ending, is_short: bool) -> Self {
        Self { signs: signs.to_vec(), sounds: signs.iter().copied().map(sound).collect(), ending, is_short }
    }

    /// Where an address has it, with what follows.
    pub fn fits(&self, address: &Address, heard: &[Sound]) -> Vec<Fit> {
        let fits = fits(&self.signs, &self.sounds, &address.signs, heard);
        fits.into_iter().filter_map(|fit| self.ended(fit, address)).collect()
    }

    fn ended(&self, mut fit: Fit, address: &Address) -> Option<Fit> {
        let rest = &address.signs[fit.to..];
        let follows = |words: &[&'static str]| {
            words.iter().copied().find(|word| word.chars().enumerate().all(|(at, sign)| rest.get(at) == Some(&sign)))
        };
        if let Some(word) = follows(self.ending.words()) {
            let length = word.chars().count();
            fit.to += length;
            fit.worth += length as f32;
            return Some(fit);
        }
        if self.is_short {
            return None;
        }
        if follows(STREET).or_else(|| follows(COMMUNITY)).is_some_and(|word| self.ending.is_else(word)) {
            fit.worth *= ELSE;
        } else if self.ending == Ending::Road {
            // 七一路126号: what is counted behind a road is its houses.
            let houses = address.counts.iter().find(|count| count.at.start == fit.to && count.of == Counted::House);
            if let Some(house) = houses {
                fit.worth += house.at.len() as f32;
                fit.to = house.at.end;
            }
        } else if self.ending != Ending::Other {
            fit.worth *= BARE;
        }
        Some(fit)
    }
}

/// What a grid may be called: 七一路街道 also 七一路, and 七一 before 办.
pub fn keys_of_grid(name: &str) -> Vec<Key> {
    let signs = Address::read(name).signs;
    let (core, ending) = without_ending(&signs);
    let mut keys = vec![Key::new(core, ending, false)];
    if ending == Ending::Other && core.len() < signs.len() {
        // 春华家属院 with a slip in 家属院 is still not 春华花园.
        keys.push(Key::new(&signs, ending, false));
    }
    if ending == Ending::Street {
        let plain = without_people(core);
        if plain.len() < core.len() {
            keys.push(Key::new(plain, ending, false));
        }
        if let Some((last, front)) = plain.split_last()
            && front.len() >= SHORTEST
            && "路街桥".contains(*last)
        {
            keys.push(Key::new(front, ending, true));
        }
    }
    keys.retain(|key| key.signs.len() >= SHORTEST);
    keys
}

/// What a venue or a checkpoint may be called: 川汇区人民医院 also 人民医院.
pub fn keys_of_place(name: &str, tops: &[&str]) -> Vec<Key> {
    let signs = Address::read(name).signs;
    let mut keys = vec![Key::new(&signs, Ending::Other, false)];
    for top in tops {
        let top = Address::read(top).signs;
        let (core, _) = without_ending(&top);
        let without = signs.strip_prefix(top.as_slice()).or_else(|| signs.strip_prefix(core));
        if let Some(without) = without.filter(|rest| rest.len() > SHORTEST) {
            keys.push(Key::new(without, Ending::Other, false));
        }
    }
    keys.retain(|key| key.signs.len() >= SHORTEST);
    keys
}

pub fn keys_of_road(name: &str) -> Vec<Key> {
    let signs = Address::read(name).signs;
    if signs.len() < SHORTEST { Vec::new() } else { vec![Key::new(&signs, Ending::Road, false)] }
}

/// A name without the word for what it is, and what that is.
fn without_ending(signs: &[char]) -> (&[char], Ending) {
    for ending in [Ending::Street, Ending::Community, Ending::District, Ending::Other] {
        for word in ending.words() {
            let word: Vec<char> = word.chars().collect();
            // 王晌午村民委员会 is called 王晌午村 as well; 新区 and 李庄 stay what they are.
            if let Some(core) = signs.strip_suffix(word.as_slice()).filter(|core| core.len() >= SHORTEST) {
                return (core, ending);
            }
        }
    }
    (signs, Ending::Other)
}

/// A street's name without the people whose it is by law: 陈州街回族.
fn without_people(core: &[char]) -> &[char] {
    let is_of_people = core.last() == Some(&'族') && core.len() >= 2 + SHORTEST;
    if is_of_people { &core[..core.len() - 2] } else { core }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(keys: Vec<Key>) -> Vec<(String, bool)> {
        keys.into_iter().map(|key| (key.signs.into_iter().collect(), key.is_short)).collect()
    }

    fn called(names: &[(&str, bool)]) -> Vec<(String, bool)> {
        names.iter().map(|(name, is_short)| ((*name).to_owned(), *is_short)).collect()
    }

    #[test]
    fn places_are_called_without_the_word_for_what_they_are() {
        assert_eq!(of(keys_of_grid("七一路街道")), called(&[("七一路", false), ("七一", true)]));
        let people = called(&[("陈州街回族", false), ("陈州街", false), ("陈州", true)]);
        assert_eq!(of(keys_of_grid("陈州街回族街道")), people);
        assert_eq!(of(keys_of_grid("吕庄社区居民委员会")), called(&[("吕庄", false)]));
        assert_eq!(of(keys_of_grid("王晌午村民委员会")), called(&[("王晌午", false)]));
        assert_eq!(of(keys_of_grid("银基万和苑")), called(&[("银基万和苑", false)]));
        assert_eq!(of(keys_of_grid("川汇区")), called(&[("川汇", false)]));
        assert_eq!(
            of(keys_of_place("川汇区人民医院", &["川汇区"])),
            called(&[("川汇区人民医院", false), ("人民医院", false)])
        );
    }
}
