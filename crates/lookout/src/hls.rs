//! A camera whose pictures lie in files, seconds long, of which a playlist tells the newest (HLS, RFC 8216): from the
//! first look at the playlist to the last picture.
//!
//! A file's pictures are taken out as it comes, wait in bounded room, and are shown when they are due. So what a file
//! weighs is no matter, and who takes minutes over one shows nothing and is left.

mod film;
mod fragments;
mod playlist;
mod stage;
mod transport;

use std::convert::Infallible;
use std::pin::pin;

use switchboard::Picture;
use tokio::time::{Instant, sleep_until};
use url::Url;

use self::film::{Film, Taken};
use self::fragments::{Fragments, Track};
use self::playlist::{File, Live, Piece, Playlist};
use self::stage::Wings;
use self::transport::Transport;
use crate::address::{Login, Place};
use crate::meter::Meter;
use crate::trouble::Trouble;
use crate::web::Web;

/// The largest playlist: a day of files of two seconds, with short names.
const PLAYLIST: usize = 1 << 20;
/// The largest head of a film.
const HEAD: usize = 1 << 20;
/// So many files in a row may be gone before they are asked for.
const GONE: u32 = 3;
/// How deep a choice may lie in a choice.
const CHOICES: usize = 2;

/// Shows what a camera has, picture by picture, until there are no more; why not.
pub async fn open(place: &Place, login: Option<&Login>, mut show: impl FnMut(Picture) + Send) -> Trouble {
    let meter = Meter::default();
    let (wings, stage) = stage::set_up();
    let mut shown = pin!(stage.show(&mut show));
    let reading = async {
        let mut reader =
            Reader { web: Web::new(place, login, &meter), meter: &meter, wings, film: Film::default(), head: None };
        let Err(trouble) = reader.follow(place.url.clone()).await;
        trouble
    };
    tokio::select! {
        biased;
        silent = &mut shown => silent.unwrap_or(Trouble::Ended),
        // What was read until then is shown to its end.
        trouble = reading => shown.await.unwrap_or(trouble),
    }
}

struct Reader<'a> {
    web: Web<'a>,
    meter: &'a Meter,
    wings: Wings,
    film: Film,
    /// The head that was read last, and where it lay.
    head: Option<(File, Track)>,
}

/// What a piece is read by.
enum Format<'t> {
    Unknown,
    Transport(Transport),
    Fragments(Fragments<'t>),
}

impl Reader<'_> {
    async fn follow(&mut self, url: Url) -> Result<Infallible, Trouble> {
        let (mut next, mut gone) = (None, 0);
        let mut asked = Instant::now();
        let (mut list, mut live) = self.choice(url).await?;
        loop {
            // What ended before anybody looked is a recording: it does not pass for what is seen now.
            if live.is_over && next.is_none() {
                return Err(Trouble::Ended);
            }
            let pieces = live.after(next)?;
            for piece in pieces {
                let is_break = piece.is_break || next.is_some_and(|next| next != piece.number);
                if is_break {
                    self.film.cut();
                    self.head = None;
                }
                match self.piece(piece).await {
                    Ok(()) => gone = 0,
                    Err(Trouble::NoSuchStream) if gone < GONE => gone += 1,
                    Err(trouble) => return Err(trouble),
                }
                next = Some(piece.number.saturating_add(1));
                // While it waited for room the list has moved on.
                if asked.elapsed() > live.target {
                    break;
                }
            }
            let is_shown = pieces.last().is_none_or(|last| next.is_some_and(|next| next > last.number));
            if is_shown && live.is_over {
                return Err(Trouble::Ended);
            }
            if is_shown {
                let wait = if pieces.is_empty() { live.target / 2 } else { live.target };
                sleep_until(asked + wait).await;
            }
            asked = Instant::now();
            (list, live) = self.choice(list).await?;
        }
    }

    /// The list of files, and where it is.
    async fn choice(&mut self, mut url: Url) -> Result<(Url, Live), Trouble> {
        for _ in 0..=CHOICES {
            match self.list(&url).await? {
                (_, Playlist::Choice(chosen)) => url = chosen,
                (found, Playlist::Live(live)) => return Ok((found, live)),
            }
        }
        Err(Trouble::Nonsense)
    }

    async fn list(&mut self, url: &Url) -> Result<(Url, Playlist), Trouble> {
        let answer = self.web.get(url, None).await?;
        let found = answer.url.clone();
        let bytes = answer.whole(PLAYLIST).await?;
        // A list is no picture, and no excuse for none: what shows nothing runs out of patience.
        self.meter.reset();
        let playlist = Playlist::read(&bytes, &found)?;
        Ok((found, playlist))
    }

    async fn piece(&mut self, piece: &Piece) -> Result<(), Trouble> {
        if let Some(file) = &piece.head
            && self.head.as_ref().is_none_or(|(known, _)| known != file)
        {
            let bytes = self.web.get(&file.url, file.part).await?.whole(HEAD).await?;
            self.head = Some((file.clone(), Track::read(&bytes, &mut self.film)?));
        }
        let track = self.head.as_ref().filter(|_| piece.head.is_some()).map(|(_, track)| track);
        let begin = piece.file.part.map_or(0, |part| part.offset);
        let mut format = match track {
            Some(track) => Format::Fragments(Fragments::new(track, begin)),
            None => Format::Unknown,
        };
        let mut answer = self.web.get(&piece.file.url, piece.file.part).await?;
        let mut taken = Vec::new();
        while let Some(bytes) = answer.next().await? {
            format.push(&bytes, &mut |picture| taken.push(picture))?;
            stage(&mut self.film, self.meter, &self.wings, &mut taken).await?;
        }
        format.finish(&mut |picture| taken.push(picture))?;
        stage(&mut self.film, self.meter, &self.wings, &mut taken).await
    }
}

/// Hands on what was taken out of a file.
async fn stage(film: &mut Film, meter: &Meter, wings: &Wings, taken: &mut Vec<Taken>) -> Result<(), Trouble> {
    for picture in taken.drain(..) {
        let Some(sample) = film.next(picture) else { continue };
        meter.reset();
        wings.put(sample).await?;
    }
    Ok(())
}

impl Format<'_> {
    fn push(&mut self, bytes: &[u8], give: &mut impl FnMut(Taken)) -> Result<(), Trouble> {
        match self {
            Self::Transport(transport) => transport.push(bytes, give),
            Self::Fragments(fragments) => fragments.push(bytes, give),
            Self::Unknown => {
                let mut transport = Self::begin(bytes)?;
                transport.push(bytes, give)?;
                *self = Self::Transport(transport);
                Ok(())
            }
        }
    }

    /// By its first bytes. MP4 without a head of its own cannot be read.
    fn begin(bytes: &[u8]) -> Result<Transport, Trouble> {
        match bytes {
            [] | [0x47, ..] => Ok(Transport::default()),
            // ADTS, ID3 and WebVTT: sound alone, and words.
            [0xff | b'I' | b'W', ..] => Err(Trouble::NoPictures),
            _ => Err(Trouble::Nonsense),
        }
    }

    fn finish(&mut self, give: &mut impl FnMut(Taken)) -> Result<(), Trouble> {
        match self {
            Self::Transport(transport) => transport.finish(give),
            Self::Unknown | Self::Fragments(_) => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::film::{Sample, units};
    use super::*;

    const PATTERN: &[u8] = include_bytes!("../../../tests/fixtures/camera/pattern.h264");
    const HEAD: &[u8] = include_bytes!("../../../tests/fixtures/camera/hls/head.mp4");
    const FRAGMENT: &[u8] = include_bytes!("../../../tests/fixtures/camera/hls/piece-0.m4s");
    const TRANSPORT: &[u8] = include_bytes!("../../../tests/fixtures/camera/hls/piece-0.ts");

    fn taken(format: &mut Format<'_>, piece: &[u8], at_once: usize) -> Result<Vec<Taken>, Trouble> {
        let mut taken = Vec::new();
        for part in piece.chunks(at_once) {
            format.push(part, &mut |picture| taken.push(picture))?;
        }
        format.finish(&mut |picture| taken.push(picture))?;
        Ok(taken)
    }

    /// The parts of pictures in it, without what tells how to read them.
    fn slices(data: &[u8]) -> Vec<&[u8]> {
        units(data).filter(|unit| matches!(unit[0] & 0x1f, 1..=5)).collect()
    }

    #[test]
    fn the_pictures_that_the_camera_took_come_out_of_packets_and_of_fragments_however_they_come() {
        let pattern = slices(PATTERN);
        for at_once in [1, 187, 188, 189, 1000, 1 << 20] {
            let mut film = Film::default();
            let track = Track::read(HEAD, &mut film).expect("a head");
            let fragments = taken(&mut Format::Fragments(Fragments::new(&track, 0)), FRAGMENT, at_once);
            let transport = taken(&mut Format::Unknown, TRANSPORT, at_once);
            for (taken, mut film) in [(fragments, film), (transport, Film::default())] {
                let shown: Vec<Sample> =
                    taken.expect("pictures").into_iter().map(|one| film.next(one).expect("one")).collect();
                assert_eq!(shown.len(), 20, "two seconds");
                for (nth, one) in shown.iter().enumerate() {
                    assert_eq!(slices(&one.data), [pattern[nth]]);
                    assert_eq!(one.is_key, nth % 10 == 0);
                    let sets = units(&one.data).filter(|unit| matches!(unit[0] & 0x1f, 7 | 8)).count();
                    assert!(!one.is_key || sets >= 2, "what it needs stands before it");
                    let since = one.decode.saturating_sub(shown[0].decode);
                    assert_eq!((since.as_micros() + 50_000) / 100_000, nth as u128, "ten a second");
                }
            }
        }
    }

    #[test]
    fn files_that_were_damaged_on_the_way_are_read_to_their_end_or_make_no_sense() {
        let mut seed = 5_u32;
        let mut chance = |below: usize| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (seed >> 8) as usize % below
        };
        for _ in 0..3000 {
            let [mut head, mut fragment, mut transport] = [HEAD, FRAGMENT, TRANSPORT].map(<[u8]>::to_vec);
            for file in [&mut head, &mut fragment, &mut transport] {
                for _ in 0..=chance(4) {
                    let at = chance(file.len().min(900));
                    file[at] = [0, 1, 0x7f, 0xff, chance(256) as u8][chance(5)];
                }
            }
            let mut film = Film::default();
            let whole = Track::read(HEAD, &mut film).expect("a head");
            let read = Track::read(&head, &mut film);
            for track in [Some(&whole), read.as_ref().ok()].into_iter().flatten() {
                let pictures = taken(&mut Format::Fragments(Fragments::new(track, 0)), &fragment, 700);
                assert!(pictures.is_ok_and(|all| all.len() <= 10_000) || fragment != FRAGMENT);
            }
            let _ = taken(&mut Format::Unknown, &transport, 700);
        }
    }
}
