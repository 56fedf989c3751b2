//! Takes secrets out of the providers' messages: some echo what was signed, some a token.

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

/// What follows one of these, up to a space or a quotation mark, is a secret.
const LABELS: [&str; 6] = ["token", "tokens", "secret", "secretaccesskey", "accesskeysecret", "signature"];

/// What follows one of these is a secret to the end of its line.
const LINES: [&str; 2] = ["authorization", "secretkey"];

/// The longest run of token characters that can be an id or a word.
const LONGEST_WORD: usize = 80;

/// A provider's message without what a log must not keep.
pub(crate) fn mask(message: &str) -> String {
    mask_runs(&mask_labeled(message))
}

/// A text without what it calls a secret itself, and without any request that it echoes.
pub(crate) fn mask_labeled(message: &str) -> String {
    let echo = ECHOES.iter().filter_map(|phrase| Some(search::find(message, phrase)? + phrase.len())).min();
    let (shown, echoed) = echo.and_then(|end| message.split_at_checked(end)).unwrap_or((message, ""));
    let mut masked = String::with_capacity(message.len());
    for line in shown.split_inclusive('\n') {
        mask_line(line, &mut masked);
    }
    if !echoed.trim_ascii().is_empty() {
        masked.push(' ');
        masked.push_str(MASK);
    }
    masked
}

/// Masks what follows a label.
fn mask_line(line: &str, masked: &mut String) {
    let mut rest = line;
    let mut label = Label::default();
    while let Some(end) = rest.bytes().position(|byte| byte == b':' || byte == b'=') {
        let (before, after) = rest.split_at_checked(end + 1).unwrap_or((rest, ""));
        masked.push_str(before);
        label.read(before);
        rest = after;
        if label.is_among(&LINES) && !rest.trim_ascii().is_empty() {
            masked.push(' ');
            masked.push_str(MASK);
            rest = if rest.ends_with('\n') { "\n" } else { "" };
        } else if label.is_among(&LABELS) {
            let value = rest.trim_start_matches([' ', '\t', '"', '\'', '\\', '[', '(', '{', '<', '>']);
            let (lead, value) = rest.split_at_checked(rest.len() - value.len()).unwrap_or(("", rest));
            let is_end = |byte: u8| byte.is_ascii_whitespace() || b"\"'\\&,])}".contains(&byte);
            let end = value.bytes().position(is_end).unwrap_or(value.len());
            masked.push_str(lead);
            if end > 0 {
                masked.push_str(MASK);
            }
            rest = value.get(end..).unwrap_or_default();
        }
    }
    masked.push_str(rest);
}

/// The word before a colon or an equals sign, in lower case, letters and digits alone.
#[derive(Default)]
struct Label(String);

impl Label {
    /// Goes on with a text that ends with the mark.
    fn read(&mut self, text: &str) {
        const LONGEST: usize = 32;
        let mut backwards = text.bytes().rev().skip_while(|byte| b":=\"'\\ \t".contains(byte)).peekable();
        if backwards.peek().is_none() {
            return;
        }
        self.0.clear();
        for byte in backwards.take(LONGEST) {
            match byte {
                b'-' | b'_' => {}
                _ if byte.is_ascii_alphanumeric() => self.0.insert(0, char::from(byte.to_ascii_lowercase())),
                _ => break,
            }
        }
    }

    fn is_among(&self, labels: &[&str]) -> bool {
        labels.iter().any(|label| self.0.ends_with(label))
    }
}

/// Masks runs of token characters that are too long to be anything but a token.
fn mask_runs(text: &str) -> String {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=-_%.~".contains(&byte);
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let run = rest.bytes().position(|byte| !is_token(byte)).unwrap_or(rest.len());
        let (word, after) = rest.split_at_checked(run).unwrap_or((rest, ""));
        masked.push_str(if run > LONGEST_WORD { MASK } else { word });
        let gap = after.bytes().position(is_token).unwrap_or(after.len());
        let (gap, after) = after.split_at_checked(gap).unwrap_or((after, ""));
        masked.push_str(gap);
        rest = after;
    }
    masked
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::growth::assert_linear;

    #[test]
    fn an_echoed_request_is_masked_to_the_end() {
        for message in [
            "The request signature we calculated does not match.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:sesame\n'\n\nThe String-to-Sign should have been\n'AWS4 sesame'",
            "Specified signature is not matched with our calculation. server string to sign is:POST&%2F&sesame",
            "wrong: StringToSign: DELETE sesame",
            "verify aksk signature fail, canonicalRequest:DELETE|/v1/|x-security-token:sesame|",
        ] {
            let masked = mask(message);
            assert!(!masked.contains("sesame"), "{masked}");
            assert!(masked.ends_with(MASK), "{masked}");
        }
    }

    #[test]
    fn labeled_and_overlong_tokens_are_masked() {
        let long = "A".repeat(LONGEST_WORD + 1);
        for (message, masked) in [
            ("decrypt token fail, token: sesame+/==", "decrypt token fail, token: ********"),
            ("bad \"X-Auth-Token\": \"sesame\" given", "bad \"X-Auth-Token\": \"********\" given"),
            ("securityToken=sesame&x=1", "securityToken=********&x=1"),
            ("x-auth-token: sesame$sesame|sesame", "x-auth-token: ********"),
            ("Authorization: Bearer sesame\nnext", "Authorization: ********\nnext"),
            ("SecretAccessKey: sesame", "SecretAccessKey: ********"),
            (r#"{"X-Auth-Token":["sesame"]}"#, r#"{"X-Auth-Token":["********"]}"#),
            ("token => sesame", "token => ********"),
            ("X-Auth-Token\t: sesame", "X-Auth-Token\t: ********"),
            ("Secret :\tsesame x", "Secret :\t******** x"),
            (&format!("invalid {long}."), "invalid ********"),
        ] {
            assert_eq!(mask(message), masked);
        }
    }

    #[test]
    fn the_time_it_takes_grows_with_the_message_alone() {
        for part in ["=", ": ", "token:", " a:", "x"] {
            assert_linear(part, |count| drop(mask(&part.repeat(count))));
        }
    }

    #[test]
    fn ordinary_messages_stay_as_they_are() {
        for message in [
            "",
            "The security token included in the request is invalid.",
            "User: arn:aws:iam::123456789012:user/night-shift is not authorized to perform: fsx:CancelDataRepositoryTask on resource: arn:aws:fsx:us-east-1:123456789012:task/task-0123456789abcdef0",
            "Signature expired: 20150830T123600Z is now earlier than 20150830T124000Z (20150830T124500Z - 5 min.)",
            "DataFlowId is mandatory for this action.",
            "任务不存在",
        ] {
            assert_eq!(mask(message), message);
        }
    }
}
