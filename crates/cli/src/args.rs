//! What can be typed.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};
use domain::finding::FindingKind;
use domain::id::CommandId;
use domain::incident::Channel;
use domain::intake::Intake;
use domain::manner::FileKind;
use domain::sheet::{Paper, SheetMeasure};
use domain::words::Language;

use crate::language;

/// 五图 Wutu: the desk from a terminal.
#[derive(Debug, Parser)]
#[command(name = "wutu", version)]
pub struct Args {
    /// One JSON document on standard output; words for people on standard error.
    #[arg(long, global = true)]
    pub json: bool,
    /// zh or en; the language of the machine's settings when left out.
    #[arg(long, global = true, value_parser = language::named)]
    pub lang: Option<Language>,
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Make an empty store.
    New {
        /// Where; nothing may be there yet.
        store: PathBuf,
        /// What people call it; the file's name when left out.
        #[arg(long)]
        name: Option<String>,
        /// For practice, for ever: its people may be synthetic, and its screens say so.
        #[arg(long)]
        drill: bool,
    },
    /// Make the demonstration district.
    Demo {
        /// Where; nothing may be there yet.
        store: PathBuf,
        /// The same seed gives the same district.
        #[arg(long, default_value_t = 7)]
        seed: u64,
        /// How large.
        #[arg(long, value_enum, default_value_t = Scale::District)]
        scale: Scale,
        /// Write the files that it is made of into this folder, too.
        #[arg(long)]
        files: Option<PathBuf>,
        /// For practice, for ever: `wutu drill` may fill it with synthetic people.
        #[arg(long)]
        drill: bool,
    },
    /// Bring in files.
    Import(Import),
    /// Take in work orders of the hotline 12345: each is an incident, once.
    Hotline {
        /// The store.
        store: PathBuf,
        /// Spreadsheets, CSV, tables and forms that were pasted into a file.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Read and report; change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Take in letters: each is an incident, once.
    Mail {
        /// The store.
        store: PathBuf,
        /// Letters (.eml), boxes of them (.mbox), and folders in which they lie.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Read and report; change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// Tokens by which other systems hand incidents in.
    #[command(subcommand)]
    Token(Token),
    /// Destroy how to reach whoever told of incidents whose time is over, for good: the incidents stay.
    Retention {
        /// The store.
        store: PathBuf,
        /// Tell what would go and what stays; change nothing.
        #[arg(long)]
        dry_run: bool,
    },
    /// What was brought in, newest first, and what keeps it from being undone.
    Imports {
        /// The store.
        store: PathBuf,
    },
    /// Take a whole import back; the log keeps both.
    UndoImport {
        /// The store.
        store: PathBuf,
        /// Its number in the list; where several desks have that number, DESK/NUMBER.
        #[arg(value_name = "NUMBER")]
        import: String,
    },
    /// What is wrong with grids, posts and counts.
    Check {
        /// The store.
        store: PathBuf,
        /// The scheme; the published one when left out.
        #[arg(long)]
        scheme: Option<String>,
        /// Only this kind, such as gap or overlap; may be given again.
        #[arg(long = "kind", value_name = "KIND", value_parser = kind_of_finding)]
        kinds: Vec<FindingKind>,
        /// How many to show at the most; how many there are is told all the same.
        #[arg(long, value_name = "NUMBER", default_value_t = 1_000)]
        limit: u32,
    },
    /// The deepest grid at each position: `id,lon,lat` CSV in, `id,path,code,name` CSV out.
    Locate {
        /// The store.
        store: PathBuf,
    },
    /// Ask one question; `wutu rights` lists them all.
    Ask {
        /// The store.
        store: PathBuf,
        /// Its name in the table.
        question: String,
        /// Its fields as a JSON object; - reads them from standard input.
        fields: Option<String>,
    },
    /// Do one action; `wutu rights` lists them all.
    Act {
        /// The store.
        store: PathBuf,
        /// Its name in the table.
        action: String,
        /// Its fields as a JSON object; - reads them from standard input.
        fields: Option<String>,
        /// Act for this post, as a device that is paired for this one action.
        #[arg(long = "as", value_name = "POST")]
        post: Option<String>,
        /// The same id again gives the first answer again; a new one when left out.
        #[arg(long, value_name = "ID")]
        command_id: Option<CommandId>,
    },
    /// Every action and question, with its fields and who may.
    Rights {
        /// As the page of the manual, in both languages.
        #[arg(long)]
        markdown: bool,
    },
    /// Open the desk to browsers; the field page is at /field.
    Serve(Serve),
    /// Carry live speech and calls for a desk elsewhere, on this machine; the desk says who may.
    Switchboard(Switchboard),
    /// Make a one-time code and link that pair a phone or a browser to a post.
    Pair {
        /// The store.
        store: PathBuf,
        /// The post.
        #[arg(long, value_name = "ID")]
        post: String,
    },
    /// Print the map sheet of a grid, or all sheets of a district.
    Sheet(Sheet),
    /// Basemaps from files: PMTiles and MBTiles, kept beside the store.
    #[command(subcommand)]
    Basemap(Basemap),
    /// Synthetic people in post, who answer the orders of a store for drills that is being served.
    Drill(Drill),
    /// Check the whole ledger: chain, signatures, folds. Names the first bad record.
    Verify {
        /// The store.
        store: PathBuf,
    },
}

/// `wutu drill`.
#[derive(Debug, clap::Args)]
pub struct Drill {
    /// The store: made with --drill, and served or open in a window.
    pub store: PathBuf,
    /// What kind of day it is: quiet, flood, night, or rush, when everybody answers at once.
    #[arg(long, default_value = "quiet", value_parser = profile)]
    pub profile: drill::Profile,
    /// The same seed makes the same people.
    #[arg(long, default_value_t = 7)]
    pub seed: u64,
    /// How many people at the most; everybody in post when left out.
    #[arg(long)]
    pub people: Option<usize>,
    /// How many times faster than the clock the day goes, from 0.1 to 1000.
    #[arg(long, default_value_t = 1.0, value_parser = pace)]
    pub pace: f64,
    /// End after so many seconds; when it is stopped, if left out.
    #[arg(long)]
    pub seconds: Option<u64>,
    /// Only people of grids with this attribute: 有地下室.
    #[arg(long)]
    pub having: Option<String>,
    /// For the desk that begins it: tell of it line by line as JSON, and end with standard input.
    #[arg(long, hide = true)]
    pub tell: bool,
}

fn profile(word: &str) -> Result<drill::Profile, String> {
    let known = drill::Profile::ALL.into_iter().find(|(name, _)| *name == word);
    known.map(|(_, profile)| profile).ok_or_else(|| drill::Profile::ALL.map(|(name, _)| name).join(", "))
}

fn pace(word: &str) -> Result<f64, String> {
    let pace: f64 = word.parse().map_err(|_| "0.1 … 1000".to_owned())?;
    if (0.1..=1000.0).contains(&pace) { Ok(pace) } else { Err("0.1 … 1000".to_owned()) }
}

fn kind_of_finding(word: &str) -> Result<FindingKind, String> {
    FindingKind::named(word).ok_or_else(|| FindingKind::ALL.map(FindingKind::word).join(", "))
}

#[derive(Debug, Subcommand)]
pub enum Basemap {
    /// Look files through and put them beside the store.
    Add {
        /// The store.
        store: PathBuf,
        /// PMTiles (version 3) or MBTiles; an MBTiles is kept as PMTiles.
        #[arg(required = true)]
        files: Vec<PathBuf>,
    },
    /// What can lie under the grids.
    List {
        /// The store.
        store: PathBuf,
    },
    /// Take a basemap and its file away.
    Remove {
        /// The store.
        store: PathBuf,
        /// Its number in the list, its name or its file.
        basemap: String,
    },
    /// Say what lies under the grids for whoever has not chosen.
    Choose {
        /// The store.
        store: PathBuf,
        /// own, none, tianditu-vector, tianditu-imagery, or a basemap's number, name or file.
        basemap: String,
    },
}

#[derive(Debug, Subcommand)]
pub enum Token {
    /// Make one; it is shown this once.
    Issue {
        /// The store.
        store: PathBuf,
        /// Which system it is for, as people call it.
        name: String,
        /// By which way its incidents come in: hotline, mailbox, patrol, video, call, other.
        #[arg(long, default_value = "hotline", value_parser = channel)]
        channel: Channel,
        /// The path of the grid that its incidents have to lie in; anywhere when left out.
        #[arg(long, value_name = "PATH")]
        grid: Option<String>,
        /// For how many days; until somebody ends it when left out.
        #[arg(long)]
        days: Option<u16>,
    },
    /// Which there are, and when each was used last.
    List {
        /// The store.
        store: PathBuf,
    },
    /// Take nothing more in by one.
    End {
        /// The store.
        store: PathBuf,
        /// Its number in the list, or its name where only one that is open has it.
        token: String,
    },
}

fn channel(word: &str) -> Result<Channel, String> {
    let known = Channel::ALL.into_iter().filter(|channel| Intake::may_bring(*channel));
    let named = known.clone().find(|channel| channel.word() == word);
    named.ok_or_else(|| known.map(Channel::word).collect::<Vec<_>>().join(", "))
}

#[derive(Debug, clap::Args)]
pub struct Serve {
    /// The store.
    pub store: PathBuf,
    /// Address and port; port 0 takes any that is free. Beyond 127.0.0.1, such as 0.0.0.0:8443, through TLS.
    #[arg(long, default_value_t = serve::ServeOptions::default().listen)]
    pub listen: SocketAddr,
    /// The site's own certificate, PEM with its chain; one of the store's own CA when left out.
    #[arg(long, value_name = "FILE", requires = "key", conflicts_with = "trust_listen")]
    pub cert: Option<PathBuf>,
    /// Its private key, PEM.
    #[arg(long, value_name = "FILE", requires = "cert")]
    pub key: Option<PathBuf>,
    /// A name under which phones find this machine, such as desk.local; may be given again.
    #[arg(long = "name", value_name = "NAME")]
    pub names: Vec<String>,
    /// Where a plain page gives out the store's CA and the steps to trust it; the next port when left out.
    #[arg(long, value_name = "ADDRESS", conflicts_with = "no_trust_page")]
    pub trust_listen: Option<SocketAddr>,
    /// Without that page.
    #[arg(long)]
    pub no_trust_page: bool,
    /// A switchboard on a machine of its own, as pages reach it; may be given again.
    #[arg(long = "switchboard", value_name = "wss://NAME:PORT", requires = "switchboard_secret")]
    pub switchboards: Vec<String>,
    /// The file with the secret that the desk and its switchboards share.
    #[arg(long, value_name = "FILE", requires = "switchboards")]
    pub switchboard_secret: Option<PathBuf>,
    /// Whose certificates the switchboards show, PEM.
    #[arg(long, value_name = "FILE", requires = "switchboards")]
    pub switchboard_ca: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub struct Switchboard {
    /// Address and port; port 0 takes any that is free. Beyond 127.0.0.1 with a certificate.
    #[arg(long, default_value_t = (std::net::Ipv4Addr::LOCALHOST, serve::DEFAULT_OUTPOST_PORT).into())]
    pub listen: SocketAddr,
    /// The site's certificate for this machine, PEM with its chain.
    #[arg(long, value_name = "FILE", requires = "key")]
    pub cert: Option<PathBuf>,
    /// Its private key, PEM.
    #[arg(long, value_name = "FILE", requires = "cert")]
    pub key: Option<PathBuf>,
    /// The file with the secret that the desk has, too.
    #[arg(long, value_name = "FILE")]
    pub secret: PathBuf,
}

#[derive(Debug, clap::Args)]
pub struct Sheet {
    /// The store.
    pub store: PathBuf,
    /// The grid's path, as `wutu locate` and the address bar show it; with --all, it and what is below.
    #[arg(long, value_name = "PATH", required_unless_present = "all")]
    pub grid: Option<String>,
    /// population, households, buildings, units, venues or heads: what the grids are coloured by.
    #[arg(long = "map", value_name = "MEASURE", value_parser = measure, default_value = "population")]
    pub measure: SheetMeasure,
    /// A4, A3 or A2.
    #[arg(long, value_parser = paper, default_value = "A4")]
    pub paper: Paper,
    /// The paper lies on its long side.
    #[arg(long)]
    pub landscape: bool,
    /// The file, ending in .pdf or .png; with --all, the folder. Further pages of a PNG are FILE-2.png, FILE-3.png …
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
    /// The sheets of all grids, from the top down to --down-to. Those that lie there already are not made again.
    #[arg(long)]
    pub all: bool,
    /// The deepest level of --all.
    #[arg(long, value_name = "LEVEL", default_value_t = 3, requires = "all", value_parser = clap::value_parser!(u8).range(1..=6))]
    pub down_to: u8,
}

#[derive(Debug, clap::Args)]
pub struct Import {
    /// The store.
    pub store: PathBuf,
    /// The files, one after the other; each comes in whole or not at all. A Shapefile is named by its .shp, and its
    /// other parts come along; a folder is all Shapefiles in it.
    #[arg(required = true)]
    pub files: Vec<PathBuf>,
    /// grids, heads, venues, checkpoints, streams, units, partners, assets or basemap; a look guesses it when left out.
    #[arg(long = "as", value_name = "KIND", value_parser = kind, required_unless_present = "look")]
    pub kind: Option<FileKind>,
    /// Which of a file's layers: a table of a GeoPackage, a Shapefile in an archive, a folder of a KML file, a
    /// layer of a drawing, a sheet of a workbook; a look lists them.
    #[arg(long, value_name = "NAME")]
    pub layer: Option<String>,
    /// The scheme that grids belong to.
    #[arg(long, value_name = "NAME")]
    pub scheme: Option<String>,
    /// The level of every grid in the file, 1 at the top.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=6))]
    pub level: Option<u8>,
    /// What the coordinates are measured in: EPSG:n, gcj02 or bd09.
    #[arg(long, value_name = "CRS")]
    pub crs: Option<String>,
    /// Our field and the file's column for it; may be given again.
    #[arg(long = "map", value_name = "FIELD=COLUMN", value_parser = column)]
    pub columns: Vec<(String, String)>,
    /// How a grid finds its parent: code, geometry, or the column that holds the parent's code.
    #[arg(long, value_name = "RULE")]
    pub parent: Option<String>,
    /// Leave faulty rows out instead of refusing the file.
    #[arg(long)]
    pub skip_bad: bool,
    /// Read and report; change nothing.
    #[arg(long)]
    pub dry_run: bool,
    /// Write the rows that have faults into this new spreadsheet, to be mended and imported; of one file only.
    #[arg(long, value_name = "FILE.xlsx", conflicts_with = "look")]
    pub failed: Option<PathBuf>,
    /// Only say what each file seems to hold, and which column is read as which field.
    #[arg(long, conflicts_with_all = ["dry_run", "skip_bad"])]
    pub look: bool,
}

/// How large a demonstration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Scale {
    /// One district.
    District,
    /// Ten districts.
    City,
    /// A province.
    Province,
}

fn kind(name: &str) -> Result<FileKind, String> {
    FileKind::named(name)
        .ok_or_else(|| "use grids, heads, venues, checkpoints, streams, units, partners, assets or basemap".to_owned())
}

fn measure(name: &str) -> Result<SheetMeasure, String> {
    SheetMeasure::named(name).ok_or_else(|| "use population, households, buildings, units, venues or heads".to_owned())
}

fn paper(name: &str) -> Result<Paper, String> {
    Paper::named(name).ok_or_else(|| "use A4, A3 or A2".to_owned())
}

fn column(text: &str) -> Result<(String, String), String> {
    let (field, column) = text.split_once('=').ok_or("write it as field=column")?;
    Ok((field.trim().to_owned(), column.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    #[test]
    fn the_arguments_fit_together() {
        super::Args::command().debug_assert();
    }
}
