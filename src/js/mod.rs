//! The boundary to JavaScript. The only folder that names wasm-bindgen, js-sys, web-sys or serde-wasm-bindgen.

#[cfg(all(feature = "js", target_arch = "wasm32"))]
mod exports;
mod held;
mod plain;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
mod random;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
mod read;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
mod reply;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
mod request;
#[cfg(all(feature = "js", target_arch = "wasm32"))]
mod run;
