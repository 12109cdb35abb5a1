//! `/api/door`: under which address phones find this desk. Links and QR codes are made from it.

use std::sync::{Arc, PoisonError};

use axum::Json;
use axum::extract::State;
use axum::http::{HeaderMap, header};

use crate::hall::{Entrance, Hall};
use crate::network::Signpost;
use crate::seat::Seated;

/// `GET /api/door`: the network's signpost, or this machine's own while the desk is closed to the network.
pub async fn door(State(hall): State<Arc<Hall>>, _: Seated, headers: HeaderMap) -> Json<Signpost> {
    let posted = hall.posted.lock().unwrap_or_else(PoisonError::into_inner).clone();
    Json(posted.unwrap_or_else(|| of_this_machine(&hall, &headers)))
}

fn of_this_machine(hall: &Hall, headers: &HeaderMap) -> Signpost {
    let (scheme, name) = match &hall.entrance {
        Entrance::Loopback { names, .. } => ("http", names.first().map_or("127.0.0.1", String::as_str)),
        // The network's door closes at this very moment.
        Entrance::Network { .. } => {
            ("https", headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default())
        }
    };
    let address = format!("{scheme}://{name}/");
    Signpost { field: format!("{address}field"), addresses: vec![address], trust: None, fingerprint: None }
}
