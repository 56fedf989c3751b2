// Small mutations of the case texts, and garbage made of what texts are made of; the same for the same seed.
import { cases } from "./cases.mjs";

/** A generator of numbers in 0..1 that can be repeated (mulberry32). @param {number} seed */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What has a meaning somewhere. */
const PIECES = [
  ..."{}[]()<>\"'`\\:=,;&|#@/-_.*\n\r\t \0\u2028",
  '\\"',
  '\\\\\\"',
  "HTTP/1.1 400 Bad Request\n",
  "\n\n",
  "400",
  '"Code":"',
  "error_code:",
  "x-amzn-requestid: ",
  "An error occurred (",
  ") when calling the ",
  " operation: ",
  "operation error FSx: ",
  "DataRepositoryTaskEnded",
  "SFS.TURBO.0106",
  "task-0123456789abcdef0",
  "arn:aws:fsx:eu-west-1:123456789012:task/",
  "https://",
  "aws fsx cancel-data-repository-task ",
  "--task-id ",
  "Authorization: ",
  "token=",
  "ECONNREFUSED",
  "\x1b[31m",
  "&quot;",
  "\\u0022",
  "\ud800",
  "😀",
  "__proto__",
  "constructor",
];

/**
 * @param {number} seed
 * @param {number} rounds
 * @returns {Generator<{ text: string, hint: any }>}
 */
export function* mutations(seed, rounds) {
  const random = randomFrom(seed);
  const below = (/** @type {number} */ end) => Math.floor(random() * end);
  /** @template T @param {readonly T[]} list @returns {T} */
  const one = (list) => /** @type {T} */ (list[below(list.length)]);

  /** @type {((text: string) => string)[]} */
  const changes = [
    (text) => text.slice(0, below(text.length + 1)),
    (text) => text.slice(below(text.length + 1)),
    (text) => insert(text, below(text.length + 1), one(PIECES)),
    (text) => without(text, below(text.length + 1), 1 + below(12)),
    (text) => insert(text, below(text.length + 1), text.slice(below(text.length), below(text.length) + 40)),
    (text) => text.replaceAll('"', "'"),
    (text) => JSON.stringify(text),
    (text) => JSON.stringify({ log: text, level: "error" }),
    (text) => text.replaceAll("\n", " "),
    (text) => text.replaceAll(" ", "\n"),
    (text) => `${text}\n${one(cases).text}`,
    (text) => text.toUpperCase(),
    (text) => text.repeat(1 + below(4)),
  ];
  for (let round = 0; round < rounds; round++) {
    const { text, hint } = one(cases);
    let changed = random() < 0.1 ? Array.from({ length: below(60) }, () => one(PIECES)).join("") : text;
    for (let times = 1 + below(4); times > 0; times--) changed = one(changes)(changed).slice(0, 20_000);
    yield { text: changed, hint: random() < 0.3 ? one(cases).hint : hint };
  }
}

/** @param {string} text @param {number} at @param {string} piece */
const insert = (text, at, piece) => text.slice(0, at) + piece + text.slice(at);

/** @param {string} text @param {number} at @param {number} length */
const without = (text, at, length) => text.slice(0, at) + text.slice(at + length);
