//! Contacts as everybody may see them, and who looked at one.

use domain::answer::{ContactLookLine, ContactLookPage};
use domain::code::GridPath;
use domain::contact::{Caller, VeiledContact};
use domain::fact::{Fact, FactId};
use domain::failure::Failure;
use domain::id::IncidentId;

use super::Desktop;
use crate::failure::broken;

/// The most looks that are told at once.
const MOST: u32 = 200;

impl Desktop<'_, '_> {
    /// How to reach whoever told of an incident, veiled.
    pub(super) fn veiled_contact(&self, id: IncidentId) -> Result<Option<VeiledContact>, Failure> {
        Ok(self.view.contact(id).map_err(broken)?.as_ref().map(Caller::veiled))
    }

    pub(super) fn ask_contact_looks(
        &self,
        scope: Option<&GridPath>,
        from: u32,
        limit: u32,
    ) -> Result<ContactLookPage, Failure> {
        if let Some(path) = scope {
            self.admit(path)?;
        }
        let scope = scope.or(self.seat.subtree.as_ref());
        let facts = self.view.contact_looks(scope, from, limit.min(MOST)).map_err(broken)?;
        let lines = facts.into_iter().map(|fact| self.contact_look_line(fact)).collect::<Result<Vec<_>, Failure>>()?;
        let total = self.view.contact_looks_count(scope).map_err(broken)?;
        Ok(ContactLookPage { looks: lines.into_iter().flatten().collect(), total })
    }

    /// None: its words are gone with the incident's key.
    fn contact_look_line(&self, fact: FactId) -> Result<Option<ContactLookLine>, Failure> {
        let Some((header, Some(Fact::ContactViewed { look }))) = self.view.fact_with_header(fact).map_err(broken)?
        else {
            return Ok(None);
        };
        Ok(Some(ContactLookLine {
            incident: look.incident,
            number: look.number,
            grid_name: header.scope.as_ref().map(|scope| self.district.name_of(scope)).unwrap_or_default(),
            reason: look.reason,
            words: look.words.unwrap_or_default(),
            by: self.author(&header.by),
            at: header.at,
        }))
    }
}
