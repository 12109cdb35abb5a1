//! Work orders through the real inspector: sound ones are handed over, harmful ones are refused in words.

use std::sync::Arc;

use booth::{Booth, Limits, Parcel, Passage};
use domain::failure::Failure;
use domain::words::Language;
use exchange::{HotlineOptions, HotlineReading};

use crate::Rule;

pub const RULES: [Rule; 8] = [
    ("work orders are handed over with what was wrong, and the wrong ones come back", || {
        let rows: Vec<String> = (0..1_200).map(|number| format!("{number},井盖坏了,13812345678\n")).collect();
        let text = format!("工单编号,诉求内容,联系电话\n{},没有编号,\n", rows.concat());
        let reading = read(text.as_bytes(), None).map_err(|failure| failure.to_string())?;
        let codes: Vec<&str> = reading.faults.iter().map(|fault| fault.code.as_str()).collect();
        let phone = reading.orders.first().and_then(|(_, order)| order.caller.phone.clone());
        if reading.orders.len() != 1_200 || codes != ["hotline.no_number"] || phone.as_deref() != Some("13812345678") {
            return Err(format!("{} orders, {codes:?}", reading.orders.len()));
        }
        let sheet = Booth::of_this_program().mend_hotline(
            "工单.csv",
            Parcel::from(text.into_bytes()),
            &HotlineOptions::default(),
            reading.faults,
            Language::Chinese,
            &Arc::<Passage>::default(),
        );
        if sheet.is_ok_and(|sheet| sheet.starts_with(b"PK")) { Ok(()) } else { Err("no rows came back".to_owned()) }
    }),
    ("more work orders than a file may hold are refused", || {
        let text = format!("number,content\n{}", "1,x\n".repeat(100_001));
        expect(&read(text.as_bytes(), None), "file.too_many_rows")
    }),
    ("a file of work orders that is larger than one is refused", || {
        expect(&read(&vec![b'a'; (64 << 20) + 1], None), "file.too_large")
    }),
    ("a form of nothing but one field is read within its limits", || {
        let reading = read("编号：1\n".repeat(200_000).as_bytes(), None);
        expect(&reading, "file.too_many_rows")
    }),
    ("a letter is handed over with what was enclosed", || {
        let letter = "From: a@example.cn\nDate: Fri, 20 Nov 2026 08:05:00 +0800\nContent-Type: multipart/mixed; boundary=X\n\n\
                      --X\nContent-Type: text/plain\n\nwords\n--X\nContent-Type: application/pdf; name=a.pdf\n\
                      Content-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nJVBERg==\n--X--\n";
        let reading = read_as("信.eml", letter.as_bytes(), None).map_err(|failure| failure.to_string())?;
        let enclosed: Vec<_> =
            reading.enclosures.iter().map(|one| (one.row, one.name.as_str(), &one.bytes[..])).collect();
        let is_whole = reading.orders.len() == 1 && enclosed == [(1, "a.pdf", &b"%PDF"[..])];
        if is_whole { Ok(()) } else { Err(format!("{} letters, {enclosed:?}", reading.orders.len())) }
    }),
    ("letters inside letters without end are refused before they are opened", || {
        let letter = format!("From: a@example.cn\n{}", "Content-Type: message/rfc822\n\n".repeat(1_000_000));
        expect(&read_as("信.eml", letter.as_bytes(), None), "letter.intricate")
    }),
    ("parts inside parts without end are a letter with few words", || {
        let part = |at: u32| format!("Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n");
        let parts: Vec<String> = (0..20_000).map(part).collect();
        let letter = format!("From: a@example.cn\n{}\nwords\n", parts.concat());
        match read_as("信.eml", letter.as_bytes(), None) {
            Ok(_) => Ok(()),
            Err(failure) => Err(failure.to_string()),
        }
    }),
    ("work orders without memory say so", || {
        let limits = Limits { memory: 0, seconds: 60 };
        match read(&vec![b'1'; 32 << 20], Some(limits)) {
            Err(failure) if failure.code == "import.too_much_memory" => Ok(()),
            other => Err(format!("{:?}", other.map(|reading| reading.faults))),
        }
    }),
];

fn read(bytes: &[u8], limits: Option<Limits>) -> Result<HotlineReading, Failure> {
    read_as("工单.csv", bytes, limits)
}

fn read_as(file: &str, bytes: &[u8], limits: Option<Limits>) -> Result<HotlineReading, Failure> {
    let booth = Booth::of_this_program();
    let booth = limits.map_or(booth.clone(), |limits| booth.limited(limits));
    booth.hotline(file, Parcel::from(bytes.to_vec()), &HotlineOptions::default(), &Arc::<Passage>::default())
}

fn expect(reading: &Result<HotlineReading, Failure>, code: &str) -> Result<(), String> {
    match reading {
        Ok(reading) if reading.orders.is_empty() && reading.faults.iter().any(|fault| fault.code == code) => Ok(()),
        Ok(reading) => Err(format!("{} orders, {:?}", reading.orders.len(), reading.faults.first())),
        Err(failure) => Err(failure.to_string()),
    }
}
