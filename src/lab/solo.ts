import type { Engine } from "../engine/mod.ts";
import type { Cell } from "./cell.ts";
import { type Crew, type CrewListener, secondsSince, type SelfTest } from "./crew.ts";
import { type RunCounts, RunDesk } from "./desk.ts";
import type { RunEvent } from "./events.ts";
import type { Claim } from "./lab.ts";
import { type Bench, measureCell } from "./measure.ts";
import { Runs } from "./runs.ts";
import { breathe, Interruption } from "./signals.ts";
import type { RunStore } from "./store.ts";

/** What cells are measured with, besides what is known only once the device is open. */
export interface SoloOptions extends Omit<Bench, "engine" | "trusted" | "runs"> {
  readonly claims: readonly Claim[];
  /** Opens the device; an error it returns becomes `not-run` verdicts. */
  openEngine(): Promise<Engine | Error>;
  selfTest(engine: Engine): Promise<SelfTest>;
  readonly store: RunStore;
}

/** A crew of one: this thread measures, cell after cell. */
export class Solo implements Crew {
  readonly #options: SoloOptions;
  readonly #engine: Engine | Error;
  readonly #desk = new RunDesk();
  readonly #runs: Runs;

  private constructor(engine: Engine | Error, options: SoloOptions) {
    this.#options = options;
    this.#engine = engine;
    this.#runs = new Runs(options.store, this.#desk);
  }

  /** Opens the device. */
  static async open(options: SoloOptions): Promise<Solo> {
    return new Solo(await options.openEngine(), options);
  }

  get device(): RunEvent["device"] {
    return deviceOf(this.#engine);
  }

  async selfTest(): Promise<SelfTest | undefined> {
    return this.#engine instanceof Error ? undefined : await this.#options.selfTest(this.#engine);
  }

  async measure(
    cells: readonly Cell[],
    { trusted, listener }: { trusted: Bench["trusted"]; listener: CrewListener },
  ): Promise<void> {
    const { claims, sources, taskSuite, code, stop } = this.#options;
    const bench: Bench = {
      engine: this.#engine,
      trusted,
      sources,
      ...taskSuite && { taskSuite },
      runs: this.#runs,
      code,
      stop,
    };
    for (const cell of cells) {
      await breathe();
      if (stop.signal) return;
      listener.onCell(cell);
      const started = performance.now();
      try {
        const outcome = await measureCell(claimOf(cell, claims), cell, { bench, listener });
        const seconds = secondsSince(started);
        listener.onFinished({ type: "cell", cell: cell.key, outcome, seconds });
      } catch (error) {
        if (error instanceof Interruption) return;
        throw error;
      }
    }
  }

  counts(): RunCounts {
    return { asked: this.#runs.asked, ...this.#desk.counts() };
  }

  [Symbol.dispose](): void {
    if (!(this.#engine instanceof Error)) this.#engine.close();
  }
}

/** The device as a record; of a device that is not there, why. */
export function deviceOf(engine: Engine | Error): RunEvent["device"] {
  return engine instanceof Error ? { kind: "none", label: engine.message } : { ...engine.device };
}

/** The claim that a cell belongs to. */
export function claimOf(cell: Cell, claims: readonly Claim[]): Claim {
  return claims.find(({ spec }) => spec.id === cell.claim)!;
}
