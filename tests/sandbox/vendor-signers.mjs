// Requests signed by the vendors' own signers, in the way that their SDKs call them.

import { createHash, randomUUID } from "node:crypto";
import OpenApi from "@alicloud/openapi-core";
import { Sha256 } from "@aws-crypto/sha256-js";
import Huawei from "@huaweicloud/huaweicloud-sdk-core/auth/AKSKSigner.js";
import { SignatureV4 } from "@smithy/signature-v4";

/**
 * @typedef {{ accessKeyId: string, secretAccessKey: string, sessionToken?: string }} Keys
 * @typedef {object} Parts
 * @property {string} url
 * @property {string} [method]
 * @property {Record<string, string>} [headers]
 * @property {string} [body]
 */

/**
 * @param {Parts & { service: string, region: string }} parts
 * @param {Keys} keys
 * @param {number} now
 */
export async function signAws({ url, method = "POST", headers = {}, body = "", service, region }, keys, now) {
  const { host, hostname, pathname, searchParams, protocol } = new URL(url);
  const signer = new SignatureV4({
    service,
    region,
    credentials: keys,
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    {
      method,
      protocol,
      hostname,
      path: pathname,
      query: Object.fromEntries(searchParams),
      headers: { host, ...headers },
      body,
    },
    { signingDate: new Date(now) },
  );
  return new Request(url, { method, headers: signed.headers, body: body || null });
}

const ENDPOINT = "http://127.0.0.1/cloud";

/**
 * Calls of a service with the protocol awsJson1.1.
 *
 * @param {string} service
 * @param {string} prefix of its targets
 */
const awsJsonCaller =
  (service, prefix) =>
  /**
   * @param {string} operation
   * @param {object} input
   * @param {Keys} keys
   * @param {number} now
   * @param {string} [endpoint]
   */
  (operation, input, keys, now, endpoint = ENDPOINT) =>
    signAws(
      {
        url: `${endpoint}/`,
        headers: {
          "content-type": "application/x-amz-json-1.1",
          "x-amz-target": `${prefix}.${operation}`,
        },
        body: JSON.stringify(input),
        service,
        region: "eu-west-1",
      },
      keys,
      now,
    );

export const callFsx = awsJsonCaller("fsx", "AWSSimbaAPIService_v20180301");
export const callDataSync = awsJsonCaller("datasync", "FmrsService");

/**
 * @param {string} taskId
 * @param {Keys} keys
 * @param {number} now
 * @param {string} [endpoint]
 */
export const cancelDataRepositoryTask = (taskId, keys, now, endpoint) =>
  callFsx("CancelDataRepositoryTask", { TaskId: taskId }, keys, now, endpoint);

/**
 * @param {string} TaskExecutionArn
 * @param {Keys} keys
 * @param {number} now
 * @param {string} [endpoint]
 */
export const cancelTaskExecution = (TaskExecutionArn, keys, now, endpoint) =>
  callDataSync("CancelTaskExecution", { TaskExecutionArn }, keys, now, endpoint);

/**
 * @param {"GET" | "POST"} method
 * @param {string} path with its query
 * @param {Keys} keys
 * @param {number} now
 * @param {string} [endpoint]
 */
export const callSnow = (method, path, keys, now, endpoint = ENDPOINT) =>
  signAws(
    { url: endpoint + path, method, service: "snow-device-management", region: "us-west-2" },
    keys,
    now,
  );

/**
 * @param {string} taskId
 * @param {Keys} keys
 * @param {number} now
 * @param {string} [endpoint]
 */
export const cancelTask = (taskId, keys, now, endpoint) =>
  callSnow("POST", `/task/${encodeURIComponent(taskId)}/cancel`, keys, now, endpoint);

/**
 * @param {string} action
 * @param {Record<string, string>} parameters
 * @param {Keys} keys
 * @param {number} now
 * @param {{ endpoint?: string, nonce?: string, headers?: Record<string, string>, method?: string }} [other]
 */
export function callNas(
  action,
  parameters,
  { accessKeyId, secretAccessKey, sessionToken },
  now,
  { endpoint = ENDPOINT, nonce = randomUUID(), headers: others = {}, method = "POST" } = {},
) {
  const url = new URL(`${endpoint}/`);
  url.search = new URLSearchParams(parameters).toString();
  const hash = createHash("sha256").digest("hex");
  /** @type {Record<string, string>} */
  const headers = {
    host: url.host,
    "x-acs-action": action,
    "x-acs-version": "2017-06-26",
    "x-acs-date": new Date(now).toISOString().replace(/\.\d+/, ""),
    "x-acs-signature-nonce": nonce,
    "x-acs-content-sha256": hash,
    ...(sessionToken && { "x-acs-security-token": sessionToken }),
    ...others,
  };
  const request = { method, pathname: url.pathname, query: parameters, headers };
  headers.authorization = OpenApi.OpenApiUtil.getAuthorization(
    /** @type {any} */ (request),
    "ACS3-HMAC-SHA256",
    hash,
    accessKeyId,
    secretAccessKey,
  );
  return new Request(url, { method, headers });
}

/**
 * @param {Record<string, string>} parameters
 * @param {Keys} keys
 * @param {number} now
 * @param {Parameters<typeof callNas>[4]} [other]
 */
export const cancelDataFlowSubTask = (parameters, keys, now, other) =>
  callNas("CancelDataFlowSubTask", parameters, keys, now, other);

/**
 * @param {"GET" | "POST" | "DELETE"} method
 * @param {string} path
 * @param {Record<string, string>} query
 * @param {Keys} keys
 * @param {number} now
 * @param {{ endpoint?: string, headers?: Record<string, string> }} [other]
 */
export function callHuawei(
  method,
  path,
  query,
  { accessKeyId, secretAccessKey, sessionToken },
  now,
  { endpoint = ENDPOINT, headers = {} } = {},
) {
  const url = endpoint + path;
  const signed = Huawei.AKSKSigner.sign(
    {
      method,
      endpoint: url,
      queryParams: query,
      headers: {
        "content-type": "application/json",
        "X-Sdk-Date": new Date(now).toISOString().replace(/[-:]|\.\d+/g, ""),
        ...(sessionToken && { "X-Security-Token": sessionToken }),
        ...headers,
      },
    },
    /** @type {any} */ ({ getAk: () => accessKeyId, getSk: () => secretAccessKey }),
  );
  const search = new URLSearchParams(query).toString();
  return new Request(search ? `${url}?${search}` : url, { method, headers: signed });
}

/**
 * @param {"GET" | "DELETE"} method
 * @param {string} path below /v1
 * @param {Record<string, string>} query
 * @param {Keys} keys
 * @param {number} now
 * @param {Parameters<typeof callHuawei>[5]} [other]
 */
export const callSfsTurbo = (method, path, query, keys, now, other) =>
  callHuawei(method, `/v1${path}`, query, keys, now, other);

/**
 * @param {{ project_id: string, share_id: string, task_id: string }} ids
 * @param {Keys} keys
 * @param {number} now
 * @param {NonNullable<Parameters<typeof callSfsTurbo>[5]>} [other]
 */
export const deleteHpcCacheTask = (
  { project_id, share_id, task_id },
  keys,
  now,
  { headers, ...other } = {},
) =>
  callSfsTurbo("DELETE", `/${project_id}/sfs-turbo/${share_id}/hpc-cache/task/${task_id}`, {}, keys, now, {
    ...other,
    headers: { "X-Project-Id": project_id, ...headers },
  });

/**
 * @param {{ project_id: string, task_id: string }} ids
 * @param {Keys} keys
 * @param {number} now
 * @param {NonNullable<Parameters<typeof callHuawei>[5]>} [other]
 */
export const stopTask = ({ project_id, task_id }, keys, now, { headers, ...other } = {}) =>
  callHuawei("POST", `/v2/${project_id}/tasks/${task_id}/stop`, {}, keys, now, {
    ...other,
    headers: { "X-Project-Id": project_id, ...headers },
  });
