//! Letters 来信 as mail programs keep them: one to a file (`.eml`), or a whole box of them (`.mbox`). Each becomes what a
//! work order of a hotline is, by the way of the mailbox.
//!
//! A letter is a stranger's: who wrote it goes to the vault, its number is a digest of its Message-ID – which may hold
//! somebody's address –, and of its text nothing is believed to be more than words. What cannot be read is refused by its
//! place in the box, and the others come in.

mod text;

use std::borrow::Cow;
use std::collections::HashSet;

use domain::attachment::FileHash;
use domain::contact::Caller;
use domain::hotline::{HotlineOrder, Secrecy};
use domain::import::Fault;
use domain::incident::Channel;
use domain::moment::Moment;
use encoding_rs::GB18030;
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{DateTime, Message, MessageParser, MimeHeaders, PartType, Received};

use crate::findings::{Findings, at, of_file};
use crate::hotline::{Enclosure, HotlineReading};

use self::text::Said;

/// Endings of the files of letters.
const LETTER: &str = "eml";
const BOXES: [&str; 2] = ["mbox", "mbx"];
/// What Outlook keeps letters in, which nobody else reads.
const OUTLOOK: &str = "msg";
/// Letters of a box.
const MOST_LETTERS: usize = 10_000;
/// The longest letter, in bytes; servers take less.
const LONGEST_LETTER: usize = 40 << 20;
/// The longest head of one, and letters inside letters at the most: whoever writes more does not write to us.
const LONGEST_HEAD: usize = 256 << 10;
const MOST_INSIDE: usize = 50;
/// Enclosures of a letter; more are named.
const MOST_ENCLOSED: usize = 6;
/// Pictures below so many bytes that stand in a letter's own text are its decoration.
const LEAST_INLINE: usize = 8 << 10;
/// Signs of a subject, of a name and of an address.
const MOST_IN_SUBJECT: usize = 100;
const MOST_IN_NAME: usize = 60;
const MOST_IN_ADDRESS: usize = 120;
/// Signs of a digest that name a letter.
const NUMBER: usize = 24;
/// No letter was received before 2000: a clock stood still.
const FIRST: i64 = 946_684_800;

/// Whether a file is letters, by its name: whatever stands in it, text could stand in a letter as well.
pub(crate) fn is_some(file_name: &str) -> bool {
    let ending = ending(file_name);
    ending == LETTER || ending == OUTLOOK || BOXES.contains(&ending.as_str())
}

/// Read letters.
pub(crate) fn read(file_name: &str, bytes: &[u8]) -> HotlineReading {
    let mut reading = HotlineReading::of(Channel::Mailbox);
    let all = match apart(file_name, bytes) {
        Ok(all) => all,
        Err(fault) => return HotlineReading { faults: vec![fault], ..reading },
    };
    let (mut findings, mut met) = (Findings::default(), HashSet::new());
    for (at, letter) in all.iter().enumerate() {
        let row = u32::try_from(at + 1).unwrap_or(u32::MAX);
        reading.read += 1;
        let told = Reader { file: file_name, row }.letter(letter, &mut findings);
        let Some((order, enclosures)) = findings.keep(told) else { continue };
        // Boxes that were put together have letters twice.
        if !met.insert(order.number.clone()) {
            findings.tally(row as usize, "", "letter.again");
            continue;
        }
        reading.orders.push((row, order));
        reading.enclosures.extend(enclosures);
    }
    let (faults, notes) = findings.sorted();
    HotlineReading { faults, notes, ..reading }
}

fn ending(file_name: &str) -> String {
    file_name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

/// The letters of a file, each by itself.
fn apart<'a>(file_name: &str, bytes: &'a [u8]) -> Result<Vec<Cow<'a, [u8]>>, Fault> {
    if ending(file_name) == OUTLOOK {
        return Err(of_file("letter.outlook", &[("file", file_name)]));
    }
    if ending(file_name) == LETTER {
        return Ok(vec![Cow::Borrowed(bytes)]);
    }
    let mut all = Vec::new();
    // Bytes in memory are always read.
    for letter in MessageIterator::new(bytes).filter_map(Result::ok) {
        if all.len() == MOST_LETTERS {
            return Err(of_file("file.too_many_rows", &[("file", file_name), ("most", &MOST_LETTERS.to_string())]));
        }
        all.push(Cow::Owned(letter.unwrap_contents()));
    }
    if all.is_empty() { Err(of_file("letter.none", &[("file", file_name)])) } else { Ok(all) }
}

struct Reader<'a> {
    file: &'a str,
    row: u32,
}

impl Reader<'_> {
    fn letter(&self, bytes: &[u8], findings: &mut Findings) -> Result<(HotlineOrder, Vec<Enclosure>), Fault> {
        self.admit(bytes)?;
        let bytes = self.with_a_readable_head(bytes, findings);
        let message = MessageParser::default().parse(bytes.as_ref()).ok_or_else(|| self.at("letter.none"))?;
        if message.from().is_none() && message.date().is_none() && message.message_id().is_none() {
            return Err(self.at("letter.none"));
        }
        if is_automatic(&message) {
            return Err(self.at("letter.automatic"));
        }
        let caller = self.writer(&message, findings);
        let (enclosures, named) = self.enclosed(&message, findings);
        let subject = message.subject().map(|subject| clipped(&text::line(subject), MOST_IN_SUBJECT).0);
        let said = text::said(&message, &caller);
        let content = self.content(subject.unwrap_or_default(), &said, findings);
        if content.is_empty() && enclosures.is_empty() && named.is_empty() {
            return Err(self.at("letter.empty"));
        }
        let order = HotlineOrder {
            number: number(&message, bytes.as_ref()),
            source: None,
            received: self.received(&message, findings),
            due: None,
            caller,
            secrecy: Secrecy::Secret,
            reply: None,
            urgency: None,
            category: Vec::new(),
            address: None,
            place: None,
            content,
            attachments: named,
            earlier: None,
        };
        Ok((order, enclosures))
    }

    /// Refuses what would cost more than a letter can be worth: letters in letters are taken apart one inside the other.
    fn admit(&self, bytes: &[u8]) -> Result<(), Fault> {
        if bytes.len() > LONGEST_LETTER {
            let (size, most) = ((bytes.len() >> 20).to_string(), (LONGEST_LETTER >> 20).to_string());
            return Err(self.of("file.too_large", &[("file", self.file), ("size", &size), ("most", &most)]));
        }
        let inside = memchr::memmem::find_iter(&bytes.to_ascii_lowercase(), b"message/rfc822").count();
        if head_of(bytes).len() > LONGEST_HEAD || inside > MOST_INSIDE {
            return Err(self.at("letter.intricate"));
        }
        Ok(())
    }

    /// Programs of old wrote subjects and names in the letters of their machine, without saying so.
    fn with_a_readable_head<'a>(&self, bytes: &'a [u8], findings: &mut Findings) -> Cow<'a, [u8]> {
        let head = head_of(bytes);
        if std::str::from_utf8(head).is_ok() {
            return Cow::Borrowed(bytes);
        }
        let (plain, _, is_broken) = GB18030.decode(head);
        if is_broken {
            return Cow::Borrowed(bytes);
        }
        findings.note(self.at("letter.taken_for_gbk"));
        Cow::Owned([plain.as_bytes(), &bytes[head.len()..]].concat())
    }

    /// Who wrote it, as far as the letter says so.
    fn writer(&self, message: &Message<'_>, findings: &mut Findings) -> Caller {
        let from = message.from().or_else(|| message.sender()).and_then(|from| from.first());
        let mail = from.and_then(|from| from.address()).map(text::line);
        let mail = mail.filter(|mail| mail.contains('@') && mail.chars().count() <= MOST_IN_ADDRESS);
        let name = from.and_then(|from| from.name()).map(|name| clipped(&text::line(name), MOST_IN_NAME).0);
        let name = name.filter(|name| !name.is_empty() && Some(name) != mail.as_ref());
        if mail.is_none() {
            findings.note(self.at("letter.no_writer"));
        }
        Caller { name, mail, ..Caller::default() }
    }

    /// When the last server took it on, which the writer cannot choose; else when it says that it was written.
    fn received(&self, message: &Message<'_>, findings: &mut Findings) -> Option<Moment> {
        let dates = [message.received().and_then(Received::date), message.date().copied()];
        let told = dates.into_iter().flatten().find(DateTime::is_valid).map(|date| date.to_timestamp());
        let told = told.filter(|seconds| *seconds >= FIRST);
        if told.is_none() {
            findings.note(self.at("letter.no_date"));
        }
        told.map(|seconds| Moment::from_millis(seconds.saturating_mul(1000)))
    }

    fn content(&self, subject: String, said: &Said, findings: &mut Findings) -> String {
        if said.is_gbk {
            findings.note(self.at("letter.taken_for_gbk"));
        }
        if said.is_broken {
            findings.note(self.at("letter.garbled"));
        }
        let (words, cut) = clipped(&said.words, text::MOST);
        let mut parts = vec![subject, words];
        if let Some(all) = cut {
            let all = all.to_string();
            findings.note(self.of("letter.cut", &[("count", &all), ("most", &text::MOST.to_string())]));
            parts.push(format!("（全文 {all} 字，其余见原信）"));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n")
    }

    /// What was enclosed, and the names of what cannot be: other letters, and more than one incident holds.
    fn enclosed(&self, message: &Message<'_>, findings: &mut Findings) -> (Vec<Enclosure>, Vec<String>) {
        let (mut all, mut named) = (Vec::new(), Vec::new());
        for part in message.attachments().filter(|part| !text::is_unfinished(part)) {
            let is_inline = matches!(part.body, PartType::InlineBinary(_)) && part.content_id().is_some();
            if is_inline && part.contents().len() < LEAST_INLINE {
                continue;
            }
            let name = clipped(&text::line(part.attachment_name().unwrap_or_default()), MOST_IN_NAME).0;
            let name = if name.is_empty() { format!("附件{}", all.len() + named.len() + 1) } else { name };
            let is_held = !matches!(part.body, PartType::Message(_)) && !part.is_encoding_problem;
            if part.is_encoding_problem {
                findings.note(self.of("letter.broken_enclosure", &[("name", &name)]));
            }
            if is_held && all.len() < MOST_ENCLOSED {
                all.push(Enclosure { row: self.row, name, bytes: part.contents().to_vec() });
            } else {
                named.push(name);
            }
        }
        (all, named)
    }

    fn at(&self, code: &str) -> Fault {
        self.of(code, &[])
    }

    fn of(&self, code: &str, params: &[(&str, &str)]) -> Fault {
        at(self.row as usize, "", code, params)
    }
}

/// Up to the first empty line.
fn head_of(bytes: &[u8]) -> &[u8] {
    let end = [&b"\r\n\r\n"[..], b"\n\n"].into_iter().filter_map(|gap| memchr::memmem::find(bytes, gap)).min();
    &bytes[..end.unwrap_or(bytes.len())]
}

/// Out-of-office answers and what a server gives back: nobody wrote them.
fn is_automatic(message: &Message<'_>) -> bool {
    let mut said = message.headers_raw().filter(|(name, _)| name.eq_ignore_ascii_case("Auto-Submitted"));
    said.any(|(_, said)| !said.trim().eq_ignore_ascii_case("no")) || message.is_content_type("multipart", "report")
}

/// The same letter has the same number wherever it comes from: by its Message-ID, or else by all of it.
fn number(message: &Message<'_>, bytes: &[u8]) -> String {
    let id = message.message_id().map(str::trim).filter(|id| !id.is_empty());
    let mut digest = FileHash::of(id.map_or(bytes, str::as_bytes)).0;
    digest.truncate(NUMBER);
    digest
}

/// The beginning of a text, and how many signs it has where that is not all.
fn clipped(text: &str, most: usize) -> (String, Option<usize>) {
    match text.char_indices().nth(most) {
        None => (text.to_owned(), None),
        Some((end, _)) => (text[..end].trim_end().to_owned(), Some(text.chars().count())),
    }
}
