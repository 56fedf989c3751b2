// What credentials, regions and projects are called: in the environment, by each vendor's own tools, and in JSON.

/**
 * @typedef {import("calloff").OperationSpec["provider"]["id"]} Vendor
 * @typedef {{ keys: [id: string, secret: string, token: string][], token: string[], region: string[], print?: string }} Names
 */

/**
 * The first one that is set counts. `print`: what prints them for those whose keys are in a profile.
 * @type {Record<Vendor, Names>}
 */
export const VARIABLES = {
  aws: {
    keys: [["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"]],
    token: [],
    region: ["AWS_REGION", "AWS_DEFAULT_REGION"],
    print: "aws configure export-credentials --format env",
  },
  alibaba: {
    keys: [
      ["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"],
    ],
    token: [],
    region: ["ALIBABA_CLOUD_REGION_ID"],
  },
  huawei: {
    keys: [
      ["HUAWEICLOUD_SDK_AK", "HUAWEICLOUD_SDK_SK", "HUAWEICLOUD_SDK_SECURITY_TOKEN"],
      ["HW_ACCESS_KEY", "HW_SECRET_KEY", "HW_SECURITY_TOKEN"],
    ],
    token: ["OS_AUTH_TOKEN"],
    region: ["HUAWEICLOUD_SDK_REGION", "HW_REGION_NAME", "OS_REGION_NAME"],
  },
};

/** Parameters that the vendors' tools take from the environment, too. @type {Record<string, string[]>} */
export const PARAMETER_VARIABLES = {
  project_id: ["HUAWEICLOUD_SDK_PROJECT_ID", "HW_PROJECT_ID", "OS_PROJECT_ID"],
};

/** What the members are called by AWS, Alibaba, Huawei and the package itself, in lower case. */
export const MEMBERS = {
  accessKeyId: ["accesskeyid", "access"],
  secretAccessKey: ["secretaccesskey", "accesskeysecret", "secret"],
  sessionToken: ["sessiontoken", "securitytoken"],
  token: ["token", "authtoken"],
  expiration: ["expiration", "expires_at"],
};

/** @param {readonly string[]} names */
export const fromEnvironment = (names) => names.map((name) => process.env[name]).find(Boolean);
