//! Facts read back from a log.

use serde::Deserialize;

use super::Fact;
use crate::attachment::Attachment;
use crate::code::GridPath;
use crate::id::{IncidentId, OrderId, PostId};
use crate::incident::{Channel, Incident, IncidentStep};
use crate::moment::Moment;
use crate::order::Priority;
use crate::place::Position;
use crate::receipt::{Mark, Way};
use crate::report::{ReportKind, Spot};

/// [`Fact::ReceiptMarked`] as it is written: nearly all facts of a log are such, and where the kind is known before, a
/// body need not be looked through for it.
#[derive(Deserialize)]
struct ReceiptMarked {
    order: OrderId,
    post: PostId,
    mark: Mark,
    way: Way,
    #[serde(default)]
    said: Option<Moment>,
}

/// What came in before there were incidents: a report of the front line.
#[derive(Deserialize)]
struct ReportMade {
    report: Report,
}

#[derive(Deserialize)]
struct Report {
    id: IncidentId,
    number: String,
    post: PostId,
    kind: ReportKind,
    urgency: Priority,
    words: String,
    spot: Spot,
    #[serde(default)]
    place: Option<Position>,
    grid: GridPath,
    #[serde(default)]
    attachments: Vec<Attachment>,
    seen: Moment,
    #[serde(default)]
    alarms: bool,
}

/// What the desk did with such a report.
#[derive(Deserialize)]
struct ReportHandled {
    report: IncidentId,
    number: String,
    post: PostId,
    step: ReportStep,
}

#[derive(Deserialize)]
#[serde(tag = "step", rename_all = "snake_case")]
enum ReportStep {
    TakeUp,
    Settle { words: String },
    Close { reason: String },
}

impl From<ReportMade> for Fact {
    fn from(ReportMade { report }: ReportMade) -> Self {
        Self::IncidentReported {
            incident: Box::new(Incident {
                id: report.id,
                number: report.number,
                channel: Channel::Field,
                foreign: None,
                post: Some(report.post),
                kind: report.kind,
                category: Vec::new(),
                urgency: report.urgency,
                words: report.words,
                spot: report.spot,
                place: report.place,
                grid: report.grid,
                attachments: report.attachments,
                seen: report.seen,
                alarms: report.alarms,
            }),
        }
    }
}

impl From<ReportHandled> for Fact {
    fn from(handled: ReportHandled) -> Self {
        let step = match handled.step {
            ReportStep::TakeUp => IncidentStep::Accept,
            ReportStep::Settle { words } => IncidentStep::Settle { words },
            ReportStep::Close { reason } => IncidentStep::Void { reason },
        };
        let (incident, number, post) = (handled.report, handled.number, Some(handled.post));
        Self::IncidentHandled { incident, number, post, parties: Vec::new(), step }
    }
}

impl Fact {
    /// The fact whose header says this kind and whose body is this; none where nobody here knows it.
    pub fn read(kind: &str, body: &[u8]) -> Option<Self> {
        if kind == "ReceiptMarked" {
            let ReceiptMarked { order, post, mark, way, said } = serde_json::from_slice(body).ok()?;
            return Some(Self::ReceiptMarked { order, post, mark, way, said });
        }
        match kind {
            "ReportMade" => serde_json::from_slice::<ReportMade>(body).ok().map(Self::from),
            "ReportHandled" => serde_json::from_slice::<ReportHandled>(body).ok().map(Self::from),
            _ => serde_json::from_slice(body).ok(),
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_mark_is_read_as_it_was_written() {
        let done = Mark::Done { words: "\"已办\"".to_owned(), value: Some("3".to_owned()), attachments: vec![] };
        for mark in [Mark::Delivered, Mark::Refused { reason: "无车".to_owned() }, done] {
            for said in [None, Some(Moment::from_millis(7))] {
                let (order, post) = (OrderId(Uuid::from_u128(1)), PostId("P1".to_owned()));
                let fact = Fact::ReceiptMarked { order, post, mark: mark.clone(), way: Way::Device, said };
                let body = serde_json::to_vec(&fact).unwrap();
                assert_eq!(Fact::read(fact.kind(), &body).as_ref(), Some(&fact));
                assert_eq!(serde_json::from_slice::<Fact>(&body).ok(), Some(fact));
            }
        }
    }

    #[test]
    fn a_report_of_old_is_an_incident_from_the_field() {
        let id = IncidentId(Uuid::from_u128(1));
        let made = format!(
            r#"{{"kind":"ReportMade","report":{{"id":"{id}","number":"LB-20261121-A003","post":"P1","kind":"road",
            "urgency":"urgent","words":"塌陷","spot":{{"at":"grid","path":"4116"}},"grid":"4116",
            "seen":"2026-11-21T08:00:00Z","alarms":true}}}}"#
        );
        let Some(Fact::IncidentReported { incident }) = Fact::read("ReportMade", made.as_bytes()) else {
            panic!("an incident")
        };
        assert_eq!((incident.id, incident.channel, incident.alarms), (id, Channel::Field, true));
        assert_eq!((incident.post, incident.words.as_str()), (Some(PostId("P1".to_owned())), "塌陷"));
        for (step, reads) in [
            (r#"{"step":"take_up"}"#, IncidentStep::Accept),
            (r#"{"step":"settle","words":"已补"}"#, IncidentStep::Settle { words: "已补".to_owned() }),
            (r#"{"step":"close","reason":"重复"}"#, IncidentStep::Void { reason: "重复".to_owned() }),
        ] {
            let handled =
                format!(r#"{{"kind":"ReportHandled","report":"{id}","number":"LB-1","post":"P1","step":{step}}}"#);
            let Some(Fact::IncidentHandled { incident, step, .. }) = Fact::read("ReportHandled", handled.as_bytes())
            else {
                panic!("a step")
            };
            assert_eq!((incident, step), (id, reads));
        }
    }

    #[test]
    fn what_nobody_knows_is_no_fact() {
        assert_eq!(Fact::read("Later", br#"{"kind":"Later"}"#), None);
        assert_eq!(Fact::read("ReceiptMarked", b"{}"), None);
    }
}
