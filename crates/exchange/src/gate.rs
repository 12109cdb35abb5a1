//! A file as it comes in: what refuses it is said as soon as it is seen, before the rest takes any memory.

use domain::import::Fault;

use crate::bytes;
use crate::json::Depth;

/// Looks at a file's bytes as they come, in order.
#[derive(Debug)]
pub struct Gate<'a> {
    file_name: &'a str,
    /// How much came.
    size: usize,
    /// None when the file is no JSON.
    depth: Option<Depth>,
}

impl<'a> Gate<'a> {
    /// For a file of which nothing has come.
    pub fn new(file_name: &'a str) -> Self {
        Self { file_name, size: 0, depth: None }
    }

    /// Looks at the next piece.
    pub fn pass(&mut self, piece: &[u8]) -> Result<(), Fault> {
        if self.size == 0 {
            let body = piece.strip_prefix(bytes::MARK).unwrap_or(piece).trim_ascii_start();
            self.depth = matches!(body.first(), Some(b'{' | b'[' | 0x1e)).then(Depth::default);
        }
        self.size += piece.len();
        bytes::check_size(self.file_name, self.size)?;
        self.depth.as_mut().map_or(Ok(()), |depth| depth.take(self.file_name, piece))
    }
}
