// The Worker's settings for practice: profiles that reach the practice cloud alone, and two well-known tokens.
import { createHash } from "node:crypto";
import { practiceCredentials } from "../../sandbox/vendors/credentials.mjs";

/** The services of each vendor. @type {Record<keyof typeof practiceCredentials, string[]>} */
const services = {
  aws: ["fsx", "datasync", "snow-device-management"],
  alibaba: ["nas"],
  huawei: ["sfsturbo", "oms"],
};

/** @param {string} text */
const sha256 = (text) => createHash("sha256").update(text).digest("hex");

/** @param {string} endpoint of the practice cloud @returns {Record<string, string>} */
export function practiceSettings(endpoint) {
  const vendors = /** @type {(keyof typeof practiceCredentials)[]} */ (Object.keys(services));
  const profiles = vendors.map((vendor) => `practice-${vendor}`);
  return {
    CALLOFF_MODE: "practice",
    CALLOFF_PROFILES: JSON.stringify(
      Object.fromEntries(
        vendors.map((vendor) => [
          `practice-${vendor}`,
          { keys: `PRACTICE_${vendor.toUpperCase()}`, services: services[vendor], endpoint },
        ]),
      ),
    ),
    CALLOFF_TOKENS: JSON.stringify(
      ["operator", "viewer"].map((role) => ({
        name: `practice-${role}`,
        role,
        sha256: sha256(`practice-${role}`),
        profiles,
      })),
    ),
    ...Object.fromEntries(
      vendors.map((vendor) => [
        `PRACTICE_${vendor.toUpperCase()}`,
        JSON.stringify(practiceCredentials[vendor].user),
      ]),
    ),
  };
}
