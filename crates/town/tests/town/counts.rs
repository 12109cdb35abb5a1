//! The figures of the demonstration district, as the published accounts have them.

use std::collections::BTreeSet;

use crate::reading::{count_by, features, grids, holds, position, rows, town};

#[test]
fn the_same_seed_draws_the_same_town() {
    assert!(town::draw(7) == *town(), "the town is another one");
    assert!(town::draw(2) != *town(), "the seed is not heard");
}

#[test]
fn there_are_3733_grids_in_five_levels() {
    let counts: Vec<usize> = (1..=5).map(|level| grids(town(), level).len()).collect();
    assert_eq!(counts, [1, 9, 88, 995, 2640]);
    let kinds = count_by(grids(town(), 3).iter().map(|g| g.properties["kind"].as_str().unwrap_or("").to_owned()));
    assert_eq!(kinds.into_iter().collect::<Vec<_>>(), [("城市社区".to_owned(), 55), ("行政村".to_owned(), 33)]);
}

#[test]
fn codes_are_unique_and_begin_with_their_parents() {
    let mut above: BTreeSet<String> = BTreeSet::from([String::new()]);
    for (level, length) in [(1, 6), (2, 9), (3, 12), (4, 15), (5, 18)] {
        let codes: BTreeSet<String> = grids(town(), level).into_iter().map(|g| g.code).collect();
        assert_eq!(codes.len(), [1, 9, 88, 995, 2640][level - 1]);
        let cut = [0, 6, 9, 12, 15][level - 1];
        assert!(codes.iter().all(|c| c.len() == length && above.contains(&c[..cut])));
        assert!(above.iter().all(|p| codes.iter().any(|c| c.starts_with(p))), "a grid of level {level} is missing");
        above = codes;
    }
}

#[test]
fn names_are_distinct_where_people_would_mix_them_up() {
    for level in [2, 4, 5] {
        let names = count_by(grids(town(), level).iter().map(|g| g.properties["name"].to_string()));
        assert_eq!(names.values().max(), Some(&1), "two grids of level {level} have one name");
    }
}

#[test]
fn counts_add_up_level_by_level() {
    for key in ["residents", "households", "buildings", "units"] {
        for level in 1..5 {
            let below = grids(town(), level + 1);
            for parent in grids(town(), level) {
                let sum: u64 = below
                    .iter()
                    .filter(|g| g.code.starts_with(&parent.code))
                    .filter_map(|g| g.properties[key].as_u64())
                    .sum();
                assert_eq!(parent.properties[key].as_u64(), Some(sum), "{key} of {}", parent.code);
            }
        }
    }
    let residents = grids(town(), 1)[0].properties["residents"].as_u64().unwrap_or(0);
    assert!((300_000..900_000).contains(&residents), "{residents} residents");
}

#[test]
fn exactly_214_buildings_have_a_basement() {
    let buildings = grids(town(), 5);
    let having: Vec<_> = buildings.iter().filter(|g| g.properties["有地下室"] == true).collect();
    assert_eq!(having.len(), 214);
    assert!(having.iter().all(|g| g.properties["kind"] == "楼栋"));
    let streets: BTreeSet<&str> = having.iter().map(|g| &g.code[..9]).collect();
    assert_eq!(streets.into_iter().collect::<Vec<_>>(), ["411602003", "411602005", "411602010"]);
}

#[test]
fn there_are_3775_heads_and_one_building_without() {
    let heads = rows(town(), "heads.csv");
    let by_level = count_by(heads.iter().map(|row| row[0].len()));
    assert_eq!(by_level.into_iter().collect::<Vec<_>>(), [(6, 2), (9, 18), (12, 88), (15, 995), (18, 2672)]);
    let per_grid = count_by(heads.iter().map(|row| row[0].clone()));
    let buildings = grids(town(), 5);
    let sizes = count_by(buildings.iter().map(|g| per_grid.get(&g.code).copied().unwrap_or(0)));
    assert_eq!(sizes.into_iter().collect::<Vec<_>>(), [(0, 1), (1, 2608), (2, 29), (3, 2)]);
    let basements = buildings.iter().filter(|g| g.properties["有地下室"] == true);
    assert!(basements.into_iter().all(|g| per_grid.get(&g.code) == Some(&1)));
}

#[test]
fn phone_numbers_can_not_be_real_and_are_distinct() {
    let mut rows = rows(town(), "heads.csv");
    rows.extend(crate::reading::rows(town(), "duty.csv"));
    let phones: BTreeSet<&str> = rows.iter().map(|row| row[3].as_str()).collect();
    assert_eq!(phones.len(), rows.len());
    assert!(phones.iter().all(|p| p.len() == 11 && p.starts_with("100")));
}

#[test]
fn forty_venues_and_twelve_checkpoints_lie_in_the_district_and_are_manned() {
    let outline = &grids(town(), 1)[0].ring;
    let mut ids = BTreeSet::new();
    for (name, count) in [("venues.geojson", 40), ("checkpoints.geojson", 12)] {
        let points = features(town(), name);
        assert_eq!(points.len(), count);
        for point in points {
            assert!(holds(outline, position(&point["geometry"]["coordinates"])));
            ids.insert(point["properties"]["id"].as_str().unwrap_or("").to_owned());
        }
    }
    assert_eq!(ids.len(), 52);
    let malls = features(town(), "venues.geojson");
    assert!(malls.iter().filter(|v| v["properties"]["kind"] == "大型商超").count() >= 6);
    let manned: BTreeSet<String> = rows(town(), "duty.csv").into_iter().map(|row| row[0].clone()).collect();
    assert_eq!(manned, ids);
    let streams = rows(town(), "streams.csv");
    assert!(streams.iter().all(|row| ids.contains(&row[0]) && row[2].starts_with("rtsp://")));
}

#[test]
fn units_have_phones_communities_have_partners_and_assets_have_owners() {
    let units = rows(town(), "units.csv");
    assert_eq!(units.len(), 49);
    let phones: BTreeSet<&str> = units.iter().map(|row| row[3].as_str()).collect();
    assert!(phones.len() == 49 && phones.iter().all(|phone| phone.len() == 11 && phone.starts_with("100")));
    let names: BTreeSet<&str> = units.iter().map(|row| row[1].as_str()).collect();
    assert_eq!(names.len(), 49, "a unit is told from another by its name");
    let partners = rows(town(), "partners.csv");
    let paired: BTreeSet<&str> = partners.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(paired.len(), 88, "every community and village");
    assert!(partners.iter().all(|row| names.contains(row[1].as_str())));
    let outline = &grids(town(), 1)[0].ring;
    let assets = features(town(), "assets.geojson");
    assert_eq!(assets.len(), 74);
    for asset in &assets {
        assert!(holds(outline, position(&asset["geometry"]["coordinates"])));
        assert!(names.contains(asset["properties"]["owner"].as_str().unwrap_or("")), "{asset}");
    }
    let ids: BTreeSet<&str> = assets.iter().filter_map(|asset| asset["properties"]["id"].as_str()).collect();
    assert_eq!(ids.len(), 74);
}

#[test]
fn documents_come_in_the_order_of_import() {
    let names: Vec<&str> = town().documents.iter().map(|d| d.name).collect();
    assert_eq!(
        names,
        [
            "grids-1.geojson",
            "grids-2.geojson",
            "grids-3.geojson",
            "grids-4.geojson",
            "grids-5.geojson",
            "heads.csv",
            "venues.geojson",
            "checkpoints.geojson",
            "streams.csv",
            "duty.csv",
            "units.csv",
            "partners.csv",
            "assets.geojson",
            "basemap.geojson",
        ]
    );
}
