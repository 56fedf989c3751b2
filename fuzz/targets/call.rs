//! Any JSON is a call or is refused; what is built from a call leads where the call says, and nowhere else.
#![no_main]

use calloff::{Call, Credentials, HttpRequest, SignOptions, Value, sign, validate};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let Ok(call) = serde_json::from_slice::<Value>(data) else { return };
    let findings = validate(&call);
    assert!(findings.iter().all(|finding| finding.message.len() < 2_000), "{findings:?}");
    let is_valid = !findings.iter().any(calloff::Finding::is_error);
    let Ok(checked) = Call::new(&call) else { return assert!(!is_valid) };
    assert!(is_valid);
    let request = checked.build();
    check(&request.http, &call);

    let credentials = Credentials::access_key("AKIDEXAMPLE", "sesame").with_session_token("open");
    let options = SignOptions::at(1_795_255_200_000).with_nonce("nonce").with_trace();
    let url = request.http.url.clone();
    let signed = sign(request, &credentials, &options).unwrap();
    assert_eq!(signed.http.url, url);
    let trace = format!("{:?}", signed.trace);
    assert!(!trace.contains("sesame"));
});

fn check(request: &HttpRequest, call: &Value) {
    let (scheme, rest) = request.url.split_once("://").unwrap();
    let (host, path) = rest.split_once('/').unwrap();
    assert!(scheme == "https" || call.get("endpoint").is_some(), "{request:?}");
    assert!(host.bytes().all(|byte| byte.is_ascii_graphic() && !b"@\\?#%".contains(&byte)), "{request:?}");
    assert!(path.bytes().all(|byte| byte.is_ascii_graphic() && !b"\\#".contains(&byte)), "{request:?}");
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    assert!(path.split('/').all(|segment| !matches!(segment, "." | "..")), "{request:?}");
    for (name, value) in request.headers.iter() {
        assert!(!value.contains(['\r', '\n']), "{name}: {value}");
    }
}
