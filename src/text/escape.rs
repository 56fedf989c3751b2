//! The escapes of JSON, HTML and URLs, and what they stand for.

use std::borrow::Cow;
use std::ops::Range;

use crate::text::search;

/// The longest escape of HTML's, such as `&#x00002f;`.
pub(crate) const MAX_ENTITY: usize = 12;

/// The character that HTML and XML escape so, by what stands between `&` and `;`.
pub(crate) fn entity(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "amp" => Some('&'),
        _ => {
            let number = name.strip_prefix('#')?;
            match number.strip_prefix(['x', 'X']) {
                Some(hex) => numbered(hex, 16),
                None => numbered(number, 10),
            }
        }
    }
}

/// The character of this number.
fn numbered(digits: &str, radix: u32) -> Option<char> {
    // No sign, which the standard library would take.
    let is_number = digits.bytes().all(|byte| char::from(byte).is_digit(radix));
    char::from_u32(u32::from_str_radix(digits, radix).ok().filter(|_| is_number)?)
}

/// The ASCII character that a text begins with, escaped in whichever way, and how long the escape is.
fn escaped(text: &str) -> Option<(u8, usize)> {
    let digits = |range: Range<usize>| numbered(text.get(range)?, 16);
    let (c, length) = match text.as_bytes() {
        [b'%', ..] => (digits(1..3)?, 3),
        [b'\\', b'u', ..] => (digits(2..6)?, 6),
        [b'\\', short, ..] => match short {
            b'"' | b'\'' | b'\\' | b'/' => (char::from(*short), 2),
            b'n' | b'r' => ('\n', 2),
            b't' => ('\t', 2),
            _ => return None,
        },
        [b'&', ..] => {
            let end = text.bytes().take(MAX_ENTITY).position(|byte| byte == b';')?;
            (entity(text.get(1..end)?)?, end + 1)
        }
        _ => return None,
    };
    let is_plain = matches!(c, ' '..='~' | '\n' | '\r' | '\t');
    u8::try_from(c).ok().filter(|_| is_plain).map(|byte| (byte, length))
}

/// A text with its escapes undone, as far as they stand for ASCII, that remembers how it was written.
pub(crate) struct Unescaped<'a> {
    written: &'a str,
    text: Cow<'a, str>,
    /// Where each byte of the text begins in what was written; empty when nothing is escaped.
    places: Vec<usize>,
}

impl<'a> Unescaped<'a> {
    pub(crate) fn new(written: &'a str) -> Self {
        let is_mark = |byte: u8| matches!(byte, b'%' | b'\\' | b'&');
        let (mut text, mut places) = (Vec::new(), Vec::new());
        if search::position(written, is_mark).is_none() {
            return Self { written, text: Cow::Borrowed(written), places };
        }
        let mut at = 0;
        while let Some(&byte) = written.as_bytes().get(at) {
            let escape = if is_mark(byte) { written.get(at..).and_then(escaped) } else { None };
            let (byte, length) = escape.unwrap_or((byte, 1));
            text.push(byte);
            places.push(at);
            at += length;
        }
        // Still UTF-8: what was replaced was ASCII, and so is what stands in its place.
        Self { written, text: Cow::Owned(String::from_utf8(text).unwrap_or_default()), places }
    }

    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    /// What was written, with a mark in place of these parts of the text, which come in order.
    pub(crate) fn replace(&self, parts: &[Range<usize>], mark: &str) -> String {
        let place = |at: usize| {
            let end = if self.places.is_empty() { at } else { self.written.len() };
            self.places.get(at).copied().unwrap_or(end)
        };
        let mut out = String::with_capacity(self.written.len());
        let mut kept = 0;
        for part in parts {
            out.push_str(self.written.get(kept..place(part.start)).unwrap_or_default());
            out.push_str(mark);
            kept = place(part.end);
        }
        out.push_str(self.written.get(kept..).unwrap_or_default());
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_undone_where_they_stand_for_ascii() {
        for (written, text) in [
            ("plain é", "plain é"),
            (r#"a\/b\"c\u002b\u003D\n"#, "a/b\"c+=\n"),
            ("a%2Fb%2b%3d%", "a/b+=%"),
            ("a&#47;b&#x2B;&#X3d;&quot;&amp;lt;", "a/b+=\"&lt;"),
            // Not ASCII, or no escape.
            (r"%C3%A9\u00e9&#233;", r"%C3%A9\u00e9&#233;"),
            (r"100% \x \u12 & &; &#; &#x+42; &nbsp; %+1", r"100% \x \u12 & &; &#; &#x+42; &nbsp; %+1"),
            (r"%00\u0007&#1;", r"%00\u0007&#1;"),
            (r"\", r"\"),
        ] {
            assert_eq!(Unescaped::new(written).text(), text, "{written}");
        }
    }

    #[test]
    fn a_part_is_replaced_as_it_was_written() {
        for (written, part, replaced) in [
            ("a secret b", "secret", "a * b"),
            ("é%22s%2Fx%22é", "s/x", "é%22*%22é"),
            (r#"{\"t\":\"s\/x\"}"#, "s/x", r#"{\"t\":\"*\"}"#),
            ("s&#47;x", "s/x", "*"),
        ] {
            let plain = Unescaped::new(written);
            let start = plain.text().find(part).unwrap();
            let parts = [(start, start + part.len())].map(|(start, end)| start..end);
            assert_eq!(plain.replace(&parts, "*"), replaced, "{written}");
        }
    }
}
