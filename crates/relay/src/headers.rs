//! What is said around a call, mended on its way: to the centre the page comes from the centre's own address.

use hyper::HeaderMap;
use hyper::header::{
    AUTHORIZATION, CONNECTION, COOKIE, HOST, HeaderName, HeaderValue, ORIGIN, REFERER, SET_COOKIE,
    STRICT_TRANSPORT_SECURITY, UPGRADE,
};

use crate::centre::Address;

const FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
/// Spoken between two neighbours on the way, and never passed on.
const BETWEEN_NEIGHBOURS: [&str; 4] = ["keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection"];

/// Whether a request calls us by our own name, and if not so, why it is nobody we know. A foreign page can make a
/// browser on this machine send requests here, as at the desk's own door.
pub fn admit(headers: &HeaderMap, own: &str) -> Result<(), &'static str> {
    let says = |name: &HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    if says(&HOST) != Some(own) {
        return Err("door.host");
    }
    let is_from_us = match headers.get(ORIGIN) {
        Some(origin) => origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")) == Some(own),
        None => true,
    };
    let is_same_site = matches!(says(&FETCH_SITE), None | Some("same-origin" | "none"));
    if is_from_us && is_same_site { Ok(()) } else { Err("door.origin") }
}

/// A request as the centre's own page would send it, from the page at `own`.
pub fn mend_request(headers: &mut HeaderMap, own: &str, centre: &Address) {
    tidy(headers);
    headers.remove(REFERER);
    let authority = centre.authority();
    if let Ok(host) = HeaderValue::from_str(&authority) {
        headers.insert(HOST, host);
    }
    if headers.contains_key(ORIGIN)
        && let Ok(origin) = HeaderValue::from_str(&format!("https://{authority}"))
    {
        headers.insert(ORIGIN, origin);
    }
    // A seat comes as the page's cookie and no other way.
    headers.remove(AUTHORIZATION);
    let cookies: Vec<String> = headers.get_all(COOKIE).iter().flat_map(|line| cookies_of(line, &mark(own))).collect();
    headers.remove(COOKIE);
    if let Ok(cookies) = HeaderValue::from_str(&cookies.join("; "))
        && !cookies.is_empty()
    {
        headers.insert(COOKIE, cookies);
    }
}

/// An answer as this machine's own address would give it: its page has no TLS, so a cookie for TLS alone would never
/// come back. Browsers tell hosts apart and not their ports, so each cookie is marked with the port: one centre's token
/// never goes to another.
pub fn mend_response(headers: &mut HeaderMap, own: &str) {
    tidy(headers);
    headers.remove(STRICT_TRANSPORT_SECURITY);
    let cookies: Vec<HeaderValue> =
        headers.get_all(SET_COOKIE).iter().filter_map(|cookie| kept_here(cookie, &mark(own))).collect();
    headers.remove(SET_COOKIE);
    for cookie in cookies {
        headers.append(SET_COOKIE, cookie);
    }
}

/// What the names of this page's cookies end with.
fn mark(own: &str) -> String {
    format!("_{}", own.rsplit(':').next().unwrap_or_default())
}

/// Of a line of cookies those with this mark, without it.
fn cookies_of(line: &HeaderValue, mark: &str) -> Vec<String> {
    let pairs = line.to_str().unwrap_or_default().split(';').filter_map(|pair| pair.trim().split_once('='));
    pairs.filter_map(|(name, value)| Some(format!("{}={value}", name.strip_suffix(mark)?))).collect()
}

fn kept_here(cookie: &HeaderValue, mark: &str) -> Option<HeaderValue> {
    let (name, rest) = cookie.to_str().ok()?.split_once('=')?;
    let parts = rest.split(';').filter(|part| !part.trim().eq_ignore_ascii_case("secure"));
    HeaderValue::from_str(&format!("{name}{mark}={}", parts.collect::<Vec<_>>().join(";"))).ok()
}

fn tidy(headers: &mut HeaderMap) {
    for name in BETWEEN_NEIGHBOURS {
        headers.remove(name);
    }
    if !headers.contains_key(UPGRADE) {
        headers.remove(CONNECTION);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OWN: &str = "127.0.0.1:5001";

    fn headers(all: &[(&'static str, &'static str)]) -> HeaderMap {
        all.iter().map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value))).collect()
    }

    #[test]
    fn only_our_own_page_is_let_in() {
        let own = OWN;
        let origin = ("origin", "http://127.0.0.1:5001");
        for (said, admitted) in [
            (headers(&[("host", own)]), Ok(())),
            (headers(&[("host", own), origin, ("sec-fetch-site", "same-origin")]), Ok(())),
            (headers(&[("host", "evil.example"), origin]), Err("door.host")),
            (headers(&[]), Err("door.host")),
            (headers(&[("host", own), ("origin", "http://127.0.0.1:5002")]), Err("door.origin")),
            (headers(&[("host", own), ("origin", "null")]), Err("door.origin")),
            (headers(&[("host", own), ("sec-fetch-site", "cross-site")]), Err("door.origin")),
        ] {
            assert_eq!(admit(&said, own), admitted, "{said:?}");
        }
    }

    #[test]
    fn the_centre_sees_its_own_page_and_gets_its_own_cookie_and_no_other() {
        let centre = "https://desk.example:8443".parse().expect("an address");
        let mut asked = headers(&[
            ("host", OWN),
            ("origin", "http://127.0.0.1:5001"),
            ("authorization", "Bearer x"),
            ("connection", "keep-alive"),
            ("cookie", "wutu_token=of-nobody; wutu_token_5002=of-another-centre; wutu_token_5001=t"),
        ]);
        mend_request(&mut asked, OWN, &centre);
        let mended =
            [("host", "desk.example:8443"), ("origin", "https://desk.example:8443"), ("cookie", "wutu_token=t")];
        assert_eq!(asked, headers(&mended));

        let mut answered = headers(&[("set-cookie", "wutu_token=t; Path=/field; HttpOnly; SameSite=Strict; Secure")]);
        mend_response(&mut answered, OWN);
        assert_eq!(answered, headers(&[("set-cookie", "wutu_token_5001=t; Path=/field; HttpOnly; SameSite=Strict")]));
    }
}
