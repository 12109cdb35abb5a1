//! Statements live in `.sql` files beside the noun, each under a line `-- name`.

/// The statement under the line `-- name` of a file. A name that is not there stops the build.
pub(crate) const fn section(file: &'static str, name: &str) -> &'static str {
    let bytes = file.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let end = line_end(bytes, at);
        if is_heading(bytes, at, end, name.as_bytes()) {
            let begin = end + 1;
            let (_, rest) = file.split_at(begin);
            let (statement, _) = rest.split_at(next_heading(bytes, begin) - begin);
            return statement;
        }
        at = end + 1;
    }
    panic!("the file has no statement of this name")
}

const fn line_end(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < bytes.len() && bytes[at] != b'\n' {
        at += 1;
    }
    at
}

const fn starts_heading(bytes: &[u8], at: usize) -> bool {
    at + 3 <= bytes.len() && bytes[at] == b'-' && bytes[at + 1] == b'-' && bytes[at + 2] == b' '
}

const fn is_heading(bytes: &[u8], begin: usize, end: usize, name: &[u8]) -> bool {
    if !starts_heading(bytes, begin) || end - begin != name.len() + 3 {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if bytes[begin + 3 + at] != name[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn next_heading(bytes: &[u8], from: usize) -> usize {
    let mut at = from;
    while at < bytes.len() {
        if starts_heading(bytes, at) {
            return at;
        }
        at = line_end(bytes, at) + 1;
    }
    bytes.len()
}

#[cfg(test)]
mod tests {
    use super::section;

    #[test]
    fn a_statement_ends_where_the_next_begins() {
        const FILE: &str = "-- all\nSELECT 1;\n\n-- all_of_it\nSELECT\n    2;\n";
        assert_eq!(section(FILE, "all").trim(), "SELECT 1;");
        assert_eq!(section(FILE, "all_of_it").trim(), "SELECT\n    2;");
    }
}
