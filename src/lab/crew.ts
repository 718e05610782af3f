import type { Cell } from "./cell.ts";
import type { RunCounts } from "./desk.ts";
import type { CellEvent, FactEvent, RunEvent } from "./events.ts";
import type { Bench } from "./measure.ts";

/** What the engine's self-test found; recorded as it is. */
export type SelfTest = NonNullable<RunEvent["selfTest"]>;

/** Told what is measured; the facts of a cell come together, whatever else is measured meanwhile. */
export interface CrewListener {
  onCell(cell: Cell): void;
  onFact(fact: FactEvent): void;
  onFinished(event: CellEvent): void;
}

/** Whoever measures cells: this thread, or several workers, each with a device of its own. */
export interface Crew extends Disposable {
  /** Kind, label and whatever else is known of the device; kind `none` where there is none. */
  readonly device: RunEvent["device"];
  /** Tests the device; undefined where there is none. */
  selfTest(): Promise<SelfTest | undefined>;
  /**
   * Measures cells, handed out in their order, until all are finished or a signal asks to stop.
   *
   * @throws {DataError} when the inputs cannot be had.
   */
  measure(
    cells: readonly Cell[],
    options: { readonly trusted: Bench["trusted"]; readonly listener: CrewListener },
  ): Promise<void>;
  /** How the runs asked for so far were come by. */
  counts(): RunCounts;
}

/** What a self-test's outcome lets be trusted; nothing where there was none. */
export function trustedOf(selfTest: SelfTest | undefined): Bench["trusted"] {
  return {
    gradients: selfTest?.gradientsPassed ?? false,
    curvature: selfTest?.passed ?? false,
  };
}

/** Seconds since a `performance.now()`, to the millisecond. */
export function secondsSince(started: number): number {
  return Math.round(performance.now() - started) / 1000;
}
