// The declarations of the packed package: they compile, they refuse, and they say what operations() says.
import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { describe, it } from "node:test";
import ts from "typescript";
import { root } from "../../scripts/lib/setup.mjs";
import { project } from "./project.mjs";

/** @type {typeof import("calloff")} */
const calloff = createRequire(join(project, "require.cjs"))("calloff");
const declarations = join(project, "node_modules", "calloff", "index.d.ts");

/**
 * A strict program over files of the project, which has no types but its own.
 * @param {string[]} files
 * @param {ts.CompilerOptions} [options]
 */
const program = (files, options) =>
  ts.createProgram(files, {
    strict: true,
    exactOptionalPropertyTypes: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
    module: ts.ModuleKind.NodeNext,
    types: [],
    ...options,
  });

/** @param {ts.Program} program */
const complaints = (program) =>
  ts.getPreEmitDiagnostics(program).map(({ messageText, file, start }) => {
    const line = file ? ts.getLineAndCharacterOfPosition(file, start ?? 0).line + 1 : 0;
    return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });

describe("index.d.ts", () => {
  for (const [module, extension] of [
    ["import", "mts"],
    ["require", "cts"],
  ])
    it(`lets right calls compile and refuses wrong ones, through ${module}`, () => {
      const file = join(project, `calls.${extension}`);
      copyFileSync(join(root, "tests", "types", "calls.ts"), file);
      assert.deepEqual(complaints(program([file])), []);
    });

  it("compiles for a bundler, and with /slim", () => {
    const file = join(project, "slim.ts");
    writeFileSync(
      file,
      `import { init, build } from "calloff/slim";
       init(new Uint8Array()); init(new ArrayBuffer(0)); init(new WebAssembly.Module(new Uint8Array()));
       // @ts-expect-error
       init();
       // @ts-expect-error
       build({});`,
    );
    const options = { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler };
    assert.deepEqual(complaints(program([file], options)), []);
  });

  it("documents every function and class", () => {
    const checked = program([declarations]);
    const checker = checked.getTypeChecker();
    const source = checked.getSourceFile(declarations);
    assert(source);
    const symbol = checker.getSymbolAtLocation(source);
    assert(symbol);
    const called = checker
      .getExportsOfModule(symbol)
      .filter(({ flags }) => flags & (ts.SymbolFlags.Function | ts.SymbolFlags.Class));
    assert(called.length > 0);
    const silent = called.filter((name) => name.getDocumentationComment(checker).length === 0);
    assert.deepEqual(
      silent.map(({ name }) => name),
      [],
    );
  });
});

describe("OperationMap", () => {
  const checked = program([declarations]);
  const checker = checked.getTypeChecker();
  const source = checked.getSourceFile(declarations);
  const map = source?.statements.find(
    (node) => ts.isInterfaceDeclaration(node) && node.name.text === "OperationMap",
  );
  assert(map);

  /** What a field's type is called in the catalogue. @param {ts.Type} type */
  function fieldType(type) {
    const name = checker.typeToString(checker.getNonNullableType(type));
    if (name === "number") return "integer";
    return name.startsWith("{") ? "object[]" : name;
  }

  /** @type {Record<string, { name: string, type: string, required: boolean }[]>} */
  const declared = {};
  for (const operation of checker.getTypeAtLocation(map).getProperties())
    declared[operation.name] = checker
      .getTypeOfSymbol(operation)
      .getProperties()
      .map((field) => ({
        name: field.name,
        type: fieldType(checker.getTypeOfSymbol(field)),
        required: (field.flags & ts.SymbolFlags.Optional) === 0,
      }));

  it("names the operations of the catalogue", () => {
    const ids = calloff.operations().map(({ id }) => id);
    assert.deepEqual(ids.sort(), Object.keys(declared).sort());
  });

  for (const { id, fields } of calloff.operations())
    it(`has the fields of ${id}, in their order`, () => {
      assert.deepEqual(
        fields.map(({ name, type, required }) => ({ name, type, required })),
        declared[id],
      );
    });
});

describe("operations()", () => {
  it("keeps to the declared shape", () => {
    const file = join(project, "operations.mts");
    const value = JSON.stringify(calloff.operations());
    writeFileSync(file, `export const all = ${value} satisfies import("calloff").OperationSpec[];\n`);
    assert.deepEqual(complaints(program([file])), []);
  });
});
