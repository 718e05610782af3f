/** A small run, folded and collected as a real one is, for tests of what is made from it. */
import type { ClaimSpec, Criterion, Fact, Reading } from "../../claim/mod.ts";
import { soundSpec } from "../../claim/_sound_spec_testing.ts";
import {
  type Cell,
  type Event,
  foldEvents,
  judgeRecord,
  type PlanEvent,
  planEvent,
  type RunEvent,
  statusOf,
} from "../../lab/mod.ts";
import { collect } from "../collect.ts";
import type { Outcome } from "../reporter.ts";

const ZEROS = "0".repeat(64);

/** The start of the program on a device that is none. */
export const RUN: RunEvent = {
  type: "run",
  schema: 2,
  started: "2026-11-25T10:00:00.000Z",
  command: ["verify", "P1.1", "--out", "my reports"],
  code: { hash: ZEROS, commit: "0123456789abcdef", dirty: true },
  versions: { taskproof: "0.1.0", deno: "2.9.6" },
  device: { kind: "cpu", label: "a device", blas: "none" },
  selfTest: { passed: true, gradientsPassed: true, gradientError: 1e-7 },
};

/** How a run is to come out. */
export interface RunOptions {
  readonly run?: RunEvent;
  /** Leaves out the cells behind these many, and whatever comes after them. */
  readonly stopAfter?: number;
}

/** Runs claims in the smoke profile: each cell measures what its reading or control calls for. */
export function outcomeOf(
  specs: readonly ClaimSpec[],
  { run = RUN, stopAfter = Infinity }: RunOptions = {},
): Outcome {
  const plan = planEvent(specs, {
    profile: "smoke",
    suite: "procedural",
    sources: [{ name: "synthetic", digest: ZEROS }],
  });
  const measured = plan.cells.slice(0, stopAfter).flatMap((cell) => eventsOf(cell, plan));
  const record = foldEvents([run, plan, ...measured]);
  if (measured.length > 0 && stopAfter < plan.cells.length) {
    const end = { ...endOf(130), interrupted: "SIGINT" } as const;
    const stopped = { ...record, end };
    return { record: stopped, report: collect(stopped, ZEROS) };
  }
  const verdicts = judgeRecord(plan, record.cells);
  const whole = { ...record, verdicts, end: endOf(statusOf(plan, { verdicts })) };
  return { record: whole, report: collect(whole, ZEROS) };
}

function endOf(status: number) {
  return { type: "end", ended: "2026-11-25T10:01:00.000Z", seconds: 60, status } as const;
}

function eventsOf(cell: Cell, plan: PlanEvent): Event[] {
  const { spec } = plan.claims.find(({ spec }) => spec.id === cell.claim)!;
  const control = spec.controls.find(({ id }) => cell.arm === `control:${id}`);
  const { criterion } = spec.readings.find(({ id }) => id === cell.reading)!;
  const good = control ? control.registered[0] === "supported" : spec.title !== FAILING;
  const facts = factsOf(criterion, { good, seed: cell.seed }).map((fact): Event => ({
    type: "fact",
    cell: cell.key,
    ...fact,
    source: "fresh",
    device: "cpu",
    repeatable: true,
  }));
  const outcome = { status: "measured", facts: facts.length } as const;
  return [...facts, { type: "cell", cell: cell.key, outcome, seconds: 0.25 }];
}

/** Facts by which a criterion is met, or not. */
function factsOf(
  criterion: Criterion,
  { good, seed }: { readonly good: boolean; readonly seed: number },
): (Fact & { readonly noise?: number })[] {
  switch (criterion.kind) {
    case "every-trial":
      return [
        {
          name: criterion.quantity,
          unit: criterion.unit,
          value: (good ? 0.5 : 2) * criterion.atMost + seed,
          noise: 1,
        },
        { name: "curve", unit: "1", value: Array.from({ length: 20 }, (_, i) => i + 1) },
      ];
    case "paired-gain": {
      const { treated, baseline, unit } = criterion;
      const gain = (good ? 5 : -5) + seed / 10;
      return [{ name: treated, unit, value: 80 + gain }, { name: baseline, unit, value: 80 }];
    }
    default:
      throw new RangeError(`No facts for ${criterion.kind}`);
  }
}

/** Title of a claim whose main arms fail. */
const FAILING = "A claim that fails";

const GAIN = {
  kind: "paired-gain",
  treated: "with",
  baseline: "without",
  unit: "points",
  smallestEffect: 0.5,
} as const;

/** A claim that holds, on two networks; and one that fails, differs, and has been published. */
export function claims(): readonly ClaimSpec[] {
  const sound = soundSpec();
  const [stated] = sound.readings as [Reading];
  const protocols = stated.protocols;
  const two = [...protocols.smoke, { id: "relu", settings: { depth: 3, grid: [1, 2] } }];
  const registered = (reading: string, verdict: "supported" | "inconclusive" | "not-run") => ({
    ...sound.registered[0]!,
    reading,
    verdict,
  });
  return [
    { ...sound, readings: [{ ...stated, protocols: { ...protocols, smoke: two } }] },
    {
      ...sound,
      id: "gain",
      alias: "P2.8",
      title: FAILING,
      readings: [
        { ...stated, criterion: GAIN },
        {
          ...stated,
          id: "published",
          statement: "What the paper printed.",
          criterion: GAIN,
          published: true,
        },
        { ...stated, id: "adam", protocols: { ...protocols, smoke: [] } },
      ],
      registered: [
        registered("stated", "supported"),
        registered("published", "inconclusive"),
        registered("adam", "not-run"),
      ],
    },
  ];
}
