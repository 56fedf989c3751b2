// Reads an object as it is printed: JSON, JSON in a string of JSON, a Python dict, what console.log shows.

const DEEPEST = 64;

/**
 * @param {string} text an object or an array, from its first bracket to its last
 * @returns {{ value: unknown, json: string }} what it holds, and the same as JSON: as it came, where it is that
 */
export function parsed(text) {
  let rest = text;
  for (let level = 0; level < 6; level++) {
    const value = json(rest);
    if (value !== undefined) return { value, json: rest };
    // The first quote tells whether a string is around.
    if (!/^[^"']{0,64}\\/.test(rest)) break;
    const inner = json(`"${rest}"`);
    if (typeof inner !== "string") break;
    rest = inner;
  }
  const value = new Reader(rest).value(0);
  return { value, json: JSON.stringify(value) ?? "" };
}

/** @param {string} text @returns {unknown} */
function json(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @type {Record<string, unknown>} */
const WORDS = {
  True: true,
  true: true,
  False: false,
  false: false,
  None: null,
  null: null,
  nil: null,
  undefined: null,
};

/** For what is no JSON: single quotes, names without quotes, `datetime(…)`, `b'…'`, commas at the end. */
class Reader {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  /** @param {RegExp} pattern sticky */
  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }

  /** @param {number} depth @returns {unknown} */
  value(depth) {
    this.take(/[\s,]*/y);
    const next = this.text[this.at];
    if (next === undefined || depth > DEEPEST) return undefined;
    if (next === "{") return this.object(depth);
    if (next === "[" || next === "(") return this.array(depth);
    return this.scalar();
  }

  /** @param {number} depth */
  object(depth) {
    this.at++;
    /** @type {[string, unknown][]} */
    const entries = [];
    while (this.at < this.text.length) {
      this.take(/[\s,;]*/y);
      if (this.text[this.at] === "}") break;
      const before = this.at;
      const key = this.scalar();
      this.take(/\s*(?:=>|[:=])?/y);
      entries.push([String(key), this.value(depth + 1)]);
      if (this.at === before) this.at++; // Nothing that could be read: go on behind it.
    }
    this.at++;
    return Object.fromEntries(entries);
  }

  /** @param {number} depth */
  array(depth) {
    this.at++;
    /** @type {unknown[]} */
    const items = [];
    while (this.at < this.text.length) {
      this.take(/[\s,]*/y);
      if (/[\])]/.test(this.text[this.at] ?? "")) break;
      const before = this.at;
      items.push(this.value(depth + 1));
      if (this.at === before) this.at++;
    }
    this.at++;
    return items;
  }

  scalar() {
    const quoted = this.take(/[bur]{0,2}(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/sy);
    if (quoted) return unquoted(quoted.replace(/^[bur]+/, ""));
    const word = this.take(/[^\s,:;={}[\]()"']+/y);
    // datetime.datetime(2026, 11, 27, tzinfo=tzlocal())
    if (word && this.text[this.at] === "(") return this.call(word);
    if (Object.hasOwn(WORDS, word)) return WORDS[word];
    return /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(word) ? Number(word) : word;
  }

  /** @param {string} name */
  call(name) {
    const start = this.at;
    let open = 0;
    do {
      const c = this.text[this.at++];
      if (c === "(") open++;
      else if (c === ")") open--;
    } while (open > 0 && this.at < this.text.length && this.at - start < 200);
    return name + this.text.slice(start, this.at);
  }
}

/** @param {string} quoted */
function unquoted(quoted) {
  const inner = quoted.slice(1, -1);
  if (!inner.includes("\\")) return inner;
  const text = json(`"${inner.replace(/\\'/g, "'").replace(/(?<!\\)"/g, '\\"')}"`);
  return typeof text === "string" ? text : inner.replace(/\\(.)/g, "$1");
}
