//! Recordings of calls: which there are, until when, and who listened. What was said is nobody's by asking.

use domain::answer::{RecordingHearing, RecordingLine, RecordingList, RecordingSetting};
use domain::fact::Fact;
use domain::failure::Failure;
use domain::recording::RecordingRule;
use ledger::RecordingRow;

use super::Desktop;
use crate::act::recording::going;
use crate::failure::broken;

/// The most that are told at once.
const MOST: u32 = 100;

impl Desktop<'_, '_> {
    pub(super) fn ask_recordings(&self, from: u32, limit: u32, days: Option<u32>) -> Result<RecordingList, Failure> {
        let rule = self.view.recording_rule().map_err(broken)?;
        let scope = self.seat.subtree.as_ref();
        let wanted = RecordingRule { days: days.unwrap_or(rule.days), ..rule };
        let rows = self.view.recordings(scope, from, limit.min(MOST)).map_err(broken)?;
        let recordings = rows.into_iter().map(|row| self.recording_line(row, rule)).collect::<Result<_, _>>()?;
        Ok(RecordingList {
            rule,
            set: self.recording_setting()?,
            going: going(self.view, wanted, self.now)?,
            destroyed: self.view.recordings_ended(scope).map_err(broken)?,
            recordings,
            total: self.view.recordings_count(scope).map_err(broken)?,
        })
    }

    fn recording_setting(&self) -> Result<Option<RecordingSetting>, Failure> {
        let Some(setter) = self.view.recording_setter().map_err(broken)? else { return Ok(None) };
        let told = self.view.fact_with_header(setter).map_err(broken)?;
        Ok(told.map(|(header, _)| RecordingSetting { by: self.author(&header.by), at: header.at }))
    }

    fn recording_line(&self, row: RecordingRow, rule: RecordingRule) -> Result<RecordingLine, Failure> {
        let post = self.district.roster.post(&row.post);
        let mut heard = Vec::new();
        for fact in self.view.recording_hearings(row.call).map_err(broken)? {
            let told = self.view.fact_with_header(fact).map_err(broken)?;
            if let Some((header, Some(Fact::RecordingHeard { words, .. }))) = told {
                heard.push(RecordingHearing { by: self.author(&header.by), at: header.at, words });
            }
        }
        Ok(RecordingLine {
            call: row.call,
            person: post.map(|post| post.person.clone()).unwrap_or_default(),
            title: post.map(|post| post.title.clone()).unwrap_or_default(),
            post: row.post,
            grid_name: row.scope.as_ref().map(|grid| self.district.name_of(grid)).unwrap_or_default(),
            since: row.since,
            until: row.until,
            goes: rule.ends(row.until),
            heard,
        })
    }
}
