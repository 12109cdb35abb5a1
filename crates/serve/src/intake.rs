//! `POST /api/intake`: another system hands incidents in, as JSON, one or a list, with `Authorization: Bearer` and the
//! token that an admin made.
//!
//! Whoever calls has no seat: the token is all that he knows. Wrong ones are counted, and few a minute are listened to;
//! a right one may call so often a minute.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::time::Instant;

use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::{Extension, Json};
use domain::failure::{Failure, Refusal};
use domain::intake::IntakeReport;

use crate::call::whole;
use crate::failed::Failed;
use crate::gate::Caller;
use crate::hall::Hall;

/// The most bytes of a call: five hundred orders in long words.
const LARGEST: usize = 4 << 20;
const BEARER: &str = "Bearer ";

/// `POST /api/intake`.
pub(crate) async fn take_in(
    State(hall): State<Arc<Hall>>,
    caller: Option<Extension<Caller>>,
    headers: HeaderMap,
    body: Body,
) -> Result<Json<IntakeReport>, Failed> {
    let from = caller.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |Extension(caller)| caller.from.ip());
    let wait = |seconds| Refusal::TooManyTries { seconds };
    hall.strangers.begin(Instant::now(), from).map_err(wait)?;
    let said = headers.get(header::AUTHORIZATION).and_then(|said| said.to_str().ok()).unwrap_or_default();
    let token = said.strip_prefix(BEARER).unwrap_or_default().trim().to_owned();
    let intake = hall.at_the_desk(move |desk| desk.intake_of(&token)).await?;
    hall.strangers.forgive(from);
    hall.intakes.begin(Instant::now(), intake.id).map_err(wait)?;
    let bytes = whole(body, LARGEST).await?;
    let malformed = |error: serde_json::Error| {
        let place = format!("{}:{}", error.line(), error.column());
        Failure::invalid("intake.malformed", &[("what", &place)])
    };
    let body = serde_json::from_slice(&bytes).map_err(malformed)?;
    hall.at_the_desk(move |desk| desk.take_in(&intake, body)).await.map(Json)
}
