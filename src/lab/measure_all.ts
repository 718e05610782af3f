import type { Cell } from "./cell.ts";
import type { FactEvent } from "./events.ts";
import type { Journal } from "./journal.ts";
import type { Claim } from "./lab.ts";
import { type Bench, measureCell } from "./measure.ts";
import type { Progress } from "./progress.ts";
import { breathe, Interruption } from "./signals.ts";

/** What is to be measured, with what, and who hears of it. */
export interface Work {
  readonly cells: readonly Cell[];
  /** Keys of the cells that are finished already. */
  readonly finished: { has(key: string): boolean; readonly size: number };
  readonly bench: Bench;
  readonly journal: Journal;
  readonly progress: Progress;
}

/**
 * Measures every cell that is not finished, in order, until all are or a signal asks to stop.
 *
 * @throws {DataError} when the inputs cannot be had.
 */
export async function measureAll(
  claims: readonly Claim[],
  { cells, finished, bench, journal, progress }: Work,
): Promise<void> {
  progress.onPlan(cells, finished.size);
  const listener = { onFact: (fact: FactEvent) => progress.onFact(journal.append(fact)) };
  for (const cell of cells) {
    if (finished.has(cell.key)) continue;
    await breathe();
    if (bench.stop.signal) return;
    progress.onCell(cell);
    const claim = claims.find(({ spec }) => spec.id === cell.claim)!;
    const started = performance.now();
    try {
      const outcome = await measureCell(claim, cell, { bench, listener });
      const seconds = secondsSince(started);
      progress.onFinished(journal.append({ type: "cell", cell: cell.key, outcome, seconds }));
    } catch (error) {
      if (error instanceof Interruption) return;
      throw error;
    }
  }
}

/** Seconds since a `performance.now()`, to the millisecond. */
export function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000;
}
