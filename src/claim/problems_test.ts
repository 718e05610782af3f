import { assert, assertEquals, assertThrows } from "@std/assert";
import { problemsOf } from "./problems.ts";
import { registrationOf } from "./registration.ts";
import { soundSpec } from "./_sound_spec_testing.ts";
import type { ClaimSpec } from "./spec.ts";

const spec = soundSpec();
const [reading, negative, positive, registered] = [
  spec.readings[0]!,
  spec.controls[0]!,
  spec.controls[1]!,
  spec.registered[0]!,
];
const { criterion, protocols } = reading;

Deno.test("a sound spec has no problems", () => assertEquals(problemsOf(spec), []));

Deno.test("every flaw of a spec is found, and named", () => {
  const twice = [...protocols.smoke, ...protocols.smoke];
  const cases: readonly (readonly [Partial<ClaimSpec>, string])[] = [
    [{ id: "two words" }, 'claim id "two words" is empty or holds a space or slash'],
    [{ alias: spec.id }, 'claim id "first-epoch-equivalence" is taken twice'],
    [{ version: 0 }, "version is 0: it counts from 1"],
    [
      { seeds: { ...spec.seeds, default: 0 } },
      "seeds of profile default are 0: at least 1 is needed",
    ],
    [{ readings: [] }, "there is no reading: the first is the claim as stated"],
    [{ readings: [reading, reading] }, 'reading id "stated" is taken twice'],
    [
      { readings: [{ ...reading, family: 4 }] },
      "reading stated: it is of a family of 4, its protocols are 1",
    ],
    [
      {
        readings: [{
          ...reading,
          criterion: {
            ...criterion,
            kind: "every-trial",
            quantity: "gap",
            unit: "ulp",
            atMost: NaN,
          },
        }],
      },
      "reading stated: atMost is NaN: a criterion is made of finite numbers",
    ],
    [
      {
        readings: [{
          ...reading,
          criterion: { kind: "range", quantity: "gap", unit: "1", within: [2, 1] },
        }],
      },
      "reading stated: within is [2, 1]: the lower end comes first",
    ],
    [
      { readings: [{ ...reading, protocols: { ...protocols, smoke: twice } }] },
      'reading stated, profile smoke: protocol id "tanh" is taken twice',
    ],
    [
      { readings: [{ ...reading, protocols: { ...protocols, smoke: [] } }] },
      "reading stated, suite real, profile smoke: there is no protocol, and not-run is not registered",
    ],
    [{ controls: [negative] }, "no positive control"],
    [{ controls: [positive] }, "no negative control"],
    [{ controls: [positive, negative, negative] }, 'control id "unscaled-step" is taken twice'],
    [
      { controls: [positive, { ...negative, readings: ["other"] }] },
      "control unscaled-step: it guards reading other, which does not exist",
    ],
    [
      { controls: [positive, { ...negative, readings: [] }] },
      "control unscaled-step: it guards no reading",
    ],
    [
      { controls: [positive, { ...negative, registered: [] }] },
      "control unscaled-step: it has registered no verdict",
    ],
    [
      { controls: [positive, { ...negative, power: { quantity: "gap", atLeast: NaN } }] },
      "control unscaled-step: power needs gap of at least NaN",
    ],
    [
      {
        controls: [positive, {
          ...negative,
          criterion: {
            kind: "paired-gain",
            treated: "a",
            baseline: "b",
            unit: "1",
            smallestEffect: 0,
          },
        }],
      },
      "control unscaled-step: smallestEffect is 0: it must be positive",
    ],
    [
      { controls: [positive, { ...negative, protocols: { ...protocols, nightly: [] } }] },
      "control unscaled-step: it has no protocol in profile nightly, where reading stated runs",
    ],
    [
      { registered: [registered, registered] },
      "reading stated, suite procedural, profile smoke: 2 registered verdicts, not 1",
    ],
    [
      { registered: [{ ...registered, suites: ["real"] }] },
      "reading stated, suite procedural, profile nightly: 0 registered verdicts, not 1",
    ],
    [
      { registered: [{ ...registered, date: "2026-02-30" }] },
      "registration of stated: 2026-02-30 is no ISO date (YYYY-MM-DD)",
    ],
    [
      { registered: [{ ...registered, date: "17.8.2026" }] },
      "registration of stated: 17.8.2026 is no ISO date (YYYY-MM-DD)",
    ],
    [
      { registered: [{ ...registered, reason: " " }] },
      "registration of stated: it gives no reason",
    ],
    [
      { registered: [{ ...registered, verdict: "error" }] },
      "registration of stated: an error cannot be registered",
    ],
    [
      { registered: [{ ...registered, verdict: "inconclusive" }] },
      "registration of stated: inconclusive is registered without its cause: " +
      "name it, as in inconclusive:no-power",
    ],
    [
      { registered: [registered, { ...registered, reading: "x" }] },
      "registration of x: the reading does not exist",
    ],
  ];
  for (const [change, problem] of cases) {
    const found = problemsOf({ ...spec, ...change });
    assert(found.includes(problem), `${problem} is not among:\n${found.join("\n")}`);
  }
});

Deno.test("every verdict but supported is registered with a reason, inconclusive with its cause", () => {
  const cases = [
    ["supported", "the theorem", true],
    ["refuted", "measured", true],
    ["refuted", "", false],
    ["inconclusive", "two seeds are too few", false],
    ["inconclusive:too-few-seeds", "one run", true],
    ["inconclusive:too-few-seeds", " ", false],
  ] as const;
  for (const [verdict, reason, sound] of cases) {
    const found = problemsOf({ ...spec, registered: [{ ...registered, verdict, reason }] });
    assertEquals(found.length === 0, sound, `${verdict} "${reason}": ${found}`);
  }
});

Deno.test("a profile may leave a reading out when that is registered", () => {
  const later = { ...protocols, smoke: [] };
  const found = problemsOf({
    ...spec,
    readings: [{ ...reading, protocols: later }],
    controls: spec.controls.map((control) => ({ ...control, protocols: later })),
    registered: [
      { ...registered, profiles: ["default", "nightly"] },
      { ...registered, profiles: ["smoke"], verdict: "not-run" },
    ],
  });
  assertEquals(found, []);
});

Deno.test("registrationOf finds the one registration, or says how many there are", () => {
  const question = { reading: "stated", suite: "real", profile: "smoke" } as const;
  assertEquals(registrationOf(spec, question), registered);
  assertThrows(
    () => registrationOf({ ...spec, registered: [] }, question),
    RangeError,
    "first-epoch-equivalence has registered no verdict for reading stated, suite real, profile smoke",
  );
  assertThrows(
    () => registrationOf({ ...spec, registered: [registered, registered] }, question),
    RangeError,
    "2 verdicts",
  );
});
