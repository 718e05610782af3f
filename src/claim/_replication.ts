import { type Part, type Problem, problem } from "./_facts.ts";
import type { Needs } from "./_needs.ts";

/**
 * Finds a part whose seeds all measured the same, to the bit, in everything the criterion reads: such
 * seeds are no replications, and n of them are one. Zeros are let pass, for an equality may be exact.
 */
export function replicationProblems(parts: readonly Part[], needs: Needs): readonly Problem[] {
  const names = [...needs.scalars, ...needs.arrays];
  return parts.filter(({ rows }) => rows.length > 1).flatMap(({ part, rows }) => {
    const [first, ...others] = rows.map(({ values }) => names.flatMap((name) => values[name]!));
    const same = others.every((row) => row.every((value, i) => Object.is(value, first![i])));
    if (!same || first!.every((value) => value === 0)) return [];
    const detail = `part ${part}: all ${rows.length} seeds measured bitwise the same; ` +
      "draw weights and samples from the cell's seed, or call the reading constructed";
    return [problem("not-replicated", detail, { part })];
  });
}
