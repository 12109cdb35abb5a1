//! Figures and charges that leave the house: asked for here, freed of small numbers, set by the press or written as a
//! workbook, handed out with a fact.

use domain::action::{Action, Call};
use domain::answer::{Answer, ReviewSheet};
use domain::failure::Failure;
use domain::id::CommandId;
use domain::question::Question;
use domain::review::{AddsUp, Dimension, Figure, ReviewForm, ReviewPaperWish, ReviewPrint, Shown, leaving};
use domain::rights::{self, DoorKind};
use domain::seat::Seat;
use exchange::book::{BookCell, BookSheet, book};
use press::report::Report;
use press::review::{ChargeSheet, FigureSheet, charges, report};
use press::sheet::Printed as By;

use crate::Desk;
use crate::ask::count;
use crate::failure::bug;
use crate::journal::file_name;
use crate::letters;
use crate::sheet::who;

/// A paper or a workbook, and its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedReview {
    /// What it is.
    pub print: ReviewPrint,
    /// What the file would well be called.
    pub name: String,
    /// PDF or XLSX.
    pub bytes: Vec<u8>,
}

impl Desk {
    /// Print it and hand it out: the file comes after the commit of the fact that it was printed.
    pub fn review(&self, seat: &Seat, command: CommandId, wish: &ReviewPaperWish) -> Result<PrintedReview, Failure> {
        let printed = self.press_review(seat, wish)?;
        let action = Action::PrintReview { print: printed.print.clone() };
        self.act(seat, Call { command_id: command, action })?;
        Ok(printed)
    }

    /// Print it; it lies in the tray until [`Action::PrintReview`] hands it out.
    pub fn press_review(&self, seat: &Seat, wish: &ReviewPaperWish) -> Result<PrintedReview, Failure> {
        rights::check(DoorKind::Act, "print_review", seat)?;
        let (figures, charges_) = (self.figure_sheet(seat, wish)?, self.charge_sheet(seat, wish)?);
        let left_out =
            figures.lines.iter().flatten().filter(|shown| shown.count.is_none() || shown.of.is_none()).count();
        let (title, bytes, rows, left_out) = match wish.form {
            ReviewForm::Figures => (figures.title(), self.set(&report(&figures))?, figures.lines.len(), left_out),
            ReviewForm::Charges => (charges_.title(), self.set(&charges(&charges_))?, charges_.charges.len(), 0),
            ReviewForm::Workbook => {
                let sheets = [figure_table(&figures), charge_table(&charges_)];
                let bytes = book(&sheets).map_err(|error| bug(&error.to_string()))?;
                (figures.title(), bytes, figures.lines.len() + charges_.charges.len(), left_out)
            }
        };
        let mut name = file_name(&title);
        if wish.form == ReviewForm::Workbook {
            name = format!("{}.xlsx", name.trim_end_matches(".pdf"));
        }
        let hash = blake3::hash(&bytes).to_hex().to_string();
        let print = ReviewPrint { wish: wish.clone(), rows: count(rows), left_out: count(left_out), hash };
        self.reviews.put(print.clone());
        Ok(PrintedReview { print, name, bytes })
    }

    fn figure_sheet(&self, seat: &Seat, wish: &ReviewPaperWish) -> Result<FigureSheet, Failure> {
        let question = Question::Review { period: wish.period, scope: wish.scope.clone(), by: wish.by };
        let Answer::Review(sheet) = self.ask(seat, &question)? else { return Err(bug("figures are their sheet")) };
        let district = self.district();
        let offset_hours = district.store.offset_hours;
        Ok(FigureSheet {
            store: district.store.name.clone(),
            lines: lines(&sheet),
            sheet: *sheet,
            printed: By { by: who(&district, seat, wish.language), at: self.now().minute(offset_hours) },
            language: wish.language,
            offset_hours,
        })
    }

    fn charge_sheet(&self, seat: &Seat, wish: &ReviewPaperWish) -> Result<ChargeSheet, Failure> {
        let Answer::Charges(list) = self.ask(seat, &Question::Charges { review: wish.period })? else {
            return Err(bug("charges are their list"));
        };
        let district = self.district();
        let scope = seat.subtree.as_ref();
        Ok(ChargeSheet {
            store: district.store.name.clone(),
            scope: scope.map_or_else(|| district.top_name(), |path| district.name_of(path)),
            period: wish.period,
            charges: list.charges,
            printed: By { by: who(&district, seat, wish.language), at: self.now().minute(district.store.offset_hours) },
            language: wish.language,
        })
    }

    fn set(&self, report: &Report) -> Result<Vec<u8>, Failure> {
        let letters = letters::find(&self.options.font_dirs)?;
        let (bytes, _) = press::report(report, &letters).map_err(|error| bug(&error.to_string()))?;
        Ok(bytes)
    }
}

/// What of the figures leaves the house.
fn lines(sheet: &ReviewSheet) -> Vec<Vec<Shown>> {
    let rows = sheet.rows.iter().map(|row| row.figures.as_slice());
    let all: Vec<&[Figure]> = std::iter::once(sheet.total.as_slice()).chain(rows).collect();
    // What is no hot spot has no row.
    let adds_up = if sheet.by == Dimension::Spot { AddsUp::ToLess } else { AddsUp::ToTheTotal };
    leaving(&all, adds_up)
}

fn figure_table(figures: &FigureSheet) -> BookSheet {
    let language = figures.language;
    let heads = figures.heads().into_iter().enumerate().flat_map(|(at, head)| match at {
        0 => vec![head.to_owned()],
        _ => vec![
            head.to_owned(),
            language.either(format!("{head}分母"), format!("{head}: of")),
            language.either(format!("{head}率"), format!("{head}: rate")),
        ],
    });
    let number = |value: Option<u32>| value.map_or_else(|| BookCell::Words("*".to_owned()), BookCell::Number);
    let rows = figures.names().into_iter().zip(&figures.lines).map(|(name, line)| {
        let cells = line.iter().flat_map(|shown| {
            let rate = match (shown.of, shown.permille()) {
                (Some(0), _) => BookCell::Empty,
                (_, Some(permille)) => BookCell::Rate(permille),
                _ => BookCell::Words("*".to_owned()),
            };
            [number(shown.count), number(shown.of), rate]
        });
        std::iter::once(BookCell::Words(name)).chain(cells).collect()
    });
    let mut told = vec![figures.title()];
    told.extend(figures.told());
    told.extend(figures.meanings());
    BookSheet {
        name: language.either("研判", "Review").to_owned(), told, heads: heads.collect(), rows: rows.collect()
    }
}

fn charge_table(charges: &ChargeSheet) -> BookSheet {
    BookSheet {
        name: charges.language.either("周交办", "Charges").to_owned(),
        told: vec![charges.title()],
        heads: charges.heads().map(str::to_owned).to_vec(),
        rows: charges.rows().into_iter().map(|row| row.into_iter().map(BookCell::Words).collect()).collect(),
    }
}
