//! What a preview says is what happens: for random trees, people, things and targets.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use domain::asset::Asset;
use domain::code::{GridCode, GridPath, Level};
use domain::failure::Refusal;
use domain::grid::{Counts, Grid};
use domain::id::{AssetId, CheckpointId, OrderId, PostId, VenueId};
use domain::ladder::Ladders;
use domain::moment::Moment;
use domain::order::{self, Draft, Earlier, Issue, OrderKind, Priority};
use domain::place::Position;
use domain::post::{Post, PostRole, Station};
use domain::receipt::{Answering, Progress, still_open};
use domain::roster::Roster;
use domain::seat::{Door, Role, Seat};
use domain::target::{Ground, Recipient, Scene, Stationed, Target};
use domain::tree::Tree;
use domain::venue::{Checkpoint, CheckpointState, Venue};
use proptest::prelude::*;
use proptest::sample::{Index, select};

const ROLES: [PostRole; 4] = [PostRole::Head, PostRole::Deputy, PostRole::Worker, PostRole::Duty];
const KINDS: [&str; 2] = ["大型商超", "小区门岗"];

/// A district with everything that a target may ask about.
#[derive(Debug)]
struct Town {
    tree: Tree,
    roster: Roster,
    venues: Vec<Venue>,
    checkpoints: Vec<Checkpoint>,
    assets: Vec<Asset>,
    labels: HashMap<GridPath, Position>,
    open: HashSet<PostId>,
}

impl Town {
    fn scene(&self) -> Scene<'_> {
        let Self { tree, roster, venues, checkpoints, assets, labels, open } = self;
        Scene { tree, roster, venues, checkpoints, assets, labels: labels.clone(), open: open.clone(), corrected: None }
    }
}

prop_compose! {
    fn any_town()(
        parents in prop::collection::vec(any::<Index>(), 1..40),
        marked in prop::collection::vec(any::<bool>(), 40),
        places in prop::collection::vec((-50..50_i32, -50..50_i32), 40),
        posts in prop::collection::vec((any::<Index>(), select(&ROLES[..]), 0..4_u8, any::<bool>()), 0..60),
        stations in prop::collection::vec((any::<Index>(), 0..2_usize), 1..6),
        assets in prop::collection::vec(any::<Index>(), 0..6),
    ) -> Town {
        let mut paths = vec![GridPath::top(&GridCode("0".to_owned()))];
        for (number, parent) in parents.iter().enumerate() {
            let parent = parent.get(&paths).clone();
            if parent.ancestors().len() < 5 {
                paths.push(parent.child(&GridCode(format!("{}", number + 1))));
            }
        }
        let grid = |(path, marked): (&GridPath, &bool)| Grid {
            path: path.clone(),
            code: GridCode(path.as_str().rsplit('.').next().unwrap_or_default().to_owned()),
            level: Level(path.ancestors().len() as u8 + 1),
            kind: String::new(),
            name: path.to_string(),
            counts: Counts::default(),
            attributes: marked.then(|| BTreeMap::from([("有地下室".to_owned(), "是".to_owned())])).unwrap_or_default(),
        };
        let venue = |number: usize| VenueId(format!("V{number}"));
        let checkpoint = |number: usize| CheckpointId(format!("C{number}"));
        let at = |index: &Index| Some(index.get(&paths).clone());
        let station = |number: u8, index: &Index| match number {
            1 => Station::Venue(venue(index.index(stations.len()))),
            2 => Station::Checkpoint(checkpoint(index.index(stations.len()))),
            _ => Station::Grid,
        };
        let post = |(number, (index, role, at, _)): (usize, &(Index, PostRole, u8, bool))| Post {
            id: PostId(format!("P{number}")),
            title: String::new(),
            role: *role,
            grid: index.get(&paths).clone(),
            station: station(*at, index),
            person: String::new(),
            phone: String::new(),
            since: None,
        };
        let posts_made: Vec<Post> = posts.iter().enumerate().map(post).collect();
        let open = posts_made.iter().zip(&posts).filter(|(_, (.., open))| *open).map(|(post, _)| post.id.clone());
        Town {
            open: open.collect(),
            venues: stations.iter().enumerate().map(|(number, (index, kind))| Venue {
                id: venue(number), name: String::new(), kind: KINDS[*kind].to_owned(), place: Position(0, 0),
                grid: at(index), capacity: None, state: String::new(), address: None,
            }).collect(),
            checkpoints: stations.iter().enumerate().map(|(number, (index, _))| Checkpoint {
                id: checkpoint(number), name: String::new(), place: Position(0, 0), grid: at(index),
                state: CheckpointState::Open, queue: 0,
            }).collect(),
            assets: assets.iter().enumerate().map(|(number, index)| Asset {
                id: AssetId(format!("A{number}")), name: String::new(), kind: "泵站".to_owned(), place: Position(0, 0),
                grid: at(index), owner: None, quantity: None, measure: None, state: String::new(), as_of: None,
            }).collect(),
            labels: paths.iter().zip(&places).map(|(path, at)| (path.clone(), Position(at.0, at.1))).collect(),
            tree: Tree::new(paths.iter().zip(&marked).map(grid).collect()),
            roster: Roster::new(posts_made),
        }
    }
}

/// What is drawn of a target, to be laid on whatever town there is.
#[derive(Debug, Clone)]
struct Wish {
    top: Index,
    seat: Option<Index>,
    levels: Vec<u8>,
    roles: Vec<PostRole>,
    having: bool,
    holding: bool,
    stations: Vec<Stationed>,
    unanswered: bool,
    ground: Vec<(u8, Index, i32)>,
}

prop_compose! {
    fn any_wish()(
        top in any::<Index>(),
        seat in prop::option::of(any::<Index>()),
        levels in prop::collection::vec(1..=6_u8, 0..3),
        roles in prop::collection::vec(select(&ROLES[..]), 0..2),
        having in prop::bool::weighted(0.2),
        holding in prop::bool::weighted(0.2),
        stations in prop::collection::vec(select(vec![
            Stationed::Checkpoint, Stationed::Venue { kind: KINDS[0].to_owned() },
        ]), 0..2),
        unanswered in prop::bool::weighted(0.2),
        ground in prop::collection::vec((0..4_u8, any::<Index>(), 5..60_i32), 0..3),
    ) -> Wish {
        Wish { top, seat, levels, roles, having, holding, stations, unanswered, ground }
    }
}

fn laid(wish: &Wish, town: &Town) -> (Draft, Seat) {
    let paths: Vec<GridPath> = town.tree.grids().iter().map(|grid| grid.path.clone()).collect();
    let piece = |(sort, index, size): &(u8, Index, i32)| {
        let path = index.get(&paths).clone();
        let Position(x, y) = town.labels[&path];
        match sort {
            0 => Ground::Grids { paths: vec![path] },
            1 => Ground::Below { tops: vec![path] },
            2 => {
                Ground::Lasso { line: vec![Position(x - size, y - size), Position(x + size, y), Position(x, y + size)] }
            }
            _ => Ground::Around { centre: Position(x, y), metres: size.unsigned_abs().div_ceil(20) },
        }
    };
    let target = Target {
        ground: wish.ground.iter().map(piece).collect(),
        levels: wish.levels.iter().map(|&level| Level(level)).collect(),
        roles: wish.roles.clone(),
        having: wish.having.then(|| "有地下室".to_owned()),
        holding: wish.holding.then(|| "泵站".to_owned()),
        stations: wish.stations.clone(),
        unanswered: wish.unanswered.then(|| OrderId(uuid::Uuid::from_u128(1))),
        ..Target::of(wish.top.get(&paths).clone())
    };
    let draft = Draft {
        text: "检查水泵".to_owned(),
        kind: OrderKind::Check,
        priority: Priority::Urgent,
        target,
        deadline: None,
        answering: None,
        answer: None,
        attachments: vec![],
        corrects: None,
        outside: None,
        incident: None,
        seen: None,
    };
    let subtree = wish.seat.as_ref().map(|index| index.get(&paths).clone());
    (draft, Seat { role: Role::Operator, subtree, post: None, door: Door::Terminal })
}

fn issue() -> Issue {
    let (id, number) = (OrderId(uuid::Uuid::from_u128(7)), "ZL-20261120-A001".to_owned());
    Issue {
        id,
        number,
        now: Moment::from_millis(0),
        scheme: "s".to_owned(),
        ladders: Ladders::default(),
        files: vec![],
    }
}

/// Whether a grid is meant, said again as plainly as can be.
fn is_meant(grid: &Grid, target: &Target, town: &Town) -> bool {
    let Position(x, y) = town.labels[&grid.path];
    let lies_in = |piece: &Ground| match piece {
        Ground::Grids { paths } => paths[0] == grid.path,
        Ground::Below { tops } => grid.path.is_within(&tops[0]),
        Ground::Lasso { line } => {
            let left = |a: Position, b: Position| {
                i64::from(b.0 - a.0) * i64::from(y - a.1) - i64::from(b.1 - a.1) * i64::from(x - a.0) >= 0
            };
            left(line[0], line[1]) && left(line[1], line[2]) && left(line[2], line[0])
        }
        // A step of the lattice is 1.1 cm here, at the equator, both ways.
        Ground::Around { centre, metres } => {
            f64::from(x - centre.0).hypot(f64::from(y - centre.1)) * 0.011_119_5 <= f64::from(*metres)
        }
    };
    let stands_there = |asset: &Asset| asset.grid.as_ref().is_some_and(|path| path.is_within(&grid.path));
    grid.path.is_within(&target.subtree)
        && (target.levels.is_empty() || target.levels.contains(&grid.level))
        && (target.having.is_none() || !grid.attributes.is_empty())
        && (target.holding.is_none() || town.assets.iter().any(stands_there))
        && (target.ground.is_empty() || target.ground.iter().any(lies_in))
}

fn is_taken(post: &Post, target: &Target, town: &Town) -> bool {
    let serves = match &post.station {
        Station::Grid => false,
        Station::Checkpoint(_) => target.stations.contains(&Stationed::Checkpoint),
        Station::Venue(id) => {
            let kind = town.venues.iter().find(|venue| venue.id == *id).expect("posts serve at venues").kind.clone();
            target.stations.contains(&Stationed::Venue { kind })
        }
    };
    (target.roles.is_empty() || target.roles.contains(&post.role))
        && (target.stations.is_empty() || serves)
        && (target.unanswered.is_none() || town.open.contains(&post.id))
}

proptest! {
    #[test]
    fn what_the_preview_says_is_what_happens(town in any_town(), wish in any_wish()) {
        let (draft, seat) = laid(&wish, &town);
        let preview = order::admit(&draft, &seat, &town.scene());
        let sent = order::issue(draft.clone(), &seat, &town.scene(), issue());
        let Ok(preview) = preview else {
            prop_assert_eq!(preview.unwrap_err(), sent.unwrap_err());
            return Ok(());
        };
        let seen = Draft { seen: Some(preview.digest()), ..draft.clone() };
        let (order, reach) = order::issue(seen, &seat, &town.scene(), issue()).expect("what was seen is sent");
        prop_assert_eq!(&reach, &preview);
        prop_assert_eq!(&order.target, &draft.target);
        let others = Draft { seen: Some("another".to_owned()), ..draft };
        let is_changed = matches!(order::issue(others, &seat, &town.scene(), issue()), Err(Refusal::ReachChanged { .. }));
        prop_assert!(is_changed);
    }

    #[test]
    fn exactly_those_are_reached_whom_the_target_says(town in any_town(), wish in any_wish()) {
        let (draft, seat) = laid(&wish, &town);
        let target = &draft.target;
        let named = target.ground.iter().flat_map(Ground::paths).chain([&target.subtree]);
        let is_foreign = named.clone().any(|path| !seat.covers(path));
        let wanted: BTreeSet<PostId> = town.tree.grids().iter()
            .filter(|grid| is_meant(grid, target, &town))
            .flat_map(|grid| town.roster.at(&grid.path))
            .filter(|post| is_taken(post, target, &town))
            .map(|post| post.id.clone())
            .collect();
        match order::admit(&draft, &seat, &town.scene()) {
            Err(Refusal::OutsideSubtree { .. }) => prop_assert!(is_foreign),
            Err(Refusal::NobodyReached { .. }) => prop_assert!(!is_foreign && wanted.is_empty()),
            Err(other) => prop_assert!(false, "{}", other),
            Ok(reach) => {
                prop_assert!(!is_foreign);
                let got: Vec<PostId> = reach.recipients.iter().map(|one| one.post.clone()).collect();
                prop_assert_eq!(got.len(), wanted.len(), "nobody twice");
                prop_assert_eq!(got.into_iter().collect::<BTreeSet<_>>(), wanted);
                prop_assert!(reach.recipients.iter().chain(&reach.copies).all(|one| seat.covers(&one.grid)));
                let grids: BTreeSet<&GridPath> = reach.grids().into_iter().collect();
                prop_assert!(reach.silent_grids.iter().all(|path| !grids.contains(path)), "no grid is both");
            }
        }
    }

    #[test]
    fn a_correction_reaches_everybody_who_had_the_earlier_order_and_all_of_its_own_target(
        town in any_town(), first in any_wish(), second in any_wish(),
    ) {
        let seat = Seat::owner(Door::Window);
        let (draft, _) = laid(&first, &town);
        let Ok((order, had)) = order::issue(draft, &seat, &town.scene(), issue()) else { return Ok(()) };
        let posts = |people: &[Recipient]| people.iter().map(|one| one.post.clone()).collect::<Vec<_>>();
        let (recipients, copies) = (posts(&had.recipients), posts(&had.copies));
        let earlier = Earlier { order, end: None, recipients: recipients.clone(), copies: copies.clone() };
        let (draft, _) = laid(&second, &town);
        let own = domain::target::resolve(&draft.target, &seat, &town.scene());
        let scene = Scene { corrected: Some(earlier), ..town.scene() };
        let reach = order::admit(&draft, &seat, &scene).expect("somebody had the earlier one");
        let must: BTreeSet<PostId> = posts(&reach.recipients).into_iter().collect();
        let wanted: BTreeSet<PostId> = recipients.into_iter().chain(posts(&own.recipients)).collect();
        prop_assert_eq!(&must, &wanted);
        prop_assert_eq!(must.len(), reach.recipients.len(), "nobody twice");
        let read: BTreeSet<PostId> = posts(&reach.copies).into_iter().collect();
        prop_assert_eq!(read.len(), reach.copies.len(), "no copy twice");
        prop_assert!(read.is_disjoint(&must));
        let is_told = |post: &PostId| must.contains(post) || read.contains(post);
        prop_assert!(copies.iter().chain(&posts(&own.copies)).all(is_told));
        prop_assert!(reach.recipients.iter().all(|one| one.grid.is_within(&reach.top(&draft.target.subtree))));
    }

    #[test]
    fn an_order_waits_for_those_who_make_its_figure_of_the_unanswered(
        receipts in prop::collection::vec((0..5_u8, select(vec![
            Progress::Waiting, Progress::Delivered, Progress::Read, Progress::Accepted, Progress::Refused, Progress::Done,
        ])), 0..30),
        answering in select(vec![Answering::EveryPerson, Answering::OnePerGrid]),
    ) {
        let paths: Vec<GridPath> = (0..5).map(|number| GridPath::from_text(format!("0.{number}"))).collect();
        let rows = || receipts.iter().enumerate().map(|(key, (grid, progress))| (&paths[*grid as usize], key, *progress));
        let open = still_open(answering, rows());
        prop_assert!(open.iter().all(|&key| receipts[key].1 < Progress::Accepted));
        let tally = domain::receipt::tally(answering, rows().map(|(grid, _, progress)| (grid, progress)));
        if answering == Answering::EveryPerson {
            prop_assert_eq!(open.len() as u32, tally.open());
        } else {
            let grids: BTreeSet<u8> = open.iter().map(|&key| receipts[key].0).collect();
            let settled = receipts.iter().filter(|(_, progress)| matches!(progress, Progress::Accepted | Progress::Done));
            let settled: BTreeSet<u8> = settled.map(|(grid, _)| *grid).collect();
            prop_assert!(grids.is_disjoint(&settled));
            prop_assert!(grids.len() as u32 >= tally.open(), "who refused leaves the others of the grid to be asked");
        }
    }
}
