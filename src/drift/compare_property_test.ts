import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { measured, OTHER_CODE, OTHER_DEVICE, OTHER_V8 } from "./_measured_testing.ts";
import { compareRuns } from "./compare.ts";

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(0, 1e308, -1e308, 5e-324));
const quantities = fc.dictionary(
  fc.constantFrom("q", "a", "b", "__proto__"),
  fc.array(number, { minLength: 1, maxLength: 5 }),
);
const runs = fc.record({
  values: quantities,
  single: fc.constantFrom(undefined, true as const),
  firstSeed: fc.nat(9),
  where: fc.constantFrom({}, OTHER_CODE, OTHER_DEVICE, OTHER_V8),
}).map(({ values, single, firstSeed, where }) =>
  measured([{ values, firstSeed, ...single && { single } }], where)
);

Deno.test("whatever two runs measured can be compared", () => {
  fc.assert(fc.property(runs, runs, runs, (was, is, again) => {
    const { compared, equal, findings } = compareRuns(was, is, again);
    const values = findings.filter(({ of }) => of === "value").length;
    return equal <= compared && values <= compared - equal;
  }));
});

Deno.test("a run never drifts from itself, whatever else changed", () => {
  fc.assert(
    fc.property(runs, fc.constantFrom({}, OTHER_CODE, OTHER_DEVICE, OTHER_V8), (run, where) => {
      const { findings, equal, compared } = compareRuns(run, { ...run, ...where });
      assertEquals([findings, equal], [[], compared]);
    }),
  );
});
