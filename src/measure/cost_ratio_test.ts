import { assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { costRatio } from "./mod.ts";

const level = .9;
const seconds = fc.double({ min: .1, max: 100, noNaN: true });
const rounds = fc.array(fc.record({ plain: seconds, regularised: seconds }), {
  minLength: 2,
  maxLength: 8,
});

Deno.test("a ratio a round, their median, and an interval about their geometric mean", () => {
  const found = costRatio(
    [{ plain: 2, tta: 3 }, { plain: 2, tta: 4 }, { plain: 1, tta: 8 / 3 }],
    { arm: "tta", baseline: "plain", level },
  );
  assertEquals(found.ratios, [1.5, 2, 8 / 3]);
  assertEquals(found.median, 2);
  assertAlmostEquals(found.interval.mean, 2, 1e-15);
});

Deno.test("rounds on slower and faster machines give the same ratio", () => {
  fc.assert(fc.property(rounds, fc.array(seconds, { minLength: 8, maxLength: 8 }), (list, slow) => {
    const slowed = list.map(({ plain, regularised }, r) => ({
      plain: plain * slow[r]!,
      regularised: regularised * slow[r]!,
    }));
    const options = { arm: "regularised", baseline: "plain", level } as const;
    const [here, there] = [list, slowed].map((one) => costRatio(one, options));
    assertAlmostEquals(there!.median / here!.median, 1, 1e-12);
    assertAlmostEquals(there!.interval.mean / here!.interval.mean, 1, 1e-12);
  }));
});

Deno.test("an arm over itself costs exactly 1", () => {
  fc.assert(fc.property(rounds, (list) => {
    const { median, interval } = costRatio(list, { arm: "plain", baseline: "plain", level });
    assertEquals([median, interval], [1, { kind: "exact", mean: 1, n: list.length }]);
  }));
});

Deno.test("one round, and what is no cost, are refused", () => {
  const of = (list: readonly Record<"a" | "b", number>[]) => () =>
    costRatio(list, { arm: "a", baseline: "b", level });
  assertThrows(of([{ a: 1, b: 1 }]), RangeError, "needs 2 values");
  assertThrows(of([]), RangeError, "sample of 0");
  for (const bad of [0, -1, NaN, Infinity]) {
    assertThrows(of([{ a: 1, b: 1 }, { a: 1, b: bad }]), RangeError, `not ${bad}`);
  }
});
