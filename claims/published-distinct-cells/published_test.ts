import { assertEquals } from "@std/assert";
import { negationRows } from "../_published/negation.ts";
import { found, judged } from "../_judged_testing.ts";
import * as claim from "./mod.ts";

Deno.test("LoRA-ATT moves after it stood still, ATT-FT stands", async () => {
  const { arms } = await judged(claim);
  // 17.25 at 95 and 90 %, 9.19 at 80 %.
  assertEquals(found(arms["standing-rows-stand"]!), {
    measured: 8.06,
    refuted: ["lora-att", "lora-att+orthoreg"],
  });
  // B-32 and B-16 once, L-14 twice.
  assertEquals(found(arms["every-relaxation-moves"]!), {
    measured: 4,
    refuted: ["att-ft", "lora-att", "lora-att+orthoreg"],
  });
  assertEquals(found(arms["standing-rows-stand moved-after-standing"]!).measured, 0.05);
});

Deno.test("thresholds are met and repeated cells agree", async () => {
  const { arms } = await judged(claim);
  // .95 × 66.70 − 63.91.
  const { measured, refuted } = found(arms["threshold-met"]!);
  assertEquals([measured?.toFixed(3), refuted], ["-0.545", []]);
  assertEquals(found(arms["repeated-cells"]!), { measured: 0, refuted: [] });
});

Deno.test("the search by hand: where α = 1 costs a tenth, 95 % is met at α = .5, 90 % at 1", () => {
  // Target 50 · (1 − .9α), control 70 · (1 − .1α).
  assertEquals(negationRows([0.1]), [
    { target: 2750, control: 6650 },
    { target: 500, control: 6300 },
    { target: 500, control: 6300 },
  ]);
  // Where it costs a quarter, 95 % is met at α = .2: target 41; the mean with 27.5.
  assertEquals(negationRows([0.25, 0.1])[0], { target: 3425, control: 6650 });
});
