//! Whom a draft would reach: the figures before sending, and what each of them counts, page by page.

use std::collections::BTreeMap;

use domain::answer::{ReachCard, ReachLevel, ReachedBranch, ReachedLine, ReachedList, SavedList, TemplateLine};
use domain::code::GridPath;
use domain::failure::Failure;
use domain::gateway::{Outside, OutsideCard};
use domain::id::PostId;
use domain::order::{self, Draft};
use domain::purpose::Purpose;
use domain::target::{Reach, ReachFigure, Recipient};
use domain::template;

use super::district::count;
use super::{Desktop, gateway};
use crate::failure::broken;
use crate::gateway::{Wanted, next_number};
use crate::scene::scene;

/// The most lines of a page.
const MOST_LINES: u32 = 500;

/// Something that a figure counts: a grid, or a post in it.
struct Counted<'a> {
    grid: &'a GridPath,
    post: Option<&'a PostId>,
}

/// A page of a figure.
pub struct Page<'a> {
    pub which: ReachFigure,
    pub under: Option<&'a GridPath>,
    pub from: u32,
    pub limit: u32,
}

impl Desktop<'_, '_> {
    pub(super) fn ask_reach(&self, draft: &Draft) -> Result<ReachCard, Failure> {
        let reach = self.reach(draft)?;
        let figure = |which| Ok::<u32, Failure>(count(self.counted(&reach, which)?.len()));
        Ok(ReachCard {
            people: figure(ReachFigure::People)?,
            grids: figure(ReachFigure::Grids)?,
            copies: figure(ReachFigure::Copies)?,
            without_device: figure(ReachFigure::WithoutDevice)?,
            without_page: figure(ReachFigure::WithoutPage)?,
            silent: figure(ReachFigure::Silent)?,
            headless: figure(ReachFigure::Headless)?,
            levels: self.reach_levels(&reach),
            answering: draft.answering.unwrap_or_else(|| draft.kind.customary_answering()),
            outside: self.outside(draft, &reach)?,
            digest: reach.digest(),
        })
    }

    pub(super) fn ask_reached(&self, draft: &Draft, page: &Page<'_>) -> Result<ReachedList, Failure> {
        let reach = self.reach(draft)?;
        let top = page.under.unwrap_or(&draft.target.subtree);
        let mut all = self.counted(&reach, page.which)?;
        // Copies go to heads above the target, too: under none they all count.
        all.retain(|one| page.under.is_none_or(|under| one.grid.is_within(under)));
        let mut branches: BTreeMap<GridPath, (u32, bool)> = BTreeMap::new();
        for one in &all {
            let branch = branch_of(one.grid, top);
            let (count, is_leaf) = branches.entry(branch.clone()).or_insert((0, true));
            *count += 1;
            *is_leaf &= *one.grid == branch;
        }
        let branch = |(path, (count, is_leaf)): (GridPath, (u32, bool))| ReachedBranch {
            name: self.district.name_of(&path),
            path,
            count,
            is_leaf,
        };
        let lines = all.iter().skip(page.from as usize).take(page.limit.min(MOST_LINES) as usize);
        Ok(ReachedList {
            total: count(all.len()),
            branches: branches.into_iter().map(branch).collect(),
            lines: lines.map(|one| self.reached_line(one)).collect(),
        })
    }

    /// What is kept for whoever composes, as far as the seat may order it.
    pub(super) fn ask_saved(&self) -> Result<SavedList, Failure> {
        let mut targets = self.view.saved_targets().map_err(broken)?;
        targets.retain(|saved| self.seat.covers(&saved.target.subtree));
        targets.sort_by(|a, b| a.name.cmp(&b.name));
        let mut templates = self.view.templates().map_err(broken)?;
        templates.retain(|template| self.seat.covers(&template.target.subtree));
        templates.sort_by(|a, b| a.name.cmp(&b.name));
        let line = |template: template::Template| TemplateLine { fields: template::fields(&template.text), template };
        Ok(SavedList { targets, templates: templates.into_iter().map(line).collect() })
    }

    /// What the gateways can do for a draft, and what its choice comes to.
    fn outside(&self, draft: &Draft, reach: &Reach) -> Result<OutsideCard, Failure> {
        let open = gateway::open(self)?;
        // What was previewed before is not held against the next preview.
        let outside = draft.outside.clone().map(|outside| Outside { seen: None, ..outside });
        let draft = Draft { outside: outside.filter(|outside| open.contains(&outside.by)), ..draft.clone() };
        let number = next_number(self.view, self.district, self.now)?;
        let wanted = Wanted { seat: self.seat, draft: &draft, reach, number: &number, now: self.now };
        let planned = self.gateways.plan(self.view, self.district, &wanted)?;
        let rung = self.gateways.preview_rung(self.view, self.district, &wanted, planned.as_ref())?;
        let plan = planned.map(|planned| planned.card);
        Ok(OutsideCard { open, is_drill: self.district.store.purpose == Purpose::Drill, plan, rung })
    }

    fn reach(&self, draft: &Draft) -> Result<Reach, Failure> {
        let scene = scene(self.view, self.district, self.seat, draft)?;
        Ok(order::admit(draft, self.seat, &scene)?)
    }

    /// What a figure counts, by grid and post.
    fn counted<'a>(&self, reach: &'a Reach, which: ReachFigure) -> Result<Vec<Counted<'a>>, Failure> {
        let person = |one: &'a Recipient| Counted { grid: &one.grid, post: Some(&one.post) };
        let grid = |grid: &'a GridPath| Counted { grid, post: None };
        let people = reach.recipients.iter();
        Ok(match which {
            ReachFigure::People => people.map(person).collect(),
            ReachFigure::Copies => reach.copies.iter().map(person).collect(),
            ReachFigure::WithoutDevice => {
                let reachable = self.reachable()?;
                people.filter(|one| !reachable.contains(&one.post)).map(person).collect()
            }
            ReachFigure::WithoutPage => people.filter(|one| !self.presence.is_there(&one.post)).map(person).collect(),
            ReachFigure::Grids => reach.grids().into_iter().map(grid).collect(),
            ReachFigure::Silent => reach.silent_grids.iter().map(grid).collect(),
            ReachFigure::Headless => reach.headless(&self.district.roster).into_iter().map(grid).collect(),
        })
    }

    fn reach_levels(&self, reach: &Reach) -> Vec<ReachLevel> {
        let level_of = |path: &GridPath| self.district.tree.grid(path).map(|grid| grid.level);
        let mut people = BTreeMap::new();
        for level in reach.recipients.iter().filter_map(|one| level_of(&one.grid)) {
            *people.entry(level).or_insert(0) += 1;
        }
        let grids =
            self.district.count_levels(reach.grids().into_iter().filter_map(|path| self.district.tree.grid(path)));
        let line = |grids: domain::answer::LevelCount| ReachLevel {
            people: people.get(&grids.level).copied().unwrap_or(0),
            level: grids.level,
            name: grids.name,
            grids: grids.grids,
        };
        grids.into_iter().map(line).collect()
    }

    fn reached_line(&self, one: &Counted<'_>) -> ReachedLine {
        let roster = &self.district.roster;
        let post = one.post.and_then(|id| roster.post(id));
        let heads =
            || roster.heads(one.grid).into_iter().map(|post| post.person.as_str()).collect::<Vec<_>>().join("、");
        ReachedLine {
            grid: one.grid.clone(),
            name: self.district.name_of(one.grid),
            post: one.post.cloned(),
            title: post.map_or_else(String::new, |post| post.title.clone()),
            person: if one.post.is_some() {
                post.map_or_else(String::new, |post| post.person.clone())
            } else {
                heads()
            },
            phone: post.map_or_else(String::new, |post| post.phone.clone()),
        }
    }
}

/// The grid right below `top` in which a grid lies; the grid itself when it lies no deeper, or elsewhere.
fn branch_of(grid: &GridPath, top: &GridPath) -> GridPath {
    let mut chain = grid.ancestors();
    chain.push(grid.clone());
    chain.into_iter().find(|path| path.is_below(top)).unwrap_or_else(|| grid.clone())
}
