//! Reports of the front line: the desk's list, one of them, and a person's own.

use domain::answer::{InboxReport, ReportCard, ReportCounts, ReportLine, ReportList};
use domain::attachment::{Media, files};
use domain::channel::Reader;
use domain::fact::{Fact, FactId, Header};
use domain::failure::{Failure, Refusal};
use domain::id::{PostId, ReportId};
use domain::item::{ItemKind, ItemName};
use domain::report::{Report, ReportState, ReportWish, Spot, StepTaken};
use ledger::{ReportFilter, ReportRow};

use super::Desktop;
use crate::failure::broken;

/// The most reports that are told at once.
const MOST: u32 = 200;
/// So many of a person's own are told; more is history.
const MOST_OWN: u32 = 20;

impl Desktop<'_, '_> {
    pub(super) fn ask_reports(&self, wish: &ReportWish, from: u32, limit: u32) -> Result<ReportList, Failure> {
        if let Some(path) = &wish.scope {
            self.admit(path)?;
        }
        let filter = ReportFilter {
            scope: wish.scope.as_ref().or(self.seat.subtree.as_ref()).cloned(),
            states: wish.states.clone(),
            kinds: wish.kinds.clone(),
            handler: wish.mine.then(|| Reader::of(self.seat)),
        };
        let rows = self.view.reports(&filter, from, limit.min(MOST)).map_err(broken)?;
        let lines = rows.iter().map(|row| Ok(self.told(row)?.0)).collect::<Result<_, Failure>>()?;
        let waiting = |state| {
            let scope = self.seat.subtree.clone();
            self.view.reports_count(&ReportFilter { scope, states: vec![state], ..ReportFilter::default() })
        };
        Ok(ReportList {
            reports: lines,
            total: self.view.reports_count(&filter).map_err(broken)?,
            counts: ReportCounts {
                new: waiting(ReportState::New).map_err(broken)?,
                taken_up: waiting(ReportState::TakenUp).map_err(broken)?,
            },
        })
    }

    pub(super) fn ask_report(&self, id: ReportId) -> Result<ReportCard, Failure> {
        let row = self.view.report(id).map_err(broken)?;
        let row = row.ok_or_else(|| Refusal::NoSuch { noun: "report", id: id.to_string() })?;
        self.admit_place(Some(&row.grid))?;
        let (line, report) = self.told(&row)?;
        let spot = report.as_ref().map_or_else(|| Spot::Grid { path: row.grid.clone() }, |told| told.spot.clone());
        let mut ancestors = self.district.ancestor_lines(&row.grid);
        ancestors.extend(self.district.tree.grid(&row.grid).map(|grid| self.district.grid_line(grid)));
        Ok(ReportCard {
            spot_name: self.spot_name(&spot),
            spot,
            attachments: report.map_or_else(Vec::new, |report| report.attachments),
            post: self.district.roster.post(&row.post).cloned(),
            ancestors,
            steps: self.steps(id)?,
            orders: self.view.orders_of_report(id).map_err(broken)?,
            line,
        })
    }

    /// A report as the list has it; none: there is no such report.
    pub(super) fn report_at_a_glance(&self, id: ReportId) -> Result<Option<ReportLine>, Failure> {
        let row = self.view.report(id).map_err(broken)?;
        row.map(|row| Ok(self.told(&row)?.0)).transpose()
    }

    /// The newest that a post has made, with how far the desk has got.
    pub(super) fn inbox_reports(&self, post: &PostId) -> Result<Vec<InboxReport>, Failure> {
        let rows = self.view.reports_of(post, MOST_OWN).map_err(broken)?;
        let told = rows.iter().map(|row| {
            let (line, _) = self.told(row)?;
            let last = self.steps(row.id)?.pop();
            Ok(InboxReport {
                id: row.id,
                number: line.number,
                kind: line.kind,
                urgency: line.urgency,
                words: line.words,
                seen: line.seen,
                arrived: line.arrived,
                state: row.state,
                since: last.as_ref().map_or(line.arrived, |step| step.at),
                told: last.and_then(|step| step.step.words().map(str::to_owned)),
            })
        });
        told.collect()
    }

    /// A report as the list has it, and as it was made; none where its key is not at hand.
    fn told(&self, row: &ReportRow) -> Result<(ReportLine, Option<Report>), Failure> {
        let (header, fact) = self.view.told(row.fact).map_err(broken)?;
        let report = match fact {
            Some(Fact::ReportMade { report }) => Some(*report),
            _ => None,
        };
        Ok((self.report_line(row, &header, report.as_ref()), report))
    }

    fn report_line(&self, row: &ReportRow, header: &Header, report: Option<&Report>) -> ReportLine {
        let attached = || files(report.map(|report| report.attachments.as_slice()).unwrap_or_default());
        let post = self.district.roster.post(&row.post);
        ReportLine {
            id: row.id,
            number: row.number.clone(),
            kind: report.map_or(domain::report::ReportKind::Other, |report| report.kind),
            urgency: report.map_or(domain::order::Priority::Normal, |report| report.urgency),
            state: row.state,
            words: report.map(|report| report.words.clone()).unwrap_or_default(),
            grid: row.grid.clone(),
            grid_name: self.district.name_of(&row.grid),
            place: report.and_then(|report| report.place),
            person: post.map(|post| format!("{} {}", post.person, post.title)).unwrap_or_default(),
            seen: report.map_or(header.at, |report| report.seen),
            arrived: header.at,
            photos: super::count(attached().filter(|file| file.media.is_picture()).count()),
            voice: attached().map(|file| file.media).any(Media::is_voice),
        }
    }

    fn spot_name(&self, spot: &Spot) -> Option<String> {
        let name = match spot {
            Spot::Venue { id } => ItemName { of: ItemKind::Venue, id: id.0.clone() },
            Spot::Checkpoint { id } => ItemName { of: ItemKind::Checkpoint, id: id.0.clone() },
            Spot::Position { .. } | Spot::Grid { .. } => return None,
        };
        self.district.item(&name).map(|item| item.title().to_owned())
    }

    fn steps(&self, id: ReportId) -> Result<Vec<StepTaken>, Failure> {
        let facts: Vec<FactId> = self.view.report_steps(id).map_err(broken)?;
        let taken = facts.into_iter().map(|fact| {
            let (header, fact) = self.view.told(fact).map_err(broken)?;
            Ok(match fact {
                Some(Fact::ReportHandled { step, .. }) => Some(StepTaken { step, by: header.by, at: header.at }),
                _ => None,
            })
        });
        Ok(taken.collect::<Result<Vec<Option<StepTaken>>, Failure>>()?.into_iter().flatten().collect())
    }
}
