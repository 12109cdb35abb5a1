//! Map sheets: read from the store, drawn by the press, handed out once the ledger has them.

use std::collections::HashSet;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

use domain::action::{Action, Call};
use domain::answer::PlaceNoun;
use domain::code::GridPath;
use domain::draft;
use domain::failure::{Failure, Refusal};
use domain::grid::{Counts, Grid};
use domain::id::CommandId;
use domain::place::{Bounds, Shape};
use domain::post::Post;
use domain::purpose::Purpose;
use domain::rights::{self, DoorKind};
use domain::seat::Seat;
use domain::set::{Ground, GroundLayer};
use domain::sheet::{SheetFormat, SheetPrint, SheetWish};
use domain::venue::CheckpointState;
use domain::words::{Language, name_of};
use ledger::View;
use press::View as Window;
use press::sheet::{Printed as By, Sheet, SheetGrid, SheetHead, SheetPlace, SheetScheme};

use crate::Desk;
use crate::district::District;
use crate::failure::{broken, bug};
use crate::letters;
use crate::thumbnail;

/// What came out of the press and was not handed out yet.
pub struct Tray<Print>(Mutex<HashSet<Print>>);

/// A printed sheet and its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Printed {
    /// What it is.
    pub print: SheetPrint,
    /// What the file would well be called.
    pub name: String,
    /// PDF or PNG.
    pub bytes: Vec<u8>,
}

/// Divisions of the children beyond this many are a grey mush on any paper.
const MOST_BELOW: usize = 600;

impl<Print> Default for Tray<Print> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<Print: Eq + Hash> Tray<Print> {
    pub fn put(&self, print: Print) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(print);
    }

    /// Whether it was there.
    pub fn take(&self, print: &Print) -> bool {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(print)
    }
}

impl Desk {
    /// Print a sheet and hand it out: the file comes after the commit of the fact that it was printed.
    ///
    /// None where the sheet would have the content named in `unless`: nothing is printed then.
    pub fn sheet(
        &self,
        seat: &Seat,
        command: CommandId,
        wish: &SheetWish,
        unless: Option<&str>,
    ) -> Result<Option<Printed>, Failure> {
        let Some(printed) = self.press(seat, wish, unless)? else { return Ok(None) };
        let action = Action::PrintSheet { print: printed.print.clone() };
        self.act(seat, Call { command_id: command, action })?;
        Ok(Some(printed))
    }

    /// Print a sheet; it lies in the tray until [`Action::PrintSheet`] hands it out.
    pub fn press(&self, seat: &Seat, wish: &SheetWish, unless: Option<&str>) -> Result<Option<Printed>, Failure> {
        let district = self.district();
        let name = name_in(&district, seat, wish)?;
        let sheet = self.laid_out(&district, seat, wish)?;
        let content = sheet.content();
        if unless == Some(content.as_str()) {
            return Ok(None);
        }
        let letters = letters::find(&self.options.font_dirs)?;
        let pages = press::pages(&sheet, &letters).map_err(|error| unprinted(&error, wish))?;
        let bytes = match wish.format {
            SheetFormat::Pdf => press::pdf(&pages, &sheet, &letters),
            SheetFormat::Png => press::png(&pages, wish.page, &letters),
        };
        let bytes = bytes.map_err(|error| unprinted(&error, wish))?;
        let print = SheetPrint {
            wish: wish.clone(),
            pages: u32::try_from(pages.len()).unwrap_or(u32::MAX),
            content,
            hash: blake3::hash(&bytes).to_hex().to_string(),
            scheme: Some(sheet.scheme.name.clone()),
        };
        self.tray.put(print.clone());
        Ok(Some(Printed { print, name, bytes }))
    }

    /// What the file of a sheet would well be called; refused where the seat may not have the sheet.
    pub fn sheet_name(&self, seat: &Seat, wish: &SheetWish) -> Result<String, Failure> {
        name_in(&self.district(), seat, wish)
    }

    /// A small PNG of a sheet's first page as it would be printed now. It is looked at, not handed out.
    pub fn thumbnail(&self, seat: &Seat, wish: &SheetWish) -> Result<Vec<u8>, Failure> {
        rights::check(DoorKind::Ask, "prints", seat)?;
        let district = self.district();
        wish.admit(&district.tree, seat)?;
        // Another program's picture shows what lies around the grid, too.
        let elsewhere = || thumbnail::drawn_elsewhere(&self.path, &district, &wish.grid);
        if let Some(bytes) = seat.subtree.is_none().then(elsewhere).flatten() {
            return Ok(bytes);
        }
        let known = (seat.subtree.clone(), wish.clone());
        if let Some(bytes) = district.thumbnails.of(&known) {
            return Ok(bytes);
        }
        let sheet = self.laid_out(&district, seat, wish)?;
        let letters = letters::find(&self.options.font_dirs)?;
        let pages = press::pages(&sheet, &letters).map_err(|error| unprinted(&error, wish))?;
        let bytes = press::thumbnail(&pages, thumbnail::SIDE, &letters).map_err(|error| unprinted(&error, wish))?;
        district.thumbnails.keep(known, bytes.clone());
        Ok(bytes)
    }

    fn laid_out(&self, district: &District, seat: &Seat, wish: &SheetWish) -> Result<Sheet, Failure> {
        let desktop = Desktop { desk: self, district, seat, wish };
        self.readers.with(|view| desktop.sheet(view))
    }
}

/// The name of a sheet's file, for a seat that may have it.
fn name_in(district: &District, seat: &Seat, wish: &SheetWish) -> Result<String, Failure> {
    rights::check(DoorKind::Act, "print_sheet", seat)?;
    wish.admit(&district.tree, seat)?;
    let grid = district.tree.grid(&wish.grid).ok_or_else(|| Refusal::NoSuchGrid { path: wish.grid.clone() })?;
    Ok(press::name(grid, wish))
}

fn unprinted(error: &press::Error, wish: &SheetWish) -> Failure {
    match error {
        press::Error::NoBoundary => Failure::refused("sheet.no_boundary", &[("path", wish.grid.as_str())]),
        press::Error::NoSuchPage { page, pages } => {
            Failure::invalid("sheet.no_such_page", &[("page", &page.to_string()), ("pages", &pages.to_string())])
        }
        press::Error::Pdf(_) | press::Error::Png(_) => bug(&error.to_string()),
    }
}

/// What a sheet is read from, for whom.
struct Desktop<'a> {
    desk: &'a Desk,
    district: &'a District,
    seat: &'a Seat,
    wish: &'a SheetWish,
}

impl Desktop<'_> {
    fn sheet(&self, view: &View<'_>) -> Result<Sheet, Failure> {
        let Self { district, wish, .. } = self;
        let path = &wish.grid;
        let grid = district.tree.grid(path).ok_or_else(|| Refusal::NoSuchGrid { path: path.clone() })?;
        let scheme = district.scheme.as_ref().ok_or(Refusal::NoScheme)?;
        let steps = view.steps(&scheme.name).map_err(broken)?;
        let offset = district.store.offset_hours;
        let children: Vec<&Grid> = district.tree.children(path).collect();
        let own = self.sheet_grid(view, grid)?;
        let window = Window::of(&own.shape, wish.paper, wish.orientation)
            .ok_or_else(|| Failure::refused("sheet.no_boundary", &[("path", path.as_str())]))?;
        let bounds = window.bounds();
        Ok(Sheet {
            measure: wish.measure,
            paper: wish.paper,
            orientation: wish.orientation,
            language: wish.language,
            store: district.store.name.clone(),
            above: district.tree.ancestors(path).into_iter().map(|above| above.name.clone()).collect(),
            level_name: district.level_name(grid.level),
            children_level: children.first().map(|child| district.level_name(child.level)),
            sum: Counts::sum(&children),
            below: self.below(view, &children)?,
            neighbours: self.neighbours(view, grid, bounds)?,
            ground: ground(view, bounds)?,
            places: self.places(path),
            scheme: SheetScheme {
                name: scheme.name.clone(),
                review: draft::review(scheme.state, steps.iter().map(|row| row.step)),
                since: scheme.valid_from.day(offset),
            },
            printed: By { by: self.who(), at: self.desk.now().minute(offset) },
            children: children.into_iter().map(|child| self.sheet_grid(view, child)).collect::<Result<_, _>>()?,
            grid: own,
        })
    }

    fn sheet_grid(&self, view: &View<'_>, grid: &Grid) -> Result<SheetGrid, Failure> {
        let district = self.district;
        let inside = |place: &Option<GridPath>| place.as_ref().is_some_and(|place| place.is_within(&grid.path));
        let venues = district.venues.iter().filter(|venue| inside(&venue.grid)).count();
        let checkpoints = district.checkpoints.iter().filter(|checkpoint| inside(&checkpoint.grid)).count();
        Ok(SheetGrid {
            path: grid.path.clone(),
            code: grid.code.to_string(),
            kind: grid.kind.clone(),
            name: grid.name.clone(),
            level: grid.level.0,
            counts: grid.counts.clone(),
            places: u32::try_from(venues + checkpoints).unwrap_or(u32::MAX),
            heads: district.roster.heads(&grid.path).into_iter().map(head).collect(),
            shape: shape(view, &grid.path)?,
        })
    }

    /// Divisions of the children; none where they are too many.
    fn below(&self, view: &View<'_>, children: &[&Grid]) -> Result<Vec<Shape>, Failure> {
        let below: Vec<&Grid> = children.iter().flat_map(|child| self.district.tree.children(&child.path)).collect();
        if below.len() > MOST_BELOW {
            return Ok(Vec::new());
        }
        below.into_iter().map(|grid| shape(view, &grid.path)).collect()
    }

    /// Grids of the same level that the map shows around this one, as far as the seat may know them.
    fn neighbours(&self, view: &View<'_>, grid: &Grid, bounds: Bounds) -> Result<Vec<(String, Shape)>, Failure> {
        let around = view.paths_in(grid.level, bounds).map_err(broken)?;
        let known = around.into_iter().filter(|path| *path != grid.path && self.seat.covers(path));
        known
            .filter_map(|path| self.district.tree.grid(&path))
            .map(|neighbour| Ok((neighbour.name.clone(), shape(view, &neighbour.path)?)))
            .collect()
    }

    fn places(&self, path: &GridPath) -> Vec<SheetPlace> {
        let inside = |place: &Option<GridPath>| place.as_ref().is_some_and(|place| place.is_within(path));
        let venues = self.district.venues.iter().filter(|venue| inside(&venue.grid)).map(|venue| SheetPlace {
            noun: PlaceNoun::Venue,
            name: venue.name.clone(),
            kind: venue.kind.clone(),
            closed: venue.state.contains('关') || venue.state == "closed",
            at: venue.place,
        });
        let checkpoints = self.district.checkpoints.iter().filter(|checkpoint| inside(&checkpoint.grid));
        let checkpoints = checkpoints.map(|checkpoint| SheetPlace {
            noun: PlaceNoun::Checkpoint,
            name: checkpoint.name.clone(),
            kind: self.wish.language.either("卡点", "Checkpoint").to_owned(),
            closed: checkpoint.state == CheckpointState::Closed,
            at: checkpoint.place,
        });
        venues.chain(checkpoints).collect()
    }

    fn who(&self) -> String {
        who(self.district, self.seat, self.wish.language)
    }
}

/// A seat as a print says it, across each page and at its foot: the post's person, or the role; practice before it.
pub fn who(district: &District, seat: &Seat, language: Language) -> String {
    let role = name_of("role", seat.role.word(), language).unwrap_or(seat.role.word());
    let post = seat.post.as_ref().and_then(|post| district.roster.post(post));
    let who = post.map_or_else(|| role.to_owned(), |post| format!("{} {role}", post.person));
    match district.store.purpose {
        Purpose::Service => who,
        Purpose::Drill => format!("{} · {who}", language.either("演练", "DRILL")),
    }
}

fn head(post: &Post) -> SheetHead {
    SheetHead { person: post.person.clone(), title: post.title.clone(), phone: post.phone.clone() }
}

/// A grid's boundary; an empty one where the store has none.
fn shape(view: &View<'_>, path: &GridPath) -> Result<Shape, Failure> {
    Ok(view.shape(path).map_err(broken)?.unwrap_or_default())
}

fn ground(view: &View<'_>, bounds: Bounds) -> Result<Vec<Ground>, Failure> {
    let mut ground = Vec::new();
    for layer in [GroundLayer::Green, GroundLayer::Water, GroundLayer::Road, GroundLayer::Building] {
        ground.extend(view.ground_in(layer, bounds).map_err(broken)?);
    }
    Ok(ground)
}
