// What texts mean, case by case: tests/explain/cases/*.json.
import assert from "node:assert/strict";
import { describe, it } from "node:test";

import { cases, told, wanted } from "./cases.mjs";
import { explain } from "./package.mjs";

for (const group of new Set(cases.map((one) => one.group)))
  describe(group, () => {
    for (const one of cases.filter((other) => other.group === group))
      it(one.name, () => {
        const explanation = explain(one.text, one.hint);
        assert.deepEqual(told(one, explanation), wanted(one));
        for (const secret of one.never ?? [])
          assert(!JSON.stringify(explanation).includes(secret), `${secret} comes out`);
      });
  });
