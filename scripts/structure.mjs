// `npm run structure`: what imports what. Fails when files import each other in a circle, in Rust or in JavaScript, or
// when an arrow of the crate points up the list of its floors.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import ts from "typescript";
import { isMain, root } from "./lib/setup.mjs";

/** The floors of src/, from the top: what stands on one imports from those below it alone, or from its own. */
const FLOORS = [
  ["lib"],
  ["js"],
  ["run"],
  ["interpret", "call"],
  ["providers"],
  ["spec"],
  ["sign"],
  ["outcome"],
  ["http"],
  ["error"],
  ["data", "text"],
];
/** Files and folders at the top of src/, at most. */
const MAX_ROOMS = 13;
/** Where JavaScript is. */
const FOLDERS = ["pkg", "sandbox", "www", "scripts", "benches", "examples", "tests"];

/** @typedef {Map<string, Set<string>>} Graph the files that each file imports */

/**
 * Every file of these kinds below a folder, but for what is built or installed.
 * @param {string} folder
 * @param {RegExp} kind
 */
const filesIn = (folder, kind) =>
  readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((name) => kind.test(name) && !/(^|\/)(dist|node_modules)\//.test(name))
    .map((name) => join(folder, name));

/**
 * The file of a module's path, such as run::state; its last parts may name an item in it.
 * @param {string[]} path
 * @returns {string | undefined}
 */
function fileOf(path) {
  for (let length = path.length; length > 0; length -= 1) {
    const place = join("src", ...path.slice(0, length));
    for (const file of [`${place}.rs`, join(place, "mod.rs")]) if (existsSync(join(root, file))) return file;
  }
  return undefined;
}

/**
 * The paths in Rust code that begin with crate or super; what stands in braces is a path each.
 * @param {string} code
 */
const pathsIn = (code) =>
  [...code.matchAll(/\b((?:crate|super)(?:::[a-z_0-9]+)*)(?:::\{([^{}]*))?/g)].flatMap(
    ([, path = "", group]) =>
      (group ?? "")
        .split(",")
        .map((part) => [...path.split("::"), ...part.trim().split("::")].filter(Boolean)),
  );

/** @returns {Graph} */
function rustGraph() {
  return new Map(
    filesIn("src", /\.rs$/).map((file) => {
      const source = readFileSync(join(root, file), "utf8");
      // Tests may look anywhere, and so may comments.
      const code = source.replace(/#\[cfg\(test\)\]\s*mod tests \{[\s\S]*/, "").replace(/\/\/.*/g, "");
      const own = relative("src", file)
        .replace(/(\/mod)?\.rs$/, "")
        .split("/");
      const folder = file.endsWith("mod.rs") ? own : own.slice(0, -1);
      const paths = pathsIn(code).map(([from, ...parts]) => {
        const base = folder.slice(0, file.endsWith("mod.rs") ? -1 : folder.length);
        return from === "crate" ? parts : [...base, ...parts];
      });
      const imported = paths.map(fileOf).filter((other) => other !== undefined && other !== file);
      return [file, new Set(/** @type {string[]} */ (imported))];
    }),
  );
}

/** @returns {Graph} */
function javascriptGraph() {
  const files = FOLDERS.flatMap((folder) => filesIn(folder, /\.(js|mjs)$/));
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), "utf8"), true, true);
      const imported = importedFiles
        .filter(({ fileName }) => fileName.startsWith("."))
        .map(({ fileName }) => relative(root, resolve(root, dirname(file), fileName)));
      return [file, new Set(imported)];
    }),
  );
}

/**
 * The circles of a graph: each a list of files that import each other, by Tarjan's algorithm.
 * @param {Graph} graph
 */
function circlesIn(graph) {
  /** @type {string[][]} */
  const circles = [];
  /** @type {Map<string, number>} */
  const found = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @param {string} file @returns {number} */
  const visit = (file) => {
    const index = found.size;
    found.set(file, index);
    stack.push(file);
    let low = index;
    for (const other of graph.get(file) ?? [])
      if (!found.has(other)) low = Math.min(low, visit(other));
      else if (stack.includes(other)) low = Math.min(low, found.get(other) ?? low);
    if (low === index) {
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) circles.push(circle);
    }
    return low;
  };
  for (const file of graph.keys()) if (!found.has(file)) visit(file);
  return circles;
}

/** @param {string} file */
const roomOf = (file) => relative("src", file).split("/")[0]?.replace(/\.rs$/, "") ?? "";
/** @param {string} file */
const floorOf = (file) => FLOORS.findIndex((rooms) => rooms.includes(roomOf(file)));

/** @param {Graph} graph */
function* upwardArrows(graph) {
  for (const [file, imported] of graph)
    for (const other of imported) if (floorOf(other) < floorOf(file)) yield `${file} imports ${other}`;
}

/** @returns {string[]} what is wrong */
function examineStructure() {
  const rust = rustGraph();
  const javascript = javascriptGraph();
  const rooms = new Set(readdirSync(join(root, "src")));
  const faults = [
    ...[...rust.keys()].filter((file) => floorOf(file) < 0).map((file) => `${file} stands on no floor`),
    ...[...circlesIn(rust), ...circlesIn(javascript)].map((circle) => `a circle: ${circle.join(" → ")}`),
    ...upwardArrows(rust),
    ...(rooms.size > MAX_ROOMS
      ? [`src/ has ${rooms.size} files and folders, at most ${MAX_ROOMS} are wanted`]
      : []),
  ];
  const arrows = (/** @type {Graph} */ graph) => [...graph.values()].reduce((sum, { size }) => sum + size, 0);
  console.log(
    `Rust: ${rust.size} files, ${arrows(rust)} arrows, ${rooms.size} rooms at the top of src/\n` +
      `JavaScript: ${javascript.size} files, ${arrows(javascript)} arrows\n` +
      (faults.length === 0 ? "no circle, no arrow up" : faults.join("\n")),
  );
  return faults;
}

if (isMain(import.meta.url)) process.exitCode = examineStructure().length === 0 ? 0 : 1;
