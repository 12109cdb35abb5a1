//! What makes the store a GeoPackage: its identity, its geometry blobs, its SQL functions.

mod functions;
mod geometry;
mod rtree;

use domain::moment::Moment;

pub(crate) use functions::{register, register_writer};
pub(crate) use geometry::{Geometry, area, lines, point};
pub(crate) use rtree::{Boxes, Layer, clear, fill};

/// `application_id` of a GeoPackage: "GPKG".
pub(crate) const APPLICATION_ID: i32 = 0x4750_4B47;
/// `user_version` of GeoPackage 1.3, the last that Debian's GDAL reads without complaint.
pub(crate) const USER_VERSION: i32 = 10300;
/// CGCS2000.
pub(crate) const SRS_ID: i32 = 4490;

/// A moment as GeoPackage writes one: with three digits of milliseconds, always.
pub(crate) fn written(at: Moment) -> String {
    format!("{:.3}", at.0)
}
