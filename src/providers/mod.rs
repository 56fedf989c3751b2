//! The registry: one line a service.

mod aws;
mod fsx;
mod nas;
mod sfs_turbo;
mod snow;

use crate::spec::OperationSpec;

/// Each service's operations.
static SERVICES: [&[OperationSpec]; 4] =
    [&fsx::OPERATIONS, &snow::OPERATIONS, &nas::OPERATIONS, &sfs_turbo::OPERATIONS];

/// Every operation that calloff knows: what a form, a CLI or a documentation page is made from.
pub fn operations() -> impl Iterator<Item = &'static OperationSpec> {
    SERVICES.iter().copied().flatten()
}

/// The operation of this id.
pub(crate) fn find(id: &str) -> Option<&'static OperationSpec> {
    for service in SERVICES {
        if let Some(operation) = service.iter().find(|operation| operation.id == id) {
            return Some(operation);
        }
    }
    None
}
