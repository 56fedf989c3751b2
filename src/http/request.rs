//! HTTP requests as data, and the URL arithmetic that signatures need.

use std::borrow::Cow;
use std::fmt;

use crate::data::value::{Members, Value, serialize_as_value};
use crate::error::{Finding, FindingCode};
use crate::spec::endpoint::{Fault, Origin};

/// Header names in lower case, with their values, sorted by name.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Headers(Vec<(Text, Text)>);

/// Text that is mostly fixed.
type Text = Cow<'static, str>;

impl Headers {
    /// Headers from pairs, of which a later one takes the place of an earlier one of its name.
    #[must_use]
    pub fn new(pairs: &[(&'static str, &'static str)]) -> Self {
        let mut headers = Self(Vec::with_capacity(8));
        for (name, value) in pairs {
            headers.set(name, *value);
        }
        headers
    }

    /// The value of a header, by its name in lower case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// Sets a header, by its name in lower case, in the place of one that has its name.
    pub fn set(&mut self, name: &'static str, value: impl Into<Cow<'static, str>>) {
        self.put(Cow::Borrowed(name), value.into());
    }

    fn put(&mut self, name: Text, value: Text) {
        let place = self.0.partition_point(|(known, _)| *known < name);
        match self.0.get_mut(place).filter(|(known, _)| *known == name) {
            Some((_, known)) => *known = value,
            None => self.0.insert(place, (name, value)),
        }
    }

    /// Adds a value to a header, by its name in any case, behind a comma where it has one.
    pub fn append(&mut self, name: &str, value: &str) {
        let name = name.to_ascii_lowercase();
        let joined = match self.get(&name) {
            Some(known) => [known, value].join(","),
            None => value.to_owned(),
        };
        self.put(name.into(), joined.into());
    }

    /// Takes out every header of these names.
    pub(crate) fn remove(&mut self, names: &[&str]) {
        self.0.retain(|(name, _)| !names.contains(&&**name));
    }

    /// Names and values, sorted by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }
}

impl From<&Headers> for Value {
    fn from(headers: &Headers) -> Self {
        Self::Object(headers.iter().map(|(name, value)| (name.to_owned(), Self::from(value))).collect())
    }
}

/// Shows everything but the values that are a secret.
impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shown = |(name, value)| (name, if SECRET_HEADERS.contains(&name) { MASK } else { value });
        f.debug_map().entries(self.iter().map(shown)).finish()
    }
}

/// Headers that hold a secret whole.
pub(crate) const SECRET_HEADERS: [&str; 4] =
    ["x-amz-security-token", "x-acs-security-token", "x-security-token", "x-auth-token"];

/// What stands where a secret was.
pub(crate) const MASK: &str = "********";

/// A request, ready for anything that sends HTTP.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpRequest {
    /// `GET`, `POST` or `DELETE`.
    pub method: Cow<'static, str>,
    /// The whole URL, already in the form that a URL parser would give it.
    pub url: String,
    /// Never `host`, `user-agent` or `content-length`: browsers forbid setting them.
    pub headers: Headers,
    /// The body, when there is one.
    pub body: Option<String>,
}

/// How the vendor wants a request signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Signing {
    /// AWS Signature Version 4.
    AwsSigv4 {
        /// The service's signing name, e.g. `fsx`.
        service: Cow<'static, str>,
        /// The region of the credential scope.
        region: String,
    },
    /// Alibaba Cloud signature version 3.
    Acs3,
    /// Huawei Cloud AK/SK.
    SdkHmac,
}

impl Signing {
    /// The scheme's name in this crate's interface.
    #[must_use]
    pub fn scheme(&self) -> &'static str {
        match self {
            Self::AwsSigv4 { .. } => "aws-sigv4",
            Self::Acs3 => "acs3-hmac-sha256",
            Self::SdkHmac => "sdk-hmac-sha256",
        }
    }
}

impl From<&Signing> for Value {
    fn from(signing: &Signing) -> Self {
        let mut members = Members::default();
        members.put("scheme", signing.scheme());
        if let Signing::AwsSigv4 { service, region } = signing {
            members.put("service", &**service).put("region", region);
        }
        members.take()
    }
}

/// A request that still has to be signed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnsignedRequest {
    /// The request.
    pub http: HttpRequest,
    /// How to sign it.
    pub signing: Signing,
}

impl HttpRequest {
    /// Its members, to which others may come.
    pub(crate) fn members(&self) -> Members {
        let mut members = Members::default();
        members.put("method", &*self.method).put("url", &self.url).put("headers", &self.headers);
        members.put_some("body", self.body.as_ref());
        members
    }
}

impl From<&HttpRequest> for Value {
    fn from(request: &HttpRequest) -> Self {
        request.members().take()
    }
}

impl From<&UnsignedRequest> for Value {
    fn from(request: &UnsignedRequest) -> Self {
        request.http.members().put("signing", &request.signing).take()
    }
}

serialize_as_value!(Headers, HttpRequest, Signing, UnsignedRequest);

/// Percent-encodes all but RFC 3986's unreserved characters: letters, digits, `-`, `_`, `.` and `~`.
pub(crate) fn encode_into(bytes: &[u8], out: &mut String) {
    const HEX: &str = "0123456789ABCDEF";
    let mut rest = bytes;
    let is_kept = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
    while !rest.is_empty() {
        let kept = rest.iter().position(|byte| !is_kept(byte)).unwrap_or(rest.len());
        let (run, after) = rest.split_at_checked(kept).unwrap_or((rest, b""));
        out.push_str(str::from_utf8(run).unwrap_or_default());
        let Some((byte, after)) = after.split_first() else { break };
        out.push('%');
        for nibble in [byte >> 4, byte & 15].map(usize::from) {
            out.push_str(HEX.get(nibble..=nibble).unwrap_or_default());
        }
        rest = after;
    }
}

/// [`encode_into`] a new string.
pub(crate) fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(text.as_bytes(), &mut out);
    out
}

/// Encodes what may be encoded already, once.
pub(crate) fn recode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    encode_into(&decode(text), &mut out);
    out
}

/// Undoes percent-encoding; what is not a valid escape stays as it is.
pub(crate) fn decode(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        rest = after;
        if byte == b'%'
            && let [high, low, after @ ..] = rest
            && let (Some(high), Some(low)) = (hex_digit(*high), hex_digit(*low))
        {
            bytes.push(high << 4 | low);
            rest = after;
        } else {
            bytes.push(byte);
        }
    }
    bytes
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

/// A query in canonical form and order: `a=1&b=%20`.
pub(crate) fn canonical_query<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> String {
    join_query(pairs.into_iter().map(|(name, value)| (encode(name), encode(value))))
}

/// Encoded names and values in canonical order.
fn join_query(pairs: impl Iterator<Item = (String, String)>) -> String {
    // Kept sorted by inserting: there are never many.
    let mut sorted: Vec<(String, String)> = Vec::new();
    for pair in pairs {
        sorted.insert(sorted.partition_point(|known| *known <= pair), pair);
    }
    let mut query = String::new();
    for (name, value) in sorted {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(&name);
        query.push('=');
        query.push_str(&value);
    }
    query
}

/// The parts of an absolute http or https URL that a signature covers.
pub(crate) struct UrlParts<'a> {
    /// In lower case, without the scheme's default port: what a client sends as `Host`.
    pub(crate) host: String,
    /// From the first slash on, as written; `/` when there is none.
    pub(crate) path: &'a str,
    query: &'a str,
}

impl<'a> UrlParts<'a> {
    /// Takes a URL apart, or says what it should have been. What a URL parser would write in another way before it
    /// comes to the path is refused: it would not be what was signed.
    pub(crate) fn parse(url: &'a str) -> Result<Self, Finding> {
        Self::split(url).map_err(|(code, text)| Finding::error("url", code, text))
    }

    fn split(url: &'a str) -> Result<Self, Fault> {
        if url.bytes().any(|byte| byte.is_ascii_control() || byte == b'\\') || url.trim_ascii() != url {
            let fault = "must not hold a backslash or a control character, nor begin or end with a space";
            return Err((FindingCode::Unsafe, fault));
        }
        let Origin { host, rest, .. } = Origin::read(url)?;
        let rest = rest.split_once('#').map_or(rest, |(before, _)| before);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        Ok(Self { host, path: if path.is_empty() { "/" } else { path }, query })
    }

    /// The query in canonical form, whatever form it was written in. `recode` is how the server reads
    /// names and values, and writes them again.
    pub(crate) fn canonical_query(&self, recode: fn(&str) -> String) -> String {
        let pairs = self.query.split('&').filter(|pair| !pair.is_empty());
        join_query(pairs.map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (recode(name), recode(value))
        }))
    }
}

/// A path without `.` and `..` segments: what a URL parser makes of it (RFC 3986, 5.2.4).
pub(crate) fn remove_dot_segments(path: &str) -> Cow<'_, str> {
    let has_dots = |segment: &str| {
        let is_dot = |byte: u8| matches!(byte, b'.' | b'%' | b'2' | b'e' | b'E');
        if segment.is_empty() || !segment.bytes().all(is_dot) {
            return 0;
        }
        match decode(segment).as_slice() {
            b"." => 1,
            b".." => 2,
            _ => 0,
        }
    };
    if path.split('/').all(|segment| has_dots(segment) == 0) {
        return Cow::Borrowed(path);
    }
    let mut kept: Vec<&str> = Vec::new();
    let mut ends_in_dots = false;
    for segment in path.split('/').skip(1) {
        let dots = has_dots(segment);
        ends_in_dots = dots > 0;
        match dots {
            0 => kept.push(segment),
            1 => {}
            _ => drop(kept.pop()),
        }
    }
    if ends_in_dots {
        kept.push("");
    }
    Cow::Owned(["/", &kept.join("/")].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoding_keeps_the_unreserved_characters_alone() {
        assert_eq!(encode("aZ09-_.~"), "aZ09-_.~");
        assert_eq!(encode(" !*'()/+%"), "%20%21%2A%27%28%29%2F%2B%25");
        assert_eq!(encode("é漢😀"), "%C3%A9%E6%BC%A2%F0%9F%98%80");
    }

    #[test]
    fn decoding_undoes_encoding_and_keeps_what_is_no_escape() {
        assert_eq!(decode(&encode(" é%2F😀")), " é%2F😀".as_bytes());
        for text in ["%", "%2", "%zz", "100%"] {
            assert_eq!(decode(text), text.as_bytes());
        }
    }

    #[test]
    fn a_query_is_sorted_by_encoded_name_then_value() {
        let url = UrlParts::parse("https://h/?b=2&b=1&Filters.10.Key=x&Filters.2.Key=y&a&%7Ec=d%20e&z=%FF")
            .ok()
            .unwrap();
        assert_eq!(url.canonical_query(recode), "Filters.10.Key=x&Filters.2.Key=y&a=&b=1&b=2&z=%FF&~c=d%20e");
    }

    #[test]
    fn the_host_is_what_a_client_sends() {
        for (url, host) in [
            ("https://Example.com/a", "example.com"),
            ("https://example.com:443?x=1", "example.com"),
            ("http://127.0.0.1:8080/a#f", "127.0.0.1:8080"),
            ("http://[::1]:80", "[::1]"),
            ("https://xn--bcher-kva.example", "xn--bcher-kva.example"),
        ] {
            assert_eq!(UrlParts::parse(url).ok().unwrap().host, host, "{url}");
        }
        for url in [
            "",
            "example.com",
            "ftp://example.com",
            "https://",
            "https://u:p@example.com/",
            "https://a b/",
            "https://127.1/",
            "https://[2001:db8::1]/",
            "https://exa%6dple.com.xn--p1ai/",
            "https://h%2eexample/",
            "https://h.example:0443/",
            "https://h.example:/",
            "https://h.example/x ",
            "http://example.com/",
        ] {
            assert!(UrlParts::parse(url).is_err(), "{url}");
        }
    }

    #[test]
    fn dot_segments_go_as_a_url_parser_takes_them() {
        for (path, normal) in [
            ("/", "/"),
            ("/a/..", "/"),
            ("/a/b/../..", "/"),
            ("/./", "/"),
            ("/./a", "/a"),
            ("/a/./b/", "/a/b/"),
            ("/../a", "/a"),
            ("//a//", "//a//"),
            ("/a..b/...", "/a..b/..."),
            ("/a/%2e%2E/b", "/b"),
            ("/a%2fb/.%2e", "/"),
        ] {
            assert_eq!(remove_dot_segments(path), normal, "{path}");
        }
    }

    #[test]
    fn debug_text_masks_the_headers_that_hold_a_secret() {
        let mut headers = Headers::default();
        for name in SECRET_HEADERS {
            headers.set(name, "sesame");
        }
        let request = HttpRequest {
            method: "POST".into(),
            url: "https://example.com/".to_owned(),
            headers,
            body: None,
        };
        assert!(!format!("{request:?}").contains("sesame"));
    }
}
