//! HTTP as data. Nothing here knows a cloud, or sends anything.

pub(crate) mod request;
