//! `/gateway/{kind}/{token}`, the door of delivery reports 送达回报: the site's gateway tells what became of messages.
//!
//! Whoever tells has no seat: the last part of the path is all that he knows. Wrong ones are counted, and few a
//! minute are listened to.

use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Instant;

use axum::Extension;
use axum::body::Body;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use desk::DeliveryBody;
use domain::failure::{Failure, Refusal};
use domain::gateway::GatewayKind;

use crate::call::whole;
use crate::failed::Failed;
use crate::gate::Caller;
use crate::hall::Hall;

/// The most bytes that it sends at once.
const LARGEST: usize = 256 << 10;
/// The most fields that a form is believed to have.
const MOST_FIELDS: usize = 100;

/// `GET` with all in the address, or `POST` with JSON or a form.
pub async fn take(
    State(hall): State<Arc<Hall>>,
    caller: Option<Extension<Caller>>,
    Path((kind, token)): Path<(String, String)>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Result<String, Failed> {
    let by = GatewayKind::ALL.into_iter().find(|by| by.word() == kind).ok_or_else(Failed::no_such_address)?;
    let from = caller.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Extension(caller)| caller.from.ip());
    hall.deliveries.begin(Instant::now(), from).map_err(|seconds| Refusal::TooManyTries { seconds })?;
    let bytes = whole(body, LARGEST).await?;
    let told = read(query.as_deref().unwrap_or_default(), &headers, &bytes)?;
    let answered = hall.at_the_desk(move |desk| desk.take_deliveries(by, &token, &told)).await;
    if answered.is_ok() {
        hall.deliveries.forgive(from);
    }
    answered
}

fn read(query: &str, headers: &HeaderMap, bytes: &[u8]) -> Result<DeliveryBody, Failed> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let is_json = kind.to_ascii_lowercase().contains("json")
        || matches!(bytes.iter().find(|byte| !byte.is_ascii_whitespace()), Some(b'{' | b'['));
    if is_json {
        let malformed =
            |error: serde_json::Error| Failure::invalid("request.malformed", &[("what", &error.to_string())]);
        return serde_json::from_slice(bytes).map(DeliveryBody::Json).map_err(|error| Failed(malformed(error)));
    }
    let fields = form_urlencoded::parse(query.as_bytes()).chain(form_urlencoded::parse(bytes));
    let fields: BTreeMap<String, String> =
        fields.take(MOST_FIELDS).map(|(name, value)| (name.into_owned(), value.into_owned())).collect();
    Ok(DeliveryBody::Form(fields))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(query: &str, body: &str) -> BTreeMap<String, String> {
        match read(query, &HeaderMap::new(), body.as_bytes()) {
            Ok(DeliveryBody::Form(fields)) => fields,
            _ => panic!("no form: {query} {body}"),
        }
    }

    #[test]
    fn what_a_gateway_tells_is_a_form_or_json_whatever_it_says_that_it_is() {
        let all = fields("id=a%20b&stat=%E5%88%B0", "desc=x+y");
        let pairs: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(pairs, [("desc", "x y"), ("id", "a b"), ("stat", "到")]);
        assert!(matches!(read("", &HeaderMap::new(), br#" {"id":1}"#), Ok(DeliveryBody::Json(_))));
        assert!(read("", &HeaderMap::new(), b"{").is_err());
        assert!(fields(&"a=1&".repeat(10_000), "").len() == 1);
        assert!(read("", &HeaderMap::new(), "[".repeat(5_000).as_bytes()).is_err(), "no depth is too deep to refuse");
    }
}
