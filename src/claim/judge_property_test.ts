import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import { judge } from "./judge.ts";
import { CRITERIA, input, NAMES, type Trials } from "./_trials_testing.ts";

const name = fc.constantFrom(...NAMES);
const eighths = fc.integer({ min: -64, max: 64 }).map((value) => value / 8);

/** One to three parts, two to six seeds, values around the bounds. */
const trials = fc.tuple(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 2, max: 6 }))
  .chain(([parts, seeds]) =>
    fc.array(fc.array(eighths, { minLength: seeds, maxLength: seeds }), {
      minLength: parts,
      maxLength: parts,
    })
  )
  .map((rows): Trials => Object.fromEntries(rows.map((row, index) => [`part-${index}`, row])));

const mapped = (trials: Trials, change: (values: readonly number[]) => number[]): Trials =>
  Object.fromEntries(Object.entries(trials).map(([part, values]) => [part, change(values)]));

const statusOf = (name: (typeof NAMES)[number], trials: Trials) =>
  judge(input(CRITERIA[name], trials)).verdict.status;

Deno.test("NaN anywhere in what the criterion reads is an error", () => {
  const place = fc.record({ row: fc.nat(), key: fc.nat(), at: fc.nat() });
  fc.assert(fc.property(name, trials, place, (name, trials, { row, key, at }) => {
    const planned = input(CRITERIA[name], trials);
    const { observations, criterion } = planned;
    const read = Object.entries(observations[0]!.values).filter(([key]) =>
      JSON.stringify(criterion).includes(`"${key}"`)
    );
    const [fact, sound] = read[key % read.length]!;
    const value = Array.isArray(sound) ? sound.with(at % sound.length, NaN) : NaN;
    const chosen = observations[row % observations.length]!;
    const broken = { ...chosen, values: { ...chosen.values, [fact]: value } };
    const { verdict } = judge({
      ...planned,
      observations: observations.map((row) => row === chosen ? broken : row),
    });
    assert(verdict.status === "error");
    assertEquals(verdict.reason, "not-finite");
  }));
});

Deno.test("any doubles at all: decided on finite numbers, or not decided; nothing is thrown", () => {
  const wild = fc.array(fc.array(fc.double(), { minLength: 1, maxLength: 3 }), { minLength: 1 });
  fc.assert(fc.property(name, wild, (name, rows) => {
    const wildTrials = Object.fromEntries(rows.map((row, index) => [`part-${index}`, row]));
    const { verdict } = judge(input(CRITERIA[name], wildTrials));
    if (verdict.status !== "supported" && verdict.status !== "refuted") return;
    const { measured, margin, interval } = verdict.evidence;
    assert([measured, margin, interval?.lower ?? 0, interval?.upper ?? 0].every(Number.isFinite));
    assertEquals(margin >= 0, verdict.status === "supported");
  }));
});

Deno.test("the order of parts, seeds and observations changes no bit of the verdict", () => {
  fc.assert(fc.property(name, trials, fc.infiniteStream(fc.nat()), (name, trials, stream) => {
    const shuffled = <T>(values: readonly T[]) =>
      values.map((value) => ({ value, key: stream.next().value! }))
        .toSorted((a, b) => a.key - b.key).map(({ value }) => value);
    const planned = input(CRITERIA[name], trials);
    const [parts, seeds] = [shuffled(planned.parts), shuffled(planned.seeds)];
    const observations = shuffled(planned.observations);
    const [before, after] = [judge(planned), judge({ ...planned, parts, seeds, observations })];
    assertEquals(after.verdict, before.verdict);
    assertEquals(after.parts.map(({ part }) => part), parts);
    for (const { part, verdict } of after.parts) {
      assertEquals(before.parts.find((other) => other.part === part)?.verdict, verdict);
    }
    // Which seed measured what is a permutation too.
    assertEquals(judge(input(CRITERIA[name], mapped(trials, shuffled))).verdict, before.verdict);
  }));
});

Deno.test("more noise about the same means never turns refuted into supported", () => {
  fc.assert(fc.property(name, trials, fc.integer({ min: 1, max: 9 }), (name, trials, factor) => {
    const widened = mapped(trials, (values) => {
      const mean = values.reduce((total, value) => total + value, 0) / values.length;
      return values.map((value) => mean + factor * (value - mean));
    });
    const symmetric = mapped(trials, (v) => v.flatMap((v) => [v - factor, v + factor]));
    const noisy = name === "every-trial" ? symmetric : widened;
    assert(statusOf(name, trials) !== "refuted" || statusOf(name, noisy) !== "supported");
  }));
});

Deno.test("a verdict is monotone in the measured values", () => {
  const rising = fc.constantFrom("above", "non-inferiority", "paired-gain", "below", "every-trial");
  const rank = { refuted: 0, inconclusive: 1, supported: 2, error: NaN, "not-run": NaN };
  fc.assert(fc.property(rising, trials, fc.integer({ min: 0, max: 8 }), (name, trials, step) => {
    const raised = mapped(trials, (values) => values.map((value) => value + step));
    const change = rank[statusOf(name, raised)] - rank[statusOf(name, trials)];
    assert(name === "below" || name === "every-trial" ? change <= 0 : change >= 0);
  }));
});

Deno.test("nothing measured is an error, whatever was planned", () => {
  fc.assert(fc.property(name, trials, (name, trials) => {
    const { verdict } = judge({ ...input(CRITERIA[name], trials), observations: [] });
    assert(verdict.status === "error");
    assertEquals(verdict.reason, "no-facts");
  }));
});
