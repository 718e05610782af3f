import type { Criterion, Verdict } from "../claim/mod.ts";
import type { Measured, MeasuredArm } from "./measured.ts";

/** What an arm of a test measured: one part, `p`. */
export interface TestArm {
  readonly name?: string;
  readonly values?: Readonly<Record<string, readonly number[]>>;
  readonly arrays?: Readonly<Record<string, string>>;
  readonly firstSeed?: number;
  readonly single?: true;
  readonly criterion?: Criterion;
  readonly verdict?: Verdict;
  readonly alone?: Verdict;
  readonly registered?: MeasuredArm["registered"];
}

/** The mean of q lies above 1. */
export const ABOVE: Criterion = {
  kind: "one-sided",
  quantity: "q",
  unit: "1",
  side: "above",
  bound: 1,
};

const EVIDENCE = { measured: 3, unit: "1", bound: { lower: 1 }, margin: 2, n: 3 };
export const SUPPORTED: Verdict = { status: "supported", evidence: EVIDENCE };
export const REFUTED: Verdict = { status: "refuted", evidence: EVIDENCE };
export const INCONCLUSIVE: Verdict = { status: "inconclusive", reason: "no-power" };

/** An arm of claim `c`, reading `r`. */
export function arm(test: TestArm): MeasuredArm {
  const { values = {}, arrays = {}, firstSeed = 0, name = "main" } = test;
  const count = Math.max(1, ...Object.values(values).map((own) => own.length));
  const { verdict = SUPPORTED, alone, criterion = ABOVE, registered = ["supported"] } = test;
  const unit = "1";
  return {
    claim: "c",
    reading: "r",
    arm: name,
    ...(test.single && { single: true }),
    criterion,
    registered,
    verdict,
    ...(alone && { alone }),
    parts: [{
      part: "p",
      seeds: Array.from({ length: count }, (_, i) => firstSeed + i),
      seconds: Array.from({ length: count }, () => 1),
      values: Object.fromEntries(
        Object.entries(values).map(([name, values]) => [name, { unit, values }]),
      ),
      arrays: Object.fromEntries(
        Object.entries(arrays).map(([name, digest]) => [name, { unit, digest }]),
      ),
    }],
  };
}

/** A run of some arms, on the device and with the code of all others unless it says otherwise. */
export function measured(arms: readonly TestArm[], more: Partial<Measured> = {}): Measured {
  return {
    profile: "smoke",
    suite: "procedural",
    recorded: "2026-01-01T00:00:00.000Z",
    code: { hash: "a", commit: "abc", dirty: false },
    versions: { v8: "1" },
    device: { kind: "cpu", label: "cpu" },
    inputs: [{ name: "synthetic", digest: "1" }],
    arms: arms.map(arm),
    ...more,
  };
}

/** The code of another commit. */
export const OTHER_CODE = { code: { hash: "b", commit: "def", dirty: false } };
/** Another device. */
export const OTHER_DEVICE = { device: { kind: "wasm", label: "wasm" } };
/** Another version of V8. */
export const OTHER_V8 = { versions: { v8: "2" } };
