//! The table as a document, so that the face speaks from it too.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{TABLE, name};

/// Every code with its words, and what params are called.
#[derive(Serialize)]
struct Document {
    /// By code: sentence and advice.
    says: BTreeMap<&'static str, Both<[&'static str; 2]>>,
    /// By param, by value.
    names: BTreeMap<&'static str, BTreeMap<&'static str, Both<&'static str>>>,
}

/// One thing in both languages.
#[derive(Serialize)]
struct Both<T> {
    zh: T,
    en: T,
}

/// The whole table as JSON, in order: `{"says": {code: {"zh": [sentence, advice], "en": …}}, "names": …}`.
pub fn document() -> String {
    let says = TABLE.into_iter().flatten().map(|words| (words.code, Both { zh: words.zh, en: words.en })).collect();
    let mut names: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for (param, value, zh, en) in name::names() {
        names.entry(param).or_default().insert(value, Both { zh, en });
    }
    let text = serde_json::to_string_pretty(&Document { says, names });
    text.expect("keys are text and values too") + "\n"
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// Written where ts-rs writes the types, by the same verb: `make types`. Only when it says something new,
    /// because the face is built anew from it.
    #[test]
    fn export_bindings_words() {
        let folder = option_env!("TS_RS_EXPORT_DIR").map_or_else(|| Path::new("bindings"), Path::new);
        let (place, words) = (folder.join("words.json"), super::document());
        if std::fs::read_to_string(&place).unwrap_or_default() != words {
            std::fs::create_dir_all(folder).expect("the folder of the types");
            std::fs::write(place, words).expect("the words beside the types");
        }
    }
}
