//! Papers about an order: the list of doors to knock on, and the order with its accounting.

use std::sync::Arc;

use domain::receipt::{Progress, Tally, Way};
use domain::sheet::{Orientation, Paper as Size};
use domain::words::Language;
use serde::Serialize;

use crate::font::Type;
use crate::frame::Frame;
use crate::page::Page;
use crate::pen::Align;
use crate::sheet::{Printed, SheetHead};
use crate::table::{READ, Setter, Table, column};

/// What a box to be ticked by hand looks like.
const BOX: &str = "□";

/// All that stands on a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Paper {
    /// The language of what stands beside names.
    pub language: Language,
    /// What the store is called.
    pub store: String,
    /// The order.
    pub order: PaperOrder,
    /// What is told of it.
    pub body: Body,
    /// Who printed it, and when.
    pub printed: Printed,
}

/// The order that a paper is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaperOrder {
    /// Its human number.
    pub number: String,
    /// What is asked.
    pub text: String,
    /// Where: the target's top by name.
    pub scope: String,
    /// When it was issued, `2026-11-20 22:40`.
    pub issued: String,
    /// Until when.
    pub deadline: Option<String>,
    /// What stands beside its words, each in one line.
    pub attachments: Vec<String>,
    /// The pictures among it; the lines above name each by its hash.
    #[serde(skip)]
    pub pictures: Vec<Picture>,
}

/// A picture beside an order's words, small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What its file is called.
    pub name: String,
    /// Width and height; of the large one as good as of the small one.
    pub pixels: (u32, u32),
    /// A JPEG.
    pub jpeg: Arc<[u8]>,
}

/// What a paper tells of its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub enum Body {
    /// Whom to visit, by the head over them.
    Doors(Vec<DoorGroup>),
    /// How it went, and how everybody stands.
    Account(Account),
}

/// The doors under one head.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DoorGroup {
    /// Names of the grids from the street down to the head's.
    pub place: Vec<String>,
    /// The head.
    pub head: Option<SheetHead>,
    /// The doors.
    pub doors: Vec<Door>,
}

/// A door to knock on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Door {
    /// Names of the grids from the street down.
    pub address: String,
    /// Who is sought.
    pub who: SheetHead,
    /// How often that person was called.
    pub tries: usize,
}

/// How an order went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Account {
    /// By the order's own rule of who must answer.
    pub units: Tally,
    /// How it ended, in words.
    pub end: Option<String>,
    /// What happened, with its time.
    pub course: Vec<[String; 2]>,
    /// Everybody, by grid.
    pub people: Vec<Stand>,
}

/// How one person stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stand {
    /// Names of the grids from the street down.
    pub address: String,
    /// Who.
    pub who: SheetHead,
    /// How far.
    pub progress: Progress,
    /// When and how that was reached.
    pub stamp: Option<(String, Way)>,
    /// Their own words.
    pub words: Option<String>,
}

impl Paper {
    /// Names what stands on the paper but for who printed it and when: BLAKE3, 64 hex digits.
    pub fn content(&self) -> String {
        let nobody = Printed { by: String::new(), at: String::new() };
        let bytes = serde_json::to_vec(&Self { printed: nobody, ..self.clone() });
        blake3::hash(&bytes.expect("a paper has text keys and whole numbers only")).to_hex().to_string()
    }

    /// Its title.
    pub fn title(&self) -> String {
        let kind = match self.body {
            Body::Doors(_) => self.language.either("登门叫应表", "Doors to knock on"),
            Body::Account(_) => self.language.either("指令办理情况", "Order and its accounting"),
        };
        format!("{kind} {}", self.order.number)
    }

    /// What its file is called.
    pub fn file_name(&self) -> String {
        let plain = |sign: char| if sign.is_control() || r#"/\:*?"<>|"#.contains(sign) { '_' } else { sign };
        format!("{}.pdf", self.title().chars().map(plain).collect::<String>())
    }
}

impl Picture {
    /// Width by height.
    pub fn ratio(&self) -> f64 {
        let (width, height) = self.pixels;
        f64::from(width.max(1)) / f64::from(height.max(1))
    }

    /// Its size in a box: as large as it fits, as wide to its height as it is.
    pub fn fitting(&self, width: f64, height: f64) -> (f64, f64) {
        let ratio = self.ratio();
        if width / height > ratio { (height * ratio, height) } else { (width, width / ratio) }
    }
}

/// A paper's pages, A4 upright.
pub fn pages(paper: &Paper, letters: &Type) -> Vec<Page> {
    let frame = Frame::of(Size::A4, Orientation::Portrait);
    let mut setter = Setter::new(&frame, letters, READ, paper.title(), paper.language);
    setter.text(&said(paper));
    setter.pictures(&paper.order.pictures);
    for table in tables(paper) {
        setter.set(&table);
    }
    setter.finish(&paper.printed, &paper.store)
}

/// What stands above the tables: the order itself.
fn said(paper: &Paper) -> String {
    let PaperOrder { text, scope, issued, deadline, .. } = &paper.order;
    let language = paper.language;
    let mut lines = vec![text.clone()];
    lines.push(match language {
        Language::Chinese => format!("{issued} 下达至 {scope}"),
        Language::English => format!("Issued {issued} to {scope}"),
    });
    if let Some(deadline) = deadline {
        lines.push(language.either(format!("限 {deadline} 前"), format!("Due by {deadline}")));
    }
    lines.extend(paper.order.attachments.iter().cloned());
    match &paper.body {
        Body::Doors(groups) => {
            let doors: usize = groups.iter().map(|group| group.doors.len()).sum();
            lines.push(language.either(format!("须登门 {doors} 人"), format!("{doors} to be visited")));
        }
        Body::Account(Account { units, end, .. }) => {
            let accounted = units.expected - units.open();
            lines.push(match language {
                Language::Chinese => format!(
                    "应答 {} 个：接令 {}，办结 {}，拒收 {}，没有着落 {}",
                    units.expected,
                    units.accepted,
                    units.done,
                    units.refused,
                    units.open()
                ),
                Language::English => format!(
                    "{accounted} of {} accounted for: {} accepted, {} done, {} refused; {} not",
                    units.expected,
                    units.accepted,
                    units.done,
                    units.refused,
                    units.open()
                ),
            });
            lines.extend(end.clone());
        }
    }
    lines.join("\n")
}

fn tables(paper: &Paper) -> Vec<Table> {
    match &paper.body {
        Body::Doors(groups) => groups.iter().map(|group| doors(group, paper.language)).collect(),
        Body::Account(account) => vec![course(account, paper.language), people(account, paper.language)],
    }
}

fn doors(group: &DoorGroup, language: Language) -> Table {
    let place = group.place.join(" › ");
    let head = group.head.as_ref().map(|head| format!("{} {} {}", head.title, head.person, head.phone));
    Table {
        title: Some(head.map_or_else(|| place.clone(), |head| format!("{place} · {head}"))),
        note: None,
        columns: vec![
            column(language.either("号", "No."), 0.05, Align::Right),
            column(language.either("住处（网格）", "Where (grid)"), 0.27, Align::Left),
            column(language.either("姓名、职务", "Name, post"), 0.17, Align::Left),
            column(language.either("电话", "Phone"), 0.13, Align::Left),
            column(language.either("已叫", "Tried"), 0.06, Align::Right),
            column(language.either("结果", "Came of it"), 0.2, Align::Left),
            column(language.either("时间、签字", "Time, signed"), 0.12, Align::Left),
        ],
        rows: (1..).zip(&group.doors).map(|(number, door): (usize, &Door)| door_row(number, door, language)).collect(),
    }
}

fn door_row(number: usize, door: &Door, language: Language) -> Vec<String> {
    let result = match language {
        Language::Chinese => format!("{BOX}接令 {BOX}拒收 {BOX}无人\n{BOX}其他＿＿＿＿＿"),
        Language::English => format!("{BOX} yes {BOX} no {BOX} nobody\n{BOX} other _________"),
    };
    let who = format!("{}\n{}", door.who.person, door.who.title);
    vec![
        number.to_string(),
        door.address.clone(),
        who,
        door.who.phone.clone(),
        door.tries.to_string(),
        result,
        String::new(),
    ]
}

fn course(account: &Account, language: Language) -> Table {
    Table {
        title: Some(language.either("经过", "What happened").to_owned()),
        note: None,
        columns: vec![
            column(language.either("时间", "Time"), 0.18, Align::Left),
            column(language.either("事项", "What"), 0.82, Align::Left),
        ],
        rows: account.course.iter().map(|line| line.to_vec()).collect(),
    }
}

fn people(account: &Account, language: Language) -> Table {
    Table {
        title: Some(language.either("应答人一览", "Everybody asked").to_owned()),
        note: None,
        columns: vec![
            column(language.either("号", "No."), 0.06, Align::Right),
            column(language.either("网格", "Grid"), 0.28, Align::Left),
            column(language.either("姓名、职务", "Name, post"), 0.17, Align::Left),
            column(language.either("电话", "Phone"), 0.13, Align::Left),
            column(language.either("回执", "Answer"), 0.2, Align::Left),
            column(language.either("原话", "Own words"), 0.16, Align::Left),
        ],
        rows: (1..).zip(&account.people).map(|(number, one): (usize, &Stand)| stand(number, one, language)).collect(),
    }
}

fn stand(number: usize, one: &Stand, language: Language) -> Vec<String> {
    let answer = match &one.stamp {
        Some((at, how)) => format!("{} {}\n{at}", progress(one.progress, language), way(*how, language)),
        None => progress(one.progress, language).to_owned(),
    };
    vec![
        number.to_string(),
        one.address.clone(),
        format!("{} {}", one.who.person, one.who.title),
        one.who.phone.clone(),
        answer,
        one.words.clone().unwrap_or_default(),
    ]
}

fn progress(of: Progress, language: Language) -> &'static str {
    let (zh, en) = match of {
        Progress::Waiting => ("未送达", "not delivered"),
        Progress::Delivered => ("已送达", "delivered"),
        Progress::Read => ("已读", "read"),
        Progress::Accepted => ("已接令", "accepted"),
        Progress::Refused => ("拒收", "refused"),
        Progress::Done => ("办结", "done"),
    };
    language.either(zh, en)
}

fn way(of: Way, language: Language) -> &'static str {
    let (zh, en) = match of {
        Way::Device => ("手机", "on a phone"),
        Way::Desk => ("席位", "at the desk"),
        Way::Phone => ("电话", "by a call"),
        Way::Door => ("登门", "at the door"),
        Way::Sms => ("短信", "by SMS"),
        Way::Voice => ("语音", "by a voice call"),
    };
    language.either(zh, en)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn who(name: &str) -> SheetHead {
        SheetHead { person: name.to_owned(), title: "楼栋长".to_owned(), phone: "13800000000".to_owned() }
    }

    fn paper(body: Body) -> Paper {
        Paper {
            language: Language::Chinese,
            store: "川汇区".to_owned(),
            order: PaperOrder {
                number: "ZL-20261120-A014".to_owned(),
                text: "检查地下室水泵".to_owned(),
                scope: "川汇区".to_owned(),
                issued: "2026-11-20 22:40".to_owned(),
                deadline: None,
                attachments: Vec::new(),
                pictures: Vec::new(),
            },
            body,
            printed: Printed { by: "值班员".to_owned(), at: "2026-11-20 22:56".to_owned() },
        }
    }

    #[test]
    fn a_door_has_boxes_to_tick_and_stands_under_its_head() {
        let door = Door { address: "荷花路 › 阳光小区 › 3号楼".to_owned(), who: who("吴六"), tries: 2 };
        let group = DoorGroup { place: vec!["荷花路".to_owned()], head: Some(who("钱二")), doors: vec![door] };
        let table = doors(&group, Language::Chinese);
        assert_eq!(table.title.as_deref(), Some("荷花路 · 楼栋长 钱二 13800000000"));
        assert_eq!(table.rows[0][..2], ["1", "荷花路 › 阳光小区 › 3号楼"]);
        assert!(table.rows[0][5].matches(BOX).count() == 4 && table.rows[0][4] == "2");
    }

    #[test]
    fn a_paper_is_named_by_its_content_and_not_by_who_printed_it() {
        let one = paper(Body::Doors(Vec::new()));
        let by_another = Paper { printed: Printed { by: "指挥长".to_owned(), at: String::new() }, ..one.clone() };
        assert_eq!(one.content(), by_another.content());
        let of_another = Paper { order: PaperOrder { text: "报到".to_owned(), ..one.order.clone() }, ..one.clone() };
        assert_ne!(one.content(), of_another.content());
        assert_eq!(one.file_name(), "登门叫应表 ZL-20261120-A014.pdf");
    }

    #[test]
    fn what_is_not_accounted_for_is_said() {
        let units = Tally { expected: 214, accepted: 207, refused: 1, waiting: 6, ..Tally::default() };
        let account = Account { units, end: None, course: Vec::new(), people: Vec::new() };
        assert!(said(&paper(Body::Account(account))).contains("接令 207，办结 0，拒收 1，没有着落 6"));
    }
}
