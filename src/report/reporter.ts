import type { Cell, Event, FreshBlock, PlanEvent, RunRecord } from "../lab/mod.ts";
import type { Report } from "./schema.ts";

/** What a run's events fold to, once they have all been seen. */
export interface Outcome {
  readonly report: Report;
  readonly record: RunRecord;
}

/**
 * Turns the events of a run into an output of its own: a file, a line on a terminal, an annotation.
 *
 * Whatever it puts out follows from the events, so a run of long ago can be put out again: the hooks
 * are then called in the same order, `onCell` aside, which no journal knows of.
 */
export interface Reporter {
  /** As `--reporter` and messages name it. */
  readonly name: string;
  /** Once, before anything else: the plan, and the keys of the cells that an earlier start finished. */
  onBegin?(plan: PlanEvent, finished: ReadonlySet<string>): void;
  /** A cell is handed out to be measured. */
  onCell?(cell: Cell): void;
  /** An event, once it is in the journal. */
  onEvent?(event: Event): void;
  /** Arms that differ from the baseline's are going to be measured again; no journal knows when. */
  onDoubt?(block: FreshBlock): void;
  /** Once, after the last event, also of a run that a signal stopped. */
  onEnd?(outcome: Outcome): void | Promise<void>;
}
