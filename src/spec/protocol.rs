//! How an operation and its parameters travel in a request.

use crate::http::headers::Headers;

/// How a service's operations travel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Protocol {
    /// AWS JSON 1.1: the operation in a header, after this prefix, the parameters in a JSON body.
    AwsJson {
        /// What stands before the operation's name, with its dot.
        target: &'static str,
    },
    /// The operation is a method and a path; its parameters go where each one says, by default in the query.
    RestJson,
    /// Alibaba Cloud RPC: the operation in a header, the parameters in the query.
    AlibabaRpc {
        /// The version of the API.
        version: &'static str,
    },
}

impl Protocol {
    /// Sets the headers that say which operation it is.
    pub(crate) fn set_headers(self, operation: &'static str, headers: &mut Headers) {
        match self {
            Self::AwsJson { target } => {
                headers.set("content-type", "application/x-amz-json-1.1");
                headers.set("x-amz-target", [target, operation].concat());
            }
            Self::RestJson => {}
            Self::AlibabaRpc { version } => {
                headers.set("x-acs-action", operation);
                headers.set("x-acs-version", version);
            }
        }
    }

    /// Where a parameter travels that does not say so itself.
    pub(crate) fn location(self) -> Location {
        match self {
            Self::AwsJson { .. } => Location::Body,
            Self::RestJson | Self::AlibabaRpc { .. } => Location::Query,
        }
    }
}

/// Where a parameter travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Location {
    /// As one segment of the path.
    Path,
    /// As several segments of the path: its slashes stay.
    #[allow(dead_code)] // no service needs it yet
    PathRest,
    /// In the query; lists and objects as `Name.1.Part`.
    Query,
    /// As a member of the JSON body.
    Body,
    /// In the header of this name.
    #[allow(dead_code)] // no service needs it yet
    Header(&'static str),
}

/// What the body of a request holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RequestBody {
    /// There is no body.
    None,
    /// The parameters that travel in it, as one JSON object.
    Json,
    /// This text, whatever the parameters.
    #[allow(dead_code)] // no service needs it yet
    Constant(&'static str),
}

/// What a header holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum HeaderValue {
    /// This text.
    Fixed(&'static str),
    /// The value of this text parameter, which travels elsewhere as well.
    Param(&'static str),
}
