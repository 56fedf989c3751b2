// Which of the things that were found belong together: each reply or error that a text holds, in its order.
import { known, operationAnswering } from "./catalogue.js";
import { LABELED, MENTIONED, NAMED, UNDOCUMENTED } from "./codes.js";
import { firstWhere } from "./sorted.js";
import { parsed } from "./values.js";
import { TOOL_WORDS } from "./words.js";

/**
 * @typedef {import("./blocks.js").Block} Block
 * @typedef {import("./catalogue.js").Operation} Operation
 * @typedef {import("./facts.js").Fact} Fact
 * @typedef {import("./http.js").Head} Head
 * @typedef {{
 *   at: number, end: number, facts: Fact[], labels: Set<string>,
 *   code?: Fact | undefined, status?: Fact | undefined, request?: Fact | undefined, operation?: Fact | undefined,
 *   answer?: Operation, body?: Block, json?: string, head?: Head, event?: Record<string, unknown>,
 * }} Draft
 * `body`: the block that is a reply's body as it came; `answer`: the operation that the body is of, by what is in it.
 */

export const MOST_REPLIES = 500;

/** So many kinds of objects are tried as replies that tell of tasks. */
const MOST_TRIALS = 100;
const LONGEST_STACK = 8_192;

/** What may begin another reply, or changes what is known of one. */
const TELLING = new Set(["code", "status", "request", "operation"]);

export class Replies {
  /**
   * @param {string} text
   * @param {Fact[]} facts in order
   * @param {Block[]} blocks the outermost
   * @param {Head[]} heads
   * @param {Operation[]} first whose replies these are most likely
   */
  constructor(text, facts, blocks, heads, first) {
    this.text = text;
    this.facts = facts;
    this.blocks = blocks;
    this.heads = heads;
    this.first = first;
    /** How much may still be read as JSON: the text, twice. */
    this.unread = 2 * text.length + 4096;
    this.trials = MOST_TRIALS;
    /** The operations by the labels that their replies have. @type {Map<string, Operation | null>} */
    this.shapes = new Map();
  }

  /** @returns {Draft[]} */
  all() {
    const drafts = this.sequence();
    const certain = drafts.some(({ code }) => code && code.strength > MENTIONED);
    return drafts
      .filter(({ code, facts }) => code?.strength !== MENTIONED || !(certain || isEnumeration(facts)))
      .slice(0, MOST_REPLIES);
  }

  /** The text from its beginning to its end: lines and what stands between them. @returns {Draft[]} */
  sequence() {
    /** @type {Draft[]} */
    const done = [];
    /** @type {Draft | undefined} */
    let current;
    const close = () => {
      if (current && isAnchored(current)) done.push(current);
      current = undefined;
    };
    let lastEnd = 0;
    for (const item of this.items()) {
      if (done.length > MOST_REPLIES + 50) break;
      if (placeOf(item) < lastEnd) continue;
      if ("headers" in item) {
        if (current && isAnchored(current)) close();
        const message = this.message(
          item,
          this.heads[firstWhere(this.heads, ({ at }) => at > item.at)]?.at ?? this.text.length,
        );
        current = current ? join(current, message) : message;
        lastEnd = message.end;
        close();
        continue;
      }
      if (!("children" in item) && current && !TELLING.has(item.kind)) {
        current.facts.push(item);
        continue;
      }
      const drafts = "children" in item ? this.inBlock(item) : [draftOf([item])];
      if ("children" in item) lastEnd = item.end;
      for (const draft of drafts) {
        if (current && this.isOfError(current, draft)) draft.code = undefined;
        if (current && (draft !== drafts[0] || this.isNext(current, draft))) close();
        current = current ? join(current, draft) : draft;
      }
    }
    close();
    return merged(done);
  }

  items() {
    /** @type {(Fact | Block | Head)[]} */
    const all = [...this.lines(), ...this.blocks, ...this.heads];
    return all.sort((a, b) => placeOf(a) - placeOf(b));
  }

  /** The facts outside of blocks. */
  lines() {
    let index = 0;
    return this.facts.filter(({ at }) => {
      while ((this.blocks[index]?.end ?? Number.POSITIVE_INFINITY) <= at) index++;
      return at < (this.blocks[index]?.start ?? Number.POSITIVE_INFINITY);
    });
  }

  /** An HTTP message: its head, and the body behind it. @param {Head} head @param {number} next where the next one begins @returns {Draft} */
  message(head, next) {
    const block = this.blocks[firstWhere(this.blocks, ({ end }) => end > head.body)];
    const isBody =
      block !== undefined &&
      block.start < next &&
      isGap(this.text.slice(head.body, Math.min(block.start, head.body + 2000)));
    const end = isBody ? block.end : next;
    const facts = this.facts.slice(
      firstAt(this.facts, head.at),
      firstAt(this.facts, isBody ? head.body : end),
    );
    const status = {
      kind: "status",
      label: "head",
      at: head.at,
      start: head.statusAt,
      end: head.statusAt + 3,
      value: String(head.status),
      strength: LABELED,
    };
    const draft = draftOf([status, ...facts.filter(({ kind }) => kind !== "status")]);
    if (isBody) for (const inner of this.inBlock(block)) join(draft, inner);
    return Object.assign(draft, { status, head, at: head.at, end }, isBody && { body: block });
  }

  /** @param {Block} block @returns {Draft[]} */
  inBlock(block) {
    const own = this.factsOf(block);
    if (block.reply) {
      const requests = own.filter(({ kind }) => kind === "request");
      return [{ ...draftOf(requests, block), ...block.reply, body: block }];
    }
    const event = this.eventIn(block, own);
    if (event) return [event];
    const reply = block.array ? undefined : this.replyIn(block, own);
    if (reply) return [reply];
    const only = block.array ? undefined : this.receiptIn(block, own);
    if (only) return [only];
    const inner = block.children.map((child) => this.inBlock(child));
    const anchored = inner.flat().filter((draft) => isAnchored(draft));
    if (block.array && anchored.length > 1) return anchored;
    const isBody = !block.array && !block.parent && !own.some(({ kind }) => kind === "sdk");
    const whole = draftOf(own, block);
    if (isBody) whole.body = block;
    const rest = [];
    for (const drafts of inner)
      for (const draft of drafts)
        if (drafts.length > 1 || contradicts(whole, draft)) rest.push(draft);
        else Object.assign(join(whole, draft), isBody && { body: draft.answer ? draft.body : block });
    return rest.length && !isAnchored(whole) ? rest : [whole, ...rest];
  }

  /** The facts of a block that are in none of its children. @param {Block} block @returns {Fact[]} */
  factsOf(block) {
    const own = [];
    let child = 0;
    for (let index = firstAt(this.facts, block.start); index < this.facts.length; index++) {
      const fact = this.facts[index];
      if (!fact || fact.at >= block.end) break;
      while ((block.children[child]?.end ?? Number.POSITIVE_INFINITY) <= fact.at) child++;
      const inside = block.children[child];
      if (inside && fact.at >= inside.start) {
        index = firstAt(this.facts, inside.end) - 1;
        continue;
      }
      own.push(fact);
    }
    return own;
  }

  /** A reply that tells of tasks: whose it is, is seen by who can read it. @param {Block} block @param {Fact[]} own @returns {Draft | undefined} */
  replyIn(block, own) {
    if (own.some(({ kind, strength }) => kind === "code" && strength >= NAMED)) return undefined;
    if (!own.some(({ kind }) => kind === "reply" || kind === "param")) return undefined;
    const shape = own.map(({ label }) => label).join();
    const seen = this.shapes.get(shape);
    const size = block.end - block.start;
    if (seen === null || size > this.unread || (!seen && this.trials-- <= 0)) return undefined;
    this.unread -= size;
    const { value, json } = parsed(this.text.slice(block.start, block.end));
    const answer = seen ?? operationAnswering(value, [...this.first, ...known().all]);
    if (!seen && this.shapes.size < 1000) this.shapes.set(shape, answer ?? null);
    if (!answer) return undefined;
    const sdk = own.some(({ kind }) => kind === "sdk");
    const inner = sdk ? block.children.flatMap((child) => this.factsOf(child)) : [];
    const facts = [...own, ...inner].filter(({ kind }) => kind === "status" || kind === "request");
    return { ...draftOf(facts, block), answer, body: block, json };
  }

  /** A request id alone is all that Alibaba Cloud answers to a cancel call. @param {Block} block @param {Fact[]} own @returns {Draft | undefined} */
  receiptIn(block, own) {
    if (
      own.length !== 1 ||
      own[0]?.kind !== "request" ||
      block.children.length ||
      block.end - block.start > 200
    )
      return undefined;
    const answer = this.first.find(({ provider, kind }) => provider === "alibaba" && kind === "cancel");
    if (!answer || this.text.slice(block.start, block.end).includes(",")) return undefined;
    const { json } = parsed(this.text.slice(block.start, block.end));
    return { ...draftOf(own, block), answer, body: block, json };
  }

  /** An event of an audit trail. @param {Block} block @param {Fact[]} own @returns {Draft | undefined} */
  eventIn(block, own) {
    const operation = own.find(
      ({ kind, label }) => kind === "operation" && /^(?:eventname|tracename)$/.test(label),
    );
    if (!operation || !own.some(({ kind }) => kind === "event" || kind === "service")) return undefined;
    if (block.children.some((child) => this.eventIn(child, this.factsOf(child)))) return undefined;
    const size = block.end - block.start;
    if (size > this.unread) return undefined;
    this.unread -= size;
    const { value } = parsed(this.text.slice(block.start, block.end));
    if (typeof value !== "object" || value === null) return undefined;
    const event = /** @type {Record<string, unknown>} */ (value);
    const facts = own.filter(({ kind, label }) => !(kind === "status" && label !== "code"));
    return { ...draftOf(facts, block), operation, event };
  }

  /** Whether something begins another reply, or tells more of the present one. @param {Draft} current @param {Draft} draft */
  isNext(current, draft) {
    if (current.event || draft.event) return isAnchored(current) && isAnchored(draft);
    if (contradicts(current, draft)) return true;
    const [mine, other] = [current.code, draft.code];
    if (isAnchored(current) && draft.facts.some(({ label }) => label === "command")) return true;
    // The next line of an access log.
    if (
      current.labels.has("status:request") &&
      draft.facts.some(({ label }) => label === "path" || label === "request")
    )
      return true;
    // A label that is there already, at the beginning of a line, begins another of its kind.
    const repeats = draft.facts.some(
      (fact) => isOwn(fact) && current.labels.has(`${fact.kind}:${fact.label}`) && this.beginsLine(fact.at),
    );
    if (repeats && current.code && !draft.body && !current.body) return true;
    if (!mine || !other || mine.strength === MENTIONED || other.strength === MENTIONED) return false;
    // Two bodies are two replies, but where an SDK's words between them tell the code once more.
    if (current.body && draft.body)
      return current.facts[current.facts.length - 1]?.label !== "" || mine.value !== other.value;
    // The same code once more: another error, unless it is the same one told by what caught it.
    const between = this.text.slice(Math.max(mine.end, other.at - 4000), other.at);
    return (
      between.includes("\n") &&
      mine.label === other.label &&
      !draft.body &&
      !current.body &&
      !/During handling of|direct cause of|Caused by|[Ww]rapped/.test(between) &&
      !this.isTraced(mine)
    );
  }

  /** Whether a Python traceback ends with this error, which is told again below. @param {Fact} code */
  isTraced(code) {
    const line = this.text.slice(Math.max(0, code.at - 200), code.at).replace(/^[\s\S]*\n/, "");
    return /^[\w.]+(?:Error|Exception|Ended|NotFound)\w*: $/.test(line);
  }

  /**
   * Whether these are the own members of an error as Node prints it, behind its stack: what is called a code among
   * them is a detail of the error that its name tells.
   * @param {Draft} current @param {Draft} draft
   */
  isOfError({ code, status }, { facts, at }) {
    if (!code || status || at - code.end > LONGEST_STACK || !facts.some(({ kind }) => kind === "sdk"))
      return false;
    return /^[^\n]*(?:\n[ \t]+at [^\n]*)+$/.test(this.text.slice(code.end, at));
  }

  /** @param {number} at */
  beginsLine(at) {
    return /(?:^|\n|\\n)[\s"'{]*$/.test(this.text.slice(Math.max(0, at - 40), at));
  }
}

/** @param {Fact | Block | Head} item */
const placeOf = (item) => ("at" in item ? item.at : item.start);

/** @param {Fact[]} facts @param {number} place */
const firstAt = (facts, place) => firstWhere(facts, ({ at }) => at >= place);

/** Whether what stands between a head and a block is no text: the block is the body. @param {string} between */
const isGap = (between) =>
  !/[A-Za-z]{3}/.test(
    between.replace(
      /^.*(?:bytes data|Dload|% Total|--:--|left intact).*$|<(?:\?xml|\w+Response)\b[\s\S]*$/gm,
      "",
    ),
  );

/** Several codes in one sentence are a remark on what may come. @param {Fact[]} facts */
const isEnumeration = (facts) =>
  new Set(facts.filter(({ kind }) => kind === "code").map(({ value }) => value)).size > 1;

/** What each reply has once. @param {Fact} fact */
const isOwn = ({ kind, label }) =>
  (kind === "code" || kind === "status" || kind === "request") && label !== "";

/**
 * @param {Fact[]} facts
 * @param {Block} [block]
 * @returns {Draft}
 */
function draftOf(facts, block) {
  /** @type {Draft} */
  const draft = {
    facts,
    labels: new Set(),
    at: block?.start ?? facts[0]?.at ?? 0,
    end: block?.end ?? facts[facts.length - 1]?.end ?? 0,
  };
  for (const fact of facts) {
    const { kind } = fact;
    if (kind === "code" || kind === "status" || kind === "request" || kind === "operation")
      if (fact.strength > (draft[kind]?.strength ?? 0)) draft[kind] = fact;
    if (isOwn(fact)) draft.labels.add(`${kind}:${fact.label}`);
  }
  return draft;
}

/** @param {Draft} draft */
const isAnchored = ({ code, status, answer, event, head }) =>
  Boolean(code || status || answer || event || head);

/** Whether two of them cannot be of one reply. @param {Draft} a @param {Draft} b */
function contradicts(a, b) {
  if ((a.answer && b.answer) || (a.event && b.event)) return true;
  if (a.code && b.code && isAsCertain(a.code, b.code) && a.code.value !== b.code.value)
    return !isSame(a.code.value, b.code.value);
  if ((a.answer && b.code?.strength === LABELED) || (b.answer && a.code?.strength === LABELED)) return true;
  const [one, other] = [a.request?.value, b.request?.value];
  if (one && other && one !== other && a.code && b.code) return true;
  const [first, second] = [a.status, b.status];
  return Boolean(first && second && first.value !== second.value && a.code && b.code);
}

/** A mention does not speak against a code, nor what no vendor documents against what one does. @param {Fact} a @param {Fact} b */
const isAsCertain = (a, b) =>
  (a.strength >= NAMED && b.strength >= NAMED) ||
  (a.strength === UNDOCUMENTED && b.strength === UNDOCUMENTED);

/** @param {string} a @param {string} b */
const isSame = (a, b) =>
  a === `${b}Exception` || b === `${a}Exception` || a.endsWith(`.${b}`) || b.endsWith(`.${a}`);

/**
 * Adds one draft to another, and gives that one.
 * @param {Draft} a @param {Draft} b @returns {Draft}
 */
function join(a, b) {
  const stronger = (/** @type {Fact | undefined} */ one, /** @type {Fact | undefined} */ other) =>
    one && other ? (other.strength > one.strength ? other : one) : (one ?? other);
  // What tells the code tells the rest of the reply, too.
  const isMain = Boolean(b.code && (!a.code || b.code.strength > a.code.strength));
  const choose = (/** @type {Fact | undefined} */ one, /** @type {Fact | undefined} */ other) =>
    isMain ? (other ?? one) : (one ?? other);
  for (const fact of b.facts) a.facts.push(fact);
  for (const label of b.labels) a.labels.add(label);
  if (b.answer) Object.assign(a, { answer: b.answer, json: b.json, body: b.body });
  else if (b.body && !a.answer && (isMain || !a.body)) a.body = b.body;
  if (b.event) a.event = b.event;
  if (b.head) a.head = b.head;
  a.at = Math.min(a.at, b.at);
  a.end = Math.max(a.end, b.end);
  a.status = choose(a.status, b.status);
  a.request = choose(a.request, b.request);
  a.code = stronger(a.code, b.code);
  a.operation = stronger(a.operation, b.operation);
  return a;
}

/** The same request told twice is one reply. @param {Draft[]} drafts */
function merged(drafts) {
  /** @type {Draft[]} */
  const result = [];
  for (const draft of drafts) {
    const last = result[result.length - 1];
    const same =
      last?.request &&
      last.request.value === draft.request?.value &&
      last.code?.value === draft.code?.value &&
      !draft.event;
    if (last && same) join(last, draft);
    else result.push(draft);
  }
  return result;
}

/** Whether a tool tells a code: in a phrase, as a word by itself, or behind a label without quotes. @param {Fact} code @param {string} text */
function isTold({ label, start, at }, text) {
  if (label === "phrase") return true;
  if (label === "xamznerrortype") return false;
  return label === "" ? text[start - 1] !== "<" : !/["'<]/.test(text[at - 1] ?? "");
}

/**
 * Whether a reply itself was pasted, or an error as an SDK or a command line tells it.
 * @param {Draft} draft @param {string} text
 * @returns {"reply" | "error" | "event"}
 */
export function kindOf({ event, head, answer, facts, at, code, status, body }, text) {
  if (event) return "event";
  if (head || answer) return "reply";
  const isTool = facts.some(
    (fact) =>
      fact.kind === "sdk" || (fact.kind === "code" && fact.strength > MENTIONED && isTold(fact, text)),
  );
  if (
    isTool ||
    TOOL_WORDS.test(text.slice(Math.max(0, at - 400), body?.start ?? at).replace(/^[\s\S]*\n\n/, ""))
  )
    return "error";
  if (code)
    return /^(?:code|errorcode|errcode|xamznerrortype)$/.test(code.label) || text[code.start - 1] === "<"
      ? "reply"
      : "error";
  const isLine =
    status?.label === "phrase" && /(?:^|\n)$/.test(text.slice(Math.max(0, status.at - 1), status.at));
  return isLine || /^(?:request|line|status|statuscode|head)$/.test(status?.label ?? "") ? "reply" : "error";
}
