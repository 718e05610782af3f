import { assert, assertEquals, assertLess, assertNotEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";
import { type KeyPart, type RandomStream, stream } from "./mod.ts";

const take = (from: RandomStream, count: number) => Array.from({ length: count }, from.uniform);

const keys = fc.array(
  fc.oneof(fc.string(), fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true })),
  { minLength: 1, maxLength: 4 },
);
const same = (a: readonly KeyPart[], b: readonly KeyPart[]) =>
  a.length === b.length && a.every((part, i) => part === b[i]);

/** Chi-squared statistic of counts that should all be equal. */
function chiSquared(counts: readonly number[]): number {
  const expected = counts.reduce((a, b) => a + b) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

// http://prng.di.unimi.it/xoroshiro128plus.c with s = {1, 2}; the vector of rand_xoshiro's tests.
// The library gives the lower 32 bits of each.
Deno.test("the generator gives the published numbers of xoroshiro128+", () => {
  const published = [
    3n,
    412333834243n,
    2360170716294286339n,
    9295852285959843169n,
    2797080929874688578n,
    6019711933173041966n,
    3076529664176959358n,
    3521761819100106140n,
    7493067640054542992n,
    920801338098114767n,
  ];
  const generator = xoroshiro128plusFromState([0, 1, 0, 2]);
  assertEquals(
    published.map(() => generator.next()),
    published.map((n) => Number(BigInt.asIntN(32, n))),
  );
});

// Python, with x the numbers of xoroshiro128plus.c from the state
//   d = hashlib.sha256(b'[7,"noise",0]').digest(); s = [int.from_bytes(d[i:i+8], "big") for i in (0, 8)]
//   u = lambda: (((next(x) & 0xffffffff) >> 5 << 26) + ((next(x) & 0xffffffff) >> 6)) / 2**53
Deno.test("a key's first numbers are those of an independent program", () => {
  assertEquals(take(stream(7, "noise", 0), 4), [
    0.4580903650105671,
    0.31393655311759316,
    0.477002552086631,
    0.8993968635587535,
  ]);
});

Deno.test("equal keys give equal streams and different keys different ones", () => {
  fc.assert(fc.property(keys, keys, (a, b) => {
    assertEquals(take(stream(...a), 3), take(stream(...a), 3));
    if (!same(a, b)) assertNotEquals(take(stream(...a), 3), take(stream(...b), 3));
  }));
});

Deno.test("the parts of a key keep their order, their type and their borders", () => {
  const first = (...key: readonly KeyPart[]) => stream(...key).uniform();
  assertNotEquals(first("a", "b"), first("b", "a"));
  assertNotEquals(first(1), first("1"));
  assertNotEquals(first("ab"), first("a", "b"));
  assertNotEquals(first('a","b'), first("a", "b"));
  assertEquals(first(-0), first(0));
});

Deno.test("what is drawn from one stream does not move another", () => {
  const alone = take(stream(1, "a"), 5);
  const a = stream(1, "a");
  const b = stream(1, "b");
  const mixed = alone.map(() => {
    b.normal();
    b.shuffle([1, 2, 3]);
    return a.uniform();
  });
  assertEquals(mixed, alone);
});

Deno.test("a key without parts or with a number that is not finite is refused", () => {
  assertThrows(() => stream(), RangeError, "its key is empty");
  assertThrows(() => stream("a", NaN), RangeError, "NaN in its key is not a finite number");
  assertThrows(() => stream(-Infinity), RangeError, "-Infinity in its key");
});

// The 99.99 % quantile of chi-squared with 99 degrees of freedom is 160.1: scipy.stats.chi2.ppf(.9999, 99)
Deno.test("uniform numbers fill [0, 1) evenly and neighbouring seeds are uncorrelated", () => {
  const counts = Array.from({ length: 100 }, () => 0);
  const n = 100_000;
  for (const u of take(stream(1, "uniform"), n)) {
    assert(u >= 0 && u < 1 && Number.isInteger(u * 2 ** 53));
    counts[Math.floor(u * 100)]!++;
  }
  assertLess(chiSquared(counts), 160.1);
  const [a, b] = [take(stream(1), n), take(stream(2), n)];
  const correlation = 12 * a.reduce((sum, u, i) => sum + (u - .5) * (b[i]! - .5), 0) / n;
  assertLess(Math.abs(correlation), 4 / Math.sqrt(n));
});

Deno.test("normal numbers have the moments of the standard normal distribution", () => {
  const n = 100_000;
  const from = stream(1, "normal");
  const z = Array.from({ length: n }, from.normal);
  const moment = (power: number) => z.reduce((sum, value) => sum + value ** power, 0) / n;
  // Four standard errors: the variances of z, z², z³, z⁴ are 1, 2, 15, 96.
  const moments = [[1, 0, 1], [2, 1, 2], [3, 0, 15], [4, 3, 96]] as const;
  for (const [power, mean, variance] of moments) {
    assertLess(Math.abs(moment(power) - mean), 4 * Math.sqrt(variance / n), `moment ${power}`);
  }
  const lagged = z.reduce((sum, value, i) => sum + value * (z[i + 1] ?? 0), 0) / n;
  assertLess(Math.abs(lagged), 4 / Math.sqrt(n));
});

Deno.test("integers keep their range, and a range that does not divide 2^32 has no bias", () => {
  fc.assert(fc.property(fc.integer({ min: 1, max: 2 ** 32 }), fc.integer(), (below, seed) => {
    const value = stream(seed).integer(below);
    assert(Number.isInteger(value) && value >= 0 && value < below);
  }));
  // 3·2^30 is the range at which a remainder of 32 bits would hit the first third twice as often.
  const from = stream(1, "integer");
  const counts = [0, 0, 0];
  for (let i = 0; i < 30_000; i++) counts[Math.floor(from.integer(3 * 2 ** 30) / 2 ** 30)]!++;
  assertLess(chiSquared(counts), 18.4); // scipy.stats.chi2.ppf(.9999, 2)
  for (const bad of [0, -1, 1.5, NaN, 2 ** 32 + 1]) {
    assertThrows(() => from.integer(bad), RangeError, `below ${bad}: give an integer`);
  }
});

Deno.test("shuffles keep the items, leave their argument alone and reach every order equally", () => {
  fc.assert(fc.property(fc.array(fc.integer()), fc.integer(), (items, seed) => {
    const before = [...items];
    const shuffled = stream(seed).shuffle(items);
    assertEquals(items, before);
    assertEquals(shuffled.toSorted(), before.toSorted());
  }));
  const counts = new Map<string, number>();
  const from = stream(1, "shuffle");
  for (let i = 0; i < 24_000; i++) {
    const order = from.shuffle(["a", "b", "c", "d"]).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  assertEquals(counts.size, 24);
  assertLess(chiSquared([...counts.values()]), 57.1); // scipy.stats.chi2.ppf(.9999, 23)
});
