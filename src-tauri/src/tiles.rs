//! Pictures through a scheme of our own, which a page fetches without a port or a token (on Windows it is
//! `http://wutu.localhost/…`): the map's tiles, `wutu://localhost/tiles/{layer}/{z}/{x}/{y}`, with `?scheme=` those of
//! another division than the one in force, and how sheets look, `wutu://localhost/thumb?grid=…`.

use domain::{
    failure::{Failure, FailureKind},
    sheet::SheetWish,
};
use serve::{import::said, tile::Asked};
use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

use crate::house::House;

const TILE: &str = "application/x-protobuf";
const PICTURE: &str = "image/png";

/// Which tile of which layer.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    layer: String,
    z: u8,
    x: u32,
    y: u32,
}

/// Answers one request of the page.
#[expect(clippy::needless_pass_by_value, reason = "Tauri hands both over")]
pub fn serve<R: Runtime>(context: UriSchemeContext<'_, R>, request: Request<Vec<u8>>, responder: UriSchemeResponder) {
    let app = context.app_handle().clone();
    tauri::async_runtime::spawn(async move {
        let (house, address) = (app.state::<House>(), request.uri());
        let query = address.query().unwrap_or_default();
        responder.respond(match (place(address.path()), address.path()) {
            (Some(place), _) => answer(TILE, tile(&house, place, query).await),
            (None, "/thumb") => answer(PICTURE, thumb(&house, query).await),
            (None, _) => plain(StatusCode::NOT_FOUND),
        });
    });
}

async fn tile(house: &House, Place { layer, z, x, y }: Place, query: &str) -> Result<Vec<u8>, Failure> {
    let asked: Asked = said(query)?;
    let opened = house.opened().await?;
    opened.at_the_desk(move |desk, seat| desk.tile(seat, asked.scheme.as_deref(), &layer, z, x, y)).await
}

/// How the first page of a sheet would look; the query is the wish, as over HTTP.
async fn thumb(house: &House, query: &str) -> Result<Vec<u8>, Failure> {
    let wish: SheetWish = said(query)?;
    house.opened().await?.at_the_desk(move |desk, seat| desk.thumbnail(seat, &wish)).await
}

fn answer(kind: &'static str, drawn: Result<Vec<u8>, Failure>) -> Response<Vec<u8>> {
    match drawn {
        Ok(bytes) => with(StatusCode::OK, kind, bytes),
        Err(failure) => {
            tracing::warn!(%failure, "no picture");
            plain(match failure.kind {
                FailureKind::Refused => StatusCode::FORBIDDEN,
                FailureKind::Invalid => StatusCode::UNPROCESSABLE_ENTITY,
                FailureKind::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            })
        }
    }
}

fn plain(status: StatusCode) -> Response<Vec<u8>> {
    with(status, TILE, Vec::new())
}

fn with(status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response<Vec<u8>> {
    let mut response = Response::new(bytes);
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, header::HeaderValue::from_static(kind));
    // The page is on tauri://, so to the webview this is another origin. Only our own pages can ask.
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, header::HeaderValue::from_static("*"));
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-cache"));
    response
}

fn place(path: &str) -> Option<Place> {
    let mut parts = path.strip_prefix("/tiles/")?.split('/');
    let place = Place {
        layer: parts.next().filter(|layer| !layer.is_empty())?.to_owned(),
        z: parts.next()?.parse().ok()?,
        x: parts.next()?.parse().ok()?,
        y: parts.next()?.parse().ok()?,
    };
    parts.next().is_none().then_some(place)
}

#[cfg(test)]
mod tests {
    use super::{Place, place};

    #[test]
    fn an_address_names_a_layer_and_a_place_and_nothing_else() {
        let grid = Place { layer: "grid".to_owned(), z: 12, x: 3372, y: 1652 };
        assert_eq!(place("/tiles/grid/12/3372/1652"), Some(grid));
        for wrong in ["/tiles/grid/12/3372", "/tiles/grid/12/3372/1652/0", "/tiles//1/0/0", "/tiles/grid/-1/0/0", "/"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
