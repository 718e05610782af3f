import type { Control, Profile, Suite, Weakness } from "./spec.ts";
import { matches, type Verdict, type VerdictKey } from "./verdict.ts";

/** What a control returned for one of the readings it guards. */
export interface ControlOutcome {
  readonly control: string;
  readonly reading: string;
  readonly verdict: Verdict;
  /** The verdicts it may return. */
  readonly registered: readonly VerdictKey[];
  /** Whether it returned one of them. */
  readonly behaved: boolean;
  /** Whether it is registered as inconclusive in this suite and profile. */
  readonly weak: boolean;
}

/** What a reading's own facts say, or, once settled, what stands. */
export interface ReadingOutcome {
  readonly reading: string;
  readonly verdict: Verdict;
}

/** Holds a control's verdict against those it registered. */
export function controlOutcome(
  control: Pick<Control, "id" | "registered" | "weak">,
  { reading, verdict, suite, profile }: ReadingOutcome & {
    readonly suite?: Suite;
    readonly profile?: Profile;
  },
): ControlOutcome {
  const { id, registered } = control;
  const behaved = registered.some((key) => matches(verdict, key));
  const weak = weaknessOf(control, { suite, profile }) !== undefined;
  return { control: id, reading, verdict, registered, behaved, weak };
}

/** Why and since when a control is registered as inconclusive in a suite and profile, if it is. */
export function weaknessOf(
  { weak = [] }: Pick<Control, "weak">,
  { suite, profile }: { suite: Suite | undefined; profile: Profile | undefined },
): Weakness | undefined {
  return weak.find(({ suites, profiles }) =>
    suites.some((name) => name === suite) && profiles.some((name) => name === profile)
  );
}

/** Says whether a control returned what it exists to exclude, or broke down. */
export function hasFailed({ behaved, verdict }: ControlOutcome): boolean {
  return !behaved && verdict.status !== "inconclusive" && verdict.status !== "not-run";
}

/**
 * Applies the controls of one claim to its readings, in this order:
 *
 * 1. a control that failed, or none at all, makes every reading `error`;
 * 2. one that was not run makes the reading it guards `not-run`;
 * 3. one that is inconclusive without having registered so makes every reading that was decided
 *    `inconclusive`, for want of power.
 *
 * Readings that are `error` or `not-run` by themselves stay so.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const evidence = { measured: 3, unit: "ulp", bound: { upper: 12 }, margin: 9, n: 10 };
 * const supported = { status: "supported", evidence } as const;
 * const control = { id: "unscaled-step", registered: ["refuted"] } as const;
 * const outcome = controlOutcome(control, { reading: "stated", verdict: supported });
 * const [settled] = settle([{ reading: "stated", verdict: supported }], [outcome]);
 * assertEquals(settled?.verdict.status, "error");
 * ```
 */
export function settle(
  readings: readonly ReadingOutcome[],
  controls: readonly ControlOutcome[],
): readonly ReadingOutcome[] {
  return readings.map(({ reading, verdict }) => {
    if (verdict.status === "error" || verdict.status === "not-run") return { reading, verdict };
    return { reading, verdict: settled({ reading, verdict }, controls) };
  });
}

function settled(
  { reading, verdict }: ReadingOutcome,
  controls: readonly ControlOutcome[],
): Verdict {
  const error = (detail: string): Verdict => ({
    status: "error",
    reason: "control-failed",
    detail,
  });
  if (controls.length === 0) return error("no control was run: a check that cannot fail is none");
  const failed = controls.find(hasFailed);
  if (failed) {
    const expected = failed.registered.join(" or ");
    return error(`${nameOf(failed)} returned ${failed.verdict.status}, not ${expected}`);
  }
  const absent = controls.find((control) =>
    control.reading === reading && !control.behaved && control.verdict.status === "not-run"
  );
  if (absent?.verdict.status === "not-run") {
    const { reason, detail } = absent.verdict;
    return { status: "not-run", reason, detail: `${nameOf(absent)} was not run: ${detail}` };
  }
  const weak = controls.find(({ behaved, verdict }) =>
    !behaved && verdict.status === "inconclusive"
  );
  if (!weak || verdict.status === "inconclusive") return verdict;
  return {
    status: "inconclusive",
    reason: "no-power",
    ...("evidence" in verdict ? { evidence: verdict.evidence } : {}),
    detail: `${nameOf(weak)} was inconclusive`,
  };
}

function nameOf({ control, reading }: ControlOutcome): string {
  return `control ${control} of reading ${reading}`;
}
