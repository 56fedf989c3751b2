// Alibaba Cloud's CLI; it takes the keys from the environment, or from a profile.

import { isAtHost } from "./described.js";
import { line } from "./text.js";

/** @import { Tool } from "./described.js" */

/** @type {Tool} */
export const aliyun = {
  id: "aliyun",
  label: "Alibaba Cloud CLI (aliyun)",
  canMake: (described) => described.spec.provider.id === "alibaba" && isAtHost(described),
  text: (all) =>
    all
      .map(({ request, service, name, region, base }) => {
        // In one word each: a value of its own that begins with a hyphen would be read as the next option.
        const parameters = [...new URL(request.url).searchParams].map(([key, value]) => `--${key}=${value}`);
        const place = base
          ? [`--endpoint=${base.host}`, ...(base.protocol === "http:" ? ["--insecure"] : [])]
          : [];
        return line(["aliyun", service, name, `--region=${region}`, ...parameters, ...place]);
      })
      .join("\n"),
};
