import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { additionSummary, normalisedAccuracy } from "./mod.ts";

const accuracies = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 });

Deno.test("Norm is the mean of ratios, not the ratio of means", () => {
  assertEquals(normalisedAccuracy([30, 40], { experts: [60, 50] }), .65);
  // The ratio of means is 70/110.
});

Deno.test("all that is said of a merge of two tasks, by hand", () => {
  const found = additionSummary({ merged: [60, 45], experts: [80, 50], baselineExperts: [75, 90] });
  assertEquals(found, {
    merged: 52.5,
    expert: 65,
    normOwn: (.75 + .9) / 2,
    normCommon: (.8 + .5) / 2,
  });
});

Deno.test("on common denominators a merge gains as its accuracies do, whatever its experts", () => {
  fc.assert(fc.property(accuracies, accuracies, accuracies, (merged, experts, baselineExperts) => {
    const found = additionSummary({ merged, experts, baselineExperts });
    const half = experts.map((accuracy) => accuracy / 2);
    const weaker = additionSummary({ merged, experts: half, baselineExperts });
    assertEquals([weaker.merged, weaker.normCommon], [found.merged, found.normCommon]);
    assertAlmostEquals(weaker.normOwn, 2 * found.normOwn, 1e-12);
    const shown = additionSummary({ merged, experts: baselineExperts, baselineExperts });
    assertEquals(shown.normOwn, shown.normCommon);
  }));
});

Deno.test("experts themselves have Norm 1; Norm forgets the order of tasks and the unit", () => {
  fc.assert(fc.property(accuracies, accuracies, (merged, experts) => {
    assertEquals(normalisedAccuracy(experts, { experts }), 1);
    const found = normalisedAccuracy(merged, { experts });
    const [shares, of] = [merged, experts].map((list) =>
      list.map((value) => value / 100).reverse()
    );
    assertAlmostEquals(normalisedAccuracy(shares!, { experts: of! }), found, 1e-12);
    // No expert is above 100 %: Norm is at least the mean accuracy.
    assert(
      found >= additionSummary({ merged, experts, baselineExperts: experts }).merged / 100 - 1e-12,
    );
  }));
});

Deno.test("no task, other tasks, and accuracies that are none are refused", () => {
  const of = (merged: readonly number[], experts: readonly number[]) => () =>
    normalisedAccuracy(merged, { experts });
  assertThrows(of([], []), RangeError, "0 and 0 tasks");
  assertThrows(of([.5], [.5, .6]), RangeError, "1 and 2 tasks");
  assertThrows(of([.5, NaN], [.5, .6]), RangeError, "merged of task 1 is NaN");
  assertThrows(of([.5], [-.5]), RangeError, "experts of task 0 is -0.5");
  assertThrows(of([.5, .5], [.5, 0]), RangeError, "expert 1 is 0");
});
