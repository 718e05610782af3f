import { assert, assertAlmostEquals, assertEquals, assertThrows } from "@std/assert";
import fc from "fast-check";
import { chooseNegation, matchedNegation, type NegationCurve } from "./mod.ts";

const BASE = 80;
const CURVE: NegationCurve = {
  grid: [0, .5, 1, 1.5, 2, 3],
  target: [50, 40, 20, 22, 10, 5],
  control: [80, 78, 76, 73, 72, 50],
};

/** Curves of six values in whole points; neither accuracy need fall. */
const curves = fc.array(fc.tuple(fc.nat({ max: 100 }), fc.nat({ max: 100 })), {
  minLength: 6,
  maxLength: 6,
}).map((points): NegationCurve => ({
  grid: CURVE.grid,
  target: points.map(([target]) => target),
  control: points.map(([, control]) => control),
}));
const keeps = fc.constantFrom(.95, .9, .8);

Deno.test("the lowest target accuracy that keeps 95, 90 and 80 % of the base's control", () => {
  const at = (keep: number) => chooseNegation(CURVE, { base: BASE, keep });
  // 76, 72 and 64 points; at 76 the control accuracy may be as low as that.
  assertEquals(at(.95), { kind: "chosen", alpha: 1, target: 20, control: 76, edge: "none" });
  assertEquals(at(.9), { kind: "chosen", alpha: 2, target: 10, control: 72, edge: "none" });
  assertEquals(at(.8), at(.9));
  assertEquals(at(.5), { kind: "chosen", alpha: 3, target: 5, control: 50, edge: "upper" });
});

Deno.test("a cap that binds is flagged, and its own value belongs to the grid", () => {
  const capped = chooseNegation(CURVE, { base: BASE, keep: .8, cap: 1 });
  assertEquals(capped, { kind: "chosen", alpha: 1, target: 20, control: 76, edge: "upper" });
  const rounded = { ...CURVE, grid: [0, .5, 1 + 2 ** -50, 1.5, 2, 3] };
  const found = chooseNegation(rounded, { base: BASE, keep: .8, cap: 1 });
  assertEquals(found.kind === "chosen" && found.target, 20);
});

Deno.test("where nothing but α = 0 keeps enough that is chosen, at the lower edge", () => {
  const harmful = { ...CURVE, control: [80, 60, 50, 40, 30, 20] };
  const found = chooseNegation(harmful, { base: BASE, keep: .95 });
  assertEquals(found, { kind: "chosen", alpha: 0, target: 50, control: 80, edge: "lower" });
});

Deno.test("where nothing keeps enough there is no α, and the best control accuracy is told", () => {
  const found = chooseNegation({ grid: [1, 2], target: [9, 8], control: [75, 70] }, {
    base: BASE,
    keep: .95,
  });
  assertEquals(found, { kind: "infeasible", largestControl: 75 });
});

Deno.test("of equally low target accuracies the smallest α is chosen", () => {
  const floor = { grid: [0, 1, 2, 3], target: [50, 10, 10, 10], control: [80, 79, 78, 77] };
  const found = chooseNegation(floor, { base: BASE, keep: .95 });
  assertEquals(found.kind === "chosen" && found.alpha, 1);
});

Deno.test("what is chosen keeps enough, and nothing that does is lower", () => {
  fc.assert(fc.property(curves, keeps, (curve, keep) => {
    const found = chooseNegation(curve, { base: BASE, keep });
    const kept = curve.target.filter((_, i) => curve.control[i]! >= keep * BASE);
    if (found.kind === "infeasible") return assertEquals(kept, []);
    assert(found.control >= keep * BASE);
    assertEquals(found.target, Math.min(...kept));
  }));
});

Deno.test("keeping less and trying more never raises the target accuracy", () => {
  fc.assert(fc.property(curves, (curve) => {
    const at = (keep: number, cap?: number) => {
      const found = chooseNegation(curve, { base: BASE, keep, ...(cap ? { cap } : {}) });
      return found.kind === "chosen" ? found.target : Infinity;
    };
    assert(at(.8) <= at(.9) && at(.9) <= at(.95));
    assert(at(.95) <= at(.95, 1));
  }));
});

Deno.test("at a matched control accuracy the target accuracy lies on the line between two α", () => {
  const matched = (control: number) => matchedNegation(CURVE, { control });
  assertEquals(matched(77), { kind: "matched", alpha: .75, target: 30 });
  assertEquals(matched(76), { kind: "matched", alpha: 1, target: 20 });
  assertEquals(matched(61), { kind: "matched", alpha: 2.5, target: 7.5 });
  assertEquals(matched(49), { kind: "unmatched", range: [50, 80] });
});

Deno.test("two methods whose curves are one compare equal however far each was scaled", () => {
  // The second method's vectors are half as long: its α are twice as large.
  const doubled = { ...CURVE, grid: CURVE.grid.map((alpha) => 2 * alpha) };
  for (const control of [79, 77.5, 74, 60]) {
    const one = matchedNegation(CURVE, { control });
    const other = matchedNegation(doubled, { control });
    assert(one.kind === "matched" && other.kind === "matched");
    assertAlmostEquals(other.target, one.target, 1e-12);
    assertAlmostEquals(other.alpha, 2 * one.alpha, 1e-12);
  }
});

Deno.test("of several crossings the lowest counts, and of a plateau its lower end", () => {
  const wavy = { grid: [0, 1, 2, 3], target: [50, 40, 30, 10], control: [80, 70, 80, 70] };
  assertEquals(matchedNegation(wavy, { control: 75 }), { kind: "matched", alpha: 2.5, target: 20 });
  const flat = { grid: [0, 1, 2], target: [50, 40, 30], control: [80, 76, 76] };
  assertEquals(matchedNegation(flat, { control: 76 }), { kind: "matched", alpha: 2, target: 30 });
});

Deno.test("a matched accuracy lies within the curve, and is matched wherever it can be", () => {
  fc.assert(fc.property(curves, fc.nat({ max: 100 }), (curve, control) => {
    const { grid, target } = curve;
    const inside = control >= Math.min(...curve.control) && control <= Math.max(...curve.control);
    const found = matchedNegation(curve, { control });
    assertEquals(found.kind, inside ? "matched" : "unmatched");
    if (found.kind === "unmatched") return;
    assert(found.alpha >= grid[0]! && found.alpha <= grid.at(-1)!);
    assert(
      found.target >= Math.min(...target) - 1e-9 && found.target <= Math.max(...target) + 1e-9,
    );
  }));
});

Deno.test("what is no curve is refused", () => {
  const of = (change: Partial<NegationCurve>, cap = Infinity) => () =>
    chooseNegation({ ...CURVE, ...change }, { base: BASE, keep: .9, cap });
  for (const grid of [[], [0, .5, .5, 1, 2, 3], [-1, 0, 1, 2, 3, 4], [0, 1, 2, 3, 4, Infinity]]) {
    assertThrows(of({ grid }), RangeError, "does not rise from 0 or more");
  }
  assertThrows(of({ target: [1] }), RangeError, "target [1] is not");
  assertThrows(of({ control: [80, NaN, 1, 2, 3, 4] }), RangeError, "control [80, NaN");
  assertThrows(of({}, -1), RangeError, "up to α = -1");
});
