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
 * @typedef {{ start: number, end: number, list: List, item: object, isAlone?: boolean }} Row a task, and where it stands
 * `isAlone`: nothing names the list that it is of
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
  const told = facts.filter(({ kind, strength }) => kind === "operation" && strength > 1);
  const codes = facts.filter(({ kind, strength }) => kind === "code" && strength >= NAMED);
  const marks = [...told, ...codes, ...heads].map(({ at }) => at).sort((a, b) => a - b);
  const groups = groupsOf(rowsIn(text, blocks, listsFor(likely)), marks);
  const printed = groups.slice(0, MOST_REPLIES).flatMap((group) => replyOf(group, told));
  if (!printed.length) return blocks;
  // What stands in a printed reply is a part of it.
  const isOutside = (/** @type {Block} */ { start, end }) =>
    (printed[firstWhere(printed, (one) => one.end > start)]?.start ?? end) >= end;
  return [...blocks.filter(isOutside), ...printed].sort((a, b) => a.start - b.start);
}

/**
 * The rows of each list. Behind a command, an error or a head another list begins.
 * @param {Row[]} rows in their order @param {number[]} marks where those are, in their order
 */
function groupsOf(rows, marks) {
  /** @type {{ first: Row, rows: Row[], section: number }[]} */
  const groups = [];
  const sectionAt = (/** @type {number} */ place) => firstWhere(marks, (at) => at >= place);
  for (const row of rows) {
    const section = sectionAt(row.start);
    // What has an error in it tells of more than a task.
    if (section !== sectionAt(row.end)) continue;
    const last = groups[groups.length - 1];
    if (last?.section === section && last.first.list === row.list) last.rows.push(row);
    else groups.push({ first: row, rows: [row], section });
  }
  return groups;
}

/**
 * The reply that the rows were.
 * @param {{ first: Row, rows: Row[] }} group @param {Fact[]} told the operations @returns {Block[]} none or one
 */
function replyOf({ first: { start, list, isAlone }, rows }, told) {
  const before = told[firstWhere(told, ({ at }) => at >= start) - 1];
  const items = rows.map(({ item }) => item);
  const { end = start } = rows[rows.length - 1] ?? {};
  const reply = answerOf(list, items, before?.of ?? (isAlone ? known().all : []));
  return reply ? [{ array: false, start, end, children: [], reply }] : [];
}

/**
 * All tasks of a text, in their order: each object, array or line that has an id in it is looked at once.
 * @param {string} text @param {Block[]} blocks @param {List[]} lists
 */
function rowsIn(text, blocks, lists) {
  const forms = lists.map(({ form }) => form.source.slice(1, -1));
  const anyId = new RegExp(`(?<![\\w-])(?:${forms.join("|")})(?![\\w-])`, "g");
  /** @type {Row[]} */
  const rows = [];
  /** Lists that have ids on lines that are no rows of columns. @type {Set<List>} */
  const named = new Set();
  for (let match = anyId.exec(text); match; match = anyId.exec(text)) {
    const { index, 0: id } = match;
    const block = blockAt(blocks, index);
    const start = block?.start ?? text.lastIndexOf("\n", index) + 1;
    const end = block?.end ?? (text.indexOf("\n", index) + 1 || text.length + 1) - 1;
    // Arrays are long where their tasks are many.
    const isRead = end - start < LONGEST_ROW || block?.array;
    const tasksOf = reading(isRead ? text.slice(start, end) : "", block !== undefined);
    const own = lists.filter(({ form }) => form.test(id));
    const list = own.find((one) => tasksOf(one).length);
    if (list) for (const item of tasksOf(list)) rows.push({ start, end, list, item });
    else if (!block) for (const one of own) named.add(one);
    anyId.lastIndex = end;
  }
  for (const list of named) for (const row of namedRows(text, blocks, list)) rows.push(row);
  return rows.sort((a, b) => a.start - b.start);
}

/**
 * How a line, an object or an array is read: the tasks in it, if they are of a list.
 * @param {string} shown @param {boolean} isBlock @returns {(list: List) => object[]}
 */
function reading(shown, isBlock) {
  const value = isBlock ? parsed(shown).value : cellsOf(shown);
  const rows = isBlock && Array.isArray(value) ? value : [value];
  return (list) =>
    rows.flatMap((row) => {
      // An object by itself whose id and state are all that it has may be the reply to a cancel call.
      if (row === value && isBlock && !isWhole(list, Object(row))) return [];
      return itemOf(list, row) ?? [];
    });
}

/** Whether an object is a task as lists have it, with more than its id and its state. @param {List} list @param {object} value */
const isWhole = ({ id, others = [] }, value) => id in value && others.some(([name]) => name in value);

/** @param {string} line */
function cellsOf(line) {
  // With commas or single blanks between them they are a sentence, unless nothing in it is a word of one.
  const isSentence = /(?:^|\s)[a-z]+[.,:;]?(?=\s|$)/.test(line) || !/^\s*\S*\d| {2}|,/.test(line);
  const cells = line.replace(/<[^<>]{0,200}>/g, "|").split(isSentence ? /[\t|]| {2,}/ : /[\s|,]/);
  return cells.map((cell) => cell.trim().replace(/^(\*\*|["'`])(.*)\1$/, "$2"));
}

/**
 * Tasks as names with their values, `TaskId: …` and `Lifecycle: …`, however many lines lie between: the first id is of
 * the same task as the first state.
 * @param {string} text @param {Block[]} blocks @param {List} list @returns {Row[]}
 */
function namedRows(text, blocks, list) {
  const { id, state, states, others = [], path } = list;
  const columns = [id, state, ...others.map(([name]) => name)].map((name) => {
    // A word behind a state makes a sentence of it; names of members that begin small stand on lines of their own.
    const value = name === state ? `${states.source.slice(1, -1)}(?! +[a-z])` : `[^\\s"'|<>]+`;
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

/** @param {Block[]} blocks @param {number} place */
function blockAt(blocks, place) {
  const block = blocks[firstWhere(blocks, ({ end }) => end > place)];
  return block && block.start <= place ? block : undefined;
}
