//! Takes secrets out of the providers' messages: some echo what was signed, some a token.

use crate::request::MASK;

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
const LABELS: [&str; 5] = ["token", "secret", "secretaccesskey", "accesskeysecret", "signature"];

/// What follows one of these is a secret to the end of its line.
const LINES: [&str; 2] = ["authorization", "secretkey"];

/// The longest run of token characters that can be an id or a word.
const LONGEST_WORD: usize = 80;

/// A provider's message without what a log must not keep.
pub(crate) fn mask(message: &str) -> String {
    let lower = message.to_ascii_lowercase();
    let echo = ECHOES.iter().filter_map(|phrase| Some(lower.find(phrase)? + phrase.len())).min();
    let (shown, echoed) = echo.and_then(|end| message.split_at_checked(end)).unwrap_or((message, ""));
    let lines: Vec<String> = shown.split('\n').map(mask_line).collect();
    let mut masked = lines.join("\n");
    if !echoed.trim().is_empty() {
        masked.push(' ');
        masked.push_str(MASK);
    }
    masked
}

/// Masks what follows a label, and runs too long to be anything but a token.
fn mask_line(line: &str) -> String {
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(end) = rest.find([':', '=']) {
        let (before, after) = rest.split_at_checked(end + 1).unwrap_or((rest, ""));
        out.push_str(&mask_runs(before));
        rest = after;
        let label = label(&out);
        if LINES.iter().any(|line| label.ends_with(line)) && !rest.trim().is_empty() {
            return [&out, " ", MASK].concat();
        }
        if LABELS.iter().any(|known| label.ends_with(known)) {
            let value = rest.trim_start_matches([' ', '\t', '"', '\'', '\\']);
            let (lead, value) = rest.split_at_checked(rest.len() - value.len()).unwrap_or(("", rest));
            let end = value
                .find(|c: char| c.is_whitespace() || matches!(c, '"' | '\'' | '\\' | '&' | ','))
                .unwrap_or(value.len());
            out.push_str(lead);
            if end > 0 {
                out.push_str(MASK);
            }
            rest = value.get(end..).unwrap_or_default();
        }
    }
    out.push_str(&mask_runs(rest));
    out
}

/// The word that a text ends with before a colon or an equals sign, in lower case, letters alone.
fn label(text: &str) -> String {
    let bare = text.trim_end_matches([':', '=', '"', '\'', '\\', ' ']);
    let start =
        bare.rfind(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_')).map_or(0, |at| at + 1);
    let word = bare.get(start..).unwrap_or_default().to_ascii_lowercase();
    word.replace(['-', '_'], "")
}

/// Masks runs of token characters that are too long.
fn mask_runs(text: &str) -> String {
    let is_token_char = |c: char| c.is_ascii_alphanumeric() || "+/=-_%.~".contains(c);
    let mut out = String::with_capacity(text.len());
    for part in text.split_inclusive(|c| !is_token_char(c)) {
        let run = part.trim_end_matches(|c| !is_token_char(c));
        if run.len() > LONGEST_WORD {
            out.push_str(MASK);
            out.push_str(part.get(run.len()..).unwrap_or_default());
        } else {
            out.push_str(part);
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

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
            (&format!("invalid {long}."), "invalid ********"),
        ] {
            assert_eq!(mask(message), masked);
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
