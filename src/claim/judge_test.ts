import { assert, assertAlmostEquals, assertEquals, assertStringIncludes } from "@std/assert";
import type { Criterion } from "./criterion.ts";
import type { FactValue } from "./fact.ts";
import { judge } from "./judge.ts";
import { CRITERIA, input, NAMES, type Trials } from "./_trials_testing.ts";
import type { Evidence, Verdict } from "./verdict.ts";

const verdictOf = (criterion: Criterion, trials: Trials) => judge(input(criterion, trials)).verdict;

function evidenceOf(verdict: Verdict): Evidence {
  assert("evidence" in verdict && verdict.evidence);
  return verdict.evidence;
}

Deno.test("every-trial: the worst trial decides, and n counts the trials", () => {
  const trials = { tanh: [1, 0.5, 0], relu: [1.75, -3, 1] };
  assertEquals(verdictOf(CRITERIA["every-trial"], trials), {
    status: "supported",
    evidence: {
      measured: 1.75,
      unit: "ulp",
      bound: { upper: 2 },
      margin: 0.25,
      n: 6,
      part: "relu",
    },
  });
  const refuted = judge(input(CRITERIA["every-trial"], { ...trials, tanh: [1, 2.5, 0] }));
  assertEquals(refuted.verdict.status, "refuted");
  assertEquals(evidenceOf(refuted.verdict).margin, -0.5);
  assertEquals(refuted.parts.map(({ verdict }) => verdict.status), ["refuted", "supported"]);
  assertEquals(evidenceOf(refuted.parts[0]!.verdict).n, 3);
});

Deno.test("every-trial: the bound itself is allowed", () => {
  assertEquals(verdictOf(CRITERIA["every-trial"], { a: [2, 2] }).status, "supported");
});

Deno.test("range: the 90 % interval of 1, 2, 3 is 2 ± 2.919986/√3", () => {
  const range = (within: readonly [number, number]) =>
    verdictOf({ ...CRITERIA.range, within }, { a: [1, 2, 3] });
  const supported = range([0.3, 3.7]);
  assertEquals(supported.status, "supported");
  const { interval, measured, margin, n } = evidenceOf(supported);
  assertEquals([measured, n, interval?.level, interval?.n], [2, 3, 0.9, 3]);
  assertAlmostEquals(interval!.lower, 0.314146, 1e-6);
  assertAlmostEquals(interval!.upper, 3.685854, 1e-6);
  assertAlmostEquals(margin, 0.014146, 1e-6);
  assertEquals(range([0.32, 4]).status, "inconclusive");
  assertEquals(range([0, 3.68]).status, "inconclusive");
  const refuted = range([3.69, 4]);
  assertEquals(refuted.status, "refuted");
  assertAlmostEquals(evidenceOf(refuted).margin, 3.685854 - 3.69, 1e-6);
  assertEquals(range([0, 0.31]).status, "refuted");
});

Deno.test("without spread a mean is exact: compared, no interval", () => {
  const verdict = verdictOf(CRITERIA.range, { a: [2, 2, 2] });
  assertEquals(verdict.status, "supported");
  assertEquals([evidenceOf(verdict).exact, evidenceOf(verdict).interval], [true, undefined]);
  assertEquals(verdictOf(CRITERIA.range, { a: [3, 3] }).status, "refuted");
  assertEquals(verdictOf(CRITERIA.above, { a: [2, 2] }).status, "inconclusive");
});

Deno.test("sampled seeds that tie on a difference are too few, however far from the bound", () => {
  const tied = (effect: number) => ({
    ...input(CRITERIA["paired-gain"], { a: [0, 0] }),
    observations: [100, 200].map((shared, seed) => ({
      part: "a",
      seed,
      values: { v: shared + effect, zero: shared },
    })),
  });
  assertEquals(judge(tied(-7)).verdict.status, "refuted");
  for (const effect of [-7, 7]) {
    const { verdict } = judge({ ...tied(effect), replicated: true });
    assert(verdict.status === "inconclusive" && verdict.reason === "too-few-seeds");
    assertEquals([verdict.evidence?.measured, verdict.evidence?.exact], [effect, undefined]);
    const rounded = judge({ ...tied(effect + 0.1), replicated: true }).verdict;
    assert(rounded.status === "inconclusive" && rounded.reason === "too-few-seeds");
    assertEquals(rounded.evidence?.interval, undefined);
  }
  // Arms that are one arm may differ by exactly nothing.
  assertEquals(judge({ ...tied(0), replicated: true }).verdict.status, "refuted");
});

Deno.test("one-sided: above and below are each other's mirror", () => {
  const [high, low] = [{ a: [5, 6, 7] }, { a: [-1, 0, 1] }];
  assertEquals(verdictOf(CRITERIA.above, high).status, "supported");
  assertEquals(verdictOf(CRITERIA.above, low).status, "refuted");
  assertEquals(verdictOf(CRITERIA.below, high).status, "refuted");
  assertEquals(verdictOf(CRITERIA.below, low).status, "supported");
  assertEquals(verdictOf(CRITERIA.above, { a: [1, 2, 3] }).status, "inconclusive");
});

Deno.test("a conjunction is refuted after Holm, supported without", () => {
  // SciPy: t.sf(1.2 / (.5 / 3**.5), 2) = .0266 passes alone, but not three times that.
  const near = { ...CRITERIA.above, bound: 1.7 };
  const low = [0, 0.5, 1];
  const high = [5, 6, 7];
  assertEquals(verdictOf(near, { a: low }).status, "refuted");
  const among = judge(input(near, { a: low, b: high, c: high }));
  assertEquals(among.verdict.status, "inconclusive");
  assertEquals(evidenceOf(among.verdict).part, "a");
  const all = judge(input(near, { a: high, b: [4, 4.5, 5], c: high }));
  assertEquals(all.verdict.status, "supported");
  assertEquals(evidenceOf(all.verdict).part, "b");
});

Deno.test("the part refuted most surely decides", () => {
  const trials = { a: [-2, -1, 0], b: [1, 1.01, 1.02], c: [9, 9.1, 9.2] };
  const { verdict, parts } = judge(input(CRITERIA.above, trials));
  assertEquals([verdict.status, evidenceOf(verdict).part], ["refuted", "b"]);
  assertEquals(parts.map(({ verdict }) => verdict.status), ["refuted", "refuted", "supported"]);
});

Deno.test("paired-gain: above zero supports, surely below the smallest effect refutes", () => {
  const gain = (values: number[]) => verdictOf(CRITERIA["paired-gain"], { a: values }).status;
  assertEquals(gain([3, 4, 5]), "supported");
  assertEquals(gain([-0.5, 0, 0.5]), "refuted");
  assertEquals(gain([-3, 1, 4]), "inconclusive");
  // Small but there: it is more than zero, which is what is claimed.
  assertEquals(gain([0.4, 0.5, 0.6]), "supported");
});

Deno.test("paired-gain pairs by seed: what both arms share cancels", () => {
  const observations = [100, 200, 300].map((shared, seed) => ({
    part: "a",
    seed,
    values: { v: shared + 1 + seed / 8, zero: shared },
  }));
  const { verdict } = judge({
    criterion: CRITERIA["paired-gain"],
    parts: ["a"],
    seeds: [2, 0, 1],
    observations: observations.toReversed(),
  });
  assertEquals([verdict.status, evidenceOf(verdict).measured], ["supported", 1.125]);
});

Deno.test("non-inferiority: above −margin, with TOST and what could be detected beside", () => {
  const parity = verdictOf(CRITERIA["non-inferiority"], { a: [-0.5, 0, 0.5] });
  assertEquals(parity.status, "supported");
  // SciPy: t.sf(2 / (.5 / 3**.5), 2) = .010104
  assertAlmostEquals(evidenceOf(parity).parity!.equivalence, 0.010103, 1e-5);
  assert(evidenceOf(parity).parity!.detectable > 0.5);
  assertEquals(verdictOf(CRITERIA["non-inferiority"], { a: [-5, -5.5, -6] }).status, "refuted");
  assertEquals(
    verdictOf(CRITERIA["non-inferiority"], { a: [-1, -2, -4] }).status,
    "inconclusive",
  );
});

Deno.test("non-inferiority: an assay that tells nothing apart judges nothing", () => {
  const { observations, ...rest } = input(CRITERIA["non-inferiority"], {
    a: [0, 0.5],
    b: [0, 0.1],
  });
  const blunt = (part: string) =>
    observations.map((row) =>
      row.part === part ? { ...row, values: { ...row.values, effect: 2 } } : row
    );
  const { verdict, parts } = judge({ ...rest, observations: blunt("a") });
  assert(verdict.status === "inconclusive");
  assertEquals(verdict.reason, "no-assay-sensitivity");
  assertEquals([evidenceOf(verdict).measured, evidenceOf(verdict).margin], [2, 0]);
  assert(parts[0]!.verdict.status === "inconclusive");
});

Deno.test("fewer than two seeds never decide, but show their value", () => {
  for (const name of NAMES) {
    for (const value of [-9, 0, 9]) {
      const verdict = verdictOf(CRITERIA[name], { a: [value] });
      assert(verdict.status === "inconclusive");
      assertEquals(verdict.reason, "too-few-seeds", name);
      assertAlmostEquals(evidenceOf(verdict).measured, value, 1e-12);
      assertEquals(evidenceOf(verdict).interval, undefined);
    }
  }
});

Deno.test("a single constructed value decides", () => {
  for (const name of NAMES) {
    const { status } = judge({ ...input(CRITERIA[name], { a: [-9] }), constructed: true }).verdict;
    const supports = name === "every-trial" || name === "below";
    assertEquals(status, supports ? "supported" : "refuted", name);
  }
});

Deno.test("data flipped across the bound flips the verdict", () => {
  const flips: Record<(typeof NAMES)[number], readonly [number[], number[]]> = {
    "every-trial": [[1.9, 1.8], [1.9, 2.1]],
    range: [[1.5, 1.6, 1.7], [2.3, 2.4, 2.5]],
    above: [[2.3, 2.4, 2.5], [1.5, 1.6, 1.7]],
    below: [[1.5, 1.6, 1.7], [2.3, 2.4, 2.5]],
    slope: [[1.5, 1.6, 1.7], [2.3, 2.4, 2.5]],
    "non-inferiority": [[-1.7, -1.6, -1.5], [-2.5, -2.4, -2.3]],
    "paired-gain": [[0.3, 0.4, 0.5], [-0.5, -0.4, -0.3]],
  };
  for (const name of NAMES) {
    const [inside, outside] = flips[name];
    assertEquals(verdictOf(CRITERIA[name], { a: inside }).status, "supported", name);
    assertEquals(verdictOf(CRITERIA[name], { a: outside }).status, "refuted", name);
  }
});

Deno.test("facts that are not the planned ones are errors that say which", () => {
  const planned = input(CRITERIA.range, { a: [0, 1], b: [0, 1] });
  const { observations } = planned;
  const withValue = (v: FactValue) => observations.with(1, { part: "a", seed: 1, values: { v } });
  const cases = [
    [{ observations: [] }, "no-facts", "nothing was measured"],
    [{ parts: [] }, "no-facts", "nothing was measured"],
    [{ observations: observations.slice(1) }, "incomplete", "part a: seed 0 was not measured"],
    [{ observations: [...observations, observations[3]!] }, "incomplete", "seed 1 was measured 2"],
    [{ parts: ["a"] }, "incomplete", "part b, seed 0 was measured but not planned"],
    [{ seeds: [0] }, "incomplete", "part a, seed 1 was measured but not planned"],
    [{ seeds: [0, 1, 1] }, "incomplete", "seed 1 is planned twice"],
    [{ parts: ["a", "b", "b"] }, "incomplete", "part b is planned twice"],
    [{ observations: withValue([1]) }, "incomplete", "part a: seed 1 has no scalar v"],
    [{ observations: withValue(NaN) }, "not-finite", "part a: seed 1: v is NaN"],
    [{ observations: withValue(-Infinity) }, "not-finite", "part a: seed 1: v is -Infinity"],
    [{ criterion: { ...CRITERIA.range, quantity: "w" } }, "incomplete", "no scalar w"],
    [{ criterion: { ...CRITERIA.range, within: [NaN, 1] } }, "exception", "within[0] is NaN"],
    [{ power: { quantity: "predicted", atLeast: 10 } }, "incomplete", "no scalar predicted"],
  ] as const;
  for (const [change, reason, detail] of cases) {
    const { verdict } = judge({ ...planned, ...change });
    assert(verdict.status === "error", detail);
    assertEquals(verdict.reason, reason);
    assertStringIncludes(verdict.detail, detail);
  }
});

Deno.test("only the parts at fault are listed", () => {
  const planned = input(CRITERIA.range, { b: [0, 1], a: [0, 1] });
  const { parts } = judge({ ...planned, observations: planned.observations.slice(1) });
  assertEquals(parts.map(({ part }) => part), ["b"]);
});

Deno.test("numbers that overflow are no verdict", () => {
  const huge = Number.MAX_VALUE;
  for (const name of ["range", "above", "below", "paired-gain", "non-inferiority"] as const) {
    const { verdict } = judge(input(CRITERIA[name], { a: [huge, -huge], b: [0, 1] }));
    assertEquals(verdict.status, "error", name);
  }
  const { criterion, ...rest } = input(CRITERIA["paired-gain"], { a: [huge, huge] });
  const observations = rest.observations.map((row) => ({
    ...row,
    values: { v: huge, zero: -huge },
  }));
  assertEquals(judge({ ...rest, criterion, observations }).verdict.status, "error");
  const assay = input(CRITERIA["non-inferiority"], { a: [0, 0.1] });
  const apart = assay.observations.map(({ values, ...row }) => ({
    ...row,
    values: { ...values, effect: huge, zero: -huge },
  }));
  assertEquals(judge({ ...assay, observations: apart }).verdict.status, "error");
});

Deno.test("without power a control shows nothing", () => {
  const { observations, ...rest } = input(CRITERIA["every-trial"], { a: [9, 9], b: [9, 9] });
  const power = { quantity: "predicted", atLeast: 10 };
  const predicted = (weak: number) =>
    observations.map((row) => ({
      ...row,
      values: { ...row.values, predicted: row.part === "b" && row.seed === 1 ? weak : 10 },
    }));
  assertEquals(judge({ ...rest, power, observations: predicted(10) }).verdict.status, "refuted");
  const { verdict, parts } = judge({ ...rest, power, observations: predicted(9.5) });
  assert(verdict.status === "inconclusive");
  assertEquals(verdict.reason, "no-power");
  assertStringIncludes(verdict.detail!, "part b: predicted is 9.5, below 10");
  assertEquals(parts.map(({ verdict }) => verdict.status), ["refuted", "inconclusive"]);
});

Deno.test("of a family that is not whole the parts are judged, and the whole is not", () => {
  const cases = [[[1, 1.1, 1.2], "supported"], [[3, 3.1, 3.2], "refuted"]] as const;
  for (const [values, status] of cases) {
    const planned = input(CRITERIA.below, { a: values, b: values });
    const { verdict, parts } = judge({ ...planned, family: 4 });
    assertEquals(parts.map(({ verdict }) => verdict.status), [status, status]);
    assert(verdict.status === "inconclusive" && verdict.reason === "incomplete-family");
    assertEquals(verdict.detail, `2 of 4 parts were run, and of them alone it is ${status}`);
    assertEquals(judge({ ...planned, family: 2 }).verdict.status, status);
  }
});
