// What a provider echoes of the caller's secrets, however it writes them, is not passed on.
import { equal, ok } from "../expect.mjs";
import { fsx, services } from "./services.mjs";
import { keys, network, reply } from "./stub.mjs";

/** @typedef {import("../signing-cases.mjs").Case} Case */

const { call } = fsx;
const sfsTurbo = services["sfsturbo:DeleteHpcCacheTask"]?.call;
const sessionToken = "EXAMPLE/SessionToken+with==chars";

/** How providers write what they echo. @type {[string, (token: string) => string][]} */
const spellings = [
  ["as it is", (token) => token],
  ["escaped for a URL", encodeURIComponent],
  [
    "escaped for a URL in small letters",
    (token) => encodeURIComponent(token).replace(/%../g, (escaped) => escaped.toLowerCase()),
  ],
  ["escaped for a URL twice", (token) => encodeURIComponent(encodeURIComponent(token))],
  ["with slashes escaped for JSON", (token) => token.replaceAll("/", "\\/")],
  [
    "escaped for JSON by numbers",
    (token) => token.replace(/[+/=]/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
  ],
  ["escaped for HTML by numbers", (token) => token.replace(/[+/=]/g, (c) => `&#${c.charCodeAt(0)};`)],
  [
    "escaped for HTML by numbers of base 16",
    (token) => token.replace(/[+/=]/g, (c) => `&#x${c.charCodeAt(0).toString(16).toUpperCase()};`),
  ],
];

/** @type {Case[]} */
const spellingCases = spellings.map(([name, write]) => ({
  name: `a token that is echoed ${name} is not passed on`,
  async run({ send }) {
    for (const text of ["you sent ", "bad&arg=", "<v>"]) {
      const body = { __type: "BadRequest", Message: `${text}${write(sessionToken)} and more` };
      const { options } = network([reply(400, body)], { credentials: { ...keys, sessionToken } });
      equal((await send(call, options)).message, `${text}******** and more`, "message");
    }
  },
}));

/** @type {Case[]} */
const shortCases = [
  {
    name: "a token that is too short to be one does not shred what is told",
    async run({ send }) {
      const { options } = network([reply(400, { errCode: "SFS.TURBO.0001", errMsg: "a test that hit it" })], {
        credentials: { authToken: "t" },
      });
      const { message, docs } = await send(/** @type {any} */ (sfsTurbo), options);
      equal(message, "a test that hit it", "message");
      ok(docs.startsWith("https://support.huaweicloud.com/"), `docs: ${docs}`);
    },
  },
];

/** @type {Case[]} */
export const echoCases = [...spellingCases, ...shortCases];
