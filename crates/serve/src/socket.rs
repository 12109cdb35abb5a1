//! The host's socket as the switchboard's: both mean the same messages by types of their own.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::extract::ws::{self, WebSocket, WebSocketUpgrade};
use futures_util::{Sink, Stream};
use switchboard::PROTOCOLS;
use switchboard::tungstenite::{self, Message};

/// The transport sends no record that is larger, and a large picture in several.
const LARGEST: usize = 64 << 10;

/// A socket of the host.
pub struct Wire(pub WebSocket);

/// An upgrade to the protocol that both sides speak best, by its name; none: the other side speaks none of ours.
pub fn spoken(upgrade: WebSocketUpgrade) -> Option<(WebSocketUpgrade, String)> {
    let upgrade = upgrade.max_message_size(LARGEST).write_buffer_size(0).protocols(PROTOCOLS);
    let protocol = upgrade.selected_protocol()?.to_str().ok()?.to_owned();
    Some((upgrade, protocol))
}

impl Stream for Wire {
    type Item = Result<Message, tungstenite::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.0)
            .poll_next(context)
            .map(|message| Some(message?.map(taken_in).map_err(|error| broken(&error))))
    }
}

impl Sink<Message> for Wire {
    type Error = tungstenite::Error;

    fn poll_ready(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.0).poll_ready(context).map_err(|error| broken(&error))
    }

    fn start_send(mut self: Pin<&mut Self>, message: Message) -> Result<(), Self::Error> {
        match given_out(message) {
            Some(message) => Pin::new(&mut self.0).start_send(message).map_err(|error| broken(&error)),
            None => Ok(()),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.0).poll_flush(context).map_err(|error| broken(&error))
    }

    fn poll_close(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Pin::new(&mut self.0).poll_close(context).map_err(|error| broken(&error))
    }
}

/// Whatever broke it, the line is gone.
fn broken(error: &axum::Error) -> tungstenite::Error {
    tracing::debug!(%error, "a media socket broke");
    tungstenite::Error::ConnectionClosed
}

fn taken_in(message: ws::Message) -> Message {
    match message {
        ws::Message::Binary(bytes) => Message::Binary(bytes),
        ws::Message::Text(text) => Message::Text(text.as_str().into()),
        ws::Message::Ping(bytes) => Message::Ping(bytes),
        ws::Message::Pong(bytes) => Message::Pong(bytes),
        ws::Message::Close(_) => Message::Close(None),
    }
}

/// None: a raw frame, which nobody sends.
fn given_out(message: Message) -> Option<ws::Message> {
    Some(match message {
        Message::Binary(bytes) => ws::Message::Binary(bytes),
        Message::Text(text) => ws::Message::Text(text.as_str().into()),
        Message::Ping(bytes) => ws::Message::Ping(bytes),
        Message::Pong(bytes) => ws::Message::Pong(bytes),
        Message::Close(word) => ws::Message::Close(
            word.map(|word| ws::CloseFrame { code: word.code.into(), reason: word.reason.as_str().into() }),
        ),
        Message::Frame(_) => return None,
    })
}
