//! A cloud provider: what all of its services have in common.

use crate::data::named::named;
use crate::data::value::Value;
use crate::http::reply::{Body, Reply};
use crate::http::request::Signing;
use crate::outcome::Verdict;
use crate::spec::answer::ErrorParts;
use crate::spec::endpoint::Variant;
use crate::spec::error::{ErrorSpec, Rule};
use crate::spec::protocol::Protocol;
use crate::text::search;

named! {
    /// A kind of credentials.
    pub enum CredentialKind {
        /// An access key id with its secret, and a session token where it is temporary.
        AccessKey = "access-key",
        /// A Huawei IAM token.
        AuthToken = "auth-token",
    }
}

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
    /// How its requests are signed, and for which scope, by the service's host label and the region.
    pub(crate) signing: fn(service: &'static str, region: &str) -> Signing,
    /// How far beyond its own delay a hint of the provider may put a retry off, in milliseconds; `None` for
    /// as long as a delay may be.
    pub(crate) max_hint_ms: Option<f64>,
    /// What its replies have and those of others do not.
    pub(crate) marks: Marks,
    /// The errors of every service.
    pub(crate) errors: &'static [ErrorSpec],
    /// What other codes mean, and these where the message tells more; the first rule that fits decides.
    pub(crate) rules: &'static [Rule],
    /// What a reply says of an error.
    pub(crate) read_error: fn(Protocol, &Reply, &Body) -> ErrorParts,
    /// The part of a code that tells it from others: providers write one code in several ways.
    pub(crate) bare_code: fn(&str) -> &str,
    /// What no table can tell of an error: it goes before every one of them.
    pub(crate) judge: fn(&ErrorParts, &Reply, &Body) -> Option<Verdict>,
}

/// What a provider's replies have and those of others do not: proxies, gateways, login pages.
pub(crate) struct Marks {
    /// Its headers, in lower case.
    pub(crate) headers: &'static [&'static str],
    /// How its media type begins; empty where it has none of its own.
    pub(crate) media_type: &'static str,
    /// The member that each of its replies has, spelled just so; empty where there is none.
    pub(crate) member: &'static str,
}

impl Marks {
    /// Whether a reply has one of them.
    pub(crate) fn are_in(&self, reply: &Reply, body: &Body) -> bool {
        let has_member = |object: &Value| object.get(self.member).is_some_and(|id| id.as_str().is_some());
        self.headers.iter().any(|name| reply.header(name).is_some())
            || reply
                .header("content-type")
                .is_some_and(|found| search::find(found, self.media_type) == Some(0))
            || !self.member.is_empty() && body.object().is_some_and(has_member)
    }
}

impl Vendor {
    /// The signature scheme's name.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        (self.signing)("", "").scheme()
    }
}
