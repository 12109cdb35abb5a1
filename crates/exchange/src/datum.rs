//! What coordinates are measured in. Only what equals the stored lattice is taken so far.

use domain::import::Fault;

use crate::findings::of_file;

/// WGS 84, longitude first: what GeoJSON is in unless it says otherwise.
pub(crate) const WGS84: &str = "EPSG:4326";
const CGCS2000: &str = "EPSG:4490";

/// The datum that the caller and the file agree on; the caller's word stands where both are taken.
pub(crate) fn agree(said: Option<&str>, in_file: Option<&str>) -> Result<String, Fault> {
    let in_file = in_file.map(known).transpose()?;
    let said = said.map(known).transpose()?;
    Ok(said.or(in_file).unwrap_or(WGS84).to_owned())
}

fn known(name: &str) -> Result<&'static str, Fault> {
    let short = name.trim().to_ascii_uppercase().replace(['-', '_', ' '], "");
    let short = short.trim_start_matches("URN:OGC:DEF:CRS:").trim_start_matches("OGC:1.3:").trim_start_matches("OGC:");
    match short {
        "EPSG::4326" | "EPSG:4326" | "CRS84" | "WGS84" => Ok(WGS84),
        "EPSG::4490" | "EPSG:4490" | "CGCS2000" => Ok(CGCS2000),
        "GCJ02" | "BD09" | "BD09LL" => Err(of_file("datum.shifted", &[("datum", name)])),
        _ => Err(of_file("datum.unknown", &[("datum", name)])),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_equals_the_lattice_is_taken_and_the_rest_is_refused() {
        assert_eq!(agree(None, None).as_deref(), Ok("EPSG:4326"));
        assert_eq!(agree(None, Some("urn:ogc:def:crs:OGC:1.3:CRS84")).as_deref(), Ok("EPSG:4326"));
        assert_eq!(agree(Some("EPSG:4490"), Some("urn:ogc:def:crs:EPSG::4326")).as_deref(), Ok("EPSG:4490"));
        assert_eq!(agree(Some("gcj02"), None).expect_err("shifted").code, "datum.shifted");
        assert_eq!(agree(Some("EPSG:4326"), Some("EPSG:2056")).expect_err("Swiss grid").code, "datum.unknown");
    }
}
