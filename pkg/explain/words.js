// What vendors, SDKs, command lines and runtimes call things, as data: everything that operations() does not tell.

/**
 * Which labels stand before what, in small letters without marks: "Status Code", `"statusCode"` and `status_code` are
 * one. What a role means is decided where it is used.
 * @type {Record<string, string>}
 */
const LABELS = {
  // The vendor's code: whatever stands there is one.
  code: "code errorcode errcode awserrorcode xamznerrortype fullyqualifiederrorid",
  // What may be a code: only one that is documented counts.
  name: "error errorname errortype exception exceptionname exceptiontype title reason cause errors err type datasyncerrorcode",
  status:
    "status statuscode httpstatus httpstatuscode httpcode responsecode responsestatus responsestatuscode httpresponsecode scstatus upstreamstatus",
  request:
    "requestid awsrequestid xamznrequestid xamzrequestid xacsrequestid xrequestid reqid lastrequestid openapirequestid",
  message:
    "message errormessage errormsg errmsg msg errordescription errormessages description detail details reasonphrase",
  operation:
    "eventname xamztarget xacsaction action operation operationname apiname api tracename command apiaction awsaction",
  service: "eventsource service serviceid servicename servicetype product serviceabbreviation resourcetype",
  region: "region awsregion acsregion regionid regionname cliregion awsdefaultregion userregion",
  endpoint: "endpoint endpointurl cliendpoint baseurl",
  // What an audit event has and nothing else.
  event: "eventversion eventid eventtype traceid tracetype",
  // What only an SDK's or a tool's own error object has.
  sdk: "metadata fault responsemetadata encodedauthorizationmessage retryattempts sdkattemptcount totalretrydelay",
  // What tells of the reply, and goes into its headers.
  header:
    "date retryafter xamzretryafter xacsretryafter xratelimituserapi xratelimituser contenttype server xamzid2 xacstraceid",
  // A request of a log in JSON.
  path: "path uri requesturi requestpath rawpath urlpath",
  method: "method httpmethod requestmethod verb",
  // Where a list reply keeps its tasks, and a cancel or status reply the state.
  reply:
    "datarepositorytasks tasks executions taskinfo dataflowsubtask taskexecutions lifecycle state taskarn",
};

/** @type {ReadonlyMap<string, string>} */
export const ROLES = new Map(
  Object.entries(LABELS).flatMap(([role, names]) =>
    names.split(" ").map((name) => /** @type {const} */ ([name, role])),
  ),
);

/** The headers by their roles' labels, where a text has them without their hyphens. */
export const HEADERS = new Map(
  "date retry-after x-amz-retry-after x-acs-retry-after x-ratelimit-user-api x-ratelimit-user"
    .split(" ")
    .map((name) => [name.replaceAll("-", ""), name]),
);

/** What a label of two words ends with. */
export const SECOND_WORDS = new Set([
  "code",
  "id",
  "status",
  "message",
  "name",
  "type",
  "region",
  "url",
  "source",
]);

/** A label that ends so names a secret, up to a blank or a quotation mark. */
export const SECRET_ENDINGS =
  "token tokens secret secretkey accesskeysecret secretaccesskey signature password passwd passphrase privatekey apikey sessionkey clisk sdksk authorization cookie".split(
    " ",
  );
export const SECRET = new RegExp(`(?:${SECRET_ENDINGS.join("|")}|^sk)$`);

/** …but these do not. */
export const NO_SECRET = /(?:next|client|page|pagination|continuation|marker|idempotency|retry)token$/;

/** What follows these is a secret to the end of its line. */
export const SECRET_LINE = /(?:authorization|cookie)$/;

/** Which request headers an operation travels in. */
export const OPERATION_HEADERS = ["x-amz-target", "x-acs-action"];

/** What an SDK's name of a service or of a class has more than the vendor's. */
export const SERVICE_AFFIXES =
  /^(?:amazon|aws|alibabacloud|aliyun|huaweicloud|acs)|(?:amazonawscom|client|service|v\d+)$/g;

/** Other names of services: in consoles, command lines, audit events. @type {Record<string, string>} */
export const SERVICE_ALIASES = {
  cpfs: "nas",
  nasnext: "nas",
  nascpfs: "nas",
  sfs: "sfsturbo",
  snowball: "snow-device-management",
  sdms: "snow-device-management",
  objectstoragemigrationservice: "oms",
  oms20: "oms",
};

/** What an operation is called in SDKs besides its own name: `CancelTaskCommand`, `CancelTaskRequest`. */
export const OPERATION_SUFFIXES = [
  "Command",
  "Request",
  "Response",
  "Result",
  "Input",
  "Output",
  "Async",
  "Invoker",
];

/** Cmdlets of PowerShell, which name no operation. @type {Record<string, string>} */
export const CMDLETS = {
  "Stop-FSXDataRepositoryTask": "fsx:CancelDataRepositoryTask",
  StopFSXDataRepositoryTaskCmdlet: "fsx:CancelDataRepositoryTask",
  "Get-FSXDataRepositoryTask": "fsx:DescribeDataRepositoryTasks",
  GetFSXDataRepositoryTaskCmdlet: "fsx:DescribeDataRepositoryTasks",
  "Stop-DSYNTaskExecution": "datasync:CancelTaskExecution",
  StopDSYNTaskExecutionCmdlet: "datasync:CancelTaskExecution",
  "Get-DSYNTaskExecution": "datasync:DescribeTaskExecution",
};

/** Whose console a page is. */
export const CONSOLES = [
  {
    provider: "aws",
    host: /(?:^|\.)console\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com|amazonaws\.eu)$/,
  },
  { provider: "alibaba", host: /(?:^|\.)console\.(?:aliyun|alibabacloud)\.com$/ },
  {
    provider: "huawei",
    host: /^(?:[\w-]+\.)?console(?:-intl)?\.(?:[\w-]+\.)*(?:huaweicloud|myhuaweicloud)\.(?:com|eu)$/,
  },
];

/** Whose API a host is. */
export const HOSTS = [
  {
    provider: "aws",
    host: /\.(?:amazonaws\.com(?:\.cn)?|api\.aws|amazonaws\.eu|api\.amazonwebservices\.(?:com\.cn|eu)|s?c2?s\.s?g?i?c?\.?gov)$/,
  },
  { provider: "alibaba", host: /\.aliyuncs\.com$/ },
  { provider: "huawei", host: /\.myhuaweicloud\.(?:com|eu)$/ },
];

/**
 * Marks of a vendor, its SDKs or its tools, where no operation is named: the first that is found counts.
 * @type {readonly { provider: string, mark: RegExp }[]}
 */
export const VENDOR_MARKS = [
  {
    provider: "aws",
    mark: /x-amzn?-|amazonaws|botocore|boto3|aws-?sdk|awscli|software\.amazon|Aws::|\baws [a-z0-9-]+ [a-z]+-|__type|arn:aws/i,
  },
  {
    provider: "alibaba",
    mark: /x-acs-|aliyun|alibaba|Tea\.|Tea(?:Unretryable)?Exception|darabonba|SDK\.(?:Server|Client)Error|SDKError|acs:ram|HostId/i,
  },
  { provider: "huawei", mark: /huawei|hcloud|errCode|error_code|X-Sdk-Date|golangsdk/i },
];

/**
 * What the vendor says where an SDK leaves out its code.
 * @type {readonly { words: string, provider: string, code: string }[]}
 */
export const MESSAGES = [
  { provider: "aws", code: "AccessDeniedException", words: "is not authorized to perform: " },
  {
    provider: "aws",
    code: "ExpiredTokenException",
    words: "security token included in the request is expired",
  },
  {
    provider: "aws",
    code: "UnrecognizedClientException",
    words: "security token included in the request is invalid",
  },
  { provider: "aws", code: "InvalidSignatureException", words: "Signature expired: " },
  {
    provider: "aws",
    code: "InvalidSignatureException",
    words: "request signature we calculated does not match",
  },
  { provider: "aws", code: "ThrottlingException", words: "Rate exceeded" },
];

/** What Huawei's Terraform provider and its Go SDK say in place of a status. @type {readonly [words: string, status: number][]} */
export const STATUS_WORDS = [
  ["Bad request with: [", 400],
  ["Authentication failed with: [", 401],
  ["Request forbidden: [", 403],
  ["Resource not found: [", 404],
  ["Method not allowed: [", 405],
  ["Too many requests: [", 429],
  ["Internal Server Error: [", 500],
];

/**
 * Failures of the network, as curl and the runtimes name them, and what they mean. The first that a text has counts:
 * what is more exact comes first. `sent`: whether the request may have reached the provider. Where a sign may begin a
 * sentence, its first letter is left out.
 * @type {readonly { told: string, sent: boolean, signs: readonly string[] }[]}
 */
export const NETWORK_FAULTS = [
  {
    told: "the host's name could not be resolved",
    sent: false,
    signs: [
      "getaddrinfo",
      "ENOTFOUND",
      "nxdomain",
      "EAI_AGAIN",
      "UnknownHost",
      "Could not resolve host",
      "Could not resolve proxy",
      "curl: (5)",
      "curl: (6)",
      "o such host",
      "or service not known",
      "nodename nor servname",
      "failure in name resolution",
      "NameResolutionError",
      "ERR_NAME_NOT_RESOLVED",
      "failed to lookup address",
      "name could not be resolved",
      "DNS_PROBE_",
      "dns error",
      "ERR_DNS",
    ],
  },
  {
    told: "the connection was refused, or none could be made",
    sent: false,
    signs: [
      "ECONNREFUSED",
      "econnrefused",
      "onnection refused",
      "onnectionRefused",
      "curl: (7)",
      "ERR_CONNECTION_REFUSED",
      "actively refused",
      "FailedToOpenSocket",
      "Failed to connect to",
      "Could not connect to the endpoint URL",
      "EndpointConnectionError",
      "NewConnectionError",
      "Unable to connect to the remote server",
      "Is the computer able to access",
    ],
  },
  {
    told: "no secure connection came about (TLS)",
    sent: false,
    signs: [
      "SSLHandshakeException",
      "SSLException",
      "SSLError",
      "SSLCertVerificationError",
      "CERTIFICATE_VERIFY_FAILED",
      "CERT_HAS_EXPIRED",
      "SELF_SIGNED_CERT",
      "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
      "UNABLE_TO_GET_ISSUER_CERT",
      "ERR_TLS_",
      "ERR_SSL_",
      "ERR_CERT_",
      "x509: ",
      "tls: ",
      "TLS handshake",
      "curl: (35)",
      "curl: (51)",
      "curl: (58)",
      "curl: (60)",
      "curl: (77)",
      "SSL certificate problem",
      "PKIX path",
      "certificate has expired",
      "certificate verify failed",
      "self-signed certificate",
      "self signed certificate",
      "local issuer certificate",
      "verify the first certificate",
      "EPROTO",
      "invalid peer certificate",
      "trust relationship for the SSL/TLS",
      "SSL routines",
    ],
  },
  {
    told: "a proxy on the way let nothing through",
    sent: false,
    signs: [
      "ProxyError",
      "ProxyConnectionError",
      "proxyconnect tcp",
      "unnel connection failed",
      "CONNECT tunnel failed",
      "from proxy after CONNECT",
      "ERR_PROXY_",
      "ERR_TUNNEL_CONNECTION_FAILED",
    ],
  },
  {
    told: "the host could not be reached in time",
    sent: false,
    signs: [
      "ETIMEDOUT",
      "ConnectTimeout",
      "UND_ERR_CONNECT_TIMEOUT",
      "ERR_CONNECTION_TIMED_OUT",
      "EHOSTUNREACH",
      "ehostunreach",
      "ENETUNREACH",
      "o route to host",
      "etwork is unreachable",
      "NoRouteToHost",
      "ERR_INTERNET_DISCONNECTED",
      "ERR_ADDRESS_UNREACHABLE",
      "ERR_NETWORK_CHANGED",
      "onnect timeout on endpoint",
      "onnect timed out",
      "OpenTimeout",
      "onnection timed out",
    ],
  },
  {
    told: "no reply came in time",
    sent: true,
    signs: [
      "curl: (28)",
      "ReadTimeout",
      "TimeoutException",
      "ead timed out",
      "ead timeout",
      "UND_ERR_HEADERS_TIMEOUT",
      "UND_ERR_BODY_TIMEOUT",
      "ESOCKETTIMEDOUT",
      "i/o timeout",
      "context deadline exceeded",
      "Client.Timeout exceeded",
      "TimeoutError",
      "aborted due to timeout",
      "peration timed out",
      "peration has timed",
      "socket.timeout",
      "ERR_TIMED_OUT",
      "equest timed out",
      "net/http: timeout",
      "deadline has elapsed",
      "TaskCanceledException",
      "ms exceeded",
    ],
  },
  {
    told: "the connection broke off",
    sent: true,
    signs: [
      "ECONNRESET",
      "ECONNABORTED",
      "EPIPE",
      "onnection reset",
      "onnection aborted",
      "ConnectionResetError",
      "ConnectionClosed",
      "socket hang up",
      "UND_ERR_SOCKET",
      "other side closed",
      "curl: (18)",
      "curl: (52)",
      "curl: (55)",
      "curl: (56)",
      "curl: (92)",
      "ERR_CONNECTION_",
      "ERR_EMPTY_RESPONSE",
      "ERR_HTTP2_",
      "roken pipe",
      "RemoteDisconnected",
      "Server disconnected",
      "econnreset",
      "IncompleteRead",
      "end closed connection",
      "onnection was closed",
      "unexpected EOF",
      ": EOF",
      "remature EOF",
      "remature close",
      "NoHttpResponseException",
      "failed to respond",
      "onnection closed",
      "response ended prematurely",
      "GOAWAY",
    ],
  },
  {
    told: "the request failed without a reply, or a page was not allowed to read it",
    sent: true,
    signs: [
      "fetch failed",
      "Failed to fetch",
      "NetworkError when",
      "Load failed",
      "Network Error",
      "FetchError",
      "ERR_NETWORK",
      "ERR_FAILED",
      "by CORS policy",
      "CORS request ",
      "CORS header",
      "ERR_BLOCKED_BY_",
      "etwork request failed",
      "net::ERR_",
      "error sending request",
      "to execute HTTP request",
      "ConnectError",
      "MaxRetryError",
      "ConnectionPool(host",
      "Network connection lost",
      "NetworkingError",
      "cURL error",
      "curl: (",
      "dial tcp",
      "URLError",
      "HttpRequestException",
      "WebException",
    ],
  },
];

/** Ids that are told by how they begin and that no operation takes by itself, but as a filter of a list call. */
export const FILTER_IDS = [
  {
    id: /^fs-[0-9a-f]{8,}$/,
    what: "file system id",
    operation: "fsx:DescribeDataRepositoryTasks",
    filter: "file-system-id",
  },
  {
    id: /^fc-[0-9a-f]{8,}$/,
    what: "file cache id",
    operation: "fsx:DescribeDataRepositoryTasks",
    filter: "file-cache-id",
  },
  {
    id: /^dra-[0-9a-f]{8,}$/,
    what: "association id",
    operation: "fsx:DescribeDataRepositoryTasks",
    filter: "data-repository-association-id",
  },
];

/** Codes that are English or another program's words, too: without a label they need something else that tells of a vendor. */
export const COMMON_WORDS = new Set(
  "BadRequest InternalError InternalServerError InternalFailure InternalServerException RequestTimeout ServiceUnavailable TimeoutError ValidationError ValidationException NotAuthorized ResourceNotFoundException AuthFailure InvalidAction LimitExceededException ServiceTimeout".split(
    " ",
  ),
);

/** How Huawei's codes look: whatever has this form is one. */
export const CODE_FORMS = [
  { provider: "huawei", form: /^(?:APIG|APIGW|SFS|OMS|S3M|IAM|VPC|OBS)(?:\.[A-Z]{2,8})?\.\d{4}$/ },
];

/** One code, two spellings of its prefix. @type {readonly [given: string, documented: string][]} */
export const CODE_PREFIXES = [
  ["APIG.", "APIGW."],
  ["S3M.", "OMS."],
];

/** The command lines of the vendors, and what comes between their name and the service. */
export const COMMAND =
  /(?<![\w./-])(aws|aliyun|hcloud)(?:\.exe)?((?:\s+--?[\w-]+(?:[= ][^\s-]\S*)?){0,4})\s+([A-Za-z][\w-]{1,40})\s+([A-Za-z][\w-]{3,60})/g;
/** @type {Record<string, string>} */
export const COMMAND_PROVIDER = { aws: "aws", aliyun: "alibaba", hcloud: "huawei" };

/** What stands before a reply's body where a tool or an SDK prints it. */
export const TOOL_WORDS =
  /\[\w*ERROR\]|(?:^|\W)(?:Error|\w*Exception|Traceback|Invoke-\w+)\b ?[:(\-"]|\bError executing|Expected HTTP response code|SDKError/;

const NAS_TASK = /^task(?:Id)?-[\w*]{8,}$/;
const CPFS = /^\w*cpfs-/;

/** What the cancel call of a data flow's task needs besides; the lists spell the first in two ways. @type {readonly (readonly [name: string, form: RegExp])[]} */
const NAS_PARENTS = [
  ["FileSystemId", CPFS],
  ["FilesystemId", CPFS],
  ["DataFlowId", /^df\w*-/],
];

/**
 * How the vendors' list replies name a task and its state, and how those look where the names are left out. `isVague`:
 * what looks so may be anything's where nothing names the service.
 * @type {readonly { operation: string, path: readonly string[], id: string, state: string, form: RegExp, states: RegExp,
 *   others?: readonly (readonly [name: string, form: RegExp])[], isVague?: boolean }[]}
 */
export const LISTS = [
  {
    operation: "fsx:DescribeDataRepositoryTasks",
    path: ["DataRepositoryTasks"],
    id: "TaskId",
    state: "Lifecycle",
    form: /^task-[0-9a-f]{17,}$/,
    states: /^(?:PENDING|EXECUTING|FAILED|SUCCEEDED|CANCELED|CANCELING)$/,
    others: [["Type", /_(?:TO|FROM|RELEASE)_/]],
  },
  {
    operation: "datasync:ListTaskExecutions",
    path: ["TaskExecutions"],
    id: "TaskExecutionArn",
    state: "Status",
    form: /^arn:aws[\w-]*:datasync:[\w-]+:\d+:task\/task-\w+\/execution\/exec-\w+$/,
    states: /^(?:QUEUED|CANCELLING|LAUNCHING|PREPARING|TRANSFERRING|VERIFYING|SUCCESS|ERROR)$/,
  },
  {
    operation: "snow-device-management:ListTasks",
    path: ["tasks"],
    id: "taskId",
    state: "state",
    form: /^arn:aws[\w-]*:snow-device-management:[\w-]*:\d*:task\/([\w-]+)$/,
    states: /^(?:IN_PROGRESS|CANCELED|COMPLETED)$/,
  },
  {
    operation: "nas:DescribeDataFlowTasks",
    path: ["TaskInfo", "Task"],
    id: "TaskId",
    state: "Status",
    form: NAS_TASK,
    states: /^(?:Pending|Executing|Failed|Completed|Canceled|Canceling)$/,
    others: NAS_PARENTS,
    isVague: true,
  },
  {
    operation: "nas:DescribeDataFlowSubTasks",
    path: ["DataFlowSubTask", "DataFlowSubTask"],
    id: "DataFlowSubTaskId",
    state: "Status",
    form: /^subTaskId-[\w*]{8,}$/,
    states: /^(?:EXPIRED|CREATED|RUNNING|COMPLETE|CANCELING|FAILED|CANCELED)$/,
    others: [...NAS_PARENTS, ["DataFlowTaskId", NAS_TASK]],
  },
  {
    operation: "sfsturbo:ListHpcCacheTasks",
    path: ["tasks"],
    id: "task_id",
    state: "status",
    form: /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/,
    states: /^(?:SUCCESS|DOING|FAIL|DELETING)$/,
    isVague: true,
  },
  {
    operation: "oms:ListTasks",
    path: ["tasks"],
    id: "id",
    state: "status",
    form: /^\d{9,15}$/,
    states: /^[1-7]$/,
    isVague: true,
  },
];
