/** Where a run came from that this process has: trained by it, or stored by an earlier one. */
export type Origin = "trained" | "stored";

/** How a process came by its runs. */
export interface RunCounts {
  /** Calls of `remember`, whichever cell made them. */
  readonly asked: number;
  /** Runs among them: calls with one key ask for one run. */
  readonly distinct: number;
  /** Trainings: as many as runs that were not in the store, or more where the store failed. */
  readonly trained: number;
  /** Runs that an earlier process had stored. */
  readonly cached: number;
}

/** Who trains which run, so that no run is trained twice. */
export interface Desk {
  /**
   * Asks for a run by its name, and waits while somebody else looks for it or trains it.
   *
   * @returns Where the run in the store is from; or undefined: the caller is to look for it or train
   * it, and to {@linkcode settle} it, whatever comes of that.
   */
  claim(name: string): Promise<Origin | undefined>;
  /** Says where a run is from, or that there is none, for its training failed. */
  settle(name: string, origin: Origin | undefined): void;
}

/** Answers one who waits for a run; undefined hands the run to them. */
type Answer = (origin: Origin | undefined) => void;

/**
 * The desk of a process, in its main thread.
 *
 * @example
 * ```ts
 * import { RunDesk } from "./desk.ts";
 * import { assertEquals } from "@std/assert";
 * const desk = new RunDesk();
 * assertEquals(await desk.claim("run"), undefined);
 * const second = desk.claim("run");
 * desk.settle("run", "trained");
 * assertEquals(await second, "trained");
 * assertEquals(desk.counts(), { distinct: 1, trained: 1, cached: 0 });
 * ```
 */
export class RunDesk implements Desk {
  readonly #origins = new Map<string, Origin>();
  /** Those who wait for a run that somebody has in hand, the first one first. */
  readonly #waiting = new Map<string, Answer[]>();
  #trained = 0;

  claim(name: string): Promise<Origin | undefined> {
    const origin = this.#origins.get(name);
    if (origin) return Promise.resolve(origin);
    const waiting = this.#waiting.get(name);
    if (waiting) return new Promise((answer) => waiting.push(answer));
    this.#waiting.set(name, []);
    return Promise.resolve(undefined);
  }

  settle(name: string, origin: Origin | undefined): void {
    const waiting = this.#waiting.get(name) ?? [];
    if (origin === undefined) {
      const next = waiting.shift();
      if (next) next(undefined);
      else this.#waiting.delete(name);
      return;
    }
    if (origin === "trained") this.#trained += 1;
    this.#origins.set(name, origin);
    this.#waiting.delete(name);
    waiting.forEach((answer) => answer(origin));
  }

  /** Runs of this process by where they are from; how often each was asked for is counted there. */
  counts(): Omit<RunCounts, "asked"> {
    const origins = [...this.#origins.values()];
    const cached = origins.filter((origin) => origin === "stored").length;
    return { distinct: origins.length, trained: this.#trained, cached };
  }
}
