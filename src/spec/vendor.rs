//! A cloud provider: what all of its services have in common.

use crate::data::value::Value;
use crate::http::reply::{Body, Reply};
use crate::outcome::Verdict;
use crate::sign::{CredentialKind, Signing};
use crate::spec::answer::ErrorParts;
use crate::spec::endpoint::Variant;
use crate::spec::error::{ErrorSpec, Rule};
use crate::spec::protocol::Protocol;
use crate::text::search;

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
    /// The domains that all of its hosts are in.
    pub(crate) domains: &'static [&'static str],
    /// How its requests are signed, for a service (by its label) and a region.
    pub(crate) signing: fn(service: &'static str, region: &str) -> Signing,
    /// How much longer than our own delay a retry waits at most because of the provider's hint, in milliseconds;
    /// `None` where only the longest delay limits it.
    pub(crate) max_hint_ms: Option<u64>,
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
    /// The verdict on an error that takes more than its code to tell; it goes before all tables and rules.
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
        self.headers.iter().any(|name| reply.get_header(name).is_some())
            || reply
                .get_header("content-type")
                .is_some_and(|found| search::find_ignore_case(found, self.media_type) == Some(0))
            || !self.member.is_empty() && body.object().is_some_and(has_member)
    }
}

impl Vendor {
    /// Whether a host, without a port, is one of the provider's.
    pub(crate) fn has_host(&self, host: &str) -> bool {
        self.domains.iter().any(|domain| host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.')))
    }

    /// The signature scheme's name.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        (self.signing)("", "").scheme()
    }
}
