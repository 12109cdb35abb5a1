//! Open to phones on the network. Every address but 127.0.0.1 is the network, another of loopback's too.
#![cfg(target_os = "linux")]

use serde_json::Value;

use crate::shell::Shell;

const NAME: &str = "desk.wutu.test";

#[test]
fn phones_get_links_to_the_networks_door_and_the_terminal_keeps_its_own() {
    let shell = Shell::with_district();
    let mut served = shell.serve_with(&["--listen", "127.0.0.2:0", "--name", NAME]);
    let network = served.ready["network"].clone();
    let field = network["field"].as_str().unwrap();
    assert!(field.starts_with(&format!("https://{NAME}:")) && field.ends_with("/field"), "{network}");
    assert!(served.address().starts_with("http://127.0.0.1:"), "{}", served.ready);
    assert_eq!(shell.json(&["ask", "s", "district"])["heads"], 3, "the terminal comes in by the lock");

    let paired = shell.json(&["pair", "s", "--post", &shell.head()]);
    let code = paired["code"].as_str().unwrap();
    assert_eq!(paired["link"].as_str(), Some(format!("{field}#code={code}").as_str()));
    assert_eq!((&paired["trust"], &paired["fingerprint"]), (&network["trust"], &network["fingerprint"]));
    let words = shell.run(&["pair", "s", "--post", &shell.head()]).stdout;
    assert!(words.contains(network["fingerprint"].as_str().unwrap()), "{words}");

    let trust = network["trust"].as_str().unwrap().replace(NAME, "127.0.0.2");
    let page = ureq::get(&trust).call().unwrap().body_mut().read_to_string().unwrap();
    assert!(page.contains(network["fingerprint"].as_str().unwrap()) && page.contains(field));
    let tls = trust_free(field);
    assert!(ureq::get(&tls).call().is_err(), "nothing comes in the clear: {tls}");
    assert_eq!(served.stop(), Some(0));
}

#[test]
fn the_ca_outlives_the_desk_and_the_page_can_be_left_out() {
    let shell = Shell::with_district();
    let fingerprint = |args: &[&str]| -> Value {
        let mut served = shell.serve_with(args);
        let network = served.ready["network"].clone();
        assert_eq!(served.stop(), Some(0));
        assert_eq!(network["trust"].is_null(), args.contains(&"--no-trust-page"));
        network["fingerprint"].clone()
    };
    let first = fingerprint(&["--listen", "127.0.0.2:0"]);
    assert_eq!(first.as_str().map(str::len), Some(32 * 3 - 1));
    assert_eq!(fingerprint(&["--listen", "127.0.0.2:0", "--no-trust-page"]), first);
}

/// The same address without TLS.
fn trust_free(field: &str) -> String {
    field.replace("https://", "http://").replace(NAME, "127.0.0.2")
}
