import { z } from "zod";
import { CriterionSchema, NumberSchema, VerdictKeySchema } from "../claim/mod.ts";

const count = z.int().nonnegative();

/** How many of the last runs had a finding too, and since which commit without a break. */
const past = z.strictObject({
  had: count,
  of: count,
  since: z.string().exactOptional(),
  /** Of a verdict: how many runs of the same code came to another one. */
  flips: count.exactOptional(),
}).readonly();

const arm = {
  claim: z.string(),
  reading: z.string(),
  arm: z.string(),
  past: past.exactOptional(),
};
const quantity = { part: z.string(), quantity: z.string(), unit: z.string() };
const judged = z.enum(["regression", "suspicious", "improved", "insufficient-data"]);

/** The mean of a scalar fact is not where the baseline's values say. */
const value = z.strictObject({
  of: z.literal("value"),
  label: judged,
  ...arm,
  ...quantity,
  was: NumberSchema,
  is: NumberSchema,
  /** Where it was to lie; absent where nothing says. */
  interval: z.strictObject({ lower: NumberSchema, upper: NumberSchema }).readonly().exactOptional(),
  /** Seeds of the baseline and of the run. */
  seeds: z.strictObject({ was: count, is: count }).readonly(),
  /** The mean over fresh seeds, where the arm was measured again. */
  again: NumberSchema.exactOptional(),
}).readonly();

/** Nothing that may change a bit has changed, the code aside, and some values are not the same. */
const bits = z.strictObject({
  of: z.literal("bits"),
  label: z.literal("regression"),
  ...arm,
  /** The first one that is not. */
  ...quantity,
  was: z.union([NumberSchema, z.string()]),
  is: z.union([NumberSchema, z.string()]),
  /** Quantities of the arm that are not the same, and all of them. */
  count,
  total: count,
  /** Whether the code is another: it has changed them. */
  otherCode: z.literal(true).exactOptional(),
}).readonly();

/** A reading's verdict is not the registered one. */
const verdict = z.strictObject({
  of: z.literal("verdict"),
  label: judged,
  ...arm,
  was: VerdictKeySchema,
  is: VerdictKeySchema,
  again: VerdictKeySchema.exactOptional(),
}).readonly();

/** An arm is judged by another criterion than the baseline's was. */
const bound = z.strictObject({
  of: z.literal("bound"),
  label: z.literal("bound-changed"),
  ...arm,
  was: CriterionSchema,
  is: CriterionSchema,
}).readonly();

/** Quantities that the baseline has of an arm are not measured any more. */
const gone = z.strictObject({
  of: z.literal("gone"),
  label: z.enum(["regression", "insufficient-data"]),
  ...arm,
  ...quantity,
  count,
}).readonly();

/** A difference from a baseline. */
export const DriftFindingSchema = z.discriminatedUnion("of", [value, bits, verdict, bound, gone]);
/** A difference from a baseline. */
export type DriftFinding = z.output<typeof DriftFindingSchema>;

/** What values depend on to the bit. */
export const CONDITIONS = ["code", "device", "v8", "inputs", "seeds"] as const;

/** What came of comparing a run with a baseline. */
export const ComparisonSchema = z.strictObject({
  /** What was not the same; if nothing, or the code alone, values must agree to the bit. */
  differs: z.array(z.enum(CONDITIONS)).readonly(),
  /** Quantities (a fact's values over the seeds of a part) that both runs have. */
  compared: count,
  /** Those whose every value is the same, to the bit. */
  equal: count,
  /** By claim: those of the same seeds that are not. */
  changed: z.array(z.strictObject({ claim: z.string(), count }).readonly()).readonly(),
  /** Quantities that the baseline has not. */
  added: count,
  /** Level of the prediction intervals, by the number of quantities they are made for. */
  level: z.number().exactOptional(),
  findings: z.array(DriftFindingSchema).readonly(),
}).readonly();
/** What came of comparing a run with a baseline. */
export type Comparison = z.output<typeof ComparisonSchema>;

/** Whether values must agree to the bit: nothing but the code is another. */
export function isBitwise({ differs }: Pick<Comparison, "differs">): boolean {
  return differs.every((condition) => condition === "code");
}

/** Names a finding among those of all runs. */
export function findingKey(finding: DriftFinding): string {
  const { of, claim, reading, arm } = finding;
  const where = of === "value" ? [finding.part, finding.quantity] : [];
  return [of, claim, reading, arm, ...where].join("/");
}

/** The exit status that findings call for: 1 for what was confirmed, whichever way it went. */
export function driftStatus({ findings }: Pick<Comparison, "findings">): 0 | 1 {
  return findings.some(({ label }) => label === "regression" || label === "improved") ? 1 : 0;
}
