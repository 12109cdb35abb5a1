//! The built face, inside the program. In a debug build its files are read where they lie.

use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::failed::Failed;
use crate::guard::keep_to_itself;

#[derive(RustEmbed)]
#[folder = "../../ui/dist"]
struct Face;

const NOT_BUILT: &str = "<!doctype html><meta charset=\"utf-8\"><title>五图</title>\
    <p>The desk is open, but its page was not built into this program: run <code>make ui</code>, then build again.";

/// The page, or a file of it.
pub async fn page(method: Method, address: Uri, headers: HeaderMap) -> Response {
    if !matches!(method, Method::GET | Method::HEAD) {
        return Failed::no_such_address().into_response();
    }
    let path = address.path().trim_matches('/');
    match path {
        "" => document(&["index.html"], &headers),
        "field" => document(&["field.html", "index.html"], &headers),
        path => match Face::get(path) {
            Some(file) => answer(path, file, &headers),
            None => Failed::no_such_address().into_response(),
        },
    }
}

fn document(names: &[&str], headers: &HeaderMap) -> Response {
    let found = names.iter().find_map(|name| Face::get(name).map(|file| (name, file)));
    let Some((name, file)) = found else {
        let kind = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        return (StatusCode::SERVICE_UNAVAILABLE, kind, NOT_BUILT).into_response();
    };
    answer(name, file, headers)
}

/// A file of the field page, for a laptop that has no desk: by its path, with all that is said of it at `own`, the
/// name under which that laptop's window calls it.
pub fn of_the_field(path: &str, own: &str) -> Option<(Vec<u8>, HeaderMap)> {
    let name = if path == "/field" { "field.html" } else { path.trim_start_matches('/') };
    let is_of_the_field = name.starts_with("field") || name.starts_with("assets/");
    let file = Face::get(name).filter(|_| is_of_the_field)?;
    let mut headers = told(name, &file);
    keep_to_itself(&mut headers, &format!("ws://{own}"));
    Some((file.data.into_owned(), headers))
}

fn answer(path: &str, file: EmbeddedFile, headers: &HeaderMap) -> Response {
    let told = told(path, &file);
    let is_known = headers.get(header::IF_NONE_MATCH).is_some_and(|known| Some(known) == told.get(header::ETAG));
    let mut response =
        if is_known { StatusCode::NOT_MODIFIED.into_response() } else { file.data.into_owned().into_response() };
    response.headers_mut().extend(told);
    response
}

/// What is said of a file.
fn told(path: &str, file: &EmbeddedFile) -> HeaderMap {
    let tag = format!("\"{}\"", &blake3::Hash::from(file.metadata.sha256_hash()).to_hex()[..32]);
    // The build puts a hash into the names of its assets, so those never change.
    let keep = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    let kind = mime_guess::from_path(path).first_or_octet_stream();
    let kind = if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    let told = [(header::CONTENT_TYPE, kind.as_str()), (header::CACHE_CONTROL, keep), (header::ETAG, &tag)];
    told.into_iter().filter_map(|(name, value)| Some((name, HeaderValue::from_str(value).ok()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn status(method: Method, address: &str) -> StatusCode {
        page(method, address.parse().unwrap(), HeaderMap::new()).await.status()
    }

    #[tokio::test]
    async fn only_files_of_the_face_are_given_out() {
        for address in ["/Cargo.toml", "/../../Cargo.toml", "/%2e%2e/package.json", "/../package.json"] {
            assert_eq!(status(Method::GET, address).await, StatusCode::NOT_FOUND, "{address}");
        }
        assert_eq!(status(Method::POST, "/").await, StatusCode::NOT_FOUND);
    }

    #[tokio::test]
    async fn the_desk_and_the_field_have_a_page_built_or_not() {
        let expected = if Face::get("index.html").is_some() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
        assert_eq!(status(Method::GET, "/").await, expected);
        assert_eq!(status(Method::GET, "/field").await, expected);
    }
}
