import { assert, assertEquals } from "@std/assert";
import {
  ABOVE,
  INCONCLUSIVE,
  measured,
  OTHER_CODE,
  OTHER_DEVICE,
  OTHER_V8,
  REFUTED,
  SUPPORTED,
  type TestArm,
} from "./_measured_testing.ts";
import { armsInDoubt, compareRuns, firstFreshSeed } from "./compare.ts";
import { type DriftFinding, driftStatus } from "./finding.ts";
import type { Measured } from "./measured.ts";

/** Mean 4, standard deviation 1.58. */
const Q = [2, 3, 4, 5, 6];
const shifted = (by: number, values = Q) => values.map((value) => value + by);
/** The half width of the interval for five further values, of one quantity: t(4, .995) = 4.604. */
const HALF = 4.604 * Math.sqrt(2.5) * Math.sqrt(2 / 5);

const labels = (findings: readonly DriftFinding[]) => findings.map(({ of, label }) => [of, label]);
const found = (was: Measured, is: Measured, again?: Measured) =>
  labels(compareRuns(was, is, again).findings);

Deno.test("a run that is the baseline's has no drift", () => {
  const run = measured([{ values: { q: Q, bad: [NaN] }, arrays: { a: "1" } }]);
  const { level: _, ...comparison } = compareRuns(run, run);
  assertEquals(comparison, {
    differs: [],
    compared: 3,
    equal: 3,
    changed: [],
    added: 0,
    findings: [],
  });
});

Deno.test("where nothing may change a bit, one bit is a regression", () => {
  const was = measured([{ values: { q: Q, other: Q }, arrays: { a: "1" } }]);
  const bit = [2, 3, 4 + 2 ** -50, 5, 6];
  const { findings } = compareRuns(
    was,
    measured([{ values: { q: bit, other: Q }, arrays: { a: "2" } }]),
  );
  assertEquals(findings, [{
    of: "bits",
    label: "regression",
    claim: "c",
    reading: "r",
    arm: "main",
    part: "p",
    quantity: "q",
    unit: "1",
    was: 4,
    is: 4 + 2 ** -50,
    count: 2,
    total: 3,
  }]);
  assertEquals(driftStatus({ findings }), 1);
});

Deno.test("a bit that other code changed is a regression, until the baseline is another", () => {
  const was = measured([{ values: { q: Q } }]);
  const { findings, differs } = compareRuns(
    was,
    measured([{ values: { q: shifted(1e-9) } }], OTHER_CODE),
  );
  assertEquals(differs, ["code"]);
  assertEquals(labels(findings), [["bits", "regression"]]);
  assertEquals(findings[0]!.of === "bits" && findings[0]!.otherCode, true);
  assertEquals(found(was, measured([{ values: { q: Q } }], OTHER_CODE)), []);
});

Deno.test("what may change bits is named, and changed bits are counted, not judged", () => {
  const was = measured([{ values: { q: Q } }]);
  const moved = [{ values: { q: shifted(0.1) } }];
  const cases: [Measured, string][] = [
    [measured(moved, OTHER_DEVICE), "device"],
    [measured(moved, OTHER_V8), "v8"],
    [measured(moved, { inputs: [{ name: "synthetic", digest: "2" }] }), "inputs"],
  ];
  for (const [run, what] of cases) {
    const { differs, changed, equal, findings } = compareRuns(was, run);
    assertEquals([differs, equal, findings], [[what], 0, []] as never);
    assertEquals(changed, [{ claim: "c", count: 1 }]);
  }
  const fresh = compareRuns(was, measured([{ values: { q: shifted(0.1) }, firstSeed: 5 }]));
  assertEquals([fresh.differs, fresh.changed], [["seeds"], []] as never);
});

Deno.test("a seed that one part or quantity has lost excuses no other from being the same", () => {
  const part = (name: string, q: readonly number[]) => ({
    ...measured([{ values: { q } }]).arms[0]!.parts[0]!,
    part: name,
  });
  const run = (...parts: ReturnType<typeof part>[]) => {
    const { arms: [arm], ...more } = measured([{}]);
    return { ...more, arms: [{ ...arm!, parts }] };
  };
  const was = run(part("p", Q), part("q", Q));
  const bit = [2, 3, 4 + 2 ** -50, 5, 6];
  const shorter = compareRuns(was, run(part("p", bit), part("q", Q.slice(1))));
  assertEquals(shorter.differs, ["seeds"]);
  assertEquals(labels(shorter.findings), [["bits", "regression"]]);
  const lost = { values: { q: { unit: "1", values: Q.slice(1), seeds: [1, 2, 3, 4] } } };
  const { differs, findings } = compareRuns(was, run(part("p", Q), { ...part("q", Q), ...lost }));
  assertEquals([differs, labels(findings)], [[], [["bits", "regression"]]] as never);
  const [finding] = findings;
  assertEquals(finding?.of === "bits" && [finding.was, finding.is], [
    "there on seeds 0, 1, 2, 3, 4",
    "there on seeds 1, 2, 3, 4",
  ]);
});

Deno.test("a value is suspicious beyond the interval, and a regression if fresh seeds say so too", () => {
  const was = measured([{ values: { q: Q, other: Q.map((q) => 2 * q) }, name: "control:x" }]);
  const run = (by: number, more: Partial<Measured> = OTHER_V8) =>
    measured([{ values: { q: shifted(by), other: Q.map((q) => 2 * q) }, name: "control:x" }], more);
  // Two quantities share the rate: t(4, 1 − .01/4) = 5.598 in place of 4.604.
  const half = HALF * 5.598 / 4.604;
  assertEquals(found(was, run(0.99 * half)), []);
  assertEquals(found(was, run(1.01 * half)), [["value", "suspicious"]]);
  assertEquals(found(was, run(-1.01 * half)), [["value", "suspicious"]]);
  const first = compareRuns(was, run(1.01 * half));
  assertEquals(armsInDoubt(first, run(1.01 * half)), ["c/r/control:x"]);
  // Of one suspicion, the second interval has the rate to itself.
  for (const [by, label] of [[1.01, "regression"], [0.5, "suspicious"], [-1.01, "suspicious"]]) {
    const again = run(by as number * HALF);
    assertEquals(found(was, run(1.01 * half), again), [["value", label]] as never);
  }
});

Deno.test("of values only a deciding one can improve, and only within the baseline's bound", () => {
  const was = measured([{ values: { q: Q, beside: Q } }]);
  const better = { values: { q: shifted(20), beside: shifted(20) } };
  const run = (arm: TestArm) => measured([arm], OTHER_V8);
  const twice = (arm: TestArm) => found(was, run(arm), run(arm));
  assertEquals(twice(better), [["value", "improved"], ["value", "regression"]]);
  const worse = { values: { q: shifted(-20), beside: Q } };
  assertEquals(twice(worse), [["value", "regression"]]);
  const lax = { ...better, criterion: { ...ABOVE, bound: 0 } as const };
  assertEquals(twice(lax), [
    ["bound", "bound-changed"],
    ["value", "regression"],
    ["value", "regression"],
  ]);
});

Deno.test("a bound that changed is shown as it was and is, and fails nothing", () => {
  const criterion = { ...ABOVE, bound: 2 } as const;
  const { findings } = compareRuns(measured([{}]), measured([{ criterion }]));
  const place = { claim: "c", reading: "r", arm: "main" };
  const finding = { of: "bound", label: "bound-changed", ...place, was: ABOVE, is: criterion };
  assertEquals(findings, [finding] as never);
  assertEquals(driftStatus({ findings }), 0);
});

Deno.test("a claim that holds though registered as refuted has improved, once confirmed", () => {
  const holds: TestArm = { verdict: SUPPORTED, registered: ["refuted"] };
  const run = measured([holds]);
  assertEquals(found(run, run), [["verdict", "suspicious"]]);
  assertEquals(armsInDoubt(compareRuns(run, run), run), ["c/r/main"]);
  assertEquals(found(run, run, run), [["verdict", "improved"]]);
  const other = measured([{ ...holds, verdict: REFUTED }]);
  assertEquals(found(run, run, other), [["verdict", "suspicious"]]);
  assertEquals(driftStatus(compareRuns(run, run, run)), 1);
  assertEquals(driftStatus(compareRuns(run, run, other)), 0);
});

Deno.test("a claim that fails though registered as supported is a regression, once confirmed", () => {
  for (const verdict of [REFUTED, INCONCLUSIVE]) {
    const run = measured([{ verdict }]);
    assertEquals(found(run, run), [["verdict", "suspicious"]]);
    assertEquals(found(run, run, run), [["verdict", "regression"]]);
    assertEquals(found(run, run, measured([{}])), [["verdict", "suspicious"]]);
  }
  const detail = "no GPU";
  const absent = measured([{ verdict: { status: "not-run", reason: "no-device", detail } }]);
  assertEquals(found(absent, absent), [["verdict", "insufficient-data"]]);
});

Deno.test("where a control is to blame, the control is measured again", () => {
  const failed = { status: "error", reason: "control-failed", detail: "it held" } as const;
  const arms = (control: TestArm): TestArm[] => [
    { verdict: failed, alone: SUPPORTED },
    { name: "control:x", registered: ["refuted"], ...control },
  ];
  const run = measured(arms({ verdict: SUPPORTED }));
  assertEquals(found(run, run), [["verdict", "suspicious"]]);
  assertEquals(armsInDoubt(compareRuns(run, run), run), ["c/r/control:x"]);
  assertEquals(found(run, run, run), [["verdict", "regression"]]);
  const sound = measured(arms({ verdict: REFUTED }).slice(1));
  assertEquals(found(run, run, sound), [["verdict", "suspicious"]]);
});

Deno.test("equal seeds predict their value, which all further ones must leave to be suspicious", () => {
  const was = measured([{ values: { steps: [8, 8, 8] } }]);
  const run = (steps: number[], more: Partial<Measured> = OTHER_V8) =>
    measured([{ values: { steps } }], more);
  assertEquals(found(was, run([8, 8, 8 + 1e-13])), []);
  assertEquals(found(was, run([8, 8, 9])), [["value", "insufficient-data"]]);
  assertEquals(found(was, run([9, 9, 9])), [["value", "suspicious"]]);
  assertEquals(found(was, run([9, 9, 9]), run([9, 9, 9])), [["value", "regression"]]);
  assertEquals(found(was, run([9, 9, 9]), run([9, 8, 9])), [["value", "suspicious"]]);
  assertEquals(found(was, run([9, 9, 9], OTHER_DEVICE)), [["value", "insufficient-data"]]);
  assertEquals(found(was, run([8.001, 8, 8], OTHER_DEVICE)), []);
});

Deno.test("what is measured once is exact where nothing is sampled, and else tells nothing", () => {
  const once = (value: number, single: boolean, more: Partial<Measured> = {}) =>
    measured([{ values: { q: [value] }, ...(single && { single: true }) }], more);
  assertEquals(found(once(3, true), once(4, true, OTHER_V8)), [["value", "suspicious"]]);
  const confirmed = [once(4, true, OTHER_V8), once(4, true, OTHER_V8)] as const;
  assertEquals(found(once(5, true), ...confirmed), [["value", "regression"]]);
  assertEquals(found(once(3, true), ...confirmed), [["value", "improved"]]);
  assertEquals(found(once(3, false), once(4, false, OTHER_V8)), [["value", "insufficient-data"]]);
});

Deno.test("a value that is none is outside of every interval", () => {
  const was = measured([{ values: { q: Q, worst: [Infinity, Infinity, Infinity] } }]);
  const run = measured([{ values: { q: [NaN, 3, 4, 5, 6], worst: [Infinity] } }], OTHER_V8);
  assertEquals(found(was, run), [["value", "suspicious"]]);
  assertEquals(found(was, run, run), [["value", "regression"]]);
  const finite = measured([{ values: { q: Q, worst: [1, 2, 3] } }], OTHER_V8);
  assertEquals(found(was, finite), [["value", "insufficient-data"]]);
});

Deno.test("quantities that are gone or new are told apart from those that changed", () => {
  const was = measured([{ values: { q: Q, old: Q }, arrays: { curve: "1" } }]);
  const { findings, added, compared } = compareRuns(
    was,
    measured([{ values: { q: Q, fresh: Q } }]),
  );
  assertEquals([added, compared], [1, 1]);
  assertEquals(labels(findings), [["gone", "regression"]]);
  assertEquals(findings[0]!.of === "gone" && findings[0]!.count, 2);
  const elsewhere = measured([{ values: { q: Q } }], OTHER_DEVICE);
  assertEquals(found(was, elsewhere), [["gone", "insufficient-data"]]);
});

Deno.test("fresh seeds are those that neither run has", () => {
  const run = measured([{ values: { q: Q }, firstSeed: 10 }]);
  assertEquals(firstFreshSeed(measured([{ values: { q: Q } }]), run), 15);
  assertEquals(firstFreshSeed(run, measured([{}])), 15);
  assert(firstFreshSeed(measured([])) === 0);
});
