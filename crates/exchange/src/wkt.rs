//! What a `.prj` says (WKT 1, as Esri and OGC write it): the EPSG code of the reference system, or how
//! its projection is drawn where it is a transverse Mercator of China's own making.

/// Brackets within brackets that a system needs, and some more.
const MOST_NESTED: usize = 16;

/// What a text names.
#[derive(Debug, PartialEq)]
pub(crate) enum System {
    /// A code of the EPSG.
    Code(u16),
    /// A projection with its name and its definition as PROJ writes it.
    Drawn { name: String, definition: String },
    /// Something that is not known, by its name.
    Unknown(String),
}

/// Whether a text is no name but a whole description.
pub(crate) fn is_one(text: &str) -> bool {
    ["PROJCS", "GEOGCS", "PROJCRS", "GEOGCRS"].iter().any(|root| text.trim_start().starts_with(root))
}

/// What a description says.
pub(crate) fn read(text: &str) -> System {
    let mut rest = text.trim();
    let Some(root) = Node::read(&mut rest, 0) else { return System::Unknown(text.to_owned()) };
    let code = root.code().or_else(|| code_named(&root.name));
    code.map(System::Code).or_else(|| root.drawn()).unwrap_or(System::Unknown(root.name))
}

/// `KEY["name", 1.5, OTHER[…]]`.
#[derive(Debug, Default)]
struct Node {
    key: String,
    name: String,
    values: Vec<String>,
    within: Vec<Node>,
}

impl Node {
    fn read(rest: &mut &str, depth: usize) -> Option<Self> {
        let open = rest.find(['[', '('])?;
        let mut node = Self { key: rest[..open].trim().to_uppercase(), ..Self::default() };
        *rest = &rest[open + 1..];
        loop {
            *rest = rest.trim_start_matches(|sign: char| sign.is_whitespace() || sign == ',');
            let first = rest.chars().next()?;
            if matches!(first, ']' | ')') {
                *rest = &rest[1..];
                return Some(node);
            }
            if first == '"' {
                let (text, after) = rest[1..].split_once('"')?;
                *rest = after;
                if node.name.is_empty() {
                    text.clone_into(&mut node.name);
                } else {
                    node.values.push(text.to_owned());
                }
                continue;
            }
            let end = rest.find([',', '[', ']', '(', ')'])?;
            if matches!(rest.as_bytes()[end], b'[' | b'(') {
                if depth == MOST_NESTED {
                    return None;
                }
                node.within.push(Self::read(rest, depth + 1)?);
            } else {
                node.values.push(rest[..end].trim().to_owned());
                *rest = &rest[end..];
            }
        }
    }

    fn child(&self, key: &str) -> Option<&Self> {
        self.within.iter().find(|node| node.key == key)
    }

    /// The EPSG code that stands right in it.
    fn code(&self) -> Option<u16> {
        let authority = self.child("AUTHORITY").or_else(|| self.child("ID"))?;
        authority.values.first().filter(|_| authority.name == "EPSG")?.parse().ok()
    }

    fn number(&self, parameter: &str) -> Option<f64> {
        let node = self.within.iter().find(|node| node.key == "PARAMETER" && plain(&node.name) == parameter)?;
        node.values.first()?.parse().ok()
    }

    /// A transverse Mercator in metres on the ellipsoid of CGCS2000 or WGS 84: districts draw their own.
    fn drawn(&self) -> Option<System> {
        let projection = plain(&self.child("PROJECTION")?.name);
        let datum = plain(&self.child("GEOGCS")?.child("DATUM")?.name);
        let ellipsoid = match datum.trim_start_matches("d_") {
            "china_2000" | "cgcs_2000" | "cgcs2000" => "GRS80",
            "wgs_1984" | "wgs_84" => "WGS84",
            _ => return None,
        };
        let is_metres =
            self.child("UNIT").is_some_and(|unit| unit.values.first().is_some_and(|one| one.parse() == Ok(1.0)));
        if !matches!(projection.as_str(), "transverse_mercator" | "gauss_kruger") || !is_metres {
            return None;
        }
        let definition = format!(
            "+proj=tmerc +lat_0={} +lon_0={} +k={} +x_0={} +y_0={} +ellps={ellipsoid} +units=m +no_defs",
            self.number("latitude_of_origin").unwrap_or(0.0),
            self.number("central_meridian")?,
            self.number("scale_factor").unwrap_or(1.0),
            self.number("false_easting")?,
            self.number("false_northing").unwrap_or(0.0),
        );
        Some(System::Drawn { name: self.name.clone(), definition })
    }
}

/// A name as all its writers would write it.
fn plain(name: &str) -> String {
    let words = name.split(|sign: char| !sign.is_alphanumeric() && sign != '+');
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join("_").to_lowercase()
}

/// The code of a system that is known by its name; Esri writes no codes.
fn code_named(name: &str) -> Option<u16> {
    let name = plain(name).replace("gauss_kruger", "gk");
    let counted = |prefix: &str| name.strip_prefix(prefix)?.trim_end_matches('e').parse::<u16>().ok();
    Some(match name.as_str() {
        "gcs_wgs_1984" | "wgs_84" | "wgs_1984" => 4326,
        "gcs_china_geodetic_coordinate_system_2000"
        | "china_geodetic_coordinate_system_2000"
        | "gcs_cgcs_2000"
        | "gcs_china_2000" => 4490,
        "wgs_1984_web_mercator_auxiliary_sphere" | "wgs_84_pseudo_mercator" => 3857,
        "ch1903+_lv95" => 2056,
        "ch1903_lv03" => 21781,
        _ => {
            let zone = counted("cgcs2000_3_degree_gk_zone_").filter(|zone| (25..=45).contains(zone));
            let meridian = counted("cgcs2000_3_degree_gk_cm_").filter(|cm| (75..=135).contains(cm) && cm % 3 == 0);
            let wide_zone = counted("cgcs2000_gk_zone_").filter(|zone| (13..=23).contains(zone));
            let wide_meridian = counted("cgcs2000_gk_cm_").filter(|cm| (75..=135).contains(cm) && (cm - 75) % 6 == 0);
            let utm = name.strip_prefix("wgs_1984_utm_zone_").or_else(|| name.strip_prefix("wgs_84_utm_zone_"));
            let half = |sign: char, first: u16| {
                let zone = utm?.strip_suffix(sign)?.parse::<u16>().ok()?;
                (1..=60).contains(&zone).then_some(first + zone)
            };
            zone.map(|zone| 4513 + zone - 25)
                .or_else(|| meridian.map(|cm| 4534 + (cm - 75) / 3))
                .or_else(|| wide_zone.map(|zone| 4491 + zone - 13))
                .or_else(|| wide_meridian.map(|cm| 4502 + (cm - 75) / 6))
                .or_else(|| half('n', 32600))
                .or_else(|| half('s', 32700))?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn esri_names_and_epsg_codes_are_known() {
        let cases = [
            (r#"GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]]]"#, 4326),
            (r#"GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000"]]"#, 4490),
            (r#"PROJCS["CGCS2000_3_Degree_GK_Zone_38",GEOGCS["x"]]"#, 4526),
            (r#"PROJCS["CGCS2000_3_Degree_GK_CM_114E",GEOGCS["x"]]"#, 4547),
            (r#"PROJCS["CGCS2000 / 3-degree Gauss-Kruger CM 117E",GEOGCS["x"]]"#, 4548),
            (r#"PROJCS["CGCS2000_GK_Zone_19",GEOGCS["x"]]"#, 4497),
            (r#"PROJCS["CGCS2000_GK_CM_111E",GEOGCS["x"]]"#, 4508),
            (r#"PROJCS["WGS_1984_UTM_Zone_50N",GEOGCS["x"]]"#, 32650),
            (r#"PROJCS["CH1903+_LV95",GEOGCS["x"]]"#, 2056),
            (r#"PROJCS["anything",GEOGCS["x",AUTHORITY["EPSG","4490"]],AUTHORITY["EPSG","4549"]]"#, 4549),
        ];
        for (text, code) in cases {
            assert_eq!(read(text), System::Code(code), "{text}");
        }
    }

    #[test]
    fn a_districts_own_meridian_is_drawn_from_its_parameters() {
        let own = r#"PROJCS["周口",GEOGCS["GCS_China_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",114.5],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#;
        let System::Drawn { name, definition } = read(own) else { panic!("drawn: {:?}", read(own)) };
        assert_eq!(name, "周口");
        assert!(definition.contains("+lon_0=114.5") && definition.contains("+ellps=GRS80"), "{definition}");
        let other = own.replace("D_China_2000", "D_Beijing_1954");
        assert_eq!(read(&other), System::Unknown("周口".to_owned()));
    }

    #[test]
    fn what_is_no_description_is_not_followed() {
        for text in ["", "PROJCS", "PROJCS[\"a\"", "PROJCS[\"a\",", &"A[".repeat(1_000_000)] {
            assert!(matches!(read(text), System::Unknown(_)));
        }
    }
}
