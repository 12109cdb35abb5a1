//! THE MODEL TOWN: draws the demonstration district from a seed.
//!
//! It hands out the documents that a real district would bring – GeoJSON and CSV – so that the real importers read
//! them. Every name of a person, number, shape and figure is made up; only the names and codes of the streets,
//! communities and villages are published ones.
//!
//! Invariant: pure. No files, no clock, no maps in random order, no sine of the platform: the same seed gives the
//! same bytes everywhere. It must know nothing of our own formats, rules or stores.

mod banks;
mod blocks;
mod borders;
mod census;
mod chance;
mod cleave;
mod geojson;
mod houses;
mod lattice;
mod mesh;
mod names;
mod network;
mod people;
mod plane;
mod roll;
mod scenery;
mod settle;
mod sheets;
mod trace;
mod tree;
mod units;
mod venues;

/// One file of the town, as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The file's name, such as `grids-1.geojson`.
    pub name: &'static str,
    /// UTF-8 without byte-order mark.
    pub text: String,
}

/// The town's documents, in the order in which they are imported.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Town {
    /// Grids of level 1 to 5, heads, venues, checkpoints, streams, duty, units, partner units, assets, base map.
    pub documents: Vec<Document>,
}

impl Town {
    /// The text of a document, by its name.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.documents.iter().find(|document| document.name == name).map(|document| document.text.as_str())
    }
}

/// The files of the five levels, district first.
const LEVELS: [&str; 5] =
    ["grids-1.geojson", "grids-2.geojson", "grids-3.geojson", "grids-4.geojson", "grids-5.geojson"];

/// Draws the district: 1 + 9 + 88 + 995 + 2,640 grids, 3,775 heads, 40 venues, 12 checkpoints,
/// 49 units, 74 assets and a map under them.
pub fn draw(seed: u64) -> Town {
    let mut network = network::lay(seed);
    let tree = tree::plant(&mut network, seed);
    let sites = venues::choose(&network, &tree, seed);
    let styles = houses::styles(&network, &tree, seed);
    let houses = houses::build(&network, &tree, &styles, &sites, seed);
    let counts = census::take(&tree, &houses, seed);
    let basements = census::basements(&tree, seed);
    let checkpoints = venues::checkpoints(&network, seed);
    let units = units::units(&network, &tree, &sites, seed);

    let mut documents = Vec::new();
    for (level, name) in LEVELS.into_iter().enumerate() {
        let basements: &[bool] = if level == 4 { &basements } else { &[] };
        let text = sheets::grids(&network.mesh, &tree.levels[level], &counts[level], basements);
        documents.push(Document { name, text });
    }
    let others = [
        ("heads.csv", people::heads(&tree, &basements, seed)),
        ("venues.geojson", sheets::venues(&sites.venues)),
        ("checkpoints.geojson", sheets::checkpoints(&checkpoints)),
        ("streams.csv", sheets::streams(&sites.venues, seed)),
        ("duty.csv", people::duty(&sites.venues, &checkpoints, seed)),
        ("units.csv", units::sheet(&units)),
        ("partners.csv", units::partners(&tree, &units, seed)),
        ("assets.geojson", units::assets(&network, &tree, &sites, seed)),
        ("basemap.geojson", scenery::draw(&network, &tree, &sites, (&houses, &styles), seed)),
    ];
    documents.extend(others.into_iter().map(|(name, text)| Document { name, text }));
    Town { documents }
}
