import { assertAlmostEquals, assertEquals } from "@std/assert";
import reference from "../../fixtures/merge/reference.json" with { type: "json" };
import { merge, type MergeMethod } from "./mod.ts";

const vectors = reference.vectors.map((row) => Float32Array.from(row));

function assertMerges(
  method: MergeMethod,
  expected: readonly number[],
  // The vectors are sixteenths, so only the mean's division rounds, and NumPy's rounds alike.
  tolerance = 1e-15,
): void {
  const merged = merge(vectors, method);
  assertEquals(merged.length, expected.length);
  merged.forEach((value, i) =>
    assertAlmostEquals(value, expected[i]!, tolerance, `coordinate ${i}`)
  );
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

// Entries to 20; a Gram matrix squares condition numbers, here up to 8.4.
const SPECTRAL = 1e-11;

Deno.test("TSV-Merge is NumPy's, the mean outside the matrices", () => {
  assertMerges({ kind: "tsv", layers: reference.matrices }, reference.tsv, SPECTRAL);
});

Deno.test("Iso-C is NumPy's, the mean outside the matrices", () => {
  assertMerges({ kind: "iso-c", layers: reference.matrices }, reference.isoC, SPECTRAL);
});

for (const { lambda, atLeast, merged } of reference.consensus) {
  Deno.test(`consensus is NumPy's: λ ${lambda.join(", ")}, at least ${atLeast}`, () => {
    assertMerges({ kind: "consensus", lambda, atLeast }, merged);
  });
}
