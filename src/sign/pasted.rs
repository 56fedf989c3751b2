//! What gets pasted where a key belongs and is none: a masked key, one with its label, one in quotation marks, the two
//! keys of a pair in each other's place. Each would be refused far away, or be sent in clear.

use crate::error::FindingCode;
use crate::text::search;

/// Whether a text is made up as keys and tokens are; most are, and the rest is looked at closely.
pub(super) fn is_plain(text: &str) -> bool {
    let mut is_padded = false;
    !text.is_empty()
        && text.bytes().all(|byte| {
            is_padded |= byte == b'=';
            is_padded == (byte == b'=')
                && (is_padded || byte.is_ascii_alphanumeric() || b"/+-_.~".contains(&byte))
        })
}

/// What is wrong with a text that is not plain; nothing where it only is unusual.
#[cold]
pub(super) fn fault(text: &str) -> Option<(FindingCode, &'static str)> {
    Some(if text.is_empty() {
        (FindingCode::Required, "expected a key, found an empty string")
    } else if ["***", "•••"].iter().any(|mask| search::contains(text, mask)) {
        (FindingCode::Placeholder, "expected the key itself, found a masked one")
    } else if !text.is_ascii() {
        (FindingCode::Pattern, "expected ASCII characters only")
    } else if !text.bytes().all(|byte| byte.is_ascii_graphic()) {
        (FindingCode::Unsafe, "holds a space or a line break, which no key has: was it pasted whole?")
    } else if text.starts_with(['"', '\'']) || is_labeled(text) {
        (FindingCode::Pattern, "expected the key alone, without its name or quotation marks")
    } else {
        return None;
    })
}

/// `AWS_SECRET_ACCESS_KEY=…`, `SecretAccessKey:…`.
fn is_labeled(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    let end = text.bytes().position(|byte| !is_part(byte)).unwrap_or_default();
    let (label, value) = text.split_at_checked(end).unwrap_or_default();
    let label = label.to_ascii_lowercase();
    value.starts_with(['=', ':']) && ["key", "id", "secret", "token"].iter().any(|name| label.ends_with(name))
}

/// Whether the id and the secret of an access key seem to be in each other's place, or one in both.
pub(super) fn are_swapped(id: &str, secret: &str) -> bool {
    let is_id = |text: &str| ["AKIA", "ASIA", "LTAI"].iter().any(|prefix| text.starts_with(prefix));
    id.len() >= 30 && id.len() >= secret.len() || is_id(secret) && secret.len() <= 30
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_key_is_told_from_one_that_is_only_unusual() {
        for (text, code) in [
            ("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", None),
            ("AQoDYXdzEPT//////////wEXAMPLEtc764bNrC9SAPBSM22w==", None),
            ("ya29.a0AfH6SM~x_y-z", None),
            ("a$b", None),
            ("EXAMPLE/SessionToken+with==chars", None),
            ("TokenOf=me", None),
            ("ab=cd", None),
            ("https://example.com", None),
            ("", Some(FindingCode::Required)),
            ("****************", Some(FindingCode::Placeholder)),
            ("AKIA************WXYZ", Some(FindingCode::Placeholder)),
            ("••••••••", Some(FindingCode::Placeholder)),
            ("sésame", Some(FindingCode::Pattern)),
            ("a b", Some(FindingCode::Unsafe)),
            ("a\n", Some(FindingCode::Unsafe)),
            ("\"AKIAIOSFODNN7EXAMPLE\"", Some(FindingCode::Pattern)),
            ("'AKIAIOSFODNN7EXAMPLE'", Some(FindingCode::Pattern)),
            ("AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", Some(FindingCode::Pattern)),
            ("AWS_SESSION_TOKEN=AQoDYXdzEPT==", Some(FindingCode::Pattern)),
            ("SecretAccessKey:wJalrXUtnFEMI", Some(FindingCode::Pattern)),
            ("x-auth-token:MIIF", Some(FindingCode::Pattern)),
        ] {
            let found = if is_plain(text) { None } else { fault(text) };
            assert_eq!(found.map(|(code, _)| code), code, "{text}");
        }
    }

    #[test]
    fn keys_in_each_others_place_are_noticed() {
        let aws = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
        for (id, secret, swapped) in [
            ("AKIAIOSFODNN7EXAMPLE", aws, false),
            ("AKIDEXAMPLE", "sesame", false),
            ("LTAI5tExampleExample0000", "EXAMPLEexampleEXAMPLEexample00", false),
            ("STS.NUgYrLnoC37mZZCNnAbezExample", "CVwjCkNzTMupZ8NbTCxCBRq3K16jtcWFTJAyExample1", false),
            ("QTWAOYTTINDUT2QVKYUC", "MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc", false),
            (aws, "AKIAIOSFODNN7EXAMPLE", true),
            (aws, aws, true),
            ("AKIAIOSFODNN7EXAMPLE", "AKIAIOSFODNN7EXAMPLE", true),
            ("EXAMPLEexampleEXAMPLEexample00", "LTAI5tExampleExample0000", true),
            ("MFyfvK41ba2giqM7Uio6PznpdUKGpownRZlmVmHc", "QTWAOYTTINDUT2QVKYUC", true),
        ] {
            assert_eq!(are_swapped(id, secret), swapped, "{id}");
        }
    }
}
