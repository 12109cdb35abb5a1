//! Whether an errand makes sense, told before it is kept.

use std::net::IpAddr;

use domain::errand::{
    Credentials, Errand, ErrandBody, ErrandMethod, ErrandProof, LONGEST_PART, MOST_HEADERS, MOST_SIGNS,
};
use domain::failure::Failure;
use serde_json::Value;
use ureq::http::{HeaderName, Uri};

use crate::fill::{Piece, pieces};

/// A secret that is shorter than this is not looked for in templates and answers: any word might hold it.
pub(crate) const SHORTEST_SECRET: usize = 4;

/// Refuses what could not be run, what would go out in the clear, and templates in which a secret stands openly.
/// `names` are the placeholders that whoever runs it fills in, beside `key` and `secret`.
pub fn admit(errand: &Errand, credentials: &Credentials, names: &[&str]) -> Result<(), Failure> {
    if errand.texts().any(|text| text.chars().count() > LONGEST_PART) || errand.headers.len() > MOST_HEADERS {
        return Err(Failure::invalid(
            "errand.too_long",
            &[("most", &LONGEST_PART.to_string()), ("headers", &MOST_HEADERS.to_string())],
        ));
    }
    address(&errand.address)?;
    headers(errand)?;
    body(errand)?;
    for name in errand.texts().flat_map(pieces).filter_map(hole) {
        if !names.contains(&name) && !["key", "secret"].contains(&name) {
            return Err(Failure::invalid("errand.placeholder", &[("name", name), ("known", &known(names))]));
        }
        if matches!(name, "key" | "secret") && !credentials.named().any(|(given, _)| given == name) {
            return Err(Failure::invalid("errand.secret_missing", &[("name", name)]));
        }
    }
    for (name, secret) in credentials.named().filter(|(_, secret)| secret.len() >= SHORTEST_SECRET) {
        if errand.texts().any(|text| text.contains(secret)) {
            return Err(Failure::invalid("errand.secret_open", &[("name", name)]));
        }
    }
    answer(errand)
}

/// Whether an address is one of this machine or of the site's own network: no proxy has any business there, and only
/// there may it be plain HTTP.
pub(crate) fn is_near(address: &Uri) -> bool {
    let host = address.host().unwrap_or_default();
    match host.trim_start_matches('[').trim_end_matches(']').parse() {
        Ok(IpAddr::V4(ip)) => ip.is_loopback() || ip.is_private(),
        Ok(IpAddr::V6(ip)) => ip.is_loopback() || ip.is_unique_local(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

fn address(address: &str) -> Result<(), Failure> {
    let nonsense = || Failure::invalid("errand.address", &[]);
    let (scheme, rest) = address.split_once("://").ok_or_else(nonsense)?;
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if place.contains(['{', '@']) || scheme.contains('{') || !address.is_ascii() || address.contains('#') {
        return Err(nonsense());
    }
    let mut tried = String::new();
    for piece in pieces(address) {
        tried.push_str(if let Piece::Text(text) = piece { text } else { "x" });
    }
    let uri: Uri = tried.parse().map_err(|_| nonsense())?;
    if uri.host().is_none_or(str::is_empty) {
        return Err(nonsense());
    }
    match uri.scheme_str() {
        Some("https") => Ok(()),
        Some("http") if is_near(&uri) => Ok(()),
        Some("http") => Err(Failure::invalid("errand.plain_http", &[("host", uri.host().unwrap_or_default())])),
        _ => Err(nonsense()),
    }
}

fn headers(errand: &Errand) -> Result<(), Failure> {
    /// What the request says of itself.
    const OURS: [&str; 6] = ["host", "content-length", "transfer-encoding", "connection", "expect", "content-type"];
    for header in &errand.headers {
        let is_sound = HeaderName::from_bytes(header.name.as_bytes()).is_ok_and(|name| !OURS.contains(&name.as_str()))
            && header.value.chars().all(|sign| matches!(sign, ' '..='~'));
        if !is_sound {
            return Err(Failure::invalid("errand.header", &[("name", &header.name)]));
        }
    }
    Ok(())
}

fn body(errand: &Errand) -> Result<(), Failure> {
    match (&errand.body, errand.method) {
        (ErrandBody::None, _) | (ErrandBody::Form { .. }, ErrandMethod::Post) => Ok(()),
        (_, ErrandMethod::Get) => Err(Failure::invalid("errand.body_of_get", &[])),
        (ErrandBody::Json { text }, ErrandMethod::Post) => {
            let Err(error) = serde_json::from_str::<Value>(text) else { return Ok(()) };
            let [line, column] = [error.line(), error.column()].map(|number| number.to_string());
            Err(Failure::invalid("errand.json", &[("line", &line), ("column", &column)]))
        }
    }
}

fn answer(errand: &Errand) -> Result<(), Failure> {
    let signs = match &errand.proof {
        ErrandProof::Status => None,
        ErrandProof::Field { pointer: place, values } => {
            pointer(place)?;
            Some(values)
        }
        ErrandProof::Beginning { values } => Some(values),
    };
    let is_sound = |values: &Vec<String>| {
        (1..=MOST_SIGNS).contains(&values.len()) && values.iter().all(|value| !value.trim().is_empty())
    };
    if signs.is_some_and(|values| !is_sound(values)) {
        return Err(Failure::invalid("errand.proof", &[("most", &MOST_SIGNS.to_string())]));
    }
    [&errand.number, &errand.reason].into_iter().flatten().try_for_each(|place| pointer(place))
}

/// RFC 6901, and not the whole answer.
fn pointer(place: &str) -> Result<(), Failure> {
    if place.starts_with('/') && place.len() <= 200 {
        return Ok(());
    }
    Err(Failure::invalid("errand.pointer", &[("pointer", place)]))
}

fn hole(piece: Piece<'_>) -> Option<&str> {
    if let Piece::Hole(name) = piece { Some(name) } else { None }
}

fn known(names: &[&str]) -> String {
    let all: Vec<String> = names.iter().chain(&["key", "secret"]).map(|name| format!("{{{name}}}")).collect();
    all.join(" ")
}

#[cfg(test)]
mod tests {
    use domain::basemap::Secret;
    use domain::errand::HeaderLine;

    use super::*;

    fn sound() -> Errand {
        Errand {
            method: ErrandMethod::Post,
            address: "https://sms.example/send?key={key}".to_owned(),
            headers: Vec::new(),
            body: ErrandBody::Json { text: r#"{"to":"{to}"}"#.to_owned() },
            proof: ErrandProof::Field { pointer: "/code".to_owned(), values: vec!["0".to_owned()] },
            number: Some("/id".to_owned()),
            reason: None,
        }
    }

    fn credentials() -> Credentials {
        Credentials { key: Some(Secret("k-0123456".to_owned())), secret: None }
    }

    fn code(change: impl FnOnce(&mut Errand)) -> Option<String> {
        let mut errand = sound();
        change(&mut errand);
        admit(&errand, &credentials(), &["to", "text"]).err().map(|failure| failure.code)
    }

    #[test]
    fn what_goes_out_in_the_clear_stays_in_the_house() {
        assert_eq!(code(|_| {}), None);
        for near in ["127.0.0.1:8080", "10.1.2.3", "192.168.0.9", "172.16.0.1", "localhost:1", "[::1]:80", "[fd00::1]"]
        {
            assert_eq!(code(|errand| errand.address = format!("http://{near}/send")), None, "{near}");
        }
        for far in ["8.8.8.8", "sms.example", "172.32.0.1", "localhost.example", "[2001:db8::1]", "169.254.169.254"] {
            let found = code(|errand| errand.address = format!("http://{far}/send"));
            assert_eq!(found.as_deref(), Some("errand.plain_http"), "{far}");
        }
    }

    #[test]
    fn an_address_names_its_host_itself() {
        for bad in [
            "https://{to}/send",
            "https://{to}.example/send",
            "{to}://sms.example/",
            "https://user:word@sms.example/",
            "https:///send",
            "ftp://sms.example/",
            "sms.example/send",
            "https://sms.example/ a",
            "https://sms.example/短信",
            "https://sms.example/#{to}",
            "",
        ] {
            assert_eq!(code(|errand| errand.address = bad.to_owned()).as_deref(), Some("errand.address"), "{bad}");
        }
    }

    #[test]
    fn what_makes_no_sense_is_told_part_by_part() {
        let of = |change: fn(&mut Errand)| code(change).unwrap_or_default();
        assert_eq!(of(|errand| errand.body = ErrandBody::Json { text: "{to".to_owned() }), "errand.json");
        assert_eq!(of(|errand| errand.body = ErrandBody::Form { text: "a={phone}".to_owned() }), "errand.placeholder");
        assert_eq!(of(|errand| errand.address.push_str("&s={secret}")), "errand.secret_missing");
        assert_eq!(of(|errand| errand.address.push_str("&k=k-0123456")), "errand.secret_open");
        assert_eq!(of(|errand| errand.method = ErrandMethod::Get), "errand.body_of_get");
        assert_eq!(of(|errand| errand.number = Some("id".to_owned())), "errand.pointer");
        assert_eq!(of(|errand| errand.proof = ErrandProof::Beginning { values: Vec::new() }), "errand.proof");
        assert_eq!(
            of(|errand| errand.body = ErrandBody::Form { text: "a".repeat(LONGEST_PART + 1) }),
            "errand.too_long"
        );
        let header = |name: &str, value: &str| {
            let line = HeaderLine { name: name.to_owned(), value: value.to_owned() };
            code(|errand| errand.headers = vec![line])
        };
        assert_eq!(header("Authorization", "Bearer {key}"), None);
        for (name, value) in [("Host", "x"), ("Content-Length", "1"), ("a b", "x"), ("X", "a\r\nb"), ("X", "短")] {
            assert_eq!(header(name, value).as_deref(), Some("errand.header"), "{name}");
        }
    }
}
