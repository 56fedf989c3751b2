// Keys out of a pasted block, wherever it is from: lines of a shell, a profile, a file of the vendor's console, the reply
// of a token service. Nothing is kept, and each character is looked at a fixed number of times.

import { MEMBERS, PARAMETER_VARIABLES, VARIABLES } from "../../../pkg/bin/environment.js";
import { vendorOfId } from "./key-ids.js";

/** @import { OperationSpec } from "calloff" */
/**
 * @typedef {OperationSpec["provider"]["id"]} Vendor
 * @typedef {"accessKeyId" | "secretAccessKey" | "sessionToken" | "token" | "expiration" | "region" | "projectId" | "profile"} Member
 * @typedef {Partial<Record<Member, string>> & { vendor?: Vendor }} Profile
 * @typedef {object} Keys
 * @property {Vendor} [vendor] where the block tells it
 * @property {{ accessKeyId: string, secretAccessKey: string, sessionToken?: string } | { token: string }} credentials
 * @property {string} [region]
 * @property {string} [projectId]
 * @property {number} [expiresAt] Unix milliseconds
 * @property {string} [note] which keys were taken, where there were several
 */

/** Names in files and replies. @type {Record<Vendor | "any", Partial<Record<Member, string[]>>>} */
const NAMES = {
  any: {
    ...MEMBERS,
    expiration: [...MEMBERS.expiration, "expiresAt", "AWS_CREDENTIAL_EXPIRATION", "x_security_token_expires"],
    region: ["region", "region_id"],
    projectId: ["project_id"],
    profile: ["name", "profile", "user name"],
  },
  aws: {},
  alibaba: {
    secretAccessKey: ["access_key_secret"],
    sessionToken: ["sts_token"],
    expiration: ["sts_expiration"],
  },
  huawei: {
    accessKeyId: ["access", "cli-access-key"],
    secretAccessKey: ["secret", "cli-secret-key"],
    sessionToken: ["cli-security-token"],
    token: ["x-auth-token", "x-subject-token", "cli-x-auth-token"],
    region: ["cli-region"],
    projectId: ["cli-project-id", "x-project-id"],
  },
};

/** Words of every language: in free text they are names only between quotation marks. */
const COMMON_WORDS = new Set(["access", "secret", "token", "name", "profile", "username"]);

/** The same for every way to write a name. @param {string} name */
const plain = (name) => name.toLowerCase().replace(/[^a-z0-9]/g, "");

/** @type {Map<string, { member: Member, vendor?: Vendor }>} */
const MEANINGS = new Map();

/** @param {Member} member @param {readonly string[]} names @param {Vendor} [vendor] */
function learn(member, names, vendor) {
  for (const name of names) MEANINGS.set(plain(name), { member, ...(vendor && { vendor }) });
}
for (const [vendor, members] of /** @type {[Vendor | "any", typeof NAMES.any][]} */ (Object.entries(NAMES)))
  for (const [member, names] of Object.entries(members))
    learn(/** @type {Member} */ (member), names, vendor === "any" ? undefined : vendor);
for (const [name, { keys, token, region }] of Object.entries(VARIABLES)) {
  const vendor = /** @type {Vendor} */ (name);
  for (const [id, secret, session] of keys) {
    learn("accessKeyId", [id], vendor);
    learn("secretAccessKey", [secret], vendor);
    learn("sessionToken", [session], vendor);
  }
  learn("token", token, vendor);
  learn("region", region, vendor);
}
learn("projectId", PARAMETER_VARIABLES.project_id ?? [], "huawei");

/** A value that a console shows in place of a secret. */
const MASKED = /\*{3}|•{3}/;

/** The first value counts. @param {Profile} profile @param {string} name @param {unknown} value */
function put(profile, name, value) {
  const meaning = MEANINGS.get(plain(name));
  if (!meaning || (typeof value !== "string" && typeof value !== "number")) return;
  const text = String(value).trim();
  if (text === "" || MASKED.test(text)) return;
  profile[meaning.member] ??= text;
  if (meaning.vendor) profile.vendor ??= meaning.vendor;
}

/** Every object may be a profile. @param {unknown} json @returns {Profile[]} */
function profilesInJson(json) {
  const profiles = [];
  const queue = [json];
  /** @type {unknown} */
  let current;
  for (const value of queue) {
    if (typeof value !== "object" || value === null) continue;
    /** @type {Profile} */
    const profile = {};
    for (const [name, member] of Object.entries(value)) {
      if (typeof member === "object") queue.push(member);
      else if (name === "current") current ??= member;
      else put(profile, name, member);
    }
    profiles.push(profile);
  }
  // The CLIs of Alibaba and Huawei tell which of their profiles is in use.
  const chosen = profiles.findIndex(({ profile }) => profile !== undefined && profile === current);
  return chosen > 0 ? [...profiles.splice(chosen, 1), ...profiles] : profiles;
}

/** @param {string} text */
const cellsOf = (text) => text.split(/[,;\t]/).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));

/** A file of keys as the vendors' consoles give it. @param {string[]} lines @returns {Profile[] | undefined} */
function profilesInTable(lines) {
  const [head = "", ...rows] = lines.filter((line) => line.trim() !== "");
  const names = cellsOf(head);
  const members = names.map((name) => MEANINGS.get(plain(name))?.member);
  if (!members.includes("accessKeyId") || !members.includes("secretAccessKey")) return undefined;
  return rows.map((row) => {
    /** @type {Profile} */
    const profile = {};
    for (const [index, cell] of cellsOf(row).entries()) put(profile, names[index] ?? "", cell);
    return profile;
  });
}

const SECTION = /^\s{0,8}\[(?:profile\s{1,8})?([^\]]{1,128})\]\s*(?:[#;].*)?$/;
const NAME = /(?<!\w|\w-)[A-Za-z][\w-]{1,63}(?![\w-])/g;
const VALUE = String.raw`(?:"((?:[^"\\]|\\.)*)"|'([^']*)'|([^\s"'\x60,;{}()[\]<>|&]+))`;
const ASSIGNED = new RegExp(String.raw`["']?[ \t]{0,8}[=:][ \t]{0,8}${VALUE}`, "y");
/** After commands that take a name and a value as two words. */
const FOLLOWING = new RegExp(String.raw`[ \t]{1,8}${VALUE}`, "y");
const SETS = /(?:\bsetx|\bset|\bset[ \t]+-\w{1,4})[ \t]+$/i;

/** Lines with names and values, of a shell or a profile or a log. @param {string[]} lines @returns {Profile[]} */
function profilesInLines(lines) {
  /** @type {Profile} */
  let profile = {};
  const profiles = [profile];
  for (const line of lines) {
    const section = SECTION.exec(line)?.[1];
    if (section !== undefined) {
      profile = { profile: section.trim() };
      profiles.push(profile);
      continue;
    }
    NAME.lastIndex = 0;
    for (let match = NAME.exec(line); match; match = NAME.exec(line)) {
      const [name] = match;
      const meaning = MEANINGS.get(plain(name));
      if (!meaning) continue;
      if (COMMON_WORDS.has(plain(name)) && !/["']/.test(line[match.index - 1] ?? "")) continue;
      const before = line.slice(Math.max(0, match.index - 16), match.index);
      const pattern = SETS.test(before) && /[ \t]/.test(line[NAME.lastIndex] ?? "") ? FOLLOWING : ASSIGNED;
      pattern.lastIndex = NAME.lastIndex;
      const [whole, double, single, bare] = pattern.exec(line) ?? [];
      if (whole === undefined) continue;
      NAME.lastIndex = pattern.lastIndex;
      const value = double === undefined ? (single ?? bare ?? "") : unescaped(double);
      const isAnother = meaning.member === "accessKeyId" && (profile.accessKeyId ?? value) !== value;
      if (isAnother) {
        profile = {};
        profiles.push(profile);
      }
      put(profile, name, value);
    }
  }
  return profiles;
}

/** JSON writes some characters of a secret in other ways. @param {string} text */
function unescaped(text) {
  try {
    return text.includes("\\") ? String(JSON.parse(`"${text}"`)) : text;
  } catch {
    return text;
  }
}

/** @param {string} text @returns {unknown} */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @param {Profile} profile @returns {Keys["credentials"] | undefined} */
function credentialsOf({ accessKeyId, secretAccessKey, sessionToken, token, vendor }) {
  if (!accessKeyId || !secretAccessKey) return token ? { token } : undefined;
  // Beside keys, AWS's metadata service has the session token under this name.
  const session = sessionToken ?? (vendor === "huawei" ? undefined : token);
  return { accessKeyId, secretAccessKey, ...(session && { sessionToken: session }) };
}

/** A date, or Unix seconds. @param {string} text */
const timeOf = (text) => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

/** @param {Profile[]} usable */
function noteOn(usable) {
  if (usable.length < 2) return undefined;
  const [first = "", ...others] = usable.map(({ profile }, index) => profile ?? `number ${index + 1}`);
  const shown = others.slice(0, 5).join(", ");
  const more = others.length > 5 ? ` and ${others.length - 5} more` : "";
  return `There are ${usable.length} sets of keys. Taken: ${first}. Not taken: ${shown}${more}.`;
}

/**
 * @param {string} text
 * @returns {Keys | undefined} undefined where there are no keys
 */
export function readKeys(text) {
  const lines = text.replace(/^\uFEFF/, "").split(/\r\n?|\n/);
  const json = parsed(text.trim());
  const profiles =
    typeof json === "object" && json !== null
      ? profilesInJson(json)
      : (profilesInTable(lines) ?? profilesInLines(lines));
  const usable = profiles.filter(credentialsOf);
  const [profile] = usable;
  const credentials = profile && credentialsOf(profile);
  if (!credentials) return undefined;

  const { accessKeyId = "", region, projectId, expiration = "" } = profile;
  const vendor = profile.vendor ?? vendorOfId(accessKeyId);
  const expiresAt = timeOf(expiration);
  const note = noteOn(usable);
  return {
    ...(vendor && { vendor }),
    credentials,
    ...(region && { region }),
    ...(projectId && { projectId }),
    ...(Number.isFinite(expiresAt) && { expiresAt }),
    ...(note && { note }),
  };
}
