//! `cargo run -p xtask -- bind <input.wasm> <output folder>`: wasm-bindgen as a library, so that its version can only be
//! the one that the crate itself was built with.
//!
//! `cargo run -p xtask -- params`: writes the typed parameters of every operation, see `params`.

#[cfg(feature = "params")]
mod params;

use std::error::Error;
use std::path::PathBuf;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1);
    let task = arguments.next().unwrap_or_default();
    match (task.to_str(), arguments.next(), arguments.next()) {
        (Some("bind"), Some(input), Some(output)) => bind(input.into(), output.into()),
        #[cfg(feature = "params")]
        (Some("params"), None, None) => params::write(),
        _ => Err("usage: xtask bind <input.wasm> <output folder>, or xtask params".into()),
    }
}

fn bind(input: PathBuf, output: PathBuf) -> Result<(), Box<dyn Error>> {
    Bindgen::new()
        .input_path(input)
        .out_name("calloff")
        .bundler(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(output)?;
    Ok(())
}
