//! Facts read back from a log.

use serde::Deserialize;

use super::Fact;
use crate::id::{OrderId, PostId};
use crate::moment::Moment;
use crate::receipt::{Mark, Way};

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

impl Fact {
    /// The fact whose header says this kind and whose body is this; none where nobody here knows it.
    pub fn read(kind: &str, body: &[u8]) -> Option<Self> {
        if kind == "ReceiptMarked" {
            let ReceiptMarked { order, post, mark, way, said } = serde_json::from_slice(body).ok()?;
            return Some(Self::ReceiptMarked { order, post, mark, way, said });
        }
        serde_json::from_slice(body).ok()
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
    fn what_nobody_knows_is_no_fact() {
        assert_eq!(Fact::read("Later", br#"{"kind":"Later"}"#), None);
        assert_eq!(Fact::read("ReceiptMarked", b"{}"), None);
    }
}
