//! One row as a work order, or why it is none.

use domain::contact::{Caller, Reply};
use domain::hotline::{HotlineOrder, Secrecy};
use domain::import::Fault;
use domain::moment::Moment;
use domain::order::Priority;
use domain::place::Position;

use super::time::moment_of;
use super::{
    ADDRESS, ATTACHMENTS, CALLER, CATEGORY, CONTENT, DUE, EARLIER, HOME, LATITUDE, LEVELS, LONGITUDE, NUMBER, PHONE,
    RECEIVED, REPLY, SECRECY, SOURCE, URGENCY,
};
use crate::codes::looks_like_exponent;
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at};
use crate::table::{Row, Table};

/// Signs of a number, of a short text and of a long one.
const MOST_IN_NUMBER: usize = 64;
const MOST_IN_LINE: usize = 400;
const MOST_IN_TEXT: usize = 10_000;
/// Levels of a category.
const MOST_LEVELS: usize = 5;
/// What parts levels in one cell.
const BETWEEN_LEVELS: [char; 10] = ['/', '>', '-', '、', '|', '\\', '→', '＞', '／', '—'];
/// What a formula leaves that has gone wrong.
const ERRORS: [&str; 7] = ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"];
/// What is written where nothing is known.
const NOTHING: [&str; 12] = ["无", "不详", "未知", "空", "-", "--", "/", "null", "NULL", "None", "暂无", "未提供"];

pub(super) struct Reader<'a> {
    pub(super) table: &'a Table,
    pub(super) columns: &'a Columns,
    pub(super) offset_hours: i8,
}

impl Reader<'_> {
    /// The order in a row; none, with its faults filed, where it is none.
    pub(super) fn order(&self, row: &Row, findings: &mut Findings) -> Option<HotlineOrder> {
        let before = findings.count();
        let width = self.table.check_width(row, findings);
        findings.keep(width)?;
        for field in super::FIELDS {
            let text = self.text(row, field);
            if ERRORS.contains(&text.as_str()) {
                findings.refuse(self.at(row, field, "hotline.cell_error", &[("value", &text)]));
            }
        }
        let number = findings.keep(self.number(row));
        let content = findings.keep(self.content(row));
        let received = findings.keep(self.moment(row, RECEIVED));
        let due = findings.keep(self.moment(row, DUE));
        let phone = findings.keep(self.phone(row));
        let secrecy = findings.keep(self.secrecy(row));
        let reply = findings.keep(self.reply(row));
        let urgency = findings.keep(self.urgency(row));
        let category = findings.keep(self.category(row));
        let line = |field: Field| self.short(row, field);
        let source = findings.keep(line(SOURCE));
        let name = findings.keep(line(CALLER));
        let home = findings.keep(line(HOME));
        let address = findings.keep(line(ADDRESS));
        let earlier = findings.keep(self.long(row, EARLIER));
        if findings.count() > before {
            return None;
        }
        let (received, due) = (received?, due?);
        if let (Some(received), Some(due)) = (received, due)
            && due < received
        {
            findings.note(self.at(row, DUE, "hotline.due_first", &[]));
        }
        let phone = phone?;
        if phone.as_deref().is_some_and(|phone| !is_dialled(phone)) {
            // The number itself is nobody's to read here.
            findings.note(self.at(row, PHONE, "hotline.odd_phone", &[]));
        }
        Some(HotlineOrder {
            number: number?,
            source: source?,
            received,
            due,
            caller: Caller { name: name?, phone, address: home?, ..Caller::default() },
            secrecy: secrecy?,
            reply: reply?,
            urgency: urgency?,
            category: category?,
            address: address?,
            place: self.place(row, findings),
            content: content?,
            attachments: self.attachments(row),
            earlier: earlier?,
        })
    }

    /// What a cell says, without the marks of spreadsheets: `'0012`, `="0012"`, and blanks that nobody sees.
    pub(super) fn text(&self, row: &Row, field: Field) -> String {
        let cell = self.table.cell(row, self.columns, field);
        let seen: String =
            cell.chars().filter(|sign| !"\u{feff}\u{200b}\u{200c}\u{200d}\u{2060}".contains(*sign)).collect();
        let text = seen.trim();
        let text = text.strip_prefix("=\"").and_then(|text| text.strip_suffix('"')).unwrap_or(text);
        text.strip_prefix(['\'', '‘', '’']).unwrap_or(text).trim().to_owned()
    }

    fn at(&self, row: &Row, field: Field, code: &str, params: &[(&str, &str)]) -> Fault {
        at(row.number, self.columns.name_of(field), code, params)
    }

    fn number(&self, row: &Row) -> Result<String, Fault> {
        let number: String = narrow(&self.text(row, NUMBER)).split_whitespace().collect();
        match () {
            () if number.is_empty() || NOTHING.contains(&number.as_str()) => {
                Err(self.at(row, NUMBER, "hotline.no_number", &[]))
            }
            () if looks_like_exponent(&number) => {
                Err(self.at(row, NUMBER, "hotline.number_exponent", &[("value", &number)]))
            }
            () if number.chars().count() > MOST_IN_NUMBER => Err(self.too_long(row, NUMBER, MOST_IN_NUMBER)),
            () => Ok(number),
        }
    }

    /// What was said; where nothing was, its category has to say what it is about.
    fn content(&self, row: &Row) -> Result<String, Fault> {
        let content = self.long(row, CONTENT)?.unwrap_or_default();
        let is_told = !content.is_empty() || self.category(row).is_ok_and(|levels| !levels.is_empty());
        if is_told { Ok(content) } else { Err(self.at(row, CONTENT, "hotline.nothing_said", &[])) }
    }

    fn short(&self, row: &Row, field: Field) -> Result<Option<String>, Fault> {
        self.bounded(row, field, MOST_IN_LINE)
    }

    fn long(&self, row: &Row, field: Field) -> Result<Option<String>, Fault> {
        self.bounded(row, field, MOST_IN_TEXT)
    }

    fn bounded(&self, row: &Row, field: Field, most: usize) -> Result<Option<String>, Fault> {
        let text = self.text(row, field);
        if text.chars().count() > most {
            return Err(self.too_long(row, field, most));
        }
        Ok(Some(text).filter(|text| !text.is_empty() && !NOTHING.contains(&text.as_str())))
    }

    fn too_long(&self, row: &Row, field: Field, most: usize) -> Fault {
        self.at(row, field, "hotline.too_long", &[("most", &most.to_string())])
    }

    fn moment(&self, row: &Row, field: Field) -> Result<Option<Moment>, Fault> {
        let text = narrow(&self.text(row, field));
        if text.is_empty() || NOTHING.contains(&text.as_str()) {
            return Ok(None);
        }
        let moment = moment_of(&text, self.offset_hours);
        moment.map(Some).ok_or_else(|| self.at(row, field, "hotline.bad_time", &[("value", &text)]))
    }

    fn phone(&self, row: &Row) -> Result<Option<String>, Fault> {
        let text = narrow(&self.text(row, PHONE));
        // 13812345678.0: a number that some program took for a fraction.
        let text = text.strip_suffix(".0").unwrap_or(&text);
        match () {
            () if text.is_empty() || NOTHING.contains(&text) => Ok(None),
            // What is left of it is no number any more; the fault does not repeat it either.
            () if looks_like_exponent(text) => Err(self.at(row, PHONE, "hotline.phone_exponent", &[])),
            () if text.chars().count() > MOST_IN_LINE => Err(self.too_long(row, PHONE, MOST_IN_LINE)),
            () => Ok(Some(text.to_owned())),
        }
    }

    /// Where nothing is said the caller is kept secret; 是否公开 asks the other way round than 是否保密.
    fn secrecy(&self, row: &Row) -> Result<Secrecy, Fault> {
        let text = self.text(row, SECRECY);
        let asks_to_open = self.columns.of(SECRECY).is_some_and(|name| name.contains("公开"));
        let (yes, no) = if asks_to_open { (Secrecy::Open, Secrecy::Secret) } else { (Secrecy::Secret, Secrecy::Open) };
        Ok(match text.to_lowercase().as_str() {
            "保密" | "不公开" | "不愿公开" | "不同意公开" | "隐藏" | "匿名" | "要求保密" | "secret" => {
                Secrecy::Secret
            }
            "不保密" | "公开" | "同意公开" | "可公开" | "无需保密" | "不要求保密" | "open" => {
                Secrecy::Open
            }
            "是" | "y" | "yes" | "true" | "1" | "√" => yes,
            "否" | "n" | "no" | "false" | "0" | "×" => no,
            said if said.is_empty() || NOTHING.contains(&text.as_str()) => Secrecy::Secret,
            _ => return Err(self.at(row, SECRECY, "hotline.unknown_secrecy", &[("value", &text)])),
        })
    }

    fn reply(&self, row: &Row) -> Result<Option<Reply>, Fault> {
        let text = self.text(row, REPLY);
        Ok(match text.to_lowercase().as_str() {
            "是" | "需要" | "需要回复" | "需回复" | "要求回复" | "要求回访" | "回复" | "wanted" | "y" | "yes"
            | "true" | "1" | "√" => Some(Reply::Wanted),
            "否" | "不需要" | "不需要回复" | "无需回复" | "不用回复" | "不回复" | "unwanted" | "n" | "no" | "false"
            | "0" | "×" => Some(Reply::Unwanted),
            said if said.is_empty() || NOTHING.contains(&text.as_str()) => None,
            _ => return Err(self.at(row, REPLY, "hotline.unknown_reply", &[("value", &text)])),
        })
    }

    fn urgency(&self, row: &Row) -> Result<Option<Priority>, Fault> {
        let text = self.text(row, URGENCY);
        Ok(match text.to_lowercase().as_str() {
            "特急" | "特别紧急" | "非常紧急" | "重大" | "特提" | "一级" | "critical" => {
                Some(Priority::Critical)
            }
            "急" | "紧急" | "加急" | "较急" | "平急" | "二级" | "urgent" | "high" => Some(Priority::Urgent),
            "一般" | "普通" | "正常" | "平" | "不紧急" | "常规" | "三级" | "normal" | "low" => {
                Some(Priority::Normal)
            }
            said if said.is_empty() || NOTHING.contains(&text.as_str()) => None,
            _ => return Err(self.at(row, URGENCY, "hotline.unknown_urgency", &[("value", &text)])),
        })
    }

    /// Levels in columns of their own, else in one cell.
    fn category(&self, row: &Row) -> Result<Vec<String>, Fault> {
        let own: Vec<String> = LEVELS.iter().map(|field| self.text(row, *field)).collect();
        let known = |text: &String| !text.is_empty() && !NOTHING.contains(&text.as_str());
        let levels: Vec<String> = if own.iter().any(known) {
            own.into_iter().filter(known).collect()
        } else {
            let text = self.text(row, CATEGORY);
            let parts = text.split(BETWEEN_LEVELS).map(|part| part.trim().to_owned());
            parts.filter(known).collect()
        };
        if levels.len() > MOST_LEVELS {
            let count = levels.len().to_string();
            return Err(self.at(row, CATEGORY, "hotline.too_many_levels", &[("count", &count)]));
        }
        match levels.iter().find(|level| level.chars().count() > MOST_IN_LINE) {
            Some(_) => Err(self.too_long(row, CATEGORY, MOST_IN_LINE)),
            None => Ok(levels),
        }
    }

    /// Longitude and latitude as degrees of WGS 84; what is neither is left to the words of the address.
    fn place(&self, row: &Row, findings: &mut Findings) -> Option<Position> {
        let [longitude, latitude] = [LONGITUDE, LATITUDE].map(|field| narrow(&self.text(row, field)));
        if [&longitude, &latitude].iter().any(|text| text.is_empty() || NOTHING.contains(&text.as_str())) {
            return None;
        }
        let degrees = longitude.parse().ok().zip(latitude.parse().ok());
        let place = degrees.and_then(|(longitude, latitude)| Position::from_degrees(longitude, latitude));
        let place = place.filter(|place| *place != Position(0, 0));
        if place.is_none() {
            let value = format!("{longitude}, {latitude}");
            findings.note(self.at(row, LONGITUDE, "hotline.no_place", &[("value", &value)]));
        }
        place
    }

    fn attachments(&self, row: &Row) -> Vec<String> {
        let text = self.text(row, ATTACHMENTS);
        let names = text.split([';', '；', ',', '，', '\n', '|', '、']).map(str::trim);
        let names = names.filter(|name| !name.is_empty() && !NOTHING.contains(name));
        // The last part alone: whose disk it lay on is nobody's business.
        names
            .filter_map(|name| name.rsplit(['/', '\\']).next())
            .map(|name| name.chars().take(MOST_IN_LINE).collect())
            .collect()
    }
}

fn is_dialled(phone: &str) -> bool {
    let digits = phone.chars().filter(char::is_ascii_digit).count();
    digits >= 5 && phone.chars().all(|sign| sign.is_ascii_digit() || " +-()（）/,;、，；转xX*".contains(sign))
}

/// Full-width signs as plain ones.
fn narrow(text: &str) -> String {
    let plain = |sign: char| match sign {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(sign as u32 - 0xfee0).unwrap_or(sign),
        '\u{3000}' | '\u{a0}' => ' ',
        _ => sign,
    };
    text.chars().map(plain).collect::<String>().trim().to_owned()
}
