// The keys that somebody types or pastes, before they are used.
import { areSwapped, valueIn } from "../model/key-ids.js";
import { isOnThisMachine } from "../model/reach.js";

/** @import { App, Texts } from "../types.d.ts" */

/** Takes keys out of whatever was pasted. @param {App} app @param {string} text */
export async function pasteKeys(app, text) {
  if (text.trim() === "") return;
  const { readKeys } = await import("../model/key-blocks.js");
  const { draft, t } = app.state;
  const keys = readKeys(text);
  draft.note = t.connect.pastedNothing;
  if (keys) {
    const { vendor, credentials, note } = keys;
    Object.assign(draft, { accessKeyId: "", secretAccessKey: "", sessionToken: "", token: "" }, credentials);
    if (vendor) draft.vendor = vendor;
    draft.region = keys.region ?? "";
    draft.projectId = keys.projectId ?? "";
    draft.expiresAt = keys.expiresAt ?? 0;
    draft.note = [
      t.connect.pasted(
        Object.keys(credentials)
          .map((name) => fieldName(t, name))
          .join(", "),
      ),
      note,
    ]
      .filter(Boolean)
      .join(" ");
  }
  app.update();
}

/** @param {Texts} t @param {string} name */
const fieldName = ({ connect }, name) => /** @type {Record<string, any>} */ (connect)[name] ?? name;

/** Takes what somebody typed or pasted into a field. @param {App} app @param {"accessKeyId" | "secretAccessKey" | "sessionToken" | "token" | "endpoint"} name @param {string} text */
export function setKey(app, name, text) {
  app.state.draft[name] = valueIn(text);
  app.update();
}

/** Another vendor's token would be used instead of this one's keys. @param {App} app @param {string} vendor */
export function chooseVendor(app, vendor) {
  Object.assign(app.state.draft, { vendor, token: "", note: "" });
  app.update();
}

/** What is not a key: a mask, or characters that are in none. @param {Texts} t @param {string} value */
function faultOf({ connect }, value) {
  if (/\*{3}|•/.test(value)) return connect.masked;
  return /^[\x21-\x7e]*$/.test(value) && !/["'`]/.test(value) ? undefined : connect.odd;
}

/** Whether keys are wrong in a way that needs no provider to see. @param {App} app */
export function draftFaults({ state: { draft, t } }) {
  const { accessKeyId: id, secretAccessKey: secret, token, endpoint } = draft;
  /** @type {Record<string, string>} */
  const faults = {};
  if (endpoint && !isOnThisMachine(endpoint)) faults.endpoint = t.connect.notLoopback;
  const judge = (/** @type {"accessKeyId" | "secretAccessKey" | "sessionToken" | "token"} */ name) => {
    const fault = faultOf(t, draft[name]);
    if (fault) faults[name] = fault;
  };
  judge("token");
  if (token) return faults;
  for (const name of /** @type {const} */ (["accessKeyId", "secretAccessKey"]))
    if (draft[name]) judge(name);
    else faults[name] = t.connect.missing;
  judge("sessionToken");
  if (id && secret && areSwapped(id, secret)) faults.accessKeyId ??= t.connect.swapped;
  return faults;
}
