// The least permission that a call needs, as the text of the vendor's own policy. Actions and resources are those of the
// vendors' documentation; where an action is not documented, there is no policy.

import { operations } from "calloff";

/** @import { Call, OperationId, OperationSpec } from "calloff" */

/** For actions that the vendor does not limit to single resources. */
const EVERYTHING = "*";
const EXECUTION = "{TaskExecutionArn}";
const DEVICE_TASK = "arn:*:snow-device-management:{region}:*:task/{taskId}";
const FILE_SYSTEM = "acs:nas:{region}:*:filesystem/{FileSystemId}";

/**
 * What each operation works on; {names} are members of the call. SFS Turbo's tasks and OMS's ShowTask are not here: the
 * documentation does not tell their actions.
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_fsx.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_datasync.html
 * @see https://docs.aws.amazon.com/service-authorization/latest/reference/list_snow-device-management.html
 * @see https://www.alibabacloud.com/help/en/cpfs/cpfsonecs/developer-reference/api-nas-2017-06-26-describedataflowtasks-cpfs
 * @see https://support.huaweicloud.com/intl/en-us/api-oms/StopTask.html
 * @type {Partial<Record<OperationId, string>>}
 */
const RESOURCES = {
  "fsx:CancelDataRepositoryTask": "arn:*:fsx:{region}:*:task/{TaskId}",
  "fsx:DescribeDataRepositoryTasks": EVERYTHING,
  "datasync:CancelTaskExecution": EXECUTION,
  "datasync:DescribeTaskExecution": EXECUTION,
  "datasync:ListTaskExecutions": EVERYTHING,
  "snow-device-management:CancelTask": DEVICE_TASK,
  "snow-device-management:DescribeTask": DEVICE_TASK,
  "snow-device-management:ListTasks": EVERYTHING,
  "snow-device-management:ListExecutions": EVERYTHING,
  "nas:CancelDataFlowTask": FILE_SYSTEM,
  "nas:CancelDataFlowSubTask": FILE_SYSTEM,
  "nas:DescribeDataFlowTasks": FILE_SYSTEM,
  "nas:DescribeDataFlowSubTasks": FILE_SYSTEM,
  "oms:StopTask": EVERYTHING,
  "oms:ListTasks": EVERYTHING,
};

/** The actions that are not called like the operation. @type {Partial<Record<OperationId, string>>} */
const ACTIONS = { "oms:StopTask": "oms:task:update", "oms:ListTasks": "oms:task:list" };

/**
 * The version of each vendor's language for policies, and how it writes a wildcard that stands for itself: not at all
 * at Alibaba and Huawei.
 * @type {Record<OperationSpec["provider"]["id"], { version: string, wildcard?: (character: string) => string }>}
 */
const LANGUAGES = {
  aws: { version: "2012-10-17", wildcard: (character) => `\${${character}}` },
  alibaba: { version: "1" },
  huawei: { version: "5.0" },
};

const providers = new Map(operations().map(({ id, provider }) => [id, provider.id]));

/**
 * @param {Call} call one in which validate() finds no error
 * @returns {string | undefined}
 */
export function policyFor({ operation, region, params }) {
  const template = RESOURCES[operation];
  const provider = providers.get(operation);
  if (template === undefined || provider === undefined) return undefined;
  const { version, wildcard } = LANGUAGES[provider];
  const values = /** @type {Record<string, unknown>} */ ({ ...params, region });
  const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = ""]) => name);
  // A policy that took it for any text would grant more than this one resource.
  if (!wildcard && names.some((name) => /[*?]/.test(String(values[name])))) return undefined;
  const resource = template.replace(/\{(\w+)\}/g, (_, name) =>
    String(values[name]).replace(/[*?$]/g, (character) => wildcard?.(character) ?? character),
  );
  const statement = { Effect: "Allow", Action: [ACTIONS[operation] ?? operation], Resource: [resource] };
  return JSON.stringify({ Version: version, Statement: [statement] }, null, 2);
}
