import { keyOf } from "../claim/mod.ts";
import {
  armName,
  type Baseline,
  compareRuns,
  type Measured,
  type MeasuredArm,
} from "../drift/mod.ts";
import { findingText } from "./drift.ts";

/** Most items of each kind that are written out. */
const MOST = 10;

/** How a run differs from the baseline that it would replace, in a few lines; none where it does not. */
export function baselineDifference(baseline: Baseline, run: Measured): string[] {
  const { findings, compared, equal, added } = compareRuns(baseline, run);
  const before = new Map(baseline.arms.map((arm) => [armName(arm), arm]));
  const now = new Map(run.arms.map((arm) => [armName(arm), arm]));
  const of = (...kinds: readonly string[]) =>
    findings.filter((finding) => kinds.includes(finding.of))
      .map((finding) => `${armName(finding)}: ${findingText(finding).split("; ")[0]}`);
  return [
    ...listed("verdicts that differ", run.arms.flatMap((arm) => verdictChange(arm, before))),
    ...listed("bounds that differ", of("bound")),
    ...listed("values that are not where the baseline says", of("value", "bits")),
    ...(equal < compared ? [`${equal} of ${compared} quantities are equal to the bit`] : []),
    ...listed("new arms", [...now.keys()].filter((name) => !before.has(name))),
    ...listed("arms that are gone", [...before.keys()].filter((name) => !now.has(name))),
    ...(added > 0 ? [`${added} quantities are new`] : []),
    ...listed("quantities that are gone", of("gone")),
  ];
}

function verdictChange(arm: MeasuredArm, before: ReadonlyMap<string, MeasuredArm>): string[] {
  const was = before.get(armName(arm));
  if (!was || keyOf(was.verdict) === keyOf(arm.verdict)) return [];
  return [`${armName(arm)}: was ${keyOf(was.verdict)}, is ${keyOf(arm.verdict)}`];
}

function listed(what: string, items: readonly string[]): string[] {
  if (items.length === 0) return [];
  const left = items.length - MOST;
  return [
    `${what}: ${items.length}`,
    ...items.slice(0, MOST).map((item) => `  ${item}`),
    ...(left > 0 ? [`  and ${left} more`] : []),
  ];
}
