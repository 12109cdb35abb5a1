//! What an open page is told: every action of the table × every role, inside its street and outside.

use domain::seat::Role;
use serde_json::{Value, json};
use tests::access::{actions, heard_inside, heard_outside};
use tests::ground::Ground;

use crate::house::{FIRST, House};
use crate::live::Page;

#[test]
fn a_page_hears_of_its_own_street_and_learns_nothing_of_another() {
    let house = House::open();
    for entry in actions() {
        let (here, there) = (Ground::inside(&house), Ground::outside(&house));
        for (ground, is_inside) in [(&here, true), (&there, false)] {
            // Made before the pages open: a new device is news of its own.
            let sample = ground.sample(entry, Role::Admin, &house);
            let seats: Vec<(Role, String)> = Role::ALL.map(|role| (role, house.seat(role, Some(FIRST)))).into();
            let mut pages: Vec<(Role, Page)> =
                seats.iter().map(|(role, token)| (*role, Page::open(&house, token, None))).collect();
            for (_, page) in &mut pages {
                assert_eq!(page.word()["type"], "hello");
            }
            if entry.name == "import_set" {
                house.import_again();
            } else {
                let (status, outcome) = house.act(&house.owner, &sample);
                assert_eq!(status, 200, "{}: {outcome}", entry.name);
            }
            let until = house.seq();
            for (role, page) in &mut pages {
                let told = heard(page, until);
                let word = if is_inside { heard_inside(entry, *role) } else { heard_outside(entry, *role) };
                let of = format!("{} inside={is_inside} to {role:?}: {told:?}", entry.name);
                assert_eq!(told.last().map(|told| told["news"]["type"].clone()), Some(json!(word)), "{of}");
                assert!(told.iter().all(|told| there.told_in(&told.to_string()).is_none()), "{of}");
            }
        }
    }
}

/// All that a page is told up to there; beats come in between.
fn heard(page: &mut Page, until: u64) -> Vec<Value> {
    let mut told = Vec::new();
    loop {
        let word = page.word();
        if word.get("news").is_none() {
            continue;
        }
        let seq = word["seq"].as_u64().unwrap();
        told.push(word);
        if seq >= until {
            return told;
        }
    }
}

impl House {
    /// How far the log reaches.
    pub fn seq(&self) -> u64 {
        let (_, district) = self.ask(&self.owner, &json!({ "type": "district" }));
        district["vector"].as_object().unwrap().values().filter_map(Value::as_u64).max().unwrap()
    }
}
