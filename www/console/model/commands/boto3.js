// boto3 for Python; it takes the keys from the environment, or from a profile.

import { urlOf } from "./described.js";
import { program, python, snake } from "./text.js";

/** @import { Described, Tool } from "./described.js" */

/** @param {Described} described */
function clientOf({ service, region, base }) {
  const endpoint = base ? [`endpoint_url=${python(urlOf(base))}`] : [];
  return `boto3.client(${[python(service), `region_name=${python(region)}`, ...endpoint].join(", ")})`;
}

/** One loop for each operation at each place, so that one call that fails does not keep back the others.
 *  @param {Described[]} all */
function loops(all) {
  /** @type {Map<string, string[]>} */
  const groups = new Map();
  for (const described of all) {
    const method = `${clientOf(described)}.${snake(described.name)}`;
    const params = groups.get(method) ?? [];
    params.push(python(described.call.params));
    groups.set(method, params);
  }
  return [...groups].flatMap(([method, params]) => [
    "",
    `call = ${method}`,
    "for params in [",
    ...params.map((literal) => `    ${literal},`),
    "]:",
    "    try:",
    "        print(call(**params))",
    "    except ClientError as error:",
    "        print(params, error)",
  ]);
}

/** @type {Tool} */
export const boto3 = {
  id: "boto3",
  label: "boto3 (Python)",
  canMake: ({ spec }) => spec.provider.id === "aws",
  text: (all) =>
    program("python3 -", ["import boto3", "from botocore.exceptions import ClientError", ...loops(all)]),
};
