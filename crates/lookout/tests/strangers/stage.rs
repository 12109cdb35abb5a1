//! What stands at an address, for as long as a test goes on.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What stands at an address: each that comes is answered in its manner.
pub struct Stage {
    pub port: u16,
    knocks: Arc<AtomicUsize>,
}

/// One that came.
pub struct Line {
    stream: TcpStream,
    reader: BufReader<TcpStream>,
    /// What was asked last.
    pub asked: String,
}

impl Stage {
    pub fn open(manner: impl Fn(&mut Line) + Send + Sync + 'static) -> Self {
        let door = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = door.local_addr().unwrap().port();
        let (knocks, manner) = (Arc::new(AtomicUsize::new(0)), Arc::new(manner));
        let counted = Arc::clone(&knocks);
        std::thread::spawn(move || {
            for stream in door.incoming().map_while(Result::ok) {
                counted.fetch_add(1, Ordering::Relaxed);
                let manner = Arc::clone(&manner);
                std::thread::spawn(move || {
                    let reader = BufReader::new(stream.try_clone().unwrap());
                    manner(&mut Line { stream, reader, asked: String::new() });
                });
            }
        });
        Self { port, knocks }
    }

    pub fn knocks(&self) -> usize {
        self.knocks.load(Ordering::Relaxed)
    }
}

impl Line {
    /// The next thing that is asked.
    pub fn request(&mut self) -> String {
        let mut whole = String::new();
        while !whole.ends_with("\r\n\r\n") && self.reader.read_line(&mut whole).is_ok_and(|read| read > 0) {}
        self.asked.clone_from(&whole);
        whole
    }

    /// False: whoever asked is gone.
    pub fn write(&mut self, bytes: &[u8]) -> bool {
        self.stream.write_all(bytes).is_ok()
    }

    /// So many bytes, as fast as they are taken.
    pub fn pour(&mut self, fill: impl Fn(&mut [u8]), bytes: usize) {
        let mut piece: Vec<u8> = (0..=255).cycle().take(1 << 16).collect();
        for _ in 0..bytes >> 16 {
            fill(&mut piece);
            if !self.write(&piece) {
                return;
            }
        }
    }

    /// Until whoever asked is gone.
    pub fn hold(&mut self) {
        let _ = self.reader.read_to_end(&mut Vec::new());
    }
}

/// Bytes that mean nothing.
pub fn noise(byte: u8) -> u8 {
    byte.wrapping_mul(197).wrapping_add(113)
}
