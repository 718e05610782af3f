import type { Load } from "./load.ts";

/** Some of a plan's cells, by their places in it, and the seconds that they take. */
export interface Part {
  /** Ascending. */
  readonly cells: readonly number[];
  /** Of the cells, and of every run that one of them asks for, once. */
  readonly seconds: number;
}

/** How often the interval is halved in which the least limit is looked for. */
const HALVINGS = 16;

/**
 * Splits cells into parts that take about equally long.
 *
 * A cell costs a part its own work and those of its runs that no cell of the part has asked for yet.
 * The costliest cells come first; each goes where it costs least, into a part that it does not fill
 * beyond a limit, and the least limit under which all cells find a place is looked for by halving
 * (MULTIFIT: Coffman, Garey and Johnson, 1978). Equal loads are split equally on every machine.
 *
 * @param loads Of the plan's cells, in order.
 * @param count Parts, at least 1; some are empty where there are fewer cells.
 * @throws {RangeError} for a count that is no positive whole number.
 *
 * @example
 * ```ts
 * import { split } from "./split.ts";
 * import { assertEquals } from "@std/assert";
 * const one = { seconds: 1, runs: [{ name: "training", seconds: 9 }] };
 * const loads = [one, { seconds: 11, runs: [] }, one];
 * assertEquals(split(loads, 2), [{ cells: [1], seconds: 11 }, { cells: [0, 2], seconds: 11 }]);
 * ```
 */
export function split(loads: readonly Load[], count: number): Part[] {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`Cannot split cells into ${count} parts: give a positive whole number`);
  }
  const jobs = jobsOf(loads);
  let best = pack(jobs, { count, limit: Infinity })!;
  let above = longest(best);
  let below = longest(pack(jobs, { count: 1, limit: Infinity })!) / count;
  for (let i = 0; i < HALVINGS && below < above; i++) {
    const limit = (below + above) / 2;
    const parts = pack(jobs, { count, limit });
    if (parts) best = parts;
    if (parts) above = longest(parts);
    else below = limit;
  }
  return best;
}

/** A load whose runs are numbers. */
interface Job {
  readonly place: number;
  readonly seconds: number;
  readonly runs: readonly { readonly id: number; readonly seconds: number }[];
}

/** The costliest first: with all their runs, for the first one of a kind trains them. */
function jobsOf(loads: readonly Load[]): Job[] {
  const ids = new Map<string, number>();
  const idOf = (name: string): number => {
    if (!ids.has(name)) ids.set(name, ids.size);
    return ids.get(name)!;
  };
  const jobs = loads.map(({ seconds, runs }, place) => ({
    place,
    seconds,
    runs: runs.map(({ name, seconds }) => ({ id: idOf(name), seconds })),
    alone: runs.reduce((sum, run) => sum + run.seconds, seconds),
  }));
  return jobs.sort((a, b) => b.alone - a.alone || a.place - b.place);
}

/** Gives every job a part that it does not fill beyond the limit; undefined where one finds none. */
function pack(
  jobs: readonly Job[],
  { count, limit }: { count: number; limit: number },
): Part[] | undefined {
  const parts = Array.from({ length: count }, () => ({
    cells: [] as number[],
    seconds: 0,
    runs: new Set<number>(),
  }));
  for (const { place, seconds, runs } of jobs) {
    let chosen: typeof parts[number] | undefined;
    let least = Infinity;
    for (const part of parts) {
      const added = runs.reduce(
        (sum, { id, seconds }) => part.runs.has(id) ? sum : sum + seconds,
        seconds,
      );
      if (part.seconds + added > limit) continue;
      if (added < least || (added === least && part.seconds < chosen!.seconds)) {
        chosen = part;
        least = added;
      }
    }
    if (!chosen) return undefined;
    chosen.cells.push(place);
    chosen.seconds += least;
    runs.forEach(({ id }) => chosen.runs.add(id));
  }
  return parts.map(({ cells, seconds }) => ({ cells: cells.sort((a, b) => a - b), seconds }));
}

function longest(parts: readonly Part[]): number {
  return Math.max(...parts.map(({ seconds }) => seconds));
}
