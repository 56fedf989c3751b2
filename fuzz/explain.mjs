// Throws mutations of the case texts, and garbage, at `calloff/explain`: `node fuzz/explain.mjs [rounds] [seed]`, after
// `npm run build`. What it checks, and how it mutates, is in tests/explain/, which runs some rounds of it.
import { explain } from "../pkg/dist/explain.js";
import { checkHolds } from "../tests/explain/holds.mjs";
import { mutations } from "../tests/explain/mutations.mjs";

const [rounds = 100_000, seed = Date.now()] = process.argv.slice(2).map(Number);
console.log(`${rounds} rounds, seed ${seed}`);
let done = 0;
for (const { text, hint } of mutations(seed, rounds)) {
  try {
    checkHolds(text, explain(text, hint));
  } catch (error) {
    console.log(JSON.stringify({ text, hint }));
    throw error;
  }
  if (++done % 10_000 === 0) console.log(done);
}
console.log("all of them hold");
