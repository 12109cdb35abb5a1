//! Work orders as hotlines send them: a hundred kinds of dirt. Each file comes in, in part, or is refused in words.

mod dirt;

use std::collections::BTreeSet;

use domain::hotline::HotlineOrder;
use domain::words::{self, Language};
use exchange::{HotlineOptions, HotlineReading, hotline_failed_rows, hotline_orders};

use crate::store::codes;

/// One such file, and what it comes to.
pub struct Case {
    pub name: &'static str,
    file: &'static str,
    bytes: Vec<u8>,
    options: HotlineOptions,
    orders: usize,
    faults: Vec<(Option<u32>, &'static str)>,
    notes: Vec<(Option<u32>, &'static str)>,
    sees: Option<fn(&HotlineOrder) -> bool>,
}

impl Case {
    pub fn new(name: &'static str, bytes: impl Into<Vec<u8>>) -> Self {
        let options = HotlineOptions { offset_hours: 8, ..HotlineOptions::default() };
        let (faults, notes) = (Vec::new(), Vec::new());
        Self { name, file: "工单.csv", bytes: bytes.into(), options, orders: 1, faults, notes, sees: None }
    }

    pub fn orders(self, orders: usize) -> Self {
        Self { orders, ..self }
    }

    pub fn refused(mut self, row: impl Into<Option<u32>>, code: &'static str) -> Self {
        self.faults.push((row.into(), code));
        self
    }

    pub fn noted(mut self, row: impl Into<Option<u32>>, code: &'static str) -> Self {
        self.notes.push((row.into(), code));
        self
    }

    /// What is so of the first order.
    pub fn seen(self, sees: fn(&HotlineOrder) -> bool) -> Self {
        Self { sees: Some(sees), ..self }
    }

    pub fn mapped(mut self, field: &str, column: &str) -> Self {
        self.options.columns.insert(field.to_owned(), column.to_owned());
        self
    }

    fn read(&self) -> HotlineReading {
        hotline_orders(self.file, &self.bytes, &self.options)
    }
}

#[test]
fn each_file_comes_in_in_part_or_is_refused_in_words() {
    for case in dirt::all() {
        let reading = case.read();
        assert_eq!(codes(&reading.faults), case.faults, "faults of {}", case.name);
        assert_eq!(codes(&reading.notes), case.notes, "notes of {}", case.name);
        assert_eq!(reading.orders.len(), case.orders, "orders of {}", case.name);
        if let Some(sees) = case.sees {
            let (_, order) = reading.orders.first().unwrap_or_else(|| panic!("{} has no order", case.name));
            assert!(sees(order), "{}: {order:#?} {:?}", case.name, order.number);
        }
        for fault in reading.faults.iter().chain(&reading.notes) {
            for language in [Language::Chinese, Language::English] {
                let words = words::whole(&fault.code, &fault.params, language);
                assert!(words.is_some_and(|words| !words.contains('{')), "{} of {}", fault.code, case.name);
            }
        }
    }
}

/// The codes that these files bring.
pub fn met() -> Vec<&'static str> {
    dirt::all().iter().flat_map(|case| case.faults.iter().chain(&case.notes)).map(|(_, code)| *code).collect()
}

#[test]
fn there_are_a_hundred_of_them() {
    let names: BTreeSet<&str> = dirt::all().iter().map(|case| case.name).collect();
    assert_eq!(names.len(), dirt::all().len(), "each has a name of its own");
    assert!(names.len() >= 100, "{}", names.len());
}

#[test]
fn what_tells_who_called_stands_in_no_fault_no_look_and_no_log() {
    let text = "工单编号,来电人,联系电话,来电人地址,是否保密,诉求内容,不认识的列\n\
                1,张三丰,13812345678,万和苑3号楼301室,也许,井盖坏了,张三丰 13812345678\n\
                2,李四光,1.38E+10,荷花小区9-9-909,是,路灯不亮,x\n3,王五,电话打不通,x,是,积水,x\n";
    let reading = Case::new("", text).read();
    let told = serde_json::to_string(&(&reading.faults, &reading.notes, &reading.columns)).expect("JSON");
    let logged = format!("{:?}", reading.orders);
    for secret in ["张三丰", "13812345678", "301室", "李四光", "909", "王五", "电话打不通"] {
        assert!(!told.contains(secret), "{secret} is told: {told}");
        assert!(!logged.contains(secret), "{secret} is logged: {logged}");
    }
}

#[test]
fn rows_that_failed_come_back_with_the_reason_and_mended_they_come_in() {
    for text in [
        "投诉单,,\n工单编号,受理时间,诉求内容\n1,昨天,井盖坏了\n2,2026-11-20 08:05,路灯不亮\n",
        "编号：1\n受理时间：昨天\n内容：井盖坏了\n\n编号：2\n受理时间：2026-11-20 08:05\n内容：路灯不亮\n",
    ] {
        let case = Case::new("", text);
        let reading = case.read();
        assert_eq!(reading.orders.len(), 1);
        let back = hotline_failed_rows(case.file, &case.bytes, &case.options, &reading.faults, Language::Chinese);
        let back = back.expect("a spreadsheet");
        let again = hotline_orders("退回.xlsx", &back, &case.options);
        assert_eq!((again.read, again.orders.len()), (1, 0), "the row is as it was");
        assert_eq!(codes(&again.faults), [(Some(2), "hotline.bad_time")]);
        let nothing = hotline_failed_rows(case.file, &case.bytes, &case.options, &[], Language::Chinese);
        assert_eq!(nothing.expect_err("no row failed").code, "failed.none");
    }
}

#[test]
fn a_look_tells_which_column_is_read_as_what() {
    let reading = Case::new("", "工单编号,诉求内容,网格\n1,井盖坏了,x\n").read();
    let fields: Vec<_> = reading.columns.iter().map(|column| (column.name.as_str(), column.field.as_deref())).collect();
    assert_eq!(fields, [("工单编号", Some("number")), ("诉求内容", Some("content")), ("网格", None)]);
    assert_eq!(reading.columns[0].sample, ["1"]);
    assert!(reading.fields.iter().any(|field| field.name == "phone" && field.column.is_none() && !field.required));
}
