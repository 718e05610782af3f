import { z } from "zod";
import type { Profile, Suite } from "../claim/mod.ts";
import { MeasuredSchema } from "./measured.ts";

/** Version of a baseline's file; raised when a reader must know more. */
export const BASELINE_SCHEMA = 1;

/** A baseline as its file holds it. */
export const BaselineSchema = z.strictObject({
  schema: z.literal(BASELINE_SCHEMA),
  /** Digest of the last line of the run's journal. */
  journal: z.string(),
  ...MeasuredSchema.unwrap().shape,
}).readonly();

/** The run that later ones are compared with. */
export type Baseline = z.output<typeof BaselineSchema>;

/** A baseline that cannot be used; says why. */
export class BaselineError extends Error {
  override readonly name = "BaselineError";
}

/**
 * The file of a profile's and suite's baseline.
 *
 * @example
 * ```ts
 * import { baselineFile } from "./baseline.ts";
 * import { assertEquals } from "@std/assert";
 * assertEquals(baselineFile({ profile: "smoke", suite: "real" }), "smoke-real.json");
 * ```
 */
export function baselineFile({ profile, suite }: { profile: Profile; suite: Suite }): string {
  return `${profile}-${suite}.json`;
}

/**
 * Reads a baseline's text.
 *
 * @throws {BaselineError} when it is no baseline, or one of a newer program.
 */
export function parseBaseline(text: string): Baseline {
  const raw = parseObject(text);
  if (typeof raw.schema === "number" && raw.schema > BASELINE_SCHEMA) {
    throw new BaselineError(
      `it has schema ${raw.schema}, and this program reads schema ${BASELINE_SCHEMA}: ` +
        "use a newer Taskproof",
    );
  }
  const { success, data, error } = BaselineSchema.safeParse(raw);
  if (success) return data;
  const [why] = z.prettifyError(error).split("\n");
  throw new BaselineError(`it is not a baseline of Taskproof: ${why}`);
}

function parseObject(text: string): Readonly<Record<string, unknown>> {
  try {
    return { ...JSON.parse(text) };
  } catch {
    throw new BaselineError("it is not JSON");
  }
}

/**
 * A baseline's text: full-precision JSON with a line for every arm and every part, so that what
 * changes can be seen line by line.
 */
export function renderBaseline(baseline: Baseline): string {
  const { arms, ...head } = z.encode(BaselineSchema, baseline);
  const armLines = arms.map(({ parts, ...arm }) =>
    `${open(arm)},"parts":[${parts.map((part) => `\n${JSON.stringify(part)}`).join(",")}]}`
  );
  return `${open(head)},"arms":[\n${armLines.join(",\n")}\n]}\n`;
}

/** An object's JSON without its closing brace. */
function open(value: unknown): string {
  return JSON.stringify(value).slice(0, -1);
}

/** Seconds that cells took, by their keys: what work can be shared out by. */
export function secondsByCell({ arms }: Pick<Baseline, "arms">): Map<string, number> {
  return new Map(
    arms.flatMap(({ claim, reading, arm, parts }) =>
      parts.flatMap(({ part, seeds, seconds }) =>
        seeds.map((seed, i) => [[claim, reading, arm, part, seed].join("/"), seconds[i]!] as const)
      )
    ),
  );
}
