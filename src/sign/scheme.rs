//! The signature schemes as one table, and `Signing`: a scheme with what a request's signature belongs to.

use std::borrow::Cow;
use std::fmt;

use super::canonical::{Signable, Stages, Style};
use super::credentials::AccessKey;
use super::{acs3, bearer, sdk_hmac, sigv4};
use crate::data::value::{Members, Value, serialize_as_value};
use crate::error::{CalloffError, ErrorCode, FindingCode, Findings};
use crate::http::headers::Headers;
use crate::text::timestamp::Timestamp;

/// Every scheme; each has a file of its own.
pub(super) static SCHEMES: [&Scheme; 4] = [&sigv4::SCHEME, &acs3::SCHEME, &sdk_hmac::SCHEME, &bearer::SCHEME];

/// What tells one scheme from another.
pub(super) struct Scheme {
    /// Its name in this crate's interface.
    pub(super) name: &'static str,
    /// What a signature belongs to, by its names in `signing`.
    pub(super) scope: &'static [&'static str],
    /// Whether each signature needs a value that was never used before.
    pub(super) nonce: bool,
    /// The headers that hold a secret, in lower case.
    pub(super) secret_headers: &'static [&'static str],
    /// How an access key signs; `None` where the scheme takes none.
    pub(super) access_key: Option<Signer>,
    /// Puts a token in its header, in place of a signature; `None` where the scheme takes no token.
    pub(super) token: Option<fn(&mut Headers, token: &str)>,
}

/// How an access key signs.
pub(super) struct Signer {
    /// How the `Authorization` header is written.
    pub(super) style: Style,
    /// The header for the session token of a temporary key.
    pub(super) session_token: &'static str,
    /// Adds the scheme's own headers, but for the session token and the signature.
    pub(super) apply: fn(&mut Headers, &Context<'_>),
    /// Signs a request that has all its other headers.
    pub(super) sign: fn(&Signable<'_>, &Context<'_>) -> Stages,
}

/// What a signature depends on besides the request.
pub(super) struct Context<'a> {
    pub(super) now: Timestamp,
    pub(super) nonce: &'a str,
    pub(super) scope: &'a Scope,
    pub(super) body: &'a [u8],
    pub(super) key: &'a AccessKey,
}

/// The values of a scheme's `scope`, in its order; what is left over is empty.
pub(super) type Scope = [Cow<'static, str>; 2];

/// How the vendor wants a request signed: a scheme, and what the signature belongs to.
#[derive(Clone)]
pub struct Signing {
    pub(super) scheme: &'static Scheme,
    pub(super) scope: Scope,
}

impl Signing {
    /// A scheme whose signatures belong to nothing in particular.
    pub(super) const fn of(scheme: &'static Scheme) -> Self {
        Self { scheme, scope: [Cow::Borrowed(""), Cow::Borrowed("")] }
    }

    /// The scheme's name in this crate's interface.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        self.scheme.name
    }

    /// Whether each signature needs a value that was never used before.
    #[must_use]
    pub fn needs_nonce(&self) -> bool {
        self.scheme.nonce
    }

    /// The names of the scheme's `scope` with their values.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&'static str, &str)> {
        self.scheme.scope.iter().copied().zip(self.scope.iter().map(AsRef::as_ref))
    }

    /// Reads `{ scheme, service?, region? }`: AWS's scheme has all three.
    ///
    /// # Errors
    /// [`ErrorCode::Invalid`] when there is no such scheme, or a part of its scope is missing.
    pub fn new(value: &Value) -> Result<Self, CalloffError> {
        let mut findings = Findings::default();
        let signing = Self::read(Some(value), &mut findings);
        signing.ok_or_else(|| CalloffError::new(ErrorCode::Invalid, findings.0))
    }

    /// Reads what [`Signing::new`] is given; `None` only after a finding.
    pub(crate) fn read(value: Option<&Value>, findings: &mut Findings) -> Option<Self> {
        let part = |key| value.and_then(|signing| signing.get(key));
        let name = part("scheme").and_then(Value::as_str);
        let Some(scheme) = SCHEMES.into_iter().find(|scheme| Some(scheme.name) == name) else {
            let names: Vec<&str> = SCHEMES.iter().map(|scheme| scheme.name).collect();
            let text = ["expected one of ", &names.join(", ")].concat();
            findings.error(&"signing.scheme", FindingCode::Enum, &text);
            return None;
        };
        let mut signing = Self::of(scheme);
        let mut is_whole = true;
        for (name, slot) in scheme.scope.iter().zip(&mut signing.scope) {
            let value = part(name);
            if let Some(text) = value.and_then(Value::as_str) {
                *slot = Cow::Owned(text.to_owned());
            } else {
                let text = ["expected a string, found ", value.map_or("nothing", Value::kind)].concat();
                findings.error(&format_args!("signing.{name}"), FindingCode::Type, &text);
                is_whole = false;
            }
        }
        is_whole.then_some(signing)
    }
}

impl PartialEq for Signing {
    fn eq(&self, other: &Self) -> bool {
        self.scheme.name == other.scheme.name && self.scope == other.scope
    }
}

impl Eq for Signing {}

impl fmt::Debug for Signing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entry(&"scheme", &self.scheme()).entries(self.parts()).finish()
    }
}

impl From<&Signing> for Value {
    fn from(signing: &Signing) -> Self {
        let mut members = Members::default();
        members.put("scheme", signing.scheme());
        for (name, value) in signing.parts() {
            members.put(name, value);
        }
        members.take()
    }
}

serialize_as_value!(Signing);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_scheme_is_called_and_belongs_to_goes_out_and_comes_back_in() {
        for (signing, json) in [
            (
                Signing::aws_sigv4("fsx", "eu-west-1"),
                r#"{"scheme":"aws-sigv4","service":"fsx","region":"eu-west-1"}"#,
            ),
            (Signing::acs3(), r#"{"scheme":"acs3-hmac-sha256"}"#),
            (Signing::sdk_hmac(), r#"{"scheme":"sdk-hmac-sha256"}"#),
            (Signing::bearer(), r#"{"scheme":"bearer"}"#),
        ] {
            assert_eq!(serde_json::to_string(&signing).unwrap(), json);
            assert_eq!(Signing::new(&serde_json::from_str(json).unwrap()), Ok(signing));
        }
    }

    #[test]
    fn an_unknown_scheme_and_a_missing_scope_are_named() {
        for (json, message) in [
            ("{}", "signing.scheme: expected one of aws-sigv4, acs3-hmac-sha256, sdk-hmac-sha256, bearer"),
            (r#"{"scheme":"aws-sigv4","region":"r"}"#, "signing.service: expected a string, found nothing"),
        ] {
            let error = Signing::new(&serde_json::from_str(json).unwrap()).unwrap_err();
            assert_eq!(error.message, message);
        }
    }
}
