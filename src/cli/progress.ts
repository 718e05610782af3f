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

/** Seconds that cells are expected to take, by their keys. */
type Expected = (cells: readonly Cell[]) => ReadonlyMap<string, number>;

/**
 * Progress on standard error: a live line on a terminal, else a plain line every ten seconds;
 * `verbose` says a line a cell, `quiet` nothing. The time that is left is what the cells that are
 * left are expected to take, as long as those that are finished took longer or shorter than expected.
 */
export class ProgressLine implements Reporter {
  readonly name = "progress";
  readonly #loudness: Loudness;
  readonly #live: boolean;
  readonly #started = performance.now();
  readonly #expect: Expected;
  #total = 0;
  #finished = 0;
  /** Seconds that cells are expected to take: of those left, and of those finished by this start. */
  #expected: ReadonlyMap<string, number> = new Map();
  #left = 0;
  #done = 0;
  #cell: Cell | undefined;
  #said = performance.now();

  constructor(loudness: Loudness, expect: Expected) {
    this.#loudness = loudness;
    this.#expect = expect;
    this.#live = loudness === "normal" && Deno.stderr.isTerminal();
  }

  onBegin(plan: PlanEvent, finished: ReadonlySet<string>): void {
    const due = dueCells(plan);
    this.#total = due.length;
    this.#finished = finished.size;
    if (this.#loudness === "normal") {
      this.#expected = this.#expect(due.filter(({ key }) => !finished.has(key)));
      this.#left = this.#expected.values().reduce((sum, seconds) => sum + seconds, 0);
    }
    if (finished.size > 0) {
      this.#line(`resuming: ${finished.size} of ${this.#total} cells are finished`);
    }
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
    const expected = this.#expected.get(cell) ?? 0;
    this.#done += expected;
    this.#left -= expected;
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
    const left = seconds / this.#done * Math.max(0, this.#left);
    const rest = this.#done > 0 ? `, about ${formatSeconds(left)} left` : "";
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
