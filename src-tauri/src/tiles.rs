//! Pictures through a scheme of our own, which a page fetches without a port or a token (on Windows it is
//! `http://wutu.localhost/…`): the map's tiles, `wutu://localhost/tiles/{layer}/{z}/{x}/{y}`, with `?scheme=` those of
//! another division than the one in force, a basemap's under `/tiles/basemap/{name}/…`, and how sheets look,
//! `wutu://localhost/thumb?grid=…`; what people attached, `wutu://localhost/file/HASH[?form=small]`.

use domain::{
    attachment::FileHash,
    basemap::TileKind,
    failure::{Failure, FailureKind},
    sheet::SheetWish,
};
use serve::{
    file::{Fetching, media_type as media_type_of},
    import::said,
    tile::Asked,
};
use tauri::{
    Manager, Runtime, UriSchemeContext, UriSchemeResponder,
    http::{Request, Response, StatusCode, header},
};

use crate::house::House;

const TILE: &str = "application/x-protobuf";
const PICTURE: &str = "image/png";
const FILE: &str = "/file/";

/// Which tile of which layer.
#[derive(Debug, PartialEq, Eq)]
struct Place {
    /// Whether the layer is a basemap's.
    is_basemap: bool,
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
            (Some(place), _) => answer(tile(&house, place, query).await),
            (None, "/thumb") => answer(thumb(&house, query).await),
            (None, path) if path.starts_with(FILE) => answer(file(&house, &path[FILE.len()..], query).await),
            (None, _) => plain(StatusCode::NOT_FOUND),
        });
    });
}

/// A picture, what it is, and whether its address names its bytes for good; none where there is none.
type Picture = Option<(Vec<u8>, &'static str, bool)>;

async fn tile(house: &House, place: Place, query: &str) -> Result<Picture, Failure> {
    let asked: Asked = said(query)?;
    let opened = house.opened().await?;
    let Place { is_basemap, layer, z, x, y } = place;
    opened
        .at_the_desk(move |desk, seat| {
            if !is_basemap {
                return Ok(Some((desk.tile(seat, asked.scheme.as_deref(), &layer, z, x, y)?, TILE, false)));
            }
            let tile = desk.basemap_tile(seat, &layer, z, x, y)?;
            Ok(tile.map(|tile| (tile.bytes, media_type(tile.kind), tile.is_lasting)))
        })
        .await
}

fn media_type(kind: TileKind) -> &'static str {
    if kind == TileKind::Vector { TILE } else { kind.media_type() }
}

/// How the first page of a sheet would look; the query is the wish, as over HTTP.
async fn thumb(house: &House, query: &str) -> Result<Picture, Failure> {
    let wish: SheetWish = said(query)?;
    let drawn = house.opened().await?.at_the_desk(move |desk, seat| desk.thumbnail(seat, &wish)).await?;
    Ok(Some((drawn, PICTURE, false)))
}

/// What somebody attached: pictures and voice notes, which a page shows and plays. Anything else is kept by a dialog.
async fn file(house: &House, hash: &str, query: &str) -> Result<Picture, Failure> {
    let form = said::<Fetching>(query)?.form();
    let hash = FileHash(hash.to_owned());
    let handed = house.opened().await?.at_the_desk(move |desk, seat| desk.file(seat, &hash, form)).await?;
    let kind = media_type_of(&handed, form);
    Ok(handed.file.media.is_shown().then_some((handed.bytes, kind, false)))
}

fn answer(picture: Result<Picture, Failure>) -> Response<Vec<u8>> {
    match picture {
        Ok(Some((bytes, kind, is_lasting))) => {
            let mut response = with(StatusCode::OK, kind, bytes);
            if is_lasting {
                let keep = header::HeaderValue::from_static("max-age=31536000, immutable");
                response.headers_mut().insert(header::CACHE_CONTROL, keep);
            }
            response
        }
        // To MapLibre this is no error: it shows what it has of a lower zoom.
        Ok(None) => plain(StatusCode::NOT_FOUND),
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
    let path = path.strip_prefix("/tiles/")?;
    let (is_basemap, path) = path.strip_prefix("basemap/").map_or((false, path), |path| (true, path));
    let mut parts = path.split('/');
    let place = Place {
        is_basemap,
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
        let tile = |is_basemap, layer: &str| Place { is_basemap, layer: layer.to_owned(), z: 12, x: 3372, y: 1652 };
        assert_eq!(place("/tiles/grid/12/3372/1652"), Some(tile(false, "grid")));
        assert_eq!(place("/tiles/basemap/00/12/3372/1652"), Some(tile(true, "00")));
        for wrong in ["/tiles/grid/12/3372", "/tiles/grid/12/3372/1652/0", "/tiles//1/0/0", "/tiles/grid/-1/0/0", "/"] {
            assert_eq!(place(wrong), None, "{wrong}");
        }
    }
}
