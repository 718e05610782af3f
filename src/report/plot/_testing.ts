import type { Criterion, FactValue, Reading, Verdict } from "../../claim/mod.ts";
import type { FactEvent, FinishedCell, PlanEvent, RunRecord } from "../../lab/mod.ts";
import type { ClaimReport } from "../schema.ts";

/** What a made-up cell measured, by the name of the fact. */
export type MadeFacts = Readonly<Record<string, FactValue>>;

/** A made-up reading: its rule, and the facts of each part's seeds. */
export interface MadeReading {
  readonly id: string;
  readonly criterion: Criterion;
  readonly arithmetic?: "device" | "float64";
  readonly published?: true;
  /** The part that the verdict names. */
  readonly deciding?: string;
  readonly parts: Readonly<Record<string, readonly MadeFacts[]>>;
}

/** A claim with made-up facts, as `plotsOf` takes it. */
export function made(readings: readonly MadeReading[]): { claim: ClaimReport; record: RunRecord } {
  const measured = readings.flatMap(({ id, parts }) =>
    Object.entries(parts).flatMap(([part, seeds]) =>
      seeds.map((facts, seed) => ({
        id,
        part,
        seed,
        facts,
        key: `made/${id}/main/${part}/${seed}`,
      }))
    )
  );
  const cells = new Map<string, FinishedCell>(measured.map(({ key, facts }) => {
    const events = Object.entries(facts).map(([name, value]): FactEvent => ({
      ...{ type: "fact", cell: key, name, value, unit: "1" },
      ...{ source: "fresh", device: "cpu", repeatable: true },
    }));
    const outcome = { status: "measured", facts: events.length } as const;
    return [key, { event: { type: "cell", cell: key, outcome, seconds: 0 }, facts: events }];
  }));
  const plan: PlanEvent = {
    ...{ type: "plan", hash: "0", profile: "smoke", suite: "procedural", sources: [] },
    claims: [{
      hash: "0",
      spec: {
        ...{ id: "made", alias: "X", version: 1, title: "made up", statement: "made up" },
        ...{ place: "nowhere", quantity: QUANTITY, controls: [], ledger: [], registered: [] },
        seeds: { smoke: 1, default: 1, nightly: 1 },
        readings: readings.map(readingOf),
      },
    }],
    cells: measured.map(({ id, part, seed, key }) => ({
      ...{ key, claim: "made", reading: id, arm: "main", input: "made", part, seed },
      protocol: { id: part, settings: {} },
    })),
  };
  const claim: ClaimReport = {
    ...{ id: "made", alias: "X", version: 1, title: "made up", place: "nowhere" },
    ...{ quantity: QUANTITY, specHash: "0", readings: readings.map(reportOf) },
  };
  return { claim, record: { runs: [], plan, cells, verdicts: [], end: undefined } };
}

const QUANTITY = { name: "quantity", unit: "1", shape: "scalar" };

function readingOf(
  { id, criterion, arithmetic = "float64", published }: MadeReading,
): Reading {
  return {
    ...{ id, criterion, arithmetic, statement: "made up" },
    ...(published && { published }),
    protocols: { smoke: [], default: [], nightly: [] },
  };
}

function reportOf(
  { id, arithmetic = "float64", deciding }: MadeReading,
): ClaimReport["readings"][number] {
  const evidence = { measured: 0, unit: "1", bound: {}, margin: 0, n: 1 };
  const verdict: Verdict = {
    status: "supported",
    evidence: { ...evidence, ...(deciding !== undefined && { part: deciding }) },
  };
  return {
    ...{ id, arithmetic, verdict, alone: verdict, statement: "made up", place: "nowhere" },
    ...{ seeds: 1, text: "", asRegistered: true, parts: [], controls: [], seconds: 0 },
    registered: { verdict: "supported", reason: "made up", date: "2026-01-01" },
  };
}

const below: Criterion = { kind: "every-trial", quantity: "gap", unit: "1", atMost: 1 };
const slope: Criterion = {
  ...{ kind: "slope", x: "step-size", y: "gap", floor: "floor", stiffness: "stiffness" },
  ...{ ceiling: 0.1, headroom: 30, decades: 1.5, within: [1.9, 2.1] },
};
const gain: Criterion = {
  ...{ kind: "paired-gain", treated: "with", baseline: "without", unit: "points" },
  smallestEffect: 0.5,
};

/** Step sizes of whole powers of ten, and their squares: a slope of 2, the first beyond the ceiling. */
export function squares(factor: number): MadeFacts {
  const steps = [1, 0.1, 0.01, 0.001, 0.0001];
  return {
    ...{ "step-size": steps, gap: steps.map((step) => factor * step ** 2) },
    ...{ floor: steps.map(() => 0), stiffness: 1 },
  };
}

/** A made-up claim of every kind of plot, by the plot's id. */
export const KINDS: Readonly<Record<string, readonly MadeReading[]>> = {
  "slope-float64": [{
    ...{ id: "stated", criterion: slope, deciding: "made:a" },
    parts: { "made:b": [squares(10)], "made:a": [squares(1), squares(2)] },
  }],
  judged: [
    {
      ...{ id: "measured", criterion: gain },
      parts: {
        "made:small": [{ with: 52, without: 50 }, { with: 53, without: 50 }],
        "made:large": [{ with: 49, without: 50 }, { with: 49, without: 50 }],
      },
    },
    {
      ...{ id: "published", criterion: gain, published: true },
      parts: { "published:theirs": [{ with: 55, without: 51 }] },
    },
  ],
  shares: [{
    ...{ id: "stated", criterion: below },
    parts: {
      "one:made": [{ shares: [0.5, 0.3, 0.2] }, { shares: [0.6, 0.2, 0.2] }],
      "two:made": [{ shares: [0.4, 0.4, 0.2] }, { shares: [0.5, 0.3, 0.2] }],
    },
  }],
  spectrum: [{
    ...{ id: "stated", criterion: below },
    parts: {
      "made:layer": [{ "spectrum-plain": [3, 1, 0.5], "spectrum-regularised": [1.1, 1, 0.9] }],
    },
  }],
  "merged-accuracy": [{
    ...{ id: "stated", criterion: below },
    parts: {
      "suite:ties-made": [
        { base: 50, "one-epoch": 60, convergence: 64 },
        { base: 52, "one-epoch": 61, convergence: 66 },
      ],
      "suite:dare-made": [
        { base: 50, "one-epoch": 58, convergence: 64 },
        { base: 52, "one-epoch": 58, convergence: 65 },
      ],
    },
  }],
  trajectories: [{
    ...{ id: "stated", criterion: below },
    parts: {
      "suite:made": [{
        ...{ "pca-x": [-2, -1, 0, 0, 2], "pca-y": [0, 1, 2, -0.5, 0] },
        ...{ "pca-budgets": [1, 10], "pca-explained": [0.8, 0.15] },
      }],
    },
  }],
  disentanglement: [{
    ...{ id: "stated", criterion: below },
    parts: {
      "suite:made": [{
        ...{ "surface-axis": [-1, 0, 1], "plain-surface": [1, 0.5, 2, 0.5, 0, 0.5, 2, 0.5, 1] },
      }],
    },
  }],
  angles: [{
    ...{ id: "stated", criterion: below },
    parts: {
      "made:layer": [{
        ...{ "angle-edges": [80, 85, 90, 95, 100], "angle-counts": [1, 3, 4, 2] },
        "null-counts": [0, 5, 5, 0],
      }],
    },
  }],
};
