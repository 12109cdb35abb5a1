//! The way to a camera that speaks RTSP, on which what comes is counted.
//!
//! What reads RTSP sets no bound to a message or a picture, and knows no TLS. So it is led to the camera through a port
//! of this machine: there is counted what comes ([`Meter`]), and there TLS is put on and taken off.

use std::io;
use std::net::Ipv4Addr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt, AsyncWriteExt, copy, split};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use crate::address::Place;
use crate::line::{KNOCK, Line, reach};
use crate::meter::{Meter, Pace};
use crate::trouble::Trouble;

const PIECE: usize = 64 << 10;

/// A way that is laid: it is there for one who comes, and gone when this is dropped.
pub struct Way {
    pub port: u16,
    task: tokio::task::JoinHandle<()>,
}

impl Way {
    /// Lay a way to a camera that answers.
    pub async fn lay(place: &Place, meter: Arc<Meter>) -> Result<Self, Trouble> {
        let camera = reach(place).await?;
        let door = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.map_err(|_| Trouble::Unreachable)?;
        let port = door.local_addr().map_err(|_| Trouble::Unreachable)?.port();
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
async fn pass(camera: Box<dyn Line>, reader: TcpStream, meter: &Meter) {
    let (mut from_camera, mut to_camera) = split(camera);
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
