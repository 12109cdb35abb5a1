//! What a letter says, in plain words: of several forms the plain one, of HTML its text, in whatever letters it was written.

use domain::contact::Caller;
use encoding_rs::GB18030;
use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::html::html_to_text;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{Encoding, Message, MessagePart, MimeHeaders, PartType};

/// Signs that are taken over: an incident's words have room for no more, with its subject and what is enclosed.
pub(super) const MOST: usize = 700;
/// More of a text is not looked at.
const LONGEST: usize = 1 << 20;
/// What stands in a text where a sign could not be read.
const UNREAD: char = '\u{fffd}';
/// What people write before their name at the end.
const LABELS: [&str; 8] = ["反映人", "来信人", "投诉人", "联系人", "署名", "姓名", "此致", "from"];

/// The words of a letter.
pub(super) struct Said {
    pub(super) words: String,
    /// It says that it is written in other letters than it is.
    pub(super) is_gbk: bool,
    /// Signs of it could not be read.
    pub(super) is_broken: bool,
}

pub(super) fn said(message: &Message<'_>, writer: &Caller) -> Said {
    let (mut words, mut is_gbk) = (String::new(), false);
    let unfinished = message.attachments().filter(|part| is_unfinished(part));
    for part in message.text_bodies().chain(unfinished) {
        let (text, guessed) = of_part(message, part);
        is_gbk |= guessed;
        words.push_str(&text);
        words.push('\n');
        if words.len() > LONGEST {
            break;
        }
    }
    let words = without_writer(&tidied(&words), writer);
    let is_broken = words.contains(UNREAD);
    Said { words, is_gbk, is_broken }
}

/// One line without what nobody sees: for subjects, names, addresses.
pub(super) fn line(text: &str) -> String {
    let seen: String =
        text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).filter(|sign| is_seen(*sign)).collect();
    seen.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn of_part(message: &Message<'_>, part: &MessagePart<'_>) -> (String, bool) {
    let (text, is_html) = match &part.body {
        PartType::Text(text) => (text, false),
        PartType::Html(text) => (text, true),
        _ => return (String::new(), false),
    };
    let again = if text.contains(UNREAD) { again(message, part) } else { None };
    let (text, guessed) = (again.as_deref().unwrap_or(text), again.is_some());
    // What is broken into letters of transport is no text.
    if part.is_encoding_problem && is_coded(part) {
        return (String::new(), false);
    }
    (if is_html { html_to_text(&with_lines(text)) } else { text.to_owned() }, guessed)
}

/// A text whose end is lost, as a letter has it that was cut off on its way.
pub(super) fn is_unfinished(part: &MessagePart<'_>) -> bool {
    let is_text = part.content_type().is_none_or(|kind| kind.c_type.eq_ignore_ascii_case("text"));
    part.is_encoding_problem && is_text && part.attachment_name().is_none() && !is_coded(part)
}

/// Whether a part says that it is in letters of transport.
fn is_coded(part: &MessagePart<'_>) -> bool {
    let coding = part.content_transfer_encoding().unwrap_or_default();
    ["base64", "quoted-printable"].iter().any(|one| coding.eq_ignore_ascii_case(one))
}

/// The same part read as what it is where it is not what it says: UTF-8, or the letters of China.
fn again(message: &Message<'_>, part: &MessagePart<'_>) -> Option<String> {
    let raw = message.raw_message.get(part.offset_body as usize..part.offset_end as usize)?;
    let bytes = match part.encoding {
        Encoding::None => raw.to_vec(),
        Encoding::Base64 => base64_decode(raw)?,
        Encoding::QuotedPrintable => quoted_printable_decode(raw)?,
    };
    String::from_utf8(bytes).map_or_else(
        |bad| {
            let (text, _, is_broken) = GB18030.decode(bad.as_bytes());
            (!is_broken).then(|| text.into_owned())
        },
        Some,
    )
}

/// Where HTML ends a line by its form alone.
fn with_lines(html: &str) -> String {
    ["div", "li", "tr", "h1", "h2", "h3"].iter().fold(html.to_owned(), |html, name| {
        let closing = format!("</{name}>");
        html.replace(&closing, &format!("{closing}<br>")).replace(&closing.to_uppercase(), &format!("{closing}<br>"))
    })
}

/// Lines without blanks around them, and no more than one empty one between two.
fn tidied(text: &str) -> String {
    let text: String = text.chars().map(|sign| if sign == '\u{a0}' || sign == '\t' { ' ' } else { sign }).collect();
    let mut lines: Vec<String> = Vec::new();
    for line in text.lines() {
        let line: String = line.chars().filter(|sign| !sign.is_control()).filter(|sign| is_seen(*sign)).collect();
        let line = line.trim();
        if !line.is_empty() || lines.last().is_some_and(|last| !last.is_empty()) {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n").trim().to_owned()
}

fn is_seen(sign: char) -> bool {
    !matches!(sign, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}')
}

/// Without the writer's address wherever it stands, and without the line that is the name alone, as people sign. In a
/// sentence a name may be that of a place as well, and stays.
fn without_writer(text: &str, writer: &Caller) -> String {
    let text = writer.mail.as_deref().map_or_else(|| text.to_owned(), |mail| text.replace(mail, "（来信人邮箱）"));
    let Some(name) = writer.name.as_deref() else { return text };
    let is_signed = |line: &str| {
        let line = line.trim_matches(|sign: char| sign.is_whitespace() || "：:，,。".contains(sign));
        let rest = LABELS.iter().find_map(|label| line.strip_prefix(label)).unwrap_or(line);
        rest.trim_matches(|sign: char| sign.is_whitespace() || "：:，,。".contains(sign)) == name
    };
    let lines: Vec<&str> = text.lines().map(|line| if is_signed(line) { "（署名略）" } else { line }).collect();
    lines.join("\n")
}
