import { assertAlmostEquals, assertEquals } from "@std/assert";
import { cosine, norm } from "../../src/measure/mod.ts";
import type { Updates } from "../_orthoreg/updates.ts";
import { withCommonDirection } from "./common.ts";

Deno.test("each vector gets the common direction at its own length", () => {
  const updates = { vectors: [Float32Array.of(2, 0), Float32Array.of(0, 2)], name: "plain" };
  const { vectors, name } = withCommonDirection(updates as unknown as Updates);
  const [first, second] = vectors as [Float64Array, Float64Array];
  const added = first.map((entry, i) => entry - updates.vectors[0]![i]!);
  assertAlmostEquals(norm(added), 2, 1e-15);
  [Math.SQRT2, Math.SQRT2].forEach((entry, i) => assertAlmostEquals(added[i]!, entry, 1e-15));
  assertAlmostEquals(cosine(first, second), Math.SQRT1_2, 1e-15);
  assertEquals(name, "plain, with a common direction");
});
