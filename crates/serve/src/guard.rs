//! Before anything else: is this request meant for us, and does it come from our own page?
//!
//! A foreign page can make a browser on this machine send requests here: by a name that it points at
//! 127.0.0.1 (the Host gives it away), or straight across sites (the Origin does). Loopback is no wall.
//! On the network the certificate says which names are ours.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use domain::failure::Failure;

use crate::call::whole;
use crate::failed::Failed;
use crate::gate::Caller;
use crate::hall::{Entrance, Hall};
use crate::ticket::WINDOWS;

/// A body of at most this many bytes is short: every call that a page makes.
const SHORT: usize = 64 << 10;
const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Lets a request in, and dresses the answer in the headers that keep a page to itself.
pub async fn guard(State(hall): State<Arc<Hall>>, request: Request, next: Next) -> Response {
    let name = admit(&hall, &request);
    let mut response = match (arrive(request).await, &name) {
        (Ok(request), Ok(_)) => next.run(request).await,
        (Ok(_), Err(refused)) => refused.clone().into_response(),
        (Err(failed), _) => failed.into_response(),
    };
    dress(response.headers_mut(), &hall, name.as_deref().ok());
    response
}

/// Takes a short body in before anything is answered. A refusal that overtakes its request's body ends
/// in a connection that is cut, and the other side may never read why.
async fn arrive(request: Request) -> Result<Request, Failed> {
    let length = text(request.headers(), &header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    if length.is_none_or(|length| length > SHORT) {
        return Ok(request);
    }
    let (parts, body) = request.into_parts();
    let bytes = whole(body, SHORT).await?;
    Ok(Request::from_parts(parts, Body::from(bytes)))
}

/// The name under which we were called, when all is well.
fn admit(hall: &Hall, request: &Request) -> Result<String, Failed> {
    let headers = request.headers();
    let host = text(headers, &header::HOST).or_else(|| request.uri().authority().map(Authority::as_str));
    let caller = request.extensions().get::<Caller>();
    let Some(name) = host.and_then(|host| hall.entrance.name_of(host, caller)) else {
        return Err(Failed(Failure::refused("door.host", &[])));
    };
    let origin_is_ours = match text(headers, &header::ORIGIN) {
        Some(origin) => origin
            .strip_prefix(hall.entrance.scheme())
            .and_then(|rest| rest.strip_prefix("://"))
            .is_some_and(|host| is_named(host, &name)),
        None => !headers.contains_key(header::ORIGIN),
    };
    // A link from elsewhere may open the page; only the page itself may call.
    let is_call = !matches!(*request.method(), Method::GET | Method::HEAD) || is_socket(headers);
    let comes_from_us = matches!(text(headers, &FETCH_SITE), None | Some("same-origin" | "none"));
    if origin_is_ours && (comes_from_us || !is_call) {
        return Ok(name);
    }
    if is_window(hall, request) {
        return Ok(name);
    }
    Err(Failed(Failure::refused("door.origin", &[])))
}

/// Whether the window's own page asks for live sound. Nobody else on this machine is told its address; whoever guesses
/// it still needs a ticket.
fn is_window(hall: &Hall, request: &Request) -> bool {
    let origin = text(request.headers(), &header::ORIGIN).unwrap_or_default();
    !hall.entrance.is_tls() && WINDOWS.contains(&origin) && request.uri().path().starts_with("/media/")
}

impl Entrance {
    pub fn is_tls(&self) -> bool {
        matches!(self, Self::Network { .. })
    }

    fn scheme(&self) -> &'static str {
        if self.is_tls() { "https" } else { "http" }
    }

    /// The name by which a Host header calls us, with its port; none when it calls somebody else.
    fn name_of(&self, host: &str, caller: Option<&Caller>) -> Option<String> {
        match self {
            Self::Loopback { names, .. } => names.iter().find(|name| is_named(host, name)).cloned(),
            // Whoever hands a port on to ours may give it another number: no page can pretend a Host, so its
            // port tells nothing, and the Origin has to be the same.
            Self::Network { .. } => caller?.paper.is_for(without_port(host)).then(|| host.to_owned()),
        }
    }
}

fn without_port(host: &str) -> &str {
    match host.rsplit_once(':') {
        Some((name, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    }
}

/// Browsers leave the port out where it is the usual one.
fn is_named(host: &str, name: &str) -> bool {
    host.eq_ignore_ascii_case(name) || name.strip_suffix(":80").is_some_and(|bare| host.eq_ignore_ascii_case(bare))
}

fn is_socket(headers: &HeaderMap) -> bool {
    text(headers, &header::UPGRADE).is_some_and(|to| to.eq_ignore_ascii_case("websocket"))
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok()
}

fn dress(headers: &mut HeaderMap, hall: &Hall, name: Option<&str>) {
    let own = name.map(|name| match hall.entrance {
        Entrance::Loopback { .. } => format!("ws://{name}"),
        Entrance::Network { .. } => format!("wss://{name}"),
    });
    let sockets: Vec<&str> = own.as_deref().into_iter().chain(hall.outposts.addresses()).collect();
    keep_to_itself(headers, &sockets.join(" "));
    // Not with our own CA: a phone that was told never to come without trust could not come at all.
    if matches!(hall.entrance, Entrance::Network { is_own: false, .. }) {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
}

/// What keeps a page to itself. 'self' alone does not cover sockets in every browser, so their addresses are named.
pub fn keep_to_itself(headers: &mut HeaderMap, sockets: &str) {
    let policy = format!(
        "default-src 'none'; script-src 'self'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self' {sockets}; font-src 'self'; manifest-src 'self'; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    if let Ok(policy) = HeaderValue::from_str(&policy) {
        // What people attached has a stricter one.
        headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(policy);
    }
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
        (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

#[cfg(test)]
mod tests {
    use super::{is_named, without_port};

    #[test]
    fn a_port_is_no_part_of_a_name() {
        for (host, name) in [
            ("desk:1", "desk"),
            ("desk", "desk"),
            ("10.0.0.1:8443", "10.0.0.1"),
            ("[::1]:8443", "[::1]"),
            ("[::1]", "[::1]"),
        ] {
            assert_eq!(without_port(host), name);
        }
    }

    #[test]
    fn only_our_own_names_are_ours() {
        assert!(is_named("LOCALHOST:8787", "localhost:8787"));
        assert!(is_named("localhost", "localhost:80"));
        for wrong in ["localhost", "localhost:1", "localhost.evil.example:8787", "evil.example"] {
            assert!(!is_named(wrong, "localhost:8787"), "{wrong}");
        }
    }
}
