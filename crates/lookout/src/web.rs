//! Asks a camera's web server, over one connection at a time: bounded in size, in time and in where it may lead.
//!
//! What is asked for lies where the stream's address lies, in scheme, host and port. A server that sends on to another
//! is refused by name: nobody entered that one, and what opens the first would open it to whoever stands there.

use std::time::Duration;

use bytes::Bytes;
use http_auth::{PasswordClient, PasswordClientBuilder, PasswordParams};
use http_body_util::{BodyExt, Empty};
use hyper::body::Incoming;
use hyper::client::conn::http1::{Builder, SendRequest};
use hyper::header::{AUTHORIZATION, HOST, HeaderMap, LOCATION, RANGE, USER_AGENT, WWW_AUTHENTICATE};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use url::{Position, Url};

use crate::address::{Login, Place};
use crate::line::reach;
use crate::meter::{Meter, Pace};
use crate::trouble::Trouble;

/// How long a server may take to begin an answer, and to say all of a short one.
const PATIENCE: Duration = Duration::from_secs(10);
/// The largest head of an answer, and how many lines it may have.
const HEAD: usize = 32 << 10;
const HEADERS: usize = 64;
/// So often a server may send on, or ask again who is there.
const HOPS: usize = 4;

/// A part of a file: from where, and how much, which is not nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Part {
    pub offset: u64,
    pub length: u64,
}

/// A camera's web server.
pub struct Web<'a> {
    place: &'a Place,
    login: Option<&'a Login>,
    meter: &'a Meter,
    pace: Pace,
    open: Option<Connection>,
    /// What it asked for last, to be answered at once the next time.
    asked: Option<PasswordClient>,
}

/// Ends with this.
struct Connection {
    ask: SendRequest<Empty<Bytes>>,
    task: JoinHandle<()>,
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// What a server gives, as it comes.
pub struct Answer<'w, 'a> {
    web: &'w mut Web<'a>,
    /// Where it was found in the end.
    pub url: Url,
    body: Incoming,
}

impl<'a> Web<'a> {
    pub fn new(place: &'a Place, login: Option<&'a Login>, meter: &'a Meter) -> Self {
        Self { place, login, meter, pace: Pace::new(), open: None, asked: None }
    }

    /// Asks for a file, or a part of one.
    pub async fn get(&mut self, url: &Url, part: Option<Part>) -> Result<Answer<'_, 'a>, Trouble> {
        let (url, answer) = timeout(PATIENCE, self.found(url.clone(), part)).await.map_err(|_| Trouble::Silent)??;
        Ok(Answer { web: self, url, body: answer.into_body() })
    }

    async fn found(&mut self, mut url: Url, part: Option<Part>) -> Result<(Url, Response<Incoming>), Trouble> {
        let mut is_known = false;
        for _ in 0..HOPS {
            if url.origin() != self.place.url.origin() {
                return Err(Trouble::elsewhere(&place_of(&url)));
            }
            let answer = self.ask(&url, part).await?;
            match answer.status() {
                StatusCode::OK if part.is_none() => return Ok((url, answer)),
                StatusCode::PARTIAL_CONTENT if part.is_some() => return Ok((url, answer)),
                status if status.is_redirection() => url = led_to(&url, answer.headers())?,
                StatusCode::UNAUTHORIZED if !is_known => {
                    is_known = true;
                    self.asked = Some(challenge(answer.headers()).ok_or(Trouble::LoginRefused)?);
                    if self.login.is_none() {
                        return Err(Trouble::LoginRefused);
                    }
                }
                status => return Err(refusal(status)),
            }
        }
        Err(Trouble::Nonsense)
    }

    /// Over the connection that is open, or a new one where that was closed meanwhile.
    async fn ask(&mut self, url: &Url, part: Option<Part>) -> Result<Response<Incoming>, Trouble> {
        let is_kept = self.open.is_some();
        match self.ask_once(url, part).await {
            Err(Trouble::Ended) if is_kept => self.ask_once(url, part).await,
            answered => answered,
        }
    }

    async fn ask_once(&mut self, url: &Url, part: Option<Part>) -> Result<Response<Incoming>, Trouble> {
        let request = self.request(url, part)?;
        let mut open = match self.open.take() {
            Some(open) => open,
            None => connect(self.place).await?,
        };
        open.ask.ready().await.map_err(|error| trouble_of(&error))?;
        let answer = open.ask.send_request(request).await.map_err(|error| trouble_of(&error))?;
        self.open = Some(open);
        Ok(answer)
    }

    fn request(&mut self, url: &Url, part: Option<Part>) -> Result<Request<Empty<Bytes>>, Trouble> {
        let path = &url[Position::BeforePath..Position::AfterQuery];
        let host = &url[Position::BeforeHost..Position::AfterPort];
        let mut request = Request::get(path).header(HOST, host).header(USER_AGENT, "Wutu");
        if let Some(Part { offset, length }) = part {
            request = request.header(RANGE, format!("bytes={offset}-{}", offset + length - 1));
        }
        if let (Some(asked), Some(login)) = (&mut self.asked, self.login) {
            let proof = PasswordParams {
                username: &login.user,
                password: &login.password,
                uri: path,
                method: "GET",
                body: Some(&[]),
            };
            let proof = asked.respond(&proof).map_err(|_| Trouble::LoginRefused)?;
            request = request.header(AUTHORIZATION, proof);
        }
        request.body(Empty::new()).map_err(|_| Trouble::Nonsense)
    }
}

impl Answer<'_, '_> {
    /// The next bytes; none: that was all.
    pub async fn next(&mut self) -> Result<Option<Bytes>, Trouble> {
        loop {
            let Some(frame) = self.body.frame().await else { return Ok(None) };
            let Ok(bytes) = frame.map_err(|error| trouble_of(&error))?.into_data() else { continue };
            self.web.meter.count(bytes.len()).map_err(|_| Trouble::TooMuch)?;
            self.web.pace.keep(bytes.len()).await;
            return Ok(Some(bytes));
        }
    }

    /// All of it, where that is no more than `most` bytes.
    pub async fn whole(mut self, most: usize) -> Result<Vec<u8>, Trouble> {
        let read = async {
            let mut whole = Vec::new();
            while let Some(bytes) = self.next().await? {
                if whole.len() + bytes.len() > most {
                    return Err(Trouble::TooMuch);
                }
                whole.extend_from_slice(&bytes);
            }
            Ok(whole)
        };
        timeout(PATIENCE, read).await.map_err(|_| Trouble::Silent)?
    }
}

async fn connect(place: &Place) -> Result<Connection, Trouble> {
    let line = reach(place).await?;
    let mut builder = Builder::new();
    builder.max_buf_size(HEAD).max_headers(HEADERS);
    let (ask, connection) = builder.handshake(TokioIo::new(line)).await.map_err(|error| trouble_of(&error))?;
    let task = tokio::spawn(async move {
        // How it ended is told to whoever asked.
        let _ = connection.await;
    });
    Ok(Connection { ask, task })
}

fn led_to(from: &Url, headers: &HeaderMap) -> Result<Url, Trouble> {
    let said = headers.get(LOCATION).and_then(|said| said.to_str().ok()).ok_or(Trouble::Nonsense)?;
    from.join(said).map_err(|_| Trouble::Nonsense)
}

fn challenge(headers: &HeaderMap) -> Option<PasswordClient> {
    let said = headers.get_all(WWW_AUTHENTICATE).iter().filter_map(|said| said.to_str().ok());
    said.fold(PasswordClient::builder(), PasswordClientBuilder::challenges).build().ok()
}

fn place_of(url: &Url) -> String {
    url[Position::BeforeScheme..Position::AfterPort].to_owned()
}

fn refusal(status: StatusCode) -> Trouble {
    match status.as_u16() {
        401 | 403 | 407 => Trouble::LoginRefused,
        404 | 410 => Trouble::NoSuchStream,
        429 | 500.. => Trouble::Silent,
        _ => Trouble::Nonsense,
    }
}

fn trouble_of(error: &hyper::Error) -> Trouble {
    // What a server says may hold anything: it goes no further than this.
    tracing::debug!(%error, "a web server broke off");
    if error.is_parse() { Trouble::Nonsense } else { Trouble::Ended }
}
