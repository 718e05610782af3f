import type { Load } from "./load.ts";

/** Some of a plan's cells, by their places in it, and the seconds that they take. */
export interface Part {
  /** Ascending. */
  readonly cells: readonly number[];
  /** Of the cells, and of every run that one of them asks for, once. */
  readonly seconds: number;
}

/** How often the interval is halved in which the least limit is looked for. */
const HALVINGS = 12;

/** Cells that ask for the same runs stay together up to this share of a part. */
const SHARE = 1 / 32;

/**
 * Splits cells into parts that take about equally long.
 *
 * A cell costs a part its own work and those of its runs that no cell of the part has asked for yet.
 * The parts are filled up to a limit, one after another, with the cells whose runs are there already,
 * as far as there are such; the least limit under which all cells find a place is looked for by
 * halving. (A greedy heuristic for bin packing with overlapping items, in a search as that of
 * MULTIFIT: Coffman, Garey and Johnson, 1978.) Equal loads are split equally on every machine.
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
 * assertEquals(split(loads, 2), [{ cells: [0, 2], seconds: 11 }, { cells: [1], seconds: 11 }]);
 * ```
 */
export function split(loads: readonly Load[], count: number): Part[] {
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new RangeError(`Cannot split cells into ${count} parts: give a positive whole number`);
  }
  const total = longest(new Packing(loads, Infinity).pack(1, Infinity)!);
  const packing = new Packing(loads, SHARE * total / count);
  let best = packing.pack(count, Infinity)!;
  let above = longest(best);
  let below = Math.max(total / count, packing.largest);
  for (let i = 0; i < HALVINGS && below < above; i++) {
    const limit = (below + above) / 2;
    const parts = packing.pack(count, limit);
    if (parts) best = parts;
    if (parts) above = longest(parts);
    else below = limit;
  }
  return best.map(({ cells, seconds }) => ({ cells: cells.toSorted((a, b) => a - b), seconds }));
}

/** Cells that ask for the same runs, and stay together. */
interface Item {
  readonly cells: number[];
  /** Of the cells themselves. */
  seconds: number;
  /** Numbers of the runs. */
  readonly runs: readonly number[];
  /** Of the runs. */
  readonly training: number;
}

/** Puts cells into parts. */
class Packing {
  /** The costliest first. */
  readonly #items: readonly Item[];
  /** Seconds of each run. */
  readonly #seconds: readonly number[];
  /** Places among the items of those that ask for each run. */
  readonly #askers: readonly (readonly number[])[];

  /** @param most Seconds of the cells of an item, where it has several. */
  constructor(loads: readonly Load[], most: number) {
    const ids = new Map<string, number>();
    const seconds: number[] = [];
    const open = new Map<string, Item>();
    const items: Item[] = [];
    loads.forEach((load, place) => {
      const asked = load.runs.map((run) => {
        if (!ids.has(run.name)) ids.set(run.name, seconds.push(run.seconds) - 1);
        return ids.get(run.name)!;
      });
      const runs = [...new Set(asked)].sort((a, b) => a - b);
      const key = runs.join();
      const joined = runs.length > 0 ? open.get(key) : undefined;
      if (joined && joined.seconds + load.seconds <= most) {
        joined.cells.push(place);
        joined.seconds += load.seconds;
        return;
      }
      const training = runs.reduce((sum, id) => sum + seconds[id]!, 0);
      const item = { cells: [place], seconds: load.seconds, runs, training };
      open.set(key, item);
      items.push(item);
    });
    this.#items = items.sort((a, b) => costOf(b) - costOf(a) || a.cells[0]! - b.cells[0]!);
    this.#seconds = seconds;
    const askers: number[][] = seconds.map(() => []);
    this.#items.forEach(({ runs }, i) => runs.forEach((id) => askers[id]!.push(i)));
    this.#askers = askers;
  }

  /** Seconds of the costliest item, with all its runs. */
  get largest(): number {
    return this.#items[0] ? costOf(this.#items[0]) : 0;
  }

  /** Gives every cell a part that it does not fill beyond the limit; undefined where one finds none. */
  pack(count: number, limit: number): Part[] | undefined {
    const parts = Array.from({ length: count }, () => new OpenPart(this.#seconds));
    const left = new Set(this.#items.keys().filter((i) => this.#items[i]!.runs.length > 0));
    for (const part of parts) this.#fill(part, { left, limit });
    const rest = this.#items.filter(({ runs }, i) => runs.length === 0 || left.has(i));
    for (const item of rest) {
      const fitting = parts.map((part) => ({ part, added: part.added(item) }))
        .filter(({ part, added }) => part.seconds + added <= limit);
      if (fitting.length === 0) return undefined;
      const { part } = fitting.reduce((best, one) =>
        one.added < best.added ||
          (one.added === best.added && one.part.seconds < best.part.seconds)
          ? one
          : best
      );
      part.add(item);
    }
    return parts;
  }

  /** Fills a part with items, always the one that has most of its runs there already. */
  #fill(part: OpenPart, { left, limit }: { left: Set<number>; limit: number }): void {
    const items = this.#items;
    const missing = Float64Array.from(items, ({ training }) => training);
    while (true) {
      let chosen = -1;
      let most = -1;
      for (const i of left) {
        const { seconds, training } = items[i]!;
        if (part.seconds + seconds + missing[i]! > limit) continue;
        const there = training > 0 ? 1 - missing[i]! / training : 1;
        if (there > most) [chosen, most] = [i, there];
      }
      if (chosen < 0) return;
      left.delete(chosen);
      for (const id of part.add(items[chosen]!)) {
        for (const i of this.#askers[id]!) missing[i]! -= this.#seconds[id]!;
      }
    }
  }
}

/** A part that cells are put into. */
class OpenPart implements Part {
  readonly cells: number[] = [];
  seconds = 0;
  readonly #runs = new Set<number>();
  readonly #seconds: readonly number[];

  constructor(seconds: readonly number[]) {
    this.#seconds = seconds;
  }

  /** Seconds that an item would add. */
  added({ seconds, runs }: Item): number {
    return runs.reduce((sum, id) => this.#runs.has(id) ? sum : sum + this.#seconds[id]!, seconds);
  }

  /** Adds an item and gives the runs that are new. */
  add(item: Item): number[] {
    this.seconds += this.added(item);
    this.cells.push(...item.cells);
    const fresh = item.runs.filter((id) => !this.#runs.has(id));
    fresh.forEach((id) => this.#runs.add(id));
    return fresh;
  }
}

function costOf({ seconds, training }: Item): number {
  return seconds + training;
}

function longest(parts: readonly Part[]): number {
  return Math.max(...parts.map(({ seconds }) => seconds));
}
