//! What coordinates are measured in, and the way from there to the degrees of WGS 84. CGCS2000 lies within
//! centimetres of it and is taken as it. What is not said is never guessed.

use domain::import::Fault;
use proj4rs::Proj;
use proj4rs::transform::transform;

use crate::coordinates::Degrees;
use crate::features::Collection;
use crate::findings::{clipped, of_file};
use crate::geometry::Trouble;
use crate::shifted;
use crate::wkt::{self, System};

/// WGS 84, longitude first: what GeoJSON is in unless it says otherwise.
pub(crate) const WGS84: &str = "EPSG:4326";
const CGCS2000: &str = "EPSG:4490";
/// Degrees as everything ends.
const HOME: &str = "+proj=longlat +datum=WGS84 +no_defs";
/// Metres from the middle beyond which no transverse Mercator is meant: another zone, or east and north swapped.
const FAR_OUT: f64 = 1e6;

/// A reference system.
#[derive(Debug)]
pub(crate) struct Frame {
    /// `EPSG:4526`, `GCJ-02`, or the name in the file.
    pub(crate) name: String,
    way: Way,
}

#[derive(Debug)]
enum Way {
    /// They are degrees of WGS 84 already.
    Straight,
    Projected(Box<Projected>),
    Gcj02,
    Bd09,
}

#[derive(Debug)]
struct Projected {
    from: Proj,
    home: Proj,
    /// The false easting, where the projection holds only near its middle.
    middle: Option<f64>,
}

/// What the caller and the file agree on; the caller's word stands where both are taken.
pub(crate) fn agree(file_name: &str, said: Option<&str>, collection: &Collection) -> Result<Frame, Fault> {
    let by_format = collection.is_wgs84.then_some(WGS84);
    if let Some(said) = said {
        return Frame::named(said);
    }
    let name = collection.crs.as_deref().or(by_format);
    Frame::named(name.ok_or_else(|| of_file("datum.unsaid", &[("file", file_name)]))?)
}

/// What a file says of its reference system, in short: `EPSG:4526`, or what stands there.
pub(crate) fn short_name(said: &str) -> String {
    Frame::named(said).map_or_else(|_| clipped(said), |frame| frame.name)
}

impl Frame {
    /// The system of this name, number or description (WKT).
    pub(crate) fn named(name: &str) -> Result<Self, Fault> {
        if wkt::is_one(name) {
            return match wkt::read(name) {
                System::Code(code) => Self::coded(code),
                System::Drawn { name, definition } => Self::drawn(&name, &definition),
                System::Unknown(name) => Err(of_file("datum.unknown", &[("datum", &name)])),
            };
        }
        let short = name.trim().to_ascii_uppercase().replace(['-', '_', ' '], "");
        let short = short.trim_start_matches("HTTP://WWW.OPENGIS.NET/DEF/CRS/");
        let short =
            short.trim_start_matches("URN:OGC:DEF:CRS:").trim_start_matches("OGC:1.3:").trim_start_matches("OGC:");
        let straight = |name: &str, way| Ok(Self { name: name.to_owned(), way });
        match short {
            "CRS84" | "OGC/1.3/CRS84" | "WGS84" => return straight(WGS84, Way::Straight),
            "CGCS2000" => return straight(CGCS2000, Way::Straight),
            "GCJ02" => return straight("GCJ-02", Way::Gcj02),
            "BD09" | "BD09LL" => return straight("BD-09", Way::Bd09),
            _ => {}
        }
        let digits = short.strip_prefix("EPSG").unwrap_or(short).trim_start_matches([':', '/', '0']);
        match digits.rsplit([':', '/']).next().unwrap_or_default().parse() {
            Ok(code) => Self::coded(code),
            Err(_) => Err(of_file("datum.unknown", &[("datum", name)])),
        }
    }

    fn coded(code: u16) -> Result<Self, Fault> {
        let name = format!("EPSG:{code}");
        if matches!(code, 4326 | 4490) {
            return Ok(Self { name, way: Way::Straight });
        }
        match crs_definitions::from_code(code) {
            Some(known) => Self::drawn(&name, known.proj4),
            None => Err(of_file("datum.unknown", &[("datum", &name)])),
        }
    }

    fn drawn(name: &str, definition: &str) -> Result<Self, Fault> {
        // Without a tie to WGS 84 a place would come out a hundred metres off, and look right.
        let is_tied = ["+towgs84=", "+datum=", "+ellps=GRS80", "+ellps=WGS84", "+nadgrids=@null"];
        if !is_tied.iter().any(|tie| definition.contains(tie)) {
            return Err(of_file("datum.untied", &[("datum", name)]));
        }
        let value = |key: &str| definition.split(' ').find_map(|part| part.strip_prefix(key));
        let is_transverse = matches!(value("+proj="), Some("tmerc" | "utm"));
        let middle = value("+x_0=").map_or(Some(500_000.0), |metres| metres.parse().ok());
        let (from, home) = (Proj::from_proj_string(definition), Proj::from_proj_string(HOME));
        let (Ok(from), Ok(home)) = (from, home) else { return Err(of_file("datum.unknown", &[("datum", name)])) };
        let is_metres = matches!(value("+units="), Some("m") | None);
        let middle = middle.filter(|_| is_transverse && is_metres);
        Ok(Self { name: name.to_owned(), way: Way::Projected(Box::new(Projected { from, home, middle })) })
    }

    /// Whether it is the one that people call so; CGCS2000 is WGS 84 to anybody here.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        match self.way {
            Way::Straight => name == "WGS 84",
            Way::Gcj02 => name == "GCJ-02",
            Way::Bd09 => name == "BD-09",
            Way::Projected(_) => false,
        }
    }

    /// Degrees of WGS 84.
    pub(crate) fn degrees(&self, place: Degrees) -> Result<Degrees, Trouble> {
        match &self.way {
            Way::Straight => Ok(place),
            Way::Gcj02 => Ok(shifted::from_gcj02(place)),
            Way::Bd09 => Ok(shifted::from_bd09(place)),
            Way::Projected(projected) => projected.degrees(place).ok_or_else(|| {
                let Degrees(x, y) = place;
                let params = [("x", x.to_string()), ("y", y.to_string()), ("datum", self.name.clone())];
                Trouble::new("position.outside_datum", params)
            }),
        }
    }
}

impl Projected {
    fn degrees(&self, Degrees(x, y): Degrees) -> Option<Degrees> {
        if self.middle.is_some_and(|middle| (x - middle).abs() > FAR_OUT || y.abs() > 1e7 + FAR_OUT) {
            return None;
        }
        let mut place = if self.from.is_latlong() { (x.to_radians(), y.to_radians(), 0.0) } else { (x, y, 0.0) };
        transform(&self.from, &self.home, &mut place).ok()?;
        let (longitude, latitude) = (place.0.to_degrees(), place.1.to_degrees());
        (longitude.abs() <= 180.0 && latitude.abs() <= 90.0).then_some(Degrees(longitude, latitude))
    }
}

impl Default for Frame {
    fn default() -> Self {
        Self { name: WGS84.to_owned(), way: Way::Straight }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(said: &str) -> Result<String, String> {
        Frame::named(said).map(|frame| frame.name).map_err(|fault| fault.code)
    }

    #[test]
    fn systems_are_known_by_every_name_that_people_give_them() {
        for said in ["EPSG:4326", "4326", "WGS 84", "urn:ogc:def:crs:OGC:1.3:CRS84", "urn:ogc:def:crs:EPSG::4326"] {
            assert_eq!(name(said).as_deref(), Ok(WGS84), "{said}");
        }
        for said in ["CGCS2000", "epsg:4490", "http://www.opengis.net/def/crs/EPSG/0/4490"] {
            assert_eq!(name(said).as_deref(), Ok(CGCS2000), "{said}");
        }
        assert_eq!(name("urn:ogc:def:crs:EPSG:6.9:4526").as_deref(), Ok("EPSG:4526"));
        assert_eq!(name("gcj02").as_deref(), Ok("GCJ-02"));
        assert_eq!(name("BD-09").as_deref(), Ok("BD-09"));
        assert_eq!(name("EPSG:4610"), Err("datum.untied".to_owned()), "Xi'an 1980");
        for said in ["EPSG:1", "EPSG:99999", "周口", "", "LOCAL_CS[\"a\"]"] {
            assert_eq!(name(said), Err("datum.unknown".to_owned()), "{said}");
        }
    }

    #[test]
    fn the_callers_word_stands_and_nothing_is_guessed() {
        let collection = |crs: Option<&str>, is_wgs84| Collection {
            crs: crs.map(str::to_owned),
            is_wgs84,
            ..Collection::of_records(Vec::new(), 0)
        };
        let agree =
            |said, collection| agree("a.zip", said, &collection).map(|frame| frame.name).map_err(|fault| fault.code);
        assert_eq!(agree(None, collection(None, true)).as_deref(), Ok(WGS84));
        assert_eq!(agree(None, collection(Some("EPSG:2056"), true)).as_deref(), Ok("EPSG:2056"));
        assert_eq!(agree(Some("GCJ-02"), collection(Some("EPSG:4326"), true)).as_deref(), Ok("GCJ-02"));
        assert_eq!(agree(None, collection(None, false)), Err("datum.unsaid".to_owned()));
    }

    #[test]
    fn what_lies_outside_a_projection_is_not_taken_for_a_place() {
        let frame = Frame::named("EPSG:4526").expect("a belt of CGCS2000");
        assert!(frame.degrees(Degrees(38_560_000.0, 3_720_000.0)).is_ok());
        for (x, y) in [(3_720_000.0, 38_560_000.0), (560_000.0, 3_720_000.0), (1e300, 0.0)] {
            assert_eq!(frame.degrees(Degrees(x, y)).expect_err("outside").code, "position.outside_datum");
        }
    }
}
