import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { type ControlOutcome, controlOutcome, type ReadingOutcome, settle } from "./settle.ts";
import type { Evidence, Verdict, VerdictKey } from "./verdict.ts";

const evidence: Evidence = { measured: 1, unit: "ulp", bound: { upper: 2 }, margin: 1, n: 4 };
const VERDICTS = {
  supported: { status: "supported", evidence },
  refuted: { status: "refuted", evidence },
  inconclusive: { status: "inconclusive", reason: "not-measurable" },
  error: { status: "error", reason: "not-finite", detail: "gap is NaN" },
  "not-run": { status: "not-run", reason: "no-device", detail: "no adapter" },
} as const satisfies Record<string, Verdict>;

const READINGS: readonly ReadingOutcome[] = Object.entries(VERDICTS).map(
  ([reading, verdict]) => ({ reading, verdict }),
);

function control(
  status: keyof typeof VERDICTS,
  registered: readonly VerdictKey[] = ["refuted"],
): ControlOutcome {
  const outcome = { reading: "supported", verdict: VERDICTS[status] };
  return controlOutcome({ id: "unscaled-step", registered }, outcome);
}

const statuses = (controls: readonly ControlOutcome[]) =>
  settle(READINGS, controls).map(({ verdict }) => verdict.status);

Deno.test("controls that behaved change nothing", () => {
  assertEquals(
    settle(READINGS, [control("refuted"), control("supported", ["supported"])]),
    READINGS,
  );
});

Deno.test("a control that may be inconclusive, or not run, changes nothing by being so", () => {
  const registered = ["inconclusive:not-measurable", "not-run"] as const;
  const controls = [control("inconclusive", registered), control("not-run", registered)];
  assertEquals(settle(READINGS, controls), READINGS);
});

Deno.test("a control that returns what it excludes, or breaks, voids the claim", () => {
  for (const status of ["supported", "error"] as const) {
    const settled = settle(READINGS, [control("refuted"), control(status)]);
    assertEquals(
      settled.map(({ verdict }) => verdict.status),
      ["error", "error", "error", "error", "not-run"],
    );
    const { verdict } = settled[0]!;
    assert(verdict.status === "error");
    assertEquals(verdict.reason, "control-failed");
    assertStringIncludes(verdict.detail, `unscaled-step of reading supported returned ${status}`);
    assertEquals(settled[3], READINGS[3]);
  }
});

Deno.test("an inconclusive control leaves decided readings without power", () => {
  const settled = settle(READINGS, [control("inconclusive")]);
  const expected = ["inconclusive", "inconclusive", "inconclusive", "error", "not-run"];
  assertEquals(settled.map(({ verdict }) => verdict.status), expected);
  for (const { verdict } of settled.slice(0, 2)) {
    assert(verdict.status === "inconclusive");
    assertEquals([verdict.reason, verdict.evidence], ["no-power", evidence]);
    assertStringIncludes(verdict.detail!, "unscaled-step");
  }
  assertEquals(settled[2], READINGS[2]);
});

Deno.test("inconclusive for another reason than the registered one is not registered", () => {
  const outcome = control("inconclusive", ["inconclusive:no-power"]);
  assertEquals(outcome.behaved, false);
  assertEquals(statuses([outcome])[0], "inconclusive");
});

Deno.test("a control that was not run leaves the reading it guards not run", () => {
  const settled = settle(READINGS, [control("not-run")]);
  assertEquals(settled[0]!.verdict.status, "not-run");
  assertEquals(settled.slice(1), READINGS.slice(1));
});

Deno.test("the worse control prevails, in any order", () => {
  const controls = [control("inconclusive"), control("not-run"), control("supported")];
  for (const order of [controls, controls.toReversed()]) assertEquals(statuses(order)[0], "error");
  assertEquals(statuses(controls.slice(0, 2))[0], "not-run");
  assertEquals(statuses(controls.slice(0, 2))[1], "inconclusive");
});

Deno.test("without controls nothing is decided", () => {
  assertEquals(statuses([]), ["error", "error", "error", "error", "not-run"]);
});
