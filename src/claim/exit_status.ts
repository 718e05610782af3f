import { type ControlOutcome, hasFailed } from "./settle.ts";
import { matches, type Verdict, type VerdictKey } from "./verdict.ts";

/** Exit statuses that verdicts call for; wrong usage (2) and signals never reach a verdict. */
export type ExitStatus = 0 | 1 | 3 | 4;

/** A settled verdict beside the one that was registered, and the controls that guard it. */
export interface Compared {
  readonly verdict: Verdict;
  readonly registered: VerdictKey;
  readonly controls?: readonly ControlOutcome[];
}

/** Statuses from the worst to the best. */
const ORDER: readonly ExitStatus[] = [4, 1, 3, 0];

/**
 * The exit status of a run: the worst of its outcomes, in the order 4, 1, 3, 0.
 *
 * - 4: nothing was compared; an `error`, even a registered one; `not-run` where another verdict is
 *   registered; a control that returned what it exists to exclude.
 * - 1: a verdict differs from the registered one.
 * - 3: `inconclusive` where another verdict is registered; a control that was inconclusive or not
 *   run without being registered so, whatever is registered for the reading it guards. Only a
 *   reading registered `not-run` takes its controls with it.
 * - 0: everything else.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const verdict = { status: "inconclusive", reason: "too-few-seeds" } as const;
 * assertEquals(exitStatus([{ verdict, registered: "inconclusive:too-few-seeds" }]), 0);
 * assertEquals(exitStatus([{ verdict, registered: "supported" }]), 3);
 * ```
 */
export function exitStatus(outcomes: readonly Compared[]): ExitStatus {
  const seen = new Set(outcomes.flatMap((outcome) => [
    statusOf(outcome),
    ...(outcome.controls ?? []).map((control) => statusOfControl(control, outcome.registered)),
  ]));
  return worst([...seen]) ?? 4;
}

/** The worst of some statuses, in the order 4, 1, 3, 0; undefined of none. */
export function worst(statuses: readonly ExitStatus[]): ExitStatus | undefined {
  return ORDER.find((status) => statuses.includes(status));
}

function statusOf({ verdict, registered }: Compared): ExitStatus {
  if (verdict.status === "error") return 4;
  if (matches(verdict, registered)) return 0;
  if (verdict.status === "not-run") return 4;
  return verdict.status === "inconclusive" ? 3 : 1;
}

function statusOfControl(control: ControlOutcome, guarded: VerdictKey): ExitStatus {
  if (control.behaved) return 0;
  if (hasFailed(control)) return 4;
  if (control.weak && control.verdict.status === "inconclusive") return 0;
  return control.verdict.status === "not-run" && guarded === "not-run" ? 0 : 3;
}
