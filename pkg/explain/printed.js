// Finds the lists of tasks that tools print otherwise than as JSON, and makes of each the reply that it was: values in
// columns, as of `aws --output text` and of tables, and names with their values, as of YAML, XML and of tables on end.
import { known } from "./catalogue.js";
import { NAMED } from "./codes.js";
import { answerOf, itemOf, listsFor } from "./lists.js";
import { MOST_REPLIES } from "./replies.js";
import { firstWhere } from "./sorted.js";
import { parsed } from "./values.js";

/**
 * @typedef {import("./blocks.js").Block} Block
 * @typedef {import("./catalogue.js").Operation} Operation
 * @typedef {import("./facts.js").Fact} Fact
 * @typedef {import("./lists.js").List} List
 * @typedef {{ start: number, end: number, list: List, item: object, isAlone?: boolean }} Row
 * `isAlone`: what it is a list of is not told
 */

const LONGEST_ROW = 4096;
const CELLS = /[\t|]| {2,}|<[^<>]{0,200}>/;

/**
 * The blocks of a text, with those among them that are printed.
 * @param {string} text
 * @param {Block[]} blocks the outermost
 * @param {Fact[]} facts
 * @param {import("./http.js").Head[]} heads
 * @param {Operation[]} likely whose replies these are most likely
 * @returns {Block[]}
 */
export function withPrinted(text, blocks, facts, heads, likely) {
  const lists = listsFor(likely);
  const told = facts.filter(({ kind, strength }) => kind === "operation" && strength > 1);
  const codes = facts.filter(({ kind, strength }) => kind === "code" && strength >= NAMED);
  // Behind a command, an error or a head another list begins.
  const marks = [...told, ...codes, ...heads].sort((a, b) => a.at - b.at);
  const marksBefore = (/** @type {number} */ place) => firstWhere(marks, ({ at }) => at >= place);
  /** @type {Block[]} */
  const found = [];
  /** @type {Row[]} */
  let group = [];
  let closed = 0;
  const close = () => {
    const [first] = group;
    const reply =
      first &&
      closed++ < MOST_REPLIES &&
      answerOf(
        first.list,
        group.map(({ item }) => item),
        told[firstWhere(told, ({ at }) => at >= first.start) - 1]?.of ?? (first.isAlone ? known().all : []),
      );
    if (reply) {
      const window = Math.max(found[found.length - 1]?.end ?? 0, first.start - LONGEST_ROW);
      const start = first.start - lengthOfXml(text.slice(window, first.start));
      const end = group[group.length - 1]?.end ?? 0;
      found.push({ array: false, start, end, children: [], parent: undefined, inString: false, reply });
    }
    group = [];
  };
  for (const row of rowsIn(text, blocks, lists)) {
    // What has an error in it tells of more than a task.
    if (marksBefore(row.start) !== marksBefore(row.end)) continue;
    const [first] = group;
    if (first && (first.list !== row.list || marksBefore(first.start) !== marksBefore(row.start))) close();
    group.push(row);
  }
  close();
  if (!found.length) return blocks;
  const isOutside = (/** @type {Block} */ { start, end }) =>
    (found[firstWhere(found, (one) => one.end > start)]?.start ?? end) >= end;
  return [...blocks.filter(isOutside), ...found].sort((a, b) => a.start - b.start);
}

/** What a reply in XML has before its first task. @param {string} before */
const lengthOfXml = (before) => /<(?:\?xml|\w+Response)\b[\s\S]*$/.exec(before)?.[0].length ?? 0;

/** @param {string} text @param {Block[]} blocks @param {List[]} lists */
function rowsIn(text, blocks, lists) {
  const bare = lists.map(({ form }) => form.source.slice(1, -1));
  const anyId = new RegExp(`(?<![\\w-])(?:${bare.join("|")})(?![\\w-])`, "g");
  /** @type {Row[]} */
  const rows = [];
  /** Lists whose tasks are not in columns. @type {Set<List>} */
  const named = new Set();
  for (let match = anyId.exec(text); match; match = anyId.exec(text)) {
    const { index, 0: id } = match;
    const block = blockAt(blocks, index);
    const start = block?.start ?? text.lastIndexOf("\n", index) + 1;
    const end = block?.end ?? (text.indexOf("\n", index) + 1 || text.length + 1) - 1;
    const shown = end - start < LONGEST_ROW ? text.slice(start, end) : "";
    const own = lists.filter(({ form }) => form.test(id));
    const forms = block ? [] : cellsOf(shown);
    const row = own.flatMap((list) => {
      const item = block ? taskIn(list, shown) : forms.map((cells) => itemOf(list, cells)).find(Boolean);
      return item ? [{ start, end, list, item }] : [];
    })[0];
    if (row) rows.push(row);
    else if (!block) for (const list of own) named.add(list);
    anyId.lastIndex = end;
  }
  for (const list of named) rows.push(...namedRows(text, blocks, list));
  return rows.sort((a, b) => a.start - b.start);
}

/** @param {Block[]} blocks @param {number} place */
function blockAt(blocks, place) {
  const block = blocks[firstWhere(blocks, ({ end }) => end > place)];
  return block && block.start <= place ? block : undefined;
}

/**
 * A task in an object of its own, as jq leaves it: what has its id and state alone may be the reply to a cancel call.
 * @param {List} list @param {string} shown
 */
function taskIn({ id, state, others = [] }, shown) {
  const isTask = (/** @type {(name: string) => boolean} */ has) =>
    has(id) && has(state) && others.some(([name]) => has(name));
  const value = isTask((name) => shown.includes(name)) && Object(parsed(shown).value);
  return value && isTask((name) => name in value) ? value : undefined;
}

/** What may be a line's cells. @param {string} line */
function cellsOf(line) {
  // With commas or single blanks between them they are a sentence, unless nothing in it is a word of one.
  const isSentence = /(?:^|\s)[a-z]+[.,:;]?(?=\s|$)/.test(line) || !/^\s*\S*\d| {2}|,/.test(line);
  const marks = isSentence ? [CELLS] : [CELLS, /,/, / +/];
  return marks.map((mark) =>
    line.split(mark).map((cell) => cell.trim().replace(/^(\*\*|["'`])(.*)\1$/, "$2")),
  );
}

/** `TaskId: …` and `Lifecycle: …`, however many lines lie between: the first is of the first. @param {string} text @param {Block[]} blocks @param {List} list @returns {Row[]} */
function namedRows(text, blocks, list) {
  const formOf = { [list.state]: list.states.source.slice(1, -1) };
  const [ids, ...others] = [list.id, list.state, ...(list.others ?? []).map(([name]) => name)].map((name) => {
    const value = formOf[name] ?? `[^\\s"'|<>]+`;
    const pattern = new RegExp(`(?<![\\w-])${name}["']?(?:>|[ \\t]*[:|])[ \\t]*["']?(${value})`, "g");
    const values = [...text.matchAll(pattern)].filter(({ index }) => !blockAt(blocks, index));
    return /** @type {const} */ ([name, values]);
  });
  const count = Math.min(ids?.[1].length ?? 0, others[0]?.[1].length ?? 0);
  const begins = text.indexOf(list.path[0] ?? "");
  const isAlone = begins < 0;
  // Of a list whose beginning is there the end may be missing.
  const isCut = !isAlone && begins < (ids?.[1][0]?.index ?? 0);
  const most = isCut ? count + 1 : count;
  if (Math.max(ids?.[1].length ?? 0, others[0]?.[1].length ?? 0) > most) return [];
  const all = others.filter(([, values]) => values.length >= count && values.length <= most);
  return (ids?.[1] ?? []).slice(0, count).map((match, row) => ({
    start: Math.min(match.index, ...all.map(([, values]) => values[row]?.index ?? match.index)),
    end: Math.max(
      match.index + match[0].length,
      ...all.map(([, values]) => (values[row]?.index ?? 0) + (values[row]?.[0].length ?? 0)),
    ),
    list,
    isAlone,
    item: Object.fromEntries([[list.id, match[1]], ...all.map(([name, values]) => [name, values[row]?.[1]])]),
  }));
}
