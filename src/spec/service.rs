//! A vendor's service: what its operations have in common.

use crate::data::named::named;
use crate::http::reply::{Body, Reply};
use crate::http::request::Signing;
use crate::spec::answer::ErrorParts;
use crate::spec::endpoint::{Endpoints, Variant};
use crate::spec::error::Judgment;

/// A vendor's service: what its operations have in common.
pub struct Service {
    /// `aws`, `alibaba` or `huawei`.
    pub provider: &'static str,
    /// The vendor's name.
    pub provider_name: &'static str,
    /// The service's name.
    pub name: &'static str,
    /// The signature scheme's name.
    pub scheme: &'static str,
    /// The credential kinds that it takes.
    pub credentials: &'static [CredentialKind],
    /// The endpoint variants that it has.
    pub variants: &'static [Variant],
    /// Known regions, with spaces between them: suggestions, not a limit.
    pub(crate) regions: &'static str,
    /// Where its regions answer.
    pub endpoints: Endpoints,
    pub(crate) signing: fn(region: &str) -> Signing,
    /// The headers of a request, except those of the signature.
    pub(crate) headers: &'static [(&'static str, HeaderValue)],
    /// Where the parameters travel that are not part of the path.
    pub(crate) carrier: Carrier,
    /// How far beyond its own delay a hint of the provider may put a retry off, in milliseconds; `None` for
    /// as long as a delay may be.
    pub(crate) most_hint_ms: Option<f64>,
    pub(crate) read_error: fn(&Reply, &Body) -> ErrorParts,
    /// The part of a code that tells it from others: the vendors write one code in several ways.
    pub(crate) bare_code: fn(&str) -> &str,
    /// What a code means, given what the tables say: rules that need the message or a pattern.
    pub(crate) judge: fn(code: &str, message: &str, documented: Option<Judgment>) -> Option<Judgment>,
}

impl Service {
    /// Known regions: suggestions, not a limit.
    pub fn regions(&self) -> impl Iterator<Item = &'static str> {
        self.regions.split(' ')
    }
}

/// What a header holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderValue {
    /// This text.
    Fixed(&'static str),
    /// The operation's name, after this prefix.
    Operation(&'static str),
    /// The value of this text parameter.
    Param(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// In the query, lists and objects as `Name.1.Part`.
    Query,
    /// In a JSON body.
    Json,
}

named! {
    /// A kind of credentials.
    pub enum CredentialKind {
        /// An access key id with its secret, and a session token where it is temporary.
        AccessKey = "access-key",
        /// A Huawei IAM token.
        AuthToken = "auth-token",
    }
}
