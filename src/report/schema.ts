import { z } from "zod";
import { NumberSchema, PROFILES, SUITES, VerdictSchema } from "../claim/mod.ts";

/** Version of `report.json`; raised when a reader must know more. 2: `weak` of controls. */
export const REPORT_SCHEMA = 2;

const digest = z.string().regex(/^[0-9a-f]{64}$/);
const parts = z.array(z.strictObject({ part: z.string(), verdict: VerdictSchema })).readonly();
const seconds = z.number().nonnegative();
const count = z.int().nonnegative();

const control = z.strictObject({
  id: z.string(),
  kind: z.enum(["negative", "positive"]),
  why: z.string(),
  /** The verdicts it may return. */
  registered: z.array(z.string()),
  /** Where it is registered as too weak in this suite and profile: it may be inconclusive as well. */
  weak: z.strictObject({ reason: z.string(), date: z.string() }).exactOptional(),
  verdict: VerdictSchema,
  text: z.string(),
  asRegistered: z.boolean(),
  parts,
  seconds,
});

const reading = z.strictObject({
  id: z.string(),
  statement: z.string(),
  place: z.string(),
  arithmetic: z.enum(["device", "float64"]),
  /** Figures of a paper, judged as they stand: nothing was measured. */
  published: z.literal(true).exactOptional(),
  seeds: count,
  registered: z.strictObject({ verdict: z.string(), reason: z.string(), date: z.string() }),
  /** With the controls taken into account. */
  verdict: VerdictSchema,
  /** The verdict in one sentence. */
  text: z.string(),
  asRegistered: z.boolean(),
  /** The main arm on its own, before the controls had their say. */
  alone: VerdictSchema,
  parts,
  controls: z.array(control),
  seconds,
});

const claim = z.strictObject({
  id: z.string(),
  alias: z.string(),
  version: z.int(),
  title: z.string(),
  place: z.string(),
  quantity: z.strictObject({ name: z.string(), unit: z.string(), shape: z.string() }),
  /** SHA-256 of the spec that judged. */
  specHash: digest,
  readings: z.array(reading),
});

const provenance = z.strictObject({
  command: z.array(z.string()),
  code: z.strictObject({
    hash: digest,
    commit: z.string(),
    dirty: z.union([z.boolean(), z.literal("unknown")]),
  }),
  versions: z.record(z.string(), z.string()),
  device: z.looseObject({ kind: z.string(), label: z.string() }),
  selfTest: z.looseObject({ passed: z.boolean() }).exactOptional(),
  sources: z.array(z.strictObject({ name: z.string(), digest: z.string() })),
  /** The suite of tasks, where a claim was measured on one. */
  taskSuite: z.strictObject({
    name: z.string(),
    digest: z.string(),
    tasks: z.array(z.string()).readonly(),
  }).exactOptional(),
  started: z.string(),
  ended: z.string().exactOptional(),
  /** Of all cells together, whatever run measured them. */
  seconds,
  /** Of the program's last run on the folder, or of the longest of its shards, by the clock. */
  elapsed: seconds.exactOptional(),
  /** Of that run: calls for trainings, distinct ones, those made, and those found in the store. */
  trainings: z.strictObject({ asked: count, distinct: count, trained: count, cached: count })
    .exactOptional(),
  /** Of a run that was merged: its shards, and on what and how long each was measured. */
  shards: z.array(z.strictObject({
    index: z.int().positive(),
    count: z.int().positive(),
    device: z.looseObject({ kind: z.string(), label: z.string() }),
    started: z.string(),
    ended: z.string(),
    /** By the clock. */
    seconds,
    cells: count,
    /** Digest of the last line of its own journal. */
    journalHead: digest,
  })).exactOptional(),
  /** How often the program was started on the folder. */
  runs: z.int().positive(),
  facts: count,
  cachedFacts: count,
  cells: z.strictObject({ planned: count, finished: count }),
  /** Digest of the last line of `events.jsonl`. */
  journalHead: digest,
  /** Root of the Merkle tree over all cells and facts, to which one cell can be proved to belong. */
  root: digest.exactOptional(),
  /** SHA-256 over the repeatable facts alone: equal in two runs that measured the same to the bit. */
  fingerprint: digest.exactOptional(),
});

const finding = z.strictObject({
  label: z.enum(["regression", "suspicious", "improved", "insufficient-data", "bound-changed"]),
  claim: z.string(),
  reading: z.string(),
  arm: z.string(),
  part: z.string().exactOptional(),
  /** Name of the fact, where a value is found to differ; a verdict's finding has none. */
  quantity: z.string().exactOptional(),
  unit: z.string().exactOptional(),
  /** What it was in the baseline and is now: means over seeds, verdicts, or bounds as text. */
  was: z.union([NumberSchema, z.string()]),
  is: z.union([NumberSchema, z.string()]),
  /** The baseline's prediction interval. */
  interval: z.strictObject({ lower: NumberSchema, upper: NumberSchema }).exactOptional(),
  /** What it was over fresh seeds, where it was measured again. */
  again: z.union([NumberSchema, z.string()]).exactOptional(),
  /** How many of the last runs had it too, and since which commit without a break. */
  past: z.strictObject({
    had: count,
    of: count,
    since: z.string().exactOptional(),
    /** How many runs of the same code came to another verdict. */
    flips: count.exactOptional(),
  }).exactOptional(),
  /** All of it in one sentence, and the command that accepts it where there is one. */
  text: z.string(),
});

/** How the run differs from the baseline it was compared with. */
const drift = z.strictObject({
  baseline: z.strictObject({ commit: z.string(), recorded: z.string(), device: z.string() }),
  /** Whether nothing but the code differs, so that values must agree to the bit. */
  bitwise: z.boolean(),
  /** What of code, device, V8, inputs and seeds is not the baseline's. */
  differs: z.array(z.enum(["code", "device", "v8", "inputs", "seeds"])).readonly(),
  /** Quantities (a fact of a part, over its seeds) compared, and those that are equal to the bit. */
  compared: count,
  equal: count,
  /** By claim: quantities of the same seeds that are not. */
  changed: z.array(z.strictObject({ claim: z.string(), count })).readonly(),
  /** Quantities that the baseline does not have. */
  added: count,
  /** Level of each prediction interval, by how many there are. */
  level: z.number().exactOptional(),
  findings: z.array(finding),
});

/** `report.json`. */
export const ReportSchema = z.strictObject({
  schemaVersion: z.literal(REPORT_SCHEMA),
  profile: z.enum(PROFILES),
  suite: z.enum(SUITES),
  /** Exit status that the verdicts call for. */
  status: count,
  interrupted: z.enum(["SIGINT", "SIGTERM"]).exactOptional(),
  claims: z.array(claim),
  drift: drift.exactOptional(),
  provenance,
});

/** What a run found: the content of `report.json`, and what every other format is made from. */
export type Report = z.output<typeof ReportSchema>;
/** A claim in a report: what was asked, and its readings. */
export type ClaimReport = Report["claims"][number];
/** A reading in a report: its verdict beside the registered one, and its controls. */
export type ReadingReport = ClaimReport["readings"][number];
/** A control in a report: its verdict, and those it may return. */
export type ControlReport = ReadingReport["controls"][number];

/** A difference from the baseline. */
export type Finding = NonNullable<Report["drift"]>["findings"][number];

/** `report.json` as JSON Schema (draft 2020-12), for readers in other languages. */
export function reportJsonSchema(): string {
  const schema = z.toJSONSchema(ReportSchema, { io: "input", reused: "ref" });
  return JSON.stringify({ title: "Taskproof report", ...schema }, null, 2) + "\n";
}
