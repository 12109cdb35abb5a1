//! A district on squared paper: one street of nine square communities, with a head and ten residents in each, and
//! whatever somebody plants in it.

use std::fmt::Write;

use serde_json::{Value, json};

/// A square's side in steps of the lattice: about 93 m by 111 m.
pub const SIDE: i32 = 10_000;
/// The district.
pub const TOP: &str = "411602";
/// Its only street, which has the district's border.
pub const STREET: &str = "411602001";

/// The south-west corner: in the demonstration district.
const WEST: i32 = 1_146_500_000;
const SOUTH: i32 = 336_000_000;

/// What the files say, before they are written.
#[derive(Debug, Clone)]
pub struct Board {
    /// District, street, then the communities, row by row from the south-west.
    pub grids: Vec<Square>,
}

/// One grid.
#[derive(Debug, Clone)]
pub struct Square {
    /// Its code.
    pub code: String,
    /// Its parent's code.
    pub parent: Option<&'static str>,
    /// Its level.
    pub level: u8,
    /// Its kind.
    pub kind: &'static str,
    /// How many live in it.
    pub residents: u32,
    /// Whether somebody answers for it.
    pub has_head: bool,
    /// Steps east and north of the corner; closed where the file closes it.
    pub corners: Vec<(i32, i32)>,
}

impl Board {
    /// Nothing is wrong with it.
    pub fn sound() -> Self {
        let all = block(0, 0, 3 * SIDE, 3 * SIDE);
        let square = |code: String, parent, level, kind, residents, corners| Square {
            code,
            parent,
            level,
            kind,
            residents,
            has_head: true,
            corners,
        };
        let mut grids = vec![
            square(TOP.to_owned(), None, 1, "市辖区", 90, all.clone()),
            square(STREET.to_owned(), Some(TOP), 2, "街道", 90, all),
        ];
        grids.extend((0..9).map(|n| {
            let (x, y) = (n % 3 * SIDE, n / 3 * SIDE);
            let corners = block(x, y, x + SIDE, y + SIDE);
            square(community(n + 1), Some(STREET), 3, "城市社区", 10, corners)
        }));
        Self { grids }
    }

    /// A community, 1 to 9.
    pub fn community(&mut self, number: i32) -> &mut Square {
        self.with_code(&community(number))
    }

    /// A grid.
    pub fn with_code(&mut self, code: &str) -> &mut Square {
        self.grids.iter_mut().find(|grid| grid.code == code).expect("it stands on the board")
    }

    /// The grids as GeoJSON.
    pub fn grids(&self) -> String {
        let features: Vec<Value> = self.grids.iter().map(Square::feature).collect();
        json!({ "type": "FeatureCollection", "features": features }).to_string()
    }

    /// Their heads as CSV.
    pub fn heads(&self) -> String {
        let mut csv = "网格编码,岗位,姓名,电话\n".to_owned();
        for (number, grid) in self.grids.iter().enumerate().filter(|(_, grid)| grid.has_head) {
            writeln!(csv, "{},网格长,人{number},0394-10000{number:02}", grid.code).expect("a String takes everything");
        }
        csv
    }
}

impl Square {
    fn feature(&self) -> Value {
        let ring: Vec<[f64; 2]> = self.corners.iter().map(|&corner| degrees(corner).into()).collect();
        json!({
            "type": "Feature",
            "properties": {
                "code": self.code, "name": format!("格{}", self.code), "kind": self.kind, "level": self.level,
                "parent": self.parent, "residents": self.residents,
            },
            "geometry": { "type": "Polygon", "coordinates": [ring] },
        })
    }
}

/// The code of a community, 1 to 9.
pub fn community(number: i32) -> String {
    format!("{STREET}{number:03}")
}

/// A rectangle's corners, closed.
pub fn block(west: i32, south: i32, east: i32, north: i32) -> Vec<(i32, i32)> {
    closed(&[(west, south), (east, south), (east, north), (west, north)])
}

/// These corners and the first one again.
pub fn closed(corners: &[(i32, i32)]) -> Vec<(i32, i32)> {
    corners.iter().chain(corners.first()).copied().collect()
}

/// Longitude and latitude of a corner.
pub fn degrees((east, north): (i32, i32)) -> (f64, f64) {
    (f64::from(WEST + east) / 1e7, f64::from(SOUTH + north) / 1e7)
}

/// Metres that some steps measure: east, and north, in the middle of the board.
pub fn metres((east, north): (i32, i32)) -> (f64, f64) {
    // CGCS2000: half the long axis, and the first eccentricity squared.
    let (axis, squared) = (6_378_137.0, 0.006_694_380_022_903_416);
    let latitude = degrees((0, 3 * SIDE / 2)).1.to_radians();
    let bend: f64 = 1.0 - squared * latitude.sin().powi(2);
    let radians = |steps: i32| (f64::from(steps) / 1e7).to_radians();
    (radians(east) * axis * latitude.cos() / bend.sqrt(), radians(north) * axis * (1.0 - squared) / bend.powf(1.5))
}
