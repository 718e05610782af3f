import { assertEquals } from "@std/assert";
import { window } from "./_window.ts";
import { CRITERIA } from "./_trials_testing.ts";

const admission = { criterion: { ...CRITERIA.slope, decades: 1 }, stiffness: 1 };
const xOf = (x: readonly number[], holes: readonly number[]) =>
  window(x.map((x) => ({ x, y: holes.includes(x) ? 0 : 1, floor: 0 })), admission)
    ?.map(({ x }) => x);

Deno.test("the run with most points is taken, not the widest", () => {
  const dense = [0.02, 0.05, 0.1, 0.2];
  assertEquals(xOf([1e-6, 1e-4, 1e-3, 0.01, ...dense], [0.01]), dense);
});

Deno.test("of runs of equal length the wider is taken, then the one at smaller x", () => {
  assertEquals(xOf([1e-6, 1e-5, 1e-4, 1e-3, 0.01, 0.1, 1], [1e-3]), [1e-6, 1e-5, 1e-4]);
  assertEquals(xOf([1e-5, 4e-5, 1e-4, 1e-3, 0.01, 0.1, 1], [1e-3]), [0.01, 0.1, 1]);
});

Deno.test("the decades asked for suffice in spite of rounding, and nearly so many do not", () => {
  const x = [9e-5, 3e-4, 9e-4];
  // Math.log10(9e-4) - Math.log10(9e-5) is 0.9999999999999996
  assertEquals(xOf(x, []), x);
  assertEquals(xOf([9e-5, 3e-4, 8e-4], []), undefined);
});

Deno.test("no point, no window", () => assertEquals(xOf([], []), undefined));
