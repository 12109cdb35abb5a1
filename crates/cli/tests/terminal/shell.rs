//! A folder of its own, and `wutu` in it.

use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;
use tests::streets;
pub use tests::streets::{FIRST, HEADS, TOP};

pub struct Shell {
    folder: TempDir,
}

/// What a command left behind.
pub struct Done {
    pub status: i32,
    pub stdout: String,
    pub stderr: String,
}

/// `wutu serve`, running; killed when the test is over.
pub struct Served {
    child: Child,
    /// What it printed when it was ready.
    pub ready: Value,
}

impl Shell {
    pub fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// With the store `s`, two streets and their heads in it.
    pub fn with_district() -> Self {
        let shell = Self::new();
        shell.write("grids.geojson", &grids());
        shell.write("heads.csv", HEADS);
        shell.json(&["new", "s", "--name", "试验区"]);
        shell.json(&["import", "s", "grids.geojson", "--as", "grids"]);
        shell.json(&["import", "s", "heads.csv", "--as", "heads"]);
        shell
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, text: &str) {
        fs::write(self.path(name), text).unwrap();
    }

    pub fn run(&self, args: &[&str]) -> Done {
        self.run_with(args, "")
    }

    pub fn run_with(&self, args: &[&str], input: &str) -> Done {
        finish(self.command(args), input)
    }

    /// On a machine whose settings name this locale.
    pub fn run_in(&self, locale: &str, args: &[&str]) -> Done {
        let mut command = self.command(args);
        command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", locale);
        finish(command, "")
    }

    /// The one document of a command that must succeed.
    pub fn json(&self, args: &[&str]) -> Value {
        let done = self.run(&[args, &["--json"]].concat());
        assert_eq!(done.status, 0, "{args:?}: {}{}", done.stdout, done.stderr);
        done.document()
    }

    /// Opens the store `s` on any free port.
    pub fn serve(&self) -> Served {
        self.serve_with(&["--listen", "127.0.0.1:0"])
    }

    /// Opens the store `s` as these arguments say.
    pub fn serve_with(&self, args: &[&str]) -> Served {
        let mut child = self.command(&[&["serve", "s", "--json"], args].concat()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready = serde_json::from_str(&line).unwrap_or_else(|_| panic!("it came up and said so: {line}"));
        Served { child, ready }
    }

    /// The post of the first street's head.
    pub fn head(&self) -> String {
        let card = self.json(&["ask", "s", "grid", &json!({ "path": FIRST }).to_string()]);
        card["heads"][0]["post"]["id"].as_str().expect("each street has a head").to_owned()
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_wutu"));
        command
            .args(args)
            .current_dir(self.folder.path())
            .env("XDG_DATA_HOME", self.path("home"))
            .env("LC_ALL", "zh_CN.UTF-8")
            .stdout(Stdio::piped());
        command
    }
}

fn finish(mut command: Command, input: &str) -> Done {
    let mut child = command.stdin(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    // A command that reads nothing may be gone already.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    Done {
        status: output.status.code().expect("no signal ended it"),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

impl Done {
    /// Standard output as one JSON document and nothing else.
    pub fn document(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {}", self.stdout))
    }
}

impl Served {
    pub fn address(&self) -> &str {
        self.ready["address"].as_str().unwrap()
    }

    /// Asks it to stop, as a service manager would; its exit status.
    pub fn stop(&mut self) -> Option<i32> {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        assert!(asked.success());
        self.child.wait().unwrap().code()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The fields of an order to everybody under `path`.
pub fn order(path: &str, text: &str) -> String {
    json!({ "draft": streets::draft(path, text) }).to_string()
}

/// Two streets side by side with nothing wrong in them.
pub fn grids() -> String {
    streets::squares(&[
        ("411602", "川汇区", "城市", 114.6, 114.8),
        ("411602001", "陈州街回族街道", "城市", 114.6, 114.7),
        ("411602002", "七一路街道", "城市", 114.7, 114.8),
    ])
}
