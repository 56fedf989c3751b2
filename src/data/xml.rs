//! As much XML as error replies need: an element by its name, and the name of the outermost one.

use crate::text::escape::{MAX_ENTITY, entity};
use crate::text::search;

/// The XML that a text is; `None` for an HTML page and for anything else.
fn document(text: &str) -> Option<&str> {
    (text.starts_with('<') && !search::contains_ignore_case(text, "<html")).then_some(text)
}

/// The text of an element, by its name in any case; `None` where it is absent or empty.
pub(crate) fn element(text: &str, name: &str) -> Option<String> {
    let (start, end) = (["<", name].concat(), ["</", name].concat());
    let mut rest = document(text)?;
    let content = loop {
        let (tag, after) = search::split(search::split_ignore_case(rest, &start)?.1, ">")?;
        // Another element's name may begin with this one, and `<Name/>` has no content.
        if (tag.is_empty() || tag.starts_with(|c: char| c.is_ascii_whitespace())) && !tag.ends_with('/') {
            break after;
        }
        rest = after;
    };
    let inner = search::split_ignore_case(content, &end)?.0.trim_ascii();
    let data = inner.strip_prefix("<![CDATA[").and_then(|data| data.strip_suffix("]]>"));
    Some(data.map_or_else(|| unescape(inner), str::to_owned)).filter(|text| !text.is_empty())
}

/// The name of the outermost element.
pub(crate) fn root_element(text: &str) -> Option<&str> {
    let text = document(text)?;
    let text = match text.strip_prefix("<?xml") {
        Some(rest) => search::split(rest, "?>")?.1.trim_ascii_start(),
        None => text,
    };
    let is_end = |c: char| c == '>' || c == '/' || c.is_ascii_whitespace();
    let name = text.strip_prefix('<')?.split(is_end).next()?;
    name.starts_with(|c: char| c.is_ascii_alphabetic()).then_some(name)
}

/// Whether a text is XML that ends too early. The vendors write their elements' names like `ErrorResponse`; what is
/// written otherwise may be a piece of HTML, where not every element has an end.
pub(crate) fn is_cut(text: &str) -> bool {
    root_element(text).is_some_and(|name| {
        let is_theirs = name.starts_with(|c: char| c.is_ascii_uppercase())
            && name.ends_with(|c: char| c.is_ascii_lowercase());
        let end = text.strip_suffix('>').unwrap_or_default();
        is_theirs && !end.ends_with(name) && !end.ends_with('/')
    })
}

/// The text that XML escapes stand for; unknown escapes are left unchanged.
fn unescape(xml: &str) -> String {
    let mut text = String::with_capacity(xml.len());
    let mut rest = xml;
    while let Some((before, after)) = search::split(rest, "&") {
        text.push_str(before);
        // No `;` nearby: not an escape.
        let end = after.bytes().take(MAX_ENTITY).position(|byte| byte == b';');
        let known = end.and_then(|end| Some((entity(after.get(..end)?)?, after.get(end + 1..)?)));
        let (c, after) = known.unwrap_or(('&', after));
        text.push(c);
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::work::assert_linear;

    #[test]
    fn an_element_is_read_whatever_its_case_its_attributes_and_its_escapes() {
        for (xml, code) in [
            ("<Error><Code>AccessDenied</Code></Error>", Some("AccessDenied")),
            (
                "<?xml version='1.0'?>\n<Error><code a=\"1\"> AccessDenied\n</code></Error>",
                Some("AccessDenied"),
            ),
            ("<E><Code><![CDATA[a & <b>]]></Code></E>", Some("a & <b>")),
            ("<E><Code>&lt;&#39;&#x41;&amp;lt;&nbsp;&</Code></E>", Some("<'A&lt;&nbsp;&")),
            ("<E><Codes>1</Codes><Code>2</Code></E>", Some("2")),
            ("<E><Code></Code></E>", None),
            ("<E><Code /><Message>no</Message><Code>Y</Code></E>", Some("Y")),
            ("<E><Code>cut", None),
            ("<E><Codex>1</Codex></E>", None),
            ("<html><Code>1</Code></html>", None),
            ("plain <Code>1</Code>", None),
        ] {
            assert_eq!(element(xml, "Code").as_deref(), code, "{xml}");
        }
    }

    #[test]
    fn the_work_of_reading_an_element_grows_with_the_body_alone() {
        for part in ["&", "<Code ", "<Code/>", "<Code></", "&amp", "<"] {
            assert_linear(part, |count| {
                let inner = part.repeat(count);
                element(&["<E><Code>", &inner, "</Code></E>"].concat(), "Code");
                element(&["<E>", &inner, "<Message>x</Message></E>"].concat(), "Message");
            });
        }
    }

    #[test]
    fn xml_that_ends_too_early_is_told_from_whole_xml_and_from_html() {
        for text in [
            "<Error><Code>Acc",
            "<?xml version=\"1.0\"?><ErrorResponse><Error><Code>X</Code></Error>",
            "<Error",
            "<UnknownOperationException",
        ] {
            assert!(is_cut(text), "{text}");
        }
        for text in [
            "<Error><Code>X</Code></Error>",
            "<UnknownOperationException/>",
            "<ErrorResponse xmlns=\"x\"></ErrorResponse>",
            "<center>Bad Gateway",
            "<H1>Bad Gateway",
            "<html><Error>",
            "<!DOCTYPE html>",
            "no XML",
            "",
        ] {
            assert!(!is_cut(text), "{text}");
        }
    }

    #[test]
    fn the_outermost_element_is_named_without_what_follows() {
        for (xml, name) in [
            ("<UnknownOperationException/>", Some("UnknownOperationException")),
            ("<?xml version=\"1.0\"?>\r\n<FooException\txmlns=\"x\">", Some("FooException")),
            ("<!DOCTYPE x>", None),
            ("{}", None),
        ] {
            assert_eq!(root_element(xml), name, "{xml}");
        }
    }
}
