//! Searches in text, ignoring ASCII case. The standard library's search is made for long patterns in long texts,
//! and larger than all that is searched with it here.

/// Where a text first has another.
pub(crate) fn find(text: &str, part: &str) -> Option<usize> {
    let (first, rest) = part.as_bytes().split_first()?;
    let mut bytes = text.as_bytes();
    loop {
        let at = bytes.iter().position(|byte| byte.eq_ignore_ascii_case(first))?;
        bytes = bytes.get(at + 1..)?;
        if bytes.get(..rest.len())?.eq_ignore_ascii_case(rest) {
            return Some(text.len() - bytes.len() - 1);
        }
    }
}

/// Whether a text has another.
pub(crate) fn contains(text: &str, part: &str) -> bool {
    find(text, part).is_some()
}

/// What stands before and behind the first mark in a text.
pub(crate) fn split<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let at = find(text, mark)?;
    Some((text.get(..at)?, text.get(at + mark.len()..)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_is_found_in_any_case() {
        for (text, part, at) in
            [("abcABC", "bc", Some(1)), ("xÄbC", "bc", Some(3)), ("ab", "abc", None), ("", "a", None)]
        {
            assert_eq!(find(text, part), at, "{text}");
        }
    }

    #[test]
    fn a_text_is_split_at_the_first_mark() {
        assert_eq!(split("https://a://b", "://"), Some(("https", "a://b")));
        assert_eq!(split("https:/a", "://"), None);
    }
}
