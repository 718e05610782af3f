/** Thrown out of a measurement when the run was asked to stop; its cell is measured again later. */
export class Interruption extends Error {
  override readonly name = "Interruption";
}

/** What the run loop asks between facts and cells. */
export interface StopRequest {
  /** The signal that asked, or undefined while nobody did. */
  readonly signal: "SIGINT" | "SIGTERM" | undefined;
}

/** A request to stop that all threads see at once: it lies in memory that they share. */
export class SharedStop implements StopRequest {
  /** To be given to another thread, which makes a request of its own from it. */
  readonly memory: SharedArrayBuffer;
  readonly #flag: Int32Array;

  constructor(memory: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#flag = new Int32Array(memory);
  }

  get signal(): "SIGINT" | "SIGTERM" | undefined {
    return ([undefined, "SIGINT", "SIGTERM"] as const)[Atomics.load(this.#flag, 0)];
  }

  /** Asks every thread to stop. */
  request(signal: "SIGINT" | "SIGTERM"): void {
    Atomics.store(this.#flag, 0, signal === "SIGINT" ? 1 : 2);
  }
}

/** Exit status of a run that was stopped by a signal: 128 + its number. */
export const SIGNAL_STATUS = { SIGINT: 130, SIGTERM: 143 } as const;

/** One press of Ctrl-C can reach a program twice: from the terminal and from the task runner. */
const ONE_PRESS_MS = 1000;

/**
 * Listens for SIGINT and SIGTERM: the first asks the run to stop, one that comes more than a second
 * later exits at once.
 */
export class Signals extends SharedStop implements Disposable {
  #first = 0;
  readonly #handlers: readonly (readonly [Deno.Signal, () => void])[];

  /** @param onFirst Called once, when the first signal arrives. */
  constructor(onFirst: () => void) {
    super();
    this.#handlers = (["SIGINT", "SIGTERM"] as const)
      .filter((name) => name === "SIGINT" || Deno.build.os !== "windows")
      .map((name) => [name, () => this.#receive(name, onFirst)] as const);
    for (const [name, handler] of this.#handlers) Deno.addSignalListener(name, handler);
  }

  #receive(name: "SIGINT" | "SIGTERM", onFirst: () => void): void {
    if (this.signal === undefined) {
      this.request(name);
      this.#first = performance.now();
      onFirst();
    } else if (performance.now() - this.#first > ONE_PRESS_MS) {
      Deno.exit(SIGNAL_STATUS[name]);
    }
  }

  [Symbol.dispose](): void {
    for (const [name, handler] of this.#handlers) Deno.removeSignalListener(name, handler);
  }
}

/** Long enough to cost nothing, short enough that Ctrl-C seems to be obeyed at once. */
const BREATH_MS = 50;
let lastBreath = 0;

/** Lets the event loop deliver pending signals and timers, at most every 50 ms. */
export async function breathe(): Promise<void> {
  if (performance.now() - lastBreath < BREATH_MS) return;
  await new Promise((resolve) => setTimeout(resolve, 0));
  lastBreath = performance.now();
}
