//! Credentials: read once, shown never, wiped when dropped.

use super::keys::KeyCache;
use super::pasted;
use super::secret::Secret;
use crate::data::named::named;
use crate::data::value::Value;
use crate::error::{CalloffError, ErrorCode, Finding, FindingCode, Findings, excerpt};
use crate::text::search;

named! {
    /// A kind of credentials.
    #[non_exhaustive]
    pub enum CredentialKind {
        /// An access key id with its secret, and a session token where it is temporary.
        AccessKey = "access-key",
        /// An IAM or OAuth token.
        AuthToken = "auth-token",
    }
}

/// What a provider knows its caller by. A secret leaves it only as a signature, or in the header that is made for it,
/// and is wiped from memory when the last clone is dropped.
///
/// Keep it for as long as you sign with it: it also keeps the keys that it derived, which saves most of the work.
///
/// ```
/// use calloff::Credentials;
///
/// let key = Credentials::access_key("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY");
/// let temporary = key.with_session_token("AQoDYXdzEPT//////////wEXAMPLE");
/// assert!(!format!("{temporary:?}").contains("wJalr"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credentials(pub(super) Kind);

#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// AWS, Alibaba Cloud, Huawei Cloud (AK/SK).
    AccessKey(AccessKey),
    /// Sent as the scheme wants it: `X-Auth-Token`, `Authorization: Bearer`.
    Token(Secret),
}

#[derive(Clone, Debug)]
pub(super) struct AccessKey {
    pub(super) id: String,
    pub(super) secret: Secret,
    pub(super) session_token: Option<Secret>,
    /// What was derived from the secret.
    pub(super) keys: KeyCache,
}

impl AccessKey {
    pub(super) fn new(id: impl Into<String>, secret: impl Into<String>) -> Self {
        let secret = Secret::new(secret.into());
        Self { id: id.into(), secret, session_token: None, keys: KeyCache::default() }
    }
}

impl PartialEq for AccessKey {
    fn eq(&self, other: &Self) -> bool {
        let Self { id, secret, session_token, keys: _ } = self;
        *id == other.id && *secret == other.secret && *session_token == other.session_token
    }
}

impl Eq for AccessKey {}

/// What was given, part by part.
#[derive(Default)]
struct Parts {
    id: Option<Secret>,
    secret: Option<Secret>,
    session_token: Option<Secret>,
    token: Option<Secret>,
}

impl Parts {
    /// The part that a member is; `None` for one that is not looked at.
    fn slot(&mut self, name: &str) -> Option<&mut Option<Secret>> {
        match name {
            "accessKeyId" => Some(&mut self.id),
            "secretAccessKey" => Some(&mut self.secret),
            "sessionToken" => Some(&mut self.session_token),
            "token" | "authToken" => Some(&mut self.token),
            _ => None,
        }
    }
}

impl Credentials {
    /// An access key: AWS, Alibaba Cloud, Huawei Cloud (AK/SK).
    #[must_use]
    pub fn access_key(id: impl Into<String>, secret: impl Into<String>) -> Self {
        Self(Kind::AccessKey(AccessKey::new(id, secret)))
    }

    /// The same with the session token of a temporary access key; an empty one is none.
    #[must_use]
    pub fn with_session_token(mut self, token: impl Into<String>) -> Self {
        if let Kind::AccessKey(key) = &mut self.0 {
            key.session_token = Some(Secret::new(token.into())).filter(|token| !token.expose().is_empty());
        }
        self
    }

    /// An IAM or OAuth token, sent as the scheme wants it: as `X-Auth-Token` to Huawei Cloud, as
    /// `Authorization: Bearer` to Google Cloud and others.
    #[must_use]
    pub fn token(token: impl Into<String>) -> Self {
        Self(Kind::Token(Secret::new(token.into())))
    }

    /// Reads `{ accessKeyId, secretAccessKey, sessionToken? }` or `{ token }`, which may also be called
    /// `authToken`. Other members, such as an expiration, are not looked at.
    ///
    /// # Errors
    /// [`ErrorCode::Credentials`] with all findings: something is missing, of another type, or could
    /// not stand in a header. The findings never hold a value.
    pub fn new(value: Value) -> Result<Self, CalloffError> {
        Self::with_keys(value, KeyCache::default())
    }

    /// [`Credentials::new`] for who reads the same ones again and again, with the derived keys that it keeps.
    pub(crate) fn with_keys(value: Value, keys: KeyCache) -> Result<Self, CalloffError> {
        let mut findings = Findings::default();
        let credentials = read(value, keys, &mut findings);
        findings.into_result(ErrorCode::Credentials)?;
        // Without a finding, nothing was missing.
        credentials.ok_or_else(|| CalloffError::new(ErrorCode::Credentials, Vec::new()))
    }

    /// Refuses what could not stand in a header.
    pub(super) fn check(&self) -> Result<(), CalloffError> {
        let mut findings = Findings::default();
        match &self.0 {
            Kind::AccessKey(AccessKey { id, secret, session_token, keys: _ }) => {
                check_text("accessKeyId", id, &mut findings);
                check_text("secretAccessKey", secret.expose(), &mut findings);
                check_pair(id, secret.expose(), &mut findings);
                if let Some(token) = session_token {
                    check_text("sessionToken", token.expose(), &mut findings);
                }
            }
            Kind::Token(token) => check_text("token", token.expose(), &mut findings),
        }
        findings.into_result(ErrorCode::Credentials)
    }

    /// The error for credentials of a kind that a scheme does not take.
    #[cold]
    pub(super) fn not_taken_by(&self, scheme: &str) -> CalloffError {
        let (path, takes) = match self.0 {
            Kind::AccessKey(_) => ("credentials.accessKeyId", " takes a token, not an access key"),
            Kind::Token(_) => ("credentials.token", " takes an access key, not a token"),
        };
        let text = [scheme, takes].concat();
        CalloffError::new(ErrorCode::Credentials, vec![Finding::error(path, FindingCode::Unknown, text)])
    }
}

/// Reads what [`Credentials::new`] is given; `None` only after a finding.
fn read(value: Value, keys: KeyCache, findings: &mut Findings) -> Option<Credentials> {
    let Value::Object(entries) = value else {
        let text = "expected an object with accessKeyId and secretAccessKey, or with token";
        findings.error(&"credentials", FindingCode::Type, &text);
        return None;
    };
    let mut parts = Parts::default();
    for (key, value) in entries {
        if let Some(slot) = parts.slot(&key) {
            let given = read_text(&key, value, findings);
            if given.is_some() && std::mem::replace(slot, given).is_some() {
                let text = "given twice, under one name or two; leave one out";
                findings.error(&format_args!("credentials.{key}"), FindingCode::Unknown, &text);
            }
        } else if ["key", "secret", "token"].iter().any(|word| search::contains_ignore_case(&key, word)) {
            let text = "unknown key; expected only accessKeyId, secretAccessKey, sessionToken, token";
            findings.error(&format_args!("credentials.{}", excerpt(&key)), FindingCode::Unknown, &text);
        }
    }
    match parts {
        Parts { token: Some(token), id: None, secret: None, session_token: None } => {
            Some(Credentials(Kind::Token(token)))
        }
        Parts { token: Some(_), .. } => {
            let text = "expected an access key or a token, found both; leave one out";
            findings.error(&"credentials", FindingCode::Unknown, &text);
            None
        }
        Parts { token: None, id, secret, session_token } => {
            for (name, part) in [("accessKeyId", &id), ("secretAccessKey", &secret)] {
                if part.is_none() {
                    findings.error(&format_args!("credentials.{name}"), FindingCode::Required, &"required");
                }
            }
            let (id, secret) = (id?.expose().to_owned(), secret?);
            check_pair(&id, secret.expose(), findings);
            Some(Credentials(Kind::AccessKey(AccessKey { id, secret, session_token, keys })))
        }
    }
}

/// Reads the text of a member, empty after a finding; `None` where there is no session token.
fn read_text(name: &str, value: Value, findings: &mut Findings) -> Option<Secret> {
    let is_optional = name == "sessionToken";
    let text = match value {
        Value::String(text) => Secret::new(text),
        Value::Null if is_optional => return None,
        other => {
            let text = ["expected a string, found ", other.kind()].concat();
            findings.error(&format_args!("credentials.{name}"), FindingCode::Type, &text);
            return Some(Secret::new(String::new()));
        }
    };
    if is_optional && text.expose().is_empty() {
        return None;
    }
    check_text(name, text.expose(), findings);
    Some(text)
}

/// Refuses text that no key or token is.
fn check_text(name: &str, text: &str, findings: &mut Findings) {
    if let Some((code, fault)) = Some(text).filter(|text| !pasted::is_plain(text)).and_then(pasted::fault) {
        findings.error(&format_args!("credentials.{name}"), code, &fault);
    }
}

/// An id is sent in clear: nothing is signed with what seems to be a secret.
fn check_pair(id: &str, secret: &str, findings: &mut Findings) {
    if pasted::are_swapped(id, secret) {
        let text = "looks like a secret, or secretAccessKey like an id; are they swapped?";
        findings.error(&"credentials.accessKeyId", FindingCode::Unsafe, &text);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Result<Credentials, CalloffError> {
        Credentials::new(serde_json::from_str(json).unwrap())
    }

    const KEY: &str = r#""accessKeyId":"AKIDEXAMPLE","secretAccessKey":"sesame""#;

    fn with(member: &str) -> Result<Credentials, CalloffError> {
        read(&format!("{{{KEY},{member}}}"))
    }

    #[test]
    fn each_kind_is_read_under_each_of_its_names() {
        let key = Credentials::access_key("AKIDEXAMPLE", "sesame");
        let token = Credentials::token("sesame");
        for (json, expected) in [
            (format!("{{{KEY}}}"), &key),
            (format!(r#"{{{KEY},"sessionToken":""}}"#), &key),
            (format!(r#"{{{KEY},"sessionToken":null}}"#), &key),
            (format!(r#"{{{KEY},"sessionToken":"open"}}"#), &key.clone().with_session_token("open")),
            (r#"{"token":"sesame"}"#.to_owned(), &token),
            (r#"{"authToken":"sesame"}"#.to_owned(), &token),
        ] {
            assert_eq!(&read(&json).unwrap(), expected, "{json}");
        }
        assert_eq!(key.clone().with_session_token(""), key);
    }

    #[test]
    fn what_is_missing_or_given_twice_is_named() {
        for (json, message) in [
            (r"{}", "credentials.accessKeyId: required; credentials.secretAccessKey: required"),
            (r#"{"accessKeyId":"a"}"#, "credentials.secretAccessKey: required"),
            (
                r#"{"accessKeyId":"a","secretAccessKey":null}"#,
                "credentials.secretAccessKey: expected a string, found null",
            ),
            (
                r#"{"sessionToken":"t"}"#,
                "credentials.accessKeyId: required; credentials.secretAccessKey: required",
            ),
            (r#"{"token":""}"#, "credentials.token: expected a key, found an empty string"),
            (r#"{"token":5}"#, "credentials.token: expected a string, found a number"),
            (
                r#"{"token":"a","authToken":"a"}"#,
                "credentials.authToken: given twice, under one name or two; leave one out",
            ),
            (
                r#"{"token":"a","accessKeyId":"a"}"#,
                "credentials: expected an access key or a token, found both; leave one out",
            ),
        ] {
            assert_eq!(read(json).unwrap_err().message, message, "{json}");
        }
    }

    #[test]
    fn what_credential_providers_add_decides_nothing_but_a_misnamed_secret_does() {
        for member in [
            r#""expiration":{}"#,
            r#""expiration":"2026-11-21T10:15:30Z""#,
            r#""accountId":123456789012"#,
            r#""credentialScope":null"#,
            r#""$source":{"CREDENTIALS_STS_ASSUME_ROLE":"i"}"#,
        ] {
            assert_eq!(with(member).unwrap(), Credentials::access_key("AKIDEXAMPLE", "sesame"), "{member}");
        }
        for member in [r#""securityToken":"x""#, r#""sessiontoken":"x""#, r#""SecretKey":null"#] {
            assert_eq!(with(member).unwrap_err().findings[0].code, FindingCode::Unknown, "{member}");
        }
    }

    #[test]
    fn debug_text_and_errors_hold_no_secret() {
        let credentials = with(r#""sessionToken":"sesame-token""#);
        assert!(!format!("{:?}", credentials.unwrap()).contains("sesame"));
        for json in [
            r#"{"secretAccessKey":"sesame secret"}"#,
            r#"{"accessKeyId":"sesame id","secretAccessKey":"sesame\n"}"#,
            r#"{"accessKeyId":"a","secretAccessKey":"s\u00e9same","authToken":"sesame"}"#,
            r#"{"accessKeyId":"a","secret":"sesame"}"#,
            r#""sesame""#,
        ] {
            let value: Value = serde_json::from_str(json).unwrap();
            let shown = format!("{value:?}");
            let error = Credentials::new(value).unwrap_err();
            assert_eq!(error.code, ErrorCode::Credentials);
            assert!(!format!("{error} {error:?} {shown}").contains("sesame"), "{error:?}");
            assert!(!error.findings.is_empty());
        }
    }

    #[test]
    fn what_no_header_can_hold_is_refused_when_it_is_given_and_when_it_signs() {
        for credentials in [
            Credentials::access_key("a\nb", "c"),
            Credentials::access_key("a", ""),
            Credentials::access_key("a", "b").with_session_token("é"),
            Credentials::token("a\r\nhost: elsewhere"),
        ] {
            assert_eq!(credentials.check().unwrap_err().code, ErrorCode::Credentials, "{credentials:?}");
        }
    }
}
