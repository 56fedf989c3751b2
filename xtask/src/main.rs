//! `cargo run -p xtask -- <input.wasm> <output folder>`: wasm-bindgen as a library, so that its
//! version can only be the one that the crate itself was built with.

use std::error::Error;
use std::path::PathBuf;

use wasm_bindgen_cli_support::Bindgen;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let (Some(input), Some(output)) = (arguments.next(), arguments.next()) else {
        return Err("usage: xtask <input.wasm> <output folder>".into());
    };
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
