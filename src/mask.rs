//! Takes secrets out of the providers' messages: some echo what was signed, some a token.

use crate::request::MASK;

/// From here to its end, a message echoes the request: canonical request, string to sign, headers.
const ECHOES: [&str; 7] = [
    "the canonical string for this request should have been",
    "the string-to-sign should have been",
    "server string to sign is",
    "server stringtosign is",
    "canonicalrequest",
    "canonical request",
    "string to sign",
];

/// What follows one of these, up to a space or a quotation mark, is a secret.
const LABELS: [&str; 14] = [
    "x-amz-security-token",
    "x-acs-security-token",
    "x-security-token",
    "x-auth-token",
    "x-subject-token",
    "security_token",
    "securitytoken",
    "session_token",
    "sessiontoken",
    "authorization",
    "signature",
    "secret_key",
    "secretkey",
    "token",
];

/// The longest run of token characters that can be an id or a word.
const LONGEST_WORD: usize = 80;

/// A provider's message without what a log must not keep.
pub(crate) fn mask(message: &str) -> String {
    let lower = message.to_ascii_lowercase();
    let echo = ECHOES.iter().filter_map(|phrase| Some(lower.find(phrase)? + phrase.len())).min();
    let (shown, echoed) = echo.and_then(|end| message.split_at_checked(end)).unwrap_or((message, ""));
    let mut masked = mask_tokens(shown);
    if !echoed.trim().is_empty() {
        masked.push(' ');
        masked.push_str(MASK);
    }
    masked
}

/// Masks values that follow a label, and runs too long to be anything but a token.
fn mask_tokens(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_token_char) {
        let (between, run) = rest.split_at_checked(start).unwrap_or((rest, ""));
        let length = run.find(|c| !is_token_char(c)).unwrap_or(run.len());
        let (run, after) = run.split_at_checked(length).unwrap_or((run, ""));
        out.push_str(between);
        let labeled = LABELS.iter().any(|label| ends_with_label(&out, label));
        let inside = run.split_once('=').filter(|(name, value)| {
            let name = name.to_ascii_lowercase();
            !value.is_empty() && LABELS.iter().any(|label| name.ends_with(label))
        });
        match inside {
            _ if labeled || run.len() > LONGEST_WORD => out.push_str(MASK),
            Some((name, _)) => {
                out.push_str(name);
                out.push('=');
                out.push_str(MASK);
            }
            None => out.push_str(run),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// What tokens, signatures and keys are made of (base64 in all its alphabets, hex, escapes).
fn is_token_char(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '=' | '-' | '_' | '%' | '.' | '~')
}

/// Whether a text ends with `label:` or `label: "`, in any case.
fn ends_with_label(text: &str, label: &str) -> bool {
    let bare = text.trim_end_matches([' ', '"', '\'']);
    let Some(before) = bare.strip_suffix([':', '=']) else {
        return false;
    };
    let before = before.trim_end_matches(['"', '\'', ' ']).as_bytes();
    let tail = before.len().checked_sub(label.len()).and_then(|start| before.get(start..));
    tail.is_some_and(|tail| tail.eq_ignore_ascii_case(label.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_echoed_request_is_masked_to_the_end() {
        for message in [
            "The request signature we calculated does not match.\n\nThe Canonical String for this request should have been\n'POST\n/\n\nx-amz-security-token:sesame\n'\n\nThe String-to-Sign should have been\n'AWS4 sesame'",
            "Specified signature is not matched with our calculation. server string to sign is:POST&%2F&sesame",
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
