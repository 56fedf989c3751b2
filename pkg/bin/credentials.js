// Credentials: from the environment, or as JSON from standard input.
import { fromEnvironment, MEMBERS, VARIABLES } from "./environment.js";
import { readAll } from "./stdin.js";
import { UsageError } from "./usage-error.js";

/**
 * @typedef {import("calloff").Credentials} Credentials
 * @typedef {import("./environment.js").Vendor} Vendor
 */

/** What must not be shown, of all that the environment holds. */
export function secretsInEnvironment() {
  const names = Object.values(VARIABLES).flatMap(({ keys, token }) => [
    ...keys.flatMap(([, secret, session]) => [secret, session]),
    ...token,
  ]);
  return names.map((name) => process.env[name] ?? "");
}

/**
 * Gets the credentials, and sees to it that they are never shown.
 * @param {Vendor} vendor
 * @param {import("./args.js").Arguments} args
 * @param {import("./screen.js").Screen} screen
 */
export async function openCredentials(vendor, { options }, screen) {
  const credentials = await readCredentials(vendor, options.credentials);
  screen.hide(secretsOf(credentials));
  return credentials;
}

/**
 * @param {Vendor} vendor
 * @param {string | undefined} source the value of --credentials
 * @returns {Promise<Credentials>}
 */
async function readCredentials(vendor, source) {
  if (source === undefined) return credentialsInEnvironment(vendor);
  if (source !== "-")
    throw new UsageError(
      "--credentials: expected -, for JSON on standard input; a file goes there with < file",
    );
  if (process.stdin.isTTY)
    throw new UsageError("--credentials -: expected JSON on standard input, which is a terminal; pipe it in");
  return credentialsInJson(await readAll());
}

/** @param {Vendor} vendor @returns {Credentials} */
function credentialsInEnvironment(vendor) {
  const { keys, token, print } = VARIABLES[vendor];
  for (const [id, secret, session] of keys) {
    const [accessKeyId, secretAccessKey] = [process.env[id], process.env[secret]];
    const sessionToken = process.env[session];
    if (accessKeyId && secretAccessKey)
      return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
    if (accessKeyId || secretAccessKey)
      throw new UsageError(
        `credentials: ${accessKeyId ? secret : id} is not set, and ${accessKeyId ? id : secret} is`,
      );
  }
  const held = fromEnvironment(token);
  if (held) return { token: held };
  const ways = [...keys.map(([id, secret]) => `${id} and ${secret}`), ...token];
  const [[, , session = ""] = []] = keys;
  const profile = print ? `\nTo have those of a profile: \`${print}\` prints what to set.` : "";
  throw new UsageError(
    `credentials: there are none; set ${ways.join(", or ")} (temporary keys: ${session}, too), or give JSON on standard input with --credentials -${profile}`,
  );
}

/** @param {string} text @returns {Credentials} */
function credentialsInJson(text) {
  /** @type {any} */
  let parsed;
  try {
    parsed = JSON.parse(text);
  } catch {
    // The error of JSON.parse quotes what it read.
    throw new UsageError("--credentials -: expected JSON on standard input; what came is none");
  }
  // As the vendors' services for temporary keys answer, they lie one level deeper.
  const held = parsed?.Credentials ?? parsed?.credential ?? parsed;
  const byName = new Map(Object.entries(held ?? {}).map(([name, value]) => [name.toLowerCase(), value]));
  const read = (/** @type {keyof typeof MEMBERS} */ member) =>
    MEMBERS[member]
      .map((name) => byName.get(name))
      .find((value) => typeof value === "string" && value !== "");
  const [accessKeyId, secretAccessKey, sessionToken] = [
    read("accessKeyId"),
    read("secretAccessKey"),
    read("sessionToken"),
  ];
  const [token, expiration] = [read("token"), read("expiration")];
  if (expiration && Date.parse(expiration) < Date.now())
    throw new UsageError(
      `--credentials -: these expired at ${new Date(expiration).toISOString()}; get new ones`,
    );
  if (accessKeyId && secretAccessKey)
    return { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) };
  if (token) return { token };
  throw new UsageError(
    "--credentials -: expected an object with AccessKeyId and SecretAccessKey, and SessionToken for temporary keys, or with token",
  );
}

/** @param {any} credentials @returns {string[]} */
const secretsOf = ({ secretAccessKey = "", sessionToken = "", token = "" }) => [
  secretAccessKey,
  sessionToken,
  token,
];
