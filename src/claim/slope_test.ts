import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import type { Slope } from "./criterion.ts";
import type { FactValue, Observation } from "./fact.ts";
import { judge } from "./judge.ts";
import type { Verdict } from "./verdict.ts";

const criterion: Slope = {
  kind: "slope",
  x: "eta",
  y: "gap",
  floor: "floor",
  stiffness: "stiffness",
  ceiling: 0.1,
  headroom: 30,
  decades: 1.5,
  within: [1.9, 2.1],
};

/** Half decades from 1e-6 to 1: with stiffness 1 those up to .1 lie below the ceiling. */
const ETA = Array.from({ length: 13 }, (_, k) => 10 ** (-6 + k / 2));

function curve(order: number, change: Readonly<Record<string, FactValue>> = {}) {
  const gap = ETA.map((eta) => 5 * eta ** order);
  return { eta: ETA, gap, floor: ETA.map(() => 1e-30), stiffness: 1, ...change };
}

function judged(curves: Readonly<Record<string, readonly Observation["values"][]>>) {
  const observations = Object.entries(curves).flatMap(([part, values]) =>
    values.map((values, seed) => ({ part, seed, values }))
  );
  const seeds = [...new Set(observations.map(({ seed }) => seed))];
  return judge({ criterion, parts: Object.keys(curves), seeds, observations });
}

function evidenceOf(verdict: Verdict) {
  assert("evidence" in verdict && verdict.evidence);
  return verdict.evidence;
}

/** A gap whose floor leaves only the points k from `first` on. */
const above = (first: number, order = 2) =>
  curve(order, { floor: ETA.map((eta, k) => k < first ? eta ** order : 0) });

Deno.test("the slopes' interval over seeds is 2 ± 2.131847 · .0158114/√5", () => {
  const verdict = judged({ a: [1.98, 1.99, 2, 2.01, 2.02].map((order) => curve(order)) }).verdict;
  assertEquals(verdict.status, "supported");
  const { interval, measured, n, unit } = evidenceOf(verdict);
  assertAlmostEquals(measured, 2, 1e-12);
  assertAlmostEquals(interval!.lower, 1.9849256, 1e-6);
  assertAlmostEquals(interval!.upper, 2.0150744, 1e-6);
  assertEquals([n, unit], [5, "1"]);
});

Deno.test("an order outside is refuted, one between inconclusive", () => {
  assertEquals(judged({ a: [1.4, 1.5, 1.45].map((o) => curve(o)) }).verdict.status, "refuted");
  assertEquals(judged({ a: [2.9, 3, 3.1].map((o) => curve(o)) }).verdict.status, "refuted");
  assertEquals(judged({ a: [1.8, 2, 2.2].map((o) => curve(o)) }).verdict.status, "inconclusive");
});

Deno.test("only x below the ceiling counts, the ceiling itself included", () => {
  const bent = curve(2, { gap: ETA.map((eta) => eta <= 0.11 ? eta ** 2 : 1e9) });
  assertEquals(judged({ a: [bent, curve(2.01)] }).verdict.status, "supported");
  // A stiffness that puts .1 above the ceiling by rounding only costs no point.
  const rounded = (order: number) => ({ ...above(7, order), stiffness: 1 + 1e-10 });
  assertEquals(judged({ a: [rounded(2), rounded(2.01)] }).verdict.status, "supported");
  // Up to 3.2e-5, three points and one decade are left.
  assertEquals(
    judged({ a: [curve(2, { stiffness: 5000 }), curve(2)] }).verdict.status,
    "inconclusive",
  );
});

Deno.test("exactly the decades asked for are enough, whatever log10 rounds to", () => {
  // k = 7 … 10 are four points up to .1 over 1.5 decades; k = 8 … 10 one decade.
  assertEquals(judged({ a: [above(7), above(7, 2.01)] }).verdict.status, "supported");
  const { verdict } = judged({ a: [above(8), above(8)] });
  assert(verdict.status === "inconclusive");
  assertEquals(verdict.reason, "not-measurable");
});

Deno.test("two points are no line, however far apart", () => {
  const sparse = (order: number) => ({
    ...curve(order),
    eta: [1e-6, 1e-3],
    gap: [1e-12, 1e-6],
    floor: [0, 0],
  });
  const { verdict } = judged({ a: [sparse(2), sparse(2)] });
  assert(verdict.status === "inconclusive");
  assertEquals(verdict.reason, "not-measurable");
});

Deno.test("the longest run is fitted: a hole keeps the far side out, in any order of points", () => {
  // Below the hole at k = 3 the curve has order 0; from k = 4 to 10 it has order 2.
  const gap = ETA.map((eta, k) => k < 3 ? 1e-10 : k === 3 ? 0 : eta ** 2);
  const holed = curve(2, { gap });
  const turned = curve(2, { eta: ETA.toReversed(), gap: gap.toReversed() });
  // Another stiffness below the ceiling: another curve with the same slope.
  const again = { stiffness: 1 - 1e-3 };
  const [plain, reversed] = [holed, turned].map((one) =>
    judged({ a: [one, { ...one, ...again }] })
  );
  assertAlmostEquals(evidenceOf(plain!.verdict).measured, 2, 1e-12);
  assertEquals(reversed, plain);
});

Deno.test("nothing above the floor is not measurable: a fact, not an error", () => {
  const null_ = curve(2, { gap: ETA.map(() => 0), floor: ETA.map(() => 0) });
  const { verdict } = judged({ a: [null_, null_], b: [null_, null_] });
  assert(verdict.status === "inconclusive");
  assertEquals(verdict.reason, "not-measurable");
  assertStringIncludes(verdict.detail!, "no seed of 2 has 1.5 decades of eta");
});

Deno.test("a seed without a slope keeps its part from any verdict, and the detail counts", () => {
  const none = curve(2, { gap: ETA.map(() => 0) });
  for (const order of [2, 3]) {
    const seeds = [curve(order - 0.01), none, curve(order + 0.01), curve(order)];
    const { verdict } = judged({ a: seeds });
    assert(verdict.status === "inconclusive");
    assertEquals(verdict.reason, "not-measurable");
    assertStringIncludes(verdict.detail!, "only 3 of 4 seeds have 1.5 decades of eta");
    assertEquals(evidenceOf(verdict).n, 3);
    assertAlmostEquals(evidenceOf(verdict).measured, order, 1e-12);
  }
  const { verdict } = judged({ a: [curve(2), none, none] });
  assert(verdict.status === "inconclusive");
  assertEquals(verdict.reason, "not-measurable");
});

Deno.test("seeds that measured bitwise the same are no replications, where they ought to be", () => {
  const plan = { criterion, parts: ["a"], seeds: [0, 1] };
  const seen = (orders: readonly number[]) =>
    orders.map((order, seed) => ({ part: "a", seed, values: curve(order) }));
  const { verdict } = judge({ ...plan, observations: seen([2, 2]), replicated: true });
  assert(verdict.status === "error");
  assertEquals(verdict.reason, "not-replicated");
  assertStringIncludes(verdict.detail, "part a: all 2 seeds measured bitwise the same");
  const differing = judge({ ...plan, observations: seen([2, 2.01]), replicated: true });
  assertEquals(differing.verdict.status, "supported");
  const zeros = [0, 1].map((seed) => ({ part: "a", seed, values: { gap: 0 } }));
  const exact = { kind: "every-trial", quantity: "gap", unit: "1", atMost: 0 } as const;
  const input = { ...plan, criterion: exact, observations: zeros, replicated: true };
  assertEquals(judge(input).verdict.status, "supported");
  // A null control may have no spread at all.
  assertEquals(judge({ ...plan, observations: seen([2, 2]) }).verdict.status, "supported");
});

Deno.test("a part that cannot be measured keeps the rest from support, not from refutation", () => {
  const none = curve(2, { gap: ETA.map(() => 0) });
  const { verdict } = judged({ a: [curve(2), curve(2.01)], b: [none, none] });
  assert(verdict.status === "inconclusive");
  assertEquals(verdict.reason, "not-measurable");
  const refuted = judged({ a: [curve(3), curve(3.01)], b: [none, none] }).verdict;
  assertEquals([refuted.status, evidenceOf(refuted).part], ["refuted", "a"]);
  const both = judged({ a: [curve(1.8), curve(2.2)], b: [none, none] }).verdict;
  assert(both.status === "inconclusive");
  assertEquals(both.reason, "interval-straddles-bound");
});

Deno.test("parts that cannot be measured count in Holm's family", () => {
  const none = [1, 2, 3].map(() => curve(2, { gap: ETA.map(() => 0) }));
  // SciPy: t.sf(1.2 / (.5 / 3**.5), 2) = .0266, which three parts make .08.
  const low = [0.2, 0.7, 1.2].map((order) => curve(order));
  assertEquals(judged({ a: low }).verdict.status, "refuted");
  assertEquals(judged({ a: low, b: none, c: none }).verdict.status, "inconclusive");
});

Deno.test("what is no curve is an error", () => {
  const cases = [
    [{ gap: ETA.map(() => NaN) }, "not-finite", "gap holds NaN"],
    [{ gap: ETA.map(() => Infinity) }, "not-finite", "gap is Infinity at eta 0.000001"],
    [{ eta: ETA.map((eta) => -eta) }, "not-finite", "at eta -0.000001"],
    [{ floor: ETA.map(() => Infinity) }, "not-finite", "floor Infinity"],
    [{ floor: [0] }, "incomplete", "13 eta, 13 gap and 1 floor"],
    [{ eta: [], gap: [], floor: [] }, "incomplete", "eta is empty"],
    [{ floor: 0 }, "incomplete", "no array floor"],
    [{ stiffness: [1] }, "incomplete", "no scalar stiffness"],
    [{ stiffness: NaN }, "not-finite", "stiffness is NaN"],
  ] as const;
  for (const [change, reason, detail] of cases) {
    const { verdict } = judged({ a: [curve(2), curve(2, change)] });
    assert(verdict.status === "error", detail);
    assertEquals(verdict.reason, reason);
    assertStringIncludes(verdict.detail, detail);
  }
});

Deno.test("which flaw is told does not depend on the order of observations", () => {
  const broken = [0, 1].map((seed) => ({ part: "a", seed, values: curve(2, { eta: [] }) }));
  const plan = { criterion, parts: ["a"], seeds: [0, 1] };
  const turned = judge({ ...plan, observations: broken.toReversed() });
  assertEquals(turned, judge({ ...plan, observations: broken }));
});

Deno.test("a run may diverge beyond the ceiling", () => {
  const gap = ETA.map((eta) => eta > 0.5 ? Infinity : eta ** 2);
  assertEquals(judged({ a: [curve(2, { gap }), curve(2)] }).verdict.status, "supported");
});
