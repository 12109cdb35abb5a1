//! The stores that are measured: the demonstration district, made once a run and copied for every path that writes,
//! and a province.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use desk::{CommandId, Desk, Options};
use domain::action::{Action, Call, Outcome};
use domain::answer::{Answer, DistrictCard};
use domain::code::Level;
use domain::id::{OrderId, PostId};
use domain::order::{Draft, OrderKind, Priority};
use domain::place::{Bounds, Ring};
use domain::post::PostRole;
use domain::purpose::Purpose;
use domain::question::Question;
use domain::receipt::{Mark, Part, Way};
use domain::seat::{Door, Seat};
use domain::target::Target;
use ledger::Reader;
use serde_json::json;
use uuid::Uuid;

use crate::{Bench, import};

/// Gives a new id at each call.
pub type Ids = Arc<dyn Fn() -> Uuid + Send + Sync>;

/// The store, and what every path wants to know of it.
pub struct Town {
    pub path: PathBuf,
    pub options: Options,
    pub card: DistrictCard,
}

/// A desk on a copy of the store.
pub struct Room {
    pub desk: Arc<Desk>,
    options: Options,
    top: domain::code::GridPath,
}

impl Town {
    pub fn make(bench: &Bench) -> Result<Self> {
        let path = bench.place("town.gpkg");
        let options = Options::with_keys_in(bench.place("home/wutu/keys"));
        remove(&path);
        desk::demo::make(&path, bench.seed, Purpose::Service, &options, |_| {})?;
        Self::at(path, options)
    }

    /// A province, brought in anew into a store of that name.
    pub fn province(bench: &Bench, name: &str) -> Result<Self> {
        Self::at(import::province(bench, name)?, Options::with_keys_in(bench.place("home/wutu/keys")))
    }

    /// A store that somebody else made.
    pub fn at(path: PathBuf, options: Options) -> Result<Self> {
        let desk = Desk::open(&path, options.clone())?;
        let Answer::District(card) = desk.ask(&owner(), &Question::District)? else { bail!("no district") };
        desk.close()?;
        Ok(Self { path, options, card: *card })
    }

    /// The box around everything.
    pub fn bounds(&self) -> Result<Bounds> {
        self.card.bounds.context("the district has no grids")
    }

    /// Its grids at all levels.
    pub fn grids(&self) -> u32 {
        self.card.levels.iter().map(|count| count.grids).sum()
    }

    pub fn levels(&self) -> Vec<Level> {
        self.card.levels.iter().map(|count| count.level).collect()
    }

    pub fn reader(&self) -> Result<Reader> {
        Ok(Reader::open(&self.path, &self.options.keys_dir)?)
    }

    /// Grids of some levels as one GeoJSON file, with what our tiles say of a grid.
    pub fn write_geojson(&self, levels: &[Level], to: &Path) -> Result<()> {
        let reader = self.reader()?;
        let view = reader.view();
        let grids: HashMap<_, _> = view.grids()?.into_iter().map(|grid| (grid.path.clone(), grid)).collect();
        let mut file = BufWriter::new(File::create(to)?);
        let mut before = "{\"type\":\"FeatureCollection\",\"features\":[";
        for &level in levels {
            for (path, shape) in view.shapes(Some(level))? {
                let degrees =
                    |ring: &Ring| -> Vec<[f64; 2]> { ring.iter().map(|at| [at.longitude(), at.latitude()]).collect() };
                let polygons: Vec<Vec<_>> =
                    shape.polygons.iter().map(|polygon| polygon.rings.iter().map(degrees).collect()).collect();
                let grid = &grids[&path];
                let feature = json!({
                    "type": "Feature",
                    "properties": {
                        "path": path, "name": grid.name, "level": level, "kind": grid.kind, "code": grid.code,
                        "residents": grid.counts.residents,
                    },
                    "geometry": { "type": "MultiPolygon", "coordinates": polygons },
                });
                write!(file, "{before}{feature}")?;
                before = ",";
            }
        }
        write!(file, "]}}")?;
        Ok(file.flush()?)
    }

    /// A copy of the store under another name.
    pub fn copy(&self, name: &str) -> Result<PathBuf> {
        let path = self.path.with_file_name(name);
        remove(&path);
        fs::copy(&self.path, &path)?;
        Ok(path)
    }

    /// A desk on the store at `path`.
    pub fn room(&self, path: &Path) -> Result<Room> {
        let desk = Desk::open(path, self.options.clone())?;
        let top = self.card.tops.first().context("the district has no top")?.path.clone();
        Ok(Room { desk, options: self.options.clone(), top })
    }
}

impl Room {
    /// Orders something of every head; the order and how many people it reaches.
    pub fn order_all(&self) -> Result<(OrderId, u32)> {
        self.order(Target { roles: vec![PostRole::Head, PostRole::Deputy], ..self.everybody() })
    }

    /// The whole district.
    pub fn everybody(&self) -> Target {
        Target::of(self.top.clone())
    }

    /// Orders something of some; the order and how many people it reaches.
    pub fn order(&self, target: Target) -> Result<(OrderId, u32)> {
        match self.act(Action::IssueOrder { draft: draft(target) })? {
            Outcome::OrderIssued { order, people, .. } => Ok((order, people)),
            other => bail!("an order answers {other:?}"),
        }
    }

    /// Pairs a phone to each of some posts; what seats it.
    pub fn pair(&self, posts: Vec<PostId>) -> Result<Vec<(PostId, String)>> {
        let pair = |post: PostId| {
            let Outcome::PairingOffered { code, .. } = self.act(Action::OfferPairing { post: post.clone() })? else {
                bail!("no code")
            };
            Ok((post, self.desk.redeem(&code, CommandId((self.options.new_id)()))?.token))
        };
        posts.into_iter().map(pair).collect()
    }

    /// Where new ids come from.
    pub fn ids(&self) -> Ids {
        Arc::clone(&self.options.new_id)
    }

    /// Everybody who has to answer an order.
    pub fn recipients(&self, order: OrderId) -> Result<Vec<PostId>> {
        let Answer::Order(board) = self.desk.ask(&owner(), &Question::Order { id: order })? else { bail!("no board") };
        Ok(board.rows.into_iter().filter(|row| row.part == Part::Recipient).map(|row| row.post).collect())
    }

    /// One receipt moves on, as a desk logs it; durable when this returns.
    pub fn mark(&self, order: OrderId, post: &PostId, mark: Mark) -> Result<()> {
        self.act(Action::MarkReceipt { order, post: post.clone(), mark, way: Way::Desk, said: None })?;
        Ok(())
    }

    /// The same for many receipts, from many producers of which each waits for its own.
    pub fn mark_all(&self, order: OrderId, posts: &[PostId], mark: &Mark, producers: usize) -> Result<()> {
        std::thread::scope(|scope| {
            let shares = posts.chunks(posts.len().div_ceil(producers).max(1));
            let threads: Vec<_> = shares
                .map(|share| scope.spawn(|| share.iter().try_for_each(|post| self.mark(order, post, mark.clone()))))
                .collect();
            threads.into_iter().try_for_each(|thread| thread.join().expect("a producer ends by itself"))
        })
    }

    fn act(&self, action: Action) -> Result<Outcome> {
        let call = Call { command_id: CommandId((self.options.new_id)()), action };
        Ok(self.desk.act(&owner(), call)?)
    }
}

/// An order to some, as an operator composes it.
pub fn draft(target: Target) -> Draft {
    Draft {
        text: "检查地下室水泵，清理排水口".to_owned(),
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
    }
}

/// The seat that owns the store.
pub fn owner() -> Seat {
    Seat::owner(Door::Terminal)
}

/// Takes away a store and what lies beside it.
pub fn remove(path: &Path) {
    for ending in ["", "-wal", "-shm", "-journal", ".lock", ".writer"] {
        let mut name = path.as_os_str().to_owned();
        name.push(ending);
        // What is not there needs no taking away.
        let _ = fs::remove_file(name);
    }
}
