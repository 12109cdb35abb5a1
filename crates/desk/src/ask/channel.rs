//! Channels: the list with what is unread, what is said in one, whom a message can call.

use domain::answer::{
    Author, CallableList, Called, ChannelLine, ChannelList, ChannelPage, ChannelRights, LastLine, MessageLine,
    OrderLine, Pinned, Quoted, TalkLine, Withdrawn,
};
use domain::attachment::{Attachment, Beside};
use domain::channel::{self, Message, Reader, Span};
use domain::code::GridPath;
use domain::fact::{Fact, FactId};
use domain::failure::Failure;
use domain::id::{MessageId, OrderId, PostId};
use domain::post::Post;
use domain::rights::{self, DoorKind};
use domain::seat::{Role, Seat};
use ledger::{Reading, TalkNoun, TalkRow, TalkWish, UnreadRow};

use super::{Desktop, count};
use crate::failure::{broken, bug};
use crate::search;

/// Channels that are told at once.
const MOST_CHANNELS: u32 = 500;
/// Lines that are told at once.
const MOST_LINES: u32 = 200;
/// People who are told at once.
const MOST_PEOPLE: u32 = 50;
/// Lines that are looked through for words: years of a busy street.
const LOOKED_THROUGH: u32 = 20_000;
/// Characters of a message that stand where another speaks of it.
const BEGINNING: usize = 80;

/// What of a channel is wanted.
pub struct Wanted<'a> {
    pub channel: &'a GridPath,
    pub span: Span,
    pub text: &'a str,
    pub before: Option<u32>,
    pub limit: u32,
}

impl Desktop<'_, '_> {
    pub(super) fn ask_channels(&self, scope: Option<&GridPath>, limit: u32) -> Result<ChannelList, Failure> {
        if let Some(path) = scope {
            self.admit(path)?;
        }
        let scope = scope.or(self.seat.subtree.as_ref());
        let reader = Reader::of(self.seat);
        let within = scope.map(|path| (path, Span::Below));
        let rows = self.view.unread(self.reading(&reader), within, limit.min(MOST_CHANNELS)).map_err(broken)?;
        let lines = rows.into_iter().filter_map(|row| self.channel_line(row).transpose());
        Ok(ChannelList {
            channels: lines.collect::<Result<_, _>>()?,
            total: self.view.channels_count(scope).map_err(broken)?,
            quiet: self.view.quiet_hours().map_err(broken)?,
            offset_hours: self.district.store.offset_hours,
        })
    }

    /// None where a later scheme has no such grid.
    fn channel_line(&self, row: UnreadRow) -> Result<Option<ChannelLine>, Failure> {
        let Some(grid) = self.district.tree.grid(&row.channel) else { return Ok(None) };
        let last = self.view.line(row.last).map_err(broken)?.map(|line| self.last_line(&line)).transpose()?;
        Ok(Some(ChannelLine {
            own: self.seat.subtree.as_ref() == Some(&row.channel),
            channel: row.channel,
            name: grid.name.clone(),
            level: grid.level,
            level_name: self.district.level_name(grid.level),
            unread: row.unread,
            called: row.called,
            last,
        }))
    }

    fn last_line(&self, row: &TalkRow) -> Result<LastLine, Failure> {
        let (header, fact) = self.view.told(row.fact).map_err(broken)?;
        let message = said(fact.as_ref()).filter(|_| row.withdrawn.is_none());
        let words = message.map(|message| beginning(&message.words));
        Ok(LastLine {
            number: row.number,
            at: header.at,
            author: self.author(&header.by),
            words,
            beside: beside(message),
        })
    }

    pub(super) fn ask_channel(&self, wanted: &Wanted<'_>) -> Result<ChannelPage, Failure> {
        let grid = self.admit(wanted.channel)?;
        let reader = Reader::of(self.seat);
        let scope = Some((wanted.channel, wanted.span));
        let unread = self.view.unread(self.reading(&reader), scope, u32::MAX).map_err(broken)?;
        let pinned = self.view.pinned(wanted.channel).map_err(broken)?;
        let (lines, more) = self.talk(wanted)?;
        let roster = &self.district.roster;
        Ok(ChannelPage {
            channel: grid.path.clone(),
            name: grid.name.clone(),
            level_name: self.district.level_name(grid.level),
            people: count(roster.at(&grid.path).count()),
            below: count(roster.count_within(&grid.path)),
            may: self.channel_rights(&grid.path),
            read: self.view.read_up_to(&reader, &grid.path).map_err(broken)?,
            unread: unread.iter().map(|row| row.unread).sum(),
            pinned: pinned.iter().map(|row| self.message_line(row)).collect::<Result<_, _>>()?,
            lines,
            more,
        })
    }

    fn channel_rights(&self, path: &GridPath) -> ChannelRights {
        let roster = &self.district.roster;
        let writes = |entry, span| {
            rights::check(DoorKind::Act, entry, self.seat).is_ok()
                && channel::admit_writing(self.seat, roster, path, span).is_ok()
        };
        ChannelRights {
            write: writes("send_message", Span::Here),
            below: writes("send_message", Span::Below),
            pin: writes("pin_message", Span::Below),
            withdraw: self.seat.role != Role::Field && writes("withdraw_message", Span::Here),
        }
    }

    /// Some lines, and whether there are more before them.
    fn talk(&self, wanted: &Wanted<'_>) -> Result<(Vec<TalkLine>, bool), Failure> {
        let limit = wanted.limit.min(MOST_LINES);
        let post = if self.seat.role == Role::Field { self.seat.post.as_ref() } else { None };
        let looked = if wanted.text.trim().is_empty() { limit + 1 } else { LOOKED_THROUGH };
        let Wanted { channel, span, before, .. } = *wanted;
        let rows = self.view.talk(&TalkWish { channel, span, post, before, limit: looked }).map_err(broken)?;
        let rows: Vec<TalkRow> = rows.into_iter().filter(|row| self.is_seen(row)).collect();
        let wished = fold(wanted.text);
        let mut lines = Vec::new();
        for row in &rows {
            if lines.len() == limit as usize {
                return Ok((lines, true));
            }
            match row.what {
                TalkNoun::Message(_) => {
                    let message = Box::new(self.message_line(row)?);
                    if wished.is_empty() || says(&message, &wished) {
                        lines.push(TalkLine::Message { message });
                    }
                }
                TalkNoun::Order(order) => lines.extend(self.order_line_in(row, order, &wished)?),
            }
        }
        Ok((lines, false))
    }

    /// Orders are chosen by their receipts; of messages a seat sees those that come to it.
    fn is_seen(&self, row: &TalkRow) -> bool {
        matches!(row.what, TalkNoun::Order(_)) || channel::sees(self.seat, &row.channel, row.span)
    }

    fn order_line_in(&self, row: &TalkRow, order: OrderId, wished: &str) -> Result<Option<TalkLine>, Failure> {
        let Some(known) = self.view.order(order).map_err(broken)? else { return Ok(None) };
        if !wished.is_empty() && ![&known.text, &known.number].into_iter().any(|text| fold(text).contains(wished)) {
            return Ok(None);
        }
        let at = known.issued;
        let card: Option<OrderLine> = match self.seat.role {
            Role::Field => None,
            _ => self.order_lines(vec![known])?.pop(),
        };
        Ok(Some(TalkLine::Order { number: row.number, order, at, card: card.map(Box::new) }))
    }

    fn message_line(&self, row: &TalkRow) -> Result<MessageLine, Failure> {
        let TalkNoun::Message(id) = row.what else { return Err(bug("an order is no message")) };
        let (header, fact) = self.view.told(row.fact).map_err(broken)?;
        let message = said(fact.as_ref());
        let me = self.seat.post.as_ref();
        let withdrawn = row.withdrawn.map(|fact| self.withdrawal(fact)).transpose()?;
        let called = message.map(|message| message.mentions.as_slice()).unwrap_or_default();
        Ok(MessageLine {
            id,
            number: row.number,
            channel_name: self.district.name_of(&row.channel),
            channel: row.channel.clone(),
            span: row.span,
            people: message.map_or(0, |message| message.people),
            priority: message.map_or(domain::order::Priority::Normal, |message| message.priority),
            at: header.at,
            written: message.and_then(|message| message.written),
            own: Reader::of(&header.by) == Reader::of(self.seat),
            author: self.author(&header.by),
            calls_me: me.is_some_and(|me| called.contains(me)),
            speech: message.and_then(|message| message.speech),
            heard: match message.and_then(|message| message.speech) {
                Some(speech) => self.view.heard_count(speech).map_err(broken)?,
                None => 0,
            },
            called: called.iter().map(|post| self.called_name(post)).collect(),
            quotes: row.quotes.map(|quoted| self.quoted(quoted)).transpose()?,
            answers: self.view.answers(id).map_err(broken)?,
            pinned: row.pinned.as_ref().map(|(at, by)| Pinned { at: *at, by: self.author(by) }),
            words: message.filter(|_| withdrawn.is_none()).map(|message| message.words.clone()),
            attachments: message.filter(|_| withdrawn.is_none()).map_or_else(Vec::new, |it| it.attachments.clone()),
            beside: beside(message.filter(|_| withdrawn.is_none())),
            withdrawn,
        })
    }

    fn withdrawal(&self, fact: FactId) -> Result<Withdrawn, Failure> {
        let (header, fact) = self.view.told(fact).map_err(broken)?;
        let reason = match fact {
            Some(Fact::MessageWithdrawn { reason, .. }) => reason,
            _ => String::new(),
        };
        Ok(Withdrawn { at: header.at, by: self.author(&header.by), reason })
    }

    /// The beginning of what is answered, for who sees it: a quote tells nobody what was not said to him.
    fn quoted(&self, id: MessageId) -> Result<Quoted, Failure> {
        let row = self.view.message(id).map_err(broken)?.filter(|row| self.is_seen(row));
        let Some(row) = row else { return Ok(Quoted { id, number: None, author: None, words: None, beside: None }) };
        let LastLine { number, author, words, beside, .. } = self.last_line(&row)?;
        Ok(Quoted { id, number: Some(number), author: Some(author), words, beside })
    }

    pub(super) fn author(&self, seat: &Seat) -> Author {
        let post = seat.post.as_ref().and_then(|post| self.district.roster.post(post));
        let told = |of: fn(&Post) -> &String| post.map(of).cloned().unwrap_or_default();
        Author {
            post: post.map(|post| post.id.clone()),
            person: told(|post| &post.person),
            title: told(|post| &post.title),
            role: seat.role,
        }
    }

    fn called_name(&self, id: &PostId) -> Called {
        match self.district.roster.post(id) {
            Some(post) => self.called_post(post),
            None => Called { post: id.clone(), person: String::new(), title: String::new(), grid_name: String::new() },
        }
    }

    fn called_post(&self, post: &Post) -> Called {
        Called {
            post: post.id.clone(),
            person: post.person.clone(),
            title: post.title.clone(),
            grid_name: self.district.name_of(&post.grid),
        }
    }

    /// The people of the grid, then the heads above it, then, where the message goes down, those below.
    pub(super) fn ask_callable(
        &self,
        path: &GridPath,
        span: Span,
        text: &str,
        limit: u32,
    ) -> Result<CallableList, Failure> {
        let grid = self.admit(path)?;
        let roster = &self.district.roster;
        let above = grid.path.ancestors();
        let above = above.iter().rev().flat_map(|above| roster.heads(above));
        let below = if span == Span::Below { roster.below(&grid.path) } else { &[] };
        let mut here: Vec<&Post> = roster.at(&grid.path).collect();
        here.sort_by_key(|post| post.role);
        let all = here.into_iter().chain(above).chain(below);
        let others = all.filter(|post| Some(&post.id) != self.seat.post.as_ref());
        let limit = limit.min(MOST_PEOPLE) as usize;
        let text = text.trim();
        let people: Vec<&Post> = if text.is_empty() {
            others.take(limit).collect()
        } else {
            let fit = |post: &Post| {
                let grid = self.district.name_of(&post.grid);
                let by_rest = || search::fits(&post.title, text).or_else(|| search::fits(&grid, text));
                search::fits(&post.person, text).or_else(|| by_rest().map(|rank| rank + 4))
            };
            let mut fitting: Vec<(u8, &Post)> = others.filter_map(|post| Some((fit(post)?, post))).collect();
            fitting.sort_by_key(|(rank, _)| *rank);
            fitting.into_iter().map(|(_, post)| post).take(limit).collect()
        };
        Ok(CallableList { people: people.into_iter().map(|post| self.called_post(post)).collect() })
    }

    fn reading<'a>(&'a self, reader: &'a Reader) -> Reading<'a> {
        Reading { reader, own: self.seat.subtree.as_ref() }
    }
}

/// The first of what stands beside the words of a message.
fn beside(message: Option<&Message>) -> Option<Beside> {
    message.and_then(|message| message.attachments.first()).map(Attachment::beside)
}

fn said(fact: Option<&Fact>) -> Option<&Message> {
    match fact {
        Some(Fact::MessageSent { message }) => Some(message),
        _ => None,
    }
}

/// Whether a message has some words in what it says, in its author or in why it was withdrawn.
fn says(message: &MessageLine, wished: &str) -> bool {
    let reason = message.withdrawn.as_ref().map(|withdrawn| withdrawn.reason.as_str());
    let texts = [message.words.as_deref(), Some(message.author.person.as_str()), reason];
    texts.into_iter().flatten().any(|text| fold(text).contains(wished))
}

fn beginning(words: &str) -> String {
    match words.char_indices().nth(BEGINNING) {
        Some((at, _)) => format!("{}…", &words[..at]),
        None => words.to_owned(),
    }
}

fn fold(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).flat_map(char::to_lowercase).collect()
}
