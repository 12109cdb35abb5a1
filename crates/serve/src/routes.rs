//! Every address, in one place.

use std::sync::Arc;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::{get, post};

use crate::failed::Failed;
use crate::hall::Hall;
use crate::{
    basemap, call, delivery, drill, edition, face, file, guard, hotline, import, intake, journal, live, media, mending,
    outposts, pair, paper, review, sheet, signpost, tile, viewings,
};

/// The addresses of commands.md, and all of them again for the field.
pub fn routes(hall: Arc<Hall>) -> Router {
    Router::new()
        .merge(desk("/"))
        .nest("/field", desk("/field"))
        .route("/gateway/{kind}/{token}", get(delivery::take).post(delivery::take))
        .route(media::BY_TICKET, get(media::by_ticket))
        .fallback(face::page)
        .method_not_allowed_fallback(async || Failed::no_such_address())
        .layer(from_fn_with_state(Arc::clone(&hall), guard::guard))
        .with_state(hall)
}

/// `reach`: under which addresses a browser shows the token that it gets here.
fn desk(reach: &'static str) -> Router<Arc<Hall>> {
    Router::new()
        .route("/api/act", post(call::act))
        .route("/api/acts", post(call::acts))
        .route("/api/ask", post(call::ask))
        .route("/api/basemap", post(basemap::add))
        .route("/api/door", get(signpost::door))
        .route("/api/drill", get(drill::stand).post(drill::begin).delete(drill::end))
        .route("/api/file", post(file::attach))
        .route("/api/file/{hash}", get(file::fetch))
        .route("/api/hotline", post(hotline::take_in))
        .route("/api/hotline/failed", post(hotline::failed))
        .route("/api/import", post(import::import))
        .route("/api/import/failed", post(mending::failed))
        .route("/api/import/look", post(import::look))
        .route("/api/import/{command_id}", get(import::progress).delete(import::cancel))
        .route("/api/intake", post(intake::take_in))
        .route("/api/journal", post(journal::journal))
        .route("/api/review", post(review::review))
        .route("/api/viewings", post(viewings::viewings))
        .route("/api/switchboard", post(outposts::whereabouts))
        .route("/api/live", get(live::live))
        .route("/api/media", get(media::media))
        .route("/api/pair", post(move |hall, caller, headers, body| pair::pair(reach, hall, caller, headers, body)))
        .route("/api/sheet", post(sheet::sheet))
        .route("/api/paper", post(paper::paper))
        .route("/api/table", post(edition::read))
        .route("/api/thumb", get(sheet::thumb))
        .route("/tiles/basemap/{name}/{z}/{x}/{y}", get(basemap::tile))
        .route("/tiles/{layer}/{z}/{x}/{y}", get(tile::tile))
}
