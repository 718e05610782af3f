import { z } from "zod";
import { ClaimSpecSchema, FactValueSchema, PROFILES, SUITES, VerdictSchema } from "../claim/mod.ts";
import { BaselineSchema, ComparisonSchema, MeasuredSchema } from "../drift/mod.ts";

/** Version of the journal's schema, in its first line; raised when a reader must know more. */
export const JOURNAL_SCHEMA = 2;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const count = z.int().nonnegative();
/** UTC, ISO 8601. */
const time = z.iso.datetime();
const seconds = z.number().nonnegative();
/** Kind, label and whatever else is known of the device. */
const device = z.looseObject({ kind: z.string(), label: z.string() });

const protocol = z.strictObject({ id: z.string(), settings: z.record(z.string(), z.unknown()) });

const cell = z.strictObject({
  key: z.string(),
  claim: z.string(),
  reading: z.string(),
  arm: z.string(),
  input: z.string(),
  protocol,
  part: z.string(),
  seed: count,
});

const code = z.strictObject({
  hash: digest,
  commit: z.string(),
  dirty: z.union([z.boolean(), z.literal("unknown")]),
});

/** A shard of a run, as the merged run remembers it. */
const mergedShard = z.strictObject({
  index: z.int().positive(),
  count: z.int().positive(),
  device,
  started: time,
  ended: time,
  /** Of the shard's last start, by the clock. */
  seconds,
  /** How many cells it measured. */
  cells: count,
  /** Digest of the last line of its journal. */
  journalHead: digest,
});

/** A program starts, or starts again, to work on the folder. */
const run = z.strictObject({
  type: z.literal("run"),
  schema: z.literal(JOURNAL_SCHEMA),
  started: time,
  command: z.array(z.string()),
  code,
  versions: z.record(z.string(), z.string()),
  device,
  /** Whether gradients and Hessian-vector products were right before anything was measured. */
  selfTest: z.looseObject({ passed: z.boolean(), gradientsPassed: z.boolean() }).exactOptional(),
  /** A torn last line that was cut before this one was written. */
  cut: z.strictObject({ bytes: count }).exactOptional(),
  /** Nothing was measured here: the shards that were, in their order, and what each was. */
  merged: z.array(mergedShard).exactOptional(),
});

/** Everything that is going to be measured, and the specs that will judge it. */
const planned = z.strictObject({
  type: z.literal("plan"),
  hash: digest,
  profile: z.enum(PROFILES),
  suite: z.enum(SUITES),
  /** `--seeds`, where it was given. */
  seeds: count.exactOptional(),
  /** The first seed, where it is not 0. */
  firstSeed: count.exactOptional(),
  /** The only arms that are measured, as `claim/reading/arm`, where not all are. */
  arms: z.array(z.string()).readonly().exactOptional(),
  sources: z.array(z.strictObject({ name: z.string(), digest: z.string() })),
  /** The suite of tasks, where a claim is measured on one. */
  taskSuite: z.strictObject({
    name: z.string(),
    digest: z.string(),
    tasks: z.array(z.string()).readonly(),
  }).exactOptional(),
  claims: z.array(z.strictObject({ hash: digest, spec: ClaimSpecSchema })),
  cells: z.array(cell),
  /** Which of them are measured here, by their places above; absent where all are. */
  shard: z.strictObject({
    index: z.int().positive(),
    count: z.int().positive(),
    cells: z.array(count).readonly(),
  }).exactOptional(),
});

/** A number, or a small array, that was measured. */
export const FactEventSchema = z.strictObject({
  type: z.literal("fact"),
  cell: z.string(),
  name: z.string().min(1),
  unit: z.string().min(1),
  value: FactValueSchema,
  /** Largest rounding error that the value may carry, of the same shape, where it is known. */
  noise: FactValueSchema.exactOptional(),
  source: z.enum(["fresh", "cached"]),
  device: z.string(),
  repeatable: z.boolean(),
});

/** How a cell ended. */
export const OutcomeSchema = z.union([
  z.strictObject({ status: z.literal("measured"), facts: count }),
  z.strictObject({
    status: z.literal("error"),
    reason: z.enum(["exception", "self-test"]),
    detail: z.string(),
  }),
  z.strictObject({
    status: z.literal("not-run"),
    reason: z.literal("no-device"),
    detail: z.string(),
  }),
]);

/** A cell is finished: its facts count from here on, or it has none and this says why. */
const finished = z.strictObject({
  type: z.literal("cell"),
  cell: z.string(),
  outcome: OutcomeSchema,
  seconds,
});

/** What the judge said of one arm, from the facts above. */
const judged = z.strictObject({
  type: z.literal("verdict"),
  claim: z.string(),
  reading: z.string(),
  arm: z.string(),
  /** Of the main arm: with the controls taken into account. */
  verdict: VerdictSchema,
  /** Of the main arm: its own verdict, whatever the controls said. */
  alone: VerdictSchema.exactOptional(),
  parts: z.array(z.strictObject({ part: z.string(), verdict: VerdictSchema })).readonly(),
});

/** How the run differs from a baseline, and everything that this was found from besides its facts. */
const drift = z.strictObject({
  type: z.literal("drift"),
  /** The baseline, as far as the planned claims are concerned. */
  baseline: BaselineSchema,
  /** What the arms in doubt measured on fresh seeds, and the digest of that run's last line. */
  again: z.strictObject({ journal: digest, measured: MeasuredSchema }).exactOptional(),
  comparison: ComparisonSchema,
});

/** Calls for runs, distinct runs among them, and those trained and those found in the store. */
const trainings = z.strictObject({ asked: count, distinct: count, trained: count, cached: count });

/** The program stops: with everything measured and judged, or because a signal asked. */
const end = z.strictObject({
  type: z.literal("end"),
  ended: time,
  seconds,
  status: count,
  /** How this process, of the last `run`, came by its runs: absent from older journals. */
  trainings: trainings.exactOptional(),
  /** Roots of the trees over all facts so far: see `FactRoots`; absent from journals of schema 1. */
  root: digest.exactOptional(),
  fingerprint: digest.exactOptional(),
  interrupted: z.enum(["SIGINT", "SIGTERM"]).exactOptional(),
});

/** One line of `events.jsonl`, without its digest. */
export const EventSchema = z.discriminatedUnion("type", [
  run,
  planned,
  FactEventSchema,
  finished,
  judged,
  drift,
  end,
]);

/** A program starts, or starts again, to work on the folder. */
export type RunEvent = z.output<typeof run>;
/** Everything that is going to be measured, and the specs that will judge it. */
export type PlanEvent = z.output<typeof planned>;
/** Which cells of the plan one of several folders measures. */
export type Shard = NonNullable<PlanEvent["shard"]>;
/** A shard as the merged run remembers it. */
export type MergedShard = z.output<typeof mergedShard>;
/** A number, or a small array, that was measured. */
export type FactEvent = z.output<typeof FactEventSchema>;
/** A cell is finished: its facts count, or it has none and its outcome says why. */
export type CellEvent = z.output<typeof finished>;
/** What the judge said of one arm. */
export type VerdictEvent = z.output<typeof judged>;
/** How the run differs from a baseline. */
export type DriftEvent = z.output<typeof drift>;
/** The program stops: at the end, or because a signal asked. */
export type EndEvent = z.output<typeof end>;
/** One event of a run, as it is read back. */
export type Event = z.output<typeof EventSchema>;
