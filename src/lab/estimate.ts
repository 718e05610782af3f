import type { Cell } from "./cell.ts";
import type { Cost, RunCost, Work } from "./cost.ts";
import { MEMORY_LIMIT } from "./runs.ts";

/** How fast work is done. */
export interface Rates {
  /** Seconds of a step besides its operations: automatic differentiation, and the optimiser. */
  readonly step: number;
  /** Operations a second on the device. */
  readonly flops: number;
  /** Operations a second of the float64 reference networks. */
  readonly float64: number;
}

/** Seconds that any cell takes: its inputs, its facts, the journal. */
export const CELL_SECONDS = 5e-3;

/**
 * Rates of one thread of two virtual cores of an AVX-512 Xeon, Deno 2.9.6.
 *
 * `flops` are of the step in bench/README.md, an MLP 192-256-10 on 1,024 samples: .32 GFLOP in 4.3 ms
 * with OpenBLAS, 11.3 ms with our kernels, and 196 ms in plain JavaScript; there a step's fixed cost
 * is 1.2 ms. `step` and `float64` are what the theory claims took in the default profile: .6 ms a
 * gradient of 2 to 4 small layers, and 1 GFLOP/s.
 */
export const RATES = {
  "wasm + OpenBLAS": { step: 0.6e-3, flops: 60e9, float64: 1e9 },
  "wasm": { step: 0.6e-3, flops: 20e9, float64: 1e9 },
  "cpu": { step: 0.6e-3, flops: 1.6e9, float64: 1e9 },
} as const satisfies Record<string, Rates>;

/** V8, tfjs and its wasm heap, before anything is measured. */
const THREAD_BYTES = 400 * 2 ** 20;

/** Some cells together: those that say what they cost, and those that do not. */
export interface Estimate {
  readonly cells: number;
  /** Cells whose claim does not say what they cost. */
  readonly unknown: number;
  /** Runs to train, each counted where it is asked for first. */
  readonly runs: number;
  /** Of those runs and the cells themselves. */
  readonly steps: number;
  readonly flops: number;
  readonly float64: number;
  /** What the runs leave in the store. */
  readonly stored: number;
  /** What a cell has alive at once besides its runs, and what its runs take: the largest each. */
  readonly alive: number;
  readonly held: number;
}

/** Adds up what cells cost, in their order; a run that an earlier one asked for costs nothing more. */
export class Estimator {
  readonly #known = new Set<string>();
  readonly #costOf: (cell: Cell) => Cost | undefined;

  constructor(costOf: (cell: Cell) => Cost | undefined) {
    this.#costOf = costOf;
  }

  /** Estimates some cells, with the runs that none before them asked for. */
  add(cells: readonly Cell[]): Estimate {
    const costs = cells.map(this.#costOf);
    const known = costs.filter((cost) => cost !== undefined);
    const runs = known.flatMap((cost) => cost.runs.filter((run) => this.#isNew(run)));
    const work: readonly Work[] = [...runs, ...known];
    return {
      cells: cells.length,
      unknown: cells.length - known.length,
      runs: runs.length,
      steps: total(work, ({ steps }) => steps),
      flops: total(work, ({ flops }) => flops),
      float64: total(work, ({ float64 = 0 }) => float64),
      stored: total(runs, ({ bytes }) => bytes),
      alive: largest(known, ({ bytes }) => bytes),
      held: largest(known, (cost) => total(cost.runs, ({ bytes }) => bytes)),
    };
  }

  #isNew({ name }: RunCost): boolean {
    if (this.#known.has(name)) return false;
    this.#known.add(name);
    return true;
  }
}

/** Several estimates together. */
export function sumOf(estimates: readonly Estimate[]): Estimate {
  const sum = (pick: (estimate: Estimate) => number) => total(estimates, pick);
  return {
    cells: sum(({ cells }) => cells),
    unknown: sum(({ unknown }) => unknown),
    runs: sum(({ runs }) => runs),
    steps: sum(({ steps }) => steps),
    flops: sum(({ flops }) => flops),
    float64: sum(({ float64 }) => float64),
    stored: sum(({ stored }) => stored),
    alive: largest(estimates, ({ alive }) => alive),
    held: largest(estimates, ({ held }) => held),
  };
}

/** Seconds that one thread works for, with nothing in the store. */
export function secondsOf(estimate: Estimate, rates: Rates): number {
  return estimate.cells * CELL_SECONDS + workSeconds(estimate, rates);
}

/** Seconds that an amount of work takes. */
export function workSeconds(
  { steps, flops, float64 = 0 }: Pick<Work, "steps" | "flops" | "float64">,
  rates: Rates,
): number {
  return steps * rates.step + flops / rates.flops + float64 / rates.float64;
}

/** Bytes that a thread holds: itself, the largest cell, and the runs that it keeps or needs. */
export function memoryOf({ alive, held, stored }: Estimate): number {
  return THREAD_BYTES + alive + Math.max(held, Math.min(stored, MEMORY_LIMIT));
}

function total<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((sum, item) => sum + pick(item), 0);
}

function largest<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((most, item) => Math.max(most, pick(item)), 0);
}
