//! The wire between a phone and the desk: plain calls, and the socket that tells what happens.

use std::net::SocketAddr;
use std::time::Duration;

use domain::attachment::AttachedFile;
use domain::failure::Failure;
use domain::id::CommandId;
use futures_util::StreamExt;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::{Method, Request, StatusCode, header};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Serialize;
use serde::de::DeserializeOwned;
use thiserror::Error;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

/// A phone gives up on an answer after this long, and asks again.
const PATIENCE: Duration = Duration::from_secs(15);

/// Why a call came to nothing.
#[derive(Debug, Error)]
pub enum Failed {
    /// Nothing came back: it may have arrived, or not.
    #[error("the desk cannot be reached: {0}")]
    Lost(String),
    /// The token is no longer good.
    #[error("nobody is seated by this token")]
    NoSeat,
    /// The desk said no, or could not.
    #[error("{}", .0.message)]
    Said(Box<Failure>),
}

/// The desk, as phones on this machine reach it.
#[derive(Clone)]
pub struct Desk {
    address: SocketAddr,
    client: Client<HttpConnector, Full<Bytes>>,
}

/// Whose page listens.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Page {
    /// A phone's.
    Field,
    /// One at the desk.
    Desk,
}

/// The socket on which the desk tells what happens.
pub(crate) struct Ear(WebSocketStream<TcpStream>);

impl Desk {
    /// The desk at a loopback address.
    pub fn at(address: SocketAddr) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        Self { address, client: Client::builder(TokioExecutor::new()).build(connector) }
    }

    /// One call under `/field/api`, as whoever `token` seats.
    pub(crate) async fn call<T: DeserializeOwned>(
        &self,
        path: &str,
        token: Option<&str>,
        body: &impl Serialize,
    ) -> Result<T, Failed> {
        let body = serde_json::to_vec(body).map_err(lost)?;
        self.post(path, "application/json", token, body).await
    }

    /// Hands a picture in, to be named by what comes next. The same command hands it in once.
    pub(crate) async fn hand_in(
        &self,
        token: &str,
        command: CommandId,
        bytes: Vec<u8>,
    ) -> Result<AttachedFile, Failed> {
        let path = format!("file?name=photo.png&command_id={command}");
        self.post(&path, "application/octet-stream", Some(token), bytes).await
    }

    async fn post<T: DeserializeOwned>(
        &self,
        path: &str,
        kind: &'static str,
        token: Option<&str>,
        body: Vec<u8>,
    ) -> Result<T, Failed> {
        let uri = format!("http://{}/field/api/{path}", self.address);
        let mut request = Request::builder().method(Method::POST).uri(uri).header(header::CONTENT_TYPE, kind);
        if let Some(token) = token {
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        let request = request.body(Full::new(Bytes::from(body))).map_err(lost)?;
        let answered = async {
            let response = self.client.request(request).await.map_err(lost)?;
            let status = response.status();
            let bytes = response.into_body().collect().await.map_err(lost)?.to_bytes();
            Ok::<_, Failed>((status, bytes))
        };
        let (status, bytes) = timeout(PATIENCE, answered).await.map_err(lost)??;
        if status.is_success() {
            return serde_json::from_slice(&bytes).map_err(lost);
        }
        if status == StatusCode::UNAUTHORIZED {
            return Err(Failed::NoSeat);
        }
        Err(serde_json::from_slice(&bytes)
            .map_or_else(|_| Failed::Lost(status.to_string()), |failure| Failed::Said(Box::new(failure))))
    }

    /// Listens from what `since`, a vector as JSON, has seen; none: from now on.
    pub(crate) async fn listen(&self, page: Page, token: &str, since: Option<&str>) -> Result<Ear, Failed> {
        // Quotes and braces stand in no address.
        let escaped = |since: &str| since.replace('"', "%22").replace('{', "%7B").replace('}', "%7D");
        let since = since.map_or_else(String::new, |since| format!("?since={}", escaped(since)));
        let at = match page {
            Page::Field => "/field",
            Page::Desk => "",
        };
        let address = format!("ws://{}{at}/api/live{since}", self.address);
        let mut request = address.into_client_request().map_err(lost)?;
        let bearer = format!("Bearer {token}").parse().map_err(lost)?;
        request.headers_mut().insert(header::AUTHORIZATION, bearer);
        let joined = async {
            let stream = TcpStream::connect(self.address).await.map_err(lost)?;
            stream.set_nodelay(true).map_err(lost)?;
            // Thousands of phones in one process: what is set aside for each is small.
            let small = WebSocketConfig::default().read_buffer_size(1 << 10).write_buffer_size(0);
            client_async_with_config(request, stream, Some(small)).await.map_err(lost)
        };
        let (socket, _) = timeout(PATIENCE, joined).await.map_err(lost)??;
        Ok(Ear(socket))
    }
}

impl Ear {
    /// The next thing that is told; none when the socket is gone.
    pub(crate) async fn hear(&mut self) -> Option<String> {
        loop {
            match self.0.next().await? {
                Ok(Message::Text(text)) => return Some(text.as_str().to_owned()),
                Ok(Message::Close(_)) | Err(_) => return None,
                Ok(_) => {}
            }
        }
    }
}

fn lost(error: impl std::fmt::Display) -> Failed {
    Failed::Lost(error.to_string())
}
