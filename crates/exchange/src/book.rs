//! Workbooks that leave the house: sheets of words and numbers, as XLSX. The same content gives the same file.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// A sheet of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookSheet {
    /// What it is called.
    pub name: String,
    /// What is told above the table, line by line.
    pub told: Vec<String>,
    /// The heads of the columns.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Vec<BookCell>>,
}

/// A cell of a workbook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BookCell {
    /// As it is written.
    Words(String),
    /// A number that can be reckoned with.
    Number(u32),
    /// A rate in thousandths, shown in per cent.
    Rate(u32),
    /// Nothing is there to be told.
    Empty,
}

const NAME_WIDTH: f64 = 28.0;
const WIDTH: f64 = 11.0;

/// The workbook's file.
pub fn book(sheets: &[BookSheet]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No clock: the same figures give the same file.
    book.set_properties(&DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?));
    let (words, bold) = (Format::new().set_num_format("@"), Format::new().set_num_format("@").set_bold());
    let (number, rate) = (Format::new().set_num_format("#,##0"), Format::new().set_num_format("0.0%"));
    for BookSheet { name, told, heads, rows } in sheets {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        let mut line = 0_u32;
        for text in told {
            sheet.write_string_with_format(line, 0, text, &words)?;
            line += 1;
        }
        for (column, head) in (0_u16..).zip(heads) {
            sheet.set_column_width(column, if column == 0 { NAME_WIDTH } else { WIDTH })?;
            sheet.write_string_with_format(line, column, head, &bold)?;
        }
        sheet.set_freeze_panes(line + 1, 1)?;
        for row in rows {
            line += 1;
            for (column, cell) in (0_u16..).zip(row) {
                match cell {
                    BookCell::Words(text) => sheet.write_string_with_format(line, column, text, &words)?,
                    BookCell::Number(value) => sheet.write_number_with_format(line, column, *value, &number)?,
                    BookCell::Rate(permille) => {
                        sheet.write_number_with_format(line, column, f64::from(*permille) / 1000.0, &rate)?
                    }
                    BookCell::Empty => continue,
                };
            }
        }
    }
    book.save_to_buffer()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_sheets_give_the_same_file_byte_for_byte() {
        let sheet = BookSheet {
            name: "研判".to_owned(),
            told: vec!["计算时间".to_owned()],
            heads: vec!["地点".to_owned(), "已结".to_owned(), "率".to_owned()],
            rows: vec![vec![BookCell::Words("合计".to_owned()), BookCell::Number(8_903), BookCell::Rate(980)]],
        };
        let file = book(std::slice::from_ref(&sheet)).expect("a workbook");
        assert!(file.starts_with(b"PK"));
        assert_eq!(book(&[sheet]).expect("the same"), file);
    }
}
