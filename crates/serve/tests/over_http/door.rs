//! Opening and closing.

use std::sync::Arc;

use serde_json::json;
use serve::ServeOptions;
use serve::lock::{Lock, path_of};

use crate::house::House;

#[test]
fn the_lock_seats_the_owner_until_the_door_closes() {
    let mut house = House::open();
    let lock = Lock::live(&house.store()).expect("the door is open");
    let (status, district) = house.ask(&lock.token, &json!({ "type": "district" }));
    assert_eq!((status, district["seat"]["door"]["way"].as_str()), (200, Some("terminal")), "{district}");
    house.shut();
    assert!(Lock::live(&house.store()).is_none());
    assert!(!path_of(&house.store()).exists());
}

#[test]
fn the_door_without_tls_stays_on_this_machine() {
    let house = House::open();
    for listen in ["0.0.0.0:0", "[::]:0", "192.0.2.1:80"] {
        let options = ServeOptions { listen: listen.parse().unwrap() };
        let failure = house.runtime.block_on(serve::start(Arc::clone(&house.desk), options)).err().unwrap();
        assert_eq!(failure.code, "serve.beyond_loopback");
    }
}

#[test]
fn a_port_that_is_taken_is_said_with_what_to_do() {
    let house = House::open();
    let options = ServeOptions { listen: ([127, 0, 0, 1], house.port).into() };
    let failure = house.runtime.block_on(serve::start(Arc::clone(&house.desk), options)).err().unwrap();
    assert_eq!(failure.code, "serve.port_taken");
    assert!(failure.advice.contains("--listen"));
    assert!(Lock::live(&house.store()).is_some(), "the lock of the open door still stands");
}
