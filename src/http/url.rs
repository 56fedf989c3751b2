//! URLs: the origin of one, percent-encoding, canonical queries and paths.

use std::borrow::Cow;

use crate::error::{Finding, FindingCode};
use crate::text::search;

/// The longest label of a host name.
pub(crate) const MAX_LABEL: usize = 63;

/// Reads an endpoint of the caller's own into a base URL without its trailing slash, in the form
/// that a URL parser would give it; and whether it is on this machine.
pub(crate) fn read_endpoint(endpoint: &str) -> Result<(String, bool), Finding> {
    base_url(endpoint).map_err(|(code, text)| Finding::error("endpoint", code, text))
}

fn base_url(endpoint: &str) -> Result<(String, bool), Fault> {
    for (mark, fault) in [("?", "must not hold a query"), ("#", "must not hold a fragment")] {
        if search::contains(endpoint, mark) {
            return Err((FindingCode::Unsafe, fault));
        }
    }
    let origin = Origin::read(endpoint)?;
    if !origin.is_plain {
        return Err((FindingCode::Pattern, NO_HOST));
    }
    let path = origin.rest.strip_suffix('/').unwrap_or(origin.rest);
    if !path.split('/').skip(1).all(is_plain_segment) {
        return Err((
            FindingCode::Unsafe,
            "expected a path of letters, digits and -._~!$&'()*+,;=:@ in segments other than . and ..",
        ));
    }
    Ok(([origin.scheme, "://", &origin.host, path].concat(), origin.is_loopback))
}

/// What is wrong with a URL: the kind of rule, and the rest of a sentence.
type Fault = (FindingCode, &'static str);

const NO_HOST: &str = "expected a host: a DNS name (not an internationalized one), an IPv4 address, or [::1]";

/// Where a URL leads, and what follows.
struct Origin<'a> {
    scheme: &'static str,
    /// In normal form, with the port unless it is the scheme's own: what a client sends as `Host`.
    host: String,
    /// Whether no label is punycode (`xn--`): only a full URL parser can validate those.
    is_plain: bool,
    is_loopback: bool,
    /// From the first slash, question mark or number sign on.
    rest: &'a str,
}

impl<'a> Origin<'a> {
    /// Takes a URL apart. What a URL parser would write in another way is refused, and so is what may reach
    /// another host than it seems to.
    fn read(url: &'a str) -> Result<Self, Fault> {
        use FindingCode::{Pattern, Unsafe};
        let (scheme, rest) = search::split(url, "://")
            .ok_or((Pattern, "expected a URL such as https://gateway.example.com/base"))?;
        let schemes = [("https", 443), ("http", 80)];
        let (scheme, default_port) = schemes
            .into_iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(scheme))
            .ok_or((Unsafe, "expected https, or http on a loopback host"))?;
        let end = rest.bytes().position(|byte| matches!(byte, b'/' | b'?' | b'#')).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(end).unwrap_or((rest, ""));
        if search::contains(authority, "@") {
            return Err((Unsafe, "must not hold a user name or password"));
        }
        let (host, port) = split_port(authority).ok_or((Pattern, "expected a port between 1 and 65535"))?;
        let (mut host, is_loopback) = read_host(host).ok_or((Pattern, NO_HOST))?;
        let is_plain = !host.split('.').any(|label| label.starts_with("xn--"));
        if scheme == "http" && !is_loopback {
            return Err((Unsafe, "plain http is allowed to loopback hosts only; use https"));
        }
        if let Some(port) = port.filter(|port| *port != default_port) {
            host.push(':');
            host.push_str(&port.to_string());
        }
        Ok(Self { scheme, host, is_plain, is_loopback, rest })
    }
}

/// What no URL parser changes, and no server reads as another path.
fn is_plain_segment(segment: &str) -> bool {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@".contains(&byte);
    !matches!(segment, "" | "." | "..") && segment.bytes().all(is_plain)
}

/// The host and the port behind it, if there is one.
fn split_port(authority: &str) -> Option<(&str, Option<u16>)> {
    let port = authority.bytes().rev().position(|byte| byte == b':' || byte == b']');
    let (host, port) = authority.split_at_checked(authority.len() - port.unwrap_or_default())?;
    match host.strip_suffix(':') {
        None => Some((authority, None)),
        // No sign, and no zero before it.
        Some(host) if port.bytes().all(|byte| byte.is_ascii_digit()) && !port.starts_with('0') => {
            Some((host, Some(port.parse().ok()?)))
        }
        Some(_) => None,
    }
}

/// The host in normal form, and whether it is this machine.
fn read_host(host: &str) -> Option<(String, bool)> {
    let host = host.to_ascii_lowercase();
    // For a name below localhost, or with a dot behind it, some systems ask a DNS server: who answers gets the tokens.
    if matches!(host.as_str(), "[::1]" | "localhost") {
        return Some((host, true));
    }
    let labels: Vec<&str> = host.strip_suffix('.').unwrap_or(&host).split('.').collect();
    let is_label = |label: &&str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        (1..=MAX_LABEL).contains(&label.len()) && label.bytes().all(is_plain)
    };
    if host.len() > 253 || !labels.iter().all(is_label) {
        return None;
    }
    let last = labels.last()?;
    if last.bytes().all(|byte| byte.is_ascii_digit()) || last.starts_with("0x") {
        // URL parsers read such a host as an IPv4 address, in many notations; one is enough.
        let is_byte = |label: &&str| {
            let is_short = *label == "0" || !label.starts_with('0');
            is_short && label.bytes().all(|byte| byte.is_ascii_digit()) && label.parse::<u8>().is_ok()
        };
        if labels.len() != 4 || !labels.iter().all(is_byte) || host.ends_with('.') {
            return None;
        }
        let is_loopback = labels.first() == Some(&"127");
        return Some((host, is_loopback));
    }
    Some((host, false))
}

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

/// The same for a part of a query that the server reads as a form, in which a plus is a space.
pub(crate) fn recode_form(text: &str) -> String {
    recode(&text.replace('+', " "))
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
    fn an_endpoint_becomes_a_base_url_in_normal_form() {
        for (endpoint, base) in [
            ("https://gw.example.com", "https://gw.example.com"),
            ("HTTPS://GW.Example.com:443/", "https://gw.example.com"),
            ("https://gw.example.com:8443/base/v2/", "https://gw.example.com:8443/base/v2"),
            ("http://127.0.0.1:80/cloud", "http://127.0.0.1/cloud"),
            ("http://127.9.9.9:8080", "http://127.9.9.9:8080"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("https://10.0.0.1", "https://10.0.0.1"),
            ("https://my--proxy.example.com.", "https://my--proxy.example.com."),
            ("https://gw.example.com/$default/v1:beta/a+b", "https://gw.example.com/$default/v1:beta/a+b"),
        ] {
            assert_eq!(read_endpoint(endpoint).unwrap().0, base, "{endpoint}");
        }
    }

    #[test]
    fn an_endpoint_that_could_reach_or_leak_elsewhere_is_refused() {
        for endpoint in [
            "",
            "gw.example.com",
            "ftp://gw.example.com",
            "javascript://x",
            "https://",
            "https://user@gw.example.com",
            "https://user:pass@gw.example.com",
            "https://gw.example.com?x=1",
            "https://gw.example.com/#x",
            "http://gw.example.com",
            "http://127.0.0.1.example.com",
            "http://10.0.0.1",
            "http://localhost.example.com",
            "http://fsx.localhost",
            "http://localhost.",
            "https://127.1",
            "https://0x7f.0.0.1",
            "https://2130706433",
            "https://1.2.3.04",
            "https://a..b",
            "https://a b",
            "https://é.example",
            "https://xn--a",
            "https://gw.example.com:0",
            "https://gw.example.com:0443",
            "https://127.0.0.1.",
            "https://gw.example.com/a|b",
            "https://gw.example.com:65536",
            "https://gw.example.com:8x",
            "https://gw.example.com:",
            "https://[::1",
            "https://[::ffff:127.0.0.1]",
            "https://[2001:db8::1]",
            "https://gw.example.com/a/../b",
            "https://gw.example.com/%2e%2e/b",
            "https://gw.example.com/a//b",
            "https://gw.example.com\\@evil.example",
            "https://gw.example.com/a\r\nb",
        ] {
            assert!(read_endpoint(endpoint).is_err(), "{endpoint}");
        }
    }

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
        let form = UrlParts::parse("https://a.example/p?q=item+one%2B").ok().unwrap();
        assert_eq!(form.canonical_query(recode), "q=item%2Bone%2B");
        assert_eq!(form.canonical_query(recode_form), "q=item%20one%2B");
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
}
