import { assert, assertAlmostEquals, assertEquals, assertNotEquals } from "@std/assert";
import fc from "fast-check";
import { stream } from "../../src/random/mod.ts";
import { judged } from "../_judged_testing.ts";
import { gaussian, orthonormalised } from "../_matrices/draw.ts";
import { gramOf, identity, mapped, matrix } from "../_matrices/matrix.ts";
import { normsOf, roundingAllowance, tightness } from "./bound.ts";
import { cosineOf, cosineVariances, crossCosine } from "./cosines.ts";
import * as claim from "./mod.ts";
import { ALLOWANCE, EXACT_SHAPES, MANY_SHAPES } from "./settings.ts";
import { exactlyAtTheBound, FAMILIES, searchTightest } from "./updates.ts";

Deno.test("norms of a known update: diag(3, 1) has ‖ΔW‖² = 10 and distance 64", () => {
  const update = matrix({ rows: 2, columns: 2 }, (i, j) => i === j ? 3 - 2 * i : 0);
  assertEquals(normsOf(update), { squaredNorm: 10, distance: 64 });
  assertAlmostEquals(tightness(update, "stated"), 10 / (2 + Math.sqrt(128)), 1e-15);
  assertAlmostEquals(tightness(update, "without-root"), 10 / 130, 1e-15);
});

Deno.test("no update of any shape exceeds the bound by more than its allowance", () => {
  const families = fc.constantFrom(...Object.values(FAMILIES));
  const size = fc.integer({ min: 1, max: 12 });
  fc.assert(fc.property(families, size, size, fc.integer(), (draw, rows, columns, seed) => {
    const shape = { rows, columns };
    const ratio = tightness(draw(stream(seed), shape), "stated");
    assert(ratio <= 1 + roundingAllowance(shape), `${rows}x${columns}: ${ratio}`);
  }));
});

Deno.test("families draw updates of the shape, and other ones from other streams", () => {
  for (const draw of Object.values(FAMILIES)) {
    const [a, b] = [0, 1].map((seed) => draw(stream(seed, "families"), { rows: 5, columns: 3 }));
    assertEquals([a!.rows, a!.columns], [5, 3]);
    assertNotEquals(a!.data, b!.data);
  }
});

Deno.test("equality is exact: a Gram matrix of 2.25·I to the bit", () => {
  for (const shape of EXACT_SHAPES) {
    const update = exactlyAtTheBound(stream(0, "equality"), shape);
    const square = { rows: shape.columns, columns: shape.columns };
    assertEquals(gramOf(update), mapped(identity(square), (entry) => 2.25 * entry));
    assertEquals(tightness(update, "stated"), 1);
  }
});

Deno.test("the search finds the tightest update", () => {
  const shape = { rows: 8, columns: 8 };
  assertAlmostEquals(searchTightest(stream(0, "search"), { shape, bound: "stated" }), 1, 1e-12);
  // (1 + c)/(1 + dc²) at its maximum, d = 8: c = (√(1 + 1/8) − 1).
  const c = Math.sqrt(9 / 8) - 1;
  const found = searchTightest(stream(0, "search"), { shape, bound: "without-root" });
  assertAlmostEquals(found, (1 + c) / (1 + 8 * c ** 2), 1e-6);
});

Deno.test("one allowance covers every shape", () => {
  for (const shape of MANY_SHAPES) assert(roundingAllowance(shape) <= ALLOWANCE);
  assert(ALLOWANCE < 1e-11);
});

Deno.test("cosines of known updates", () => {
  assertEquals(crossCosine("same", 6), 1);
  assertEquals(crossCosine("quarter-turns", 6), 0);
  const update = gaussian(stream(0), { rows: 4, columns: 3 });
  assertAlmostEquals(cosineOf(update, mapped(update, (entry) => -2 * entry)), -1, 1e-15);
});

Deno.test("E (tr of the top block)² = d/m: an entry of an orthonormal sample has variance 1/m", () => {
  const random = stream(0, "entries");
  const [rows, columns, n] = [6, 3, 4000];
  let first = 0, product = 0;
  for (let i = 0; i < n; i++) {
    const { data } = orthonormalised(gaussian(random, { rows, columns }));
    first += data[0]! ** 2 / n;
    product += data[0]! * data[columns + 1]! / n;
  }
  // Four standard errors: the variances of q² and q₁₁q₂₂ are below 2/m² and 1/m².
  assertAlmostEquals(first, 1 / rows, 4 * Math.sqrt(2 / n) / rows);
  assertAlmostEquals(product, 0, 4 / rows / Math.sqrt(n));
});

Deno.test("variances are 1 for random directions and Stiefel samples, ½ at twice the rows", () => {
  const options = { shape: { rows: 6, columns: 3 }, pairs: 4000 };
  const same = cosineVariances(stream(0, "variances"), options);
  const taller = cosineVariances(stream(1, "variances"), { ...options, taller: 2 });
  // Four standard errors of a mean of squares whose kurtosis is at most normal.
  const error = 4 * Math.sqrt(2 / options.pairs);
  for (const value of [same.random, same.stiefel, taller.random]) {
    assertAlmostEquals(value, 1, error);
  }
  assertAlmostEquals(taller.stiefel, 0.5, error / 2);
});

Deno.test("the bound holds, orthogonality within says nothing across", async () => {
  const { arms, settled } = await judged(claim);
  assertEquals(settled, {
    "norm-bound": "supported",
    "internal-implies-cross": "refuted",
    "stiefel-concentration": "refuted",
  });
  const { verdict } = arms["norm-bound root-left-out"]!;
  assert(verdict.status === "refuted" && verdict.evidence.measured > 1.03);
});
