//! How a list goes on after its first page.

use crate::data::value::Value;
use crate::spec::field::MAX_SAFE_INTEGER;

/// How a list goes on after its first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paging {
    /// A member of the reply is the next value of a parameter.
    Token { member: &'static str, param: &'static str },
    /// A parameter says how many tasks to skip.
    Offset(Counted),
    /// A parameter is the number of the page, from 1.
    #[allow(dead_code)] // no service needs it yet
    Page(Counted),
}

/// The names that a list has which is paged by counting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Counted {
    /// The parameter that says where a page begins.
    pub(crate) param: &'static str,
    /// The parameter for the size of a page.
    pub(crate) limit: &'static str,
    /// The size of a page where the call does not say.
    pub(crate) default_limit: i64,
    /// The member of the reply that counts all tasks; without it, a full page has one after it.
    pub(crate) total: &'static str,
}

impl Paging {
    /// By a token that has the same name in replies and calls.
    pub(crate) const fn token(name: &'static str) -> Self {
        Self::Token { member: name, param: name }
    }

    /// The member of a reply that belongs to the paging.
    pub(crate) fn member(self) -> &'static str {
        match self {
            Self::Token { member, .. } => member,
            Self::Offset(counted) | Self::Page(counted) => counted.total,
        }
    }

    /// What asks for the next page, from a reply that showed so many tasks; `None` after the last page.
    pub(crate) fn next(self, body: &Value, params: Option<&Value>, shown: usize) -> Option<String> {
        let counted = match self {
            Self::Token { member, .. } => return body.text(&[member]),
            Self::Offset(counted) | Self::Page(counted) => counted,
        };
        let param = |name| params.and_then(|params| params.get(name)?.as_integer());
        let shown = i64::try_from(shown).ok().filter(|&shown| shown > 0)?;
        let limit = param(counted.limit).unwrap_or(counted.default_limit);
        let (next, seen) = if matches!(self, Self::Page(_)) {
            let page = param(counted.param).unwrap_or(1);
            (page.saturating_add(1), page.saturating_sub(1).saturating_mul(limit).saturating_add(shown))
        } else {
            let next = param(counted.param).unwrap_or(0).saturating_add(shown);
            (next, next)
        };
        let total = body.get(counted.total).and_then(Value::to_whole_text);
        let is_more = match total.and_then(|total| total.parse::<i64>().ok()) {
            Some(total) => seen < total,
            None => shown >= limit,
        };
        (is_more && next <= MAX_SAFE_INTEGER).then(|| next.to_string())
    }

    /// The parameter that asks for the next page; `None` for text that [`Paging::next`] never gives.
    pub(crate) fn param(self, next: &str) -> Option<(&'static str, Value)> {
        match self {
            Self::Token { param, .. } => (!next.is_empty()).then(|| (param, Value::from(next))),
            Self::Offset(counted) | Self::Page(counted) => {
                let number = Value::from(next).to_whole_text()?.parse().ok()?;
                Some((counted.param, Value::Integer(number)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OFFSET: Paging =
        Paging::Offset(Counted { param: "offset", limit: "limit", default_limit: 1000, total: "count" });
    const PAGE: Paging = Paging::Page(Counted {
        param: "PageNumber",
        limit: "PageSize",
        default_limit: 10,
        total: "TotalCount",
    });

    fn json(text: &str) -> Value {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn the_next_page_of_a_counted_list_begins_where_the_last_one_ended() {
        for (paging, params, body, shown, next) in [
            (OFFSET, "{}", r#"{"count":5}"#, 2, Some("2")),
            (OFFSET, r#"{"offset":2}"#, r#"{"count":5}"#, 2, Some("4")),
            (OFFSET, r#"{"offset":4}"#, r#"{"count":5}"#, 1, None),
            (OFFSET, "{}", r#"{"count":5}"#, 0, None),
            (OFFSET, "{}", "{}", 999, None),
            (OFFSET, "{}", "{}", 1000, Some("1000")),
            (OFFSET, r#"{"limit":2}"#, "{}", 2, Some("2")),
            (OFFSET, r#"{"offset":9007199254740991}"#, r#"{"count":9007199254740993}"#, 1, None),
            (PAGE, "{}", r#"{"TotalCount":11}"#, 10, Some("2")),
            (PAGE, r#"{"PageNumber":2}"#, r#"{"TotalCount":"11"}"#, 1, None),
            (PAGE, r#"{"PageNumber":3,"PageSize":2}"#, r#"{"TotalCount":7}"#, 2, Some("4")),
            (PAGE, r#"{"PageNumber":3,"PageSize":2}"#, r#"{"TotalCount":6}"#, 2, None),
            (PAGE, r#"{"PageSize":2}"#, "{}", 2, Some("2")),
            (PAGE, "{}", "{}", 9, None),
        ] {
            assert_eq!(
                paging.next(&json(body), Some(&json(params)), shown).as_deref(),
                next,
                "{params} {body}"
            );
        }
    }

    #[test]
    fn what_asks_for_the_next_page_becomes_a_parameter() {
        let renamed = Paging::Token { member: "nextPageToken", param: "pageToken" };
        assert_eq!(renamed.next(&json(r#"{"nextPageToken":"x"}"#), None, 1).as_deref(), Some("x"));
        assert_eq!(renamed.param("x"), Some(("pageToken", Value::from("x"))));
        assert_eq!(Paging::token("NextToken").param(""), None);
        assert_eq!(OFFSET.param("20"), Some(("offset", Value::Integer(20))));
        assert_eq!(PAGE.param("2"), Some(("PageNumber", Value::Integer(2))));
        for odd in ["", "-5", "+5", "1.5", "1e3", " 1", "99999999999999999999"] {
            assert_eq!(OFFSET.param(odd), None, "{odd}");
        }
    }
}
