import { assertEquals } from "@std/assert";
import { found, judged } from "../_judged_testing.ts";
import * as claim from "./mod.ts";

Deno.test("one of 126 deltas is not the difference of its cells: −.06 for 11.39 − 11.47", async () => {
  const { arms } = await judged(claim);
  const slip = { measured: 0.02, refuted: ["table-2-tta"] };
  assertEquals(found(arms["within-rounding"]!), slip);
  assertEquals(found(arms["of-printed-cells"]!), slip);
  const rows = arms["within-rounding"]!.parts.length;
  assertEquals(rows * 6, 126);
});

Deno.test("an alteration of .05 is .05 apart, rounding after subtraction .01", async () => {
  const { arms } = await judged(claim);
  assertEquals(found(arms["within-rounding altered-cell"]!).measured, 0.05);
  assertEquals(found(arms["within-rounding unrounded-deltas"]!).measured, 0.01);
  assertEquals(found(arms["of-printed-cells two-decimals"]!).measured, 0);
});
