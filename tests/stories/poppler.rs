//! What others read in a PDF of ours.

use std::fs;
use std::process::Command;

/// What a program of poppler says of a PDF; none where the machine has it not.
pub fn told_by(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let file = folder.path().join("sheet.pdf");
    fs::write(&file, pdf).expect("a file");
    let mut command = Command::new(program);
    command.args(arguments.iter().map(|argument| argument.replace("FILE", &file.to_string_lossy())));
    let Ok(output) = command.output() else {
        tell_skipped(program);
        return None;
    };
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[expect(clippy::print_stderr, reason = "a test that was skipped says so")]
fn tell_skipped(program: &str) {
    eprintln!("skipped: {program} (poppler-utils) is not on this machine");
}

/// The text as it is laid out.
pub fn text_of(pdf: &[u8]) -> Option<String> {
    told_by("pdftotext", &["-layout", "FILE", "-"], pdf)
}
