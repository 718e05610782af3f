import { assertEquals } from "@std/assert";
import type { Criterion } from "../claim/mod.ts";
import { arm } from "./_measured_testing.ts";
import { marginOf } from "./margin.ts";

const part = arm({ values: { a: [1, 2, 6], b: [0, 0, 3], bad: [1, NaN, 1] } }).parts[0]!;
const on = { quantity: "a", unit: "1" };
const pair = { treated: "a", baseline: "b", unit: "1" };
const CASES: readonly (readonly [Criterion, number | undefined])[] = [
  [{ kind: "every-trial", ...on, atMost: 10 }, 4],
  [{ kind: "range", ...on, within: [2, 9] }, 1],
  [{ kind: "one-sided", ...on, side: "above", bound: 1 }, 2],
  [{ kind: "one-sided", ...on, side: "below", bound: 1 }, -2],
  [{ kind: "non-inferiority", ...pair, margin: 0.5 }, 2.5],
  [{ kind: "paired-gain", ...pair, smallestEffect: 9 }, 2],
  [{ kind: "every-trial", ...on, quantity: "bad", atMost: 10 }, undefined],
  [{ kind: "every-trial", ...on, quantity: "absent", atMost: 10 }, undefined],
];

Deno.test("the margin is how far inside its bound the deciding value lies", () => {
  for (const [criterion, margin] of CASES) assertEquals(marginOf(criterion, part), margin);
});

Deno.test("a criterion that reads curves has no margin of scalars", () => {
  const curves = { x: "a", y: "b", floor: "a", stiffness: "a" };
  const limits = { ceiling: 1, headroom: 1, decades: 1, within: [1, 2] } as const;
  assertEquals(marginOf({ kind: "slope", ...curves, ...limits }, part), undefined);
});
