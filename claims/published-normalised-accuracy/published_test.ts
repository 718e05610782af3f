import { assertAlmostEquals, assertEquals } from "@std/assert";
import fc from "fast-check";
import { additionRow, impliedExpert } from "../_published/addition.ts";
import { found, judged } from "../_judged_testing.ts";
import * as claim from "./mod.ts";

Deno.test("no Norm lies below its Abs, and one is its Abs", async () => {
  const { arms } = await judged(claim);
  assertEquals(found(arms["not-below"]!), { measured: 0, refuted: [] });
  assertEquals(found(arms["imperfect-experts"]!), {
    measured: 0,
    refuted: ["table-1-non-lin"],
  });
  assertEquals(found(arms["not-below lowered-norm"]!).measured, 0.05);
});

Deno.test("a made-up row by hand: experts .8 and 1, of which .9 and .5 are kept", () => {
  // Abs = (.72 + .5)/2, Norm = (.9 + .5)/2.
  const row = additionRow({ experts: [0.8, 1], ratios: [0.9, 0.5] });
  assertEquals(row, { abs: 6100, norm: 7000 });
  // (.9·.8 + .5·1)/(.9 + .5)
  assertAlmostEquals(impliedExpert(row), 100 * 1.22 / 1.4, 1e-10);
});

Deno.test("Abs over Norm lies between the worst and the best expert, but for rounding", () => {
  const share = fc.double({ min: 0.2, max: 1, noNaN: true });
  fc.assert(fc.property(fc.array(fc.tuple(share, share), { minLength: 1 }), (tasks) => {
    const experts = tasks.map(([expert]) => expert), ratios = tasks.map(([, ratio]) => ratio);
    const implied = impliedExpert(additionRow({ experts, ratios })) / 100;
    const slack = 1e-3;
    assertEquals(implied >= Math.min(...experts) - slack, true);
    assertEquals(implied <= Math.max(...experts) + slack, true);
  }));
});
