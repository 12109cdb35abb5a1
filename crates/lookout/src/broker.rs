//! A broker of what sensors say, over MQTT 3.1.1: what is said at some topics is handed over, and nothing is said there.
//!
//! The packets are `rumqttc`'s to read and write; the line is our own, because its TLS would bring another set of
//! certificates' rules into the house, and because a broker is a stranger whose bytes are bounded here.

use std::time::Duration;

use bytes::{Buf, Bytes, BytesMut};
use rumqttc::mqttbytes::v4::{
    ConnAck, Connect, ConnectReturnCode, Packet, PubAck, Publish, SubAck, Subscribe, SubscribeFilter,
    SubscribeReasonCode,
};
use rumqttc::mqttbytes::{Error, PacketType, QoS};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::sync::mpsc::Sender;
use tokio::time::{Instant, sleep, timeout, timeout_at};

use crate::address::{Login, Source};
use crate::line::{KNOCK, Line, reach};
use crate::trouble::Trouble;

/// The longest packet that is taken, in bytes. What is longer is let past unread: a huge word that a broker keeps and says
/// again to whoever comes would otherwise cut the line each time, and nobody would be heard any more.
const LONGEST: usize = 128 << 10;
const PIECE: usize = 16 << 10;
/// So often somebody says something, in seconds; who is silent half as long again is gone.
const ALIVE: u16 = 30;
/// Topics of one packet.
const TOGETHER: usize = 50;
/// After a broker was lost it is sought again, each time after a longer while; one that refuses us after a minute.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);
const LASTING_PAUSE: Duration = Duration::from_mins(1);

/// A broker, and what is listened to there.
#[derive(Debug, Clone)]
pub struct Broker {
    /// Where it is: `mqtt://host[:port]` or `mqtts://host[:port][#sha256=…]`.
    pub source: Source,
    /// As what we are known there.
    pub name: String,
    /// Where things are said that are to be heard, each in full.
    pub topics: Vec<String>,
}

/// What comes of listening.
#[derive(Debug)]
pub enum Word {
    /// The broker is there, and hands over what is said at all topics.
    Reached,
    /// Something was said.
    Said {
        /// Where.
        topic: String,
        /// What.
        said: Bytes,
    },
    /// Something was said before we came, and kept at the broker: it is no event of now.
    Kept,
    /// Something was said that is too long to be listened to.
    TooLong,
    /// It is not there, or not any longer.
    Lost(Trouble),
}

/// Listens until it is dropped, or nobody takes what is said. While that waits the broker waits, and nothing is held.
pub async fn listen(broker: Broker, words: Sender<Word>) {
    let mut pause = FIRST_PAUSE;
    loop {
        let began = Instant::now();
        let Some(trouble) = session(&broker, &words).await else { return };
        if began.elapsed() > LONGEST_PAUSE {
            pause = FIRST_PAUSE;
        }
        let is_lasting = trouble.is_lasting() || trouble.is_final();
        if words.send(Word::Lost(trouble)).await.is_err() {
            return;
        }
        sleep(if is_lasting { LASTING_PAUSE } else { pause }).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

/// One connection, until it ends: why it did; none: nobody takes what is said any more.
async fn session(broker: &Broker, words: &Sender<Word>) -> Option<Trouble> {
    let connected = async { reach(&broker.source.broker()?).await };
    match connected.await {
        Err(trouble) => Some(trouble),
        Ok(line) => {
            Wire { line, came: BytesMut::new(), goes: BytesMut::new(), passing: 0 }.attend(broker, words).await.err()
        }
    }
}

struct Wire {
    line: Box<dyn Line>,
    came: BytesMut,
    goes: BytesMut,
    /// Bytes still to come of what is too long.
    passing: usize,
}

/// What came of a packet.
enum Came {
    Whole(Packet),
    TooLong,
}

impl Wire {
    /// Until the line ends, or nobody takes what is said.
    async fn attend(mut self, broker: &Broker, words: &Sender<Word>) -> Result<(), Trouble> {
        let mut connect = Connect::new(broker.name.as_str());
        connect.keep_alive = ALIVE;
        if let Some(Login { user, password }) = &broker.source.login {
            connect.set_login(user.as_str(), password.as_str());
        }
        self.say(&Packet::Connect(connect))?;
        self.send().await?;
        match self.next_within(KNOCK).await? {
            Packet::ConnAck(ConnAck { code, .. }) => admitted(code)?,
            _ => return Err(Trouble::Nonsense),
        }
        let mut owed = 0_usize;
        for (at, topics) in broker.topics.chunks(TOGETHER).enumerate() {
            let filters = topics.iter().map(|topic| SubscribeFilter::new(topic.clone(), QoS::AtLeastOnce));
            let mut subscribe = Subscribe::new_many(filters);
            subscribe.pkid = u16::try_from(at + 1).unwrap_or(u16::MAX);
            self.say(&Packet::Subscribe(subscribe))?;
            owed += 1;
        }
        self.send().await?;
        let alive = Duration::from_secs(u64::from(ALIVE));
        let (mut heard, mut told) = (Instant::now(), Instant::now());
        loop {
            // What is there already is gone through before anything is waited for.
            while let Some(came) = self.taken()? {
                let word = match came {
                    Came::TooLong => Word::TooLong,
                    Came::Whole(Packet::Publish(publish)) => self.heard(publish)?,
                    Came::Whole(Packet::SubAck(ack)) => {
                        subscribed(&ack)?;
                        owed = owed.saturating_sub(1);
                        if owed > 0 {
                            continue;
                        }
                        Word::Reached
                    }
                    Came::Whole(Packet::PingResp) => continue,
                    Came::Whole(_) => return Err(Trouble::Nonsense),
                };
                if words.send(word).await.is_err() {
                    return Ok(());
                }
            }
            if told.elapsed() >= alive / 2 {
                self.say(&Packet::PingReq)?;
                told = Instant::now();
            }
            self.send().await?;
            if heard.elapsed() > alive + alive / 2 {
                return Err(Trouble::Silent);
            }
            // Nobody says anything: it is time to say that we are there.
            if let Ok(read) = timeout_at(told + alive / 2, self.read()).await {
                read?;
                heard = Instant::now();
            }
        }
    }

    /// What was said, acknowledged.
    fn heard(&mut self, publish: Publish) -> Result<Word, Trouble> {
        match publish.qos {
            QoS::AtMostOnce => {}
            QoS::AtLeastOnce => self.say(&Packet::PubAck(PubAck::new(publish.pkid)))?,
            // Nobody asked for that.
            QoS::ExactlyOnce => return Err(Trouble::Nonsense),
        }
        Ok(if publish.retain { Word::Kept } else { Word::Said { topic: publish.topic, said: publish.payload } })
    }

    fn say(&mut self, packet: &Packet) -> Result<(), Trouble> {
        packet.write(&mut self.goes, usize::MAX).map(|_| ()).map_err(|_| Trouble::Nonsense)
    }

    async fn send(&mut self) -> Result<(), Trouble> {
        if self.goes.is_empty() {
            return Ok(());
        }
        let sent = timeout(KNOCK, async {
            self.line.write_all(&self.goes).await?;
            self.line.flush().await
        });
        match sent.await {
            Ok(Ok(())) => self.goes.clear(),
            Ok(Err(_)) => return Err(Trouble::Ended),
            Err(_) => return Err(Trouble::Silent),
        }
        Ok(())
    }

    /// A packet of what came; none: more of it has to come.
    fn taken(&mut self) -> Result<Option<Came>, Trouble> {
        let passed = self.passing.min(self.came.len());
        self.came.advance(passed);
        self.passing -= passed;
        if self.came.is_empty() {
            return Ok(None);
        }
        match Packet::read(&mut self.came, LONGEST) {
            Ok(packet) => Ok(Some(Came::Whole(packet))),
            Err(Error::InsufficientBytes(_)) => Ok(None),
            Err(Error::PayloadSizeLimitExceeded(rest)) => self.let_past(rest),
            Err(_) => Err(Trouble::Nonsense),
        }
    }

    /// Of what is too long its head alone is read: a broker that waits for its receipt says nothing more without one.
    fn let_past(&mut self, rest: usize) -> Result<Option<Came>, Trouble> {
        let kind = self.came[0];
        if kind >> 4 != PacketType::Publish as u8 {
            return Err(Trouble::TooMuch);
        }
        let length = self.came[1..].iter().position(|byte| byte & 0x80 == 0).ok_or(Trouble::Nonsense)?;
        let body = 2 + length;
        if (kind >> 1) & 3 == QoS::AtLeastOnce as u8 {
            let Some(topic) = figure(&self.came, body) else { return Ok(None) };
            let Some(number) = figure(&self.came, body + 2 + usize::from(topic)) else { return Ok(None) };
            self.say(&Packet::PubAck(PubAck::new(number)))?;
        }
        self.passing = body + rest;
        Ok(Some(Came::TooLong))
    }

    async fn read(&mut self) -> Result<(), Trouble> {
        self.came.reserve(PIECE);
        match self.line.read_buf(&mut self.came).await {
            Ok(0) | Err(_) => Err(Trouble::Ended),
            Ok(_) => Ok(()),
        }
    }

    async fn next_within(&mut self, span: Duration) -> Result<Packet, Trouble> {
        let until = Instant::now() + span;
        loop {
            match self.taken()? {
                Some(Came::Whole(packet)) => return Ok(packet),
                Some(Came::TooLong) => return Err(Trouble::Nonsense),
                None => {}
            }
            timeout_at(until, self.read()).await.map_err(|_| Trouble::Silent)??;
        }
    }
}

/// Two bytes of what came, as a figure; none: they have still to come.
fn figure(came: &[u8], at: usize) -> Option<u16> {
    came.get(at..at + 2)?.first_chunk().copied().map(u16::from_be_bytes)
}

fn admitted(code: ConnectReturnCode) -> Result<(), Trouble> {
    match code {
        ConnectReturnCode::Success => Ok(()),
        ConnectReturnCode::BadUserNamePassword | ConnectReturnCode::NotAuthorized => Err(Trouble::LoginRefused),
        ConnectReturnCode::ServiceUnavailable => Err(Trouble::Ended),
        _ => Err(Trouble::Nonsense),
    }
}

/// A broker that keeps a topic from us says so; half of what is said is worse than none.
fn subscribed(ack: &SubAck) -> Result<(), Trouble> {
    let is_kept = ack.return_codes.contains(&SubscribeReasonCode::Failure);
    if is_kept { Err(Trouble::NoSuchStream) } else { Ok(()) }
}
