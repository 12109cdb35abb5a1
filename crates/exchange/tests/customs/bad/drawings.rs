//! Drawings that are damaged, in a strange unit, or draw no outline.

use exchange::Kind;

use super::Case;
use crate::drawings::{drawing, options, outline, text};

const EAST: f64 = 460_000.0;
const NORTH: f64 = 3_720_000.0;

fn grids(name: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    Case::new(name, Kind::Grids, bytes).called("图纸.dxf").with(|said| *said = options())
}

fn square() -> [String; 2] {
    [outline("区界", EAST, NORTH, 1000.0), text("411602", EAST + 5.0, NORTH + 5.0)]
}

fn head(unit: u8) -> String {
    format!("9\n$INSUNITS\n70\n{unit}\n")
}

pub(super) fn cases() -> Vec<Case> {
    let with = |more: &str| drawing("", &[square().concat(), more.to_owned()]);
    let [whole, code] = square();
    let line = "0\nLWPOLYLINE\n8\n路\n70\n0\n10\n460000\n20\n3720000\n10\n460010\n20\n3720000\n";
    let block = "0\nINSERT\n8\n0\n2\n图框\n10\n0\n20\n0\n0\nHATCH\n8\n0\n";
    let corner = whole.replacen("460000", "东", 1);
    vec![
        grids("a drawing of one outline", drawing("", &square())),
        grids("a drawing with the line ends of Windows", drawing("", &square()).replace('\n', "\r\n")),
        grids("a DWG", b"AC1032\0\0\0\0\0\x01".as_slice()).refused(None, "file.drawing"),
        grids("a DXF in binary", b"AutoCAD Binary DXF\r\n\x1a\0\0".as_slice()).refused(None, "file.binary_drawing"),
        grids("a drawing that begins twice", format!("0\nSECTION\n{}", drawing("", &square()))),
        grids("a drawing whose codes are words", drawing("", &[whole.replace("LWPOLYLINE\n8", "LWPOLYLINE\nlayer")]))
            .refused(None, "drawing.damaged"),
        grids("a drawing without outlines", drawing("", &[]))
            .with(|options| options.columns.clear())
            .refused(None, "file.empty"),
        grids("an outline whose corner is no number", drawing("", &[corner + &code]))
            .refused(1, "position.outside_datum"),
        grids("a drawing in metres that says inches", drawing(&head(1), &square()))
            .noted(None, "drawing.doubtful_unit"),
        grids("a drawing in light years", drawing(&head(19), &square())).refused(None, "drawing.unknown_unit"),
        grids(
            "a drawing in kilometres",
            drawing(&head(7), &[outline("区界", 460.0, 3720.0, 1.0), text("411602", 460.1, 3720.1)]),
        )
        .noted(None, "drawing.unit"),
        grids("an open polyline beside an outline", with(line)).noted(None, "drawing.open"),
        grids("a block and a hatch beside an outline", with(block)).noted(None, "drawing.passed_over"),
        grids("a layer that the drawing lacks", drawing("", &square()))
            .with(|options| options.layer = Some("街道界".to_owned()))
            .refused(None, "layers.unknown"),
    ]
}
