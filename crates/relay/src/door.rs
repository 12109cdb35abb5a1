//! The address on this machine: the page from here, its calls to the centre.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use domain::failure::Failure;
use http_body_util::{Either, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderMap, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::upgrade::{OnUpgrade, on};
use hyper::{Method, Request, Response, StatusCode, Uri};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{JoinHandle, JoinSet};
use tokio::time::sleep;

use crate::centre::Centre;
use crate::headers::{admit, mend_request, mend_response};
use crate::line::{Cut, Line};

/// What the field page calls; its files come by their hash beside them.
const PASSED_ON: [&str; 7] = ["act", "acts", "ask", "file", "live", "media", "pair"];
const CALLS: &str = "/field/api/";
/// How long the head of a request may take on one machine.
const HEAD: Duration = Duration::from_secs(20);
/// Without a file to spare, waiting is all that helps.
const BREATH: Duration = Duration::from_millis(100);

/// A file of the page, with what is said of it.
pub struct Page {
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What it is, and what it may do.
    pub headers: HeaderMap,
}

/// Gives the page's files by path, for an address such as `127.0.0.1:5001`; none where there is no such file.
pub type Pages = fn(path: &str, own: &str) -> Option<Page>;

type Answer = Response<Either<Incoming, Full<Bytes>>>;

/// The open address. It ends when this is dropped.
pub struct Relay {
    address: SocketAddr,
    keeping: JoinHandle<()>,
}

/// What every request finds.
struct Post {
    own: String,
    line: Arc<Line>,
    pages: Pages,
}

impl Relay {
    /// Opens at `port` of 127.0.0.1; 0: any that is free. A page's memory belongs to its port, so no other is taken
    /// for one that is not free.
    pub async fn open(centre: Centre, port: u16, pages: Pages) -> Result<Self, Failure> {
        let taken = |error: std::io::Error| {
            Failure::refused("centre.port_taken", &[("port", &port.to_string()), ("what", &error.to_string())])
        };
        let line = Arc::new(Line::to(centre)?);
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await.map_err(taken)?;
        let address = listener.local_addr().map_err(taken)?;
        let post = Post { own: address.to_string(), line, pages };
        Ok(Self { address, keeping: tokio::spawn(keep(listener, Arc::new(post))) })
    }

    /// Whether a centre is there, and its authority has signed for it.
    pub async fn try_out(centre: &Centre) -> Result<(), Failure> {
        Line::to(centre.clone())?.try_out().await.map_err(|cut| cut.told(&centre.address))
    }

    /// Where the field page is: `http://127.0.0.1:5001/field`.
    pub fn field(&self) -> String {
        format!("http://{}/field", self.address)
    }

    /// Ends it, so that its port is free again.
    pub async fn close(mut self) {
        self.keeping.abort();
        let _ = (&mut self.keeping).await;
    }

    /// The port that was taken.
    pub fn port(&self) -> u16 {
        self.address.port()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.keeping.abort();
    }
}

async fn keep(listener: TcpListener, post: Arc<Post>) {
    // Dropped with the door, and every connection with it.
    let mut inside = JoinSet::new();
    loop {
        let arrived = tokio::select! {
            arrived = listener.accept() => arrived,
            Some(_) = inside.join_next() => continue,
        };
        match arrived {
            Ok((socket, _)) => drop(inside.spawn(lead_in(socket, Arc::clone(&post)))),
            Err(error) => {
                tracing::warn!(%error, "the page could not be let in");
                sleep(BREATH).await;
            }
        }
    }
}

async fn lead_in(socket: TcpStream, post: Arc<Post>) {
    let _ = socket.set_nodelay(true);
    let service = service_fn(move |request| {
        let post = Arc::clone(&post);
        async move { post.answer(request).await }
    });
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD);
    if let Err(error) = http.serve_connection(TokioIo::new(socket), service).with_upgrades().await {
        tracing::debug!(%error, "a connection of the page ended early");
    }
}

impl Post {
    /// An error ends the connection without a word: to the page that is what a network is that went away.
    async fn answer(&self, request: Request<Incoming>) -> Result<Answer, std::io::Error> {
        if let Err(code) = admit(request.headers(), &self.own) {
            return Ok(said(StatusCode::FORBIDDEN, &Failure::refused(code, &[])));
        }
        if is_passed_on(request.uri().path()) {
            return match self.pass_on(request).await {
                Ok(answer) => Ok(answer),
                Err(Cut::Lost(what)) => Err(std::io::Error::other(what)),
                Err(stranger) => {
                    tracing::warn!(?stranger, "the centre shows another certificate");
                    Ok(said(StatusCode::BAD_GATEWAY, &stranger.told(self.line.address())))
                }
            };
        }
        let is_reading = matches!(*request.method(), Method::GET | Method::HEAD);
        let page = is_reading.then(|| (self.pages)(request.uri().path(), &self.own)).flatten();
        Ok(page.map_or_else(|| said(StatusCode::NOT_FOUND, &Failure::invalid("address.unknown", &[])), shown))
    }

    async fn pass_on(&self, mut request: Request<Incoming>) -> Result<Answer, Cut> {
        mend_request(request.headers_mut(), &self.own, self.line.address());
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        *request.uri_mut() = path.parse::<Uri>().map_err(|error| Cut::Lost(error.to_string()))?;
        let page = on(&mut request);
        let mut response = self.line.send(request).await?;
        if response.status() == StatusCode::SWITCHING_PROTOCOLS {
            tokio::spawn(join(page, on(&mut response)));
        }
        mend_response(response.headers_mut(), &self.own);
        Ok(response.map(Either::Left))
    }
}

/// What the page hears as it happens goes through as it comes, until one end is gone.
async fn join(page: OnUpgrade, centre: OnUpgrade) {
    if let (Ok(page), Ok(centre)) = tokio::join!(page, centre) {
        let _ = copy_bidirectional(&mut TokioIo::new(page), &mut TokioIo::new(centre)).await;
    }
}

fn is_passed_on(path: &str) -> bool {
    let Some(call) = path.strip_prefix(CALLS) else { return false };
    let is_hash = |hash: &str| !hash.is_empty() && hash.bytes().all(|byte| byte.is_ascii_alphanumeric());
    PASSED_ON.contains(&call) || call.strip_prefix("file/").is_some_and(is_hash)
}

fn shown(page: Page) -> Answer {
    let mut response = Response::new(Either::Right(Full::from(page.bytes)));
    response.headers_mut().extend(page.headers);
    response
}

fn said(status: StatusCode, failure: &Failure) -> Answer {
    let text = serde_json::to_vec(failure).unwrap_or_default();
    let mut response = Response::new(Either::Right(Full::from(text)));
    *response.status_mut() = status;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}

#[cfg(test)]
mod tests {
    use super::is_passed_on;

    #[test]
    fn only_what_the_field_page_calls_is_passed_on() {
        for (path, passed_on) in [
            ("/field/api/act", true),
            ("/field/api/live", true),
            ("/field/api/media", true),
            ("/field/api/file/ab12", true),
            ("/field/api/file/../act", false),
            ("/field/api/file/", false),
            ("/field/api/import", false),
            ("/field/api/door", false),
            ("/api/act", false),
            ("/field", false),
        ] {
            assert_eq!(is_passed_on(path), passed_on, "{path}");
        }
    }
}
