import { z } from "zod";
import { decodeNumber, type EncodedNumber, encodeNumber, NON_FINITE } from "./number.ts";
import { INPUTS, PROFILES, SUITES } from "./spec.ts";

/** A number as files hold it: a JSON number, or the name of one JSON cannot hold; never `null`. */
export const NumberSchema = z.codec(
  z.union([z.number(), z.enum(NON_FINITE)]),
  z.custom<number>((value) => typeof value === "number"),
  {
    decode: (encoded) => decodeNumber(encoded),
    encode: (value): EncodedNumber => encodeNumber(value),
  },
);

/** An array of numbers, checked in one pass: an error for each of a million would help nobody. */
const NumbersSchema = z.codec(
  z.array(z.unknown())
    .refine((items) => items.every(isEncodedNumber), "Invalid input: expected numbers")
    .meta({ items: { anyOf: [{ type: "number" }, { type: "string", enum: [...NON_FINITE] }] } }),
  z.custom<readonly number[]>(Array.isArray),
  {
    decode: (items) => items.map(decodeNumber),
    encode: (values) => values.map(encodeNumber),
  },
);

/** A `FactValue` as files hold it. */
export const FactValueSchema = z.union([NumberSchema, NumbersSchema]);

/** JSON can spell numbers beyond any double; they are read as infinite, and refused. */
function isEncodedNumber(value: unknown): value is EncodedNumber {
  return Number.isFinite(value) || NON_FINITE.some((name) => name === value);
}

/** A `Fact` as a journal holds it. */
export const FactSchema = z.strictObject({
  name: z.string().min(1),
  unit: z.string().min(1),
  value: FactValueSchema,
  noise: FactValueSchema.exactOptional(),
  repeatable: z.boolean().exactOptional(),
}).readonly();

const RangeSchema = z.tuple([z.number(), z.number()]).readonly();
const quantified = { quantity: z.string(), unit: z.string() };
const paired = { treated: z.string(), baseline: z.string(), unit: z.string() };

/** A `Criterion`: finite numbers only. */
export const CriterionSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("every-trial"), ...quantified, atMost: z.number() }).readonly(),
  z.strictObject({
    kind: z.literal("slope"),
    x: z.string(),
    y: z.string(),
    floor: z.string(),
    stiffness: z.string(),
    ceiling: z.number(),
    headroom: z.number(),
    decades: z.number(),
    within: RangeSchema,
  }).readonly(),
  z.strictObject({ kind: z.literal("range"), ...quantified, within: RangeSchema }).readonly(),
  z.strictObject({
    kind: z.literal("one-sided"),
    ...quantified,
    side: z.enum(["above", "below"]),
    bound: z.number(),
  }).readonly(),
  z.strictObject({
    kind: z.literal("non-inferiority"),
    ...paired,
    margin: z.number(),
    sensitivity: z.strictObject({ effect: z.string(), none: z.string() }).readonly()
      .exactOptional(),
  }).readonly(),
  z.strictObject({ kind: z.literal("paired-gain"), ...paired, smallestEffect: z.number() })
    .readonly(),
]);

/** A `Power` condition. */
export const PowerSchema = z.strictObject({ quantity: z.string(), atLeast: z.number() }).readonly();

const EvidenceSchema = z.strictObject({
  measured: NumberSchema,
  unit: z.string(),
  bound: z.strictObject({ lower: z.number().exactOptional(), upper: z.number().exactOptional() })
    .readonly(),
  margin: NumberSchema,
  n: z.int().nonnegative(),
  interval: z.strictObject({
    lower: NumberSchema,
    upper: NumberSchema,
    level: z.number(),
    replicated: z.literal("seed"),
    n: z.int().nonnegative(),
  }).readonly().exactOptional(),
  exact: z.literal(true).exactOptional(),
  part: z.string().exactOptional(),
  parity: z.strictObject({ equivalence: NumberSchema, detectable: NumberSchema }).readonly()
    .exactOptional(),
}).readonly();

const InconclusiveReasonSchema = z.enum([
  "too-few-seeds",
  "not-measurable",
  "interval-straddles-bound",
  "no-power",
  "no-assay-sensitivity",
  "incomplete-family",
]);

/** A `Verdict` as journals and reports hold it. */
export const VerdictSchema = z.discriminatedUnion("status", [
  z.strictObject({ status: z.literal("supported"), evidence: EvidenceSchema }).readonly(),
  z.strictObject({ status: z.literal("refuted"), evidence: EvidenceSchema }).readonly(),
  z.strictObject({
    status: z.literal("inconclusive"),
    reason: InconclusiveReasonSchema,
    evidence: EvidenceSchema.exactOptional(),
    detail: z.string().exactOptional(),
  }).readonly(),
  z.strictObject({
    status: z.literal("error"),
    reason: z.enum([
      "no-facts",
      "not-finite",
      "not-replicated",
      "incomplete",
      "control-failed",
      "self-test",
      "exception",
    ]),
    detail: z.string(),
  }).readonly(),
  z.strictObject({
    status: z.literal("not-run"),
    reason: z.enum(["no-device", "left-to-larger-profile", "not-planned"]),
    detail: z.string(),
  }).readonly(),
]);

/** A `VerdictKey`: a status, or `inconclusive:` and a reason. */
export const VerdictKeySchema = z.union([
  z.enum(["supported", "refuted", "inconclusive", "error", "not-run"]),
  z.templateLiteral(["inconclusive:", InconclusiveReasonSchema]),
]);

const ProtocolsSchema = z.record(
  z.enum(PROFILES),
  z.array(
    z.strictObject({ id: z.string(), settings: z.record(z.string(), z.unknown()).readonly() })
      .readonly(),
  ).readonly(),
).readonly();

const ReadingSchema = z.strictObject({
  id: z.string(),
  statement: z.string(),
  place: z.string().exactOptional(),
  arithmetic: z.enum(["device", "float64"]),
  constructed: z.literal(true).exactOptional(),
  published: z.literal(true).exactOptional(),
  drawn: z.literal(true).exactOptional(),
  needsCurvature: z.literal(true).exactOptional(),
  criterion: CriterionSchema,
  family: z.int().min(2).exactOptional(),
  protocols: ProtocolsSchema,
}).readonly();

const WeaknessSchema = z.strictObject({
  suites: z.array(z.enum(SUITES)).readonly(),
  profiles: z.array(z.enum(PROFILES)).readonly(),
  reason: z.string(),
  date: z.iso.date(),
}).readonly();

const ControlSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(["negative", "positive"]),
  why: z.string(),
  readings: z.array(z.string()).readonly(),
  criterion: CriterionSchema.exactOptional(),
  power: PowerSchema.exactOptional(),
  registered: z.array(VerdictKeySchema).readonly(),
  weak: z.array(WeaknessSchema).readonly().exactOptional(),
  protocols: ProtocolsSchema,
}).readonly();

const LedgerEntrySchema = z.strictObject({
  topic: z.string(),
  paper: z.string(),
  chosen: z.string(),
}).readonly();

const RegistrationSchema = z.strictObject({
  reading: z.string(),
  suites: z.array(z.enum(SUITES)).readonly(),
  profiles: z.array(z.enum(PROFILES)).readonly(),
  verdict: VerdictKeySchema,
  reason: z.string(),
  date: z.iso.date(),
}).readonly();

/** A `ClaimSpec` as files hold it; what makes one sound is `problemsOf`'s to say. */
export const ClaimSpecSchema = z.strictObject({
  id: z.string(),
  alias: z.string(),
  version: z.int().positive(),
  title: z.string(),
  statement: z.string(),
  place: z.string(),
  quantity: z.strictObject({ name: z.string(), unit: z.string(), shape: z.string() }).readonly(),
  inputs: z.enum(INPUTS).exactOptional(),
  readings: z.array(ReadingSchema).readonly(),
  controls: z.array(ControlSchema).readonly(),
  ledger: z.array(LedgerEntrySchema).readonly(),
  registered: z.array(RegistrationSchema).readonly(),
  seeds: z.record(z.enum(PROFILES), z.int().positive()).readonly(),
}).readonly();
