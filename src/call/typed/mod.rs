//! Calls with types: a struct an operation, with a field a parameter. `services` is made from the specs, by
//! `cargo run -p xtask -- params`.

#[allow(clippy::doc_markdown)] // texts that forms show as well
pub(crate) mod services;

use crate::data::value::{Members, Value};

/// What every operation's parameters have beside their fields.
macro_rules! operation {
    ($params:ident, $id:literal) => {
        impl $params {
            /// The operation's id.
            pub const OPERATION: &str = $id;

            /// The call, in this region. [`Value::with`](crate::Value::with) adds an `endpoint` or `variants` to it.
            #[must_use]
            pub fn at(self, region: &str) -> crate::Value {
                self.call().with("region", region)
            }

            /// The call without a region, for an operation that needs none or finds it in an ARN.
            #[must_use]
            pub fn call(self) -> crate::Value {
                crate::call::typed::call(Self::OPERATION, self.into())
            }
        }
    };
}
use operation;

fn call(operation: &str, params: Value) -> Value {
    let mut call = Members::default();
    call.put("operation", operation).put("params", params).take()
}
