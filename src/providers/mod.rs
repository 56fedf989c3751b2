//! The registry: one line a service.

mod alibaba;
mod aws;
mod huawei;

use crate::spec::operation::OperationSpec;

/// Each service's operations.
static SERVICES: [&[OperationSpec]; 4] = [
    &aws::fsx::OPERATIONS,
    &aws::snow::OPERATIONS,
    &alibaba::nas::OPERATIONS,
    &huawei::sfs_turbo::OPERATIONS,
];

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
