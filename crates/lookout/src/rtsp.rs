//! One connection to a camera, over RTSP: from the knock to the last picture.

use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use retina::client::{Credentials, PlayOptions, Session, SessionOptions, SetupOptions, TeardownPolicy, Transport};
use retina::codec::{CodecItem, FrameFormat, VideoFrame};
use switchboard::{Codec, Picture};
use tokio::time::timeout;

use crate::address::{Login, Place};
use crate::meter::Meter;
use crate::trouble::Trouble;
use crate::way::Way;

/// How long a camera may take to say what it has, and then to show it, and from one picture to the next.
const PATIENCE: Duration = Duration::from_secs(10);

/// Shows what a camera has, picture by picture, until there are no more; why not.
pub async fn open(place: &Place, login: Option<&Login>, mut show: impl FnMut(Picture)) -> Trouble {
    let meter = Arc::new(Meter::default());
    let laid = Way::lay(place, Arc::clone(&meter)).await;
    let led = laid.and_then(|way| Ok((place.by_way_of(way.port)?, way)));
    let trouble = match led {
        Ok((url, _way)) => play(url, login, &meter, &mut show).await,
        Err(trouble) => return trouble,
    };
    if meter.is_over() { Trouble::TooMuch } else { trouble }
}

async fn play(url: url::Url, login: Option<&Login>, meter: &Meter, show: &mut impl FnMut(Picture)) -> Trouble {
    let begun = timeout(PATIENCE, begin(url, login)).await;
    let (mut pictures, codec) = match begun {
        Ok(Ok(begun)) => begun,
        Ok(Err(trouble)) => return trouble,
        Err(_) => return Trouble::Silent,
    };
    loop {
        let next = timeout(PATIENCE, next_of(&mut pictures)).await;
        match next {
            Ok(Ok(Some(frame))) => {
                meter.reset();
                show(Picture {
                    stamp: stamp_of(&frame),
                    codec,
                    is_key: frame.is_random_access_point(),
                    data: frame.into_data(),
                });
            }
            Ok(Ok(None)) => return Trouble::Ended,
            Ok(Err(trouble)) => return trouble,
            Err(_) => return Trouble::Silent,
        }
    }
}

async fn begin(url: url::Url, login: Option<&Login>) -> Result<(retina::client::Demuxed, Codec), Trouble> {
    let creds = login.map(|login| Credentials { username: login.user.clone(), password: login.password.clone() });
    // Whoever looks away closes the connection; nothing is said to a camera behind his back.
    let options = SessionOptions::default().creds(creds).teardown(TeardownPolicy::Never);
    let mut session = Session::describe(url, options).await.map_err(|error| trouble_of(&error))?;
    let (stream, codec) = choose(session.streams())?;
    let format = SetupOptions::default().transport(Transport::default()).frame_format(FrameFormat::SIMPLE);
    session.setup(stream, format).await.map_err(|error| trouble_of(&error))?;
    let playing = session.play(PlayOptions::default()).await.map_err(|error| trouble_of(&error))?;
    Ok((playing.demuxed().map_err(|error| trouble_of(&error))?, codec))
}

/// The pictures that most can read. Its sound is left where it is.
fn choose(streams: &[retina::client::Stream]) -> Result<(usize, Codec), Trouble> {
    let videos = || streams.iter().enumerate().filter(|(_, stream)| stream.media() == "video");
    for (name, codec) in [("h264", Codec::H264), ("h265", Codec::H265)] {
        if let Some((place, _)) = videos().find(|(_, stream)| stream.encoding_name() == name) {
            return Ok((place, codec));
        }
    }
    let Some((_, other)) = videos().next() else { return Err(Trouble::NoPictures) };
    Err(Trouble::other_codec(other.encoding_name()))
}

/// The next picture; none: the camera has ended it.
async fn next_of(pictures: &mut retina::client::Demuxed) -> Result<Option<VideoFrame>, Trouble> {
    while let Some(item) = pictures.next().await {
        if let CodecItem::VideoFrame(frame) = item.map_err(|error| trouble_of(&error))? {
            return Ok(Some(frame));
        }
    }
    Ok(None)
}

/// In microseconds since the first.
fn stamp_of(frame: &VideoFrame) -> u64 {
    (frame.timestamp().elapsed_secs().max(0.0) * 1e6) as u64
}

fn trouble_of(error: &retina::Error) -> Trouble {
    // What a camera says may hold anything: it goes no further than this.
    tracing::debug!(%error, "a camera broke off");
    match error.status_code() {
        Some(401 | 403 | 407) => Trouble::LoginRefused,
        Some(404 | 454) => Trouble::NoSuchStream,
        Some(415 | 461) => Trouble::NoPictures,
        _ => Trouble::Nonsense,
    }
}
