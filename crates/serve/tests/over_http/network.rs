//! The desk on the network: through TLS alone, under the names of its certificate.

use std::fs;
use std::io::ErrorKind;
use std::path::PathBuf;
use std::sync::atomic::Ordering;

use domain::seat::Role;
use futures_util::StreamExt;
use serde_json::{Value, json};
use serve::{Certificate, NetworkOptions};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_tungstenite::client_async;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;

use crate::house::{FIRST, House};
use crate::phone::{NAME, Reply, options};

#[test]
fn a_phone_that_trusts_the_stores_ca_pairs_and_answers_under_the_desks_name() {
    let house = House::open();
    let network = house.open_network(options());
    let phone = house.trusting(&network);
    let order = house.order(FIRST, "请到场");
    let paired = phone.redeem(&house.code(&json!({ "type": "offer_pairing", "post": house.head(FIRST) })));
    assert_eq!(paired.status, 200, "{}", paired.head);
    let cookie = paired.header("set-cookie").unwrap();
    assert!(cookie.ends_with("; httponly; samesite=strict; secure") && cookie.contains("path=/field;"), "{cookie}");

    let token = paired.json()["token"].as_str().unwrap().to_owned();
    let mark = json!({
        "type": "mark_receipt", "order": order, "post": house.head(FIRST), "mark": { "mark": "accepted" }, "way": "device",
    });
    let acted = phone.post("/api/act", Some(&token), &json!({ "command_id": house.new_id(), "action": mark }));
    assert_eq!((acted.status, &acted.json()["changed"]), (200, &json!(true)));
    for wanted in ["content-security-policy: default-src 'none'", "x-content-type-options: nosniff"] {
        assert!(acted.head.contains(wanted), "{}", acted.head);
    }
    assert!(acted.head.contains(&format!("wss://{NAME}:{}", phone.address.port())), "{}", acted.head);
    assert!(acted.header("strict-transport-security").is_none(), "our own CA may go, and phones must still come in");
    house.runtime.block_on(network.close());
}

#[test]
fn a_phone_is_told_what_happens_through_tls() {
    let house = House::open();
    let network = house.open_network(options());
    let phone = house.trusting(&network);
    let token = house.seat(Role::Field, None);
    let mut request = format!("wss://{NAME}:{}/api/live", phone.address.port()).into_client_request().unwrap();
    request.headers_mut().insert("cookie", house.cookie(&token).parse().unwrap());
    let (mut socket, _) =
        house.runtime.block_on(async { client_async(request, phone.connect(NAME).await.unwrap()).await.unwrap() });
    let mut next = || -> Value {
        let word = house.runtime.block_on(socket.next()).unwrap().unwrap();
        serde_json::from_str(word.to_text().unwrap()).unwrap()
    };
    assert_eq!(next()["type"], "hello");
    let order = house.order(FIRST, "请到场");
    assert_eq!(next()["news"]["order"].as_str(), Some(order.as_str()));

    house.runtime.block_on(network.close());
    let closing = house.runtime.block_on(socket.next()).unwrap().unwrap();
    assert!(closing.is_close(), "a closing door says so");
    assert_eq!(house.ask(&house.owner, &json!({ "type": "district" })).0, 200, "the desk's own door stays open");
}

#[test]
fn a_phone_that_does_not_trust_the_ca_refuses_and_so_it_does_under_another_name() {
    let house = House::open();
    let network = house.open_network(options());
    let refused = house.phone(&network, None).raw("GET /", &[], "").err().unwrap();
    assert!(refused.to_string().contains("UnknownIssuer"), "{refused}");
    let elsewhere = house.runtime.block_on(house.trusting(&network).connect("other.wutu.test")).err().unwrap();
    assert!(
        elsewhere.to_string().contains("NotValidForName") || elsewhere.to_string().contains("not valid for name"),
        "{elsewhere}"
    );
    let stranger = House::open();
    let theirs = stranger.authority(stranger.open_network(options()).signpost());
    assert!(house.phone(&network, Some(theirs)).raw("GET /", &[], "").is_err(), "another store's CA says nothing here");
}

#[test]
fn names_that_the_certificate_has_not_are_refused_and_so_are_foreign_pages() {
    let house = House::open();
    let network = house.open_network(options());
    let phone = house.trusting(&network);
    let port = phone.address.port();
    for name in
        ["evil.example", "localhost", "wutu.test", "desk.wutu.test.evil.example", "10.0.0.1", "[::1]", "", "a b"]
    {
        for first in ["GET /", "GET /field", "POST /api/pair"] {
            let reply = phone.raw(first, &[&format!("Host: {name}:{port}")], "").unwrap();
            assert!(reply.status == 403 || reply.status == 400, "{first} {name}: {}", reply.head);
        }
    }
    for name in [NAME, "DESK.WUTU.TEST", "127.0.0.1"] {
        assert_ne!(phone.raw("GET /", &[&format!("Host: {name}:{port}")], "").unwrap().status, 403, "{name}");
    }
    let host = phone.host();
    for origin in [
        format!("http://{NAME}:{port}"),
        format!("https://{NAME}"),
        "https://evil.example".to_owned(),
        "null".to_owned(),
    ] {
        let reply = phone.raw("POST /api/pair", &[&host, &format!("Origin: {origin}")], "").unwrap();
        assert_eq!((reply.status, reply.json()["code"].as_str()), (403, Some("door.origin")), "{origin}");
    }
}

#[test]
fn the_owners_token_of_the_lock_is_good_on_this_machine_only() {
    let house = House::open();
    let network = house.open_network(options());
    let phone = house.trusting(&network);
    let asking = json!({ "question": { "type": "district" } });
    assert_eq!(phone.post("/api/ask", Some(&house.owner), &asking).status, 401);
    assert_eq!(phone.post("/api/ask", Some(&house.seat(Role::Admin, None)), &asking).status, 200);
}

#[test]
fn plain_http_on_the_tls_port_gets_nothing() {
    let house = House::open();
    let network = house.open_network(options());
    let answer = house.runtime.block_on(async {
        let mut stream = TcpStream::connect(network.address()).await.unwrap();
        let request = format!("GET / HTTP/1.1\r\nHost: {NAME}\r\n\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        answer
    });
    assert!(!answer.starts_with(b"HTTP"), "an alert of TLS at the most: {answer:?}");
}

#[test]
fn the_page_in_the_open_gives_out_the_ca_and_nothing_else() {
    let house = House::open();
    let network = house.open_network(options());
    let signpost = network.signpost();
    let fingerprint = signpost.fingerprint.as_deref().unwrap();
    let page = house.plain(signpost, "GET /");
    let text = String::from_utf8(page.body).unwrap();
    assert_eq!(page.status, 200);
    for wanted in
        [fingerprint, &signpost.field, "五图 试验区 CA", "证书信任设置", "Certificate Trust Settings", "CA 证书"]
    {
        assert!(text.contains(wanted), "{wanted} is missing");
    }
    assert!(!text.contains("<script"), "nothing runs there");
    assert!(!["{name}", "{field}", "{addresses}", "{fingerprint}"].iter().any(|gap| text.contains(gap)), "{text}");
    assert!(
        page.head.contains("content-security-policy: default-src 'none'; style-src")
            && !page.head.contains("set-cookie")
    );

    let der = house.plain(signpost, "GET /wutu-ca.crt");
    let pem = house.plain(signpost, "GET /wutu-ca.pem");
    for file in [&der, &pem] {
        assert_eq!(file.header("content-type"), Some("application/x-x509-ca-cert"));
    }
    assert_eq!(CertificateDer::from_pem_slice(&pem.body).unwrap().as_ref(), der.body.as_slice());
    let digest = ring::digest::digest(&ring::digest::SHA256, &der.body);
    let pairs: Vec<String> = digest.as_ref().iter().map(|byte| format!("{byte:02X}")).collect();
    assert_eq!(fingerprint, pairs.join(":"));

    assert_eq!((house.plain(signpost, "HEAD /").status, house.plain(signpost, "HEAD /").body.len()), (200, 0));
    for first in ["POST /", "PUT /wutu-ca.crt", "DELETE /", "OPTIONS /"] {
        assert_eq!(house.plain(signpost, first).status, 405, "{first}");
    }
    for first in ["GET /field", "GET /api/door", "POST /api/ask", "GET /tiles/base/0/0/0", "GET /index.html"] {
        assert_eq!(house.plain(signpost, first).status, 404, "{first}");
    }
}

#[test]
fn links_are_made_for_the_network_while_it_is_open() {
    let house = House::open();
    let field = |token: &str| -> Value {
        let bearer = format!("Bearer {token}");
        serde_json::from_slice(
            &house.get("/api/door", &[("authorization", &bearer)]).into_body().read_to_vec().unwrap(),
        )
        .unwrap()
    };
    assert_eq!(house.get("/api/door", &[]).status(), 401);
    let here = json!(format!("http://127.0.0.1:{}/field", house.port));
    assert_eq!(field(&house.owner)["field"], here);
    let network = house.open_network(options());
    let port = network.address().port();
    for token in [house.owner.clone(), house.seat(Role::Operator, None), house.seat(Role::Field, None)] {
        let door = field(&token);
        assert_eq!(door["field"], json!(format!("https://{NAME}:{port}/field")));
        assert_eq!(door["fingerprint"], json!(network.signpost().fingerprint));
        assert_eq!(door["trust"], json!(network.signpost().trust));
    }
    let again = house.runtime.block_on(house.door().open_network(options())).err().unwrap();
    assert_eq!(again.code, "serve.network_open");
    house.runtime.block_on(network.close());
    assert_eq!(field(&house.owner)["field"], here);
    house.runtime.block_on(house.open_network(options()).close());
}

#[test]
fn the_ca_stays_and_a_certificate_that_ends_is_remade() {
    let house = House::open();
    house.days.store(-61, Ordering::SeqCst);
    let network = house.open_network(options());
    let authority = house.authority(network.signpost());
    let shown = |phone: &crate::phone::Phone<'_>| {
        let stream = house.runtime.block_on(phone.connect(NAME)).unwrap();
        stream.get_ref().1.peer_certificates().unwrap()[0].to_vec()
    };
    let first = shown(&house.trusting(&network));
    assert_eq!(shown(&house.trusting(&network)), first);
    house.days.store(0, Ordering::SeqCst);
    let second = shown(&house.trusting(&network));
    assert_ne!(second, first, "it would have ended in a month");
    house.runtime.block_on(network.close());

    let network = house.open_network(options());
    assert_eq!(house.authority(network.signpost()), authority, "phones trust it already");
    assert_eq!(shown(&house.trusting(&network)), second, "nobody is asked again for an exception");
    house.runtime.block_on(network.close());

    house.days.store(9 * 365, Ordering::SeqCst);
    let network = house.open_network(options());
    assert_ne!(house.authority(network.signpost()), authority, "it would have ended within two years");
}

#[cfg(unix)]
#[test]
fn the_cas_key_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let house = House::open();
    let _network = house.open_network(options());
    let files: Vec<PathBuf> = fs::read_dir(house.keys()).unwrap().map(|entry| entry.unwrap().path()).collect();
    assert_eq!(
        files.iter().filter(|path| path.extension().is_some_and(|ending| ending == "pem")).count(),
        2,
        "{files:?}"
    );
    for path in files {
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600, "{}", path.display());
    }
}

#[test]
fn a_site_shows_its_own_certificate() {
    let house = House::open();
    let (certificate, key) = (house.keys().join("site.pem"), house.keys().join("site.key"));
    let made = rcgen::generate_simple_self_signed(vec![NAME.to_owned(), "*.city.test".to_owned()]).unwrap();
    fs::write(&certificate, made.cert.pem()).unwrap();
    fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let site = |names: &[&str]| NetworkOptions {
        certificate: Certificate::Site {
            certificate: certificate.clone(),
            key: key.clone(),
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        },
        ..options()
    };
    let network = house.open_network(site(&[]));
    assert_eq!(network.signpost().field, format!("https://{NAME}:{}/field", network.address().port()));
    assert_eq!(
        (&network.signpost().trust, &network.signpost().fingerprint),
        (&None, &None),
        "there is nothing to trust"
    );
    let phone = house.phone(&network, Some(made.cert.der().clone()));
    let reply: Reply = phone.raw("GET /", &[&phone.host()], "").unwrap();
    assert!(reply.header("strict-transport-security").is_some(), "{}", reply.head);
    assert_eq!(phone.raw("GET /", &["Host: 127.0.0.1"], "").unwrap().status, 403);
    assert_ne!(phone.raw("GET /", &["Host: one.city.test"], "").unwrap().status, 403);

    let renewed = rcgen::generate_simple_self_signed(vec![NAME.to_owned()]).unwrap();
    fs::write(&certificate, renewed.cert.pem()).unwrap();
    house.days.store(1, Ordering::SeqCst);
    assert!(phone.raw("GET /", &[&phone.host()], "").is_ok(), "half a renewal: the old pair is still shown");
    fs::write(&key, renewed.signing_key.serialize_pem()).unwrap();
    house.days.store(2, Ordering::SeqCst);
    let phone = house.phone(&network, Some(renewed.cert.der().clone()));
    assert!(phone.raw("GET /", &[&phone.host()], "").is_ok(), "a renewed certificate is shown");
    house.runtime.block_on(network.close());

    let refused = |options| house.runtime.block_on(house.door().open_network(options)).err().unwrap();
    assert_eq!(refused(site(&["other.test"])).code, "serve.certificate_name");
    fs::write(&key, "no key").unwrap();
    assert_eq!(refused(site(&[])).code, "serve.certificate");
    fs::remove_file(&certificate).unwrap();
    assert!(refused(site(&[])).message.contains("site.pem"));
    let mut nonsense = options();
    nonsense.certificate = Certificate::Own { names: vec!["指挥台".to_owned()] };
    assert_eq!(refused(nonsense).code, "serve.name");
}

#[test]
fn a_closed_door_lets_nobody_in() {
    let house = House::open();
    let network = house.open_network(options());
    let phone = house.trusting(&network);
    house.runtime.block_on(network.close());
    let error = phone.raw("GET /", &[&phone.host()], "").err().unwrap();
    assert_eq!(error.kind(), ErrorKind::ConnectionRefused);
}
