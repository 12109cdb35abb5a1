//! Files that are something else, damaged, or written in another way.

use exchange::Kind;

use super::Case;
use crate::store::{collection, feature, square};

fn good() -> String {
    String::from_utf8(collection(&[square(r#""code":"411602","name":"川汇区""#, 114_000, 33_000, 100)])).expect("UTF-8")
}

fn grids(name: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case::new(name, Kind::Grids, bytes)
}

fn heads(name: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case::new(name, Kind::Heads, bytes)
}

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// `网格编码,姓名` and a row, in GBK.
const GBK_TABLE: &[u8] = b"\xcd\xf8\xb8\xf1\xb1\xe0\xc2\xeb,\xd0\xd5\xc3\xfb\n411602,\xd5\xc5\xc8\xfd\n";

pub(super) fn cases() -> Vec<Case> {
    [other_programs(), markup(), other_encodings(), broken_json(), other_json()].into_iter().flatten().collect()
}

fn other_programs() -> Vec<Case> {
    let shp = [b"\0\0\x27\x0a".as_slice(), &[0; 96]].concat();
    let gml = "<?xml version=\"1.0\"?><gml:FeatureCollection/>";
    vec![
        heads("an old .xls handed as csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0".as_slice())
            .refused(None, "file.spreadsheet"),
        grids("a .geojson.gz", b"\x1f\x8b\x08\0\0\0".as_slice()).refused(None, "file.compressed"),
        grids("a .shp handed as geojson", shp).refused(None, "file.shapefile"),
        grids("a picture", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\x02\x01".as_slice()).refused(None, "file.binary"),
        grids("a GML file", gml).refused(None, "file.markup"),
        heads("a web page saved as csv", "<html><body>登录</body></html>").refused(None, "file.markup"),
        grids("a table handed as geojson", "网格编码,名称\n411602,川汇区\n").refused(None, "file.table_not_features"),
        heads("geojson handed as a table", good()).refused(None, "file.features_not_table"),
        grids("an empty file", "").refused(None, "file.blank"),
        heads("nothing but blank lines", "\u{feff}\r\n \r\n").refused(None, "file.blank"),
    ]
}

fn markup() -> Vec<Case> {
    let kml = |name: &'static str, inside: &str| {
        let text = format!("<?xml version=\"1.0\"?>\n<kml><Document>\n{inside}\n</Document></kml>");
        Case::new(name, Kind::Venues, text).called("场所.kml")
    };
    let sound = r#"<Placemark id="V2"><Point><coordinates>114.02,33.01</coordinates></Point></Placemark>"#;
    let placed = |coordinates: &str| {
        format!(r#"<Placemark id="V1"><Point><coordinates>{coordinates}</coordinates></Point></Placemark>{sound}"#)
    };
    let entity = "<!DOCTYPE kml [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><kml><Placemark><name>&b;</name></Placemark></kml>";
    vec![
        kml("a place in KML", sound),
        kml("a KML file without placemarks", "").refused(None, "file.empty"),
        kml("a KML file of heads", sound).of(Kind::Heads).refused(None, "file.features_not_table"),
        kml("a KML file cut off", "<Placemark><name>").refused(None, "file.not_xml"),
        kml("elements that cross", "<Placemark><name></Placemark></name>").refused(None, "file.not_xml"),
        kml("elements within elements", &"<Folder>".repeat(100_000)).refused(None, "file.not_xml"),
        Case::new("entities within entities", Kind::Venues, entity).called("场所.kml").refused(None, "file.not_xml"),
        kml("a place without latitude", &placed("114.01")).refused(1, "position.unreadable").leaving(1),
        kml("a place in words", &placed("东,西")).refused(1, "position.unreadable").leaving(1),
        kml("a place that is no number", &placed("NaN,33")).refused(1, "position.unreadable").leaving(1),
        kml("a placemark without a place", &format!("<Placemark id=\"V1\"/>{sound}"))
            .refused(1, "geometry.none")
            .leaving(1),
        kml("a tour", &format!("<Placemark id=\"V1\"><gx:Track><when/></gx:Track></Placemark>{sound}"))
            .refused(1, "geometry.collection")
            .leaving(1),
    ]
}

fn other_encodings() -> Vec<Case> {
    let text = "网格编码,姓名,电话\n411602,张三,0394-1\n";
    let marked = |text: &str| [b"\xef\xbb\xbf".as_slice(), text.as_bytes()].concat();
    let damaged = [b"\xe7\xbd\x91\xe6".as_slice(), b" \xff\n"].concat();
    vec![
        heads("a GBK table", GBK_TABLE).noted(None, "table.taken_for_gbk").noted(2, "post.no_phone"),
        grids(
            "GBK in a geojson",
            good().replace("川汇区", "?").into_bytes().into_iter().flat_map(gbk_district).collect::<Vec<u8>>(),
        )
        .refused(None, "file.gbk"),
        heads("UTF-16 with its mark", [b"\xff\xfe".as_slice(), &utf16(text)].concat()).refused(None, "file.utf16"),
        heads("UTF-16 without its mark", utf16("code,name,phone\n411602,A,1\n")).refused(None, "file.utf16"),
        heads("bytes that are no text", damaged).refused(None, "file.not_utf8"),
        grids("a byte order mark", marked(&good())),
        heads("a table with a byte order mark", marked(text)),
        grids("line ends of Windows", good().replace(",\n", ",\r\n").replace('{', "{\r\n")),
        heads("a table with line ends of Windows", text.replace('\n', "\r\n")),
    ]
}

/// `?` becomes the district's name in GBK.
fn gbk_district(byte: u8) -> Vec<u8> {
    if byte == b'?' { b"\xb4\xa8\xbb\xe3\xc7\xf8".to_vec() } else { vec![byte] }
}

fn broken_json() -> Vec<Case> {
    let good = good();
    let one = square(r#""code":"411602""#, 114_000, 33_000, 9);
    let coordinate = "[114,33]";
    assert!(good.contains(coordinate));
    let with = |instead: &str| good.replacen(coordinate, instead, 1);
    vec![
        grids("not JSON at all", "网格一：东至大庆路").refused(None, "file.not_json"),
        grids("keys without quotes", "{type:\"FeatureCollection\"}").refused(None, "file.not_json"),
        grids("a file cut off in the middle", &good.as_bytes()[..good.len() * 2 / 3]).refused(1, "file.truncated"),
        grids("a file without its last bracket", &good.as_bytes()[..good.len() - 1]).refused(None, "file.truncated"),
        grids("NaN", with("[NaN,33]")).refused(1, "file.not_a_number"),
        grids("Infinity", with("[114,-Infinity]")).refused(1, "file.not_a_number"),
        grids("None of Python", with("[114,None]")).refused(1, "file.not_a_number"),
        grids("a comma after the last feature", good.replace("]}", ",]}")).refused(1, "file.trailing_comma"),
        grids("a comment", format!("// 2026 年 10 月\n{good}")).refused(None, "file.comment"),
        grids("a comment in the middle", with("[114,33] /* 西南角 */")).refused(1, "file.comment"),
        grids("single quotes", good.replace('"', "'")).refused(None, "file.single_quotes"),
        grids("a line break inside a name", good.replace("川汇区", "川汇\n区")).refused(1, "file.break_in_text"),
        grids("one collection per line", format!("{good}\n{good}\n")).refused(None, "file.json_lines"),
        grids("one feature per line, the second cut off", format!("{one}\n{}\n", &one[..one.len() / 2]))
            .refused(2, "sequence.unreadable")
            .leaving(1),
        grids("one feature per line, and a bare geometry", format!("{one}\n{{\"type\":\"Point\"}}\n"))
            .refused(2, "sequence.not_feature")
            .leaving(1),
        grids("one feature per line", format!("{one}\n")).called("网格.geojsonl"),
        grids("depth without end", "[".repeat(1_000_000)).refused(None, "file.too_deep"),
        grids("depth in a coordinate", with(&"[".repeat(1_000_000))).refused(None, "file.too_deep"),
    ]
}

fn other_json() -> Vec<Case> {
    let bare = r#"{"type":"Polygon","coordinates":[[[114,33],[115,33],[115,34],[114,33]]]}"#;
    let crs = |crs: &str| good().replacen('{', &format!(r#"{{"crs":{crs},"#), 1);
    let named = |name: &str| crs(&format!(r#"{{"type":"name","properties":{{"name":"{name}"}}}}"#));
    vec![
        grids("an empty collection", collection(&[])).refused(None, "file.empty"),
        grids("a bare geometry", bare).refused(None, "file.bare_geometry"),
        grids("a bare geometry collection", r#"{"type":"GeometryCollection","geometries":[]}"#)
            .refused(None, "file.bare_geometry"),
        grids("a single feature", feature(r#""code":"411602""#, bare)).refused(None, "file.bare_feature"),
        grids("a list of features", format!("[{}]", feature("", bare))).refused(None, "file.not_features"),
        grids("TopoJSON", r#"{"type":"Topology","objects":{},"arcs":[]}"#).refused(None, "file.topology"),
        grids("Esri JSON", r#"{"geometryType":"esriGeometryPolygon","features":[{"attributes":{}}]}"#)
            .refused(None, "file.esri_json"),
        grids("another JSON", r#"{"code":200,"data":[]}"#).refused(None, "file.not_features"),
        grids("features twice", r#"{"type":"FeatureCollection","features":[],"features":[]}"#)
            .refused(None, "file.duplicate_key"),
        grids("a crs that nobody knows", named("urn:ogc:def:crs:EPSG::99999")).refused(None, "datum.unknown"),
        grids("a crs without a tie to ours", named("EPSG:4610")).refused(None, "datum.untied"),
        grids("degrees that say they are metres", named("urn:ogc:def:crs:EPSG::4526"))
            .refused(1, "position.outside_datum"),
        grids("a crs that is a link", crs(r#"{"type":"link","properties":{"href":"x.prj"}}"#))
            .refused(None, "datum.unnamed"),
        grids("a crs that is WGS 84", named("urn:ogc:def:crs:OGC:1.3:CRS84")),
        grids("coordinates of a web map", good())
            .with(|options| options.datum = Some("GCJ02".to_owned()))
            .with(|options| options.scheme = None),
        grids("the name of another scheme", good())
            .with(|options| options.scheme = Some("2027".to_owned()))
            .refused(None, "scheme.other"),
    ]
}
