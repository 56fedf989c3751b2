//! Credentials: read once, shown never, wiped when dropped.

use std::fmt;

use zeroize::Zeroizing;

use crate::finding::{CalloffError, ErrorCode, Finding, FindingCode, excerpt};
use crate::value::Value;

/// A text that no Debug output, error or outcome shows.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Secret(Zeroizing<String>);

impl Secret {
    pub(super) fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("[redacted]")
    }
}

/// What a provider knows its caller by. A secret goes in through [`Credentials::new`] and comes out
/// in a signature, or in the header made for it, alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials(pub(super) Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An access key: AWS, Alibaba Cloud, Huawei Cloud (AK/SK).
    AccessKey { id: String, secret: Secret, session_token: Option<Secret> },
    /// A Huawei IAM token, sent as `X-Auth-Token`.
    AuthToken(Secret),
}

const KEYS: [&str; 4] = ["accessKeyId", "secretAccessKey", "sessionToken", "authToken"];

impl Credentials {
    /// Reads `{ accessKeyId, secretAccessKey, sessionToken? }` or `{ authToken }`.
    ///
    /// # Errors
    /// [`ErrorCode::Credentials`] with all findings: something is missing, of another type, or could
    /// not stand in a header. The findings never hold a value.
    pub fn new(value: Value) -> Result<Self, CalloffError> {
        let mut findings = Vec::new();
        let credentials = read(value, &mut findings);
        CalloffError::check(ErrorCode::Credentials, findings.clone())?;
        credentials.ok_or_else(|| CalloffError::new(ErrorCode::Credentials, findings))
    }
}

fn read(value: Value, findings: &mut Vec<Finding>) -> Option<Credentials> {
    let Value::Object(entries) = value else {
        let text = format!("expected an object with {} or {}", KEYS[..2].join(" and "), KEYS[3]);
        findings.push(Finding::error("credentials", FindingCode::Type, text));
        return None;
    };
    let mut secrets: [Option<Secret>; 4] = [const { None }; 4];
    for (key, value) in entries {
        let place = KEYS.iter().position(|known| *known == key);
        if let Some(slot) = place.and_then(|place| secrets.get_mut(place)) {
            *slot = read_secret(&key, value, findings);
        } else if ["key", "secret", "token"].iter().any(|word| key.to_ascii_lowercase().contains(word)) {
            let text = format!("unknown key; expected only {}", KEYS.join(", "));
            let path = format_args!("credentials.{}", excerpt(&key));
            findings.push(Finding::error(path, FindingCode::Unknown, text));
        }
        // Credential providers add keys of their own, such as an expiration or an account id.
    }
    let [id, secret, session_token, auth_token] = secrets;
    if let Some(token) = auth_token {
        if id.is_some() || secret.is_some() {
            let text = "expected an access key or a token, found both; leave one out";
            findings.push(Finding::error("credentials", FindingCode::Unknown, text));
        }
        return Some(Credentials(Kind::AuthToken(token)));
    }
    for (missing, key) in [(id.is_none(), KEYS[0]), (secret.is_none(), KEYS[1])] {
        let is_reported = || findings.iter().any(|finding| finding.path.ends_with(key));
        if missing && !is_reported() {
            findings.push(Finding::error(
                format_args!("credentials.{key}"),
                FindingCode::Required,
                "required",
            ));
        }
    }
    let id = id?.expose().to_owned();
    Some(Credentials(Kind::AccessKey { id, secret: secret?, session_token }))
}

fn read_secret(key: &str, value: Value, findings: &mut Vec<Finding>) -> Option<Secret> {
    let path = format_args!("credentials.{key}");
    let text = match value {
        Value::String(text) => Secret(Zeroizing::new(text)),
        other => {
            let text = format!("expected a string, found {}", other.kind());
            findings.push(Finding::error(path, FindingCode::Type, text));
            return None;
        }
    };
    if !text.expose().is_empty() && text.expose().bytes().all(|byte| byte.is_ascii_graphic()) {
        return Some(text);
    }
    let (code, text) = if text.expose().is_empty() {
        (FindingCode::Required, "expected a key, found an empty string; leave out what there is none of")
    } else if text.expose().contains(|c: char| c.is_whitespace() || c.is_control()) {
        (FindingCode::Unsafe, "holds a space or a line break, which no key has: was it pasted whole?")
    } else {
        (FindingCode::Pattern, "expected ASCII characters only")
    };
    findings.push(Finding::error(path, code, text));
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn object(entries: &[(&str, &str)]) -> Value {
        let entry = |(key, value): &(&str, &str)| ((*key).to_owned(), Value::from(*value));
        Value::Object(entries.iter().map(entry).collect())
    }

    #[test]
    fn what_credential_providers_add_is_ignored_but_a_misnamed_secret_is_not() {
        let with = |key| {
            let key = [("accessKeyId", "AKIDEXAMPLE"), ("secretAccessKey", "sesame"), (key, "x")];
            Credentials::new(object(&key))
        };
        for key in ["expiration", "accountId", "credentialScope", "$source"] {
            assert!(with(key).is_ok(), "{key}");
        }
        for key in ["securityToken", "sessiontoken", "SecretKey"] {
            assert_eq!(with(key).unwrap_err().findings[0].code, FindingCode::Unknown, "{key}");
        }
    }

    #[test]
    fn debug_text_and_errors_hold_no_secret() {
        let credentials = Credentials::new(object(&[
            ("accessKeyId", "AKIDEXAMPLE"),
            ("secretAccessKey", "sesame-secret"),
            ("sessionToken", "sesame-token"),
        ]));
        assert!(!format!("{:?}", credentials.unwrap()).contains("sesame"));
        for wrong in [
            object(&[("secretAccessKey", "sesame secret")]),
            object(&[("accessKeyId", "sesame id"), ("secretAccessKey", "sesame\n")]),
            object(&[("accessKeyId", "a"), ("secretAccessKey", "sésame"), ("authToken", "sesame")]),
            object(&[("accessKeyId", "a"), ("secret", "sesame")]),
            Value::from("sesame"),
        ] {
            let shown = format!("{wrong:?}");
            let error = Credentials::new(wrong).unwrap_err();
            assert_eq!(error.code, ErrorCode::Credentials);
            assert!(!format!("{error} {error:?} {shown}").contains("sesame"), "{error:?}");
            assert!(!error.findings.is_empty());
        }
    }
}
