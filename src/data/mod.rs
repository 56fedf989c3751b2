//! Plain data, and the formats that it is read from. Nothing here knows a cloud.

pub(crate) mod json;
pub(crate) mod named;
pub(crate) mod value;
pub(crate) mod xml;
