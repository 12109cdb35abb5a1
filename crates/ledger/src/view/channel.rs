//! Channels: who has read how far, and what was said, page by page.

use domain::channel::{QuietHours, Reader, Span};
use domain::code::GridPath;
use domain::fact::{Fact, FactId, Header};
use domain::id::{MessageId, OrderId, PostId};
use domain::moment::Moment;
use domain::seat::Seat;
use rusqlite::{Row, named_params};

use super::View;
use crate::error::Error;
use crate::sql::section;
use crate::text;

const SQL: &str = include_str!("channel.sql");
const UNREAD: &str = section(SQL, "unread");
const COUNT: &str = section(SQL, "count");
const READ: &str = section(SQL, "read");
const HERE: &str = section(SQL, "here");
const BELOW: &str = section(SQL, "below");
const PINNED: &str = section(SQL, "pinned");
const ONE: &str = section(SQL, "one");
const AT: &str = section(SQL, "at");
const ANSWERS: &str = section(SQL, "answers");
const PINNED_COUNT: &str = section(SQL, "pinned_count");
const QUIET: &str = section(SQL, "quiet");

/// How far somebody has read a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadRow {
    /// Its grid.
    pub channel: GridPath,
    /// The number of the last message in it; 0 where there is none.
    pub last: u32,
    /// Up to which number he has read.
    pub read: u32,
    /// How many messages of others came since, withdrawn ones aside; in his own channel those from above among them.
    pub unread: u32,
    /// How many of them call him by name.
    pub called: u32,
}

/// One line of a channel.
#[derive(Debug, Clone, PartialEq)]
pub struct TalkRow {
    /// Its place among all lines.
    pub number: u32,
    /// What it is.
    pub what: TalkNoun,
    /// Where it was said; for an order, its scope.
    pub channel: GridPath,
    /// How far down it goes.
    pub span: Span,
    /// What it answers.
    pub quotes: Option<MessageId>,
    /// When it was pinned, and by whom.
    pub pinned: Option<(Moment, Seat)>,
    /// The fact by which it was withdrawn.
    pub withdrawn: Option<FactId>,
    /// The fact that it is.
    pub fact: FactId,
}

/// What a line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TalkNoun {
    /// Something that was said.
    Message(MessageId),
    /// An order that reaches the channel's grid.
    Order(OrderId),
}

/// Whose reading is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Reading<'a> {
    /// Whose.
    pub reader: &'a Reader,
    /// The channel of his own grid, into which messages come down from above.
    pub own: Option<&'a GridPath>,
}

/// Which lines are wanted.
#[derive(Debug, Clone, Copy)]
pub struct TalkWish<'a> {
    /// Of this channel.
    pub channel: &'a GridPath,
    /// Of it alone, or with all below.
    pub span: Span,
    /// Of orders only those in which this post has a part; none: all.
    pub post: Option<&'a PostId>,
    /// Before this number; none: from the newest.
    pub before: Option<u32>,
    /// How many at the most.
    pub limit: u32,
}

impl View<'_> {
    /// The channels of a subtree in which something was said, the latest first; one's own before them, also where it is
    /// still empty.
    ///
    /// `scope`: a grid, alone or with all below; none: every channel.
    pub fn unread(
        &self,
        reading: Reading<'_>,
        scope: Option<(&GridPath, Span)>,
        limit: u32,
    ) -> Result<Vec<UnreadRow>, Error> {
        let post = match reading.reader {
            Reader::Post(post) => Some(post.0.as_str()),
            Reader::Person(_) => None,
        };
        let (from, to) = match scope {
            Some((path, Span::Below)) => path.below_range(),
            Some((_, Span::Here)) | None => Default::default(),
        };
        let params = named_params! {
            ":reader": reading.reader.key(), ":post": post, ":own": reading.own.map(GridPath::as_str),
            ":above": above(reading.own), ":path": scope.map(|(path, _)| path.as_str()), ":from": from, ":to": to,
            ":limit": limit,
        };
        self.rows(UNREAD, params, |row| {
            Ok(UnreadRow {
                channel: GridPath::from_text(row.get::<_, String>("path")?),
                last: row.get("last")?,
                read: row.get("read")?,
                unread: row.get("unread")?,
                called: row.get("called")?,
            })
        })
    }

    /// In how many channels of a subtree something was said.
    pub fn channels_count(&self, scope: Option<&GridPath>) -> Result<u32, Error> {
        let (from, to) = scope.map(GridPath::below_range).unwrap_or_default();
        let params = named_params! {":path": scope.map(GridPath::as_str), ":from": from, ":to": to};
        Ok(self.row(COUNT, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// Up to which number somebody has read a channel; 0 where he never has.
    pub fn read_up_to(&self, reader: &Reader, channel: &GridPath) -> Result<u32, Error> {
        let params = named_params! {":reader": reader.key(), ":path": channel.as_str()};
        Ok(self.row(READ, params, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// Lines of a channel, newest first: what was said in it, what came down to it, and orders that reach its grid.
    pub fn talk(&self, wish: &TalkWish<'_>) -> Result<Vec<TalkRow>, Error> {
        let before = wish.before.unwrap_or(u32::MAX);
        let (path, post) = (wish.channel.as_str(), wish.post.map(|post| post.0.as_str()));
        let above = above(Some(wish.channel));
        if wish.span == Span::Here {
            let params = named_params! {
                ":path": path, ":above": above, ":post": post, ":before": before, ":limit": wish.limit,
            };
            return self.rows(HERE, params, made);
        }
        let (from, to) = wish.channel.below_range();
        let params = named_params! {
            ":path": path, ":from": from, ":to": to, ":above": above, ":post": post, ":before": before,
            ":limit": wish.limit,
        };
        self.rows(BELOW, params, made)
    }

    /// The pinned messages that reach a channel, the latest first.
    pub fn pinned(&self, channel: &GridPath) -> Result<Vec<TalkRow>, Error> {
        self.rows(PINNED, named_params! {":path": channel.as_str(), ":above": above(Some(channel))}, made)
    }

    /// How many messages of a channel are pinned.
    pub fn pinned_count(&self, channel: &GridPath) -> Result<u32, Error> {
        Ok(self.row(PINNED_COUNT, named_params! {":path": channel.as_str()}, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// One message.
    pub fn message(&self, id: MessageId) -> Result<Option<TalkRow>, Error> {
        self.row(ONE, named_params! {":id": id.to_string()}, made)
    }

    /// The line with a number.
    pub fn line(&self, number: u32) -> Result<Option<TalkRow>, Error> {
        self.row(AT, named_params! {":number": number}, made)
    }

    /// How many messages answer one, withdrawn ones aside.
    pub fn answers(&self, id: MessageId) -> Result<u32, Error> {
        Ok(self.row(ANSWERS, named_params! {":id": id.to_string()}, |row| Ok(row.get(0)?))?.unwrap_or(0))
    }

    /// What stands before the fact of a line, and the fact; none beside it where its body is absent or can't be opened.
    pub fn told(&self, fact: FactId) -> Result<(Header, Option<Fact>), Error> {
        self.fact_with_header(fact)?.ok_or_else(|| Error::corrupt("a line has no fact"))
    }

    /// When nothing rings but what is 特急.
    pub fn quiet_hours(&self) -> Result<Option<QuietHours>, Error> {
        self.row(QUIET, [], |row| text::from_json(row.get_ref(0)?.as_str().map_err(rusqlite::Error::from)?))
    }
}

/// The grids above a channel, as a list that a statement reads.
fn above(channel: Option<&GridPath>) -> String {
    text::json(&channel.map(GridPath::ancestors).unwrap_or_default())
}

fn made(row: &Row<'_>) -> Result<TalkRow, Error> {
    let word = |column: &str| row.get_ref(column)?.as_str().map_err(rusqlite::Error::from);
    let words = |column: &str| row.get_ref(column)?.as_str_or_null().map_err(rusqlite::Error::from);
    let pinned = match (words("pinned_at")?, words("pinned_by")?) {
        (Some(at), Some(by)) => Some((text::moment(at)?, text::from_json(by)?)),
        _ => None,
    };
    let withdrawn = match (words("withdrawn_desk")?, row.get("withdrawn_seq")?) {
        (Some(desk), Some(seq)) => Some(FactId { desk: text::id(desk)?, seq }),
        _ => None,
    };
    Ok(TalkRow {
        number: row.get("number")?,
        what: match word("what")? {
            "order" => TalkNoun::Order(text::id(word("id")?)?),
            _ => TalkNoun::Message(text::id(word("id")?)?),
        },
        channel: GridPath::from_text(row.get::<_, String>("channel")?),
        span: text::from_word(word("span")?)?,
        quotes: words("quotes")?.map(text::id).transpose()?,
        pinned,
        withdrawn,
        fact: FactId { desk: text::id(word("desk")?)?, seq: row.get("seq")? },
    })
}
