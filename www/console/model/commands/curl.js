// curl, which signs for AWS by itself (from 7.75), and carries a token to Huawei Cloud. Alibaba's signatures are beyond it.
// Each reply is shown with its status and headers, as a reply has to be read.

import { VARIABLES } from "../../../../pkg/bin/environment.js";
import { line } from "./text.js";

/** @import { Described, Tool } from "./described.js" */

/** @param {Described} described @param {string} authorization words for the shell */
function command({ request: { method, url, headers, body } }, authorization) {
  const how = method === "GET" || (method === "POST" && body !== undefined) ? [] : ["-X", method];
  const lines = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  const data = body === undefined ? [] : ["--data-raw", body];
  return `${line(["curl", "-sS", "-i", ...how])} ${authorization} ${line([...lines, ...data, url])}`;
}

/** @type {Tool} */
export const sigv4Curl = {
  id: "curl",
  label: "curl",
  // It signs the path as it stands, and AWS wants it to be encoded twice.
  canMake: ({ spec, request }) =>
    spec.signing === "aws-sigv4" && !new URL(request.url).pathname.includes("%"),
  text: (all) =>
    all
      .map((described) => {
        const { signing } = described.request;
        if (signing.scheme !== "aws-sigv4") return "";
        const [[id, secret, token] = []] = VARIABLES.aws.keys;
        const scope = line(["--aws-sigv4", `aws:amz:${signing.region}:${signing.service}`]);
        // The header is there for temporary keys only, and in one word, since zsh would not take it apart.
        const session = `\${${token}:+-H"x-amz-security-token: $${token}"}`;
        return command(described, `${scope} --user "$${id}:$${secret}" ${session}`);
      })
      .join("\n"),
};

/** @type {Tool} */
export const tokenCurl = {
  id: "curl",
  label: "curl, with an IAM token",
  canMake: ({ spec }) => spec.credentials.includes("auth-token"),
  text: (all) =>
    all
      .map((described) => {
        const [token] = VARIABLES.huawei.token;
        return command(described, `-H "x-auth-token: $${token}"`);
      })
      .join("\n"),
};
