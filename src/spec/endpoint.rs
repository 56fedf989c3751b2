//! Where a service answers: from a region to a host.

use crate::data::named::named;
use crate::error::{Finding, FindingCode, excerpt};
use crate::http::url::MAX_LABEL;

named! {
    /// A variant of a region's endpoint.
    #[non_exhaustive]
    pub enum Variant {
        /// AWS: validated cryptography.
        Fips = "fips",
        /// AWS: IPv4 and IPv6.
        Dualstack = "dualstack",
        /// Alibaba Cloud: inside the region's private network.
        Vpc = "vpc",
    }
}

/// Where a service's regions answer. The label is the service's own.
pub(crate) enum Endpoints {
    /// AWS: `{label}[-fips].{region}.{suffix of the partition}`.
    Aws,
    /// Alibaba Cloud: `{label}[-vpc].{region}.aliyuncs.com`, except for the regions in the map.
    Alibaba {
        /// Regions with a host of their own, as the vendor's SDKs have them.
        map: &'static [(&'static str, &'static [&'static str])],
    },
    /// Huawei Cloud: `{label}.{region}.myhuaweicloud.{com or eu}`.
    Huawei {
        /// The regions under `.eu`.
        eu: &'static [&'static str],
    },
    /// Hosts that stand in no region's name: that of the region, otherwise the first one.
    #[allow(dead_code)] // no service needs it yet
    Fixed(&'static [(&'static str, &'static str)]),
}

impl Endpoints {
    /// The host for a region that [`check_region`] let pass.
    pub(crate) fn host(&self, label: &str, region: &str, variants: &[Variant]) -> String {
        let has = |variant| variants.contains(&variant);
        let host = match self {
            Self::Aws => {
                let partition = partition(region);
                let fips = if has(Variant::Fips) { "-fips" } else { "" };
                let suffix =
                    if has(Variant::Dualstack) { partition.dualstack_suffix } else { partition.suffix };
                [label, fips, ".", region, ".", suffix].concat()
            }
            Self::Alibaba { .. } => match self.mapped(region) {
                Some(host) => host.to_owned(),
                None if has(Variant::Vpc) => [label, "-vpc.", region, ".aliyuncs.com"].concat(),
                None => [label, ".", region, ".aliyuncs.com"].concat(),
            },
            Self::Huawei { eu } => {
                let top = if eu.contains(&region) { "eu" } else { "com" };
                [label, ".", region, ".myhuaweicloud.", top].concat()
            }
            Self::Fixed(hosts) => {
                let own = hosts.iter().find(|(name, _)| *name == region).or(hosts.first());
                own.map_or_else(String::new, |(_, host)| (*host).to_owned())
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

/// Where a call's region comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Region {
    /// The call must have one.
    Required,
    /// The call may have one; without one, it is this.
    #[allow(dead_code)] // no service needs it yet
    Fixed(&'static str),
    /// The call may have one; without one, it is that of the ARN in one of these parameters.
    FromArn(&'static [&'static str]),
}

/// The region of an ARN, `arn:partition:service:region:account:resource`.
pub(crate) fn region_in(arn: &str) -> Option<&str> {
    arn.strip_prefix("arn:")?.split(':').nth(2).filter(|region| check_region(region).is_ok())
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
    } else if region.len() > MAX_LABEL {
        let found = region.chars().count();
        let text = format!("expected one host label of at most {MAX_LABEL} characters, found {found}");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aws_hosts_follow_the_partition_of_the_region() {
        use Variant::{Dualstack, Fips};
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
            assert_eq!(Endpoints::Aws.host("fsx", region, variants), host);
        }
    }

    #[test]
    fn fixed_hosts_are_found_by_name() {
        let hosts = Endpoints::Fixed(&[("world", "a.example"), ("china", "a.example.cn")]);
        for (region, host) in [("world", "a.example"), ("china", "a.example.cn"), ("mars", "a.example")] {
            assert_eq!(hosts.host("a", region, &[]), host);
        }
    }

    #[test]
    fn the_region_of_an_arn_is_its_fourth_part() {
        for (arn, region) in [
            ("arn:aws:datasync:us-east-1:123456789012:task/task-1", Some("us-east-1")),
            ("arn:aws-cn:datasync:cn-north-1", Some("cn-north-1")),
            ("arn:aws:s3:::bucket", None),
            ("arn:aws:datasync:evil.example/:123456789012:task", None),
            ("urn:aws:datasync:us-east-1:123456789012:task", None),
            ("", None),
        ] {
            assert_eq!(region_in(arn), region, "{arn}");
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
}
