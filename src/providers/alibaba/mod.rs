//! Alibaba Cloud.

pub(super) mod nas;
