//! A server of a side: started on a port of loopback that was free, ended with the measurement.

use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// A server that takes longer to listen does not start.
const PATIENCE: Duration = Duration::from_secs(20);

/// A running server; dropping it ends it.
pub struct Host {
    child: Child,
    pub address: SocketAddr,
}

impl Host {
    /// Starts a server and waits until it takes connections.
    pub fn start(command: &mut Command, address: SocketAddr) -> Result<Self> {
        let what = format!("{command:?}");
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let mut host = Self { child: child.with_context(|| what.clone())?, address };
        let began = Instant::now();
        while TcpStream::connect(address).is_err() {
            if began.elapsed() > PATIENCE || host.child.try_wait()?.is_some() {
                bail!("{what} does not listen");
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(host)
    }

    /// A connection on which nothing is gathered.
    pub fn connect(&self) -> Result<TcpStream> {
        let stream = TcpStream::connect(self.address)?;
        stream.set_nodelay(true)?;
        Ok(stream)
    }
}

impl Drop for Host {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// An address of loopback that is free now.
pub fn free() -> Result<SocketAddr> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?)
}
