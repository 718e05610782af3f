import { assertAlmostEquals, assertEquals } from "@std/assert";
import reference from "../../fixtures/merge/reference.json" with { type: "json" };
import { merge, type MergeMethod } from "./mod.ts";

const vectors = reference.vectors.map((row) => Float32Array.from(row));

function assertMerges(method: MergeMethod, expected: readonly number[]): void {
  const merged = merge(vectors, method);
  assertEquals(merged.length, expected.length);
  // The vectors are sixteenths, so only the mean's division rounds, and NumPy's rounds alike.
  merged.forEach((value, i) => assertAlmostEquals(value, expected[i]!, 1e-15, `coordinate ${i}`));
}

for (const { keep, combine, merged } of reference.ties) {
  Deno.test(`TIES is NumPy's: keep ${keep}, ${combine}`, () => {
    assertMerges({ kind: "ties", keep, combine: combine as "mean" | "sum" }, merged);
  });
}

for (const { beta, gamma, layers, merged } of reference.breadcrumbs) {
  Deno.test(`Breadcrumbs is NumPy's: ${beta} to ${gamma}, layers ${layers ?? "whole"}`, () => {
    assertMerges({ kind: "breadcrumbs", beta, gamma, layers: layers ?? "whole" }, merged);
  });
}
