import { z } from "zod";
import {
  CriterionSchema,
  NumberSchema,
  PROFILES,
  SUITES,
  VerdictKeySchema,
  VerdictSchema,
} from "../claim/mod.ts";

const count = z.int().nonnegative();
const seeds = z.array(count).readonly();

/** A scalar fact of a part: a value a seed, in the seeds' order. */
const values = z.strictObject({
  unit: z.string(),
  values: z.array(NumberSchema).min(1).readonly(),
  /** The seeds that have it, where not all of the part's do. */
  seeds: seeds.exactOptional(),
}).readonly();

/** An array fact of a part: a digest over all seeds. */
const digest = z.strictObject({ unit: z.string(), digest: z.string() }).readonly();

const part = z.strictObject({
  part: z.string(),
  seeds,
  /** What each seed's cell took. */
  seconds: z.array(z.number().nonnegative()).readonly(),
  values: z.record(z.string(), values).readonly(),
  arrays: z.record(z.string(), digest).readonly(),
}).refine(
  ({ seeds, seconds, values }) =>
    seconds.length === seeds.length &&
    Object.values(values).every((own) => own.values.length === (own.seeds ?? seeds).length),
  // What is not there would be compared with nothing, and pass for equal.
  { error: "a part has not a value a seed" },
).readonly();

const arm = z.strictObject({
  claim: z.string(),
  reading: z.string(),
  arm: z.string(),
  /** Measured once, as nothing is sampled. */
  single: z.literal(true).exactOptional(),
  criterion: CriterionSchema,
  /** The verdicts it may return. */
  registered: z.array(VerdictKeySchema).readonly(),
  /** Of a reading, with its controls taken into account. */
  verdict: VerdictSchema,
  /** Of a reading's own facts, where its controls made another verdict of it. */
  alone: VerdictSchema.exactOptional(),
  parts: z.array(part).readonly(),
}).readonly();

/** What a run measured: its repeatable facts by arm and part, its verdicts, and what it ran on. */
export const MeasuredSchema = z.strictObject({
  profile: z.enum(PROFILES),
  suite: z.enum(SUITES),
  /** When the run began: UTC, ISO 8601. */
  recorded: z.iso.datetime(),
  code: z.strictObject({
    hash: z.string(),
    commit: z.string(),
    dirty: z.union([z.boolean(), z.literal("unknown")]),
  }).readonly(),
  versions: z.record(z.string(), z.string()).readonly(),
  device: z.strictObject({ kind: z.string(), label: z.string() }).readonly(),
  /** `--seeds`, where it was given. */
  seeds: count.exactOptional(),
  firstSeed: count.exactOptional(),
  /** Input sources and suite of tasks, by what is in them. */
  inputs: z.array(z.strictObject({ name: z.string(), digest: z.string() }).readonly()).readonly(),
  arms: z.array(arm).readonly(),
}).readonly();

/** What a run measured, as far as another run can be compared with it. */
export type Measured = z.output<typeof MeasuredSchema>;
/** What one arm measured, and what was said of it. */
export type MeasuredArm = Measured["arms"][number];
/** What one part of an arm measured. */
export type MeasuredPart = MeasuredArm["parts"][number];

/** An arm's name among those of all claims: `claim/reading/arm`. */
export function armName(
  { claim, reading, arm }: Pick<MeasuredArm, "claim" | "reading" | "arm">,
): string {
  return `${claim}/${reading}/${arm}`;
}
