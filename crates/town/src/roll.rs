//! The roll of divisions: names and codes of the district, its nine streets, 55 communities and 33 villages.

/// A name with its statistical code.
pub struct Division {
    pub code: String,
    pub name: String,
}

/// A street and its communities and villages, as indices into [`Roll::communities`].
pub struct Street {
    pub division: Division,
    pub members: Vec<usize>,
}

/// A community or village.
pub struct Community {
    pub division: Division,
    pub is_village: bool,
}

/// The published roll, in the order of its codes.
pub struct Roll {
    pub district: Division,
    pub streets: Vec<Street>,
    pub communities: Vec<Community>,
}

const TABLE: &str = include_str!("../../../data/divisions/chuanhui.csv");

impl Roll {
    /// Reads the table that is compiled in.
    pub fn read() -> Roll {
        let mut roll = Roll {
            district: Division { code: String::new(), name: String::new() },
            streets: Vec::new(),
            communities: Vec::new(),
        };
        for row in TABLE.lines().skip(1) {
            let cells: Vec<&str> = row.split(',').collect();
            let [code, name, level, parent, kind] = cells[..] else { continue };
            let division = Division { code: code.to_owned(), name: short(name) };
            match level {
                "1" => roll.district = division,
                "2" => roll.streets.push(Street { division, members: Vec::new() }),
                _ => {
                    let street = roll.streets.iter_mut().find(|s| s.division.code == parent);
                    street.expect("streets come before their members").members.push(roll.communities.len());
                    roll.communities.push(Community { division, is_village: kind == "village" });
                }
            }
        }
        roll
    }
}

/// The name people use: 陈州社区居民委员会 → 陈州社区, 曾楼村民委员会 → 曾楼村.
fn short(name: &str) -> String {
    if let Some(stem) = name.strip_suffix("居民委员会") {
        return if stem.ends_with("社区") { stem.to_owned() } else { format!("{stem}社区") };
    }
    match name.strip_suffix("民委员会") {
        Some(stem) => stem.to_owned(),
        None => name.to_owned(),
    }
}
