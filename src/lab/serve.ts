import type { InputSource, TaskSuite } from "../data/mod.ts";
import type { Engine } from "../engine/mod.ts";
import { secondsSince, type SelfTest } from "./crew.ts";
import type { Desk, Origin } from "./desk.ts";
import type { FactEvent } from "./events.ts";
import { packFault } from "./fault.ts";
import type { Claim } from "./lab.ts";
import { type Bench, measureCell } from "./measure.ts";
import type { FromWorker, Port, ToWorker } from "./messages.ts";
import { Runs } from "./runs.ts";
import { Interruption, SharedStop } from "./signals.ts";
import { claimOf, deviceOf } from "./solo.ts";
import type { RunStore } from "./store.ts";

/** What a worker measures with. */
export interface Served {
  readonly claims: readonly Claim[];
  /** Opens the device, or says why there is none. */
  openEngine(): Promise<Engine | Error>;
  selfTest(engine: Engine): Promise<SelfTest>;
  readonly sources: readonly InputSource[];
  readonly taskSuite?: TaskSuite;
  readonly store: RunStore;
  /** Hash of the program's source files. */
  readonly code: string;
}

type Line<Order> = Port<FromWorker, ToWorker<Order>>;

/**
 * Works for the main thread until that ends this one: opens what it orders, measures the cells that
 * it hands out one by one, and asks it about every run.
 *
 * @param open Opens what the order names; a warning it gives goes to the main thread.
 */
export function serve<Order>(
  line: Line<Order>,
  open: (order: Order, warn: (message: string) => void) => Promise<Served>,
): void {
  const desk = new RemoteDesk(line);
  let worker: CellWorker | undefined;
  const obey = async (message: ToWorker<Order>): Promise<void> => {
    switch (message.type) {
      case "open": {
        const warn = (message: string) => line.postMessage({ type: "warning", message });
        const served = await open(message.order, warn);
        worker = new CellWorker(served, { desk, stop: new SharedStop(message.stop) });
        return line.postMessage(worker.opened());
      }
      case "start":
        return line.postMessage(await worker!.start());
      case "test":
        return line.postMessage(await worker!.test());
      case "measure":
        return line.postMessage(await worker!.measure(message));
      case "answer":
        return desk.answer(message.run, message.origin);
    }
  };
  line.addEventListener("message", ({ data }) => {
    obey(data).catch((error) => line.postMessage({ type: "fault", fault: packFault(error) }));
  });
}

/** The main thread's desk, as a worker sees it. */
class RemoteDesk implements Desk {
  readonly #line: Line<never>;
  readonly #waiting = new Map<string, (origin: Origin | undefined) => void>();

  constructor(line: Pick<Line<never>, "postMessage">) {
    this.#line = line as Line<never>;
  }

  claim(run: string): Promise<Origin | undefined> {
    this.#line.postMessage({ type: "claim", run });
    return new Promise((resolve) => this.#waiting.set(run, resolve));
  }

  answer(run: string, origin: Origin | undefined): void {
    this.#waiting.get(run)?.(origin);
    this.#waiting.delete(run);
  }

  settle(run: string, origin: Origin | undefined): void {
    this.#line.postMessage({ type: "settle", run, origin });
  }
}

/** What was opened, and the runs that came of it. */
class CellWorker {
  readonly #served: Served;
  readonly #runs: Runs;
  readonly #stop: SharedStop;
  #engine: Engine | Error = new Error("The device is not open yet");

  constructor(served: Served, { desk, stop }: { desk: Desk; stop: SharedStop }) {
    this.#served = served;
    this.#runs = new Runs(served.store, desk);
    this.#stop = stop;
  }

  opened(): FromWorker {
    const { sources, taskSuite } = this.#served;
    const inputs = [...sources, ...taskSuite ? [taskSuite] : []];
    return { type: "opened", inputs: inputs.map(({ name, digest }) => ({ name, digest })) };
  }

  async start(): Promise<FromWorker> {
    this.#engine = await this.#served.openEngine();
    return { type: "started", device: deviceOf(this.#engine) };
  }

  async test(): Promise<FromWorker> {
    const engine = this.#engine;
    const selfTest = engine instanceof Error ? undefined : await this.#served.selfTest(engine);
    return { type: "tested", selfTest };
  }

  async measure(
    { cell, trusted }: ToWorker<never> & { type: "measure" },
  ): Promise<FromWorker> {
    const { claims, sources, taskSuite, code } = this.#served;
    const bench: Bench = {
      engine: this.#engine,
      trusted,
      sources,
      ...taskSuite && { taskSuite },
      runs: this.#runs,
      code,
      stop: this.#stop,
    };
    const facts: FactEvent[] = [];
    const listener = { onFact: (fact: FactEvent) => void facts.push(fact) };
    const started = performance.now();
    try {
      const outcome = await measureCell(claimOf(cell, claims), cell, { bench, listener });
      const seconds = secondsSince(started);
      const event = { type: "cell", cell: cell.key, outcome, seconds } as const;
      return { type: "finished", facts, event, asked: this.#runs.asked };
    } catch (error) {
      if (error instanceof Interruption) return { type: "stopped", asked: this.#runs.asked };
      throw error;
    }
  }
}
