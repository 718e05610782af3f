import { type ControlOutcome, hasFailed } from "./settle.ts";
import { matches, type Verdict, type VerdictKey } from "./verdict.ts";

/** Exit statuses that verdicts and signals give; 2 (wrong usage) is decided before any verdict. */
export type ExitStatus = 0 | 1 | 3 | 4 | 130 | 143;

/** A settled verdict beside the one that was registered. */
export interface Compared {
  readonly verdict: Verdict;
  readonly registered: VerdictKey;
}

/** Statuses from the worst to the best. */
const ORDER: readonly ExitStatus[] = [143, 130, 4, 1, 3, 0];

/**
 * The exit status of a run, the worst of its outcomes (DESIGN.md, "Verdicts"). Nothing compared is 4,
 * as are `error`, even a registered one, a failed control, and a run that is `incomplete`.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * const verdict = { status: "inconclusive", reason: "too-few-seeds" } as const;
 * assertEquals(exitStatus([{ verdict, registered: "inconclusive:too-few-seeds" }]), 0);
 * assertEquals(exitStatus([{ verdict, registered: "supported" }]), 3);
 * ```
 */
export function exitStatus(
  outcomes: readonly Compared[],
  options: {
    readonly controls?: readonly ControlOutcome[];
    readonly incomplete?: boolean;
    readonly interrupted?: "SIGINT" | "SIGTERM";
  } = {},
): ExitStatus {
  const { controls = [], incomplete = false, interrupted } = options;
  const seen = new Set<ExitStatus>(outcomes.map(statusOf));
  if (outcomes.length === 0 || incomplete || controls.some(hasFailed)) seen.add(4);
  if (interrupted) seen.add(interrupted === "SIGINT" ? 130 : 143);
  return ORDER.find((status) => seen.has(status)) ?? 4;
}

function statusOf({ verdict, registered }: Compared): ExitStatus {
  if (verdict.status === "error") return 4;
  if (matches(verdict, registered)) return 0;
  if (verdict.status === "not-run") return 4;
  return verdict.status === "inconclusive" ? 3 : 1;
}
