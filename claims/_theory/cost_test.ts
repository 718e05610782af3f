import { assertEquals, assertNotEquals } from "@std/assert";
import { syntheticSource } from "../../src/data/mod.ts";
import { type Claim, costOf, plan } from "../../src/lab/mod.ts";
import * as multiEpochGapOrder from "../multi-epoch-gap-order/mod.ts";
import * as secondOrderTerm from "../second-order-term/mod.ts";

const sources = [syntheticSource()];

/** Runs of a claim's main cells by kind: the first word of their names. */
function runsOf(claim: Claim, part: string) {
  return plan([claim.spec], { profile: "smoke", sources })
    .filter(({ key }) => key.includes(part))
    .flatMap((cell) => costOf(cell, { claim, sources })!.runs);
}

Deno.test("a gap's work is both arms' gradients: 8 step sizes, 2 arms, 10 epochs, T tasks", () => {
  const [run] = runsOf(multiEpochGapOrder, "/device/main/synthetic:tanh-d2-T2-a0.5-k2/0")
    .filter(({ name }) => name.startsWith("gap "));
  // 16 inputs, 24 hidden units, 5 classes, with biases; 48 samples; 6 operations each.
  const parameters = 16 * 24 + 24 + 24 * 5 + 5;
  assertEquals([run!.steps, run!.flops, run!.float64], [
    8 * 2 * 10 * 2,
    320 * 6 * parameters * 48,
    0,
  ]);
  assertEquals(run!.bytes, 8 * parameters * 8 * 5);
});

Deno.test("claims name a training alike exactly where they share it", () => {
  const name = (claim: Claim, part: string) =>
    runsOf(claim, part).find(({ name }) => name.startsWith("gap "))!.name;
  const shared = name(multiEpochGapOrder, "/float64/main/synthetic:tanh-d2-T2-a0.5-k2/0");
  const others = [
    name(multiEpochGapOrder, "/float64/main/synthetic:tanh-d2-T2-a0.5-k5/0"),
    name(secondOrderTerm, "/derived-float64/main/synthetic:tanh-d2-T2-a0.5-k2/0"),
  ];
  assertEquals(others, [shared, shared]);
  assertNotEquals(
    name(multiEpochGapOrder, "/float64/main/synthetic:tanh-d2-T2-a0.5-k2/1"),
    shared,
  );
  assertNotEquals(
    name(multiEpochGapOrder, "/device/main/synthetic:tanh-d2-T2-a0.5-k2/0"),
    shared,
  );
});
