// The declarations of the packed package: they compile wherever TypeScript is used, they refuse what is wrong, and they
// say what operations() says.
import assert from "node:assert/strict";
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, it } from "node:test";
import ts from "typescript";
// An older one: before 5.7, ArrayBufferView was not generic.
import olderTs from "typescript-5.4";
import { root } from "../../scripts/lib/setup.mjs";
import { operationTypes } from "../../scripts/lib/types.mjs";
import { complaints, platforms } from "./compile.mjs";
import { project } from "./project.mjs";

/** @type {typeof import("calloff")} */
const calloff = createRequire(join(project, "require.cjs"))("calloff");
const home = join(project, "node_modules", "calloff");
const cases = join(root, "tests", "types");

/**
 * Copies a file of tests/types into the project, once as it is and once for each kind of module.
 * @param {string} name
 */
const copies = (name) =>
  ["ts", "mts", "cts"].map((extension) => {
    const file = join(project, `types-${name}.${extension}`);
    copyFileSync(join(cases, `${name}.ts`), file);
    return file;
  });

for (const compiler of [ts, /** @type {typeof ts} */ (/** @type {unknown} */ (olderTs))]) {
  const { ModuleKind, ModuleResolutionKind } = compiler;
  /** @type {Record<string, ts.CompilerOptions>} */
  const resolutions = {
    Node16: { module: ModuleKind.Node16 },
    NodeNext: { module: ModuleKind.NodeNext },
    "a bundler": { module: ModuleKind.ESNext, moduleResolution: ModuleResolutionKind.Bundler },
  };
  describe(`TypeScript ${compiler.version} lets right code compile and refuses wrong code`, () => {
    for (const [platform, libraries] of Object.entries(platforms))
      for (const [resolution, modules] of Object.entries(resolutions))
        it(`with ${platform}, resolved for ${resolution}`, () => {
          const names = ["calls", "network", "slim", ...(platform === "no platform" ? [] : ["platform"])];
          const files = names.flatMap(copies);
          assert.deepEqual(complaints(compiler, files, { ...libraries, ...modules }), []);
        });
  });
}

describe("the declarations", () => {
  const entries = ["index.d.ts", "slim.d.ts"].map((name) => join(home, name));
  const program = ts.createProgram(entries, { module: ts.ModuleKind.NodeNext, types: [] });
  const checker = program.getTypeChecker();
  const symbols = entries.flatMap((entry) => {
    const source = program.getSourceFile(entry);
    const module = source && checker.getSymbolAtLocation(source);
    assert(module);
    return checker
      .getExportsOfModule(module)
      .map((symbol) => (symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol));
  });
  const exported = [...new Set(symbols)];
  const called = exported.filter(({ flags }) => flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class));
  const names = called.map(({ name }) => name);
  /** @param {ts.Symbol} symbol */
  const examples = (symbol) =>
    symbol
      .getJsDocTags(checker)
      .filter(({ name }) => name === "example")
      .map(({ text }) => ts.displayPartsToString(text));

  it("are of what the package exports, and of nothing else", () => {
    const values = exported.filter(({ flags }) => flags & ts.SymbolFlags.Value).map(({ name }) => name);
    assert.deepEqual(values.sort(), [...Object.keys(calloff), "init"].sort());
  });

  it("document every function and class, with an example", () => {
    const silent = called.filter(
      (symbol) => symbol.getDocumentationComment(checker).length === 0 || examples(symbol).length === 0,
    );
    assert.deepEqual(
      silent.map(({ name }) => name),
      [],
    );
  });

  it("have examples that compile", () => {
    const given = `import { ${names.filter((name) => name !== "init").join(", ")} } from "calloff";
      import { init } from "calloff/slim";
      import type { CancelCall, Clock, Credentials } from "calloff";
      declare const credentials: Credentials;
      declare const stop: CancelCall;`;
    const files = exported.flatMap((symbol) =>
      examples(symbol).map((example, index) => {
        const [imports, code] = [true, false].map((wanted) =>
          example.split("\n").filter((line) => line.startsWith("import ") === wanted),
        );
        const file = join(project, `example-${symbol.name}-${index}.mts`);
        writeFileSync(file, [given, ...(imports ?? []), "{", ...(code ?? []), "}"].join("\n"));
        return file;
      }),
    );
    assert(files.length >= names.length, `${files.length} examples`);
    const options = { ...platforms["Node's types"], lib: ["lib.es2022.d.ts", "lib.dom.d.ts"] };
    assert.deepEqual(complaints(ts, files, options), []);
  });

  it("are held to what must compile and what must not, every one of them", () => {
    const files = readdirSync(cases).filter((name) => name.endsWith(".ts"));
    const text = files.map((name) => readFileSync(join(cases, name), "utf8")).join("\n");
    assert.deepEqual(
      names.filter((name) => !new RegExp(`[^.\\w]${name}[(;)]`).test(text)),
      [],
    );
  });
});

describe("the types of the operations", () => {
  it("are made from a catalogue: comments, limits, options, parts of an array", () => {
    const invented = JSON.parse(readFileSync(join(cases, "catalogue.json"), "utf8"));
    assert.equal(operationTypes(invented), readFileSync(join(cases, "catalogue.d.ts"), "utf8"));
  });

  it("are refused for a type of parameter that is not known", () => {
    const fields = [{ name: "Size", help: "", example: "", type: "float", required: true }];
    const odd = /** @type {any} */ ([{ id: "a:B", provider: {}, fields }]);
    assert.throws(() => operationTypes(odd), /^Error: Size: no TypeScript type is known for .*"float"/);
  });
});

describe("operations()", () => {
  it("keeps to the declared shape", () => {
    const file = join(project, "operations.mts");
    const value = JSON.stringify(calloff.operations());
    writeFileSync(file, `export const all = ${value} satisfies import("calloff").OperationSpec[];\n`);
    assert.deepEqual(complaints(ts, [file], platforms["the DOM"] ?? {}), []);
  });
});
