//! Files that come in while somebody sits at the terminal: a line that says how far it is, and Ctrl-C that stops it.

use std::io::{IsTerminal, stderr};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use domain::failure::Failure;
use domain::import::{ImportProgress, ImportReport};
use domain::manner::{FileKind, Manner};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::watch;

use crate::foreign::Foreign;
use crate::out::Out;
use crate::store::Store;

/// How often the line is written anew, and Ctrl-C looked for.
const BEAT: Duration = Duration::from_millis(100);

/// Who watches over imports.
pub struct Passing {
    out: Out,
    stopped: watch::Receiver<bool>,
    /// Hears Ctrl-C as long as it stands.
    _hearing: Runtime,
}

impl Passing {
    /// From here on Ctrl-C no longer ends the program, but the import.
    pub fn new(out: Out) -> Result<Self, Failure> {
        let (stop, stopped) = watch::channel(false);
        let broken = |error: std::io::Error| Failure::broken(error.to_string(), "cli.passing");
        let hearing = Builder::new_multi_thread().worker_threads(1).enable_all().build().map_err(broken)?;
        hearing.spawn(async move {
            while tokio::signal::ctrl_c().await.is_ok() {
                stop.send_replace(true);
            }
        });
        Ok(Self { out, stopped, _hearing: hearing })
    }

    /// Brings one file in; after Ctrl-C none.
    pub fn bring_in(
        &self,
        store: &Store,
        kind: FileKind,
        file: Foreign,
        manner: &Manner,
    ) -> Result<ImportReport, Failure> {
        if *self.stopped.borrow() {
            return Err(Failure::invalid("import.cancelled", &[("file", &file.name)]));
        }
        let (command, name) = (store.new_command(), file.name.clone());
        let shows = stderr().is_terminal();
        thread::scope(|scope| {
            let (done, is_done) = mpsc::channel::<()>();
            scope.spawn(move || {
                while is_done.recv_timeout(BEAT) == Err(RecvTimeoutError::Timeout) {
                    if *self.stopped.borrow() {
                        // Whether it could be stopped is seen by how it ends.
                        let _ = store.cancel_import(command);
                    }
                    if shows && let Ok(Some(progress)) = store.import_progress(command) {
                        self.out.line(&line(&name, progress, self.out));
                    }
                }
                if shows {
                    self.out.line("");
                }
            });
            let report = store.import(command, kind, file, manner);
            drop(done);
            report
        })
    }
}

fn line(file: &str, progress: ImportProgress, out: Out) -> String {
    let ImportProgress { read, rows, waits, settled } = progress;
    let percent = (read * 100.0).floor();
    if waits {
        return out.either(format!("{file}  等待其他文件读完"), format!("{file}  waits for other files to be read"));
    }
    match (settled, rows) {
        (true, _) => out.either(format!("{file}  {rows} 条入库中"), format!("{file}  storing {rows} rows")),
        (false, 0) => out.either(format!("{file}  已读 {percent} %"), format!("{file}  {percent} % read")),
        (false, _) => {
            out.either(format!("{file}  已读 {percent} %，{rows} 条"), format!("{file}  {percent} % read, {rows} rows"))
        }
    }
}
