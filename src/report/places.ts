import type { ClaimReport } from "./schema.ts";

/** The file of a claim's spec, from the top of the project. */
export function specFile({ id }: Pick<ClaimReport, "id">): string {
  return `claims/${id}/spec.ts`;
}

/**
 * The line, from 1, of a spec's source where a reading or control is: where its id is set, else the
 * first that names it (a function may build it), else the first of all.
 *
 * @example
 * ```ts
 * import { lineOf } from "./places.ts";
 * import { assertEquals } from "@std/assert";
 * const source = 'const GUARDED = ["device"];\nreadings: [\n{ id: "device" }, on("float64")]';
 * assertEquals(["device", "float64", "other"].map((id) => lineOf(source, id)), [3, 3, 1]);
 * ```
 */
export function lineOf(source: string, id: string): number {
  const lines = source.split("\n");
  const quoted = JSON.stringify(id);
  const at = [`id: ${quoted}`, quoted]
    .map((text) => lines.findIndex((line) => line.includes(text)))
    .find((index) => index >= 0);
  return (at ?? 0) + 1;
}
