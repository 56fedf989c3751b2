//! The boundary to JavaScript. The only folder that names wasm-bindgen, js-sys, web-sys or serde-wasm-bindgen.

#[cfg(target_arch = "wasm32")]
mod exports;
mod held;
mod plain;
#[cfg(target_arch = "wasm32")]
mod random;
#[cfg(target_arch = "wasm32")]
mod read;
#[cfg(target_arch = "wasm32")]
mod reply;
#[cfg(target_arch = "wasm32")]
mod request;
