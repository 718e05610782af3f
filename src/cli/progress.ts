import {
  type Cell,
  type CellEvent,
  dueCells,
  type Event,
  type FreshBlock,
  type PlanEvent,
} from "../lab/mod.ts";
import { formatSeconds, type Reporter } from "../report/mod.ts";
import { tell, tellLive } from "./output.ts";

/** How much is said on standard error. */
export type Loudness = "quiet" | "normal" | "verbose";

const LIVE_MS = 100;
const PLAIN_MS = 10_000;

/**
 * Progress on standard error: a live line on a terminal, else a plain line every ten seconds;
 * `verbose` says a line a cell, `quiet` nothing.
 */
export class ProgressLine implements Reporter {
  readonly name = "progress";
  readonly #loudness: Loudness;
  readonly #live: boolean;
  readonly #started = performance.now();
  #total = 0;
  #before = 0;
  #finished = 0;
  #cell: Cell | undefined;
  #said = performance.now();

  constructor(loudness: Loudness) {
    this.#loudness = loudness;
    this.#live = loudness === "normal" && Deno.stderr.isTerminal();
  }

  onBegin(plan: PlanEvent, finished: number): void {
    this.#total = dueCells(plan).length;
    this.#before = this.#finished = finished;
    if (finished > 0) this.#line(`resuming: ${finished} of ${this.#total} cells are finished`);
  }

  onCell(cell: Cell): void {
    this.#cell = cell;
    this.#tick();
  }

  onEvent(event: Event): void {
    if (event.type === "cell") this.#finish(event);
    this.#tick();
  }

  onDoubt({ arms, firstSeed }: FreshBlock): void {
    const seeds = `fresh seeds, ${firstSeed} and on`;
    this.close();
    this.#line(`not as the baseline, measured again on ${seeds}: ${arms.join(", ")}`);
  }

  /** Clears the live line, so that what follows starts on a clean one. */
  close(): void {
    if (this.#live) tellLive("");
  }

  #finish({ cell, outcome, seconds }: CellEvent): void {
    this.#finished += 1;
    if (this.#loudness === "verbose") {
      const detail = outcome.status === "measured" ? `${outcome.facts} facts` : outcome.detail;
      this.#line(`${cell}: ${outcome.status}, ${detail}, ${formatSeconds(seconds)}`);
    }
  }

  #tick(): void {
    const now = performance.now();
    if (this.#loudness !== "normal" || now - this.#said < (this.#live ? LIVE_MS : PLAIN_MS)) return;
    this.#said = now;
    const text = this.#text((now - this.#started) / 1000);
    if (this.#live) tellLive(text.slice(0, columns() - 1));
    else this.#line(text);
  }

  #text(seconds: number): string {
    const done = this.#finished - this.#before;
    const left = this.#total - this.#finished;
    const rest = done > 0 ? `, about ${formatSeconds(seconds / done * left)} left` : "";
    return `${this.#finished} of ${this.#total} cells, ${formatSeconds(seconds)}${rest}: ` +
      `${this.#cell?.key ?? ""}`;
  }

  #line(text: string): void {
    if (this.#loudness !== "quiet") tell(`${text}\n`);
  }
}

function columns(): number {
  try {
    return Deno.consoleSize().columns;
  } catch {
    return 80;
  }
}
