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
      const end = group[group.length - 1]?.end ?? 0;
      found.push({
        array: false,
        start: first.start,
        end,
        children: [],
        parent: undefined,
        inString: false,
        reply,
      });
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
    const shown = end - start < LONGEST_ROW || block?.array ? text.slice(start, end) : "";
    const own = lists.filter(({ form }) => form.test(id));
    const value = block && parsed(shown).value;
    const values = Array.isArray(value) ? value : [value ?? cellsOf(shown)];
    const row = own
      .map((list) =>
        values.flatMap((one) => {
          const item =
            !value || value === values || isTask(list, Object(one)) ? itemOf(list, one) : undefined;
          return item ? [{ start, end, list, item }] : [];
        }),
      )
      .find(({ length }) => length);
    if (row) rows.push(...row);
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
 * Whether an object of its own is a task, as jq leaves it: its id and state alone may be the reply to a cancel call.
 * @param {List} list @param {object} value
 */
const isTask = ({ id, others = [] }, value) => id in value && others.some(([name]) => name in value);

/** @param {string} line */
function cellsOf(line) {
  // With commas or single blanks between them they are a sentence, unless nothing in it is a word of one.
  const isSentence = /(?:^|\s)[a-z]+[.,:;]?(?=\s|$)/.test(line) || !/^\s*\S*\d| {2}|,/.test(line);
  const cells = line.split(isSentence ? /[\t|]| {2,}|<[^<>]{0,200}>/ : /[\s|,]|<[^<>]{0,200}>/);
  return cells.map((cell) => cell.trim().replace(/^(\*\*|["'`])(.*)\1$/, "$2"));
}

/** `TaskId: …` and `Lifecycle: …`, however many lines lie between: the first is of the first. @param {string} text @param {Block[]} blocks @param {List} list @returns {Row[]} */
function namedRows(text, blocks, list) {
  const { id, state, states, others = [], path } = list;
  const columns = [id, state, ...others.map(([name]) => name)].map((name) => {
    const value = name === state ? states.source.slice(1, -1) : `[^\\s"'|<>]+`;
    const named = new RegExp(`(?<![\\w-])(${name})["']?(?:>|[ \\t]*[:|])[ \\t]*["']?(${value})`, "g");
    return [...text.matchAll(named)].filter(({ index }) => !blockAt(blocks, index));
  });
  const [ids = [], own = []] = columns;
  const begins = text.indexOf(path[0] ?? "");
  // Of a list whose beginning is there the end may be missing.
  const count = Math.min(ids.length, own.length);
  const most = count + Number(begins >= 0 && begins < (ids[0]?.index ?? 0));
  if (ids.length > most || own.length > most) return [];
  const whole = columns.filter(({ length }) => length >= count && length <= most);
  return ids.slice(0, count).map((_, row) => {
    const parts = whole.map((column) => column[row]).filter((part) => part !== undefined);
    return {
      start: Math.min(...parts.map(({ index }) => index)),
      end: Math.max(...parts.map(({ index, 0: { length } }) => index + length)),
      list,
      isAlone: begins < 0,
      item: Object.fromEntries(parts.map(([, name, value]) => [name, value])),
    };
  });
}
