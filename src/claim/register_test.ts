import { assertEquals, assertThrows } from "@std/assert";
import { reasonOf, register } from "./register.ts";
import { PROFILES, type Registration, SUITES } from "./spec.ts";
import { registrationOf } from "./registration.ts";
import type { Verdict } from "./verdict.ts";

const BEFORE: Registration = {
  reading: "stated",
  suites: SUITES,
  profiles: PROFILES,
  verdict: "refuted",
  reason: "Predicted: so it was in the trial.",
  date: "2026-01-01",
};
const NOW = { verdict: "supported", reason: "Measured.", date: "2026-02-02" } as const;

Deno.test("one question gets another answer, and every other keeps its own", () => {
  for (const entry of [BEFORE, { ...BEFORE, suites: ["real"], profiles: ["smoke"] } as const]) {
    const spec = { id: "claim", registered: [entry, { ...BEFORE, reading: "other" }] };
    const question = { reading: "stated", suite: "real", profile: "smoke" } as const;
    const registered = register(spec, { question, now: NOW });
    for (const suite of entry.suites) {
      for (const profile of entry.profiles) {
        const asked = suite === "real" && profile === "smoke";
        const answer = registrationOf({ id: "claim", registered }, { ...question, suite, profile });
        assertEquals(answer.verdict, asked ? "supported" : "refuted");
        assertEquals(answer.date, asked ? NOW.date : BEFORE.date);
      }
    }
    assertEquals(registered.at(-1), spec.registered[1]);
  }
});

Deno.test("what is registered twice or not at all is not replaced", () => {
  const question = { reading: "stated", suite: "real", profile: "smoke" } as const;
  for (const registered of [[], [BEFORE, BEFORE]]) {
    assertThrows(() => register({ id: "c", registered }, { question, now: NOW }), RangeError);
  }
});

Deno.test("the reason is the value, its interval and n, and what was predicted", () => {
  const interval = { lower: -0.7614, upper: 0.3407, level: 0.9, replicated: "seed", n: 3 } as const;
  const evidence = { measured: -0.2104, unit: "1", bound: {}, margin: 0, n: 3, interval };
  const reason = (verdict: Verdict, before: Registration = BEFORE) => reasonOf(verdict, before);
  assertEquals(
    reason({ status: "supported", evidence }),
    "Measured: −.21 [−.761, .341], n = 3; refuted was predicted.",
  );
  const later = { ...BEFORE, verdict: "inconclusive:no-power", reason: "Measured: .2." } as const;
  assertEquals(
    reason(
      { status: "refuted", evidence: { ...evidence, measured: 12.345, unit: "points" } },
      later,
    ),
    "Measured: 12.3 points [−.761, .341], n = 3; inconclusive:no-power was registered.",
  );
  assertEquals(
    reason({ status: "inconclusive", reason: "no-power", detail: "too weak" }),
    "Measured: too weak; refuted was predicted.",
  );
  assertEquals(
    reason({ status: "inconclusive", reason: "not-measurable" }),
    "Measured: not-measurable; refuted was predicted.",
  );
});
