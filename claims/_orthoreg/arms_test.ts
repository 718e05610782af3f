import { assertAlmostEquals, assertEquals } from "@std/assert";
import { SETTINGS } from "./_testing.ts";
import { asLongAs, withPenalty } from "./arms.ts";
import { updateProtocols } from "./settings.ts";
import type { Updates } from "./updates.ts";

Deno.test("the norm-only penalty is tried at a hundredth of the strengths, in a claim's own protocols and beside them", () => {
  const [norm] = updateProtocols("norm", { only: ["non-lin"] }).default;
  const [coded] = updateProtocols("coded", { only: ["non-lin"] }).default;
  assertEquals(norm!.settings.strengths, [0.001, 0.01, 0.1, 1]);
  assertEquals(withPenalty(coded!.settings, "norm"), norm!.settings);
  assertEquals(updateProtocols("norm").smoke[0]!.settings.strengths, [0.01]);
});

Deno.test("vectors as long as others keep their directions, each has its own task's length, and another name", () => {
  const of = (name: string, rows: readonly number[][]): Updates => ({
    ...{ settings: SETTINGS, strength: name.length, name },
    vectors: rows.map((row) => Float64Array.from(row)),
  });
  const plain = of("plain", [[3, 4], [0, 2]]), longer = of("longer", [[0, -10], [5, 0]]);
  const { vectors, name, strength } = asLongAs(plain, longer);
  [[6, 8], [0, 5]].forEach((row, t) =>
    row.forEach((entry, i) => assertAlmostEquals(vectors[t]![i]!, entry, 1e-12))
  );
  assertEquals([name, strength], ["plain, as long as longer", plain.strength]);
});
