import { canonicalJson, parseUntrusted } from "../lab/mod.ts";
import { type Report, REPORT_SCHEMA, ReportSchema } from "./schema.ts";

/** A `report.json` that a newer program wrote. */
export class NewerReportError extends Error {
  override readonly name = "NewerReportError";
}

/**
 * Compares a `report.json` with what the journal beside it gives.
 *
 * @returns A sentence for each fault; none when both say the same.
 * @throws {NewerReportError} when its schema version is above this program's.
 */
export function reportFaults(text: string, due: Report): string[] {
  let raw: unknown;
  try {
    raw = parseUntrusted(text);
  } catch (error) {
    return [`report.json is not JSON that is read: ${(error as Error).message}`];
  }
  const version = (raw as { schemaVersion?: unknown } | null)?.schemaVersion;
  if (typeof version === "number" && version > REPORT_SCHEMA) {
    throw new NewerReportError(
      `report.json has schema ${version}, and this program reads schema ${REPORT_SCHEMA}: ` +
        "use a newer Taskproof",
    );
  }
  const old = version === 1;
  const { success, data: report } = ReportSchema.safeParse(
    old ? { ...raw as object, schemaVersion: REPORT_SCHEMA } : raw,
  );
  if (!success) return ["report.json is not of the schema"];
  // Schema 1 did not say which controls are registered as weak.
  const left = new Set(old ? ["text", "weak"] : ["text"]);
  const path = firstDifference(without(left, report), without(left, due));
  return path === undefined ? [] : [`report.json differs from the facts at ${path.join(".")}`];
}

/** Without some keys: sentences may be put better by a later program; they are made from the rest. */
function without(keys: ReadonlySet<string>, value: unknown): unknown {
  return JSON.parse(canonicalJson(value), (key, item) => keys.has(key) ? undefined : item);
}

/** The path to the first value in which two JSON trees differ. */
function firstDifference(a: unknown, b: unknown): readonly string[] | undefined {
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) {
    return Object.is(a, b) ? undefined : [];
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    const path = firstDifference(left[key], right[key]);
    if (path) return [key, ...path];
  }
  return undefined;
}
