//! Huawei Cloud.

pub(super) mod sfs_turbo;
