//! Letters as people and programs send them: each comes in, in part, or is refused in words.

use std::collections::BTreeSet;

use domain::hotline::HotlineOrder;
use domain::import::Fault;
use domain::incident::Channel;
use domain::words::{self, Language};
use encoding_rs::GB18030;
use exchange::{HotlineOptions, HotlineReading, hotline_failed_rows, hotline_orders};

use crate::store::codes;

const HEAD: &str = "From: =?utf-8?B?5byg5LiJ?= <zhang.san@example.cn>\nDate: Fri, 20 Nov 2026 08:05:00 +0800\nMessage-ID: <a1@mail.example.cn>\nSubject: =?utf-8?B?6Lev54Gv5LiN5Lqu?=\n";
const PLAIN: &str = "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n";
const MIXED: &str = "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=\"X\"\n\n";

/// One such file, and what it comes to.
struct Case {
    name: &'static str,
    file: &'static str,
    bytes: Vec<u8>,
    letters: usize,
    faults: Vec<(Option<u32>, &'static str)>,
    notes: Vec<(Option<u32>, &'static str)>,
    content: Option<&'static str>,
}

fn of(name: &'static str, bytes: impl Into<Vec<u8>>) -> Case {
    let (faults, notes) = (Vec::new(), Vec::new());
    Case { name, file: "来信.eml", bytes: bytes.into(), letters: 1, faults, notes, content: None }
}

/// A letter with the usual head.
fn with(name: &'static str, rest: &str) -> Case {
    of(name, format!("{HEAD}{rest}"))
}

impl Case {
    fn called(self, file: &'static str) -> Self {
        Self { file, ..self }
    }

    fn refused(mut self, row: impl Into<Option<u32>>, code: &'static str) -> Self {
        self.letters = 0;
        self.faults.push((row.into(), code));
        self
    }

    fn noted(mut self, code: &'static str) -> Self {
        self.notes.push((Some(1), code));
        self
    }

    fn says(self, content: &'static str) -> Self {
        Self { content: Some(content), ..self }
    }

    fn read(&self) -> HotlineReading {
        hotline_orders(self.file, &self.bytes, &HotlineOptions { offset_hours: 8, ..HotlineOptions::default() })
    }
}

fn gb(text: &str) -> Vec<u8> {
    GB18030.encode(text).0.into_owned()
}

fn in_gb(name: &'static str, charset: &str) -> Case {
    let head = format!("{HEAD}Content-Type: text/plain{charset}\nContent-Transfer-Encoding: 8bit\n\n");
    of(name, [head.into_bytes(), gb("荷花路三号楼前路灯不亮")].concat()).says("路灯不亮\n荷花路三号楼前路灯不亮")
}

fn all() -> Vec<Case> {
    [heads(), alphabets(), bodies(), enclosures(), boxes(), harmful()].into_iter().flatten().collect()
}

fn heads() -> Vec<Case> {
    vec![
        with("nothing special", &format!("{PLAIN}荷花路路灯不亮\n")).says("路灯不亮\n荷花路路灯不亮"),
        with("lines as the standard has them", &format!("{PLAIN}一\r\n二\r\n")).says("路灯不亮\n一\n二"),
        of("no subject", format!("From: a@example.cn\nDate: Fri, 20 Nov 2026 08:05:00 +0800\n{PLAIN}一\n")).says("一"),
        of("no writer", format!("Date: Fri, 20 Nov 2026 08:05:00 +0800\nSubject: x\n{PLAIN}一\n"))
            .noted("letter.no_writer"),
        of("a writer that is none", format!("From: nobody\nDate: Fri, 20 Nov 2026 08:05:00 +0800\n{PLAIN}一\n"))
            .noted("letter.no_writer"),
        of("no date", format!("From: a@example.cn\nSubject: x\n{PLAIN}一\n")).noted("letter.no_date"),
        of("a date that is none", format!("From: a@example.cn\nDate: 昨天\n{PLAIN}一\n")).noted("letter.no_date"),
        of(
            "a clock that stood still",
            format!("From: a@example.cn\nDate: Thu, 1 Jan 1970 00:00:00 +0000\n{PLAIN}一\n"),
        )
        .noted("letter.no_date"),
        of("the words of a page", "<html><body>hello</body></html>").refused(1, "letter.none"),
        of("nothing at all", "").refused(1, "letter.none"),
        of("bytes that mean nothing", vec![0xff; 3000]).refused(1, "letter.none"),
        with("an answer that nobody wrote", &format!("Auto-Submitted: auto-replied\n{PLAIN}不在办公室\n"))
            .refused(1, "letter.automatic"),
        with("a letter that came back", "Content-Type: multipart/report; boundary=X\n\n--X\n\n退信\n--X--\n")
            .refused(1, "letter.automatic"),
        with("somebody who says that he is no program", &format!("Auto-Submitted: no\n{PLAIN}一\n")),
        of("Outlook's own form", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec())
            .called("来信.msg")
            .refused(None, "letter.outlook"),
    ]
}

fn alphabets() -> Vec<Case> {
    let raw = "From: 张三 <a@example.cn>\nDate: Fri, 20 Nov 2026 08:05:00 +0800\nSubject: 路灯不亮\nContent-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: 8bit\n\n荷花路\n";
    let words = "From: =?gb2312?B?1cXI/Q==?= <a@example.cn>\nDate: Fri, 20 Nov 2026 08:05:00 +0800\nSubject: =?GBK?B?wre1xrK7wcE=?=\n";
    vec![
        in_gb("GB2312", "; charset=gb2312"),
        in_gb("GBK", "; charset=GBK"),
        in_gb("GB18030", "; charset=\"gb18030\""),
        in_gb("GB18030 that is called UTF-8", "; charset=utf-8").noted("letter.taken_for_gbk"),
        in_gb("GB18030 that is called nothing", "").noted("letter.taken_for_gbk"),
        in_gb("GB18030 that is called what nobody knows", "; charset=x-unknown").noted("letter.taken_for_gbk"),
        of("a subject in GB2312", format!("{words}{PLAIN}荷花路\n")).says("路灯不亮\n荷花路"),
        of("a head in GB18030 that does not say so", gb(raw)).noted("letter.taken_for_gbk").says("路灯不亮\n荷花路"),
        of("a head in UTF-8 that does not say so", raw.replace("gb2312", "utf-8")).says("路灯不亮\n荷花路"),
        with("base64", "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n6I236Iqx6Lev\n")
            .says("路灯不亮\n荷花路"),
        with(
            "quoted-printable in GBK",
            "Content-Type: text/plain; charset=gbk\nContent-Transfer-Encoding: quoted-printable\n\n=BA=C9=BB=A8=C2=B7\n",
        )
        .says("路灯不亮\n荷花路"),
        of("signs that nobody can read", [format!("{HEAD}{PLAIN}荷花路").into_bytes(), vec![0xff, b' ', 0xff]].concat())
            .noted("letter.garbled"),
    ]
}

fn bodies() -> Vec<Case> {
    let html = "Content-Type: text/html; charset=utf-8\n\n<html><head><title>x</title><style>p{color:red}</style></head><body><div>荷花路</div><div>路灯&nbsp;不亮</div><script>alert(1)</script><img src=\"http://example.cn/t.gif\"></body></html>\n";
    let both = "Content-Type: multipart/alternative; boundary=X\n\n--X\nContent-Type: text/plain; charset=utf-8\n\n荷花路\n--X\nContent-Type: text/html; charset=utf-8\n\n<p>荷花路</p>\n--X--\n";
    vec![
        with("HTML alone", html).says("路灯不亮\n荷花路\n路灯 不亮"),
        with("both forms", both).says("路灯不亮\n荷花路"),
        with(
            "a part that never ends",
            "Content-Type: multipart/mixed; boundary=X\n\n--X\nContent-Type: text/plain; charset=utf-8\n\n荷花路\n",
        )
        .says("路灯不亮\n荷花路"),
        with("a name below it", &format!("{PLAIN}荷花路\n\n反映人：张三\nzhang.san@example.cn\n"))
            .says("路灯不亮\n荷花路\n\n（署名略）\n（来信人邮箱）"),
        with("signs that nobody sees", &format!("{PLAIN}荷\u{200b}花\u{202e}路\u{7}\n\n\n\n\u{a0}灯\n"))
            .says("路灯不亮\n荷花路\n\n灯"),
        with("a long one", &format!("{PLAIN}{}\n", "长".repeat(3000))).noted("letter.cut"),
        of("nothing said", format!("From: a@example.cn\nDate: Fri, 20 Nov 2026 08:05:00 +0800\n{PLAIN}\n"))
            .refused(1, "letter.empty"),
    ]
}

fn enclosures() -> Vec<Case> {
    let part = |kind: &str, name: &str, encoding: &str, body: &str| {
        format!(
            "--X\nContent-Type: {kind}; name=\"{name}\"\nContent-Disposition: attachment; filename=\"{name}\"\nContent-Transfer-Encoding: {encoding}\n\n{body}\n"
        )
    };
    let text = "--X\nContent-Type: text/plain; charset=utf-8\n\n荷花路\n";
    let picture = part("image/jpeg", "现场.jpg", "base64", "/9j/4AAQSkZJRg==");
    let letter = "--X\nContent-Type: message/rfc822\n\nFrom: b@example.cn\nSubject: x\n\ny\n";
    vec![
        with("a picture", &format!("{MIXED}{text}{picture}--X--\n")).says("路灯不亮\n荷花路"),
        with("a picture alone", &format!("{MIXED}{picture}--X--\n")),
        with("more than an incident holds", &format!("{MIXED}{text}{}--X--\n", picture.repeat(20))),
        with("a letter inside", &format!("{MIXED}{text}{letter}--X--\n")).says("路灯不亮\n荷花路"),
        with(
            "base64 that is broken",
            &format!("{MIXED}{text}{}--X--\n", part("image/jpeg", "a.jpg", "base64", "!!!! /9 *")),
        )
        .noted("letter.broken_enclosure"),
        with(
            "a name that leads elsewhere",
            &format!(
                "{MIXED}{text}{}--X--\n",
                part("image/jpeg", "../../etc/passwd\\x.jpg", "base64", "/9j/4AAQSkZJRg==")
            ),
        ),
    ]
}

fn boxes() -> Vec<Case> {
    let one = |id: u32| {
        format!(
            "From a@example.cn Fri Nov 20 08:05:00 2026\nFrom: a@example.cn\nDate: Fri, 20 Nov 2026 08:05:00 +0800\nMessage-ID: <{id}@x>\nSubject: s{id}\n{PLAIN}>From here\n\n"
        )
    };
    let second = Case { letters: 2, ..of("the same one twice", format!("{}{}{}", one(1), one(2), one(1))) };
    vec![
        Case { letters: 3, ..of("a box", (1..=3).map(one).collect::<String>()) }
            .called("箱.mbox")
            .says("s1\nFrom here"),
        Case { notes: vec![(Some(3), "letter.again")], ..second }.called("箱.mbox"),
        of("a box with nothing in it", "").called("箱.mbox").refused(None, "letter.none"),
        of("a box that is none", "工单编号,诉求内容\n1,x\n").called("箱.mbox").refused(None, "letter.none"),
        Case {
            faults: vec![(Some(1), "letter.none")],
            ..of("a box with one that is none", format!("From x\n\nnothing\n\n{}", one(2)))
        }
        .called("箱.mbox"),
        of("a box that is too full", (0..10_001).map(one).collect::<String>())
            .called("箱.mbox")
            .refused(None, "file.too_many_rows"),
    ]
}

fn harmful() -> Vec<Case> {
    let nested: String = (0..1000)
        .fold(String::new(), |all, at| format!("{all}Content-Type: multipart/mixed; boundary=\"b{at}\"\n\n--b{at}\n"));
    let letters = "Content-Type: message/rfc822\n\n".repeat(100_000);
    let heads: Vec<String> = (0..20_000).map(|at| format!("X-{at}: {}\n", "x".repeat(20))).collect();
    vec![
        with(
            "a thousand parts inside each other",
            &format!("{nested}Content-Type: text/plain; charset=utf-8\n\n荷花路\n"),
        )
        .says("路灯不亮\n荷花路"),
        with("a hundred thousand letters inside each other", &letters).refused(1, "letter.intricate"),
        with("a head without end", &format!("{}{PLAIN}一\n", heads.concat())).refused(1, "letter.intricate"),
        of("one line without end", format!("From: {}\n\nx", "a".repeat(1 << 20))).refused(1, "letter.intricate"),
        with("tags without end", &format!("Content-Type: text/html\n\n{}", "<div><p>".repeat(20_000))),
        with("an ampersand at the end", "Content-Type: text/html\n\n<p>荷花路&#x110000;&").noted("letter.garbled"),
        of("a letter that is too large", vec![b'a'; (40 << 20) + 1]).refused(1, "file.too_large"),
    ]
}

#[test]
fn each_letter_comes_in_or_is_refused_in_words() {
    let wrong: Vec<String> =
        all().iter().filter_map(|case| wrong_with(case).map(|why| format!("{}: {why}", case.name))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// In what it comes to something else than was said; none: in nothing.
fn wrong_with(case: &Case) -> Option<String> {
    let reading = case.read();
    let content = reading.orders.first().map(|(_, order)| order.content.as_str());
    if (codes(&reading.faults), codes(&reading.notes)) != (case.faults.clone(), case.notes.clone()) {
        return Some(format!("{:?} {:?}", codes(&reading.faults), codes(&reading.notes)));
    }
    if reading.orders.len() != case.letters || reading.channel != Channel::Mailbox {
        return Some(format!("{} letters", reading.orders.len()));
    }
    if case.content.is_some() && content != case.content {
        return Some(format!("{content:?}"));
    }
    let mut told = reading.faults.iter().chain(&reading.notes);
    let is_worded = |fault: &Fault| {
        [Language::Chinese, Language::English].into_iter().all(|language| {
            words::whole(&fault.code, &fault.params, language).is_some_and(|words| !words.contains('{'))
        })
    };
    told.find(|fault| !is_worded(fault)).map(|fault| format!("{} has no words", fault.code))
}

/// The codes that these files bring.
pub fn met() -> BTreeSet<&'static str> {
    let mut met: BTreeSet<&str> =
        all().iter().flat_map(|case| case.faults.iter().chain(&case.notes)).map(|(_, code)| *code).collect();
    met.insert("letter.no_rows");
    met
}

fn first(case: &Case) -> HotlineOrder {
    case.read().orders.into_iter().next().expect("it is a letter").1
}

#[test]
fn who_wrote_goes_to_the_vault_and_stands_in_nothing_else() {
    let case = with("", &format!("{PLAIN}荷花路\n张三\nzhang.san@example.cn\n"));
    let order = first(&case);
    let caller = order.caller.clone();
    assert_eq!((caller.name.as_deref(), caller.mail.as_deref()), (Some("张三"), Some("zhang.san@example.cn")));
    assert_eq!(order.received.expect("it says when").to_string(), "2026-11-20T00:05:00Z");
    let told = format!("{order:?} {}", order.content);
    for secret in ["张三", "zhang", "mail.example.cn"] {
        assert!(!told.contains(secret), "{secret} is told: {told}");
    }
}

#[test]
fn when_the_last_server_took_it_on_counts_more_than_what_its_writer_says() {
    let received = "Received: from a by b with ESMTP id 1; Sat, 21 Nov 2026 09:00:00 +0800\n";
    let case = of("", format!("{received}{HEAD}{PLAIN}一\n"));
    assert_eq!(first(&case).received.expect("it says when").to_string(), "2026-11-21T01:00:00Z");
}

#[test]
fn the_same_letter_has_the_same_number_whatever_became_of_it_on_the_way() {
    let one = first(&with("", &format!("{PLAIN}一\n"))).number;
    let forwarded = of("", format!("X-Moved: yes\n{HEAD}{PLAIN}一\n\n"));
    assert_eq!(first(&forwarded).number, one);
    assert!(one.len() == 24 && one.chars().all(|sign| sign.is_ascii_hexdigit()), "{one}");
    let without = |words: &str| first(&of("", format!("From: a@example.cn\n{PLAIN}{words}\n"))).number;
    assert_eq!(without("一"), without("一"));
    assert_ne!(without("一"), without("二"));
}

#[test]
fn what_is_enclosed_comes_as_it_was_sent_and_what_has_no_room_is_named() {
    let case = all().into_iter().find(|case| case.name == "more than an incident holds").expect("it is there");
    let reading = case.read();
    assert_eq!(reading.enclosures.len(), 6);
    let first = &reading.enclosures[0];
    assert_eq!((first.row, first.name.as_str(), &first.bytes[..4]), (1, "现场.jpg", &b"\xff\xd8\xff\xe0"[..]));
    assert_eq!(reading.orders[0].1.attachments.len(), 14);
    let letter = all().into_iter().find(|case| case.name == "a letter inside").expect("it is there").read();
    assert_eq!((letter.enclosures.len(), letter.orders[0].1.attachments.len()), (0, 1));
}

#[test]
fn letters_have_no_rows_that_could_be_given_back() {
    let fault = hotline_failed_rows("信.eml", b"x", &HotlineOptions::default(), &[], Language::Chinese);
    assert_eq!(fault.expect_err("it has none").code, "letter.no_rows");
}
