//! Which place an address means: addresses of the demonstration district, with the dirt that people bring.

use domain::answer::{AddressList, AddressNoun, AddressPlace, Answer};
use domain::code::{GridPath, Level};
use domain::place::Position;
use domain::question::Question;
use domain::seat::{Door, Role, Seat};
use tests::{Story, owner};

fn asked(story: &Story, seat: &Seat, words: &str, near: Option<Position>) -> AddressList {
    let question = Question::FindAddress { words: words.to_owned(), near };
    match story.desk.ask(seat, &question).expect("an answer") {
        Answer::FindAddress(list) => list,
        other => panic!("an address is answered by {other:?}"),
    }
}

fn first(story: &Story, words: &str) -> AddressPlace {
    asked(story, &owner(), words, None).places.into_iter().next().unwrap_or_else(|| panic!("{words} is nowhere"))
}

#[test]
fn whatever_an_address_names_is_found() {
    let story = Story::demonstration();
    let street = first(&story, "川汇区七一路办事处");
    assert_eq!((street.noun, street.name.as_str(), street.score), (AddressNoun::Grid, "七一路街道", 100));
    assert_eq!(first(&story, "七一办").name, "七一路街道");
    assert_eq!(first(&story, "陈州街道办事处").name, "陈州街回族街道");
    let venue = asked(&story, &owner(), "和平购物广场斜对面", None);
    assert!(venue.is_beside, "it says that it is only near");
    assert_eq!((venue.places[0].noun, venue.places[0].name.as_str()), (AddressNoun::Venue, "和平购物广场"));
    assert_eq!(first(&story, "區人民醫院").name, "川汇区人民医院");
    assert!(asked(&story, &owner(), "火星基地", None).places.is_empty());
    assert!(asked(&story, &owner(), "", None).places.is_empty());
}

#[test]
fn a_road_is_found_with_its_house_number_and_where_it_crosses_another() {
    let story = Story::demonstration();
    let road = first(&story, "七一路126号");
    assert_eq!((road.noun, road.name.as_str()), (AddressNoun::Road, "七一路"));
    assert!(road.grid.is_some(), "it lies in a grid");
    let crossing = first(&story, "七一路与大庆路交叉口");
    assert_eq!(crossing.noun, AddressNoun::Road, "{crossing:?}");
    assert!(crossing.name.contains("七一路") && crossing.name.contains("大庆路"), "{crossing:?}");
}

#[test]
fn a_seat_hears_of_nothing_outside_its_grids() {
    let story = Story::demonstration();
    let inside = GridPath::from_text("411602.411602003");
    let seat = Seat { subtree: Some(inside.clone()), ..Seat::owner(Door::Terminal) };
    let seat = Seat { role: Role::Operator, ..seat };
    for words in ["七一路街道", "川汇区", "和平购物广场", "七一路126号", "荷花路街道"] {
        let heard = asked(&story, &seat, words, None);
        let all_inside = heard.places.iter().all(|place| place.grid.as_ref().is_some_and(|at| at.is_within(&inside)));
        assert!(all_inside, "{words}: {:?}", heard.places);
    }
    assert_eq!(asked(&story, &seat, "荷花路街道", None).places[0].name, "荷花路街道");
}

/// The same numbers for the same seed.
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % most
    }
}

/// What people do to an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Dirt {
    None,
    NoStreet,
    NoCommunity,
    NameAlone,
    Office,
    Traditional,
    Wide,
    Typo,
    Homophone,
    Lost,
    Door,
    Beside,
}

const DIRT: [Dirt; 12] = [
    Dirt::None,
    Dirt::NoStreet,
    Dirt::NoCommunity,
    Dirt::NameAlone,
    Dirt::Office,
    Dirt::Traditional,
    Dirt::Wide,
    Dirt::Typo,
    Dirt::Homophone,
    Dirt::Lost,
    Dirt::Door,
    Dirt::Beside,
];
/// Signs that sound alike.
const HOMOPHONES: [(&str, &str); 16] = [
    ("和", "合"),
    ("苑", "院"),
    ("园", "圆"),
    ("华", "花"),
    ("景", "井"),
    ("庄", "装"),
    ("城", "成"),
    ("银", "寅"),
    ("建", "见"),
    ("阳", "杨"),
    ("新", "心"),
    ("家", "加"),
    ("名", "明"),
    ("村", "邨"),
    ("盛", "胜"),
    ("河", "禾"),
];
const TRADITIONAL: [(&str, &str); 9] = [
    ("区", "區"),
    ("号", "號"),
    ("楼", "樓"),
    ("园", "園"),
    ("华", "華"),
    ("东", "東"),
    ("银", "銀"),
    ("龙", "龍"),
    ("丽", "麗"),
];

/// An address of a grid with this dirt; none where it does not fit.
fn dirty(names: &[&str], own: &str, dirt: Dirt, chance: &mut Chance) -> Option<String> {
    let [district, street, community, estate] = names else { return None };
    let inner = own.strip_prefix(estate).unwrap_or(own);
    let swap = |pairs: &[(&str, &str)], text: &str| {
        pairs.iter().find(|(from, _)| text.contains(from)).map(|(from, to)| text.replacen(from, to, 1))
    };
    Some(match dirt {
        Dirt::None => format!("{district}{street}{community}{estate}{inner}"),
        Dirt::NoStreet => format!("{community}{estate}{inner}"),
        Dirt::NoCommunity => format!("{street}{estate}{inner}"),
        Dirt::NameAlone => format!("{estate}{inner}"),
        Dirt::Office => format!("{district}{}办事处{estate}{inner}", street.strip_suffix("街道")?),
        Dirt::Traditional => swap(&TRADITIONAL, &format!("{street}{estate}{inner}"))?,
        Dirt::Wide => {
            let wide =
                |sign: char| if sign.is_ascii_digit() { char::from_u32(sign as u32 + 0xfee0) } else { Some(sign) };
            format!("{district} {street} {estate} {inner}").chars().filter_map(wide).collect()
        }
        Dirt::Typo => {
            let mut signs: Vec<char> = estate.chars().collect();
            let at = chance.below(signs.len());
            signs[at] = '某';
            format!("{street}{}{inner}", signs.into_iter().collect::<String>())
        }
        Dirt::Homophone => format!("{street}{}{inner}", swap(&HOMOPHONES, estate)?),
        Dirt::Lost => {
            let mut signs: Vec<char> = estate.chars().collect();
            if signs.len() < 4 {
                return None;
            }
            signs.remove(1 + chance.below(signs.len() - 2));
            format!("{street}{}{inner}", signs.into_iter().collect::<String>())
        }
        Dirt::Door => format!("{street}{estate}{inner}{}单元{}01室", 1 + chance.below(4), 1 + chance.below(18)),
        Dirt::Beside => format!("{street}{estate}{inner}附近"),
    })
}

#[test]
fn of_a_hundred_dirty_addresses_ninety_seven_are_found_first() {
    let story = Story::demonstration();
    let question = Question::Outlines { scope: None, level: Level(5) };
    let Answer::Outlines(outlines) = story.desk.ask(&owner(), &question).expect("buildings") else {
        panic!("outlines answer something else")
    };
    let buildings: Vec<GridPath> = outlines.outlines.iter().map(|line| line.path.clone()).collect();
    let name_of = |path: &GridPath| match story.desk.ask(&owner(), &Question::Grid { path: path.clone() }) {
        Ok(Answer::Grid(card)) => card.grid.name,
        other => panic!("a grid answers {other:?}"),
    };
    let mut chance = Chance(20_261_122);
    let (mut asked_of, mut missed) = (0, Vec::new());
    while asked_of < 300 {
        let path = &buildings[chance.below(buildings.len())];
        let dirt = DIRT[asked_of % DIRT.len()];
        let names: Vec<String> = path.ancestors().iter().map(&name_of).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let Some(words) = dirty(&names, &name_of(path), dirt, &mut chance) else { continue };
        asked_of += 1;
        let found = asked(&story, &owner(), &words, None);
        if found.places.first().is_none_or(|place| place.id != path.as_str()) {
            let instead = found.places.first().map(|place| (place.name.clone(), place.context.clone(), place.score));
            missed.push(format!("{dirt:?} {words} of {path}: {instead:?}"));
        }
    }
    // Of these 298 are; the other two have lost the sign by which anybody could tell them.
    assert!(missed.len() * 100 <= asked_of * 3, "{} of {asked_of} missed:\n{}", missed.len(), missed.join("\n"));
}
