// The keys that somebody types or pastes, before they are used.
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

/** Whether keys are wrong in a way that needs no provider to see. @param {App} app */
export function draftFaults({ state: { draft, t } }) {
  const { accessKeyId: id, secretAccessKey: secret, token, endpoint } = draft;
  /** @type {Record<string, string>} */
  const faults = {};
  if (endpoint && !isOnThisMachine(endpoint)) faults.endpoint = t.connect.notLoopback;
  if (token) return faults;
  if (!id) faults.accessKeyId = t.connect.missing;
  else if (/\*{3}|•/.test(id)) faults.accessKeyId = t.connect.masked;
  else if (id.length > 30 && secret.length < 30) faults.accessKeyId = t.connect.swapped;
  if (!secret) faults.secretAccessKey = t.connect.missing;
  else if (/\*{3}|•/.test(secret)) faults.secretAccessKey = t.connect.masked;
  return faults;
}
