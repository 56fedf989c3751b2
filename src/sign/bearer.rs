//! OAuth 2.0 bearer tokens: nothing is signed, the token itself is what a provider knows its caller by.
//!
//! <https://www.rfc-editor.org/rfc/rfc6750#section-2.1>

use super::scheme::{Scheme, Signing};

pub(super) static SCHEME: Scheme = Scheme {
    name: "bearer",
    scope: &[],
    nonce: false,
    secret_headers: &["authorization"],
    access_key: None,
    token: Some(|headers, token| headers.set("authorization", ["Bearer ", token].concat())),
};

impl Signing {
    /// An OAuth 2.0 access token, as Google Cloud and others take it.
    #[must_use]
    pub const fn bearer() -> Self {
        Self::of(&SCHEME)
    }
}
