import type { Cell } from "./cell.ts";
import type { CellEvent, FactEvent } from "./events.ts";
import type { Claim } from "./lab.ts";
import { type Bench, measureCell } from "./measure.ts";
import type { FinishedCell } from "./record.ts";

/** A repeatable fact, as it was recorded and as it was measured again. */
export interface FactComparison {
  readonly name: string;
  /**
   * The largest difference over the largest recorded size; undefined where only one of the two
   * measurements has the fact, or its unit or length differs.
   */
  readonly relativeDifference: number | undefined;
  /** Every number is the same, bit by bit. */
  readonly same: boolean;
}

/** What came of measuring a cell again. */
export interface Rerun {
  readonly outcome: CellEvent["outcome"];
  /** Whether the outcome is of the recorded kind. */
  readonly sameOutcome: boolean;
  readonly facts: readonly FactComparison[];
}

/** Measures a cell again and compares each repeatable fact with the recorded one. */
export async function rerunCell(
  claim: Claim,
  cell: Cell,
  { bench, recorded }: { bench: Bench; recorded: FinishedCell },
): Promise<Rerun> {
  const measured: FactEvent[] = [];
  const listener = { onFact: (fact: FactEvent) => void measured.push(fact) };
  const outcome = await measureCell(claim, cell, { bench, listener });
  const again = outcome.status === "measured" ? measured : [];
  const names = new Set([...recorded.facts, ...again].filter(repeatable).map(({ name }) => name));
  return {
    outcome,
    sameOutcome: outcome.status === recorded.event.outcome.status,
    facts: [...names].map((name) => compare(name, { was: recorded.facts, is: again })),
  };
}

function repeatable(fact: FactEvent): boolean {
  return fact.repeatable;
}

function compare(
  name: string,
  { was, is }: { was: readonly FactEvent[]; is: readonly FactEvent[] },
): FactComparison {
  const before = was.find((fact) => fact.name === name);
  const after = is.find((fact) => fact.name === name);
  if (!before || !after || before.unit !== after.unit) {
    return { name, relativeDifference: undefined, same: false };
  }
  return { name, ...difference([before.value].flat(), [after.value].flat()) };
}

/** The journal holds no negative zero, so zeros are equal; so is NaN to NaN. */
function difference(was: readonly number[], is: readonly number[]) {
  if (was.length !== is.length) return { relativeDifference: undefined, same: false };
  const gaps = was.map((value, i) => gap(value, is[i]!));
  const scale = Math.max(...was.map(Math.abs).filter(Number.isFinite), Number.MIN_VALUE);
  return {
    relativeDifference: Math.max(0, ...gaps) / scale,
    same: gaps.every((size) => size === 0),
  };
}

function gap(a: number, b: number): number {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return 0;
  const distance = Math.abs(a - b);
  return Number.isNaN(distance) ? Infinity : distance;
}
