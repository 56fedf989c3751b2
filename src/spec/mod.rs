//! What an operation is, as data: the form, the validator, the documentation and the reply reader
//! are all made from these specs.

pub(crate) mod endpoint;

use std::sync::OnceLock;

use regex_lite::Regex;

use crate::call::Call;
use crate::data::named::named;
use crate::data::value::{Members, Value, serialize_as_value};
use crate::http::request::{Headers, Signing};
use crate::outcome::task::TaskShape;
use crate::outcome::{Body, ErrorParts, Reply, Success, Verdict};
use crate::spec::endpoint::Endpoints;

/// A vendor's service: what its operations have in common.
pub struct Service {
    /// `aws`, `alibaba` or `huawei`.
    pub provider: &'static str,
    /// The vendor's name.
    pub provider_name: &'static str,
    /// The service's name.
    pub name: &'static str,
    /// The signature scheme's name.
    pub scheme: &'static str,
    /// The credential kinds that it takes.
    pub credentials: &'static [CredentialKind],
    /// The endpoint variants that it has.
    pub variants: &'static [Variant],
    /// Known regions, with spaces between them: suggestions, not a limit.
    pub(crate) regions: &'static str,
    /// Where its regions answer.
    pub endpoints: Endpoints,
    pub(crate) signing: fn(region: &str) -> Signing,
    /// The headers of a request, but for those of the signature.
    pub(crate) headers: fn(&Call) -> Headers,
    /// Where the parameters travel that are not part of the path.
    pub(crate) carrier: Carrier,
    /// How far beyond its own delay a hint of the provider may put a retry off, in milliseconds; `None` for
    /// as long as a delay may be.
    pub(crate) most_hint_ms: Option<f64>,
    pub(crate) read_error: fn(&Reply, &Body) -> ErrorParts,
    /// The part of a code that tells it from others: the vendors write one code in several ways.
    pub(crate) bare_code: fn(&str) -> &str,
    /// What a code means, given what the tables say: rules that need the message or a pattern.
    pub(crate) judge: fn(code: &str, message: &str, documented: Option<Judgment>) -> Option<Judgment>,
}

impl Service {
    /// Known regions: suggestions, not a limit.
    pub fn regions(&self) -> impl Iterator<Item = &'static str> {
        self.regions.split(' ')
    }
}

/// A verdict on an error code, and whether the same call may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judgment {
    pub(crate) verdict: Verdict,
    pub(crate) retryable: bool,
}

impl From<Verdict> for Judgment {
    fn from(verdict: Verdict) -> Self {
        Self {
            verdict,
            retryable: matches!(verdict, Verdict::Throttled | Verdict::ProviderFault | Verdict::ClockSkew),
        }
    }
}

/// Where a request carries its parameters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Carrier {
    /// In the query, lists and objects as `Name.1.Part`.
    Query,
    /// In a JSON body.
    Json,
}

named! {
    /// A kind of credentials.
    pub enum CredentialKind {
        /// An access key id with its secret, and a session token where it is temporary.
        AccessKey = "access-key",
        /// A Huawei IAM token.
        AuthToken = "auth-token",
    }
}

named! {
    /// A variant of a region's endpoint.
    pub enum Variant {
        /// AWS: validated cryptography.
        Fips = "fips",
        /// AWS: IPv4 and IPv6.
        Dualstack = "dualstack",
        /// Alibaba Cloud: inside the region's private network.
        Vpc = "vpc",
    }
}

impl Variant {
    pub(crate) fn from_name(name: &str) -> Option<Self> {
        [Self::Fips, Self::Dualstack, Self::Vpc].into_iter().find(|variant| variant.name() == name)
    }
}

named! {
    /// What an operation does.
    pub enum Kind {
        /// It cancels a task.
        Cancel = "cancel",
        /// It tells the state of one task.
        Status = "status",
        /// It finds tasks.
        List = "list",
    }
}

named! {
    /// The type of a parameter.
    pub enum FieldType {
        /// Text.
        String = "string",
        /// `true` or `false`.
        Boolean = "boolean",
        /// A whole number.
        Integer = "integer",
        /// An array of text; within a filter's text, a list with commas.
        Strings = "string[]",
        /// An array of objects.
        Objects = "object[]",
    }
}

/// A vendor's pattern, verbatim; compiled when it is first needed.
#[derive(Debug)]
pub struct Pattern {
    /// The regular expression's text.
    pub source: &'static str,
    /// Tells at once of text that matches for sure; what it does not know, the expression decides.
    pub(crate) surely: fn(&str) -> bool,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub(crate) const fn new(source: &'static str) -> Self {
        Self::with_shortcut(source, |_| false)
    }

    /// With a shortcut, for what every call goes through: compiling an expression takes longer than signing.
    pub(crate) const fn with_shortcut(source: &'static str, surely: fn(&str) -> bool) -> Self {
        Self { source, surely, compiled: OnceLock::new() }
    }

    pub(crate) fn matches(&self, text: &str) -> bool {
        (self.surely)(text) || self.regex().is_some_and(|regex| regex.is_match(text))
    }

    #[inline(never)]
    pub(crate) fn regex(&self) -> Option<&Regex> {
        self.compiled.get_or_init(|| Regex::new(self.source).ok()).as_ref()
    }
}

/// How to find an id in something longer that was pasted in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum IdShape {
    /// Ids begin with one of these.
    Begins(&'static [&'static str]),
    /// In a URL or ARN, the id is the part after this one.
    After(&'static str),
}

/// One parameter of an operation.
#[derive(Clone, Copy, Debug)]
pub struct FieldSpec {
    /// The vendor's spelling.
    pub name: &'static str,
    /// A short name for people.
    pub label: &'static str,
    /// One sentence on what belongs here.
    pub help: &'static str,
    /// A value that validates; of an array of text, one item; of an array of objects, nothing.
    pub example: &'static str,
    /// Its type.
    pub kind: FieldType,
    /// Whether the operation needs it.
    pub required: bool,
    /// The shortest text that the vendor documents, in Unicode code points; of an array, of each item.
    pub min_length: Option<u32>,
    /// The longest text that the vendor documents, in Unicode code points; of an array, of each item.
    pub max_length: Option<u32>,
    /// The most items of an array.
    pub max_items: Option<u32>,
    /// The least and the greatest number.
    pub range: Option<(i64, i64)>,
    /// The vendor's pattern; of an array, of each item.
    pub pattern: Option<&'static Pattern>,
    /// The only values that there are.
    pub options: &'static [&'static str],
    /// The parts of an array's objects.
    pub parts: &'static [FieldSpec],
    /// What a filter can be by, each with the rules for the value beside it.
    pub(crate) filters: &'static [FieldSpec],
    /// Whether only ASCII is allowed.
    pub(crate) ascii: bool,
    /// Whether it becomes a segment of the URL's path.
    pub(crate) in_path: bool,
    /// Set for ids.
    pub(crate) id: Option<IdShape>,
}

impl FieldSpec {
    /// A required id without documented limits; the const methods below narrow it.
    pub(crate) const fn id(name: &'static str, label: &'static str, shape: IdShape) -> Self {
        let mut field = Self::option(name, label, FieldType::String).required();
        field.id = Some(shape);
        field
    }

    /// An option.
    pub(crate) const fn option(name: &'static str, label: &'static str, kind: FieldType) -> Self {
        Self {
            name,
            label,
            help: "",
            example: "",
            kind,
            required: false,
            min_length: None,
            max_length: None,
            max_items: None,
            range: None,
            pattern: None,
            options: &[],
            parts: &[],
            filters: &[],
            ascii: false,
            in_path: false,
            id: None,
        }
    }

    /// What a filter can be by: text, or a list with commas of at most so many items.
    pub(crate) const fn filter(name: &'static str, most: Option<u32>) -> Self {
        let kind = if most.is_some() { FieldType::Strings } else { FieldType::String };
        let mut field = Self::option(name, name, kind);
        field.max_items = most;
        field
    }

    pub(crate) const fn required(mut self) -> Self {
        self.required = true;
        self
    }

    pub(crate) const fn text(mut self, help: &'static str, example: &'static str) -> Self {
        self.help = help;
        self.example = example;
        self
    }

    pub(crate) const fn length(mut self, min: Option<u32>, max: u32) -> Self {
        self.min_length = min;
        self.max_length = Some(max);
        self
    }

    pub(crate) const fn items(mut self, max: u32) -> Self {
        self.max_items = Some(max);
        self
    }

    pub(crate) const fn range(mut self, min: i64, max: i64) -> Self {
        self.range = Some((min, max));
        self
    }

    pub(crate) const fn pattern(mut self, pattern: &'static Pattern) -> Self {
        self.pattern = Some(pattern);
        self
    }

    pub(crate) const fn options(mut self, options: &'static [&'static str]) -> Self {
        self.options = options;
        self
    }

    pub(crate) const fn parts(mut self, parts: &'static [FieldSpec]) -> Self {
        self.parts = parts;
        self
    }

    pub(crate) const fn filters(mut self, filters: &'static [FieldSpec]) -> Self {
        self.filters = filters;
        self
    }

    pub(crate) const fn in_path(mut self) -> Self {
        self.in_path = true;
        self
    }

    pub(crate) const fn ascii(mut self) -> Self {
        self.ascii = true;
        self
    }

    /// The only values that there are; none where any may be.
    #[must_use]
    pub fn allowed(&self) -> Vec<&'static str> {
        let filters = self.filters.iter().map(|filter| filter.name);
        self.options.iter().copied().chain(filters).collect()
    }
}

impl From<&FieldSpec> for Value {
    fn from(field: &FieldSpec) -> Self {
        let mut members = Members::default();
        members.put("name", field.name).put("label", field.label).put("help", field.help);
        members.put("example", field.example).put("type", field.kind).put("required", field.required);
        let (min, max) = field.range.unzip();
        // The limits of JavaScript's whole numbers are no limit of the vendor's.
        let max = max.filter(|&max| max < MOST_INTEGER);
        for (name, limit) in [
            ("minLength", field.min_length.map(i64::from)),
            ("maxLength", field.max_length.map(i64::from)),
            ("maxItems", field.max_items.map(i64::from)),
            ("min", min),
            ("max", max),
        ] {
            members.put_some(name, limit);
        }
        members.put_some("pattern", field.pattern.map(|pattern| pattern.source));
        let allowed = field.allowed();
        members.put_some("enum", some_list(&allowed));
        members.put_some("fields", some_list(field.parts)).take()
    }
}

/// The greatest whole number that JavaScript holds exactly.
pub(crate) const MOST_INTEGER: i64 = 9_007_199_254_740_991;

/// A documented error code and what it means for an operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ErrorSpec {
    /// The vendor's code.
    pub code: &'static str,
    /// The documented HTTP status; where vendors give one code several, the code alone decides.
    pub http_status: Option<u16>,
    /// What it comes down to.
    pub verdict: Verdict,
    /// What it means here, in words.
    pub meaning: &'static str,
    /// Set where a verdict that is final elsewhere may be tried again.
    pub(crate) retry: bool,
}

impl ErrorSpec {
    pub(crate) const fn new(
        code: &'static str,
        status: u16,
        verdict: Verdict,
        meaning: &'static str,
    ) -> Self {
        Self {
            code,
            http_status: if status == 0 { None } else { Some(status) },
            verdict,
            meaning,
            retry: false,
        }
    }

    pub(crate) const fn and_retry(mut self) -> Self {
        self.retry = true;
        self
    }

    pub(crate) fn judgment(&self) -> Judgment {
        let judgment = Judgment::from(self.verdict);
        Judgment { retryable: judgment.retryable || self.retry, ..judgment }
    }
}

/// How to read a reply without an error.
pub(crate) enum Answer {
    /// A cancel call's; `None` when the reply is not this operation's.
    Cancel(fn(params: Option<&Value>, body: &Body) -> Option<Success>),
    /// One task, as the body itself.
    Task(&'static TaskShape),
    /// Tasks, in the array that these keys lead to, page by page.
    Tasks(&'static TaskShape, &'static [&'static str], Paging),
}

/// How a list goes on after its first page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Paging {
    /// This member of the reply goes into the parameter of the same name.
    Token(&'static str),
    /// By `offset`, as long as that is below the reply's `count`.
    Offset,
}

/// What tells how a task that was called off ended.
pub(crate) struct StatusCall {
    /// The operation.
    pub(crate) operation: &'static str,
    /// Its parameters, from those of the cancel call.
    pub(crate) params: fn(&Value) -> Value,
    /// The parameter of the cancel call that is the task's id.
    pub(crate) id: &'static str,
    /// When to look for the first time, and how far apart at most, in milliseconds: the vendor's advice.
    pub(crate) poll_ms: (f64, f64),
    /// The codes that a task's id has when its record went with it.
    pub(crate) gone: &'static [&'static str],
    /// What lists the task's parts, where these may go on when the task itself is canceled; its parameters
    /// are those of the cancel call.
    pub(crate) parts: Option<&'static str>,
}

/// The cancel call for a task that a list shows.
pub(crate) struct CancelCall {
    /// The operation.
    pub(crate) operation: &'static str,
    /// Its parameter that takes the task's id; `None` where the list is of a task's parts, which have
    /// the task among their parents.
    pub(crate) id: Option<&'static str>,
}

/// One operation of one service.
pub struct OperationSpec {
    /// The vendor's permission name, `service:Operation`.
    pub id: &'static str,
    /// The service.
    pub service: &'static Service,
    /// What it does, in a few words.
    pub title: &'static str,
    /// The vendor's page.
    pub docs: &'static str,
    /// The permission to grant.
    pub permission: &'static str,
    /// Its parameters.
    pub fields: &'static [FieldSpec],
    /// The raw states in which it works.
    pub cancelable_states: &'static [&'static str],
    /// What it needs.
    pub requirements: &'static [&'static str],
    /// What happens, and what it does not undo.
    pub effects: &'static [&'static str],
    /// Documented errors: the operation's own first, then those of the service and the vendor.
    pub errors: &'static [&'static [ErrorSpec]],
    /// Advice that is better than a verdict's general one.
    pub(crate) advice: &'static [(Verdict, &'static str)],
    pub(crate) method: &'static str,
    /// The path, with the names of parameters in braces.
    pub(crate) path: &'static str,
    pub(crate) answer: Answer,
    /// The parameter that makes the provider take repeated calls for one.
    pub(crate) token: Option<&'static str>,
    /// Cancel calls: what tells how it ended.
    pub(crate) status: Option<StatusCall>,
    /// Cancel calls: what finds tasks to cancel.
    pub(crate) list: Option<&'static str>,
    /// Lists: what cancels the tasks that they show.
    pub(crate) cancel: Option<CancelCall>,
}

impl OperationSpec {
    /// What the fields hold where an operation has none of its own: one that reads.
    pub(crate) const fn reading(id: &'static str, service: &'static Service, answer: Answer) -> Self {
        Self {
            id,
            service,
            title: "",
            docs: "",
            permission: id,
            fields: &[],
            cancelable_states: &[],
            requirements: &[],
            effects: &[],
            errors: &[],
            advice: &[],
            method: "GET",
            path: "/",
            answer,
            token: None,
            status: None,
            list: None,
            cancel: None,
        }
    }

    /// What it does.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.answer {
            Answer::Cancel(_) => Kind::Cancel,
            Answer::Task(_) => Kind::Status,
            Answer::Tasks(..) => Kind::List,
        }
    }

    /// The operation's name, without its service.
    pub(crate) fn name(&self) -> &'static str {
        self.id.split_once(':').map_or("", |(_, name)| name)
    }

    /// The documented entry for a code. Where a code has several, the HTTP status chooses.
    pub(crate) fn error(&self, code: &str, status: u16) -> Option<&'static ErrorSpec> {
        let bare = self.service.bare_code;
        let mut entries = self
            .errors
            .iter()
            .flat_map(|table| table.iter())
            .filter(|entry| bare(entry.code) == bare(code))
            .peekable();
        let first = entries.peek().copied();
        entries.find(|entry| entry.http_status == Some(status)).or(first)
    }
}

/// A list that is left out when there is nothing in it.
fn some_list<'a, T>(items: &'a [T]) -> Option<Value>
where
    &'a T: Into<Value>,
{
    (!items.is_empty()).then(|| Value::list(items))
}

impl From<&ErrorSpec> for Value {
    fn from(error: &ErrorSpec) -> Self {
        let mut members = Members::default();
        members.put("code", error.code).put_some("httpStatus", error.http_status.map(i64::from));
        members.put("verdict", error.verdict).put("meaning", error.meaning).take()
    }
}

impl From<&OperationSpec> for Value {
    fn from(spec: &OperationSpec) -> Self {
        let service = spec.service;
        let provider = [
            ("id", service.provider.into()),
            ("name", service.provider_name.into()),
            ("service", service.name.into()),
        ];
        let mut errors: Vec<&ErrorSpec> = Vec::new();
        for table in spec.errors {
            // The operation's own entry for a code goes before the vendor's general one.
            let known = errors.len();
            let is_new =
                |entry: &&ErrorSpec| !errors.iter().take(known).any(|error| error.code == entry.code);
            let new: Vec<&ErrorSpec> = table.iter().filter(is_new).collect();
            errors.extend(new);
        }
        let mut members = Members::default();
        members.put("id", spec.id).put("provider", Self::from_iter(provider)).put("kind", spec.kind());
        members.put("title", spec.title).put("docs", spec.docs).put("permission", spec.permission);
        members.put("signing", service.scheme).put("credentials", Self::list(service.credentials));
        members
            .put("fields", Self::list(spec.fields))
            .put("variants", Self::list(service.variants))
            .put("regions", Self::list(service.regions()));
        for (name, list) in [
            ("cancelableStates", spec.cancelable_states),
            ("requirements", spec.requirements),
            ("effects", spec.effects),
        ] {
            members.put_some(name, some_list(list));
        }
        members.put("errors", Self::list(errors));
        members.put_some("statusOperation", spec.status.as_ref().map(|status| status.operation));
        members.put_some("listOperation", spec.list).take()
    }
}

serialize_as_value!(FieldSpec, ErrorSpec, OperationSpec);
