import { assertEquals } from "@std/assert";
import { describe } from "./describe.ts";
import type { Evidence } from "./verdict.ts";

const trials: Evidence = { measured: 13, unit: "ulp", bound: { upper: 12 }, margin: -1, n: 1 };
const interval = { lower: 1.98493, upper: 2.01507, level: 0.9, replicated: "seed", n: 5 } as const;
const seeds: Evidence = {
  measured: 2,
  unit: "1",
  bound: { lower: 1.9, upper: 2.1 },
  margin: 0.08493,
  n: 5,
  interval,
  part: "tanh",
};

Deno.test("a verdict in one line", () => {
  const cases = [
    [
      describe({ status: "refuted", evidence: { ...trials, part: "relu" } }),
      "refuted: counter-example in 1 trial, worst 13 ulp, at most 12 ulp, margin -1 ulp, in relu",
    ],
    [
      describe({ status: "supported", evidence: seeds }),
      "supported: 2 [1.985, 2.015] at 90 % over 5 seeds, within [1.9, 2.1], margin 0.08493, in tanh",
    ],
    [
      describe({
        status: "refuted",
        evidence: {
          measured: 0,
          unit: "point",
          bound: { lower: 0.5 },
          margin: -0.5,
          n: 3,
          exact: true,
        },
      }),
      "refuted: 0 point (exact) over 3 seeds, above 0.5 point, margin -0.5 point",
    ],
    [
      describe({
        status: "inconclusive",
        reason: "no-power",
        detail: "control x was inconclusive",
      }),
      "inconclusive: no power; control x was inconclusive",
    ],
    [
      describe({
        status: "inconclusive",
        reason: "too-few-seeds",
        evidence: { measured: 3, unit: "1", bound: { upper: 4 }, margin: 1, n: 1 },
      }),
      "inconclusive: too few seeds; 3 over 1 seed, below 4, margin 1",
    ],
    [
      describe({
        status: "inconclusive",
        reason: "interval-straddles-bound",
        evidence: { ...seeds, bound: { upper: 1.98 }, margin: -0.03507 },
      }),
      "inconclusive: outside the bound by itself, but not once Holm corrects for the number of " +
      "parts; 2 [1.985, 2.015] at 90 % over 5 seeds, below 1.98, margin -0.03507, in tanh",
    ],
    [
      describe({
        status: "inconclusive",
        reason: "interval-straddles-bound",
        evidence: { ...seeds, bound: { upper: 2 }, margin: -0.01507 },
      }),
      "inconclusive: the interval straddles the bound; 2 [1.985, 2.015] at 90 % over 5 seeds, " +
      "below 2, margin -0.01507, in tanh",
    ],
    [
      describe({ status: "error", reason: "no-facts", detail: "nothing was measured" }),
      "error (no-facts): nothing was measured",
    ],
    [
      describe({ status: "not-run", reason: "no-device", detail: "no adapter" }),
      "not-run (no-device): no adapter",
    ],
  ];
  for (const [actual, expected] of cases) assertEquals(actual, expected);
});
