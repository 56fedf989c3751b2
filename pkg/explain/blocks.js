// Finds objects and arrays, wherever they stand in a text: JSON, Python dicts, what a console prints, and any of them
// inside of a string of another, whose quotes have a backslash more for each level.

/**
 * @typedef {{ array: boolean, start: number, end: number, children: Block[], parent?: Block | undefined, reply?: import("./lists.js").Answer }} Block
 * `reply`: what it is the reply to, and the reply as its vendor sends it, where a tool prints it otherwise
 * @typedef {{ kind: "object" | "array", start: number, marks: number, quote: "", slashes: 0 }
 *   | { kind: "string", start: number, marks: number, quote: string, slashes: number, objects: number, arrays: number }} Frame
 */

/** Deeper ones are passed over. */
const DEEPEST = 48;
const MOST_BLOCKS = 20_000;

/** What changes anything: the rest is passed over at once. */
const IS_MARK = new Uint8Array(128);
for (const mark of `"'\\{}[]:,=\n`) IS_MARK[mark.charCodeAt(0)] = 1;

/**
 * @param {string} text
 * @param {readonly number[]} marks places of interest, in order: only blocks that hold one are kept
 * @returns {Block[]} the outermost blocks, each with those inside
 */
export function blocksIn(text, marks) {
  if (!marks.length) return [];
  /** @type {Frame[]} */
  const stack = [];
  /** The innermost of the stack, and of its strings. @type {Frame | undefined} */
  let top;
  /** @type {(Frame & { kind: "string" }) | undefined} */
  let around;
  /** Those of the stack that are strings. @type {(Frame & { kind: "string" })[]} */
  const strings = [];
  /** @type {Block[]} */
  const closed = [];
  let passed = 0; // of the marks
  let tooDeep = 0;
  // How many are open since the innermost string began: what closes nothing is passed over.
  let objects = 0;
  let arrays = 0;
  let atValue = false;

  const popString = () => {
    const string = strings.pop();
    if (!string) return;
    stack.length = stack.lastIndexOf(string);
    ({ objects, arrays } = string);
    look();
  };
  const look = () => {
    top = stack.length ? stack[stack.length - 1] : undefined;
    around = strings.length ? strings[strings.length - 1] : undefined;
  };
  /** @param {Frame} frame */
  const open = (frame) => {
    stack.push(frame);
    if (frame.kind === "string") {
      strings.push(frame);
      objects = 0;
      arrays = 0;
    } else if (frame.kind === "object") objects++;
    else arrays++;
    look();
  };
  /** @param {"object" | "array"} kind @param {number} end */
  const close = (kind, end) => {
    if ((kind === "object" ? objects : arrays) === 0) return;
    for (let frame = stack.pop(); frame; frame = stack.pop()) {
      if (frame.kind === "object") objects--;
      else arrays--;
      if (frame.kind !== kind) continue;
      if (passedAt(end - 1) > frame.marks && closed.length < MOST_BLOCKS)
        closed.push({ array: kind === "array", start: frame.start, end, children: [] });
      break;
    }
    look();
  };

  /** How many of the marks stand before. @param {number} place */
  const passedAt = (place) => {
    while (passed < marks.length && (marks[passed] ?? 0) <= place) passed++;
    return passed;
  };

  const last = marks[marks.length - 1] ?? 0;
  for (let i = 0; i < text.length; i++) {
    // What is not open yet holds no mark any more.
    if (!top && i > last) break;
    let c = text.charCodeAt(i);
    if (c > 127 || IS_MARK[c] === 0) {
      // A letter before a quote may belong to it, as in b'…'.
      if (atValue && c !== 32 && c !== 9 && c !== 13 && c !== 98 && c !== 117 && c !== 114) atValue = false;
      continue;
    }
    let slashes = 0;
    while (c === 92) {
      slashes++;
      c = text.charCodeAt(++i);
    }
    if (c === 34 || c === 39) {
      const quote = c === 34 ? '"' : "'";
      if (!top) continue;
      if (top.kind === "string") {
        if (top.quote === quote && slashes <= top.slashes) {
          popString();
          atValue = false;
        }
        continue;
      }
      if (around && around.quote === quote && slashes <= around.slashes) {
        popString();
        atValue = false;
      } else if (atValue) {
        // What holds no bracket holds no block.
        REST.lastIndex = i + 1;
        if (!slashes && !around && REST.test(text) && text[REST.lastIndex] === quote) {
          i = REST.lastIndex;
          atValue = false;
        } else open({ kind: "string", start: i, marks: 0, quote, slashes, objects, arrays });
      }
      continue;
    }
    if (slashes) continue; // An escape, of whatever it is.
    if (c === 123 || c === 91) {
      if (top?.kind === "string" && !opensInside(text, i)) continue;
      if (stack.length >= DEEPEST) {
        tooDeep++;
        continue;
      }
      open({ kind: c === 123 ? "object" : "array", start: i, marks: passedAt(i), quote: "", slashes: 0 });
      atValue = true;
    } else if (c === 125 || c === 93) {
      if (tooDeep) tooDeep--;
      else if (top?.kind !== "string") close(c === 125 ? "object" : "array", i + 1);
      atValue = false;
    } else if (c === 44 || c === 58 || c === 61) atValue = true;
    else if (c === 10) {
      // No string of JSON goes over a line's end: what seemed to be one broke off.
      if (top?.kind === "string") {
        stack.length = 0;
        strings.length = 0;
        objects = 0;
        arrays = 0;
        look();
      }
    }
  }
  return nested(closed);
}

/** The rest of a string without brackets in it. */
const REST = /[^"'\\{[\n]*/y;

/** Whether a bracket in a string opens something: a quote, a bracket or its end comes next. @param {string} text @param {number} at */
const opensInside = (text, at) =>
  /^[{[](?:\\*[nrt]|\s){0,16}(?:\\*["']|[{}\]])/.test(text.slice(at, at + 64));

/** @param {Block[]} closed in the order in which they end */
function nested(closed) {
  const inOrder = closed.sort((a, b) => a.start - b.start || b.end - a.end);
  /** @type {Block[]} */
  const outermost = [];
  /** @type {Block[]} */
  const open = [];
  for (const block of inOrder) {
    while (open.length && (open[open.length - 1]?.end ?? 0) <= block.start) open.pop();
    block.parent = open[open.length - 1];
    (block.parent?.children ?? outermost).push(block);
    open.push(block);
  }
  return outermost;
}
