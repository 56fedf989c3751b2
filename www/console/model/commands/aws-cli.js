// The AWS CLI, of either version; it takes the keys from the environment, or from a profile.

import { parametersOf, urlOf } from "./described.js";
import { kebab, line } from "./text.js";

/** @import { Described, Tool } from "./described.js" */

/** The CLI takes these for the place where the value is. */
const REFERENCE = /^(?:file|fileb|https?):\/\//;

/** @param {Described} described */
function wordsOf(described) {
  const parameters = parametersOf(described);
  if (parameters.some(({ value }) => REFERENCE.test(String(value))))
    return ["--cli-input-json", JSON.stringify(described.call.params)];
  return parameters.flatMap(({ name, value }) => {
    const option = `--${kebab(name)}`;
    const text = typeof value === "object" ? JSON.stringify(value) : String(value);
    return text.startsWith("-") ? [`${option}=${text}`] : [option, text];
  });
}

/** @type {Tool} */
export const awsCli = {
  id: "aws",
  label: "AWS CLI",
  canMake: ({ spec }) => spec.provider.id === "aws",
  text: (all) =>
    all
      .map((described) => {
        const { service, name, region, base } = described;
        const place = ["--region", region, ...(base ? ["--endpoint-url", urlOf(base)] : [])];
        return line(["aws", service, kebab(name), ...wordsOf(described), ...place]);
      })
      .join("\n"),
};
