//! The way to a camera, on which what comes is counted.
//!
//! What reads RTSP holds a message until it is whole, and a picture until its last packet is there; it sets no bound to
//! either. So it is led to the camera through a port of this machine, and here the bytes are counted that have come
//! since the last picture: a header without an end, a body of a gigabyte, or a picture that never closes end the way.
//! And no more is taken from a camera in a second than a good picture needs; what it has beyond that waits with it.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Instant, sleep, timeout};

/// What may come before the next picture is whole: the largest key frames have half of it.
pub const MOST_AHEAD: usize = 8 << 20;
/// What is taken in a second: twice what a camera of eight megapixels sends.
const A_SECOND: usize = 6 << 20;
const PIECE: usize = 64 << 10;

/// How long a camera may take to answer a knock.
const KNOCK: Duration = Duration::from_secs(5);

/// What came since the last picture.
#[derive(Default)]
pub struct Meter {
    ahead: AtomicUsize,
    is_over: AtomicBool,
}

impl Meter {
    /// A picture is whole.
    pub fn reset(&self) {
        self.ahead.store(0, Ordering::Relaxed);
    }

    /// Whether more came than may.
    pub fn is_over(&self) -> bool {
        self.is_over.load(Ordering::Relaxed)
    }

    fn count(&self, bytes: usize) -> io::Result<()> {
        if self.ahead.fetch_add(bytes, Ordering::Relaxed) + bytes > MOST_AHEAD {
            self.is_over.store(true, Ordering::Relaxed);
            return Err(io::Error::other("more than a picture came, and no picture"));
        }
        Ok(())
    }
}

/// A way that is laid: it is there for one who comes, and gone when this is dropped.
pub struct Way {
    pub port: u16,
    task: tokio::task::JoinHandle<()>,
}

impl Way {
    /// Lay a way to a camera that answers.
    pub async fn lay(host: &str, port: u16, meter: Arc<Meter>) -> io::Result<Self> {
        let camera = timeout(KNOCK, TcpStream::connect((host, port))).await??;
        camera.set_nodelay(true)?;
        let door = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let port = door.local_addr()?.port();
        let task = tokio::spawn(async move {
            let Ok(Ok((reader, _))) = timeout(KNOCK, door.accept()).await else { return };
            drop(door);
            pass(camera, reader, &meter).await;
        });
        Ok(Self { port, task })
    }
}

impl Drop for Way {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Until either is gone, or more came than may.
async fn pass(camera: TcpStream, reader: TcpStream, meter: &Meter) {
    let (mut from_camera, mut to_camera) = camera.into_split();
    let (mut from_reader, mut to_reader) = reader.into_split();
    let inwards = async {
        let mut piece = vec![0; PIECE];
        let mut pace = Pace::new();
        loop {
            let read = from_camera.read(&mut piece).await?;
            if read == 0 {
                return io::Result::Ok(());
            }
            meter.count(read)?;
            pace.keep(read).await;
            to_reader.write_all(&piece[..read]).await?;
        }
    };
    tokio::select! {
        _ = inwards => {}
        _ = copy(&mut from_reader, &mut to_camera) => {}
    }
}

/// So much a second, and no more.
struct Pace {
    since: Instant,
    taken: usize,
}

impl Pace {
    fn new() -> Self {
        Self { since: Instant::now(), taken: 0 }
    }

    /// Waits as long as what was taken in this second is too much.
    async fn keep(&mut self, bytes: usize) {
        self.taken += bytes;
        if self.taken > A_SECOND {
            sleep(Duration::from_secs(1).saturating_sub(self.since.elapsed())).await;
        }
        if self.since.elapsed() >= Duration::from_secs(1) {
            *self = Self::new();
        }
    }
}
