import { assert, assertAlmostEquals, assertEquals, assertLess } from "@std/assert";
import { stream } from "../random/mod.ts";
import { type Dare, merge, type Vector } from "./mod.ts";

const LENGTH = 2000;
const DRAWS = 200;
const random = stream(1, "vectors");
const vectors = ["strokes", "signs", "scenes"].map(() =>
  Float64Array.from({ length: LENGTH }, random.normal)
);
const names = ["strokes", "signs", "scenes"];
const dare = (changes: Partial<Dare> = {}): Dare => ({
  kind: "dare",
  drop: .9,
  key: [1, "dare"],
  names,
  ...changes,
});
const alone = (vector: Vector, name: string) => merge([vector], dare({ names: [name] }));

Deno.test("DARE keeps a coordinate at 1/(1 − p) of its size, or not at all", () => {
  const kept = alone(vectors[0]!, "strokes");
  let count = 0;
  kept.forEach((value, i) => {
    if (value === 0) return;
    count++;
    assertEquals(value, vectors[0]![i]! / (1 - .9));
  });
  // Four standard deviations of a binomial number.
  assertLess(Math.abs(count - .1 * LENGTH), 4 * Math.sqrt(.09 * LENGTH));
});

Deno.test("DARE drops every coordinate equally often, whatever its neighbours", () => {
  for (const drop of [.1, .5, .9]) {
    const ones = new Float64Array(LENGTH).fill(1);
    const first = new Float64Array(3);
    let pairs = 0;
    for (let draw = 0; draw < DRAWS; draw++) {
      const kept = merge([ones], dare({ drop, key: [draw], names: ["ones"] })).map(Math.sign);
      for (let i = 0; i < 3; i++) first[i]! += kept[i]!;
      for (let i = 1; i < LENGTH; i++) pairs += kept[i]! * kept[i - 1]!;
    }
    const keep = 1 - drop;
    for (const count of first) {
      assertLess(Math.abs(count - keep * DRAWS), 4 * Math.sqrt(keep * drop * DRAWS));
    }
    // Independent neighbours are kept together keep² of the time. A pair's variance is at most keep²,
    // and it covaries with the two pairs that share a coordinate with it by keep³ − keep⁴ each.
    const trials = DRAWS * (LENGTH - 1);
    const variance = keep ** 2 * (1 - keep ** 2) + 2 * (keep ** 3 - keep ** 4);
    assertLess(Math.abs(pairs - keep ** 2 * trials), 4 * Math.sqrt(variance * trials));
  }
});

// The merge times the sum of the vectors, s: its mean is s·s, and a draw's variance is the sum over
// vectors and coordinates of (τ s)² p/(1 − p).
Deno.test("DARE is unbiased", () => {
  const sum = merge(vectors, { kind: "task-arithmetic" });
  let [expected, variance, total] = [0, 0, 0];
  sum.forEach((s, i) => {
    expected += s * s;
    for (const vector of vectors) variance += (vector[i]! * s) ** 2 * 9;
  });
  for (let draw = 0; draw < DRAWS; draw++) {
    merge(vectors, dare({ key: [draw] })).forEach((value, i) => total += value * sum[i]!);
  }
  const tolerance = 4 * Math.sqrt(variance / DRAWS);
  assertAlmostEquals(total / DRAWS, expected, tolerance);
  assertLess(tolerance, .1 * expected);
});

Deno.test("a mask belongs to its name, not to the vector's place or company", () => {
  const parts = names.map((name, t) => alone(vectors[t]!, name));
  assertEquals(merge(vectors, dare()), merge(parts, { kind: "task-arithmetic" }));
  const turned = merge(vectors.toReversed(), dare({ names: names.toReversed() }));
  turned.forEach((value, i) => assertAlmostEquals(value, merge(vectors, dare())[i]!, 1e-13));
});

Deno.test("other names and other keys have other masks, independent of each other", () => {
  const ones = new Float64Array(100_000).fill(1);
  const mask = (changes: Partial<Dare>) => merge([ones], dare({ names: ["a"], ...changes }));
  const a = mask({});
  for (const other of [mask({ names: ["b"] }), mask({ key: [2, "dare"] })]) {
    const both = a.filter((value, i) => value > 0 && other[i]! > 0).length;
    assertLess(Math.abs(both - 1000), 4 * Math.sqrt(.01 * .99 * 100_000));
  }
  assertEquals(mask({}), a);
});

Deno.test("DARE that drops nothing is task arithmetic, bit for bit", () => {
  const all = merge(vectors, dare({ drop: 0 }));
  assertEquals(all, merge(vectors, { kind: "task-arithmetic" }));
  assert(all.every((value) => value !== 0));
});
