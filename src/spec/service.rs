//! A provider's service: what its operations have in common.

use crate::spec::endpoint::{Endpoints, Region};
use crate::spec::error::ErrorSpec;
use crate::spec::protocol::{HeaderValue, Protocol};
use crate::spec::vendor::Vendor;

/// A provider's service: what its operations have in common.
pub struct Service {
    /// The provider.
    pub vendor: &'static Vendor,
    /// The service's name.
    pub name: &'static str,
    /// Its label in host names, which is also its name in signatures.
    pub(crate) label: &'static str,
    /// Known regions, with spaces between them: suggestions, not a limit.
    pub(crate) regions: &'static str,
    /// Where a call's region comes from.
    pub(crate) region: Region,
    /// Where its regions answer.
    pub(crate) endpoints: Endpoints,
    /// How its operations travel.
    pub(crate) protocol: Protocol,
    /// The headers of a request beside those of the protocol and the signature.
    pub(crate) headers: &'static [(&'static str, HeaderValue)],
    /// Errors of all its operations.
    pub(crate) errors: &'static [ErrorSpec],
}

impl Service {
    /// Known regions: suggestions, not a limit.
    pub fn regions(&self) -> impl Iterator<Item = &'static str> {
        self.regions.split_ascii_whitespace()
    }
}
