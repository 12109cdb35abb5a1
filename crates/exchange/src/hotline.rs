//! Work orders of the hotline: spreadsheets, CSV, and what people paste – a table parted by tabs, or the form
//! 字段：值 that hotlines send.
//!
//! Each file is of its own sort: titles above the heading, a heading in two rows, footers with sums. What cannot be
//! read is refused by its row with a reason; the other rows come in.

mod form;
mod heading;
mod order;
mod time;

use std::collections::{BTreeMap, HashMap};

use domain::hotline::HotlineOrder;
use domain::import::Fault;
use domain::incident::Channel;
use domain::look::{ColumnLook, FieldLook};
use domain::words::Language;
use serde::{Deserialize, Serialize};

use crate::archive::{self, Archive};
use crate::bytes::{self, Text};
use crate::failed;
use crate::fields::{Columns, Field};
use crate::findings::{Findings, at, clipped, of_file};
use crate::letters;
use crate::table::{Row, Table};
use crate::workbook;

const NUMBER: Field = Field {
    name: "number",
    others: &[
        "工单编号",
        "工单号",
        "编号",
        "受理编号",
        "诉求编号",
        "案件编号",
        "任务号",
        "流水号",
        "单号",
        "order number",
        "id",
    ],
};
const SOURCE: Field = Field {
    name: "source",
    others: &["来源", "工单来源", "诉求来源", "来源渠道", "渠道", "受理渠道", "信息来源", "channel"],
};
const RECEIVED: Field = Field {
    name: "received",
    others: &[
        "受理时间",
        "来电时间",
        "登记时间",
        "诉求时间",
        "创建时间",
        "派单时间",
        "交办时间",
        "received at",
        "time",
    ],
};
const DUE: Field = Field {
    name: "due",
    others: &["办理时限", "截止时间", "办结时限", "到期时间", "要求办结时间", "处理时限", "答复时限", "deadline"],
};
const CALLER: Field = Field {
    name: "caller",
    others: &[
        "来电人",
        "来电人姓名",
        "诉求人",
        "诉求人姓名",
        "反映人",
        "反映人姓名",
        "市民姓名",
        "联系人",
        "投诉人",
        "姓名",
        "name",
    ],
};
const PHONE: Field = Field {
    name: "phone",
    others: &[
        "来电号码",
        "来电人电话",
        "联系电话",
        "联系方式",
        "诉求人电话",
        "反映人电话",
        "电话",
        "手机号",
        "手机号码",
        "手机",
        "tel",
    ],
};
const HOME: Field = Field {
    name: "caller_address",
    others: &["来电人地址", "来电人住址", "诉求人地址", "反映人地址", "联系地址", "住址", "家庭住址", "home address"],
};
const SECRECY: Field = Field {
    name: "secrecy",
    others: &["是否保密", "保密", "保密要求", "是否公开", "信息公开", "隐私保护", "secret"],
};
const REPLY: Field = Field {
    name: "reply",
    others: &["是否回复", "是否需要回复", "是否回访", "回复要求", "是否要求回复", "reply wanted"],
};
const URGENCY: Field = Field {
    name: "urgency",
    others: &["紧急程度", "紧急度", "缓急程度", "优先级", "工单等级", "等级", "priority"],
};
const CATEGORY: Field = Field {
    name: "category",
    others: &[
        "诉求分类",
        "问题分类",
        "内容分类",
        "事项分类",
        "工单分类",
        "诉求类型",
        "问题类型",
        "分类",
        "类别",
        "类型",
        "type",
    ],
};
const LEVELS: [Field; 5] = [
    Field {
        name: "category_1", others: &["一级分类", "一级类别", "分类1", "大类", "一级", "问题大类"]
    },
    Field {
        name: "category_2", others: &["二级分类", "二级类别", "分类2", "小类", "二级", "问题小类"]
    },
    Field { name: "category_3", others: &["三级分类", "三级类别", "分类3", "三级"] },
    Field { name: "category_4", others: &["四级分类", "四级类别", "分类4", "四级"] },
    Field { name: "category_5", others: &["五级分类", "五级类别", "分类5", "五级"] },
];
const ADDRESS: Field = Field {
    name: "address",
    others: &[
        "事发地址",
        "事发地点",
        "诉求地址",
        "问题地址",
        "发生地址",
        "发生地点",
        "地址",
        "地点",
        "事件地址",
        "location",
    ],
};
const LONGITUDE: Field = Field { name: "lng", others: &["经度", "longitude", "lon", "x"] };
const LATITUDE: Field = Field { name: "lat", others: &["纬度", "latitude", "y"] };
const CONTENT: Field = Field {
    name: "content",
    others: &[
        "诉求内容",
        "工单内容",
        "问题描述",
        "反映内容",
        "来电内容",
        "事件描述",
        "诉求描述",
        "主要内容",
        "内容",
        "描述",
        "标题",
        "text",
    ],
};
const ATTACHMENTS: Field =
    Field { name: "attachments", others: &["附件", "附件名称", "附件列表", "图片", "files"] };
const EARLIER: Field = Field {
    name: "earlier",
    others: &[
        "前期处理",
        "处理情况",
        "历史办理情况",
        "办理经过",
        "处理过程",
        "前期办理情况",
        "处理意见",
        "earlier handling",
    ],
};

const FIELDS: [Field; 22] = [
    NUMBER,
    SOURCE,
    RECEIVED,
    DUE,
    CALLER,
    PHONE,
    HOME,
    SECRECY,
    REPLY,
    URGENCY,
    CATEGORY,
    LEVELS[0],
    LEVELS[1],
    LEVELS[2],
    LEVELS[3],
    LEVELS[4],
    ADDRESS,
    LONGITUDE,
    LATITUDE,
    CONTENT,
    ATTACHMENTS,
    EARLIER,
];
/// Without these nothing comes in.
const NEEDED: [Field; 2] = [NUMBER, CONTENT];
/// Orders of a file: three years of a district.
const MOST_ORDERS: usize = 100_000;
/// Bytes of a file: all its orders stand in the desk's memory.
const MOST_BYTES: usize = 64 << 20;
/// Values that are shown of a column.
const MOST_SAMPLES: usize = 3;

/// What the caller says about the file.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HotlineOptions {
    /// Which of a workbook's sheets; none: the first that is shown.
    pub layer: Option<String>,
    /// Our field to the file's column, where the file calls it by a name that we don't know.
    pub columns: BTreeMap<String, String>,
    /// Hours east of Greenwich of times that say nothing of it.
    pub offset_hours: i8,
}

/// What a file of work orders or of letters came to.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct HotlineReading {
    /// By which way they come in.
    pub channel: Channel,
    /// Rows without fault, each with where it stood.
    pub orders: Vec<(u32, HotlineOrder)>,
    /// Rows in the file, without headings and footers.
    pub read: u32,
    /// What refuses: a row, or the file.
    pub faults: Vec<Fault>,
    /// What is doubtful but was taken.
    pub notes: Vec<Fault>,
    /// What the file calls its columns, and what each is read as. No value of a person's column is shown.
    pub columns: Vec<ColumnLook>,
    /// Our fields.
    pub fields: Vec<FieldLook>,
    /// What was enclosed in letters. Its bytes go beside all this.
    #[serde(skip)]
    pub enclosures: Vec<Enclosure>,
}

/// A file that came with a letter, as it was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Enclosure {
    /// With which.
    pub row: u32,
    /// What the letter calls it.
    pub name: String,
    /// Nobody has looked into it yet.
    pub bytes: Vec<u8>,
}

/// Read work orders, or letters where the file is called one. `file_name` stands in what the faults say; what was pasted has one as well.
pub fn hotline_orders(file_name: &str, bytes: &[u8], options: &HotlineOptions) -> HotlineReading {
    if bytes.len() > MOST_BYTES {
        return HotlineReading::refused(too_large(file_name, bytes));
    }
    if letters::is_some(file_name) {
        return letters::read(file_name, bytes);
    }
    match opened(file_name, bytes, options) {
        Ok(table) => read(file_name, table, options),
        Err(fault) => HotlineReading::refused(fault),
    }
}

impl HotlineReading {
    /// What can't be read at all.
    pub fn refused(fault: Fault) -> Self {
        Self { faults: vec![fault], fields: looks_of(&Columns::default()), ..Self::of(Channel::Hotline) }
    }

    /// Nothing yet that comes in by this way.
    pub(crate) fn of(channel: Channel) -> Self {
        Self {
            channel,
            orders: Vec::new(),
            read: 0,
            faults: Vec::new(),
            notes: Vec::new(),
            columns: Vec::new(),
            fields: Vec::new(),
            enclosures: Vec::new(),
        }
    }
}

/// The rows that these faults name, as an XLSX file with the reason beside each, in this language.
pub fn hotline_failed_rows(
    file_name: &str,
    bytes: &[u8],
    options: &HotlineOptions,
    faults: &[Fault],
    language: Language,
) -> Result<Vec<u8>, Fault> {
    if letters::is_some(file_name) {
        return Err(of_file("letter.no_rows", &[("file", file_name)]));
    }
    failed::failed_table(file_name, opened(file_name, bytes, options)?, faults, language)
}

/// The table in a file, with the heading that names most.
fn opened(file_name: &str, bytes: &[u8], options: &HotlineOptions) -> Result<Table, Fault> {
    if bytes.len() > MOST_BYTES {
        return Err(too_large(file_name, bytes));
    }
    let table = if bytes.starts_with(archive::BEGINNING) {
        let archive = Archive::open(file_name, bytes)?;
        if !workbook::is_one(&archive) {
            return Err(of_file("file.features_not_table", &[("file", file_name)]));
        }
        workbook::read(file_name, archive, options.layer.as_deref()).map_err(|closed| closed.fault)?.0
    } else {
        let Text { text, letters } = bytes::text_of(file_name, bytes)?;
        // Old Macintosh programs end lines with a carriage return alone.
        let text = if text.contains('\n') { text } else { text.replace('\r', "\n").into() };
        let mut table = if form::is_one(&text, &FIELDS) {
            form::read(file_name, &text, &FIELDS)?
        } else {
            Table::read(file_name, &text)?
        };
        if letters == bytes::GBK {
            table.notes.push(of_file("table.taken_for_gbk", &[("file", file_name)]));
        }
        table
    };
    if table.rows.len() > MOST_ORDERS {
        return Err(of_file("file.too_many_rows", &[("file", file_name), ("most", &MOST_ORDERS.to_string())]));
    }
    Ok(heading::found(table, &FIELDS))
}

fn too_large(file_name: &str, bytes: &[u8]) -> Fault {
    let (size, most) = ((bytes.len() >> 20).to_string(), (MOST_BYTES >> 20).to_string());
    of_file("file.too_large", &[("file", file_name), ("size", &size), ("most", &most)])
}

fn read(file_name: &str, mut table: Table, options: &HotlineOptions) -> HotlineReading {
    let mut findings = Findings::default();
    table.notes.drain(..).for_each(|note| findings.note(note));
    let names = table.heading.iter().map(String::as_str);
    let columns = Columns::find(names, &options.columns, &FIELDS, &mut findings);
    columns.need(&NEEDED, &mut findings);
    let (mut orders, mut read, mut first_rows) = (Vec::new(), 0, HashMap::new());
    if NEEDED.iter().all(|field| columns.of(*field).is_some()) {
        let reader = order::Reader { table: &table, columns: &columns, offset_hours: options.offset_hours };
        for row in &table.rows {
            if heading::is_again(&table, row) {
                findings.tally(row.number, "", "hotline.heading_again");
                continue;
            }
            if is_footer(&reader, row) {
                findings.tally(row.number, "", "hotline.footer");
                continue;
            }
            read += 1;
            let Some(order) = reader.order(row, &mut findings) else { continue };
            let key = (order.source.clone(), order.number.clone());
            let first = *first_rows.entry(key).or_insert(row.number);
            if first == row.number {
                orders.push((row.number as u32, order));
            } else {
                let params = [("number", order.number.as_str()), ("first", &first.to_string())];
                findings.refuse(at(row.number, columns.name_of(NUMBER), "hotline.duplicate", &params));
            }
        }
        if read == 0 && findings.count() == 0 {
            findings.refuse(of_file("file.empty", &[("file", file_name)]));
        }
    }
    let columns_look = looked_at(&table, &columns);
    let (faults, notes) = findings.sorted();
    let (columns, fields) = (columns_look, looks_of(&columns));
    HotlineReading { orders, read, faults, notes, columns, fields, ..HotlineReading::of(Channel::Hotline) }
}

/// Sums and signatures below a table: 合计, 制表人. They have neither number nor content.
fn is_footer(reader: &order::Reader<'_>, row: &Row) -> bool {
    const WORDS: [&str; 12] =
        ["合计", "总计", "小计", "共计", "制表", "填表", "审核", "导出时间", "打印时间", "备注", "说明", "注："];
    let filled: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
    let Some(first) = filled.first() else { return true };
    let plain: String = first.chars().filter(|sign| !sign.is_whitespace()).collect();
    let is_named = WORDS.iter().any(|word| plain.starts_with(word)) || plain == "共";
    let number = reader.text(row, NUMBER);
    is_named && (number.is_empty() || number == *first) && reader.text(row, CONTENT).is_empty()
}

fn looked_at(table: &Table, columns: &Columns) -> Vec<ColumnLook> {
    const PERSONAL: [Field; 3] = [CALLER, PHONE, HOME];
    let heading = table.heading.iter().enumerate().filter(|(_, name)| !name.is_empty());
    heading
        .map(|(index, name)| {
            let field = FIELDS.iter().find(|field| columns.of(**field) == Some(name.as_str()));
            let values = table.rows.iter().filter_map(|row| row.cell(index)).filter(|cell| !cell.is_empty());
            // A column that nobody knows may be a person's as well.
            let is_shown = field.is_some_and(|field| !PERSONAL.contains(field) && *field != CONTENT);
            let sample = if is_shown { values.take(MOST_SAMPLES).map(clipped).collect() } else { Vec::new() };
            ColumnLook { name: name.clone(), sample, field: field.map(|field| field.name.to_owned()) }
        })
        .collect()
}

fn looks_of(columns: &Columns) -> Vec<FieldLook> {
    let look = |field: &Field| FieldLook {
        name: field.name.to_owned(),
        required: NEEDED.contains(field),
        column: columns.of(*field).map(str::to_owned),
    };
    FIELDS.iter().map(look).collect()
}
