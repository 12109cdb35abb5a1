//! The shapes: simple rings that tile, share their corners and follow roads and water.

use std::collections::{BTreeMap, BTreeSet};

use crate::reading::{Node, Side, area, cross, features, grids, holds, metres, positions, sides, town};

#[test]
fn children_tile_their_parents_exactly() {
    tile(town());
}

#[test]
fn another_seed_draws_another_sound_town() {
    for seed in [0, 7, u64::MAX] {
        let other = town::draw(seed);
        let counts: Vec<usize> = (1..=5).map(|level| grids(&other, level).len()).collect();
        assert_eq!(counts, [1, 9, 88, 995, 2640]);
        assert_eq!(features(&other, "venues.geojson").len(), 40);
        assert_eq!(features(&other, "checkpoints.geojson").len(), 12);
        tile(&other);
    }
}

fn tile(town: &town::Town) {
    for level in 1..5 {
        let parents = grids(town, level);
        let mut left: BTreeMap<String, BTreeSet<Side>> = BTreeMap::new();
        for child in grids(town, level + 1) {
            let above = &child.code[..[6, 9, 12, 15][level - 1]];
            let sides_left = left.entry(above.to_owned()).or_default();
            for (a, b) in sides(&child.ring) {
                if !sides_left.remove(&(b, a)) {
                    assert!(sides_left.insert((a, b)), "two children have one side the same way round");
                }
            }
        }
        for parent in &parents {
            let own: BTreeSet<Side> = sides(&parent.ring).collect();
            assert_eq!(left.get(&parent.code), Some(&own), "{} is not tiled by its children", parent.code);
        }
    }
}

#[test]
fn areas_add_up_to_the_last_unit() {
    let total = area(&grids(town(), 1)[0].ring);
    for level in 2..=5 {
        assert_eq!(grids(town(), level).iter().map(|g| area(&g.ring)).sum::<i64>(), total);
    }
}

#[test]
fn rings_are_simple_and_counter_clockwise() {
    for level in 1..=5 {
        for grid in grids(town(), level) {
            assert!(area(&grid.ring) > 0, "{} runs clockwise", grid.code);
            let distinct: BTreeSet<Node> = grid.ring.iter().copied().collect();
            assert_eq!(distinct.len(), grid.ring.len(), "{} passes a corner twice", grid.code);
            let all: Vec<Side> = sides(&grid.ring).collect();
            for i in 0..all.len() {
                for j in i + 2..all.len() {
                    let adjacent = i == 0 && j == all.len() - 1;
                    assert!(adjacent || !cross(all[i], all[j]), "{} crosses itself", grid.code);
                }
            }
        }
    }
}

#[test]
fn no_grid_is_a_sliver() {
    for (level, least_area, least_roundness) in [(2, 1e6, 0.2), (3, 1e5, 0.2), (4, 6e3, 0.27), (5, 2e3, 0.27)] {
        for grid in grids(town(), level) {
            let square = area(&grid.ring) as f64 / 2.0 * 0.009_27 * 0.011_092;
            let length: f64 = sides(&grid.ring).map(metres).sum();
            let roundness = 4.0 * std::f64::consts::PI * square / (length * length);
            assert!(square > least_area, "{} has only {square:.0} m²", grid.code);
            assert!(roundness > least_roundness, "{} is a needle: {roundness:.2}", grid.code);
        }
    }
}

#[test]
fn most_borders_lie_on_a_road_or_the_river() {
    let mut roads: BTreeSet<Side> = BTreeSet::new();
    let mut rivers: Vec<Vec<Node>> = Vec::new();
    for feature in features(town(), "basemap.geojson") {
        let coordinates = &feature["geometry"]["coordinates"];
        match (feature["properties"]["layer"].as_str(), feature["properties"]["class"].as_str()) {
            (Some("road"), _) => {
                let line = positions(coordinates);
                roads.extend(line.windows(2).flat_map(|s| [(s[0], s[1]), (s[1], s[0])]));
            }
            (Some("water"), Some("river")) => rivers.push(positions(&coordinates[0])),
            _ => {}
        }
    }
    for level in 3..=5 {
        let mut borders: BTreeSet<Side> = BTreeSet::new();
        for grid in grids(town(), level) {
            borders.extend(sides(&grid.ring).map(|(a, b)| (a.min(b), a.max(b))));
        }
        let (mut on, mut all) = (0.0, 0.0);
        for side in borders {
            let middle = (i64::midpoint(side.0.0, side.1.0), i64::midpoint(side.0.1, side.1.1));
            let length = metres(side);
            all += length;
            if roads.contains(&side) || rivers.iter().any(|r| holds(r, middle)) {
                on += length;
            }
        }
        let percent = 100.0 * on / all;
        assert!(percent >= 70.0, "level {level}: only {percent:.1} % lie on a road or the river");
        eprintln!("level {level}: {percent:.1} % of {:.0} km", all / 1000.0);
    }
}

#[test]
fn houses_stand_inside_one_grid_and_clear_of_roads_and_water() {
    let map = features(town(), "basemap.geojson");
    let cell = |p: Node| (p.0 / 40_000, p.1 / 40_000);
    let mut water: Vec<Vec<Node>> = Vec::new();
    let mut lines: BTreeMap<(i64, i64), Vec<Side>> = BTreeMap::new();
    let mut enter = |side: Side| {
        let (a, b) = (cell(side.0), cell(side.1));
        for x in a.0.min(b.0)..=a.0.max(b.0) {
            for y in a.1.min(b.1)..=a.1.max(b.1) {
                lines.entry((x, y)).or_default().push(side);
            }
        }
    };
    let mut houses = Vec::new();
    for feature in &map {
        let coordinates = &feature["geometry"]["coordinates"];
        match feature["properties"]["layer"].as_str() {
            Some("building") => houses.push(positions(&coordinates[0])),
            Some("road") => positions(coordinates).windows(2).for_each(|s| enter((s[0], s[1]))),
            Some("water") => water.push(positions(&coordinates[0])),
            _ => {}
        }
    }
    assert!((12_000..=20_000).contains(&houses.len()), "{} houses", houses.len());
    for grid in grids(town(), 5) {
        sides(&grid.ring).for_each(&mut enter);
    }
    for pool in &water {
        sides(pool).for_each(&mut enter);
    }
    let buildings = grids(town(), 5);
    let total: u64 = buildings.iter().filter_map(|g| g.properties["buildings"].as_u64()).sum();
    assert_eq!(total as usize, houses.len(), "grids count the houses that the map draws");
    for house in &houses {
        let (low, high) = (
            house.iter().fold((i64::MAX, i64::MAX), |m, p| (m.0.min(p.0), m.1.min(p.1))),
            house.iter().fold((i64::MIN, i64::MIN), |m, p| (m.0.max(p.0), m.1.max(p.1))),
        );
        for x in cell(low).0..=cell(high).0 {
            for y in cell(low).1..=cell(high).1 {
                for line in lines.get(&(x, y)).into_iter().flatten() {
                    let hit = sides(house).any(|side| side.0 != side.1 && cross(side, *line));
                    assert!(!hit, "a house at {:?} is cut by a border, road or bank", house[0]);
                }
            }
        }
        assert!(!water.iter().any(|w| holds(w, house[0])), "a house at {:?} stands in the water", house[0]);
    }
}

#[test]
fn parts_of_the_map_are_known_layers_and_classes() {
    let classes: BTreeSet<(String, String)> = features(town(), "basemap.geojson")
        .iter()
        .map(|f| {
            let word = |key: &str| f["properties"][key].as_str().expect("every feature says it").to_owned();
            (word("layer"), word("class"))
        })
        .collect();
    let classes: Vec<String> = classes.into_iter().map(|(layer, class)| format!("{layer}/{class}")).collect();
    let known = [
        "building/house",
        "building/public",
        "building/slab",
        "building/tower",
        "building/works",
        "green/farmland",
        "green/orchard",
        "green/park",
        "green/riverside",
        "green/vegetables",
        "green/wood",
        "road/expressway",
        "road/lane",
        "road/main",
        "road/ring",
        "road/street",
        "water/lake",
        "water/pond",
        "water/river",
    ];
    assert_eq!(classes, known);
}
