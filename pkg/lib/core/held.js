// The credentials that the core holds: they cross once, and go when the object that they came from is gone.
import * as core from "../../dist/calloff_bg.js";
import { isPlain, withBytes } from "./pack.js";

/** @typedef {{ members: string[], number: number }} Held */

/** @type {Held[]} */
const held = [];
/** More than most programs sign with at a time; where there are more, the oldest go and are read again. */
const MAX_HELD = 16;

/** @param {Held} entry */
function forget(entry) {
  const place = held.indexOf(entry);
  if (place >= 0) held.splice(place, 1);
  core.forget(entry.number);
}

/** @type {FinalizationRegistry<Held> | undefined} */
let registry;

/**
 * The names and values of credentials, each read once. Of what is no text only the name counts, with a space in place
 * of the value, which no key has: credential providers add members of their own, such as an expiration.
 * @param {any} credentials
 */
function membersOf(credentials) {
  const members = [];
  for (const name of Object.keys(credentials)) {
    const value = credentials[name];
    if (value !== undefined)
      members.push(name, typeof value === "string" ? value : value === null ? "" : " ");
  }
  return members;
}

/** @param {string[]} members */
function find(members) {
  for (const entry of held) {
    const { members: known } = entry;
    if (known.length === members.length && known.every((text, index) => text === members[index]))
      return entry;
  }
  return undefined;
}

/**
 * Uses credentials by the number that the core knows them by; undefined when they are not in order.
 * @template T
 * @param {any} credentials
 * @param {(number: number) => T} use
 */
export function withHeld(credentials, use) {
  if (!isPlain(credentials)) return;
  const members = membersOf(credentials);
  const known = find(members);
  if (known) return use(known.number);

  const text = members.map((part) => `${part}\0`).join("");
  const number = withBytes(text, (bytes) => core.hold(bytes, members.length / 2));
  if (number === undefined) return;
  const entry = { members, number };
  try {
    return use(number);
  } finally {
    // Where nobody tells when an object is gone, nothing is kept.
    if (typeof FinalizationRegistry === "undefined") forget(entry);
    else keep(entry, credentials);
  }
}

/**
 * @param {Held} entry
 * @param {object} credentials
 */
function keep(entry, credentials) {
  if (held.length >= MAX_HELD && held[0]) forget(held[0]);
  held.push(entry);
  registry ??= new FinalizationRegistry(forget);
  registry.register(credentials, entry);
}
