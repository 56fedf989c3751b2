//! The boundary to JavaScript. The only folder that names wasm-bindgen, js-sys, web-sys or serde-wasm-bindgen.

#[cfg(all(feature = "js", target_arch = "wasm32"))]
mod exports;
mod plain;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
mod run;
