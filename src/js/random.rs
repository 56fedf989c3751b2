//! What was never used before: a nonce for a signature, a token for a call that must take effect once.

use wasm_bindgen::prelude::*;

use crate::error::{CalloffError, ErrorCode, Finding, FindingCode};
use crate::sign::crypto::sha256_hex;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = crypto, js_name = randomUUID)]
    fn random_uuid() -> Result<String, JsValue>;

    #[wasm_bindgen(catch, js_namespace = crypto, js_name = getRandomValues)]
    fn get_random_values(bytes: &mut [u8]) -> Result<(), JsValue>;
}

/// A UUID or, in a page that came over plain http and has no `randomUUID`, as much randomness in hex.
pub(super) fn new_nonce() -> Result<String, CalloffError> {
    if let Ok(uuid) = random_uuid() {
        return Ok(uuid);
    }
    let mut bytes = [0; 16];
    if get_random_values(&mut bytes).is_err() {
        let text = "there is no crypto.getRandomValues here; give options.nonce";
        let finding = Finding::error("options.nonce", FindingCode::Required, text);
        return Err(CalloffError::new(ErrorCode::Internal, vec![finding]));
    }
    let mut hex = sha256_hex(&bytes);
    hex.truncate(32);
    Ok(hex)
}
