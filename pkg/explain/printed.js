// Finds the lists of tasks that tools print otherwise than as JSON, and makes of each the reply that it was: values in
// columns, as of `aws --output text` and of tables, and names with their values, as of YAML, XML and of tables on end.
import { known } from "./catalogue.js";
import { NAMED } from "./codes.js";
import { answerOf, itemOf, listsFor } from "./lists.js";
import { firstWhere } from "./sorted.js";

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
 * @param {Operation[]} likely whose replies these are most likely
 * @returns {Block[]}
 */
export function withPrinted(text, blocks, facts, likely) {
  const lists = listsFor(likely);
  // Behind a command or an error another list begins.
  const marks = facts.filter(
    ({ kind, strength }) => (kind === "operation" && strength > 1) || (kind === "code" && strength >= NAMED),
  );
  const before = (/** @type {number} */ place) => marks[firstWhere(marks, ({ at }) => at >= place) - 1];
  /** @type {Block[]} */
  const found = [];
  /** @type {Row[]} */
  let group = [];
  const close = () => {
    const [first] = group;
    const reply =
      first &&
      answerOf(
        first.list,
        group.map(({ item }) => item),
        before(first.start)?.of ?? (first.isAlone ? known().all : []),
      );
    const end = group[group.length - 1]?.end ?? 0;
    const start = (first?.start ?? 0) - lengthOfXml(text, first?.start ?? 0);
    if (reply)
      found.push({ array: false, start, end, children: [], parent: undefined, inString: false, reply });
    group = [];
  };
  for (const row of rowsIn(text, blocks, lists)) {
    const [first] = group;
    if (first && (first.list !== row.list || before(first.start) !== before(row.start))) close();
    group.push(row);
  }
  close();
  if (!found.length) return blocks;
  const isOutside = (/** @type {Block} */ { start, end }) =>
    (found[firstWhere(found, (one) => one.end > start)]?.start ?? end) >= end;
  return [...blocks.filter(isOutside), ...found].sort((a, b) => a.start - b.start);
}

/** What a reply in XML has before its first task. @param {string} text @param {number} end */
const lengthOfXml = (text, end) =>
  /<(?:\?xml|\w+Response)\b[\s\S]*$/.exec(text.slice(Math.max(0, end - 1000), end))?.[0].length ?? 0;

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
    if (block) {
      anyId.lastIndex = block.end;
      continue;
    }
    const start = text.lastIndexOf("\n", index) + 1;
    const end = (text.indexOf("\n", index) + 1 || text.length + 1) - 1;
    const line = end - start < LONGEST_ROW ? text.slice(start, end) : "";
    const own = lists.filter(({ form }) => form.test(id));
    const cells = cellsOf(line);
    const found = own.flatMap((list) => {
      const item = itemOf(list, cells);
      return item ? [{ start, end, list, item }] : [];
    });
    rows.push(...found.slice(0, 1));
    if (!found.length) for (const list of own) named.add(list);
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

/** @param {string} line */
function cellsOf(line) {
  // With single blanks between them they are the words of a sentence, unless it begins with an id or a time.
  const mark = /^\s*\S*\d\S*(?: [^\sa-z]\S*)+$/.test(line) ? / / : /[\t|,]| {2,}/;
  return line.split(mark).map((cell) => cell.trim().replace(/^"(.*)"$/, "$1"));
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
