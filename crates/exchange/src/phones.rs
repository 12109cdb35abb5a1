//! Phone numbers as people write them.

use domain::import::Fault;

use crate::codes::looks_like_exponent;
use crate::findings::at;

/// What can be dialled; none when nothing stands there.
pub(crate) fn phone_in(row: usize, field: &str, text: &str) -> Result<Option<String>, Fault> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let (digits, extension) = text.split_once(['转', 'x', 'X']).unwrap_or((text, "0"));
    let dialled = |part: &str| {
        part.contains(|sign: char| sign.is_ascii_digit())
            && part.chars().all(|sign| sign.is_ascii_digit() || " +-()（）/,;、，；".contains(sign))
    };
    if dialled(digits) && dialled(extension) {
        return Ok(Some(text.to_owned()));
    }
    let code = if looks_like_exponent(text) { "post.phone_exponent" } else { "post.bad_phone" };
    Err(at(row, field, code, &[("value", text)]))
}
