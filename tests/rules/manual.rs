//! The pages of the manual that are made from tables are those of today.

use std::fs;

use domain::rights;

use crate::root;

#[test]
fn the_page_of_rights_is_the_table_of_today() {
    let page = fs::read_to_string(root().join("docs/manual/rights.md")).unwrap_or_default();
    assert!(page == rights::page(), "docs/manual/rights.md is not what the table says; run make types");
}
