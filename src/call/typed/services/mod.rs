//! The services, each with its operations. Made from the specs by `cargo run -p xtask -- params`: do not change it by hand.

pub mod datasync;
pub mod fsx;
pub mod nas;
pub mod oms;
pub mod sfsturbo;
pub mod snow_device_management;
