//! A failure on its way out: its JSON, with the status that fits.

use axum::Json;
use axum::http::{HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Response};
use domain::failure::{Failure, FailureKind, Refusal};

/// A failure as an HTTP answer.
#[derive(Clone)]
pub struct Failed(pub Failure);

impl Failed {
    /// No token, or one that is no longer good.
    pub fn no_seat() -> Self {
        Self(Failure::refused("seat.none", &[]))
    }

    /// Whether this is [`Failed::no_seat`].
    pub fn is_no_seat(&self) -> bool {
        self.0.code == "seat.none"
    }

    /// Nothing at this address.
    pub fn no_such_address() -> Self {
        Self(Failure::invalid("address.unknown", &[]))
    }

    /// The body of a request comes at a trickle, or not at all.
    pub fn too_slow() -> Self {
        Self(Failure::invalid("request.too_slow", &[]))
    }

    fn status(&self) -> StatusCode {
        match (self.0.kind, self.0.code.as_str()) {
            (FailureKind::Broken, _) => StatusCode::INTERNAL_SERVER_ERROR,
            (FailureKind::Invalid, "address.unknown") => StatusCode::NOT_FOUND,
            (FailureKind::Invalid, "request.too_large") => StatusCode::PAYLOAD_TOO_LARGE,
            (FailureKind::Invalid, "request.too_slow") => StatusCode::REQUEST_TIMEOUT,
            (FailureKind::Invalid, _) => StatusCode::UNPROCESSABLE_ENTITY,
            (FailureKind::Refused, "seat.none" | "intake.unknown" | "intake.over" | "intake.closed") => {
                StatusCode::UNAUTHORIZED
            }
            (FailureKind::Refused, "pairing.too_many_tries") => StatusCode::TOO_MANY_REQUESTS,
            (FailureKind::Refused, code) if code.starts_with("rights.") || code.starts_with("door.") => {
                StatusCode::FORBIDDEN
            }
            (FailureKind::Refused, _) => StatusCode::CONFLICT,
        }
    }

    fn header(&self) -> Option<(HeaderName, String)> {
        match self.status() {
            StatusCode::UNAUTHORIZED => Some((header::WWW_AUTHENTICATE, "Bearer".to_owned())),
            StatusCode::TOO_MANY_REQUESTS => Some((header::RETRY_AFTER, self.0.params.get("seconds")?.clone())),
            _ => None,
        }
    }
}

impl From<Failure> for Failed {
    fn from(failure: Failure) -> Self {
        Self(failure)
    }
}

impl From<Refusal> for Failed {
    fn from(refusal: Refusal) -> Self {
        Self(refusal.into())
    }
}

impl IntoResponse for Failed {
    fn into_response(self) -> Response {
        let (status, header) = (self.status(), self.header());
        (status, axum::response::AppendHeaders(header), Json(self.0)).into_response()
    }
}
