import type { Criterion, Verdict } from "../../claim/mod.ts";
import { evidenceOf } from "../format.ts";
import { boundsOf, type Marks } from "./_axis.ts";
import type { CellPage, ClaimPage, ReadingPage } from "./_page.ts";

/** An arm of a reading, with the verdict on it or on one of its parts. */
export interface Judged {
  readonly arm: string;
  readonly verdict: Verdict;
  /** The part that is shown alone; left out, the one that decided. */
  readonly part?: string;
}

/** What stands on the axis of a reading's main arm or of a control. */
export function marksOf(
  claim: ClaimPage,
  { reading, judged }: { readonly reading: ReadingPage; readonly judged: Judged },
): Marks {
  const { arm, verdict } = judged;
  const evidence = evidenceOf(verdict);
  const cells = claim.cells.filter(({ cell }) =>
    cell.reading === reading.report.id && cell.arm === arm
  );
  const criterion = cells[0]?.criterion ?? reading.spec.criterion;
  const bounds = boundsOf(criterion);
  // An assay that was not sensitive enough was held against another bound, by other facts.
  const insensitive = verdict.status === "inconclusive" &&
    verdict.reason === "no-assay-sensitivity";
  const part = judged.part ?? (criterion.kind === "every-trial" ? undefined : evidence?.part);
  const { published } = reading.report;
  const beside = arm === "main" && judged.part === undefined ? reportedBeside(claim, reading) : [];
  const shown = cells.filter(({ cell }) => part === undefined || cell.part === part);
  const noise = insensitive ? [] : shown.flatMap(({ noise }) => noise ?? []);
  return {
    ...(insensitive && evidence ? { support: evidence.bound } : bounds),
    ...(evidence && { evidence }),
    ...(noise.length > 0 && { floor: noise.reduce((a, b) => Math.max(a, b)) }),
    ...(published
      ? { seeds: [], reported: finiteValues(judged.part === undefined ? cells : shown) }
      : {
        seeds: insensitive ? [] : finiteValues(shown),
        reported: beside.flatMap(({ values }) => values),
      }),
  };
}

/** The papers' figures for what a reading measures, by the reading that they were published for. */
export function reportedBeside(
  { readings, cells }: ClaimPage,
  { report, spec }: ReadingPage,
): readonly { readonly by: ReadingPage; readonly values: readonly number[] }[] {
  if (report.published) return [];
  return readings
    .filter((other) =>
      other.report.published && quantityOf(other.spec.criterion) === quantityOf(spec.criterion)
    )
    .map((by) => ({
      by,
      values: finiteValues(
        cells.filter(({ cell }) => cell.reading === by.report.id && cell.arm === "main"),
      ),
    }))
    .filter(({ values }) => values.length > 0);
}

/** What a criterion is about, by the names of its facts. */
function quantityOf(criterion: Criterion): string {
  switch (criterion.kind) {
    case "slope":
      return JSON.stringify([criterion.x, criterion.y]);
    case "non-inferiority":
    case "paired-gain":
      return JSON.stringify([criterion.treated, criterion.baseline, criterion.unit]);
    default:
      return JSON.stringify([criterion.quantity, criterion.unit]);
  }
}

function finiteValues(cells: readonly CellPage[]): number[] {
  return cells.flatMap(({ value }) => value !== undefined && Number.isFinite(value) ? [value] : []);
}
