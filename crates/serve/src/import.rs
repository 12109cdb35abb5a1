//! `/api/import`: a foreign file, from the command line, on a store that is open here.
//!
//! `POST /api/import?kind=grids&file=streets.geojson&command_id=…&manner={…}`, the file as the body.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use desk::ImportRequest;
use domain::code::Level;
use domain::failure::Failure;
use domain::id::CommandId;
use domain::import::ImportReport;
use domain::rights::{self, DoorKind};
use exchange::{BadRows, Kind, ParentRule};
use serde::{Deserialize, Serialize};

use crate::call::whole;
use crate::failed::Failed;
use crate::hall::Hall;
use crate::seat::Seated;

/// The largest file that comes in this way, in bytes.
const LARGEST_FILE: usize = 512 << 20;

/// How to read a file, as it travels between the command line and the desk.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Manner {
    /// The scheme that grids belong to.
    pub scheme: Option<String>,
    /// The level of every grid in the file.
    pub level: Option<u8>,
    /// What the coordinates are measured in: `EPSG:n`, `gcj02`, `bd09`.
    pub datum: Option<String>,
    /// Our field to the file's column.
    pub columns: BTreeMap<String, String>,
    /// How a grid finds its parent.
    pub parent: Option<Parent>,
    /// Faulty rows stay out; otherwise one refuses the file.
    pub skip_bad: bool,
    /// Read and report; change nothing.
    pub dry_run: bool,
}

/// How a grid finds its parent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Parent {
    /// The parent's code is the first part of the child's.
    Code,
    /// A property of this name holds the parent's code.
    Column(String),
    /// The grid above that holds most of the child's area.
    Geometry,
}

/// The address's query.
#[derive(Deserialize)]
pub struct Address {
    kind: String,
    file: String,
    command_id: CommandId,
    /// A [`Manner`] as JSON.
    manner: Option<String>,
}

/// `POST /api/import`.
pub async fn import(
    State(hall): State<Arc<Hall>>,
    seated: Seated,
    address: Result<Query<Address>, QueryRejection>,
    body: Body,
) -> Result<Json<ImportReport>, Failed> {
    // Before half a gigabyte is read for nothing; the desk checks again.
    rights::check(DoorKind::Act, "import_set", &seated.seat)?;
    let Query(address) = address.map_err(|error| malformed(&error.body_text()))?;
    let manner: Manner = address
        .manner
        .as_deref()
        .map_or_else(|| Ok(Manner::default()), serde_json::from_str)
        .map_err(|error| malformed(&error.to_string()))?;
    let kind = Kind::named(&address.kind).ok_or_else(|| malformed(&format!("there is no kind {}", address.kind)))?;
    let bytes = whole(body, LARGEST_FILE).await?.into();
    let request = manner.request(kind, address.file, bytes);
    hall.at_the_desk(move |desk| desk.import(&seated.seat, address.command_id, request)).await.map(Json)
}

impl Manner {
    /// What the desk is asked to bring in.
    pub fn request(self, kind: Kind, file: String, bytes: Vec<u8>) -> ImportRequest {
        let options = exchange::Options {
            scheme: self.scheme,
            level: self.level.map(Level),
            datum: self.datum,
            columns: self.columns,
            parent: self.parent.map(|rule| match rule {
                Parent::Code => ParentRule::Code,
                Parent::Column(name) => ParentRule::Column(name),
                Parent::Geometry => ParentRule::Geometry,
            }),
            bad_rows: if self.skip_bad { BadRows::LeaveOut } else { BadRows::RefuseFile },
        };
        ImportRequest { kind, file, bytes, options, dry_run: self.dry_run }
    }
}

fn malformed(what: &str) -> Failure {
    Failure::invalid("request.malformed", &[("what", what)])
}
