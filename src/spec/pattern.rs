//! The vendors' patterns: each as the vendor writes it, and as the parts that it is made of.
//!
//! The parts tell at once of nearly every text; natively, regex-lite has the last word on what they do not know. In
//! WebAssembly they decide alone: there a regular expression engine would be a seventh of the package, and compiling an
//! expression would take longer than signing. A test holds the two to each other.

/// A vendor's pattern.
#[derive(Debug)]
pub struct Pattern {
    /// The regular expression, verbatim but for the escapes that an HTML `pattern` needs.
    pub source: &'static str,
    parts: &'static [Part],
    #[cfg(not(target_arch = "wasm32"))]
    compiled: std::sync::OnceLock<Option<regex_lite::Regex>>,
}

/// One part of a pattern; parts follow each other, from the beginning of the text to its end.
#[derive(Debug)]
pub(crate) enum Part {
    /// This text.
    Text(&'static str),
    /// One of these texts.
    OneOf(&'static [&'static str]),
    /// Characters of a class, at least and at most so many. It takes as many as it can and gives none back, so the next
    /// part must not begin with one of them.
    Of(Class, usize, usize),
    /// A whole number of base64 groups, of which the last may be padded.
    Base64,
}

/// Single ASCII characters, and ranges of them.
type Class = &'static [(u8, u8)];

pub(crate) const DIGIT: Class = &[(b'0', b'9')];
pub(crate) const LOWER_HEX: Class = &[(b'0', b'9'), (b'a', b'f')];

/// As many as one likes.
pub(crate) const ANY: usize = usize::MAX;

impl Pattern {
    pub(crate) const fn new(source: &'static str, parts: &'static [Part]) -> Self {
        Self {
            source,
            parts,
            #[cfg(not(target_arch = "wasm32"))]
            compiled: std::sync::OnceLock::new(),
        }
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        match_parts(self.parts, text.as_bytes()) || self.expression_matches(text)
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn expression_matches(&self, text: &str) -> bool {
        let regex = self.compiled.get_or_init(|| regex_lite::Regex::new(self.source).ok());
        regex.as_ref().is_some_and(|regex| regex.is_match(text))
    }

    #[cfg(target_arch = "wasm32")]
    #[allow(clippy::unused_self)] // see above
    fn expression_matches(&self, _: &str) -> bool {
        false
    }
}

fn match_parts(parts: &[Part], text: &[u8]) -> bool {
    let Some((part, parts)) = parts.split_first() else { return text.is_empty() };
    match part {
        Part::Text(known) => text.strip_prefix(known.as_bytes()).is_some_and(|rest| match_parts(parts, rest)),
        Part::OneOf(texts) => texts
            .iter()
            .any(|known| text.strip_prefix(known.as_bytes()).is_some_and(|rest| match_parts(parts, rest))),
        Part::Of(class, min, max) => {
            let end = text.iter().position(|byte| !is_in(class, *byte)).unwrap_or(text.len());
            let count = end.min(*max);
            count >= *min && match_parts(parts, text.get(count..).unwrap_or_default())
        }
        Part::Base64 => {
            let padding = text.iter().rev().take_while(|byte| **byte == b'=').count();
            let digits = text.get(..text.len() - padding).unwrap_or_default();
            let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/');
            text.len().is_multiple_of(4) && padding <= 2 && digits.iter().all(is_digit)
        }
    }
}

fn is_in(class: Class, byte: u8) -> bool {
    class.iter().any(|(first, last)| (*first..=*last).contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::field::FieldSpec;

    fn patterns_of(fields: &'static [FieldSpec], found: &mut Vec<&'static Pattern>) {
        for field in fields {
            found.extend(field.pattern);
            patterns_of(field.parts, found);
            patterns_of(field.filters, found);
        }
    }

    /// A text that matches, made of the parts, with runs of `length` where these may be so long.
    fn example(parts: &[Part], length: usize) -> String {
        let text = |part: &Part| match part {
            Part::Text(text) => (*text).to_owned(),
            Part::OneOf(texts) => texts[length % texts.len()].to_owned(),
            Part::Of(class, min, max) => {
                let count = length.clamp(*min, *max);
                (0..count).map(|index| char::from(class[index % class.len()].0)).collect()
            }
            Part::Base64 => ["", "QUJD", "QUI=", "QQ==", "QUJDQUI="][length % 5].to_owned(),
        };
        parts.iter().map(text).collect()
    }

    #[test]
    fn the_parts_of_every_pattern_match_what_the_vendors_pattern_matches() {
        let mut patterns = Vec::new();
        for operation in crate::operations() {
            patterns_of(operation.fields, &mut patterns);
        }
        assert!(patterns.len() > 10);
        let (mut matching, mut others) = (0, 0);
        for pattern in patterns {
            for length in [0, 1, 2, 3, 4, 12, 15, 16, 17, 18, 40] {
                let text = example(pattern.parts, length);
                let mut texts = vec![format!("{text}\n"), format!(" {text}"), text.repeat(2), text.clone()];
                for at in 0..text.len() {
                    let (before, after) = text.split_at(at);
                    texts.push(before.to_owned());
                    for other in ["g", "A", "-", "\n", "é", "０", "9", "=", "/", ":", "*", "_", "aws", ""] {
                        texts.push([before, other, after].concat());
                        texts.push([before, other, after.get(1..).unwrap_or_default()].concat());
                    }
                }
                for text in texts {
                    let is_match = match_parts(pattern.parts, text.as_bytes());
                    assert_eq!(is_match, pattern.expression_matches(&text), "{text:?} by {}", pattern.source);
                    *if is_match { &mut matching } else { &mut others } += 1;
                }
            }
        }
        assert!(matching > 1_000 && others > 1_000, "{matching} matched, {others} did not");
    }
}
