//! A cloud provider: what all of its services have in common.

use crate::http::reply::{Body, Reply};
use crate::sign::{CredentialKind, Signing};
use crate::spec::answer::ErrorParts;
use crate::spec::endpoint::Variant;
use crate::spec::error::{ErrorSpec, Judgment};
use crate::spec::protocol::Protocol;

/// A cloud provider: what all of its services have in common.
pub struct Vendor {
    /// `aws`, `alibaba` or `huawei`.
    pub id: &'static str,
    /// The provider's name.
    pub name: &'static str,
    /// The kinds of credentials that it takes.
    pub credentials: &'static [CredentialKind],
    /// The endpoint variants that it has.
    pub variants: &'static [Variant],
    /// How its requests are signed, for a service (by its label) and a region.
    pub(crate) signing: fn(service: &'static str, region: &str) -> Signing,
    /// How much longer than our own delay a retry waits at most because of the provider's hint, in milliseconds;
    /// `None` where only the longest delay limits it.
    pub(crate) max_hint_ms: Option<f64>,
    /// The errors of every service.
    pub(crate) errors: &'static [ErrorSpec],
    /// What a reply says of an error.
    pub(crate) read_error: fn(Protocol, &Reply, &Body) -> ErrorParts,
    /// The part of a code that tells it from others: providers write one code in several ways.
    pub(crate) bare_code: fn(&str) -> &str,
    /// What an error means, given what the tables say: rules that need the message, the body or a pattern.
    pub(crate) judge:
        fn(code: &str, message: &str, body: &Body, documented: Option<Judgment>) -> Option<Judgment>,
}

impl Vendor {
    /// The signature scheme's name.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        (self.signing)("", "").scheme()
    }
}
