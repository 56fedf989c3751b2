//! A reply as it came, and what can be read in it without knowing who sent it.

use std::borrow::Cow;
use std::fmt;

use crate::data::value::Value;
use crate::data::{json, xml};
use crate::text::{search, timestamp};

/// Every header that is read, in lower case. Whoever hands over a reply may leave out all others.
pub(crate) const READ_HEADERS: [&str; 14] = [
    "content-type",
    "date",
    "retry-after",
    "x-acs-request-id",
    "x-acs-retry-after",
    "x-acs-trace-id",
    "x-amz-request-id",
    "x-amz-retry-after",
    "x-amzn-errortype",
    "x-amzn-request-id",
    "x-amzn-requestid",
    "x-ratelimit-user",
    "x-ratelimit-user-api",
    "x-request-id",
];

/// A reply as it came.
///
/// ```
/// use calloff::Reply;
///
/// let reply = Reply::new(202).header("X-Request-Id", "8d1a0f3c").body(r#"{"taskId":"11ab"}"#);
/// let nothing = Reply::new(0).body_error("no reply came");
/// ```
#[derive(Clone, Default)]
#[non_exhaustive]
pub struct Reply<'a> {
    /// The HTTP status; 0 where there is none.
    pub status: u16,
    /// Header names in any case, with their values.
    pub headers: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// The body's text.
    pub body: Cow<'a, str>,
    /// Set when the body could not be read to its end, with the reason.
    pub body_error: Option<String>,
    /// Whether the request was redirected: the reply leads to another address, or comes from one.
    pub redirected: bool,
}

/// Shows no header's value and no body: they may echo a token.
impl fmt::Debug for Reply<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_ref()).collect();
        let length = self.body.len();
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("headers", &names)
            .field("body", &length)
            .finish_non_exhaustive()
    }
}

impl<'a> Reply<'a> {
    /// A reply of this HTTP status, without headers and body; 0 where no reply came.
    #[must_use]
    pub fn new(status: u16) -> Self {
        Self { status, ..Self::default() }
    }

    /// The same with one more header.
    #[must_use]
    pub fn header(mut self, name: impl Into<Cow<'a, str>>, value: impl Into<Cow<'a, str>>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The same with a body.
    #[must_use]
    pub fn body(mut self, text: impl Into<Cow<'a, str>>) -> Self {
        self.body = text.into();
        self
    }

    /// The same with why the body could not be read to its end.
    #[must_use]
    pub fn body_error(mut self, reason: impl Into<String>) -> Self {
        self.body_error = Some(reason.into());
        self
    }
}

impl Reply<'_> {
    /// The first header of this name, in lower case, that is not empty.
    pub(crate) fn get_header(&self, name: &str) -> Option<&str> {
        debug_assert!(READ_HEADERS.contains(&name), "READ_HEADERS lacks {name}");
        self.headers
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim_ascii())
            .find(|value| !value.is_empty())
    }

    /// The first of these headers that is there.
    pub(crate) fn first_header(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.get_header(name)).map(str::to_owned)
    }

    pub(crate) fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether it leads to another address. A redirect is not followed: what was signed would go along.
    pub(crate) fn is_redirect(&self) -> bool {
        self.redirected || (300..400).contains(&self.status)
    }

    /// The provider's clock in Unix milliseconds.
    pub(crate) fn server_time(&self) -> Option<u64> {
        self.get_header("date").and_then(timestamp::parse_http_date)
    }

    /// How long the provider asks to wait, in milliseconds: by its own headers or the standard one. A limit's own
    /// clock counts only where the limit was reached.
    pub(crate) fn retry_after_ms(&self, throttled: bool) -> Option<u64> {
        // `Limit:1,Remain:0,TimeLeft:2000,Reset:1234`
        const HINTS: [(&str, &str); 4] = [
            ("x-amz-retry-after", ""),
            ("x-acs-retry-after", ""),
            ("x-ratelimit-user-api", "timeleft:"),
            ("x-ratelimit-user", "timeleft:"),
        ];
        let mut longest = None;
        for (name, mark) in HINTS.iter().take(if throttled { 4 } else { 2 }) {
            let hint = self.get_header(name).unwrap_or_default();
            let (_, hint) = search::split_ignore_case(hint, mark).unwrap_or(("", hint));
            longest = longest.max(whole(hint.split(',').next().unwrap_or_default()));
        }
        if longest.is_some() {
            return longest;
        }
        let standard = self.get_header("retry-after")?;
        let until = || timestamp::parse_http_date(standard);
        let seconds = whole(standard).map(|seconds| seconds * 1000);
        seconds.or_else(|| Some(until()?.saturating_sub(self.server_time()?)))
    }
}

/// Digits alone, and few of them: anything else is no hint.
#[inline(never)]
pub(crate) fn whole(text: &str) -> Option<u64> {
    let digits = text.trim_ascii();
    if !(1..=8).contains(&digits.len()) {
        return None;
    }
    let mut number = 0;
    for digit in digits.bytes() {
        if !digit.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u64::from(digit - b'0');
    }
    Some(number)
}

/// A reply's body, as far as it can be read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Body {
    /// Nothing, or white space.
    Empty,
    /// JSON of any kind.
    Json(Value),
    /// Anything else, cut JSON and HTML among it.
    Text(String),
}

impl Body {
    pub(crate) fn read(reply: &Reply) -> Self {
        let text = reply.body.trim_start_matches('\u{feff}').trim_ascii();
        if reply.body_error.is_some() {
            return Self::Text(text.to_owned());
        }
        if text.is_empty() {
            return Self::Empty;
        }
        json::read(text).map_or_else(|| Self::Text(text.to_owned()), Self::Json)
    }

    /// The body as a JSON object.
    pub(crate) fn object(&self) -> Option<&Value> {
        match self {
            Self::Json(object) => object.entries().map(|_| object),
            _ => None,
        }
    }

    /// [`Value::text`] of the body's object.
    pub(crate) fn text(&self, keys: &[&str]) -> Option<String> {
        self.object()?.text(keys)
    }

    /// Whether this is JSON or XML that ends too early.
    pub(crate) fn is_cut(&self) -> bool {
        self.plain_text().is_some_and(|text| json::is_cut(text) || xml::is_cut(text))
    }

    /// The text of an XML element, by its name in any case.
    pub(crate) fn element(&self, name: &str) -> Option<String> {
        xml::element(self.plain_text()?, name)
    }

    /// The name of an XML body's outermost element.
    pub(crate) fn root_element(&self) -> Option<&str> {
        xml::root_element(self.plain_text()?)
    }

    /// The text of a body that is not JSON.
    fn plain_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }
}
