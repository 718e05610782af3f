import {
  type ClaimSpec,
  type Criterion,
  seedNoise,
  seedValue,
  type VerdictStatus,
} from "../../claim/mod.ts";
import type { Cell, FinishedCell, RunRecord } from "../../lab/mod.ts";
import type { Outcome } from "../reporter.ts";
import type { ClaimReport, ReadingReport, Report } from "../schema.ts";
import { Anchors } from "./_anchors.ts";

/** A reading as the page shows it: what was fixed before the run, and what came of it. */
export interface ReadingPage {
  readonly report: ReadingReport;
  readonly spec: ClaimSpec["readings"][number];
  readonly anchor: string;
  /** A run that was stopped has judged nothing. */
  readonly status: VerdictStatus | "not-judged";
  /** What is shown of it is as it was registered; nothing differs where nothing was judged. */
  readonly differs: boolean;
}

/** A planned cell, what was measured in it, and the number that its criterion takes from that. */
export interface CellPage {
  readonly cell: Cell;
  readonly criterion: Criterion;
  readonly finished: FinishedCell | undefined;
  readonly value: number | undefined;
  /** Largest rounding error that this number may carry, where every fact that it is made of says. */
  readonly noise: number | undefined;
}

/** A claim as the page shows it. */
export interface ClaimPage {
  readonly report: ClaimReport;
  readonly spec: ClaimSpec;
  readonly anchor: string;
  readonly readings: readonly ReadingPage[];
  readonly cells: readonly CellPage[];
}

/** All that the page shows. */
export interface Page {
  readonly report: Report;
  readonly record: RunRecord;
  readonly claims: readonly ClaimPage[];
  /** Names the places that are found on the way. */
  readonly anchors: Anchors;
}

/** Names of the page's own places. */
const PLACES = ["overview", "claims", "provenance", "filters", "cells", "drift"];

/** @throws {RangeError} when the record has no plan: nothing was begun. */
export function pageOf({ report, record }: Outcome): Page {
  const { plan } = record;
  if (!plan) throw new RangeError("Cannot render a page: the journal has no plan");
  const anchors = new Anchors(PLACES);
  const judged = report.interrupted === undefined;
  const cells = Map.groupBy(plan.cells, ({ claim }) => claim);
  const claims = report.claims.map((claim, i): ClaimPage => {
    const { spec } = plan.claims[i]!;
    const anchor = anchors.name(claim.alias);
    return {
      report: claim,
      spec,
      anchor,
      readings: claim.readings.map((reading, r) => ({
        report: reading,
        spec: spec.readings[r]!,
        anchor: anchors.name(`${anchor}.${reading.id}`),
        status: judged ? reading.verdict.status : "not-judged",
        differs: judged && !reading.asRegistered,
      })),
      cells: (cells.get(claim.id) ?? []).map((cell) => cellPage(cell, { spec, record })),
    };
  });
  return { report, record, claims, anchors };
}

function cellPage(
  cell: Cell,
  { spec, record }: { readonly spec: ClaimSpec; readonly record: RunRecord },
): CellPage {
  const criterion = criterionOf(cell, spec);
  const finished = record.cells.get(cell.key);
  const facts = finished?.facts ?? [];
  const values = Object.fromEntries(facts.map(({ name, value }) => [name, value]));
  const noise = seedNoise(criterion, new Map(facts.map(({ name, noise }) => [name, noise])));
  return { cell, criterion, finished, value: seedValue(criterion, { ...cell, values }), noise };
}

/** A control may be judged by a rule of its own. */
function criterionOf({ reading, arm }: Cell, { readings, controls }: ClaimSpec): Criterion {
  const control = controls.find(({ id }) => arm === `control:${id}`);
  return control?.criterion ?? readings.find(({ id }) => id === reading)!.criterion;
}

/** `P1`, `P2` or `T`: what stands before the point of a claim's alias. */
export function paperOf({ report }: ClaimPage): string {
  return report.alias.split(".")[0]!;
}
