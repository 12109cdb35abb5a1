//! Single paths of the libraries, judged by criterion: `cargo bench --package benches`.

use std::hint::black_box;
use std::path::{Path, PathBuf};

use atlas::coverage::{Checker, Coverage, Tolerance, groups_of};
use atlas::locate::Locator;
use benches::tree::Tree;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use desk::{Desk, Options};
use domain::code::GridPath;
use domain::place::{Polygon, Position, Shape};
use domain::purpose::Purpose;
use domain::question::Question;
use domain::seat::{Door, Seat};
use domain::tree::Tree as Grids;
use exchange::{Kind, Known};
use ledger::Reader;

criterion_group!(paths, locate, tiles, questions, customs, coverage);
criterion_main!(paths);

/// The demonstration district, made by the first who asks.
fn town() -> (PathBuf, Options) {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("library");
    let (path, options) = (folder.join("town.gpkg"), Options::with_keys_in(folder.join("keys")));
    if !path.exists() {
        desk::demo::make(&path, 7, Purpose::Service, &options, |_| {}).expect("the town is made");
    }
    (path, options)
}

fn owner() -> Seat {
    Seat::owner(Door::Terminal)
}

fn locate(criterion: &mut Criterion) {
    let (path, options) = town();
    let reader = Reader::open(&path, &options.keys_dir).expect("the store opens");
    let shapes = reader.view().shapes(None).expect("the store has grids");
    criterion.bench_function("locate/make the index", |bencher| {
        bencher.iter_batched(|| shapes.clone(), Locator::new, BatchSize::LargeInput);
    });
    let places: Vec<Position> = shapes.iter().flat_map(|(_, shape)| shape.positions()).step_by(7).collect();
    let locator = Locator::new(shapes);
    let mut next = places.iter().cycle();
    criterion.bench_function("locate/one position on a border", |bencher| {
        bencher.iter(|| black_box(locator.deepest(*next.next().expect("a cycle has no end"))).is_some());
    });
}

fn tiles(criterion: &mut Criterion) {
    let (path, options) = town();
    let desk = Desk::open(&path, options).expect("the store opens");
    let card = district(&desk);
    let bounds = card.bounds.expect("the district has grids");
    let (longitude, latitude) = (f64::midpoint(bounds.west, bounds.east), f64::midpoint(bounds.south, bounds.north));
    for (layer, zoom) in [("grid-3", 12), ("grid-4", 14), ("grid-5", 15), ("base", 15)] {
        let across = f64::from(1_u32 << zoom);
        let height = latitude.to_radians().tan().asinh() / std::f64::consts::PI;
        let (x, y) = (((longitude + 180.0) / 360.0 * across) as u32, ((1.0 - height) / 2.0 * across) as u32);
        criterion.bench_function(&format!("tile/{layer} at zoom {zoom}"), |bencher| {
            bencher.iter(|| desk.tile(&owner(), None, layer, zoom, x, y).expect("the tile is drawn"));
        });
    }
    desk.close().expect("the desk closes");
}

fn questions(criterion: &mut Criterion) {
    let (path, options) = town();
    let desk = Desk::open(&path, options).expect("the store opens");
    for question in [Question::District, Question::Places] {
        criterion.bench_function(&format!("ask/{}", question.name()), |bencher| {
            bencher.iter(|| desk.ask(&owner(), &question).expect("the desk answers"));
        });
    }
    desk.close().expect("the desk closes");
}

fn customs(criterion: &mut Criterion) {
    let mut file = Vec::new();
    Tree::of_at_least(1, 7).write(&mut file).expect("memory takes it");
    let (tree, roster) = (Grids::new(Vec::new()), domain::roster::Roster::new(Vec::new()));
    let known = Known {
        tree: &tree,
        roster: &roster,
        scheme: None,
        shapes: &|_| Vec::new(),
        locate: &|_| None,
        venues: &[],
        checkpoints: &[],
        units: &[],
        amended: &[],
    };
    let mut group = criterion.benchmark_group("customs");
    group.sample_size(20);
    group.bench_function("one district of grids", |bencher| {
        bencher.iter(|| exchange::read(Kind::Grids, "tree.geojson", &file, &exchange::Options::default(), &known));
    });
    group.finish();
}

fn coverage(criterion: &mut Criterion) {
    let mut grids: Vec<(GridPath, Shape)> = Vec::new();
    let shape = |ring: &[(i64, i64)]| {
        let step = |value: i64| i32::try_from(value).expect("it lies on the globe");
        let ring = ring.iter().map(|&(x, y)| Position(step(x), step(y))).collect();
        Shape { polygons: vec![Polygon { rings: vec![ring] }] }
    };
    let filed: Result<(), ()> = Tree::of_at_least(1, 7).each(|block| {
        grids.push((GridPath::from_text(block.codes().join(".")), shape(block.ring)));
        Ok(())
    });
    filed.expect("memory takes it");
    let mut group = criterion.benchmark_group("coverage");
    group.bench_function("prove a district in five levels", |bencher| {
        bencher.iter(|| assert!(Coverage::of(groups_of(&grids), Tolerance::USUAL).is_proven()));
    });
    // One corner of the first leaf, ten metres into its neighbour.
    let leaf = grids.iter().rposition(|(path, _)| path.as_str().ends_with("G500000000")).expect("it has a first leaf");
    let corner = &mut grids[leaf].1.polygons[0].rings[0][10];
    *corner = Position(corner.0 + 1_000, corner.1);
    let above = grids[leaf].0.parent();
    let edited = groups_of(&grids).into_iter().find(|group| group.above == above).expect("a leaf has siblings");
    group.bench_function("check one group again after an edit", |bencher| {
        bencher.iter(|| assert_eq!(Checker::default().faults_of(&edited, Tolerance::USUAL).len(), 1));
    });
    group.finish();
}

fn district(desk: &Desk) -> domain::answer::DistrictCard {
    match desk.ask(&owner(), &Question::District).expect("the desk answers") {
        domain::answer::Answer::District(card) => *card,
        other => panic!("the district answers {other:?}"),
    }
}
