import { secondsByCell } from "../drift/mod.ts";
import { type Cell, type Claim, costOf, type Load, loadsOf } from "../lab/mod.ts";
import { type BaselineQuestion, committedBaseline } from "./baseline_file.ts";
import type { Inputs } from "./inputs.ts";

/** Of what cells are. */
export interface LoadRequest extends BaselineQuestion {
  readonly claims: readonly Claim[];
  readonly inputs: Inputs;
}

/**
 * How long cells, and the runs that they ask for, took in the committed baseline or, as far as they
 * are not in it, take by what their claims estimate: the same on every machine.
 */
export function loadsIn(
  cells: readonly Cell[],
  { claims, inputs, ...question }: LoadRequest,
): Load[] {
  const baseline = committedBaseline(question);
  const seconds = baseline && secondsByCell(baseline);
  const claimOf = new Map(claims.map((claim) => [claim.spec.id, claim]));
  return loadsOf(cells, {
    costOf: (cell) => costOf(cell, { claim: claimOf.get(cell.claim)!, ...inputs }),
    secondsOf: (cell) => seconds?.get(cell.key),
  });
}

/** Seconds that each cell takes, by its key; a run is counted with the first cell that asks for it. */
export function secondsEach(
  cells: readonly Cell[],
  request: LoadRequest,
): ReadonlyMap<string, number> {
  const asked = new Set<string>();
  return new Map(
    loadsIn(cells, request).map(({ seconds, runs }, i) => {
      const fresh = runs.filter(({ name }) => !asked.has(name));
      for (const { name } of fresh) asked.add(name);
      return [cells[i]!.key, fresh.reduce((sum, run) => sum + run.seconds, seconds)];
    }),
  );
}
