import type { Cell, Event, FreshBlock, PlanEvent, RunListener } from "../lab/mod.ts";
import type { Outcome, Reporter } from "./reporter.ts";

/**
 * Tells several reporters of one run. One that throws is told nothing more and leaves a fault; the
 * run and the other reporters never notice.
 *
 * @example
 * ```ts
 * import { FanOut } from "./fan_out.ts";
 * import { assertEquals } from "@std/assert";
 * const seen: number[] = [];
 * const broken = { name: "broken", onBegin: () => { throw new Error("no disk"); } };
 * const sound = { name: "sound", onBegin: (_: unknown, finished: ReadonlySet<string>) => void seen.push(finished.size) };
 * const reporters = new FanOut([broken, sound]);
 * reporters.onBegin({} as never, new Set("abc"));
 * assertEquals([seen, reporters.faults], [[3], ["Reporter broken failed: no disk"]]);
 * ```
 */
export class FanOut implements RunListener {
  readonly #sound: Set<Reporter>;
  readonly #faults: string[] = [];

  constructor(reporters: readonly Reporter[]) {
    this.#sound = new Set(reporters);
  }

  /** A sentence for each reporter that broke. */
  get faults(): readonly string[] {
    return this.#faults;
  }

  onBegin(plan: PlanEvent, finished: ReadonlySet<string>): void {
    this.#tell((reporter) => reporter.onBegin?.(plan, finished));
  }

  onCell(cell: Cell): void {
    this.#tell((reporter) => reporter.onCell?.(cell));
  }

  onEvent(event: Event): void {
    this.#tell((reporter) => reporter.onEvent?.(event));
  }

  onDoubt(block: FreshBlock): void {
    this.#tell((reporter) => reporter.onDoubt?.(block));
  }

  /** Tells those that are left that it is over, one after the other. */
  async onEnd(outcome: Outcome): Promise<void> {
    for (const reporter of [...this.#sound]) {
      try {
        await reporter.onEnd?.(outcome);
      } catch (error) {
        this.#drop(reporter, error);
      }
    }
  }

  #tell(hook: (reporter: Reporter) => void): void {
    for (const reporter of [...this.#sound]) {
      try {
        hook(reporter);
      } catch (error) {
        this.#drop(reporter, error);
      }
    }
  }

  #drop(reporter: Reporter, error: unknown): void {
    this.#sound.delete(reporter);
    const message = error instanceof Error ? error.message : String(error);
    this.#faults.push(`Reporter ${reporter.name} failed: ${message}`);
  }
}
