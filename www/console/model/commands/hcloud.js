// Huawei Cloud's KooCLI; it takes the keys from the profile that `hcloud configure` made.

import { isAtHost, parametersOf } from "./described.js";
import { line } from "./text.js";

/** @import { Described, Tool } from "./described.js" */

/** What the CLI calls the services. @type {Record<string, string>} */
const SERVICES = { sfsturbo: "SFSTurbo", oms: "OMS" };

/** Anything else it takes in a file only. @see https://support.huaweicloud.com/intl/en-us/hcli_faq/hcli_19_007.html */
const PLAIN = /^[\w.:-]+$/;

/** @param {Described} described */
const isPlain = (described) => parametersOf(described).every(({ value }) => PLAIN.test(String(value)));

/** @type {Tool} */
export const hcloud = {
  id: "hcloud",
  label: "KooCLI (hcloud)",
  canMake: (described) =>
    described.service in SERVICES &&
    isPlain(described) &&
    isAtHost(described) &&
    described.base?.protocol !== "http:",
  text: (all) =>
    all
      .map((described) => {
        const { service, name, region, base } = described;
        const parameters = parametersOf(described).map(
          (parameter) => `--${parameter.name}=${parameter.value}`,
        );
        const place = [`--cli-region=${region}`, ...(base ? [`--cli-endpoint=${base.host}`] : [])];
        return line(["hcloud", SERVICES[service] ?? "", name, ...place, ...parameters]);
      })
      .join("\n"),
};
