// What every row works on: the same FSx task, the same credentials, the same request and the same replies.

/** The example key of AWS's documentation. */
export const credentials = {
  accessKeyId: "AKIDEXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY",
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
