//! In which language a terminal is spoken to: `--lang`, else what the machine's own settings say.

use std::env;

use domain::words::Language;

/// Read in the order that POSIX gives them; one that is set and empty counts as not set.
const SETTINGS: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The language of the machine's settings. C, POSIX, nothing at all and any third language mean English.
pub fn of_the_terminal() -> Language {
    let set = SETTINGS.into_iter().filter_map(|name| env::var(name).ok()).find(|value| !value.is_empty());
    set.as_deref().and_then(of_a_locale).unwrap_or(Language::English)
}

/// What `--lang` takes.
pub fn named(name: &str) -> Result<Language, String> {
    Language::named(name).ok_or_else(|| "use zh or en".to_owned())
}

/// `zh_CN.UTF-8`, `en_GB@euro`, `C.UTF-8` …
fn of_a_locale(locale: &str) -> Option<Language> {
    Language::named(locale.split(['.', '@']).next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales_name_their_language() {
        for (locale, language) in [
            ("zh_CN.UTF-8", Some(Language::Chinese)),
            ("zh", Some(Language::Chinese)),
            ("zh.UTF-8", Some(Language::Chinese)),
            ("en_GB@euro", Some(Language::English)),
            ("C.UTF-8", None),
            ("POSIX", None),
            ("de_CH.UTF-8", None),
        ] {
            assert_eq!(of_a_locale(locale), language, "{locale}");
        }
    }
}
