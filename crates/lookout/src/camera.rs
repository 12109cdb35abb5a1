//! One connection to a camera, in the manner of its address: from the knock to the last picture.

use switchboard::Picture;

use crate::address::{Manner, Source};
use crate::trouble::Trouble;
use crate::{hls, rtsp};

/// Shows what a camera has, picture by picture, until there are no more; why not.
pub async fn open(source: &Source, show: impl FnMut(Picture) + Send) -> Trouble {
    let place = match source.place() {
        Ok(place) => place,
        Err(trouble) => return trouble,
    };
    let login = source.login.as_ref();
    match place.manner {
        Manner::Rtsp => rtsp::open(&place, login, show).await,
        Manner::Hls => hls::open(&place, login, show).await,
        Manner::Mqtt => Trouble::OtherKind,
    }
}
