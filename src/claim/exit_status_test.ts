import { controlOutcome } from "./settle.ts";
import { assertEquals } from "@std/assert";
import { exitStatus } from "./exit_status.ts";
import type { Evidence, Verdict, VerdictKey } from "./verdict.ts";

const evidence: Evidence = { measured: 1, unit: "1", bound: { upper: 2 }, margin: 1, n: 4 };
const supported: Verdict = { status: "supported", evidence };
const refuted: Verdict = { status: "refuted", evidence };
const tooFew: Verdict = { status: "inconclusive", reason: "too-few-seeds" };
const error: Verdict = { status: "error", reason: "no-facts", detail: "" };
const notRun: Verdict = { status: "not-run", reason: "no-device", detail: "" };

Deno.test("every verdict against every registration", () => {
  const cases: readonly (readonly [Verdict, VerdictKey, number])[] = [
    [supported, "supported", 0],
    [supported, "refuted", 1],
    [supported, "inconclusive", 1],
    [refuted, "refuted", 0],
    [refuted, "supported", 1],
    [tooFew, "inconclusive", 0],
    [tooFew, "inconclusive:too-few-seeds", 0],
    [tooFew, "inconclusive:no-power", 3],
    [tooFew, "supported", 3],
    [error, "supported", 4],
    [error, "error", 4],
    [notRun, "not-run", 0],
    [notRun, "supported", 4],
  ];
  for (const [verdict, registered, status] of cases) {
    assertEquals(exitStatus([{ verdict, registered }]), status, `${verdict.status}, ${registered}`);
  }
});

Deno.test("the worst wins: 4, 1, 3, 0", () => {
  const good = { verdict: supported, registered: "supported" } as const;
  const unclear = { verdict: tooFew, registered: "supported" } as const;
  const differs = { verdict: refuted, registered: "supported" } as const;
  const broken = { verdict: error, registered: "supported" } as const;
  assertEquals(exitStatus([good, unclear]), 3);
  assertEquals(exitStatus([unclear, differs, good]), 1);
  assertEquals(exitStatus([differs, broken, unclear]), 4);
});

Deno.test("nothing compared is never a pass", () => assertEquals(exitStatus([]), 4));

Deno.test("a control that did not behave is never a pass, whatever its reading registered", () => {
  const guarded = { control: "c", reading: "r", registered: ["refuted"] } as const;
  const readings = [
    { verdict: supported, registered: "supported" },
    { verdict: tooFew, registered: "inconclusive" },
    { verdict: notRun, registered: "not-run" },
  ] as const;
  const statuses = (verdict: Verdict, behaved: boolean) =>
    readings.map((reading) =>
      exitStatus([{ ...reading, controls: [{ ...guarded, verdict, behaved, weak: false }] }])
    );
  assertEquals(statuses(supported, false), [4, 4, 4]);
  assertEquals(statuses(error, false), [4, 4, 4]);
  assertEquals(statuses(tooFew, false), [3, 3, 3]);
  assertEquals(statuses(notRun, false), [3, 3, 0]);
  assertEquals(statuses(refuted, true), [0, 0, 0]);
});

Deno.test("a control that is registered as weak may be inconclusive, and nothing else", () => {
  const inconclusive = { status: "inconclusive", reason: "interval-straddles-bound" } as const;
  const evidence = { measured: 1, unit: "1", bound: { lower: 0 }, margin: 1, n: 3 };
  const control = {
    id: "c",
    registered: ["refuted"],
    weak: [{ suites: ["real"], profiles: ["default"], reason: "few images", date: "2026-11-24" }],
  } as const;
  const status = (verdict: Verdict, suite: "real" | "procedural") => {
    const outcome = controlOutcome(control, { reading: "r", verdict, suite, profile: "default" });
    const compared = {
      verdict: inconclusive,
      registered: "inconclusive",
      controls: [outcome],
    } as const;
    return exitStatus([compared]);
  };
  assertEquals(status(inconclusive, "real"), 0);
  assertEquals(status(inconclusive, "procedural"), 3);
  assertEquals(status({ status: "supported", evidence }, "real"), 4);
});
