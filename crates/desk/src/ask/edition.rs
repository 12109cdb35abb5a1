//! Tables by which the district works, and where cases would go by other rules.

use std::collections::BTreeMap;

use domain::answer::{
    EditionLine, ProposedRoute, RoutingTrial, TableCard, TableVerdict, TrialCase, TrialCount, TrialRoute,
};
use domain::edition::{Table, TableKind};
use domain::fact::{Fact, FactId};
use domain::failure::Failure;
use domain::incident::{Incident, IncidentState, Party};
use domain::moment::Moment;
use domain::routing::{Case, Handler, Routing};

use super::Desktop;
use crate::act;
use crate::failure::broken;

/// So many editions are told.
const MOST_EDITIONS: usize = 50;
/// So many cases are tried: three flood days.
const MOST_CASES: u32 = 5_000;
/// So many of them are told.
const MOST_TOLD: usize = 500;
/// The longest time whose cases are tried, in milliseconds.
const LONGEST: i64 = 366 * 24 * 3_600_000;

impl Desktop<'_, '_> {
    pub(super) fn ask_table(&self, of: TableKind) -> Result<TableCard, Failure> {
        let tables = &self.district.tables;
        let (fact, from, table) = tables.at(of, self.now);
        let coming = tables.coming(of, self.now);
        let rows = table.rows();
        let coming_rows = coming.as_ref().map(|(_, _, table)| table.rows()).unwrap_or_default();
        let missing = match &table {
            Table::Calendar(calendar) => calendar.missing(self.now),
            _ => Vec::new(),
        };
        let mut editions = Vec::new();
        for id in tables.said(of).into_iter().rev().take(MOST_EDITIONS) {
            editions.push(self.edition_line(of, id)?);
        }
        Ok(TableCard {
            of,
            columns: of.columns().iter().map(|column| column.name.to_owned()).collect(),
            edition: EditionLine { from, ..self.edition_line(of, fact)? },
            coming: coming.map(|(fact, ..)| self.edition_line(of, fact)).transpose()?,
            coming_rows,
            last: tables.last(of),
            editions,
            missing,
            faults: self.ask_check_table(of, &rows).faults,
            rows,
        })
    }

    pub(super) fn ask_check_table(&self, of: TableKind, rows: &[Vec<String>]) -> TableVerdict {
        let read = act::edition::read(self.district, self.now, of, rows);
        TableVerdict { faults: read.err().map(|failure| failure.faults).unwrap_or_default() }
    }

    /// None: what we ship.
    fn edition_line(&self, of: TableKind, fact: Option<FactId>) -> Result<EditionLine, Failure> {
        let told = fact.map(|fact| self.view.told(fact).map_err(broken)).transpose()?;
        if let Some((header, Some(Fact::TableRevised { table, from, source }))) = told {
            let (by, at, rows) = (Some(self.author(&header.by)), Some(header.at), super::count(table.rows().len()));
            return Ok(EditionLine { fact, from, by, at, source, rows });
        }
        let (_, from, table) = self.district.tables.shipped(of);
        let source = match &table {
            Table::Categories(categories) => categories.source.clone(),
            _ => String::new(),
        };
        Ok(EditionLine { fact: None, from, by: None, at: None, source, rows: super::count(table.rows().len()) })
    }

    /// Whose an incident is by the rules in force, where it waits to be given out.
    pub(super) fn proposed_route(&self, incident: &Incident, state: IncidentState) -> Option<ProposedRoute> {
        let waits = matches!(
            state,
            IncidentState::Reported | IncidentState::Accepted | IncidentState::Returned | IncidentState::Reopened
        );
        let routing = &self.district.tables.routing.at(self.now).table;
        let routed = routing.route(&case(incident), &self.district.tree).filter(|_| waits)?;
        let route = &routing.routes[routed.rule];
        Some(ProposedRoute {
            party: self.party_name(&party(&routed.to)?),
            rule: super::count(routed.rule + 1),
            category: route.category.clone(),
            kind: route.kind,
            within: route.within.as_ref().map(|path| self.district.name_of(path)),
            others: super::count(routed.others.len()),
        })
    }

    pub(super) fn ask_try_routing(
        &self,
        rows: &[Vec<String>],
        from: Moment,
        until: Moment,
    ) -> Result<RoutingTrial, Failure> {
        if from >= until || until.millis() - from.millis() > LONGEST {
            return Err(Failure::invalid("edition.no_such_time", &[]));
        }
        let Table::Routing(draft) = act::edition::read(self.district, self.now, TableKind::Routing, rows)? else {
            return Err(crate::failure::bug("rows of routing are another table"));
        };
        let scope = self.seat.subtree.as_ref();
        let found = self.view.incidents_between(scope, (from, until), MOST_CASES).map_err(broken)?;
        let (mut cases, mut counts, mut wins) = (Vec::new(), BTreeMap::new(), vec![0_u32; draft.routes.len()]);
        for row in found {
            let (header, fact) = self.view.told(row.fact).map_err(broken)?;
            let Some(Fact::IncidentReported { incident }) = fact else { continue };
            let case = case(&incident);
            let before = self.routed(&self.district.tables.routing.at(self.now).table, &case);
            let after = self.routed(&draft, &case);
            if let Some((_, rule)) = &after {
                wins[*rule] += 1;
            }
            let [old, new] = [&before, &after].map(|routed| routed.as_ref().map(|(party, _)| party.clone()));
            counts.entry(old).or_insert((0, 0)).0 += 1;
            counts.entry(new).or_insert((0, 0)).1 += 1;
            let told = |routed: Option<(Party, usize)>| {
                routed.map(|(party, rule)| TrialRoute { party: self.party_name(&party), rule: super::count(rule + 1) })
            };
            cases.push(TrialCase {
                incident: row.id,
                number: row.number,
                words: incident.words.clone(),
                category: incident.category.clone(),
                kind: incident.kind,
                grid_name: self.district.name_of(&row.grid),
                arrived: header.at,
                before: told(before),
                after: told(after),
                lead: row.standing.course.lead.as_ref().map(|party| self.party_name(party)),
            });
        }
        let total = super::count(cases.len());
        // Stable: of both sorts the newest stays first.
        cases.sort_by_key(|case| !goes_elsewhere(case));
        let changed = super::count(cases.iter().filter(|case| goes_elsewhere(case)).count());
        cases.truncate(MOST_TOLD);
        let idle = wins.iter().enumerate().filter(|(_, wins)| **wins == 0);
        let idle = idle.map(|(rule, _)| super::count(rule + 1)).collect();
        let counts = counts.into_iter().map(|(party, (before, after))| TrialCount {
            party: party.as_ref().map(|party| self.party_name(party)),
            before,
            after,
        });
        let mut counts: Vec<TrialCount> = counts.collect();
        counts.sort_by_key(|count| std::cmp::Reverse(count.before.max(count.after)));
        Ok(RoutingTrial { cases, counts, total, changed, idle })
    }

    fn routed(&self, routing: &Routing, case: &Case) -> Option<(Party, usize)> {
        let routed = routing.route(case, &self.district.tree)?;
        Some((party(&routed.to)?, routed.rule))
    }
}

fn goes_elsewhere(case: &TrialCase) -> bool {
    let of = |route: &Option<TrialRoute>| route.as_ref().map(|route: &TrialRoute| route.party.party.clone());
    of(&case.before) != of(&case.after)
}

fn case(incident: &Incident) -> Case {
    Case { category: incident.category.clone(), kind: incident.kind, place: Some(incident.grid.clone()) }
}

/// None of a rule that is for the grid around: what comes of it is a grid.
fn party(handler: &Handler) -> Option<Party> {
    match handler {
        Handler::Unit { unit } => Some(Party::Unit(unit.clone())),
        Handler::Grid { grid } => Some(Party::Grid(grid.clone())),
        Handler::Around { .. } => None,
    }
}
