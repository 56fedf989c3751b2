//! Credentials: read once, shown never, wiped when dropped.

use std::fmt;

use zeroize::Zeroizing;

use crate::data::value::Value;
use crate::error::{CalloffError, ErrorCode, FindingCode, Findings, excerpt};
use crate::text::search;

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
        let mut findings = Findings::default();
        match read(value, &mut findings) {
            Some(credentials) => findings.into_result(ErrorCode::Credentials).map(|()| credentials),
            None => Err(CalloffError::new(ErrorCode::Credentials, findings.0)),
        }
    }
}

fn read(value: Value, findings: &mut Findings) -> Option<Credentials> {
    let Value::Object(entries) = value else {
        let text = "expected an object with accessKeyId and secretAccessKey or authToken";
        findings.error(&"credentials", FindingCode::Type, &text);
        return None;
    };
    let mut secrets: [Option<Secret>; 4] = [const { None }; 4];
    let mut is_given = [false; 4];
    for (key, value) in entries {
        let place = KEYS.iter().position(|known| *known == key);
        let slots = place.and_then(|place| Some((secrets.get_mut(place)?, is_given.get_mut(place)?)));
        if let Some((slot, is_given)) = slots {
            *is_given = true;
            match read_secret(value) {
                Ok(secret) => *slot = Some(secret),
                Err((code, text)) => findings.error(&format_args!("credentials.{key}"), code, &text),
            }
        } else if ["key", "secret", "token"].iter().any(|word| search::contains(&key, word)) {
            let text = "unknown key; expected only accessKeyId, secretAccessKey, sessionToken, authToken";
            findings.error(&format_args!("credentials.{}", excerpt(&key)), FindingCode::Unknown, &text);
        }
        // Credential providers add keys of their own, such as an expiration or an account id.
    }
    let [id, secret, session_token, auth_token] = secrets;
    if let Some(token) = auth_token {
        if is_given[..3].contains(&true) {
            let text = "expected an access key or a token, found both; leave one out";
            findings.error(&"credentials", FindingCode::Unknown, &text);
        }
        return Some(Credentials(Kind::AuthToken(token)));
    }
    let is_token = is_given[3];
    for (key, is_given) in KEYS.iter().zip(is_given).take(2) {
        if !is_given && !is_token {
            findings.error(&format_args!("credentials.{key}"), FindingCode::Required, &"required");
        }
    }
    Some(Credentials(Kind::AccessKey { id: id?.expose().to_owned(), secret: secret?, session_token }))
}

fn read_secret(value: Value) -> Result<Secret, (FindingCode, String)> {
    let text = match value {
        Value::String(text) => Secret(Zeroizing::new(text)),
        other => return Err((FindingCode::Type, ["expected a string, found ", other.kind()].concat())),
    };
    let is_blank = |byte: u8| byte.is_ascii_whitespace() || byte.is_ascii_control();
    let (code, fault) = if text.expose().is_empty() {
        (FindingCode::Required, "expected a key, found an empty string; leave out what there is none of")
    } else if text.expose().bytes().any(is_blank) {
        (FindingCode::Unsafe, "holds a space or a line break, which no key has: was it pasted whole?")
    } else if !text.expose().is_ascii() {
        (FindingCode::Pattern, "expected ASCII characters only")
    } else {
        return Ok(text);
    };
    Err((code, fault.to_owned()))
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
