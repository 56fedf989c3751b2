//! Takes secrets out of the providers' messages: some echo what was signed, some a token.
//!
//! Text is read as it is meant, whether JSON, HTML or a URL escaped it, and shown as it is written.

use std::ops::Range;

use crate::text::escape::Unescaped;
use crate::text::search;

/// What stands where a secret was.
pub(crate) const MASK: &str = "********";

/// From here to its end, a message echoes the request: canonical request, string to sign, headers.
const ECHOES: [&str; 11] = [
    "the canonical string for this request should have been",
    "the string-to-sign should have been",
    "server string to sign is",
    "server stringtosign is",
    "canonicalrequest",
    "canonical request",
    "canonical-request",
    "canonical_request",
    "string to sign",
    "string-to-sign",
    "stringtosign",
];

/// What follows one of these, up to a space or a quotation mark, is a secret. A label may have more before it.
const LABELS: [&str; 5] = ["token", "secret", "secretaccesskey", "accesskeysecret", "signature"];

/// Tokens that open nothing.
const OPEN_LABELS: [&str; 5] =
    ["nexttoken", "pagetoken", "continuationtoken", "clienttoken", "idempotencytoken"];

/// What follows one of these is a secret to the end of its line.
const LINES: [&str; 2] = ["authorization", "secretkey"];

/// The longest run of token characters that can be an id or a word.
const MAX_WORD: usize = 80;

/// Where secrets are in a text: in order, none within another.
type Secrets = Vec<Range<usize>>;

/// A provider's message without what a log must not keep.
pub(crate) fn mask(message: &str) -> String {
    let labeled = mask_labeled(message);
    let plain = Unescaped::new(&labeled);
    plain.replace(&tokens(plain.text()), MASK)
}

/// A text without what it calls a secret itself, and without any request that it echoes.
pub(crate) fn mask_labeled(message: &str) -> String {
    let plain = Unescaped::new(message);
    let text = plain.text();
    let phrases = ECHOES.iter();
    let echo =
        phrases.filter_map(|phrase| Some(search::find_ignore_case(text, phrase)? + phrase.len())).min();
    let (shown, echoed) = text.split_at_checked(echo.unwrap_or(text.len())).unwrap_or((text, ""));
    let mut secrets = Vec::new();
    labeled(shown, &mut secrets);
    if echoed.bytes().any(|byte| byte.is_ascii_alphanumeric()) {
        let is_lead = |byte: u8| is_lead(byte) || matches!(byte, b'\n' | b'\r');
        secrets.push(shown.len() + span(echoed, is_lead)..text.len());
    }
    plain.replace(&secrets, MASK)
}

/// Finds what follows a label.
fn labeled(text: &str, secrets: &mut Secrets) {
    let mut label = "";
    let mut at = 0;
    let is_mark = |byte: u8| matches!(byte, b':' | b'=' | b'>');
    while let Some(found) = search::position(rest(text, at), is_mark) {
        label = label_in(text.get(at..at + found).unwrap_or_default()).unwrap_or(label);
        at += found + 1;
        let is_among = |labels: &[&str]| labels.iter().any(|known| ends_with(label, known));
        let is_line = is_among(&LINES);
        if !is_line && (!is_among(&LABELS) || is_among(&OPEN_LABELS)) {
            continue;
        }
        let start = at + span(rest(text, at), is_lead);
        let is_end = |byte: u8| byte.is_ascii_whitespace() || b"\"'\\&,])}<".contains(&byte);
        let is_value = |byte: u8| if is_line { byte != b'\n' } else { !is_end(byte) };
        let end = start + span(rest(text, start), is_value);
        if start < end {
            secrets.push(start..end);
        }
        at = end;
    }
}

/// The label that ends a text, before the mark; `None` where there is nothing that could be one, but more marks.
fn label_in(text: &str) -> Option<&str> {
    const MAX_LABEL: usize = 32;
    let text = text.trim_end_matches(['"', '\'', '\\', ' ', '\t']);
    if text.is_empty() {
        return None;
    }
    let is_label = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let length = text.bytes().rev().take(MAX_LABEL).take_while(is_label).count();
    let (before, label) = text.split_at_checked(text.len() - length)?;
    // What follows an element's end is not its content.
    Some(if before.ends_with("</") { "" } else { label })
}

/// Whether a label ends with a known one, in any case, with or without hyphens.
fn ends_with(label: &str, known: &str) -> bool {
    let mut letters = label.bytes().rev().filter(|byte| !matches!(byte, b'-' | b'_'));
    known.bytes().rev().all(|byte| letters.next().is_some_and(|letter| letter.eq_ignore_ascii_case(&byte)))
}

/// Finds runs of token characters that are too long to be anything but a token.
fn tokens(text: &str) -> Secrets {
    let mut secrets = Vec::new();
    let mut at = 0;
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=-_%.~".contains(&byte);
    while let Some(found) = search::position(rest(text, at), is_token) {
        let start = at + found;
        at = start + span(rest(text, start), is_token);
        let run = text.get(start..at).unwrap_or_default();
        if run.len() > MAX_WORD {
            secrets.extend(token_in(run).map(|token| start + token.start..start + token.end));
        }
    }
    secrets
}

/// The part of a long run that is a token, from slash to slash: a token can have slashes in it, and can stand in a path.
fn token_in(run: &str) -> Option<Range<usize>> {
    let mut segments: Vec<(Range<usize>, Mix)> = Vec::new();
    let mut at = 0;
    for segment in run.split('/') {
        segments.push((at..at + segment.len(), Mix::of(segment)));
        at += segment.len() + 1;
    }
    let first = segments.iter().position(|(_, mix)| mix.is_random())?;
    let last = segments.iter().rposition(|(_, mix)| mix.is_random())?;
    let token = segments.get(first)?.0.start..segments.get(last)?.0.end;
    if token.len() <= MAX_WORD || !Mix::of(run.get(token.clone())?).is_random() {
        return None;
    }
    // The ends of a token may be too short to tell; whatever is no word belongs to it.
    let (before, after) = (segments.get(..first)?, segments.get(last + 1..)?);
    let start = before.iter().rev().take_while(|(_, mix)| !mix.is_word()).last();
    let end = after.iter().take_while(|(_, mix)| !mix.is_word()).last();
    Some(start.map_or(token.start, |(at, _)| at.start)..end.map_or(token.end, |(at, _)| at.end))
}

/// How letters and digits alternate in a text.
#[derive(Default)]
struct Mix {
    /// Neighbors that are both letters or digits.
    pairs: usize,
    /// Those of a small and a capital letter: many in base64, and in words written in camel case.
    cases: usize,
    /// Those that words have few of: capitals in a row, and letters behind a digit.
    odd: usize,
    /// The longest row of letters and digits.
    row: usize,
}

impl Mix {
    fn of(text: &str) -> Self {
        #[derive(Clone, Copy, PartialEq)]
        enum Kind {
            Small,
            Capital,
            Digit,
            Mark,
        }
        let mut mix = Self::default();
        let (mut last, mut row) = (Kind::Mark, 0);
        for byte in text.bytes() {
            let kind = match byte {
                b'a'..=b'z' => Kind::Small,
                b'A'..=b'Z' => Kind::Capital,
                b'0'..=b'9' => Kind::Digit,
                _ => Kind::Mark,
            };
            row = if kind == Kind::Mark { 0 } else { row + 1 };
            mix.row = mix.row.max(row);
            match (last, kind) {
                (Kind::Small, Kind::Capital) | (Kind::Capital, Kind::Small) => mix.cases += 1,
                (Kind::Capital, Kind::Capital | Kind::Digit) | (Kind::Digit, Kind::Small | Kind::Capital) => {
                    mix.odd += 1;
                }
                _ => {}
            }
            mix.pairs += usize::from(last != Kind::Mark && kind != Kind::Mark);
            last = kind;
        }
        mix
    }

    /// Whether it looks like base64, where a third of the pairs is odd and a third is of two cases; or goes on and
    /// on without a mark.
    fn is_random(&self) -> bool {
        let looks_random = self.pairs > 0 && self.odd * 5 >= self.pairs && self.cases * 20 >= self.pairs * 3;
        looks_random || self.row > MAX_WORD
    }

    /// Whether it can be a word or a number, or words in camel case.
    fn is_word(&self) -> bool {
        self.odd == 0 && self.pairs > 0
    }
}

/// What may stand between a label and its value.
fn is_lead(byte: u8) -> bool {
    b" \t\"'\\[({<>:=".contains(&byte)
}

/// What follows in a text.
fn rest(text: &str, at: usize) -> &str {
    text.get(at..).unwrap_or_default()
}

/// How many bytes of a kind a text begins with.
fn span(text: &str, is_kind: impl Fn(u8) -> bool) -> usize {
    search::position(text, |byte| !is_kind(byte)).unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::work::assert_linear;

    /// tests/masking.json.
    fn cases() -> serde_json::Value {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/masking.json");
        serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    fn texts(list: &serde_json::Value) -> Vec<&str> {
        list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
    }

    #[test]
    fn what_is_no_secret_stays_as_it_is() {
        for text in texts(&cases()["unchanged"]) {
            assert_eq!(mask(text), text);
        }
    }

    #[test]
    fn what_a_text_calls_a_secret_is_masked_as_it_is_written() {
        for case in cases()["masked"].as_array().unwrap() {
            let [text, masked] = texts(case)[..] else { panic!("{case}") };
            assert_eq!(mask(text), masked, "{text}");
            assert_eq!(mask(masked), masked, "masked twice");
        }
    }

    /// The ways in which a text comes to be within another.
    const WRITINGS: [fn(&str) -> String; 6] = [
        str::to_owned,
        crate::http::url::encode,
        |text| serde_json::to_string(text).unwrap().trim_matches('"').replace('/', r"\/"),
        |text| text.replace('+', r"\u002b").replace('=', r"\u003d").replace('/', r"\u002F"),
        |text| text.replace('+', "&#43;").replace('/', "&#x2F;").replace('=', "&#61;"),
        |text| text.replace('+', "%2b").replace('/', "%2f").replace('=', "%3d"),
    ];

    #[test]
    fn a_token_is_masked_wherever_it_stands_and_however_it_is_written() {
        let cases = cases();
        for token in texts(&cases["tokens"]) {
            for writing in WRITINGS {
                let written = writing(token);
                for place in texts(&cases["places"]) {
                    let masked = mask(&place.replace("{}", &written));
                    assert_eq!(masked, place.replace("{}", MASK), "{written}");
                }
            }
        }
    }

    #[test]
    fn an_echoed_request_is_masked_to_the_end() {
        for text in texts(&cases()["echoes"]) {
            let masked = mask(text);
            assert!(!masked.contains("sesame"), "{masked}");
            assert!(masked.ends_with(MASK), "{masked}");
        }
    }

    #[test]
    fn the_work_grows_with_the_message_alone() {
        for part in [
            "=", ": ", "token:", " a:", "x", "/", "aB1", "aB1/", "&", "%", "\\", "&quot;", "</a>", "%3D",
            "token=\\",
        ] {
            assert_linear(part, |count| drop(mask(&part.repeat(count))));
        }
    }
}
