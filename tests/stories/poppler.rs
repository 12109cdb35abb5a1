//! What others read in a PDF of ours.

use std::fs;
use std::process::Command;

/// What a program of poppler says of a PDF; none where the machine has it not.
pub fn told_by(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<String> {
    made_by(program, arguments, pdf).map(|said| String::from_utf8_lossy(&said).into_owned())
}

/// The first page in shades of grey, with its width.
pub fn page_of(pdf: &[u8]) -> Option<(usize, Vec<u8>)> {
    let picture = made_by("pdftoppm", &["-gray", "-r", "40", "-f", "1", "-l", "1", "FILE"], pdf)?;
    // P5, width, height, the lightest shade, each in a word of its own.
    let mut words = picture.splitn(4, u8::is_ascii_whitespace);
    let mut word = || words.next().expect("a PGM has a head");
    assert_eq!(word(), b"P5");
    let width = std::str::from_utf8(word()).expect("digits").parse().expect("a number");
    let (_height, rest) = (word(), word());
    let begin = rest.iter().position(u8::is_ascii_whitespace).expect("after the lightest shade") + 1;
    Some((width, rest[begin..].to_vec()))
}

fn made_by(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<Vec<u8>> {
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
    Some(output.stdout)
}

#[expect(clippy::print_stderr, reason = "a test that was skipped says so")]
fn tell_skipped(program: &str) {
    eprintln!("skipped: {program} (poppler-utils) is not on this machine");
}

/// The text as it is laid out.
pub fn text_of(pdf: &[u8]) -> Option<String> {
    told_by("pdftotext", &["-layout", "FILE", "-"], pdf)
}
