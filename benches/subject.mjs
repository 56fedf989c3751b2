// What every row works on: the same FSx task, the same credentials, the same request and the same replies.

/** The example key of AWS's documentation. */
export const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
};
/** The same with a session token of the length that STS gives. */
export const temporary = {
  ...credentials,
  sessionToken: `IQoJb3JpZ2luX2VjE${"EXAMPLEtoken/+".repeat(50)}==`,
};
/** As a credential provider of the AWS SDK gives them. */
export const ofProvider = {
  ...temporary,
  expiration: new Date(Date.now() + 3_600_000),
  accountId: "123456789012",
  credentialScope: undefined,
  $source: { CREDENTIALS_PROFILE: "n", CREDENTIALS_STS_ASSUME_ROLE: "i" },
};
export const region = "eu-west-1";
export const taskId = "task-0123456789abcdef0";

/** What calloff makes of the task by itself, handed ready to those who only sign. */
export const request = {
  hostname: `fsx.${region}.amazonaws.com`,
  service: "fsx",
  headers: {
    "content-type": "application/x-amz-json-1.1",
    "x-amz-target": "AWSSimbaAPIService_v20180301.CancelDataRepositoryTask",
  },
  body: JSON.stringify({ TaskId: taskId }),
};

const replyHeaders = {
  "x-amzn-requestid": "12345678-1234-abcd-5678-0123456789abc",
  "content-type": "application/x-amz-json-1.1",
  // The present: the SDK takes any other for a skewed clock, and sends again.
  date: new Date().toUTCString(),
};
/** As they come through a proxy, of which calloff reads three. */
export const headersOnTheWay = {
  ...replyHeaders,
  connection: "keep-alive",
  "content-length": "60",
  server: "Server",
  "strict-transport-security": "max-age=63072000",
  via: "1.1 proxy.example.com",
  "x-cache": "Miss from proxy",
};
export const replies = {
  accepted: {
    status: 200,
    headers: replyHeaders,
    body: JSON.stringify({ Lifecycle: "CANCELING", TaskId: taskId }),
  },
  refused: {
    status: 400,
    headers: replyHeaders,
    body: JSON.stringify({ __type: "DataRepositoryTaskEnded", Message: "The task has already ended." }),
  },
};
