//! HTTP as data. Nothing here knows a cloud, or sends anything.

pub(crate) mod headers;
pub(crate) mod reply;
pub(crate) mod request;
pub(crate) mod url;
