//! What coordinates are measured in. Only what equals the stored lattice is taken so far.

use domain::import::Fault;

use crate::features::Collection;
use crate::findings::of_file;

/// WGS 84, longitude first: what GeoJSON is in unless it says otherwise.
pub(crate) const WGS84: &str = "EPSG:4326";
const CGCS2000: &str = "EPSG:4490";

/// The datum that the caller and the file agree on; the caller's word stands where both are taken.
pub(crate) fn agree(file_name: &str, said: Option<&str>, collection: &Collection) -> Result<String, Fault> {
    let in_file = collection.crs.as_deref().map(known).transpose()?;
    let said = said.map(known).transpose()?;
    let by_format = collection.is_wgs84.then_some(WGS84);
    let datum = said.or(in_file).or(by_format).ok_or_else(|| of_file("datum.unsaid", &[("file", file_name)]))?;
    Ok(datum.to_owned())
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

    fn agree(said: Option<&str>, in_file: Option<&str>) -> Result<String, Fault> {
        let crs = in_file.map(str::to_owned);
        super::agree("a.geojson", said, &Collection { crs, ..Collection::of_texts(Vec::new(), Vec::new()) })
    }

    #[test]
    fn what_equals_the_lattice_is_taken_and_the_rest_is_refused() {
        assert_eq!(agree(None, None).as_deref(), Ok("EPSG:4326"));
        assert_eq!(agree(None, Some("urn:ogc:def:crs:OGC:1.3:CRS84")).as_deref(), Ok("EPSG:4326"));
        assert_eq!(agree(Some("EPSG:4490"), Some("urn:ogc:def:crs:EPSG::4326")).as_deref(), Ok("EPSG:4490"));
        let unsaid = super::agree("a.csv", None, &Collection::of_records(Vec::new(), 0));
        assert_eq!(unsaid.expect_err("a table says nothing").code, "datum.unsaid");
        assert_eq!(agree(Some("gcj02"), None).expect_err("shifted").code, "datum.shifted");
        assert_eq!(agree(Some("EPSG:4326"), Some("EPSG:2056")).expect_err("Swiss grid").code, "datum.unknown");
    }
}
