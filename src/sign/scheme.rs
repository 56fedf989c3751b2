//! What a signature scheme is, and `Signing`: a scheme with what a request's signature belongs to.

use std::borrow::Cow;
use std::fmt;

use super::canonical::{Signable, Stages, Style};
use super::credentials::AccessKey;
use crate::data::value::{Members, Value, serialize_as_value};
use crate::http::headers::Headers;
use crate::text::timestamp::Timestamp;

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
