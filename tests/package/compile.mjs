// What a strict TypeScript compiler says of code that uses the packed package, on one platform or another.
import { join } from "node:path";
import ts from "typescript";
import { root } from "../../scripts/lib/setup.mjs";

/** What a program may know of its platform. @type {Record<string, ts.CompilerOptions>} */
export const platforms = {
  "no platform": { lib: ["lib.es2022.d.ts"] },
  "the DOM": { lib: ["lib.es2022.d.ts", "lib.dom.d.ts"] },
  "Node's types": {
    lib: ["lib.es2022.d.ts"],
    types: ["node"],
    typeRoots: [join(root, "node_modules", "@types")],
  },
};

/**
 * What a strict program over files of the project has to complain of; it checks the declarations, too.
 * @param {typeof ts} ts
 * @param {string[]} files
 * @param {ts.CompilerOptions} options
 */
export function complaints(ts, files, options) {
  const program = ts.createProgram(files, {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext,
    types: [],
    ...options,
  });
  return ts.getPreEmitDiagnostics(program).map(({ messageText, file, start }) => {
    const line = file ? ts.getLineAndCharacterOfPosition(file, start ?? 0).line + 1 : 0;
    return `${file?.fileName}:${line} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`;
  });
}
