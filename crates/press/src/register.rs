//! The pages after the map: what it is divided into, and the places on it, each with its number on the map.

use domain::answer::PlaceNoun;
use domain::words::Language;

use crate::font::Type;
use crate::frame::Frame;
use crate::front::draw_foot;
use crate::names::Named;
use crate::page::Page;
use crate::pen::{Align, Pen};
use crate::sheet::{Sheet, SheetHead};
use crate::table::{LOOKED_UP, Setter, Table, column};
use crate::words;

/// The registers' pages, without their feet; none where there is nothing to list.
pub fn pens<'a>(sheet: &Sheet, named: &Named, letters: &'a Type, frame: &Frame) -> Vec<Pen<'a>> {
    let tables = [heads(sheet), children(sheet, named), places(sheet, named)];
    if tables.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut setter = Setter::new(frame, letters, LOOKED_UP, words::title(sheet), sheet.language);
    for table in tables.into_iter().flatten() {
        setter.set(&table);
    }
    setter.pages()
}

/// A page with its foot.
pub fn finish(mut pen: Pen<'_>, sheet: &Sheet, frame: &Frame, page: usize, pages: usize) -> Page {
    draw_foot(&mut pen, (&sheet.printed, sheet.store.as_str()), sheet.language, frame, (page, pages));
    Page { width: frame.page.width(), height: frame.page.height(), marks: pen.marks }
}

/// More heads than the first page surely holds are listed whole.
fn heads(sheet: &Sheet) -> Option<Table> {
    const ON_THE_FRONT: usize = 4;
    if sheet.grid.heads.len() <= ON_THE_FRONT {
        return None;
    }
    let language = sheet.language;
    Some(Table {
        title: Some(language.either("网格长", "Heads").to_owned()),
        note: None,
        columns: vec![
            column(language.either("姓名", "Name"), 0.3, Align::Left),
            column(language.either("职务", "Post"), 0.4, Align::Left),
            column(language.either("办公电话", "Office phone"), 0.3, Align::Left),
        ],
        rows: sheet
            .grid
            .heads
            .iter()
            .map(|head| vec![head.person.clone(), head.title.clone(), head.phone.clone()])
            .collect(),
    })
}

fn children(sheet: &Sheet, named: &Named) -> Option<Table> {
    if sheet.children.is_empty() {
        return None;
    }
    let language = sheet.language;
    let said = |figure: Option<u32>| figure.map_or_else(|| "—".to_owned(), words::number);
    let level = sheet.children_level.as_deref().unwrap_or_default();
    Some(Table {
        title: Some(language.either(format!("{level}一览"), format!("Register of {level}"))),
        note: note(named, 1..=sheet.children.len(), language),
        columns: vec![
            column(language.either("号", "No."), 0.05, Align::Right),
            column(language.either("名称", "Name"), 0.19, Align::Left),
            column(language.either("编码", "Code"), 0.155, Align::Left),
            column(language.either("类别", "Kind"), 0.09, Align::Left),
            column(language.either("人口", "Residents"), 0.075, Align::Right),
            column(language.either("户数", "Households"), 0.07, Align::Right),
            column(language.either("楼栋", "Buildings"), 0.055, Align::Right),
            column(language.either("单元", "Units"), 0.055, Align::Right),
            column(language.either("场所", "Places"), 0.045, Align::Right),
            column(language.either("网格长及办公电话", "Heads and office phones"), 0.215, Align::Left),
        ],
        rows: sheet
            .children
            .iter()
            .zip(1..)
            .map(|(child, number)| {
                vec![
                    numbered(number, named),
                    child.name.clone(),
                    child.code.clone(),
                    child.kind.clone(),
                    said(child.counts.residents),
                    said(child.counts.households),
                    said(child.counts.buildings),
                    said(child.counts.units),
                    words::number(child.places),
                    answering(&child.heads, language),
                ]
            })
            .collect(),
    })
}

fn places(sheet: &Sheet, named: &Named) -> Option<Table> {
    if sheet.places.is_empty() {
        return None;
    }
    let language = sheet.language;
    let first = sheet.children.len() + 1;
    Some(Table {
        title: Some(language.either("重点场所和卡点一览", "Register of venues and checkpoints").to_owned()),
        note: note(named, first..=sheet.children.len() + sheet.places.len(), language),
        columns: vec![
            column(language.either("号", "No."), 0.06, Align::Right),
            column(language.either("名称", "Name"), 0.42, Align::Left),
            column(language.either("类别", "Kind"), 0.2, Align::Left),
            column(language.either("状态", "State"), 0.1, Align::Left),
            column(language.either("经度，纬度", "Longitude, latitude"), 0.22, Align::Left),
        ],
        rows: sheet
            .places
            .iter()
            .zip(first..)
            .map(|(place, number)| {
                let state = match (place.noun, place.closed) {
                    (_, true) => language.either("关闭", "closed"),
                    (PlaceNoun::Checkpoint | PlaceNoun::Venue, false) => language.either("开放", "open"),
                    (PlaceNoun::Unit | PlaceNoun::Asset, false) => "",
                };
                vec![
                    numbered(number, named),
                    place.name.clone(),
                    place.kind.clone(),
                    state.to_owned(),
                    format!("{:.5}，{:.5}", place.at.longitude(), place.at.latitude()),
                ]
            })
            .collect(),
    })
}

/// A number; with a star where it found no room on the map.
fn numbered(number: usize, named: &Named) -> String {
    if named.unnamed.contains(&number) { format!("{number}*") } else { number.to_string() }
}

fn note(named: &Named, mut numbers: impl Iterator<Item = usize>, language: Language) -> Option<String> {
    let told = language.either("* 图上无处可注", "* no room on the map even for the number");
    numbers.any(|number| named.unnamed.contains(&number)).then(|| told.to_owned())
}

fn answering(heads: &[SheetHead], language: Language) -> String {
    if heads.is_empty() {
        return language.either("尚无", "nobody").to_owned();
    }
    let line = |head: &SheetHead| format!("{} {}", head.person, head.phone);
    heads.iter().map(line).collect::<Vec<_>>().join("\n")
}
