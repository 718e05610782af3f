import type { Cell } from "./cell.ts";
import type { Cost } from "./cost.ts";
import { CELL_SECONDS, RATES, workSeconds } from "./estimate.ts";

/** The seconds that a cell takes: its own work, and the runs that it asks for. */
export interface Load {
  readonly seconds: number;
  /** Cells that ask for runs of one name ask for the same training. */
  readonly runs: readonly { readonly name: string; readonly seconds: number }[];
}

/** Of one kind of device, whichever there is, so that every machine gets the same loads. */
const SHARD_RATES = RATES["wasm + OpenBLAS"];

/**
 * The loads of cells, in their order: as their claims estimate them, or, where it is known how long
 * the cells took in one folder, so that they add up to that.
 *
 * A cell's time holds those of the runs that it asked for first; own work and runs are stretched
 * alike.
 *
 * @param options.secondsOf How long a cell took once; undefined where that is not known.
 */
export function loadsOf(
  cells: readonly Cell[],
  { costOf, secondsOf = () => undefined }: {
    costOf(cell: Cell): Cost | undefined;
    secondsOf?(cell: Cell): number | undefined;
  },
): Load[] {
  const runSeconds = new Map<string, number>();
  return cells.map((cell) => {
    const cost = costOf(cell);
    const runs = cost?.runs ?? [];
    const own = CELL_SECONDS + (cost ? workSeconds(cost, SHARD_RATES) : 0);
    const fresh = new Map(
      runs.filter(({ name }) => !runSeconds.has(name))
        .map((run) => [run.name, workSeconds(run, SHARD_RATES)]),
    );
    const estimated = [...fresh.values()].reduce((sum, seconds) => sum + seconds, own);
    const stretch = (secondsOf(cell) ?? estimated) / estimated;
    for (const [name, seconds] of fresh) runSeconds.set(name, seconds * stretch);
    return {
      seconds: own * stretch,
      runs: runs.map(({ name }) => ({ name, seconds: runSeconds.get(name)! })),
    };
  });
}
