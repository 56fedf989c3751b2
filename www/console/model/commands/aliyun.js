// Alibaba Cloud's CLI; it takes the keys from the environment, or from a profile.

import { isAtHost } from "./described.js";
import { line } from "./text.js";

/** @import { Tool } from "./described.js" */

/** As one word, since a second one that begins with a hyphen would be the next option; only an empty value has to be a
 *  word of its own. @param {[name: string, value: string]} parameter */
const wordsOf = ([name, value]) => (value === "" ? [`--${name}`, ""] : [`--${name}=${value}`]);

/** @type {Tool} */
export const aliyun = {
  id: "aliyun",
  label: "Alibaba Cloud CLI (aliyun)",
  canMake: (described) => described.spec.provider.id === "alibaba" && isAtHost(described),
  text: (all) =>
    all
      .map(({ request, service, name, region, base }) => {
        const parameters = [...new URL(request.url).searchParams].flatMap(wordsOf);
        const place = base
          ? [`--endpoint=${base.host}`, ...(base.protocol === "http:" ? ["--insecure"] : [])]
          : [];
        return line(["aliyun", service, name, `--region=${region}`, ...parameters, ...place]);
      })
      .join("\n"),
};
