//! The one page in the open: the CA's certificate, its fingerprint, and the steps to trust it.
//!
//! It must not know the desk: nothing that is read or sent here is kept from anybody.

use axum::Router;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::map_response;
use axum::response::Response;
use axum::routing::get;
use tokio_rustls::rustls::pki_types::CertificateDer;

use super::Signpost;
use super::authority::{Authority, fingerprint};

const PAGE: &str = include_str!("trust.html");
const MEDIA_TYPE: &str = "application/x-x509-ca-cert";

/// What the page says.
pub struct Page {
    html: String,
    pem: String,
    certificate: CertificateDer<'static>,
}

impl Page {
    pub fn of(authority: &Authority, signpost: &Signpost) -> Self {
        let addresses: Vec<String> =
            signpost.addresses.iter().map(|address| format!("<li><code>{}</code></li>", escaped(address))).collect();
        let html = PAGE
            .replace("{fingerprint}", &fingerprint(&authority.certificate))
            .replace("{addresses}", &addresses.join("\n"))
            .replace("{field}", &escaped(&signpost.field))
            // The only words of a user come last: what they contain is not filled in again.
            .replace("{name}", &escaped(&authority.name));
        Self { html, pem: authority.pem.clone(), certificate: authority.certificate.clone() }
    }
}

/// Reading only. iOS and Android take the DER, computers and careful people the PEM.
pub fn routes(page: &Page) -> Router {
    let (html, pem, der) = (page.html.clone(), page.pem.clone(), page.certificate.to_vec());
    let html = async move || ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html);
    let der = async move || ([(header::CONTENT_TYPE, MEDIA_TYPE)], der);
    let pem = async move || ([(header::CONTENT_TYPE, MEDIA_TYPE)], pem);
    Router::new()
        .route("/", get(html))
        .route("/wutu-ca.crt", get(der))
        .route("/wutu-ca.pem", get(pem))
        .fallback(async || StatusCode::NOT_FOUND)
        .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
        .layer(map_response(dress))
}

async fn dress(mut response: Response) -> Response {
    for (name, value) in [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::CACHE_CONTROL, "no-store"),
        (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    ] {
        response.headers_mut().insert(name, HeaderValue::from_static(value));
    }
    response
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
