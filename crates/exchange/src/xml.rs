//! XML (1.0) piece by piece: nothing is declared, fetched or expanded, and nesting has an end.

use std::io::BufRead;

use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::limits::MOST_DEPTH;

/// A document on its way.
pub(crate) struct Xml<R> {
    reader: Reader<R>,
    buffer: Vec<u8>,
    depth: usize,
}

/// A piece of a document. Names come without their prefix.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece {
    /// `<name a="b">`; an empty element closes with the next piece.
    Open(Tag),
    /// `</name>`.
    Close(String),
    /// Text, with references resolved; one text may come in several pieces.
    Text(String),
    /// Nothing more.
    End,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
}

/// No XML, or nested without end: the byte at which reading stopped.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Broken(pub(crate) u64);

impl<R: BufRead> Xml<R> {
    pub(crate) fn new(source: R) -> Self {
        let mut reader = Reader::from_reader(source);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, buffer: Vec::new(), depth: 0 }
    }

    /// The next piece; comments, declarations and instructions are passed over.
    pub(crate) fn next(&mut self) -> Result<Piece, Broken> {
        loop {
            self.buffer.clear();
            let broken = Broken(self.reader.buffer_position());
            match self.reader.read_event_into(&mut self.buffer) {
                Ok(Event::Start(start)) => {
                    self.depth += 1;
                    if self.depth > MOST_DEPTH {
                        return Err(broken);
                    }
                    return Tag::of(&start).map(Piece::Open).ok_or(broken);
                }
                Ok(Event::End(end)) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Piece::Close(end.local_name().as_ref().to_owned()));
                }
                Ok(Event::Text(text)) => return Ok(Piece::Text(text.xml10_content().into_owned())),
                Ok(Event::CData(text)) => return Ok(Piece::Text(text.xml10_content().into_owned())),
                Ok(Event::GeneralRef(reference)) => {
                    let sign = match &*reference {
                        "lt" => Some('<'),
                        "gt" => Some('>'),
                        "amp" => Some('&'),
                        "quot" => Some('"'),
                        "apos" => Some('\''),
                        _ => reference.resolve_char_ref().ok().flatten(),
                    };
                    return sign.map(|sign| Piece::Text(sign.into())).ok_or(broken);
                }
                Ok(Event::Eof) if self.depth == 0 => return Ok(Piece::End),
                Ok(Event::Eof) | Err(_) => return Err(Broken(self.reader.error_position().max(broken.0))),
                Ok(_) => {}
            }
        }
    }

    /// The text of the element that was just opened, without what is nested in it; up to its end.
    pub(crate) fn text(&mut self) -> Result<String, Broken> {
        let (mut text, mut depth) = (String::new(), 1_usize);
        while depth > 0 {
            match self.next()? {
                Piece::Open(_) => depth += 1,
                Piece::Close(_) => depth -= 1,
                Piece::Text(more) if depth == 1 => text.push_str(&more),
                Piece::Text(_) => {}
                Piece::End => break,
            }
        }
        Ok(text)
    }

    /// Pass over the element that was just opened.
    pub(crate) fn skip(&mut self) -> Result<(), Broken> {
        self.text().map(drop)
    }
}

impl Tag {
    fn of(start: &BytesStart) -> Option<Self> {
        let name = start.local_name().as_ref().to_owned();
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let attribute = attribute.ok()?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
            attributes.push((attribute.key.local_name().as_ref().to_owned(), value.into_owned()));
        }
        Some(Self { name, attributes })
    }

    /// What an attribute says.
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> Result<Vec<Piece>, Broken> {
        let mut xml = Xml::new(text.as_bytes());
        let mut pieces = Vec::new();
        loop {
            match xml.next()? {
                Piece::End => return Ok(pieces),
                piece => pieces.push(piece),
            }
        }
    }

    #[test]
    fn a_text_comes_with_its_references_resolved() {
        let mut xml = Xml::new(
            "<?xml version=\"1.0\"?><a:b c=\"1&amp;2\">x&lt;<i>no</i>&#x7f51;<![CDATA[<y>]]></a:b>".as_bytes(),
        );
        let Ok(Piece::Open(tag)) = xml.next() else { panic!("an element opens") };
        assert_eq!((tag.name.as_str(), tag.attribute("c")), ("b", Some("1&2")));
        assert_eq!(xml.text().as_deref(), Ok("x<网<y>"));
        assert_eq!(xml.next(), Ok(Piece::End));
    }

    #[test]
    fn entities_and_nesting_without_end_are_refused() {
        assert!(pieces("<!DOCTYPE a [<!ENTITY b \"bbb\">]><a>&b;</a>").is_err());
        assert!(pieces(&"<a>".repeat(1_000_000)).is_err());
        assert!(pieces("<a></b>").is_err());
        assert!(pieces("<a><b/>").is_err());
        assert!(pieces("<a b=\"1\" b=\"2\"/>").is_err());
    }
}
