//! Papers about an order: read from its board, drawn by the press, handed out once the ledger has them.

use std::collections::BTreeMap;

use domain::action::{Action, Call};
use domain::answer::{Answer, Board, BoardRow};
use domain::attachment::{self, AttachedFile, Attachment};
use domain::calling::{CallEntry, CallOutcome, Means};
use domain::code::{GridPath, Level};
use domain::failure::Failure;
use domain::id::{CommandId, PostId};
use domain::ladder::{self, Rung};
use domain::moment::Moment;
use domain::order::{Ending, OrderEnd};
use domain::paper::{PaperKind, PaperPrint, PaperWish};
use domain::question::Question;
use domain::receipt::{Part, Progress};
use domain::rights::{self, DoorKind};
use domain::seat::Seat;
use domain::words::Language;
use press::paper::{Account, Body, Door, DoorGroup, Paper, PaperOrder, Picture, Stand};
use press::sheet::{Printed as By, SheetHead};

use crate::Desk;
use crate::attachment::Form;
use crate::district::District;
use crate::failure::{broken, bug};
use crate::letters;
use crate::sheet::who;

/// A printed paper and its file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PrintedPaper {
    /// What it is.
    pub print: PaperPrint,
    /// What the file would well be called.
    pub name: String,
    /// PDF.
    pub bytes: Vec<u8>,
}

impl Desk {
    /// Print a paper and hand it out: the file comes after the commit of the fact that it was printed.
    pub fn paper(&self, seat: &Seat, command: CommandId, wish: &PaperWish) -> Result<PrintedPaper, Failure> {
        let printed = self.press_paper(seat, wish)?;
        let action = Action::PrintPaper { print: printed.print.clone() };
        self.act(seat, Call { command_id: command, action })?;
        Ok(printed)
    }

    /// Print a paper; it lies in the tray until [`Action::PrintPaper`] hands it out.
    pub fn press_paper(&self, seat: &Seat, wish: &PaperWish) -> Result<PrintedPaper, Failure> {
        let paper = self.written(seat, wish)?;
        let letters = letters::find(&self.options.font_dirs)?;
        let (bytes, pages) = press::paper(&paper, &letters).map_err(|error| bug(&error.to_string()))?;
        let print = PaperPrint {
            wish: wish.clone(),
            pages: u32::try_from(pages).unwrap_or(u32::MAX),
            content: paper.content(),
            hash: blake3::hash(&bytes).to_hex().to_string(),
        };
        self.papers.put(print.clone());
        Ok(PrintedPaper { print, name: paper.file_name(), bytes })
    }

    /// What the file of a paper would well be called; refused where the seat may not have it.
    pub fn paper_name(&self, seat: &Seat, wish: &PaperWish) -> Result<String, Failure> {
        Ok(self.written(seat, wish)?.file_name())
    }

    fn written(&self, seat: &Seat, wish: &PaperWish) -> Result<Paper, Failure> {
        rights::check(DoorKind::Act, "print_paper", seat)?;
        let Answer::Order(board) = self.ask(seat, &Question::Order { id: wish.order })? else {
            return Err(bug("an order answers with something else"));
        };
        let district = self.district();
        let writer = Writer { district: &district, board: &board, language: wish.language };
        let body = match wish.kind {
            PaperKind::Doors => Body::Doors(writer.doors()?),
            PaperKind::Account => Body::Account(writer.account()),
        };
        let time = |moment: Moment| moment.minute(district.store.offset_hours);
        Ok(Paper {
            language: wish.language,
            store: district.store.name.clone(),
            order: PaperOrder {
                number: board.order.number.clone(),
                text: board.order.text.clone(),
                scope: board.scope_name.clone(),
                issued: time(board.order.issued),
                deadline: board.order.deadline.map(time),
                attachments: board.order.attachments.iter().map(|one| attached(one, wish.language)).collect(),
                pictures: self.pictures(&board.order.attachments)?,
            },
            body,
            printed: By { by: who(&district, seat, wish.language), at: time(self.now()) },
        })
    }

    /// The small ones; whoever reads the order reads what stands beside it.
    fn pictures(&self, attachments: &[Attachment]) -> Result<Vec<Picture>, Failure> {
        self.readers.with(|view| {
            let small = |file: &AttachedFile| -> Result<Option<Picture>, Failure> {
                let Some(pixels) = file.pixels else { return Ok(None) };
                let bytes = view.file_bytes(&file.hash, Form::Small).map_err(broken)?;
                Ok(bytes.map(|jpeg| Picture { name: file.name.clone(), pixels, jpeg: jpeg.into() }))
            };
            attachment::files(attachments).filter_map(|file| small(file).transpose()).collect()
        })
    }
}

/// What stands beside an order's words, in one line: a file with the hash by which anybody finds it again.
fn attached(attachment: &Attachment, language: Language) -> String {
    match attachment {
        Attachment::File { file } => {
            let AttachedFile { name, hash, .. } = file;
            language.either(format!("附件：{name}  SHA-256 {hash}"), format!("Attached: {name}  SHA-256 {hash}"))
        }
        Attachment::Sketch { sketch } => {
            let Some(at) = sketch.shape.corners().first() else { return sketch.name.clone() };
            let at = format!("{:.5}, {:.5}", at.longitude(), at.latitude());
            let name = &sketch.name;
            language.either(format!("图上：{name}  {at}"), format!("On the map: {name}  {at}"))
        }
    }
}

/// What a paper is written from.
struct Writer<'a> {
    district: &'a District,
    board: &'a Board,
    language: Language,
}

impl Writer<'_> {
    /// Those who are silent, street by street, each under the nearest head.
    fn doors(&self) -> Result<Vec<DoorGroup>, Failure> {
        let recipients: Vec<&BoardRow> = self.recipients().collect();
        let receipts: Vec<(&GridPath, Progress)> = recipients.iter().map(|row| (&row.grid, row.progress)).collect();
        let silent = ladder::silent(self.board.order.answering, &receipts);
        if silent.is_empty() {
            return Err(Failure::refused("paper.nobody", &[("number", self.board.order.number.as_str())]));
        }
        let mut by_head: BTreeMap<(Option<&GridPath>, Option<&PostId>), Vec<&BoardRow>> = BTreeMap::new();
        for place in silent {
            let row = recipients[place];
            let head = self.board.heads.iter().find(|head| Some(&head.post) == row.head.as_ref());
            by_head.entry((head.map(|head| &head.grid), row.head.as_ref())).or_default().push(row);
        }
        Ok(by_head.into_iter().map(|((grid, head), rows)| self.door_group(grid, head, &rows)).collect())
    }

    fn door_group(&self, grid: Option<&GridPath>, head: Option<&PostId>, rows: &[&BoardRow]) -> DoorGroup {
        let head = self.board.heads.iter().find(|one| Some(&one.post) == head);
        let none = self.language.either("没有上级网格长", "No head above").to_owned();
        DoorGroup {
            place: grid.map_or_else(|| vec![none], |grid| self.names(grid)),
            head: head.map(|head| SheetHead {
                person: head.person.clone(),
                title: head.title.clone(),
                phone: head.phone.clone(),
            }),
            doors: rows
                .iter()
                .map(|row| Door {
                    address: self.address(&row.grid),
                    who: person(row),
                    tries: self.board.calls.iter().filter(|call| call.post == row.post).count(),
                })
                .collect(),
        }
    }

    fn account(&self) -> Account {
        let stand = |row: &BoardRow| Stand {
            address: self.address(&row.grid),
            who: person(row),
            progress: row.progress,
            stamp: row.receipt.latest().map(|stamp| (self.time(stamp.at), stamp.way)),
            words: row.words.clone(),
        };
        Account {
            units: self.board.units,
            end: self.board.end.as_ref().map(|end| format!("{} {}", self.time(end.at), self.ended(end))),
            course: self.course(),
            people: self.recipients().map(stand).collect(),
        }
    }

    fn recipients(&self) -> impl Iterator<Item = &BoardRow> {
        self.board.rows.iter().filter(|row| row.part == Part::Recipient)
    }

    /// What happened, in its order.
    fn course(&self) -> Vec<[String; 2]> {
        let issued = self.language.either("下达", "Issued").to_owned();
        let mut course: Vec<(Moment, String)> = vec![(self.board.order.issued, issued)];
        course.extend(self.board.ladder.rungs.iter().filter_map(|rung| self.rung(rung)));
        course.extend(self.board.calls.iter().map(|call| (call.at, self.call(call))));
        course.extend(self.board.end.iter().map(|end| (end.at, self.ended(end))));
        course.sort_by_key(|(at, _)| *at);
        course.into_iter().map(|(at, what)| [self.time(at), what]).collect()
    }

    fn rung(&self, rung: &Rung) -> Option<(Moment, String)> {
        let reached = rung.reached?;
        let (number, people) = (rung.number, reached.silent.people);
        let late = if reached.late { self.language.either("（补叫）", " (late)") } else { "" };
        let what = match self.language {
            Language::Chinese => format!("第 {number} 次叫应，{people} 人未应答{late}"),
            Language::English => format!("Rung {number}: {people} silent{late}"),
        };
        Some((reached.at, what))
    }

    fn call(&self, call: &CallEntry) -> String {
        let name = |post: &PostId| {
            let post = self.district.roster.post(post);
            post.map_or_else(String::new, |post| format!("{} {}", post.person, post.title))
        };
        let means = match call.means {
            Means::Phone => self.language.either("电话", "Call"),
            Means::Door => self.language.either("登门", "Visit"),
        };
        let outcome = match call.outcome {
            CallOutcome::NotReached => self.language.either("未联系上", "not reached"),
            CallOutcome::Reached => self.language.either("联系上，未答复", "reached, no answer yet"),
            CallOutcome::Answered => self.language.either("已答复", "answered"),
        };
        let about = if call.to == call.post {
            name(&call.post)
        } else {
            let (head, whom) = (name(&call.to), name(&call.post));
            self.language.either(format!("{head}（为 {whom}）"), format!("{head} (about {whom})"))
        };
        let words = call.words.as_ref().map_or_else(String::new, |words| self.quoted(words));
        self.language.either(format!("{means} {about}：{outcome}{words}"), format!("{means} {about}: {outcome}{words}"))
    }

    fn ended(&self, end: &OrderEnd) -> String {
        let (what, reason) = match &end.how {
            Ending::Closed { reason, .. } => (self.language.either("办结归档", "Closed"), reason.clone()),
            Ending::Withdrawn { reason } => (self.language.either("撤回", "Withdrawn"), Some(reason.clone())),
            Ending::Corrected { .. } => (self.language.either("由另一条指令更正", "Corrected by another order"), None),
        };
        let reason = reason.map_or_else(String::new, |reason| self.quoted(&reason));
        format!("{what}{reason}")
    }

    fn quoted(&self, words: &str) -> String {
        self.language.either(format!("「{words}」"), format!(" “{words}”"))
    }

    fn time(&self, moment: Moment) -> String {
        moment.minute(self.district.store.offset_hours)
    }

    /// Names from the street down to a grid.
    fn names(&self, path: &GridPath) -> Vec<String> {
        let above = path.ancestors().into_iter().chain([path.clone()]);
        let below_top = |path: &GridPath| self.district.tree.grid(path).is_none_or(|grid| grid.level > Level::TOP);
        above.filter(below_top).map(|path| self.district.name_of(&path)).collect()
    }

    fn address(&self, path: &GridPath) -> String {
        self.names(path).join(" › ")
    }
}

fn person(row: &BoardRow) -> SheetHead {
    SheetHead { person: row.person.clone(), title: row.title.clone(), phone: row.phone.clone() }
}
