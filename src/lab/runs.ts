import { type Desk, type Origin, RunDesk } from "./desk.ts";
import { sha256 } from "./digest.ts";
import { canonicalJson } from "./json.ts";
import type { Run } from "./lab.ts";
import type { RunKey, RunStore } from "./store.ts";

/** A run, and whether this process trained it or found it in the store. */
export interface RememberedRun {
  readonly run: Run;
  readonly source: "fresh" | "cached";
}

type Train = () => Promise<Run> | Run;

/** Arrays kept in memory, in bytes; beyond it the runs used longest ago are left to the store. */
export const MEMORY_LIMIT = 640 * 2 ** 20;

/** Every training of this process and of the store, each made once per key. */
export class Runs {
  readonly #store: RunStore | undefined;
  readonly #desk: Desk;
  readonly #memory = new Map<string, RememberedRun>();
  readonly #pending = new Map<string, Promise<RememberedRun>>();
  #bytes = 0;
  #asked = 0;

  /**
   * @param store Left out, every run is trained and none is stored.
   * @param desk Says who trains what, where several threads do; default: one of this thread's own.
   */
  constructor(store?: RunStore, desk: Desk = new RunDesk()) {
    this.#store = store;
    this.#desk = desk;
  }

  /** How often runs were asked for here. */
  get asked(): number {
    return this.#asked;
  }

  /** Gives the run of a key: from memory, else from the store, else by training. */
  async get(key: RunKey, train: Train): Promise<RememberedRun> {
    this.#asked += 1;
    const name = sha256(canonicalJson(key));
    const known = this.#memory.get(name);
    if (known) {
      this.#touch(name, known);
      return known;
    }
    const pending = this.#pending.get(name) ?? this.#obtain(name, { key, train });
    this.#pending.set(name, pending);
    try {
      return await pending;
    } finally {
      this.#pending.delete(name);
    }
  }

  async #obtain(name: string, { key, train }: { key: RunKey; train: Train }) {
    const origin = await this.#desk.claim(name);
    let settled: Origin | undefined;
    try {
      const stored = await this.#store?.read(key, { own: origin === "trained" });
      const remembered: RememberedRun = {
        run: stored ?? await train(),
        source: stored && origin !== "trained" ? "cached" : "fresh",
      };
      if (!stored) await this.#store?.write(key, remembered.run);
      settled = stored ? "stored" : "trained";
      this.#keep(name, remembered);
      return remembered;
    } finally {
      // What is in the store already, as the desk said, needs no second word.
      if (origin === undefined || settled === "trained") this.#desk.settle(name, settled);
    }
  }

  #keep(name: string, remembered: RememberedRun): void {
    this.#memory.set(name, remembered);
    this.#bytes += sizeOf(remembered.run);
    for (const [oldest, { run }] of this.#memory) {
      if (this.#bytes <= MEMORY_LIMIT || oldest === name) return;
      this.#memory.delete(oldest);
      this.#bytes -= sizeOf(run);
    }
  }

  /** A map iterates in order of insertion: what was used last goes to its end. */
  #touch(name: string, remembered: RememberedRun): void {
    this.#memory.delete(name);
    this.#memory.set(name, remembered);
  }
}

function sizeOf(run: Run): number {
  return Object.values(run).reduce((bytes, array) => bytes + array.byteLength, 0);
}
