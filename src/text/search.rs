//! Searches in text. The standard library's are made for long patterns in long texts, and larger than all that is
//! searched with them here.

use crate::text::work;

/// Where a text first has a byte of a kind.
pub(crate) fn position(text: &str, is_kind: impl Fn(u8) -> bool) -> Option<usize> {
    let found = text.bytes().position(is_kind);
    work::add(found.unwrap_or(text.len()));
    found
}

/// Where a text first has another.
#[inline(never)]
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    find_by(text, part, |byte, other| byte == other)
}

/// Where a text first has another, in any ASCII case.
#[inline(never)]
pub(crate) fn find_ignore_case(text: &str, part: &str) -> Option<usize> {
    find_by(text, part, u8::eq_ignore_ascii_case)
}

/// Whether a text has another.
pub(crate) fn contains(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// Whether a text has another, in any ASCII case.
pub(crate) fn contains_ignore_case(text: &str, part: &str) -> bool {
    find_ignore_case(text, part).is_some()
}

/// What stands before and behind the first place where a text has another.
pub(crate) fn split<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    split_at(text, find(text, part)?, part)
}

/// What stands before and behind the first place where a text has another, in any ASCII case.
pub(crate) fn split_ignore_case<'a>(text: &'a str, part: &str) -> Option<(&'a str, &'a str)> {
    split_at(text, find_ignore_case(text, part)?, part)
}

fn split_at<'a>(text: &'a str, at: usize, part: &str) -> Option<(&'a str, &'a str)> {
    Some((text.get(..at)?, text.get(at + part.len()..)?))
}

/// A text with another in every place where it has this part; an empty part is in no place.
#[inline(never)]
pub(crate) fn replace(text: &str, part: &str, other: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = split(rest, part) {
        out.push_str(before);
        out.push_str(other);
        rest = after;
    }
    out.push_str(rest);
    out
}

fn find_by(text: &str, part: &str, is_same: impl Fn(&u8, &u8) -> bool) -> Option<usize> {
    let (first, rest) = part.as_bytes().split_first()?;
    let mut bytes = text.as_bytes();
    loop {
        let found = bytes.iter().position(|byte| is_same(byte, first));
        work::add(found.unwrap_or(bytes.len()));
        bytes = bytes.get(found? + 1..)?;
        if bytes.get(..rest.len())?.iter().zip(rest).all(|(byte, other)| is_same(byte, other)) {
            return Some(text.len() - bytes.len() - 1);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_is_found_in_any_case() {
        for (text, part, at) in
            [("abcABC", "bc", Some(1)), ("xÄbC", "bc", Some(3)), ("ab", "abc", None), ("", "a", None)]
        {
            assert_eq!(find_ignore_case(text, part), at, "{text}");
        }
    }

    #[test]
    fn a_text_is_split_at_the_first_place() {
        assert_eq!(split("https://a://b", "://"), Some(("https", "a://b")));
        assert_eq!(split("https:/a", "://"), None);
        assert_eq!(split("aBbb", "bb"), Some(("aB", "")));
        assert_eq!(split_ignore_case("aBbb", "bb"), Some(("a", "b")));
    }

    #[test]
    fn only_what_is_the_same_in_every_letter_is_replaced() {
        for (text, part, replaced) in [
            ("abcABCabc", "abc", "*ABC*"),
            ("aaa", "aa", "*a"),
            ("äbä", "ä", "*b*"),
            ("abc", "", "abc"),
            ("", "a", ""),
        ] {
            assert_eq!(replace(text, part, "*"), replaced, "{text}");
        }
    }
}
