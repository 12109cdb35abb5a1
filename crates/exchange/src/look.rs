//! A file at first sight: what it is called in there, and which of it is ours. Nothing is brought in.

use std::collections::BTreeSet;

use domain::import::Fault;
use domain::look::{ColumnLook, FieldLook, FileLook};
use serde_json::Value;

use crate::content::{Content, Opened, Wanted};
use crate::features::{Collection, Feature, Survey, property_names};
use crate::fields::{Columns, Field};
use crate::findings::{Findings, clipped, of_file};
use crate::layers::Closed;
use crate::table::Table;
use crate::words::text_from;
use crate::{
    Kind, Options, ParentRule, assets, basemap, checkpoints, datum, grids, guess, partners, posts, spots, streams,
    units, venues,
};

/// Values that are shown of a column.
const MOST_SAMPLES: usize = 5;

/// Look at a file as what it is said to be, or as what it seems to be.
///
/// Columns are matched by the same names as when it is read; `options.columns` are the caller's own pairs.
pub fn look(kind: Option<Kind>, file_name: &str, bytes: &[u8], options: &Options) -> FileLook {
    let sight = Sight { file_name, said: kind, options };
    match Opened::read(file_name, bytes, Wanted::by(kind), options.layer.as_deref()) {
        Ok(Opened { content, layers, letters }) => {
            let look = match content {
                Content::Table(table) => sight.table(&table),
                Content::Features(collection) => sight.features(collection),
            };
            FileLook { layers: layers.names, layer: layers.read, letters: letters.map(str::to_owned), ..look }
        }
        Err(Closed { fault, layers }) => FileLook { layers, ..sight.nothing(guess::by_name(file_name), fault) },
    }
}

/// The look at a file that can't be looked at, and why.
pub fn nothing_to_see(kind: Option<Kind>, file_name: &str, options: &Options, fault: Fault) -> FileLook {
    Sight { file_name, said: kind, options }.nothing(guess::by_name(file_name), fault)
}

/// Our fields of a kind, and those without which nothing comes in.
fn fields_of(kind: Kind) -> (&'static [Field], &'static [Field]) {
    match kind {
        Kind::Grids => (&grids::FIELDS, &grids::NEEDED),
        Kind::Heads => (&posts::FIELDS, &posts::NEEDED),
        Kind::Venues => (&venues::FIELDS, &venues::NEEDED),
        Kind::Checkpoints => (&checkpoints::FIELDS, &venues::NEEDED),
        Kind::Streams => (&streams::FIELDS, &streams::NEEDED),
        Kind::Units => (&units::FIELDS, &units::NEEDED),
        Kind::Partners => (&partners::FIELDS, &partners::NEEDED),
        Kind::Assets => (&assets::FIELDS, &venues::NEEDED),
        Kind::Basemap => (&basemap::FIELDS, &basemap::NEEDED),
    }
}

/// A file that is looked at.
struct Sight<'a> {
    file_name: &'a str,
    said: Option<Kind>,
    options: &'a Options,
}

impl Sight<'_> {
    fn table(&self, table: &Table) -> FileLook {
        let kind = self.said.unwrap_or_else(|| guess::of_table(table));
        let (own, needed) = fields_of(kind);
        let places: &[Field] = match kind {
            Kind::Venues | Kind::Checkpoints | Kind::Units | Kind::Assets => &spots::FIELDS,
            Kind::Heads | Kind::Streams | Kind::Partners => &[],
            Kind::Grids | Kind::Basemap => {
                return self.nothing(kind, of_file("file.table_not_features", &[("file", self.file_name)]));
            }
        };
        let fields = &[own, places].concat();
        if self.options.columns.is_empty()
            && let Err(fault) = table.check_heading(fields)
        {
            return self.nothing(kind, fault);
        }
        let mut findings = Findings::default();
        let names = table.heading.iter().map(String::as_str);
        let columns = Columns::find(names, &self.options.columns, fields, &mut findings);
        let mut seen = BTreeSet::new();
        // What has no name can't be named, and of two alike the first is read.
        let heading = table.heading.iter().enumerate().filter(|(_, name)| !name.is_empty() && seen.insert(*name));
        let shown = heading.map(|(index, name)| {
            let values = table.rows.iter().filter_map(|row| row.cell(index)).filter(|cell| !cell.is_empty());
            column(name, values, fields, &columns)
        });
        FileLook {
            rows: table.rows.len() as u32,
            columns: shown.collect(),
            fields: matched(fields, &columns, |field| needed.contains(&field)),
            datum: if places.is_empty() { None } else { spots::crs_of(table).as_deref().map(datum::short_name) },
            faults: findings.sorted().0,
            ..self.empty(kind)
        }
    }

    fn features(&self, collection: Collection) -> FileLook {
        let (rows, datum) = (collection.count as u32, collection.crs.as_deref().map(datum::short_name));
        let mut findings = Findings::default();
        // That nothing is said of it is for the reading to refuse; here it can still be said.
        if datum.is_some() || self.options.datum.is_some() {
            let _ = findings.keep(datum::agree(self.file_name, self.options.datum.as_deref(), &collection));
        }
        // A feature that can't be read is for the reading to name.
        let survey = Survey::default();
        let features = collection.features(&survey, &mut Findings::default());
        let kind = self.said.unwrap_or_else(|| guess::of_features(self.file_name, &features));
        let (fields, needed) = fields_of(kind);
        if rows == 0 {
            return self.without_rows(kind);
        }
        let mut columns = Columns::find(property_names(&features), &self.options.columns, fields, &mut findings);
        if let (Kind::Grids, Some(ParentRule::Column(name))) = (kind, &self.options.parent)
            && property_names(&features).contains(name.as_str())
        {
            columns.say(grids::PARENT, name);
        }
        let named = kind != Kind::Basemap && !features.is_empty() && features.iter().all(|one| is_named(one, &columns));
        let shown = property_names(&features).into_iter().map(|name| {
            let values = features.iter().filter_map(|feature| text_from(feature.properties.get(name)?));
            column(name, values, fields, &columns)
        });
        FileLook {
            rows,
            columns: shown.collect(),
            fields: matched(fields, &columns, |field| !named && needed.contains(&field)),
            datum,
            faults: findings.sorted().0,
            ..self.empty(kind)
        }
    }

    /// What holds nothing: no column is missing where there is no row.
    fn without_rows(&self, kind: Kind) -> FileLook {
        let fields = matched(fields_of(kind).0, &Columns::default(), |_| false);
        FileLook { fields, faults: vec![of_file("file.empty", &[("file", self.file_name)])], ..self.empty(kind) }
    }

    /// What can't be looked at.
    fn nothing(&self, guessed: Kind, fault: Fault) -> FileLook {
        let kind = self.said.unwrap_or(guessed);
        let (fields, needed) = fields_of(kind);
        let fields = matched(fields, &Columns::default(), |field| needed.contains(&field));
        FileLook { fields, faults: vec![fault], ..self.empty(kind) }
    }

    fn empty(&self, kind: Kind) -> FileLook {
        FileLook {
            file: self.file_name.to_owned(),
            kind,
            guessed: self.said.is_none(),
            layers: Vec::new(),
            layer: None,
            letters: None,
            rows: 0,
            columns: Vec::new(),
            fields: Vec::new(),
            datum: None,
            remembered: None,
            faults: Vec::new(),
        }
    }
}

/// Whether a feature has a name without the column that we look for: its own id, or a grid's `id` property.
fn is_named(feature: &Feature, columns: &Columns) -> bool {
    let is_there = |value: &Value| text_from(value).is_some();
    is_there(&feature.id) || is_there(feature.value(columns, grids::ID))
}

fn column<S: AsRef<str>>(
    name: &str,
    values: impl Iterator<Item = S>,
    fields: &[Field],
    columns: &Columns,
) -> ColumnLook {
    let field = fields.iter().find(|field| columns.of(**field) == Some(name));
    ColumnLook {
        name: name.to_owned(),
        sample: values.take(MOST_SAMPLES).map(|value| clipped(value.as_ref())).collect(),
        field: field.map(|field| field.name.to_owned()),
    }
}

fn matched(fields: &[Field], columns: &Columns, is_required: impl Fn(Field) -> bool) -> Vec<FieldLook> {
    let look = |field: &Field| FieldLook {
        name: field.name.to_owned(),
        required: is_required(*field),
        column: columns.of(*field).map(str::to_owned),
    };
    fields.iter().map(look).collect()
}
