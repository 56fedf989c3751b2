//! From a region, or an endpoint of the caller's own, to the base URL of a request.

use crate::error::{Finding, FindingCode, excerpt};
use crate::spec::Variant;
use crate::text::search;

/// Where a service's regions answer.
pub enum Endpoints {
    /// AWS: `{prefix}[-fips].{region}.{suffix of the partition}`.
    Aws {
        /// The service's endpoint prefix.
        prefix: &'static str,
    },
    /// Alibaba Cloud: `{product}[-vpc].{region}.aliyuncs.com`, but for the regions in the map.
    Alibaba {
        /// The product's host label.
        product: &'static str,
        /// Regions with a host of their own, as the vendor's SDKs have them.
        map: &'static [(&'static str, &'static [&'static str])],
    },
    /// Huawei Cloud: `{service}.{region}.myhuaweicloud.{com or eu}`.
    Huawei {
        /// The service's host label.
        service: &'static str,
        /// The regions under `.eu`.
        eu: &'static [&'static str],
    },
}

impl Endpoints {
    /// The host for a region that [`check_region`] let pass.
    pub(crate) fn host(&self, region: &str, variants: &[Variant]) -> String {
        let has = |variant| variants.contains(&variant);
        let host = match self {
            Self::Aws { prefix } => {
                let partition = partition(region);
                let fips = if has(Variant::Fips) { "-fips" } else { "" };
                let suffix =
                    if has(Variant::Dualstack) { partition.dualstack_suffix } else { partition.suffix };
                [prefix, fips, ".", region, ".", suffix].concat()
            }
            Self::Alibaba { product, .. } => match self.mapped(region) {
                Some(host) => host.to_owned(),
                None if has(Variant::Vpc) => [product, "-vpc.", region, ".aliyuncs.com"].concat(),
                None => [product, ".", region, ".aliyuncs.com"].concat(),
            },
            Self::Huawei { service, eu } => {
                let top = if eu.contains(&region) { "eu" } else { "com" };
                [service, ".", region, ".myhuaweicloud.", top].concat()
            }
        };
        host.to_ascii_lowercase()
    }

    /// The region's own host in the vendor's map, which goes before every rule.
    pub(crate) fn mapped(&self, region: &str) -> Option<&'static str> {
        match self {
            Self::Alibaba { map, .. } => {
                map.iter().find(|(_, regions)| regions.contains(&region)).map(|(host, _)| *host)
            }
            _ => None,
        }
    }
}

/// An AWS partition: the regions that share their DNS suffixes.
struct Partition {
    id: &'static str,
    /// Regions are `{prefix}-{word}-{number}`.
    prefix: &'static str,
    suffix: &'static str,
    dualstack_suffix: &'static str,
}

#[rustfmt::skip]
const PARTITIONS: [Partition; 7] = [
    Partition { id: "aws-cn",     prefix: "cn",      suffix: "amazonaws.com.cn", dualstack_suffix: "api.amazonwebservices.com.cn" },
    Partition { id: "aws-us-gov", prefix: "us-gov",  suffix: "amazonaws.com",    dualstack_suffix: "api.aws" },
    Partition { id: "aws-iso",    prefix: "us-iso",  suffix: "c2s.ic.gov",       dualstack_suffix: "api.aws.ic.gov" },
    Partition { id: "aws-iso-b",  prefix: "us-isob", suffix: "sc2s.sgov.gov",    dualstack_suffix: "api.aws.scloud" },
    Partition { id: "aws-iso-e",  prefix: "eu-isoe", suffix: "cloud.adc-e.uk",   dualstack_suffix: "api.cloud-aws.adc-e.uk" },
    Partition { id: "aws-iso-f",  prefix: "us-isof", suffix: "csp.hci.ic.gov",   dualstack_suffix: "api.aws.hci.ic.gov" },
    Partition { id: "aws-eusc",   prefix: "eusc-de", suffix: "amazonaws.eu",     dualstack_suffix: "api.amazonwebservices.eu" },
];

/// The partition of every region that no other claims, known or not.
const AWS: Partition =
    Partition { id: "aws", prefix: "", suffix: "amazonaws.com", dualstack_suffix: "api.aws" };

fn partition(region: &str) -> &'static Partition {
    let is_word = |text: &str| {
        !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
    };
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let belongs = |partition: &&Partition| {
        let rest = region.strip_prefix(partition.prefix).and_then(|rest| rest.strip_prefix('-'));
        rest.and_then(|rest| rest.split_once('-'))
            .is_some_and(|(word, number)| is_word(word) && is_number(number))
            || region.strip_suffix("-global") == Some(partition.id)
    };
    PARTITIONS.iter().find(belongs).unwrap_or(&AWS)
}

/// A region becomes a label of the host that gets signed credentials: it must be one label, and
/// nothing that a URL parser would read in another way.
pub(crate) fn check_region(region: &str) -> Result<(), Finding> {
    let is_label = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    let (code, text) = if region.is_empty() {
        (FindingCode::Required, "required, found an empty string")
    } else if region.len() > LONGEST_LABEL {
        let found = region.chars().count();
        let text = format!("expected one host label of at most {LONGEST_LABEL} characters, found {found}");
        return Err(Finding::error("region", FindingCode::Length, text));
    } else if let Some(found) = region.chars().find(|c| !u8::try_from(*c).is_ok_and(is_label)) {
        let found = excerpt(found.encode_utf8(&mut [0; 4]));
        let text = format!("expected one host label (letters, digits and hyphens), found \"{found}\"");
        return Err(Finding::error("region", FindingCode::Unsafe, text));
    } else if region.starts_with('-') || region.ends_with('-') {
        (FindingCode::Unsafe, "expected one host label, which neither begins nor ends with a hyphen")
    } else if region.bytes().all(|byte| byte.is_ascii_digit()) {
        (FindingCode::Unsafe, "expected a region id, found a number")
    } else if region.get(2..4) == Some("--") {
        (FindingCode::Unsafe, "expected a region id, found a label reserved for internationalized names")
    } else {
        return Ok(());
    };
    Err(Finding::error("region", code, text))
}

/// The longest label of a host name.
const LONGEST_LABEL: usize = 63;

/// Reads an endpoint of the caller's own into a base URL without its trailing slash, in the form
/// that a URL parser would give it.
pub(crate) fn read_endpoint(endpoint: &str) -> Result<String, Finding> {
    base_url(endpoint).map_err(|(code, text)| Finding::error("endpoint", code, text))
}

fn base_url(endpoint: &str) -> Result<String, Fault> {
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
    Ok([origin.scheme, "://", &origin.host, path].concat())
}

/// What is wrong with a URL: the kind of rule, and the rest of a sentence.
pub(crate) type Fault = (FindingCode, &'static str);

const NO_HOST: &str = "expected a host: a DNS name (not an internationalized one), an IPv4 address, or [::1]";

/// Where a URL leads, and what follows.
pub(crate) struct Origin<'a> {
    scheme: &'static str,
    /// In normal form, with the port unless it is the scheme's own: what a client sends as `Host`.
    pub(crate) host: String,
    /// Whether it has no internationalized label, of which only a URL parser knows whether there can be such a one.
    is_plain: bool,
    /// From the first slash, question mark or number sign on.
    pub(crate) rest: &'a str,
}

impl<'a> Origin<'a> {
    /// Takes a URL apart. What a URL parser would write in another way is refused, and so is what may reach
    /// another host than it seems to.
    pub(crate) fn read(url: &'a str) -> Result<Self, Fault> {
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
        Ok(Self { scheme, host, is_plain, rest })
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
    if host == "[::1]" {
        return Some((host, true));
    }
    let labels: Vec<&str> = host.strip_suffix('.').unwrap_or(&host).split('.').collect();
    let is_label = |label: &&str| {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        (1..=LONGEST_LABEL).contains(&label.len()) && label.bytes().all(is_plain)
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
    let is_loopback = *last == "localhost";
    Some((host, is_loopback))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aws_hosts_follow_the_partition_of_the_region() {
        use Variant::{Dualstack, Fips};
        let fsx = Endpoints::Aws { prefix: "fsx" };
        for (region, variants, host) in [
            ("us-east-1", &[][..], "fsx.us-east-1.amazonaws.com"),
            ("us-east-1", &[Fips], "fsx-fips.us-east-1.amazonaws.com"),
            ("us-east-1", &[Dualstack], "fsx.us-east-1.api.aws"),
            ("us-east-1", &[Fips, Dualstack], "fsx-fips.us-east-1.api.aws"),
            ("mx-central-1", &[], "fsx.mx-central-1.amazonaws.com"),
            ("cn-north-1", &[], "fsx.cn-north-1.amazonaws.com.cn"),
            ("cn-north-1", &[Dualstack], "fsx.cn-north-1.api.amazonwebservices.com.cn"),
            ("us-gov-west-1", &[], "fsx.us-gov-west-1.amazonaws.com"),
            ("us-gov-west-1", &[Dualstack], "fsx.us-gov-west-1.api.aws"),
            ("us-iso-east-1", &[], "fsx.us-iso-east-1.c2s.ic.gov"),
            ("us-iso-east-1", &[Dualstack], "fsx.us-iso-east-1.api.aws.ic.gov"),
            ("us-isob-east-1", &[], "fsx.us-isob-east-1.sc2s.sgov.gov"),
            ("us-isob-east-1", &[Dualstack], "fsx.us-isob-east-1.api.aws.scloud"),
            ("eu-isoe-west-1", &[], "fsx.eu-isoe-west-1.cloud.adc-e.uk"),
            ("eu-isoe-west-1", &[Dualstack], "fsx.eu-isoe-west-1.api.cloud-aws.adc-e.uk"),
            ("us-isof-south-1", &[], "fsx.us-isof-south-1.csp.hci.ic.gov"),
            ("us-isof-south-1", &[Dualstack], "fsx.us-isof-south-1.api.aws.hci.ic.gov"),
            ("eusc-de-east-1", &[], "fsx.eusc-de-east-1.amazonaws.eu"),
            ("eusc-de-east-1", &[Fips, Dualstack], "fsx-fips.eusc-de-east-1.api.amazonwebservices.eu"),
            ("aws-cn-global", &[], "fsx.aws-cn-global.amazonaws.com.cn"),
            ("cn-nowhere", &[], "fsx.cn-nowhere.amazonaws.com"),
            ("eu-future-9", &[], "fsx.eu-future-9.amazonaws.com"),
            ("nowhere", &[], "fsx.nowhere.amazonaws.com"),
            ("US-EAST-1", &[], "fsx.us-east-1.amazonaws.com"),
        ] {
            assert_eq!(fsx.host(region, variants), host);
        }
    }

    #[test]
    fn a_region_is_one_host_label() {
        for region in ["us-east-1", "cn-hangzhou", "eu-west-101", "nowhere", "a", "A1"] {
            assert_eq!(check_region(region), Ok(()), "{region}");
        }
        let long = "a".repeat(64);
        for region in [
            "",
            &long,
            "us-east-1.evil.example/",
            "evil.example",
            "a/b",
            "a:1",
            "a@b",
            "a b",
            "é",
            "a_b",
            "-a",
            "a-",
            "123",
            "xn--a",
            "us-east-1\r\nx: y",
        ] {
            assert!(check_region(region).is_err(), "{region}");
        }
    }

    #[test]
    fn an_endpoint_becomes_a_base_url_in_normal_form() {
        for (endpoint, base) in [
            ("https://gw.example.com", "https://gw.example.com"),
            ("HTTPS://GW.Example.com:443/", "https://gw.example.com"),
            ("https://gw.example.com:8443/base/v2/", "https://gw.example.com:8443/base/v2"),
            ("http://127.0.0.1:80/cloud", "http://127.0.0.1/cloud"),
            ("http://127.9.9.9:8080", "http://127.9.9.9:8080"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("http://fsx.localhost", "http://fsx.localhost"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("https://10.0.0.1", "https://10.0.0.1"),
            ("https://my--proxy.example.com.", "https://my--proxy.example.com."),
            ("https://gw.example.com/$default/v1:beta/a+b", "https://gw.example.com/$default/v1:beta/a+b"),
        ] {
            assert_eq!(read_endpoint(endpoint).unwrap(), base, "{endpoint}");
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
}
